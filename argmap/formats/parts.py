"""Which part of a map is written: all of it, or what is chosen, near a card, or hangs on a provision."""

from __future__ import annotations

from argmap.formats.registry import FormatError, WriteOptions
from argmap.model import queries
from argmap.model.debate import Debate


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
    about = ", and ".join(words)
    return None if keep is None else {i for i in keep if i not in debate.relations}, about


def _named(debate: Debate, record_id: str) -> str:
    if record_id in debate.statements:
        return queries.title_of(debate.statements[record_id], debate)
    provision = debate.provisions[record_id]
    return provision.citation or provision.title or "a provision"
