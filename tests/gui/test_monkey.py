"""Somebody without a plan at the keyboard and the mouse: whatever is pressed, nothing breaks and nothing is lost.

ARGMAP_MONKEY_SEEDS ("20" or "20-40") and ARGMAP_MONKEY_STEPS make it go on for longer; each run writes what it does to
steps.txt in its temporary folder, line by line, so that a crash leaves the way to it.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLineEdit, QMenu, QPlainTextEdit, QWidget
from shiboken6 import isValid

from argmap import paths
from argmap.analysis.past import as_of
from argmap.analysis.verdicts import evaluate
from argmap.gui.actions import COMMANDS
from argmap.model import checks
from argmap.model.kinds import Table
from argmap.picture.compose import compose
from argmap.store.debate_file import DebateFile

STEPS = int(os.environ.get("ARGMAP_MONKEY_STEPS", "120"))
EVERY = 40
"""Steps between two looks at whether everything is still whole."""
A_WHILE = 40
"""Steps that are taken back at the end where not all are."""
_first, _, _last = os.environ.get("ARGMAP_MONKEY_SEEDS", "2").rpartition("-")
SEEDS = range(int(_first or 0), int(_last))

LEAVING = {
    *("new", "open", "open_folder", "open_copied", "open_sample", "import_into", "import_folder"),
    *("export", "print", "print_preview", "save_copy", "close", "quit"),
}
"""Commands that ask for a file by the desktop's own dialog, or end the work."""
CALM = [command.name for command in COMMANDS if command.name not in LEAVING]

KEYS = (
    *"CSONQCSONQPTLMJKGFU0",
    *("Return",) * 6,
    *("Down", "Up", "Left", "Right", "Tab", "Esc", "Space", "1", "2", "3", "9", "Del") * 2,
    *("Shift+Tab", "Home", "End", "PgDown", "PgUp", "Backspace", "F2", "Ins", "Shift+Ins", "Ctrl+Return"),
    *("Shift+Down", "Shift+Up", "Alt+Right", "Alt+Left", "Alt+Shift+Right", "Alt+Shift+Left", "Alt+Up", "Alt+Down"),
    *("Ctrl+Right", "Ctrl+Left", "Ctrl+Up", "Ctrl+Down", "Shift+Right", "Shift+Left", "Ctrl+Home", "Ctrl+End"),
    *(
        "Ctrl+Shift+Right",
        "Ctrl+Shift+Down",
        "Ctrl+1",
        "Ctrl+2",
        "Ctrl+3",
        "Ctrl+4",
        "F5",
        "F6",
        "F7",
        "F8",
        "F9",
        "F1",
    ),
    *("Ctrl+Z", "Ctrl+Z", "Ctrl+Y", "Ctrl+T", "Ctrl+F", "Ctrl+Shift+P", "Ctrl+Shift+N", "Ctrl+Shift+M", "Ctrl+L"),
    *("Ctrl+Tab", "Ctrl+PgDown", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "+", "-", "Menu", "Alt+S", "Alt+V"),
)
WORDS = ("scope", "70B parameters", "§ 4(b)", "no", "ünï 🚲", "مرحبا", "a" * 300, "10^24", "  ", "12", "x")


class Monkey:
    """Does one random thing after another in a window, and remembers what."""

    def __init__(self, page, qtbot, seed: int, log: Path) -> None:
        self.page = page
        self.dice = random.Random(seed)  # noqa: S311
        self._qtbot = qtbot
        self._log = log
        self._acting = False
        self._in_menus = QTimer(interval=20)
        self._in_menus.timeout.connect(self._use_menu)
        self._in_menus.start()
        self._acts: list[tuple[int, Callable[[], object]]] = [
            (60, self._press),
            (6, self._type),
            (8, self._command),
            (8, self._select),
            (3, self._resize),
            (3, self._walk_history),
            (6, self._click),
            (3, self._drag),
            (2, self._show_panel),
        ]

    def act(self) -> None:
        """Does something and lets the window come to rest."""
        (act,) = self.dice.choices([a for _, a in self._acts], [weight for weight, _ in self._acts])
        focus = self.page.focus
        if not isValid(focus):  # Python may know an older list of a combo box that had the same address
            self.leave()
            focus = self.page.focus
        self._tell(f"\nin {type(focus).__name__} “{focus.accessibleName()}”:")
        self._acting = True
        act()
        self._acting = False
        self.rest()

    def rest(self) -> None:
        for _ in range(self.dice.choice((0, 1, 3))):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _use_menu(self) -> None:
        """A button's menu, or a question for a name, keeps whoever opened it waiting until it closes."""
        menu = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if self._acting and isinstance(menu, QMenu | QInputDialog):
            key = self.dice.choice(("Down", "Up", "Right", "Return", "Esc"))
            self._tell(f"menu {key}")
            self._qtbot.keyClick(menu, QKeySequence(key)[0].key())

    def leave(self) -> None:
        """Closes what is open in front of the window."""
        for _ in range(20):
            front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if front is None:
                break
            front.close()
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.page.settle()

    @property
    def _blocked(self) -> bool:
        """Whether something is open in front of the window, which keeps everybody from using it."""
        return QApplication.activePopupWidget() is not None or QApplication.activeModalWidget() is not None

    def _press(self) -> None:
        key = self.dice.choice(KEYS)
        self._tell(key)
        self.page.press(key)

    def _type(self) -> None:
        words = self.dice.choice(WORDS)
        self._tell(f"types {words}")
        field = self.page.focus
        if isinstance(field, QLineEdit | QPlainTextEdit) and field.isEnabled():
            QGuiApplication.clipboard().setText(words)
            field.paste()

    def _command(self) -> None:
        name = self.dice.choice(CALM)
        self._tell(f"command {name}")
        if not self._blocked:
            self.page.trigger(name)

    def _select(self) -> None:
        table = self.dice.choice((Table.POSTS, Table.STATEMENTS, Table.RELATIONS, Table.PROVISIONS, Table.QUOTES))
        there = sorted(self.page.debate.table(table))
        ids = self.dice.sample(there, min(len(there), self.dice.choice((1, 1, 2))))
        self._tell(f"select {table} {ids}")
        if not self._blocked:
            self.page.session.select(table, *ids)

    def _resize(self) -> None:
        size = self.dice.randint(700, 1800), self.dice.randint(450, 1100)
        self._tell(f"resize {size}")
        self.page.window.resize(*size)

    def _walk_history(self) -> None:
        self._tell("walks through the history")
        if self._blocked:
            return
        for _ in range(self.dice.randint(1, 12)):
            self.page.session.undo()
        for _ in range(self.dice.randint(0, 12)):
            self.page.session.redo()

    def _place(self) -> tuple[QWidget, QPoint] | None:
        window = self.page.window
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        area = front or self.dice.choice(
            (window.map.viewport(), window.reader.viewport(), window.panels, window.inspector)
        )
        if not area.isVisible():
            return None
        point = self._point_in(area)
        child = area.childAt(point)
        return (child, child.mapFrom(area, point)) if child is not None else (area, point)

    def _point_in(self, area: QWidget) -> QPoint:
        return QPoint(self.dice.randrange(max(1, area.width())), self.dice.randrange(max(1, area.height())))

    def _click(self) -> None:
        place = self._place()
        if place is None:
            return
        modifier = self.dice.choice((*("NoModifier",) * 4, "ShiftModifier", "ControlModifier"))
        button = self.dice.choice((*("LeftButton",) * 6, "MiddleButton"))
        self._tell(f"{button} on {type(place[0]).__name__} {place[0].accessibleName()} {place[1]} {modifier}")
        click = self._qtbot.mouseDClick if self.dice.random() < 0.2 else self._qtbot.mouseClick
        click(place[0], Qt.MouseButton[button], Qt.KeyboardModifier[modifier], place[1])

    def _drag(self) -> None:
        view = self.dice.choice((self.page.window.map, self.page.window.reader)).viewport()
        if not view.isVisible() or self._blocked:
            return
        places = [self._point_in(view) for _ in range(3)]
        self._tell(f"drags {places} in {view.parentWidget().accessibleName()}")
        self._qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=places[0])
        for place in places[1:]:
            self._qtbot.mouseMove(view, place)
            QApplication.processEvents()
        if self.dice.random() < 0.2:
            self.page.press("Esc")
        self._qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=places[-1])

    def _show_panel(self) -> None:
        tabs = self.page.window.panels
        self._tell("another panel")
        if not self._blocked:
            tabs.setCurrentIndex(self.dice.randrange(tabs.count()))

    def _tell(self, what: str) -> None:
        with self._log.open("a", encoding="utf-8") as log:
            log.write(f"{what} ")


def assert_whole(page, scratch: Path) -> None:
    """The debate is valid, the file holds it, and the map shows it as if it were drawn afresh."""
    session, view = page.session, page.window.map
    assert list(checks.problems(session.debate)) == []
    shutil.copyfile(session.file.path, scratch)
    with DebateFile.open(scratch, read_only=True) as file:
        assert file.debate == session.debate
        assert not file.warning
    view.catch_up()
    moment = view.showing.moment
    debate = session.debate if moment is None else as_of(session.debate, moment)
    verdicts = session.verdicts if moment is None else evaluate(debate)
    fresh = compose(debate, verdicts, places=view.places(), show_verdicts=view.scene.show_verdicts)
    shown = view.scene.picture()
    assert shown.cards == fresh.cards
    assert shown.links.keys() == fresh.links.keys()
    if view.isVisible():
        view.settle()
        shown_now = view.viewport().grab().toImage()
        view.redraw()
        view.settle()
        afresh = view.viewport().grab().toImage()
        shown_now.save(str(scratch.with_suffix(".shown.png")))
        afresh.save(str(scratch.with_suffix(".afresh.png")))
        assert shown_now == afresh


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", ["frontier-thresholds.argmap", "frontier-thresholds.txt", "night-deliveries.md"])
def test_nothing_breaks(
    page, qtbot, qtlog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, seed: int
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))  # the matrix can be exported
    for command in LEAVING:
        page.window.actions_[command].triggered.disconnect()
    page.open(paths.sample_debates() / name)
    first, imported = page.debate.snapshot(), not name.endswith(".argmap")
    log = tmp_path / "steps.txt"
    monkey = Monkey(page, qtbot, seed, log)
    with qtbot.captureExceptions() as faults:
        for step in range(1, STEPS + 1):
            monkey.act()
            warned = [record.message for record in qtlog.records if not record.ignored]
            assert not faults, f"step {step}: {log.read_text()[-2000:]}\n{faults}"
            assert not warned, f"step {step}: {log.read_text()[-2000:]}\n{warned}"
            if step % EVERY == 0:
                monkey.leave()
                assert_whole(page, tmp_path / f"{step}.argmap")
        monkey.leave()
        last, steps = page.debate.snapshot(), 0
        while page.session.undo_label and (imported or steps < A_WHILE):  # the sample has a long history of its own
            page.session.undo()
            steps += 1
        assert not imported or page.debate == first
        for _ in range(steps):
            page.session.redo()
        assert page.debate == last
        assert_whole(page, tmp_path / "end.argmap")
    assert not faults
