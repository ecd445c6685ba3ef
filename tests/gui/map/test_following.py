"""The map follows edits: what is new, gone or different is drawn, and nothing else moves."""

from PySide6.QtCore import Qt

from argmap.model.edits import provisions, relations, statements
from argmap.model.kinds import RelationKind, StatementKind, Table, TargetKind
from argmap.model.records import Passage, Target
from argmap.picture.compose import compose

KEY = Qt.Key


def test_adding_a_statement_moves_nothing_else(page) -> None:
    before = page.places()
    page.session.do(
        statements.tag(page.debate, StatementKind.OBJECTION, (Passage("p4", 0, 5),), "New", statement_id="n")
    )
    link = relations.relate(page.debate, RelationKind.OBJECTS, ["n"], Target(TargetKind.STATEMENT, "s5"))
    page.session.do(link, joins=True)
    page.wait()
    after = page.places()
    assert {i: at for i, at in after.items() if i != "n"} == before
    new = page.view.scene.board.rect("n")
    assert not any(page.view.scene.board.rect(i).meets(new) for i in before)
    assert new.x > page.view.scene.board.rect("s5").right
    assert abs(new.y - page.place("s5")[1]) < 400
    assert page.session.places["n"] == after["n"]


def test_a_loose_statement_goes_near_what_it_answers_once_it_is_linked(page) -> None:
    page.session.do(
        statements.tag(page.debate, StatementKind.OBJECTION, (Passage("p4", 0, 5),), "New", statement_id="n")
    )
    page.wait()
    loose = page.place("n")
    assert loose[1] > max(y for i, (_, y) in page.places().items() if i != "n")
    before = page.places()
    page.session.do(relations.relate(page.debate, RelationKind.OBJECTS, ["n"], Target(TargetKind.PROVISION, "v1")))
    page.wait()
    assert page.place("n") != loose
    assert page.place("n")[0] > page.view.scene.board.rect("v1").right
    assert {i: at for i, at in page.places().items() if i != "n"} == {i: at for i, at in before.items() if i != "n"}


def test_undo_and_redo_bring_a_card_back_to_its_place(page) -> None:
    page.session.do(statements.tag(page.debate, StatementKind.CLAIM, (Passage("p4", 0, 5),), "New", statement_id="n"))
    page.wait()
    place = page.place("n")
    page.session.undo()
    page.wait()
    assert "n" not in page.places()
    page.session.redo()
    page.wait()
    assert page.place("n") == place


def test_deleting_removes_the_card_and_its_links(page) -> None:
    page.click("s6")
    page.press(KEY.Key_Delete)
    board = page.view.scene.board
    assert "s6" not in page.debate.statements
    assert "s6" not in board.cards
    assert not {"r5", "r6", "r10"} & board.links.keys()
    page.session.undo()
    page.wait()
    assert page.view.picture().links == compose(page.debate, page.session.verdicts, places=page.places()).links


def test_delete_removes_a_selected_link_only(page) -> None:
    page.session.select(Table.RELATIONS, "r3")
    page.press(KEY.Key_Delete)
    assert "r3" not in page.debate.relations
    assert "r3" not in page.view.scene.board.links
    assert "s4" in page.places()


def test_cards_are_measured_again_when_their_words_or_verdicts_change(page) -> None:
    board = page.view.scene.board
    page.session.do(statements.set_gist(page.debate, "s1", "A much longer sentence about plates, " * 4))
    page.wait()
    assert board.cards["s1"].height > 100
    words = [run.text for run in board.cards["s4"].runs]
    assert "unanswered" in words
    page.session.do(relations.relate(page.debate, RelationKind.OBJECTS, ["s1"], Target(TargetKind.STATEMENT, "s4")))
    page.wait()
    assert "unanswered" not in [run.text for run in board.cards["s4"].runs]
    assert page.view.picture() == compose(page.debate, page.session.verdicts, places=page.places())


def test_a_withdrawal_is_drawn(page) -> None:
    page.session.do(provisions.withdraw(page.debate, "v2", because_of="s6"))
    page.wait()
    assert "amends:s6:v2" in page.view.scene.board.links
    page.session.undo()
    page.wait()
    assert "amends:s6:v2" not in page.view.scene.board.links
    assert page.view.picture() == compose(page.debate, page.session.verdicts, places=page.places())


def test_verdicts_can_be_hidden(page) -> None:
    page.view.set_show_verdicts(False)
    assert "stands" not in [run.text for card in page.view.scene.board.cards.values() for run in card.runs]
    page.view.set_show_verdicts(True)
    assert page.view.picture() == compose(page.debate, page.session.verdicts, places=page.places())
