from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QGuiApplication

from argmap.gui.reader.content import QuoteMark
from argmap.gui.reader.post_layout import PostLayout
from argmap.gui.reader.style import LEVEL, Column, Style
from argmap.model.kinds import BlockKind
from argmap.model.records import Block, Passage, Post
from argmap.picture.palette import LIGHT

TEXT = "A first line 🚲🚲 with wheels that goes on until it has to wrap somewhere in a narrow column.\n\nA second one."


@pytest.fixture(scope="module")
def style(qapp: QGuiApplication) -> Style:
    return Style(LIGHT)


def laid(style: Style, text: str = TEXT, width: float = 300, marks=(), blocks=()) -> PostLayout:
    return PostLayout(Post("p", text=text, blocks=blocks), marks, width, style)


def test_every_character_is_on_one_line(style):
    rows = laid(style).rows
    assert [rows[0].start, rows[-1].end] == [0, len(TEXT)]
    assert all(one.end == other.start for one, other in itertools.pairwise(rows))
    assert all(one.y + one.height <= other.y for one, other in itertools.pairwise(rows))


def test_a_point_finds_the_character_that_is_drawn_there(style):
    layout = laid(style)
    for offset, character in enumerate(TEXT):
        for rect in layout.rects(offset, offset + 1) if character.strip() else ():
            assert layout.character_at(rect.center().x(), rect.center().y()) == offset


def test_beside_the_text_is_no_character(style):
    layout = laid(style)
    last = layout.rows[-1]
    assert layout.character_at(299, last.y + 5) is None
    assert layout.character_at(5, layout.height + 50) is None
    assert layout.offset_near(299, last.y + 5) == len(TEXT)
    assert layout.offset_near(0, -10) == 0


def test_a_span_has_a_rectangle_a_line_inside_the_column(style):
    layout = laid(style)
    rects = layout.rects(0, len(TEXT))
    assert len(rects) == len([row for row in layout.rows if TEXT[row.start : row.end].strip()])
    assert all(rect.left() >= 0 and rect.right() <= 300.5 for rect in rects)
    assert layout.rects(5, 5) == []


def test_lines_are_as_far_apart_as_designed(style):
    rows = laid(style).rows
    assert rows[1].y - rows[0].y == pytest.approx(22.4)


def test_a_narrower_column_is_higher(style):
    assert laid(style, width=200).height > laid(style, width=300).height


def test_a_word_longer_than_the_column_is_broken(style):
    layout = laid(style, "x" * 400, 150)
    assert max(rect.right() for rect in layout.rects(0, 400)) <= 150.5


def mark(start: int, end: int, label: str = "↑ quoted from Ada") -> QuoteMark:
    return QuoteMark(start, end, label, True, Passage("a", 0, 3), "tip")


def test_a_quote_is_set_in_with_its_link_behind_it(style):
    layout = laid(style, "Old words.\nNew words.", marks=[mark(0, 10)])
    assert layout.rows[0].part.kind is BlockKind.QUOTE
    assert layout.rows[0].line.x() > layout.rows[1].line.x()
    (label,) = layout.labels
    assert label.rect.top() == layout.rows[0].y
    assert layout.mark_at(label.rect.center().x(), label.rect.center().y()) == label.mark
    assert layout.mark_at(layout.rows[1].line.x() + 3, layout.rows[1].y + 5) is None


def test_the_link_goes_below_where_there_is_no_room(style):
    layout = laid(style, "Old words that fill most of the line.\nNew words.", 280, marks=[mark(0, 37)])
    (label,) = layout.labels
    assert layout.rows[0].y + layout.rows[0].height <= label.rect.top()
    assert label.rect.bottom() <= layout.rows[1].y


def test_a_quote_among_other_words_is_found_where_it_stands(style):
    inline = QuoteMark(8, 17, "", False, Passage("a", 0, 3), "")
    layout = laid(style, "You say old words here.", marks=[inline])
    (rect,) = layout.rects(8, 17)
    assert layout.mark_at(rect.center().x(), rect.center().y()) == inline
    assert layout.labels == []


def test_a_list_item_has_a_mark_unless_the_text_has_one(style):
    text = "- marked\n    * indented\nunmarked and long enough to wrap over the end of the line"
    ends = ((0, 9, 1), (9, 24, 2), (24, len(text), 1))
    blocks = tuple(Block(BlockKind.LIST_ITEM, *end) for end in ends)
    assert [row.bullet for row in laid(style, text, 220, blocks=blocks).rows][:4] == [False, False, True, False]


def test_an_empty_post_has_no_height(style):
    layout = laid(style, "")
    assert (layout.height, layout.rows, layout.rects(0, 0), layout.offset_near(3, 3)) == (0.0, [], [], 0)


def test_a_line_holds_at_most_some_seventy_five_characters(style):
    text = "the quick brown fox jumps over the lazy dog and then some more of it " * 12
    _, width = Column(1600, style).place(0)
    longest = max(row.end - row.start for row in laid(style, text, width).rows)
    assert 65 <= longest <= 82


def test_reply_levels_are_set_in_up_to_a_cap(style):
    wide, narrow = Column(700, style), Column(420, style)
    assert [wide.place(n)[0] for n in (0, 1, 2)] == [20, 20 + LEVEL, 20 + 2 * LEVEL]
    assert wide.place(8)[0] == wide.place(30)[0]
    assert narrow.place(30)[1] >= 200


HEBREW = "החוק מחייב רישיון לכל מודל מעל 70 מיליארד פרמטרים. זה גבוה מדי, ואין מי שיבדוק. כך נאמר."


def test_lines_that_are_read_from_the_right_begin_there(style):
    layout = laid(style, HEBREW, width=260)
    assert len(layout.rows) > 1
    for row in layout.rows:
        (first,) = layout.rects(row.start, row.start + 1)
        assert first.right() == pytest.approx(260, abs=2)
    for offset, character in enumerate(HEBREW):
        for rect in layout.rects(offset, offset + 1) if character.strip() else ():
            found = layout.character_at(rect.center().x(), rect.center().y())
            assert found is not None
            assert abs(found - offset) <= 1  # Qt rounds at the middle of a letter
            assert 0 <= rect.left() < rect.right() <= 261


def test_the_link_of_a_quote_has_room_beside_or_below_words_from_the_right(style):
    mark = QuoteMark(0, 50, "↑ quoted", True, Passage("a", 0, 3), "tip")
    layout = laid(style, HEBREW, width=260, marks=[mark])
    (label,) = layout.labels
    assert not any(label.rect.intersects(rect) for rect in layout.rects(0, len(HEBREW)))
    assert label.rect.right() <= 260
