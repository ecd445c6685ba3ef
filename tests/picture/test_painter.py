"""What the painter puts where."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from argmap.analysis.verdicts import evaluate
from argmap.model.debate import Debate
from argmap.picture.compose import compose
from argmap.picture.drawing import Picture, Rect
from argmap.picture.painter import Level, paint_picture
from argmap.picture.palette import DARK, LIGHT, Palette

MARGIN = 30


def painted(
    picture: Picture, palette: Palette, level: Level, *, clip: Rect | None = None, scale: float = 1.0
) -> QImage:
    area = picture.bounds.grown(MARGIN)
    image = QImage(round(area.width * scale), round(area.height * scale), QImage.Format.Format_RGB32)
    image.fill(QColor(palette.window))
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        painter.translate(-area.x, -area.y)
        paint_picture(painter, picture, palette, level=level, clip=clip)
    finally:
        painter.end()
    return image


def colours(image: QImage, picture: Picture, rect: Rect) -> set[str]:
    """The colours in a rectangle of the map."""
    area = picture.bounds.grown(MARGIN)
    left, top = round(rect.x - area.x), round(rect.y - area.y)
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(left, left + round(rect.width))
        for y in range(top, top + round(rect.height))
    }


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
def test_a_card_shows_its_band_ground_and_text(debate: Debate, palette: Palette) -> None:
    picture = compose(debate, evaluate(debate))
    image = painted(picture, palette, Level.TEXT)
    rect = picture.rect("s4")
    seen = colours(image, picture, rect)
    assert {palette.ink["objection"].upper(), palette.card.upper(), palette.fill["objection"].upper()} <= seen
    assert palette.ink["objection"].upper() in colours(image, picture, Rect(rect.x + 1, rect.y + 20, 2, 20))


@pytest.mark.parametrize("level", list(Level))
def test_nothing_is_painted_outside_the_bounds(debate: Debate, level: Level) -> None:
    picture = compose(debate, evaluate(debate))
    image = painted(picture, LIGHT, level)
    ground = QColor(LIGHT.window)
    edge = MARGIN - 2
    for x in range(image.width()):
        for y in (*range(edge), *range(image.height() - edge, image.height())):
            assert image.pixelColor(x, y) == ground
    for y in range(image.height()):
        for x in (*range(edge), *range(image.width() - edge, image.width())):
            assert image.pixelColor(x, y) == ground


def test_every_level_paints_less_than_the_one_after_it(debate: Debate) -> None:
    picture = compose(debate, evaluate(debate))
    counts = []
    for level in Level:
        rect = picture.rect("s4")
        counts.append(len(colours(painted(picture, LIGHT, level), picture, rect.grown(-1))))
    assert counts[0] == 1
    assert counts == sorted(counts)


def test_levels_go_by_zoom() -> None:
    assert [Level.at(scale) for scale in (0.05, 0.2, 0.35, 0.55, 1, 4)] == [
        Level.BLOCKS,
        Level.BARS,
        Level.TITLES,
        Level.TEXT,
        Level.TEXT,
        Level.TEXT,
    ]


def test_a_clip_leaves_out_what_is_elsewhere(debate: Debate) -> None:
    picture = compose(debate, evaluate(debate))
    clipped = painted(picture, LIGHT, Level.TEXT, clip=picture.rect("v1"))
    whole = painted(picture, LIGHT, Level.TEXT)
    first, last = picture.rect("v1"), picture.rect("v3")
    assert colours(clipped, picture, first) == colours(whole, picture, first)
    assert colours(clipped, picture, last) == {LIGHT.window}
    assert len(colours(whole, picture, last)) > 5


def test_a_mark_is_painted_at_its_tip(debate: Debate) -> None:
    picture = compose(debate, None)
    image = painted(picture, LIGHT, Level.TEXT)
    for link in picture.links.values():
        (x, y) = link.tip
        assert colours(image, picture, Rect(x - 4, y - 4, 8, 8)) != {LIGHT.window}, link.id


def test_painting_leaves_the_painter_as_it_was(debate: Debate) -> None:
    picture = compose(debate, evaluate(debate))
    image = QImage(50, 50, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        before = (painter.transform(), painter.opacity())
        paint_picture(painter, picture, LIGHT, level=Level.TEXT)
        assert (painter.transform(), painter.opacity()) == before
    finally:
        painter.end()
