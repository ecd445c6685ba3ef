"""The dialog that asks what to export."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from argmap.__main__ import main
from argmap.analysis.past import Moment
from argmap.formats.registry import by_name
from argmap.gui.dialogs.export_dialog import ExportDialog
from argmap.model.debate import Change, Edit
from argmap.model.kinds import StatementKind, Table
from argmap.model.records import Statement, View


@pytest.fixture
def opened(session, qtbot):
    def make(**more):
        dialog = ExportDialog(session, **more)
        qtbot.addWidget(dialog)
        dialog.setModal(True)
        dialog.show()
        made.append(dialog)
        return dialog

    made = []
    yield make
    for dialog in made:
        dialog.reject()


@pytest.fixture
def size(qtbot):
    """Waits for the size of what is chosen and gives it in words."""

    def wait(dialog):
        qtbot.waitUntil(lambda: dialog.size_label.text() != "…")
        return dialog.size_label.text()

    return wait


def _choose(box, data):
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_every_format_that_can_be_written_is_offered(opened):
    from argmap.formats.registry import formats

    dialog = opened()
    offered = {dialog.format.itemData(i) for i in range(dialog.format.count())}
    assert offered == {f.name for f in formats() if f.write is not None}


def test_the_size_that_is_told_is_the_size_that_is_written(session, opened, size):
    dialog = opened()
    _choose(dialog.format, "png")
    dialog.scale.setValue(1.5)
    choice = dialog.choice()
    image = QImage.fromData(by_name("png").write(session.debate, choice.options))
    assert size(dialog).startswith(f"{image.width():,} × {image.height():,} pixels")


def test_only_fields_that_matter_are_shown(opened):
    dialog = opened()
    _choose(dialog.format, "json")
    assert dialog.theme.isHidden()
    assert dialog.scale.isHidden()
    _choose(dialog.format, "png")
    assert not dialog.scale.isHidden()
    assert dialog.links_away.isHidden()


def test_a_part_of_the_map(session, opened, size):
    session.select(Table.STATEMENTS, "s4")
    dialog = opened()
    _choose(dialog.format, "pdf")
    assert size(dialog).startswith("One page of")
    _choose(dialog.format, "svg")
    whole = size(dialog)
    _choose(dialog.part, "focus:s4")
    dialog.links_away.setValue(1)
    assert size(dialog) != whole
    choice = dialog.choice()
    assert (choice.options.focus, choice.options.depth, choice.options.provision) == ("s4", 1, None)
    _choose(dialog.part, "provision:v2")
    assert (dialog.choice().options.focus, dialog.choice().options.provision) == (None, "v2")


def test_too_many_pixels_are_refused_with_a_scale_that_fits(session, opened, size, debate):
    more = [Statement(f"z{i:03}", StatementKind.CLAIM, "word " * 20) for i in range(700)]
    session.do(Edit("Add", tuple(Change(None, one) for one in more)))
    dialog = opened()
    _choose(dialog.format, "png")
    assert "at scale" in size(dialog)
    _choose(dialog.format, "pdf")
    assert "too small" not in size(dialog)
    _choose(dialog.sheets, "A4 fitted")
    assert size(dialog).startswith("One page of 297 × 210 mm; at ")
    assert size(dialog).endswith("% of its size the words on it are too small to be read")
    _choose(dialog.format, "png")
    dialog.accept()
    assert not dialog.isVisible()
    assert dialog.choice().options.scale is None
    dialog = opened()
    _choose(dialog.format, "png")
    size(dialog)
    dialog.scale.setValue(8.0)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.warning.startswith("At scale 8 the map would be ")
    offered = float(dialog.warning.split("at scale ")[1].split(" ")[0])
    dialog.scale.setValue(offered)
    assert dialog.warning == ""
    dialog.accept()
    assert not dialog.isVisible()
    assert dialog.choice().options.scale == pytest.approx(offered)


def test_the_window_is_not_kept_waiting_for_the_size(opened):
    assert opened().size_label.text() == "…"


def test_layouts_views_and_the_past_are_offered(session, opened, size):
    from argmap.picture.compose import LAYOUTS

    view = View("w", "Police work", topics=("enf",))
    session.do(Edit("Save view", (Change(None, view),)))
    dialog = opened(moment=Moment(post="p2"))
    _choose(dialog.format, "svg")
    offered = {dialog.layouts.itemData(i) for i in range(dialog.layouts.count())}
    assert offered == {"", *LAYOUTS}
    _choose(dialog.layouts, "flow")
    _choose(dialog.part, "view:w")
    options = dialog.choice().options
    assert (options.layout, options.part, options.placed) == ("flow", "View “Police work”", True)
    assert "s4" in options.shown
    assert "s2" not in options.shown
    assert dialog.choice().moment is None
    whole = size(dialog)
    _choose(dialog.part, "past:")
    assert dialog.part.currentText() == "The map, as it stood after Bo Lind"
    assert size(dialog) != whole
    choice = dialog.choice()
    assert (choice.moment, choice.options.stood) == (Moment(post="p2"), "As it stood after Bo Lind")


def test_the_dialog_is_used_by_keys_alone(opened, qtbot, size):
    dialog = opened()
    assert dialog.focusWidget() is dialog.format
    while dialog.format.currentData() != "png":
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    reached = set()
    for _ in range(12):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.add(dialog.focusWidget())
    assert {dialog.format, dialog.part, dialog.layouts, dialog.theme, dialog.numbered, dialog.scale} <= reached
    dialog.scale.setFocus()
    dialog.scale.selectAll()
    qtbot.keyClicks(dialog.scale, "1.5")
    assert "pixels" in size(dialog)
    qtbot.keyClick(dialog.scale, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert (dialog.choice().format_name, dialog.choice().options.scale) == ("png", 1.5)


def test_what_the_window_shows_and_what_is_selected(session, opened):
    dialog = opened()
    assert dialog.part.findData("seen:") == dialog.part.findData("selected:") == -1
    session.select(Table.STATEMENTS, "s4", "s2")
    dialog = opened(seen=frozenset({"s2", "s3", "v1"}))
    _choose(dialog.part, "seen:")
    options = dialog.choice().options
    assert (options.shown, options.placed, options.part) == ({"s2", "s3", "v1"}, True, "What the window shows")
    _choose(dialog.part, "selected:")
    options = dialog.choice().options
    assert (options.shown, options.placed, options.part) == ({"s2", "s4"}, False, "Selected cards")


def test_paper_is_for_pdf_and_numbers_are_for_pictures(opened, size):
    dialog = opened()
    _choose(dialog.format, "svg")
    assert dialog.sheets.isHidden()
    assert not dialog.numbered.isHidden()
    _choose(dialog.format, "pdf")
    _choose(dialog.sheets, "A3 tiled")
    dialog.numbered.setChecked(True)
    options = dialog.choice().options
    assert (options.paper, options.tiled, options.numbered) == ("A3", True, True)
    assert size(dialog).startswith("One page of")  # it fits one sheet of A3
    _choose(dialog.sheets, "A4 tiled")
    assert not dialog.lying.isHidden()
    _choose(dialog.lying, "portrait")
    assert dialog.choice().options.orientation == "portrait"
    assert "sheets, with an index" in size(dialog)
    _choose(dialog.lying, "")
    _choose(dialog.sheets, "Letter fitted")
    assert dialog.choice().options.tiled is False
    assert size(dialog) == "One page of 279 × 216 mm"
    _choose(dialog.format, "outline-md")
    assert dialog.sheets.isHidden()
    assert dialog.theme.isHidden()
    assert not dialog.part.isHidden()


@pytest.mark.parametrize(
    ("name", "chosen", "asked"),
    [
        ("svg", {"part": "focus:s4", "theme": "grey"}, ["--focus", "s4", "--depth", "2", "--theme", "grey"]),
        ("png", {"part": "provision:v2", "layouts": "flow"}, ["--provision", "§ 2", "--layout", "flow"]),
        ("pdf", {"sheets": "A4 tiled", "lying": "portrait"}, ["--tiled", "--paper", "A4", "--orientation", "portrait"]),
        ("pdf", {"sheets": "Letter fitted", "theme": "dark"}, ["--paper", "Letter", "--theme", "dark"]),
        ("html-map", {"numbered": True}, ["--numbered"]),
        ("outline-md", {"part": "focus:s4"}, ["--focus", "s4", "--depth", "2"]),
    ],
)
def test_what_is_chosen_is_what_the_command_line_writes(session, opened, tmp_path, name, chosen, asked):
    session.select(Table.STATEMENTS, "s4")
    dialog = opened()
    _choose(dialog.format, name)
    for field, value in chosen.items():
        if value is True:
            dialog.numbered.setChecked(True)
        else:
            _choose(getattr(dialog, field), value)
    choice = dialog.choice()
    options = replace(choice.options, last_edit=session.file.last_edit)
    assert choice.format_name == name
    target = tmp_path / f"out{by_name(name).suffixes[0]}"
    assert main(["export", str(session.file.path), "-o", str(target), "--format", name, *asked]) == 0
    assert target.read_bytes() == by_name(name).write(session.debate, options)
