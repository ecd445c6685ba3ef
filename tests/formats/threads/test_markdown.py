"""Markdown: structure is read, words are kept."""

from collections.abc import Callable

import pytest

from argmap import paths
from argmap.formats.threads import markdown
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, SpanRole

THREAD = """---
title: The dam
---

# The dam

## Ann (2024-03-01 10:02)

The dam should be **three metres** higher, since the flood of May went over it.

- It is old.
- It leaks.

## Ben (2024-03-01 11:30 UTC)

> The dam should be three metres higher, since the flood
of May went over it.

See [the report](https://dam.example/r) <b>first</b>.

```
> no quote: code
```

## Ann (2024-03-02)

[^1]: It is long.
"""


def read(text: str) -> Debate:
    return markdown.read(text.encode(), "dam.md")


def test_headings_name_authors_and_times(check_sound: Callable[..., None]) -> None:
    debate = read(THREAD)
    check_sound(debate, THREAD.encode(), labelled=True)
    posts = list(debate.posts.values())
    assert [p.author and debate.authors[p.author].name for p in posts] == [None, "Ann", "Ben", "Ann"]
    assert [p.posted_at for p in posts] == [None, "2024-03-01T10:02", "2024-03-01T11:30Z", "2024-03-02"]
    assert "##" not in "".join(p.text for p in posts)


@pytest.mark.parametrize("remark", ["(3 March)", "[the mayor]", ""])
def test_names_that_return_in_headings_are_authors_with_any_remark(remark: str) -> None:
    debate = read(f"# Dam\n\n## Ann {remark}\n\nHigher.\n\n## Ben\n\nWhy?\n\n## Ann {remark}\n\nThe flood.")
    assert [p.author and debate.authors[p.author].name for p in debate.posts.values()] == [None, "Ann", "Ben", "Ann"]
    assert not debate.findings


def test_blocks_have_their_kinds_and_words_their_marks() -> None:
    _, first, second, third = read(THREAD).posts.values()
    assert [b.kind for b in first.blocks] == [BlockKind.OWN, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]
    assert "**three metres**" in first.text
    quote, own, code = second.blocks
    assert (quote.kind, quote.depth) == (BlockKind.QUOTE, 1)
    assert second.text[: quote.end].endswith("of May went over it.")  # a line without its mark belongs to the quote too
    assert second.text[own.start : own.end] == "See [the report](https://dam.example/r) <b>first</b>."
    assert "> no quote: code" in second.text[code.start : code.end]
    assert code.kind is BlockKind.CODE
    assert third.blocks[0].kind is BlockKind.FOOTNOTE


def test_a_quote_across_a_lazy_line_finds_its_source() -> None:
    debate = read(THREAD)
    (quote,) = debate.quotes.values()
    _, first, second, _ = debate.posts.values()
    assert (quote.post, quote.of_post) == (second.id, first.id)
    assert second.parent == first.id


def test_front_matter_is_noise() -> None:
    (source,) = read(THREAD).sources.values()
    assert source.spans[0].role is SpanRole.NOISE
    assert THREAD[source.spans[0].end - 3 : source.spans[0].end] == "---"


def test_headings_that_are_no_names_part_posts_and_stay() -> None:
    debate = read("# Plan\n\nIntro.\n\n## Costs of the dam\n\nMany.\n\n## What it brings\n\nLess water.")
    assert not debate.authors
    assert [p.text.split("\n")[0] for p in debate.posts.values()] == [
        "# Plan",
        "## Costs of the dam",
        "## What it brings",
    ]


def test_nested_quotes_keep_their_depth(check_sound: Callable[..., None]) -> None:
    data = "Own words come first here.\n\n> One level.\n>\n> > Two levels.\n>\n> - an item\n\nAnd last."
    debate = read(data)
    check_sound(debate, data.encode())
    blocks = [(b.kind, b.depth) for post in debate.posts.values() for b in post.blocks]
    assert (BlockKind.QUOTE, 2) in blocks
    assert (BlockKind.QUOTE, 1) in blocks
    assert ">" not in "".join(p.text for p in debate.posts.values())


def test_lines_that_are_paragraphs_stand_alone() -> None:
    long = "This line is a paragraph of its own, as scraped text has it, and runs on well beyond the width of any page of mail."
    debate = read(f"{long}\n{long[::-1]}\n{long.upper()}.")
    assert sum(len(post.blocks) for post in debate.posts.values()) == 3


def test_references_and_unclosed_fences_are_kept(check_sound: Callable[..., None]) -> None:
    data = "Words [here].\n\n[here]: https://a.example\n\n```\nnever closed\n\nreally"
    debate = read(data)
    check_sound(debate, data.encode())
    assert "never closed" in "".join(p.text for p in debate.posts.values())


def test_the_sample_consultation_names_its_authors() -> None:
    sample = paths.sample_debates() / "night-deliveries.md"
    debate = markdown.read(sample.read_bytes(), sample.name)
    names = [post.author and debate.authors[post.author].name for post in debate.posts.values()]
    assert names == [
        None,
        *[
            "Council Office",
            "Marit Oyen",
            "Jonas Brandt",
            "Council Office",
            "Marit Oyen",
            "Pilar Quint",
            "Jonas Brandt",
        ],
    ]
    assert all(post.posted_at for post in list(debate.posts.values())[1:])
    assert len(debate.quotes) == 6
