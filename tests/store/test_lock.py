"""One process at a time may change a file."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from argmap.model.debate import Debate
from argmap.model.edits import statements
from argmap.store.debate_file import DebateFile, StoreError
from argmap.store.lock import FileLock

HOLDER = """
import sys
from argmap.model.edits import statements
from argmap.store.debate_file import DebateFile
with DebateFile.open(sys.argv[1]) as file:
    print(file.read_only_reason, flush=True)
    for line in sys.stdin:
        edit = statements.set_gist(file.debate, "s1", line.strip())
        file.debate.apply(edit)
        file.append(edit)
        print("done", flush=True)
"""


@contextmanager
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the file open for writing and sets the gist of s1 to each line it is sent."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def tell(process: subprocess.Popen[str], gist: str) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(gist + "\n")
    process.stdin.flush()
    assert process.stdout.readline() == "done\n"


def test_a_second_process_may_read_is_told_who_writes_and_can_reload(
    path: Path, debate: Debate, tmp_path: Path
) -> None:
    with holder(path) as process, DebateFile.open(path) as file:
        assert file.read_only
        assert f"argmap has it open (process {process.pid} on " in file.read_only_reason
        assert file.debate == debate
        assert not file.changed_on_disk()
        tell(process, "New gist")
        assert file.changed_on_disk()
        assert file.debate == debate
        file.reload()
        assert file.debate.statements["s1"].gist == "New gist"
        assert not file.changed_on_disk()
        assert (file.undo_label, len(file.steps())) == ("Edit gist", 2)
        for act in (file.undo, file.redo, lambda: file.append(statements.set_gist(file.debate, "s1", "x"))):
            with pytest.raises(StoreError, match=f"process {process.pid}"):
                act()
        file.save_copy(tmp_path / "copy.argmap")
        tell(process, "Newer gist")  # the reader holds nothing that keeps the writer waiting
        with pytest.raises(StoreError, match="is the file that is open"):
            file.save_copy(path)
    with DebateFile.open(path) as file:
        assert not file.read_only  # the holder was killed, and holds nothing any more
        assert file.debate.statements["s1"].gist == "Newer gist"
    with DebateFile.open(tmp_path / "copy.argmap") as copy:
        assert copy.debate.statements["s1"].gist == "New gist"


def test_the_same_process_is_no_exception(file: DebateFile) -> None:
    with DebateFile.open(file.path) as second:
        assert second.read_only_reason.endswith("this program has it open already.")
    file.append(statements.set_gist(file.debate, "s1", "x"))


def test_closing_and_failing_to_open_let_go(path: Path, tmp_path: Path) -> None:
    DebateFile.open(path).close()
    content = path.read_bytes()
    path.write_bytes(content[:5000])
    with pytest.raises(StoreError):
        DebateFile.open(path)
    assert os.listdir(tmp_path) == ["bikes.argmap"]
    path.write_bytes(content)
    with DebateFile.open(path) as file:
        assert not file.read_only


def test_a_name_that_somebody_is_about_to_use_is_left_to_them(tmp_path: Path) -> None:
    lock = FileLock(os.fspath(tmp_path / "a.argmap"))
    assert lock.take() == ""
    with pytest.raises(StoreError, match=r"cannot be made now\. .*this program has it open already"):
        DebateFile.create(tmp_path / "a.argmap", Debate())
    lock.release()
    DebateFile.create(tmp_path / "a.argmap", Debate()).close()


def test_a_holder_on_another_machine_is_named_with_the_way_out(path: Path) -> None:
    lock = path.with_name(".bikes.argmap.lock")
    lock.write_text("4711\nargmap\nfar-away\n\n\n")
    os.utime(lock, (1, 1))  # however long ago
    with DebateFile.open(path) as file:
        assert "argmap has it open on far-away (process 4711)" in file.read_only_reason
        assert "delete the file .bikes.argmap.lock beside it" in file.read_only_reason
    lock.unlink()
    with DebateFile.open(path) as file:
        assert not file.read_only


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_write_protected_folder_or_file_can_be_read(path: Path, tmp_path: Path) -> None:
    path.chmod(0o400)
    with DebateFile.open(path) as file:
        assert "“bikes.argmap” is write-protected" in file.read_only_reason
    path.chmod(0o600)
    tmp_path.chmod(0o500)
    try:
        with DebateFile.open(path) as file:
            assert "The folder of “bikes.argmap” is write-protected" in file.read_only_reason
            assert file.debate.title
        with pytest.raises(StoreError, match="is write-protected"):
            DebateFile.create(tmp_path / "new.argmap", Debate())
    finally:
        tmp_path.chmod(0o700)


def test_opened_for_reading_only(path: Path) -> None:
    with DebateFile.open(path, read_only=True) as file, DebateFile.open(path) as writer:
        assert file.read_only_reason == "“bikes.argmap” was opened for reading only."
        assert not writer.read_only
