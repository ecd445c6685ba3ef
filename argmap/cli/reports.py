"""The verbs that only look: verdicts, matrix, check, formats."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from argmap.cli.loading import DEBATE_FILE, check_replaced, load, named
from argmap.cli.printing import BAD_INPUT, counted, on_one_line, print_json
from argmap.formats.registry import FormatError
from argmap.model.checks import problems
from argmap.model.debate import Debate


def add_verdicts(verbs: Any) -> None:
    """Adds the verb to the command line."""
    verb = verbs.add_parser(
        "verdicts",
        help="say what stands and what falls",
        description="Says of every provision and statement whether it stands, falls or is disputed.",
    )
    verb.add_argument("file", metavar="FILE", type=named, help=DEBATE_FILE)
    verb.add_argument("--json", action="store_true", help="print JSON, relations included")
    verb.set_defaults(work=_verdicts)


def add_matrix(verbs: Any) -> None:
    """Adds the verb to the command line."""
    verb = verbs.add_parser(
        "matrix",
        help="count objections by provision and topic",
        description="The table of provisions and topics: how many objections each pair has, and how many still stand.",
    )
    verb.add_argument("file", metavar="FILE", type=named, help=DEBATE_FILE)
    how = verb.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="print JSON")
    how.add_argument(
        "-o",
        "--output",
        metavar="TABLE.csv",
        type=named,
        help="write a CSV file; one that is there is replaced",
    )
    verb.set_defaults(work=_matrix)


def add_check(verbs: Any) -> None:
    """Adds the verb to the command line."""
    verb = verbs.add_parser(
        "check",
        help="verify a file and list what is doubtful in it",
        description="Verifies a file, and lists what is doubtful in the debate that it holds.",
    )
    verb.add_argument("file", metavar="FILE", type=named, help=DEBATE_FILE)
    verb.set_defaults(work=_check)


def add_formats(verbs: Any) -> None:
    """Adds the verb to the command line."""
    verb = verbs.add_parser(
        "formats", help="list the formats that can be read and written", description="Lists all file formats."
    )
    verb.set_defaults(work=_formats)


def _verdicts(asked: argparse.Namespace) -> int:
    from argmap.analysis.verdicts import evaluate, to_plain

    debate = load(asked.file).debate
    verdicts = evaluate(debate)
    if asked.json:
        print_json(to_plain(verdicts))
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
        print(f"{label:9} {kind:11} {on_one_line(name)}{flags}")
    return 0


def _matrix(asked: argparse.Namespace) -> int:
    from argmap.analysis import matrix
    from argmap.analysis.verdicts import evaluate

    debate = load(asked.file).debate
    table = matrix.matrix(debate, evaluate(debate))
    if asked.json:
        print_json(matrix.to_plain(table, debate))
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
    check_replaced(target, asked.file)
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    write_whole(target, text.getvalue().encode("utf-8-sig"))


def _print_table(rows: list[list[str]]) -> None:
    """Columns under each other, the first to the left and figures to the right."""
    rows = [[on_one_line(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        words = [cell.ljust(w) if i < 2 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))]
        print("  ".join(words).rstrip())


def _check(asked: argparse.Namespace) -> int:
    loaded = load(asked.file)
    debate = loaded.debate
    fault = next(problems(debate), None)
    if fault is not None:
        raise FormatError(f"“{Path(asked.file).name}” holds a debate that is not valid: {fault}")
    doubts = [finding for finding in debate.findings.values() if not finding.decision]
    for finding in doubts:
        where = f"{_place(debate, finding.where)}: " if finding.where and finding.where not in finding.text else ""
        print(on_one_line(f"{finding.level.value}: {where}{finding.text.strip() or finding.code}"))
    if loaded.warning:
        return BAD_INPUT
    counts = (("post", debate.posts), ("provision", debate.provisions), ("statement", debate.statements))
    held = ", ".join(counted(len(table), noun) for noun, table in counts)
    print(f"“{Path(asked.file).name}” is sound: {held}, {counted(len(debate.relations), 'relation')}.")
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
