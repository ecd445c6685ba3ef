"""The dialog that asks what the columns of a table are."""

import pytest
from PySide6.QtCore import Qt

from argmap.formats.threads.table_columns import ColumnMap
from argmap.formats.threads.table_reading import TableFile, table_file
from argmap.formats.threads.table_rows import Row, Table
from argmap.gui.dialogs.columns_dialog import NARROW, ColumnsDialog
from argmap.gui.settings import Settings

DATA = (
    "Nr;Wer;Wann;Was;Dazu\n"
    "1;Ann;2024-05-01;<b>Zu</b> teuer ist mir das alles.;Und zu spät.\n"
    "2;Bo;2024-05-02;Mir ist es gerade recht so, danke.;\n"
).encode()


@pytest.fixture
def table():
    return table_file(DATA, "umfrage.csv")


@pytest.fixture
def opened(qtbot):
    def make(table, remembered=None):
        dialog = ColumnsDialog(table, remembered)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return make


def test_it_opens_with_the_guess_and_enter_takes_it(table, opened, qtbot):
    dialog = opened(table)
    assert dialog.columns() == table.guess() == ColumnMap(text=(3,), author=(1,), date=2, id=0)
    assert dialog.shown.toPlainText() == (
        "Ann · 2024-05-01\nZu teuer ist mir das alles.\nBo · 2024-05-02\nMir ist es gerade recht so, danke."
    )
    assert dialog.focusWidget() is dialog.fields["text"].boxes[0]
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)


def test_a_column_is_added_to_the_text_by_keyboard(table, opened, qtbot):
    dialog = opened(table)
    text = dialog.fields["text"]
    qtbot.keyClick(text.boxes[0], Qt.Key.Key_Tab)
    assert dialog.focusWidget() is text.boxes[1]
    qtbot.keyClick(text.boxes[1], Qt.Key.Key_End)
    assert dialog.columns().text == (3, 4)
    assert len(text.boxes) == 3
    assert dialog.focusWidget() is text.boxes[1]
    assert "Zu teuer ist mir das alles.\nUnd zu spät." in dialog.shown.toPlainText().replace("\n\n", "\n")
    qtbot.keyClick(text.boxes[1], Qt.Key.Key_Home)
    assert dialog.columns().text == (3,)
    assert len(text.boxes) == 2


def test_without_a_text_column_it_warns_and_stays(table, opened, qtbot):
    dialog = opened(table)
    qtbot.keyClick(dialog.fields["text"].boxes[0], Qt.Key.Key_Home)
    assert dialog.columns().text == ()
    assert dialog.warning == "No column has the text yet. Choose the one with the comments."
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    qtbot.mouseClick(dialog.guess_button, Qt.MouseButton.LeftButton)
    assert dialog.columns() == table.guess()
    assert dialog.warning == ""


def test_what_is_remembered_comes_first(table, opened, tmp_path):
    settings = Settings(tmp_path / "settings.ini")
    assert settings.columns(table) is None
    columns = ColumnMap(text=(3, 4), author=(1,), title=0)
    settings.set_columns(table, columns)
    again = Settings(tmp_path / "settings.ini")
    other = table_file(DATA.replace(b"Nr;Wer", b"nr;wer").replace(b"Ann", b"Cy"), "other.csv")
    assert again.columns(other) == columns
    assert opened(other, again.columns(other)).columns() == columns
    assert again.columns(table_file(b"Wer,Was\nAnn,Das ist es.\n", "x.csv")) is None


def test_another_sheet_has_other_columns(opened, qtbot):
    def sheet(name, headers, cells):
        return Table("book.xlsx", headers, (Row(cells),), name)

    book = TableFile(
        "book.xlsx",
        (
            sheet("Answers", ("Author", "Comment"), ("Ann", "That is a lot to ask.")),
            sheet("More", ("Comment", "Date", "Votes"), ("Not so.", "2024-05-01", "3")),
        ),
    )
    dialog = opened(book)
    assert dialog.columns() == ColumnMap(text=(1,), author=(0,), sheet="Answers")
    dialog.sheet.setFocus()
    qtbot.keyClick(dialog.sheet, Qt.Key.Key_Down)
    assert dialog.columns() == ColumnMap(text=(0,), date=1, score=2, sheet="More")
    assert "Not so." in dialog.shown.toPlainText()
    assert opened(book, ColumnMap(text=(0,), sheet="More")).columns() == ColumnMap(text=(0,), sheet="More")


def test_words_of_the_file_are_shown_as_words(opened):
    hostile = table_file(b'name,comment\n"<img src=x>","1 &lt; 2 <script>alert(1)</script> and so on"\n', "x.csv")
    dialog = opened(hostile)
    assert "<img src=x>" in dialog.shown.toPlainText()
    assert "<script" not in dialog.shown.toHtml()


def test_the_preview_stands_below_where_the_window_is_narrow(table, opened, qtbot):
    dialog = opened(table)
    field, shown = dialog.fields["text"], dialog.shown

    def place(widget):
        return widget.mapTo(dialog, widget.rect().topLeft())

    dialog.resize(NARROW - 200, 700)
    qtbot.waitUntil(lambda: place(shown).y() > place(field).y())
    dialog.resize(NARROW + 300, 700)
    qtbot.waitUntil(lambda: place(shown).x() > place(field).x() + field.width())
