"""The thread as it stands around an item: the words in question, and what they are said to repeat, answer or follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from argmap.analysis.inferred import Item, Kind, post_before
from argmap.gui.models.thread_model import ThreadModel
from argmap.gui.reader.cursor import Span
from argmap.gui.reader.proposals import quotes_of
from argmap.gui.review import words
from argmap.gui.review.excerpt import Excerpt, Rows
from argmap.model.debate import Debate
from argmap.picture import fonts
from argmap.picture.palette import LIGHT, Palette

SIDE_BY_SIDE = 880
"""Pixels of width from which two places stand beside each other."""
AROUND = 2
"""Posts of the thread that are shown before and after the one in question."""
_TOLD = re.compile("“…?([^“”]{2,})”")
"""The words of a post that the text of a finding quotes."""
SAMPLES = 3
"""Posts of each of two authors that are shown."""


@dataclass(slots=True)
class Pane:
    """What one half of the preview shows: a heading, posts, where to look, and the words in question. ``beside`` when it may
    stand beside the other half where there is room."""

    heading: str
    rows: Rows
    post: str = ""
    start: int = 0
    marked: dict[str, list[Span]] = field(default_factory=dict)
    beside: bool = True


class Preview(QWidget):
    """A question and one or two excerpts of the thread. The first excerpt holds the place that keys act on."""

    def __init__(self, thread: ThreadModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thread = thread
        self._colours = LIGHT
        self.main_post = ""
        self._beside = True
        self.question = QLabel()
        self.known = QLabel()
        for label, role in ((self.question, "threshold"), (self.known, "body")):
            label.setFont(fonts.font(role))
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._halves = [_Half("The place"), _Half("The other place")]
        self.here, self.there = (half.excerpt for half in self._halves)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        for half in reversed(self._halves):  # the source stands before what repeats it
            self._split.addWidget(half)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(4)
        for label in (self.question, self.known):
            label.setContentsMargins(20, 0, 20, 0)
            column.addWidget(label)
        column.addSpacing(6)
        column.addWidget(self._split, 1)
        self.setFocusProxy(self.here)

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._colours = palette
        ground = self.palette()
        ground.setColor(QPalette.ColorRole.Window, QColor(palette.window))
        self.setPalette(ground)
        self.setAutoFillBackground(True)
        self.known.setStyleSheet(f"color: {palette.secondary}")
        for half in self._halves:
            half.set_palette(palette)

    @property
    def has_cursor(self) -> bool:
        """Whether one of the texts has the keyboard and its cursor is on a sentence."""
        return any(text.hasFocus() and text.cursor_span is not None for text in (self.here, self.there))

    def show_nothing(self, question: str, known: str) -> None:
        """Shows words alone."""
        self.question.setText(question)
        self.known.setText(known)
        self._show([])

    def show_item(self, debate: Debate, item: Item, likeness: str) -> None:
        """Shows an item and the thread around it."""
        asked, known = words.question(debate, item, likeness)
        self.question.setText(asked)
        self.known.setText(known)
        self._show(_panes(debate, item, self._thread), debate)

    def show_post(self, debate: Debate, post_id: str) -> None:
        """Shows a post that was selected in the thread."""
        self.question.setText(words.headed("A post of the thread", debate, post_id))
        self.known.setText("Keys act on the posts selected in the thread. Esc goes back to the list.")
        self._show([_around(self._thread, "The thread", post_id)], debate)

    def _show(self, panes: Sequence[Pane], debate: Debate | None = None) -> None:
        self.main_post = panes[0].post if panes else ""
        self._beside = bool(panes) and panes[0].beside
        for half, pane in zip(self._halves, [*panes, None, None], strict=False):
            half.setVisible(pane is not None)
            if pane is not None and debate is not None:
                half.show_pane(debate, pane, self._thread)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide = self.width() >= SIDE_BY_SIDE and self._beside
        turned = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._split.orientation() is not turned:
            self._split.setOrientation(turned)
            self._split.setSizes([1000, 1000])


class _Half(QWidget):
    """An excerpt under its heading."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.heading = QLabel()
        self.heading.setFont(fonts.font("kind"))
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setContentsMargins(20, 8, 20, 2)
        self.excerpt = Excerpt(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.excerpt, 1)

    def set_palette(self, palette: Palette) -> None:
        self.heading.setStyleSheet(f"color: {palette.secondary}; border-top: 1px solid {palette.line};")
        self.excerpt.set_palette(palette)

    def show_pane(self, debate: Debate, pane: Pane, thread: ThreadModel) -> None:
        self.heading.setText(pane.heading)
        self.excerpt.show_rows(debate, pane.rows, thread.place_of, pane.marked)
        if pane.post:
            self.excerpt.look_at(pane.post, pane.start)


def place_of(debate: Debate, item: Item) -> tuple[str, int, int] | None:
    """(post, start, end) of the words that an item is about, None for one that is about no place."""
    match item.kind:
        case Kind.QUOTE:
            quote = debate.quotes[item.record]
            return quote.post, quote.start, quote.end
        case Kind.PARENT | Kind.NOISE:
            return item.record, 0, 0
        case Kind.AUTHORS:
            post = next((p for p in debate.posts.values() if p.author == item.other), None)
            return (post.id, 0, 0) if post is not None else None
        case _:
            post_id = _named_place(debate, item)
            told = debate.findings[item.record].text
            return None if post_id is None else (post_id, *_told_words(told, debate.posts[post_id].text))


def _named_place(debate: Debate, item: Item) -> str | None:
    """The post that a finding is about: its place, else the first one by an author whose name it tells."""
    finding = debate.findings[item.record]
    if finding.where in debate.posts:
        return finding.where
    if item.kind is Kind.LABEL:
        named = {author.id for author in debate.authors.values() if f"“{author.name}”" in finding.text}
        return next((post.id for post in debate.posts.values() if post.author in named), None)
    return None


def _told_words(told: str, text: str) -> Span:
    """Where in a text the words stand that a finding quotes; its beginning when it quotes none of it."""
    quoted = _TOLD.search(told)
    words = r"\s+".join(map(re.escape, quoted[1].split())) if quoted is not None else ""
    found = re.search(words, text) if words else None
    return found.span() if found is not None else (0, 0)


def _panes(debate: Debate, item: Item, thread: ThreadModel) -> list[Pane]:
    """What is shown of an item: its own place, then the other one."""
    match item.kind:
        case Kind.QUOTE:
            quote = debate.quotes[item.record]
            here = _around(
                thread, words.headed("The quote", debate, quote.post), quote.post, quote.start, (quote.start, quote.end)
            )
            if quote.of_post is None:
                return [here]
            start = quote.of_start or 0
            span = (start, quote.of_end or len(debate.posts[quote.of_post].text))
            heading = words.headed("What it repeats", debate, quote.of_post)
            return [here, _around(thread, heading, quote.of_post, start, span)]
        case Kind.PARENT:
            post = debate.posts[item.record]
            here = _around(thread, words.headed("The answer", debate, post.id), post.id, before=0)
            if post.parent is None:
                return [here]
            there = _around(thread, words.headed("What it answers", debate, post.parent), post.parent, before=0)
            for quote in quotes_of(debate, post.id):
                if quote.of_post == post.parent:
                    here.marked.setdefault(post.id, []).append((quote.start, quote.end))
                    there.marked.setdefault(post.parent, []).append((quote.of_start or 0, quote.of_end or 0))
            return [here, there]
        case Kind.AUTHORS:
            return [
                _by_author(debate, thread, author) for author in (item.other, item.record) if author in debate.authors
            ]
        case _:
            place = place_of(debate, item)
            if place is None:
                return [_around(thread, "The thread", "")]
            above_id = post_before(debate, place[0]) if item.kind is Kind.BOUNDARY else None
            if above_id is None:
                return [_around(thread, "The place", place[0], place[1], place[1:])]
            return _boundary(debate, thread, place[0], above_id)


def _boundary(debate: Debate, thread: ThreadModel, post_id: str, above_id: str) -> list[Pane]:
    """The end of one post and the beginning of the next, one below the other."""
    text = debate.posts[above_id].text
    below = Pane("The post that begins here", [(post_id, thread.depth_of(post_id))], post_id, beside=False)
    tail = text.rstrip().rfind("\n") + 1
    return [below, Pane("The end of the post before it", [(above_id, thread.depth_of(above_id))], above_id, tail)]


def _around(
    thread: ThreadModel, heading: str, post_id: str, start: int = 0, span: Span | None = None, before: int = AROUND
) -> Pane:
    """A post with those before and after it in the thread."""
    rows = thread.around(post_id or None, before, AROUND if post_id else 2 * AROUND)
    return Pane(heading, rows, post_id, start, {post_id: [span]} if span is not None else {})


def _by_author(debate: Debate, thread: ThreadModel, author_id: str) -> Pane:
    posts = [post.id for post in debate.posts.values() if post.author == author_id]
    heading = f"{debate.authors[author_id].name}, {words.counted_posts(len(posts))}"
    return Pane(heading, [(i, 0) for i in posts[:SAMPLES]], posts[0] if posts else "")
