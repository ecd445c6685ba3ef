"""The sheet of a flow on the window's map."""

import pytest

from argmap.analysis.verdicts import evaluate
from argmap.gui.map.board import Board
from argmap.gui.map.scene import Scene
from argmap.model.debate import Debate
from argmap.model.edits import document, relations, statements
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Relation, Statement, Target
from argmap.picture.compose import compose
from argmap.picture.visible import WHOLE, Part


@pytest.fixture
def scene(qapp: object) -> Scene:
    """A flow of a ← b, a ← c, where nobody answers b and c."""
    points = [Statement(i, StatementKind.OBJECTION, f"Point {i}") for i in "abc"]
    links = [Relation(f"r{i}", RelationKind.OBJECTS, (i,), Target(TargetKind.STATEMENT, "a")) for i in "bc"]
    debate = Debate([*points, *links])
    debate.apply(document.set_layout(debate, "flow"))
    made = Scene()
    verdicts = evaluate(debate)
    made.take(debate, verdicts, Board(compose(debate, verdicts)))
    return made


@pytest.mark.parametrize("part", [Part(hidden=frozenset({"c", "rc"})), Part(dimmed=frozenset({"c", "rc"}))])
def test_what_is_filtered_out_has_no_empty_place_beside_it(scene: Scene, part: Part) -> None:
    whole = scene.sight.sheet
    assert whole is not None
    assert set(whole.beside) == {"b", "c"}
    cell = dict(zip(whole.beside, (cell for cell, _ in whole.cells), strict=True))["c"]
    for shown, left in ((part, ("b",)), (WHOLE, whole.beside)):
        damage = scene.show(shown)
        assert any(rect.x <= cell.x and cell.right <= rect.right and rect.y <= cell.y for rect in damage)
        assert scene.sight.sheet is not None
        assert scene.sight.sheet.beside == left
        assert scene.sight.sheet.bounds == whole.bounds


def test_an_answer_takes_the_empty_place_and_another_one_is_kept_beside_it(scene: Scene) -> None:
    sheet = scene.board.sheet
    assert sheet is not None
    before = dict(scene.board.places)
    edits = [statements.tag(scene.debate, StatementKind.OBJECTION, gist="Point d", statement_id="d")]
    scene.debate.apply(edits[0])
    edits.append(relations.relate(scene.debate, RelationKind.OBJECTS, ["d"], Target(TargetKind.STATEMENT, "b")))
    scene.debate.apply(edits[1])
    scene.update(evaluate(scene.debate), scene.stale(evaluate(scene.debate), edits), {})
    cell = dict(zip(sheet.beside, (cell for cell, _ in sheet.cells), strict=True))["b"]
    assert scene.board.places["d"] == (cell.x, cell.y)
    assert {i: scene.board.places[i] for i in before} == before
    after = scene.board.sheet
    assert after is not None
    assert set(after.beside) == {"c", "d"}
    assert len(after.lefts) == len(sheet.lefts) + 1
