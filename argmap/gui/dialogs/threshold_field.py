"""A threshold as one writes it, read as one types, and its parts."""

from __future__ import annotations

from math import isfinite

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from argmap.model.kinds import Comparator
from argmap.model.records import Threshold

_NAMES = {
    Comparator.AT_LEAST: "at least",
    Comparator.MORE_THAN: "more than",
    Comparator.AT_MOST: "at most",
    Comparator.LESS_THAN: "less than",
    Comparator.EQUAL: "exactly",
}


class ThresholdField(QWidget):
    """Type "70B parameters", "over 1 trillion tokens", "10^24 FLOP", "$10M" or "70 %" and see what was understood; the parts
    can be set one by one. Empty means no threshold."""

    changed = Signal()
    """Another threshold was typed or put together."""

    def __init__(self, threshold: Threshold | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.written = QLineEdit()
        self.written.setPlaceholderText("70B parameters, at least 70 %, $10M …")
        self.written.setAccessibleName("Threshold")
        self.preview = QLabel()
        self.preview.setObjectName("thresholdPreview")
        self.preview.setWordWrap(True)
        self.measure = _part("Measure", "what is measured")
        self.comparator = QComboBox()
        self.comparator.setAccessibleName("Comparator")
        self.comparator.setToolTip("How the measure is held against the value")
        for comparator, name in _NAMES.items():
            self.comparator.addItem(f"{comparator.sign} {name}", comparator)
        self.value = _part("Value", "number")
        self.unit = _part("Unit", "unit")
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, parts in ((first, (self.measure, self.comparator)), (second, (self.value, self.unit))):
            row.setSpacing(6)
            for part in parts:
                row.addWidget(part, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.written)
        column.addWidget(self.preview)
        column.addLayout(first)
        column.addLayout(second)
        self.setFocusProxy(self.written)
        self._filling = False
        self.set_threshold(threshold)
        self.written.textEdited.connect(self._on_written)
        for line in (self.measure, self.value, self.unit):
            line.textEdited.connect(self._on_part_edited)
        self.comparator.activated.connect(self._on_part_edited)

    def set_threshold(self, threshold: Threshold | None) -> None:
        """Fills everything in."""
        self.written.setText(_shown(threshold))
        self._fill(threshold)
        self._tell()

    def threshold(self) -> Threshold | None:
        """What the parts say; None when they are empty or no threshold (see ``problem``)."""
        value = _number(self.value.text())
        if value is None:
            return None
        return Threshold(
            " ".join(self.measure.text().split()),
            Comparator(self.comparator.currentData()),
            value,
            " ".join(self.unit.text().split()),
        )

    def problem(self) -> str:
        """What is wrong, as a sentence, or ""."""
        value = self.value.text().strip()
        if value and _number(value) is None:
            return f"“{value}” is no number. Write the threshold's value as 70, 1.5e12 or 70B."
        if not value and self.written.text().strip():
            return f"“{self.written.text().strip()}” holds no number. Write the threshold as “70B parameters”, or leave it empty."
        if not value and (self.measure.text().strip() or self.unit.text().strip()):
            return "The threshold has no value. Write a number, or leave measure and unit empty."
        return ""

    def _on_written(self, text: str) -> None:
        from argmap.analysis.thresholds import parse

        self._fill(parse(text))
        self._tell()
        self.changed.emit()

    def _on_part_edited(self) -> None:
        self.written.setText(_shown(self.threshold()))
        self._tell()
        self.changed.emit()

    def _fill(self, threshold: Threshold | None) -> None:
        self.measure.setText(threshold.measure if threshold else "")
        self.value.setText(_digits(threshold.value) if threshold else "")
        self.unit.setText(threshold.unit if threshold else "")
        if threshold is not None:
            self.comparator.setCurrentIndex(self.comparator.findData(threshold.comparator))

    def _tell(self) -> None:
        threshold = self.threshold()
        if threshold is not None:
            words = f"Understood as {_shown(threshold)}"
            if threshold.measure and threshold.measure not in words:
                words += f" ({threshold.measure})"
        else:
            words = self.problem() or "No threshold"
        self.preview.setText(words)


def _part(name: str, placeholder: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setToolTip(name)
    line.setPlaceholderText(placeholder)
    return line


def _shown(threshold: Threshold | None) -> str:
    if threshold is None:
        return ""
    from argmap.analysis.thresholds import show

    return show(threshold)


def _digits(value: float) -> str:
    """A value as one would type it, exactly: whole numbers in groups of three, very large ones with an exponent."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:g}" if float(f"{value:g}") == value else repr(value)


def _number(text: str) -> float | None:
    """A number, written plainly or as a threshold is ("70B", "10^24")."""
    text = text.strip()
    if not text:
        return None
    try:
        value = float(text.replace(",", "").replace(" ", ""))
    except ValueError:
        from argmap.analysis.thresholds import parse

        found = parse(text)
        if found is None:
            return None
        value = found.value
    return value if isfinite(value) else None
