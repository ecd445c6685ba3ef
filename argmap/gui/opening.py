"""From a path to an open debate file: what the window and --screenshot do with a file that the user names.

Everything here can run on a job's thread; it touches no widget.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from argmap import paths
from argmap.formats.completing import family
from argmap.formats.files import is_debate_file, read_bytes
from argmap.formats.registry import FormatError, read, tied
from argmap.gui.models.wording import counted
from argmap.gui.session import JUDGED_AT_ONCE
from argmap.model.progress import Progress, part_of, silent

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdicts
    from argmap.formats.registry import Format
    from argmap.formats.threads.table_columns import ColumnMap
    from argmap.formats.threads.table_reading import TableFile
    from argmap.model.debate import Debate
    from argmap.store.debate_file import DebateFile

SUFFIX = ".argmap"
QUOTES_AT_ONCE = 3_000
"""Posts up to which quotes are looked for before a new debate is shown; that takes about a second."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened file and what the user should be told of it, "" for nothing. ``is_new``: it was made of a thread just now.
    ``quotes_later``: the thread is so long that looking for quotes is a job of its own. ``verdicts`` are found here where
    there are many statements."""

    file: DebateFile
    told: str = ""
    is_new: bool = False
    quotes_later: bool = False
    verdicts: Verdicts | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        debate = self.file.debate
        debate.referrers("")  # finds who refers to what, here in the job and not when it is first painted
        if len(debate.statements) > JUDGED_AT_ONCE:
            from argmap.analysis.verdicts import evaluate

            object.__setattr__(self, "verdicts", evaluate(debate))

    def drop(self) -> None:
        """Closes the file, of which nothing came; one that was made of a thread just now goes again."""
        self.file.close()
        if self.is_new:
            Path(self.file.path).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a file: the debate that comes of it, or the sentence that says why none does."""

    format: Format
    debate: Debate | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class How:
    """How a file is to be read where its content leaves that open: in which format, or with which columns."""

    format_name: str | None = None
    columns: ColumnMap | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a first look at a file found to ask: the ways to read it where there are several, or the table that it is."""

    readings: tuple[Reading, ...] = ()
    table: TableFile | None = None


def is_plain(path: Path) -> bool:
    """Whether there is nothing to ask before a path is opened: a debate, a sample or a folder."""
    return path.is_dir() or is_debate_file(path) or is_sample(path)


def is_sample(path: Path) -> bool:
    """Whether a file is one of the shipped samples, which are never edited in place."""
    return path.resolve().parent == paths.sample_debates().resolve()


def open_path(path: Path, folder: Path | None = None, progress: Progress = silent, how: How | None = None) -> Opened:
    """Opens an .argmap file, a copy of a sample, or a new debate made of a thread file.

    ``folder`` is where copies and new debates go; None means beside the file, and for samples the user's documents.
    Raises FormatError or StoreError.
    """
    from argmap.store.debate_file import DebateFile

    if is_sample(path) and is_debate_file(path):
        copy = sample_copy(path, folder or documents())
        return Opened(DebateFile.open(copy), f"This is your own copy of the sample, kept at {copy}.")
    if is_debate_file(path):
        return Opened(DebateFile.open(path))
    return import_path(path, folder or (documents() if is_sample(path) else path.parent), progress, how)


def import_path(path: Path, folder: Path, progress: Progress = silent, how: How | None = None) -> Opened:
    """Makes a new debate of a thread file or a folder of them, or opens the one that was made of the same bytes before."""
    target = folder / f"{path.stem}{SUFFIX}"
    if path.is_file():
        digest = hashlib.sha256(read_bytes(path)).hexdigest()
        for target in _candidates(folder, path.stem):
            if not target.exists():
                break
            file = _holding(target, digest)
            if file is not None:
                return Opened(file, f"“{path.name}” was imported before; this is the debate made of it, {target.name}.")
    progress(0.05, f"Reading {path.name}")
    debate = read_path(path, part_of(progress, 0.05, 0.6), how)
    return _made(free_name(target), debate, f"Import {path.name}", part_of(progress, 0.6, 1.0))


def import_clipboard(text: str, html: str | None, folder: Path, progress: Progress = silent) -> Opened:
    """Makes a new debate of what was copied, named by its title."""
    from argmap.formats.threads.clipboard import from_clipboard
    from argmap.store.errors import StoreError

    debate = from_clipboard(text, html, part_of(progress, 0.0, 0.6))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"“{folder}” cannot be made: {(error.strerror or str(error)).lower()}. Make it, or paste into an open debate."
        ) from None
    target = free_name(folder / f"{file_stem(debate.title)}{SUFFIX}")
    return _made(target, debate, "New debate from the clipboard", part_of(progress, 0.6, 1.0))


def read_path(path: Path, progress: Progress = silent, how: How | None = None) -> Debate:
    """What a file or a folder holds, without the quotes that nothing marks. Changes nothing."""
    from argmap.store.debate_file import DebateFile

    if path.is_dir():
        from argmap.formats.folders import read_folder

        return read_folder(path, progress, quotes=False)
    if is_debate_file(path):
        with DebateFile.open(path, read_only=True) as file:
            return file.debate
    if how is not None and how.columns is not None:
        from argmap.formats.threads.table_reading import read_table

        return read_table(read_bytes(path), path.name, how.columns, progress)
    return read(read_bytes(path), path.name, how.format_name if how else None, progress, quotes=False)


def look(path: Path, progress: Progress = silent) -> Look:
    """What there is to ask before a file is read. Raises FormatError where nothing can come of it."""
    data = read_bytes(path)
    if not data:
        return Look()  # its reader says so
    ways = tied(data, path.name)
    if len(ways) > 1:
        return Look(readings=tuple(_read_as(data, path.name, way) for way in ways))
    if ways and family(ways[0].name) == "table":
        from argmap.formats.threads.table_reading import table_file

        return Look(table=table_file(data, path.name, progress))
    return Look()


def _read_as(data: bytes, name: str, way: Format) -> Reading:
    try:
        return Reading(way, read(data, name, way.name, quotes=False))
    except FormatError as error:
        return Reading(way, None, str(error))


def _made(target: Path, debate: Debate, label: str, progress: Progress) -> Opened:
    from argmap.formats.completing import find_quotes
    from argmap.store.debate_file import DebateFile

    later = len(debate.posts) > QUOTES_AT_ONCE
    if not later:
        debate.apply(find_quotes(debate, progress=part_of(progress, 0.0, 0.7)))
    progress(0.7, f"Writing {target.name}")
    posts, quotes = len(debate.posts), len(debate.quotes)
    told = f"Imported {counted(posts, 'post')} and {counted(quotes, 'quote')} into {target}."
    return Opened(DebateFile.create(target, debate, label=label), told, is_new=True, quotes_later=later)


def free_name(path: Path) -> Path:
    """This path, or one like it that nothing has."""
    return next(p for p in _candidates(path.parent, path.stem) if not p.exists())


def file_stem(title: str) -> str:
    """A title as the name of a file: letters and digits of any script, words joined by hyphens, 60 characters at most."""
    words = "".join(letter if letter.isalnum() else " " for letter in title[:200]).split()
    return "-".join(words)[:60].strip("-") or "debate"


def documents() -> Path:
    """Where debates go that have no folder of their own: "argmap" in the user's documents."""
    from PySide6.QtCore import QStandardPaths

    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place or Path.home()) / "argmap"


def sample_copy(sample: Path, folder: Path) -> Path:
    """A copy of a sample to work in: the one made before while it is untouched, else a new one."""
    from argmap.store.debate_file import StoreError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        content = sample.read_bytes()
        for candidate in _candidates(folder, sample.stem):
            if not candidate.exists():
                shutil.copyfile(sample, candidate)
                return candidate
            if candidate.read_bytes() == content:
                return candidate
    except OSError as error:
        raise StoreError(
            f"The sample cannot be copied to {folder}: {error.strerror or error}. Choose another folder."
        ) from None
    raise AssertionError("candidates never end")


def _candidates(folder: Path, stem: str) -> list[Path]:
    """Names to try in a folder, in order; one more than there are files, so that one is free."""
    taken = sum(1 for _ in folder.glob(f"*{SUFFIX}")) if folder.is_dir() else 0
    return [folder / f"{stem}{SUFFIX}", *(folder / f"{stem} {n}{SUFFIX}" for n in range(2, taken + 3))]


def _holding(path: Path, sha256: str) -> DebateFile | None:
    """The debate at a path, opened, when one of its sources has these bytes; None otherwise or when it cannot be read."""
    from argmap.store.debate_file import DebateFile, StoreError

    try:
        with DebateFile.open(path, read_only=True) as looked:  # a neighbour that holds something else is left alone
            found = any(source.sha256 == sha256 for source in looked.debate.sources.values())
        return DebateFile.open(path) if found else None
    except StoreError:
        return None
