"""From a key to edits: tagging a passage and linking what was tagged, all of it one step to undo while it is one act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from argmap.gui.reader import highlights
from argmap.gui.reader.content import first_words
from argmap.gui.session import Session
from argmap.model.checks import UNDERCUTTABLE
from argmap.model.debate import Edit, EditError
from argmap.model.edits import provisions, relations, statements, topics
from argmap.model.ids import new_id
from argmap.model.kinds import RelationKind, StatementKind, Table, TargetKind
from argmap.model.queries import passage_text, relations_from, relations_to
from argmap.model.records import Passage, Relation, Target

GIST_LENGTH = 80
"""Most characters of the gist that a tag proposes; the user words it better later."""


@dataclass(slots=True)
class Act:
    """A tag and what follows it at once. It is over when anything else changes the debate, or when the cursor moves."""

    statement: str
    revision: int


class Tagging:
    """Makes the edits of one session. Methods return False, or None, when the session refused."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._act: Act | None = None

    def end_act(self) -> None:
        """What comes next is a step of its own."""
        self._act = None

    def statement_on(self, passage: Passage) -> str | None:
        """The statement that a passage means: the one that fits it best, the selected one where several fit as well."""
        marks = highlights.highlights(self._session.debate, passage.post)
        found = highlights.within(marks, passage.start, passage.end)
        best = [mark.statement for mark in found if (mark.start, mark.end) == (found[0].start, found[0].end)]
        selected = self._session.selection.current
        return selected if selected in best else next(iter(best), None)

    def tag(self, kind: StatementKind, passage: Passage) -> str | None:
        """Tags a passage and selects its statement, whose id it returns. The same passage again: nothing new is made for
        the same kind, and the statement is retyped for another."""
        debate = self._session.debate
        known = self._exactly_on(passage, kind)
        if known is None:
            statement_id = new_id()
            gist = first_words(passage_text(debate, passage), GIST_LENGTH)
            self._act = None
            if not self._session.do(statements.tag(debate, kind, [passage], gist, statement_id=statement_id)):
                return None
            self._act = Act(statement_id, debate.revision)
        else:
            statement_id = known
            if debate.statements[known].kind is not kind and not self.do(
                statements.set_kind(debate, known, kind), known
            ):
                return None
        self._session.select(Table.STATEMENTS, statement_id)
        return statement_id

    def made(self, make: Callable[[], Edit]) -> Edit | None:
        """An edit, or None with the reason in the session's ``refused`` when it cannot be."""
        try:
            return make()
        except EditError as error:
            self._session.refused.emit(str(error))
            return None

    def do(self, edit: Edit, statement_id: str) -> bool:
        """Makes an edit that concerns a statement, joined to the act that made the statement while that goes on."""
        act, debate = self._act, self._session.debate
        joins = act is not None and act.statement == statement_id and act.revision == debate.revision
        done = self._session.do(edit, joins=joins)
        if done and joins and act is not None:
            act.revision = debate.revision
        return done

    def link(self, statement_id: str, target_id: str) -> str | None:
        """Links a statement to another in the way that is natural; returns the relation's id."""
        debate = self._session.debate
        target = Target(TargetKind.STATEMENT, target_id)
        kind = relations.natural_kind(debate, statement_id, target)
        relation_id = new_id()
        edit = relations.relate(debate, kind, [statement_id], target, relation_id=relation_id)
        if not edit:
            return self._between(statement_id, target_id)
        return relation_id if self.do(edit, statement_id) else None

    def retype_link(self, relation_id: str, kind: RelationKind) -> bool:
        """Makes a link of another kind of one just made."""
        debate = self._session.debate
        source = debate.relations[relation_id].sources[0]
        return self.do(relations.set_kind(debate, relation_id, kind), source)

    def undercut(self, link_id: str, attacked: str) -> bool:
        """Aims a link just made at another link instead of at a statement."""
        debate = self._session.debate
        source = debate.relations[link_id].sources[0]
        target = Target(TargetKind.RELATION, attacked)
        added = relations.relate(debate, RelationKind.UNDERCUTS, [source], target)
        gone = relations.delete(debate, link_id)
        return self.do(Edit("Link: undercuts", (*gone.changes, *added.changes)), source)

    def link_provision(self, statement_id: str, provision_id: str) -> bool:
        """Links a statement to a provision as its kind asks."""
        debate = self._session.debate
        kind = relations.TO_PROVISION[debate.statements[statement_id].kind]
        target = Target(TargetKind.PROVISION, provision_id)
        return self.do(relations.relate(debate, kind, [statement_id], target), statement_id)

    def withdraw(self, statement_id: str, provision_id: str) -> bool:
        """Withdraws a provision because of what a statement says, as of the day it was said."""
        debate = self._session.debate
        passages = debate.statements[statement_id].passages
        at = debate.posts[passages[0].post].posted_at if passages else None
        return self.do(provisions.withdraw(debate, provision_id, because_of=statement_id, at=at), statement_id)

    def set_topics(self, statement_id: str, chosen: list[str]) -> bool:
        """Gives a statement exactly these topics."""
        return self.do(statements.set_topics(self._session.debate, statement_id, chosen), statement_id)

    def new_topic(self, statement_id: str, name: str) -> bool:
        """Makes a topic and gives it to a statement: one step."""
        debate = self._session.debate
        topic_id = new_id()
        if self._act is None or self._act.statement != statement_id:
            self._act = Act(statement_id, -1)  # the topic begins a step that the tick joins
        added = self.made(lambda: topics.add(debate, name, topic_id=topic_id))
        if added is None or not self.do(added, statement_id):
            return False
        self._act = Act(statement_id, debate.revision)
        return self.do(statements.toggle_topic(debate, statement_id, topic_id), statement_id)

    def merge(self, keep: str, other: str) -> bool:
        """Makes one statement of two and selects it."""
        self._act = None
        done = self._session.do(statements.merge(self._session.debate, keep, [other]))
        if done:
            self._session.select(Table.STATEMENTS, keep)
        return done

    def restate(self, statement_id: str, passage: Passage) -> bool:
        """Adds a passage to a statement that says the same, and selects it."""
        self._act = None
        done = self._session.do(statements.add_passage(self._session.debate, statement_id, passage))
        if done:
            self._session.select(Table.STATEMENTS, statement_id)
        return done

    def untag(self, statement_id: str, passage: Passage) -> bool:
        """Takes a statement from a passage; one that is said elsewhere too stays there."""
        self._act = None
        debate = self._session.debate
        here = [p for p in debate.statements[statement_id].passages if p.post == passage.post]
        over = [p for p in here if p.start < passage.end and passage.start < p.end]
        if not over:
            return self._session.do(statements.delete(debate, statement_id))
        done = True
        for number, gone in enumerate(over):
            if statement_id in debate.statements:
                edit = statements.remove_passage(debate, statement_id, gone)
                done = self._session.do(edit, joins=number > 0) and done
        return done

    def is_answered_by(self, statement_id: str) -> bool:
        """Whether a statement has a link to another statement already, so that none need be proposed."""
        debate = self._session.debate
        return any(r.target.kind is not TargetKind.PROVISION for r in relations_from(debate, statement_id))

    def undercuttable(self, statement_id: str) -> list[Relation]:
        """The links from and to a statement that can be undercut."""
        debate = self._session.debate
        found = {r.id: r for r in (*relations_from(debate, statement_id), *relations_to(debate, statement_id))}
        return [r for r in found.values() if r.kind in UNDERCUTTABLE]

    def _exactly_on(self, passage: Passage, kind: StatementKind) -> str | None:
        """The statement on exactly these characters: the one of this kind, else the selected one, else any."""
        debate, selected = self._session.debate, self._session.selection.current
        marks = highlights.highlights(debate, passage.post)
        found = [m.statement for m in marks if (m.start, m.end) == (passage.start, passage.end)]
        found.sort(key=lambda i: (debate.statements[i].kind is not kind, i != selected, i))
        return found[0] if found else None

    def _between(self, source: str, target: str) -> str | None:
        found = (r.id for r in relations_from(self._session.debate, source) if r.target.id == target)
        return next(found, None)
