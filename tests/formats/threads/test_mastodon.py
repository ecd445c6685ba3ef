"""Threads of Mastodon. No real context was at hand: all of these are written from the published schema of its entities."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import mastodon
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, ParentBasis, PostStatus

Tree = Callable[[Debate], list[tuple[str | None, str, str | None]]]


def status(number: int, user: str, content: str, answers: int | None = None, **more: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "created_at": f"2024-05-01T10:{number:02}:00.000Z",
        "in_reply_to_id": None if answers is None else str(answers),
        "in_reply_to_account_id": None,
        "spoiler_text": "",
        "url": f"https://lake.example/@{user}/{number}",
        "uri": f"https://lake.example/users/{user}/statuses/{number}",
        "favourites_count": number,
        "edited_at": None,
        "content": content,
        "reblog": None,
        "account": {"id": "1", "username": user.split("@", maxsplit=1)[0], "acct": user, "display_name": user.title()},
        "media_attachments": [],
        "poll": None,
        **more,
    }


ITSELF = status(3, "cy", "<p>Why?</p>", 2)
CONTEXT = {
    "ancestors": [
        status(1, "ada", "<p>Sixty is too low. שלום</p>"),
        status(2, "bo@sea.example", "<p>It is not. 🚲</p>", 1),
    ],
    "descendants": [
        status(4, "dan", "<p><span>@</span>cy Because.</p>", 3, edited_at="2024-05-02T10:00:00Z"),
        status(5, "eve", "<p>So?</p>", 4),
        status(6, "fay", "<p>Yes.</p>", 3),
    ],
}
WHOLE = [
    ("1", "ada", None),
    ("2", "bo@sea.example", "1"),
    ("3", "cy", "2"),
    ("4", "dan", "3"),
    ("5", "eve", "4"),
    ("6", "fay", "3"),
]


def load(*values: Any) -> Debate:
    return mastodon.read_all([(json.dumps(v).encode(), f"{n}.json") for n, v in enumerate(values)])


@pytest.mark.parametrize(
    "files",
    [
        [[ITSELF, CONTEXT]],
        [[CONTEXT, ITSELF]],
        [{"status": ITSELF, "context": CONTEXT}],
        [{"status": ITSELF, **CONTEXT}],
        [{**ITSELF, "context": CONTEXT}],
        [[*CONTEXT["ancestors"], ITSELF, *CONTEXT["descendants"]]],
    ],
)
def test_a_status_stands_in_its_context(
    files: list[Any], native_tree: Tree, check_posts: Callable[[Debate], None]
) -> None:
    debate = load(*files)
    check_posts(debate)
    assert native_tree(debate) == WHOLE
    assert {p.parent_basis for p in debate.posts.values() if p.parent} == {ParentBasis.NATIVE}
    assert not debate.findings
    assert debate.title == "ada: Sixty is too low. שלום"


def test_status_and_context_may_be_two_files(native_tree: Tree) -> None:
    debate = load(CONTEXT, ITSELF)
    assert sorted(native_tree(debate)) == WHOLE
    assert not debate.findings


def test_the_status_that_a_context_leaves_out_keeps_its_place(native_tree: Tree) -> None:
    debate = load(CONTEXT)
    assert native_tree(debate) == [(i, "" if i == "3" else who, above) for i, who, above in WHOLE]
    assert [p.status for p in debate.posts.values()].count(PostStatus.MISSING) == 1
    assert [f.text for f in debate.findings.values()] == [
        "The status that this file is about is not in it. Open it together with its context."
    ]


def test_what_is_absent_otherwise_is_only_named(native_tree: Tree) -> None:
    debate = load({"ancestors": [], "descendants": CONTEXT["descendants"]})
    assert native_tree(debate)[0] == ("3", "", None)
    assert len(debate.posts) == 4
    debate = load([ITSELF])
    assert native_tree(debate) == [("2", "", None), ("3", "cy", "2")]


def test_what_a_status_says_shows_asks_and_quotes() -> None:
    said = status(
        7,
        "gil",
        '<p>See <a href="https://lake.example/a-long-way"><span class="invisible">https://</span>'
        '<span class="ellipsis">lake.example/a-long</span><span class="invisible">-way</span></a></p>',
        spoiler_text="Boats & <lakes>",
        media_attachments=[{"type": "image", "description": 'a "boat"'}, {"type": "image", "description": None}],
        poll={"options": [{"title": "Sixty"}, {"title": "Ninety"}]},
        quote={"state": "accepted", "quoted_status": status(1, "ada", "<p>Sixty is too low.</p>")},
    )
    debate = load([status(1, "ada", "<p>Sixty is too low.</p>"), said])
    post = list(debate.posts.values())[1]
    assert [(b.kind, post.text[b.start : b.end]) for b in post.blocks] == [
        (BlockKind.HEADING, "Boats & <lakes>"),
        (BlockKind.OWN, "See https://lake.example/a-long-way"),
        (BlockKind.LIST_ITEM, "Sixty"),
        (BlockKind.LIST_ITEM, "Ninety"),
        (BlockKind.OWN, '[image: a "boat"]'),
        (BlockKind.OWN, "[image]"),
        (BlockKind.QUOTE, "Sixty is too low."),
    ]
    (quote,) = debate.quotes.values()
    assert quote.of_post == next(iter(debate.posts))
    assert (post.score, post.permalink) == (7, "https://lake.example/@gil/7")


def test_what_was_shared_is_read_for_the_one_who_shares(native_tree: Tree) -> None:
    assert native_tree(load(status(9, "bo", "", reblog=status(1, "ada", "<p>A</p>")))) == [("1", "ada", None)]


def test_circles_and_times_that_cannot_be() -> None:
    debate = load([status(1, "a", "A", 2, created_at="0000-01-01"), status(2, "b", "B", 1), status(3, "c", "C", 3)])
    assert {f.code for f in debate.findings.values()} == {"circle", "self-parent", "time"}


def test_a_thread_of_50_000_replies_opens() -> None:
    statuses = [status(n, "a", "A", n - 1, created_at=None) for n in range(2, 50_001)]
    debate = load({"ancestors": [status(1, "a", "A")], "descendants": statuses})
    assert sum(p.parent is not None for p in debate.posts.values()) == 49_999


@pytest.mark.parametrize(
    "value", [{"ancestors": [], "descendants": []}, {}, [], {"ancestors": [1], "descendants": [{}]}, 1]
)
def test_a_file_without_statuses_is_refused(value: Any) -> None:
    with pytest.raises(FormatError, match=r"“0\.json” holds no statuses of Mastodon"):
        load(value)


@pytest.mark.parametrize("value", [CONTEXT, ITSELF, [ITSELF], {"ancestors": [], "descendants": []}])
def test_it_is_known_by_its_keys(value: Any) -> None:
    assert registry.guess(json.dumps(value).encode(), "x.json").name == "mastodon"
    assert len(registry.tied(json.dumps(value).encode("utf-16"), "x.json")) == 1


def test_films_and_recordings_are_called_so() -> None:
    media = [{"type": "video", "description": "a <boat>"}, {"type": "gifv"}, {"type": "audio", "description": None}]
    (post,) = load([status(1, "ada", "<p>Look.</p>", media_attachments=media)]).posts.values()
    assert post.text == "Look.\n\n[video: a <boat>]\n\n[video]\n\n[audio]"
