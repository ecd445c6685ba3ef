"""Discourse topics that archivists wrote into Markdown, by heading, with the posts as HTML."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import discourse, discourse_markdown
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, SpanRole

TOPIC = """\
---
topic_id: 7
title: "Boats And Seats"
date: 2024-05-01
url: https://forum.example/t/7
---

# Boats & seats

**Topic ID**: 7
**URL**: https://forum.example/t/boats-seats/7

---

## Post #1 by @ada (2024-05-01 10:01 UTC)

<p>Sixty seats is too low. שלום</p>
<pre><code>
---
# Post of nobody
</code></pre>

---

## Post #2 by @bo.lind (2024-05-01 10:02 UTC)

<aside class="quote no-group" data-username="ada" data-post="1" data-topic="7">
<div class="title">
<img alt="" class="avatar" src="https://x.example/a.png"> ada:</div>
<blockquote>
<p>Sixty seats is too low.</p>
</blockquote>
</aside>
<p>Why? 🚲</p>

---

## Post #4 by @cy (2024-13-01 10:02 UTC)

<p>See above.</p>
"""


def load(text: str, name: str = "topic.md") -> Debate:
    return discourse_markdown.read(text.encode(), name)


def test_posts_stand_below_their_headings(check_posts: Callable[[Debate], None]) -> None:
    debate = load(TOPIC)
    check_posts(debate)
    assert debate.title == "Boats & seats"
    told = [(p.native_id, debate.authors[p.author].name, p.posted_at, p.permalink) for p in debate.posts.values()]
    address = "https://forum.example/t/boats-seats/7"
    assert told == [
        ("7/1", "ada", "2024-05-01T10:01:00+00:00", f"{address}/1"),
        ("7/2", "bo.lind", "2024-05-01T10:02:00+00:00", f"{address}/2"),
        ("7/4", "cy", None, f"{address}/4"),
    ]
    first, second, last = debate.posts.values()
    assert [p.title for p in (first, second, last)] == ["Boats & seats", "", ""]
    assert first.text == "Sixty seats is too low. שלום\n\n---\n# Post of nobody"
    assert [b.kind for b in first.blocks] == [BlockKind.OWN, BlockKind.CODE]
    assert last.text == "See above."
    (quote,) = debate.quotes.values()
    assert (quote.post, quote.of_post) == (second.id, first.id)
    assert second.text[quote.start : quote.end] == "Sixty seats is too low."
    assert [f.text for f in debate.findings.values()] == ["1 time could not be read and was left out."]


def test_every_character_is_in_a_post_or_above_them() -> None:
    debate = load(TOPIC)
    (source,) = debate.sources.values()
    assert [s.role for s in source.spans] == [SpanRole.NOISE, *[SpanRole.POST] * 3]
    assert "".join(TOPIC[s.start : s.end] for s in source.spans) == TOPIC


@pytest.mark.parametrize(
    ("above", "name", "topic"),
    [
        ("", "boats-id12.md", "12"),
        ("https://forum.example/t/boats/13\n", "boats-id12.md", "13"),
        ("**Topic ID**: 14\nhttps://forum.example/t/13\n", "boats.md", "14"),
        ("", "boats.md", "boats"),
    ],
)
def test_the_topic_is_named_above_the_posts_or_by_the_file(above: str, name: str, topic: str) -> None:
    debate = load(f"{above}## Post #3 by @ada (2024-05-01 10:01 UTC)\n\n<p>A</p>\n", name)
    assert [p.native_id for p in debate.posts.values()] == [f"{topic}/3"]


def test_ids_are_those_of_the_topics_json() -> None:
    json = (
        b'[{"topic_id": 7, "post_number": 2, "username": "bo.lind", "cooked": "<p>x</p>", "created_at": "2024-05-01"}]'
    )
    other = next(iter(discourse.read(json, "x.json").posts.values()))
    mine = list(load(TOPIC).posts.values())[1]
    assert mine.native_id == other.native_id
    assert discourse_markdown.FORMAT.family == discourse.FORMAT.family


def test_topics_quote_each_other() -> None:
    other = '## Post #1 by @dan (2024-06-01 10:01 UTC)\n\n<aside class="quote" data-post="2" data-topic="7"><blockquote>Why?</blockquote></aside>'
    debate = discourse_markdown.read_all([(TOPIC.encode(), "a.md"), (other.encode(), "b-id8.md")])
    quotes = [q.of_post and debate.posts[q.of_post].native_id for q in debate.quotes.values()]
    assert quotes == ["7/1", "7/2"]


def test_it_is_known_from_other_markdown() -> None:
    assert registry.guess(TOPIC.encode(), "x.md").name == "discourse-markdown"
    assert registry.guess(TOPIC.encode("utf-16"), "x.md").name == "discourse-markdown"
    assert registry.tied(TOPIC.encode(), "x.txt")[0].name == "discourse-markdown"
    for other in (b"# Post #1\n\nwords", b"The Post #1 by @ada (2024-05-01)", b"", b"\0"):
        assert discourse_markdown.sniff(other) == 0.0


@pytest.mark.parametrize("text", ["words", "## Post by @ada\n\nwords", "## Post #1 from @ada"])
def test_a_text_without_posts_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match=r"“topic\.md” holds no posts of a Discourse topic"):
        load(text)


@pytest.mark.corpus
def test_real_topics_have_all_their_posts_and_quotes(corpus: Path, check_posts: Callable[[Debate], None]) -> None:
    paths = sorted((corpus / "threads" / "discourse_rendered_md").glob("*.md"))
    assert paths
    for path in paths:
        data = path.read_bytes()
        assert registry.guess(data, path.name).name == "discourse-markdown", path.name
        debate = discourse_markdown.read(data, path.name)
        check_posts(debate)
        text = data.decode()
        topic = re.search(r"^topic_id: (\d+)$", text, re.MULTILINE)[1]
        told = re.findall(r"^## Post #(\d+) by @(\S+) \((\S+) (\S+) UTC\)$", text, re.MULTILINE)
        read = [(p.native_id, debate.authors[p.author].name, p.posted_at) for p in debate.posts.values()]
        assert read == [(f"{topic}/{n}", user, f"{day}T{time}:00+00:00") for n, user, day, time in told]
        assert all(p.parent is None for p in debate.posts.values())
        ids = {native for native, _, _ in read}
        boxes = re.findall(r'<aside class="quote[^>]*data-post="(\d+)" data-topic="(\d+)"', text)
        named = sorted(f"{of}/{n}" for n, of in boxes if f"{of}/{n}" in ids)
        found = sorted(debate.posts[q.of_post].native_id for q in debate.quotes.values() if q.of_post)
        assert found == named, path.name
