"""Repeats that are no quotes, and those that are in spite of appearances, as whole threads."""

import pytest

from argmap.analysis.quotes import Part, PostText, Role, find_quotes

DAM = "The dam should be three metres higher, because the flood of last May went over it in a single night."
MILL = "The mill has its own gate, and the miller opens it when he likes, not when the town asks him to."
ROAD = "Lorries to the quarry use the only road that the school bus has, and they use it at eight."
FOOTER = "You get this message because you joined the list of the lake. Write to the keeper to leave it."


def post(name: str, *parts: str, author: str = "", thread: str = "", above: tuple[str, ...] = ()) -> PostText:
    text, made = "", []
    for said in parts:
        text += "\n\n" if text else ""
        made.append(Part(len(text), len(text) + len(said)))
        text += said
    return PostText(name, text, tuple(made), author, thread, above)


def found(*posts: PostText) -> list[tuple[str, str | None, str]]:
    """(quoting post, quoted post, words) of each quote."""
    texts = {one.id: one.text for one in posts}
    return [(q.post, q.of_post, texts[q.post][q.start : q.end]) for q in find_quotes(posts)]


def test_what_ends_every_post_is_a_footer() -> None:
    posts = [post(name, said, FOOTER) for name, said in zip("abc", (DAM, MILL, ROAD), strict=True)]
    assert found(*posts) == []


def test_people_repeat_themselves_without_quoting_themselves() -> None:
    posts = [post("a", MILL, DAM, author="ada"), post("b", "Again:", DAM, "Who pays?", author="ada")]
    assert found(*posts) == []
    assert found(posts[0], post("b", "Again:", DAM, "Who pays?", author="bo")) == [("b", "a", DAM)]


def test_an_author_quotes_who_quoted_them() -> None:
    first = post("a", DAM, author="ada")
    second = post("b", DAM, "That is far too high for us.", author="bo")
    third = post("c", DAM, "That is far too high for us.", "Three metres it was.", author="ada")
    quotes = found(first, second, third)
    assert ("c", "b", f"{DAM}\n\nThat is far too high for us.") in quotes


def test_a_reply_that_quotes_all_of_a_post_quotes_what_that_quoted_too() -> None:
    first = post("a", MILL, DAM, author="ada")
    second = post("b", "I doubt it very much, and so does the mayor.", MILL, DAM, author="bo")
    third = post("c", "Why?", "I doubt it very much, and so does the mayor.", MILL, DAM, author="cy")
    assert [quote for quote in found(first, second, third) if quote[0] == "c"] == [("c", "b", second.text)]


def test_a_line_that_announces_a_quote_within_a_quote_is_part_of_it() -> None:
    first = post("a", MILL, author="ada")
    second = post("b", "I doubt it very much, and so does the mayor.", MILL, author="bo")
    announced = "On 3 May 2021 at 10:15, Ada Brook <ada@lake.org> wrote:"
    third = post("c", "Why?", "I doubt it very much, and so does the mayor.", announced, MILL, author="cy")
    (quote,) = [quote for quote in find_quotes([first, second, third]) if quote.post == "c"]
    assert third.text[quote.start : quote.end] == third.text[6:]
    assert quote.similarity < 1


def test_an_answer_between_two_quoted_paragraphs_stays_an_answer() -> None:
    posts = [post("a", DAM, MILL), post("b", DAM, "No.", MILL, "Never.")]
    assert [words for _, _, words in found(*posts)] == [DAM, MILL]


def test_lines_that_were_wrapped_again_are_the_same_words() -> None:
    wrapped = DAM.replace(" because the", " because\nthe").replace(" in a single", "\nin a single")
    assert found(post("a", MILL, DAM), post("b", wrapped, "Who pays?")) == [("b", "a", wrapped)]


@pytest.mark.parametrize("thanks", ["Thank you very much for that.", "I hope that helps you all."])
def test_greetings_are_no_quotes(thanks: str) -> None:
    assert found(post("a", thanks, DAM), post("b", thanks, MILL)) == []
    assert found(post("a", DAM, thanks), post("b", MILL, thanks)) == []


def test_a_few_words_are_a_quote_of_the_post_that_is_answered_only() -> None:
    parts = ("So I said the gate is rotten, did I?", "the gate is rotten", "Is it?")
    source = post("a", MILL, "And as I say the gate is rotten now.", DAM)
    assert found(source, post("b", *parts)) == []
    assert ("b", "a", "the gate is rotten") in found(source, post("b", *parts, above=("a",)))


def test_a_post_that_answers_another_needs_more_to_be_a_quote_of_this_one() -> None:
    short = "the miller opens it when he likes, not when asked"
    posts = [post("a", f"I hear {short}. So be it.", DAM), post("b", ROAD)]
    assert found(*posts, post("c", short, "Who says so?")) != []
    assert found(*posts, post("c", short, "Who says so?", above=("b",))) == []


def test_other_threads_are_quoted_in_sentences_only() -> None:
    table = "12.5 | 13.7 | 0.05 | 11.9 | 12.5 | 13.7 | 0.05 | 11.9 | 3.3 | 4.4"
    here = post("a", MILL, table, DAM, thread="gates")
    assert found(here, post("b", "See:", table, "Odd.", thread="roads")) == []
    assert found(here, post("b", "See:", DAM, "Odd.", thread="roads")) == [("b", "a", DAM)]


def test_what_is_aside_is_part_of_quotes_that_go_through_it() -> None:
    text = f"{DAM}\n\n-- \nAda Brook, keeper of the lake\n\n{MILL}"
    cut = text.index("-- "), text.index("\n\n" + MILL)
    parts = (Part(0, len(DAM)), Part(*cut, Role.ASIDE), Part(cut[1] + 2, len(text)))
    quoting = post("b", DAM, "-- \nAda Brook, keeper of the lake", MILL, "All of it?")
    assert found(PostText("a", text, parts), quoting) == [("b", "a", text)]
    assert found(PostText("a", text, parts), post("b", MILL, "-- \nAda Brook, keeper of the lake")) != []


def test_a_part_of_a_sentence_without_spaces_is_found() -> None:
    rule = "湖の規則は厳しいが、誰も検査しないので意味がないと私は思います。町の人はみなそう言っています。"
    quotes = found(post("a", "町の話です。", rule, "終わりです。"), post("b", rule[10:40], "本当ですか。"))
    assert quotes == [("b", "a", rule[10:40])]
