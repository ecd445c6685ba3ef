"""The inspector's page for a provision."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from argmap.gui.models import wording
from argmap.gui.models.provision_model import tally
from argmap.gui.panels.doing import ask
from argmap.gui.panels.editors import TextEditor
from argmap.gui.panels.pages import link_rows
from argmap.gui.panels.pages.page import Page
from argmap.gui.panels.pages.standing import Standing
from argmap.gui.panels.parts import Filling, Sign, button, quiet, rich
from argmap.gui.panels.version_history import VersionHistory
from argmap.gui.session import Session
from argmap.model.edits import provisions
from argmap.model.kinds import VersionStatus
from argmap.model.queries import relations_to
from argmap.model.records import Provision, Relation
from argmap.picture.palette import Palette


class ProvisionPage(Page):
    """Citation, title, threshold, text and versions of a provision, and everything said about it with how it fares."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        heading = QHBoxLayout()
        self.sign = Sign("provision")
        title = QLabel("Provision")
        title.setProperty("look", "title")
        heading.addWidget(self.sign)
        heading.addWidget(title, 1)
        self.column.addLayout(heading)
        self.threshold = QLabel()
        self.threshold.setProperty("look", "value")
        self.threshold.setProperty("tone", "provision")
        self.threshold.setWordWrap(True)
        self.threshold.setTextFormat(Qt.TextFormat.RichText)
        self.status = quiet()
        self.citation = TextEditor("Citation", "§ 3(a)(2)", self._write_citation, one_paragraph=True)
        self.title = TextEditor("Title", "What it is about", self._write_title, one_paragraph=True)
        self.text = Filling()
        self.history = VersionHistory(session)
        self.links = Filling()
        self.standing = Standing(session, self.on_link)
        self.column.addWidget(self.threshold)
        self.column.addWidget(self.status)
        self._add_buttons()
        self.add_section("Citation", self.citation)
        self.add_section("Title", self.title)
        self.text_heading = self.add_section("Text", self.text)
        self.add_section("Versions", self.history)
        self.links_heading = self.add_section("What is said about it", self.links)
        self.add_section("Standing", self.standing)
        self.column.addStretch(1)

    @property
    def provision(self) -> Provision:
        """The provision that is shown."""
        return self.session.debate.provisions[self.record_id]

    def refresh(self) -> None:
        """Shows the provision as it is now."""
        provision = self.provision
        current = provision.current
        self.sign.show_kind("provision", self.colours)
        words = wording.threshold_text(current)
        withdrawn = current.status is VersionStatus.WITHDRAWN
        self.threshold.setText(f"<s>{escape(words)}</s>" if withdrawn else escape(words))
        self.threshold.setVisible(bool(words))
        fares = tally(self.session, self.record_id).words()
        self.status.setText(" · ".join(part for part in (wording.status_text(current), fares) if part))
        for editor, stored in ((self.citation, provision.citation), (self.title, provision.title)):
            editor.set_stored(stored)
            editor.setReadOnly(self.session.read_only)
        self.text.fill(current.text, lambda: [_selectable(current.text)] if current.text else [])
        self.text_heading.setVisible(bool(current.text))
        self.history.show_provision(self.record_id)
        shown = [(r, self._words(r)) for r in self._linked()]
        self.links.fill((self.record_id, tuple(shown)), self._link_rows)
        self.links_heading.setVisible(bool(shown))
        self.standing.show_record(self.record_id)

    def start_afresh(self) -> None:
        """Shows the other provision's words in the fields."""
        provision = self.session.debate.provisions[self.record_id]
        self.citation.set_stored(provision.citation, keep_typing=False)
        self.title.set_stored(provision.title, keep_typing=False)

    def commit(self) -> None:
        """Makes edits of what is typed."""
        if self.record_id in self.session.debate.provisions:
            self.citation.commit()
            self.title.commit()

    def set_palette(self, colours: Palette) -> None:
        """Takes the colours of a theme."""
        super().set_palette(colours)
        self.links.forget()
        self.standing.set_palette(colours)

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(5)
        row.addWidget(button("Edit…", "Change threshold, text and place", self._edit, name="Edit provision"))
        row.addWidget(button("New version…", "Amend, withdraw or adopt it", self._new_version))
        row.addStretch(1)
        self.column.addLayout(row)

    def _linked(self) -> list[Relation]:
        return relations_to(self.session.debate, self.record_id)

    def _words(self, relation: Relation) -> str:
        words = link_rows.link_words(self.session, relation, self.record_id, self.colours)
        verdict = self.session.verdicts.statements.get(relation.sources[0])
        fares = "" if verdict is None or verdict.label is None else verdict.label.value
        if verdict is not None and "unanswered" in verdict.flags:
            fares = f"{fares}, unanswered"
        if self.provision.current.number not in (relation.versions or (self.provision.current.number,)):
            fares = f"{fares}, of version {', '.join(str(n) for n in relation.versions)} only"
        return words + (
            f' <span style="color:{self.colours.secondary}">{escape(fares.strip(", "))}</span>' if fares else ""
        )

    def _link_rows(self) -> Iterator[QWidget]:
        for relation in self._linked():
            row = link_rows.link_row(self.session, relation, self.record_id, self.colours, self.on_link)
            row.text.setText(self._words(relation))
            yield row

    def _edit(self) -> None:
        self.commit()
        from argmap.gui.dialogs.provision_dialog import ProvisionDialog

        ProvisionDialog(self.session, self.window(), provision_id=self.record_id).open()

    def _new_version(self) -> None:
        self.commit()
        from argmap.gui.dialogs.version_dialog import VersionDialog

        VersionDialog(self.session, self.record_id, self.window()).open()

    def _write_citation(self, text: str) -> bool:
        return ask(self.session, lambda d: provisions.describe(d, self.record_id, citation=text))

    def _write_title(self, text: str) -> bool:
        return ask(self.session, lambda d: provisions.describe(d, self.record_id, title=text))


def _selectable(text: str) -> QLabel:
    label = rich(escape(text).replace("\n", "<br>"))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
