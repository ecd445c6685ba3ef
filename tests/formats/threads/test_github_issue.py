"""GitHub's issues and comments in all spellings. One real file is in the corpus; the rest is written from the published schemas
of the REST and GraphQL interfaces and of ``gh issue view --json``."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import github_issue
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, PostStatus

Tree = Callable[[Debate], list[tuple[str | None, str, str | None]]]
API, WEB = "https://api.github.com/repos/lake/ferry", "https://github.com/lake/ferry"


def rest_issue(**more: Any) -> dict[str, Any]:
    return {
        "url": f"{API}/issues/28",
        "html_url": f"{WEB}/issues/28",
        "id": 111,
        "number": 28,
        "title": "Sixty seats is too low",
        "user": {"login": "ada", "id": 1},
        "state": "open",
        "comments": 4,
        "created_at": "2024-05-01T10:00:00Z",
        "updated_at": "2024-05-09T10:00:00Z",
        "author_association": "OWNER",
        "body": "<!-- Say which boat. -->\r\n\r\nThe line catches **every** boat 🚲.\r\n\r\n- one\r\n- two\r\n",
        "reactions": {"total_count": 5, "+1": 4, "eyes": 1},
        **more,
    }


def rest_comment(number: int, user: str | None, body: str, **more: Any) -> dict[str, Any]:
    return {
        "url": f"{API}/issues/comments/{number}",
        "html_url": f"{WEB}/issues/28#issuecomment-{number}",
        "issue_url": f"{API}/issues/28",
        "id": number,
        "user": user and {"login": user},
        "created_at": "2024-05-02T10:00:00Z",
        "updated_at": "2024-05-02T10:00:00Z",
        "author_association": "NONE",
        "body": body,
        **more,
    }


COMMENTS = [
    rest_comment(501, "bo", "> The line catches **every** boat 🚲.\r\n\r\n@ada it does not. שלום"),
    rest_comment(502, None, "```\r\n> code\r\n```", updated_at="2024-05-03T10:00:00Z"),
]


def load(*values: Any) -> Debate:
    return github_issue.read_all([(json.dumps(v).encode(), f"{n}.json") for n, v in enumerate(values)])


def both() -> list[list[Any]]:
    return [
        [rest_issue(), COMMENTS],
        [{**rest_issue(), "comments": COMMENTS}],
        [[rest_issue(), *COMMENTS]],
        [[rest_issue(), COMMENTS]],
        [{"issue": rest_issue(), "comments": COMMENTS}],
    ]


@pytest.mark.parametrize("files", both())
def test_an_issue_and_its_comments(files: list[Any], native_tree: Tree, check_posts: Callable[[Debate], None]) -> None:
    debate = load(*files)
    check_posts(debate)
    assert native_tree(debate) == [
        ("lake/ferry#28", "ada", None),
        ("issuecomment-501", "bo", None),  # an @mention is no parent
        ("issuecomment-502", "", None),
    ]
    assert debate.title == "Sixty seats is too low"
    issue, first, second = debate.posts.values()
    assert (issue.score, first.score) == (5, None)
    assert (issue.edited_at, first.edited_at, second.edited_at) == (None, None, "2024-05-03T10:00:00+00:00")
    assert first.permalink == f"{WEB}/issues/28#issuecomment-501"
    assert [(b.kind, issue.text[b.start : b.end]) for b in issue.blocks] == [
        (BlockKind.NOISE, "<!-- Say which boat. -->"),
        (BlockKind.OWN, "The line catches **every** boat 🚲."),
        (BlockKind.LIST_ITEM, "- one"),
        (BlockKind.LIST_ITEM, "- two"),
    ]
    (quote,) = debate.quotes.values()
    assert first.text[quote.start : quote.end] == "The line catches **every** boat 🚲."
    assert [b.kind for b in second.blocks] == [BlockKind.CODE]


def test_absent_comments_are_counted() -> None:
    assert [f.text for f in load(rest_issue(), COMMENTS).findings.values()] == ["2 comments are not in these files."]
    assert [f.text for f in load(rest_issue()).findings.values()] == ["4 comments are not in this file."]
    assert not load(COMMENTS).findings


GH = {
    "title": "Sixty seats is too low",
    "author": {"login": "ada", "name": ""},
    "body": "The line.",
    "createdAt": "2024-05-01T10:00:00Z",
    "number": 28,
    "url": f"{WEB}/issues/28",
    "reactionGroups": [
        {"content": "THUMBS_UP", "users": {"totalCount": 3}},
        {"content": "EYES", "users": {"totalCount": 1}},
    ],
    "comments": [
        {
            "id": "IC_501",
            "author": {"login": "bo"},
            "authorAssociation": "NONE",
            "body": "No.",
            "createdAt": "2024-05-02T10:00:00Z",
            "isMinimized": False,
            "url": f"{WEB}/issues/28#issuecomment-501",
            "reactionGroups": [],
        },
        {
            "author": None,
            "authorAssociation": "NONE",
            "body": "Buy boats.",
            "createdAt": "2024-05-02T11:00:00Z",
            "isMinimized": True,
            "minimizedReason": "SPAM",
            "url": f"{WEB}/issues/28#issuecomment-502",
        },
    ],
}


def test_the_command_line_tool_says_the_same(native_tree: Tree) -> None:
    debate = load(GH)
    assert native_tree(debate) == native_tree(load(rest_issue(), COMMENTS))
    assert [p.score for p in debate.posts.values()] == [4, 0, None]
    assert [p.status for p in debate.posts.values()] == [PostStatus.OK, PostStatus.OK, PostStatus.REMOVED]


def test_graphql_pages_nodes_and_edges(native_tree: Tree) -> None:
    issue = {**GH, "comments": {"totalCount": 9, "nodes": GH["comments"]}}
    debate = load({"data": {"repository": {"issue": issue}}})
    assert native_tree(debate) == native_tree(load(GH))
    assert [f.text for f in debate.findings.values()] == ["7 comments are not in this file."]
    issue = {**GH, "comments": {"edges": [{"node": c} for c in GH["comments"]]}}
    assert native_tree(load({"data": {"node": issue}})) == native_tree(load(GH))


def test_replies_in_discussions_and_comments_on_code_name_what_they_answer(native_tree: Tree) -> None:
    page = f"{WEB}/discussions/3"
    reply = {
        "author": {"login": "cy"},
        "body": "Yes.",
        "createdAt": "2024-05-02T11:00:00Z",
        "url": f"{page}#discussioncomment-2",
    }
    top = {
        **reply,
        "author": {"login": "bo"},
        "url": f"{page}#discussioncomment-1",
        "upvoteCount": 2,
        "replies": {"nodes": [reply]},
    }
    discussion = {**GH, "url": page, "comments": {"totalCount": 2, "nodes": [top]}}
    debate = load({"data": {"repository": {"discussion": discussion}}})
    assert native_tree(debate) == [
        ("lake/ferry#3", "ada", None),
        ("discussioncomment-1", "bo", None),
        ("discussioncomment-2", "cy", "discussioncomment-1"),
    ]
    assert not debate.findings
    review = [
        {
            **rest_comment(7, "ada", "Here?"),
            "url": f"{API}/pulls/comments/7",
            "html_url": f"{WEB}/pull/1#discussion_r7",
        },
        {**rest_comment(8, "bo", "There."), "url": f"{API}/pulls/comments/8", "html_url": "", "in_reply_to_id": 7},
    ]
    assert native_tree(load(review)) == [("discussion_r7", "ada", None), ("discussion_r8", "bo", "discussion_r7")]


def test_events_without_words_are_counted() -> None:
    events = [{"event": "labeled", "actor": {"login": "ada"}, "created_at": "2024-05-02T10:00:00Z"}]
    commented = {**COMMENTS[0], "event": "commented", "actor": {"login": "bo"}}
    debate = load([*events, commented, *events])
    assert len(debate.posts) == 1
    assert [f.text for f in debate.findings.values()] == [
        "2 events (labels, references and the like) without words were left out."
    ]


@pytest.mark.parametrize(
    "value", [{}, [], 3, {"comments": 5}, [{"event": "labeled"}], {"body": "no name"}, {"data": None}]
)
def test_a_file_without_issue_or_comments_is_refused(value: Any) -> None:
    with pytest.raises(FormatError, match=r"“0\.json” holds no issue and no comments"):
        load(value)


def test_nesting_of_any_depth_is_walked() -> None:
    text = '{"comments":[' * 50_000 + json.dumps(COMMENTS[0]) + "]}" * 50_000
    assert len(github_issue.read(text.encode(), "deep.json").posts) == 1


@pytest.mark.parametrize("value", [*both(), [GH], [COMMENTS[:1]], [rest_issue()]])
def test_it_is_known_by_its_keys(value: list[Any]) -> None:
    for one in value:
        assert registry.guess(json.dumps(one).encode(), "x.json").name == "github-issue"
        assert len(registry.tied(json.dumps(one).encode("utf-16"), "x.json")) == 1


def test_a_long_text_hides_no_issue() -> None:
    data = json.dumps({"author": GH["author"], "body": "long " * 20_000, "comments": []}).encode()
    assert registry.guess(data, "x.json").name == "github-issue"


@pytest.mark.corpus
def test_real_comments_answer_nothing(corpus: Path, check_posts: Callable[[Debate], None]) -> None:
    for path in sorted((corpus / "threads" / "github_issue").glob("*.json")):
        data = path.read_bytes()
        assert registry.guess(data, path.name).name == "github-issue"
        debate = github_issue.read(data, path.name)
        check_posts(debate)
        told = json.loads(data)
        read = [(debate.authors[p.author].name, p.text, p.parent) for p in debate.posts.values()]
        assert read == [(c["user"]["login"], c["body"].replace("\r\n", "\n"), None) for c in told]
        assert [p.native_id for p in debate.posts.values()] == [f"issuecomment-{c['id']}" for c in told]
