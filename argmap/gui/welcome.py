"""What the window shows while no debate is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from argmap.gui.settings import Settings
from argmap.picture import fonts
from argmap.picture.palette import Palette

WIDTH = 560


class Welcome(QWidget):
    """Three ways in and the debates opened last."""

    wanted = Signal(str)
    """The name of a command."""
    file_wanted = Signal(str)
    """The path of a debate to open."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._title = QLabel("Open a debate")
        self._title.setFont(fonts.font("title"))
        self._about = QLabel(
            "Drop a thread here: a mail archive, a forum or social thread, a transcript, public comments, a web page or plain "
            "text, or a folder of them. Then tag what people say, link it to the provisions it hits, and see what stands."
        )
        self._about.setWordWrap(True)
        self._recent = QListWidget()
        self._recent.setAccessibleName("Debates opened last")
        self._recent.itemActivated.connect(self._on_item_activated)
        self._recent.itemClicked.connect(self._on_item_activated)
        self._recent_title = QLabel("Opened last")
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addSpacing(8)
        column.addLayout(self._buttons())
        column.addSpacing(16)
        column.addWidget(self._recent_title)
        column.addWidget(self._recent)
        inner = QWidget()
        inner.setMaximumWidth(WIDTH)
        inner.setLayout(column)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(inner, 8)
        row.addStretch(1)
        row.setAlignment(inner, Qt.AlignmentFlag.AlignVCenter)
        self.refresh()

    def refresh(self) -> None:
        """Lists the debates opened last."""
        self._recent.clear()
        for path in self._settings.recent:
            item = QListWidgetItem(f"{Path(path).stem}    {Path(path).parent}")
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(path)
            item.setSizeHint(QSize(0, 30))
            self._recent.addItem(item)
        shown = self._recent.count() > 0
        self._recent.setVisible(shown)
        self._recent_title.setVisible(shown)
        self._recent.setFixedHeight(min(8, max(1, self._recent.count())) * 30 + 4)

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._about.setStyleSheet(f"color: {palette.secondary}")
        self._recent_title.setStyleSheet(f"color: {palette.secondary}; font-weight: 600")
        self.setStyleSheet(f"Welcome, QListWidget {{ background: {palette.window}; }}")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, text, default in (
            ("open", "Open a file…", True),
            ("open_copied", "Paste a thread", False),
            ("open_sample", "Look at the sample", False),
            ("new", "Start empty…", False),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setDefault(default)
            button.clicked.connect(self._on_button_clicked)
            if default:
                self.setFocusProxy(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _on_button_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.wanted.emit(sender.objectName())

    def _on_item_activated(self, item: QListWidgetItem) -> None:
        self.file_wanted.emit(item.data(Qt.ItemDataRole.UserRole))
