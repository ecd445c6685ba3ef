"""The map as pixels."""

import struct

import pytest
from PySide6.QtGui import QColor, QImage

from argmap.formats.pictures import png
from argmap.formats.registry import FormatError, WriteOptions, by_name, for_writing
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Relation, Statement, Target


def image_of(debate: Debate, options: WriteOptions) -> QImage:
    image = QImage.fromData(png.write(debate, options), "PNG")  # type: ignore[call-overload]
    assert not image.isNull()
    return image


def test_the_format_is_found_by_name_and_suffix() -> None:
    assert by_name("png") is png.FORMAT is for_writing("map.png")


@pytest.mark.parametrize(("theme", "ground"), [("light", "#ffffff"), ("dark", "#1d1f23")])
@pytest.mark.parametrize("scale", [0.3, 1.0, 2.0])
def test_the_edges_are_empty_and_the_inside_is_not(debate: Debate, theme: str, ground: str, scale: float) -> None:
    image = image_of(debate, WriteOptions(theme=theme, scale=scale))
    assert not image.hasAlphaChannel()
    width, height = image.width(), image.height()
    edge = int(16 * scale)
    for x in range(0, width, 3):
        for y in (*range(0, edge, 2), *range(height - edge, height, 2)):
            assert image.pixelColor(x, y) == QColor(ground)
    for y in range(0, height, 3):
        for x in (*range(0, edge, 2), *range(width - edge, width, 2)):
            assert image.pixelColor(x, y) == QColor(ground)
    colours = {image.pixelColor(x, y).name() for x in range(0, width, 2) for y in range(0, height, 2)}
    assert len(colours) > 20


def test_scale_is_pixels_a_unit(debate: Debate) -> None:
    one, two = (image_of(debate, WriteOptions(scale=scale)) for scale in (1.0, 2.0))
    assert abs(two.width() - 2 * one.width()) <= 1
    assert two.text("Title") == "Fast bicycles"
    assert abs(two.dotsPerMeterX() - 2 * one.dotsPerMeterX()) <= 1


def test_too_many_pixels_are_refused_with_an_offer_that_holds() -> None:
    large = Debate([Statement(f"s{i:03}", StatementKind.CLAIM, "word " * 20) for i in range(300)])
    with pytest.raises(FormatError, match=r"more than the 100 megapixels") as caught:
        png.write(large, WriteOptions(scale=4.0))
    offered = float(str(caught.value).split("scale ")[2].split(" ")[0])
    assert 1 < offered < 4
    width, height = struct.unpack(">II", png.write(large, WriteOptions(scale=offered))[16:24])
    assert 95_000_000 < width * height <= 100_000_000


def test_sides_longer_than_an_image_may_have_are_refused() -> None:
    claims = [Statement(f"s{i}", StatementKind.CLAIM, "word " * 20) for i in range(120)]
    links = [
        Relation(f"r{i}", RelationKind.SUPPORTS, (f"s{i}",), Target(TargetKind.STATEMENT, "s0")) for i in range(1, 120)
    ]
    with pytest.raises(FormatError, match=r"more than the 32,000 pixels on a side .* Export it at scale"):
        png.write(Debate([*claims, *links]), WriteOptions(scale=3.0))


@pytest.mark.parametrize("scale", [0.0, -1.0, 1e9])
def test_a_scale_that_makes_no_sense_is_refused(debate: Debate, scale: float) -> None:
    with pytest.raises(FormatError, match="Choose a scale"):
        png.write(debate, WriteOptions(scale=scale))


def test_an_empty_map_is_a_page_with_words() -> None:
    image = image_of(Debate(), WriteOptions(scale=1.0))
    dark = sum(image.pixelColor(x, y).lightness() < 100 for x in range(image.width()) for y in range(image.height()))
    assert dark > 200


def test_without_a_scale_a_map_is_drawn_at_two_in_silence(debate: Debate) -> None:
    said: list[str] = []
    image = image_of(debate, WriteOptions(note=said.append))
    assert image.size() == image_of(debate, WriteOptions(scale=2.0)).size()
    assert said == []


@pytest.mark.parametrize("count", [200, 900])
def test_without_a_scale_a_large_map_is_drawn_as_large_as_fits_and_says_so(count: int) -> None:
    claims = [Statement(f"s{i}", StatementKind.CLAIM, "word " * 20) for i in range(count)]
    links = [
        Relation(f"r{i}", RelationKind.SUPPORTS, (f"s{i}",), Target(TargetKind.STATEMENT, "s0"))
        for i in range(1, count)
    ]
    said: list[str] = []
    data = png.write(Debate([*claims, *links]), WriteOptions(layout="tidy", note=said.append))
    width, height = struct.unpack(">II", data[16:24])
    assert width * height <= 100_000_000
    assert max(width, height) <= 32_000
    assert max(width * height / 100_000_000, max(width, height) / 32_000) > 0.95
    assert len(said) == 1
    scale = float(said[0].split("drawn at scale ")[1].split(";")[0].rstrip("."))
    assert 0.1 < scale < 2
    assert ("too small to be read" in said[0]) == (scale < 0.6)


@pytest.mark.parametrize(("width", "height"), [(1.0, 1.0), (3000.0, 2000.0), (10.0, 9e6), (8e5, 8e5), (1e9, 10.0)])
def test_the_chosen_scale_always_fits(width: float, height: float) -> None:
    scale = png.chosen_scale(width, height)
    assert 0 < scale <= 2
    assert png.refusal(width, height, scale) == ""
