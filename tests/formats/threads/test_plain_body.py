"""Bodies that are plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.threads.plain_body import plain_body
from argmap.formats.threads.thread import Body
from argmap.model.kinds import BlockKind

TEXT = """Dear all,


> > The ferry leaks.
> It does.
>
> And smells.
Not mine.

- one seat
  of wood
- two seats

```
if leak:


    bail()
```
-----
  That is all.
"""


def said(body: Body) -> list[tuple[BlockKind, int, str]]:
    """The blocks with their words."""
    return [(b.kind, b.depth, body.text[b.start : b.end]) for b in body.blocks]


def test_each_kind_of_line_becomes_a_block():
    body = plain_body(TEXT)
    assert said(body) == [
        (BlockKind.OWN, 0, "Dear all,"),
        (BlockKind.QUOTE, 2, "The ferry leaks."),
        (BlockKind.QUOTE, 1, "It does."),
        (BlockKind.QUOTE, 1, "And smells."),
        (BlockKind.OWN, 0, "Not mine."),
        (BlockKind.LIST_ITEM, 1, "- one seat\n  of wood"),
        (BlockKind.LIST_ITEM, 1, "- two seats"),
        (BlockKind.CODE, 0, "```\nif leak:\n\n\n    bail()\n```"),
        (BlockKind.NOISE, 0, "-----"),
        (BlockKind.OWN, 0, "That is all."),
    ]
    assert [body.text[q.start : q.end] for q in body.quotes] == ["The ferry leaks.\nIt does.\n\nAnd smells."]


def test_blank_lines_are_single_and_part_a_quote_from_its_answer():
    body = plain_body(TEXT)
    assert body.text.startswith("Dear all,\n\nThe ferry leaks.\nIt does.\n\nAnd smells.\n\nNot mine.\n\n- one seat")
    assert body.text.endswith("\n  That is all.")


def test_quotes_with_a_blank_line_between_them_are_two():
    assert len(plain_body("> a\n\n> b").quotes) == 2
    assert len(plain_body("> a\n>\n> b").quotes) == 1


def test_line_ends_and_composition_are_settled_before_offsets():
    body = plain_body("\ufeffcafe\u0301\r\nbar\rbaz\r\n")
    assert body.text == "café\nbar\nbaz"
    assert body.blocks[-1].end == len(body.text)


def test_nothing_is_an_empty_body():
    assert plain_body("").text == plain_body(" \n>\n> >\n").text == ""
    assert plain_body(" \n>\n").blocks == ()


@given(st.text(st.sampled_from(list("> ab-*`\n\t1.[]~=\u00a0")), max_size=200))
def test_no_word_is_lost_and_blocks_cover_all(text: str):
    body = plain_body(text)
    assert "".join(body.text.replace(">", "").split()) == "".join(text.replace(">", "").split())
    end = 0
    for block in body.blocks:
        assert not body.text[end : block.start].strip()
        assert end <= block.start < block.end
        assert body.text[block.start : block.end].strip()
        end = block.end
    assert not body.text[end:].strip()
    for quote in body.quotes:
        assert any(block.start == quote.start for block in body.blocks)
        assert any(block.end == quote.end for block in body.blocks)


@pytest.mark.parametrize("depth", [1, 99, 5000])
def test_any_depth_of_marks_is_read(depth: int):
    assert plain_body(">" * depth + " deep").text.endswith("deep")


def test_the_indent_of_a_quote_is_part_of_it():
    body = plain_body(">   indented\n> more\n\n  own\n")
    assert said(body) == [(BlockKind.QUOTE, 1, "  indented"), (BlockKind.QUOTE, 1, "more"), (BlockKind.OWN, 0, "own")]
