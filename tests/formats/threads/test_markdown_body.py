"""Bodies that were typed in Markdown: the words as typed, the quote marks gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.threads.chunks import lines_of, plain_chunks
from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.markdown_body import markdown_body
from argmap.formats.threads.markdown_chunks import markdown_chunks
from argmap.formats.threads.plain_body import body_of, is_one_paragraph, paragraph
from argmap.formats.threads.thread import Body


def parts(body: Body) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.depth, body.text[block.start : block.end]) for block in body.blocks]


def quotes(body: Body) -> list[str]:
    return [body.text[cited.start : cited.end] for cited in body.quotes]


def test_quotes_lose_their_marks_and_keep_their_ends() -> None:
    body = markdown_body("> The dam\n> is old\nand leaks.\n\nIt is *not*.\n\n>One.\n>\n> > Inner.\n\n> Two.\n")
    assert parts(body) == [
        ("quote", 1, "The dam"),
        ("quote", 1, "is old"),
        ("quote", 1, "and leaks."),
        ("own", 0, "It is *not*."),
        ("quote", 1, "One."),
        ("quote", 2, "Inner."),
        ("quote", 1, "Two."),
    ]
    assert quotes(body) == ["The dam\nis old\nand leaks.", "One.\n\nInner.", "Two."]
    assert ">" not in body.text


def test_lists_code_headings_and_rules() -> None:
    body = markdown_body("# Why\n\n- old\n- leaks\n\n```\n> code\n\n\nmore\n```\n\n***\n\n[^1]: a note")
    assert parts(body) == [
        ("heading", 1, "# Why"),
        ("list_item", 1, "- old"),
        ("list_item", 1, "- leaks"),
        ("code", 0, "```\n> code\n\n\nmore\n```"),
        ("noise", 0, "***"),
        ("footnote", 0, "[^1]: a note"),
    ]
    assert not body.quotes


def test_a_spoiler_is_no_quote() -> None:
    body = markdown_body(">!The skipper did it!< I think\n\n> A quote.")
    assert parts(body) == [("own", 0, ">!The skipper did it!< I think"), ("quote", 1, "A quote.")]


@pytest.mark.parametrize("text", ["", "  \n ", ">", "\0\n\x01"])
def test_what_has_no_words_has_no_blocks(text: str) -> None:
    assert markdown_body(text) == Body()


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Plain.  ", "Plain."), ("a\r\nb", "a\nb"), ("nul\0s", "nuls"), ("e\u0301", "é"), ("👩‍👧 שלום", "👩‍👧 שלום")],
)
def test_text_is_normalised_before_any_offset_exists(text: str, kept: str) -> None:
    body = markdown_body(text)
    assert body.text == kept
    assert "".join(body.text[b.start : b.end] for b in body.blocks).replace("\n", "") == kept.replace("\n", "")


@given(st.text(st.sampled_from("aI1.)(-*#>=_ :[]`~\t|é"), max_size=8))
def test_one_paragraph_is_the_same_at_a_glance(text: str) -> None:
    if is_one_paragraph(text):
        lines = lines_of(text)
        assert (
            paragraph(text) == body_of(text, lines, plain_chunks(text, lines)) == body_of(text, *markdown_chunks(text))
        )


@given(st.text(st.sampled_from(">-* #`1.)a\n\t|[]:!<\U0001f600é\u05d0\0"), max_size=60))
def test_no_letter_is_lost_and_blocks_cover_all(text: str) -> None:
    body = markdown_body(text)
    ink = [letter for letter in normalised(text) if not letter.isspace() and letter not in ">\0"]
    assert [letter for letter in body.text if not letter.isspace() and letter != ">"] == ink
    end = 0
    for block in body.blocks:
        assert end <= block.start < block.end <= len(body.text)
        assert not body.text[end : block.start].strip()
        end = block.end
    assert not body.text[end:].strip()
    for cited in body.quotes:
        assert 0 <= cited.start < cited.end <= len(body.text)


def test_letters_are_composed_after_what_stood_between_is_gone() -> None:
    assert markdown_body("cafe\x07\u0301 x\n\n> y").text == "caf\xe9 x\n\ny"
