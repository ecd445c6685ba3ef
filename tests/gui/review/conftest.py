"""The import review in a window, on a debate with something inferred of every kind, and its page object."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from argmap.analysis.inferred import Item
from argmap.gui.dialogs.picker import Picker
from argmap.gui.review.review_view import ReviewView
from argmap.gui.session import Session
from argmap.gui.views import View
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, FindingLevel, ParentBasis, QuoteBasis, SpanRole
from argmap.model.records import AnyRecord, Author, Block, Finding, Info, Post, Quote, Source, SourceSpan
from argmap.store.debate_file import DebateFile

if TYPE_CHECKING:
    from tests.gui.conftest import WindowPage

FIRST = "Bicycles above 25 km/h need a plate. Riders must pass a test 🚲 of at least 80 %."
SECOND = "Riders must pass a test 🚲\n\nNobody can check a plate at night. It is dark then."
THIRD = "Nobody can check a plate at nite.\n\nThe county can. It has lamps."
FOURTH = "No study shows that tests help.\n\nWho would run them?"
FIFTH = "Unsubscribe from this list. Click here."


def quoting(post_id: str, author: str, text: str, parent: str | None, basis: ParentBasis, sure: float | None) -> Post:
    """A post whose first paragraph is a quote."""
    at = text.index("\n\n")
    blocks = (Block(BlockKind.QUOTE, 0, at, 1), Block(BlockKind.OWN, at + 2, len(text)))
    position = int(post_id[1:])
    return Post(post_id, "file", None, author, parent, basis, sure, position, text=text, blocks=blocks)


def imported() -> Debate:
    """Five posts by three or four people: two inferred answers, two found quotes and one lost one, a guessed boundary."""
    first = Post("p1", "file", author="ada", text=FIRST, blocks=(Block(BlockKind.OWN, 0, len(FIRST)),), position=1)
    own = Post("p5", "file", author="cy", text=FIFTH, blocks=(Block(BlockKind.OWN, 0, len(FIFTH)),), position=5)
    spans = tuple(SourceSpan(100 * n, 100 * n + 90, SpanRole.POST, f"p{n}") for n in range(1, 6))
    records: list[AnyRecord] = [
        Info(title="Imported"),
        Source("file", "thread.txt", "text", spans=spans),
        *(Author(i, n) for i, n in (("ada", "Ada Brook"), ("bo", "Bo Lind"), ("cy", "Cy Marsh"), ("ada2", "A. Brook"))),
        first,
        quoting("p2", "bo", SECOND, "p1", ParentBasis.QUOTE, 0.9),
        quoting("p3", "ada2", THIRD, "p2", ParentBasis.ORDER, 0.4),
        quoting("p4", "cy", FOURTH, None, ParentBasis.NONE, None),
        own,
        Quote("q1", "p2", 0, 25, "p1", 37, 62, QuoteBasis.EXACT, 1.0),
        Quote("q2", "p3", 0, 33, "p2", 27, 62, QuoteBasis.FUZZY, 0.93),
        Quote("q3", "p4", 0, 31, None, None, None, QuoteBasis.MARKUP, 0.0),
        Finding(
            "f1", FindingLevel.INFO, "boundary", "p4", "That a post begins here is a guess: it begins with a quote."
        ),
        Finding("f2", FindingLevel.INFO, "label", "thread.txt", "Taken for speakers though labelled once: “Cy Marsh”."),
        Finding("f3", FindingLevel.WARNING, "stub", "thread.txt", "3 comments are not in this file."),
        Finding(
            "f4", FindingLevel.INFO, "quote-without-source", "p4", "The quoted words are nowhere else in the file."
        ),
    ]
    return Debate(records)


class ReviewPage:
    """The review as a person at the keyboard uses it."""

    def __init__(self, qtbot: QtBot, page: WindowPage) -> None:
        self._qtbot = qtbot
        self._page = page
        self.folder, self.window = page.folder, page.window

    @property
    def session(self) -> Session:
        return self.window.session

    @property
    def debate(self) -> Debate:
        return self.window.session.debate

    @property
    def view(self) -> ReviewView:
        assert self.window.review.view is not None
        return self.window.review.view

    def open(self, debate: Debate, *, read_only: bool = False) -> ReviewPage:
        """Keeps a debate in a file, opens it and presses F9."""
        path = self.folder / "debate.argmap"
        file = DebateFile.create(path, debate)
        if read_only:
            file.close()
            file = DebateFile.open(path, read_only=True)
        self.session.open(file)
        return self.settle().press("F9")

    def settle(self) -> ReviewPage:
        """Lets what was put off happen."""
        self._qtbot.wait(1)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return self

    def press(self, *keys: str) -> ReviewPage:
        """Presses keys such as "A", "Shift+A", "Ctrl+Z" wherever the keyboard is."""
        for key in keys:
            self._page.press(key)
            self.settle()
        return self

    def type(self, text: str) -> ReviewPage:
        """Types text wherever the keyboard is."""
        self._page.type(text)
        return self

    @property
    def focus(self) -> QWidget:
        """The widget that gets the keys."""
        return self._page.focus

    @property
    def picker(self) -> Picker | None:
        popup = QApplication.activePopupWidget()
        return popup if isinstance(popup, Picker) else None

    @property
    def current(self) -> Item | None:
        return self.view.items.current

    @property
    def at(self) -> str:
        """The record of the current item, "" for none."""
        return self.current.record if self.current is not None else ""

    @property
    def listed(self) -> list[str]:
        """The records of the rows, from the top."""
        return [item.record for item in self.view.model.shown]

    @property
    def rows(self) -> list[str]:
        """What the rows say to a screen reader."""
        return [str(self.view.model.index(row).data(ACCESSIBLE)) for row in range(self.view.model.rowCount())]

    def go_to(self, record: str) -> ReviewPage:
        """Presses ↓ until an item is current."""
        self.press("Home")
        for _ in range(self.view.model.rowCount()):
            if self.at == record:
                return self
            self.press("Down")
        raise AssertionError(f"{record} is not in the list: {self.listed}")

    @property
    def asked(self) -> str:
        """The question above the texts."""
        return self.view.preview.question.text()

    @property
    def left(self) -> str:
        """What the head says is left."""
        return self.view.head.left.text()

    @property
    def said(self) -> str:
        return self.window.messages.text

    @property
    def hint(self) -> str:
        return self.window.status._hint.text()

    def shown_marks(self) -> dict[str, str]:
        """The words that are marked in the texts at the right, by post."""
        found = {}
        for excerpt in (self.view.preview.here, self.view.preview.there):
            if excerpt.isVisible():
                for index, _, _ in excerpt.shown():
                    post = excerpt.document.post(index)
                    for mark in excerpt.marks(index).highlights:
                        found[post.id] = post.text[mark.start : mark.end]
        return found

    def click_row(self, row: int) -> ReviewPage:
        from PySide6.QtCore import Qt

        rect = self.view.items.visualRect(self.view.model.index(row))
        self._qtbot.mouseClick(
            self.view.items.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 40, rect.center().y())
        )
        return self.settle()


def _accessible() -> int:
    from PySide6.QtCore import Qt

    return Qt.ItemDataRole.AccessibleTextRole


ACCESSIBLE = _accessible()


@pytest.fixture
def closed(qtbot: QtBot, window_page: WindowPage) -> ReviewPage:
    """A window without a debate."""
    page = ReviewPage(qtbot, window_page)
    page.window.set_view(View.READ)
    return page


@pytest.fixture
def page(closed: ReviewPage) -> ReviewPage:
    """The review of the imported debate."""
    return closed.open(imported())


@pytest.fixture(name="imported")
def imported_debate() -> Debate:
    """The imported debate."""
    return imported()
