"""The window: it builds the panels and lists what is connected to what. Nothing else happens here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QTabWidget, QVBoxLayout, QWidget

from argmap.gui.actions import Actions
from argmap.gui.commands import Files
from argmap.gui.jobs import Jobs
from argmap.gui.map.map_page import MapPage
from argmap.gui.matrix_page import MatrixPage
from argmap.gui.messages import Messages
from argmap.gui.panels.history_panel import HistoryPanel
from argmap.gui.panels.inspector import Inspector
from argmap.gui.panels.provisions_panel import ProvisionsPanel
from argmap.gui.panels.thread_panel import ThreadPanel
from argmap.gui.panels.topics_panel import TopicsPanel
from argmap.gui.reader.reader_view import ReaderView
from argmap.gui.review.review_page import ReviewPage
from argmap.gui.routing import Routing
from argmap.gui.session import Session
from argmap.gui.settings import Settings
from argmap.gui.status_bar import StatusBar
from argmap.gui.theme import Theme
from argmap.gui.toolbar import ToolBar
from argmap.gui.views import View, Views
from argmap.gui.welcome import Welcome
from argmap.picture.palette import Palette

RELOAD_EVERY = 2000
"""Milliseconds between looks at whether a file that somebody else holds has changed."""


class MainWindow(QMainWindow):
    """Everything on screen."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("argmap")
        self.setAcceptDrops(True)
        self.theme = theme
        self.settings = settings
        self.session = Session(self)
        self.jobs = Jobs(self)
        self._build()
        self.routing = Routing(self)
        self._connect()
        self._on_theme_changed(theme.palette)
        self._on_opened()
        self.resize(1600, 1000)
        geometry = settings.bytes_of("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        self.set_view(View(settings.view) if settings.view in list(View) else View.SPLIT)

    def set_view(self, view: View) -> None:
        """Shows reader, map, both, the matrix or the import review."""
        self.views.set_view(view)
        self.actions_[view.value].setChecked(True)
        self.status.set_hint("")
        self.status.show_map_labels(self.session.is_open and view in (View.MAP, View.SPLIT))

    def _build(self) -> None:
        self.actions_ = Actions(self)
        self.menus = self.actions_.fill(self.menuBar())
        self.file_label = QLabel()
        self.file_label.setContentsMargins(0, 7, 14, 0)
        self.tools = ToolBar(self.actions_)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.tools)
        self.messages = Messages()
        self._build_views()
        self.status = StatusBar(self.session, self.jobs)
        self.setStatusBar(self.status)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self.views, 1)
        self.setCentralWidget(centre)
        self.files = Files(self.session, self.jobs, self.messages, self.settings, self)
        self._watch = QTimer(self, interval=RELOAD_EVERY)

    def _build_views(self) -> None:
        self.reader = ReaderView(self.session)
        self.map_page = MapPage(self.session)
        self.map = self.map_page.view
        self.panels = QTabWidget()
        self.panels.setDocumentMode(True)
        self.panels.setMinimumWidth(190)
        self.thread_panel = ThreadPanel(self.session)
        self.provisions = ProvisionsPanel(self.session)
        self.topics = TopicsPanel(self.session)
        self.history = HistoryPanel(self.session)
        for panel, title in (
            (self.thread_panel, "Thread"),
            (self.provisions, "Provisions"),
            (self.topics, "Topics"),
            (self.history, "History"),
        ):
            self.panels.addTab(panel, title)
        self.inspector = Inspector(self.session)
        self.inspector.setMinimumWidth(240)
        self.matrix = MatrixPage(self.session)
        self.review = ReviewPage(self.session, self.thread_panel.model)
        self.welcome = Welcome(self.settings)
        columns = (self.panels, self.reader, self.map_page, self.inspector)
        self.views = Views(self.welcome, columns, self.matrix, self.review)

    def _connect(self) -> None:
        self.actions_.chosen.connect(self.routing.on_chosen)
        self.welcome.wanted.connect(self.routing.on_chosen)
        self.welcome.file_wanted.connect(self.routing.on_file_wanted)
        self.session.opened.connect(self._on_opened)
        self.session.edited.connect(self._on_edited)
        self.session.selected.connect(self._on_selected)
        self.session.refused.connect(self.messages.refuse)
        self.session.edited.connect(self.messages.on_edited)
        self.jobs.failed.connect(self.routing.on_job_failed)
        self.theme.changed.connect(self._on_theme_changed)
        self.reader.hinted.connect(self.routing.review.on_reader_hinted)
        self.reader.provision_wanted.connect(self.routing.on_provision_wanted)
        self.reader.provision_version_wanted.connect(self.routing.on_version_wanted)
        self.reader.gist_wanted.connect(self.routing.on_gist_wanted)
        self.map.hinted.connect(self.status.set_hint)
        self.map.told.connect(self.messages.info)
        self.map.zoom_changed.connect(self.status.set_zoom)
        self.map.laid_out.connect(self.status.set_layout_time)
        self.map.passage_wanted.connect(self.routing.on_passage_wanted)
        self.inspector.passage_wanted.connect(self.routing.on_place_wanted)
        self.status.unanswered_wanted.connect(self.routing.on_unanswered_wanted)
        self.matrix.table_wanted.connect(self.files.export_table)
        self.files.imports.review_wanted.connect(lambda: self.set_view(View.REVIEW))
        self.review.told.connect(self.messages.done)
        self.review.hinted.connect(self.status.set_hint)
        self.review.place_wanted.connect(self.routing.review.on_reading_wanted)
        self._watch.timeout.connect(self.routing.on_watch)

    def _on_opened(self) -> None:
        self.views.show_debate(self.session.is_open)
        self.welcome.refresh()
        self.set_view(self.views.view)
        if self.session.is_open and self.session.read_only:
            self._watch.start()
        else:
            self._watch.stop()
        self._on_edited()

    def _on_edited(self) -> None:
        file = self.session.file
        state = "" if file is None else "read only" if file.read_only else "all changes saved"
        name = "" if file is None else Path(file.path).name
        self.file_label.setText(f"{name} — {state}" if name else "")
        self.menuBar().setCornerWidget(self.file_label, Qt.Corner.TopRightCorner)  # gives it the room that it needs now
        self.file_label.show()
        self.file_label.setToolTip("" if file is None else str(file.path))
        self.setWindowTitle(f"{name} — argmap" if name else "argmap")
        present = {"debate"} if file is not None else set()
        if not self.session.read_only:
            present.add("writable")
        self.actions_.allow(present)
        for name_, label in (("undo", self.session.undo_label), ("redo", self.session.redo_label)):
            action = self.actions_[name_]
            action.setEnabled(bool(label))
            action.setText(f"{name_.capitalize()} {label[:1].lower()}{label[1:]}" if label else name_.capitalize())

    def _on_selected(self) -> None:
        self.actions_["own_statement"].setEnabled(not self.session.read_only)

    def _on_theme_changed(self, palette: Palette) -> None:
        parts: tuple[object, ...] = (
            *(
                self.tools,
                self.messages,
                self.reader,
                self.map_page,
                self.matrix,
                self.review,
                self.welcome,
                self.status,
            ),
            *(self.thread_panel, self.provisions, self.topics, self.history, self.inspector),
        )
        for part in parts:
            part.set_palette(palette)  # type: ignore[attr-defined]
        self.file_label.setStyleSheet(f"color: {palette.secondary}")
        self.actions_[f"theme_{self.theme.mode}"].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tools.fit_to(self.width())
        self.views.fit_to(self.width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
        if path:
            event.acceptProposedAction()
            self.files.open(Path(path))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.jobs.wait()
        self.settings.set_bytes("geometry", self.saveGeometry())
        if self.views.view is not View.REVIEW:  # which is for what was just read, not for what is opened next
            self.settings.view = self.views.view.value
        self.session.close_file()
        super().closeEvent(event)
