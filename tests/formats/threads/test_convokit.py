"""Corpora of ConvoKit: utterances of old and new ones, and the files beside them."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import convokit
from argmap.formats.threads.convokit_posts import LIKELY
from argmap.formats.threads.decoding import decode
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import ParentBasis, PostStatus, SpanRole


def said(own: Any, reply_to: Any, text: Any = "Words.", **more: Any) -> dict[str, Any]:
    told = {"id": own, "conversation_id": "r", "text": text, "speaker": "ann", "reply-to": reply_to, "meta": {}}
    return {**told, "timestamp": 1_500_000_000, "vectors": [], **more}


def lines(values: Sequence[Any]) -> bytes:
    return "\n".join(json.dumps(value) for value in values).encode()


def read(*values: Any) -> Debate:
    debate = convokit.read(lines(values), "utterances.jsonl")
    assert list(problems(debate)) == []
    return debate


def tree(debate: Debate) -> dict[str | None, str | None]:
    return {p.native_id: p.parent and debate.posts[p.parent].native_id for p in debate.posts.values()}


def test_utterances_are_posts_of_several_threads() -> None:
    debate = read(
        said("r", None, meta={"score": 24, "permalink": "/r/lake/comments/r/dam/", "subreddit": "lake"}),
        said("a", "r", "&gt; Words.\n\n*No*.", speaker="ben"),
        said("s", None, conversation_id="s", meta={"title": "Another"}),
        said("b", "a", "[deleted]", speaker="[deleted]"),
    )
    assert tree(debate) == {"r": None, "a": "r", "s": None, "b": "a"}
    assert {author.name for author in debate.authors.values()} == {"ann", "ben"}
    root, answer, other, gone = debate.posts.values()
    assert (root.score, root.permalink) == (24, "https://www.reddit.com/r/lake/comments/r/dam/")
    assert (answer.text, answer.posted_at) == ("Words.\n\n*No*.", "2017-07-14T02:40:00+00:00")
    assert [answer.text[q.start : q.end] for q in debate.quotes.values()] == ["Words."]
    assert (other.title, gone.status, gone.author, gone.text) == ("Another", PostStatus.DELETED, None, "")


def test_old_corpora_have_other_names() -> None:
    old = [
        {"id": 1, "root": 1, "user": "ann", "text": "Words.", "timestamp": "1500000000"},
        {"id": 2, "root": 1, "user": {"name": "ben"}, "text": "No.", "reply_to": 1, "timestamp": "2017-07-14 02:40:00"},
    ]
    debate = convokit.read(json.dumps(old).encode(), "utterances.json")
    assert tree(debate) == {"1": None, "2": "1"}
    assert [author.name for author in debate.authors.values()] == ["ann", "ben"]
    assert [p.posted_at for p in debate.posts.values()] == ["2017-07-14T02:40:00+00:00", "2017-07-14T02:40:00"]


def test_what_does_not_say_what_it_answers_answers_the_first_most_likely() -> None:
    debate = read(
        said("r", None), said("a", "None"), said("b", "b"), said("c", "gone"), said("d", None, conversation_id="x")
    )
    assert tree(debate) == {"gone": None, "r": None, "a": "r", "b": None, "c": "gone", "d": None}
    sure = {post.native_id: (post.parent_basis, post.parent_confidence) for post in debate.posts.values()}
    assert (sure["a"], sure["c"]) == ((ParentBasis.ORDER, LIKELY), (ParentBasis.NATIVE, None))
    assert Counter(f.code for f in debate.findings.values()) == {"self-parent": 1, "absent-parent": 1}


def test_other_corpora_than_reddits_are_plain_text() -> None:
    (post,) = read(said("r", None, "# no heading\n\n> said before")).posts.values()
    assert [(b.kind.value, post.text[b.start : b.end]) for b in post.blocks] == [
        ("own", "# no heading"),
        ("quote", "said before"),
    ]


@pytest.mark.parametrize(
    ("told", "posted", "notes"),
    [
        (1_500_000_000_000, "2017-07-14T02:40:00+00:00", 0),
        ("2024-05-01T10:00:00Z", "2024-05-01T10:00:00+00:00", 0),
        (-3_000_000_000, "1874-12-07T18:40:00+00:00", 0),
        (12.5, None, 0),
        (None, None, 0),
        (1e99, None, 1),
        ("soon", None, 1),
        ("0000-01-01", None, 1),
        ("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59-12:00", 0),
        ([1], None, 1),
    ],
)
def test_times(told: Any, posted: str | None, notes: int) -> None:
    debate = read(said("r", None, timestamp=told))
    assert [post.posted_at for post in debate.posts.values()] == [posted]
    assert [finding.code for finding in debate.findings.values()] == ["time"] * notes


def test_hostile_utterances_open() -> None:
    debate = read(
        said("a", "b"),
        said("b", "a"),
        said("a", "b"),
        said("a", "b", "Others."),
        said({"id": 1}, ["a"], "👩‍👧\0 שלום", speaker=None, meta=None, timestamp=True),
        said(10**50, 10**50, 7),
        said("\ud83d", "\udc00"),
    )
    assert len(debate.posts) == 6
    assert "👩‍👧 שלום" in {post.text for post in debate.posts.values()}
    codes = Counter(finding.code for finding in debate.findings.values())
    assert codes == {"circle": 1, "repeated": 1, "same-id": 1, "time": 1, "self-parent": 1}


@pytest.mark.parametrize(
    "data",
    [
        b'{"ann": {"meta": {}, "vectors": []}, "ben": {"meta": {}}}',
        b'{"r": {"meta": {"title": "Dam"}, "vectors": []}}',
        b'{"r": {"vectors": [], "meta": {"title": "Dam"}}}',
        b'{"utterances-index": {"score": ["<class \'int\'>"]}, "speakers-index": {}}',
    ],
)
def test_the_other_files_of_a_corpus_say_which_to_open(data: bytes) -> None:
    with pytest.raises(FormatError, match=r"belongs to a ConvoKit corpus.* Open “utterances\.jsonl”"):
        registry.read(data, "speakers.json")


def test_what_has_no_utterances_is_refused() -> None:
    with pytest.raises(FormatError, match="holds no utterances of a ConvoKit corpus"):
        convokit.read(b'{"a": 1}\n{"text": 2}', "x.jsonl")


def test_utterances_are_known_by_their_content() -> None:
    data = lines([said("r", None), said("a", "r")])
    for name in ("utterances.jsonl", "x.json", "x.ndjson", "x"):
        assert [f.name for f in registry.tied(data, name)] == ["convokit"]


@given(st.binary(max_size=60), st.integers(0, 5_000), st.integers(0, 40))
def test_damaged_utterances_open_or_are_refused(junk: bytes, at: int, cut: int) -> None:
    whole = lines([said("r", None), said("a", "r", "x 😀")])
    at %= len(whole)
    for data in (junk, whole[:at], whole[:at] + junk + whole[at + cut :]):
        try:
            debate = convokit.read(data, "x.jsonl")
        except FormatError as error:
            assert "\n" not in str(error)
        else:
            assert list(problems(debate)) == []


@pytest.mark.corpus
def test_a_real_corpus_opens_with_the_parents_that_it_tells(corpus: Path) -> None:
    file = corpus / "threads/convokit/utterances.jsonl"
    data = file.read_bytes()
    assert [f.name for f in registry.tied(data, file.name)] == ["convokit"]
    debate = convokit.read(data, file.name)
    assert list(problems(debate)) == []
    told = {row["id"]: row["reply-to"] for row in map(json.loads, data.decode().splitlines())}
    assert tree(debate) == told
    (source,) = debate.sources.values()
    text = decode(data, file.name).text
    assert len(source.spans) == len(told)
    for span in source.spans:
        assert span.role is SpanRole.POST
        assert json.loads(text[span.start : span.end])["id"] == debate.posts[span.post or ""].native_id
    for name in ("conversations.json", "index.json", "speakers.json"):
        with pytest.raises(FormatError, match=r"utterances\.jsonl"):
            registry.read((corpus / "threads/convokit" / name).read_bytes(), name)
