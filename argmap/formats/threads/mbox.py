"""Archives of mailing lists and mail programs (mbox): one mail below another, each after a “From ” line."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.formats.registry import Format
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from an archive. Raises FormatError for a file without mail."""
    return read_all([(data, name)], progress)


def read_all(files: Sequence[tuple[bytes, str]], progress: Progress = silent) -> Debate:
    """One debate from several archives whose mails answer each other; a mail that is in several is read once."""
    from argmap.formats.threads.mail_reading import read_files

    return read_files(files, "mbox", progress)


def sniff(head: bytes) -> float:
    """Sure where a file begins with a “From ” line that tells a time, and headers below it."""
    if b"From " not in head[:64]:
        return 0.0
    from argmap.formats.threads.mail_archive import starts_archive

    return 0.95 if starts_archive(head) else 0.0


FORMAT = Format(
    "mbox",
    "Mail archive (mbox)",
    (".mbox", ".mbx"),
    read=read,
    sniff=sniff,
    binding=True,
    read_all=read_all,
    family="mail",
)
