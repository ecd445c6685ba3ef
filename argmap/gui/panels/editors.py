"""Fields that are always there to type into, and ask for one edit when the typing is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextEditor(QPlainTextEdit):
    """Text of some record. ``write`` gets the new text once: on leaving the field, on Enter (``one_paragraph``) or on
    Ctrl+Enter; what it refuses, with False, stays typed. Esc takes the typing back. Undo is the field's own while something
    is typed, and the window's otherwise."""

    def __init__(
        self,
        name: str,
        placeholder: str,
        write: Callable[[str], bool],
        *,
        one_paragraph: bool,
        rows: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._one_paragraph = one_paragraph
        self._rows = rows
        self._stored = ""
        self._write = write
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())

    @property
    def dirty(self) -> bool:
        """Whether something is typed that was not committed."""
        return self.toPlainText() != self._stored

    def set_stored(self, text: str, *, keep_typing: bool = True) -> None:
        """Shows what the record holds; typing that was not committed is kept unless it belongs to another record."""
        typed = keep_typing and self.dirty
        self._stored = text
        if not typed and self.toPlainText() != text:
            self.setPlainText(text)

    def commit(self) -> None:
        """Tells what was typed, if anything was."""
        text = self.toPlainText()
        if self.dirty and not self.isReadOnly() and self._write(text):
            self._stored = text
            self.document().clearUndoRedoStacks()

    def revert(self) -> None:
        """Takes the typing back."""
        self.setPlainText(self._stored)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and (self._one_paragraph or control):
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.dirty:
            self.revert()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in _ENTER:
                event.accept()  # Ctrl+Enter is done with typing here, whatever it is elsewhere in the window
                return True
            undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
            if undo and not self.dirty:
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason):
            self.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(120, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._height())

    def _height(self) -> int:
        lines = max(self._rows, round(self.document().size().height()))
        return round(lines * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin() + 12)

    def _fit(self) -> None:
        if self.height() != self._height():
            self.updateGeometry()
