"""HTML bodies: the text that a browser shows, with its blocks and quotes; nothing lost, nothing loaded."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.registry import FormatError
from argmap.formats.threads import html_tree
from argmap.formats.threads.html_body import html_body
from argmap.formats.threads.thread import Body

Row = tuple[str, int, str]


def text_of_html(markup: str) -> str:
    return html_body(markup).text


def rows(body: Body) -> list[Row]:
    return [(b.kind.value, b.depth, body.text[b.start : b.end]) for b in body.blocks]


def quoted(body: Body) -> list[tuple[str, str | None]]:
    return [(body.text[q.start : q.end], q.of) for q in body.quotes]


def test_paragraphs_may_be_parted_by_a_tag_that_is_never_closed() -> None:
    body = html_body("It&#x27;s  one <i>thing</i>\n to say.<p>Another &amp; more<br>on two lines")
    assert body.text == "It's one thing to say.\n\nAnother & more\non two lines"
    assert [kind for kind, _, _ in rows(body)] == ["own", "own"]


def test_lines_of_a_mail_keep_their_blank_lines() -> None:
    assert text_of_html("<div>Hello<br></div><div><br></div><div>you</div><div>there</div>") == "Hello\n\nyou\nthere"


def test_two_breaks_part_paragraphs() -> None:
    assert [row[2] for row in rows(html_body("<p>one<br><br/>two<br>three</p>"))] == ["one", "two\nthree"]


def test_nested_quotes_have_depths_and_the_outermost_is_cited() -> None:
    asked = []

    def cited_of(element: object) -> str:
        asked.append(element)
        return "post 7"

    body = html_body(
        "<p>A</p><blockquote><p>b</p><blockquote>c</blockquote><p>d</p></blockquote><p>E</p><blockquote>f</blockquote>",
        cited_of=cited_of,
    )
    assert rows(body) == [
        ("own", 0, "A"),
        ("quote", 1, "b"),
        ("quote", 2, "c"),
        ("quote", 1, "d"),
        ("own", 0, "E"),
        ("quote", 1, "f"),
    ]
    assert quoted(body) == [("b\n\nc\n\nd", "post 7"), ("f", "post 7")]
    assert [element.tag for element in asked] == ["blockquote", "blockquote"]  # type: ignore[attr-defined]


def test_the_line_that_announces_a_quote_is_noise_and_no_part_of_it() -> None:
    markup = (
        '<aside class="quote no-group" data-post="2"><div class="title"><img class="avatar" src="//x/y.png"> ann:</div>'
        "<blockquote><p>The dam.</p></blockquote></aside><p>No.</p>"
    )
    body = html_body(markup, cited_of=lambda element: element.get("data-post"))
    assert rows(body) == [("noise", 0, "ann:"), ("quote", 1, "The dam."), ("own", 0, "No.")]
    assert quoted(body) == [("The dam.", "2")]


def test_quotes_may_be_typed() -> None:
    body = html_body("<p>&gt; The dam is old.<p>&gt;&gt; Older<br>&gt; still<p>It is.<p>a &gt; b<p>&gt;_&lt;")
    assert rows(body) == [
        ("quote", 1, "The dam is old."),
        ("quote", 2, "Older"),
        ("quote", 1, "still"),
        ("own", 0, "It is."),
        ("own", 0, "a > b"),
        ("own", 0, ">_<"),
    ]
    assert quoted(body) == [("The dam is old.\n\nOlder\n\nstill", None)]


def test_numbers_of_lists_are_text_and_bullets_are_not() -> None:
    body = html_body(
        "<ol start=3><li>three<li>four<ul><li>a<li><p>b</p><p>still b</p></ul><li value=9>nine</ol>"
        "<ol type=A><li>x</ol><ol reversed><li>two<li>one</ol>"
    )
    assert rows(body) == [
        ("list_item", 1, "3. three"),
        ("list_item", 1, "4. four"),
        ("list_item", 2, "a"),
        ("list_item", 2, "b"),
        ("list_item", 2, "still b"),
        ("list_item", 1, "9. nine"),
        ("list_item", 1, "A. x"),
        ("list_item", 1, "2. two"),
        ("list_item", 1, "1. one"),
    ]


def test_code_keeps_its_white_space() -> None:
    body = html_body("<p>See</p><pre><code>if x:\n\n    y  =  1\n</code></pre><p>ok</p>")
    assert rows(body) == [("own", 0, "See"), ("code", 0, "if x:\n\n    y  =  1"), ("own", 0, "ok")]
    assert rows(html_body("<ol><li><pre>  run</pre></ol>")) == [("list_item", 1, "1."), ("code", 0, "  run")]


def test_headings_have_levels() -> None:
    assert rows(html_body("<h1>A</h1>b<h4>C <a class=anchor href=#c></a></h4>")) == [
        ("heading", 1, "A"),
        ("own", 0, "b"),
        ("heading", 4, "C"),
    ]


def test_footnotes_keep_their_numbers_and_lose_their_ways_back() -> None:
    body = html_body(
        '<p>Sixty<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup> boats<sup><a href="#fn2">2</a></sup>.</p>'
        '<section class="footnotes"><ol><li id="fn1"><p>Counted. <a href="#fnref1" class="footnote-backref">↩︎</a></p></li>'
        '<li id="fn2"><span class="footnote-back-link"><sup><a href="#fnref2">^</a></sup></span><div>Twice.</div></li></ol>'
        "</section>"
    )
    assert rows(body) == [
        ("own", 0, "Sixty[1] boats[2]."),
        ("footnote", 0, "[1] Counted."),
        ("footnote", 0, "[2] Twice."),
    ]


def test_powers_are_not_glued_to_their_base() -> None:
    text = text_of_html("<p>10<sup>26</sup> operations, x<sup>2</sup>, the 1<sup>st</sup>, a word<sup>3</sup></p>")
    assert text == "10^26 operations, x^2, the 1st, a word[3]"


def test_tables_of_words_are_rows() -> None:
    body = html_body("<table><tr><th>Boat<th>Seats</tr><tr><td><p>Heron</p></td><td>60<br>or so</td></tr></table>")
    assert [row[2] for row in rows(body)] == ["Boat | Seats", "Heron | 60 or so"]


def test_tables_for_layout_are_not() -> None:
    page = html_body("<table><tr><td><p>One paragraph.</p><p>Another.</p></td></tr></table>")
    assert [row[2] for row in rows(page)] == ["One paragraph.", "Another."]
    body = html_body("<table><tr><td><div>Left</div></td><td><table><tr><td>a<td>b</table></td></table>")
    assert [row[2] for row in rows(body)] == ["Left", "a | b"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        "<template><p>x</p></template>",
        "<noscript>x</noscript>",
        "<div hidden>x<p>y</p></div>",
        '<span style="color:red; display : NONE">x</span>',
        "<!-- x -->",
        "<svg><text>x</text></svg>",
        "<title>x</title>",
    ],
)
def test_what_a_browser_hides_is_no_text(hidden: str) -> None:
    assert text_of_html(f"<p>before {hidden}after</p>") in ("before after", "before\nafter", "before\n\nafter")


def test_folded_text_is_text() -> None:
    body = html_body("<details><summary>Spoiler</summary><p>He did it.</p></details>")
    assert [row[2] for row in rows(body)] == ["Spoiler", "He did it."]


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ('<a href="https://lake.example/r">the report</a>', "the report (https://lake.example/r)"),
        ('<a href="https://www.lake.example/r/">lake.example/r</a>', "lake.example/r"),
        ('<a href="https://lake.example/r?long=1">lake.example</a>', "lake.example"),
        (
            '<a href="https://lake.example/report/2024">https://lake.example/rep...</a>',
            "https://lake.example/report/2024",
        ),
        ('<a href="/u/ann">@ann</a>', "@ann"),
        ('<a class="mention" href="/users/7">@ann</a>', "@ann"),
        ('<a href="#top">up</a>', "up"),
        ('<a href="javascript:go()">go</a>', "go"),
        ('<a href="mailto:ann@lake.example?subject=x">write</a>', "write (ann@lake.example)"),
        ('<a href="mailto:ann@lake.example">ann@lake.example</a>', "ann@lake.example"),
        ('<a href="https://lake.example/big.png"><img src="s.png" alt="The dam"></a>', "[image: The dam]"),
        ('<a href="https://lake.example/r"></a>', "https://lake.example/r"),
        ('<a href="https://lake.example/r"><img src="i.gif" alt="Print">Print</a>', "Print (https://lake.example/r)"),
    ],
)
def test_targets_of_links_are_not_lost(link: str, text: str) -> None:
    assert text_of_html(f"<p>See {link}.</p>") == f"See {text}."


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<img src="https://x.example/a.png" alt="chart">', "[image: chart]"),
        ('<img src="https://x.example/a.png">', "[image]"),
        ('<img src="p.gif" width="1" height="1">', ""),
        ('<img class="emoji" alt=":wave:" src="w.png">', ":wave:"),
        ('<img alt="👍🏽" src="w.png">', "👍🏽"),
        ('<img alt="水坝" src="w.png">', "[image: 水坝]"),
        ('<img alt="Image" src="w.png">', "[image]"),
        ('<iframe src="https://v.example/1"></iframe>', "[embedded: https://v.example/1]"),
        ("<q>so</q>", "“so”"),
        (
            '<span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation '
            'encoding="application/x-tex">x^2</annotation></semantics></math></span><span class="katex-html">x2</span></span>',
            "x^2",
        ),
    ],
)
def test_what_is_no_word_stands_in_words(markup: str, text: str) -> None:
    assert text_of_html(markup) == text


def test_offsets_count_code_points_of_composed_text() -> None:
    body = html_body("<p>e<b>&#x301;</b>t 👩‍🚀 e\u0301</p><blockquote>שלום 世界</blockquote>")
    assert body.text == "\u00e9t 👩‍🚀 \u00e9\n\nשלום 世界"
    assert quoted(body) == [("שלום 世界", None)]


def test_signatures_and_attributions_of_mail_are_noise() -> None:
    body = html_body(
        '<div>Fine.</div><div class="gmail_quote"><div class="gmail_attr">On Monday Ann wrote:</div>'
        '<blockquote class="gmail_quote">How?</blockquote></div><div class="gmail_signature">Ben</div>'
    )
    assert rows(body) == [
        ("own", 0, "Fine."),
        ("noise", 0, "On Monday Ann wrote:"),
        ("quote", 1, "How?"),
        ("noise", 0, "Ben"),
    ]


@pytest.mark.parametrize("markup", ["", "  \n ", "<p></p>", "</p>", "<!-- -->", "&nbsp;", "<p>&#8203;</p>", "<br><br>"])
def test_nothing_is_nothing(markup: str) -> None:
    assert html_body(markup) == Body()


@pytest.mark.parametrize(
    "tag", ["blockquote", "div", "b", "span", "ul><li", "table><tr><td", "section", "a href=x", "p"]
)
@pytest.mark.parametrize("closed", [True, False])
def test_any_depth_keeps_the_words(tag: str, closed: bool) -> None:
    close = "".join(f"</{part.split()[0]}>" for part in reversed(tag.split("><")))
    text = text_of_html(f"<{tag}>" * 10_000 + "inner" + close * 10_000 * closed + "<p>after</p>")
    assert "inner" in text
    assert "after" in text


def test_depth_in_quotes_is_kept_as_far_as_it_is_read() -> None:
    body = html_body("<blockquote>" * 10_000 + "inner" + "</blockquote>" * 10_000 + "<p>after")
    assert rows(body) == [("quote", html_tree.DEEPEST, "inner"), ("own", 0, "after")]


def test_scripts_in_deep_markup_stay_unseen() -> None:
    deep = "<i>" * 5_000
    assert text_of_html(f"{deep}<script>if (a<b) </i></script>x<!-- <b>y --><style>z") == "x"


def test_entities_do_not_multiply() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><p>&b; &c;'
    assert "haha" not in text_of_html(bomb)
    assert "root:" not in text_of_html(bomb)


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_tree, "MOST_TAGS", 100)
    monkeypatch.setattr(html_tree, "LONGEST", 1000)
    with pytest.raises(FormatError, match="more than 100 tags"):
        html_body("<b>" * 101)
    with pytest.raises(FormatError, match="characters"):
        html_body("x" * 1001)


_PARTS = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        [
            "p",
            "div",
            "blockquote",
            "ul",
            "ol",
            "li",
            "pre",
            "b",
            "a",
            "sup",
            "table",
            "tr",
            "td",
            "br",
            "img",
            "h2",
            "aside",
            "q",
            "details",
            "script",
            "math",
            "<",
        ]
    ).flatmap(lambda tag: st.sampled_from([f"<{tag}>", f"</{tag}>"])),
    st.sampled_from(
        [
            "<a href='http://x.y'>",
            "&gt; a",
            "&nbsp;",
            "<ol start=4>",
            "<div class=footnotes>",
            "<aside class=quote>",
            "\x1e",
        ]
    ),
    st.sampled_from(
        ["\0", "&#30;", "&#x301;", "<li value=-3>", "<div class=title>", "<p class=gmail_attr>", "\ud800", "&#xd800;"]
    ),
)


@given(st.lists(_PARTS, max_size=30).map("".join))
def test_blocks_cover_the_text_whatever_the_markup(markup: str) -> None:
    body = html_body(markup)
    assert unicodedata.is_normalized("NFC", body.text)
    end = 0
    for block in body.blocks:
        assert end <= block.start < block.end
        assert not body.text[end : block.start].strip()
        end = block.end
    assert end == len(body.text)
    assert all(a.end <= b.start for a, b in pairwise(body.quotes))
    assert all(0 <= quote.start < quote.end <= len(body.text) for quote in body.quotes)
