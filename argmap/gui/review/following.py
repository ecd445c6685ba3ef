"""How the review keeps up with the debate: it reads the items when it is seen, and takes up every edit without losing its
place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from argmap.analysis.inferred import counts
from argmap.analysis.lookalikes import Alike, lookalikes
from argmap.gui.jobs import Jobs
from argmap.gui.session import Session
from argmap.model.debate import Debate, Edit
from argmap.model.kinds import Table

if TYPE_CHECKING:
    from argmap.gui.review.review_view import ReviewView

AT_ONCE = 1500
"""Authors up to which those that look alike are found on the window's thread."""
MANY = 20_000
"""Posts from which the counts wait for a pause."""
PAUSE = 400
"""That pause, in milliseconds."""


class Following(QObject):
    """Listens to the session for one review. What happens while it is out of sight is read when it is seen again."""

    def __init__(self, session: Session, view: ReviewView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._stale = True
        self._jobs = Jobs(self)
        self._late = QTimer(self, singleShot=True)
        self._late.timeout.connect(self.count)
        session.opened.connect(self._on_opened)
        session.edited.connect(self._on_edited)
        session.closing.connect(self._jobs.wait)

    def catch_up(self) -> None:
        """Reads everything afresh if something changed while nobody looked."""
        if not self._stale:
            return
        view = self._view
        self._stale = False
        key = view.items.current.key if view.items.current is not None else None
        view.still = True
        view.model.show_debate(self._session.debate)
        self._propose()
        view.still = False
        self.count()
        row = view.model.row_of(key) if key is not None else -1
        view.go_to_row(row if row >= 0 else view.model.next_open(0))

    def stop(self) -> None:
        """Gives up what is being looked for."""
        if self._jobs.is_busy:
            self._jobs.cancel_all()
            self._stale = True

    def count(self) -> None:
        """Tells the counts anew."""
        view, file = self._view, self._session.file
        number = view.model.number
        view.head.show_reason(file.read_only_reason if file is not None and file.read_only else "")
        view.head.show_counts(counts(self._session.debate), number(None), number(None, opened=False))
        view.head.toggle.setChecked(view.model.settled)
        view.filters.show_numbers(number, view.model.kind)

    def _on_opened(self) -> None:
        self._jobs.wait()
        self._view.here = None
        self._stale = True
        if self._view.isVisible():
            self.catch_up()

    def _on_edited(self, edit: Edit) -> None:
        view = self._view
        for excerpt in (view.preview.here, view.preview.there):
            excerpt.drop_gone()
        if self._stale or not view.isVisible():
            self._stale = True
            return
        item, row, own = view.items.current, view.items.currentIndex().row(), view.still
        view.still = True
        opened = view.model.edited(edit)
        if edit.touches(Table.AUTHORS, Table.FINDINGS):
            opened += self._propose()
        view.still = own
        self._late.start(PAUSE if len(self._session.debate.posts) > MANY else 0)
        if own:
            return  # whoever makes the edit says what becomes current
        if view.here is not None and view.here in self._session.debate.posts:
            view.show_post(view.here)
            return
        view.here = None
        at = next((n for n in map(view.model.row_of, opened) if n >= 0), -1)  # what was undone is looked at again
        if at < 0 and item is not None:
            at = view.model.row_of(item.key)
        view.go_to_row(at if at >= 0 else min(row, view.model.rowCount() - 1))

    def _propose(self) -> list[tuple[str, str]]:
        """Looks for authors that look alike, in a job where there are many. Returns the keys of new ones."""
        debate = self._session.debate
        if len(debate.authors) <= AT_ONCE:
            return self._view.model.propose(namesakes(debate))
        snapshot = debate.snapshot()
        self._jobs.cancel_all()
        self._jobs.start("Comparing names", lambda progress: namesakes(snapshot), self._on_proposed)
        return []

    def _on_proposed(self, pairs: Sequence[Alike]) -> None:
        view = self._view
        known = self._session.debate.authors
        key = view.items.current.key if view.items.current is not None else None
        view.still = True
        view.model.propose([pair for pair in pairs if pair.kept in known and pair.other in known])
        view.still = False
        if view.here is None:
            view.go_to_row(max(0, view.model.row_of(key) if key is not None else 0))
        self.count()


def namesakes(debate: Debate) -> list[Alike]:
    """The authors whose names look alike; of two, the one with more posts is to be kept."""
    written = Counter(post.author for post in debate.posts.values() if post.author is not None)
    return lookalikes({author.id: author.name for author in debate.authors.values()}, written)
