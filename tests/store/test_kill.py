"""A process that is killed in the middle of its work loses nothing that it was told is written."""

import random
import subprocess
import sys
from pathlib import Path

from argmap.model.debate import Debate
from argmap.store.debate_file import DebateFile

WORKER = """
import sys
from argmap.model.debate import Change, Edit
from argmap.model.edits import statements
from argmap.model.kinds import StatementKind
from argmap.model.records import Passage, Post
from argmap.store.debate_file import DebateFile
with DebateFile.open(sys.argv[1]) as file:
    assert not file.read_only, file.read_only_reason
    number = int(sys.argv[2])
    while True:
        if number % 5 == 4:
            posts = [Post(f"k{number}-{i}", text="Long text " * 200) for i in range(30)]
            edit, bulk = Edit(f"{number}", tuple(Change(None, post) for post in posts)), True
        else:
            tag = statements.tag(file.debate, StatementKind.CLAIM, (Passage("p1", 0, 8),), statement_id=f"k{number}")
            edit, bulk = Edit(f"{number}", tag.changes), False
        file.debate.apply(edit)
        file.append(edit, bulk=bulk)
        print(number, flush=True)
        number += 1
"""


def numbers_in(debate: Debate) -> set[int]:
    names = (i[1:].split("-")[0] for i in (*debate.statements, *debate.posts) if i.startswith("k"))
    return set(map(int, names))


def test_every_acknowledged_edit_survives_sigkill_and_undo_walks_back(path: Path, debate: Debate) -> None:
    dice = random.Random(8)  # noqa: S311
    done = -1
    for _ in range(8):
        command = [sys.executable, "-c", WORKER, path, str(done + 1)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
            assert worker.stdout is not None
            for _ in range(dice.randrange(1, 30)):
                done = int(worker.stdout.readline())
            worker.kill()
            acknowledged = [int(line) for line in worker.stdout.read().split("\n")[:-1]]
        done = max([done, *acknowledged])
        with DebateFile.open(path) as file:
            assert not file.read_only
            assert file.warning == ""
            found = numbers_in(file.debate)
            assert found in (set(range(done + 1)), set(range(done + 2)))  # the last may be written and not yet told
            done = max(found)
    with DebateFile.open(path) as file:
        for number in range(done, -1, -1):
            assert file.undo_label == str(number)
            edit = file.undo()
            assert edit is not None
            file.debate.apply(edit)
        assert file.undo() is None
        assert file.debate == debate
