"""The line at the foot of the window: how much there is, what is unanswered, what runs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QToolButton, QWidget

from argmap.gui.jobs import Job, Jobs
from argmap.gui.models.wording import counted
from argmap.gui.session import Session
from argmap.picture.palette import LIGHT, Palette


class Hint(QLabel):
    """A line that gives way to a narrow window and ends in an ellipsis there."""

    def minimumSizeHint(self) -> QSize:
        return QSize(1, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


class StatusBar(QStatusBar):
    """Counts at the left, hints in the middle, layout time and zoom at the right; a running job shows itself with Cancel."""

    unanswered_wanted = Signal()
    """The user asks for the unanswered objections."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._job: Job | None = None
        self.setSizeGripEnabled(False)
        self._counts = QLabel()
        self._unanswered = QToolButton()
        self._unanswered.setAutoRaise(True)
        self._unanswered.setToolTip("Objections that nobody attacks or answers: show them")
        self._unanswered.clicked.connect(self.unanswered_wanted)
        self._conceded = QLabel()
        self._hint = Hint()
        self._layout = QLabel()
        self._zoom = QLabel()
        self._zoom.setToolTip("Zoom of the map (Ctrl++, Ctrl+-, Ctrl+0)")
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setFixedWidth(160)
        self._cancel = QPushButton("Cancel")
        self._cancel.clicked.connect(jobs.cancel_all)
        for widget in (self._counts, self._unanswered, self._conceded):
            self.addWidget(widget)
        self.addWidget(self._hint, 1)
        for permanent in (self._bar, self._cancel, self._layout, self._zoom):
            self.addPermanentWidget(permanent)
        jobs.started.connect(self._on_job_started)
        jobs.ended.connect(self._on_job_ended)
        session.opened.connect(self.refresh)
        session.edited.connect(self.refresh)
        session.judged.connect(self.refresh)
        self._show_job(False)
        self.set_zoom(1.0)
        self.set_palette(LIGHT)
        self.refresh()

    def refresh(self) -> None:
        """Counts afresh."""
        there = self._session.is_open
        for widget in (self._counts, self._unanswered, self._conceded):
            widget.setVisible(there)
        if not there:
            return
        debate = self._session.debate
        parts = (
            ("post", len(debate.posts)),
            ("statement", len(debate.statements)),
            ("provision", len(debate.provisions)),
        )
        self._counts.setText(" · ".join(counted(count, word) for word, count in parts))
        self._unanswered.setVisible(bool(debate.statements))
        self._conceded.setVisible(bool(debate.statements))
        if debate.statements:
            flags = [flag for v in self._session.verdicts.statements.values() for flag in v.flags]
            open_ones, conceded = flags.count("unanswered"), flags.count("conceded")  # type: ignore[arg-type]
            self._unanswered.setText(f"● {open_ones} unanswered objection{'s' * (open_ones != 1)}")
            self._conceded.setText(f"{conceded} conceded")

    def set_hint(self, text: str) -> None:
        """Says which keys are possible now."""
        self._hint.setText(text)

    def set_zoom(self, factor: float) -> None:
        """Shows the map's zoom, 1.0 being actual size."""
        self._zoom.setText(f"{round(factor * 100)} %")

    def set_layout_time(self, milliseconds: float) -> None:
        """Shows how long the last layout took."""
        took = f"{max(1, round(milliseconds))} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"
        self._layout.setText(f"Laid out in {took}")

    def show_map_labels(self, shown: bool) -> None:
        """Shows or hides what belongs to the map."""
        self._layout.setVisible(shown)
        self._zoom.setVisible(shown)

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._unanswered.setStyleSheet(
            f"QToolButton {{ color: {palette.ink['objection']}; border: none; padding: 2px 6px; }}"
        )
        self._conceded.setStyleSheet(f"color: {palette.ink['concession']}")

    def _show_job(self, shown: bool) -> None:
        self._bar.setVisible(shown)
        self._cancel.setVisible(shown)

    def _on_job_started(self, job: Job) -> None:
        self._job = job
        self._bar.setValue(0)
        self._bar.setAccessibleName(job.label)
        self._cancel.setToolTip(f"Cancel: {job.label}")
        self.set_hint(job.label)
        job.progressed.connect(self._on_progressed)
        self._show_job(True)

    def _on_progressed(self, fraction: float, message: str) -> None:
        self._bar.setValue(round(fraction * 100))
        self.set_hint(message)

    def _on_job_ended(self, job: Job) -> None:
        if not self._jobs.is_busy:
            self._show_job(False)
            self.set_hint("")
