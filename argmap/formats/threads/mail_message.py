"""One mail out of its bytes: who, when, what about, what it answers, and its words.

The standard library's parser does the MIME structure under its older policy, which leaves headers as they are: parsing them
under the newer one takes ten times as long for a mail (220 against 23 µs), and raises for some broken ones.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import compat32
from email.utils import parseaddr

from argmap.formats.threads.mail_dates import sent_at
from argmap.formats.threads.mail_parts import Parts, parts_of
from argmap.formats.threads.mail_text import header_text
from argmap.formats.threads.thread import Body

_ID = re.compile(r"<([^<>]{1,998})>")
_BETWEEN_IDS = re.compile(r"[\s<>,;\"']+")
_LIST = re.compile(r"<(?:mailto:)?([^<>?]+)")
_MOST_IDS = 10_000
LARGEST = 64 * 2**20
"""Bytes of a mail above which its parts are not looked at."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. ``native_id`` is its Message-ID without brackets, or one made from what it says where ``is_named`` is false.
    ``answers`` are the ids of In-Reply-To, ``references`` those of References, oldest first; ``is_wordy``: In-Reply-To holds
    words besides, so that its ids may be addresses. ``via`` are the addresses of the list that it came through."""

    native_id: str
    is_named: bool
    answers: tuple[str, ...]
    is_wordy: bool
    references: tuple[str, ...]
    name: str
    address: str
    via: frozenset[str]
    posted_at: str | None
    is_date_doubtful: bool
    subject: str
    permalink: str | None
    parts: Parts

    @property
    def body(self) -> Body:
        """Its words."""
        return self.parts.body


def parse(data: bytes, envelope: str = "") -> Mail:
    """The mail that bytes are, however broken. ``envelope`` is the line that stands before it in an archive. Raises
    FormatError for HTML that is too large to hold."""
    message, is_whole = _parsed(data)
    headers: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        headers.setdefault(name.lower(), []).append(str(value))
    name, address = _author(headers)
    posted_at, is_doubtful = sent_at(
        [header_text(value) for value in headers.get("date", ())],
        [header_text(value) for value in headers.get("received", ())],
        envelope,
    )
    parts = parts_of(message)
    parts.is_too_large = parts.is_too_large or not is_whole
    subject = header_text(_first(headers, "subject"))
    own = ids_of(_first(headers, "message-id"))
    answered = _first(headers, "in-reply-to")
    answers = ids_of(answered)
    links = [link for value in headers.get("archived-at", ()) for link in re.findall(r"https?://[^\s<>]+", value)]
    return Mail(
        own[0] if own else _made_id(name, address, posted_at, subject, parts.body.text),
        bool(own),
        answers,
        bool(re.sub(r"<[^<>]*>|[\s,;]", "", answered)) and "<" in answered,
        ids_of(" ".join(headers.get("references", ()))),
        name,
        address,
        _lists(headers),
        posted_at,
        is_doubtful,
        subject,
        links[0] if links else None,
        parts,
    )


def _parsed(data: bytes) -> tuple[Message, bool]:
    """The message, and whether all of its parts are in it. A mail that is too large, or whose parts lie in each other deeper than the parser can go, is taken as one text."""
    try:
        if len(data) > LARGEST:
            raise RecursionError
        return BytesParser(policy=compat32).parsebytes(data), True
    except RecursionError:
        message = BytesHeaderParser(policy=compat32).parsebytes(data[:LARGEST])
        del message["Content-Type"]
        return message, False


def ids_of(value: str) -> tuple[str, ...]:
    """The Message-IDs in a header, in order, each once. Ids without brackets count where there are none with."""
    found = _ID.findall(value) if "<" in value else []
    if not found:
        sides = (word.split("@", 2)[:2] for word in _BETWEEN_IDS.split(value) if "@" in word)
        found = [f"{left}@{right}" for left, right in sides if left and right and len(left) + len(right) < 998]
    clean = ("".join(_decoded(each).split()) for each in found[:_MOST_IDS])
    return tuple(dict.fromkeys(each for each in clean if each))


def _decoded(native: str) -> str:
    return native if native.isascii() else header_text(native)


def _first(headers: dict[str, list[str]], name: str) -> str:
    """The first header of a name that says something."""
    return next((value for value in headers.get(name, ()) if value.strip()), "")


def _author(headers: dict[str, list[str]]) -> tuple[str, str]:
    """Name, "" where none is told, and address of who wrote a mail. Where a list puts itself in the sender's place, the true
    one is in other headers."""
    for header in ("x-original-from", "from", "sender", "reply-to"):
        raw = _first(headers, header)
        if not raw:
            continue
        name, address = _name_and_address(raw)
        if name or address:
            return name, address
    return "", ""


def _name_and_address(raw: str) -> tuple[str, str]:
    unfolded = " ".join(raw.split())[:2000]
    nested = unfolded.count("(") > 50  # brackets, which the library reads recursively
    name, address = ("", "") if nested or len(unfolded) == 2000 else parseaddr(unfolded)
    if "@" not in address and (bare := re.search(r"<?([^\s<>\"()]+(?:@| at )[^\s<>\"()]+)>?", unfolded)):
        address = bare.group(1)
        name = name or unfolded.replace(bare.group(0), "")
    if not name and not address:
        name = unfolded
    name = header_text(name).strip("\"'() ")
    name = re.sub(r"\s+(?:via|по списку|über)\s+\S.{0,60}$", "", name)
    address = header_text(address).replace(" at ", "@").strip().casefold()
    return ("" if name.casefold() == address else name)[:200], address[:300]


def _lists(headers: dict[str, list[str]]) -> frozenset[str]:
    named = (_first(headers, "list-post"), _first(headers, "x-original-to"), _first(headers, "x-mailing-list"))
    found = [match.casefold() for value in named for match in _LIST.findall(value)]
    return frozenset(found)


def _made_id(*told: str | None) -> str:
    """An id for a mail that has none: the same for every copy of it, whatever servers it went through."""
    words = "\0".join(" ".join((part or "").split()) for part in told)
    return f"{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:32]}@made.from.words"
