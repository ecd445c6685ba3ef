"""A dialog that is a form: labelled fields, one sentence about what is wrong, Enter to accept, Esc to leave."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from argmap.gui.session import Session
from argmap.picture.palette import palette


class FormDialog(QDialog):
    """Subclasses add fields to ``form``, say in ``problem`` what is wrong, and make their edits in ``save``."""

    def __init__(self, session: Session, title: str, accept: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(9)
        self._warning = QLabel()
        self._warning.setObjectName("problem")
        self._warning.setWordWrap(True)
        dark = self.palette().window().color().lightness() < 128
        colours = palette("dark" if dark else "light")
        self._warning.setStyleSheet(
            f"background: {colours.fill['objection']}; color: {colours.ink['objection']}; border-radius: 5px; padding: 6px 9px"
        )
        self._warning.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(accept)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(self.form)
        column.addStretch(1)
        column.addWidget(self._warning)
        column.addWidget(self.buttons)

    def open(self) -> None:
        """Shows it in front of its window, and lets go of it when it is closed."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        super().open()

    @property
    def warning(self) -> str:
        """The sentence about what is wrong, "" when nothing is."""
        return self._warning.text() if not self._warning.isHidden() else ""

    def problem(self) -> str:
        """What keeps the form from being accepted, as one sentence, or ""."""
        return ""

    def save(self) -> bool:
        """Makes the edits; False when one was refused."""
        return True

    def field(self, label: str, widget: QWidget, tip: str = "") -> None:
        """Adds a labelled field."""
        widget.setAccessibleName(label)
        if tip:
            widget.setToolTip(tip)
        caption = QLabel(label)
        caption.setBuddy(widget)
        self.form.addRow(caption, widget)

    def accept(self) -> None:
        """Closes the dialog once its edits are made; says what is wrong otherwise."""
        sentence = self.problem()
        if not sentence:
            refusals: list[str] = []
            self.session.refused.connect(refusals.append)
            saved = self.save()
            self.session.refused.disconnect(refusals.append)
            if saved:
                super().accept()
                return
            sentence = refusals[-1] if refusals else "That cannot be done. Look at the fields again."
        self.warn(sentence)

    def warn(self, sentence: str) -> None:
        """Says what is wrong, "" takes the sentence away."""
        self._warning.setText(sentence)
        self._warning.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.accept()
            return
        super().keyPressEvent(event)


def text_field(text: str, rows: int = 3) -> QPlainTextEdit:
    """A field for some sentences, a few rows high. Tab leaves it."""
    field = QPlainTextEdit(text)
    field.setTabChangesFocus(True)
    field.setFixedHeight(round(field.fontMetrics().lineSpacing() * rows + 18))
    return field


def bad_date(text: str) -> str:
    """Why a text is no date, as a sentence, or ""."""
    from datetime import datetime

    if not text.strip():
        return ""
    try:
        datetime.fromisoformat(text.strip())
    except ValueError:
        return f"“{text.strip()}” is no date. Write it as 2026-09-12."
    return ""
