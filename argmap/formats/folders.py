"""Folders of files, and several files at once, as one debate: a maildir, a corpus, the parts of a thread, a file a comment."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from argmap.formats.files import is_debate_file, read_bytes
from argmap.formats.registry import Format, FormatError, by_name, guess
from argmap.model.debate import Debate
from argmap.model.progress import Progress, part_of, silent

MOST_FILES = 200_000
"""Files above which a folder is refused."""
MOST_BYTES = 1 << 30
"""Bytes of all files together above which they are refused."""
_MAILDIR = frozenset({"cur", "new", "tmp"})
_UTTERANCES = ("utterances.jsonl", "utterances.json")
_BESIDE = frozenset({"conversations.json", "speakers.json", "users.json", "corpus.json", "index.json"})
"""Files of a ConvoKit corpus without posts."""
_CLUTTER = frozenset(
    {"thumbs.db", "desktop.ini", "maildirfolder", "dovecot-uidlist", "dovecot.index", "dovecot-keywords"}
)
_OF_PAGE = (
    "_files",
    ".files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_ficheiros",
    "_bestanden",
    "-filer",
    "_pliki",
)
"""How the folders end that browsers save beside a page, with its pictures, scripts and frames."""
_NATURAL = re.compile(r"(\d{1,18})")


@dataclass(frozen=True, slots=True)
class PartFile:
    """A file that is part of a debate: its bytes, and its name as it stands in the folder that was chosen."""

    name: str
    data: bytes


def read_folder(path: Path, progress: Progress = silent, *, quotes: bool = True) -> Debate:
    """One debate of all files in a folder and the folders in it. Raises FormatError where none can be read, and where there
    are too many."""
    return read_files([path], None, progress, quotes=quotes)


def read_files(
    paths: Sequence[Path], format_name: str | None = None, progress: Progress = silent, *, quotes: bool = True
) -> Debate:
    """One debate of several files and folders, each file in the format that it is in, or all in the one that is named. Files
    of one format whose posts answer each other are read together. Files of a folder that cannot be read are named in findings.
    Without ``quotes``, those that nothing marks are left for later. Raises FormatError where a file that is named itself cannot
    be read, or none of a folder can."""
    from argmap.formats.merging import merged

    named = list(_named(paths))
    _check_size(named, paths[0])
    title = paths[0].name if len(paths) == 1 and paths[0].is_dir() else ""
    reading = _Reading(by_name(format_name) if format_name else None)
    for number, (name, path) in enumerate(named):
        progress(0.2 * number / len(named), f"Looking at {path.name}")
        reading.take(name, path)
    debates = list(reading.debates(part_of(progress, 0.2, 0.6 if quotes else 0.95)))
    reading.check({path.name for path in paths if not path.is_dir()})
    if not debates:
        raise FormatError(reading.refusal(len(named)))
    debate = merged(debates, title, reading.told())
    if quotes:
        from argmap.formats.completing import find_quotes

        debate.apply(find_quotes(debate, progress=part_of(progress, 0.6, 1.0)))
    return debate


def files_in(folder: Path) -> list[Path]:
    """The files in a folder and the folders in it, in natural order ("2" before "10"). Hidden ones are left out, as are links,
    what a maildir is still delivering and what a page was saved with. Raises FormatError for a folder with too many, or that cannot be listed."""
    found: list[Path] = []
    try:
        for place, folders, files in os.walk(folder, onerror=_refuse):
            if len(_MAILDIR & set(folders)) > 1:
                folders.remove("tmp") if "tmp" in folders else None
            of_pages = {f"{Path(name).stem}{end}" for name in files if _is_page(name) for end in _OF_PAGE}
            folders[:] = [name for name in folders if not name.startswith(".") and name not in of_pages]
            corpus = any(name in files for name in _UTTERANCES)
            for name in files:
                path = Path(place, name)
                hidden = name.startswith((".", "~$")) or name.casefold() in _CLUTTER or (corpus and name in _BESIDE)
                if not hidden and not path.is_symlink() and path.is_file():
                    found.append(path)
            if len(found) > MOST_FILES:
                raise FormatError(f"“{folder.name}” holds more than {MOST_FILES:,} files. Choose a folder in it.")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FormatError(f"“{folder}” cannot be read: {reason}. Check the path.") from None
    return sorted(found, key=lambda path: _natural(path.relative_to(folder).parts))


def _is_page(name: str) -> bool:
    return name.casefold().endswith((".html", ".htm", ".xhtml"))


def _refuse(error: OSError) -> None:
    raise error


def _natural(parts: Iterable[str]) -> list[list[tuple[int, int, str]]]:
    """What file names are sorted by: figures in them as numbers."""
    return [
        [(1, int(piece), piece) if piece.isdecimal() else (0, 0, piece.casefold()) for piece in _NATURAL.split(part)]
        for part in parts
    ]


def _named(paths: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """All files with their names: of those in folders, the way from the folder on, or to it too where it is one of several
    things that were chosen. A file that is named twice comes once.
    Raises FormatError for an empty folder."""
    seen: set[Path] = set()
    for path in paths:
        start = path if len(paths) == 1 else path.parent
        inside = (
            [(p.relative_to(start).as_posix(), p) for p in files_in(path)] if path.is_dir() else [(path.name, path)]
        )
        if not inside:
            raise FormatError(f"“{path.name}” holds no files. Choose a folder with a debate in it.")
        for name, file in inside:
            if file not in seen:
                seen.add(file)
                yield name, file


def _check_size(named: Sequence[tuple[str, Path]], chosen: Path) -> None:
    total = 0
    for _, path in named:
        try:
            total += path.stat().st_size
        except (OSError, ValueError):
            continue  # reading it says why
    if total > MOST_BYTES:
        raise FormatError(
            f"The files in “{chosen.name}” have {total / 2**30:.1f} GB together; argmap reads up to 1 GB. "
            "Choose a part of them."
        )


class _Reading:
    """Files by their format, and what could not be read."""

    def __init__(self, forced: Format | None) -> None:
        self._forced = forced
        self._files: dict[str, tuple[Format, list[PartFile]]] = {}
        self._digests: set[bytes] = set()
        self._unread: list[tuple[str, str]] = []
        self._copies = 0

    def take(self, name: str, path: Path) -> None:
        """Reads a file's bytes and finds out what it is in."""
        try:
            if is_debate_file(path):
                raise FormatError(f"“{name}” is a debate of argmap. Open it by itself.")
            data = read_bytes(path)
            if not data:
                raise FormatError(f"“{name}” is empty. Choose a file with a debate in it.")
            digest = hashlib.sha256(data).digest()
            if digest in self._digests:
                self._copies += 1
                return
            self._digests.add(digest)
            known = self._forced or guess(data, path.name)
            if known.read is None:
                raise FormatError(f"argmap writes {known.label}, but cannot read it.")
        except FormatError as error:
            self._unread.append((name, str(error)))
            return
        self._files.setdefault(known.name, (known, []))[1].append(PartFile(name, data))

    def debates(self, progress: Progress) -> Iterator[tuple[Debate, Sequence[PartFile]]]:
        """What the files hold, those that belong together in one, with the files that each is of."""
        total = sum(len(files) for _, files in self._files.values())
        done = 0
        for known, files in self._files.values():
            part = part_of(progress, done / total, (done + len(files)) / total)
            if known.read_all is not None and len(files) > 1:
                yield from self._together(known, files, part)
            else:
                for number, file in enumerate(files):
                    yield from self._alone(known, file, part_of(part, number / len(files), (number + 1) / len(files)))
            done += len(files)

    def _together(
        self, known: Format, files: list[PartFile], progress: Progress
    ) -> Iterator[tuple[Debate, Sequence[PartFile]]]:
        """The debate of files that are read at once; when that fails, of those that can be read alone."""
        if known.read_all is None:
            return
        try:
            yield known.read_all([(file.data, file.name) for file in files], progress), files
            return
        except FormatError:
            good = [file for file in files if any(self._alone(known, file, progress))]
        if not good:
            return
        try:
            yield known.read_all([(file.data, file.name) for file in good], progress), good
        except FormatError as error:
            self._unread += ((file.name, str(error)) for file in good)

    def _alone(self, known: Format, file: PartFile, progress: Progress) -> Iterator[tuple[Debate, Sequence[PartFile]]]:
        progress(0.0, f"Reading {file.name}")
        if known.read is None:
            return
        try:
            yield known.read(file.data, Path(file.name).name, progress), [file]
        except FormatError as error:
            self._unread.append((file.name, str(error)))

    def check(self, needed: set[str]) -> None:
        """Raises FormatError where one of these files was not read."""
        for name, sentence in self._unread:
            if name in needed:
                raise FormatError(sentence)

    def refusal(self, count: int) -> str:
        """The sentence when nothing could be read."""
        name, sentence = self._unread[0]
        if count == 1:
            return sentence
        return f"None of the {count:,} files can be read. The first, “{name}”: {sentence}"

    def told(self) -> list[tuple[str, str]]:
        """What was not read, as (file, sentence): each file up to a number, and the count of the rest."""
        listed = 40
        told = [(name, f"This file was not read. {sentence}") for name, sentence in self._unread[:listed]]
        if len(self._unread) > listed:
            names = ", ".join(f"“{name}”" for name, _ in self._unread[listed : listed + 10])
            told.append(("", f"{len(self._unread) - listed:,} more files were not read, among them {names}."))
        if self._copies:
            what = (
                "1 file is a copy of another and was"
                if self._copies == 1
                else f"{self._copies:,} files are copies of others and were"
            )
            told.append(("", f"{what} read once."))
        return told
