"""Numbers as people write them ("70B", "one trillion", "3,276", "10^24", "1e25"), read exactly and written back."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Context, Decimal

_EXACT = Context(prec=60)
_LIMIT = Decimal("1e300")
_WHOLE = 2**53  # whole numbers below are held exactly by a float as well

_SCALES = {
    "thousand": 3,
    "k": 3,
    "million": 6,
    "mn": 6,
    "m": 6,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
    "tn": 12,
    "t": 12,
}
_LETTERS = ((12, "T"), (9, "B"), (6, "M"), (3, "K"))
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: value for value, word in enumerate(_ONES)} | {w: 20 + 10 * i for i, w in enumerate(_TENS)}
_POWERS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

_DIGITS = r"(?:[0-9]{1,3}(?:[,\u00a0\u2009\u202f][0-9]{3})+|[0-9]{1,30})(?:\.[0-9]{1,30})?"
_WORD = "|".join(sorted((*_WORDS, *_POWERS), key=len, reverse=True))
_NUMBER = re.compile(
    rf"""(?<![\w.,^/$€£-])
    (?P<minus>[-−](?=[0-9$€£]))?
    (?:(?P<money>(?:US)?\$|[€£])[ ]?)?
    (?:
      (?:(?P<factor>{_DIGITS})[ ]?[x×·*⋅][ ]?)?10[ ]?
      (?: (?:\^|\*\*)[ ]?\{{?(?P<power>[-−+]?[0-9]{{1,3}})\}}? | (?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}) )
    | (?P<science>{_DIGITS}[e][-+]?[0-9]{{1,3}})
    | (?P<digits>{_DIGITS})
      (?:(?P<scale>
            [ \u00a0\u202f-]?(?:thousand|million|billion|trillion|bn|mn|tn)
          | [ \u00a0\u202f]?(?-i:[KMBT])
          | (?(money)(?-i:[kmbt])|(?-i:[kb]|[mt](?=[ ](?:param|token|download|user|example|image|model))))
         )(?![\w/^]))?
    | (?P<words>(?:half[ ]an?[ ]|an?[ ](?=(?:{"|".join(_POWERS)})\b))?(?:{_WORD})(?:(?:[ ]and)?[ -](?:{_WORD}))*)
    )(?![\w^]|[.,][0-9])""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text, characters ``start`` to ``end``. ``marked``: written with a scale ("B", "billion") or as a power of
    ten, as figures are that matter. ``worded``: written in words. ``money``: the sign of the currency before it, or ""."""

    start: int
    end: int
    value: float
    marked: bool
    worded: bool
    money: str


@functools.lru_cache(maxsize=8)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number in a text, in order. The last texts are remembered: one is searched for many thresholds."""
    found = (_quantity(match) for match in _NUMBER.finditer(text))
    return tuple(quantity for quantity in found if quantity is not None)


def plain(number: Decimal) -> float:
    """A number as the file keeps it: whole as int while that is exact, else the nearest float."""
    return int(number) if number == number.to_integral_value() and abs(number) < _WHOLE else float(number)


def spell(value: float, *, powers: bool = False, scaled: bool = True) -> str:
    """A number in a short form that reads back as exactly the same: "70 B", "3,276", "6.7 B", "10^24". ``powers``: large
    numbers as powers of ten. ``scaled``: with a letter where that is shorter."""
    number = Decimal(repr(value or 0)).normalize(_EXACT)
    size = number.adjusted() if number else 0
    if size >= (6 if powers else 15) or size < -6:
        mantissa = number.scaleb(-size, _EXACT).normalize(_EXACT)
        return f"10^{size}" if mantissa == 1 else f"{mantissa:f} × 10^{size}"
    for digits, letter in _LETTERS if scaled else ():
        mantissa = number.scaleb(-digits, _EXACT).normalize(_EXACT)
        if abs(mantissa) >= (10 if letter == "K" else 1) and _fraction(mantissa) <= 2:
            return f"{mantissa:,f} {letter}"
    return f"{number:,f}"


def _fraction(number: Decimal) -> int:
    """How many digits stand after the decimal point of a normalised number."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _quantity(match: re.Match[str]) -> Quantity | None:
    words, scale = match["words"], match["scale"]
    number: Decimal | None
    if match["power"] or match["raised"]:
        exponent = (match["power"] or match["raised"].translate(_SUPERSCRIPTS)).replace("−", "-")
        number = _decimal(match["factor"] or "1").scaleb(int(exponent), _EXACT)
    elif match["science"]:
        number = _decimal(match["science"])
    elif match["digits"]:
        number = _decimal(match["digits"]).scaleb(
            _SCALES[scale.strip(" \u00a0\u202f-").lower()] if scale else 0, _EXACT
        )
    else:
        number = _spoken(words.lower())
    if number is None or number > _LIMIT:
        return None
    marked = any(power in words.lower() for power in ("thousand", "illion")) if words else not match["digits"] or scale
    money = (match["money"] or "")[-1:]
    value = plain(-number if match["minus"] else number)
    return Quantity(match.start(), match.end(), value, bool(marked), words is not None, money)


def _decimal(digits: str) -> Decimal:
    return Decimal(re.sub("[,\u00a0\u2009\u202f]", "", digits))


def _spoken(words: str) -> Decimal | None:
    """The value of number words, None when they make no number ("five six")."""
    total = group = 0
    below, below_power = 100, 99  # what the next word has to stay below
    for word in re.sub(r"\b(?:half|an?|and)\b|-", " ", words).split():
        if word in _WORDS:
            value = _WORDS[word]
            if value >= below or (value == 0 and words.strip() != word):
                return None
            group, below = group + value, 10 if value >= 20 else 0
            continue
        power = _POWERS[word]
        if power >= below_power or (power == 2 and group > 99):
            return None
        group, below = (group or 1) * 10**power, 100
        if power > 2:
            total, group, below_power = total + group, 0, power
    number = Decimal(total + group)
    return number / 2 if words.startswith("half ") else number
