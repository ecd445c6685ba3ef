"""LessWrong and its like, as JSON and as pages. No export or page of theirs is at hand: these are written after the published
schema (ForumMagnum: collections/comments/fragments.ts, components/comments) and templates (GreaterWrong: lw2-viewer)."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import forum_magnum
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, PostStatus
from argmap.model.records import Post

PAGES = Path(__file__).parent / "fixtures" / "forum_magnum"
POST = "aaaaaaaaaaaaaaaaP"
C1, C2, C3, C4, C5 = (f"bbbbbbbbbbbbbbbb{n}" for n in range(1, 6))


def comment(native: str, parent: str | None = None, html: str = "<p>Words.</p>", **more: Any) -> dict[str, Any]:
    return {
        "_id": native,
        "postId": POST,
        "parentCommentId": parent,
        "topLevelCommentId": more.pop("top", None),
        "contents": {"_id": f"r{native}", "html": html, "plaintextMainText": "Words."},
        "postedAt": "2024-03-01T10:00:00.000Z",
        "lastEditedAt": None,
        "userId": "u1",
        "user": {"_id": "u1", "slug": "ben", "displayName": "Ben Ode"},
        "baseScore": 12,
        "extendedScore": {"agreement": -5, "approvalVoteCount": 3, "agreementVoteCount": 2},
        "deleted": False,
        "retracted": False,
        **more,
    }


def a_post(**more: Any) -> dict[str, Any]:
    return {
        "_id": POST,
        "title": "The lake rule",
        "slug": "the-lake-rule",
        "pageUrl": f"https://www.lesswrong.com/posts/{POST}/the-lake-rule",
        "postedAt": "2024-03-01T09:00:00.000Z",
        "contents": {"html": "<p>Boats with more than sixty seats need a permit.</p>"},
        "user": {"displayName": "Ann"},
        "baseScore": 41,
        "commentCount": 1,
        **more,
    }


def read(value: Any, name: str = "lake.json") -> Debate:
    debate = forum_magnum.read(json.dumps(value).encode(), name)
    assert list(problems(debate)) == []
    return debate


def by_native(debate: Debate) -> dict[str | None, Post]:
    return {post.native_id: post for post in debate.posts.values()}


def parents(debate: Debate) -> dict[str | None, str | None]:
    return {p.native_id: p.parent and debate.posts[p.parent].native_id for p in debate.posts.values()}


def told(debate: Debate) -> list[str]:
    return [finding.text for finding in debate.findings.values()]


THREAD = [
    comment(C1, html="<blockquote><p>sixty seats</p></blockquote><p>Why sixty?</p>"),
    comment(C2, C1, top=C1, user={"displayName": "Ann"}, lastEditedAt="2024-03-02T08:00:00.000Z"),
    comment(C3, C2, top=C1),
]
WRAPPED = {
    "comments": {"data": {"comments": {"results": THREAD}}},
    "both": {"data": {"post": {"result": a_post()}, "comments": {"results": THREAD, "totalCount": 3}}},
    "batched": [{"data": {"post": {"result": a_post()}}}, {"data": {"comments": {"results": THREAD}}}],
    "list": THREAD,
    "posts": {"data": {"posts": {"results": [a_post(comments=THREAD)]}}},
}


@pytest.mark.parametrize("wrapping", WRAPPED)
def test_comments_answer_comments_in_any_wrapping(wrapping: str) -> None:
    debate = read(WRAPPED[wrapping])
    assert parents(debate) == {POST: None, C1: POST, C2: C1, C3: C2}
    posts = by_native(debate)
    assert posts[POST].status is (PostStatus.MISSING if wrapping in ("comments", "list") else PostStatus.OK)
    assert posts[C1].text == "sixty seats\n\nWhy sixty?"
    assert [b.kind for b in posts[C1].blocks] == [BlockKind.QUOTE, BlockKind.OWN]
    assert (posts[C1].score, posts[C1].agreement) == (12, -5)
    assert (posts[C2].posted_at, posts[C2].edited_at) == ("2024-03-01T10:00:00+00:00", "2024-03-02T08:00:00+00:00")
    assert [debate.authors[posts[c].author or ""].name for c in (C1, C2)] == ["Ben Ode", "Ann"]
    assert debate.info.title == ("lake" if wrapping in ("comments", "list") else "The lake rule")


def test_a_reply_without_parent_answers_what_is_left_to_name() -> None:
    debate = read(
        [a_post(), comment(C1), comment(C2, None, top=C1), comment(C3, "gone"), comment(C4, None, parentAnswerId=C1)]
    )
    assert parents(debate) == {POST: None, C1: POST, C2: C1, C3: "gone", C4: C1, "gone": None}


def test_older_bodies_and_plain_ones_are_read() -> None:
    bodies = {
        "html": {"htmlBody": "<p>One <em>two</em></p>"},
        "markdown": {"contents": {"markdown": "One *two*\n\n> three"}},
        "plain": {"contents": {"plaintextMainText": "One two"}},
        "original": {"contents": {"originalContents": {"type": "ckEditorMarkup", "data": "<p>One two</p>"}}},
    }
    debate = read([{"_id": name, "postId": "p", "postedAt": "2024-03-01T10:00:00Z", **b} for name, b in bodies.items()])
    texts = {name: post.text for name, post in by_native(debate).items() if name != "p"}
    assert texts == {"html": "One two", "markdown": "One *two*\n\nthree", "plain": "One two", "original": "One two"}


def test_what_the_forum_hides_is_told() -> None:
    debate = read(
        [
            a_post(commentCount=40),
            comment(C1, deleted=True, deletedPublic=True, contents=None, user=None),
            comment(C2, C1, hideAuthor=True),
            comment(C3, C1, rejected=True, rejectedReason="<p>Off <b>topic</b></p>"),
            comment(C4, C1, retracted=True),
            comment(C5, C1, deleted=True, deletedByUserId="moderator", contents=None),
        ]
    )
    posts = by_native(debate)
    assert [posts[c].status for c in (C1, C2, C3, C4, C5)] == [
        PostStatus.DELETED,
        PostStatus.OK,
        PostStatus.REMOVED,
        PostStatus.OK,
        PostStatus.REMOVED,
    ]
    assert posts[C2].author is None
    assert posts[C3].text == "Words."
    assert parents(debate)[C2] == C1
    findings = "\n".join(told(debate))
    assert "38 comments are not in this file." in findings
    assert "1 comment was deleted" in findings
    assert "Reason: Off topic" in findings
    assert "taken this comment back" in findings


@pytest.mark.parametrize(
    ("score", "agreement"),
    [
        ({"extendedScore": {"agree": 7, "disagree": 2}}, 5),
        ({"extendedScore": None, "afExtendedScore": {"agreement": 3}}, 3),
        ({"extendedScore": None}, None),
        ({"extendedScore": {"agreement": 0}}, 0),
        ({"extendedScore": {"agreement": "many"}}, None),
    ],
)
def test_the_second_score_is_agreement(score: dict[str, Any], agreement: float | None) -> None:
    assert by_native(read([comment(C1, **score)]))[C1].agreement == agreement


def test_one_comment_in_many_places_is_one_post() -> None:
    short = {"_id": C1, "__typename": "Comment", "postedAt": "2024-03-01T10:00:00Z"}
    debate = read({"top": [short], "results": [comment(C2, C1, topLevelComment=comment(C1)), comment(C1)]})
    assert parents(debate) == {POST: None, C1: POST, C2: C1}
    assert by_native(debate)[C1].text == "Words."


def test_a_thread_of_any_depth_opens() -> None:
    count = 50_000
    value = [comment(f"c{n}", f"c{n - 1}" if n else None, f"<p>Reply {n}</p>") for n in range(count)]
    debate = forum_magnum.read(json.dumps(value).encode(), "deep.json")
    posts = by_native(debate)
    assert len(posts) == count + 1
    assert posts[f"c{count - 1}"].parent == posts[f"c{count - 2}"].id


def test_nested_replies_of_any_depth_open() -> None:
    deep = comment("c0")
    text = json.dumps(comment("x", "y", children="HERE"))
    before, after = text.split('"HERE"')
    data = (before + '["')[:-1]
    nested = data * 3_000 + json.dumps(deep) + ("]" + after) * 3_000
    debate = forum_magnum.read(nested.encode(), "deep.json")
    assert {"c0", "x"} <= set(by_native(debate))


def test_a_page_of_lesswrong_opens() -> None:
    debate = registry.read((PAGES / "lesswrong.html").read_bytes(), "lake.html", quotes=False)
    assert debate.info.title == "The lake rule"
    assert next(iter(debate.sources.values())).format == "forum-magnum"
    assert parents(debate) == {POST: None, C1: POST, C2: C1, C3: C2, C4: POST, C5: C4}
    posts = by_native(debate)
    assert posts[POST].text == "Boats with more than sixty seats need a permit.[1]\n\n[1] Counted in May."
    assert [b.kind for b in posts[POST].blocks] == [BlockKind.OWN, BlockKind.FOOTNOTE]
    assert posts[C1].text == "Boats with more than sixty seats\n\nWhy sixty?"
    assert posts[C1].permalink == f"/posts/{POST}/the-lake-rule?commentId={C1}"
    assert [(posts[c].score, posts[c].agreement) for c in (POST, C1, C2, C3)] == [
        (41, None),
        (12, -5),
        (-3, None),
        (2, None),
    ]
    assert posts[C1].posted_at == "2024-03-01T10:00:00+00:00"
    names = [p.author and debate.authors[p.author].name for p in (posts[c] for c in (POST, C1, C2, C3, C4, C5))]
    assert names == ["Ann", "Ben Ode", "Ann", "Cas", None, None]
    assert posts[C2].text == "Half of the fleet"
    assert posts[C4].status is PostStatus.DELETED
    assert posts[C5].text == "Shame."
    findings = told(debate)
    assert "4 comments are not in this file." in findings
    assert sum("only the beginning" in text for text in findings) == 2
    assert sum("taken this comment back" in text for text in findings) == 1


def test_a_page_of_greaterwrong_opens() -> None:
    debate = registry.read((PAGES / "greaterwrong.html").read_bytes(), "lake.html", quotes=False)
    assert parents(debate) == {POST: None, C1: POST, C2: C1, C4: POST, C5: C4}
    posts = by_native(debate)
    assert posts[POST].permalink == f"https://www.lesswrong.com/posts/{POST}/the-lake-rule"
    assert posts[C1].permalink == f"https://www.lesswrong.com/posts/{POST}/the-lake-rule?commentId={C1}"
    assert [(posts[c].score, posts[c].agreement) for c in (POST, C1, C2)] == [(41, None), (12, -5), (1204, 5)]
    assert posts[C1].posted_at == "2024-03-01T10:00:00+00:00"
    assert posts[C4].status is PostStatus.DELETED
    assert posts[C5].author is None
    ann = debate.authors[posts[POST].author or ""]
    assert (ann.name, ann.aliases) == ("ann", ("Ann Lee",))
    assert "3 comments are not in this file." in told(debate)


@pytest.mark.parametrize("state", ["refs", "ids", "streamed"])
def test_what_a_page_was_made_from_is_better_than_what_it_shows(state: str) -> None:
    page = (PAGES / "lesswrong.html").read_text("utf-8")
    full = "<p>Half of the fleet has more, as <script>alert(1)</script>I counted.</p>"
    known = comment(C2, C1, full, top=C1)
    if state == "streamed":
        value: Any = {"rehydrate": {":R1:": {"data": {"comments": {"results": [known]}}, "error": "UNDEFINED"}}}
        call = json.dumps(value).replace('"UNDEFINED"', "undefined").replace("</", "<\\/")
        script = f'(window[Symbol.for("ApolloSSRDataTransport")] ??= []).push({call})'
    else:
        ref = (lambda key: {"__ref": key}) if state == "refs" else (lambda key: {"type": "id", "id": key})
        cache = {
            "User:u1": {"_id": "u1", "__typename": "User", "displayName": "Ann: undefined"},
            f"Revision:r{C2}": known["contents"],
            f"Comment:{C2}": {
                **known,
                "__typename": "Comment",
                "user": ref("User:u1"),
                'contents({"v":1})': ref(f"Revision:r{C2}"),
            },
        }
        del cache[f"Comment:{C2}"]["contents"]
        cache[f"Post:{POST}"] = {**a_post(), "__typename": "Post", "user": ref("User:u1")}
        cache["Post:other"] = {**a_post(_id="other", title="Read this too"), "__typename": "Post"}
        cache["Comment:elsewhere"] = {**comment("elsewhere", postId="other"), "__typename": "Comment"}
        script = "window.__APOLLO_STATE__ = " + json.dumps(cache).replace("</", "<\\/")
    page = page.replace("</body>", f"<script>{script}</script></body>")
    debate = registry.read(page.encode(), "lake.html", quotes=False)
    posts = by_native(debate)
    assert posts[C2].text == "Half of the fleet has more, as I counted."
    assert parents(debate) == {POST: None, C1: POST, C2: C1, C3: C2, C4: POST, C5: C4}
    assert "4 comments are not in this file." in told(debate)


def test_files_of_one_thread_are_read_together() -> None:
    files = [
        (json.dumps({"data": {"comments": {"results": THREAD}}}).encode(), "comments.json"),
        (json.dumps(a_post()).encode(), "post.json"),
    ]
    debate = forum_magnum.read_all(files)
    assert parents(debate) == {C1: POST, C2: C1, C3: C2, POST: None}
    assert by_native(debate)[POST].status is PostStatus.OK
    again = (PAGES / "greaterwrong.html").read_bytes()
    debate = forum_magnum.read_all([((PAGES / "lesswrong.html").read_bytes(), "lw.html"), (again, "gw.html")])
    assert sum(post.native_id == C1 for post in debate.posts.values()) == 1


def test_other_files_are_left_alone() -> None:
    for head in (
        b'{"argmap": 1}',
        b'[{"id": 1, "body": "x", "created_utc": 1}]',
        b"plain",
        b"<html><p>lesswrong.com is nice</p>",
    ):
        assert forum_magnum.sniff(head) < 0.2
    with pytest.raises(FormatError, match="holds no posts of LessWrong"):
        forum_magnum.read(b'{"data": {"comments": {"results": []}}}', "x.json")


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*comment(C1), *a_post(), "__typename", "comments"]), inner, max_size=8)
    ),
    max_leaves=30,
)


@given(_JUNK)
def test_junk_is_read_or_refused(value: Any) -> None:
    try:
        debate = forum_magnum.read(json.dumps(value).encode(), "junk.json")
    except FormatError:
        return
    assert list(problems(debate)) == []


@given(st.data())
def test_broken_pages_are_read_or_refused(data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(sorted(PAGES.glob("*.html")))).read_bytes()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(page)))
        page = page[:start] + data.draw(st.binary(max_size=6)) + page[start + data.draw(st.integers(0, 400)) :]
    try:
        debate = forum_magnum.read(page, "junk.html")
    except FormatError:
        return
    assert list(problems(debate)) == []
