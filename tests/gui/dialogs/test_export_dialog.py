"""The dialog that asks what to export."""

import pytest
from PySide6.QtGui import QImage

from argmap.formats.registry import by_name
from argmap.gui.dialogs.export_dialog import ExportDialog
from argmap.model.kinds import Table


@pytest.fixture
def opened(session, qtbot):
    def make(**more):
        dialog = ExportDialog(session, **more)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return make


def _choose(box, data):
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_every_format_that_can_be_written_is_offered(opened):
    from argmap.formats.registry import formats

    dialog = opened()
    offered = {dialog.format.itemData(i) for i in range(dialog.format.count())}
    assert offered == {f.name for f in formats() if f.write is not None}


def test_the_size_that_is_told_is_the_size_that_is_written(session, opened):
    dialog = opened()
    _choose(dialog.format, "png")
    dialog.scale.setValue(1.5)
    choice = dialog.choice()
    image = QImage.fromData(by_name("png").write(session.debate, choice.options))
    assert dialog.size_label.text().startswith(f"{image.width():,} × {image.height():,} pixels")


def test_only_fields_that_matter_are_shown(opened):
    dialog = opened()
    _choose(dialog.format, "json")
    assert dialog.theme.isHidden()
    assert dialog.scale.isHidden()
    _choose(dialog.format, "png")
    assert not dialog.scale.isHidden()
    assert dialog.links_away.isHidden()


def test_a_part_of_the_map(session, opened):
    session.select(Table.STATEMENTS, "s4")
    dialog = opened()
    _choose(dialog.format, "pdf")
    whole = dialog.size_label.text()
    assert whole.startswith("One page of")
    _choose(dialog.part, "focus:s4")
    dialog.links_away.setValue(1)
    choice = dialog.choice()
    assert (choice.options.focus, choice.options.depth, choice.options.provision) == ("s4", 1, None)
    _choose(dialog.part, "provision:v2")
    assert (dialog.choice().options.focus, dialog.choice().options.provision) == (None, "v2")


def test_too_many_pixels_are_refused_with_a_scale_that_fits(session, opened, debate):
    dialog = opened()
    _choose(dialog.format, "png")
    dialog._sizes = {(None, 0, None, None, False): (4000.0, 3000.0)}  # a map that would take long to build
    dialog.scale.setValue(8.0)
    dialog.accept()
    assert dialog.warning == (
        "A PNG can have 100 megapixels and this has 768. Choose a scale of 2.88 or less, or SVG or PDF."
    )
    assert dialog.isVisible()
    dialog.scale.setValue(2.88)
    assert dialog.warning == ""
    dialog.accept()
    assert not dialog.isVisible()
    assert dialog.choice().options.scale == 2.88


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


def test_paper_is_for_pdf_and_numbers_are_for_pictures(opened):
    dialog = opened()
    _choose(dialog.format, "svg")
    assert dialog.sheets.isHidden()
    assert not dialog.numbered.isHidden()
    _choose(dialog.format, "pdf")
    _choose(dialog.sheets, "A3 tiled")
    dialog.numbered.setChecked(True)
    options = dialog.choice().options
    assert (options.paper, options.tiled, options.numbered) == ("A3", True, True)
    assert "several sheets" in dialog.size_label.text()
    _choose(dialog.sheets, "Letter fitted")
    assert dialog.choice().options.tiled is False
    assert dialog.size_label.text() == "One page of 279 × 216 mm"
    _choose(dialog.format, "outline-md")
    assert dialog.sheets.isHidden()
    assert dialog.theme.isHidden()
    assert not dialog.part.isHidden()
