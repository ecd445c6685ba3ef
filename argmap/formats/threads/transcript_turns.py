"""The turns of a transcript: who begins to speak where. ``turns_of`` serves every reader that gets at plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from argmap.formats.threads.transcript_labels import Label, Style, examiner, label_at, same_person, witness

FEWEST = 3
"""Turns below which a text is no transcript."""
_ENDED = re.compile(r"[.?!:;…\"”’'»)\]—–\-_*]\s*$")
_FORMAL = frozenset({Style.OFFICIAL, Style.CAPITALS, Style.STAMPED, Style.EXAMINED})
_FEWEST_FORMAL = 0.6  # of all labels in a text that is a transcript for certain
_MOST_EMPTY = 0.5  # labels with nothing after them, beyond which a text is a list or a form
_ANY_SPEAKER = re.compile(r"[ \t]*>>[ \t]*(?=[^>\s])")


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody speaks: their label stands at ``start``, their words from ``words_at`` to ``end``. ``key`` is the same for
    all forms of a name, and ``name`` the form used most; both are "" where the text says only that somebody else speaks.
    ``beside`` is what stood in brackets after the name (a party, a place), ``clock`` the time that stood there. ``sure``
    unless the name stands in the text but once and bears neither title nor time. ``written`` is the form of the name that
    stands there, "" where others say whose it is."""

    name: str
    key: str
    start: int
    words_at: int
    end: int
    beside: str = ""
    clock: str = ""
    sure: bool = True
    written: str = ""


def turns_of(text: str) -> list[Turn]:
    """The turns of a text that is a transcript for certain, in order; none for any other text. Before the first turn may
    stand words of nobody. Linear in the text's length."""
    labels = _labels(text)
    kept = _kept(labels) if _is_transcript(text, labels) else []
    return _turns(text, kept) if _speak(text, kept) else []


def is_likely(text: str) -> bool:
    """Whether the head of a text, cut at any place, is of a transcript."""
    return bool(turns_of(text))


def forms(turns: Sequence[Turn]) -> dict[str, tuple[str, ...]]:
    """The other names under which a speaker appears, by the name in use."""
    found: dict[str, dict[str, None]] = {}
    for turn in turns:
        if turn.written and turn.written.casefold() != turn.name.casefold():
            found.setdefault(turn.name, {})[turn.written] = None
    return {name: tuple(others) for name, others in found.items()}


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _labels(text: str) -> list[Label]:
    """Everything that looks like a label, where a label may stand: not in the middle of a sentence."""
    found: list[Label] = []
    asks = answers = ""
    captions = len(re.findall(r"^[ \t]*>>[ \t]*[^>\s]", text, re.MULTILINE)) >= FEWEST and not re.search(
        r"^[ \t]*>[ \t]*[^>\s]", text, re.MULTILINE
    )
    start = skip_to = 0
    before = ""
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip() and start >= skip_to:
            asks = examiner(text, start, end) or asks
            answers = witness(text, start) or answers
            label = label_at(text, start, end)
            if label is None and captions and (mark := _ANY_SPEAKER.match(text, start, end)):
                label = Label(start, mark.end(), "", Style.STAMPED)
            if label is not None and label.style is Style.EXAMINED:
                label = replace(label, name=(asks if label.name == "Q" else answers) or label.name)
            if label is not None and (not before or _ENDED.search(before) or label.style is Style.EXAMINED):
                found.append(label)
                skip_to = label.words_at
        before = line.strip()
        if before.isupper():
            before = ""  # a heading or a running title
        start = end + 1
    return found


def _is_transcript(text: str, labels: Sequence[Label]) -> bool:
    formal = [label for label in labels if label.style in _FORMAL]
    if len(formal) < FEWEST or len(formal) < len(labels) * _FEWEST_FORMAL:
        return False
    named = Counter(same_person(label.name) for label in formal)
    if len(named) < 2 or max(named.values()) < 2:
        return False
    examined = {label.name for label in formal if label.style is Style.EXAMINED}
    if len(examined) == len(named) and sum(label.style is Style.EXAMINED for label in formal) < 2 * FEWEST:
        return False  # a few questions and answers are a list of them
    empty = sum(not text[label.words_at : _line_end(text, label.words_at)].strip() for label in labels)
    stamped = sum(label.style is Style.STAMPED for label in labels)
    return empty - stamped <= _MOST_EMPTY * len(labels)


def _kept(labels: Sequence[Label]) -> list[Label]:
    """The labels that count: those with a title or a time, and names in capitals or plain ones that return. A name in
    capitals that stands there once counts where names in capitals are how the text labels."""
    named = Counter(same_person(label.name) for label in labels)
    capitals = [label for label in labels if label.style is Style.CAPITALS]
    usual = sum(named[same_person(label.name)] > 1 for label in capitals) * 2 >= len(capitals)
    kept = []
    for label in labels:
        once = named[same_person(label.name)] == 1
        if label.style is Style.PLAIN and once:
            continue
        if label.style is Style.CAPITALS and once and not (usual and len(label.name.split()) <= 3):
            continue
        kept.append(label)
    return kept


def _speak(text: str, labels: Sequence[Label]) -> bool:
    """Whether the labels are followed by words, and not all by the same."""
    said = {text[label.words_at : label.words_at + 80].strip() for label in labels} - {""}
    return len(labels) >= FEWEST and len(said) >= 2


def _turns(text: str, labels: Sequence[Label]) -> list[Turn]:
    written: dict[str, Counter[str]] = {}
    for label in labels:
        written.setdefault(same_person(label.name), Counter())[label.name] += 1
    usual = {key: max(names, key=lambda name: names[name]) for key, names in written.items()}
    turns = []
    for number, label in enumerate(labels):
        key = same_person(label.name)
        end = labels[number + 1].start if number + 1 < len(labels) else len(text)
        sure = sum(written[key].values()) > 1 or label.style in (Style.OFFICIAL, Style.STAMPED)
        said = "" if label.style is Style.EXAMINED else label.name
        turns.append(Turn(usual[key], key, label.start, label.words_at, end, label.beside, label.clock, sure, said))
    return turns
