"""Threads of Reddit: pages, parts that were loaded later, and what a page leaves out."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import reddit
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import ParentBasis, PostStatus
from argmap.model.records import Post


def comment(own: str, parent: str, body: str = "Words.", *replies: dict[str, Any], **more: Any) -> dict[str, Any]:
    below: Any = {"kind": "Listing", "data": {"children": list(replies)}} if replies else ""
    data = {"id": own, "name": f"t1_{own}", "parent_id": parent, "link_id": "t3_dam", "body": body, "replies": below}
    return {"kind": "t1", "data": {"author": "ann", "created_utc": 1.5e9, "score": 1, "edited": False, **data, **more}}


def stub(parent: str, count: int, *children: str) -> dict[str, Any]:
    own = children[0] if children else "_"
    return {"kind": "more", "data": {"count": count, "parent_id": parent, "children": children, "id": own}}


def listing(*children: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "Listing", "data": {"modhash": "", "children": list(children), "after": None}}


def submission(**more: Any) -> dict[str, Any]:
    data = {
        "id": "dam",
        "name": "t3_dam",
        "title": "The dam",
        "selftext": "Raise it?",
        "is_self": True,
        "author": "ben",
    }
    return {"kind": "t3", "data": {"created_utc": 1.4e9, "permalink": "/r/lake/comments/dam/the_dam/", **data, **more}}


def page(*comments: dict[str, Any], **more: Any) -> bytes:
    return json.dumps([listing(submission(**more)), listing(*comments)]).encode()


def part(*things: dict[str, Any]) -> bytes:
    return json.dumps({"json": {"errors": [], "data": {"things": things}}}).encode()


def read(*files: bytes) -> Debate:
    debate = reddit.read_all([(data, f"{number}.json") for number, data in enumerate(files)])
    assert list(problems(debate)) == []
    return debate


def tree(debate: Debate) -> dict[str | None, str | None]:
    posts = debate.posts
    return {post.native_id: post.parent and posts[post.parent].native_id for post in posts.values()}


def post(debate: Debate, native: str) -> Post:
    return next(found for found in debate.posts.values() if found.native_id == native)


def findings(debate: Debate) -> list[str]:
    return [finding.text for finding in debate.findings.values()]


def author(debate: Debate, native: str) -> str | None:
    known = post(debate, native).author
    return known and debate.authors[known].name


def test_a_page_becomes_a_thread() -> None:
    debate = read(
        page(
            comment(
                "a", "t3_dam", "Yes.", comment("b", "t1_a", "> Yes.\n\nNo.", author="cleo"), edited=1.6e9, score=-4
            ),
            comment("c", "t3_dam", score_hidden=True),
        )
    )
    assert debate.title == "The dam"
    assert tree(debate) == {"t3_dam": None, "t1_a": "t3_dam", "t1_b": "t1_a", "t1_c": "t3_dam"}
    assert [p.parent_basis for p in debate.posts.values()] == [ParentBasis.NONE] + 3 * [ParentBasis.NATIVE]
    root, first = post(debate, "t3_dam"), post(debate, "t1_a")
    assert (root.title, root.text, author(debate, "t3_dam")) == ("The dam", "Raise it?", "ben")
    assert root.permalink == "https://www.reddit.com/r/lake/comments/dam/the_dam/"
    assert first.permalink == "https://www.reddit.com/comments/dam/_/a/"
    assert (first.posted_at, first.edited_at) == ("2017-07-14T02:40:00+00:00", "2020-09-13T12:26:40+00:00")
    assert (first.score, post(debate, "t1_c").score, post(debate, "t1_c").edited_at) == (-4, None, None)
    (quote,) = debate.quotes.values()
    answer = debate.posts[quote.post]
    assert answer.native_id == "t1_b"
    assert (answer.text[quote.start : quote.end], answer.text) == ("Yes.", "Yes.\n\nNo.")
    assert findings(debate) == []


def test_deleted_posts_keep_their_replies_and_are_nobodys() -> None:
    debate = read(
        page(
            comment("a", "t3_dam", "[deleted]", comment("b", "t1_a"), author="[deleted]"),
            comment("c", "t3_dam", "[removed]", comment("d", "t1_c", "Kept.", author="[deleted]"), author=None),
            comment("e", "t3_dam", "[ Removed by Reddit ]"),
        )
    )
    assert tree(debate)["t1_b"] == "t1_a"
    statuses = [post(debate, f"t1_{own}").status for own in "abcde"]
    deleted, removed, kept = PostStatus.DELETED, PostStatus.REMOVED, PostStatus.OK
    assert statuses == [deleted, kept, removed, kept, removed]
    assert [author(debate, f"t1_{own}") for own in "acd"] == [None, None, None]
    assert (post(debate, "t1_a").text, post(debate, "t1_d").text) == ("", "Kept.")


def test_what_a_page_leaves_out_is_counted_where_it_is_missing() -> None:
    debate = read(
        page(comment("a", "t3_dam", "x", stub("t1_a", 12, "f", "g")), comment("b", "t3_dam", "x", stub("t1_b", 0)))
    )
    assert tree(debate)["t1_a/more"] == "t1_a"
    assert post(debate, "t1_a/more").status is PostStatus.STUB
    assert post(debate, "t1_a/more").title == "12 replies that are not in this file"
    assert post(debate, "t1_b/more").title == "More replies, which are not in this file"
    assert findings(debate) == ["12 comments are not in this file, and 1 branch goes on at a page of its own."]


def test_parts_fill_what_a_page_leaves_out() -> None:
    first = page(comment("a", "t3_dam", "x", stub("t1_a", 5, "f", "g")), comment("b", "t3_dam", "x", stub("t1_b", 0)))
    more = part(comment("f", "t1_a"), comment("h", "t1_f"), stub("t1_a", 3, "g"))
    again = page(comment("k", "t1_b"))
    debate = read(first, more, again)
    assert tree(debate) == {
        "t3_dam": None,
        "t1_a": "t3_dam",
        "t1_b": "t3_dam",
        "t1_f": "t1_a",
        "t1_h": "t1_f",
        "t1_k": "t1_b",
        "t1_a/more": "t1_a",
    }
    assert post(debate, "t1_a/more").title == "3 replies that are not in this file"
    assert findings(debate) == ["1 post stood there twice and was read once.", "3 comments are not in these files."]
    assert [source.name for source in debate.sources.values()] == ["0.json", "1.json", "2.json"]
    assert debate.sources[post(debate, "t1_f").source or ""].name == "1.json"
    assert [f for f in findings(read(first, more, part(comment("g", "t1_a")), again)) if "not in" in f] == []


def test_a_copy_from_before_the_deletion_has_the_words() -> None:
    old, new = page(comment("a", "t3_dam", "Words.")), page(comment("a", "t3_dam", "[deleted]", author="[deleted]"))
    for files in ((old, new), (new, old)):
        debate = read(*files)
        assert len(debate.posts) == 2
        assert (post(debate, "t1_a").text, author(debate, "t1_a")) == ("Words.", "ann")


def test_a_part_alone_hangs_together_by_posts_that_are_missing() -> None:
    debate = read(part(comment("f", "t1_a"), comment("h", "t1_f")))
    assert tree(debate) == {"t1_a": None, "t1_f": "t1_a", "t1_h": "t1_f"}
    assert post(debate, "t1_a").status is PostStatus.MISSING


@pytest.mark.parametrize(
    ("bodies", "texts"),
    [
        (["&gt; quoted\n\na &lt; b &amp;amp; c&amp;nbsp;d", "R&amp;D"], ["quoted\n\na < b &amp; c d", "R&D"]),
        (["&gt; quoted", "&gt; again", "2 < 3"], ["quoted", "again", "2 < 3"]),
        (["> quoted\n\nwrite &gt; for it", "R&D"], ["quoted\n\nwrite &gt; for it", "R&D"]),
        (["one\n\n&#x200B;\n\ntwo"], ["one\n\ntwo"]),
    ],
)
def test_signs_are_escaped_or_not_in_the_whole_file(bodies: Sequence[str], texts: Sequence[str]) -> None:
    debate = read(page(*(comment(f"c{number}", "t3_dam", body) for number, body in enumerate(bodies))))
    assert [post(debate, f"t1_c{number}").text for number in range(len(bodies))] == texts


def test_links_and_crossposts_are_in_the_text() -> None:
    link = {"is_self": False, "selftext": "", "url": "https://lake.example/report"}
    assert post(read(page(**link)), "t3_dam").text == "https://lake.example/report"
    origin = {"id": "old", "title": "Old dam", "selftext": "It leaks.\n\nBadly."}
    crosspost = {**link, "url": "/r/lake/comments/old/", "title": "R&amp;D", "crosspost_parent_list": [origin]}
    debate = read(page(**crosspost))
    (root,) = debate.posts.values()
    assert root.title == "R&D"
    assert root.text == "https://www.reddit.com/r/lake/comments/old/\n\nOld dam\n\nIt leaks.\n\nBadly."
    assert [root.text[q.start : q.end] for q in debate.quotes.values()] == ["Old dam\n\nIt leaks.\n\nBadly."]


def test_html_stands_in_only_where_there_is_no_markdown() -> None:
    markup = '&lt;div class="md"&gt;&lt;p&gt;Said &lt;em&gt;so&lt;/em&gt;.&lt;/p&gt;\n&lt;/div&gt;'
    debate = read(page(comment("a", "t3_dam", "", body_html=markup), comment("b", "t3_dam", "*so*", body_html=markup)))
    assert [post(debate, f"t1_{own}").text for own in "ab"] == ["Said so.", "*so*"]


def test_other_shapes_that_hold_posts() -> None:
    assert len(read(json.dumps(listing(submission(), submission(id="x", name="t3_x"))).encode()).posts) == 2
    assert len(read(json.dumps([comment("a", "t3_dam"), comment("b", "t1_a")]).encode()).posts) == 3
    bare = comment("a", "t3_dam", "x", comment("b", "t1_a"))
    for thing in (bare, bare["data"]["replies"]["data"]["children"][0]):
        del thing["data"]["parent_id"]
    assert tree(read(json.dumps([listing(submission()), listing(bare)]).encode()))["t1_b"] == "t1_a"


def test_hostile_pages_open_and_say_what_was_wrong() -> None:
    debate = read(
        page(
            comment("a", "t1_b"),
            comment("b", "t1_a"),
            comment("c", "t1_c"),
            comment("d", "t3_dam", "One."),
            comment("d", "t3_dam", "Two.", score=1e400, created_utc=1e300),
            comment("e", "t3_dam", "👩‍👧 שלום\0\n\n> q", author="  ", created_utc="1500000000", edited=True),
            comment("f", "t3_dam", 7, created_utc="never", score="x", replies=[[]], author={}),  # type: ignore[arg-type]
            {"kind": "t1", "data": None},
            {"kind": "more", "data": {"count": -5, "children": [None, 3]}},
        )
    )
    assert tree(debate)["t1_a"] is None
    assert tree(debate)["t1_b"] == "t1_a"
    assert post(debate, "t1_d#2").text == "Two."
    odd = post(debate, "t1_e")
    assert (odd.text, odd.posted_at) == ("👩‍👧 שלום\n\nq", "2017-07-14T02:40:00+00:00")
    assert {odd.text[q.start : q.end] for q in debate.quotes.values()} == {"q"}
    assert sorted(f.code for f in debate.findings.values()) == ["circle", "same-id", "self-parent", "time", "time"]


def test_replies_nest_as_deep_as_they_like() -> None:
    depth = 50_000
    rows = [f'{{"kind":"t1","data":{{"id":"{n}","body":"x","replies":{{"data":{{"children":[' for n in range(depth)]
    debate = read(("[" + "".join(rows) + "]}}}}" * depth + "]").encode())
    assert len(debate.posts) == depth
    assert tree(debate)[f"t1_{depth - 1}"] == f"t1_{depth - 2}"


def test_other_files_are_refused_in_one_sentence() -> None:
    for data in (
        b"{}",
        b"[]",
        b'{"kind": "Listing", "data": {"children": []}}',
        b'{"message": "Forbidden", "error": 403}',
    ):
        with pytest.raises(FormatError, match=r"“x\.json” holds no posts of Reddit"):
            reddit.read(data, "x.json")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_pages_are_known_by_their_content(encoding: str) -> None:
    for data in (page(comment("a", "t3_dam")), part(comment("a", "t3_dam"))):
        text = data.decode()
        for spelled in (text, json.dumps(json.loads(text), indent=2, sort_keys=True)):
            known = registry.tied(spelled.encode(encoding), "x.json")
            assert [form.name for form in known] == ["reddit"]
    assert reddit.sniff(b'{"argmap": 1}') == reddit.sniff(b"kind data Listing") == 0


@given(st.binary(max_size=60), st.integers(0, 5_000), st.integers(0, 40))
def test_damaged_pages_open_or_are_refused(junk: bytes, at: int, cut: int) -> None:
    whole = page(comment("a", "t3_dam", "x", comment("b", "t1_a"), stub("t1_a", 3, "c")))
    at %= len(whole)
    for data in (junk, whole[:at], whole[:at] + junk + whole[at + cut :]):
        try:
            debate = reddit.read(data, "x.json")
        except FormatError as error:
            assert "\n" not in str(error)
        else:
            assert list(problems(debate)) == []


SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "t1_a", "t3_b", "[deleted]", "> x"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["kind", "data", "children", "replies", "id", "name", "body", "json"]), inner)
        | st.fixed_dictionaries({"kind": st.sampled_from(["t1", "t3", "more", "Listing"]), "data": inner})
    ),
    max_leaves=20,
)


@given(SHAPES)
def test_any_shape_of_json_opens_or_is_refused(value: object) -> None:
    try:
        debate = reddit.read(json.dumps(value).encode(), "x.json")
    except FormatError:
        return
    assert list(problems(debate)) == []


def _told(data: bytes) -> dict[str, str]:
    """Parents as a file tells them, found in another way: every object anywhere that has an id and a parent."""
    found: dict[str, str] = {}

    def look(value: dict[str, Any]) -> dict[str, Any]:
        if "parent_id" in value and "body" in value:
            found.setdefault(value["name"], value["parent_id"])
        return value

    json.loads(data, object_hook=look)
    return found


@pytest.mark.corpus
def test_real_pages_open_with_the_parents_that_they_tell(corpus: Path) -> None:
    files = sorted((corpus / "threads/reddit_json").glob("*.json"))
    assert files
    for file in files:
        data = file.read_bytes()
        assert [form.name for form in registry.tied(data, file.name)] == ["reddit"]
        debate = reddit.read(data, file.name)
        assert list(problems(debate)) == []
        told = _told(data)
        assert {own: above for own, above in tree(debate).items() if own in told} == told
        for found in debate.posts.values():
            end = 0
            for block in found.blocks:
                assert not found.text[end : block.start].strip()
                end = block.end
            assert not found.text[end:].strip()


@pytest.mark.corpus
def test_a_real_page_and_its_parts_are_one_thread(corpus: Path) -> None:
    files = sorted((corpus / "threads/reddit_json").glob("test_replace__all_[01]*.json"))
    debate = reddit.read_all([(file.read_bytes(), file.name) for file in files])
    told = {own: above for file in files for own, above in _told(file.read_bytes()).items()}
    assert {own: above for own, above in tree(debate).items() if own in told} == told
    comments = [p for p in debate.posts.values() if p.status is not PostStatus.STUB and p.parent is not None]
    assert len(comments) + 2 == 543, "what the page says that the thread has"
    assert "2 comments are not in these files." in findings(debate)
