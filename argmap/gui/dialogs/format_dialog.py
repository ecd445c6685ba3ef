"""The dialog that asks in which of several formats a file is, showing the first posts that come of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from argmap.gui.opening import Reading
from argmap.model.debate import Debate
from argmap.model.queries import author_name, thread_order

SHOWN = 20
"""Posts of each reading that the preview shows."""
LETTERS = 400
"""Characters of each of them."""


class FormatDialog(QDialog):
    """The ways to read a file on the left, best first; what the chosen one makes of it on the right."""

    def __init__(self, name: str, readings: Sequence[Reading], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._readings = readings
        self.setWindowTitle("How to read this file")
        self.resize(720, 460)
        question = QLabel(f"“{name}” can be read in more than one way. Choose the one whose posts look right.")
        question.setWordWrap(True)
        question.setTextFormat(Qt.TextFormat.PlainText)
        self.ways = QListWidget()
        self.ways.setAccessibleName("Ways to read the file")
        self.ways.setFixedWidth(230)
        for reading in readings:
            self.ways.addItem(f"{reading.format.label}\n{_outcome(reading)}")
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName("The first posts")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Read it so")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.ways)
        row.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(question)
        column.addLayout(row, 1)
        column.addWidget(self.buttons)
        self.ways.currentRowChanged.connect(self._on_row_changed)
        self.ways.itemActivated.connect(self.accept)
        self.ways.setCurrentRow(0)
        self.ways.setFocus()

    def reading(self) -> Reading:
        """The one that is chosen."""
        return self._readings[max(0, self.ways.currentRow())]

    def _on_row_changed(self, row: int) -> None:
        reading = self._readings[row]
        self.preview.setPlainText(reading.problem if reading.debate is None else _first_posts(reading.debate))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(reading.debate is not None)


def _outcome(reading: Reading) -> str:
    if reading.debate is None:
        return "cannot be read so"
    posts, authors = len(reading.debate.posts), len(reading.debate.authors)
    return f"{posts:,} post{'s' * (posts != 1)}, {authors:,} author{'s' * (authors != 1)}"


def _first_posts(debate: Debate) -> str:
    shown = []
    for post, depth in thread_order(debate)[:SHOWN]:
        head = " · ".join(part for part in (author_name(debate, post) or "Unknown", post.posted_at, post.title) if part)
        words = " ".join(post.text[: LETTERS + 1].split())
        shown.append(f"{'  ' * min(depth, 8)}{head}\n{words[:LETTERS]}{'…' * (len(words) > LETTERS)}")
    return "\n\n".join(shown)
