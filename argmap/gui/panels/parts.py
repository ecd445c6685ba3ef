"""What the pages of the inspector are made of: sections, chips, rows with a link, lists that keep the keyboard."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from argmap.gui.panels.flow_layout import FlowLayout
from argmap.picture.palette import LIGHT, Palette

LINKS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard

_LONG = re.compile("<[^>]*>|[^\\s<>&;]{20}(?=[^\\s<>&;])")


def section(title: str) -> QLabel:
    """The heading of a section."""
    label = QLabel(title)
    label.setProperty("look", "section")
    label.setContentsMargins(0, 6, 0, 0)
    return label


def quiet(text: str = "") -> QLabel:
    """A line in the secondary colour."""
    label = QLabel(_breakable(text))
    label.setProperty("look", "quiet")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def rich(html: str, clicked: Callable[[str], object] | None = None) -> QLabel:
    """Wrapped rich text. Its links can be reached with Tab and followed with Enter; ``clicked`` gets their address."""
    label = _LinkLabel(_breakable(html))
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    if clicked is not None and "<a " in html:
        label.setTextInteractionFlags(LINKS)
        label.linkActivated.connect(clicked)
    return label


def _breakable(html: str) -> str:
    """Words too long for a line may be broken, else they would widen the panel beyond its edge. Tags stay as they are."""
    return _LONG.sub(lambda found: found[0] if found[0].startswith("<") else f"{found[0]}\u200b", html)


class _LinkLabel(QLabel):
    """A label in which Tab goes straight to the first link, rather than to the label and then to the link."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.OtherFocusReason):
            self.focusNextPrevChild(True)
        elif event.reason() is Qt.FocusReason.BacktabFocusReason:
            self.focusNextPrevChild(False)


def link(address: str, text: str) -> str:
    """A link in rich text."""
    return f'<a href="{escape(address)}" style="text-decoration:none">{escape(text)}</a>'


def ink(colour: str, text: str) -> str:
    """Coloured words in rich text."""
    return f'<span style="color:{colour}">{escape(text)}</span>'


def button(text: str, tip: str, clicked: Callable[[], object], *, look: str = "plain", name: str = "") -> QToolButton:
    """A small button. ``name`` is what a screen reader says where the text is only a sign."""
    made = QToolButton()
    made.setText(text)
    made.setToolTip(tip)
    made.setAccessibleName(name or text)
    made.setProperty("look", look)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.clicked.connect(lambda: clicked())  # noqa: PLW0108 (it tells whether it is checked)
    return made


def order_tabs(widget: QWidget) -> None:
    """Has Tab go through what is laid out in a widget in the order in which it is laid out, however late it was made."""
    reached = [w for w in _laid_out(widget.layout()) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for first, second in itertools.pairwise(reached):
        QWidget.setTabOrder(first, second)


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    for index in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(index) if layout is not None else None
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield widget
            yield from _laid_out(widget.layout())
        elif item is not None:
            yield from _laid_out(item.layout())


class Sign(QWidget):
    """The glyph of a kind in its colour; nothing that a screen reader need know."""

    def __init__(self, kind: str, colours: Palette = LIGHT, size: int = 12) -> None:
        super().__init__()
        self._kind = kind
        self._colours = colours
        self._size = size
        self.setFixedSize(QSize(size + 2, size + 4))

    def show_kind(self, kind: str, colours: Palette) -> None:
        """Takes another kind or theme."""
        self._kind, self._colours = kind, colours
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        from argmap.picture import glyphs

        if not self._kind:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        painter.translate(area.center().x() - self._size / 2, area.center().y() - self._size / 2)
        painter.scale(self._size, self._size)
        painter.fillPath(glyphs.path(self._kind), QColor(self._colours.ink.get(self._kind, self._colours.secondary)))


class Chip(QFrame):
    """Words on a patch, with a cross that takes them away. ``tone`` is a kind whose tint it has; ``dot`` a "#rrggbb"."""

    chosen = Signal()
    """The words were clicked."""
    removed = Signal()
    """The cross was clicked, or Del pressed on it or on the words."""

    def __init__(self, text: str, *, tone: str = "", dot: str = "", tip: str = "", cross: str = "Remove") -> None:
        super().__init__()
        self.setProperty("look", "chip")
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 1, 3, 1)
        row.setSpacing(0)
        if dot:
            row.addSpacing(5)
            row.addWidget(_Dot(dot))
        words = button(text, tip or text, self.chosen.emit, look="cross")
        words.setProperty("tone", tone)
        away = button("✕", f"{cross} (Del)", self.removed.emit, look="cross", name=f"{cross}: {text}")
        away.setFixedSize(18, 18)
        row.addWidget(words)
        row.addWidget(away)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)


class _Dot(QWidget):
    """A topic's colour."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = QColor(colour)
        self.setFixedSize(8, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawEllipse(self.rect())


class LinkRow(QWidget):
    """A sign (room for one where ``kind`` is ""), rich text with a link in it, and buttons at the right. Del asks for removal."""

    removed = Signal()

    def __init__(
        self, html: str, clicked: Callable[[str], object], *, kind: str | None = None, colours: Palette = LIGHT
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        self.text = rich(html, clicked)
        if kind is not None:
            row.addWidget(Sign(kind, colours, 10), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        self._row = row

    def add(self, widget: QWidget) -> None:
        """Puts a button at the right."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def add_menu(self, menu: QMenu, tip: str) -> None:
        """Puts a button with a menu at the right."""
        dots = button("⋯", tip, lambda: None, look="cross", name=tip)
        menu.setParent(dots, menu.windowFlags())
        dots.setMenu(menu)
        dots.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add(dots)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
            return
        super().keyPressEvent(event)


class Filling(QWidget):
    """Widgets made from some content, and made anew only when the content is another. The keyboard stays where it was, or
    on what took that place."""

    def __init__(self, *, flows: bool = False, gap: int = 5) -> None:
        super().__init__()
        self._content: Hashable = None
        layout = FlowLayout(gap) if flows else QVBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(gap)
        self.setLayout(layout)

    def fill(self, content: Hashable, build: Callable[[], Iterable[QWidget]]) -> None:
        """Shows what ``build`` makes, unless the content is what is shown already."""
        if content == self._content:
            return
        self._content = content
        focused = self.focusWidget()
        place = -1
        if focused is not None and focused.hasFocus():
            reachable = self._reachable()
            place = reachable.index(focused) if focused in reachable else 0
        layout = self.layout()
        old = []
        while layout is not None and (item := layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                old.append(widget)
        previous: QWidget | None = None
        for widget in build():
            if layout is not None:
                layout.addWidget(widget)
            widget.show()
            previous = widget
        self.setVisible(previous is not None)
        if place >= 0:
            now = [
                widget for widget in self._reachable() if not any(o is widget or o.isAncestorOf(widget) for o in old)
            ]
            if now:
                now[min(place, len(now) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        for widget in old:
            widget.hide()
            widget.deleteLater()

    def forget(self) -> None:
        """Has the next fill make everything anew."""
        self._content = None

    def _reachable(self) -> list[QWidget]:
        """The widgets in here that Tab reaches, in order of their place."""
        found = [
            w for w in self.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and not w.isHidden()
        ]
        return [w for w in found if w.isEnabled()]
