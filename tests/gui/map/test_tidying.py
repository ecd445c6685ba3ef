"""Laying out: in which way, all or one branch, and what stays."""

import pytest

from argmap.gui.jobs import Jobs
from argmap.gui.map import tidying
from argmap.layout import choosing
from argmap.model.edits import positions
from argmap.model.kinds import Table


def _select(page, record_id: str) -> None:
    page.session.select(page.debate.find(record_id).table, record_id)
    page.wait()


@pytest.mark.parametrize("name", [layout.name for layout in choosing.layouts()])
def test_a_layout_is_remembered_in_one_step(page, name) -> None:
    before = page.places()
    page.view.tidying.set_layout(name)
    page.wait()
    assert page.debate.info.layout == name
    after = page.places()
    page.session.undo()
    page.wait()
    assert (page.debate.info.layout, page.places()) == ("", before)
    page.session.redo()
    page.wait()
    assert (page.debate.info.layout, page.places()) == (name, after)


def test_pinned_cards_stay_in_every_layout(page) -> None:
    page.session.do(positions.drag(page.debate, {"s6": (900.0, 700.0)}))
    for layout in choosing.layouts():
        page.view.tidying.set_layout(layout.name)
        page.wait()
        assert page.place("s6") == (900.0, 700.0)


def test_tidying_keeps_to_the_layout_of_the_debate(page) -> None:
    page.view.tidying.set_layout("flow")
    page.wait()
    flow = page.places()
    x, y = flow["s8"]
    page.session.do(positions.tidy(page.debate, {"s8": (x + 900, y + 40)}))
    page.view.tidying.tidy()
    page.wait()
    assert page.places() == flow


def test_a_branch_is_tidied_around_its_root_and_nothing_else_moves(page) -> None:
    page.session.do(positions.tidy(page.debate, {"v1": (300.0, 1500.0), "s3": (40.0, 40.0)}))
    page.wait()
    before = page.places()
    _select(page, "v1")
    where = page.view.camera.to_view(*page.place("v1"))
    page.view.tidying.tidy_branch()
    page.wait()
    after = page.places()
    moved = {i for i in after if after[i] != before[i]}
    assert moved <= {"s1", "s2", "s3", "s4"}
    assert "s3" in moved
    assert page.view.camera.to_view(*page.place("v1")) == pytest.approx(where, abs=1)
    boxes = page.view.scene.board.boxes
    assert all(boxes.meeting(boxes.area(i)) == [i] for i in after)
    assert page.session.undo_label == "Tidy branch"
    page.session.undo()
    page.wait()
    assert page.places() == before


def test_a_card_without_a_branch_says_so(page) -> None:
    said = []
    page.view.hinted.connect(said.append)
    _select(page, "s8")
    page.view.tidying.tidy_branch()
    assert "branch" in said[-1]


def test_a_large_map_is_laid_out_in_a_job(page, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(tidying, "AT_ONCE", 3)
    jobs = page.view.tidying.jobs = Jobs()
    page.view.tidying.set_layout("outline")
    assert jobs.is_busy
    qtbot.waitUntil(lambda: not jobs.is_busy)
    page.wait()
    assert page.debate.info.layout == "outline"


def test_a_cancelled_layout_changes_nothing(page, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(tidying, "AT_ONCE", 3)
    jobs = page.view.tidying.jobs = Jobs()
    page.view.tidying.set_layout("outline")
    jobs.cancel_all()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert page.debate.info.layout == ""
    assert page.session.undo_label == ""


def test_cards_glide_and_arrive(page, qtbot) -> None:
    page.session.select(Table.STATEMENTS, "s5")
    page.view.tidying.set_layout("flow")
    glide = page.view.tidying.glide
    assert glide.is_active
    page.view.viewport().grab()
    qtbot.waitUntil(lambda: not glide.is_active)
    settled = page.picture()
    assert page.picture() == settled


def test_no_card_glides_where_the_desktop_wants_none(page) -> None:
    from PySide6.QtWidgets import QProxyStyle, QStyle

    class Still(QProxyStyle):
        def styleHint(self, hint, option=None, widget=None, data=None):
            if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
                return 0
            return super().styleHint(hint, option, widget, data)

    still = Still()
    page.view.setStyle(still)
    page.view.tidying.set_layout("flow")
    assert not page.view.tidying.glide.is_active
    page.view.setStyle(None)
