"""What the review says of an item: its row, the question that it asks, and how sure it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from argmap.analysis.inferred import Counts, Decision, Item, Kind
from argmap.gui.models import wording
from argmap.gui.models.wording import counted, digits
from argmap.model.debate import Debate
from argmap.model.kinds import ParentBasis, QuoteBasis
from argmap.model.queries import author_name
from argmap.model.records import Post

NAMES = {
    Kind.QUOTE: ("Quotes", "Quote", "quote"),
    Kind.PARENT: ("Answers", "Answer", "answer"),
    Kind.BOUNDARY: ("Boundaries", "Boundary", "boundary"),
    Kind.LABEL: ("Speakers", "Speaker", "speaker label"),
    Kind.FINDING: ("Findings", "Finding", "finding"),
    Kind.AUTHORS: ("Authors", "Authors", "pair of authors"),
    Kind.NOISE: ("Set aside", "Set aside", "post"),
}
"""A kind as a filter, at the head of a row, and counted."""
PLURALS = {Kind.BOUNDARY: "boundaries", Kind.AUTHORS: "pairs of authors"}
INKS = {
    Kind.QUOTE: "claim",
    Kind.PARENT: "support",
    Kind.BOUNDARY: "provision",
    Kind.LABEL: "provision",
    Kind.FINDING: "concession",
    Kind.AUTHORS: "objection",
    Kind.NOISE: "question",
}
"""The ink of a kind's name in its row."""
SAME = 0.995
"""The similarity from which words are the same."""
_PARENTS = {
    ParentBasis.NATIVE: "by the file",
    ParentBasis.HEADER: "by headers",
    ParentBasis.QUOTE: "by quotes",
    ParentBasis.ORDER: "by order",
    ParentBasis.USER: "by you",
}
_DECIDED = {
    Kind.PARENT: {Decision.ACCEPTED: "set by you", Decision.REJECTED: "answers nothing"},
    Kind.FINDING: {Decision.ACCEPTED: "seen", Decision.REJECTED: "dismissed"},
    Kind.AUTHORS: {Decision.REJECTED: "two people"},
    Kind.BOUNDARY: {Decision.REJECTED: "joined"},
    Kind.NOISE: {Decision.ACCEPTED: "kept, marked"},
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: the kind, who, the words it is about, what stands at its end, and all of it for a screen reader."""

    kind: str
    ink: str
    who: str
    words: str
    sure: str
    spoken: str


def row(debate: Debate, item: Item, likeness: str = "") -> Row:
    """What the row of an item shows. ``likeness`` is why two authors look alike."""
    who, words = _subject(debate, item)
    words = words or likeness
    who = "" if who == wording.UNKNOWN_AUTHOR else who
    sure = decided(item) or how_sure(item)
    name = NAMES[item.kind][1]
    spoken = ", ".join(part for part in (name, who, words, spoken_sureness(item)) if part)
    return Row(name, INKS[item.kind], who, words, sure, spoken)


def decided(item: Item) -> str:
    """What was decided of an item, "" while it is open."""
    return "" if item.is_open else _DECIDED.get(item.kind, {}).get(item.decision, item.decision.value)


def how_sure(item: Item) -> str:
    """The confidence as a figure, or a word where there is none."""
    if item.confidence is not None:
        return f"{item.confidence:.2f}"
    if item.kind is Kind.FINDING:
        return "note" if item.sureness == 1 else "warning" if item.sureness else "error"
    return "no source" if item.kind is Kind.QUOTE and item.sureness > 0.5 else "guess"


def spoken_sureness(item: Item) -> str:
    """The same for a screen reader."""
    if not item.is_open:
        return f"decided: {decided(item)}"
    return f"{round(100 * item.confidence)} % sure" if item.confidence is not None else how_sure(item)


def question(debate: Debate, item: Item, likeness: str = "") -> tuple[str, str]:
    """What the review asks about an item, and what is known."""
    match item.kind:
        case Kind.QUOTE:
            return _ask_quote(debate, item)
        case Kind.PARENT:
            post = debate.posts[item.record]
            above = debate.posts.get(post.parent or "")
            asked = "It answers nothing here"
            if above is not None:
                asked = (
                    f"Does {author_name(debate, post) or 'this'} answer {author_name(debate, above) or 'the other'}?"
                )
            known = wording.how_parent_is_known(post)
            return asked, f"{known[:1].upper()}{known[1:]}."
        case Kind.AUTHORS:
            names = [debate.authors[i].name for i in (item.record, item.other) if i in debate.authors]
            return f"Are {' and '.join(f'“{n}”' for n in names)} one person?", likeness
        case Kind.NOISE:
            return "Set aside as noise", "It is kept, marked, and plays no part. D brings it back."
        case _:
            finding = debate.findings[item.record]
            asks = {Kind.BOUNDARY: "Does a post begin here?", Kind.LABEL: "Are these speakers?"}
            where = finding.where if finding.where not in debate.posts else ""
            return asks.get(item.kind, "Noticed on import"), " ".join(
                filter(None, (finding.text, where and f"({where})"))
            )


def headed(words: str, debate: Debate, post_id: str) -> str:
    """A heading for a post, with who wrote it where that is known."""
    name = author_name(debate, debate.posts[post_id])
    return f"{words}, by {name}" if name else words


def summary(counts: Counts) -> list[str]:
    """The counts, a clause for each."""
    parents = ", ".join(f"{digits(number)} {_PARENTS[basis]}" for basis, number in counts.parents.items())
    without = counts.quotes - counts.quotes_with_source
    quotes = counted(counts.quotes, "quote") + (f", {digits(without)} without source" if without else "")
    clauses = [
        counted(counts.posts, "post"),
        counted(counts.authors, "author"),
        quotes,
        f"answers known: {parents}" if parents else "",
        counted(counts.absent, "post not in the file", "posts not in the file") if counts.absent else "",
        counted(counts.duplicates, "repeated span") if counts.duplicates else "",
        counted(counts.noise, "span of noise", "spans of noise") if counts.noise else "",
        f"{digits(counts.aside)} set aside" if counts.aside else "",
        f"{counted(counts.findings, 'finding')}, {digits(counts.open_findings)} open" if counts.findings else "",
    ]
    return [clause for clause in clauses if clause]


def counted_items(number: int, kind: Kind) -> str:
    """A number of items of a kind."""
    return counted(number, NAMES[kind][2], PLURALS.get(kind, ""))


def nothing(number: Callable[..., int], kind: Kind | None, *, is_open: bool) -> tuple[str, str]:
    """What is said where there is no item to show. ``number`` counts open items of a kind, or settled ones."""
    if not is_open:
        return "No debate is open", "Ctrl+O opens one."
    settled = [counted_items(n, k) for k in Kind if (n := number(k, opened=False))]
    told = f"Settled: {', '.join(settled)}. T shows what was decided." if settled else ""
    if number(None):
        name = "Nothing was set aside" if kind is Kind.NOISE else "Nothing of this kind is open"
        return name, f"{counted(number(None), 'item')} of other kinds: 1 shows all. {told}".strip()
    if kind is Kind.NOISE:
        return "Nothing was set aside", "D sets a post aside: it is kept, marked, and plays no part."
    if settled:
        return "Everything is settled", told
    return "Nothing is left to decide", "The import inferred nothing here: everything is as the file says."


def counted_posts(number: int) -> str:
    """A number of posts."""
    return counted(number, "post")


def _ask_quote(debate: Debate, item: Item) -> tuple[str, str]:
    quote = debate.quotes[item.record]
    who = author_name(debate, debate.posts[quote.post])
    if quote.of_post is not None:
        of = author_name(debate, debate.posts[quote.of_post])
        found = "the same words" if quote.similarity >= SAME else wording.how_quote_was_found(quote)
        asked = f"Does {who or 'this'} quote {of or 'the other post'} here?" if who or of else "Is this a quote?"
        return asked, f"{found[:1].upper()}{found[1:]}."
    if quote.basis is QuoteBasis.MARKUP:
        return "Where is this quote from?", "The file marks it as a quote; nothing else here says it."
    told = "Only one copy of the thread has it. It may be the author’s own words."
    return "Is this a quote of something that is not in the file?", told


def _subject(debate: Debate, item: Item) -> tuple[str, str]:
    """Who an item is about, and its words."""
    match item.kind:
        case Kind.QUOTE:
            quote = debate.quotes[item.record]
            post = debate.posts[quote.post]
            of = debate.posts.get(quote.of_post or "")
            who = _both(debate, post, of, "of") if of is not None else wording.author_of(debate, post)
            return who, f"“{wording.clipped(post.text[quote.start : quote.end], 140)}”"
        case Kind.PARENT:
            post = debate.posts[item.record]
            above = debate.posts.get(post.parent or "")
            return _both(debate, post, above, "to"), wording.opening_words(post, 140)
        case Kind.NOISE:
            post = debate.posts[item.record]
            return wording.author_of(debate, post), wording.opening_words(post, 140)
        case Kind.AUTHORS:
            names = [debate.authors[i].name for i in (item.record, item.other) if i in debate.authors]
            return " = ".join(names) + "?" * item.is_open, ""
        case _:
            finding = debate.findings[item.record]
            place = debate.posts.get(finding.where)
            if item.kind is Kind.BOUNDARY and place is not None:
                return _sign(finding.text) or wording.author_of(debate, place), wording.clipped(place.text, 140)
            return wording.author_of(debate, place) if place is not None else "", wording.clipped(finding.text, 160)


def _sign(text: str) -> str:
    """Why a post is thought to begin somewhere, as the finding tells it."""
    told, _, sign = text.rpartition(": ")
    return sign.rstrip(".") if told else ""


def _both(debate: Debate, post: Post, other: Post | None, word: str) -> str:
    first = wording.author_of(debate, post)
    if other is None:
        return first
    second = wording.author_of(debate, other)
    return first if first == second == wording.UNKNOWN_AUTHOR else f"{first} {word} {second}"
