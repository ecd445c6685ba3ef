"""Where quoted words may be from."""

from argmap.analysis.candidates import MOST, candidates
from argmap.model.debate import Debate
from argmap.model.records import Post

SAID = "Nobody can check a plate at night, and everybody in the county knows it."


def found(debate: Debate, words: str, post: str = "quoting") -> list[tuple[str, str]]:
    text = debate.posts[post].text
    start = text.index(words)
    return [
        (c.passage.post, debate.posts[c.passage.post].text[c.passage.start : c.passage.end])
        for c in candidates(debate, post, start, start + len(words))
    ]


def thread(*texts: str, quoting: str) -> Debate:
    return Debate([*(Post(f"p{n}", text=text) for n, text in enumerate(texts)), Post("quoting", text=quoting)])


def test_the_best_place_comes_first_and_never_the_post_itself() -> None:
    debate = thread(
        "Something else entirely about bread.",
        f"First. {SAID} Last.",
        "Nobody may check a plate at night, as everyone in the county knows.",
        quoting=f"{SAID}\n\nThat is wrong. {SAID}",
    )
    assert found(debate, SAID)[0] == ("p1", SAID)
    assert [post for post, _ in found(debate, SAID)] == ["p1", "p2"]


def test_nothing_is_found_for_words_that_nobody_says() -> None:
    assert found(thread("Bread and butter.", quoting=SAID), SAID) == []
    assert found(thread("Bread and butter.", quoting="… !"), "… !") == []


def test_no_more_than_there_are_digits() -> None:
    assert len(found(thread(*[SAID] * 20, quoting=SAID), SAID)) == MOST
