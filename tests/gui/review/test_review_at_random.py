"""The review under any keys: nothing breaks, the debate stays whole, and the list is what it would be if it were read
afresh."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from argmap import paths
from argmap.analysis.inferred import Kind
from argmap.gui.opening import open_path
from argmap.gui.review.following import namesakes
from argmap.gui.review.review_model import ReviewModel
from argmap.model import checks

KEYS = (
    *("A", "X", "A", "X", "Return", "Del", "Shift+A", "D", "J", "S", "W", "M", "U", "O", "T", "G", "F9", "F5"),
    *("Down", "Up", "End", "Home", "PgDown", "Shift+Down", "Tab", "Shift+Tab", "Esc", "Left", "Right") * 2,
    *("1", "1", "2", "3", "4", "5", "6", "7", "8", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Y"),
)
STEPS = 150


def assert_as_if_read_afresh(page) -> None:
    """The rows and counts are those of a model that reads the debate now."""
    shown = page.view.model
    fresh = ReviewModel()
    fresh.filter(shown.kind, shown.settled)
    fresh.show_debate(page.debate)
    fresh.propose(namesakes(page.debate))
    assert list(shown.shown) == list(fresh.shown)
    for kind in (None, *Kind):
        assert shown.number(kind) == fresh.number(kind)
        assert shown.number(kind, opened=False) == fresh.number(kind, opened=False)
    for row in range(shown.rowCount()):
        assert shown.index(row).data()
        assert shown.row_of(shown.item(row).key) == row


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", ["", "frontier-thresholds.txt"])
def test_nothing_breaks(closed, imported, qtbot, tmp_path: Path, name: str, seed: int) -> None:
    page = closed
    if name:
        page.session.open(open_path(paths.sample_debates() / name, tmp_path).file)
        page.settle().press("F9")
    else:
        page.open(imported)
    dice = random.Random(seed)  # noqa: S311
    first = page.debate.snapshot()
    told: list[str] = []
    with qtbot.captureExceptions() as faults:
        for _ in range(STEPS):
            back = not page.window.review.isVisible() and page.picker is None
            told.append("F9" if back else dice.choice(KEYS))
            page.press(told[-1])
            if page.picker is not None and dice.random() < 0.5:
                page.type(dice.choice(["a", "zed", "brook"]))
            assert not faults, " ".join(told)
            popup = QApplication.activePopupWidget()
            if popup is None and page.window.review.isVisible():
                assert_as_if_read_afresh(page)
        if page.picker is not None:
            page.picker.close()
        assert list(checks.problems(page.debate)) == []
        last, steps = page.debate.snapshot(), 0
        while page.session.undo_label:
            page.session.undo()
            steps += 1
        page.settle()
        assert page.debate == first
        for _ in range(steps):
            page.session.redo()
        assert page.debate == last
    assert not faults
