"""From a path to an open debate file: what the window and --screenshot do with a file that the user names.

Everything here can run on a job's thread; it touches no widget.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from argmap import paths
from argmap.formats.files import is_debate_file, read_bytes
from argmap.formats.registry import read
from argmap.model.progress import Progress, silent

if TYPE_CHECKING:
    from argmap.store.debate_file import DebateFile

SUFFIX = ".argmap"


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened file and what the user should be told of it, "" for nothing."""

    file: DebateFile
    told: str = ""


def is_sample(path: Path) -> bool:
    """Whether a file is one of the shipped samples, which are never edited in place."""
    return path.resolve().parent == paths.sample_debates().resolve()


def open_path(path: Path, folder: Path | None = None, progress: Progress = silent) -> Opened:
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
    return import_path(path, folder or (documents() if is_sample(path) else path.parent), progress)


def import_path(path: Path, folder: Path, progress: Progress = silent) -> Opened:
    """Makes a new debate of a thread file, or opens the one that was made of the same bytes before."""
    from argmap.store.debate_file import DebateFile

    data = read_bytes(path)
    for earlier in _candidates(folder, path.stem):
        if not earlier.exists():
            target = earlier
            break
        file = _holding(earlier, hashlib.sha256(data).hexdigest())
        if file is not None:
            return Opened(file, f"“{path.name}” was imported before; this is the debate made of it, {earlier.name}.")
    progress(0.05, f"Reading {path.name}")
    debate = read(data, path.name, progress=progress)
    progress(0.9, f"Writing {target.name}")
    posts, quotes = len(debate.posts), len(debate.quotes)
    told = f"Imported {posts} post{'s' * (posts != 1)} and {quotes} quote{'s' * (quotes != 1)} into {target}."
    return Opened(DebateFile.create(target, debate, label=f"Import {path.name}"), told)


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
