"""Pickers of authors: who wrote some posts, and who is the same person as somebody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from argmap.gui.dialogs.picker import Choice, Picker
from argmap.gui.models import wording
from argmap.gui.panels.doing import ask
from argmap.gui.session import Session
from argmap.model.edits import authors, posts
from argmap.picture.palette import Palette

_NOBODY = " nobody"


def author_picker(session: Session, post_ids: Sequence[str], parent: QWidget, palette: Palette) -> Picker:
    """Asks who wrote some posts, and makes the edit."""
    ids = list(post_ids)
    names = sorted({author.name for author in session.debate.authors.values() if author.name}, key=str.casefold)
    choices = [Choice(name, name) for name in names]
    if any(session.debate.posts[i].author is not None for i in ids):
        choices.append(Choice(_NOBODY, wording.UNKNOWN_AUTHOR))
    picker = Picker(
        choices,
        title="Author of the post" if len(ids) == 1 else f"Author of {len(ids)} posts",
        parent=parent,
        palette=palette,
        creates=lambda text: f"New author “{text}”" if text else "",
    )

    def write(name: str) -> None:
        ask(session, lambda d: posts.set_author(d, ids, name))

    picker.picked.connect(lambda name: write("" if name == _NOBODY else name))
    picker.created.connect(write)
    return picker


def same_author_picker(session: Session, author_id: str, parent: QWidget, palette: Palette) -> Picker:
    """Asks who an author is the same person as, and makes one of the two."""
    debate = session.debate
    others = sorted((a for a in debate.authors.values() if a.id != author_id), key=lambda a: a.name.casefold())
    name = debate.authors[author_id].name
    choices = [Choice(author.id, author.name or wording.UNKNOWN_AUTHOR) for author in others]
    picker = Picker(choices, title=f"{name} is the same person as…", parent=parent, palette=palette)
    picker.picked.connect(lambda kept: ask(session, lambda d: authors.merge(d, kept, author_id)))
    return picker
