"""The posts of the debate in thread order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from argmap.gui.models import wording
from argmap.gui.models.outline_model import Line, OutlineModel, placed
from argmap.gui.session import Session
from argmap.model.debate import Edit
from argmap.model.kinds import PostStatus, StatementKind, Table
from argmap.model.queries import statements_of_post, thread_order
from argmap.model.records import Post, Statement

WEIGHT = (
    StatementKind.CONCESSION,
    StatementKind.OBJECTION,
    StatementKind.CLAIM,
    StatementKind.SUPPORT,
    StatementKind.QUESTION,
)
"""Kinds of statement from the one that colours a post first to the one that does last."""


class ThreadModel(OutlineModel):
    """A row for each post: who, the first words, how many statements, and the kind of the weightiest of them."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Table.POSTS)
        self.rebuild()

    def ordered(self) -> list[tuple[str, int]]:
        """Posts depth first."""
        return [(post.id, depth) for post, depth in thread_order(self.session.debate)]

    def line(self, record_id: str) -> Line:
        """What the row of a post shows."""
        debate = self.session.debate
        post = debate.posts[record_id]
        statements = statements_of_post(debate, record_id)
        kinds = {statement.kind for statement in statements}
        weightiest = next((kind.value for kind in WEIGHT if kind in kinds), "none")
        author = wording.author_of(debate, post)
        words = wording.opening_words(post)
        guess = wording.is_guess(post)
        tip = f"{author}: {words}"
        if guess:
            tip += f"\nParent {wording.how_parent_is_known(post)}"
        count = wording.counted(len(statements), "statement")
        return Line(
            head=author,
            text=words,
            right=str(len(statements)) if statements else "",
            dot=weightiest,
            guess=guess,
            faded=post.status is not PostStatus.OK,
            tip=tip,
            spoken=f"{author}: {words}, {count}{', parent is a guess' if guess else ''}",
        )

    def on_edited(self, edit: Edit) -> None:
        """Takes up an edit. Where it gives one post another parent, only that and what is below it move."""
        moved = [c.id for c in edit.changes if c.table is Table.POSTS and placed(c.before) != placed(c.after)]
        if len(moved) == 1 and moved[0] in self._place and moved[0] in self.session.debate.posts:
            self._move(self.session.debate.posts[moved[0]])
        else:
            super().on_edited(edit)

    def _move(self, post: Post) -> None:
        """Puts a post and what is below it in the place that it has now."""
        posts, order = self.session.debate.posts, self._order
        first = self._place[post.id]
        last, depth = _end(order, first), order[first][1]
        rest = order[:first] + order[last:]
        above, below = -1, 0
        if post.parent is not None:
            above = self._place[post.parent]
            above -= last - first if above >= last else 0
            below = rest[above][1] + 1
        end = len(rest) if above < 0 else _end(rest, above)
        rank = post.position, post.id
        siblings = ((at, posts[rest[at][0]]) for at in range(above + 1, end) if rest[at][1] == below)
        at = next((at for at, other in siblings if (other.position, other.id) > rank), end)
        rest[at:at] = [(each, deep - depth + below) for each, deep in order[first:last]]
        self.take(rest)

    def touched_rows(self, edit: Edit) -> Iterable[str] | None:
        """Posts that changed, and those in which a changed statement is said."""
        if edit.touches(Table.AUTHORS):
            return None
        posts = edit.ids(Table.POSTS)
        for change in edit.changes:
            for record in (change.before, change.after):
                if isinstance(record, Statement):
                    posts.update(passage.post for passage in record.passages)
        return posts


def _end(order: Sequence[tuple[str, int]], first: int) -> int:
    """Where what is below a row ends."""
    deeper = range(first + 1, len(order))
    return next((place for place in deeper if order[place][1] <= order[first][1]), len(order))
