"""The parts of a mail (MIME, RFC 2045 and 2046) that hold its words, and what else it holds. Nothing that is attached is
opened."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.errors import MessageError
from email.message import Message

from argmap.formats.threads.html_decoding import declared_encoding
from argmap.formats.threads.mail_body import html_mail, plain_mail, quoted_whole
from argmap.formats.threads.mail_text import header_text, text_of, undone
from argmap.formats.threads.thread import NOTHING, Body, joined

LONGEST = 4 * 2**20
"""Characters of a text above which it is left in the file: no person wrote it."""
LONGEST_LINE = 2**20
MOST_PARTS = 5_000
"""Parts above which the rest of a mail is left in the file."""
_DEEPEST = 40

_SIGNATURES = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-keys",
     "application/pgp-encrypted"}
)  # fmt: skip
_SEALED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_MACHINES = frozenset(
    {"text/calendar", "text/vcard", "text/x-vcard", "text/css", "text/rtf", "text/csv", "text/directory"}
)
_HEADING = ("Subject", "From", "Date")


@dataclass(slots=True)
class Parts:
    """What a mail holds: its body, the names of what is attached, and what was in doubt."""

    body: Body = NOTHING
    attached: list[str] = field(default_factory=list)
    is_sealed: bool = False
    is_doubtful: bool = False
    is_too_large: bool = False


def parts_of(message: Message) -> Parts:
    """The parts of a parsed mail. Raises FormatError for HTML that is too large to hold."""
    found = Parts()
    walk = _Walk(found)
    found.body = walk.body(message)
    return found


class _Walk:
    """A walk over the parts of a mail, shallow enough for calls: the parser itself stops before."""

    def __init__(self, found: Parts) -> None:
        self._found = found
        self._count = 0

    def body(self, part: Message, depth: int = 0) -> Body:
        """The words of a part and of those in it."""
        self._count += 1
        if self._count > MOST_PARTS or depth > _DEEPEST:
            self._found.is_too_large = True
            return NOTHING
        kind = _type_of(part)
        if kind in _SEALED and "signed" not in str(part.get("Content-Type", "")).lower():
            self._found.is_sealed = True
            return NOTHING
        if part.is_multipart():
            return self._several(part, kind, depth)
        if kind in _SIGNATURES:
            return NOTHING
        is_text = kind.startswith(("text/", "multipart/", "message/")) and kind not in _MACHINES
        if not is_text or _is_attached(part, kind):
            self._found.attached.append(_name_of(part) or kind)
            return NOTHING
        return self._text(part, kind)

    def _several(self, part: Message, kind: str, depth: int) -> Body:
        children = [child for child in part.get_payload() if isinstance(child, Message)]
        if kind == "message/rfc822" and children:
            body = self.body(children[0], depth + 1)
            return quoted_whole(_heading(children[0]), body)
        if kind.startswith("message/"):
            self._found.attached.append(_name_of(part) or kind)
            return NOTHING
        if kind == "multipart/alternative":
            return self._best(children, depth)
        if kind == "multipart/related" and children:
            self._found.attached += (name for child in children[1:] if (name := _name_of(child)))
            return self.body(children[0], depth + 1)
        return joined([self.body(child, depth + 1) for child in children])

    def _best(self, children: Sequence[Message], depth: int) -> Body:
        """Of several renderings of the same words the plain one, unless it is blank."""
        order = {"text/plain": 0, "text/html": 2, "text/calendar": 3}
        best = NOTHING
        for child in sorted(children, key=lambda child: order.get(_type_of(child), 1)):
            best = self.body(child, depth + 1)
            if best.text.strip():
                break
        return best

    def _text(self, part: Message, kind: str) -> Body:
        data, charset = _bytes_of(part), _parameter(part, "charset")
        if kind == "text/html" and not charset:
            charset = declared_encoding(data[:4000])  # the page may say what the mail does not
        text, is_doubtful = text_of(data, charset)
        if len(text) > LONGEST or any(len(line) > LONGEST_LINE for line in text.split("\n")):
            self._found.is_too_large = True
            return NOTHING
        self._found.is_doubtful = self._found.is_doubtful or is_doubtful
        if kind == "text/html":
            return html_mail(text)
        flowed = (_parameter(part, "format") or "").lower() == "flowed"
        return plain_mail(text, flowed=flowed, delete_space=(_parameter(part, "delsp") or "").lower() == "yes")


def _bytes_of(part: Message) -> bytes:
    """The bytes of a part as they were before they were wrapped for the way. The standard library unwraps those whose header
    is well written."""
    told = str(part.get("Content-Transfer-Encoding", "")).lower()
    try:
        data = part.get_payload(decode=True)
    except ValueError:  # broken uuencode
        return b""
    if not isinstance(data, bytes):
        return b""
    transfer = re.sub(r"[^a-z0-9-]", "", told.split(";")[0])
    return data if told in ("quoted-printable", "base64") else undone(data, transfer)


def _type_of(part: Message) -> str:
    return _told(part.get_content_type) or "text/plain"


def _parameter(part: Message, name: str) -> str | None:
    """A parameter of the Content-Type, None where there is none, or one that the standard library stumbles over."""
    value = _told(lambda: part.get_param(name))
    if isinstance(value, tuple):
        value = value[2]
    return value.strip("'\" ") if isinstance(value, str) else None


def _told(ask: Callable[[], object]) -> str | None:
    """What the parser says of a header. Broken ones make it raise these."""
    try:
        value = ask()
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return value[2] if isinstance(value, tuple) else value if isinstance(value, str) else None


def _is_attached(part: Message, kind: str) -> bool:
    disposition = str(part.get("Content-Disposition", "")).strip().lower()
    return disposition.startswith("attachment") or (kind == "text/html" and bool(_name_of(part)) and disposition == "")


def _name_of(part: Message) -> str:
    return header_text(_told(part.get_filename) or "")[:120]


def _heading(message: Message) -> str:
    """The headers of an enclosed mail, as a reader would want to see them."""
    told = [(name, header_text(str(message.get(name, "")))) for name in _HEADING]
    return "\n".join(f"{name}: {value}" for name, value in told if value)
