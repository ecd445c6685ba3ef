"""Any sequence of edits, undos, redos and closings equals the same on a list of states and a cursor."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from argmap.model.debate import Change, Debate, Edit, EditError
from argmap.model.edits import positions, posts, provisions, relations, statements, topics
from argmap.model.ids import new_id
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Author, Info, Passage, Post, Source, SourceSpan, Target
from argmap.store.debate_file import DebateFile

TEXT = "One sentence. Another one. A third, which is longer."
numbers = st.integers(0, 30)


def start() -> Debate:
    span = SourceSpan(0, len(TEXT), "post", "p")  # type: ignore[arg-type]
    return Debate(
        [
            Info(title="Start"),
            Source("src", "a.txt", content=b"\0raw", spans=(span,)),
            Author("ada", "Ada"),
            Post("p", "src", author="ada", text=TEXT, permalink=""),
        ]
    )


class Stored(RuleBasedStateMachine):
    """``states[cursor]`` is the debate that the file should hold; the first one is how it began."""

    @initialize()
    def create(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="argmap-test-"))
        self.path = self.folder / "a.argmap"
        self.file = DebateFile.create(self.path, start())
        self.states = [self.file.debate.snapshot()]
        self.cursor = 0

    def teardown(self) -> None:
        self.file.close()
        shutil.rmtree(self.folder)

    def do(self, edit: Edit, *, joins: bool = False, bulk: bool = False) -> None:
        try:
            self.file.debate.apply(edit)
        except EditError:
            return
        self.file.append(edit, joins=joins, bulk=bulk)
        if not any(change.before != change.after for change in edit.changes):
            return
        joined = joins and self.cursor > 0 and self.cursor == len(self.states) - 1
        del self.states[self.cursor + 1 :]
        if joined:
            self.states.pop()
        self.states.append(self.file.debate.snapshot())
        self.cursor = len(self.states) - 1

    def any_of(self, ids: object, number: int) -> str:
        known = sorted(ids)  # type: ignore[call-overload]
        return str(known[number % len(known)])

    @rule(kind=st.sampled_from(StatementKind), number=numbers, joins=st.booleans())
    def tag(self, kind: StatementKind, number: int, joins: bool) -> None:
        post = self.file.debate.posts[self.any_of(self.file.debate.posts, number)]
        end = min(len(post.text), 1 + number)
        self.do(statements.tag(self.file.debate, kind, (Passage(post.id, end - 1, end),), "A point"), joins=joins)

    @precondition(lambda self: len(self.file.debate.statements) > 1)
    @rule(kind=st.sampled_from(RelationKind), one=numbers, other=numbers, joins=st.booleans())
    def relate(self, kind: RelationKind, one: int, other: int, joins: bool) -> None:
        debate = self.file.debate
        target = Target(TargetKind.STATEMENT, self.any_of(debate.statements, other))
        self.do(relations.relate(debate, kind, [self.any_of(debate.statements, one)], target), joins=joins)

    @precondition(lambda self: self.file.debate.statements)
    @rule(one=numbers, other=numbers, what=st.integers(0, 4))
    def change_statement(self, one: int, other: int, what: int) -> None:
        debate = self.file.debate
        chosen, second = self.any_of(debate.statements, one), self.any_of(debate.statements, other)
        if what == 0:
            self.do(statements.delete(debate, chosen))
        elif what == 1 and chosen != second:
            self.do(statements.merge(debate, chosen, [second]))
        elif what == 2:
            self.do(positions.drag(debate, {chosen: (one, other / 3)}))
        elif what == 3:
            self.do(positions.tidy(debate, dict.fromkeys(debate.statements, (one, other))))
        else:
            self.do(statements.set_note(debate, chosen, "note\n" * other))

    @rule(number=numbers, at=st.integers(1, 40))
    def split(self, number: int, at: int) -> None:
        debate = self.file.debate
        with suppress(EditError):
            self.do(posts.split(debate, self.any_of(debate.posts, number), at))

    @rule(number=numbers, name=st.sampled_from(["", "Ada", "Bo"]), joins=st.booleans())
    def set_author(self, number: int, name: str, joins: bool) -> None:
        debate = self.file.debate
        self.do(posts.set_author(debate, [self.any_of(debate.posts, number)], name), joins=joins)

    @rule(number=numbers, joins=st.booleans())
    def codebook(self, number: int, joins: bool) -> None:
        debate = self.file.debate
        if number % 2:
            self.do(provisions.add(debate, f"§ {number}"), joins=joins)
        elif not any(topic.name == f"t{number}" for topic in debate.topics.values()):
            self.do(topics.add(debate, f"t{number}"), joins=joins)

    @rule(count=st.integers(1, 4), joins=st.booleans(), bulk=st.booleans())
    def add_posts(self, count: int, joins: bool, bulk: bool) -> None:
        debate = self.file.debate
        changes = [Change(None, Source(new_id(), content=b"more" * count))]
        changes += [Change(None, Post(new_id(), "src", author="ada", text=TEXT)) for _ in range(count)]
        changes += [Change(debate.info, Info(title=f"Title {new_id()}"))]
        self.do(Edit("Import", tuple(changes)), joins=joins, bulk=bulk)

    @rule()
    def undo(self) -> None:
        edit = self.file.undo()
        assert (edit is None) == (self.cursor == 0)
        if edit is not None:
            self.file.debate.apply(edit)
            self.cursor -= 1

    @rule()
    def redo(self) -> None:
        edit = self.file.redo()
        assert (edit is None) == (self.cursor == len(self.states) - 1)
        if edit is not None:
            self.file.debate.apply(edit)
            self.cursor += 1

    @rule()
    def reopen(self) -> None:
        debate = self.file.debate
        self.file.close()
        self.file = DebateFile.open(self.path)
        assert self.file.warning == ""
        assert self.file.debate == debate
        assert list(self.file.debate.posts) == list(debate.posts)

    @invariant()
    def agrees(self) -> None:
        assert self.file.debate == self.states[self.cursor]
        assert bool(self.file.undo_label) == (self.cursor > 0)
        assert bool(self.file.redo_label) == (self.cursor < len(self.states) - 1)


TestStored = Stored.TestCase
TestStored.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
