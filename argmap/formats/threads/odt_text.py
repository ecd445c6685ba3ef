"""The words of an OpenDocument text (OASIS OpenDocument 1.3): headings, lists, tables and notes. What tracked changes took out
stands apart in such a file, and is not read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from argmap.formats.registry import FormatError
from argmap.formats.threads.document_facts import fact_date, fact_name, fact_title
from argmap.formats.threads.paragraph_body import DocumentParagraph, body_of_paragraphs, cleaned
from argmap.formats.threads.thread import Note, PostDraft
from argmap.formats.threads.times import from_iso
from argmap.formats.threads.told import counted
from argmap.formats.threads.xml_values import attribute, child, children, local, text_in, value
from argmap.formats.threads.zip_parts import Parts
from argmap.model.kinds import BlockKind, FindingLevel

if TYPE_CHECKING:
    from lxml.etree import _Element

_SKIPPED = frozenset(["tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "note-citation"])
_QUOTES = ("quotation", "quote", "zitat")
_LONG_CELL = 200  # characters of a cell above which a table is there for the layout


def document(data: bytes, name: str) -> PostDraft:
    """The post that an OpenDocument text is. Raises FormatError for what is none, or is made to do harm."""
    parts = Parts(data, name, "OpenDocument text")
    if b"encryption-data" in (parts.read("META-INF/manifest.xml") or b""):
        raise FormatError(f"“{PurePath(name).name}” has a password. Save it without one first.")
    root = parts.xml("content.xml")
    body = child(root, "body") if root is not None else None
    text = child(body, "text") if body is not None else None
    if root is None or text is None:
        raise FormatError(
            f"“{PurePath(name).name}” has no text in it, as OpenDocument texts have. Save it as .odt again."
        )
    reading = _Reading(_parents(root))
    paragraphs = [*reading.paragraphs(text), *reading.notes()]
    facts = _facts(parts)
    told = []
    if reading.remarks:
        verb = "is" if reading.remarks == 1 else "are"
        text_told = f"{counted(reading.remarks, 'remark')} in the margin {verb} left out of this document."
        told.append(Note(FindingLevel.INFO, "format", text_told))
    return PostDraft(
        author=fact_name(value(facts, "initial-creator") or value(facts, "creator")) if facts is not None else "",
        posted_at=fact_date(value(facts, "creation-date") or value(facts, "date"), from_iso)
        if facts is not None
        else None,
        title=fact_title(value(facts, "title")) if facts is not None else "",
        body=body_of_paragraphs(paragraphs),
        notes=told,
    )


def _facts(parts: Parts) -> _Element | None:
    """The document's properties, None where they are absent or damaged."""
    try:
        root = parts.xml("meta.xml")
    except FormatError:
        return None
    return child(root, "meta") if root is not None else None


def _parents(root: _Element) -> dict[str, str]:
    """The named style that each automatic style is made of."""
    styles = child(root, "automatic-styles")
    if styles is None:
        return {}
    return {attribute(style, "name"): attribute(style, "parent-style-name") for style in children(styles, "style")}


class _Reading:
    """The paragraphs of a text in order, and the notes that they refer to."""

    def __init__(self, parents: dict[str, str]) -> None:
        self._parents = parents
        self._notes: list[str] = []
        self.remarks = 0

    def paragraphs(self, root: _Element) -> Iterator[DocumentParagraph]:
        """The paragraphs below an element."""
        waiting: list[tuple[Iterator[_Element], int, str]] = [(iter(children(root)), 0, "")]
        while waiting:
            elements, depth, marker = waiting[-1]
            element = next(elements, None)
            if element is None:
                waiting.pop()
                continue
            kind = local(element)
            if kind in ("p", "h"):
                yield self._paragraph(element, depth, marker)
                waiting[-1] = (elements, depth, "")
            elif kind == "list":
                waiting.append((iter(children(element)), depth + 1, ""))
            elif kind == "table-row" and (row := self._row(element)):
                yield DocumentParagraph(row, is_row=True)
            elif kind not in _SKIPPED:
                number = child(element, "number") if kind == "list-item" else None
                waiting.append((iter(children(element)), depth, text_in(number).strip()))

    def notes(self) -> Iterator[DocumentParagraph]:
        """The footnotes and endnotes, in the order of their marks."""
        for number, said in enumerate(self._notes, 1):
            yield DocumentParagraph(f"[{number}] {said}", BlockKind.FOOTNOTE)

    def _paragraph(self, element: _Element, depth: int, marker: str) -> DocumentParagraph:
        text = self._words(element)
        style = attribute(element, "style-name")
        named = (self._parents.get(style) or style).casefold()
        if local(element) == "h":
            level = attribute(element, "outline-level")
            return DocumentParagraph(text, BlockKind.HEADING, int(level) if level.isdecimal() and len(level) < 3 else 1)
        if named in ("title", "subtitle"):
            return DocumentParagraph(text, BlockKind.HEADING, 1)
        if named.startswith(_QUOTES):
            return DocumentParagraph(text, BlockKind.QUOTE, 1)
        if depth:
            return DocumentParagraph(f"{marker} {text}".strip() if text.strip() else "", BlockKind.LIST_ITEM, depth)
        return DocumentParagraph(text)

    def _row(self, row: _Element) -> str:
        """A row of short cells as a line; "" for a row of one cell, or of long ones."""
        texts = (
            cleaned(" ".join(text_in(p) for p in cell.iter() if local(p) == "p"))
            for cell in children(row, "table-cell")
        )
        cells = [text.replace("\n", " ") for text in texts if text]
        return " | ".join(cells) if len(cells) > 1 and all(len(cell) <= _LONG_CELL for cell in cells) else ""

    def _words(self, paragraph: _Element) -> str:
        """The text of a paragraph, the marks of its notes in brackets; white space as OpenDocument counts it (6.1.2)."""
        pieces: list[str] = []
        waiting: list[tuple[_Element, Iterator[_Element]]] = []

        def enter(element: _Element) -> None:
            pieces.append(" ".join((element.text or "").split("\n")))
            waiting.append((element, iter(element)))

        enter(paragraph)
        while waiting:
            element, inside = waiting[-1]
            inner = next(inside, None)
            if inner is None:
                waiting.pop()
                target = attribute(element, "href") if local(element) == "a" else ""
                said = text_in(element).strip()
                bare = target.removeprefix("mailto:").removeprefix("https://").removeprefix("http://").rstrip("/")
                if target and not target.startswith("#") and said and bare not in said:
                    pieces.append(f" ({target})")
                if element is not paragraph:
                    pieces.append(element.tail or "")
                continue
            kind = local(inner)
            if kind in ("tab", "s", "line-break"):
                pieces += ("\n" if kind == "line-break" else " ", inner.tail or "")
            elif kind == "note":
                self._notes.append(cleaned(text_in(child(inner, "note-body"))).replace("\n", " "))
                pieces += (f"[{len(self._notes)}]", inner.tail or "")
            elif kind in _SKIPPED or not kind:
                self.remarks += kind == "annotation"
                pieces.append(inner.tail or "")
            else:
                enter(inner)
        return "".join(pieces)
