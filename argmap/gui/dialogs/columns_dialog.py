"""The dialog that asks what the columns of a table are, showing the first posts that come of it."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from argmap.formats.threads.table_columns import SEVERAL, ColumnMap
from argmap.formats.threads.table_guess import guess
from argmap.formats.threads.table_posts import preview
from argmap.formats.threads.table_reading import TableFile
from argmap.formats.threads.table_rows import Table
from argmap.formats.threads.thread import PostDraft
from argmap.gui.dialogs.columns_field import ColumnsField
from argmap.picture.palette import Palette, palette

NARROW = 640
"""Pixels of width below which the preview stands under the fields."""
LETTERS = 600
"""Characters of a post that the preview shows."""
_LABELS = {
    "text": ("&Text", "What was said. Several columns become paragraphs of one post."),
    "author": ("&Author", "Who said it. First and last name can stand in two columns."),
    "organisation": ("Or&ganisation", "For whom they speak."),
    "date": ("&Date", "When it was said."),
    "title": ("T&itle", "The subject of the post."),
    "id": ("&Number", "What names the post in this table, a number or a code."),
    "parent": ("Ans&wers", "The number of the post that this one answers."),
    "group": ("D&ocument", "Where each row is a sentence: what names the document. Its rows become one post."),
    "order": ("&Place in it", "Where each row is a sentence: its number in the document."),
    "score": ("&Score", "Votes or likes."),
    "url": ("&Link", "The address of the post."),
    "attachments": ("Attach&ments", "Files that came with the post. They are only counted."),
}


class ColumnsDialog(QDialog):
    """A box for each thing that a column can say, filled with what is remembered, else guessed; beside it the first posts."""

    def __init__(self, table: TableFile, remembered: ColumnMap | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = table
        self._guess = table.guess()
        self.setWindowTitle("Columns of the table")
        dark = self.palette().window().color().lightness() < 128
        self._colours = palette("dark" if dark else "light")
        self._about = QLabel()
        self._about.setWordWrap(True)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self.sheet = QComboBox()
        self.sheet.setAccessibleName("Sheet")
        for known in table.tables:
            self.sheet.addItem(known.sheet)
        self.sheet.activated.connect(self._on_sheet_activated)
        self.fields: dict[str, ColumnsField] = {}
        self._area = _FieldArea()
        self.shown = QTextEdit()
        self.shown.setReadOnly(True)
        self.shown.setTabChangesFocus(True)
        self.shown.setAccessibleName("The first posts")
        self._warning = QLabel("No column has the text yet. Choose the one with the comments.")
        self._warning.setWordWrap(True)
        self._warning.setStyleSheet(
            f"background: {self._colours.fill['objection']}; color: {self._colours.ink['objection']};"
            " border-radius: 5px; padding: 6px 9px"
        )
        self._make_buttons()
        self._arrange()
        self._fill(remembered or self._guess)
        self.resize(860, 600)

    def columns(self) -> ColumnMap:
        """What the columns are said to be."""
        found: dict[str, tuple[int, ...]] = {role: field.columns() for role, field in self.fields.items()}
        single = {role: (value[0] if value else None) for role, value in found.items() if role not in SEVERAL}
        return ColumnMap(found["text"], found["author"], **single, sheet=self._table.sheet)

    @property
    def warning(self) -> str:
        """The sentence about what is missing, "" when nothing is."""
        return "" if self._warning.isHidden() else self._warning.text()

    def accept(self) -> None:
        """Closes the dialog, unless it is not known where the text is."""
        if self.columns().text:
            super().accept()
        else:
            self.fields["text"].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accept()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < NARROW
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        super().resizeEvent(event)

    @property
    def _table(self) -> Table:
        return self._file.tables[max(0, self.sheet.currentIndex())]

    def _make_buttons(self) -> None:
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.buttons.button(standard.Ok).setText("Read it so")
        self.guess_button = self.buttons.addButton("&Guess again", QDialogButtonBox.ButtonRole.ResetRole)
        self.guess_button.clicked.connect(self._on_guess_clicked)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _arrange(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(14)
        self._row.addWidget(self._area, 2)
        self._row.addWidget(self.shown, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(self._about)
        column.addLayout(self._row, 1)
        column.addWidget(self._warning)
        column.addWidget(self.buttons)

    def _fill(self, columns: ColumnMap) -> None:
        """Shows a map: its sheet, and a field for every role."""
        self.sheet.setCurrentIndex(self._file.tables.index(self._file.table(columns)))
        table = self._table
        form = self._area.new_form()
        if len(self._file.tables) > 1:
            self._area.add("S&heet", self.sheet, "Which sheet of the workbook is read.")
        samples = [
            next((" ".join(c.split())[:80] for c in table.column(n, 50) if c.strip()), "")
            for n in range(len(table.headers))
        ]
        for role, (label, tip) in _LABELS.items():
            name = label.replace("&", "")
            field = ColumnsField(name, table.headers, samples, several=role in SEVERAL)
            field.set_columns(columns.columns().get(role, ()))
            field.chosen.connect(self._refresh)
            self.fields[role] = field
            self._area.add(label, field, tip)
        self._area.show_form(form)
        rows, headers = len(table.rows), len(table.headers)
        self._about.setText(
            f"“{self._file.name}” has {rows:,} row{'s' * (rows != 1)} and {headers:,} column{'s' * (headers != 1)}. "
            "Say what the columns are; the first posts show what comes of it."
        )
        self.fields["text"].setFocus()
        self._refresh()

    def _refresh(self) -> None:
        columns = self.columns()
        found = preview(self._table, columns)
        self._warning.setVisible(not columns.text)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(columns.text))
        self.shown.setHtml("".join(_card(draft, self._colours) for draft in found) or _nothing(columns, self._colours))

    def _on_sheet_activated(self) -> None:
        table = self._table
        sheet = table.sheet
        self._fill(replace(guess(table.headers, table.rows), sheet=sheet))
        self.sheet.setFocus()

    def _on_guess_clicked(self) -> None:
        self._fill(self._guess)


class _FieldArea(QScrollArea):
    """The labelled fields, in a column that scrolls where the window is low."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._form = QFormLayout()

    def new_form(self) -> QWidget:
        """An empty page for fields; those that stood there go."""
        page = QWidget()
        page.setAutoFillBackground(False)
        self._form = QFormLayout(page)
        self._form.setContentsMargins(0, 0, 6, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setHorizontalSpacing(14)
        self._form.setVerticalSpacing(7)
        return page

    def add(self, label: str, widget: QWidget, tip: str) -> None:
        """Adds a labelled field."""
        caption = QLabel(label)
        caption.setBuddy(widget)
        caption.setToolTip(tip)
        widget.setToolTip(tip)
        self._form.addRow(caption, widget)

    def show_form(self, page: QWidget) -> None:
        """Shows the page."""
        self.setWidget(page)

    def minimumSizeHint(self) -> QSize:
        return QSize(250, 120)


def _card(draft: PostDraft, colours: Palette) -> str:
    """A post as it will stand, as HTML of ours."""
    when = (draft.posted_at or "").replace("T", " ")[:16]
    head = f"<b>{escape(draft.author or 'Unknown')}</b>"
    if when:
        head += f" <span style='color:{colours.secondary}'>· {escape(when)}</span>"
    words = draft.body.text[:LETTERS] + ("…" if len(draft.body.text) > LETTERS else "")
    title = f"<div style='font-weight:{QFont.Weight.DemiBold.value}'>{escape(draft.title)}</div>" if draft.title else ""
    answers = (
        f" <span style='color:{colours.secondary}'>· answers {escape(draft.parent)}</span>" if draft.parent else ""
    )
    text = escape(words).replace("\n", "<br>") or f"<i style='color:{colours.secondary}'>{draft.status.value}</i>"
    return f"<div>{head}{answers}</div>{title}<p style='margin:2px 0 14px 0'>{text}</p>"


def _nothing(columns: ColumnMap, colours: Palette) -> str:
    what = "The columns of the text are blank in all rows." if columns.text else "No posts yet."
    return f"<p style='color:{colours.secondary}'>{what}</p>"
