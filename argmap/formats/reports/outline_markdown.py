"""Markdown: the map as a numbered outline, with the table of provisions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.formats.registry import Format, WriteOptions
from argmap.model.debate import Debate

if TYPE_CHECKING:
    from argmap.formats.reports.outline import Account, Entry

_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")
_OPENING = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
_DEEPEST = 8
"""How far entries are indented; what hangs deeper stands in line with them, and its number tells where it belongs."""


def write(debate: Debate, options: WriteOptions) -> bytes:
    """The outline in CommonMark with pipe tables. Numbers are typed, not counted by the reader's program, so that they are
    those of the cards. Raises FormatError for a part that does not exist."""
    from argmap.formats.reports.outline import account

    told = account(debate, options)
    lines = [f"# {escaped(told.title)}", "", escaped(told.about), "", escaped(told.stamp), ""]
    if told.provisions:
        lines += ["## Provisions", "", *_table(told), ""]
    lines += ["## Outline", ""]
    if not told.entries:
        lines += ["Nothing has been tagged yet.", ""]
    for entry in told.entries:
        lines += _entry(entry)
    return ("\n".join(lines).rstrip() + "\n").encode()


def escaped(words: str) -> str:
    """Words on one line that no Markdown reader takes for markup."""
    line = _MARKS.sub(r"\\\1", " ".join(words.split()))
    return _OPENING.sub(lambda found: f"{found[1]}\\{found[2]}" if not found[2][0].isdigit() else _digits(found), line)


def _digits(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2][:-1]}\\{found[2][-1]}"


def _table(told: Account) -> list[str]:
    rows = ["| " + " | ".join(told.columns) + " |", "|" + "---|" * len(told.columns)]
    rows += ["| " + " | ".join(escaped(cell) for cell in row) + " |" for row in told.provisions]
    return rows


def _entry(entry: Entry) -> list[str]:
    """An entry as a list item, with what is known of it in paragraphs below."""
    dent = "  " * min(entry.depth, _DEEPEST)
    verdict = f" — *{escaped(entry.verdict)}*" if entry.verdict else ""
    lines = [f"{dent}- **{entry.number}** · {entry.kind.capitalize()}: {escaped(entry.title)}{verdict}", ""]

    def add(words: str) -> None:
        lines.extend((f"{dent}  {words}", ""))

    if entry.ties:
        ties = escaped("; ".join(tie.in_words for tie in entry.ties))
        add(f"{ties[:1].upper()}{ties[1:]}.")
    if entry.reason:
        add(escaped(entry.reason))
    for saying in entry.sayings:
        by = escaped(saying.by)
        link = f"[{by}](<{saying.permalink.replace('<', '%3C').replace('>', '%3E')}>)" if saying.permalink else by
        add(f"> {escaped(saying.words)} — {link}")
    if not entry.sayings and entry.kind != "provision":
        add("Said by nobody: the analyst’s own.")
    for change in entry.changes:
        add(escaped(change.in_words))
    if entry.topics:
        add(f"Topics: {escaped(', '.join(entry.topics))}")
    if entry.note:
        add(f"Note: {escaped(entry.note)}")
    return lines


FORMAT = Format("outline-md", "Outline (Markdown)", (".md",), write=write)
