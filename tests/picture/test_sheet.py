"""The sheet under a flow."""

from dataclasses import replace
from random import Random

import pytest
from PySide6.QtGui import QImage, QPainter

from argmap.analysis.verdicts import evaluate
from argmap.model.debate import Debate
from argmap.model.edits import document
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Author, Passage, Post, Provision, Relation, Statement, Target
from argmap.picture.compose import compose
from argmap.picture.drawing import Picture, Run, Sheet
from argmap.picture.painter import Level, paint_sheet
from argmap.picture.palette import DARK, LIGHT
from argmap.picture.svg_sheet import sheet as svg_sheet


@pytest.fixture
def sparring() -> Debate:
    """§ 1 ← objection a ← claim b ← objection c; § 1 ← objection d, which nobody answers; § 2 alone; a support e of d."""

    def relation(i: str, kind: RelationKind, source: str, target: str) -> Relation:
        to = TargetKind.PROVISION if target.startswith("p") else TargetKind.STATEMENT
        return Relation(i, kind, (source,), Target(to, target))

    objects = RelationKind.OBJECTS
    return Debate(
        [
            Provision("p1", None, "§ 1", "One", 0),
            Provision("p2", None, "§ 2", "Two", 1),
            *(Statement(i, StatementKind.OBJECTION, f"Point {i}") for i in "abcd"),
            relation("r1", objects, "a", "p1"),
            relation("r2", objects, "b", "a"),
            relation("r3", objects, "c", "b"),
            relation("r4", objects, "d", "p1"),
        ]
    )


def drawn(debate: Debate, *, judged: bool = True) -> tuple[Picture, Sheet]:
    picture = compose(debate, evaluate(debate) if judged else None, layout="flow")
    assert picture.sheet is not None
    return picture, picture.sheet


def names(sheet: Sheet) -> list[Run]:
    """The headings of the columns without what is said below them."""
    return [run for run in sheet.runs if run.role == "gist"]


def test_columns_are_headed_by_their_round(sparring: Debate) -> None:
    picture, sheet = drawn(sparring)
    assert [run.text for run in names(sheet)] == ["Proposal", "Round 1", "Round 2", "Round 3", "Round 4"]
    lefts = [picture.places[i][0] for i in ("p1", "a", "b", "c")]
    assert [run.x for run in names(sheet)[:4]] == lefts
    assert list(sheet.lefts[:4]) == lefts
    assert all(run.y < min(y for _, y in picture.places.values()) - 10 for run in sheet.runs)


def test_a_last_column_of_empty_places_alone_is_headed_too(sparring: Debate) -> None:
    picture, sheet = drawn(sparring)
    last = max((cell for cell, _ in sheet.cells), key=lambda cell: cell.x)
    assert last.x > picture.rect("c").right
    heading = names(sheet)[-1]
    assert heading.text == "Round 4"
    assert heading.x == last.x == sheet.lefts[-1]
    assert heading.x + heading.width < sheet.bounds.right
    reply = Statement("e", StatementKind.OBJECTION, "Point e")
    met = [
        Relation(f"m{i}", RelationKind.CONCEDES, (i,), Target(TargetKind.STATEMENT, to))
        for i, to in (("e", "c"), ("d", "c"))
    ]
    _, full = drawn(Debate([*sparring.records(), reply, *met]), judged=False)
    assert [run.text for run in names(full)] == [f"Round {n}" if n else "Proposal" for n in range(5)]


def test_below_a_heading_stands_who_speaks_and_how_many_points_want_an_answer(sparring: Debate) -> None:
    def said(people: dict[str, list[str]]) -> list[str]:
        """What stands below "Round 1" where people said points in it."""
        spoken: list[Author | Post | Statement] = []
        for number, (name, points) in enumerate(people.items()):
            spoken.append(Author(f"u{number}", name))
            for point in points:
                spoken.append(Post(f"post {point}", author=f"u{number}", text="words"))
                was = sparring.statements[point]
                spoken.append(replace(was, passages=(Passage(f"post {point}", 0, 5),)))
        kept = [record for record in sparring.records() if record.id not in {r.id for r in spoken}]
        _, sheet = drawn(Debate([*kept, *spoken]))
        left, right = sheet.lefts[1], sheet.lefts[2]
        below = [run for run in sheet.runs if left <= run.x < right and run.role != "gist"]
        assert all(run.x + run.width < right for run in below)
        assert [run.y for run in below] == sorted(run.y for run in below)
        return [run.text for run in below]

    assert said({}) == ["2 points, 1 unanswered"]
    assert said({"Ann": ["d"], "Bo": ["a"]}) == ["Ann, Bo", "2 points, 1 unanswered"]
    assert said({"Ann": ["b"], "Bo": ["a", "d"]})[0] == "Bo"
    longest = said({"Wolfeschlegelsteinhausenbergerdorff the Elder": ["a"], "Bo": ["d"]})[0]
    assert longest == "Bo +1"
    assert said({"Wolfeschlegelsteinhausenbergerdorff the Elder of Nowhere": ["a", "d"]})[0].endswith("…")


def test_a_place_is_kept_empty_above_what_only_supports_an_argument_that_nobody_answered(sparring: Debate) -> None:
    objects, supports = RelationKind.OBJECTS, RelationKind.SUPPORTS
    more = [Statement(i, StatementKind.SUPPORT, f"Point {i}") for i in ("e", "f")]
    links = [Relation(f"m{i}", supports, (i,), Target(TargetKind.STATEMENT, "d")) for i in ("e", "f")]
    picture, sheet = drawn(Debate([*sparring.records(), *more, *links]))
    cell = dict(zip(sheet.beside, (cell for cell, _ in sheet.cells), strict=True))["d"]
    assert (cell.x, cell.y) == (picture.places["e"][0], picture.places["d"][1])
    assert cell.bottom < picture.places["e"][1] < picture.places["f"][1]
    answer = Relation("n", objects, ("e",), Target(TargetKind.STATEMENT, "d"))
    picture, sheet = drawn(Debate([*sparring.records(), *more, links[1], answer]))
    assert "d" not in sheet.beside
    assert picture.places["e"][1] == picture.places["d"][1]


def test_where_cards_already_stand_an_empty_place_goes_below_what_is_in_its_way(sparring: Debate) -> None:
    first, _ = drawn(sparring)
    more = Statement("e", StatementKind.SUPPORT, "Point e")
    link = Relation("m", RelationKind.SUPPORTS, ("e",), Target(TargetKind.STATEMENT, "d"))
    debate = Debate([*sparring.records(), more, link])
    debate.apply(document.set_layout(debate, "flow"))
    at = {**first.places, "e": (first.places["b"][0], first.places["d"][1])}
    picture = compose(debate, evaluate(debate), places=at)
    assert picture.sheet is not None
    cell = dict(zip(picture.sheet.beside, (cell for cell, _ in picture.sheet.cells), strict=True))["d"]
    assert (cell.x, cell.y) == (at["e"][0], picture.rect("e").bottom + 16)


@pytest.mark.parametrize("judged", [True, False])
def test_what_nobody_answered_has_an_empty_place_beside_it(sparring: Debate, judged: bool) -> None:
    picture, sheet = drawn(sparring, judged=judged)
    cells = {(round(cell.x), round(cell.y)) for cell, _ in sheet.cells}
    b, d = picture.places["b"], picture.places["d"]
    assert (round(b[0]), round(d[1])) in cells  # in the column of what would answer d
    assert len(cells) == 2  # c is the other one; its place lies beyond the last column
    last = max(cell.x for cell, _ in sheet.cells)
    assert last > picture.rect("c").right
    assert {run.text for _, run in sheet.cells} == {"Nobody answered"}
    for cell, run in sheet.cells:
        assert cell.x < run.x < run.x + run.width < cell.right
        assert cell.y < run.y < cell.bottom


def test_the_sheet_holds_all_linked_cards_and_lies_in_the_picture(sparring: Debate) -> None:
    picture, sheet = drawn(sparring)
    for card in picture.cards:
        rect = picture.rect(card)
        assert sheet.bounds.x < rect.x < rect.right < sheet.bounds.right
        assert sheet.bounds.y < rect.y < rect.bottom < sheet.bounds.bottom
    assert picture.bounds.x <= sheet.bounds.x
    assert picture.bounds.right >= sheet.bounds.right
    assert all(sheet.bounds.x <= band.x < band.right <= sheet.bounds.right for band in sheet.bands)


def test_a_rule_separates_what_hangs_on_each_provision_and_meets_no_card(sparring: Debate) -> None:
    picture, sheet = drawn(sparring)
    between = [rule.y for rule in sheet.rules if picture.rect("p1").bottom < rule.y < picture.rect("p2").y]
    assert len(between) == 1
    rects = [picture.rect(card) for card in picture.cards]
    assert not [rule for rule in sheet.rules for rect in rects if rect.y < rule.y < rect.bottom]


def test_the_sheet_follows_cards_that_stand_elsewhere(sparring: Debate) -> None:
    first, _ = drawn(sparring)
    sparring.apply(document.set_layout(sparring, "flow"))
    moved = {i: (x + 1000, y) for i, (x, y) in first.places.items()} | {"d": (first.places["d"][0] + 1000, 5000.0)}
    picture = compose(sparring, None, places=moved)
    assert picture.sheet is not None
    assert picture.places == moved
    assert [run.x for run in picture.sheet.runs] == [x + 1000 for x in (run.x for run in first.sheet.runs)]  # type: ignore[union-attr]
    assert picture.sheet.bounds.bottom > picture.rect("d").bottom


def test_no_empty_place_lies_on_a_card(sparring: Debate) -> None:
    first, sheet = drawn(sparring)
    sparring.apply(document.set_layout(sparring, "flow"))
    cell = next(cell for cell, _ in sheet.cells if abs(cell.y - first.places["d"][1]) < 1)
    picture = compose(sparring, evaluate(sparring), places={**first.places, "c": (cell.x + 20, cell.y + 5)})
    assert picture.sheet is not None
    assert not [c for c, _ in picture.sheet.cells if c.meets(picture.rect("c"))]


def test_other_layouts_have_no_sheet(sparring: Debate) -> None:
    assert all(compose(sparring, None, layout=name).sheet is None for name in ("tidy", "outline", "layered"))
    assert compose(Debate([Statement("a", StatementKind.CLAIM, "alone")]), None, layout="flow").sheet is None


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_it_is_painted_and_written_alike(sparring: Debate, palette: object) -> None:
    _, sheet = drawn(sparring)
    written = svg_sheet(sheet, palette)  # type: ignore[arg-type]
    assert written.count("Nobody answered") == len(sheet.cells)
    assert all(run.text in written for run in sheet.runs)
    image = QImage(int(sheet.bounds.width) + 40, int(sheet.bounds.height) + 40, QImage.Format.Format_RGB32)
    for level in Level:
        image.fill(0)
        painter = QPainter(image)
        painter.translate(-sheet.bounds.x + 20, -sheet.bounds.y + 20)
        paint_sheet(painter, sheet, palette, level=level)  # type: ignore[arg-type]
        painter.end()
        band = sheet.bands[0]
        x, y = int(band.x - sheet.bounds.x + 20 + band.width / 2), int(band.bottom - sheet.bounds.y + 20 - 4)
        assert image.pixelColor(x, y).name().upper() == palette.panel.upper()  # type: ignore[attr-defined]


def test_a_large_sheet_of_any_debate_is_made(random_debates: object) -> None:
    pick = Random(5)  # noqa: S311
    statements = [Statement(f"s{i}", StatementKind.OBJECTION, f"Point {i}") for i in range(400)]
    relations = [
        Relation(f"r{i}", RelationKind.OBJECTS, (f"s{i}",), Target(TargetKind.STATEMENT, f"s{pick.randrange(i)}"))
        for i in range(1, 400)
    ]
    picture, sheet = drawn(Debate([*statements, *relations]))
    met = {relation.target.id for relation in relations}
    assert len(sheet.cells) == len([s for s in statements[1:] if s.id not in met])
    assert names(sheet)[0].text == "Opening"
    assert not [c for c, _ in sheet.cells for i in picture.cards if c.meets(picture.rect(i).grown(-1))]
