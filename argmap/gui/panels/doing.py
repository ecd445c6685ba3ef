"""How panels and dialogs ask for edits."""

from __future__ import annotations

from collections.abc import Callable

from argmap.gui.session import Session
from argmap.model.debate import Debate, Edit, EditError

Maker = Callable[[Debate], Edit]
"""Makes an edit of the debate as it is when its turn comes."""


def ask(session: Session, *makers: Maker) -> bool:
    """Makes one edit after another, each of the debate that the one before left, and undone together. What cannot be done is
    told through ``session.refused``, takes the earlier ones back, and gives False."""
    done = False
    for make in makers:
        try:
            edit = make(session.debate)
        except EditError as error:
            session.refused.emit(str(error))
        else:
            if not edit:
                continue
            if session.do(edit, joins=done):
                done = True
                continue
        if done:
            session.undo()
        return False
    return True
