"""The mails in an archive (mbox), each with its place, however the archive was written.

A mail begins at a line that starts with “From ”, tells a time and is followed by a header. Such a line within a mail should
bear a `>`; where it does not, it is no beginning unless it looks like one in all of that. Content-Length headers are not
believed: programs that rewrite a mail leave them behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from argmap.formats.threads.decoding import normalised

_FROM = re.compile(rb"^From [^\r\n]{0,1000}(?:\r?\n|\Z)", re.MULTILINE)
_TIMED = re.compile(
    rb"From .*?(?:\d{1,2}:\d\d(?::\d\d)?\b.*\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\b.*\d{1,2}:\d\d)", re.DOTALL
)
_ADDRESSED = re.compile(rb"From \S+\s*$")
_HEADER = re.compile(rb">?[!-9;-~]{1,80}[ \t]{0,2}:|>From ")
_ESCAPED = re.compile(rb"^(>+)From ", re.MULTILINE)
_MARKS = re.compile(rb"(?:>[ \t]?)*")
_HEADERS = re.compile(
    rb"(?:^|\n)(from|date|subject|message-id|received|return-path|delivered-to|to|mime-version|content-type|sender|reply-to|"
    rb"in-reply-to|references|list-id|x-[a-z-]+)[ \t]*:",
    re.IGNORECASE,
)
_SAVED_PAGE = re.compile(rb"^Snapshot-Content-Location:|^From: <Saved by ", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail in an archive: its bytes with escapes undone, the “From ” line before it without that word's line end, and its
    place in the archive's bytes, that line included."""

    data: bytes
    envelope: str
    start: int
    end: int


def starts_archive(head: bytes) -> bool:
    """Whether a file begins as an archive does."""
    head = head.lstrip(b"\r\n\xef\xbb\xbf \t")
    found = _FROM.match(head)
    return found is not None and _is_start(head, found)


def starts_mail(head: bytes) -> float:
    """How likely a file begins with the headers of a mail, 0 to 1."""
    head = head.lstrip(b"\r\n\xef\xbb\xbf \t")
    if _HEADER.match(head) is None:
        return 0.0
    block = re.split(rb"\r?\n\r?\n|\r\r", head[:65_536], maxsplit=1)[0]
    if _SAVED_PAGE.search(block):
        return 0.0
    names = {name.lower() for name in _HEADERS.findall(block)}
    lines = block.replace(b"\r\n", b"\n").split(b"\n")
    odd = sum(_HEADER.match(line) is None and not line.startswith((b" ", b"\t")) for line in lines)
    if odd * 5 > len(lines) or not names & {b"from", b"received"}:
        return 0.0
    sure = names & {b"message-id", b"received", b"return-path", b"mime-version", b"in-reply-to"}
    if sure and len(names) > 2:
        return 0.9
    return 0.6 if len(names & {b"from", b"date", b"subject", b"to"}) > 2 and not odd else 0.0


def letters(data: bytes) -> Iterator[Letter]:
    """The mails of an archive in order; a file without a “From ” line is one mail."""
    starts = [found.start() for found in _FROM.finditer(data) if _is_start(data, found)]
    if not starts:
        yield Letter(data.lstrip(b"\xef\xbb\xbf\r\n \t"), "", 0, len(data))
        return
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        line_end = data.find(b"\n", start, end)
        line_end = end if line_end < 0 else line_end + 1
        raw = data[line_end:end]
        envelope = data[start:line_end].decode("latin-1").strip()
        yield Letter(_unescaped(raw) if b"\n>" in raw else raw, envelope, start, end)


def _is_start(data: bytes, found: re.Match[bytes]) -> bool:
    line = found.group().strip()
    if _HEADER.match(data, found.end()) is None:
        return False
    start = found.start()
    is_parted = (
        start == 0
        or data[max(0, start - 4) : start].endswith((b"\n\n", b"\n\r\n"))
        or not data[:start].strip(b"\xef\xbb\xbf \t\r\n")
    )
    if _TIMED.match(line):
        return True
    second = data.find(b"\n", found.end())
    return is_parted and _ADDRESSED.match(line) is not None and second > 0 and _continues(data, second + 1)


def _continues(data: bytes, at: int) -> bool:
    return data[at : at + 1] in (b" ", b"\t") or _HEADER.match(data, at) is not None


def _unescaped(raw: bytes) -> bytes:
    """Lines “>From ” as they were sent. Among quoted lines the mark is the writer's own, unless it is one more than theirs."""
    pieces: list[bytes] = []
    end = 0
    for found in _ESCAPED.finditer(raw):
        if len(found.group(1)) > max(_marks_before(raw, found.start()), _marks_after(raw, found.end())):
            pieces.append(raw[end : found.start()])
            end = found.start() + 1
    return b"".join([*pieces, raw[end:]]) if pieces else raw


def _marks_before(raw: bytes, start: int) -> int:
    line = raw.rfind(b"\n", 0, max(0, start - 1)) + 1
    return _marks(raw, line) if start else 0


def _marks_after(raw: bytes, at: int) -> int:
    line = raw.find(b"\n", at) + 1
    return _marks(raw, line) if line else 0


def _marks(raw: bytes, line: int) -> int:
    """How often a line is marked as quoted, as far as it tells: one that may be escaped itself tells nothing."""
    found = _MARKS.match(raw, line)
    return found.group().count(b">") if found and not _ESCAPED.match(raw, line) else 0


def places(data: bytes, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of bytes, in order and apart, as spans of the file's decoded, normalised text: UTF-8 where all of it is, else
    Windows-1252, a byte a character (``decoding.decode``)."""
    if data.isascii() and b"\r" not in data:
        return found
    encoding = "utf-8"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        encoding = "cp1252"
    made = []
    at = size = 0
    for start, end in found:
        size += _size(data[at:start], encoding)
        length = _size(data[start:end], encoding)
        made.append((size, size + length))
        size, at = size + length, end
    return made


def _size(data: bytes, encoding: str) -> int:
    return len(normalised(data.decode(encoding, "replace"))) if data else 0


def has_headers(head: bytes) -> bool:
    """Whether a file begins with headers of which one or more are a mail's."""
    head = head.lstrip(b"\r\n\xef\xbb\xbf \t")
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return _HEADER.match(head) is not None and _HEADERS.search(block) is not None and not _SAVED_PAGE.search(block)
