"""Which part of a map is written: all of it, or what is chosen, near a card, or hangs on a provision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.registry import FormatError, WriteOptions
from argmap.model import queries
from argmap.model.debate import Debate
from argmap.picture.dates import show_date

if TYPE_CHECKING:
    from argmap.analysis.past import Moment
    from argmap.model.records import View


def kept(debate: Debate, options: WriteOptions) -> tuple[set[str] | None, str]:
    """Which cards are shown, by id (None: all), and in words what they are. Raises FormatError for what is not there."""
    from argmap.analysis.graph import below_provision, neighbourhood

    keep: set[str] | None = None
    words = []
    if options.shown is not None:
        keep = {i for i in options.shown if i in debate.statements or i in debate.provisions}
        if not keep:
            raise FormatError("Nothing of the map is chosen. Select a card, or export the whole map.")
        words.append(options.part or "A part of the map")
    if options.provision is not None:
        provision = debate.provisions.get(options.provision)
        if provision is None:
            raise FormatError(f"There is no provision “{options.provision}” in this debate. Name one that it has.")
        below = below_provision(debate, provision.id)
        keep = below if keep is None else keep & below | {provision.id}
        words.append(f"What hangs on {provision.citation or provision.title or 'a provision'}")
    if options.focus is not None:
        if options.focus not in debate.statements and options.focus not in debate.provisions:
            raise FormatError(
                f"There is no statement or provision “{options.focus}” in this debate. Name one that it has."
            )
        near = neighbourhood(debate, options.focus, max(0, options.depth))
        keep = near if keep is None else keep & near | {options.focus}
        links = "1 link" if options.depth == 1 else f"{options.depth} links"
        words.append(f"What is within {links} of “{_named(debate, options.focus)}”")
    about = " · ".join(filter(None, (options.stood, ", and ".join(words))))
    return None if keep is None else {i for i in keep if i not in debate.relations}, about


def shown_by(debate: Debate, view: View) -> frozenset[str]:
    """The cards that the filters and folds of a view leave."""
    from argmap.analysis.verdicts import evaluate
    from argmap.picture.visible import visible

    part = visible(debate, evaluate(debate), view)
    return frozenset({*debate.statements, *debate.provisions} - part.hidden - part.dimmed)


def past_words(debate: Debate, moment: Moment) -> str:
    """A moment of the past in words, for example "As it stood on 13 Sep 2024"."""
    post = debate.posts.get(moment.post)
    if post is None:
        return f"As it stood on {show_date(moment.day)}"
    day = show_date((post.posted_at or "")[:10])
    return f"As it stood after {queries.author_name(debate, post)}{f', {day}' if day else ''}"


def _named(debate: Debate, record_id: str) -> str:
    if record_id in debate.statements:
        return queries.title_of(debate.statements[record_id], debate)
    provision = debate.provisions[record_id]
    return provision.citation or provision.title or "a provision"
