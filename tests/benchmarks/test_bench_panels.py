"""How long the panels take with a large debate."""

import random

import pytest
from PySide6.QtWidgets import QApplication

from argmap.gui.panels.inspector import Inspector
from argmap.gui.panels.thread_panel import ThreadPanel
from argmap.gui.session import Session
from argmap.model.debate import Debate
from argmap.model.edits import statements
from argmap.model.kinds import StatementKind, Table
from argmap.model.records import Author, Passage, Post, Statement
from argmap.picture.palette import LIGHT
from argmap.store.debate_file import DebateFile

POSTS = 10_000


@pytest.fixture
def large(qtbot, tmp_path):
    dice = random.Random(4)  # noqa: S311 (a debate to measure with)
    authors = [Author(f"a{n}", f"Author {n}") for n in range(200)]
    posts = [Post("p0", author="a0", text="Words of the first post. " * 8)]
    for n in range(1, POSTS):
        parent = f"p{dice.randrange(max(0, n - 300), n)}"
        posts.append(Post(f"p{n}", author=f"a{n % 200}", parent=parent, position=n, text=f"Words of post {n}. " * 8))
    kinds = list(StatementKind)
    said = [
        Statement(f"s{n}", kinds[n % 5], f"Point {n}", (Passage(f"p{dice.randrange(POSTS)}", 0, 20),))
        for n in range(5000)
    ]
    session = Session()
    session.open(DebateFile.create(tmp_path / "large.argmap", Debate([*authors, *posts, *said])))
    yield session
    session.close_file()


def _shown(qtbot, widget, width):
    qtbot.addWidget(widget)
    widget.set_palette(LIGHT)
    widget.resize(width, 900)
    widget.show()
    QApplication.processEvents()
    return widget


def test_opening_a_thread_of_10_000_posts(benchmark, large, qtbot):
    panel = _shown(qtbot, ThreadPanel(large), 270)

    def open_it():
        panel.model.rebuild()
        panel.view.viewport().repaint()

    benchmark(open_it)


def test_one_page_down_in_the_thread(benchmark, large, qtbot):
    panel = _shown(qtbot, ThreadPanel(large), 270)
    bar = panel.view.verticalScrollBar()

    def down():
        bar.setValue((bar.value() + bar.pageStep()) % bar.maximum())
        panel.view.viewport().repaint()

    benchmark(down)


def test_tagging_with_the_thread_in_sight(benchmark, large, qtbot):
    panel = _shown(qtbot, ThreadPanel(large), 270)
    at = iter(range(1, POSTS))

    def tag():
        passage = Passage(f"p{next(at)}", 0, 10)
        panel.model.on_edited(statements.tag(large.debate, StatementKind.CLAIM, [passage]))
        panel.view.viewport().repaint()

    benchmark.pedantic(tag, rounds=200)


def test_selecting_another_statement_in_the_inspector(benchmark, large, qtbot):
    inspector = _shown(qtbot, Inspector(large), 290)
    ids = iter(list(large.debate.statements) * 3)

    def select():
        large.select(Table.STATEMENTS, next(ids))
        inspector.refresh()
        inspector.viewport().repaint()

    benchmark.pedantic(select, rounds=100, warmup_rounds=3)
