"""What the keys of the review do: decide the current item, or put right the posts that are selected in the thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from argmap.analysis.inferred import Item, Kind, above, post_before
from argmap.gui.dialogs.picker import Picker
from argmap.gui.panels.author_picker import author_picker, same_author_picker
from argmap.gui.panels.doing import Maker, ask
from argmap.gui.review import choosers, decisions, keys, words
from argmap.gui.review.preview import place_of
from argmap.gui.session import Session
from argmap.model.debate import EditError
from argmap.model.edits import posts
from argmap.model.kinds import Table
from argmap.picture.palette import LIGHT

if TYPE_CHECKING:
    from argmap.gui.review.review_view import ReviewView

_ON_ITEMS = {"accept", "reject", "accept_above", "source", "reopen"}
_NEEDS_POST = {"split", "join", "speaker", "merge", "aside", "go"}


class Acts(QObject):
    """The commands of one review, by name."""

    told = Signal(str)
    """Something was done; the sentence to show."""
    hinted = Signal(str)
    """Why a key did nothing."""
    place_wanted = Signal(str, int, int)
    """A place is to be shown in the reader: post, start, end."""

    def __init__(self, session: Session, view: ReviewView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self.colours = LIGHT
        self._by_name: dict[str, Callable[[], object]] = {
            "accept": self.accept,
            "reject": self.reject,
            "accept_above": self.accept_above,
            "source": self.choose_source,
            "split": self.split,
            "join": self.join,
            "speaker": self.set_speaker,
            "merge": self.merge,
            "aside": self.set_aside,
            "reopen": self.reopen,
            "go": self.go,
            "settled": self._view.toggle_settled,
        }

    def run(self, name: str) -> None:
        """Does what a command says, or tells why not."""
        reason = self.why_not(name)
        if reason:
            self.hinted.emit(reason)
        else:
            self.hinted.emit("")
            self._by_name[name]()

    def why_not(self, name: str) -> str:
        """Why a command can do nothing now, "" when it can."""
        if name == "settled":
            return ""
        edits = next(command.edits for command in keys.COMMANDS if command.name == name)
        if edits and self._session.read_only:
            file = self._session.file
            return file.read_only_reason if file is not None else "Open a debate first."
        if name in _ON_ITEMS:
            return self._why_not_decide(name)
        item = self._item
        if name == "merge" and item is not None and item.kind is Kind.AUTHORS and item.is_open:
            return ""
        if name == "split" and self._view.preview.has_cursor:
            return ""  # wherever the cursor is
        if name in _NEEDS_POST and not self.targets():
            return "This is about no post in particular. Tab to the thread and select one."
        if name == "merge" and self._author() is None:
            return "Nobody knows who wrote this. W says who did."
        return ""

    def targets(self) -> list[str]:
        """The posts that a key would act on: those selected in the thread while it has the keyboard, else the item's."""
        debate = self._session.debate
        if self._view.in_thread:
            return [i for i in self._view.posts_list.selected_ids() if i in debate.posts]
        item = self._item
        place = place_of(debate, item) if item is not None else None
        return [place[0]] if place is not None else []

    def accept(self) -> None:
        """The item is right."""
        item = self._item
        if item is not None:
            self._do(decisions.accepting(self._session.debate, [item]))

    def reject(self) -> None:
        """The item is wrong."""
        item = self._item
        if item is not None:
            self._do(decisions.rejecting(self._session.debate, item))

    def accept_above(self) -> None:
        """Everything of the item's kind that is at least as sure is right. One step, told with its count."""
        item = self._item
        if item is None:
            return
        items = above(self._view.model.shown, item)
        if self._do(decisions.accepting(self._session.debate, items)):
            sure = f" from {item.confidence:.2f} up" if item.confidence is not None else ""
            what = words.counted_items(len(items), item.kind)
            self.told.emit(f"Accepted {what}{sure}. Ctrl+Z takes that back.")

    def choose_source(self) -> None:
        """Asks what a quote repeats, or what a post answers."""
        item = self._item
        if item is None:
            return
        if item.kind is Kind.QUOTE:
            quote_id = item.record
            picker = choosers.source_picker(self._session.debate, quote_id, self._view, self.colours)
            picker.picked.connect(lambda chosen: self._take_source(quote_id, chosen))
        else:
            post_id = item.record
            picker = choosers.parent_picker(self._session.debate, post_id, self._view, self.colours)
            picker.picked.connect(
                lambda chosen: self._do([lambda d: posts.set_parent(d, post_id, choosers.parent_of(chosen))])
            )
        self._pop_up(picker)

    def split(self) -> None:
        """Splits the post under the cursor before its sentence."""
        here = self._view.place_of_cursor()
        if here is None:
            self.hinted.emit("Put the cursor on a sentence below first: Tab goes there.")
            return
        debate = self._session.debate
        try:
            edit = posts.split(debate, *here)
        except EditError as error:
            self._session.refused.emit(str(error))
            return
        second = next(c.id for c in edit.changes if c.before is None and c.table is Table.POSTS)
        if self._do([lambda d: edit], stays=True):
            self._view.show_post(second)

    def join(self) -> None:
        """Joins the post with the one above it: in the thread list the one above there, else the one before it in its
        source."""
        debate = self._session.debate
        target = self.targets()[-1]
        in_list = self._view.posts_list.hasFocus()
        upper = self._view.thread_model.previous(target) if in_list else post_before(debate, target)
        settles = decisions.boundary_at(debate, target)
        listed = self._view.in_thread
        done = self._do([lambda d: decisions.joined(d, target, upper), *settles], stays=listed)
        if done and listed and upper is not None:
            self._view.show_post(upper)

    def set_speaker(self) -> None:
        """Asks who wrote the posts."""
        self._pop_up(author_picker(self._session, self.targets(), self._view, self.colours))

    def merge(self) -> None:
        """Makes one of the item's two authors, or asks who the author of the post is the same person as."""
        item = self._item
        if item is not None and item.kind is Kind.AUTHORS and item.is_open and not self._view.in_thread:
            self.accept()
            return
        author = self._author()
        if author is not None:
            self._pop_up(same_author_picker(self._session, author, self._view, self.colours))

    def set_aside(self) -> None:
        """Sets posts aside as noise, or brings them back."""
        targets = self.targets()
        self._do([lambda d: decisions.aside(d, targets)], stays=self._view.in_thread)

    def reopen(self) -> None:
        """Makes a settled item an open one."""
        item = self._item
        if item is None:
            return
        self._do(decisions.reopening(item), stays=True)

    def go(self) -> None:
        """Shows the place in the reader."""
        item = self._item
        if not self._view.in_thread and item is not None:
            place = place_of(self._session.debate, item)
            if place is not None:
                self.place_wanted.emit(*place)
        elif self.targets():
            self.place_wanted.emit(self.targets()[-1], 0, 0)

    @property
    def _item(self) -> Item | None:
        return self._view.items.current

    def _why_not_decide(self, name: str) -> str:
        item = self._item
        if item is None:
            return "Nothing is left to decide here."
        if self._view.in_thread:
            return "Esc goes back to the list, where items are decided."
        if (name == "accept_above" and not item.is_open) or (name == "accept" and item.kind is Kind.NOISE):
            return "This is settled."
        if name == "reopen" and item.is_open:
            return "This is open."
        if name == "source" and item.kind not in (Kind.QUOTE, Kind.PARENT):
            return "Only quotes and answers have a source."
        if name == "reopen" and item.kind not in decisions.REOPENED:
            return "How sure the import was of this is no longer known. Ctrl+Z takes the last decisions back."
        if not item.is_open and item.kind is Kind.AUTHORS:
            return "They were kept apart. M makes one of them after all, Ctrl+Z takes the last decisions back."
        return ""

    def _author(self) -> str | None:
        targets = self.targets()
        return self._session.debate.posts[targets[-1]].author if targets else None

    def _take_source(self, quote_id: str, chosen: str) -> None:
        debate = self._session.debate
        if quote_id not in debate.quotes:
            return
        if chosen == choosers.ANOTHER:
            picker = choosers.post_picker(debate, quote_id, self._view, self.colours)
            picker.picked.connect(lambda post: self._take_source(quote_id, choosers.place_in(debate, quote_id, post)))
            self._pop_up(picker)
            return
        self._do(decisions.sourcing(debate, quote_id, choosers.passage_of(chosen)))

    def _do(self, makers: Sequence[Maker], *, stays: bool = False) -> bool:
        """Makes edits as one step. Unless it ``stays``, the next open item becomes current."""
        with self._view.deciding(stays=stays):
            return ask(self._session, *makers)

    def _pop_up(self, picker: Picker) -> None:
        near: QWidget = self._view.posts_list if self._view.in_thread else self._view.items
        rect = near.visualRect(near.currentIndex())  # type: ignore[attr-defined]
        rect = QRect(near.viewport().mapToGlobal(rect.topLeft()), rect.size())  # type: ignore[attr-defined]
        if rect.isEmpty():
            rect = QRect(near.mapToGlobal(QPoint(0, 0)), near.size())
        picker.popup_near(rect)


def select_place(session: Session, item: Item | None) -> None:
    """Selects the post that an item is about, in every view."""
    place = place_of(session.debate, item) if item is not None else None
    if place is not None:
        session.select(Table.POSTS, place[0])
