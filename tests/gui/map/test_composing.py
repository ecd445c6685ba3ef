"""Large maps, which are composed in a job while the window stays free."""

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from argmap.analysis.past import Moment
from argmap.analysis.verdicts import evaluate
from argmap.gui.jobs import Jobs
from argmap.gui.map.composing import AT_ONCE, PLAIN_FIRST
from argmap.gui.map.following import MANY
from argmap.gui.map.map_view import MapView
from argmap.gui.session import Session
from argmap.model.debate import Debate
from argmap.model.edits import positions, relations, statements
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Passage, Post, Provision, Relation, Statement, Target, Version
from argmap.picture.compose import compose
from argmap.store.debate_file import DebateFile

LARGE = max(AT_ONCE, MANY) + 20
KINDS = (RelationKind.OBJECTS, RelationKind.SUPPORTS, RelationKind.ANSWERS)


def _debate(count: int, links: int = 1) -> Debate:
    """Statements that answer one before them, each with its post, and so many links of each."""
    dice = random.Random(3)  # noqa: S311
    records: list[object] = [Provision("v", None, "§ 1", "Plates", 0, (Version(1, "Text."),))]
    for i in range(count):
        records.append(
            Post(f"p{i}", position=i, text="Nobody can check.", posted_at=f"2024-05-{1 + i % 9:02}T10:00:00")
        )
        passages = (Passage(f"p{i}", 0, 17),)
        records.append(Statement(f"s{i}", StatementKind.OBJECTION, f"Nobody can check plate {i}", passages))
        for kind in KINDS[:links]:
            other = Target(TargetKind.STATEMENT, f"s{dice.randrange(max(0, i - 30), i)}") if i else None
            records.append(Relation(f"{kind}{i}", kind, (f"s{i}",), other or Target(TargetKind.PROVISION, "v")))
    return Debate(records)


class Large:
    """A map that composes in jobs, and the debate that it shows."""

    def __init__(self, qtbot, tmp_path, jobs: Jobs, session: Session) -> None:
        self.qtbot, self.tmp_path, self.jobs, self.session = qtbot, tmp_path, jobs, session
        self.view = MapView(session)
        self.view.following.composing.use(jobs)
        self.view.tidying.jobs = jobs
        qtbot.addWidget(self.view)
        self.view.resize(800, 600)
        self.view.show()

    def open(self, debate: Debate, name: str = "large") -> None:
        """Opens a debate; the map is not composed yet when this returns."""
        self.session.open(DebateFile.create(self.tmp_path / f"{name}.argmap", debate.snapshot()))
        self.view.catch_up()

    def finish(self) -> None:
        """Waits until nothing is under way any more."""
        self.qtbot.waitUntil(lambda: not self.jobs.is_busy and self.session.is_judged, timeout=60_000)
        self.view.catch_up()
        self.qtbot.waitUntil(lambda: not self.jobs.is_busy, timeout=60_000)
        for _ in range(3):
            QApplication.processEvents()

    def cards(self) -> set[str]:
        return set(self.view.scene.board.places)

    def assert_up_to_date(self) -> None:
        """What is shown is what would be composed of the debate as it is, the places given."""
        debate, shown = self.session.debate, self.view.scene.picture()
        fresh = compose(debate, evaluate(debate), places=shown.places)
        assert shown.cards == fresh.cards
        assert shown.places == fresh.places
        assert shown.links.keys() == fresh.links.keys()


@pytest.fixture
def large(qtbot, tmp_path) -> Iterator[Large]:
    jobs, session = Jobs(), Session()
    page = Large(qtbot, tmp_path, jobs, session)
    yield page
    jobs.wait()
    session.close_file()


def test_says_what_it_does_until_the_map_is_there(large: Large) -> None:
    large.open(_debate(LARGE))
    assert large.jobs.is_busy
    assert f"{LARGE:,} statements" in large.view.overlay.words
    large.finish()
    assert large.view.overlay.words == ""
    large.assert_up_to_date()
    assert large.session.places.keys() == large.cards()


def test_a_small_map_is_there_at_once(large: Large) -> None:
    large.open(_debate(20))
    assert not large.jobs.is_busy
    assert len(large.cards()) == 21


def test_edits_made_meanwhile_are_followed(large: Large) -> None:
    large.open(_debate(LARGE))
    debate = large.session.debate
    tag = statements.tag(debate, StatementKind.CLAIM, (Passage("p7", 0, 6),), "Said meanwhile")
    large.session.do(tag)
    large.session.do(
        relations.relate(debate, RelationKind.OBJECTS, [tag.changes[0].id], Target(TargetKind.STATEMENT, "s7"))
    )
    large.session.do(statements.delete(debate, "s9"))
    assert large.jobs.is_busy
    large.finish()
    assert tag.changes[0].id in large.cards()
    assert "s9" not in large.cards()
    large.assert_up_to_date()


def test_a_debate_opened_meanwhile_is_the_one_that_is_shown(large: Large) -> None:
    large.open(_debate(LARGE))
    large.open(_debate(30), "other")
    large.finish()
    assert len(large.cards()) == 31
    assert not set(large.session.places) - large.cards()


def test_a_map_that_is_not_there_yet_is_not_laid_out(large: Large) -> None:
    hints: list[str] = []
    large.view.hinted.connect(hints.append)
    large.open(_debate(LARGE))
    for lay_out in (large.view.tidying.tidy, large.view.tidying.tidy_branch):
        lay_out()
        assert "still being drawn" in hints.pop()
    large.view.tidying.set_layout("outline")
    assert large.session.undo_label == ""
    large.finish()
    large.view.tidying.set_layout("outline")
    assert large.session.undo_label == "Lay out: Outline"


def test_closing_meanwhile_leaves_an_empty_map(large: Large) -> None:
    large.open(_debate(LARGE))
    large.session.close()
    large.finish()
    assert not large.cards()
    assert large.view.overlay.words == "Open a debate to see its map."


def test_cancelled_says_how_to_go_on_and_goes_on(large: Large) -> None:
    large.open(_debate(LARGE))
    large.jobs.cancel_all()
    large.qtbot.waitUntil(lambda: not large.jobs.is_busy, timeout=60_000)
    assert "not drawn" in large.view.overlay.words
    assert not large.cards()
    large.view.fit()
    large.finish()
    large.assert_up_to_date()


def test_tidy_and_its_undo_are_composed_in_a_job(large: Large) -> None:
    large.open(_debate(LARGE))
    large.finish()
    session, before = large.session, large.view.places()
    session.do(positions.tidy(session.debate, {i: (x + 400, y) for i, (x, y) in before.items()}))
    QApplication.processEvents()
    large.view.catch_up()
    assert large.jobs.is_busy
    large.finish()
    large.view.settle()
    assert large.view.places() == {i: (x + 400, y) for i, (x, y) in before.items()}
    session.undo()
    large.finish()
    assert large.view.places() == before
    large.assert_up_to_date()


def test_what_is_deleted_by_the_hundred_goes_at_once(large: Large) -> None:
    large.open(_debate(LARGE + 40))
    large.finish()
    session = large.session
    gone = [f"s{i}" for i in range(30, LARGE + 40)]
    for statement in gone:
        session.do(statements.delete(session.debate, statement), joins=True)
    large.view.catch_up()
    assert large.cards() == {"v", *(f"s{i}" for i in range(30))}
    large.finish()
    large.assert_up_to_date()
    session.undo()
    large.finish()
    assert len(large.cards()) == LARGE + 41
    large.assert_up_to_date()


def test_the_past_of_a_large_map(large: Large) -> None:
    large.open(_debate(LARGE))
    large.finish()
    before = large.view.places()
    large.view.showing.set_moment(Moment("2024-05-02"))
    assert large.jobs.is_busy
    large.view.showing.set_moment(Moment("2024-05-01"))
    large.finish()
    assert large.cards() == {"v", *(f"s{i}" for i in range(0, LARGE, 9))}
    assert all(large.view.places()[i] == before[i] for i in large.cards())
    large.view.showing.set_moment(None)
    large.finish()
    assert large.view.places() == before


def test_a_card_that_was_shown_in_the_past_first_keeps_its_place(large: Large) -> None:
    large.open(_debate(30))
    session, view = large.session, large.view
    session.do(statements.tag(session.debate, StatementKind.CLAIM, (), "Said by nobody", statement_id="n"))
    view.showing.set_moment(Moment("2024-05-02"))  # before the map has followed
    assert "n" in large.cards()
    view.showing.set_moment(None)
    assert session.places["n"] == view.places()["n"]


def test_a_card_that_settles_while_lines_are_led_round_cards_stays_there(large: Large) -> None:
    debate = _debate(PLAIN_FIRST // 3 + 10, links=3)
    debate.apply(statements.tag(debate, StatementKind.CLAIM, (), "Alone", statement_id="n"))
    large.open(debate)
    large.qtbot.waitUntil(lambda: large.view.following.composing.is_routing, timeout=60_000)
    session = large.session
    session.do(relations.relate(session.debate, RelationKind.OBJECTS, ["n"], Target(TargetKind.STATEMENT, "s7")))
    large.view.catch_up()
    settled = large.view.places()["n"]
    session.do(positions.drag(session.debate, {"s7": (-900.0, 40.0)}))
    large.view.catch_up()
    assert large.jobs.is_busy
    large.finish()
    assert large.view.places()["n"] == session.places["n"] == settled
    large.assert_up_to_date()


def test_the_past_that_was_cancelled_is_not_told_to_be_shown(large: Large) -> None:
    large.open(_debate(LARGE))
    large.finish()
    shown = large.cards()
    large.view.showing.set_moment(Moment("2024-05-02"))
    large.jobs.cancel_all()
    large.qtbot.waitUntil(lambda: not large.jobs.is_busy, timeout=60_000)
    assert large.view.showing.moment is None
    large.finish()
    assert large.cards() == shown
    large.assert_up_to_date()


def test_lines_run_plainly_until_they_are_led_round_cards(large: Large) -> None:
    debate = _debate(PLAIN_FIRST // 3 + 10, links=3)
    large.open(debate)
    large.qtbot.waitUntil(lambda: bool(large.cards()), timeout=60_000)
    assert large.view.scene.is_plain
    session = large.session
    session.do(statements.tag(session.debate, StatementKind.CLAIM, (Passage("p7", 0, 6),), "Said meanwhile"))
    session.do(statements.delete(session.debate, "s9"))
    session.do(positions.drag(session.debate, {"s20": (-900.0, 40.0)}))
    large.view.catch_up()  # before it is judged what these edits change
    large.finish()
    assert not large.view.scene.is_plain
    assert large.view.places()["s20"] == (-900.0, 40.0)
    large.assert_up_to_date()
    shown = large.view.scene.picture()
    fresh = compose(session.debate, evaluate(session.debate), places=shown.places)
    same = sum(shown.links[i] == link for i, link in fresh.links.items())
    assert same > 0.97 * len(fresh.links)  # near what was edited, lines may keep a way round a card that is gone


def test_what_is_dragged_stays_in_the_hand_when_lines_come(large: Large) -> None:
    large.open(_debate(PLAIN_FIRST // 3 + 10, links=3))
    large.qtbot.waitUntil(lambda: bool(large.cards()), timeout=60_000)
    view, viewport = large.view, large.view.viewport()
    view.centre_on("s3")
    rect = view.camera.rect_to_view(view.scene.board.rect("s3"))
    start, before = QPoint(round(rect.x + rect.width * 0.6), round(rect.y + rect.height / 2)), view.places()["s3"]
    large.qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for step in (10, 30, 60):
        large.qtbot.mouseMove(viewport, start + QPoint(step, step))
    assert view.pointer.busy
    large.qtbot.waitUntil(lambda: not large.jobs.is_busy, timeout=60_000)
    assert view.pointer.busy
    assert view.scene.is_plain
    large.qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 60))
    large.qtbot.waitUntil(lambda: not view.scene.is_plain, timeout=60_000)
    assert view.places()["s3"] != before
    large.finish()
    large.assert_up_to_date()


def test_verdicts_that_come_while_a_card_is_dragged_wait_until_it_is_dropped(large: Large, monkeypatch) -> None:
    monkeypatch.setattr("argmap.gui.session.JUDGED_AT_ONCE", 5)  # as where there are many statements
    large.open(_debate(30))
    view, session, viewport = large.view, large.session, large.view.viewport()
    large.finish()
    view.centre_on("s3")
    session.do(statements.delete(session.debate, "s29"))
    rect = view.camera.rect_to_view(view.scene.board.rect("s3"))
    start = QPoint(round(rect.x + rect.width * 0.6), round(rect.y + rect.height / 2))
    large.qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    large.qtbot.mouseMove(viewport, start + QPoint(60, 60))
    with large.qtbot.waitSignal(session.judged):
        pass
    assert view.pointer.busy
    assert view.scene.verdicts is not session.verdicts
    large.qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 60))
    assert "s3" in session.debate.positions
    large.finish()
    assert view.scene.verdicts is session.verdicts
    large.assert_up_to_date()
