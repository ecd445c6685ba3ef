from hypothesis import given
from hypothesis import strategies as st

from argmap.gui.map.camera import CLOSEST, FARTHEST, Camera, fitted
from argmap.picture.drawing import Rect

_places = st.floats(-1e5, 1e5)
_zooms = st.floats(FARTHEST, CLOSEST)
_cameras = st.builds(Camera, _places, _places, _zooms)
_pixels = st.floats(0, 3000)
_sizes = st.floats(50, 3000)
_rects = st.builds(Rect, _places, _places, st.floats(0, 5e4), st.floats(0, 5e4))


def _near(one: tuple[float, float], other: tuple[float, float], slack: float = 1e-3) -> bool:
    return abs(one[0] - other[0]) <= slack and abs(one[1] - other[1]) <= slack


@given(_cameras, _pixels, _pixels)
def test_view_and_map_coordinates_are_inverse(camera: Camera, x: float, y: float) -> None:
    assert _near(camera.to_view(*camera.to_map(x, y)), (x, y))


@given(_cameras, st.floats(0.001, 100), _pixels, _pixels)
def test_zooming_keeps_the_point_under_the_pointer(camera: Camera, zoom: float, x: float, y: float) -> None:
    at = camera.to_map(x, y)
    zoomed = camera.zoomed(zoom, x, y)
    assert _near(zoomed.to_view(*at), (x, y))
    assert zoomed.zoom == min(max(zoom, FARTHEST), CLOSEST)


@given(_rects, _sizes, _sizes)
def test_fitted_shows_all_of_it(bounds: Rect, width: float, height: float) -> None:
    camera = fitted(bounds, width, height)
    shown = camera.rect_to_view(bounds)
    assert shown.x >= -1e-3
    assert shown.y >= -1e-3
    assert shown.right <= width + 1e-3
    assert shown.bottom <= height + 1e-3
    assert camera.zoom <= 1


@given(_cameras, _rects, _sizes, _sizes)
def test_showing_makes_visible_what_fits_and_moves_no_more_than_that(
    camera: Camera, rect: Rect, width: float, height: float
) -> None:
    moved = camera.showing(rect, width, height)
    shown = moved.rect_to_view(rect)
    assert moved.zoom == camera.zoom
    if shown.width <= width:
        assert shown.x >= -1e-3
        assert shown.right <= width + 1e-3
    if shown.height <= height:
        assert shown.y >= -1e-3
        assert shown.bottom <= height + 1e-3
    assert moved.showing(rect, width, height) == moved or shown.width > width or shown.height > height
    before = camera.rect_to_view(rect)
    if before.x > 1e-3 and before.right < width - 1e-3 and before.y > 1e-3 and before.bottom < height - 1e-3:
        assert moved == camera


@given(_cameras, st.floats(-500, 500), st.floats(-500, 500), _pixels, _pixels)
def test_panning_moves_what_is_shown(camera: Camera, dx: float, dy: float, x: float, y: float) -> None:
    assert _near(camera.panned(dx, dy).to_view(*camera.to_map(x, y)), (x + dx, y + dy))


@given(_cameras, _places, _places, _sizes, _sizes)
def test_centred_puts_the_point_in_the_middle(camera: Camera, x: float, y: float, width: float, height: float) -> None:
    assert _near(camera.centred((x, y), width, height).to_view(x, y), (width / 2, height / 2))
