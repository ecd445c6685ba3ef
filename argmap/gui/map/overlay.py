"""What is painted over the tiles at every frame: what is selected, pointed at, carried, framed; and where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from argmap.gui.map.aims import Aim, Purpose
from argmap.gui.map.camera import Camera
from argmap.gui.map.headings import paint_headings, strip
from argmap.gui.map.kind_strip import KindChoice, paint_kinds
from argmap.gui.map.scene import Scene
from argmap.gui.map.signs import aim_ends, handles, paint_aim, paint_handle, paint_number, paint_stub
from argmap.model.kinds import RelationKind
from argmap.picture import fonts
from argmap.picture.drawing import Link, Rect
from argmap.picture.inks import card_path
from argmap.picture.painter import Level, curve_path, paint_card, paint_link
from argmap.picture.palette import Palette

RING = 2.0
"""Width of the selection's outline, and of the gap inside it, in pixels of the view."""


NOTHING_LEFT = (
    "Nothing to be seen\nThe filters leave out every card. Shift+I takes them away, H dims instead of hiding."
)
"""What a map says whose cards are all hidden."""


class Overlay:
    """Ids of what stands out, and how it is shown."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.chosen: tuple[str, ...] = ()
        """Selected cards, the current one last."""
        self.links: tuple[str, ...] = ()
        """Selected links."""
        self.hovered: str | None = None
        """The card or link under the mouse."""
        self.handle: tuple[str, bool] | None = None
        """The card or selected link whose handle is under the mouse, and whether it is a link's start."""
        self.aim: Aim | None = None
        """The link that is being drawn, with what it will be and say."""
        self.aim_kind = RelationKind.ABOUT
        self.aim_words = ""
        self.aim_choices: list[KindChoice] = []
        self.foldable: str | None = None
        """The card that offers to fold its branch."""
        self.fixed = False
        """Whether nothing can be changed, so that no handle is offered."""
        self.reworded: str | None = None
        """The card that an editor lies over."""
        self.band: Rect | None = None
        """The frame that is being drawn, in map units."""
        self.hits: dict[str, int] = {}
        """Numbers of the cards that were found, by id."""
        self.focused = False
        """Whether the keyboard came here by key, so that a ring shows it."""
        self.words = ""
        """What an empty map says."""

    def paint(self, painter: QPainter, camera: Camera, size: tuple[int, int], palette: Palette) -> None:
        """Paints over a view of this size in pixels."""
        painter.save()
        painter.scale(camera.zoom, camera.zoom)
        painter.translate(-camera.x, -camera.y)
        self._paint_links(painter, camera.zoom, palette)
        self._paint_raised(painter, camera.zoom, palette)
        painter.restore()
        self._paint_rings(painter, camera, camera.seen(*size), palette)
        self._paint_stubs(painter, camera, palette)
        sheet = self._scene.board.sheet
        if sheet is not None and (place := strip(sheet, camera, size)) is not None:
            paint_headings(painter, sheet, place, camera, palette)
        if self.aim is not None:
            self._paint_aim(painter, camera, self.aim, size, palette)
            paint_kinds(painter, self.aim_choices, size[0], palette)
        else:
            for record_id, at, start in handles(self._scene.sight, self, camera):
                paint_handle(painter, at, palette, hot=self.handle == (record_id, start))
        if self.hits:
            self._paint_hits(painter, camera, camera.seen(*size), palette)
        if self.band is not None:
            _paint_band(painter, camera.rect_to_view(self.band), palette)
        sight = self._scene.sight
        left_out = bool(sight.part.hidden) and not self.words and sight.bounds().width == 0
        if self.words or left_out:
            told, _, advice = (NOTHING_LEFT if left_out else self.words).partition("\n")
            _paint_words(painter, told, "" if self.fixed and not left_out else advice, size, palette)
        if self.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRect(QRectF(1, 1, size[0] - 2, size[1] - 2))

    def _selected_links(self) -> list[Link]:
        links = self._scene.board.links
        return [links[i] for i in self.links if self._scene.sight.is_link(i)]

    def _paint_links(self, painter: QPainter, zoom: float, palette: Palette) -> None:
        links, level = self._scene.board.links, Level.at(zoom)
        wide = _glow(palette, zoom)
        chosen = self._selected_links()
        if self.hovered in links and self.hovered not in self.links:
            chosen.append(links[self.hovered])
        for link in chosen:
            for curve in link.curves:
                painter.strokePath(curve_path(curve), wide)
            paint_link(painter, link, palette, level=level)
        for link_id in sorted(self._scene.lifted & links.keys()):
            paint_link(painter, links[link_id], palette, level=level)

    def _paint_raised(self, painter: QPainter, zoom: float, palette: Palette) -> None:
        board, level = self._scene.board, Level.at(zoom)
        raised = self._scene.lifted & board.places.keys()
        if self.hovered in board.places and level.is_near:
            raised |= {self.hovered}
        for card_id in sorted(raised):
            rect = board.rect(card_id)
            _paint_shadow(painter, rect, palette)
            paint_card(painter, board.cards[card_id], rect.x, rect.y, palette, level=level)

    def _paint_stubs(self, painter: QPainter, camera: Camera, palette: Palette) -> None:
        """What folds the branch of the card that is pointed at, and the stubs of what is selected, over its outline."""
        sight = self._scene.sight
        offering = [self.foldable] if self.foldable is not None and Level.at(camera.zoom).is_near else []
        painter.save()
        painter.scale(camera.zoom, camera.zoom)
        painter.translate(-camera.x, -camera.y)
        for card_id in dict.fromkeys([*(i for i in self.chosen if i in sight.part.stubs), *offering]):
            if sight.is_card(card_id) and Level.at(camera.zoom) is not Level.BLOCKS:
                count = sight.part.stubs.get(card_id)
                paint_stub(painter, sight.stub(card_id), "−" if count is None else f"+{count}", palette)
        painter.restore()

    def _paint_rings(self, painter: QPainter, camera: Camera, seen: Rect, palette: Palette) -> None:
        board = self._scene.board
        ends = {end for link in self._selected_links() for end in (*link.sources, link.target)}
        for card_ids, width in ((sorted(ends), 1.0), (self.chosen, RING)):
            for card_id in card_ids:
                shown = self._scene.sight.is_card(card_id) and card_id != self.reworded
                if shown and board.rect(card_id).meets(seen):
                    self._paint_ring(painter, camera, card_id, width, palette)
        if Level.at(camera.zoom).is_near:
            for card_id in sorted({*self.chosen, self.hovered or ""} & board.places.keys()):
                position = self._scene.debate.positions.get(card_id)
                if position is not None and position.pinned:
                    _paint_pin(painter, camera.rect_to_view(board.rect(card_id)), palette)

    def _paint_aim(self, painter: QPainter, camera: Camera, aim: Aim, size: tuple[int, int], palette: Palette) -> None:
        board, sight = self._scene.board, self._scene.sight
        colour = QColor(palette.relation(self.aim_kind) if aim.purpose is not Purpose.MERGE else palette.accent)
        words = self.aim_words
        if aim.why_not:
            colour, words = QColor(palette.secondary), f"{words} — cannot be"
        end = aim.point
        if aim.target is not None and sight.is_card(aim.target):
            self._paint_ring(painter, camera, aim.target, RING + 1, palette)
        elif aim.target is not None and sight.is_link(aim.target):
            link = board.links[aim.target]
            painter.save()
            painter.scale(camera.zoom, camera.zoom)
            painter.translate(-camera.x, -camera.y)
            for curve in link.curves:
                painter.strokePath(curve_path(curve), _glow(palette, camera.zoom))
            paint_link(painter, link, palette, level=Level.at(camera.zoom))
            painter.restore()
            end = QPointF(*camera.to_view(*link.middle))
        for source in aim.sources:
            card = board.links[source].sources[0] if source in board.links else source
            if sight.is_card(card):
                self._paint_ring(painter, camera, card, RING, palette)
                ends = aim_ends(sight, card, aim.target, camera, end)
                paint_aim(painter, *ends, colour, words if source == aim.sources[-1] else "", size, palette)

    def _paint_hits(self, painter: QPainter, camera: Camera, seen: Rect, palette: Palette) -> None:
        sight, current = self._scene.sight, self.chosen[-1] if self.chosen else None
        for card_id in sorted(sight.cards_in(seen), key=lambda i: i == current):
            if card_id in self.hits:
                x, y = camera.to_view(*sight.board.places[card_id])
                number = str(self.hits[card_id])
                paint_number(painter, QPointF(x, y), number, palette, current=card_id == current)

    def _paint_ring(self, painter: QPainter, camera: Camera, card_id: str, width: float, palette: Palette) -> None:
        """An outline of the card's own shape, the same width at every zoom, with a gap that lets the ground through."""
        board = self._scene.board
        rect = camera.rect_to_view(board.rect(card_id))
        grow = RING + width / 2
        card = board.cards[card_id]
        wider, higher = camera.zoom * (1 + 2 * grow / rect.width), camera.zoom * (1 + 2 * grow / rect.height)
        shape = QTransform.fromScale(wider, higher).map(card_path(card.kind, card.width, card.height))
        painter.strokePath(shape.translated(rect.x - grow, rect.y - grow), QPen(QColor(palette.accent), width))


def _glow(palette: Palette, zoom: float) -> QPen:
    """The wide pen under a link that stands out."""
    glow = QColor(palette.accent)
    glow.setAlpha(80)
    wide = QPen(glow, 8 / min(zoom, 1.0))
    wide.setCapStyle(Qt.PenCapStyle.RoundCap)
    return wide


def _paint_band(painter: QPainter, frame: Rect, palette: Palette) -> None:
    fill = QColor(palette.accent)
    fill.setAlpha(28)
    painter.setPen(QPen(QColor(palette.accent), 1))
    painter.setBrush(fill)
    painter.drawRect(QRectF(frame.x, frame.y, frame.width, frame.height))


def _paint_words(painter: QPainter, told: str, advice: str, size: tuple[int, int], palette: Palette) -> None:
    """What an empty map says: how things are in large words, and below them what to do."""
    wide, middle = max(size[0] - 48, 1), size[1] / 2
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
    for part, role, ink, bottom in (
        (told, "threshold", palette.text, True),
        (advice, "body", palette.secondary, False),
    ):
        painter.setFont(fonts.font(role))
        painter.setPen(QColor(ink))
        place = Qt.AlignmentFlag.AlignBottom if bottom else Qt.AlignmentFlag.AlignTop
        painter.drawText(QRectF(24, 0 if bottom else middle + 4, wide, middle - 4), flags | place, part)


def _paint_shadow(painter: QPainter, rect: Rect, palette: Palette) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 46 if palette.name == "dark" else 13))
    for spread in (5.0, 3.0, 1.0):
        painter.drawRoundedRect(
            QRectF(rect.x - spread, rect.y - spread + 3, rect.width + 2 * spread, rect.height + 2 * spread),
            7 + spread,
            7 + spread,
        )


def _paint_pin(painter: QPainter, rect: Rect, palette: Palette) -> None:
    """A pin's head on the top edge, near the right corner."""
    middle = QPointF(rect.right - 18, rect.y - 1)
    painter.setPen(QPen(QColor(palette.window), 1.5))
    painter.setBrush(QColor(palette.accent))
    painter.drawEllipse(middle, 5.5, 5.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.window))
    painter.drawEllipse(middle, 1.8, 1.8)
