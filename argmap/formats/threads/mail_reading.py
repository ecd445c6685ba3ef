"""From the bytes of archives and single mails to one debate."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.formats.registry import FormatError
from argmap.formats.threads.building import build_all
from argmap.formats.threads.mail_archive import letters, places, starts_archive, starts_mail
from argmap.formats.threads.mail_message import parse
from argmap.formats.threads.mail_threading import File, threads
from argmap.formats.threads.thread import Note
from argmap.model.debate import Debate
from argmap.model.kinds import FindingLevel
from argmap.model.progress import Progress

_STEP = 200
"""Mails between two reports of progress."""


def read_files(files: Sequence[tuple[bytes, str]], format_name: str, progress: Progress) -> Debate:
    """One debate of all mails in some files, (bytes, name) each. Files that hold no mail are told of and left out, unless none
    holds any. Raises FormatError."""
    found: list[File] = []
    refused: list[str] = []
    for number, (data, name) in enumerate(files):
        try:
            low, high = 0.9 * number / len(files), 0.9 * (number + 1) / len(files)
            found.append(_file(data, name, progress, low, high))
        except FormatError as error:
            if len(files) == 1:
                raise
            refused.append(str(error))
    if not found:
        raise FormatError(refused[0] if refused else "There are no files to read. Choose files with mail in them.")
    found[0].notes += (Note(FindingLevel.WARNING, "format", text) for text in refused)
    progress(0.95, "Finding what answers what")
    debate = build_all(threads(found), format_name)
    progress(1.0, "Done")
    return debate


def _file(data: bytes, name: str, progress: Progress, low: float, high: float) -> File:
    """The mails of one file. Raises FormatError for one that holds none."""
    content = data
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    if not starts_archive(data[:65_536]) and not _may_be_mail(data):
        raise FormatError(
            f"“{name}” holds no mail: it begins with no headers such as From and Date. Choose a mail or an mbox file."
        )
    found = list(letters(data))
    spans = places(data, [(letter.start, letter.end) for letter in found])
    file = File(content, name)
    for number, (letter, span) in enumerate(zip(found, spans, strict=True)):
        if number % _STEP == 0:
            progress(low + (high - low) * number / len(found), f"Reading mails of {name}")
        file.mails.append((parse(letter.data, letter.envelope), span))
    if spans and spans[0][0] > 0:
        file.noise.append((0, spans[0][0]))
    return file


def _may_be_mail(data: bytes) -> bool:
    """Whether a file that is said to be a mail has any header of one."""
    from argmap.formats.threads.mail_archive import has_headers

    return starts_mail(data[:65_536]) > 0 or has_headers(data[:65_536])
