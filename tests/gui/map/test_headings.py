"""The headings of a flow stay in view."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from argmap.analysis.verdicts import evaluate
from argmap.gui.map.camera import Camera
from argmap.gui.map.headings import HEIGHT, columns, paint_headings, strip
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Relation, Statement, Target
from argmap.picture.compose import compose
from argmap.picture.drawing import Rect, Run, Sheet
from argmap.picture.palette import DARK, LIGHT, Palette

SIZE = (900, 600)


@pytest.fixture
def sheet(qapp: object) -> Sheet:
    """A chain of six rounds, each objecting to the one before, under twelve openings."""
    points = [Statement(f"s{i:02}", StatementKind.OBJECTION, f"Point {i}") for i in range(72)]
    links = [
        Relation(f"r{i:02}", RelationKind.OBJECTS, (f"s{i:02}",), Target(TargetKind.STATEMENT, f"s{i - 1:02}"))
        for i in range(72)
        if i % 6
    ]
    debate = Debate([*points, *links])
    made = compose(debate, evaluate(debate), layout="flow").sheet
    assert made is not None
    return made


def test_they_are_not_painted_where_the_sheets_own_are_read(sheet: Sheet) -> None:
    assert strip(sheet, Camera(sheet.bounds.x, sheet.bounds.y - 20, 1.0), SIZE) is None
    assert strip(None, Camera(), SIZE) is None


def test_they_stay_at_the_top_when_the_map_is_scrolled_down(sheet: Sheet) -> None:
    place = strip(sheet, Camera(sheet.bounds.x - 50, sheet.bounds.y + 300, 1.0), SIZE)
    assert place == Rect(50, 0, 850, HEIGHT)
    assert strip(sheet, Camera(0, sheet.bounds.bottom + 10, 1.0), SIZE) is None
    assert strip(sheet, Camera(sheet.bounds.right + 10, sheet.bounds.y + 300, 1.0), SIZE) is None


def test_they_are_painted_where_the_map_is_too_small_to_read_its_own(sheet: Sheet) -> None:
    camera = Camera(sheet.bounds.x - 100, sheet.bounds.y - 200, 0.3)
    place = strip(sheet, camera, SIZE)
    assert place is not None
    assert place.bottom == pytest.approx(camera.to_view(0, sheet.bounds.y)[1])


def painted(sheet: Sheet, camera: Camera, palette: Palette) -> QImage:
    place = strip(sheet, camera, SIZE)
    assert place is not None
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(palette.window))
    painter = QPainter(image)
    paint_headings(painter, sheet, place, camera, palette)
    painter.end()
    return image


def inked(image: QImage, left: float, right: float, ground: str) -> bool:
    """Whether something is written in a stretch of the strip."""
    columns = range(max(0, int(left)), min(image.width(), int(right)))
    return any(image.pixelColor(x, y).name() != ground.lower() for x in columns for y in range(4, 22))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("zoom", [1.0, 0.4, 0.2])
def test_each_column_in_view_has_its_heading_within_it(sheet: Sheet, palette: Palette, zoom: float) -> None:
    camera = Camera(sheet.bounds.x, sheet.bounds.y + 300, zoom)
    image = painted(sheet, camera, palette)
    edges = [camera.to_view(left, 0)[0] for left in sheet.lefts]
    for left, right in zip(edges, [*edges[1:], camera.to_view(sheet.bounds.right, 0)[0]], strict=True):
        if right < SIZE[0]:
            assert inked(image, left, right - 16, palette.raised)
            assert not inked(image, right - 14, right - 4, palette.raised)  # the next one begins apart


def test_the_first_column_says_on_what_the_rows_hang_once_that_is_out_of_view(sheet: Sheet) -> None:
    def shown(top: float) -> list[str]:
        camera = Camera(sheet.bounds.x, top, 1.0)
        place = strip(sheet, camera, SIZE)
        assert place is not None
        return [run.text for run in _columns_of(sheet, place, camera)]

    tops = [top for top, _, _ in sheet.roots]
    assert len(tops) == 12
    assert tops == sorted(tops)
    top, bottom, title = sheet.roots[3]
    assert shown(bottom)[0] == title == "Point 18"
    assert shown(top - HEIGHT + 20)[0] == "Opening"  # its own card can be seen
    assert shown(sheet.bounds.bottom - HEIGHT - 1)[0] == sheet.roots[-1][2]


def _columns_of(sheet: Sheet, place: Rect, camera: Camera) -> list[Run]:
    return [run for runs in columns(sheet, place, camera) for run in runs]


def test_long_titles_are_cut(sheet: Sheet) -> None:
    (top, bottom, _), *others = sheet.roots
    long = replace(
        sheet, roots=((top, bottom, "A point that is made at such length that no column is wide enough"), *others)
    )
    camera = Camera(sheet.bounds.x, bottom, 1.0)
    place = strip(long, camera, SIZE)
    assert place is not None
    first = _columns_of(long, place, camera)[0]
    assert first.text.endswith("…")
    assert first.x + first.width <= sheet.lefts[1] - camera.x


def test_the_heading_of_a_column_that_is_partly_out_of_view_is_seen(sheet: Sheet) -> None:
    camera = Camera(sheet.lefts[1] + 80, sheet.bounds.y + 300, 1.0)
    assert inked(painted(sheet, camera, LIGHT), 0, 100, LIGHT.raised)
