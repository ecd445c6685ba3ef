"""The file as the window uses it: edits, undo that survives closing, copies, and what is refused."""

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from argmap.model.debate import Change, Debate, Edit
from argmap.model.edits import document, positions, posts, statements, topics
from argmap.model.kinds import Comparator, StatementKind
from argmap.model.records import (
    Author,
    Info,
    Passage,
    Post,
    Provision,
    Source,
    SourceSpan,
    Statement,
    Threshold,
    Version,
)
from argmap.store.debate_file import DebateFile, StoreError


def do(file: DebateFile, edit: Edit, **options: bool) -> None:
    file.debate.apply(edit)
    file.append(edit, **options)


def tag(file: DebateFile, gist: str = "A point", **options: bool) -> None:
    do(file, statements.tag(file.debate, StatementKind.CLAIM, (Passage("p1", 0, 8),), gist), **options)


def walk(file: DebateFile, direction: str) -> Edit | None:
    edit = file.undo() if direction == "undo" else file.redo()
    if edit is not None:
        file.debate.apply(edit)
    return edit


def gists(file: DebateFile) -> list[str]:
    return [s.gist for s in file.debate.statements.values() if len(s.id) == 32]


def reopened(path: Path) -> Debate:
    with DebateFile.open(path, read_only=True) as file:
        assert file.warning == ""
        return file.debate


def test_a_new_file_holds_the_debate_and_nothing_to_undo(path: Path, debate: Debate) -> None:
    with DebateFile.open(path) as file:
        assert file.debate == debate
        assert file.placements == {"s1": (1.5, -2)}
        assert (file.undo_label, file.redo_label, file.undo(), file.redo()) == ("", "", None, None)
        (began,) = file.steps()
        assert (began.label, began.number, began.done, began.dropped) == ("Import bikes.txt", 0, True, False)
        assert file.last_edit == began.at
        assert (file.read_only, file.warning) == (False, "")


def test_records_come_back_in_the_order_in_which_they_were(file: DebateFile) -> None:
    tag(file, "First")
    do(file, statements.delete(file.debate, "s9"))
    walk(file, "undo")
    tag(file, "Last")
    assert list(reopened(Path(file.path)).records()) == list(file.debate.records())


def test_an_edit_is_on_the_disk_when_append_returns(file: DebateFile) -> None:
    tag(file)
    copy = Path(file.path).with_name("copy.argmap")
    shutil.copyfile(file.path, copy)  # as a backup program would, while the file is open
    assert reopened(copy) == file.debate


def test_undo_and_redo_survive_closing(path: Path, debate: Debate) -> None:
    with DebateFile.open(path) as file:
        tag(file, "One")
        tag(file, "Two")
        both = file.debate.snapshot()
    with DebateFile.open(path) as file:
        assert file.undo_label == "Tag claim"
        walk(file, "undo")
        assert gists(file) == ["One"]
    with DebateFile.open(path) as file:
        assert (file.undo_label, file.redo_label) == ("Tag claim", "Tag claim")
        walk(file, "undo")
        assert file.debate == debate
        assert file.undo() is None
        walk(file, "redo")
        walk(file, "redo")
        assert file.redo() is None
        assert file.debate == both
    assert reopened(path) == both


def test_what_joins_is_undone_together_under_the_first_label(file: DebateFile, debate: Debate) -> None:
    tag(file)
    new = next(i for i in file.debate.statements if len(i) == 32)
    do(file, statements.set_topics(file.debate, new, ["scope"]), joins=True)
    do(file, topics.add(file.debate, "Night", topic_id="t"), joins=True)
    after = file.debate.snapshot()
    assert [step.label for step in file.steps()] == ["Import bikes.txt", "Tag claim"]
    edit = walk(file, "undo")
    assert edit is not None
    assert edit.label == "Tag claim"
    assert len(edit.changes) == 2  # the statement, tagged and given a topic, is one change
    assert file.debate == debate
    walk(file, "redo")
    assert file.debate == after == reopened(Path(file.path))


def test_a_step_that_takes_itself_back_is_an_empty_edit(file: DebateFile, debate: Debate) -> None:
    do(file, topics.add(file.debate, "Night", topic_id="t"))
    do(file, topics.delete(file.debate, "t"), joins=True)
    assert walk(file, "undo") == Edit("Add topic", ())
    assert file.debate == debate
    assert walk(file, "redo") == Edit("Add topic", ())


def test_nothing_joins_what_is_undone_dropped_or_how_the_file_began(file: DebateFile) -> None:
    tag(file, "Zero", joins=True)  # nothing before it but the beginning
    tag(file, "One")
    walk(file, "undo")
    tag(file, "Two", joins=True)  # what it was to join is undone
    assert [(s.number, s.dropped) for s in file.steps()] == [(0, False), (1, False), (2, True), (3, False)]
    walk(file, "undo")
    assert gists(file) == ["Zero"]
    walk(file, "redo")
    tag(file, "Three", joins=True)  # what it joins is there again
    walk(file, "undo")
    assert gists(file) == ["Zero"]
    walk(file, "undo")
    assert gists(file) == []
    assert file.undo_label == ""


def test_a_new_edit_drops_what_was_undone_and_keeps_it_in_the_history(file: DebateFile) -> None:
    tag(file, "One")
    tag(file, "Two")
    walk(file, "undo")
    walk(file, "undo")
    assert [(s.done, s.dropped) for s in file.steps()] == [(True, False), (False, False), (False, False)]
    tag(file, "Three")
    assert file.redo() is None
    assert [(s.done, s.dropped) for s in file.steps()] == [(True, False), (False, True), (False, True), (True, False)]
    assert [s.number for s in file.steps()] == [0, 1, 2, 3]
    walk(file, "undo")
    assert gists(file) == []
    walk(file, "redo")
    assert gists(file) == ["Three"]


def test_a_bulk_import_is_undone_and_redone(path: Path, debate: Debate) -> None:
    other = Debate([Info(title="Ignored"), Author("x", "Xi"), Source("src", "a.txt", content=b"\0" * 5000)])
    other = Debate([*other.records(), *(Post(f"n{i}", "src", author="x", text=f"Text {i}") for i in range(1200))])
    with DebateFile.open(path) as file:
        do(file, document.add_all(file.debate, other, "Import more"), bulk=True)
        after = file.debate.snapshot()
        with closing(sqlite3.connect(path)) as connection:
            (size,) = connection.execute("SELECT max(length(changes)) FROM history").fetchone()
        assert size < 1200 * 12  # ids, not texts
    with DebateFile.open(path) as file:
        walk(file, "undo")
        assert file.debate == debate
        assert file.redo_label == "Import more"
    with DebateFile.open(path) as file:
        assert file.debate == debate
        walk(file, "redo")
        assert file.debate == after
        walk(file, "undo")
        walk(file, "redo")
    assert reopened(path) == after


def test_last_edit_is_that_of_what_is_done(file: DebateFile) -> None:
    tag(file)
    with closing(sqlite3.connect(file.path)) as connection:
        connection.execute("UPDATE history SET at = '2031-01-0' || seq")
        connection.commit()
    file.reload()
    assert file.last_edit == "2031-01-02"
    walk(file, "undo")
    assert file.last_edit == "2031-01-01"


def test_an_edit_without_changes_writes_nothing(file: DebateFile) -> None:
    before = Path(file.path).read_bytes()
    topic = file.debate.topics["scope"]
    file.append(Edit("Nothing", (Change(topic, replace(topic)),)), placements={"s2": (1, 1)})
    assert Path(file.path).read_bytes() == before
    assert len(file.steps()) == 1


def test_looking_never_writes(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes(), path.stat().st_mtime_ns
    for read_only in (True, False):
        with DebateFile.open(path, read_only=read_only) as file:
            assert file.undo_label == ""
            file.steps()
            file.save_copy(tmp_path / "copy.argmap")
            assert not file.changed_on_disk()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert sorted(os.listdir(tmp_path)) == ["bikes.argmap", "copy.argmap"]


def test_automatic_places_are_written_with_an_edit_and_are_no_step(path: Path) -> None:
    with DebateFile.open(path) as file:
        edit = statements.set_gist(file.debate, "s1", "New gist")
        file.debate.apply(edit)
        file.append(edit, placements={"s1": (3, 4), "s2": (0.5, 1e6), "s3": (float("nan"), 0)})
        assert len(file.steps()) == 2
    with DebateFile.open(path) as file:
        assert file.placements == {"s1": (3, 4), "s2": (0.5, 1e6)}
        walk(file, "undo")
        assert file.placements["s2"] == (0.5, 1e6)


def test_moved_cards_are_kept_and_undone(path: Path) -> None:
    with DebateFile.open(path) as file:
        do(file, positions.drag(file.debate, {"s1": (1, 2), "v1": (3.5, 4)}))
        moved = file.debate.snapshot()
    with DebateFile.open(path) as file:
        assert file.debate == moved
        walk(file, "undo")
        assert not file.debate.positions


def test_splitting_a_post_does_not_copy_the_source_it_came_from(tmp_path: Path) -> None:
    text = "One sentence here. Another one there."
    span = SourceSpan(0, len(text), "post", "p")  # type: ignore[arg-type]
    source = Source("src", "a.txt", content=os.urandom(200_000), spans=(span,))
    with DebateFile.create(tmp_path / "a.argmap", Debate([source, Post("p", "src", text=text)])) as file:
        do(file, posts.split(file.debate, "p", 18))
        assert len(file.debate.sources["src"].spans) == 2
        with closing(sqlite3.connect(file.path)) as connection:
            (length,) = connection.execute("SELECT max(length(changes)) FROM history").fetchone()
        assert length < 1000
        walk(file, "undo")
        assert file.debate.sources["src"] == source
        assert reopened(Path(file.path)) == file.debate


def test_every_kind_of_value_comes_back_exactly(tmp_path: Path) -> None:
    odd = "line\nbreak, tab\t, \x1f, 🚲, \x00 and \u202e"
    threshold = Threshold("", Comparator.AT_LEAST, 1e24, odd)
    debate = Debate(
        [
            Info(title=odd),
            Source("src", odd, sha256="", imported_at="", content=b"", spans=()),
            Post("p", "src", permalink="", posted_at="", score=-0.0, parent_confidence=1, text=odd),
            Post("q", score=3, text="x" * 100_000),
            Provision("v", versions=(Version(1, odd, threshold=threshold), Version(4))),
            Statement("s", StatementKind.CLAIM, odd, note=odd),
        ]
    )
    with DebateFile.create(tmp_path / "a.argmap", debate) as file:
        tag_all = Edit("All", tuple(Change(r, None) for r in [debate.statements["s"], debate.posts["p"]]))
        do(file, tag_all)
        walk(file, "undo")
        assert repr(sorted(map(repr, reopened(Path(file.path)).records()))) == repr(sorted(map(repr, debate.records())))


def test_save_copy_is_complete_and_replaces_only_others(file: DebateFile, tmp_path: Path, debate: Debate) -> None:
    tag(file)
    target = tmp_path / "copy.argmap"
    target.write_text("something else")
    file.save_copy(target)
    with DebateFile.open(target) as copy:
        assert copy.debate == file.debate
        walk(copy, "undo")
        assert copy.debate == debate
    (tmp_path / "link.argmap").symlink_to(file.path)
    for own in (file.path, tmp_path / "link.argmap", tmp_path / ".." / tmp_path.name / "bikes.argmap"):
        with pytest.raises(StoreError, match="is the file that is open"):
            file.save_copy(own)
    tag(file, "Still works")
    assert reopened(Path(file.path)) == file.debate


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("folder", "is a folder. Choose a name"),
        ("missing/copy.argmap", "The folder “.*missing” is not there"),
        ("bikes.argmap/copy.argmap", "The folder “.*bikes.argmap” is not there"),
        ("fifo", "is not a file"),
    ],
)
def test_a_copy_that_cannot_be_written_is_refused(file: DebateFile, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(StoreError, match=said):
        file.save_copy(tmp_path / name)
    tag(file)


def test_a_copy_leaves_a_file_alone_that_is_open_elsewhere(file: DebateFile, tmp_path: Path) -> None:
    with DebateFile.create(tmp_path / "other.argmap", Debate()) as other:
        with pytest.raises(StoreError, match=r"The copy was not written.*has it open already"):
            file.save_copy(other.path)
        assert reopened(Path(other.path)) == Debate()
    file.save_copy(other.path)
    assert reopened(Path(other.path)) == file.debate


@pytest.mark.parametrize("leftover", ["new.argmap-journal", "new.argmap-wal"])
def test_a_name_beside_which_a_crash_left_a_journal_is_refused(file: DebateFile, tmp_path: Path, leftover: str) -> None:
    (tmp_path / leftover).write_bytes(b"pages of an older file")
    for act in (lambda path: DebateFile.create(path, Debate()), file.save_copy):
        with pytest.raises(StoreError, match=r"is left from an older file of that name. Delete it"):
            act(tmp_path / "new.argmap")
    assert not (tmp_path / "new.argmap").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bikes.argmap", "is there already. Choose another name"),
        ("folder", "is a folder. Choose a name"),
        ("dangling.argmap", "is there already"),
        ("missing/a.argmap", "The folder “.*missing” is not there"),
        ("bikes.argmap/a.argmap", "The folder “.*bikes.argmap” is not there"),
        ("x" * 300, "The file was not written: file name too long|cannot be made"),
    ],
)
def test_a_file_that_cannot_be_made_is_refused(path: Path, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "dangling.argmap").symlink_to("nowhere")
    before = path.read_bytes(), sorted(os.listdir(tmp_path))
    with pytest.raises(StoreError, match=said):
        DebateFile.create(tmp_path / name, Debate())
    assert (path.read_bytes(), sorted(os.listdir(tmp_path))) == before


def test_an_invalid_debate_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="names “gone”, which is not there"):
        DebateFile.create(tmp_path / "a.argmap", Debate([Post("p", author="gone")]))
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("broken", [Post("n", position=2**70), Post("n", text="\ud800"), Post("n", score=float("inf"))])
def test_a_value_that_no_file_can_hold_is_refused_and_nothing_changes(file: DebateFile, broken: Post) -> None:
    before = Path(file.path).read_bytes()
    with pytest.raises(StoreError, match=r"again\.$"):
        file.append(Edit("Add post", (Change(None, broken),)))
    assert Path(file.path).read_bytes() == before
    tag(file)
    assert reopened(Path(file.path)) == file.debate


def test_a_full_disk_is_told_and_changes_nothing(file: DebateFile) -> None:
    """SQLite's limit on pages raises the same error as a disk without room."""
    assert file._connection is not None
    pages = os.path.getsize(file.path) // 4096
    file._connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    file._connection.rollback()
    before = reopened(Path(file.path))
    edit = statements.set_note(file.debate, "s1", "Long " * 10_000)
    with pytest.raises(StoreError, match=r"“Edit note” was not done: the disk is full. Free some space and try again"):
        file.append(edit)
    assert reopened(Path(file.path)) == before
    file._connection.exec_driver_sql(f"PRAGMA max_page_count={pages * 100}")
    file._connection.rollback()
    do(file, edit)
    assert reopened(Path(file.path)) == file.debate


def test_an_edit_of_something_else_than_the_file_holds_is_refused(file: DebateFile) -> None:
    topic = file.debate.topics["scope"]
    for before in (replace(topic, name="Other"), replace(topic, id="gone")):
        with pytest.raises(StoreError, match="holds something else than is shown here"):
            file.append(Edit("Edit topic", (Change(before, replace(before, name="New")),)))
    with pytest.raises(StoreError, match="holds something else than this program expects"):
        file.append(Edit("Add topic", (Change(None, topic),)))
    assert len(file.steps()) == 1


def test_a_foreign_change_under_an_open_file_is_noticed(file: DebateFile) -> None:
    with closing(sqlite3.connect(file.path)) as connection:
        connection.execute("UPDATE state SET revision = revision + 1")
        connection.commit()
    assert file.changed_on_disk()
    with pytest.raises(StoreError, match=r"another program changed “bikes.argmap”"):
        file.append(statements.set_gist(file.debate, "s1", "x"))
    file.reload()
    assert not file.changed_on_disk()
    tag(file)
    assert reopened(Path(file.path)) == file.debate


def test_a_file_that_was_replaced_or_deleted_takes_no_edit(file: DebateFile, tmp_path: Path) -> None:
    file.save_copy(tmp_path / "copy.argmap")
    os.replace(tmp_path / "copy.argmap", file.path)
    with pytest.raises(StoreError, match="was moved, replaced or deleted"):
        file.append(statements.set_gist(file.debate, "s1", "x"))
    file.reload()
    tag(file)
    os.remove(file.path)
    assert file.changed_on_disk()
    with pytest.raises(StoreError, match="was moved, replaced or deleted"):
        file.append(statements.set_gist(file.debate, "s1", "x"))
    with pytest.raises(StoreError, match="cannot be read"):
        file.reload()
    (tmp_path / "old.argmap").write_bytes(b"an older copy")
    for name in ("rescued.argmap", "old.argmap"):
        file.save_copy(tmp_path / name)
        assert reopened(tmp_path / name) == file.debate


def test_a_file_changed_outside_opens_with_a_warning_that_the_next_edit_settles(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE statements SET gist = 'Altered' WHERE id = 's1'")
        connection.commit()
    with DebateFile.open(path) as file:
        assert "“bikes.argmap” was changed outside argmap" in file.warning
        assert file.debate.statements["s1"].gist == "Altered"
        tag(file)
    with DebateFile.open(path) as file:
        assert file.warning == ""


def test_undoing_what_was_changed_outside_is_refused_and_changes_nothing(file: DebateFile) -> None:
    do(file, statements.set_gist(file.debate, "s1", "Mine"))
    with closing(sqlite3.connect(file.path)) as connection:
        connection.execute("UPDATE statements SET gist = 'Altered' WHERE id = 's1'")
        connection.commit()
    file.reload()
    before = Path(file.path).read_bytes()
    with pytest.raises(StoreError, match="“Edit gist” cannot be undone or redone: what it changed was changed since"):
        file.undo()
    assert Path(file.path).read_bytes() == before


def test_a_damaged_history_is_no_reason_to_refuse_the_debate(file: DebateFile, debate: Debate) -> None:
    do(file, statements.set_gist(file.debate, "s1", "Mine"))
    with closing(sqlite3.connect(file.path)) as connection:
        connection.execute("UPDATE history SET changes = '[]' WHERE seq = 2")
        connection.commit()
    file.reload()
    with pytest.raises(StoreError, match=r"its entry in the history is damaged. The debate itself is whole"):
        file.undo()
    tag(file)


def test_a_closed_file_says_so(path: Path) -> None:
    file = DebateFile.open(path)
    file.close()
    file.close()
    assert file.read_only
    for act in (file.undo, file.redo, lambda: file.append(statements.set_gist(file.debate, "s1", "x"))):
        with pytest.raises(StoreError, match=r"is closed. Open it again"):
            act()


def test_a_link_opens_the_file_that_it_points_to(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "link.argmap").symlink_to(path)
    with DebateFile.open(folder / "link.argmap") as file:
        assert file.path == os.fspath(folder / "link.argmap")
        tag(file)
        assert os.listdir(folder) == ["link.argmap"]
    assert (folder / "link.argmap").is_symlink()
    assert reopened(path) == file.debate


@pytest.mark.parametrize("name", ["a b#c?d%20é.argmap", "-journal.argmap", "no suffix"])
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    with DebateFile.create(tmp_path / name, Debate([Info(title="x")])) as file:
        do(file, document.set_title(file.debate, "y"))
    assert reopened(tmp_path / name).title == "y"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_a_name_that_is_not_unicode_will_do(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.argmap")
    with DebateFile.create(path, Debate()) as file:
        do(file, document.set_title(file.debate, "y"))
    assert reopened(Path(path)).title == "y"
