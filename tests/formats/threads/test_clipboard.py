"""The clipboard: HTML where it tells more than the words, else the words."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.registry import FormatError
from argmap.formats.threads import clipboard
from argmap.formats.threads.clipboard import from_clipboard
from argmap.formats.threads.html_body import html_body
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind

PAGES = Path(__file__).parent / "fixtures" / "html_page"


def authors(debate: Debate) -> list[str]:
    return [debate.authors[post.author].name if post.author else "" for post in debate.posts.values()]


def test_markup_with_posts_is_read() -> None:
    html = (PAGES / "wordpress.html").read_text("utf-8")
    comments = html[html.index("<ol class") : html.rindex("</div>")]
    debate = from_clipboard("Ann says:\nWho pays?", f"<!--StartFragment-->{comments}<!--EndFragment-->")
    assert authors(debate) == ["Ann", "Ben", "Cas"]
    (source,) = debate.sources.values()
    assert (source.name, source.format) == ("Clipboard", "html")
    assert debate.info.title == "Clipboard"
    assert next(iter(debate.posts.values())).native_id == "lake.example/dam#comment-11"


def test_markup_with_quotes_only_is_read_as_marked_text() -> None:
    html = "<p>Ann: The dam is far too low for this.</p><p>Ben:</p><blockquote>The dam is far too low for this.</blockquote><p>No.</p><p>Ann: Yes.</p>"
    debate = from_clipboard("Ann: The dam…", html)
    assert authors(debate) == ["Ann", "Ben", "Ann"]
    ben = list(debate.posts.values())[1]
    assert [b.kind for b in ben.blocks] == [BlockKind.QUOTE, BlockKind.OWN]
    debate = from_clipboard(
        "x",
        "<p>First of all it is too low.</p><blockquote>How<blockquote>low?</blockquote></blockquote><p>Very low.</p>",
    )
    assert BlockKind.QUOTE in {b.kind for post in debate.posts.values() for b in post.blocks}


def test_other_markup_gives_way_to_the_words() -> None:
    text = "## Ann (2024-03-01)\n\nThe *dam*.\n\n## Ben (2024-03-02)\n\nNo."
    debate = from_clipboard(text, "<meta charset='utf-8'><span style='color:red'>## Ann (2024-03-01) The *dam*.</span>")
    assert authors(debate) == ["Ann", "Ben"]
    assert next(iter(debate.sources.values())).content == text.encode()


def test_words_may_be_in_any_format() -> None:
    comment = {
        "_id": "a",
        "postId": "p",
        "postedAt": "2024-01-01T00:00:00Z",
        "htmlBody": "<p>x</p>",
        "user": {"displayName": "Ann"},
    }
    assert "Ann" in authors(from_clipboard(json.dumps({"data": {"comments": {"results": [comment]}}}), None))


def test_without_words_it_is_refused() -> None:
    for text, html in (("", None), (" \n", ""), ("", "<p> </p>"), ("", "<img src=x width=1>")):
        with pytest.raises(FormatError, match="no words on the clipboard"):
            from_clipboard(text, html)


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "LARGEST", 10)
    with pytest.raises(FormatError, match="more than 64 million"):
        from_clipboard("x" * 11, None)


def test_words_that_only_the_markup_has_are_read() -> None:
    (post,) = from_clipboard("", "<p>Only here.</p>").posts.values()
    assert post.text == "Only here."


def test_quote_marks_stand_for_levels() -> None:
    body = html_body("<p>A</p><blockquote>b<br>c<blockquote>d</blockquote></blockquote>E")
    assert clipboard.marked_text(body) == "A\n\n> b\n> c\n\n>> d\n\nE"


@given(
    st.text(max_size=80), st.none() | st.text(max_size=80) | st.text(alphabet="<>pbdivlockquote/= \"'&;x", max_size=60)
)
def test_junk_is_read_or_refused(text: str, html: str | None) -> None:
    try:
        debate = from_clipboard(text, html)
    except FormatError:
        return
    assert list(problems(debate)) == []
