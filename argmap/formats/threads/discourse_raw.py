"""The body of a Discourse post as it was typed: Markdown, with quotes between ``[quote="user, post:2, topic:5"]`` and
``[/quote]``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.markdown_body import markdown_body
from argmap.formats.threads.thread import Body
from argmap.model.kinds import BlockKind

_MARK = re.compile(r"\[quote(?:=\"?([^\]\n\"]*)\"?)?\]|\[/quote\]", re.IGNORECASE)
_CODE = re.compile(
    r"^[ \t]{0,3}+(`{3,12}+|~{3,12}+)[^\n]*+\n.*?^[ \t]{0,3}+\1|(?<!`)(`++)[^`\n]*+\2(?!`)", re.DOTALL | re.MULTILINE
)
"""Code between fences, and in a line; what looks like a tag in it is none."""
_DEEPEST = 30  # quotes in quotes; more are no quotes of people


def raw_body(raw: str, topic: str) -> Body:
    """The body that a typed post is. Quotes that name no topic are from ``topic``."""
    lines, names, sources = _as_markdown(normalised(raw), topic)
    body = markdown_body("\n".join(lines))
    if len(sources) == len(body.quotes):
        quotes = tuple(replace(q, of=of) for q, of in zip(body.quotes, sources, strict=True))
        body = replace(body, quotes=quotes)
    blocks = tuple(
        replace(b, kind=BlockKind.NOISE) if b.kind is BlockKind.OWN and body.text[b.start : b.end] in names else b
        for b in body.blocks
    )
    return replace(body, blocks=blocks)


def _as_markdown(raw: str, topic: str) -> tuple[list[str], set[str], list[str | None]]:
    """A post's lines with ``>`` for the tags, the lines that say who is quoted, and what each outermost quote is of."""
    lines: list[str] = []
    names: set[str] = set()
    sources: list[str | None] = []
    depth = done = 0
    for mark in [*_marks(raw), None]:
        until = len(raw) if mark is None else mark.start()
        part = raw[done:until].strip("\n")
        lines += ("> " * depth + line for line in (part.split("\n") if part else ()))
        _note_typed(part if not depth else "", sources)
        if mark is None:
            break
        done = mark.end()
        if mark[0].startswith("[/"):
            depth = max(0, depth - 1)
            lines.append("> " * depth)
            continue
        who, _, told = (mark[1] or "").partition(",")
        if who.strip():
            line = f"{who.strip()}:"
            names.add(line)
            lines += ("> " * depth, "> " * depth + line, "> " * depth)
        if depth == 0:
            lines.append("")
            sources.append(_source(told, topic))
        depth = min(depth + 1, _DEEPEST)
    return lines, names, sources


def _marks(raw: str) -> Iterator[re.Match[str]]:
    """The tags of quotes."""
    code = [found.span() for found in _CODE.finditer(raw)]
    at = 0
    for mark in _MARK.finditer(raw):
        while at < len(code) and code[at][1] <= mark.start():
            at += 1
        if at == len(code) or mark.start() < code[at][0]:
            yield mark


def _note_typed(part: str, sources: list[str | None]) -> None:
    """Quotes that were typed with ``>`` are of nobody that the post names."""
    inside = False
    for line in _CODE.sub("", part).split("\n"):
        begins = line.lstrip().startswith(">")
        if begins and not inside:
            sources.append(None)
        inside = begins or (inside and bool(line.strip()))


def _source(told: str, topic: str) -> str | None:
    number = re.search(r"post:\s*(\d{1,9})", told)
    of_topic = re.search(r"topic:\s*(\d{1,12})", told)
    return f"{of_topic[1] if of_topic else topic}/{number[1]}" if number else None
