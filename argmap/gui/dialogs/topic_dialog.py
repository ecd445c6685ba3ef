"""The dialog for a topic: name, colour, definition, place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from argmap.gui.dialogs.form_dialog import FormDialog, text_field
from argmap.gui.models import topic_colours
from argmap.gui.panels.doing import Maker, ask
from argmap.gui.session import Session
from argmap.model.edits import topics
from argmap.model.ids import new_id
from argmap.model.queries import topic_order


class TopicDialog(FormDialog):
    """Makes a topic, or edits one."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        topic_id: str | None = None,
        below: str | None = None,
        name: str = "",
    ) -> None:
        adds = topic_id is None
        super().__init__(session, "New topic" if adds else "Edit topic", "Add" if adds else "Save", parent)
        self.topic_id = topic_id
        self.topic_id_made = ""
        known = session.debate.topics.get(topic_id or "")
        self.name = QLineEdit(known.name if known else name)
        self.colour = QComboBox()
        self._offer_colours(known.colour if known else _free_colour(session))
        self.definition = text_field(known.definition if known else "")
        self.above = QComboBox()
        self._offer_parents(known.parent if known else below)
        self.field("Name", self.name)
        self.field("Colour", self.colour)
        self.field("Definition", self.definition, "When a statement belongs to it; Ctrl+Enter accepts")
        self.field("Below", self.above, "The topic that it is a part of")
        self.name.setFocus()
        self.name.selectAll()

    def problem(self) -> str:
        """What keeps the topic from being saved."""
        name = " ".join(self.name.text().split())
        if not name:
            return "A topic needs a name. Type one."
        above = self.above.currentData()
        for other in self.session.debate.topics.values():
            if other.parent == above and other.id != self.topic_id and other.name.casefold() == name.casefold():
                return f"There is a topic “{other.name}” here already. Choose another name."
        return ""

    def save(self) -> bool:
        """Makes one undo step of everything."""
        name, colour = self.name.text(), str(self.colour.currentData())
        definition, above = self.definition.toPlainText(), self.above.currentData()
        if self.topic_id is None:
            made = self.topic_id_made = new_id()
            return ask(
                self.session,
                lambda d: topics.add(d, name, colour=colour, definition=definition, parent=above, topic_id=made),
            )
        topic_id = self.topic_id
        makers: list[Maker] = []
        known = self.session.debate.topics.get(topic_id)
        if known is not None and above != known.parent:
            makers.append(lambda d: topics.move(d, topic_id, above))
        makers.append(lambda d: topics.revise(d, topic_id, name=name, colour=colour, definition=definition))
        return ask(self.session, *makers)

    def _offer_colours(self, chosen: str) -> None:
        colours = list(topic_colours.CYCLE)
        if chosen.lower() not in colours:
            colours.append(chosen)
        for colour in colours:
            name = topic_colours.name_of(colour) or "none"
            self.colour.addItem(_swatch(colour), name.capitalize() if not name.startswith("#") else name, colour)
        self.colour.setCurrentIndex(
            max(0, self.colour.findData(chosen.lower() if chosen.lower() in colours else chosen))
        )

    def _offer_parents(self, chosen: str | None) -> None:
        self.above.addItem("Nothing, it stands at the top", None)
        own_depth: int | None = None
        for topic, depth in topic_order(self.session.debate):
            if topic.id == self.topic_id:
                own_depth = depth
                continue
            if own_depth is not None and depth > own_depth:
                continue  # it is below the one that is edited
            own_depth = None
            self.above.addItem("    " * depth + topic.name, topic.id)
        self.above.setCurrentIndex(max(0, self.above.findData(chosen)) if chosen is not None else 0)


def _free_colour(session: Session) -> str:
    return topic_colours.next_colour(topic.colour for topic in session.debate.topics.values())


def _swatch(colour: str) -> QIcon:
    """A dot of a colour."""
    pixmap = QPixmap(16, 16)
    pixmap.fill(Qt.GlobalColor.transparent)
    if colour:
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(2, 2, 12, 12)
        painter.end()
    return QIcon(pixmap)
