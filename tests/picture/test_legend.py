"""The page around a map."""

from argmap.analysis.verdicts import evaluate
from argmap.model.debate import Debate
from argmap.model.kinds import Extent, RelationKind, TargetKind
from argmap.model.records import Info, Relation, Source, Target
from argmap.picture.compose import compose
from argmap.picture.drawing import Rect
from argmap.picture.legend import Page, entries, page


def text(shown: Page) -> str:
    return " ".join(run.text for run in shown.runs)


def labels(debate: Debate) -> list[str]:
    return [entry.run.text for entry in entries(compose(debate, None))]


def test_the_legend_explains_what_occurs_and_nothing_else(debate: Debate) -> None:
    shown = labels(debate)
    assert shown[:6] == ["Provision", "Claim", "Support", "Objection", "Concession", "Question"]
    assert len(shown) == 7 + len(RelationKind)
    assert shown[6] == "implied, said by nobody"
    assert "concedes in part" not in shown
    half = Relation("x", RelationKind.CONCEDES, ("s3",), Target(TargetKind.STATEMENT, "s4"), extent=Extent.PARTIAL)
    assert "concedes in part" in labels(Debate([*debate.records(), half]))
    few = Debate([debate.statements["s9"]])
    assert labels(few) == ["Claim"]


def test_the_legend_explains_what_is_implied_falls_or_has_no_force_where_it_occurs(debate: Debate) -> None:
    states = ["implied, said by nobody", "falls", "has no force now"]
    undone = Relation("x", RelationKind.OBJECTS, ("s9",), Target(TargetKind.STATEMENT, "s5"))
    fallen = Debate([*debate.records(), undone])
    found = {entry.run.text: entry for entry in entries(compose(fallen, evaluate(fallen)))}
    assert [label for label in found if label in states] == states
    implied, falls, faded = (found[label] for label in states)
    assert implied.card is not None
    assert implied.card.own
    assert falls.card is not None
    assert falls.card.dimmed
    assert falls.card.runs[0].struck
    assert faded.link is not None
    assert faded.link.dimmed
    assert set(labels(Debate([debate.statements["s1"], *debate.posts.values(), *debate.authors.values()]))) == {"Claim"}


def test_a_page_holds_the_map_and_all_that_is_said_about_it(debate: Debate) -> None:
    picture = compose(debate, evaluate(debate))
    shown = page(picture, debate, date="2024-09-13T10:00:00")
    whole = Rect(0, 0, shown.width, shown.height)
    area = picture.bounds.moved(*shown.origin)
    assert area.x >= 0
    assert area.right <= whole.right - 24
    boxes = [Rect(r.x, r.y - 12, r.width, 15) for r in (*shown.runs, *(e.run for e in shown.entries))]
    for box in [area, *boxes, *(e.glyph for e in shown.entries if e.kind), *shown.rules]:
        assert box.x >= 0, box
        assert box.y >= 0, box
        assert box.right <= whole.right, box
        assert box.bottom <= whole.bottom, box
    for box in [*boxes, *(e.link.bounds for e in shown.entries if e.link is not None)]:
        assert not box.meets(area), box


def test_a_page_tells_title_counts_date_and_source(debate: Debate) -> None:
    sourced = Debate([*debate.records(), *(Source(f"f{i}", f"thread {i}.txt") for i in range(5))])
    shown = page(compose(sourced, None), sourced, date="2024-09-13T10:00:00")
    assert text(shown).startswith("Fast bicycles 9 statements · 3 provisions · 12 links")
    assert "Last edited 13 Sep 2024 · Source: thread 0.txt, thread 1.txt, thread 2.txt and 2 more" in text(shown)
    assert "edited" not in text(page(compose(debate, None), debate))


def test_an_empty_map_says_that_it_is() -> None:
    shown = page(compose(Debate(), None), Debate())
    assert "This map is empty" in text(shown)
    assert shown.entries == ()
    assert shown.width > 100 < shown.height


def test_a_long_title_is_wrapped_within_the_page(debate: Debate) -> None:
    long = Debate([*debate.records(), Info(title="A very long title " * 40)])
    shown = page(compose(long, None), long)
    assert all(run.x + run.width <= shown.width - 30 for run in shown.runs)
    assert sum(run.role == "title" for run in shown.runs) > 3
