"""The inspector's page for a link between statements, or from statements to a provision or another link."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QWidget

from argmap.gui.models import wording
from argmap.gui.panels.doing import ask
from argmap.gui.panels.pages import link_rows
from argmap.gui.panels.pages.page import Page, to
from argmap.gui.panels.pages.standing import Standing
from argmap.gui.panels.parts import Filling, Sign, button, link, rich
from argmap.gui.session import Session
from argmap.model.edits import relations
from argmap.model.kinds import Extent, RelationKind, Table, TargetKind
from argmap.model.queries import relations_to, title_of
from argmap.model.records import Relation
from argmap.picture.palette import Palette


class RelationPage(Page):
    """Kind, ends, extent and versions of a relation, its verdict, and what undercuts it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.sign = Sign("")
        title = QLabel("Link")
        title.setProperty("look", "title")
        row = QHBoxLayout()
        row.addWidget(self.sign)
        row.addWidget(title, 1)
        self.column.addLayout(row)
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind of link")
        self.kind.setToolTip("What the sources do to the target")
        self.kind.activated.connect(self._on_kind_chosen)
        self.sources = Filling()
        self.target = Filling()
        self.extent = QComboBox()
        self.extent.setAccessibleName("Extent")
        self.extent.setToolTip("How much of the target is conceded")
        self.extent.addItem("in full", Extent.FULL)
        self.extent.addItem("in part", Extent.PARTIAL)
        self.extent.activated.connect(self._on_extent_chosen)
        self.versions = Filling()
        self.undercuts = Filling()
        self.standing = Standing(session, self.on_link)
        self.add_section("From", self.sources)
        self.add_section("Kind", self.kind)
        self.add_section("To", self.target)
        self.extent_heading = self.add_section("Conceded", self.extent)
        self.versions_heading = self.add_section("Versions that it hits", self.versions)
        self.undercuts_heading = self.add_section("Undercut by", self.undercuts)
        self.add_section("Standing", self.standing)
        self._add_buttons()
        self.column.addStretch(1)

    @property
    def relation(self) -> Relation:
        """The relation that is shown."""
        return self.session.debate.relations[self.record_id]

    def refresh(self) -> None:
        """Shows the relation as it is now."""
        relation, debate = self.relation, self.session.debate
        self.sign.show_kind(link_rows.sign_of(relation), self.colours)
        self._offer_kinds(relation)
        names = tuple((i, title_of(debate.statements[i], debate)) for i in relation.sources)
        self.sources.fill(names, lambda: [self._end(Table.STATEMENTS, i, name) for i, name in names])
        name = self._target_name(relation)
        target = (relation.target.kind.table, relation.target.id, name)
        self.target.fill(target, lambda: [self._end(*target)])
        concedes = relation.kind is RelationKind.CONCEDES
        for widget in (self.extent_heading, self.extent):
            widget.setVisible(concedes)
        self.extent.setCurrentIndex(1 if relation.extent is Extent.PARTIAL else 0)
        provision = debate.provisions.get(relation.target.id) if relation.target.kind is TargetKind.PROVISION else None
        content = (self.record_id, relation.versions, provision.versions if provision else ())
        self.versions.fill(content, self._version_boxes)
        self.versions_heading.setVisible(provision is not None)
        hits = [(r, link_rows.link_words(self.session, r, self.record_id, self.colours)) for r in self._undercuts()]
        self.undercuts.fill((self.record_id, tuple(hits)), self._undercut_rows)
        self.undercuts_heading.setVisible(bool(hits))
        self.standing.show_record(self.record_id)
        self.reverse.setEnabled(link_rows.reversible(relation))

    def set_palette(self, colours: Palette) -> None:
        """Takes the colours of a theme."""
        super().set_palette(colours)
        self.undercuts.forget()
        self.standing.set_palette(colours)

    def _offer_kinds(self, relation: Relation) -> None:
        kinds = link_rows.kinds_for(relation)
        if [self.kind.itemData(i) for i in range(self.kind.count())] != kinds:
            self.kind.clear()
            for kind in kinds:
                self.kind.addItem(wording.ACTS[kind], kind)
        self.kind.setCurrentIndex(kinds.index(relation.kind))

    def _target_name(self, relation: Relation) -> str:
        if relation.target.kind is TargetKind.RELATION:
            return f"the link {wording.relation_title(self.session.debate, self.session.debate.relations[relation.target.id])}"
        return wording.target_title(self.session.debate, relation.target)

    def _end(self, table: Table, record_id: str, name: str) -> QWidget:
        return rich(link(to(table, record_id), wording.clipped(name, 160)), self.on_link)

    def _version_boxes(self) -> Iterator[QWidget]:
        relation = self.relation
        provision = self.session.debate.provisions.get(relation.target.id)
        for version in provision.versions if provision is not None else ():
            box = QCheckBox(f"{version.number}: {wording.version_text(version)}, {wording.status_text(version)}")
            box.setToolTip("Ticked: it is said of this version. Carry over a link that still applies to a newer one.")
            box.setChecked(version.number in relation.versions)
            box.clicked.connect(lambda on, number=version.number: self._on_version_ticked(number, on))
            yield box

    def _undercuts(self) -> list[Relation]:
        return relations_to(self.session.debate, self.record_id)

    def _undercut_rows(self) -> Iterator[QWidget]:
        for relation in self._undercuts():
            yield link_rows.link_row(self.session, relation, self.record_id, self.colours, self.on_link)

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        self.reverse = button("Reverse", "Turn the link round", lambda: link_rows.reverse(self.session, self.record_id))
        row.addWidget(self.reverse)
        row.addWidget(button("Remove", "Delete the link", lambda: link_rows.remove(self.session, self.record_id)))
        row.addStretch(1)
        self.column.addSpacing(6)
        self.column.addLayout(row)

    def _on_kind_chosen(self) -> None:
        link_rows.change_kind(self.session, self.record_id, RelationKind(self.kind.currentData()))
        self.refresh()

    def _on_extent_chosen(self) -> None:
        link_rows.set_extent(self.session, self.record_id, Extent(self.extent.currentData()))

    def _on_version_ticked(self, number: int, ticked: bool) -> None:
        numbers = {*self.relation.versions, number} if ticked else {*self.relation.versions} - {number}
        if not ask(self.session, lambda d: relations.set_versions(d, self.record_id, numbers)):
            self.versions.forget()
            self.refresh()
