"""What a view of posts owes to edits: none is missed, and none is taken up before somebody looks."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from argmap.gui.reader.document import Document


class PostsView(QAbstractScrollArea):
    """A scrolled area that shows a document, which subclasses set first of all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document
        self._behind = False

    @property
    def document(self) -> Document:
        """The posts, in which every edit is taken up before anybody looks."""
        self.catch_up()
        return self._document

    @document.setter
    def document(self, document: Document) -> None:
        self._document, self._behind = document, False

    @property
    def is_behind(self) -> bool:
        """Whether edits wait to be taken up."""
        return self._behind

    def refresh(self, posts: set[str], *, moved: bool, texts: bool) -> None:
        """Draws posts again after an edit: all from their texts up when ``texts`` or ``moved``, else headers and marks."""
        raise NotImplementedError

    def fall_behind(self) -> None:
        """Puts off taking up edits until the posts are asked for: nobody sees them now."""
        self._behind = True

    def catch_up(self) -> None:
        """Takes up the edits that were put off."""
        if self._behind:
            self._behind = False
            self._document.forget()
            self.refresh(set(), moved=True, texts=True)

    def drop_gone(self) -> bool:
        """Does without posts that are gone, of which a resize may come to know before anybody tells. Whether any were."""
        if not self.document.has_gone():
            return False
        self.refresh(set(), moved=True, texts=True)
        return True
