"""The verb “import”: thread files become a debate, or are added to one."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from argmap.cli.loading import load, named
from argmap.cli.printing import counted, print_json
from argmap.formats.registry import FormatError
from argmap.model.debate import Debate, Edit, edit_of
from argmap.model.kinds import SpanRole, Table
from argmap.store.errors import StoreError


def add_import(verbs: Any) -> None:
    """Adds the verb to the command line."""
    verb = verbs.add_parser(
        "import",
        help="make a debate of thread files",
        description="Reads comment threads, transcripts or debates and makes one .argmap file of them.",
    )
    verb.add_argument(
        "inputs", nargs="+", metavar="IN", type=named, help="a file or folder to read; several become one debate"
    )
    verb.add_argument(
        "-o", "--output", metavar="OUT.argmap", type=named, help="the new debate; one that is there is not replaced"
    )
    verb.add_argument("--into", metavar="FILE", type=named, help="add to this debate instead of making a new one")
    verb.add_argument("--format", metavar="NAME", help="read all files in this format, without guessing")
    verb.add_argument(
        "--columns",
        metavar="ROLES",
        help="for a table: what its columns are, such as “text=Comment,author=Name,date=#4”",
    )
    verb.add_argument("--json", action="store_true", help="print the counts and findings as JSON")
    verb.set_defaults(work=_import)


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
    from argmap.analysis.reimport import merge
    from argmap.formats.completing import family, find_quotes

    together = debate.snapshot()
    names = ", ".join(Path(name).name for name in asked.inputs)
    label = f"Import {names}" if len(names) < 80 else f"Import {len(asked.inputs)} files"
    edits: list[Edit] = []
    for part in _parts(asked):
        edits.append(merge(together, part, label, family=family).edit)
        together.apply(edits[-1])
    new = [c.id for edit in edits for c in edit.changes if c.table is Table.POSTS and c.before is None]
    if new:
        edits.append(find_quotes(together, new))
        together.apply(edits[-1])
    return together, edit_of(label, [change for edit in edits for change in edit.changes])


def _parts(asked: argparse.Namespace) -> Iterator[Debate]:
    """What the inputs hold: the threads together, then each debate. Quotes that nothing marks are still to be found."""
    from argmap.formats.files import is_debate_file
    from argmap.formats.folders import read_files

    paths = [Path(name) for name in asked.inputs]
    debates = [path for path in paths if asked.format is None and is_debate_file(path)]
    threads = [path for path in paths if path not in debates]
    if asked.columns is not None:
        if len(threads) != 1:
            raise FormatError("--columns says what the columns of one table are. Name just that file.")
        yield _table(threads[0], asked.columns)
    elif threads:
        yield read_files(threads, asked.format, quotes=False)
    for path in debates:
        yield load(str(path)).debate


def _table(path: Path, spec: str) -> Debate:
    """The debate in a table whose columns are told."""
    from argmap.formats.files import read_bytes
    from argmap.formats.threads.table_reading import columns_of, read_table, tables

    data = read_bytes(path)
    return read_table(data, path.name, columns_of(tables(data, path.name), spec))


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

        print_json(counts | {"findings": [to_plain(finding) for finding in added.findings.values()]})
        return
    words = [counted(counts[name], name[:-1]) for name in ("posts", "authors")]
    words.append(f"{counted(len(added.quotes), 'quote')} ({len(quotes):,} without source)")
    words += [counted(counts[name], name[:-1]) for name in ("duplicates", "statements", "relations")]
    words.append(counted(len(added.findings), "finding"))
    what = "Added to" if asked.into is not None else "Wrote"
    print(
        f"{what} {asked.into or asked.output}: {', '.join(words)}." if edit else "Nothing new: it is all there already."
    )
