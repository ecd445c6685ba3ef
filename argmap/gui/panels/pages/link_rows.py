"""Rows that tell, in words, how a record is linked to others, with what can be done to each link."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from argmap.gui.models import wording
from argmap.gui.panels.doing import ask
from argmap.gui.panels.pages.page import to
from argmap.gui.panels.parts import LinkRow, ink, link
from argmap.gui.session import Session
from argmap.model.checks import TARGETS
from argmap.model.edits import relations
from argmap.model.kinds import Extent, RelationKind, StatementKind, Table, TargetKind
from argmap.model.queries import title_of
from argmap.model.records import Relation
from argmap.picture.palette import Palette

_SIGNS = {
    RelationKind.SUPPORTS: StatementKind.SUPPORT,
    RelationKind.OBJECTS: StatementKind.OBJECTION,
    RelationKind.UNDERCUTS: StatementKind.OBJECTION,
    RelationKind.CONTRADICTS: StatementKind.OBJECTION,
    RelationKind.CONCEDES: StatementKind.CONCESSION,
    RelationKind.RESTS_ON: StatementKind.CLAIM,
}


def sign_of(relation: Relation) -> str:
    """The glyph that stands for a kind of relation."""
    found = _SIGNS.get(relation.kind)
    return found.value if found is not None else ""


def link_row(
    session: Session, relation: Relation, own: str, colours: Palette, clicked: Callable[[str], object]
) -> LinkRow:
    """A relation as a record at one of its ends sees it; ``own`` is that record's id."""
    incoming = relation.target.id == own
    row = LinkRow(link_words(session, relation, own, colours), clicked, kind=sign_of(relation), colours=colours)
    row.add_menu(link_menu(session, relation), f"Change the link “{wording.verb(relation, incoming=incoming)}”")
    row.removed.connect(partial(remove, session, relation.id))
    return row


def link_words(session: Session, relation: Relation, own: str, colours: Palette) -> str:
    """The words of a link row, as rich text."""
    debate = session.debate
    incoming = relation.target.id == own
    verb = ink(colours.relation(relation.kind), wording.verb(relation, incoming=incoming))
    if incoming:
        ends = [(to(Table.STATEMENTS, i), title_of(debate.statements[i], debate)) for i in relation.sources]
        partners: list[str] = []
    else:
        ends = [(to(relation.target.kind.table, relation.target.id), wording.target_title(debate, relation.target))]
        partners = [i for i in relation.sources if i != own]
    words = f"{verb} " + " and ".join(link(address, wording.clipped(title, 110)) for address, title in ends)
    if partners:
        names = (
            link(to(Table.STATEMENTS, i), wording.clipped(title_of(debate.statements[i], debate), 60)) for i in partners
        )
        words += " together with " + " and ".join(names)
    return words


def link_menu(session: Session, relation: Relation) -> QMenu:
    """What can be done to a relation."""
    menu = QMenu()
    menu.addAction("Show this link", lambda: session.select(Table.RELATIONS, relation.id))
    kinds = menu.addMenu("Change to")
    for kind in kinds_for(relation):
        action = kinds.addAction(wording.ACTS[kind], partial(change_kind, session, relation.id, kind))
        action.setCheckable(True)
        action.setChecked(kind is relation.kind)
    if relation.kind is RelationKind.CONCEDES:
        other = Extent.FULL if relation.extent is Extent.PARTIAL else Extent.PARTIAL
        menu.addAction(
            f"Concede {'in full' if other is Extent.FULL else 'in part'}",
            partial(set_extent, session, relation.id, other),
        )
    if reversible(relation):
        menu.addAction("Reverse", partial(reverse, session, relation.id))
    menu.addSeparator()
    menu.addAction("Remove link\tDel", partial(remove, session, relation.id))
    return menu


def kinds_for(relation: Relation) -> list[RelationKind]:
    """The kinds that a relation could have without other ends."""
    single = len(relation.sources) == 1
    return [
        kind
        for kind in RelationKind
        if relation.target.kind in TARGETS[kind] and (single or kind is not RelationKind.CONTRADICTS)
    ]


def reversible(relation: Relation) -> bool:
    """Whether a relation can be turned round."""
    return len(relation.sources) == 1 and relation.target.kind is TargetKind.STATEMENT


def change_kind(session: Session, relation_id: str, kind: RelationKind) -> None:
    """Changes what a relation does."""
    ask(session, lambda d: relations.set_kind(d, relation_id, kind))


def set_extent(session: Session, relation_id: str, extent: Extent) -> None:
    """Makes a concession full or partial."""
    ask(session, lambda d: relations.set_extent(d, relation_id, extent))


def reverse(session: Session, relation_id: str) -> None:
    """Turns a relation round."""
    ask(session, lambda d: relations.reverse(d, relation_id))


def remove(session: Session, relation_id: str) -> None:
    """Deletes a relation."""
    ask(session, lambda d: relations.delete(d, relation_id))
