"""The row above the map, at every width."""

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from argmap.gui.map.filter_bar import FilterBar
from argmap.picture.palette import LIGHT


@pytest.fixture
def bar(page) -> Iterator[FilterBar]:
    window = QWidget()  # a window of its own would be no narrower than all that is in the row
    page.qtbot.addWidget(window)
    window.resize(1200, 60)
    made = FilterBar(page.view)
    made.setParent(window)
    made.set_palette(LIGHT)
    made.resize(1000, made.height())
    window.show()
    yield made
    window.hide()


def shown(bar: FilterBar) -> list[str]:
    found = [button for button in bar.findChildren(QToolButton) if button.isVisible()]
    return [button.text().removesuffix(" ▾") for button in sorted(found, key=lambda button: button.x())]


def test_all_filters_are_offered_where_there_is_room(bar: FilterBar) -> None:
    names = ["Provision", "Topic", "Author", "Kind", "Verdict", "Days"]
    assert shown(bar) == ["Filter", *(f"{name}: all" for name in names), "Views"]
    assert bar.field.isVisible()


def test_filters_in_use_stay_when_room_is_short(page, bar: FilterBar) -> None:
    page.view.showing.narrow(kinds=("objection",), verdicts=("stands",))
    bar.resize(470, bar.height())
    assert shown(bar) == ["Filter (2)", "Kind: objection", "Verdict: stands", "Clear"]
    bar.resize(560, bar.height())
    assert shown(bar)[-1] == "Views"
    page.view.showing.clear()
    assert "Filter" in shown(bar)


def test_a_filter_in_use_that_does_not_fit_is_counted_and_marked(page, bar: FilterBar) -> None:
    assert not bar.rest.property("active")
    page.view.showing.narrow(kinds=("objection",), verdicts=("stands",))
    bar.resize(330, bar.height())
    assert shown(bar) == ["Filter (2)", "Kind: objection", "Clear"]
    assert bar.rest.property("active")
    bar.resize(1000, bar.height())
    assert not bar.rest.property("active")


@pytest.mark.parametrize("width", range(180, 1100, 40))
@pytest.mark.parametrize("finding", [False, True])
def test_nothing_in_the_row_is_cut_or_covered(page, bar: FilterBar, width: int, finding: bool) -> None:
    page.view.showing.narrow(kinds=("objection", "claim"), verdicts=("stands",), topics=("t1",))
    if finding:
        page.qtbot.keyClicks(bar.field, "plate")
    bar.resize(width, bar.height())
    page.wait()
    row = [w for w in (*bar.findChildren(QToolButton), bar.field, bar.count) if w.isVisible()]
    row.sort(key=lambda widget: widget.x())
    assert row[0] is bar.rest
    for widget, following in itertools.pairwise(row):
        assert widget.geometry().right() < following.x()
    if width > 360:
        assert row[-1].geometry().right() <= width - 8
        for button in row:
            if isinstance(button, QToolButton):
                assert button.width() >= button.minimumSizeHint().width()


def test_the_button_that_has_the_keyboard_is_seen_even_where_its_filter_is_in_use(page, bar: FilterBar) -> None:
    page.view.showing.narrow(kinds=("objection",))
    bar.window().activateWindow()
    page.qtbot.waitUntil(bar.window().isActiveWindow)
    for button in bar.findChildren(QToolButton):
        if button.isVisible():
            page.view.setFocus(Qt.FocusReason.OtherFocusReason)
            bar.field.setFocus(Qt.FocusReason.OtherFocusReason)
            without = button.grab().toImage()
            button.setFocus(Qt.FocusReason.TabFocusReason)
            assert button.hasFocus()
            assert button.grab().toImage() != without, button.text()


def test_words_are_found_from_a_narrow_row_too(page, bar: FilterBar) -> None:
    bar.resize(300, bar.height())
    assert not bar.field.isVisible()
    page.press(Qt.Key.Key_Slash)
    assert bar.field.isVisible()
