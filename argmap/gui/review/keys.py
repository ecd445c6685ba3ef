"""The commands of the review: their keys, words and tips, for its buttons, its key handling and the page of keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the review. ``cap`` is its key for people, ``keys`` what is pressed; ``edits`` when it changes the
    debate."""

    name: str
    text: str
    cap: str
    keys: tuple[tuple[int, Qt.KeyboardModifier], ...]
    tip: str
    edits: bool = True


def _plain(*keys: Qt.Key) -> tuple[tuple[int, Qt.KeyboardModifier], ...]:
    return tuple((key, _NONE) for key in keys)


COMMANDS = (
    Command(
        "accept", "Accept", "A", _plain(Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_Enter), "It is right (A or Enter)"
    ),
    Command(
        "reject",
        "Reject",
        "X",
        _plain(Qt.Key.Key_X, Qt.Key.Key_Delete),
        "It is wrong (X or Delete); a post that does not begin here is joined to the one before it",
    ),
    Command(
        "accept_above",
        "Accept all as sure",
        "⇧A",
        ((Qt.Key.Key_A, _SHIFT),),
        "Accept everything of this kind that is as sure as this or surer (Shift+A)",
    ),
    Command("source", "Source…", "U", _plain(Qt.Key.Key_U), "Choose what a quote repeats, or what a post answers (U)"),
    Command("split", "Split", "S", _plain(Qt.Key.Key_S), "Split the post at the sentence under the cursor below (S)"),
    Command("join", "Join", "J", _plain(Qt.Key.Key_J), "Join the post with the one above it (J)"),
    Command(
        "speaker", "Speaker…", "W", _plain(Qt.Key.Key_W), "Say who wrote the post, or all selected in the thread (W)"
    ),
    Command("merge", "Same person…", "M", _plain(Qt.Key.Key_M), "Make one author of two (M)"),
    Command(
        "aside",
        "Set aside",
        "D",
        _plain(Qt.Key.Key_D),
        "Set the post aside as noise, kept and marked, or bring it back (D)",
    ),
    Command("reopen", "Open again", "O", _plain(Qt.Key.Key_O), "Undecide what was settled (O)"),
    Command("go", "Go to", "G", _plain(Qt.Key.Key_G), "Show the place in the reader (G)", edits=False),
)
SETTLED = Command("settled", "Show settled", "T", _plain(Qt.Key.Key_T), "Show what was decided too (T)", edits=False)
BY_KEY = {pressed: command.name for command in (*COMMANDS, SETTLED) for pressed in command.keys}

PAGE = (
    ("↓ ↑", "next, previous item"),
    *(
        (c.cap.replace("⇧", "Shift+"), f"{c.tip[:1].lower()}{c.tip[1:].rpartition(' (')[0]}")
        for c in (*COMMANDS, SETTLED)
    ),
    ("Enter Delete", "accept, reject"),
    ("1–8", "show all, or one kind of item"),
    ("Tab Esc", "to the thread and the texts, back to the list"),
    ("Shift+↑ ↓", "in the thread: select a run of posts"),
)
"""What the page of keys says of the review."""
