"""What cannot be linked so, and how that is told: while it is drawn, and when it is let go."""

import pytest
from PySide6.QtCore import QPoint, Qt

from argmap.model.kinds import RelationKind

OBJECTS, SUPPORTS = RelationKind.OBJECTS, RelationKind.SUPPORTS


def _links(page, source: str) -> set[tuple[RelationKind, str]]:
    return {(r.kind, r.target.id) for r in page.debate.relations.values() if source in r.sources}


REFUSED = [
    ("s8", "v1", "5", "“contradicts” cannot lead to a provision"),
    ("s8", "s4", "4", "Only an arrow can be undercut"),
    ("s1", "r7", "4", "“about” has no force"),
    ("s1", "r5", "1", "“supports” cannot lead to an arrow"),
    ("s9", "v1", "M", "Only statements can be merged"),
]


@pytest.mark.parametrize(("start", "target", "key", "words"), REFUSED)
def test_what_cannot_be_is_told_while_it_is_drawn_and_refused(page, start, target, key, words) -> None:
    before = page.written()
    end = page.point_on(target) if target in page.debate.relations else page.point(target)
    page.drag_to(page.ring(start), end, drop=False)
    page.keys(key)
    assert words in page.hints[-1]
    assert page.view.viewport().cursor().shape() is Qt.CursorShape.ForbiddenCursor
    shown = {choice.key: choice.possible for choice in page.view.overlay.aim_choices}
    assert not shown[key]
    page.release(end)
    assert len(page.refusals) == 1
    assert words in page.refusals[0]
    assert page.written() == before
    assert page.view.linking.aim is None


def test_what_cannot_be_is_walked_over_by_keys_and_refused(page) -> None:
    before = page.written()
    page.walk_to("s9")
    page.keys("M")
    page.aim_at("v2")
    assert "Only statements" in page.hints[-1]
    page.aim_at("s4")
    assert "Only statements" not in page.hints[-1]
    page.aim_at("v1")
    page.keys("Return")
    assert "Only statements" in page.refusals[0]
    assert page.written() == before


def test_a_card_is_not_linked_to_itself(page) -> None:
    before = page.written()
    page.drag_to(page.ring("s8"), page.point("s8") + QPoint(30, 0))
    assert "to itself" in page.refusals[0]
    page.drag_to(page.tip("r10"), page.point("s8"))
    assert "to itself" in page.refusals[1]
    assert page.written() == before


def test_an_arrow_leads_neither_to_itself_nor_to_what_hangs_on_it(page) -> None:
    before = page.written()
    page.drag_to(page.tip("r5"), page.point_on("r6"))
    assert "hangs on this one" in page.refusals[0]
    page.drag_to(page.start("r5"), page.point("v1"))
    assert "starts from a statement" in page.refusals[1]
    assert page.written() == before


def test_walking_begins_at_the_card_again_where_the_arrow_aimed_at_was_folded_away(page) -> None:
    page.walk_to("s1")
    page.keys("L")
    page.view.linking.point_at("r6")
    page.view.showing.fold_all()
    assert "r6" not in page.view.scene.sight
    page.keys("Up")
    assert page.view.linking.aim.target != "r6"
    page.keys("Escape")


def test_nothing_is_said_twice(page) -> None:
    before = page.written()
    page.link_by_mouse("s6", "s5")
    assert page.told == ["That link is there already; it is selected now."]
    assert page.selected == ("r5",)
    assert page.written() == before
    page.link_by_mouse("s8", "s5")
    once = page.written()
    page.drag_to(page.start("r5"), page.point("s8"))
    page.link_by_mouse("s6", "s8", "5")
    turned = page.written()
    page.keys("R")  # r10 says that
    assert page.written() == turned
    page.keys("Del")
    page.link_by_mouse("s6", "s5", "1")
    supporting = page.written()
    page.keys("3")  # r5 says that
    assert page.written() == supporting
    page.keys("Del")
    assert page.written() == once
    assert len(page.refusals) == 3
    assert all("says just this" in sentence for sentence in page.refusals)


def test_a_circle_of_support_is_told_and_made(page) -> None:
    page.link_by_mouse("s5", "s9", "1")
    assert "circle" in page.told[0]
    assert (SUPPORTS, "s9") in _links(page, "s5")


def test_a_provision_starts_no_link_and_nothing_selected_neither(page) -> None:
    page.walk_to("v1")
    page.keys("L")
    assert "cannot be where a link starts" in page.hints[-1]
    page.keys("Escape", "L")
    assert "Select" in page.hints[-1]
    assert page.view.linking.aim is None


def test_enter_without_an_aim_says_what_to_do_and_goes_on(page) -> None:
    page.walk_to("s8")
    page.keys("L", "Return")
    assert "Aim at a card" in page.hints[-1]
    page.aim_at("s4")
    page.keys("Return")
    assert (OBJECTS, "s4") in _links(page, "s8")
