"""What stands on cards, and that it fits."""

from dataclasses import replace

import pytest

from argmap.analysis.verdicts import evaluate
from argmap.model.debate import Debate
from argmap.model.edits import provisions, statements
from argmap.model.kinds import Extent, RelationKind, StatementKind, TargetKind, VersionStatus
from argmap.model.progress import Cancelled
from argmap.model.records import Author, Passage, Post, Provision, Relation, Statement, Target, Topic, Version
from argmap.picture.cards import measure, measure_card
from argmap.picture.drawing import Card


def words(card: Card, *roles: str) -> str:
    """The text on a card, in its order."""
    return " ".join(run.text for run in card.runs if not roles or run.role in roles)


def one(statement: Statement, *others: object) -> Card:
    """The card of a statement that has a debate to itself."""
    debate = Debate([*others, statement])  # type: ignore[list-item]
    return measure_card(debate, None, statement.id)


def assert_fits(card: Card) -> None:
    assert 200 <= card.width <= 260
    for run in card.runs:
        assert run.x >= 8, run
        assert run.x + run.width <= card.width - 6, run
        assert 8 < run.y < card.height - 4, run
    for chip in card.chips:
        assert chip.rect.x >= 8
        assert chip.rect.right <= card.width - 4
        assert chip.rect.bottom <= card.height - 4
    below = sorted((run.y for run in card.runs), key=float)
    assert below == sorted(below)


def test_every_card_of_a_debate_is_measured_and_fits(debate: Debate) -> None:
    cards = measure(debate, evaluate(debate))
    assert cards.keys() == debate.statements.keys() | debate.provisions.keys()
    for card in cards.values():
        assert_fits(card)
        assert card.described.endswith(".")


def test_a_statement_shows_kind_verdict_gist_author_and_topics(debate: Debate) -> None:
    card = measure(debate, evaluate(debate))["s2"]
    assert words(card, "kind") == "Objection"
    assert words(card, "verdict") == "conceded"
    assert words(card, "gist") == "Every courier bike is faster"
    assert words(card, "footer") == "Bo Lind"
    assert words(card, "chip") == "scope"
    assert [chip.colour for chip in card.chips] == ["#2b6cb0"]
    assert card.title == "Every courier bike is faster"


def test_unanswered_is_a_filled_badge(debate: Debate) -> None:
    card = measure(debate, evaluate(debate))["s4"]
    assert words(card, "badge") == "unanswered"
    assert next(chip.fill for chip in card.chips) == "objection"


def test_what_falls_is_dimmed_and_struck(debate: Debate) -> None:
    undone = Relation("x", RelationKind.OBJECTS, ("s7",), Target(TargetKind.STATEMENT, "s1"))
    against = Statement("s7", StatementKind.OBJECTION, "No", debate.statements["s7"].passages)
    changed = Debate([*(r for r in debate.records() if r.id != "s7"), against, undone])
    card = measure(changed, evaluate(changed))["s1"]
    assert card.dimmed
    assert all(run.struck and run.ink == "secondary" for run in card.runs if run.role == "gist")
    assert not any(run.struck for run in card.runs if run.role != "gist")
    assert words(card, "verdict") == "falls"


@pytest.mark.parametrize(("gist", "lines", "struck"), [("No " * 14, 2, True), ("No " * 30, 3, False)])
def test_long_text_that_falls_is_grey_but_not_struck(debate: Debate, gist: str, lines: int, struck: bool) -> None:
    long = replace(debate.statements["s1"], gist=gist)
    undone = Relation("x", RelationKind.OBJECTS, ("s9",), Target(TargetKind.STATEMENT, "s1"))
    changed = Debate([*(r for r in debate.records() if r.id != "s1"), long, undone])
    card = measure(changed, evaluate(changed))["s1"]
    shown = [run for run in card.runs if run.role == "gist"]
    assert len(shown) == lines
    assert {(run.struck, run.ink) for run in shown} == {(struck, "secondary")}
    assert words(card, "verdict") == "falls"
    assert card.dimmed


def test_without_verdicts_nothing_is_said_of_them(debate: Debate) -> None:
    for card in measure(debate, evaluate(debate), show_verdicts=False).values():
        assert words(card, "verdict", "badge") == ""
        assert not card.dimmed


def test_cards_are_no_larger_without_verdicts_than_with_them(debate: Debate) -> None:
    half = Relation("x", RelationKind.CONCEDES, ("s3",), Target(TargetKind.STATEMENT, "s4"), extent=Extent.PARTIAL)
    debate = Debate([*debate.records(), half])
    shown, hidden = measure(debate, evaluate(debate)), measure(debate, evaluate(debate), show_verdicts=False)
    unlike = [i for i, card in measure(debate, None).items() if card.width != shown[i].width]
    assert unlike  # here a word makes a difference
    for judged, card in zip(shown.values(), hidden.values(), strict=True):
        assert card.width == judged.width
        assert card.height <= judged.height


def test_the_analysts_own_words_are_marked(debate: Debate) -> None:
    cards = measure(debate, None)
    assert cards["s9"].own
    assert words(cards["s9"], "footer") == "implied"
    assert not cards["s1"].own


def test_nothing_is_implied_where_nobody_was_quoted(debate: Debate) -> None:
    card = measure_card(Debate([debate.statements["s9"]]), None, "s9")
    assert not card.own
    assert "implied" not in words(card)
    assert "implied" not in card.described


def test_a_provision_shows_citation_threshold_and_fate(debate: Debate) -> None:
    card = measure(debate, evaluate(debate))["v1"]
    assert words(card, "citation") == "§ 1 · Plates"
    assert "45 km/h" in words(card, "threshold")
    assert words(card, "status").startswith("v2 · amended · ")
    assert "1 objection, unanswered" in words(card, "status")
    assert "1 to an earlier version" in words(card, "status")
    assert card.glyph.width == 0  # the citation has the sign


def test_a_withdrawn_provision_is_struck_through(debate: Debate) -> None:
    debate.apply(provisions.add_version(debate, "v1", status=VersionStatus.WITHDRAWN, at="2024-09-13", because_of="s3"))
    card = measure(debate, evaluate(debate))["v1"]
    assert all(run.struck for run in card.runs if run.role == "threshold")
    assert words(card, "status").startswith("withdrawn 13 Sep 2024 · 2 objections")
    assert words(card, "verdict") == ""


def test_a_provision_tells_its_version_where_there_is_more_than_one() -> None:
    versions = (Version(1, "Old"), Version(2, "New", VersionStatus.AMENDED, "2024-05-12"))
    amended, single = Provision("v", versions=versions), Provision("w", versions=versions[:1])
    debate = Debate([amended, single])
    assert words(measure_card(debate, None, "v"), "status") == "v2 · amended 12 May 2024 · no objections"
    assert "v2 · amended 12 May 2024" in measure_card(debate, None, "v").described
    assert words(measure_card(debate, None, "w"), "status") == "no objections"


def test_the_status_of_a_provision_is_broken_between_what_it_says(debate: Debate) -> None:
    more = [Relation(f"x{n}", RelationKind.OBJECTS, ("s2",), Target(TargetKind.PROVISION, "v1")) for n in range(12)]
    hit = Debate([*debate.records(), *more])
    lines = [run.text for run in measure(hit, evaluate(hit))["v1"].runs if run.role == "status"]
    assert len(lines) > 1
    for line in lines:
        assert not line.startswith("·")
        assert not line.split()[-1].isdigit()
    assert all("\u00a0" not in line for line in lines)


def test_a_provision_without_a_threshold_shows_its_title() -> None:
    bare = Provision("v", None, "Art. 5", "Who runs the tests", 0, (Version(1, "The county."),))
    card = measure_card(Debate([bare]), None, "v")
    assert words(card, "citation") == "Art. 5"
    assert words(card, "gist") == "Who runs the tests"
    assert card.glyph.width > 0
    assert_fits(card)


@pytest.mark.parametrize("fields", [{}, {"citation": "§ 3"}, {"title": "x" * 300}, {"citation": "c" * 300}])
def test_a_provision_fits_whatever_it_is_called(fields: dict[str, str]) -> None:
    assert_fits(measure_card(Debate([Provision("v", **fields)]), None, "v"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "gist",
    [
        "A",
        "x" * 400,
        "word " * 1000,
        "הטיעון הזה נכתב מימין לשמאל ונמשך מעבר לשורה אחת של הכרטיס הזה",
        "这项规定适用于所有参数超过七百亿的模型，但没有说明如何计算。",
        "👩‍👩‍👧" * 60,
        "a\x00b\x07\ud800\ufffe",
        "\x00",
        "one\ntwo\r\nthree",
    ],
)
def test_a_gist_is_shown_in_full(gist: str) -> None:
    card = one(Statement("s", StatementKind.CLAIM, gist))
    assert_fits(card)
    expected = "".join(c for c in gist if c.isprintable() or c == "\u200d").split()
    assert "".join(words(card, "gist").split()) == ("".join(expected) or "Claim")


def test_long_names_and_many_topics_go_on_more_lines() -> None:
    topics = [Topic(f"t{i}", None, f"topic number {i}", "#112233") for i in range(9)]
    author, post = Author("a", "N" * 90), Post("p", author="a", text="said")
    statement = Statement("s", StatementKind.CLAIM, "Gist", (Passage("p", 0, 4),), tuple(t.id for t in topics))
    card = one(statement, author, post, *topics)
    assert_fits(card)
    assert words(card, "footer").replace(" ", "") == "N" * 90
    assert len(card.chips) == 9
    long_topic = Topic("t", None, "y" * 200)
    assert_fits(one(replace(statement, topics=("t",)), author, post, long_topic))


def test_many_authors_are_counted() -> None:
    authors = [Author(f"a{i}", f"Name {i}") for i in range(5)]
    posts = [Post(f"p{i}", author=f"a{i}", text="said") for i in range(5)]
    statement = Statement("s", StatementKind.CLAIM, "Gist", tuple(Passage(p.id, 0, 4) for p in posts))
    card = one(statement, *authors, *posts)
    assert words(card, "footer") == "Name 0, Name 1 +3"
    assert "Name 4" in card.described


def test_wider_text_makes_a_wider_card() -> None:
    widths = [one(Statement("s", StatementKind.CLAIM, "word " * n)).width for n in (2, 14, 18, 60)]
    assert widths == sorted(widths)
    assert widths[0] == 200
    assert widths[-1] == 260


def test_an_edit_measures_one_card_anew(debate: Debate) -> None:
    before = measure(debate, None)
    debate.apply(statements.set_gist(debate, "s1", "Something else"))
    after = measure(debate, None)
    assert [i for i in after if after[i] is not before[i]] == ["s1"]
    assert measure_card(debate, None, "s1") is after["s1"]


def test_an_unknown_card_is_an_error(debate: Debate) -> None:
    with pytest.raises(KeyError):
        measure_card(debate, None, "nobody")


def test_measuring_can_be_cancelled(debate: Debate) -> None:
    def stop(fraction: float, message: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        measure(debate, None, progress=stop)
