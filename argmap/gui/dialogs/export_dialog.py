"""The dialog that asks what to export, and how. It writes nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QSpinBox, QWidget

from argmap.formats.registry import FormatError, WriteOptions, by_name, formats
from argmap.gui.dialogs.form_dialog import FormDialog
from argmap.gui.models import wording
from argmap.gui.session import Session
from argmap.model.kinds import Table
from argmap.model.queries import provision_order, title_of

_USUAL = ("svg", "png", "pdf")
"""Formats that are offered first."""
_THEMES = (("light", "Light, on white"), ("dark", "Dark"), ("grey", "Grey, for printers without colour"))
_SHEETS = (
    ("", "A page that suits the map"),
    *((f"{paper} fitted", f"One page of {paper}") for paper in ("A4", "A3", "Letter")),
    *((f"{paper} tiled", f"In its own size over sheets of {paper}") for paper in ("A4", "A3", "Letter")),
)


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What was chosen: the name of a format and what its writer is asked for."""

    format_name: str
    options: WriteOptions


class ExportDialog(FormDialog):
    """Format, part, theme and, for pixels, the scale with the size that comes of it."""

    def __init__(self, session: Session, parent: QWidget | None = None, *, seen: frozenset[str] | None = None) -> None:
        """``seen`` are the cards that the window shows, where that is not all of the map."""
        super().__init__(session, "Export", "Export…", parent)
        self._sizes: dict[tuple[object, ...], tuple[float, float]] = {}
        self._seen = seen
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
        self.theme = QComboBox()
        for name, label in _THEMES:
            self.theme.addItem(label, name)
        self.numbered = QCheckBox("Number the cards as an outline does")
        self.sheets = QComboBox()
        for name, label in _SHEETS:
            self.sheets.addItem(label, name)
        self.scale = QDoubleSpinBox()
        self.scale.setRange(0.1, 8.0)
        self.scale.setSingleStep(0.5)
        self.scale.setDecimals(2)
        self.scale.setValue(2.0)
        self.size_label = QLabel()
        self.size_label.setWordWrap(True)
        self._lay_out()

    def _lay_out(self) -> None:
        """Puts the fields under each other."""
        self.field("Format", self.format)
        self.field("Part", self.part, "How much of the map")
        self.field("Links away", self.links_away, "How many links away from what is selected")
        self.field("Colours", self.theme)
        self.field("Numbers", self.numbered, "The numbers are those of the outlines in Markdown and Word")
        self.field("Paper", self.sheets, "On how much paper the map is to go")
        self.field("Scale", self.scale, "Pixels for each unit of the map; 1 is the size on screen at 100 %")
        self.field("Size", self.size_label)
        for box in (self.format, self.part, self.theme, self.sheets):
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
        shown = {"seen": self._seen, "selected": self._selected()}.get(kind)
        options = WriteOptions(
            theme=str(self.theme.currentData()),
            focus=record_id if kind == "focus" else None,
            depth=self.links_away.value(),
            provision=record_id if kind == "provision" else None,
            shown=shown,
            part={"seen": "What the window shows", "selected": "Selected cards"}.get(kind, ""),
            placed=kind == "seen",
            numbered=self.numbered.isChecked(),
            paper=paper,
            tiled=how == "tiled",
            scale=self.scale.value(),
            places=dict(self.session.places),
        )
        return ExportChoice(str(self.format.currentData()), options)

    def problem(self) -> str:
        """What keeps the map from being exported so."""
        choice = self.choice()
        if choice.format_name != "png":
            return ""
        from argmap.formats.pictures.png import MOST_PIXELS

        try:
            width, height = self._measure(choice.options)
        except FormatError as error:
            return str(error)
        pixels = math.ceil(width * choice.options.scale) * math.ceil(height * choice.options.scale)
        if pixels <= MOST_PIXELS:
            return ""
        most = math.floor(100 * math.sqrt(MOST_PIXELS / (width * height))) / 100
        return f"A PNG can have 100 megapixels and this has {pixels / 1e6:.0f}. Choose a scale of {most:g} or less, or SVG or PDF."

    def refresh(self) -> None:
        """Shows the fields that matter, and the size."""
        choice = self.choice()
        package = _package(choice.format_name)
        picture, told = package == "pictures", package in ("pictures", "reports")
        shown = {
            self.part: told,
            self.links_away: told and choice.options.focus is not None,
            self.theme: picture,
            self.numbered: picture,
            self.sheets: choice.format_name == "pdf",
            self.scale: choice.format_name == "png",
            self.size_label: picture,
        }
        for widget, visible in shown.items():
            self.form.setRowVisible(widget, visible)
        if picture:
            self.size_label.setText(self._size_words(choice))
        self.warn(self.problem())

    def _size_words(self, choice: ExportChoice) -> str:
        try:
            width, height = self._measure(choice.options)
        except FormatError as error:
            return str(error)
        if choice.format_name == "png":
            wide, high = math.ceil(width * choice.options.scale), math.ceil(height * choice.options.scale)
            return f"{wide:,} × {high:,} pixels, {wide * high / 1e6:.1f} megapixels"
        if choice.format_name == "pdf":
            from argmap.formats.pictures.pdf import sheet
            from argmap.picture.tiling import oriented

            if choice.options.tiled:
                return (
                    f"{0.75 * width * 0.3528:.0f} × {0.75 * height * 0.3528:.0f} mm over several sheets, with an index"
                )
            paper = choice.options.paper
            wide_points, high_points = (
                oriented(paper, "", width > height) if paper else sheet(0.75 * width, 0.75 * height)
            )
            return f"One page of {wide_points * 0.3528:.0f} × {high_points * 0.3528:.0f} mm"
        return f"{width:.0f} × {height:.0f} units"

    def _measure(self, options: WriteOptions) -> tuple[float, float]:
        """Width and height of the page in map units; the same for all scales and themes. Raises FormatError."""
        key = (options.focus, options.depth if options.focus else 0, options.provision, options.shown, options.numbered)
        if key not in self._sizes:
            from argmap.formats.pictures.prepared import prepared

            page = prepared(self.session.debate, options).page
            self._sizes[key] = (page.width, page.height)
        return self._sizes[key]

    def _selected(self) -> frozenset[str]:
        """The cards that are selected."""
        selection = self.session.selection
        return frozenset((*selection.only(Table.STATEMENTS), *selection.only(Table.PROVISIONS)))

    def _offer_parts(self) -> None:
        self.part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.part.addItem("The whole map", "whole:")
        debate, selection = self.session.debate, self.session.selection
        if self._seen:
            self.part.addItem("What the window shows now", "seen:")
        if len(self._selected()) > 1:
            self.part.addItem(f"The {len(self._selected())} selected cards", "selected:")
        for statement_id in selection.only(Table.STATEMENTS)[-1:]:
            title = wording.clipped(title_of(debate.statements[statement_id], debate), 60)
            self.part.addItem(f"Around “{title}”", f"focus:{statement_id}")
        for provision_id in selection.only(Table.PROVISIONS)[-1:]:
            self.part.addItem(
                f"Around {wording.provision_name(debate.provisions[provision_id])}", f"focus:{provision_id}"
            )
        for provision, _ in provision_order(debate):
            self.part.addItem(f"What hangs on {wording.provision_name(provision)}", f"provision:{provision.id}")


def _package(format_name: str) -> str:
    """What kind of thing a format holds: "pictures" of the map, "reports" on it, or the whole debate."""
    writer = by_name(format_name).write
    return "" if writer is None else writer.__module__.split(".")[-2]
