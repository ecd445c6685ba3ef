"""The words of a Word document: paragraphs with their styles, lists with their numbers, tables, footnotes. Tracked insertions
are in, tracked deletions are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from argmap.formats.registry import FormatError
from argmap.formats.threads.document_facts import fact_date, fact_name, fact_title
from argmap.formats.threads.docx_numbers import Numbers
from argmap.formats.threads.docx_styles import Styles
from argmap.formats.threads.paragraph_body import DocumentParagraph, body_of_paragraphs, cleaned
from argmap.formats.threads.thread import Note, PostDraft
from argmap.formats.threads.times import from_iso
from argmap.formats.threads.xml_values import attribute, child, children, local, value
from argmap.formats.threads.zip_parts import Parts
from argmap.model.kinds import BlockKind, FindingLevel

if TYPE_CHECKING:
    from lxml.etree import _Element

_SKIPPED = frozenset(
    [
        "del",
        "moveFrom",
        "Fallback",
        "txbxContent",
        "pPr",
        "rPr",
        "instrText",
        "delText",
        "tblPr",
        "trPr",
        "tcPr",
        "sdtPr",
        "annotationRef",
    ]
)
_LONG_CELL = 200  # characters of a cell above which a table is there for the layout


def document(data: bytes, name: str) -> PostDraft:
    """The post that a Word document is. Raises FormatError for what is none, or is made to do harm."""
    parts = Parts(data, name, "Word document")
    root = parts.xml(_main(parts))
    if root is None:
        raise FormatError(
            f"“{PurePath(name).name}” is a zip file without a Word document in it. Unpack it, and open what is inside."
        )
    return _Document(parts, root).post()


def _main(parts: Parts) -> str:
    """The name of the part with the text."""
    usual = "word/document.xml"
    others = (part for part in parts.names() if part.startswith("word/document") and part.endswith(".xml"))
    return usual if usual in parts.names() else next(others, usual)


@dataclass(slots=True)
class _Counts:
    deleted: int = 0
    inserted: int = 0
    remarks: int = 0
    embedded: int = 0


@dataclass(slots=True)
class _Words:
    """The text of a paragraph as it is put together, and the text boxes that hang on it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)


class _Document:
    """A Word document on its way to a post."""

    def __init__(self, parts: Parts, root: _Element) -> None:
        self._parts = parts
        self._root = root
        self._styles = Styles(self._part("styles"))
        self._numbers = Numbers(self._part("numbering"))
        self._targets = self._links()
        self._notes: list[tuple[str, str]] = []  # kind and id, in the order of their marks
        self._counts = _Counts()

    def post(self) -> PostDraft:
        """The post, with notes on what was left out."""
        root = child(self._root, "body")
        paragraphs = list(self._paragraphs(self._root if root is None else root))
        paragraphs += self._footnotes()
        body = body_of_paragraphs(paragraphs)
        facts = self._facts()
        return PostDraft(
            author=fact_name(value(facts, "creator")) if facts is not None else "",
            posted_at=fact_date(value(facts, "created"), from_iso) if facts is not None else None,
            title=fact_title(value(facts, "title")) if facts is not None else "",
            body=body,
            notes=self._doubts(),
        )

    def _part(self, stem: str) -> _Element | None:
        return self._aside(f"word/{stem}.xml")

    def _facts(self) -> _Element | None:
        return self._aside("docProps/core.xml")

    def _aside(self, part: str) -> _Element | None:
        """A part that the text can do without, None where it is damaged."""
        try:
            return self._parts.xml(part)
        except FormatError:
            return None

    def _links(self) -> dict[str, str]:
        """What the hyperlinks of the document point to, by the id of their relation."""
        root = self._aside("word/_rels/document.xml.rels")
        relations = children(root, "Relationship") if root is not None else ()
        external = (r for r in relations if attribute(r, "TargetMode") == "External")
        return {attribute(r, "Id"): attribute(r, "Target") for r in external if "hyperlink" in attribute(r, "Type")}

    def _paragraphs(self, root: _Element) -> Iterator[DocumentParagraph]:
        """The paragraphs below an element in reading order; those of text boxes follow the one that they hang on."""
        waiting = [iter(children(root))]
        while waiting:
            element = next(waiting[-1], None)
            if element is None:
                waiting.pop()
                continue
            kind = local(element)
            if kind == "p":
                words = self._words(element)
                yield self._paragraph(element, "".join(words.pieces))
                waiting += (iter(children(box)) for box in reversed(words.boxes))
            elif kind == "tr":
                cells = self._cells(element)
                if len(cells) > 1 and all(len(cell) <= _LONG_CELL for cell in cells):
                    yield DocumentParagraph(" | ".join(cells), is_row=True)
                else:
                    waiting.append(iter(children(element)))
            elif kind in ("del", "moveFrom"):
                self._counts.deleted += 1
            elif kind not in _SKIPPED:
                waiting.append(iter(children(element)))

    def _cells(self, row: _Element) -> list[str]:
        """The cells of a table's row as text, those that say nothing left out; counts nothing."""
        found: list[str] = []
        for cell in children(row, "tc"):
            words = " ".join(
                "".join(t.text or "" for t in p.iter() if local(t) == "t") for p in cell.iter() if local(p) == "p"
            )
            found += [cleaned(words).replace("\n", " ")] if cleaned(words) else []
        return found

    def _words(self, paragraph: _Element) -> _Words:
        words = _Words()
        waiting: list[tuple[Iterator[_Element], str]] = [(iter(children(paragraph)), "")]
        while waiting:
            element = next(waiting[-1][0], None)
            if element is None:
                self._end(words, waiting.pop()[1])
                continue
            kind = local(element)
            if kind in ("del", "moveFrom"):
                self._counts.deleted += 1
            elif kind == "txbxContent":
                words.boxes.append(element)
            elif kind in _SKIPPED:
                continue
            elif not self._leaf(kind, element, words):
                target = self._targets.get(attribute(element, "id"), "") if kind == "hyperlink" else ""
                self._counts.inserted += kind in ("ins", "moveTo")
                mark = f"{len(words.pieces)}\0{target}" if target else ""
                waiting.append((iter(children(element)), mark))
        return words

    def _end(self, words: _Words, mark: str) -> None:
        """Puts a link's target after its words, unless they are that already."""
        if not mark:
            return
        start, _, target = mark.partition("\0")
        said = "".join(words.pieces[int(start) :]).strip()
        short = target.removeprefix("mailto:").removeprefix("https://").removeprefix("http://").rstrip("/")
        if said and short not in said and not target.startswith("#"):
            words.pieces.append(f" ({target})")

    def _leaf(self, kind: str, element: _Element, words: _Words) -> bool:
        """Adds what an element says itself; False for one that holds others."""
        if kind == "t":
            words.pieces.append("".join(str(t) for t in element.itertext()))
        elif kind in ("tab", "ptab"):
            words.pieces.append("\t")
        elif kind in ("br", "cr"):
            words.pieces.append("\n")
        elif kind == "noBreakHyphen":
            words.pieces.append("-")
        elif kind in ("footnoteReference", "endnoteReference"):
            self._notes.append((kind.removesuffix("Reference"), attribute(element, "id")))
            words.pieces.append(f"[{len(self._notes)}]")
        elif kind == "commentReference":
            self._counts.remarks += 1
        elif kind == "docPr":
            shown = attribute(element, "descr")
            words.pieces += [f"[image: {' '.join(shown.split())}]"] if shown else []
        elif kind in ("object", "OLEObject"):
            self._counts.embedded += 1
        else:
            return False
        return True

    def _paragraph(self, element: _Element, text: str) -> DocumentParagraph:
        style = self._styles.of(element)
        properties = child(element, "pPr")
        given = child(properties, "numPr") if properties is not None else None
        number = self._numbers.next(given if given is not None else style.numbering) if text.strip() else None
        if style.level:
            lead = number.text if number and number.text else ""
            return DocumentParagraph(f"{lead} {text}".strip(), BlockKind.HEADING, style.level)
        if style.is_quote:
            return DocumentParagraph(text, BlockKind.QUOTE, 1)
        if number is not None:
            return DocumentParagraph(f"{number.text} {text}".strip(), BlockKind.LIST_ITEM, number.level + 1)
        return DocumentParagraph(text)

    def _footnotes(self) -> Iterator[DocumentParagraph]:
        """The footnotes and endnotes that have a mark in the text, under the mark's number."""
        texts: dict[tuple[str, str], list[str]] = {}
        for kind in sorted({kind for kind, _ in self._notes}):
            root = self._part(f"{kind}s")
            for note in children(root, kind) if root is not None else ():
                lines = ["".join(self._words(p).pieces) for p in note.iter() if local(p) == "p"]
                texts[kind, attribute(note, "id")] = lines
        for number, key in enumerate(list(self._notes), 1):
            said = " ".join(cleaned(line) for line in texts.get(key, ()))
            yield DocumentParagraph(f"[{number}] {said}".strip() if said.strip() else "", BlockKind.FOOTNOTE)

    def _doubts(self) -> list[Note]:
        counts = self._counts
        told = (
            (counts.deleted, "1 tracked deletion is left out", "{:,} tracked deletions are left out"),
            (counts.inserted, "1 tracked insertion is kept", "{:,} tracked insertions are kept"),
            (counts.remarks, "1 remark in the margin is left out", "{:,} remarks in the margin are left out"),
            (counts.embedded, "1 embedded object is left out", "{:,} embedded objects are left out"),
        )
        sentences = [(one if count == 1 else several.format(count)) for count, one, several in told if count]
        return [Note(FindingLevel.INFO, "format", f"{sentence} of this document.") for sentence in sentences]
