"""The main job from a thread file to pictures of the map, by keyboard alone, on the shipped thread."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from argmap import paths
from argmap.formats.registry import WriteOptions
from argmap.model.kinds import Comparator, RelationKind, StatementKind, VersionStatus
from argmap.store.debate_file import DebateFile


def word(page) -> str:
    """The words under the reader's cursor."""
    return page.window.reader.selected_text()


def go(page, beginning: str) -> None:
    """Walks down the thread until the sentence under the cursor begins so."""
    page.press("Ctrl+2", "Ctrl+Home")
    for _ in range(200):
        if word(page).startswith(beginning):
            return
        page.press("Down")
    raise AssertionError(f"no sentence begins with {beginning!r}")


def add_provision(page, citation: str, threshold: str) -> None:
    page.press("Ctrl+Shift+N").type(citation).press("Tab", "Tab", "Tab", "Ctrl+A").type(threshold).press("Return")


@pytest.fixture
def imported(page, tmp_path: Path):
    thread = tmp_path / "thread.txt"
    shutil.copyfile(paths.sample_debates() / "frontier-thresholds.txt", thread)
    return page.open(thread).press("F6", "Ctrl+Home")


def test_three_provisions_with_thresholds(imported) -> None:
    add_provision(imported, "§ 3(a)(1)", "70B parameters")
    add_provision(imported, "§ 3(a)(2)", "more than 1 trillion training tokens")
    add_provision(imported, "§ 3(a)(3)", "70 % on MMLU")
    found = {p.citation: p.current.threshold for p in imported.debate.provisions.values()}
    assert list(found) == ["§ 3(a)(1)", "§ 3(a)(2)", "§ 3(a)(3)"]
    assert [t.value for t in found.values()] == [70e9, 1e12, 70]
    assert found["§ 3(a)(2)"].comparator is Comparator.MORE_THAN


def test_a_tagged_linked_objection_is_three_keys_and_one_step(imported) -> None:
    add_provision(imported, "§ 3(a)(1)", "70B parameters")
    go(imported, "Anyone who trains")
    imported.press("C", "Escape")
    go(imported, "The token line already")
    before = imported.debate.snapshot()
    imported.press("O", "Return", "1")
    (made,) = imported.debate.statements.keys() - before.statements.keys()
    links = [r for r in imported.debate.relations.values() if made in r.sources]
    assert {r.kind for r in links} == {RelationKind.OBJECTS}
    assert {r.target.kind.value for r in links} == {"statement", "provision"}
    imported.press("Ctrl+Z")
    assert imported.debate == before


def test_the_whole_job(imported, tmp_path: Path) -> None:
    page = imported
    for citation, threshold in (
        ("§ 3(a)(1)", "70B parameters"),
        ("§ 3(a)(2)", "> 1 trillion training tokens"),
        ("§ 3(a)(3)", "70 % on MMLU"),
    ):
        add_provision(page, citation, threshold)
    for beginning, keys in (
        ("Anyone who trains", "C"),
        ("The lines say", "C"),
        ("The token line already", "O Return 2"),
        ("A search of the model hub", "S Return"),
        ("Small open models", "O Escape 2"),
        ("A test that every", "O Escape 3"),
        ("The score marks", "C Return"),
        ("An office that must", "O Return"),
        ("Regulators of medicines", "S Return"),
        ("The parameter line does", "O Escape 1"),
        ("It cannot be enforced", "O Escape"),
        ("Commerce or not", "O Escape"),
        ("Fair point, and", "N Return 2 1"),
    ):
        go(page, beginning)
        page.press(*keys.split())
    for name in ("over-inclusion", "enforceability", "prior restraint", "scope"):
        page.press("T").type(name).press("Return")
    kinds = [s.kind for s in page.debate.statements.values()]
    assert len(kinds) >= 12
    assert kinds.count(StatementKind.CONCESSION) == 1
    assert len(page.debate.topics) == 4
    tokens = next(p for p in page.debate.provisions.values() if p.citation == "§ 3(a)(2)")
    assert tokens.current.status is VersionStatus.WITHDRAWN
    assert page.debate.statements[tokens.current.because_of].kind is StatementKind.CONCESSION
    assert len(page.debate.statements[tokens.current.because_of].topics) == 4
    page.press("F7")
    page.settle()
    for suffix, head in ((".svg", b"<?xml"), (".png", b"\x89PNG"), (".pdf", b"%PDF")):
        target = tmp_path / f"map{suffix}"
        page.window.files.export_to(target, suffix[1:], WriteOptions(theme="dark" if suffix == ".png" else "light"))
        page.settle()
        assert target.read_bytes().startswith(head)
    statements = dict(page.debate.statements)
    path = Path(page.session.file.path)
    page.window.session.close()
    with DebateFile.open(path) as again:
        assert dict(again.debate.statements) == statements
        assert again.undo_label


def test_dragging_the_mouse_over_words_tags_them_too(imported, qtbot) -> None:
    reader = imported.window.reader
    viewport = reader.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    qtbot.mouseMove(viewport, QPoint(200, 60))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(200, 60))
    chosen = word(imported)
    assert chosen
    imported.press("C", "Escape")
    (statement,) = imported.debate.statements.values()
    passage = statement.passages[0]
    assert imported.debate.posts[passage.post].text[passage.start : passage.end] == chosen
