"""The row with which the map is looked at as it stood on a day, or when a post had just been made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from argmap.analysis.past import Moment, days, posts
from argmap.formats.parts import past_words
from argmap.gui.map.map_view import MapView
from argmap.gui.panels.style import sheet
from argmap.model.debate import Debate
from argmap.model.kinds import Table
from argmap.picture.palette import Palette

PAUSE = 60
"""Milliseconds for which the slider rests before the map follows."""


class Words(QLabel):
    """A line that gives way to a narrow map and has an ellipsis in its middle there."""

    def minimumSizeHint(self) -> QSize:
        return QSize(1, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


class Steps(QSlider):
    """A slider over moments. With Ctrl, arrow keys go by posts whatever it goes by."""

    def __init__(self, by_post: Callable[[int], None]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._by_post = by_post
        self.setPageStep(7)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in ways:
            self._by_post(ways[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class PastBar(QWidget):
    """A slider over the days on which something was said, or over the posts one by one. It is there while the past is
    looked at."""

    def __init__(self, view: MapView) -> None:
        super().__init__()
        self._map = view
        self._known: tuple[Debate | None, int] = (None, -1)
        self._days: list[Moment] = []
        self._posts: list[Moment] = []
        self._words = Words()
        self._place = QLabel()
        self.by_posts = QToolButton()
        self.by_posts.setText("&Post by post")
        self.by_posts.setCheckable(True)
        self.by_posts.setProperty("look", "plain")
        self.by_posts.setToolTip(
            "Go by posts instead of by days (Alt+P); on the slider, Ctrl with an arrow key does so once"
        )
        self.by_posts.toggled.connect(self._on_by_posts)
        self.slider = Steps(self._step_by_post)
        self.slider.setToolTip("The moment that is shown: arrow keys, Home and End; Escape goes back to the present")
        leave = QToolButton()
        leave.setText("Back to the present")
        leave.setProperty("look", "plain")
        leave.setToolTip("Show the map as it is (Escape)")
        leave.clicked.connect(lambda: self._map.showing.set_moment(None))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 0, 10, 7)
        rows.setSpacing(2)
        for widgets in ((self._words, self._place), (self.slider, self.by_posts, leave)):
            row = QHBoxLayout()
            row.setSpacing(10)
            for widget in widgets:
                row.addWidget(widget)
            row.setStretch(0, 1)
            rows.addLayout(row)
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._later.timeout.connect(self._on_rested)
        self.slider.valueChanged.connect(self._on_slid)
        view.showing.changed.connect(self.refresh)
        self.hide()

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        words = f"QLabel {{ color: {palette.accent}; font-weight: 600; }}"
        chosen = f"QToolButton:checked {{ background: {palette.selection}; border-radius: 4px; }}"
        self.setStyleSheet(f"{sheet(palette)} {words} {chosen}")

    def begin(self) -> None:
        """Looks at the map as it stood on the last day, or after the last post where nothing has a date; or leaves the
        past."""
        if self._map.showing.moment is not None:
            self._map.showing.set_moment(None)
            return
        self._look()
        stops = self._days or self._posts
        if not stops:
            self._map.hinted.emit("Nothing on the map was said in a post or has a date, so there is no past to show")
            return
        self._go(stops[-1])

    def begin_after_selected(self) -> None:
        """Looks at the map as it stood after the selected post, or after what is selected was said."""
        session = self._map.session
        selection = session.selection
        found = list(selection.only(Table.POSTS)[-1:])
        for statement_id in selection.only(Table.STATEMENTS)[-1:]:
            found += [passage.post for passage in session.debate.statements[statement_id].passages[:1]]
        if not found:
            self._map.hinted.emit("Select a post, or a statement that somebody made, to see the map as it stood then")
            return
        self._go(Moment(post=found[0]))

    def refresh(self) -> None:
        """Shows which moment is looked at."""
        moment = self._map.showing.moment
        self.setVisible(moment is not None)
        if moment is None:
            return
        self._look()
        self.by_posts.blockSignals(True)
        self.by_posts.setChecked(bool(moment.post))
        self.by_posts.blockSignals(False)
        stops = self._stops
        at = self._nearest(moment)
        self.slider.setAccessibleName("Post" if moment.post else "Day")
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(len(stops) - 1, 0))
        self.slider.setValue(at)
        self.slider.blockSignals(False)
        self._tell(moment)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._map.showing.set_moment(None)
            self._map.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    @property
    def _stops(self) -> list[Moment]:
        """The moments that the slider goes over."""
        return self._posts if self.by_posts.isChecked() else self._days

    def _look(self) -> None:
        """Takes the days and posts of the debate as it is now."""
        debate = self._map.session.debate
        if self._known != (debate, debate.revision):
            self._known = (debate, debate.revision)
            self._days = [Moment(day) for day in days(debate)]
            self._posts = [Moment(post=post) for post in posts(debate)]

    def _nearest(self, moment: Moment) -> int:
        """The last stop that is not later than a moment."""
        if moment.post:
            return self._posts.index(moment) if moment in self._posts else self._after_posts(moment)
        return max((number for number, stop in enumerate(self._days) if stop.day <= moment.day), default=0)

    def _after_posts(self, moment: Moment) -> int:
        """The last post of the map that had been made by a moment."""
        from argmap.analysis.past import as_of

        there = {p.post for s in as_of(self._map.session.debate, moment).statements.values() for p in s.passages}
        return max((number for number, stop in enumerate(self._posts) if stop.post in there), default=0)

    def _tell(self, moment: Moment) -> None:
        stops = self._stops
        words = past_words(self._map.session.debate, moment)
        self._words.setText(words)
        self._words.setToolTip(words)
        self._place.setText(f"{self.slider.value() + 1:,} of {len(stops):,}" if moment.post and stops else "")

    def _go(self, moment: Moment) -> None:
        self._map.showing.set_moment(moment)
        self.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _step_by_post(self, way: int) -> None:
        """Goes one post on or back from what is shown."""
        moment = self._map.showing.moment
        if moment is None or not self._posts:
            return
        at = self._nearest(moment) if moment.post else self._after_posts(moment)
        self._later.stop()
        self._map.showing.set_moment(self._posts[min(max(at + way, 0), len(self._posts) - 1)])

    def _on_by_posts(self, by_posts: bool) -> None:
        """Goes on by posts from the last one of the day, or by days from that of the post."""
        moment = self._map.showing.moment
        if moment is None:
            return
        if by_posts and self._posts:
            self._map.showing.set_moment(self._posts[self._after_posts(moment)])
        elif not by_posts and self._days:
            post = self._map.session.debate.posts.get(moment.post)
            day = (post.posted_at or "")[:10] if post is not None else ""
            self._map.showing.set_moment(self._days[self._nearest(Moment(day or self._days[-1].day))])
        else:
            self.refresh()
        self.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_slid(self, value: int) -> None:
        if 0 <= value < len(self._stops):
            self._tell(self._stops[value])
        self._later.start()

    def _on_rested(self) -> None:
        value = self.slider.value()
        if self._map.showing.moment is not None and 0 <= value < len(self._stops):
            self._map.showing.set_moment(self._stops[value])
