"""From cues to posts: a speaker's consecutive cues are one post; where nobody is named, posts begin at pauses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from argmap.formats.registry import FormatError
from argmap.formats.threads.building import build
from argmap.formats.threads.decoding import decode
from argmap.formats.threads.subtitle_cues import Cue, Line, Subtitles, subtitles
from argmap.formats.threads.thread import Body, Note, PostDraft, Thread
from argmap.formats.threads.transcript_asides import told_apart
from argmap.formats.threads.transcript_labels import Label, Style, label_at, same_person
from argmap.formats.threads.transcript_posts import set_order
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, FindingLevel
from argmap.model.progress import Progress
from argmap.model.records import Block

PAUSE = 2.5
"""Seconds without words that begin a paragraph, and where nobody is named a post."""
LONGEST = 1_500
"""Characters of a post without a speaker at which it ends with the sentence or the cue."""
_DASH = re.compile(r"[-–—‐](?:[ \t]*)(?=\S)")
_CHANGE = re.compile(r">{2,3}[ \t]*")
_ENDS = re.compile(r"[.?!…][\"”’')\]]*$")


@dataclass(slots=True)
class _Turn:
    """What one speaker says on end: lines with when they are said. ``named`` is the label's or voice's name."""

    name: str
    lines: list[tuple[Cue, Line]] = field(default_factory=list)
    size: int = 0

    def add(self, cue: Cue, line: Line) -> None:
        self.lines.append((cue, line))
        self.size += len(line.words) + 1


def read_subtitles(data: bytes, name: str, format_name: str, progress: Progress) -> Debate:
    """A debate from a file of subtitles. Raises FormatError for one without words."""
    progress(0.0, "Decoding")
    decoded = decode(data, name)
    shown = subtitles(decoded.text)
    if not shown.cues:
        raise FormatError(f"“{name}” holds no subtitles with words in them. Export them again with times and text.")
    progress(0.4, "Finding who speaks")
    thread = _thread(shown)
    if decoded.doubt:
        thread.notes.append(Note(FindingLevel.WARNING, "encoding", decoded.doubt))
    progress(0.8, "Building the thread")
    return build(thread, data, name, format_name)


def _thread(shown: Subtitles) -> Thread:
    turns = list(_turns(shown.cues))
    drafts = [_draft(turn) for turn in turns]
    named = [draft for draft in drafts if draft.author]
    set_order(named)
    thread = Thread(shown.title, drafts)
    taken = [draft.span for draft in drafts if draft.span]
    thread.noise = _outside(shown.notes, taken)
    if not named:
        text = (
            f"Nothing in the file says who speaks. Posts begin at pauses of {PAUSE:g} seconds and after {LONGEST:,} "
            "characters; set the speakers, and split and join posts where it is wrong."
        )
        thread.notes.append(Note(FindingLevel.WARNING, "boundary", text))
    elif len(named) < len(drafts):
        lost = len(drafts) - len(named)
        text = f"Who speaks is not said for {lost:,} of {len(drafts):,} posts."
        thread.notes.append(Note(FindingLevel.INFO, "label", text))
    return thread


def _turns(cues: Sequence[Cue]) -> Iterator[_Turn]:
    """The turns in order. A line with a name or a mark of change begins one; in files with voices a line without a voice is
    said by nobody known, in others it goes on."""
    voices = any(line.voice for cue in cues for line in cue.lines)
    names = _names(cues)
    turn: _Turn | None = None
    last: Cue | None = None
    for cue in cues:
        dashed = sum(_DASH.match(line.words) is not None for line in cue.lines) > 1
        for line in cue.lines:
            name, words, changes = _opening(line, names, dashed=dashed)
            if voices and not changes:
                name = name or line.voice
                changes = turn is None or same_person(name) != same_person(turn.name)
            pause = last is not None and cue is not last and cue.begins - last.ends >= PAUSE
            if turn is not None and not turn.name and not changes and turn.lines:
                full = turn.size >= LONGEST and (_ENDS.search(turn.lines[-1][1].words) or turn.size >= 2 * LONGEST)
                changes = pause or bool(full)
            if turn is None or changes:
                goes_on = turn is not None and name and same_person(name) == same_person(turn.name)
                if turn is not None and turn.lines and not goes_on:
                    yield turn
                if not goes_on:
                    turn = _Turn(names.get(same_person(name), name) if name else "")
            if words and turn is not None:
                turn.add(cue, Line(words, line.voice, line.start, line.end))
            last = cue
    if turn is not None and turn.lines:
        yield turn


def _opening(line: Line, names: dict[str, str], *, dashed: bool) -> tuple[str, str, bool]:
    """(name, words, whether somebody else begins to speak) for a line."""
    words = line.words
    changed = False
    mark = _CHANGE.match(words) or (_DASH.match(words) if dashed else None)
    if mark:
        words, changed = words[mark.end() :], True
    label = _label(words)
    if label is not None and same_person(label.name) in names:
        return label.name, words[label.words_at :].strip(), True
    return "", words, changed


def _label(words: str) -> Label | None:
    if ":" not in words:
        return None
    label = label_at(words, 0, len(words))
    if label is None or label.style is Style.EXAMINED or ":" not in words[: label.words_at]:
        return None
    return label


def _names(cues: Sequence[Cue]) -> dict[str, str]:
    """The names that count as labels, by key, in the form used first: those with a title or in capitals, and those that
    return."""
    forms: dict[str, str] = {}
    count: Counter[str] = Counter()
    sure: set[str] = set()
    for cue in cues:
        for line in cue.lines:
            mark = _CHANGE.match(line.words) or _DASH.match(line.words)
            label = _label(line.words[mark.end() :] if mark else line.words)
            for name in (label.name if label else "", line.voice):
                if name:
                    forms.setdefault(same_person(name), name)
                    count[same_person(name)] += 1
            if line.voice:
                sure.add(same_person(line.voice))
            if label is not None and (mark or label.style in (Style.OFFICIAL, Style.CAPITALS, Style.STAMPED)):
                sure.add(same_person(label.name))
    return {key: name for key, name in forms.items() if key in sure or count[key] > 1}


def _draft(turn: _Turn) -> PostDraft:
    pieces: list[str] = []
    blocks: list[Block] = []
    size = begun = 0
    last: Cue | None = None
    for cue, line in turn.lines:
        new = last is not None and cue is not last and cue.begins - last.ends >= PAUSE
        gap = "" if last is None else "\n\n" if new else " "
        if new:
            blocks.append(Block(BlockKind.OWN, begun, size))
            begun = size + len(gap)
        pieces += [gap, line.words]
        size += len(gap) + len(line.words)
        last = cue
    blocks.append(Block(BlockKind.OWN, begun, size))
    first, final = turn.lines[0], turn.lines[-1]
    begins = first[0].start if first[0].lines[0].start == first[1].start else first[1].start
    body = told_apart(Body("".join(pieces), tuple(blocks)))
    return PostDraft(author=turn.name, title=clock(first[0].begins), body=body, span=(begins, final[1].end))


def clock(seconds: float) -> str:
    """Seconds into a recording as people write them: 1:02:03 or 2:03."""
    whole = int(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def _outside(notes: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The notes that stand in no post."""
    kept = []
    number = 0
    for start, end in notes:
        while number < len(taken) and taken[number][1] <= start:
            number += 1
        if number == len(taken) or end <= taken[number][0]:
            kept.append((start, end))
    return kept
