"""The strip of what a link can be, in views of any width."""

import pytest

from argmap.gui.map.kind_strip import MOST_ROWS, TOP, KindChoice, rows_of

CHOICES = [KindChoice(str(n), f"does number {n}", n != 4, n == 3) for n in range(1, 10)]


@pytest.mark.parametrize("width", [240, 400, 700, 1400])
def test_every_choice_is_within_the_view_and_lies_on_no_other(width) -> None:
    boxes = [box for row in rows_of(CHOICES, width) for _, box in row]
    assert len(boxes) == len(CHOICES)
    assert all(box.left() >= TOP and box.right() <= width - TOP + 1 for box in boxes)
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[:n])


def test_where_room_is_short_keys_stand_alone_but_for_the_chosen_one() -> None:
    rows = rows_of(CHOICES, 300)
    assert len(rows) <= MOST_ROWS
    assert [choice.words for row in rows for choice, _ in row if choice.words] == ["does number 3"]
    assert all(choice.words for row in rows_of(CHOICES, 1400) for choice, _ in row)
