"""The import review: what was inferred at the left, least sure first; the thread around it at the right; keys decide."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QSplitter, QVBoxLayout, QWidget

from argmap.analysis.inferred import Kind
from argmap.gui.models.thread_model import ThreadModel
from argmap.gui.panels.outline_view import OutlineView
from argmap.gui.review import keys, words
from argmap.gui.review.acts import Acts, select_place
from argmap.gui.review.following import Following
from argmap.gui.review.head import Filters, Head, KeyBar, ThreadPart
from argmap.gui.review.item_list import ItemList
from argmap.gui.review.preview import Preview
from argmap.gui.review.review_model import ReviewModel
from argmap.gui.session import Selection, Session
from argmap.model.kinds import Table
from argmap.picture.palette import LIGHT, Palette

LIST_WIDTH = 460
MODIFIERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ReviewView(QWidget):
    """The sheet. It is built when it is first looked at, and keeps up with edits while it is seen."""

    def __init__(self, session: Session, thread: ThreadModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._palette = LIGHT
        self.thread_model = thread
        self.model = ReviewModel()
        self.still = False
        self.here: str | None = None
        self._shows_item = True
        self._build()
        self.acts = Acts(session, self)
        self.following = Following(session, self)
        self._connect()

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._palette = self.acts.colours = palette
        for part in (self.head, self.filters, self.items, self.thread_part, self.preview, self.key_bar):
            part.set_palette(palette)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(
            f"ReviewView {{ background: {palette.panel}; }} QSplitter::handle {{ background: {palette.line}; }}"
        )

    @property
    def in_thread(self) -> bool:
        """Whether keys act on the posts selected in the thread: it has the keyboard, or had it before the texts."""
        return self.here is not None

    def toggle_settled(self) -> None:
        """Shows what was decided too, or no longer."""
        self._filter(self.model.kind, not self.model.settled)

    def show_kind(self, kind: Kind | None) -> None:
        """Shows one kind of item, None for all."""
        self._filter(kind, self.model.settled)

    def show_post(self, post_id: str) -> None:
        """Shows a post of the thread in place of an item; keys act on it."""
        self.here = post_id
        self._follow(post_id)
        self._shows_item = False
        self.preview.show_post(self._session.debate, post_id)
        self.key_bar.refresh(self.acts.why_not)

    def place_of_cursor(self) -> tuple[str, int] | None:
        """(post, character) at the start of the sentence under the cursor of the texts."""
        there = self.preview.there
        excerpt = there if there.hasFocus() else self.preview.here
        span = excerpt.cursor_span
        return None if span is None else (span.post, span.start)

    @contextmanager
    def deciding(self, *, stays: bool) -> Iterator[None]:
        """While an edit of the review's own is made. The next open item becomes current after it, unless it ``stays``."""
        item, row, here = self.items.current, self.items.currentIndex().row(), self.here
        self.still = True
        try:
            yield
        finally:
            self.still = False
        if here is not None:
            if here in self._session.debate.posts:
                self.show_post(here)
            else:
                self.leave_thread()
            return
        at = self.model.row_of(item.key) if item is not None else -1
        now = self.model.item(at)
        if not stays and (now is None or not now.is_open):
            at = self.model.next_open(row if now is None else at + 1)
        self.go_to_row(at if at >= 0 else min(row, self.model.rowCount() - 1))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.following.catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.following.stop()
        if self._session.is_open and not event.spontaneous():
            select_place(self._session, self.items.current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the keys of the review from the list, the thread and the texts."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._keyed(watched, event):
            return True
        if event.type() is QEvent.Type.FocusIn:
            self._on_focus(watched)
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.head = Head()
        self.filters = Filters()
        self.items = ItemList(self.model)
        self.posts_list = OutlineView(self.thread_model, "Thread", parent=self)
        self.posts_list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.thread_part = ThreadPart(self.posts_list)
        self.preview = Preview(self.thread_model)
        self.key_bar = KeyBar()
        left = QSplitter(Qt.Orientation.Vertical)
        left.setHandleWidth(1)
        left.setChildrenCollapsible(False)
        left.addWidget(self.items)
        left.addWidget(self.thread_part)
        left.setStretchFactor(0, 3)
        left.setStretchFactor(1, 2)
        left.setSizes([600, 400])
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setHandleWidth(1)
        middle.setChildrenCollapsible(False)
        middle.addWidget(left)
        middle.addWidget(self.preview)
        middle.setStretchFactor(1, 1)
        middle.setSizes([LIST_WIDTH, 1000])
        left.setMinimumWidth(250)
        self.preview.setMinimumWidth(300)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.filters):
            column.addWidget(part)
        column.addWidget(middle, 1)
        column.addWidget(self.key_bar)
        self.setFocusProxy(self.items)

    def _connect(self) -> None:
        self.items.came.connect(self._on_item_came)
        self.posts_list.selectionModel().selectionChanged.connect(self._on_post_selected)
        for watched in self._panes():
            watched.installEventFilter(self)
        order: list[QWidget] = [*self._panes(), *self.filters.buttons.values(), self.head.toggle]
        for first, second in itertools.pairwise(order):
            QWidget.setTabOrder(first, second)
        self.filters.wanted.connect(self.show_kind)
        self.head.toggled.connect(self.toggle_settled)
        self.key_bar.wanted.connect(self.acts.run)
        self._session.selected.connect(self._on_selected)

    def _panes(self) -> tuple[QAbstractScrollArea, ...]:
        return self.items, self.posts_list, self.preview.here, self.preview.there

    def _keyed(self, watched: QObject, event: QKeyEvent) -> bool:
        """Whether a key was one of the review's."""
        key, held = event.key(), event.modifiers() & MODIFIERS
        name = keys.BY_KEY.get((key, held))
        plain = held == Qt.KeyboardModifier.NoModifier
        if name is not None:
            self.acts.run(name)
        elif plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_8:
            self.show_kind(self.filters.kind_number(key - int(Qt.Key.Key_1)))
        elif plain and key == Qt.Key.Key_Escape and (watched is not self.items or self.in_thread):
            self.leave_thread()
            self.items.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self._tabbed(watched, 1 if key == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True

    def _tabbed(self, watched: QObject, by: int) -> bool:
        """Goes to the next pane that shows, or the one before; False at the ends, where the buttons follow."""
        panes: list[QWidget] = [pane for pane in self._panes() if pane.isVisible()]
        at = next((number for number, pane in enumerate(panes) if pane is watched), -1)
        if at < 0 or not 0 <= at + by < len(panes):
            return False
        panes[at + by].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _on_focus(self, watched: QObject) -> None:
        """Keys act on what has the keyboard. In the texts that is what they show."""
        if watched is self.items and self.here is not None:
            self.leave_thread()
        elif watched is self.posts_list:
            self.here = self.posts_list.current_id
        elif watched in self._panes() and self._shows_item:
            self.here = None
        self.key_bar.refresh(self.acts.why_not)

    def leave_thread(self) -> None:
        """Keys act on the item again."""
        self.here = None
        self._show_current()

    def _filter(self, kind: Kind | None, settled: bool) -> None:
        key = self.items.current.key if self.items.current is not None else None
        self.still = True
        self.model.filter(kind, settled)
        self.still = False
        at = self.model.row_of(key) if key is not None else -1
        self.here = None
        self.go_to_row(at if at >= 0 else max(self.model.next_open(0), 0))
        self.following.count()

    def go_to_row(self, row: int) -> None:
        """Makes a row current and shows its item; what else is shown when there is none."""
        self.still = True
        self.items.go_to(row)
        self.still = False
        self._show_current()

    def _show_current(self) -> None:
        """Shows the current item, or that there is none."""
        self._shows_item = True
        item = self.items.current
        if item is None:
            self.preview.show_nothing(*words.nothing(self.model.number, self.model.kind, is_open=self._session.is_open))
        else:
            self.preview.show_item(self._session.debate, item, self.model.why(item))
            self._follow(self.preview.main_post)
        self.key_bar.refresh(self.acts.why_not)

    def _follow(self, post_id: str) -> None:
        """Makes a post current in the thread list."""
        if post_id and self.posts_list.current_id != post_id:
            self.still = True
            self.posts_list.go_to(post_id)
            self.posts_list.scrollTo(self.posts_list.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
            self.still = False

    def _on_item_came(self) -> None:
        if not self.still:
            self.here = None
            self._show_current()

    def _on_post_selected(self) -> None:
        if self.still or not self.isVisible():
            return
        post_id = self.posts_list.current_id
        if post_id is not None and self.posts_list.hasFocus():
            self.show_post(post_id)

    def _on_selected(self, selection: Selection) -> None:
        """Shows a post that was selected elsewhere, by Find for example."""
        ids = selection.only(Table.POSTS)
        if ids and self.isVisible() and not self.still and ids[-1] != self.here:
            self.show_post(ids[-1])
