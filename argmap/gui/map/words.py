"""What the map says in words: of a card or link under the mouse, to a screen reader, and when it is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from argmap.gui.map.wording import VERBS
from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.kinds import TargetKind
from argmap.model.records import Statement
from argmap.picture.dates import show_date

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdict, Verdicts
    from argmap.gui.map.scene import Scene

_LONGEST = 300


def about_card(debate: Debate, verdicts: Verdicts | None, card_id: str) -> str:
    """What a card says, who said it, and how it fares; a line each."""
    statement, provision = debate.statements.get(card_id), debate.provisions.get(card_id)
    verdict: Verdict | None = None
    if statement is not None:
        names = [debate.authors[i].name for i in queries.authors_of(debate, statement)]
        by = ", ".join(name for name in names if name) if statement.passages else "nobody; the analyst's own"
        lines = [
            _short(queries.title_of(statement, debate)),
            f"{statement.kind.capitalize()}, said by {by or 'unknown'}",
            _passage(debate, statement),
        ]
        verdict = verdicts.statements.get(card_id) if verdicts is not None else None
    elif provision is not None:
        heading = " · ".join(part for part in (provision.citation, provision.title) if part)
        lines = [heading or "Provision", _short(provision.current.text), provision.current.status.capitalize()]
        verdict = verdicts.provisions.get(card_id) if verdicts is not None else None
    else:
        return ""
    return "\n".join(line for line in (*lines, in_words(verdict)) if line)


def about_link(debate: Debate, verdicts: Verdicts | None, relation_id: str) -> str:
    """Who does what to whom."""
    relation = debate.relations.get(relation_id)
    if relation is None:
        return "Amended: this statement brought about a version of the provision"
    sources = " and ".join(f"“{_named(debate, i)}”" for i in relation.sources)
    lines = [sources, relation.kind.label, f"“{_target(debate, relation.target.kind, relation.target.id)}”"]
    verdict = verdicts.relations.get(relation_id) if verdicts is not None else None
    return "\n".join(line for line in (*lines, in_words(verdict)) if line)


def in_full(scene: Scene, card_id: str, numbers: Mapping[str, int] | None = None) -> str:
    """A card with everything that it is linked to, as one line to be read out; cards that have a number are named by it."""
    debate, sight = scene.debate, scene.sight
    said = scene.board.cards[card_id].described or scene.board.cards[card_id].title
    parts = [said.rstrip(".")]

    def named(record_id: str, *, alone: bool = True) -> str:
        link = scene.board.links.get(record_id)
        if link is not None:
            return f"the link from {named(link.sources[0])} to {named(link.target, alone=False)}" if alone else "a link"
        number = numbers.get(record_id) if numbers is not None else None
        return str(number) if number is not None else f"“{_named(debate, record_id)}”"

    for link_id in sight.links_from(card_id):
        link = scene.board.links[link_id]
        others = [named(i) for i in link.sources if i != card_id]
        with_ = f" (with {', '.join(others)})" if others else ""
        parts.append(f"{VERBS[link.kind].capitalize()} {named(link.target)}{with_}")
    for link_id in sight.links_to(card_id):
        link = scene.board.links[link_id]
        parts.append(f"{' and '.join(named(i) for i in link.sources)} {VERBS[link.kind]} this")
    stub = sight.part.stubs.get(card_id)
    if stub:
        parts.append(f"{stub} more folded away")
    return ". ".join(parts) + "."


def in_words(verdict: Verdict | None) -> str:
    """A verdict as people say it, "" when there is none."""
    if verdict is None:
        return ""
    parts = [*((verdict.label.value,) if verdict.label is not None else ()), *(flag.value for flag in verdict.flags)]
    return ", ".join(parts).capitalize()


def when_empty(debate: Debate, is_open: bool) -> str:
    """What stands in the middle of a map without cards."""
    if not is_open:
        return "Open a debate to see its map."
    if debate.statements or debate.provisions:
        return ""
    tag = "tag a sentence in it with C, S or O: claim, support or objection. Its card appears here."
    return (
        f"Nothing on the map yet\n{'Read the thread (F5) and' if debate.posts else 'Add a thread (Ctrl+I) and'} {tag}"
    )


def _named(debate: Debate, record_id: str) -> str:
    if record_id in debate.statements:
        return _short(queries.title_of(debate.statements[record_id], debate), 80)
    provision = debate.provisions.get(record_id)
    return "" if provision is None else " · ".join(part for part in (provision.citation, provision.title) if part)


def _target(debate: Debate, kind: TargetKind, record_id: str) -> str:
    if kind is not TargetKind.RELATION:
        return _named(debate, record_id)
    hit = debate.relations[record_id]
    return f"{_named(debate, hit.sources[0])}” {hit.kind.label} “{_named(debate, hit.target.id)}"


def _short(text: str, longest: int = _LONGEST) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _passage(debate: Debate, statement: Statement) -> str:
    """The words of the first passage and when they were said, and how often the same is said elsewhere."""
    if not statement.passages:
        return ""
    first, *others = statement.passages
    day = show_date(debate.posts[first.post].posted_at)
    more = f" · and {len(others)} more" if others else ""
    return f"“{_short(queries.passage_text(debate, first))}”" + (f" {day}" if day else "") + more
