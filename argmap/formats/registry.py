"""The formats: what each can do, found by walking this package, and which one a file is in."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Protocol

from argmap.model.debate import Debate
from argmap.model.progress import Progress, part_of, silent

HEAD_SIZE = 65_536
"""How many bytes of a file ``sniff`` is shown."""


class FormatError(Exception):
    """A file that cannot be read, or a debate that cannot be written, in a format. Its text says what, where and what to
    do, and is fit to show."""


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What a writer is asked for; each takes what concerns it.

    ``theme`` is "light", "dark" or "grey". ``focus`` and ``depth`` keep a statement or provision and what is that many links
    away; ``provision`` keeps what hangs on a provision, by id; ``shown`` keeps these statements and provisions, where they
    stand if they are ``placed``, and ``part`` says in words what they are. ``stood`` says in words of which moment of the past
    the debate is, "" for the present. ``layout`` names a layout ("" for where the cards stand now). ``scale`` is pixels of a
    PNG for each map unit, None for as many as suit the map. ``places`` are the top left corners of cards that stand somewhere already. ``numbered`` gives every
    card the number that it has in an outline of the whole debate. ``paper`` is the sheet of a PDF, "A4", "A3" or "Letter"
    ("" for one that suits the map), ``orientation`` "portrait" or "landscape" ("" for what suits the map), and ``tiled`` lays
    the map in its own size over as many sheets as it takes. ``note`` is told in a sentence what a writer decided itself.
    """

    theme: str = "light"
    focus: str | None = None
    depth: int = 1
    provision: str | None = None
    shown: Set[str] | None = None
    part: str = ""
    stood: str = ""
    placed: bool = False
    layout: str = ""
    scale: float | None = None
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    numbered: bool = False
    paper: str = ""
    orientation: str = ""
    tiled: bool = False
    last_edit: str = ""
    """When the debate was last edited, ISO 8601: the date that a picture bears. "" leaves the date out."""
    note: Callable[[str], None] = lambda words: None
    progress: Progress = silent
    """Is told how far the writer is, and may raise Cancelled."""


class Reader(Protocol):
    """Reads a file. Raises FormatError, and nothing else, for content that it cannot read."""

    def __call__(self, data: bytes, name: str, progress: Progress = silent) -> Debate: ...


class ReaderOfMany(Protocol):
    """Reads files whose posts answer each other, (bytes, name) each, as one debate. Raises FormatError like Reader."""

    def __call__(self, files: Sequence[tuple[bytes, str]], progress: Progress = silent) -> Debate: ...


class Writer(Protocol):
    """Writes a debate. Raises FormatError when it cannot be held by the format."""

    def __call__(self, debate: Debate, options: WriteOptions) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. ``suffixes`` start with a dot, the usual one first. ``sniff`` gives 0 to 1 for the head of a file.
    ``binding`` formats own their suffix: a broken .json is never read as plain text.

    ``read_all`` reads several files of the format together, where posts of one answer posts of another. ``family`` is what
    formats have in common whose native ids name the same posts ("mail", "reddit"); "" is the format's own name. ``quoted``:
    the reader looks for unmarked quotes itself, so that nobody else has to.
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    read: Reader | None = None
    write: Writer | None = None
    sniff: Callable[[bytes], float] = lambda head: 0.0
    binding: bool = False
    read_all: ReaderOfMany | None = None
    family: str = ""
    quoted: bool = False


_PACKAGES = ("pictures", "reports", "maps", "threads")
"""Where formats are, those first that are few and only written."""


def formats() -> tuple[Format, ...]:
    """All formats, by name."""
    found = (known for package in _PACKAGES for known in _formats_in(package))
    return tuple(sorted(found, key=lambda f: f.name))


@functools.cache
def _formats_in(package_name: str) -> tuple[Format, ...]:
    """The formats of one package: those that its modules set as FORMAT. A module whose source does not do so only serves one
    that does, and need not be imported to find out."""
    if importlib.util.find_spec(f"argmap.formats.{package_name}") is None:
        return ()
    package = importlib.import_module(f"argmap.formats.{package_name}")
    found = []
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        spec = module.module_finder.find_spec(module.name, None)
        source = None if spec is None or spec.origin is None else Path(spec.origin)
        if source is None or source.suffix != ".py" or b"\nFORMAT = " in source.read_bytes():
            found.append(getattr(importlib.import_module(module.name), "FORMAT", None))
    return tuple(known for known in found if isinstance(known, Format))


def by_name(name: str) -> Format:
    """The format of this name. Raises FormatError for one that does not exist."""
    for package in _PACKAGES:
        for known in _formats_in(package):
            if known.name == name:
                return known
    raise FormatError(f"There is no format “{name}”. Known are {', '.join(f.name for f in formats())}.")


def for_writing(file_name: str) -> Format:
    """The format that a file name asks for by its suffix. Raises FormatError when no writable one has it."""
    suffix = PurePath(file_name).suffix.lower()
    for package in _PACKAGES:
        for known in _formats_in(package):
            if known.write is not None and suffix in known.suffixes:
                return known
    known_suffixes = sorted(s for f in formats() if f.write is not None for s in f.suffixes)
    raise FormatError(
        f"“{PurePath(file_name).name}” does not say which format to write. End its name with one of {', '.join(known_suffixes)}."
    )


ZIPPED = frozenset({".xlsx", ".xlsm", ".docx", ".odt"})
"""Endings of files that are ZIP archives when they are whole: their readers say what is wrong with them."""
LIKELY = 0.15
"""The score below which a file is in none of the formats."""
SURE = 0.9
"""The score from which content leaves no doubt."""
TIE = 0.05
"""Scores that lie closer together than this leave open which of the formats a file is in."""


def choices(data: bytes, file_name: str) -> list[tuple[float, Format]]:
    """The formats that a file may be in with their scores, 0 to 1.1, best first: by its content, with the suffix as a hint.
    A suffix that names a structured format leaves only formats with that suffix."""
    suffix = PurePath(file_name).suffix.lower()
    readable = [f for f in formats() if f.read is not None]
    bound = [f for f in readable if f.binding and suffix in f.suffixes]
    head = data[:HEAD_SIZE]
    scored = [(f.sniff(head) + (0.1 if suffix in f.suffixes else 0.0), f) for f in bound or readable]
    return sorted((pair for pair in scored if pair[0] >= LIKELY), key=lambda pair: (-pair[0], pair[1].name))


def tied(data: bytes, file_name: str) -> list[Format]:
    """The formats among which the user has to choose, best first; one or none where there is no doubt."""
    found = choices(data, file_name)
    return [known for score, known in found if found[0][0] - score < TIE]


def guess(data: bytes, file_name: str) -> Format:
    """The format that a file is in, the first by name where two are as likely. Raises FormatError when none fits."""
    suffix, head = PurePath(file_name).suffix.lower(), data[:HEAD_SIZE]
    for known in _formats_in("maps"):
        if known.binding and suffix in known.suffixes and known.sniff(head) >= SURE:
            return known  # and the many formats of threads need not be asked
    found = choices(data, file_name)
    if found:
        return found[0][1]
    name, suffix = PurePath(file_name).name, PurePath(file_name).suffix.lower()
    if suffix not in ZIPPED:
        _refuse_other_than_text(data, name)
    bound = [f for f in formats() if f.read is not None and f.binding and suffix in f.suffixes]
    if len(bound) == 1:
        return bound[0]  # its reader says what is wrong
    if bound:
        raise FormatError(
            f"“{name}” is none of the {suffix} files that argmap reads: {_either(f.label for f in bound)}. "
            "Open the file that has the posts in it."
        )
    raise FormatError(
        f"“{name}” is in no format that argmap reads. “argmap formats” lists them; or copy its text and paste that."
    )


def _refuse_other_than_text(data: bytes, name: str) -> None:
    """Raises FormatError for what is nothing that a reader could name better: white space alone, and packed files."""
    from argmap.formats.threads.json_lines import refuse_packed

    if data.isspace():
        raise FormatError(f"“{name}” holds only white space. Choose a file with a debate in it.")
    refuse_packed(data, name)


def _either(labels: Iterable[str]) -> str:
    """Labels as an enumeration, without what stands in brackets behind them."""
    *others, last = sorted({label.split(" (")[0] for label in labels}, key=str.casefold)
    return f"{', '.join(others)} or {last}" if others else last


def read(
    data: bytes,
    file_name: str,
    format_name: str | None = None,
    progress: Progress = silent,
    *,
    quotes: bool = True,
) -> Debate:
    """Reads a file's bytes in the format that it is in, or in the one that is named. Without ``quotes``, those that nothing
    marks are left for later. Raises FormatError."""
    if not data:
        raise FormatError(f"“{PurePath(file_name).name}” is empty. Choose a file with a debate in it.")
    chosen = by_name(format_name) if format_name else guess(data, file_name)
    if chosen.read is None:
        raise FormatError(f"argmap writes {chosen.label}, but cannot read it.")
    if chosen.quoted or not quotes:
        return chosen.read(data, PurePath(file_name).name, progress)
    from argmap.formats.completing import find_quotes

    debate = chosen.read(data, PurePath(file_name).name, part_of(progress, 0.0, 0.5))
    debate.apply(find_quotes(debate, progress=part_of(progress, 0.5, 1.0)))
    return debate
