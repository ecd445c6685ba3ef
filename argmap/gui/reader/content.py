"""What the reader says of a post: its header in words, what it quotes, and which of its thresholds a provision has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from argmap.gui.reader.highlights import Highlight
from argmap.gui.reader.proposals import quotes_of
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, ParentBasis, PostStatus, QuoteBasis, StatementKind
from argmap.model.queries import author_name
from argmap.model.records import Passage, Post, Quote

UNKNOWN = "Unknown author"
_NOTICES = {
    PostStatus.DELETED: "This post was deleted by its author.",
    PostStatus.REMOVED: "This post was removed by a moderator.",
    PostStatus.MISSING: "This post is named by others, but is not in the file.",
    PostStatus.STUB: "The file counts this post without its text.",
    PostStatus.NOISE: "This post was set aside as noise.",
}
_NAMELESS = {PostStatus.DELETED: "a deleted post", PostStatus.REMOVED: "a removed post"}
_COUNTED = (StatementKind.OBJECTION, StatementKind.CONCESSION, StatementKind.QUESTION)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_GUESSES = (ParentBasis.QUOTE, ParentBasis.ORDER)
_MARKS_BEFORE = re.compile(r"[\s>|\"“”„«»'*_…-]*")
_MARKS_AFTER = re.compile(r"[\s\"“”«»'*_….]*")


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """A quote as it is shown. ``whole``: it covers its lines alone, and is set as a block with its ``label`` behind it;
    others are marked where they stand. ``of`` is where its source is, None when that is not in the file."""

    start: int
    end: int
    label: str
    whole: bool
    of: Passage | None
    tip: str


@dataclass(frozen=True, slots=True)
class Header:
    """The line above a post: who, in reply to whom and when, and how many statements of the telling kinds."""

    author: str
    known: bool
    said: str
    counts: tuple[tuple[str, str], ...]
    tip: str


def header(debate: Debate, post: Post, index: int, marks: list[Highlight]) -> Header:
    """The header of post number ``index`` of the thread."""
    author = author_name(debate, post)
    when = [short_date(post.posted_at)] if post.posted_at else []
    if post.edited_at:
        when.append("edited")
    said, tip = _in_reply(debate, post, index)
    tips = [tip, _told_time("Posted", post.posted_at), _told_time("edited", post.edited_at)]
    if post.score is not None:
        tips.append(f"score {post.score:g}")
    if post.agreement is not None:
        tips.append(f"agreement {post.agreement:g}")
        when += [] if post.score is None else [f"score {post.score:g}"]
        when.append(f"agreement {_signed(post.agreement)}")
    if is_slim(post):
        return Header(author, False, post.title or notice(post), _counts(marks), "\n".join(filter(None, tips)))
    if is_folded(post):
        said, when = f"set aside as noise: {first_words(own_words(post), 60)}", when[:1]
    return Header(
        author or UNKNOWN,
        bool(author) and not is_folded(post),
        " · ".join(filter(None, (said, *when))),
        _counts(marks),
        "\n".join(filter(None, tips)),
    )


def is_slim(post: Post) -> bool:
    """Whether a post only stands for one that is not here, and is shown as one quiet line."""
    return post.status in (PostStatus.MISSING, PostStatus.STUB) and not post.text


def is_folded(post: Post) -> bool:
    """Whether a post is shown by its first words alone, since it was set aside."""
    return post.status is PostStatus.NOISE


def notice(post: Post) -> str:
    """What stands in place of a text that is not there, "" for a post that is as it was."""
    said = _NOTICES.get(post.status, "")
    return said or ("" if post.text.strip() else "This post has no text.")


def quote_marks(debate: Debate, post: Post, place: Callable[[str], int]) -> list[QuoteMark]:
    """The quotes of a post. ``place`` gives a post's number in the thread, so that arrows point the right way."""
    found = [_mark(debate, post, quote, place) for quote in quotes_of(debate, post.id)]
    for block in post.blocks:
        known = any(mark.start < block.end and block.start < mark.end for mark in found)
        if block.kind is BlockKind.QUOTE and block.start < block.end and not known:
            found.append(
                QuoteMark(block.start, block.end, "source not in this file", True, None, "Nothing here says this.")
            )
    return sorted(found, key=lambda mark: (mark.start, mark.end))


def short_date(at: str) -> str:
    """A time for people, "12 Sep 2023"; what is no ISO time is shown as it is."""
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def first_words(text: str, length: int) -> str:
    """The start of a text in whole words, at most ``length`` characters with the dots."""
    words = " ".join(text.split())
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:–—-") + "…"


def own_words(post: Post) -> str:
    """A post's text from its first words that are no quote and no noise; all of it when there are no others."""
    start = 0
    for block in sorted(post.blocks, key=lambda block: block.start):
        if block.kind in (BlockKind.QUOTE, BlockKind.NOISE) and not post.text[start : block.start].strip():
            start = block.end
    return post.text[start:] if post.text[start:].strip() else post.text


def _signed(number: float) -> str:
    return f"{number:+g}".replace("-", "−") if number else "0"


def _told_time(what: str, at: str | None) -> str:
    """A time as the file tells it, and that it tells no zone where it does not."""
    if not at:
        return ""
    try:
        zoned = datetime.fromisoformat(at).tzinfo is not None or len(at) <= 10
    except ValueError:
        zoned = True
    return f"{what} {at}" + ("" if zoned else " (the file tells no time zone)")


def _in_reply(debate: Debate, post: Post, index: int) -> tuple[str, str]:
    if post.parent is None:
        return ("opened the thread", "") if index == 0 else ("", "")
    parent = debate.posts[post.parent]
    name = author_name(debate, parent)
    words = own_words(parent)
    whom = name or (f"“{first_words(words, 36)}”" if words.strip() else _NAMELESS.get(parent.status, "an unknown post"))
    if post.parent_basis not in _GUESSES:
        return f"replied to {whom}", ""
    sure = "" if post.parent_confidence is None else f" (≈ {post.parent_confidence:.2f})"
    how = "what it quotes" if post.parent_basis is ParentBasis.QUOTE else "the order of the posts"
    return f"probably answers {whom}", f"A guess from {how}{sure}. Set the parent in the thread panel if it is wrong."


def _counts(marks: list[Highlight]) -> tuple[tuple[str, str], ...]:
    number = Counter({mark.statement: mark.kind for mark in marks}.values())
    return tuple(
        (kind.value, f"{number[kind]} {kind}{'s' if number[kind] > 1 else ''}") for kind in _COUNTED if number[kind]
    )


def _mark(debate: Debate, post: Post, quote: Quote, place: Callable[[str], int]) -> QuoteMark:
    whole = _covers_its_lines(post, quote.start, quote.end)
    if quote.of_post is None:
        return QuoteMark(quote.start, quote.end, "source not in this file", whole, None, "Nothing here says this.")
    source = debate.posts[quote.of_post]
    of = Passage(source.id, quote.of_start or 0, quote.of_end or len(source.text))
    below = place(source.id) > place(post.id)
    name = author_name(debate, source) or ("below" if below else "above")
    label = f"{'↓' if below else '↑'} quoted from {name}"
    inferred = quote.basis in (QuoteBasis.EXACT, QuoteBasis.FUZZY) and not quote.decided_by
    if inferred:
        label += " · inferred" if quote.similarity >= 0.995 else f" · ≈ {quote.similarity:.2f} inferred"
    words = first_words(source.text[of.start : of.end], 120)
    return QuoteMark(quote.start, quote.end, label, whole, of, f"Go to “{words}”")


def _covers_its_lines(post: Post, start: int, end: int) -> bool:
    """Whether nothing but white space and quotation marks shares the quote's first and last line."""
    if any(b.kind is BlockKind.QUOTE and b.start < end and start < b.end for b in post.blocks):
        return True
    before = post.text[post.text.rfind("\n", 0, start) + 1 : start]
    line_end = post.text.find("\n", end)
    after = post.text[end : line_end if line_end >= 0 else len(post.text)]
    return bool(_MARKS_BEFORE.fullmatch(before)) and bool(_MARKS_AFTER.fullmatch(after))
