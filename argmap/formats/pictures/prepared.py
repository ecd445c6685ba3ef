"""The picture and page that every picture format writes, from a debate and what was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.formats.parts import kept
from argmap.formats.registry import FormatError, WriteOptions
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
    from argmap.picture.palette import THEMES, paper_palette

    if options.theme not in THEMES:
        raise FormatError(f"There is no theme “{options.theme}”. Ask for {', '.join(THEMES[:-1])} or {THEMES[-1]}.")
    if options.layout and options.layout not in LAYOUTS:
        raise FormatError(f"There is no layout “{options.layout}”. Known are {', '.join(LAYOUTS)}.")
    fonts.load()
    verdicts = evaluate(debate)
    keep, about = kept(debate, options)
    shown = debate if keep is None else excerpt.excerpt(debate, keep, placed=options.placed)
    places = options.places if keep is None or options.placed else {}
    numbered = numbers(debate) if options.numbered else {}
    picture = compose(
        shown, verdicts, places=places, layout=options.layout, numbers=numbered, progress=options.progress
    )
    page = legend.page(picture, debate, date=options.last_edit, about=about)
    return Prepared(picture, page, paper_palette(options.theme), shown, verdicts, about)
