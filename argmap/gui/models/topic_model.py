"""The codebook, with how often each topic is used and which ones the selection has."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.gui.models import wording
from argmap.gui.models.outline_model import Line, OutlineModel
from argmap.gui.session import Selection, Session
from argmap.model.debate import Edit
from argmap.model.kinds import Table
from argmap.model.queries import topic_order


class TopicModel(OutlineModel):
    """A row for each topic: colour, name, number of statements; ticked when every selected statement has it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Table.TOPICS)
        session.selected.connect(self.on_selected)
        self.rebuild()

    def ordered(self) -> list[tuple[str, int]]:
        """Topics depth first."""
        return [(topic.id, depth) for topic, depth in topic_order(self.session.debate)]

    def line(self, record_id: str) -> Line:
        """What the row of a topic shows."""
        debate = self.session.debate
        topic = debate.topics[record_id]
        used = sum(1 for table, _ in debate.referrers(record_id) if table is Table.STATEMENTS)
        ticked = self.is_on_selection(record_id)
        selected = self.session.selection.only(Table.STATEMENTS)
        tip = topic.name + (f": {topic.definition}" if topic.definition else "")
        if selected:
            tip += f"\nSpace {'takes it from' if ticked else 'gives it to'} the selected statement"
        spoken = f"{topic.name}, {wording.counted(used, 'statement')}{', on the selected statement' if ticked else ''}"
        return Line(
            head="",
            text=topic.name,
            right=str(used) if used else "",
            dot=topic.colour or "none",
            ticked=ticked,
            tip=tip,
            spoken=spoken,
        )

    def is_on_selection(self, topic_id: str) -> bool:
        """Whether every selected statement has a topic."""
        selected = self.session.selection.only(Table.STATEMENTS)
        return bool(selected) and all(topic_id in self.session.debate.statements[i].topics for i in selected)

    def touched_rows(self, edit: Edit) -> Iterable[str] | None:
        """All rows when a count can have changed."""
        return None if edit.touches(Table.STATEMENTS) else edit.ids(Table.TOPICS)

    def on_selected(self, selection: Selection) -> None:
        """Ticks follow the selected statements."""
        self.touch()
