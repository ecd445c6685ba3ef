"""What the pages of the inspector have in common."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from argmap.gui.dialogs.picker import Picker
from argmap.gui.panels.editors import TextEditor
from argmap.gui.panels.parts import section
from argmap.gui.session import Session
from argmap.model.kinds import Table
from argmap.picture.palette import LIGHT, Palette


class Page(QWidget):
    """Shows one record, by id, and changes it through the session. A page is built once and shows one record after another."""

    passage_wanted = Signal(str, int, int)
    """A place in the thread is to be shown: post id, start, end."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.record_id = ""
        self.colours = LIGHT
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 10, 14, 14)
        self.column.setSpacing(5)

    def show_record(self, record_id: str) -> None:
        """Shows another record; what was typed for the one before is committed first."""
        if record_id != self.record_id:
            self.commit()
            self.record_id = record_id
            self.start_afresh()
        self.refresh()

    def refresh(self) -> None:
        """Shows the record as it is now."""
        raise NotImplementedError

    def start_afresh(self) -> None:
        """Drops what belonged to the record before."""

    def commit(self) -> None:
        """Makes edits of what is typed."""

    def abandon(self) -> None:
        """Forgets what is typed: its debate is gone."""
        for editor in self.findChildren(TextEditor):
            editor.revert()

    def set_palette(self, colours: Palette) -> None:
        """Takes the colours of a theme."""
        self.colours = colours

    def add_section(self, title: str, *widgets: QWidget) -> QLabel:
        """Adds a heading and what stands below it; gives the heading."""
        heading = section(title)
        self.column.addWidget(heading)
        for widget in widgets:
            self.column.addWidget(widget)
        return heading

    def on_link(self, address: str) -> None:
        """Follows a link: "table:id" selects a record, "passage:post:start:end" shows a place, other names are a page's own."""
        name, _, rest = address.partition(":")
        if name == "passage":
            post, start, end = rest.rsplit(":", 2)
            self.passage_wanted.emit(post, int(start), int(end))
        elif name in list(Table):
            self.session.select(Table(name), rest)

    def pop_up(self, picker: Picker, near: QWidget, picked: Callable[[str], object]) -> None:
        """Shows a picker beside a widget."""
        picker.picked.connect(picked)
        picker.popup_near(QRect(near.mapToGlobal(QPoint(0, 0)), near.size()))


def to(table: Table, record_id: str) -> str:
    """The address of a record for ``Page.on_link``."""
    return f"{table.value}:{record_id}"
