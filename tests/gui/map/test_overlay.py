"""What stands out on the map, over everything else."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from argmap.gui.map.signs import handles
from argmap.picture.drawing import Rect
from argmap.picture.palette import LIGHT

KEY = Qt.Key


def grounds(page, rect: Rect) -> float:
    """The share of a rectangle of the view that is in the colour of stubs."""
    image = page.picture()
    wanted, ratio = QColor(LIGHT.selection), image.devicePixelRatio()
    points = [(x, y) for x in range(int(rect.x), int(rect.right)) for y in range(int(rect.y), int(rect.bottom))]
    hits = sum(QColor(image.pixel(round(x * ratio), round(y * ratio))) == wanted for x, y in points)
    return hits / len(points)


def test_the_outline_of_a_selected_card_leaves_its_stub_whole(page) -> None:
    page.click("v1")
    page.press(KEY.Key_B)
    assert page.view.scene.sight.part.stubs
    leaf = next(i for i in page.view.scene.sight.cards() if not page.view.scene.has_branch(i))
    page.qtbot.mouseMove(page.view.viewport(), page.point(leaf))  # no other branch is offered to be folded
    page.wait()
    page.session.select(None)
    stub = page.view.camera.rect_to_view(page.view.scene.sight.stub("v1"))
    before = grounds(page, stub)
    assert before > 0.4
    page.press(KEY.Key_Home)
    assert page.selected == ("v1",)
    assert abs(grounds(page, stub) - before) < 0.02


def test_handles_are_offered_only_where_something_can_be_changed(page) -> None:
    page.click("s2")
    view = page.view
    assert handles(view.scene.sight, view.overlay, view.camera)
    view.overlay.fixed = True
    assert not handles(view.scene.sight, view.overlay, view.camera)
    view.following.reload()
    page.wait()
    assert not view.overlay.fixed


def test_the_editor_of_a_gist_stands_alone(page) -> None:
    page.click("s2")
    page.press(KEY.Key_F2)
    view = page.view
    assert view.overlay.reworded == "s2"
    assert "s2" not in {found for found, _, _ in handles(view.scene.sight, view.overlay, view.camera)}
    rect = view.camera.rect_to_view(view.scene.board.rect("s2"))
    outside = Rect(rect.x - 4, rect.y - 4, rect.width + 8, 3)
    assert QColor(LIGHT.accent).name() not in page.colours(outside)
    page.qtbot.keyClick(view.acts.editor, KEY.Key_Escape)
    page.wait()
    assert view.overlay.reworded is None
    assert QColor(LIGHT.accent).name() in page.colours(outside)


def test_filters_that_hide_every_card_say_so_and_what_to_do(page) -> None:
    plain = page.colours(Rect(0, 0, *page.view.view_size))
    assert QColor(LIGHT.text).name() in plain
    page.view.showing.narrow(verdicts=("circular",), hides=True)
    page.wait()
    assert not page.view.scene.sight.cards()
    width, height = page.view.view_size
    middle = Rect(width / 2 - 200, height / 2 - 40, 400, 80)
    assert QColor(LIGHT.text).name() in page.colours(middle)
    page.view.showing.clear()
    page.wait()
    assert page.view.scene.sight.cards()


def test_an_empty_map_says_what_to_do(empty_page) -> None:
    said = empty_page.view.overlay.words
    assert said.startswith("Nothing on the map yet\nAdd a thread (Ctrl+I)")
    shown = empty_page.colours(Rect(0, 0, *empty_page.view.view_size))
    assert {QColor(LIGHT.text).name(), QColor(LIGHT.secondary).name()} <= shown
