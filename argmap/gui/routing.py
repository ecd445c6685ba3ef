"""What each command and each wish of a view sets off: the window's wiring by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from argmap.gui.dialogs.picker import Choice, Picker
from argmap.gui.find import findable, sentence_with
from argmap.gui.map_routing import MapRouting
from argmap.gui.printing import Printing
from argmap.gui.review.review_routing import ReviewRouting
from argmap.gui.views import INSPECTOR, MAP, PANEL, READER, View
from argmap.model.debate import EditError
from argmap.model.edits import statements
from argmap.model.kinds import StatementKind, Table

if TYPE_CHECKING:
    from argmap.gui.main_window import MainWindow
    from argmap.store.debate_file import DebateFile


class Routing(QObject):
    """Knows the window and its parts; they do not know each other."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._offered: DebateFile | None = None
        self.review = ReviewRouting(window)
        self.map = MapRouting(window)
        self.printing = Printing(window.session, window.map, window.messages, window, window.jobs)
        window.files.seen = self.printing.seen
        window.files.moment = self.printing.moment
        self._handlers = self._of_files() | self._of_statements() | self._of_views() | self.map.handlers()

    def _of_files(self) -> dict[str, Callable[[], object]]:
        w = self._window
        return {
            "new": w.files.new,
            "open": w.files.choose,
            "open_folder": w.files.choose_folder,
            "open_copied": w.files.imports.open_copied,
            "open_sample": w.files.open_sample,
            "import_into": w.files.import_into,
            "import_folder": w.files.import_folder,
            "paste": w.files.imports.paste,
            "find_quotes": w.files.imports.find_quotes,
            "export": w.files.export,
            "print": self.printing.print,
            "print_preview": self.printing.preview,
            "copy_map": self.printing.copy,
            "save_copy": w.files.save_copy,
            "close": w.session.close,
            "quit": w.close,
            "undo": w.session.undo,
            "redo": w.session.redo,
            "find": self._find,
            "palette": self._command_palette,
            "keys": self._keys,
            "about": self._about,
        }

    def _of_statements(self) -> dict[str, Callable[[], object]]:
        w = self._window
        return {
            **{f"tag_{kind}": self._tagger(kind) for kind in StatementKind},
            "provision": w.reader.choose_provision,
            "topics": w.reader.choose_topics,
            "link": w.reader.link_statement,
            "merge": w.reader.merge_statement,
            "untag": w.reader.untag,
            "new_provision": lambda: self.on_provision_wanted(w.reader.selected_text(), ""),
            "own_statement": self._own_statement,
            "split_post": lambda: self.review.restructure("split", w.reader.split_here),
            "join_post": lambda: self.review.restructure("join", w.reader.join_with_previous),
        }

    def _of_views(self) -> dict[str, Callable[[], object]]:
        w = self._window
        return {
            **{view.value: self._shower(view) for view in View},
            "to_panel": lambda: w.views.go_to(PANEL),
            "to_reader": lambda: w.views.go_to(READER),
            "to_map": lambda: w.views.go_to(MAP),
            "to_inspector": lambda: w.views.go_to(INSPECTOR),
            **{f"theme_{mode}": self._themer(mode) for mode in ("system", "light", "dark")},
        }

    def on_chosen(self, name: str) -> None:
        """Runs a command."""
        self._handlers[name]()

    def on_file_wanted(self, path: str) -> None:
        """Opens a file."""
        self._window.files.open(Path(path))

    def on_job_failed(self, error: object) -> None:
        """Tells of a job that failed; what is not fit to show goes the way of every other fault."""
        from argmap.formats.registry import FormatError
        from argmap.store.debate_file import StoreError

        if isinstance(error, FormatError | StoreError | EditError):
            self._window.messages.problem(str(error))
        elif isinstance(error, Exception):
            raise error

    def on_provision_wanted(self, text: str, statement_id: str) -> None:
        """Asks for a new provision, from some words, and links a statement to it when one is named."""
        from argmap.gui.dialogs.provision_dialog import ProvisionDialog

        dialog = ProvisionDialog(self._window.session, self._window, text=text, statement_id=statement_id or None)
        dialog.open()

    def on_version_wanted(self, statement_id: str, provision_id: str) -> None:
        """Asks for a new version of a provision, brought about by a statement."""
        from argmap.gui.dialogs.version_dialog import VersionDialog

        dialog = VersionDialog(self._window.session, provision_id, self._window, because_of=statement_id or None)
        dialog.open()

    def on_gist_wanted(self, statement_id: str) -> None:
        """Puts the keyboard into the statement's gist."""
        window = self._window
        window.session.select(Table.STATEMENTS, statement_id)
        window.inspector.setVisible(True)
        window.inspector.edit_gist()

    def on_passage_wanted(self, statement_id: str) -> None:
        """Shows where a statement was made."""
        window = self._window
        if window.views.view is View.MAP:
            window.set_view(View.SPLIT)
        window.session.select(Table.STATEMENTS, statement_id)
        statement = window.session.debate.statements.get(statement_id)
        if statement is not None and statement.passages:
            passage = statement.passages[0]
            window.reader.go_to(passage.post, passage.start, passage.end)
            window.reader.setFocus()

    def on_place_wanted(self, post_id: str, start: int, end: int) -> None:
        """Shows some words of the thread; the selection stays."""
        if self._window.views.view not in (View.READ, View.SPLIT):
            self._window.set_view(View.SPLIT)
        self._window.reader.go_to(post_id, start, end)

    def on_unanswered_wanted(self) -> None:
        """Offers the unanswered objections, those with most backing first."""
        from argmap.analysis.matrix import unanswered
        from argmap.model.queries import title_of

        session = self._window.session
        choices = [
            Choice(f"{Table.STATEMENTS}:{s.id}", title_of(s, session.debate), "", s.kind)
            for s in unanswered(session.debate, session.verdicts)
        ]
        self._pick(choices, "Unanswered objections", self._window.status, self._select_found)

    def on_watch(self) -> None:
        """Offers to reload a file that somebody else has changed."""
        window = self._window
        file = window.session.file
        if file is not None and file.read_only and file is not self._offered and file.changed_on_disk():
            self._offered = file  # once is enough; who dismisses it has seen it
            window.messages.info(f"{Path(file.path).name} was changed by whoever holds it.", "Reload", self._reload)

    def _reload(self) -> None:
        file = self._window.session.file
        if file is not None:
            self._window.files.open(Path(file.path))

    def _tagger(self, kind: StatementKind) -> Callable[[], object]:
        def tag() -> None:
            self._window.reader.setFocus()
            self._window.reader.tag(kind)

        return tag

    def _shower(self, view: View) -> Callable[[], object]:
        return lambda: self._window.set_view(view)

    def _themer(self, mode: str) -> Callable[[], object]:
        def choose() -> None:
            self._window.settings.theme = mode
            self._window.theme.set_mode(mode)

        return choose

    def _find(self) -> None:
        choices = findable(self._window.session.debate)
        near = self._window.tools.search
        picker = self._pick(choices, "Find a post, statement or provision", near, lambda _: None)
        picker.picked.connect(lambda found: self._select_found(found, picker.typed))

    def _select_found(self, found: str, words: str = "") -> None:
        """Selects what was picked; in a post, the sentence that has the words."""
        table, _, record_id = found.partition(":")
        window = self._window
        window.session.select(Table(table), record_id)
        if table == Table.POSTS and window.reader.isVisible():
            place = sentence_with(window.session.debate.posts[record_id].text, words)
            if place is not None:
                window.reader.go_to(record_id, *place)
            window.reader.setFocus()

    def _command_palette(self) -> None:
        from argmap.gui.actions import COMMANDS, key_of

        choices = [
            Choice(command.name, command.text.rstrip("…"), key_of(command))
            for command in COMMANDS
            if command.name != "palette" and self._window.actions_[command.name].isEnabled()
        ]
        self._pick(choices, "Run a command", self._window.tools, lambda name: self._window.actions_[name].trigger())

    def _pick(self, choices: Sequence[Choice], title: str, near: QWidget, picked: Callable[[str], object]) -> Picker:
        picker = Picker(choices, title=title, parent=self._window, palette=self._window.theme.palette)
        picker.picked.connect(picked)
        picker.popup_near(QRect(near.mapToGlobal(QPoint(0, 0)), near.size()))
        return picker

    def _own_statement(self) -> None:
        """Adds a statement that nobody made, linked by "rests on" to the one that is selected, and asks for its words."""
        from argmap.model.edits import relations
        from argmap.model.ids import new_id
        from argmap.model.kinds import RelationKind, TargetKind
        from argmap.model.records import Target

        session = self._window.session
        selected = session.selection.only(Table.STATEMENTS)
        statement_id = new_id()
        edit = statements.tag(session.debate, StatementKind.CLAIM, gist="Implicit premise", statement_id=statement_id)
        if session.do(edit) and selected:
            target = Target(TargetKind.STATEMENT, selected[-1])
            session.do(relations.relate(session.debate, RelationKind.RESTS_ON, [statement_id], target), joins=True)
        self.on_gist_wanted(statement_id)

    def _keys(self) -> None:
        from argmap.gui.dialogs.keys_dialog import KeysDialog

        KeysDialog(self._window).open()

    def _about(self) -> None:
        from PySide6.QtCore import qVersion

        from argmap import __version__

        self._window.messages.info(
            f"argmap {__version__}, with Qt {qVersion()}. MIT licence; the typeface is Inter (OFL)."
        )
