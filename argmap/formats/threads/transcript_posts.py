"""From the turns of a transcript to posts: what was said, what was called out, what came between, and who answers whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from argmap.formats.threads.plain_body import plain_body
from argmap.formats.threads.thread import Body, Note, PostDraft, Thread
from argmap.formats.threads.transcript_asides import Call, calls, running_titles, told_apart
from argmap.formats.threads.transcript_labels import is_chair, same_person
from argmap.formats.threads.transcript_turns import Turn, forms, turns_of
from argmap.model.kinds import BlockKind, FindingLevel, ParentBasis
from argmap.model.records import Block

TURNS_IN_ORDER = 40
"""Turns up to which each is offered as the answer to the one before by somebody else; in a longer transcript that would nest
every turn in the last."""
ORDER_CONFIDENCE = 0.5
TWO_SPEAKERS_CONFIDENCE = 0.7
INTERRUPTION_CONFIDENCE = 0.8
"""For what is said in the midst of a turn that goes on afterwards."""
ANSWER_CONFIDENCE = 0.9
"""For an “A.” that follows a “Q.”."""
_SHORT = 25  # words of what can be an interruption
_BRIEF = 60  # words of a turn of the chair that only leads through the debate
_LONGEST_TITLE = 200

_BROKEN_OFF = re.compile(r"(?:\.\.\.|…|—|–|--)\s*(?:[\[(][^\])]*[\])]\s*)*$")
_UNNAMED = re.compile(r"\b(?:hon|an?|some|several)\b.*\bmembers?\b|\bunidentified\b|\bunknown\b|\baudience\b")
_GOES_ON = re.compile(r"\s*(?:[\[(][^\])]*[\])]\s*)*(?:\.\.\.|…|—|–|--)")


def thread_of(text: str, title: str = "") -> Thread | None:
    """The thread that a transcript is, from its normalised text; None for a text that is none."""
    turns = turns_of(text)
    if not turns:
        return None
    thread = Thread(title)
    titles = running_titles(text, {turn.name for turn in turns})
    _preamble(thread, text, turns[0].start, titles)
    heading = ""
    usual = {turn.key: turn.name for turn in turns}
    spoken: list[PostDraft] = []
    for number, turn in enumerate(turns):
        words_end, next_heading = _heading_before(text, turn, number + 1 < len(turns), titles)
        called = list(calls(text, turn.words_at, words_end, turn.key))
        draft = _draft(text, turn, words_end, titles, heading, called)
        thread.posts.append(draft)
        spoken.append(draft)
        for call in called:
            said = plain_body(text[call.words_at : call.words_end].strip())
            thread.posts.append(
                PostDraft(
                    author=usual.get(same_person(call.name), call.name),
                    body=said,
                    answers=draft,
                    parent_basis=ParentBasis.ORDER,
                    parent_confidence=INTERRUPTION_CONFIDENCE,
                )
            )
        heading = next_heading
    set_order(spoken)
    thread.aliases = forms(turns)
    thread.notes += _notes(turns, thread.aliases)
    return thread


def set_order(spoken: Sequence[PostDraft], *, chain: bool = True) -> None:
    """Says of turns in order what each answers, as far as that can be told: an interruption answers whom it interrupts, an
    A a Q; with ``chain``, in a short transcript, a turn answers the last one by somebody else. Posts that answer something
    are left alone."""
    turns = [draft for draft in spoken if draft.author]
    names = {same_person(draft.author) for draft in turns}
    chained = chain and 2 <= len(turns) <= TURNS_IN_ORDER and len(names) > 1
    sure = TWO_SPEAKERS_CONFIDENCE if len(names) == 2 else ORDER_CONFIDENCE
    keys = [same_person(draft.author) for draft in turns]
    for number, draft in enumerate(turns):
        if draft.parent is not None or draft.answers is not None:
            continue
        before = turns[number - 1] if number else None
        if before is None:
            continue
        if keys[number] == "a" and keys[number - 1] == "q":
            _answer(draft, before, ANSWER_CONFIDENCE)
        elif (first := _gone_on_from(turns, keys, number)) is not None:
            draft.answers, draft.parent_basis = first.answers, first.parent_basis
            draft.parent_confidence = first.parent_confidence
        elif _interrupts(turns, keys, number):
            _answer(draft, before, INTERRUPTION_CONFIDENCE)
        elif chained:
            last = _last_other(turns, keys, number)
            if last is not None:
                _answer(draft, last, sure)


def _answer(draft: PostDraft, other: PostDraft, confidence: float) -> None:
    draft.answers, draft.parent_basis, draft.parent_confidence = other, ParentBasis.ORDER, confidence


def _interrupts(turns: Sequence[PostDraft], keys: Sequence[str], number: int) -> bool:
    """Whether a short turn is called out by somebody unnamed, or stands between two of one speaker and is the chair's, or
    the first of them breaks off, or the second goes on."""
    short = len(turns[number].body.text.split()) <= _SHORT
    if not number or not short or keys[number] == keys[number - 1]:
        return False
    if _UNNAMED.search(keys[number]):
        return not is_chair(turns[number - 1].author)
    if number + 1 == len(turns) or keys[number - 1] != keys[number + 1]:
        return False
    if is_chair(turns[number].author) and "?" not in turns[number].body.text:
        return True
    cut = _BROKEN_OFF.search(turns[number - 1].body.text[-80:])
    return bool(cut or _GOES_ON.match(_spoken(turns[number + 1])))


def _gone_on_from(turns: Sequence[PostDraft], keys: Sequence[str], number: int) -> PostDraft | None:
    """The turn that this one goes on with after interruptions."""
    for before in range(number - 1, max(-1, number - 6), -1):
        if keys[before] == keys[number]:
            return turns[before] if before < number - 1 else None
        if turns[before].parent_confidence != INTERRUPTION_CONFIDENCE:
            return None
    return None


def _spoken(draft: PostDraft) -> str:
    """What is said in a post from its first word on, without a party in front."""
    text = draft.body.text
    at = next((b.start for b in draft.body.blocks if b.kind is not BlockKind.NOISE), 0)
    return text[at : at + 80]


def _last_other(turns: Sequence[PostDraft], keys: Sequence[str], number: int) -> PostDraft | None:
    """The last turn by somebody else that says something of its own: brief turns of the chair lead through the debate, and
    interruptions are by the way."""
    for before in range(number - 1, -1, -1):
        draft = turns[before]
        brief = is_chair(draft.author) and len(draft.body.text.split()) <= _BRIEF and "?" not in draft.body.text
        if keys[before] != keys[number] and not brief and draft.parent_confidence != INTERRUPTION_CONFIDENCE:
            return draft
    return None


def _preamble(thread: Thread, text: str, end: int, titles: frozenset[str]) -> None:
    """What stands before the first turn: a post of nobody, or noise when it is only titles."""
    words = text[:end]
    if not words.strip():
        return
    body = told_apart(plain_body(words.strip("\n")), titles)
    lead = len(words) - len(words.lstrip())
    if any(block.kind is not BlockKind.NOISE for block in body.blocks):
        thread.posts.append(PostDraft(body=body, span=(lead, len(words.rstrip()))))
    else:
        thread.noise.append((lead, len(words.rstrip())))


def _draft(
    text: str, turn: Turn, words_end: int, titles: frozenset[str], heading: str, called: Sequence[Call]
) -> PostDraft:
    pieces: list[str] = []
    at = turn.words_at
    for call in called:
        pieces.append(text[at : call.start].rstrip(" \t"))
        at = call.end
    words = "".join((*pieces, text[at:words_end]))
    body = told_apart(plain_body(words.strip("\n").rstrip()), titles)
    if turn.beside:
        body = _after(turn.beside, body)
    title = " · ".join(part for part in (heading, turn.clock) if part)
    end = turn.start + len(text[turn.start : turn.end].rstrip())
    return PostDraft(author=turn.name, title=title, body=body, span=(turn.start, end))


def _after(beside: str, body: Body) -> Body:
    """The body with what stood beside the speaker's name before it, as noise."""
    lead = f"{beside} " if body.text else beside
    blocks = (Block(b.kind, b.start + len(lead), b.end + len(lead), b.depth) for b in body.blocks)
    return Body(lead + body.text, (Block(BlockKind.NOISE, 0, len(beside)), *blocks), body.quotes)


def _heading_before(text: str, turn: Turn, more: bool, titles: frozenset[str]) -> tuple[int, str]:
    """Where the words of a turn end when a heading in capitals stands between them and the next label, and that heading."""
    if not more:
        return turn.end, ""
    end = turn.start + len(text[turn.start : turn.end].rstrip())
    heading: list[str] = []
    first = turn.end
    at = end
    while at > turn.words_at:
        start = max(text.rfind("\n", 0, at) + 1, turn.words_at)
        line = text[start:at].strip()
        if line and line not in titles:
            if not _is_heading(line) or len(heading) > 4:
                break
            heading.append(line)
            first = start
        elif line:
            break
        if start == turn.words_at:
            return turn.end, ""  # nothing else is said in this turn
        at = start - 1
    return (first, " ".join(reversed(heading))) if heading else (turn.end, "")


def _is_heading(line: str) -> bool:
    return (
        len(line) <= _LONGEST_TITLE
        and line.isupper()
        and len(re.findall(r"[^\W\d_]", line)) > 3
        and line[-1] not in "!?.,;]"
    )


def _notes(turns: Sequence[Turn], aliases: dict[str, tuple[str, ...]]) -> Iterator[Note]:
    unsure = dict.fromkeys(turn.name for turn in turns if not turn.sure)
    if unsure:
        names = ", ".join(f"“{name}”" for name in list(unsure)[:8])
        more = f" and {len(unsure) - 8} more" if len(unsure) > 8 else ""
        yield Note(
            FindingLevel.INFO, "label", f"Taken for speakers though the text labels them only once: {names}{more}."
        )
    for name, others in list(aliases.items())[:20]:
        others_named = ", ".join(f"“{other}”" for other in others)
        yield Note(FindingLevel.INFO, "label", f"“{name}” and {others_named} were read as one speaker.")
