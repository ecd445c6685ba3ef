"""The dialog that asks what to export, and how. It writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QSpinBox, QWidget

from argmap.formats.parts import past_words, shown_by
from argmap.formats.registry import WriteOptions, by_name, formats
from argmap.gui.dialogs.export_size import Sizes, size_words
from argmap.gui.dialogs.form_dialog import FormDialog
from argmap.gui.models import wording
from argmap.gui.session import Session
from argmap.model.kinds import Table
from argmap.model.queries import provision_order, title_of

if TYPE_CHECKING:
    from argmap.analysis.past import Moment

_USUAL = ("svg", "png", "pdf", "html-map")
"""Formats that are offered first."""
_THEMES = (("light", "Light, on white"), ("dark", "Dark"), ("grey", "Grey, for printers without colour"))
_LAYOUTS = (
    ("", "The cards where they stand"),
    ("tidy", "A tree, laid out afresh"),
    ("outline", "An outline, laid out afresh"),
    ("layered", "Layers, laid out afresh"),
    ("flow", "Flow, laid out afresh"),
)
_LYING = (("", "As suits the map"), ("portrait", "Upright"), ("landscape", "Lying"))
_SHEETS = (
    ("", "A page that suits the map"),
    *((f"{paper} fitted", f"One page of {paper}") for paper in ("A4", "A3", "Letter")),
    *((f"{paper} tiled", f"In its own size over sheets of {paper}") for paper in ("A4", "A3", "Letter")),
)


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What was chosen: the name of a format, what its writer is asked for, and the moment of the past that is written, None
    for the present."""

    format_name: str
    options: WriteOptions
    moment: Moment | None = None


class ExportDialog(FormDialog):
    """Format, part, layout, colours and, for pixels and paper, the size that comes of it."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        seen: frozenset[str] | None = None,
        moment: Moment | None = None,
    ) -> None:
        """``seen`` are the cards that the window shows, where that is not all of the map, and ``moment`` the one of the past
        that it shows, if it does."""
        super().__init__(session, "Export", "Export…", parent)
        self._sizes = Sizes(session.debate, self)
        self._sizes.measured.connect(self.refresh)
        self.finished.connect(self._sizes.stop)
        self._seen = seen
        self._moment = moment
        self._views: dict[str, frozenset[str]] = {}
        self.format = QComboBox()
        writable = [known for known in formats() if known.write is not None]
        writable.sort(key=lambda f: (f.name not in _USUAL, _USUAL.index(f.name) if f.name in _USUAL else 0, f.label))
        for known in writable:
            self.format.addItem(f"{known.label} ({known.suffixes[0]})", known.name)
        self.part = QComboBox()
        self._offer_parts()
        self.links_away = QSpinBox()
        self.links_away.setRange(1, 9)
        self.links_away.setValue(2)
        self.theme, self.layouts, self.sheets, self.lying = (
            _offering(offered) for offered in (_THEMES, _LAYOUTS, _SHEETS, _LYING)
        )
        self.numbered = QCheckBox("Number the cards as an outline does")
        self.scale = QDoubleSpinBox()
        self.scale.setRange(0.0, 8.0)
        self.scale.setSpecialValueText("2, or as large as fits")
        self.scale.setSingleStep(0.5)
        self.scale.setDecimals(2)
        self.size_label = QLabel()
        self.size_label.setWordWrap(True)
        self._lay_out()

    def _lay_out(self) -> None:
        """Puts the fields under each other."""
        self.field("Format", self.format)
        self.field("Part", self.part, "How much of the map")
        self.field("Links away", self.links_away, "How many links away from what is selected")
        self.field("Layout", self.layouts, "What the cards stand like in the picture; on the map nothing moves")
        self.field("Colours", self.theme)
        self.field("Numbers", self.numbered, "The numbers are those of the outlines in Markdown and Word")
        self.field("Paper", self.sheets, "On how much paper the map is to go")
        self.field("Sheets lie", self.lying)
        self.field("Scale", self.scale, "Pixels for each unit of the map; 1 is the size on screen at 100 %")
        self.field("Size", self.size_label)
        for box in (self.format, self.part, self.theme, self.layouts, self.sheets, self.lying):
            box.activated.connect(self.refresh)
        self.numbered.toggled.connect(self.refresh)
        for spin in (self.links_away, self.scale):
            spin.valueChanged.connect(self.refresh)
        self.refresh()
        self.format.setFocus()

    def choice(self) -> ExportChoice:
        """What is chosen now."""
        kind, _, record_id = str(self.part.currentData()).partition(":")
        paper, _, how = str(self.sheets.currentData()).partition(" ")
        shown, words = self._shown(kind, record_id)
        moment = self._moment if kind in ("seen", "past") else None
        options = WriteOptions(
            theme=str(self.theme.currentData()),
            focus=record_id if kind == "focus" else None,
            depth=self.links_away.value(),
            provision=record_id if kind == "provision" else None,
            shown=shown,
            part=words,
            stood=past_words(self.session.debate, moment) if moment is not None else "",
            placed=kind in ("seen", "view"),
            layout=str(self.layouts.currentData()),
            numbered=self.numbered.isChecked(),
            paper=paper,
            orientation=str(self.lying.currentData()) if paper else "",
            tiled=how == "tiled",
            scale=self.scale.value() or None,
            places=dict(self.session.places),
        )
        return ExportChoice(str(self.format.currentData()), options, moment)

    def _shown(self, kind: str, record_id: str) -> tuple[frozenset[str] | None, str]:
        """The cards of the part that is chosen, None for all, and what they are in words."""
        if kind == "seen":
            return self._seen, "What the window shows"
        if kind == "selected":
            return self._selected(), "Selected cards"
        if kind == "view":
            view = self.session.debate.views[record_id]
            if record_id not in self._views:
                self._views[record_id] = shown_by(self.session.debate, view)
            return self._views[record_id], f"View “{view.name}”"
        return None, ""

    def problem(self) -> str:
        """What keeps the map from being exported so, as far as that is known by now."""
        choice = self.choice()
        if _package(choice.format_name) != "pictures":
            return ""
        size = self._sizes.of(choice.options, choice.moment)
        if isinstance(size, str):
            return size
        if size is None or choice.format_name != "png" or choice.options.scale is None:
            return ""
        from argmap.formats.pictures.png import refusal

        return refusal(*size, choice.options.scale)

    def refresh(self) -> None:
        """Shows the fields that matter, and the size."""
        choice = self.choice()
        package = _package(choice.format_name)
        picture, told = package == "pictures", package in ("pictures", "reports")
        shown = {
            self.part: told,
            self.links_away: told and choice.options.focus is not None,
            self.theme: picture,
            self.layouts: picture,
            self.numbered: picture,
            self.sheets: choice.format_name == "pdf",
            self.lying: choice.format_name == "pdf" and bool(choice.options.paper),
            self.scale: choice.format_name == "png",
            self.size_label: picture,
        }
        for widget, visible in shown.items():
            self.form.setRowVisible(widget, visible)
        if picture:
            size = self._sizes.of(choice.options, choice.moment)
            known = size_words(choice.format_name, choice.options, *size) if isinstance(size, tuple) else "…"
            self.size_label.setText("" if isinstance(size, str) else known)
        self.warn(self.problem())

    def _selected(self) -> frozenset[str]:
        """The cards that are selected."""
        selection = self.session.selection
        return frozenset((*selection.only(Table.STATEMENTS), *selection.only(Table.PROVISIONS)))

    def _offer_parts(self) -> None:
        self.part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.part.addItem("The whole map", "whole:")
        debate, selection = self.session.debate, self.session.selection
        if self._moment is not None:
            self.part.addItem(f"The map, {past_words(debate, self._moment).replace('As', 'as', 1)}", "past:")
        if self._seen:
            self.part.addItem("What the window shows now", "seen:")
        if len(self._selected()) > 1:
            self.part.addItem(f"The {len(self._selected())} selected cards", "selected:")
        for view in debate.views.values():
            self.part.addItem(f"The view “{wording.clipped(view.name, 60)}”", f"view:{view.id}")
        for statement_id in selection.only(Table.STATEMENTS)[-1:]:
            title = wording.clipped(title_of(debate.statements[statement_id], debate), 60)
            self.part.addItem(f"Around “{title}”", f"focus:{statement_id}")
        for provision_id in selection.only(Table.PROVISIONS)[-1:]:
            self.part.addItem(
                f"Around {wording.provision_name(debate.provisions[provision_id])}", f"focus:{provision_id}"
            )
        for provision, _ in provision_order(debate):
            self.part.addItem(f"What hangs on {wording.provision_name(provision)}", f"provision:{provision.id}")


def _offering(offered: tuple[tuple[str, str], ...]) -> QComboBox:
    """A box with names and what they are in words."""
    box = QComboBox()
    for name, label in offered:
        box.addItem(label, name)
    return box


def _package(format_name: str) -> str:
    """What kind of thing a format holds: "pictures" of the map, "reports" on it, or the whole debate."""
    writer = by_name(format_name).write
    return "" if writer is None else writer.__module__.split(".")[-2]
