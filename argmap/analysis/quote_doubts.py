"""Which repeats are no quotes: sayings, jokes, templates, signatures, copies, logs. Nothing that a file marks is doubted.

Each rule is about quoting in general: people quote others in order to answer them, and say it in sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MARKS_OF_PROSE = 0.15
"""The part of a text that digits and punctuation take up at most in what people write to each other; logs, paths and tables
have more, and two of them are alike without one quoting the other."""
TOO_OFTEN = 4
"""How often an unmarked passage may stand in a thread before it is a saying rather than a quote."""
FEWEST = 5
"""Words below which a repeat is a quote only of the post that is answered."""
FEW = 8
"""Words below which a repeat is a phrase of the language unless it is answered."""
SOME = 12
"""Words below which a repeat at the same end of two posts is a greeting or a signature."""
MANY = 20
"""Words from which a repeat that nobody answers can still be a quote."""
VARIED = 15
"""Words below which a likeness of two whole sayings is a play on words."""
LONG = 60
"""Words that no footer has."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,4000}>|https?://\S+")
_MARK = re.compile(r"[0-9!-/:-@\[-`{-~]")


@dataclass(frozen=True, slots=True)
class Repeat:
    """Paragraphs of one post that repeat one other post, in words. ``often`` is how often the paragraph
    that stands least often stands in the thread. ``opens``: nothing of the post's own stands before it; ``answered``:
    something does after its first paragraph. ``from_start`` and ``from_end`` say that it begins or ends the source. ``told`` is whether the
    file says that the source is answered, directly or not; None where it says nothing. ``same_author`` and ``other_thread``
    are False where nobody knows."""

    words: int
    often: int
    exact: bool
    prose: bool
    opens: bool
    answered: bool
    from_start: bool
    from_end: bool
    told: bool | None
    same_author: bool
    other_thread: bool

    @property
    def moved(self) -> bool:
        """Whether what begins one of the two posts does not begin the other, which no template does."""
        return self.opens != self.from_start

    @property
    def whole(self) -> bool:
        """Whether all that the source says is repeated and answered."""
        return self.from_start and self.from_end and self.answered


def is_doubtful(repeat: Repeat) -> bool:
    """Whether a repeat is more likely no quote."""
    rules = (_is_copy, _is_own_habit, _is_template, _is_phrase, _is_variation, _is_saying, _is_log, _is_elsewhere)
    return any(rule(repeat) for rule in rules)


def _is_copy(repeat: Repeat) -> bool:
    """All that a post says stands in another too."""
    return repeat.opens and not repeat.answered and not (repeat.told and repeat.words >= MANY)


def _is_own_habit(repeat: Repeat) -> bool:
    """People repeat themselves without quoting themselves, unless all of it is there for them to answer."""
    if not repeat.same_author or (repeat.told and repeat.exact and repeat.words >= (FEW if repeat.answered else MANY)):
        return False
    if repeat.other_thread or not (repeat.moved or repeat.whole):
        return True
    return repeat.words < (MANY if repeat.answered else LONG)


def _is_template(repeat: Repeat) -> bool:
    """What ends many posts is a footer or a signature."""
    if repeat.answered or not repeat.from_end or repeat.from_start:
        return False
    return repeat.words < MANY or (repeat.often > 2 and repeat.words < LONG)


def _is_phrase(repeat: Repeat) -> bool:
    """A few words that nobody answers, or that begin a post: people greet, thank and joke in the words of others."""
    if repeat.words < FEWEST:
        return not (repeat.told and repeat.exact and repeat.answered) or repeat.from_start or repeat.from_end
    if repeat.told:
        return repeat.words < FEW and repeat.from_start and repeat.from_end
    if not repeat.answered:
        return repeat.words < SOME
    return repeat.words < FEW and repeat.from_start and (repeat.opens or repeat.from_end)


def _is_variation(repeat: Repeat) -> bool:
    """A short post said again in other words, as jokes and verses are."""
    return not repeat.exact and repeat.words < VARIED and repeat.from_start and repeat.from_end


def _is_saying(repeat: Repeat) -> bool:
    """What returns again and again in the same place, without an answer or short."""
    if repeat.told or repeat.often < TOO_OFTEN:
        return False
    return repeat.words < MANY or (repeat.words < LONG and not (repeat.answered or repeat.moved))


def _is_log(repeat: Repeat) -> bool:
    """Two tables, paths or logs are alike without one quoting the other."""
    if repeat.prose or repeat.told:
        return False
    return repeat.words < MANY or not (repeat.answered or repeat.moved)


def _is_elsewhere(repeat: Repeat) -> bool:
    """The file says that something else is answered, or that this is another thread."""
    if repeat.told is not False and not repeat.other_thread:
        return False
    if repeat.words >= LONG and not repeat.other_thread:
        return not repeat.prose
    likely = repeat.exact and repeat.answered and repeat.prose and repeat.words >= SOME
    return not likely or repeat.often >= TOO_OFTEN


def is_prose(texts: Sequence[str]) -> bool:
    """Whether most of some texts is sentences rather than logs, paths, code or addresses."""
    said = sum(len(text) for text in texts if _is_said(text))
    return said * 2 > sum(map(len, texts))


def _is_said(text: str) -> bool:
    bare = _TAG.sub("", text)
    return bool(bare.strip()) and len(_MARK.findall(bare)) <= MARKS_OF_PROSE * len(bare)
