"""The scrolling, zooming surface of the map: shows a scene through a camera. What clicks and keys mean is ``map_view``'s."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar

from argmap.gui.map.camera import FARTHEST, Camera, fitted
from argmap.gui.map.corners import Corners
from argmap.gui.map.overlay import Overlay
from argmap.gui.map.scene import Scene
from argmap.gui.map.tiles import Tiles, snapped
from argmap.picture.drawing import Rect
from argmap.picture.palette import LIGHT, Palette

STEP = 1.25
"""What one key press or wheel notch multiplies or divides the zoom by."""

READABLE = 0.75
"""A map that would be shown smaller than this when it is opened is shown from its beginning instead of whole."""

MARGIN = 24
"""Pixels of empty ground that scroll bars reach beyond the outermost cards."""


class MapCanvas(QAbstractScrollArea):
    """A scene of cards and links, painted from tiles, with an overlay of what follows the mouse and the keyboard."""

    zoom_changed = Signal(float)
    """The zoom, 1.0 being actual size."""

    looked = Signal()
    """What is seen may lie elsewhere in the view now."""

    def __init__(self) -> None:
        super().__init__()
        self.scene = Scene()
        self.camera = Camera()
        self.fitting = False
        """Whether the whole map is shown, and is to be when the view changes its size."""
        self.opening = False
        """Whether nobody has moved the view since the map was opened: what to show first still depends on its size."""
        self.colours = LIGHT
        self.overlay = Overlay(self.scene)
        self.tiles = Tiles(self._paint_tile)
        self.tiles.ground = QColor(LIGHT.window)
        self._following = False
        self._complete = False
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._on_idle)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(120, 90)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.corners = Corners(self)
        self.horizontalScrollBar().valueChanged.connect(lambda value: self._on_scrolled(x=value))
        self.verticalScrollBar().valueChanged.connect(lambda value: self._on_scrolled(y=value))

    def set_palette(self, palette: Palette) -> None:
        """Draws in other colours from now on."""
        self.colours = palette
        self.tiles.ground = QColor(palette.window)
        self.corners.set_palette(palette)
        self.redraw()

    @property
    def view_size(self) -> tuple[int, int]:
        """Width and height of what is seen, in logical pixels."""
        return self.viewport().width(), self.viewport().height()

    def look(self, camera: Camera) -> None:
        """Looks through another camera."""
        camera = snapped(camera, self.devicePixelRatioF())
        zoomed = camera.zoom != self.camera.zoom
        self.fitting = self.opening = False
        self.camera = camera
        self._follow()
        if zoomed:
            self.zoom_changed.emit(camera.zoom)

    def pan(self, dx: float, dy: float) -> None:
        """Moves what is shown by so many pixels."""
        self.look(self.camera.panned(dx, dy))

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Changes the zoom; the map point at a point of the view (None: its middle) stays there."""
        width, height = self.view_size
        point = at or QPointF(width / 2, height / 2)
        lowest = min(FARTHEST, fitted(self.scene.sight.bounds(), width, height).zoom)
        self.look(self.camera.zoomed(zoom, point.x(), point.y(), lowest))

    def zoom_in(self) -> None:
        """Closer, by a step."""
        self.zoom_to(self.camera.zoom * STEP)

    def zoom_out(self) -> None:
        """Farther, by a step."""
        self.zoom_to(self.camera.zoom / STEP)

    def reset_zoom(self) -> None:
        """To actual size."""
        self.zoom_to(1.0)

    def fit(self) -> None:
        """Shows the whole map, no larger than actual size. It stays fitted until the user moves the view."""
        self._show_all()

    def open_view(self) -> None:
        """Shows the whole map where it can be read so, else its beginning, so that the first of what all hangs on is seen."""
        bounds, (width, height) = self.scene.sight.bounds(), self.view_size
        whole = fitted(bounds, width, height)
        if whole.zoom >= READABLE:
            self._show_all()
        else:
            zoom = max(READABLE, min(1.0, (width - 2 * MARGIN) / max(bounds.width, 1.0)))
            camera = Camera(bounds.x - MARGIN / zoom, bounds.y - MARGIN / zoom, zoom)
            places = self.scene.board.places
            first = self.scene.sight.rect(min(self.scene.sight.cards(), key=places.__getitem__))
            if first.bottom > camera.seen(width, height).bottom:
                camera = replace(camera, y=first.y + first.height / 2 - height / 2 / zoom)
            self.look(camera)
        self.opening = True

    def _show_all(self) -> None:
        (width, height), bounds = self.view_size, self.scene.sight.bounds(exact=True)
        for _ in range(2):  # without the overview, which goes when all is in view, the legend has another height
            self.look(fitted(bounds, width, height - self.corners.covered()))
        self.fitting = True

    def show_rect(self, rect: Rect) -> None:
        """Scrolls as little as makes a rectangle of the map visible, and not under what lies in the corners."""
        width, height = self.view_size
        camera, hidden = self.camera.showing(rect, width, height), 0
        for _ in range(2):  # there are two corners
            hidden = max(hidden, self.corners.covered_at(camera.rect_to_view(rect)))
            camera = self.camera.showing(rect, width, height - hidden)
        if camera != self.camera:
            self.look(camera)

    def centre_on(self, card_id: str) -> None:
        """Puts a card in the middle of the view; nothing happens when there is no such card."""
        if card_id in self.scene.board.places:
            rect = self.scene.board.rect(card_id)
            self.look(self.camera.centred((rect.x + rect.width / 2, rect.y + rect.height / 2), *self.view_size))

    def settle(self) -> None:
        """Draws at once whatever is left to draw, as a picture of the window needs."""
        self.tiles.finish()
        self.corners.refresh()
        self.viewport().repaint()

    def redraw(self) -> None:
        """Draws everything afresh."""
        self.tiles.clear()
        self.viewport().update()

    def on_moved(self) -> None:
        """Cards or links changed: what depends on all of them is brought up to date."""
        self._follow()
        self.corners.refresh_soon()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        ratio = self.devicePixelRatioF()
        camera = snapped(self.camera, ratio)
        self._complete = self.tiles.draw(painter, camera, self.view_size, ratio)
        self._again.start()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.overlay.paint(painter, camera, self.view_size, self.colours)
        painter.end()

    def _on_idle(self) -> None:
        """Goes on drawing: first what is missing in the view, then what the next movement will show."""
        ratio = self.devicePixelRatioF()
        if not self._complete:
            self.viewport().update()
        elif self.tiles.draw_ahead(snapped(self.camera, ratio), self.view_size, ratio):
            self._again.start()

    def _paint_tile(self, painter: QPainter, window: Rect, scale: float) -> None:
        zoom = scale / self.devicePixelRatioF()
        _paint_dots(painter, window, zoom, QColor(self.colours.line))
        self.scene.paint(painter, window, zoom, self.colours)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.opening:
            self.open_view()
        elif self.fitting:
            self.fit()
        else:
            self._follow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        modifiers = event.modifiers()
        if modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier):
            self.zoom_to(self.camera.zoom * STEP ** (event.angleDelta().y() / 120), event.position())
        else:
            delta = (
                QPointF(event.pixelDelta()) if not event.pixelDelta().isNull() else event.angleDelta().toPointF() * 0.6
            )
            sideways = modifiers & Qt.KeyboardModifier.ShiftModifier and not delta.x()
            self.pan(delta.y() if sideways else delta.x(), 0 if sideways else delta.y())
        event.accept()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll bars move the camera; nothing is moved pixel by pixel."""

    def _on_scrolled(self, x: float | None = None, y: float | None = None) -> None:
        """A scroll bar was moved to a pixel of the map at this zoom."""
        if not self._following:
            zoom = self.camera.zoom
            self.look(Camera(self.camera.x if x is None else x / zoom, self.camera.y if y is None else y / zoom, zoom))

    def _follow(self) -> None:
        """Brings along what shows where the camera is. Scroll bars are there while the cards do not fit into the view."""
        bounds, camera = self.scene.sight.bounds(), self.camera
        self._following = True
        _set_bar(self.horizontalScrollBar(), bounds.x, bounds.right, camera.x, camera.zoom, self.view_size[0])
        _set_bar(self.verticalScrollBar(), bounds.y, bounds.bottom, camera.y, camera.zoom, self.view_size[1])
        self._following = False
        self.corners.arrange()
        self.viewport().update()
        self.looked.emit()


def _set_bar(bar: QScrollBar, low: float, high: float, start: float, zoom: float, room: int) -> None:
    first, last = round(low * zoom) - MARGIN, round(high * zoom) + MARGIN - room
    bar.setPageStep(room)
    bar.setSingleStep(40)
    bar.setRange(first, max(first, last))
    bar.setValue(round(start * zoom))


def _paint_dots(painter: QPainter, window: Rect, zoom: float, colour: QColor) -> None:
    """The faint grid of dots that shows how the map moves; coarser from afar, so that it stays faint."""
    step = 24.0
    while step * zoom < 18:
        step *= 2
    size = 1.5 / zoom
    columns = range(int(window.x // step), int(window.right // step) + 1)
    rows = range(int(window.y // step), int(window.bottom // step) + 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRects([QRectF(x * step - size / 2, y * step - size / 2, size, size) for x in columns for y in rows])
