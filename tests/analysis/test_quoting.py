"""Quotes and parents of a whole debate, found after it was read, as one edit."""

import pytest

from argmap.analysis import quoting
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.edits import quotes as quote_edits
from argmap.model.kinds import BlockKind, ParentBasis, PostStatus, QuoteBasis
from argmap.model.progress import Cancelled
from argmap.model.records import Block, Post, Quote, Source

DAM = "The dam should be three metres higher, because the flood of last May went over it in a single night."
MILL = "The mill has its own gate, and the miller opens it when he likes, not when the town asks him to."
ROAD = "Lorries to the quarry use the only road that the school bus has, and they use it at eight."


def post(post_id: str, *parts: str | tuple[BlockKind, str], **fields: object) -> Post:
    """A post of blocks with blank lines between them; bare words are its author's own."""
    text, blocks = "", []
    for part in parts:
        kind, said = (BlockKind.OWN, part) if isinstance(part, str) else part
        text += "\n\n" if text else ""
        depth = 1 if kind is BlockKind.QUOTE else 0
        blocks.append(Block(kind, len(text), len(text) + len(said), depth))
        text += said
    return Post(post_id, text=text, blocks=tuple(blocks), **fields)  # type: ignore[arg-type]


def debate_of(*posts: Post, quotes: tuple[Quote, ...] = ()) -> Debate:
    numbered = [p if p.position else _at(p, number) for number, p in enumerate(posts)]
    return Debate([Source("s", "a.mbox", "mbox"), *numbered, *quotes])


def _at(one: Post, number: int) -> Post:
    from dataclasses import replace

    return replace(one, position=number)


def found(debate: Debate, **options: object) -> Debate:
    """The debate with its quotes, sound, and with nothing more to find."""
    debate = debate.snapshot()
    debate.apply(quoting.find(debate, **options))  # type: ignore[arg-type]
    assert list(problems(debate)) == []
    assert not quoting.find(debate, **options)  # type: ignore[arg-type]
    return debate


def words(debate: Debate, post_id: str | None, start: int | None, end: int | None) -> str:
    assert post_id is not None
    return debate.posts[post_id].text[start:end]


def test_an_unmarked_repeat_becomes_a_quote_and_its_block_and_its_parent() -> None:
    debate = found(debate_of(post("a", MILL, DAM), post("b", DAM, "Who pays?")))
    (quote,) = debate.quotes.values()
    assert (quote.post, quote.of_post, quote.basis, quote.similarity) == ("b", "a", QuoteBasis.EXACT, 1.0)
    assert words(debate, quote.of_post, quote.of_start, quote.of_end) == DAM
    assert [block.kind for block in debate.posts["b"].blocks] == [BlockKind.QUOTE, BlockKind.OWN]
    b = debate.posts["b"]
    assert (b.parent, b.parent_basis) == ("a", ParentBasis.QUOTE)
    assert b.parent_confidence is not None
    assert 0 < b.parent_confidence < 1


def test_blocks_are_cut_where_a_quote_is_a_paragraph_of_one_and_turn_back_when_it_is_rejected() -> None:
    text = f"{DAM}\n\nWho pays?"
    whole = Post("b", text=text, position=1, blocks=(Block(BlockKind.OWN, 0, len(text)),))
    debate = found(debate_of(post("a", MILL, DAM), whole))
    assert [(b.kind, text[b.start : b.end]) for b in debate.posts["b"].blocks] == [
        (BlockKind.QUOTE, DAM),
        (BlockKind.OWN, "Who pays?"),
    ]
    (quote_id,) = debate.quotes
    debate.apply(quote_edits.reject(debate, quote_id))
    assert {block.kind for block in debate.posts["b"].blocks} == {BlockKind.OWN}
    assert not quoting.find(debate)


def test_an_accepted_quote_stays_as_it_is() -> None:
    debate = found(debate_of(post("a", MILL, DAM), post("b", DAM, "Who pays?")))
    (quote_id,) = debate.quotes
    debate.apply(quote_edits.accept(debate, quote_id))
    assert not quoting.find(debate)


@pytest.mark.parametrize(
    "basis", [ParentBasis.USER, ParentBasis.NATIVE, ParentBasis.HEADER], ids=lambda basis: basis.value
)
def test_what_is_known_of_replies_is_left_alone(basis: ParentBasis) -> None:
    posts = [post("a", MILL, DAM), post("c", ROAD), post("b", DAM, "Who?", parent="c", parent_basis=basis)]
    debate = found(debate_of(*posts))
    assert (debate.posts["b"].parent, debate.posts["b"].parent_basis) == ("c", basis)
    assert len(debate.quotes) == 1


def test_a_guess_by_order_gives_way_to_a_quote() -> None:
    posts = [
        post("a", MILL, DAM),
        post("c", ROAD),
        post("b", DAM, "Who?", parent="c", parent_basis=ParentBasis.ORDER, parent_confidence=0.5),
    ]
    debate = found(debate_of(*posts))
    assert (debate.posts["b"].parent, debate.posts["b"].parent_basis) == ("a", ParentBasis.QUOTE)


def test_marked_quotes_get_their_place() -> None:
    quote = Quote("q", "b", 0, len(DAM), similarity=0.0)
    debate = found(debate_of(post("a", MILL, DAM), post("b", (BlockKind.QUOTE, DAM), "Who?"), quotes=(quote,)))
    (placed,) = debate.quotes.values()
    assert (placed.id, placed.of_post, placed.basis, placed.similarity) == ("q", "a", QuoteBasis.MARKUP, 1.0)
    assert words(debate, placed.of_post, placed.of_start, placed.of_end) == DAM
    assert debate.posts["b"].parent == "a"


def test_a_marked_quote_is_from_the_post_that_the_file_names() -> None:
    posts = [post("a", DAM), post("b", MILL, DAM), post("c", (BlockKind.QUOTE, DAM), "Who?")]
    debate = found(debate_of(*posts, quotes=(Quote("q", "c", 0, len(DAM), "b"),)))
    assert (debate.quotes["q"].of_post, debate.quotes["q"].of_start) == ("b", len(MILL) + 2)


def test_a_marked_quote_is_rather_from_the_post_that_is_answered_than_from_the_first() -> None:
    posts = [
        post("a", DAM),
        post("b", MILL, DAM),
        post("c", (BlockKind.QUOTE, DAM), "Who?", parent="b", parent_basis=ParentBasis.NATIVE),
    ]
    debate = found(debate_of(*posts, quotes=(Quote("q", "c", 0, len(DAM)),)))
    assert debate.quotes["q"].of_post == "b"


def test_only_some_posts_are_searched_and_all_can_be_quoted() -> None:
    debate = debate_of(post("a", MILL, DAM), post("b", DAM, "Who pays?"), post("c", MILL, "So what?"))
    assert {quote.post for quote in found(debate, posts=["c"]).quotes.values()} == {"c"}


def test_posts_of_readers_that_look_for_quotes_are_only_quoted() -> None:
    own = [post("a", MILL, DAM, source="t"), post("b", DAM, "Who pays?", source="t")]
    debate = debate_of(*own, post("c", MILL, "So what?", source="s"))
    debate = Debate([Source("t", "t.txt", "text"), *debate.records()])
    assert {quote.post for quote in found(debate, skip_formats={"text"}).quotes.values()} == {"c"}


@pytest.mark.parametrize("kind", [BlockKind.CODE, BlockKind.HEADING, BlockKind.NOISE], ids=lambda kind: kind.value)
def test_code_headings_and_noise_are_neither_quotes_nor_quoted(kind: BlockKind) -> None:
    assert not quoting.find(debate_of(post("a", MILL, DAM), post("b", (kind, DAM), "Who pays?")))
    assert not quoting.find(debate_of(post("a", MILL, (kind, DAM)), post("b", DAM, "Who pays?")))


def test_a_marked_quote_of_code_has_its_source() -> None:
    code = "for gate in gates:\n    gate.open(height=3, slowly=True)\n    log(gate.name)"
    quote = Quote("q", "b", 0, len(code), similarity=0.0)
    posts = [post("a", MILL, (BlockKind.CODE, code)), post("b", (BlockKind.QUOTE, code), "Who closes it?")]
    assert found(debate_of(*posts, quotes=(quote,))).quotes["q"].of_post == "a"


def test_posts_set_aside_play_no_part() -> None:
    aside = post("a", MILL, DAM, status=PostStatus.NOISE)
    assert not quoting.find(debate_of(aside, post("b", DAM, "Who pays?")))


def test_posts_that_quote_each_other_make_no_circle() -> None:
    quotes = (Quote("q", "a", 0, len(DAM)), Quote("r", "b", 0, len(MILL)))
    posts = [post("a", (BlockKind.QUOTE, DAM), MILL), post("b", (BlockKind.QUOTE, MILL), DAM)]
    debate = found(debate_of(*posts, quotes=quotes))
    assert sorted(q.of_post or "" for q in debate.quotes.values()) == ["a", "b"]


def test_an_edit_is_made_fit_for_a_debate_that_changed() -> None:
    debate = debate_of(post("a", MILL, DAM), post("b", DAM, "Who pays?"), post("c", MILL, "So what?"))
    edit = quoting.find(debate)
    changed = debate.snapshot()
    changed.apply(quote_edits.edit_of("Remove", changed.deletion((debate.posts["b"].table, "b"))))
    fitted = quoting.rebased(edit, changed)
    changed.apply(fitted)
    assert {quote.post for quote in changed.quotes.values()} == {"c"}
    assert quoting.rebased(edit, debate) == edit


def test_it_can_be_cancelled() -> None:
    def stop(fraction: float, message: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        quoting.find(debate_of(post("a", MILL, DAM), post("b", DAM, "Who pays?")), progress=stop)
