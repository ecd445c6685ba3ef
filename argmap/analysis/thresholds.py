"""Thresholds as people write them: "at least 70B parameters", "> 1 trillion training tokens", "10^24 FLOP", "70 % on MMLU"."""

from __future__ import annotations

import re

from argmap.analysis.numbers import Quantity, quantities, spell
from argmap.model.kinds import Comparator
from argmap.model.records import Threshold

_BEFORE: tuple[tuple[Comparator, str], ...] = (
    (Comparator.AT_LEAST, r"≥|>=|=>|at least|no (?:less|fewer) than|not (?:less|fewer) than|(?:a )?minimum(?: of)?"),
    (Comparator.AT_LEAST, r"(?:greater|more) than or equal to"),
    (
        Comparator.AT_MOST,
        r"≤|<=|=<|at most|(?:no|not) (?:more|greater|higher|larger) than|up to|(?:a )?maximum(?: of)?",
    ),
    (Comparator.AT_MOST, r"(?:less|fewer) than or equal to|not (?:to )?exceed(?:ing)?|no(?:t)? over"),
    (Comparator.MORE_THAN, r">|(?:more|greater|larger|higher) than|over|above|exceed(?:s|ing)?|in excess of|beyond"),
    (Comparator.LESS_THAN, r"<|(?:less|fewer|smaller|lower) than|under|below"),
    (Comparator.EQUAL, r"=|exactly|equal(?:s)?(?: to)?"),
)
_AFTER: tuple[tuple[Comparator, str], ...] = (
    (Comparator.AT_LEAST, r"\+|(?:or|and) (?:more|above|over|greater|higher|larger|up|upwards)"),
    (Comparator.AT_MOST, r"(?:or|and) (?:less|fewer|below|under|lower|smaller)"),
)
_COUNTED = {
    "parameters": r"param(?:eter)?s?",
    "tokens": r"tokens?",
    "FLOP": r"flops?|(?:(?:integer or )?floating[- ]point )?operations?",
    "downloads": r"downloads?",
    "models": r"models?",
    "users": r"users?",
    "GPUs": r"gpus?",
    "examples": r"examples?",
    "images": r"images?",
    "employees": r"employees?",
    "people": r"people|persons?",
}
"""Units that name what is counted, so that they are a measure too."""
_MEASURED = {
    "%": r"%|per ?cent|percent|pct\.?",
    "FLOP/s": r"flops?/s(?:ec(?:ond)?)?|flops? per second|operations per second",
    "$": r"(?:us |american )?dollars?|usd",
    "€": r"euros?|eur",
    "£": r"pounds sterling|gbp",
    "km/h": r"km/h|kph|kilomet(?:er|re)s (?:an|per) hour",
    "mph": r"mph|miles (?:an|per) hour",
    "km": r"km|kilomet(?:er|re)s?",
    "tonnes": r"tonnes?",
    "kg": r"kg|kilograms?|kilos?",
    "dB": r"dBA?|dB\(A\)|decibels?",
    "MW": r"MW|megawatts?",
    "years": r"years?",
    "months": r"months?",
    "weeks": r"weeks?",
    "days": r"days?",
    "hours": r"hours?|hrs?",
    "minutes": r"minutes?|min",
}
"""Units of something that still has to be named."""
_MONEY = frozenset("$€£")


def _compiled(table: tuple[tuple[Comparator, str], ...], shape: str) -> tuple[tuple[Comparator, re.Pattern[str]], ...]:
    return tuple((c, re.compile(shape.replace("@", f"(?:{words})"), re.IGNORECASE)) for c, words in table)


_COMPARATOR_BEFORE = _compiled(_BEFORE, r"(?<![\w<>=])@\s*$")
_COMPARATOR_AFTER = _compiled(_AFTER, r"\s*@(?!\w)")
_MEASURED_NEXT = tuple((u, re.compile(rf"[\s-]*(?:{w})(?![\w/])", re.IGNORECASE)) for u, w in _MEASURED.items())
_COUNTED_NEXT = tuple(
    (unit, re.compile(rf"[\s-]*((?:[a-z][\w-]*\s+){{0,2}}?)(?:{words})(?![\w/])", re.IGNORECASE))
    for unit, words in _COUNTED.items()
)
_JOINING = re.compile(r"(?:(?:on|of|in|for|at|the)\s+)+", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;:()\n]|[,.](?:\s|$)|\s[–—-]\s")
_LINE = re.compile(r"[\s-]*(?:threshold|cut-?off|limit|line|bar)s?\b", re.IGNORECASE)
_BENCHMARK = re.compile(r"\s+(?:(?:on|in|at)\s+)?(?:the\s+)?([A-Z][\w-]*[A-Z0-9][\w-]*)")
_REACH = 30
"""How many characters before a number its comparator may take."""


def parse(text: str) -> Threshold | None:
    """The threshold that somebody typed, None when there is no number in it. Without a comparator it is "at least"."""
    text = " ".join(text.split())
    number = next(iter(quantities(text)), None)
    if number is None:
        return None
    comparator, start = _comparator_before(text, number.start)
    tail, later = _without_comparator(text[number.end :])
    unit, measure, end = _unit_and_measure(tail, number.money)
    measure = _measure(tail[end:]) if unit in _MEASURED or not unit else _counted(measure, _measure(tail[end:]), unit)
    if not measure and text[start : start + 1] in tuple("≥≤<>="):
        measure = _measure(text[:start])
    return Threshold(measure, comparator or later or Comparator.AT_LEAST, number.value, unit)


def find(text: str) -> list[tuple[int, int, Threshold]]:
    """(start, end, threshold) of what is very likely a threshold in running text. Rather misses one than takes any number
    for one."""
    found = []
    for number in quantities(text):
        comparator, start = _comparator_before(text, number.start)
        unit, measure, length = _unit_and_measure(text[number.end : number.end + 80], number.money)
        end = number.end + length
        if unit == "%":
            benchmark = _BENCHMARK.match(text, end)
            measure, end = (benchmark[1], benchmark.end()) if benchmark else ("", end)
        if comparator is None:
            comparator, length = _comparator_after(text[end : end + _REACH])
            end += length
        if _is_likely(number, unit, measure, comparator, text[number.end :][:20]):
            found.append((start, end, Threshold(measure, comparator or Comparator.AT_LEAST, number.value, unit)))
    return found


def matches(text: str, threshold: Threshold) -> list[tuple[int, int]]:
    """(start, end) of every place in a text that names a threshold's figure, with its unit where that stands beside it."""
    places = []
    wanted = _canonical(threshold.unit)
    for number in quantities(text):
        if number.value != threshold.value:
            continue
        unit, measure, length = _unit_and_measure(text[number.end : number.end + 80], number.money)
        end = number.end + length
        if unit == "%":
            benchmark = _BENCHMARK.match(text, end)
            measure = benchmark[1] if benchmark else ""
            if re.match(r"\s+of\b", text[end:]) and threshold.measure.casefold() not in text[end : end + 80].casefold():
                continue
        stands_out = number.marked or (not number.worded and number.value >= 1_000 and wanted not in _MEASURED)
        named = unit == wanted if unit and wanted else stands_out or not wanted
        if named and _agree(measure, unit, threshold.measure, threshold.unit):
            places.append((number.start, end))
    return places


def show(threshold: Threshold) -> str:
    """A threshold in a short readable form, which ``parse`` understands: "≥ 70 B parameters", "≥ 70 % MMLU", "≥ $10 M"."""
    unit, measure = threshold.unit, threshold.measure
    scaled = unit in _MONEY or _canonical(unit) not in _MEASURED
    number = spell(threshold.value, powers="flop" in f"{unit} {measure}".casefold(), scaled=scaled)
    if unit in _MONEY:
        number = f"-{unit}{number[1:]}" if number.startswith("-") else f"{unit}{number}"
        unit = ""
    if f" {measure}".casefold().endswith(f" {unit}".casefold()):
        unit = ""
    tail = f"{unit} {measure}".strip()
    if tail and _first_end(f"{number} {tail}") != len(number):
        tail = f"of {tail}"  # it begins with what would be read as part of the number
    return f"{threshold.comparator.sign} {number} {tail}".strip()


def same(one: Threshold, other: Threshold) -> bool:
    """Whether two thresholds draw the line at the same place: equal figures, and units and measures that do not differ.
    What one of them leaves out is no difference, nor is the comparator, which running text seldom gives."""
    if one.value != other.value:
        return False
    units = {_canonical(one.unit), _canonical(other.unit)} - {""}
    return len(units) < 2 and _agree(one.measure, one.unit, other.measure, other.unit)


def _first_end(text: str) -> int:
    return next((number.end for number in quantities(text)), -1)


def _is_likely(number: Quantity, unit: str, measure: str, comparator: Comparator | None, after: str) -> bool:
    if unit == "%":
        return bool(comparator or measure)
    if unit in _MONEY:
        return number.marked or comparator is not None
    if unit in _MEASURED:
        return comparator is not None and not number.worded
    if unit:
        return number.marked or (comparator is not None and not number.worded and number.value >= 100)
    return number.marked and _LINE.match(after) is not None


def _comparator_before(text: str, at: int) -> tuple[Comparator | None, int]:
    """The comparator that ends just before a character, and where it begins."""
    low = max(0, at - _REACH)
    found = [(m.start() + low, c) for c, p in _COMPARATOR_BEFORE if (m := p.search(text[low:at])) is not None]
    start, comparator = min(found, key=lambda pair: pair[0], default=(at, None))
    return comparator, start


def _comparator_after(text: str) -> tuple[Comparator | None, int]:
    """The comparator that a text begins with ("or more"), and its length."""
    return next(((c, m.end()) for c, p in _COMPARATOR_AFTER if (m := p.match(text)) is not None), (None, 0))


def _without_comparator(tail: str) -> tuple[str, Comparator | None]:
    """What follows a number without the "or more" that stands first or last in it, and that comparator."""
    comparator, length = _comparator_after(tail)
    if comparator is not None:
        return tail[length:], comparator
    for comparator, pattern in _COMPARATOR_AFTER:
        match = re.search(pattern.pattern + r"[\s.]*$", tail, re.IGNORECASE)
        if match is not None:
            return tail[: match.start()], comparator
    return tail, None


def _unit_and_measure(tail: str, money: str) -> tuple[str, str, int]:
    """(unit, measure, length) at the beginning of what follows a number, all empty when there is no known unit."""
    if money:
        return money, "", 0
    for unit, pattern in _MEASURED_NEXT:
        match = pattern.match(tail)
        if match is not None:
            return unit, "", match.end()
    found = ((m, unit) for unit, p in _COUNTED_NEXT if (m := p.match(tail)) is not None)
    first = min(found, key=lambda pair: pair[0].end(), default=None)
    if first is None or re.search(r"\b(?:and|or|of|on|in|to|the|that|which|is|are)\b", first[0][1]):
        return "", "", 0
    match, unit = first
    return unit, " ".join((*match[1].split(), unit)), match.end()


def _measure(words: str) -> str:
    """The words of a measure, without what joins them to the number."""
    words = _CLAUSE_END.split(words.strip(" -,.;:"), maxsplit=1)[0].strip()
    return _JOINING.sub("", f"{words} ", count=1).strip() if _JOINING.match(f"{words} ") else words


def _counted(counted: str, more: str, unit: str) -> str:
    """ "parameters", "training tokens", or what is said after the unit: "FLOP of training compute"."""
    return more if more and counted == unit else counted


def _canonical(unit: str) -> str:
    """The usual word for a unit, and others as they are, without case."""
    for table in (_MEASURED, _COUNTED):
        for word, pattern in table.items():
            if re.fullmatch(pattern, unit.strip(), re.IGNORECASE):
                return word
    return unit.strip() if unit in _MONEY else unit.strip().casefold()


def _agree(measure: str, unit: str, other: str, other_unit: str) -> bool:
    """Whether one measure says no more than the other, units aside."""
    aside = {*_bare(unit), *_bare(_canonical(unit)), *_bare(other_unit), *_bare(_canonical(other_unit))}
    one, two = _bare(measure) - aside, _bare(other) - aside
    return one <= two or two <= one


def _bare(words: str) -> set[str]:
    return set(re.findall(r"[^\W_]+(?:[-/][^\W_]+)*", words.casefold())) - {
        "on",
        "of",
        "in",
        "for",
        "at",
        "per",
        "the",
        "a",
        "an",
    }
