"""Pages that are built when they are first looked at: a window that opens on the reader need not wait for them."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar, cast

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from argmap.picture.palette import LIGHT, Palette


class Coloured(Protocol):
    """A view that takes the colours of a theme."""

    def set_palette(self, palette: Palette) -> None: ...


View = TypeVar("View", bound=Coloured)


class LatePage(QWidget, Generic[View]):
    """Stands for a view until somebody looks, and holds it from then on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = LIGHT
        self.view: View | None = None
        self.setMinimumWidth(400)  # the stack it is in would not let the window be narrower than the widest page
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def make(self) -> View:
        """The view, a widget."""
        raise NotImplementedError

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._palette = palette
        if self.view is not None:
            self.view.set_palette(palette)

    def showEvent(self, event: QShowEvent) -> None:
        if self.view is None:
            self.view = self.make()
            self.view.set_palette(self._palette)
            widget = cast(QWidget, self.view)
            self._column.addWidget(widget)
            self.setFocusProxy(widget)
        super().showEvent(event)
