"""The picture and page that every picture format writes, from a debate and what was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.formats.registry import FormatError, WriteOptions
from argmap.model import queries
from argmap.model.debate import Debate

if TYPE_CHECKING:
    from argmap.picture.drawing import Picture
    from argmap.picture.legend import Page
    from argmap.picture.palette import Palette


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture, the page that it stands on, and the colours it is drawn in."""

    picture: Picture
    page: Page
    colours: Palette


def prepared(debate: Debate, options: WriteOptions) -> Prepared:
    """Evaluates, lays out and measures. Raises FormatError for a focus, provision, layout or theme that does not exist."""
    from argmap.analysis.verdicts import evaluate
    from argmap.picture import excerpt, fonts, legend
    from argmap.picture.compose import LAYOUTS, compose
    from argmap.picture.paper import paper_palette

    if options.theme not in ("light", "dark"):
        raise FormatError(f"There is no theme “{options.theme}”. Ask for light or dark.")
    if options.layout and options.layout not in LAYOUTS:
        raise FormatError(f"There is no layout “{options.layout}”. Known are {', '.join(LAYOUTS)}.")
    fonts.load()
    verdicts = evaluate(debate)
    shown, about = debate, ""
    if options.provision is not None or options.focus is not None:
        keep, about = _kept(debate, options)
        shown = excerpt.excerpt(debate, keep)
    places = options.places if shown is debate else {}
    picture = compose(shown, verdicts, places=places, layout=options.layout)
    page = legend.page(picture, debate, date=options.last_edit, about=about)
    return Prepared(picture, page, paper_palette(options.theme))


def _kept(debate: Debate, options: WriteOptions) -> tuple[set[str], str]:
    """Which cards are shown, by id, and in words what they are."""
    from argmap.analysis.graph import below_provision, neighbourhood

    keep: set[str] | None = None
    words = []
    if options.provision is not None:
        provision = debate.provisions.get(options.provision)
        if provision is None:
            raise FormatError(f"There is no provision “{options.provision}” in this debate. Name one that it has.")
        keep = below_provision(debate, provision.id)
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
    return {i for i in keep or () if i not in debate.relations}, ", and ".join(words)


def _named(debate: Debate, record_id: str) -> str:
    if record_id in debate.statements:
        return queries.title_of(debate.statements[record_id], debate)
    provision = debate.provisions[record_id]
    return provision.citation or provision.title or "a provision"
