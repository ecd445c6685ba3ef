"""What becomes of the posts that a reader hands over: parents, circles, repeats, and what is told of them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.registry import FormatError
from argmap.formats.threads.building import LISTED, build, build_all
from argmap.formats.threads.thread import Body, Cited, Note, PostDraft, Thread
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, FindingLevel, ParentBasis, PostStatus, SpanRole
from argmap.model.queries import thread_order
from argmap.model.records import Block


def post(native: str | None, parent: str | None = None, text: str = "", **more: object) -> PostDraft:
    return PostDraft(native, parent, body=Body(text or f"Words of {native}."), **more)  # type: ignore[arg-type]


def built(*posts: PostDraft) -> Debate:
    debate = build(Thread("A title", list(posts)), b"bytes", "a.json", "some")
    assert not list(problems(debate))
    return debate


def natives(debate: Debate) -> dict[str | None, str | None]:
    """Native id of each post to that of its parent."""
    return {p.native_id: None if p.parent is None else debate.posts[p.parent].native_id for p in debate.posts.values()}


def codes(debate: Debate) -> list[str]:
    return sorted(f.code for f in debate.findings.values())


def test_posts_keep_their_order_authors_and_parents() -> None:
    debate = built(post("b", "a", author="Ada  Low"), post("a", author="ada low"), post("c", "b", author=""))
    assert natives(debate) == {"b": "a", "a": None, "c": "b"}
    assert [a.name for a in debate.authors.values()] == ["Ada Low"]
    assert {p.parent_basis for p in debate.posts.values() if p.parent} == {ParentBasis.NATIVE}
    (source,) = debate.sources.values()
    assert (source.name, source.content, debate.title) == ("a.json", b"bytes", "A title")
    assert codes(debate) == []


def test_an_absent_parent_holds_its_replies_together() -> None:
    debate = built(post("a", "x"), post("b", "x"), post("c", "a"))
    assert natives(debate) == {"x": None, "a": "x", "b": "x", "c": "a"}
    (missing,) = (p for p in debate.posts.values() if p.native_id == "x")
    assert missing.status is PostStatus.MISSING
    assert [f.text for f in debate.findings.values()] == ["2 posts name a parent that is not in this file."]


def test_an_absent_parent_stands_where_its_first_reply_does() -> None:
    debate = built(post("a"), post("b", "x"), post("c"))
    assert [p.native_id for p, depth in thread_order(debate) if depth == 0] == ["a", "x", "c"]


def test_the_nearest_known_ancestor_takes_the_place_of_an_absent_parent() -> None:
    debate = built(post("a"), post("c", "b", also_parents=("z", "a"), parent_basis=ParentBasis.HEADER))
    assert natives(debate) == {"a": None, "c": "a"}
    assert codes(debate) == []


def test_circles_are_cut_and_posts_that_answer_themselves_stand_alone() -> None:
    debate = built(post("a", "c"), post("b", "a"), post("c", "b"), post("d", "d"), post("e", "d"))
    assert natives(debate) == {"a": None, "b": "a", "c": "b", "d": None, "e": "d"}
    assert codes(debate) == ["circle", "self-parent"]
    told = next(f.text for f in debate.findings.values() if f.code == "self-parent")
    assert told == "1 post named itself as what it answers; it stands as a post that answers nothing."


def test_posts_without_ids_name_what_they_answer_and_their_authors_other_names() -> None:
    first, other = post(None, text="One.", author="Ada"), post(None, text="Two.", author="Ben")
    other.answers, other.parent_basis, other.parent_confidence = first, ParentBasis.ORDER, 0.5
    debate = build(Thread("", [other, first], aliases={"ada": ("Mrs Low",)}), b"bytes", "a.txt", "some")
    by_text = {p.text: p for p in debate.posts.values()}
    assert (by_text["Two."].parent, by_text["Two."].parent_basis) == (by_text["One."].id, ParentBasis.ORDER)
    assert by_text["One."].parent is None
    assert {a.name: a.aliases for a in debate.authors.values()} == {"Ada": ("Mrs Low",), "Ben": ()}


def test_a_post_that_stands_twice_is_read_once_and_another_with_its_id_is_kept() -> None:
    again = post("a", text="Words  of a.", span=(20, 30))
    debate = built(post("a", span=(0, 10)), again, post("a", text="Other words."), post("b", "a"))
    assert natives(debate) == {"a": None, "a#2": None, "b": "a"}
    assert codes(debate) == ["repeated", "same-id"]
    (source,) = debate.sources.values()
    assert [(s.start, s.end, s.role) for s in source.spans] == [
        (0, 10, SpanRole.POST),
        (20, 30, SpanRole.DUPLICATE),
    ]
    assert source.spans[1].post == source.spans[0].post


def test_a_quote_names_the_post_that_the_file_names() -> None:
    quoting = PostDraft("b", body=Body("He said.", quotes=(Cited(0, 2, "a"), Cited(3, 7, "gone"))))
    debate = built(post("a"), quoting)
    (first, second) = debate.quotes.values()
    assert debate.posts[first.of_post or ""].native_id == "a"
    assert (first.of_start, second.of_post) == (None, None)


def test_files_that_answer_each_other_become_one_thread() -> None:
    first, second = Thread("", [post("b", "a")]), Thread("Later", [post("a"), post("b", "a")])
    debate = build_all([(first, b"1", "1.eml"), (second, b"2", "2.eml")], "some")
    assert natives(debate) == {"b": "a", "a": None}
    assert [s.name for s in debate.sources.values()] == ["1.eml", "2.eml"]
    assert debate.title == "Later"


def test_notes_are_listed_until_there_are_too_many() -> None:
    def noted(count: int) -> Debate:
        note = Note(FindingLevel.INFO, "time", "Its time could not be read.")
        return built(*(post(str(n), notes=[note]) for n in range(count)))

    few, many = noted(LISTED), noted(LISTED + 1)
    assert len(few.findings) == LISTED
    assert {f.where for f in few.findings.values()} == set(few.posts)
    assert [f.text for f in many.findings.values()] == [f"{LISTED + 1} posts: Its time could not be read."]


def test_a_file_without_posts_is_refused() -> None:
    with pytest.raises(FormatError, match=r"“a\.json” holds no posts"):
        built()


def test_a_thread_of_fifty_thousand_replies_to_replies() -> None:
    names = [str(n) for n in range(50_000)]
    debate = built(post("0"), *(post(here, before, "x") for before, here in pairwise(names)))
    assert thread_order(debate)[-1][1] == 49_999


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcdexy") | st.none(), st.sampled_from("uv"))))
def test_whatever_ids_say_the_debate_is_sound_and_no_post_is_lost(rows: list[tuple[str, str | None, str]]) -> None:
    debate = built(post("z"), *(post(native, parent, text) for native, parent, text in rows))
    told = {(native, text) for native, _, text in rows}
    kept = [p for p in debate.posts.values() if p.status is PostStatus.OK]
    assert len(kept) == 1 + len(told) or len(kept) > len(told)  # an id met thrice may keep a repeat of its second text
    assert len(thread_order(debate)) == len(debate.posts)


def test_copies_are_known_apart_from_their_noise_and_among_all_posts_with_their_id() -> None:
    footer = Body("Words of a.\n\nA list's footer.", (Block(BlockKind.OWN, 0, 11), Block(BlockKind.NOISE, 13, 29)))
    other = post("a", text="Other words.")
    debate = built(
        post("a"), PostDraft("a", body=footer), other, post("a", text="Other  words."), post("a", text="Third.")
    )
    assert natives(debate) == {"a": None, "a#2": None, "a#3": None}
    assert codes(debate) == ["repeated", "same-id"]


def test_copies_in_many_files_are_told_of_in_one_finding() -> None:
    threads = [(Thread("", [post("a")]), b"%d" % n, f"{n}.eml") for n in range(20)]
    debate = build_all(threads, "some")
    (finding,) = debate.findings.values()
    assert finding.text == "19 posts stood there twice and were read once."


def test_files_that_use_the_same_ids_for_posts_of_others_keep_their_own_replies() -> None:
    files = []
    for name, first, second in (("a.json", "Ada", "Ben"), ("b.json", "Cy", "Dan")):
        words = f"{first} says this."
        cited = Body(words, (Block(BlockKind.QUOTE, 0, len(words), 1),), (Cited(0, len(words), "1"),))
        posts = [PostDraft("1", author=first, body=Body(words)), PostDraft("2", "1", author=second, body=cited)]
        files.append((Thread("", posts), name.encode(), name))
    debate = build_all(files, "some")
    assert not list(problems(debate))
    by_author = {debate.authors[p.author or ""].name: p for p in debate.posts.values()}
    assert (by_author["Ben"].parent, by_author["Dan"].parent) == (by_author["Ada"].id, by_author["Cy"].id)
    assert [q.of_post for q in debate.quotes.values()] == [by_author["Ada"].id, by_author["Cy"].id]
