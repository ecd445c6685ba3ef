"""Asks for the days that the map is narrowed to."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from argmap.gui.dialogs.form_dialog import FormDialog
from argmap.gui.map.map_view import MapView


class DaysDialog(FormDialog):
    """First and last day, either of which may be left out."""

    def __init__(self, view: MapView, parent: QWidget | None = None) -> None:
        super().__init__(view.session, "Narrow the map by days", "Show", parent)
        self._map = view
        asked = view.showing.view
        self.since, self.until = QLineEdit(asked.since), QLineEdit(asked.until)
        for label, field in (("From", self.since), ("To", self.until)):
            field.setPlaceholderText("year-month-day, or nothing")
            self.field(label, field, "Both days are included; for example 2024-09-13")

    def problem(self) -> str:
        for field in (self.since, self.until):
            try:
                _day(field)
            except ValueError:
                return f"“{field.text().strip()}” is no day. Write it as year-month-day, for example 2024-09-13."
        if _day(self.since) > _day(self.until) > "":
            return "The last day is before the first one. Exchange them."
        return ""

    def save(self) -> bool:
        self._map.showing.narrow(since=_day(self.since), until=_day(self.until))
        return True


def _day(field: QLineEdit) -> str:
    """The day in a field as year-month-day, however it was written, "" for none; raises ValueError for anything else."""
    text = field.text().strip()
    return date.fromisoformat(text).isoformat() if text else ""
