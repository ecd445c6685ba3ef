"""The picture and page that every picture format writes, from a debate and what was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.formats.registry import FormatError, WriteOptions
from argmap.model import queries
from argmap.model.debate import Debate

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdicts
    from argmap.picture.drawing import Picture
    from argmap.picture.legend import Page
    from argmap.picture.palette import Palette


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture, the page that it stands on, and the colours it is drawn in; the debate that it shows, which may be a part of
    the one asked for, with the verdicts on the whole, and in words what part that is ("" for all)."""

    picture: Picture
    page: Page
    colours: Palette
    shown: Debate
    verdicts: Verdicts
    about: str


def prepared(debate: Debate, options: WriteOptions) -> Prepared:
    """Evaluates, lays out and measures. Raises FormatError for a focus, provision, layout or theme that does not exist."""
    from argmap.analysis.verdicts import evaluate
    from argmap.picture import excerpt, fonts, legend
    from argmap.picture.compose import LAYOUTS, compose
    from argmap.picture.numbering import numbers
    from argmap.picture.palette import THEMES
    from argmap.picture.paper import paper_palette

    if options.theme not in THEMES:
        raise FormatError(f"There is no theme “{options.theme}”. Ask for {', '.join(THEMES[:-1])} or {THEMES[-1]}.")
    if options.layout and options.layout not in LAYOUTS:
        raise FormatError(f"There is no layout “{options.layout}”. Known are {', '.join(LAYOUTS)}.")
    fonts.load()
    verdicts = evaluate(debate)
    keep, about = kept(debate, options)
    shown = debate if keep is None else excerpt.excerpt(debate, keep, placed=options.shown is not None)
    places = options.places if keep is None or options.shown is not None else {}
    numbered = numbers(debate) if options.numbered else {}
    picture = compose(shown, verdicts, places=places, layout=options.layout, numbers=numbered)
    page = legend.page(picture, debate, date=options.last_edit, about=about)
    return Prepared(picture, page, paper_palette(options.theme), shown, verdicts, about)


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
