"""The inspector's page for a statement."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from argmap.gui.dialogs.picker import Choice, Picker
from argmap.gui.models import wording
from argmap.gui.models.vocabularies import add_named
from argmap.gui.panels.doing import ask
from argmap.gui.panels.editors import TextEditor
from argmap.gui.panels.pages.link_rows import link_row, link_words, remove
from argmap.gui.panels.pages.page import Page
from argmap.gui.panels.pages.standing import Standing
from argmap.gui.panels.parts import Chip, Filling, LinkRow, Sign, button, link, quiet
from argmap.gui.session import Session
from argmap.model.debate import Debate, Edit
from argmap.model.edits import relations, statements
from argmap.model.ids import new_id
from argmap.model.kinds import Burden, StatementKind, Table, TargetKind
from argmap.model.queries import passage_text, provision_order, provisions_of, relations_from, relations_to, topic_order
from argmap.model.records import Passage, Relation, Statement, Target
from argmap.picture.inks import topic_colour
from argmap.picture.palette import Palette


class StatementPage(Page):
    """Kind, gist, passages, provisions, topics, burden, links, verdict and note of a statement."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._build_heading()
        self.gist = TextEditor("Gist", "The point in your own words", self._write_gist, one_paragraph=True)
        self.gist.setProperty("look", "gist")
        self.passages = Filling()
        self.provisions = Filling(flows=True)
        self.topics = Filling(flows=True)
        self.burden = QCheckBox("Must be shown")
        self.burden.setToolTip(
            "It falls unless something that stands supports it; otherwise it is presumed until attacked."
        )
        self.burden.clicked.connect(self._on_burden_clicked)
        self.links = Filling()
        self.standing = Standing(session, self.on_link)
        self.note = TextEditor("Note", "Write a memo…", self._write_note, one_paragraph=False, rows=2)
        self.add_section("Gist", self.gist)
        self.add_section("Said in", self.passages)
        self.add_section("Provisions", self.provisions)
        self.add_section("Topics", self.topics)
        self.add_section("Burden of proof", self.burden)
        self.links_heading = self.add_section("Links", self.links)
        self.add_section("Standing", self.standing)
        self.add_section("Note", self.note)
        self.column.addStretch(1)

    @property
    def statement(self) -> Statement:
        """The statement that is shown."""
        return self.session.debate.statements[self.record_id]

    def refresh(self) -> None:
        """Shows the statement as it is now."""
        statement, debate = self.statement, self.session.debate
        self.sign.show_kind(statement.kind.value, self.colours)
        self.kind.setText(statement.kind.capitalize())
        if self.kind.property("tone") != statement.kind.value:
            self.kind.setProperty("tone", statement.kind.value)
            self.kind.style().unpolish(self.kind)
            self.kind.style().polish(self.kind)
        self.kind.setAccessibleName(f"Kind: {statement.kind}")
        self.label.setText(wording.short_label(debate, statement))
        self.gist.set_stored(statement.gist)
        self.note.set_stored(statement.note)
        for editor in (self.gist, self.note):
            editor.setReadOnly(self.session.read_only)
        self.burden.setChecked(statement.burden is Burden.MUST_BE_SHOWN)
        said = tuple((p, passage_text(debate, p), debate.posts[p.post], self._author(p)) for p in statement.passages)
        self.passages.fill((self.record_id, said), self._passage_rows)
        linked = provisions_of(debate, self.record_id)
        content = tuple((r.id, r.kind, r.extent, wording.provision_name(p)) for r, p in linked)
        self.provisions.fill((self.record_id, content), self._provision_chips)
        known = tuple((i, debate.topics[i].name, debate.topics[i].colour) for i in statement.topics)
        self.topics.fill((self.record_id, known, self.colours.name), self._topic_chips)
        shown = [(r, link_words(self.session, r, self.record_id, self.colours)) for r in self._linked()]
        self.links.fill((self.record_id, tuple(shown)), self._link_rows)
        self.links_heading.setVisible(bool(shown))
        self.standing.show_record(self.record_id)

    def start_afresh(self) -> None:
        """Shows the other statement's words in the fields."""
        statement = self.session.debate.statements[self.record_id]
        self.gist.set_stored(statement.gist, keep_typing=False)
        self.note.set_stored(statement.note, keep_typing=False)

    def commit(self) -> None:
        """Makes edits of what is typed."""
        if self.record_id in self.session.debate.statements:
            self.gist.commit()
            self.note.commit()

    def set_palette(self, colours: Palette) -> None:
        """Takes the colours of a theme."""
        super().set_palette(colours)
        self.links.forget()
        self.standing.set_palette(colours)

    def choose_provision(self) -> None:
        """Asks which provision the statement is linked to."""
        linked = {provision.id for _, provision in provisions_of(self.session.debate, self.record_id)}
        choices = [
            Choice(p.id, wording.provision_name(p), wording.threshold_text(p.current), "provision", depth=depth)
            for p, depth in provision_order(self.session.debate)
            if p.id not in linked
        ]
        picker = Picker(
            choices,
            title="Link to a provision",
            parent=self,
            palette=self.colours,
            creates=lambda text: f"New provision “{text}”…" if text else "New provision…",
        )
        picker.created.connect(self._new_provision)
        self.pop_up(picker, self.provisions, self._link_provision)

    def choose_topics(self) -> None:
        """Asks which topics the statement has."""
        choices = [
            Choice(t.id, t.name, wording.clipped(t.definition, 40), "topic", t.colour, depth)
            for t, depth in topic_order(self.session.debate)
        ]
        picker = Picker(
            choices,
            title="Topics of the statement",
            parent=self,
            palette=self.colours,
            chosen=self.statement.topics,
            creates=lambda text: f"New topic “{text}”" if text else "",
        )
        picker.ticked.connect(self._set_topics)
        picker.created.connect(self._new_topic)
        self.pop_up(picker, self.topics, lambda _: None)

    def _build_heading(self) -> None:
        self.sign = Sign("")
        self.kind = QToolButton()
        self.kind.setProperty("look", "kind")
        self.kind.setToolTip("Change the kind")
        self.kind.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.kind.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.kind)
        for kind in StatementKind:
            menu.addAction(kind.capitalize(), partial(self._set_kind, kind))
        self.kind.setMenu(menu)
        self.label = QLabel()
        self.label.setProperty("look", "quiet")
        self.label.setToolTip("The statement's number, in the order in which statements were made")
        row = QHBoxLayout()
        row.setSpacing(3)
        row.addWidget(self.sign)
        row.addWidget(self.kind)
        row.addStretch(1)
        row.addWidget(self.label)
        self.column.addLayout(row)

    def _author(self, passage: Passage) -> str:
        return wording.author_of(self.session.debate, self.session.debate.posts[passage.post])

    def _linked(self) -> list[Relation]:
        """Links to and from the statement, those to provisions aside."""
        debate = self.session.debate
        outgoing = [r for r in relations_from(debate, self.record_id) if r.target.kind is not TargetKind.PROVISION]
        return [*outgoing, *(r for r in relations_to(debate, self.record_id) if r not in outgoing)]

    def _passage_rows(self) -> Iterator[QWidget]:
        debate = self.session.debate
        for passage in self.statement.passages:
            post = debate.posts[passage.post]
            words = escape(wording.clipped(passage_text(debate, passage), 240))
            where = ", ".join(part for part in (self._author(passage), wording.day(post.posted_at)) if part)
            address = f"passage:{passage.post}:{passage.start}:{passage.end}"
            row = LinkRow(f"“{words}”<br>{link(address, where)}", self.on_link)
            last = len(self.statement.passages) == 1
            tip = (
                "Untag: remove the only passage, and the statement with it (Del)"
                if last
                else "Remove this passage (Del)"
            )
            take_away = partial(self._remove_passage, passage)
            row.add(button("✕", tip, take_away, look="cross", name=f"Remove passage by {where}"))
            row.removed.connect(take_away)
            yield row
        if not self.statement.passages:
            yield quiet("Nowhere: it is the analyst's own, an implicit premise.")

    def _provision_chips(self) -> Iterator[QWidget]:
        for relation, provision in provisions_of(self.session.debate, self.record_id):
            name = provision.citation or provision.title or "Untitled provision"
            verb = wording.verb(relation, incoming=False)
            tip = f"{verb.capitalize()} {wording.provision_title(provision)}. Click to select it."
            chip = Chip(f"{name} · {verb}", tone="provision", tip=tip, cross="Unlink")
            chip.chosen.connect(partial(self.session.select, Table.PROVISIONS, provision.id))
            chip.removed.connect(partial(remove, self.session, relation.id))
            yield chip
        yield button("+ add P", "Link to a provision", self.choose_provision, look="add", name="Add provision")

    def _topic_chips(self) -> Iterator[QWidget]:
        for topic_id in self.statement.topics:
            topic = self.session.debate.topics[topic_id]
            dot = topic_colour(topic.colour, self.colours) if topic.colour else ""
            chip = Chip(topic.name, dot=dot, tip=topic.definition or topic.name, cross="Take topic away")
            chip.removed.connect(partial(self._toggle_topic, topic_id))
            chip.chosen.connect(self.choose_topics)
            yield chip
        yield button("+ add T", "Choose topics", self.choose_topics, look="add", name="Add topic")

    def _link_rows(self) -> Iterator[QWidget]:
        for relation in self._linked():
            yield link_row(self.session, relation, self.record_id, self.colours, self.on_link)

    def _set_kind(self, kind: StatementKind) -> None:
        ask(self.session, lambda d: statements.set_kind(d, self.record_id, kind))

    def _remove_passage(self, passage: Passage) -> None:
        ask(self.session, lambda d: statements.remove_passage(d, self.record_id, passage))

    def _toggle_topic(self, topic_id: str) -> None:
        ask(self.session, lambda d: statements.toggle_topic(d, self.record_id, topic_id))

    def _set_topics(self, ids: list[str]) -> None:
        ask(self.session, lambda d: statements.set_topics(d, self.record_id, ids))

    def _new_topic(self, name: str) -> None:
        made = new_id()
        ask(
            self.session,
            lambda d: add_named(d, name, topic_id=made),
            lambda d: statements.toggle_topic(d, self.record_id, made),
        )

    def _link_provision(self, provision_id: str) -> None:
        target = Target(TargetKind.PROVISION, provision_id)

        def link_to(debate: Debate) -> Edit:
            return relations.relate(
                debate, relations.natural_kind(debate, self.record_id, target), [self.record_id], target
            )

        ask(self.session, link_to)

    def _new_provision(self, text: str) -> None:
        from argmap.gui.dialogs.provision_dialog import ProvisionDialog

        dialog = ProvisionDialog(self.session, self.window(), statement_id=self.record_id)
        dialog.citation.setText(text)
        dialog.open()

    def _write_gist(self, text: str) -> bool:
        return ask(self.session, lambda d: statements.set_gist(d, self.record_id, text))

    def _write_note(self, text: str) -> bool:
        return ask(self.session, lambda d: statements.set_note(d, self.record_id, text))

    def _on_burden_clicked(self, must: bool) -> None:
        burden = Burden.MUST_BE_SHOWN if must else Burden.PRESUMED
        ask(self.session, lambda d: statements.set_burden(d, self.record_id, burden))
