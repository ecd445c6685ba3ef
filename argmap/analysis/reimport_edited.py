"""What hangs on the words of a post that was edited where it came from: passages and quotes, moved with their words, or asked
about where the new words have no certain place for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from argmap.analysis.anchoring import Found, Moves, Place, Unsure
from argmap.model.debate import Change, Debate
from argmap.model.edits.quotes import REJECTED
from argmap.model.kinds import BlockKind, QuoteBasis, Table
from argmap.model.records import AnyRecord, Block, Passage, Post, Quote, Statement

KEEP_OLD = "keep-old"
"""The answer to a question that leaves the whole post as it is."""

Choice = tuple[int, int] | str
"""Where the words go: start and end in the post's new text; or KEEP_OLD."""


@dataclass(frozen=True, slots=True)
class Question:
    """Where something that was tagged goes in a post that was edited. ``key`` is the same whenever the same thing is asked;
    ``post`` and ``record`` are ids in the debate, ``words`` what is tagged now, ``text`` the post's new text, and
    ``candidates`` the places in it that may be meant, best first; none when nothing there is like the words."""

    key: str
    post: str
    record: str
    table: Table
    words: str
    text: str
    candidates: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    """A span of a post that a record holds on to; ``part`` tells which one. ``asked``: it is the user's, and may not get
    lost."""

    record: AnyRecord
    part: str
    start: int
    end: int
    asked: bool


Places = dict[tuple[str, str], Found | None]
"""Where spans are now, by their record's id and which of its spans it is; None for one that is gone."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What an edit of a post does to the spans that records hold in it; or what has to be asked first. ``kept``: the user
    has said that the post keeps its old words."""

    places: Places
    questions: tuple[Question, ...] = ()
    kept: bool = False


def moved(debate: Debate, post: Post, text: str, choices: Mapping[str, Choice]) -> Moved:
    """What a new text of a post does to the passages and quotes in the old one."""
    moves = Moves(post.text, text)
    questions: list[Question] = []
    places: Places = {}
    for span in _spans(debate, post.id):
        key = f"{post.id}:{span.record.id}:{span.part}"
        choice = choices.get(key)
        if choice == KEEP_OLD:
            return Moved({}, kept=True)
        place = moves.place(span.start, span.end)
        if isinstance(choice, tuple) and 0 <= choice[0] < choice[1] <= len(text):
            place = Found(*choice)
        if not isinstance(place, Found) and span.asked:
            words = post.text[span.start : span.end]
            table = span.record.table
            questions.append(Question(key, post.id, span.record.id, table, words, text, _candidates(place)))
        places[span.record.id, span.part] = place if isinstance(place, Found) else None
    return Moved({} if questions else places, tuple(questions))


def _candidates(place: Place) -> tuple[Found, ...]:
    return place.candidates if isinstance(place, Unsure) else ()


def _spans(debate: Debate, post_id: str) -> Iterator[_Span]:
    for table, record_id in sorted(debate.referrers(post_id)):
        record = debate.table(table)[record_id]
        if isinstance(record, Statement):
            for number, passage in enumerate(record.passages):
                if passage.post == post_id:
                    yield _Span(record, str(number), passage.start, passage.end, True)
        elif isinstance(record, Quote):
            asked = bool(record.decided_by) and record.decided_by != REJECTED
            if record.post == post_id:
                yield _Span(record, "quote", record.start, record.end, asked)
            if record.of_post == post_id and record.of_start is not None and record.of_end is not None:
                yield _Span(record, "of", record.of_start, record.of_end, asked)


def applied(debate: Debate, places: Places) -> Iterator[Change]:
    """The changes that move spans to their places. A quote whose own words are gone goes too."""
    for record_id in dict.fromkeys(record_id for record_id, _ in places):
        if record_id in debate.statements:
            statement = debate.statements[record_id]
            passages = tuple(
                _moved_passage(p, places.get((record_id, str(n)))) for n, p in enumerate(statement.passages)
            )
            yield Change(statement, replace(statement, passages=passages))
        else:
            quote = debate.quotes[record_id]
            yield Change(quote, _moved_quote(quote, places))


def _moved_passage(passage: Passage, place: Found | None) -> Passage:
    return passage if place is None else replace(passage, start=place.start, end=place.end)


def _moved_quote(quote: Quote, places: Places) -> Quote | None:
    """The quote with its spans where they are now; without the place of its source when that is gone, and None when its own
    words are."""
    if (quote.id, "of") in places:
        of = places[quote.id, "of"]
        quote = replace(quote, of_start=of.start if of else None, of_end=of.end if of else None)
    if (quote.id, "quote") not in places:
        return quote
    place = places[quote.id, "quote"]
    return None if place is None else replace(quote, start=place.start, end=place.end)


def decided_blocks(blocks: Sequence[Block], quotes: Sequence[Quote]) -> tuple[Block, ...]:
    """A post's blocks with what the user has said of its quotes: accepted ones are quote blocks, rejected ones are not."""
    found = [q for q in quotes if q.decided_by and q.basis in (QuoteBasis.EXACT, QuoteBasis.FUZZY, QuoteBasis.USER)]
    return tuple(_decided(block, found) for block in blocks)


def _decided(block: Block, quotes: Sequence[Quote]) -> Block:
    for quote in quotes:
        inside = quote.start <= block.start and block.end <= quote.end
        if inside and block.kind is BlockKind.OWN and quote.decided_by != REJECTED:
            return replace(block, kind=BlockKind.QUOTE, depth=1)
        if inside and block.kind is BlockKind.QUOTE and block.depth <= 1 and quote.decided_by == REJECTED:
            return replace(block, kind=BlockKind.OWN, depth=0)
    return block
