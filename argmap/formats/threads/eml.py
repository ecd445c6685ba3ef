"""Single mails (RFC 5322), as mail programs save them and as maildir folders hold them, a file each."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.formats.registry import Format
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate of one mail. Raises FormatError for a file without mail."""
    return read_all([(data, name)], progress)


def read_all(files: Sequence[tuple[bytes, str]], progress: Progress = silent) -> Debate:
    """One debate from several mails, such as those of a folder."""
    from argmap.formats.threads.mail_reading import read_files

    return read_files(files, "eml", progress)


def sniff(head: bytes) -> float:
    """Sure where a file begins with headers that only mail has."""
    if b":" not in head[:1000]:
        return 0.0
    from argmap.formats.threads.mail_archive import starts_mail

    return starts_mail(head)


FORMAT = Format("eml", "Mail", (".eml",), read=read, sniff=sniff, binding=True, read_all=read_all, family="mail")
