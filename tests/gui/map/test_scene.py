"""The scene follows any edits: what it draws anew is what would be composed afresh, and the rest stays put."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from argmap.analysis.verdicts import evaluate
from argmap.gui.map.board import Board
from argmap.gui.map.nearness import distance, passes
from argmap.gui.map.scene import Scene
from argmap.model.debate import Change, Debate, Edit
from argmap.model.edits import document, positions, provisions, relations, statements, topics
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Author, Passage, Post, Provision, Target, Topic
from argmap.picture.compose import arranged, compose
from argmap.picture.drawing import Point, Rect


def _take(scene: Scene, debate: Debate, known: Mapping[str, Point] | None = None) -> None:
    verdicts = evaluate(debate)
    scene.take(debate, verdicts, Board(compose(debate, verdicts, places=known)))


def _start() -> Debate:
    posts = [Post(f"p{i}", author=f"a{i % 3}", text="Some words that people said. " * 4, position=i) for i in range(12)]
    authors = [Author(f"a{i}", f"Author {i}") for i in range(3)]
    return Debate(
        [*authors, *posts, *(Provision(f"v{i}", None, f"§ {i}") for i in range(4)), Topic("t", None, "scope")]
    )


def _edit(dice: random.Random, debate: Debate, scene: Scene) -> Edit:
    """Any edit that a person could make next."""
    ids, links = sorted(debate.statements), sorted(debate.relations)
    choice = dice.random()
    if choice < 0.35 or len(ids) < 4:
        post = f"p{dice.randrange(12)}"
        passages = (Passage(post, 0, dice.randint(1, 40)),) if dice.random() < 0.9 else ()
        gist = "word " * dice.randint(1, 20)
        return statements.tag(
            debate, dice.choice(list(StatementKind)), passages, gist, statement_id=f"s{debate.revision}"
        )
    if choice < 0.7:
        target = dice.choice([*ids, *sorted(debate.provisions)])
        kind = Target(TargetKind.PROVISION if target in debate.provisions else TargetKind.STATEMENT, target)
        does = dice.choice([RelationKind.OBJECTS, RelationKind.SUPPORTS, RelationKind.CONCEDES, RelationKind.RESTS_ON])
        named = f"r{debate.revision}"
        if links and dice.random() < 0.25:
            hit = dice.choice(links)
            if debate.relations[hit].kind is not RelationKind.CONCEDES:
                kind, does = Target(TargetKind.RELATION, hit), RelationKind.UNDERCUTS
        sources = dice.sample(ids, 1 if dice.random() < 0.8 else 2)
        return relations.relate(debate, does, sources, kind, relation_id=named)
    if choice < 0.76:
        return statements.delete(debate, dice.choice(ids))
    if choice < 0.8 and links:
        return relations.delete(debate, dice.choice(links))
    if choice < 0.86:
        card = dice.choice(sorted(scene.board.places))
        x, y = scene.board.places[card]
        return positions.drag(debate, {card: (x + dice.randint(-300, 300), y + dice.randint(-200, 200))})
    if choice < 0.88:
        return positions.tidy(debate, arranged(debate, scene.board.cards).places)
    if choice < 0.9 and len(debate.provisions) > 2:
        return provisions.delete(debate, dice.choice(sorted(debate.provisions)))
    if choice < 0.93:
        return provisions.withdraw(debate, dice.choice(sorted(debate.provisions)), because_of=dice.choice(ids))
    if choice < 0.96:
        return statements.set_gist(debate, dice.choice(ids), "changed " * dice.randint(1, 30))
    return dice.choice(
        [topics.revise(debate, "t", name=f"n{debate.revision}"), statements.toggle_topic(debate, dice.choice(ids), "t")]
    )


def _painted(scene: Scene) -> set[tuple[object, Rect]]:
    """What is painted, and where."""
    board = scene.board
    cards = {(repr(board.cards[i]), board.rect(i)) for i in board.places}
    return cards | {(repr(link), link.bounds) for link in board.links.values()}


def _holds(outer: Rect, inner: Rect) -> bool:
    return outer.x <= inner.x and outer.y <= inner.y and inner.right <= outer.right and inner.bottom <= outer.bottom


@pytest.mark.parametrize("seed", range(12))
def test_after_any_edits_the_picture_is_a_composed_one(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    debate, scene = _start(), Scene()
    _take(scene, debate)
    remembered = dict(scene.board.places)
    done: list[Edit] = []
    for _ in range(60):
        edits = [done.pop().inverse()] if done and dice.random() < 0.1 else [_edit(dice, debate, scene)]
        if not edits[0]:
            continue
        debate.apply(edits[0])
        done.append(edits[0])
        before, lines = dict(scene.board.places), dict(scene.board.links)
        painted = _painted(scene)
        update = scene.update(evaluate(debate), scene.stale(evaluate(debate), edits), remembered)
        remembered.update(update.placed)
        for look in painted ^ _painted(scene):
            assert any(_holds(rect, look[1]) for rect in update.damage), look
        moved = {i for i, at in scene.board.places.items() if i in before and before[i] != at}
        assert moved <= {i for edit in edits for i in (c.id for c in edit.changes)} | update.placed.keys()
        fresh = compose(debate, scene.verdicts, places=scene.board.places)
        shown = scene.picture()
        assert shown.cards == fresh.cards
        assert shown.places == fresh.places
        assert shown.links.keys() == fresh.links.keys()
        for name, link in shown.links.items():
            afresh = fresh.links[name]
            assert link == afresh or link == lines.get(name)
            assert (link.kind, link.sources, link.dimmed) == (afresh.kind, afresh.sources, afresh.dimmed)
            if link.target in shown.links:
                assert distance(shown.links[link.target], link.tip) < 2
            for card_id in (i for i in shown.cards if shown.places[i] != before.get(i)):
                crossed = passes(link, shown.rect(card_id))
                assert not crossed or passes(afresh, shown.rect(card_id))


def test_the_sheet_of_a_flow_follows_the_cards() -> None:
    debate = _start()
    for number, target in enumerate(("v0", "s0", "s1")):
        kind = TargetKind.PROVISION if target.startswith("v") else TargetKind.STATEMENT
        debate.apply(statements.tag(debate, StatementKind.CLAIM, (), "Words", statement_id=f"s{number}"))
        debate.apply(
            relations.relate(
                debate, RelationKind.OBJECTS, [f"s{number}"], Target(kind, target), relation_id=f"r{number}"
            )
        )
    debate.apply(document.set_layout(debate, "flow"))
    scene = Scene()
    known = arranged(debate, compose(debate, None).cards, "flow").places
    _take(scene, debate, known)
    assert scene.picture() == compose(debate, evaluate(debate), places=scene.board.places)
    sheet = scene.board.sheet
    assert sheet is not None
    assert sheet.bounds in scene.move({"s2": (5000.0, 40.0)})
    assert scene.board.sheet == compose(debate, evaluate(debate), places=scene.board.places).sheet
    edit = document.set_layout(debate, "tidy")
    debate.apply(edit)
    scene.update(evaluate(debate), scene.stale(evaluate(debate), [edit]), {})
    assert scene.board.sheet is None


def test_cards_are_implied_from_the_first_post_on() -> None:
    debate = Debate()
    debate.apply(statements.tag(debate, StatementKind.CLAIM, (), "Words", statement_id="s"))
    scene = Scene()
    _take(scene, debate)
    assert not scene.board.cards["s"].own
    edit = Edit("Add post", (Change(None, Post("p", text="said")),))
    for made, implied in ((edit, True), (edit.inverse(), False)):
        debate.apply(made)
        scene.update(evaluate(debate), scene.stale(evaluate(debate), [made]), {})
        assert scene.board.cards["s"].own is implied
