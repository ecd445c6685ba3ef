"""Who speaks where: `Name: …` labels and headings that name an author, where a text uses them throughout.

A colon does not make a label. Labels count only where the text begins with one, has two speakers, and a name returns (or
every paragraph has a label). Headings name authors where all of a level look like names and one returns or bears a date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from argmap.formats.threads.chunks import Chunk, Line
from argmap.model.kinds import BlockKind

_DATE = r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?(?: ?(?:UTC|GMT|Z|[+-]\d\d:?\d\d))?)?"
_CLOCK = r"\d\d?:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?"
_NAME = r"[@\w][\w.'’\- ]{0,38}[\w.]|\w"
_BOLD = r"(?:\*\*|__)?"
_LABEL = re.compile(
    rf"\s*(?:[\[(]?(?P<before>{_DATE}|{_CLOCK})[\])]?[ ,–-]*)?{_BOLD}(?P<name>{_NAME})"
    rf"(?: ?[(\[](?:(?P<after>{_DATE})|[^()\[\]\n]{{1,40}})[)\]])?{_BOLD}(?:：{_BOLD}\s*|:{_BOLD}(?:\s+|$))"
)
_HEADING = re.compile(
    rf"\s*#*\s*(?:(?:post|comment|reply|message|answer)\b[^\n]{{0,20}}?\bby\s+)?{_BOLD}\[?(?P<name>{_NAME}){_BOLD}"
    rf"(?:\]\([^)\s]*\))?(?: (?:wrote|said|says|replied))?"
    rf"(?:[ ,]+(?:[-–—|·] ?|on |at )?[(\[]?(?P<date>{_DATE})[)\]]?| [(\[][^()\[\]\n]{{1,40}}[)\]])?:?\s*#*\s*$",
    re.IGNORECASE,
)
_BY = re.compile(r"\s*#*\s*(?:post|comment|reply|message|answer)\b[^\n]{0,20}?\bby\s", re.IGNORECASE)


def _listed(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NO_NAMES = _listed(
    "note notes eta edit edited update updated ps p.s. nb n.b. source sources re fwd subject from to date "
    "cc bcc sent tl dr tldr http https ftp mailto url warning example examples question questions answer "
    "answers summary conclusion abstract title author authors reference references link links also "
    "however but and or so because first second third firstly secondly finally then yes no now here there "
    "this that these those what why how when where who which see e.g i.e eg ie claim point points topic "
    "id caveat disclaimer context background introduction introductions result results problem solution "
    "reason reasons for if in on of with as again still instead quote quoting specifically namely short "
    "long the a an my our your his her their its i we you he she it they some many most all step option "
    "part section"
)
_PARTICLES = _listed("of de la le van von der den di da al bin ibn ben st the y e and du dos")
_OFTEN_ENOUGH = 5  # label hits that make up for a preamble of any length


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody begins to speak: the label starts at ``start``, the words at ``words_at``. ``sure`` unless the name was used
    but once among names that return. ``stamped``: a date or time of day stands beside the name."""

    name: str
    start: int
    words_at: int
    posted_at: str | None = None
    sure: bool = True
    heading: bool = False
    stamped: bool = False


def find_turns(text: str, lines: Sequence[Line], chunks: Sequence[Chunk]) -> dict[int, Turn]:
    """The turns of a text by the number of the line that they begin with; none where it does not label its speakers."""
    return _headed(text, lines, chunks) or _labelled(text, lines, chunks)


def _labelled(text: str, lines: Sequence[Line], chunks: Sequence[Chunk]) -> dict[int, Turn]:
    hits = dict(_label_hits(text, lines, chunks))
    named = Counter(_key(turn.name) for turn in hits.values())
    opening = {chunk.first for chunk in chunks}
    kept: dict[int, Turn] = {}
    for number, turn in hits.items():
        again = named[_key(turn.name)] > 1
        if again or turn.stamped or (number in opening and _is_capitalised(turn.name)):
            kept[number] = turn if again or turn.stamped else replace(turn, sure=False)
    return kept if _are_consistent(kept, chunks) else {}


def _are_consistent(kept: dict[int, Turn], chunks: Sequence[Chunk]) -> bool:
    names = {_key(turn.name) for turn in kept.values()}
    if len(names) < 2:
        return False
    own = [chunk for chunk in chunks if chunk.kind in (BlockKind.OWN, BlockKind.LIST_ITEM)]
    first = min(kept)
    begins = bool(own) and own[0].first <= first < own[0].last
    returns = sum(turn.sure for turn in kept.values())
    if not returns:
        return begins and len(kept) >= len(own)
    return begins or (returns >= _OFTEN_ENOUGH and len({_key(t.name) for t in kept.values() if t.sure}) > 1)


def _label_hits(text: str, lines: Sequence[Line], chunks: Sequence[Chunk]) -> Iterator[tuple[int, Turn]]:
    for chunk in chunks:
        if chunk.kind not in (BlockKind.OWN, BlockKind.LIST_ITEM):
            continue
        for number in range(chunk.first, chunk.last):
            line = lines[number]
            found = _LABEL.match(text, line.inner, line.end)
            if found and not line.depth and _is_name(found["name"]):
                stamp = _iso(found["before"]) or _iso(found["after"])
                name = found["name"].strip().removeprefix("@")
                start = line.inner + len(found.group()) - len(found.group().lstrip())
                yield number, Turn(name, start, found.end(), stamp, stamped=bool(found["before"] or found["after"]))


def _headed(text: str, lines: Sequence[Line], chunks: Sequence[Chunk]) -> dict[int, Turn]:
    by_level: dict[int, list[int]] = {}
    for chunk in chunks:
        if chunk.kind is BlockKind.HEADING:
            by_level.setdefault(chunk.depth, []).append(chunk.first)
    for _, numbers in sorted(by_level.items()):
        matches = ((n, _HEADING.match(text, lines[n].inner, lines[n].end)) for n in numbers)
        found = {n: m for n, m in matches if m and _is_name(m["name"])}
        telling = {n: m for n, m in found.items() if m["date"] is not None or _BY.match(m.group())}
        named = Counter(_key(m["name"]) for m in found.values())
        if len(telling) < 2:
            telling = found if len(found) >= len(numbers) * 0.9 and len(named) > 1 and max(named.values()) > 1 else {}
        if telling:
            return {n: _heading_turn(lines[n], m) for n, m in telling.items()}
    return {}


def _heading_turn(line: Line, found: re.Match[str]) -> Turn:
    name = found["name"].strip().removeprefix("@")
    return Turn(name, line.start, line.end, _iso(found["date"]), heading=True)


def _key(name: str) -> str:
    return " ".join(name.removeprefix("@").split()).casefold()


def _is_name(name: str) -> bool:
    """Whether words before a colon could be a person: few, capitalised or one handle, and none of the words that lead in."""
    parts = name.split()
    if len(name) == 1 and name.isalpha():
        return not name.islower()  # "Q:" and "A:"
    if not 1 <= len(parts) <= 5 or _key(name).rstrip(".") in _NO_NAMES or parts[0].casefold() in _NO_NAMES - {"the"}:
        return False
    if name.replace(" ", "").isdigit():
        return False
    return len(parts) == 1 or _is_capitalised(name)


def _is_capitalised(name: str) -> bool:
    parts = name.split()
    return not name[0].islower() and all(p.casefold() in _PARTICLES or not p[0].islower() for p in parts)


def _iso(stamp: str | None) -> str | None:
    """A date and time as ISO 8601; a time of day alone says nothing about when."""
    if stamp is None or not re.match(r"\d{4}-", stamp):
        return None
    date, clock = stamp[:10], re.sub(r"\s*(?:UTC|GMT)", "Z", stamp[11:]).replace(" ", "")
    return f"{date}T{clock}" if clock else date
