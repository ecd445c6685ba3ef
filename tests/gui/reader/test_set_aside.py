"""How the reader shows what plays no part: noise in a post, posts set aside, posts that are not here, and times without a
zone."""

from dataclasses import replace

import pytest

from argmap.gui.reader import content
from argmap.model.debate import Debate
from argmap.model.edits import posts
from argmap.model.kinds import BlockKind, PostStatus
from argmap.model.records import Block, Post

SIGNED = "Plates cannot be read at night.\n\n-- \nSent from my phone. Have a nice day."


@pytest.fixture
def noisy(debate: Debate) -> Debate:
    """The small debate with a signed post, one set aside, and one that is not here."""
    signed = Post(
        "p6",
        author="cy",
        parent="p1",
        position=7,
        text=SIGNED,
        blocks=(Block(BlockKind.OWN, 0, 31), Block(BlockKind.NOISE, 33, len(SIGNED))),
        posted_at="2024-05-01T10:00:00",
        score=4,
        agreement=-2,
    )
    aside = Post("p7", author="cy", position=8, text="Unsubscribe here. Or there.", status=PostStatus.NOISE)
    gone = Post("p8", position=9, status=PostStatus.STUB, title="12 comments not in this file")
    return Debate([*debate.records(), signed, aside, gone])


def header(debate: Debate, post_id: str) -> content.Header:
    return content.header(debate, debate.posts[post_id], 3, [])


def test_agreement_stands_beside_the_score(noisy: Debate) -> None:
    assert header(noisy, "p6").said.endswith("1 May 2024 · score 4 · agreement −2")
    assert "score" not in header(noisy, "p1").said


def test_a_time_without_a_zone_says_so(noisy: Debate) -> None:
    assert "2024-05-01T10:00:00 (the file tells no time zone)" in header(noisy, "p6").tip
    for zoned in ("2024-05-01T10:00:00+02:00", "2024-05-01", "last spring"):
        post = replace(noisy.posts["p6"], posted_at=zoned)
        assert "time zone" not in content.header(noisy, post, 3, []).tip


def test_a_post_that_is_not_here_is_one_line(open_reader, noisy: Debate) -> None:
    page = open_reader(noisy)
    assert header(noisy, "p8").said == "12 comments not in this file"
    document = page.view.document
    slim, folded, full = (page.view.laid(document.index(i)) for i in ("p8", "p7", "p6"))
    assert slim.notice == folded.notice == ""
    assert slim.height == folded.height < full.height
    assert [piece.text for piece in slim.header.pieces][-1] == "12 comments not in this file"


def test_a_post_set_aside_is_folded_and_passed_over_until_it_is_brought_back(open_reader, noisy: Debate) -> None:
    page = open_reader(noisy)
    view = page.view
    shown = header(noisy, "p7")
    assert (shown.author, shown.known) == ("Cy Marsh", False)
    assert "set aside as noise: Unsubscribe here." in shown.said
    assert view.document.sentences("p7") == []
    page.read("p6", "Plates cannot be read at night.").press("J")
    assert page.selected == "Plates cannot be read at night."  # below it are only noise and what is not here
    assert page.session.do(posts.set_noise(page.debate, ["p7"], False))
    page.press("J")
    assert page.selected == "Unsubscribe here."
    assert view.laid(view.document.index("p7")).body.height > 0


def test_the_cursor_passes_over_noise_unless_there_is_nothing_else(open_reader, noisy: Debate) -> None:
    document = open_reader(noisy).view.document
    assert document.sentences("p6") == [(0, 31)]
    assert len(document.all_sentences("p6")) > 1
    only = Debate([Post("n", text="Footer here.", blocks=(Block(BlockKind.NOISE, 0, 12),))])
    assert open_reader(only).view.document.sentences("n") == [(0, 12)]


def test_noise_is_quieter_than_text(open_reader, noisy: Debate) -> None:
    view = open_reader(noisy).view
    style = view._painter.style
    assert style.ink(BlockKind.NOISE) != style.ink(BlockKind.OWN)
    assert style.font(BlockKind.NOISE, 0).pixelSize() < style.font(BlockKind.OWN, 0).pixelSize()
    assert content.own_words(replace(noisy.posts["p6"], blocks=(Block(BlockKind.NOISE, 0, 31),))).startswith("\n\n--")
