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
HALF = 0.5
MOST = 0.8
"""The part of a post that is nearly all of it."""
VARIED = 15
"""Words below which a likeness of two whole sayings is a play on words."""
LONG = 60
"""Words that no footer has."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,4000}>|https?://\S+")
_MARK = re.compile(r"[0-9!-/:-@\[-`{-~]")


@dataclass(frozen=True, slots=True)
class Repeat:
    """Paragraphs of one post that repeat one other post, in words, and what part of that they are (0 where they do not
    stand together). ``often`` is how often the paragraph
    that stands least often stands in the thread. ``opens``: nothing of the post's own stands before it; ``answered``:
    something does after its first paragraph. ``from_start`` and ``from_end`` say that it begins or ends the source. ``told`` is whether the
    file says that the source is answered, directly or not; None where it says nothing. ``same_author`` is
    False and ``same_thread`` None where nobody knows."""

    words: int
    part: float
    often: int
    exact: bool
    prose: bool
    opens: bool
    answered: bool
    from_start: bool
    from_end: bool
    told: bool | None
    same_author: bool
    same_thread: bool | None

    @property
    def moved(self) -> bool:
        """Whether it stands elsewhere in the post than in the source, as no template does."""
        if self.opens or self.from_start:
            return self.opens != self.from_start
        return self.answered or not self.from_end

    @property
    def whole(self) -> bool:
        """Whether nearly all that the source says is repeated, and answered."""
        return self.part >= MOST and self.answered


def is_doubtful(repeat: Repeat) -> bool:
    """Whether a repeat is more likely no quote."""
    rules = (_is_copy, _is_own_habit, _is_template, _is_phrase, _is_variation, _is_saying, _is_log, _is_elsewhere)
    return any(rule(repeat) for rule in rules)


def _is_copy(repeat: Repeat) -> bool:
    """All that a post says stands in another too."""
    return repeat.opens and not repeat.answered and not (repeat.told and repeat.words >= MANY)


def _is_own_habit(repeat: Repeat) -> bool:
    """People repeat themselves without quoting themselves, unless all of it is there for them to answer."""
    if not repeat.same_author:
        return False
    if repeat.same_thread is False or repeat.told is False or not (repeat.prose or repeat.whole):
        return True
    long = repeat.words >= LONG
    if not (repeat.exact or long) or not (repeat.moved or repeat.whole or (long and repeat.part >= HALF)):
        return True
    if repeat.told or repeat.same_thread:
        return repeat.words < FEW
    carried = repeat.opens != repeat.from_start or repeat.whole
    return not carried or repeat.words < (MANY if repeat.answered else LONG)


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
    if repeat.prose or repeat.told or (repeat.same_thread and repeat.whole):
        return False
    return repeat.words < MANY or not (repeat.answered or repeat.moved)


def _is_elsewhere(repeat: Repeat) -> bool:
    """The file says that something else is answered, or that this is another thread."""
    if repeat.told is not False and repeat.same_thread is not False:
        return False
    if repeat.words >= LONG and repeat.same_thread is not False:
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
