"""What the reading of a text leaves in doubt, as findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from argmap.formats.threads.assembly import Draft
from argmap.formats.threads.boundaries import Sign, Start
from argmap.formats.threads.decoding import Decoded
from argmap.formats.threads.paragraphs import Paragraph
from argmap.formats.threads.segments import Segment
from argmap.model.ids import new_id
from argmap.model.kinds import BlockKind, FindingLevel, SpanRole
from argmap.model.records import Finding, Quote, SourceSpan

LISTED = 40
"""Guesses that are listed one by one; more than that are counted in one finding."""


def _finding(level: FindingLevel, code: str, where: str, text: str) -> Finding:
    return Finding(new_id(), level, code, where, text)


def start_doubts(starts: Sequence[Start], made: Sequence[Draft], name: str) -> Iterator[Finding]:
    """Posts that begin where nothing in the file says so."""
    guesses = [(start.sign, draft.id) for start, draft in zip(starts, made, strict=True) if start.is_guess]
    if len(guesses) <= LISTED:
        for sign, post in guesses:
            text = f"That a post begins here is a guess: {sign}."
            yield _finding(FindingLevel.INFO, "boundary", post, text)
    else:
        signs = Counter(sign for sign, _ in guesses)
        why = "; ".join(f"{count} because {sign}" for sign, count in signs.most_common())
        text = f"Where {len(guesses)} of {len(made)} posts begin is a guess: {why}. Split and join posts where it is wrong."
        yield _finding(FindingLevel.INFO, "boundary", name, text)
    if len(starts) > 1 and all(start.sign in (None, Sign.PARAGRAPH) for start in starts):
        text = "Nothing in the text marks where posts begin, so each paragraph became one. Join those that belong together."
        yield _finding(FindingLevel.WARNING, "no-boundaries", name, text)


def quote_doubts(quotes: Sequence[Quote]) -> Iterator[Finding]:
    """Quotes of something that is not here."""
    for quote in quotes:
        if quote.of_post is None and quote.similarity == 0.0 and quote.basis != "markup":
            text = (
                "Only one of the copies has this paragraph. It is taken for a quote of a post that is not in the file; it may "
                "be the post's own words that the other copy lost."
            )
            yield _finding(FindingLevel.WARNING, "quote-without-source", quote.post, text)
    absent = [quote for quote in quotes if quote.of_post is None and quote.basis == "markup"]
    for quote in absent if len(absent) <= LISTED else ():
        text = "The quoted words are nowhere else in the file."
        yield _finding(FindingLevel.INFO, "quote-without-source", quote.post, text)
    if len(absent) > LISTED:
        text = f"{len(absent)} marked quotes repeat words that are nowhere else in the file."
        yield _finding(FindingLevel.INFO, "quote-without-source", "", text)


def lead_in_doubts(made: Sequence[Draft], segments: Sequence[Segment], quoted: set[int]) -> Iterator[Finding]:
    """Paragraphs that announce with a colon what does not follow."""
    for draft in made:
        for number in draft.segments:
            if number in quoted or not segments[number].text.rstrip("*_ ").endswith(":"):
                continue
            after = segments[number + 1] if number + 1 in draft.segments else None
            lost = after is None or (
                number + 1 not in quoted and after.kind is BlockKind.OWN and after.text.lstrip("*_ ")[:1].islower()
            )
            if lost:
                words = " ".join(segments[number].text.split())[-60:]
                text = f"“…{words}” announces something that is not there: a quote or a list was lost from the file."
                yield _finding(FindingLevel.WARNING, "lost-quote", draft.id, text)


def copy_doubts(
    name: str,
    copies: int,
    spans: Sequence[SourceSpan],
    differing: Sequence[str],
) -> Iterator[Finding]:
    """That a text holds its thread more than once, and what of it differs."""
    if copies > 1:
        count = sum(span.role is SpanRole.DUPLICATE for span in spans)
        text = (
            f"The file holds the thread {_times(copies)}. The copies were merged: {count} spans of later copies repeat "
            "posts and are kept as duplicates in the source."
        )
        yield _finding(FindingLevel.INFO, "second-copy", name, text)
    if differing:
        shown = ", ".join(f"“{words}”" for words in differing[:5])
        more = f" and {len(differing) - 5} more" if len(differing) > 5 else ""
        text = f"Later copies differ by a few words, which stay in the source only: {shown}{more}."
        yield _finding(FindingLevel.WARNING, "copies-differ", name, text)


def _times(count: int) -> str:
    return {2: "twice", 3: "three times"}.get(count, f"{count} times")


def reading_doubts(
    name: str, decoded: Decoded, found: Sequence[Paragraph], segments: Sequence[Segment]
) -> Iterator[Finding]:
    """Encodings that were guessed, names that were seen once, and text that was set aside."""
    if decoded.doubt:
        yield _finding(FindingLevel.WARNING, "encoding", name, decoded.doubt)
    unsure = dict.fromkeys(s.turn.name for s in segments if s.turn is not None and not s.turn.sure)
    if unsure:
        names = ", ".join(f"“{each}”" for each in list(unsure)[:8])
        text = f"Taken for speakers though the text labels them only once: {names}."
        yield _finding(FindingLevel.INFO, "label", name, text)
    noise = sum(paragraph.is_noise for paragraph in found)
    if noise:
        text = f"{noise} rules or blocks of front matter are not part of any post; they stay in the source."
        yield _finding(FindingLevel.INFO, "noise", name, text)
