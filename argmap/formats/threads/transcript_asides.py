"""What stands in a transcript and was not said by the speaker: “[Laughter.]”, “(Interjections)”, “Debate concluded.”, running
titles; and what others called out, in brackets with their name: “(Mr BROWN: Nonsense!)”.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from argmap.formats.threads.thread import Body, Cited
from argmap.formats.threads.transcript_labels import Style, label_at, same_person
from argmap.model.kinds import BlockKind
from argmap.model.records import Block

LONGEST_CALL = 240
"""Characters of what is called out in brackets; more than that is a translation or an aside of the speaker's own."""
_RUNNING = 3  # times that a short line stands in a text before it is a running title
_LONGEST_TITLE = 110

_SOUNDS = (
    r"interjections?|interruptions?|laughter|applause|cheers|cheering|clapping|inaudible|unintelligible|indiscernible|crosstalk|"
    r"cross[- ]talk|overlapping|time expired|pause|silence|music|noise|crying|sighs?|chuckles?|laughs?|gavel|bell|shouts?|"
    r"booing|hear,? hear|uproar|commotion|beifall|zurufe?|heiterkeit|unruhe|rires|applaudissements|off[- ]mike|off[- ]mic|"
    r"no verbal response|no audible response|whereupon|recess|brief recess|end of|disturbance|unclear|translation|"
    r"translated|technical|phonetic|sic|members? rising|standing ovation|exclamations?|audio|video|silent|coughs?"
)
_ASIDE = re.compile(
    rf"\[(?:[^\[\]\n:]{{0,40}}\b)?(?:{_SOUNDS})\b[^\[\]\n:]{{0,60}}\]|\((?:[^()\n:]{{0,25}}\b)?(?:{_SOUNDS})\b[^()\n:]{{0,40}}\)",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(
    r"(?:Debate (?:concluded|adjourned|interrupted|suspended)|There was no debate|Declarations? of vote|"
    r"(?:(?:The )?(?:Motion|Question|Amendments?|Report|Bill|Order|Vote|Resolution|Article|Clause)s?\b[^.\n]{0,60}?)?"
    r"\b(?:(?:accordingly |duly )?(?:agreed to|adopted|negatived|passed|carried|withdrawn|read a (?:first|second|third) time|"
    r"disposed of(?: without debate)?))(?:, all members standing)?|"
    r"(?![^\n]*\b(?:is|are|be|stands?|will|shall|now|hereby)\b)(?:The )?(?:House|Committee|Senate|Council|Assembly|Sitting|Court|Meeting|Business)\b[^.\n]{0,30}"
    r"\b(?:adjourned|rose|met|suspended|resumed|recessed|divided)\b[^\n]{0,60}?|"
    r"(?:START|END) OF (?:DAY|TAKE)|[^\n]{0,90}\bEND OF TAKE)\.?\s*",
)
_CALL = re.compile(
    r"^[ \t]*[\[(](?P<said>[^\[\]()\n]{1,40}(?:[\[(][^\[\]()\n]{1,40}[\])])?:[^\n]*?)[\])]\.?[ \t]*$", re.MULTILINE
)
_SPEECH = frozenset({BlockKind.OWN, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})


@dataclass(frozen=True, slots=True)
class Call:
    """What somebody called out: characters start to end of a text, brackets included; the words begin at ``words_at`` and
    end at ``words_end``."""

    name: str
    start: int
    end: int
    words_at: int
    words_end: int


def calls(text: str, start: int, end: int, speaker: str) -> Iterator[Call]:
    """What others than the speaker (a name's key) called out between start and end, each in a line of its own."""
    for found in _CALL.finditer(text, start, end):
        if found.start() > start and text[found.start() - 1] != "\n":
            continue
        label = label_at(text, found.start("said"), found.end("said"))
        if label is None or label.words_at > found.end("said") or label.style not in (Style.OFFICIAL, Style.CAPITALS):
            continue
        said = text[label.words_at : found.end("said")]
        if same_person(label.name) != speaker and said.strip() and len(said) <= LONGEST_CALL:
            lead = len(found.group()) - len(found.group().lstrip())
            yield Call(label.name, found.start() + lead, found.end(), label.words_at, found.end("said"))


def running_titles(text: str, names: Collection[str] = ()) -> frozenset[str]:
    """Lines that stand in a text again and again without being sentences, and lines that are nothing but a speaker's name:
    the tops and bottoms of pages."""
    count = Counter(line.strip() for line in text.split("\n") if 0 < len(line.strip()) <= _LONGEST_TITLE)
    often = (line for line, times in count.items() if times >= _RUNNING and not re.search(r"[.?!,;:…”\"’')\]]$", line))
    known = {name.casefold() for name in names}
    named = (line for line in count if line.casefold() in known)
    return frozenset([*often, *named])


def told_apart(body: Body, titles: Collection[str] = ()) -> Body:
    """The body with what was not said marked as noise; the text stays as it is."""
    blocks: list[Block] = []
    for block in body.blocks:
        blocks += _split(body.text, block, titles) if block.kind in _SPEECH else (block,)
    quotes = tuple(Cited(q.start, q.end, q.of) for q in body.quotes)
    return Body(body.text, tuple(blocks), quotes)


def is_procedure(line: str) -> bool:
    """Whether a paragraph only tells what happened."""
    return _PROCEDURE.fullmatch(line.strip()) is not None


def _split(text: str, block: Block, titles: Collection[str]) -> Iterator[Block]:
    """A block cut where something stands in it that nobody said."""
    noise = sorted(_noise(text, block, titles))
    at = block.start
    for start, end in noise:
        if start < at:
            continue
        yield from _trimmed(text, at, start, block)
        yield Block(BlockKind.NOISE, start, end)
        at = end
    yield from _trimmed(text, at, block.end, block)


def _noise(text: str, block: Block, titles: Collection[str]) -> Iterator[tuple[int, int]]:
    for found in _ASIDE.finditer(text, block.start, block.end):
        yield found.span()
    whole = text[block.start : block.end]
    if is_procedure(whole):
        yield block.start, block.end
        return
    start = block.start
    several = "\n" in whole
    for line in whole.split("\n"):
        stripped = line.strip()
        if stripped and (stripped in titles or (several and is_procedure(stripped))):
            lead = line.index(stripped)
            yield start + lead, start + lead + len(stripped)
        start += len(line) + 1


def _trimmed(text: str, start: int, end: int, block: Block) -> Iterator[Block]:
    piece = text[start:end]
    if piece.strip():
        front = 0 if start == block.start else len(piece) - len(piece.lstrip())
        yield Block(block.kind, start + front, start + len(piece.rstrip()), block.depth)
