"""Asks where words of an edited post stand now, when two places in its new text are about as likely."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from argmap.analysis.reimport import KEEP_OLD, Choice, Question
from argmap.gui.models import wording
from argmap.model.debate import Debate
from argmap.model.kinds import Table
from argmap.model.queries import title_of
from argmap.picture import fonts
from argmap.picture.palette import palette

Span = tuple[int, int]
CONTEXT = 90
"""Characters of the text that are shown before and after a place."""
MOST = 9
_SPACE = re.compile(r"\s+")


class PlacesDialog(QDialog):
    """One question after another. A digit or Enter picks a place, 0 or K keeps the old text, Backspace goes back, Esc keeps
    the old text of all."""

    def __init__(self, questions: Sequence[Question], debate: Debate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions = list(questions)
        self._debate = debate
        self._number = 0
        self._chosen: dict[int, Choice] = {}
        self._colours = palette("dark" if self.palette().window().color().lightness() < 128 else "light")
        self.setWindowTitle("Where these words stand now")
        self.resize(620, 460)
        self._build()
        self._show()

    def choices(self) -> dict[str, Choice]:
        """What was answered, by the questions' keys."""
        return {question.key: self._chosen.get(number, KEEP_OLD) for number, question in enumerate(self._questions)}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), event.key() - int(Qt.Key.Key_1)
        if key in (Qt.Key.Key_0, Qt.Key.Key_K):
            self._choose(None)
        elif 0 <= row < min(MOST, len(self._question.candidates)):
            self._choose(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_current()
        elif key == Qt.Key.Key_Backspace:
            self._go_back()
        else:
            super().keyPressEvent(event)

    @property
    def _question(self) -> Question:
        return self._questions[self._number]

    def _build(self) -> None:
        self._progress = QLabel()
        self._about = QLabel()
        self._old = QLabel()
        self._about.setFont(fonts.font("threshold"))
        for label in (self._about, self._old):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._progress.setStyleSheet(f"color: {self._colours.secondary}")
        self._old.setStyleSheet(
            f"background: {self._colours.fill['concession']}; color: {self._colours.text};"
            " border-radius: 6px; padding: 8px 10px"
        )
        self._list = QListWidget()
        self._list.setAccessibleName("Places in the new text")
        self._list.setWordWrap(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._list.itemClicked.connect(lambda _: self._take_current())
        self._list.keyPressEvent = self._list_key  # type: ignore[method-assign]
        self._back = self._button("Back", "To the question before (Backspace)", self._go_back)
        keep = self._button("Keep the old text (K)", "Leave the post as it was (0 or K)", lambda: self._choose(None))
        every = self._button("Keep all old (Esc)", "Leave all these posts as they were (Esc)", self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(keep)
        buttons.addWidget(every)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(9)
        for part in (self._progress, self._about, self._old):
            column.addWidget(part)
        column.addWidget(self._list, 1)
        column.addLayout(buttons)

    @staticmethod
    def _button(text: str, tip: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _list_key(self, event: QKeyEvent) -> None:
        """Arrows move in the list; everything else is the dialog's."""
        moves = (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            Qt.Key.Key_Home,
            Qt.Key.Key_End,
            Qt.Key.Key_PageUp,
            Qt.Key.Key_PageDown,
        )
        if event.key() in moves:
            QListWidget.keyPressEvent(self._list, event)
        else:
            event.ignore()

    def _show(self) -> None:
        question = self._question
        many = len(self._questions)
        self._progress.setText(f"Question {self._number + 1} of {many}" if many > 1 else "")
        self._progress.setVisible(many > 1)
        self._back.setEnabled(self._number > 0)
        self._about.setText(self._asked(question))
        self._old.setText(f"“{wording.clipped(question.words, 400)}”")
        self._list.clear()
        for row, found in enumerate(question.candidates[:MOST]):
            self._add_row(row + 1, question.text, (found.start, found.end))
        if not question.candidates:
            self._list.addItem("Nothing in the new text is like them. K keeps the old text.")
        self._list.setCurrentRow(0)
        self._list.setFocus()
        self.setAccessibleDescription(f"{self._about.text()} {self._old.text()}")

    def _asked(self, question: Question) -> str:
        post = self._debate.posts.get(question.post)
        who = wording.author_of(self._debate, post) if post is not None else "Somebody"
        statement = self._debate.statements.get(question.record)
        what = "these quoted words" if question.table is Table.QUOTES else "these words"
        if statement is not None:
            what = f"the words of “{wording.clipped(title_of(statement, self._debate), 60)}”"
        return f"{who} has edited the post. Where do {what} stand now?"

    def _add_row(self, number: int, text: str, span: Span) -> None:
        start, end = span
        cuts = (text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT])
        before, words, after = (_SPACE.sub(" ", cut) for cut in cuts)
        quiet = f'<span style="color:{self._colours.secondary}">'
        dots = ("…" if start > CONTEXT else "", "…" if end + CONTEXT < len(text) else "")
        strong = '<span style="font-weight:600">'
        label = QLabel(
            f"{strong}{number}</span>&nbsp;&nbsp; {quiet}{dots[0]}{escape(before)}</span>{strong}{escape(words)}</span>"
            f"{quiet}{escape(after)}{dots[1]}</span>"
        )
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setContentsMargins(10, 7, 10, 7)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        item = QListWidgetItem()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{number}: {before} {words} {after}")
        width = self.width() - 56
        item.setSizeHint(QSize(width, label.heightForWidth(width)))
        self._list.addItem(item)
        self._list.setItemWidget(item, label)

    def _take_current(self) -> None:
        row = self._list.currentRow()
        self._choose(row if 0 <= row < len(self._question.candidates) else None)

    def _choose(self, row: int | None) -> None:
        found = None if row is None else self._question.candidates[row]
        self._chosen[self._number] = KEEP_OLD if found is None else (found.start, found.end)
        if self._number + 1 < len(self._questions):
            self._number += 1
            self._show()
        else:
            self.accept()

    def _go_back(self) -> None:
        if self._number:
            self._number -= 1
            self._show()
