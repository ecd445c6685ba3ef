"""The inspector at the right: everything about what is selected, ready to be changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from argmap.gui.panels.pages.page import Page
from argmap.gui.panels.parts import order_tabs
from argmap.gui.panels.style import dress
from argmap.gui.session import Selection, Session
from argmap.model.kinds import Table
from argmap.picture.palette import LIGHT, Palette

_SELECTABLE = frozenset({Table.STATEMENTS, Table.RELATIONS, Table.PROVISIONS, Table.POSTS})
"""The tables whose records have a page; a quote is shown with its post."""


def _kind_of_page(table: Table | None) -> type[Page]:
    """The page for a table of ``_SELECTABLE``, or for the debate as a whole. Imported when it is first shown."""
    if table is Table.STATEMENTS:
        from argmap.gui.panels.pages.statement_page import StatementPage

        return StatementPage
    if table is Table.RELATIONS:
        from argmap.gui.panels.pages.relation_page import RelationPage

        return RelationPage
    if table is Table.PROVISIONS:
        from argmap.gui.panels.pages.provision_page import ProvisionPage

        return ProvisionPage
    if table is Table.POSTS:
        from argmap.gui.panels.pages.post_page import PostPage

        return PostPage
    from argmap.gui.panels.pages.debate_page import DebatePage

    return DebatePage


class Inspector(QScrollArea):
    """One page at a time. Pages are built when they are first needed and refreshed once for all that happens in one go, so
    that holding an arrow key in the reader does not wait for them. What is typed is committed before another record comes."""

    passage_wanted = Signal(str, int, int)
    """A place in the thread is to be shown: post id, start, end."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._colours = LIGHT
        self._pages: dict[Table | None, Page] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Inspector")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._room = QWidget()
        column = QVBoxLayout(self._room)
        column.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self._room)
        self._refreshing = QTimer(self, singleShot=True, interval=0)
        self._refreshing.timeout.connect(self.refresh)
        session.opened.connect(self.on_opened)
        session.closing.connect(self.commit)
        session.selected.connect(self.on_selected)
        session.edited.connect(lambda _: self._refreshing.start())
        session.judged.connect(self._refreshing.start)
        self._refreshing.start()

    @property
    def page(self) -> Page:
        """The page for what is selected, built if need be."""
        return self._page_for(self._wanted()[0])

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._colours = palette
        dress(self, palette)
        for page in self._pages.values():
            page.set_palette(palette)
        self._refreshing.start()

    def edit_gist(self) -> None:
        """Puts the keyboard into the gist of the selected statement, all of it selected."""
        from argmap.gui.panels.pages.statement_page import StatementPage

        self.refresh()
        page = self.page
        if isinstance(page, StatementPage):
            page.gist.setFocus(Qt.FocusReason.OtherFocusReason)
            page.gist.selectAll()

    def commit(self) -> None:
        """Makes edits of what is typed."""
        for page in list(self._pages.values()):
            page.commit()

    def refresh(self) -> None:
        """Shows what is selected as it is now."""
        self._refreshing.stop()
        table, record_id = self._wanted()
        page = self._page_for(table)
        for other in self._pages.values():
            if other is not page and not other.isHidden():
                other.commit()
                self._hand_over(other)
                other.hide()
        page.show_record(record_id)
        order_tabs(page)
        if page.isHidden():
            page.show()
            self.verticalScrollBar().setValue(0)

    def on_opened(self) -> None:
        """Another debate is open; nothing that was typed belongs to it."""
        for page in self._pages.values():
            page.abandon()
            page.hide()
            page.deleteLater()
        self._pages.clear()
        self._refreshing.start()

    def on_selected(self, selection: Selection) -> None:
        """Commits what is typed while its record is still there, then shows another."""
        self.commit()
        self._refreshing.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hands the keyboard on to the first control of the page."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.refresh()
            self.focusNextChild()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._refreshing.start()

    def _wanted(self) -> tuple[Table | None, str]:
        """The page and the record for the selection."""
        selection, debate = self.session.selection, self.session.debate
        table, current = selection.table, selection.current or ""
        if table is Table.QUOTES and current in debate.quotes:
            return Table.POSTS, debate.quotes[current].post
        if table not in _SELECTABLE or current not in debate.table(table):
            return None, ""
        return table, current

    def _page_for(self, table: Table | None) -> Page:
        if table not in self._pages:
            page = _kind_of_page(table)(self.session)
            page.set_palette(self._colours)
            page.passage_wanted.connect(self.passage_wanted)
            page.hide()
            layout = self._room.layout()
            assert layout is not None  # noqa: S101
            layout.addWidget(page)
            self._pages[table] = page
        return self._pages[table]

    def _hand_over(self, page: Page) -> None:
        """Keeps the keyboard in the inspector when the control that had it goes."""
        focused = page.focusWidget()
        if focused is not None and focused.hasFocus():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
