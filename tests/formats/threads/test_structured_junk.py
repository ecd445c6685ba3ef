"""Readers of structured exports are shown spoiled files: whatever they cannot read they refuse in one sentence, and what they
read is sound."""

import json
import random
from collections.abc import Callable
from pathlib import PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.model.debate import Debate

FORMATS = (
    "bluesky",
    "comments-json",
    "discourse",
    "discourse-markdown",
    "disqus",
    "github-issue",
    "mastodon",
    "wordpress",
)
SAMPLES = {
    "bluesky": json.dumps(
        {
            "thread": {
                "$type": "app.bsky.feed.defs#threadViewPost",
                "post": {
                    "uri": "at://a/app.bsky.feed.post/2",
                    "author": {"handle": "a.example"},
                    "record": {
                        "text": "See 🚲 lake.example",
                        "createdAt": "2024-05-01T10:00:00Z",
                        "facets": [
                            {"index": {"byteStart": 9, "byteEnd": 21}, "features": [{"uri": "https://lake.example/1"}]}
                        ],
                        "reply": {"parent": {"uri": "at://a/app.bsky.feed.post/1"}},
                    },
                    "embed": {"record": {"uri": "at://b/app.bsky.feed.post/9", "value": {"text": "Quoted."}}},
                    "replyCount": 1,
                    "likeCount": 2,
                },
                "replies": [{"uri": "at://c/app.bsky.feed.post/3", "notFound": True}],
            }
        }
    ),
    "comments-json": json.dumps(
        [
            {
                "id": "/1/",
                "title": "A+b",
                "comments": [{"id": 0, "author": "bo", "website": "", "created": 1714557600, "text": "> A\n\nB"}],
            }
        ]
    ),
    "discourse": json.dumps(
        {
            "post_stream": {
                "posts": [
                    {
                        "id": 901,
                        "username": "ada",
                        "cooked": '<aside class="quote" data-post="1" data-topic="7"><blockquote><p>A</p></blockquote></aside><p>B</p>',
                        "created_at": "2024-05-01T10:00:00Z",
                        "post_number": 2,
                        "reply_to_post_number": 1,
                        "post_type": 1,
                        "actions_summary": [{"id": 2, "count": 1}],
                    },
                    {"id": 902, "raw": '[quote="ada, post:2"]B[/quote]\nC', "post_number": 3, "topic_id": 7},
                ],
                "stream": [901, 902, 903],
            },
            "id": 7,
        }
    ),
    "discourse-markdown": (
        "---\ntopic_id: 7\n---\n\n# A\n\n## Post #1 by @ada (2024-05-01 10:00 UTC)\n\n<p>A</p>\n\n---\n\n"
        '## Post #2 by @bo (2024-05-01 10:01 UTC)\n\n<aside class="quote" data-post="1" data-topic="7"><blockquote>A</blockquote></aside>\n'
    ),
    "disqus": (
        '<?xml version="1.0"?><disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals"><thread dsq:id="1">'
        '<title>A</title></thread><post dsq:id="2"><message><![CDATA[<p>B</p>]]></message><createdAt>2024-05-01T10:00:00Z</createdAt>'
        '<isSpam>false</isSpam><author><name>bo</name></author><thread dsq:id="1"/><parent dsq:id="3"/></post></disqus>'
    ),
    "github-issue": json.dumps(
        {
            "title": "A",
            "author": {"login": "ada"},
            "body": "> B\r\n\r\n- C",
            "createdAt": "2024-05-01T10:00:00Z",
            "url": "https://github.com/a/b/issues/1",
            "reactionGroups": [{"users": {"totalCount": 1}}],
            "comments": [
                {
                    "author": {"login": "bo"},
                    "authorAssociation": "NONE",
                    "body": "D",
                    "url": "https://github.com/a/b/issues/1#issuecomment-2",
                }
            ],
        }
    ),
    "mastodon": json.dumps(
        {
            "ancestors": [
                {
                    "id": "1",
                    "content": "<p>A</p>",
                    "account": {"acct": "ada"},
                    "in_reply_to_id": None,
                    "spoiler_text": "S",
                }
            ],
            "descendants": [
                {
                    "id": "3",
                    "content": "<p>C</p>",
                    "account": {"acct": "cy"},
                    "in_reply_to_id": "2",
                    "poll": {"options": [{"title": "x"}]},
                }
            ],
        }
    ),
    "wordpress": (
        '<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>T</title><item><title>A</title>'
        "<wp:post_id>1</wp:post_id><wp:comment><wp:comment_id>2</wp:comment_id><wp:comment_content><![CDATA[B\n\nC]]>"
        "</wp:comment_content><wp:comment_parent>0</wp:comment_parent><wp:comment_approved>1</wp:comment_approved>"
        "</wp:comment></item></channel></rss>"
    ),
}
PIECES = (
    b"",
    b"\0",
    b"\xff",
    b"null",
    b"[]",
    b"{}",
    b'"',
    b"<",
    b">",
    b"&#0;",
    b"-1",
    b"1e999",
    b"\\ud83d",
    b"]]>",
    b"9" * 400,
    "שׁ🚲".encode(),
)


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """A file with some of its bytes cut out, doubled, or replaced."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice([0, 1, 1, 5, 40]))
        middle = chance.choice([*PIECES, data[start:end] * 2, bytes([chance.randint(0, 255)])])
        data = data[:start] + middle + data[end:]
    return data


def read_or_refuse(name: str, data: bytes, check: Callable[[Debate], None]) -> None:
    try:
        debate = registry.by_name(name).read(data, "spoiled")
    except FormatError as error:
        text = str(error)
        assert text.endswith(".")
        assert "\n" not in text
        return
    check(debate)


@pytest.mark.parametrize("name", FORMATS)
def test_samples_are_read_whole(name: str, check_posts: Callable[[Debate], None]) -> None:
    known = registry.by_name(name)
    data = SAMPLES[name].encode()
    assert registry.guess(data, PurePath("x").with_suffix(known.suffixes[0]).name) is known
    check_posts(known.read(data, "x"))


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=150, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_spoiled_files_are_refused_or_read(
    name: str, check_posts: Callable[[Debate], None], chance: random.Random
) -> None:
    data = spoiled(SAMPLES[name].encode(), chance)
    read_or_refuse(name, data, check_posts)
    assert 0.0 <= registry.by_name(name).sniff(data) <= 1.0


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=50, deadline=None)
@given(data=st.binary(max_size=300))
def test_junk_is_refused(name: str, check_posts: Callable[[Debate], None], data: bytes) -> None:
    read_or_refuse(name, data, check_posts)
    assert registry.by_name(name).sniff(data) == 0.0


KEYS = """id post_stream posts stream cooked raw post_number topic_id reply_to_post_number created_at username comments title body
user author login url nodes edges ancestors descendants content account in_reply_to_id poll quote thread post uri record text facets
index features embed replies parent value depth feed website replyCount reactions latest_posts user_actions excerpt"""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=6),
    max_leaves=30,
)


@pytest.mark.parametrize("name", [name for name in FORMATS if SAMPLES[name][0] in "[{"])
@settings(max_examples=150, deadline=None)
@given(value=JSON)
def test_keys_with_values_of_any_type_are_no_harm(
    name: str, check_posts: Callable[[Debate], None], value: object
) -> None:
    read_or_refuse(name, json.dumps(value).encode(), check_posts)
