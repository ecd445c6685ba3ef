"""Names of authors that may be one person's: the same letters, an address beside a name, initials, a slip of the pen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

NEARLY = 90
"""The ratio of letters (0 to 100, rapidfuzz) from which two long names are alike."""
LONG = 7
"""Letters that a name needs to be compared letter by letter: short ones are alike by chance."""
CROWD = 40
"""Names that share a part beyond which sharing it says nothing."""
MOST = 500
"""Pairs that are proposed at most, the likeliest ones."""

_ADDRESS = re.compile(r"<?([\w.+-]+)(?:@| at | \(at\) )([\w-]+(?:(?:\.| dot )[\w-]+)*)>?")
_LETTERS = re.compile(r"[^\W_]+")
_TITLES = {"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "hon", "the", "honourable", "honorable", "adv", "rev"}


@dataclass(frozen=True, slots=True)
class Alike:
    """Two authors, by id, who may be one: the first is the one to keep. ``likeness`` is that of their names, 0 to 1; ``why``
    says it in words."""

    kept: str
    other: str
    likeness: float
    why: str


@dataclass(frozen=True, slots=True)
class _Name:
    id: str
    raw: str
    parts: tuple[str, ...]
    local: str
    domain: str

    @property
    def letters(self) -> str:
        return "".join(self.parts)


def lookalikes(names: Mapping[str, str], weight: Mapping[str, int] | None = None) -> list[Alike]:
    """Pairs of authors whose names look alike, likeliest last. ``names`` by id; of each pair the author with more ``weight``
    (posts) is kept. Names are only compared when they share a part or their beginning, so the cost is about linear."""
    known = [_read(author_id, name) for author_id, name in names.items() if name.strip()]
    pairs: dict[tuple[str, str], Alike] = {}
    weight = weight or {}
    for first, second in _near(known):
        why = _why(first, second)
        if not why:
            continue
        kept, other = sorted((first, second), key=lambda n: (-weight.get(n.id, 0), -len(n.parts), n.id))
        pairs[min(first.id, second.id), max(first.id, second.id)] = Alike(
            kept.id, other.id, _likeness(first, second), why
        )
    found = sorted(pairs.values(), key=lambda pair: (pair.likeness, pair.kept, pair.other))
    return found[-MOST:]


def _read(author_id: str, name: str) -> _Name:
    address = _ADDRESS.search(name)
    rest = name[: address.start()] + name[address.end() :] if address else name
    local, domain = (address.group(1), address.group(2)) if address else ("", "")
    parts = _parts(rest) or _parts(local)
    return _Name(author_id, name, parts, "".join(_parts(local)), domain.casefold())


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name in plain letters, without titles; "Brook, Ada" is "Ada Brook"."""
    family, comma, given = name.partition(",")
    if comma and given.strip() and "," not in given:
        name = f"{given} {family}"
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)  # AdaBrook
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = _LETTERS.findall(plain)
    kept = [word for word in words if word not in _TITLES]
    return tuple(kept or words)


def _near(names: Iterable[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """Pairs that are worth comparing."""
    groups: dict[str, list[_Name]] = {}
    for name in names:
        if not name.parts:
            continue
        keys = {f"={name.letters}", f"@{name.local}" if name.local else "", f"={name.local}" if name.local else ""}
        keys.add(f"<{name.letters[:4]}")
        keys.add(f">{name.letters[-4:]}")
        keys.update(f" {part}" for part in name.parts if len(part) > 2)
        keys.add("s" + "".join(sorted(name.parts)))
        for key in keys - {""}:
            groups.setdefault(key, []).append(name)
    seen: set[tuple[str, str]] = set()
    for group in groups.values():
        if 1 < len(group) <= CROWD:
            for first, second in combinations(group, 2):
                pair = (min(first.id, second.id), max(first.id, second.id))
                if first.id != second.id and pair not in seen:
                    seen.add(pair)
                    yield first, second


def _why(first: _Name, second: _Name) -> str:
    short = min(len(first.letters), len(second.letters)) < LONG
    if short and (first.domain or second.domain) and first.domain != second.domain:
        return ""  # everybody's address has some short name in front
    if first.letters == second.letters:
        return "The same letters, written otherwise."
    if first.local and first.local == second.local and first.domain == second.domain:
        return "The same address."
    if second.letters == first.local or first.letters == second.local:
        return "The address of the one is the name of the other."
    if len(first.parts) > 1 and sorted(first.parts) == sorted(second.parts):
        return "The same words in another order."
    if _digits(first) != _digits(second):
        return ""
    if _shortened(first.parts, second.parts) or _shortened(second.parts, first.parts):
        return "The one may be short for the other."
    if not short and _ratio(first.letters, second.letters) >= NEARLY:
        return "All letters but a few are the same."
    return ""


def _shortened(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name is another one with initials, or without its middle names: same last word, and the others fit."""
    if len(short) < 2 or len(long) < 2 or short[-1] != long[-1] or len(short[-1]) < 3 or len(short) > len(long):
        return False
    rest = iter(long[:-1])
    fits = all(any(full == part or (len(part) == 1 and full.startswith(part)) for full in rest) for part in short[:-1])
    return fits and short[0][0] == long[0][0]


def _digits(name: _Name) -> str:
    return "".join(c for c in name.letters if c.isdigit())


def _likeness(first: _Name, second: _Name) -> float:
    return round(_ratio(" ".join(first.parts), " ".join(second.parts)) / 100, 2)


def _ratio(first: str, second: str) -> float:
    from rapidfuzz import fuzz

    return float(fuzz.ratio(first, second))
