"""How long HTML takes: 868 kB of forum posts in well under 0.3 s, and a page of 3,000 comments."""

from pathlib import Path

import pytest

from argmap.formats.threads import html_page
from argmap.formats.threads.html_body import html_body

PAGES = Path(__file__).parents[1] / "formats" / "threads" / "fixtures" / "html_page"
POST = (
    '<aside class="quote" data-username="ann" data-post="{0}" data-topic="7"><div class="title"><img class="avatar" src="/a.png"> '
    "ann:</div><blockquote><p>The dam should be three metres higher, since the flood of May went over it {0} times.</p></blockquote>"
    '</aside><p>Which flood? See <a href="https://lake.example/report/{0}">the report</a>, it says <em>twice</em> and <b>not</b> '
    "more.</p><ol><li>It is old.</li><li>It <code>leaks</code>.</li></ol><pre><code>gate = open\n  if flood</code></pre><p>10<sup>6</sup> "
    'litres.<br>Every day. <img class="emoji" alt=":wave:" src="/w.png"></p>'
)


@pytest.mark.benchmark(group="html")
def test_body_of_868_kb(benchmark) -> None:  # type: ignore[no-untyped-def]
    markup = "".join(POST.format(number) for number in range(1_300))[:868_000]
    body = benchmark(html_body, markup)
    assert len(body.quotes) > 1_000


@pytest.mark.benchmark(group="html")
def test_page_of_3_000_comments(benchmark) -> None:  # type: ignore[no-untyped-def]
    page = (PAGES / "wordpress.html").read_text("utf-8")
    first, last = page.index('<li id="comment-11"'), page.rindex("</ol>")
    thread = page[first:last]
    numbered = (
        thread.replace("comment-1", f"comment-{number}1").replace("pays", f"pays {number}") for number in range(1_000)
    )
    data = (page[:first] + "".join(numbered) + page[last:]).encode()
    debate = benchmark.pedantic(html_page.read, args=(data, "page.html"), rounds=2)
    assert len(debate.posts) == 3_001
