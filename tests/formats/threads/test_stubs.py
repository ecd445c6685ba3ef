"""What a file counts and does not have."""

from argmap.formats.threads.stubs import Stub, notes_of, settled
from argmap.formats.threads.thread import PostDraft


def drafts(tree: str) -> list[PostDraft]:
    """ "b:a" is b below a."""
    pairs = (name.split(":") for name in tree.split())
    return [PostDraft(native_id=own, parent=parent or None) for own, parent in pairs]


def missing(tree: str, *stubs: Stub) -> list[tuple[str, int]]:
    return [(stub.parent, stub.missing) for stub in settled(drafts(tree), stubs)]


def test_a_stub_whose_replies_are_nowhere_counts_in_full() -> None:
    assert missing("a:", Stub("a", 7, ("x", "y"))) == [("a", 7)]
    assert missing("a:", Stub("a", 0, ("x", "y"))) == [("a", 2)], "at least the replies that it names"


def test_what_came_later_is_taken_off_with_all_below_it() -> None:
    assert missing("a: x:a z:x", Stub("a", 7, ("x", "y"))) == [("a", 5)]
    assert missing("a: x:a z:x", Stub("a", 7, ("x", "y")), Stub("z", 3, ("w",))) == [("a", 2), ("z", 3)]
    assert missing("a: x:a y:a", Stub("a", 7, ("x", "y"))) == []


def test_of_two_that_name_the_same_the_later_holds() -> None:
    assert missing("a:", Stub("a", 5, ("x", "y")), Stub("a", 3, ("x", "y"), page=1)) == [("a", 3)]
    assert missing("a: x:a", Stub("a", 10, tuple("wxyz")), Stub("a", 4, ("y", "z"), page=1)) == [("a", 9)]
    assert missing("a: x:a", Stub("a", 5, ("x", "y", "z")), Stub("a", 4, ("y", "z"), page=1)) == [("a", 4)]


def test_a_branch_that_goes_on_elsewhere_is_open_while_nothing_is_below() -> None:
    (stub,) = settled(drafts("a:"), [Stub("a", 0, ())])
    assert stub.leads_on
    assert settled(drafts("a: b:a"), [Stub("a", 0, ())]) == []


def test_circles_and_absent_parents_do_no_harm() -> None:
    assert missing("a:b b:a c:c", Stub("a", 2, ("x",)), Stub("none", 3, ("y",)), Stub("c", 1, ("z",))) == [
        ("a", 2),
        ("none", 3),
        ("c", 1),
    ]


def test_notes_count_in_words() -> None:
    one, two, on = Stub("a", 1, ("x",), missing=1), Stub("b", 2, ("y",), missing=2_000), Stub("c", 0, ())
    assert [note.text for note in notes_of([one], 1)] == ["1 comment is not in this file."]
    assert [note.text for note in notes_of([two, on], 1)] == [
        "2,000 comments are not in this file, and 1 branch goes on at a page of its own."
    ]
    assert [note.text for note in notes_of([on, on], 2)] == ["2 branches go on at a page of their own."]
    assert notes_of([], 1) == []
    assert [stub.draft().title for stub in (one, two, on)] == [
        "1 reply that is not in this file",
        "2,000 replies that are not in this file",
        "More replies, which are not in this file",
    ]
