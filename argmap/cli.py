"""The command line: the window's verbs for scripts. Heavy imports stay inside the verbs."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from argmap import __version__
from argmap.formats.registry import FormatError
from argmap.model.checks import problems
from argmap.model.debate import Change, Debate, Edit, EditError, edit_of
from argmap.model.kinds import SpanRole
from argmap.store.errors import StoreError

if TYPE_CHECKING:
    from argmap.formats.registry import Format, WriteOptions

BAD_INPUT = 2
"""Exit status for what the user can put right; one sentence on standard error says what."""

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What steers a terminal, and what turns the direction of the words after it."""

DEBATE_FILE = "an .argmap file, or any file that argmap reads"


class Parser(argparse.ArgumentParser):
    """A parser that complains in one sentence."""

    def error(self, message: str) -> NoReturn:
        sentence = message[:1].upper() + message[1:].rstrip(".")
        self.exit(BAD_INPUT, f"{sentence}. See “{self.prog} --help”.\n")


def run(arguments: Sequence[str]) -> int:
    """Does what the verb, the first of the arguments, says. Returns the exit status."""
    asked = _parser().parse_args(arguments)
    work: Callable[[argparse.Namespace], int] = asked.work
    try:
        return work(asked)
    except (FormatError, StoreError, EditError) as error:
        print(_on_one_line(str(error)), file=sys.stderr)
        return BAD_INPUT


def _on_one_line(text: str) -> str:
    """Words from a file as a terminal may be given them."""
    return " ".join(_STEERING.sub(" ", text).split())


def _parser() -> Parser:
    parser = Parser(prog="argmap", description="Argument maps of debates, on the command line.")
    parser.add_argument("--version", action="version", version=f"argmap {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True, parser_class=Parser)
    for add in (_add_import, _add_export, _add_verdicts, _add_matrix, _add_check, _add_formats):
        add(verbs)
    return parser


def _add_import(verbs: Any) -> None:
    verb = verbs.add_parser(
        "import",
        help="make a debate of thread files",
        description="Reads comment threads, transcripts or debates and makes one .argmap file of them.",
    )
    verb.add_argument("inputs", nargs="+", metavar="IN", help="a file to read; several become one debate")
    verb.add_argument("-o", "--output", metavar="OUT.argmap", help="the new debate; one that is there is not replaced")
    verb.add_argument("--into", metavar="FILE", help="add to this debate instead of making a new one")
    verb.add_argument("--format", metavar="NAME", help="read all files in this format, without guessing")
    verb.add_argument("--json", action="store_true", help="print the counts and findings as JSON")
    verb.set_defaults(work=_import)


def _add_export(verbs: Any) -> None:
    verb = verbs.add_parser(
        "export",
        help="write the map or the debate in another format",
        description="Writes the argument map as a picture, or the whole debate in another format.",
    )
    verb.add_argument("file", metavar="FILE", help=DEBATE_FILE)
    verb.add_argument(
        "-o", "--output", metavar="OUT", required=True, help="the file to write; one that is there is replaced"
    )
    verb.add_argument("--format", metavar="NAME", help="the format to write; else OUT's suffix says it")
    verb.add_argument("--focus", metavar="ID", help="only a statement or provision and what is near it")
    verb.add_argument("--depth", metavar="N", type=_count, help="with --focus: how many links away (1)")
    verb.add_argument("--provision", metavar="CITATION", help="only what hangs on a provision, such as “§ 3(a)”")
    verb.add_argument("--layout", metavar="NAME", help="lay the cards out anew instead of leaving them where they are")
    verb.add_argument("--theme", choices=("light", "dark"), help="colours (light)")
    verb.add_argument("--scale", metavar="X", type=_scale, help="for PNG: pixels for each point of the map (2)")
    verb.set_defaults(work=_export)


def _add_verdicts(verbs: Any) -> None:
    verb = verbs.add_parser(
        "verdicts",
        help="say what stands and what falls",
        description="Says of every provision and statement whether it stands, falls or is disputed.",
    )
    verb.add_argument("file", metavar="FILE", help=DEBATE_FILE)
    verb.add_argument("--json", action="store_true", help="print JSON, relations included")
    verb.set_defaults(work=_verdicts)


def _add_matrix(verbs: Any) -> None:
    verb = verbs.add_parser(
        "matrix",
        help="count objections by provision and topic",
        description="The table of provisions and topics: how many objections each pair has, and how many still stand.",
    )
    verb.add_argument("file", metavar="FILE", help=DEBATE_FILE)
    how = verb.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="print JSON")
    how.add_argument("-o", "--output", metavar="TABLE.csv", help="write a CSV file; one that is there is replaced")
    verb.set_defaults(work=_matrix)


def _add_check(verbs: Any) -> None:
    verb = verbs.add_parser(
        "check",
        help="verify a file and list what is doubtful in it",
        description="Verifies a file, and lists what is doubtful in the debate that it holds.",
    )
    verb.add_argument("file", metavar="FILE", help=DEBATE_FILE)
    verb.set_defaults(work=_check)


def _add_formats(verbs: Any) -> None:
    verb = verbs.add_parser(
        "formats", help="list the formats that can be read and written", description="Lists all file formats."
    )
    verb.set_defaults(work=_formats)


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number below 1,000,000")
    return int(text)


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0 < scale < 1000:
        raise argparse.ArgumentTypeError(f"“{text}” is no size; give a number such as 2 or 0.5")
    return scale


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A debate read from a file, with what an .argmap file keeps beside it."""

    debate: Debate
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    last_edit: str = ""
    warning: str = ""


def _load(name: str, format_name: str | None = None) -> _Loaded:
    """Reads a debate from an .argmap file or in any other format. Changes nothing."""
    from argmap.formats.files import is_debate_file, read_bytes
    from argmap.formats.registry import read

    path = Path(name)
    if is_debate_file(path) and format_name is None:
        from argmap.store.debate_file import DebateFile

        with DebateFile.open(path, read_only=True) as file:
            if file.warning:
                print(file.warning, file=sys.stderr)
            return _Loaded(file.debate, dict(file.placements), file.last_edit, file.warning)
    return _Loaded(read(read_bytes(path), path.name, format_name))


def _import(asked: argparse.Namespace) -> int:
    if (asked.output is None) == (asked.into is None):
        raise FormatError("Say where the debate should go: either -o OUT.argmap for a new one, or --into FILE.")
    if asked.output is not None:
        _check_new(Path(asked.output))
    from argmap.store.debate_file import DebateFile

    if asked.into is None:
        debate, edit = _added(Debate(), asked)
        DebateFile.create(asked.output, debate, label=edit.label).close()
    else:
        with DebateFile.open(asked.into) as file:
            if file.read_only:
                raise StoreError(file.read_only_reason)
            _, edit = _added(file.debate, asked)
            file.append(edit, bulk=True)
    _tell_counts(edit, asked)
    return 0


def _check_new(target: Path) -> None:
    """Raises FormatError for a place where no new debate can go, before anything is read."""
    if target.suffix.lower() != ".argmap":
        raise FormatError(f"The file of a debate has a name that ends in .argmap. Add that to “{target.name}”.")
    if os.path.lexists(target):
        raise FormatError(f"“{target}” is there already. Choose another name, or add to it with --into.")


def _added(debate: Debate, asked: argparse.Namespace) -> tuple[Debate, Edit]:
    """A debate with what all the inputs hold, and the edit that adds it."""
    from argmap.model.edits.document import add_all

    together = debate.snapshot()
    changes: list[Change] = []
    for name in asked.inputs:
        edit = add_all(together, _load(name, asked.format).debate, "Import")
        together.apply(edit)
        changes += edit.changes
    names = ", ".join(Path(name).name for name in asked.inputs)
    return together, edit_of(f"Import {names}" if len(names) < 80 else f"Import {len(asked.inputs)} files", changes)


def _tell_counts(edit: Edit, asked: argparse.Namespace) -> None:
    added = Debate(change.after for change in edit.changes if change.after is not None)
    quotes = [quote for quote in added.quotes.values() if quote.of_post is None]
    copies = sum(span.role is SpanRole.DUPLICATE for source in added.sources.values() for span in source.spans)
    counts = {
        "posts": len(added.posts),
        "authors": len(added.authors),
        "quotes": len(added.quotes),
        "quotes_without_source": len(quotes),
        "duplicates": copies,
        "statements": len(added.statements),
        "relations": len(added.relations),
    }
    if asked.json:
        from argmap.model.codec import to_plain

        _print_json(counts | {"findings": [to_plain(finding) for finding in added.findings.values()]})
        return
    words = [_counted(counts[name], name[:-1]) for name in ("posts", "authors")]
    words.append(f"{_counted(len(added.quotes), 'quote')} ({len(quotes):,} without source)")
    words += [_counted(counts[name], name[:-1]) for name in ("duplicates", "statements", "relations")]
    words.append(_counted(len(added.findings), "finding"))
    what = "Added to" if asked.into is not None else "Wrote"
    print(
        f"{what} {asked.into or asked.output}: {', '.join(words)}." if edit else "Nothing new: it is all there already."
    )


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _export(asked: argparse.Namespace) -> int:
    os.environ.setdefault("QT_HASH_SEED", "0")  # before Qt is loaded; else the fonts of a PDF come in any order
    from argmap.formats import registry
    from argmap.formats.files import check_target, write_whole

    target = Path(asked.output)
    check_target(target)
    chosen = registry.by_name(asked.format) if asked.format else registry.for_writing(target.name)
    if chosen.write is None:
        raise FormatError(f"argmap reads {chosen.label}, but cannot write it. “argmap formats” lists what it writes.")
    loaded = _load(asked.file)
    _check_replaced(target, asked.file)
    content = chosen.write(loaded.debate, _options(asked, loaded, chosen))
    write_whole(target, content)
    return 0


def _check_replaced(target: Path, source: str) -> None:
    """Raises FormatError, before any work is done, when a file would be replaced by what is made of it."""
    if target.exists() and target.samefile(source):
        raise FormatError(f"“{target}” is the file that is read. Choose another name for what is written.")


def _options(asked: argparse.Namespace, loaded: _Loaded, chosen: Format) -> WriteOptions:
    """What a writer is asked for. Raises FormatError for what this format does not take."""
    from argmap.formats.registry import WriteOptions

    given = {
        name: value
        for name in ("focus", "depth", "provision", "layout", "theme", "scale")
        if (value := getattr(asked, name)) is not None
    }
    draws = chosen.write.__module__.startswith("argmap.formats.pictures.")
    if given and not draws:
        raise FormatError(f"{chosen.label} is not a picture of the map, so leave out --{next(iter(given))}.")
    if "depth" in given and "focus" not in given:
        raise FormatError("--depth says how far to go from a statement or provision. Name it with --focus.")
    if "provision" in given:
        given["provision"] = _provision(loaded.debate, given["provision"])
    if draws:
        _start_qt()
    return WriteOptions(**given, places=loaded.places, last_edit=loaded.last_edit)


def _provision(debate: Debate, citation: str) -> str:
    """The id of the provision that is cited. Raises FormatError when there is none, or more than one."""

    def bare(text: str) -> str:
        return "".join(text.casefold().split())

    def cited(*names: str) -> bool:
        return bare(citation) in {bare(name) for name in names if name}

    provisions = debate.provisions.values()
    found = [p.id for p in provisions if cited(p.citation)] or [p.id for p in provisions if cited(p.title, p.id)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(p.citation or p.title or p.id for p in provisions) or "none"
    fault = "names more than one provision" if found else "names no provision"
    raise FormatError(f"“{citation}” {fault}. The provisions of this debate are: {known}.")


_APPLICATION: list[object] = []
"""The Qt application that fonts need, kept as long as the process runs."""


def _start_qt() -> None:
    """Fonts can be measured from here on, with or without a display."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # nothing is shown, so a display that fails cannot matter
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is None:
        _APPLICATION.append(QGuiApplication(["argmap"]))


def _verdicts(asked: argparse.Namespace) -> int:
    from argmap.analysis.verdicts import evaluate, to_plain

    debate = _load(asked.file).debate
    verdicts = evaluate(debate)
    if asked.json:
        _print_json(to_plain(verdicts))
        return 0
    from argmap.model.queries import provision_order, statement_order, title_of

    rows = []
    for provision, _ in provision_order(debate):
        name = f"{provision.citation} {provision.title}".strip() or provision.id
        rows.append(("provision", name, verdicts.provisions[provision.id]))
    rows += [(s.kind.value, title_of(s, debate), verdicts.statements[s.id]) for s in statement_order(debate)]
    if not rows:
        print("There are no provisions or statements yet.")
    for kind, name, verdict in rows:
        label = verdict.label.value if verdict.label is not None else "–"
        flags = f"  ({', '.join(verdict.flags)})" if verdict.flags else ""
        print(f"{label:9} {kind:11} {_on_one_line(name)}{flags}")
    return 0


def _matrix(asked: argparse.Namespace) -> int:
    from argmap.analysis import matrix
    from argmap.analysis.verdicts import evaluate

    debate = _load(asked.file).debate
    table = matrix.matrix(debate, evaluate(debate))
    if asked.json:
        _print_json(matrix.to_plain(table, debate))
    elif asked.output is not None:
        _write_table(matrix.to_rows(table, debate), asked)
    else:
        _print_table(matrix.to_rows(table, debate))
    return 0


def _write_table(rows: list[list[str]], asked: argparse.Namespace) -> None:
    """Writes a CSV file as spreadsheets take it (RFC 4180, UTF-8 with its mark)."""
    import csv
    import io

    from argmap.formats.files import write_whole

    target = Path(asked.output)
    if target.suffix.lower() != ".csv":
        raise FormatError(f"The table is written as CSV. Give “{target.name}” the ending .csv.")
    _check_replaced(target, asked.file)
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    write_whole(target, text.getvalue().encode("utf-8-sig"))


def _print_table(rows: list[list[str]]) -> None:
    """Columns under each other, the first to the left and figures to the right."""
    rows = [[_on_one_line(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        words = [cell.ljust(w) if i < 2 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))]
        print("  ".join(words).rstrip())


def _check(asked: argparse.Namespace) -> int:
    loaded = _load(asked.file)
    debate = loaded.debate
    fault = next(problems(debate), None)
    if fault is not None:
        raise FormatError(f"“{Path(asked.file).name}” holds a debate that is not valid: {fault}")
    doubts = [finding for finding in debate.findings.values() if not finding.decision]
    for finding in doubts:
        where = f"{_place(debate, finding.where)}: " if finding.where and finding.where not in finding.text else ""
        print(_on_one_line(f"{finding.level.value}: {where}{finding.text.strip() or finding.code}"))
    if loaded.warning:
        return BAD_INPUT
    counts = (("post", debate.posts), ("provision", debate.provisions), ("statement", debate.statements))
    held = ", ".join(_counted(len(table), noun) for noun, table in counts)
    print(f"“{Path(asked.file).name}” is sound: {held}, {_counted(len(debate.relations), 'relation')}.")
    return 0


def _place(debate: Debate, where: str) -> str:
    """The place of a finding in words, where it is given by id."""
    from argmap.model.queries import thread_order, title_of

    if where in debate.posts:
        number = next(i for i, (post, _) in enumerate(thread_order(debate), 1) if post.id == where)
        words = " ".join(debate.posts[where].text[:60].split())
        return f"post {number} (“{words[:40]}…”)" if words else f"post {number}"
    return f"“{title_of(debate.statements[where], debate)}”" if where in debate.statements else where


def _formats(asked: argparse.Namespace) -> int:
    from argmap.formats.registry import formats

    rows = [("NAME", "READS", "WRITES", "ENDINGS", "WHAT IT IS")]
    for known in formats():
        yes = ("yes" if known.read else "–", "yes" if known.write else "–")
        rows.append((known.name, *yes, " ".join(known.suffixes), known.label))
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)) + "  " + row[4])
    return 0


def _print_json(plain: object) -> None:
    print(json.dumps(plain, indent=1))
