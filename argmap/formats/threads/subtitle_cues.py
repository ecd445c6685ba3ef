"""The cues of a subtitle file, WebVTT (W3C, with voices and notes) or SubRip, as lines of plain words.

Tags go, entities become their characters, and what rolling captions show twice is kept once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from argmap.formats.threads.decoding import normalised

_TIMING = re.compile(
    r"[ \t]*(?P<from>(?:\d{1,4}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)[ \t]*-->[ \t]*(?P<to>(?:\d{1,4}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)"
    r"(?P<settings>[ \t][^\n]*)?[ \t]*$"
)
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|s|lang|ruby|rt|font|span|br|p|em|strong)\b[^<>\n]{0,300}>|<\d[\d:.]{3,14}>|\{\\[^{}\n]{0,80}\}",
    re.I,
)
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,80})?[ \t]+(?P<name>[^<>\n]{1,120})>|</v>", re.IGNORECASE)
_ROLLING = 0.3
"""The share of cues that begin with what the one before ended with, from which captions roll."""
_FEWEST_ROLLING = 3
_NEXT_TO = 1.0  # seconds between two cues of which one goes on with the other


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cue: its words; the voice that says it, "" where the file names none; its place in the file's text."""

    words: str
    voice: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown from ``begins`` to ``ends``, in seconds; ``start`` is where the cue begins in the file's text."""

    begins: float
    ends: float
    start: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Subtitles:
    """What a file of subtitles holds. ``title`` is what its first line says; ``notes`` are the places of what is not shown."""

    title: str
    cues: tuple[Cue, ...]
    notes: tuple[tuple[int, int], ...]


def subtitles(text: str) -> Subtitles:
    """The cues in a normalised text, in the file's order. Lines that belong to no cue are notes. Linear."""
    blocks = list(_blocks(text))
    title = ""
    cues: list[Cue] = []
    notes: list[tuple[int, int]] = []
    late: dict[int, list[Line]] = {}  # what blank lines cut off from cues
    for block in blocks:
        first = text[block[0][0] : block[0][1]]
        timing = next((n for n, (start, end) in enumerate(block) if _TIMING.match(text, start, end)), None)
        if timing is None:
            if first.startswith("WEBVTT"):
                title = first[6:].strip(" \t-–—:")
                notes.append((block[0][0], block[-1][1]))
            elif cues and not re.match(r"(?:NOTE|STYLE|REGION)\b", first) and _is_text(text, block):
                late.setdefault(len(cues) - 1, []).extend(_lines(text, block, _last_voice(cues[-1])))
            else:
                notes.append((block[0][0], block[-1][1]))
            continue
        cues += _cues(text, block)
    for number, lines in late.items():
        cues[number] = replace(cues[number], lines=(*cues[number].lines, *lines))
    return Subtitles(title, tuple(_without_repeats([cue for cue in cues if cue.lines])), tuple(notes))


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines that are not blank, each as the places of its lines."""
    block: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            block.append((start, start + len(line)))
        elif block:
            yield block
            block = []
        start += len(line) + 1
    if block:
        yield block


def _is_text(text: str, block: Sequence[tuple[int, int]]) -> bool:
    """Whether lines without a time are words that a blank line cut off, and no stray number."""
    return not all(text[start:end].strip().isdigit() for start, end in block)


def _cues(text: str, block: Sequence[tuple[int, int]]) -> Iterator[Cue]:
    """The cues in a block: one, or several where no blank line stands between them."""
    timings = [(n, found) for n, (s, e) in enumerate(block) if (found := _TIMING.match(text, s, e))]
    for number, (at, found) in enumerate(timings):
        last = timings[number + 1][0] if number + 1 < len(timings) else len(block)
        if number + 1 < len(timings) and last - 1 > at and text[slice(*block[last - 1])].strip().isdigit():
            last -= 1
        named = at > 0 and (number == 0 or text[slice(*block[at - 1])].strip().isdigit())
        start = block[at - 1 if named else at][0]
        yield Cue(_seconds(found["from"]), _seconds(found["to"]), start, _lines(text, block[at + 1 : last], ""))


def _lines(text: str, places: Sequence[tuple[int, int]], voice: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    for start, end in places:
        raw = text[start:end]
        at = 0
        for tag in _VOICE.finditer(raw):
            lines += _line(raw[at : tag.start()], voice, start + at, start + tag.start())
            voice = " ".join(html.unescape(tag["name"] or "").split())
            at = tag.start()
        rest = _line(raw[at:], voice, start + at, end)
        if not rest and lines and lines[-1].start >= start:
            lines[-1] = replace(lines[-1], end=end)  # only the end of a voice
        lines += rest
    return tuple(lines)


def _line(raw: str, voice: str, start: int, end: int) -> list[Line]:
    words = " ".join(normalised(html.unescape(_TAG.sub("", raw)).replace("\u200b", "")).split())
    return [Line(words, voice, start, end)] if words else []


def _last_voice(cue: Cue) -> str:
    return cue.lines[-1].voice if cue.lines else ""


def _seconds(clock: str) -> float:
    parts = clock.replace(",", ".").split(":")
    return sum(float(part) * float(60**power) for power, part in enumerate(reversed(parts)))


def _without_repeats(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Cues as they add to what is already on the screen, in captions that roll up or are painted word by word."""
    repeats = sum(_carried(one, other) > 0 for one, other in pairwise(cues))
    rolling = repeats >= _FEWEST_ROLLING and repeats >= _ROLLING * len(cues)
    before: Cue | None = None
    for cue in cues:
        if before is not None and rolling:
            carried = _carried(before, cue)
            grown = _grown(before, cue) if not carried else None
            lines = cue.lines[carried:] if grown is None else (grown, *cue.lines[1:])
            if lines:
                yield replace(cue, lines=lines)
        else:
            yield cue
        before = cue


def _carried(before: Cue, cue: Cue) -> int:
    """How many of a cue's first lines are the last ones of the cue before it, which it follows at once."""
    if cue.begins - before.ends > _NEXT_TO:
        return 0
    shown = [line.words for line in before.lines]
    now = [line.words for line in cue.lines]
    return next((n for n in range(min(len(shown), len(now)), 0, -1) if shown[-n:] == now[:n]), 0)


def _grown(before: Cue, cue: Cue) -> Line | None:
    """The rest of a cue's first line where its beginning is the last line of the cue before."""
    last, first = before.lines[-1].words, cue.lines[0]
    if cue.begins - before.ends > _NEXT_TO or not first.words.startswith(f"{last} "):
        return None
    return replace(first, words=first.words[len(last) + 1 :])
