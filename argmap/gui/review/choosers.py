"""Pickers of the review: what a quote repeats, what a post answers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from argmap.analysis.candidates import candidates
from argmap.gui.dialogs.picker import Choice, Picker
from argmap.gui.models import wording
from argmap.model.debate import Debate
from argmap.model.queries import thread_order
from argmap.model.records import Passage
from argmap.picture.palette import Palette

NOT_HERE = " not here"
ANOTHER = " another"
_ROOT = " root"
DEEPEST = 5


def source_picker(debate: Debate, quote_id: str, parent: QWidget, palette: Palette) -> Picker:
    """Asks which passage a quote repeats. It picks what ``passage_of`` understands, or ANOTHER."""
    quote = debate.quotes[quote_id]
    choices = []
    for found in candidates(debate, quote.post, quote.start, quote.end):
        post = debate.posts[found.passage.post]
        words = wording.clipped(post.text[found.passage.start : found.passage.end], 90)
        author = wording.author_of(debate, post)
        hint = f"{wording.clipped(author, 18)}  {found.similarity:.2f}"
        choices.append(Choice(_address(found.passage), f"“{words}”", hint))
    choices.append(Choice(NOT_HERE, "It is not here"))
    choices.append(Choice(ANOTHER, "Another post…"))
    return Picker(choices, title="What the quote repeats", parent=parent, palette=palette)


def post_picker(debate: Debate, quote_id: str, parent: QWidget, palette: Palette) -> Picker:
    """Asks which post a quote is from."""
    without = debate.quotes[quote_id].post
    choices = [choice for choice in _posts(debate, without) if debate.posts[choice.id].text]
    return Picker(choices, title="The post that the quote is from", parent=parent, palette=palette)


def parent_picker(debate: Debate, post_id: str, parent: QWidget, palette: Palette) -> Picker:
    """Asks what a post answers. It picks what ``parent_of`` understands."""
    choices = [Choice(_ROOT, "Nothing: it starts a thread"), *_posts(debate, post_id)]
    return Picker(choices, title="What the post answers", parent=parent, palette=palette)


def passage_of(chosen: str) -> Passage | None:
    """The passage that was picked, None for a source that is not here."""
    if chosen == NOT_HERE:
        return None
    post, start, end = chosen.rsplit(":", 2)
    return Passage(post, int(start), int(end))


def parent_of(chosen: str) -> str | None:
    """The post that was picked, None for nothing."""
    return None if chosen == _ROOT else chosen


def place_in(debate: Debate, quote_id: str, post_id: str) -> str:
    """Where in a post a quote is most probably from, as a picker says it: the likest words, else all of them."""
    from argmap.analysis.places import locate

    quote = debate.quotes[quote_id]
    text = debate.posts[post_id].text
    place = locate(debate.posts[quote.post].text[quote.start : quote.end], text)
    return _address(Passage(post_id, place.start, place.end) if place else Passage(post_id, 0, len(text)))


def _address(passage: Passage) -> str:
    return f"{passage.post}:{passage.start}:{passage.end}"


def _posts(debate: Debate, without: str) -> list[Choice]:
    return [
        Choice(
            post.id,
            f"{wording.author_of(debate, post)}: {wording.opening_words(post, 60)}",
            depth=min(depth, DEEPEST),
        )
        for post, depth in thread_order(debate)
        if post.id != without
    ]
