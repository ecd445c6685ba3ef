"""The paragraph styles of a Word document: which are headings, quotes or items of lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.formats.threads.xml_values import attribute, child, children

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"heading ?(\d)$", re.IGNORECASE)
_TITLES = frozenset({"title", "subtitle"})
_QUOTES = frozenset({"quote", "intense quote", "block text", "quotations", "zitat", "intensives zitat", "citation"})


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a style says of a paragraph: the level of a heading (0 for none), whether it is a quote, and its numbering."""

    level: int = 0
    is_quote: bool = False
    numbering: _Element | None = None


class Styles:
    """The styles of a document by their id; each inherits from the one that it is based on."""

    def __init__(self, root: _Element | None) -> None:
        self._elements = {attribute(s, "styleId"): s for s in children(root, "style")} if root is not None else {}
        self._known: dict[str, ParagraphStyle] = {}

    def of(self, paragraph: _Element) -> ParagraphStyle:
        """The style of a paragraph, with what the paragraph says for itself."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return ParagraphStyle()
        named = attribute(child(properties, "pStyle"), "val")
        style = self._style(named)
        outline = attribute(child(properties, "outlineLvl"), "val")
        if outline.isdecimal() and int(outline) < 9 and not style.level:
            return ParagraphStyle(int(outline) + 1, style.is_quote, style.numbering)
        return style

    def _style(self, style_id: str) -> ParagraphStyle:
        if style_id not in self._known:
            self._known[style_id] = self._made(style_id)
        return self._known[style_id]

    def _made(self, style_id: str) -> ParagraphStyle:
        level, is_quote = 0, False
        numbering: _Element | None = None
        seen: set[str] = set()
        while style_id and style_id not in seen:
            seen.add(style_id)
            element = self._elements.get(style_id)
            name = attribute(child(element, "name"), "val") if element is not None else style_id
            heading = _HEADING.match(name)
            level = level or (int(heading[1]) if heading else 1 if name.casefold() in _TITLES else 0)
            is_quote = is_quote or name.casefold() in _QUOTES
            if element is None:
                break
            properties = child(element, "pPr")
            if properties is not None:
                outline = attribute(child(properties, "outlineLvl"), "val")
                level = level or (int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else 0)
                numbering = child(properties, "numPr") if numbering is None else numbering
            style_id = attribute(child(element, "basedOn"), "val")
        return ParagraphStyle(level, is_quote, numbering)
