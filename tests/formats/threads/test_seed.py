"""The scraped thread that this reader was made for: two scrapes glued, 82 lines, labelled by hand by line number."""

from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.formats import registry
from argmap.model.debate import Debate
from argmap.model.kinds import ParentBasis, SpanRole

pytestmark = pytest.mark.corpus

TRUE_QUOTES = {1: None, 3: None, 6: None, 8: 4, 14: 2, 37: 36, 40: 73}
"""Line of each quote and line of its source; None where the quoted post is not in the file."""
SECOND_COPY_FROM = 42
ONLY_IN_SECOND_COPY = {57, 58, 59, 67, 73, 81}
TRUE_STARTS = {1, 8, 14, 21, 67, 28, 29, 30, 31, 73, 32, 37, 39, 81, 40}
"""Lines with which posts begin, as a reader of the original thread sees it."""


@pytest.fixture(scope="module")
def seed(corpus: Path) -> tuple[str, Debate]:
    (path,) = (corpus / "seed").glob("*.txt")
    data = path.read_bytes()
    return data.decode(), registry.read(data, path.name)


def places(text: str, debate: Debate, post: str) -> list[int]:
    """For each character of a post that is no white space, its offset in the source."""
    (source,) = debate.sources.values()
    spans = [s for s in source.spans if s.post == post and s.role is SpanRole.POST]
    offsets = [i for s in spans for i in range(s.start, s.end) if not text[i].isspace()]
    said = [c for c in debate.posts[post].text if not c.isspace()]
    assert [text[i] for i in offsets] == said
    return offsets


def line_of(text: str, debate: Debate, post: str, start: int) -> int:
    inked = sum(not c.isspace() for c in debate.posts[post].text[:start])
    return text.count("\n", 0, places(text, debate, post)[inked]) + 1


def test_quotes_are_the_true_ones_with_their_sources(seed: tuple[str, Debate]) -> None:
    text, debate = seed
    found = {}
    for quote in debate.quotes.values():
        of = None if quote.of_post is None else line_of(text, debate, quote.of_post, quote.of_start)
        found[line_of(text, debate, quote.post, quote.start)] = of
    assert found == TRUE_QUOTES


def test_nothing_is_lost_and_nothing_doubled(seed: tuple[str, Debate], check_sound: Callable[..., None]) -> None:
    text, debate = seed
    (source,) = debate.sources.values()
    check_sound(debate, source.content)
    lines = text.split("\n")
    kept = {line_of(text, debate, post.id, b.start) for post in debate.posts.values() for b in post.blocks}
    assert kept == set(range(1, SECOND_COPY_FROM)) | ONLY_IN_SECOND_COPY
    blocks = [post.text[b.start : b.end] for post in debate.posts.values() for b in post.blocks if b.kind != "quote"]
    assert len(blocks) == len(set(blocks))
    assert sorted(blocks) == sorted(lines[n - 1] for n in kept - TRUE_QUOTES.keys())


def test_duplicates_name_the_post_that_has_their_words(seed: tuple[str, Debate]) -> None:
    text, debate = seed
    (source,) = debate.sources.values()
    duplicates = [span for span in source.spans if span.role is SpanRole.DUPLICATE]
    for span in duplicates:
        for line in text[span.start : span.end].split("\n"):
            assert line in debate.posts[span.post].text
    assert all(text.count("\n", 0, span.start) + 1 >= SECOND_COPY_FROM for span in duplicates)


def test_posts_begin_where_signs_are_and_guesses_are_said(seed: tuple[str, Debate]) -> None:
    text, debate = seed
    starts = {line_of(text, debate, post.id, 0) for post in debate.posts.values()}
    assert starts <= TRUE_STARTS
    assert len(starts) >= 12
    guesses = [f for f in debate.findings.values() if f.code == "boundary"]
    assert len(guesses) == len(debate.posts) - 1


def test_parents_are_what_quotes_say(seed: tuple[str, Debate]) -> None:
    text, debate = seed
    answers = {
        line_of(text, debate, p.id, 0): line_of(text, debate, p.parent, 0) for p in debate.posts.values() if p.parent
    }
    assert answers == {8: 1, 14: 1, 37: 32, 40: 73}
    for post in debate.posts.values():
        assert (post.parent is None) == (post.parent_basis is ParentBasis.NONE)


def test_lead_ins_that_lost_their_quotes_are_found(seed: tuple[str, Debate]) -> None:
    _, debate = seed
    assert len([f for f in debate.findings.values() if f.code == "lost-quote"]) == 3


def test_rendered_forum_threads_have_one_post_for_each_heading(corpus: Path) -> None:
    found = sorted((corpus / "threads" / "discourse_rendered_md").glob("*.md"))
    if not found:
        pytest.skip(f"no rendered threads below {corpus}")
    for path in found[:8]:
        data = path.read_bytes()
        debate = registry.read(data, path.name)
        count = data.count(b"\n## Post #")
        assert len([p for p in debate.posts.values() if p.author]) == count, path.name
