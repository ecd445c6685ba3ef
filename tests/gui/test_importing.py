"""Threads on their way into the window: what a file leaves open is asked, what is new is added, quotes follow."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from argmap.formats.registry import choices
from argmap.gui import opening
from argmap.gui.dialogs.format_dialog import FormatDialog
from argmap.gui.jobs import Job
from argmap.gui.opening import Reading, file_stem
from argmap.model.debate import Change, Debate, Edit
from argmap.model.edits import document
from argmap.model.kinds import PostStatus, StatementKind, Table
from argmap.model.records import Passage, Statement
from argmap.store.debate_file import DebateFile

TABLE = """Name,Comment,Posted
Ada Low,"Seventy billion parameters is too low a bar, because phones will pass it soon.",2024-05-01
Bo Lind,"I think that the bar is right, and that phones are no concern of this rule.",2024-05-02
"""


def utterance(number: int, parent: int | None, text: str) -> str:
    row = {
        "id": f"u{number}",
        "speaker": f"s{number % 2}",
        "conversation_id": "u0",
        "timestamp": 1_700_000_000 + number,
    }
    return json.dumps({**row, "reply-to": None if parent is None else f"u{parent}", "text": text, "meta": {}})


def corpus(path: Path, texts: list[str]) -> Path:
    """A ConvoKit file in which each post answers the one before."""
    path.write_text("\n".join(utterance(n, n - 1 if n else None, t) for n, t in enumerate(texts)), encoding="utf-8")
    return path


def copy(text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def test_a_table_is_asked_about_and_its_columns_are_remembered(page, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "comments.csv").write_text(TABLE, encoding="utf-8")
    page.window.files.open(tmp_path / "comments.csv", tmp_path)
    asked: list[str] = []

    def answer() -> None:
        page.press("Ctrl+Return")

    page.when_asked(asked, answer)
    page.settle()
    assert asked == ["Columns of the table"]
    assert [p.posted_at for p in page.debate.posts.values()] == ["2024-05-01", "2024-05-02"]
    assert [a.name for a in page.debate.authors.values()] == ["Ada Low", "Bo Lind"]
    table = opening.look(tmp_path / "comments.csv").table
    assert table is not None
    assert page.settings.columns(table) is not None


def test_who_does_not_answer_reads_nothing(page, tmp_path: Path) -> None:
    (tmp_path / "comments.csv").write_text(TABLE, encoding="utf-8")
    page.window.files.open(tmp_path / "comments.csv", tmp_path)
    asked: list[str] = []
    page.when_asked(asked, lambda: page.press("Esc"))
    page.settle()
    assert asked == ["Columns of the table"]
    assert not page.session.is_open
    assert not list(tmp_path.glob("*.argmap"))


def test_a_copied_thread_becomes_a_debate_and_then_part_of_another(page, tmp_path: Path) -> None:
    page.settings.folder = str(tmp_path)
    copy("Ada: Plates are read by cameras.\n\nBo: Not at night.\n\nAda: Then we light them.\n")
    page.press("Ctrl+Shift+V").settle()
    assert [p.text for p in page.debate.posts.values()] == [
        "Plates are read by cameras.",
        "Not at night.",
        "Then we light them.",
    ]
    assert Path(page.session.file.path).parent == tmp_path
    copy("Cy: Lights cost more than plates do.\n\nDi: Who pays for them?\n")
    page.trigger("paste").settle()
    assert len(page.debate.posts) == 5
    assert "Added 2 posts" in page.said
    page.trigger("paste").settle()
    assert len(page.debate.posts) == 5
    page.trigger("undo")
    assert len(page.debate.posts) == 3


def test_an_empty_clipboard_is_told(page) -> None:
    QGuiApplication.clipboard().clear()
    page.trigger("open_copied").settle()
    assert "no text on the clipboard" in page.said


def test_a_page_is_pasted_by_its_structure(page, tmp_path: Path) -> None:
    page.settings.folder = str(tmp_path)
    copy("He said.\nI doubt it.", "<blockquote><p>He said that the bar is low.</p></blockquote><p>I doubt it.</p>")
    page.press("Ctrl+Shift+V").settle()
    (quote,) = page.debate.quotes.values()
    assert page.debate.posts[quote.post].text[quote.start : quote.end] == "He said that the bar is low."


def test_a_folder_is_one_debate(page, tmp_path: Path) -> None:
    folder = tmp_path / "list"
    folder.mkdir()
    head = "From: Ada <a@x.org>\nDate: Wed, 1 May 2024 10:00:00 +0000\nSubject: Plates\n"
    (folder / "1.eml").write_text(f"{head}Message-ID: <1@x>\n\nPlates are read by cameras.\n")
    (folder / "2.eml").write_text(
        f"{head}Message-ID: <2@x>\nIn-Reply-To: <1@x>\n\n> Plates are read\n\nNot at night.\n"
    )
    page.open(folder)
    first, second = page.debate.posts.values()
    assert second.parent == first.id
    assert {s.name for s in page.debate.sources.values()} == {"1.eml", "2.eml"}


def test_a_longer_file_of_the_same_thread_adds_what_is_new_and_keeps_what_was_made_of_it(page, tmp_path: Path) -> None:
    words = ["Plates are read by cameras.", "Not at night, they are not.", "Then we light them all."]
    page.open(corpus(tmp_path / "utterances.jsonl", words[:2]))
    page.trigger("split")
    page.window.reader.setFocus()
    page.press("C")
    (statement,) = page.debate.statements.values()
    longer = corpus(tmp_path / "longer.jsonl", ["Well, now. " + words[0], *words[1:]])
    page.window.files.imports.add(longer)
    page.settle()
    assert len(page.debate.posts) == 3
    (passage,) = page.debate.statements[statement.id].passages
    assert page.debate.posts[passage.post].text[passage.start : passage.end] == words[0]
    page.window.files.imports.add(longer)
    page.settle()
    assert "Nothing new" in page.said


def tagged_in_one_of_two_places(page, tmp_path: Path) -> Path:
    """A debate with a statement, and a later file in which its words stand at two places that are as likely."""
    page.open(corpus(tmp_path / "utterances.jsonl", ["Hear me: the bar is too low. I said so.", "Is it?"]))
    post = next(iter(page.debate.posts.values()))
    statement = Statement("s", StatementKind.CLAIM, "Too low", passages=(Passage(post.id, 9, 27),))
    assert page.session.do(Edit("Tag", (Change(None, statement),)))
    assert post.text[9:27] == "the bar is too low"
    return corpus(tmp_path / "later.jsonl", ["Now the bar is too low. Anew. And the bar is too low! Done.", "Is it?"])


def words_of(page) -> str:
    (passage,) = page.debate.statements["s"].passages
    text = page.debate.posts[passage.post].text
    return text[max(0, passage.start - 4) : passage.end + 1]


def test_what_was_added_is_taken_back_with_the_quotes_in_it(page, tmp_path: Path) -> None:
    words = "Seventy billion parameters is too low a bar for a rule that is to last ten years."
    page.open(corpus(tmp_path / "utterances.jsonl", [words, "Why is that so?"]))
    page.window.files.imports.add(
        corpus(tmp_path / "later.jsonl", [words, "Why is that so?", f"{words}\n\nThat is why."])
    )
    page.settle()
    assert "Ctrl+Z takes all of it back. 1 new quote found." in page.said
    page.trigger("undo")
    assert len(page.debate.posts) == 2
    page.trigger("redo")
    assert len(page.debate.posts) == 3
    assert len(page.debate.quotes) == 1


def test_nothing_is_said_of_a_debate_that_is_open_no_more(page, tmp_path: Path) -> None:
    DebateFile.create(tmp_path / "other.argmap", Debate()).close()
    page.open(corpus(tmp_path / "utterances.jsonl", ["Plates are read by cameras.", "Not at night."]))
    assert page.said
    page.open(tmp_path / "other.argmap")
    assert not page.said


def test_who_is_asked_where_words_stand_decides_it(page, tmp_path: Path) -> None:
    later = tagged_in_one_of_two_places(page, tmp_path)
    page.window.files.imports.add(later)
    asked: list[str] = []
    page.when_asked(asked, lambda: page.press("2")).settle()
    assert asked == ["Where these words stand now"]
    assert words_of(page) == "And the bar is too low!"
    page.window.files.imports.add(later)
    page.settle()
    assert "Nothing new" in page.said


def test_a_step_that_was_taken_while_it_was_asked_is_kept(page, tmp_path: Path) -> None:
    page.window.files.imports.add(tagged_in_one_of_two_places(page, tmp_path))
    asked: list[str] = []

    def answer() -> None:
        page.session.do(document.set_title(page.debate, "Another title"))
        page.press("2")

    page.when_asked(asked, answer).settle()
    assert words_of(page) == "And the bar is too low!"
    assert page.debate.title == "Another title"


def test_what_was_for_a_debate_that_is_closed_meanwhile_goes_into_no_other(page, tmp_path: Path) -> None:
    page.window.files.imports.add(tagged_in_one_of_two_places(page, tmp_path))
    other = DebateFile.create(tmp_path / "other.argmap", Debate())
    asked: list[str] = []

    def answer() -> None:
        page.session.open(other)
        page.press("2")

    page.when_asked(asked, answer).settle()
    assert not page.debate.posts
    assert "not open any more" in page.said


def test_the_quotes_of_a_long_thread_come_as_one_step_afterwards(
    page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "QUOTES_AT_ONCE", 2)
    words = "Seventy billion parameters is too low a bar for a rule that is to last ten years."
    page.open(corpus(tmp_path / "utterances.jsonl", [words, "Why is that so?", f"{words}\n\nThat is why.", "I see."]))
    page.settle()
    (quote,) = page.debate.quotes.values()
    assert page.debate.posts[quote.of_post or ""].text == words
    assert "1 new quote" in page.said
    page.trigger("undo")
    assert not page.debate.quotes
    page.trigger("find_quotes").settle()
    assert len(page.debate.quotes) == 1
    page.trigger("find_quotes").settle()
    assert len(page.debate.quotes) == 1


def test_a_debate_that_was_cancelled_when_it_was_written_is_gone_again(page, tmp_path: Path) -> None:
    def listen(job: Job) -> None:
        if job.label.startswith("Opening"):
            QTimer.singleShot(0, lambda: finish_and_cancel(job))

    def finish_and_cancel(job: Job) -> None:
        next(thread for thread in threading.enumerate() if thread.name == job.label).join()
        assert (tmp_path / "utterances.argmap").exists()
        job.cancel()  # before the window hears that it is there

    page.window.jobs.started.connect(listen)
    page.open(corpus(tmp_path / "utterances.jsonl", ["Plates are read by cameras.", "Not at night."]))
    assert not page.session.is_open
    assert sorted(path.name for path in tmp_path.iterdir() if "argmap" in path.name) == []
    assert not page.said


def test_a_thread_opens_with_what_it_only_names(page, tmp_path: Path) -> None:
    (tmp_path / "utterances.jsonl").write_text(utterance(3, 2, "I answer what is not here."), encoding="utf-8")
    page.open(tmp_path / "utterances.jsonl")
    assert sorted(p.status for p in page.debate.posts.values()) == sorted([PostStatus.MISSING, PostStatus.OK])
    assert page.session.debate.table(Table.FINDINGS)


def test_the_dialog_of_formats_shows_what_each_makes_of_a_file(qtbot: QtBot) -> None:
    data = b"Ada: Plates are read.\n\nBo: Not at night.\n"
    first = choices(data, "thread.txt")[0][1]
    debate = first.read(data, "thread.txt") if first.read else None
    dialog = FormatDialog("thread.txt", [Reading(first, debate), Reading(first, None, "Not so.")])
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Ada" in dialog.preview.toPlainText()
    dialog.ways.setCurrentRow(1)
    assert dialog.preview.toPlainText() == "Not so."
    assert not dialog.buttons.button(dialog.buttons.StandardButton.Ok).isEnabled()
    dialog.ways.setCurrentRow(0)
    assert dialog.reading().debate is debate


@pytest.mark.parametrize(
    ("title", "stem"), [("A / B: the “bar”?", "A-B-the-bar"), ("", "debate"), ("../../x", "x"), ("数字 é", "数字-é")]
)
def test_titles_make_names_of_files(title: str, stem: str) -> None:
    assert file_stem(title) == stem
