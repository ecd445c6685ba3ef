"""Finding words on the map: the cards that have them, numbered in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from argmap.gui.map.sight import Sight
from argmap.gui.map.walking import reading_order
from argmap.model import queries
from argmap.model.debate import Debate

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView


class Finder(QObject):
    """The hits of a search, hidden cards among them, and which of them was gone to last."""

    changed = Signal()
    """Other hits, or another one is current."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._map = view
        self.hits: list[str] = []
        self.words = ""
        self._texts: dict[str, str] = {}
        self._read_at: tuple[int, int] | None = None

    @property
    def number(self) -> int:
        """The number of the hit that is selected, from 1; 0 when none is."""
        current = self._map.session.selection.current
        return self.hits.index(current) + 1 if current in self.hits else 0

    def search(self, words: str) -> None:
        """Numbers the cards that have all the words, in whatever they say, who said it, or their topics."""
        self.words = words
        wanted = words.casefold().split()
        self._read()
        order = reading_order(Sight(self._map.scene.board)) if wanted else []
        self.hits = [i for i in order if all(word in self._texts.get(i, "") for word in wanted)]
        self._map.overlay.hits = {i: n for n, i in enumerate(self.hits, start=1)}
        self._map.viewport().update()
        self.changed.emit()

    def refresh(self) -> None:
        """Searches again, the map being another one."""
        if self.words:
            self.search(self.words)

    def go(self, by: int) -> None:
        """Selects the next hit, or the one before, round and round."""
        if not self.hits:
            self._map.hinted.emit(f"Nothing on the map has “{self.words}”" if self.words else "Type / to find words")
            return
        start = self.number - 1 if self.number else (-1 if by > 0 else 0)
        found = self.hits[(start + by) % len(self.hits)]
        self._map.choices.pick(found)
        self._map.showing.uncover((found,))
        self._map.reveal(found)
        self.changed.emit()

    def _read(self) -> None:
        debate = self._map.scene.debate
        if self._read_at != (id(debate), debate.revision):
            self._read_at = (id(debate), debate.revision)
            self._texts = {i: _text(debate, i) for i in (*debate.statements, *debate.provisions)}


def _text(debate: Debate, card_id: str) -> str:
    """All that a card is found by, folded for comparison."""
    statement = debate.statements.get(card_id)
    if statement is None:
        provision = debate.provisions[card_id]
        return " ".join((provision.citation, provision.title, provision.current.text)).casefold()
    parts = [
        statement.gist,
        statement.kind.value,
        *(queries.passage_text(debate, passage) for passage in statement.passages),
        *(debate.authors[i].name for i in queries.authors_of(debate, statement)),
        *(debate.topics[i].name for i in statement.topics),
    ]
    return " ".join(parts).casefold()
