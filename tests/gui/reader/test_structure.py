from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from argmap.gui.reader.content import QuoteMark
from argmap.gui.reader.structure import part_at, parts
from argmap.model.kinds import BlockKind
from argmap.model.records import Block, Post


def shape(post: Post, *marks: QuoteMark) -> list[tuple[int, int, BlockKind]]:
    return [(part.start, part.end, part.kind) for part in parts(post, marks)]


def test_blocks_and_what_is_between_them():
    post = Post("p", text="0123456789", blocks=(Block(BlockKind.HEADING, 0, 3, 1), Block(BlockKind.CODE, 5, 8)))
    own = BlockKind.OWN
    assert shape(post) == [(0, 3, BlockKind.HEADING), (3, 5, own), (5, 8, BlockKind.CODE), (8, 10, own)]


def test_the_innermost_block_counts():
    post = Post("p", text="0123456789", blocks=(Block(BlockKind.QUOTE, 0, 10, 1), Block(BlockKind.LIST_ITEM, 4, 7, 1)))
    quote = BlockKind.QUOTE
    assert shape(post) == [(0, 4, quote), (4, 7, BlockKind.LIST_ITEM), (7, 10, quote)]


def test_a_found_quote_makes_its_lines_a_block():
    post = Post("p", text="“Old.”\nNew.", blocks=(Block(BlockKind.OWN, 0, 11),))
    mark = QuoteMark(1, 5, "", True, None, "")
    assert shape(post, mark) == [(0, 6, BlockKind.QUOTE), (6, 11, BlockKind.OWN)]


@given(st.lists(st.tuples(st.sampled_from(BlockKind), st.integers(0, 29), st.integers(1, 30)), max_size=8))
def test_parts_cover_the_text(spans):
    blocks = tuple(Block(kind, start, min(30, start + length)) for kind, start, length in spans)
    found = parts(Post("p", text="x" * 30, blocks=blocks), ())
    assert [found[0].start, found[-1].end] == [0, 30]
    assert all(one.end == other.start for one, other in itertools.pairwise(found))
    assert all(part_at(found, n).start <= n < part_at(found, n).end for n in range(30))
    assert part_at(found, 30) is found[-1]
