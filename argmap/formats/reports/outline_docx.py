"""DOCX: the map as a numbered outline, with the table of provisions, for a word processor."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from argmap.formats.registry import Format, WriteOptions
from argmap.model.debate import Debate

if TYPE_CHECKING:
    from docx.document import Document

    from argmap.formats.reports.outline import Account, Entry

_INDENT = 18.0
"""Points by which each level stands further in."""
_DEEPEST = 8


def write(debate: Debate, options: WriteOptions) -> bytes:
    """The outline as a document. Numbers are typed, so that they are those of the cards. Raises FormatError for a part that
    does not exist."""
    import io

    import docx

    from argmap.formats.reports.outline import account

    told = account(debate, options)
    document = docx.Document()
    _describe(document, told.title, options.last_edit)
    document.add_heading(told.title, level=0)
    document.add_paragraph(told.about)
    document.add_paragraph(told.stamp)
    if told.provisions:
        document.add_heading("Provisions", level=1)
        _add_table(document, told)
    document.add_heading("Outline", level=1)
    if not told.entries:
        document.add_paragraph("Nothing has been tagged yet.")
    for entry in told.entries:
        _add_entry(document, entry)
    written = io.BytesIO()
    document.save(written)
    return _settled(written.getvalue())


def _describe(document: Document, title: str, last_edit: str) -> None:
    """What the file says of itself. The time is that of the last edit, so that the same debate gives the same bytes."""
    try:
        moment = datetime.fromisoformat(last_edit)
        when = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    except (ValueError, OverflowError):  # the second: a moment that is in no year from 1 to 9999 there
        when = datetime(1980, 1, 1)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title[:255], "", "Made with argmap"
    properties.created = properties.modified = when.replace(microsecond=0)
    properties.revision = 1


def _add_table(document: Document, told: Account) -> None:
    table = document.add_table(rows=1, cols=len(told.columns))
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, told.columns, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    for row in told.provisions:
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = words


def _add_entry(document: Document, entry: Entry) -> None:
    left = min(entry.depth, _DEEPEST) * _INDENT
    head = _add(document, left, 6)
    head.add_run(f"{entry.number} · {entry.kind.capitalize()}: ").bold = True
    head.add_run(entry.title)
    if entry.verdict:
        head.add_run(f" — {entry.verdict}").italic = True
    head.paragraph_format.keep_with_next = True
    left += _INDENT
    if entry.ties:
        ties = "; ".join(tie.in_words for tie in entry.ties)
        _add(document, left).add_run(f"{ties[:1].upper()}{ties[1:]}.")
    if entry.reason:
        _add(document, left).add_run(entry.reason)
    for saying in entry.sayings:
        quoted = _add(document, left + _INDENT)
        quoted.add_run(f"“{saying.words}” — ").italic = True
        if saying.permalink:
            _add_link(quoted, saying.by, saying.permalink)
        else:
            quoted.add_run(saying.by)
    if not entry.sayings and entry.kind != "provision":
        _add(document, left).add_run("Said by nobody: the analyst’s own.")
    for change in entry.changes:
        _add(document, left).add_run(change.in_words)
    if entry.topics:
        _add(document, left).add_run(f"Topics: {', '.join(entry.topics)}")
    if entry.note:
        _add(document, left).add_run(f"Note: {entry.note}")


def _add(document: Document, left: float, before: float = 0.0) -> Any:
    """A paragraph that stands in by so many points."""
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Pt(left)
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(3)
    return paragraph


def _add_link(paragraph: Any, words: str, address: str) -> None:
    """A hyperlink at the end of a paragraph (ECMA-376, part 1, 17.16.22)."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(words)
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _settled(data: bytes) -> bytes:
    """The same document with one time on all of its parts."""
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for part in parts.infolist():
            settled = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            settled.compress_type = zipfile.ZIP_DEFLATED
            settled.create_system = 0
            written.writestr(settled, parts.read(part))
    return out.getvalue()


FORMAT = Format("outline-docx", "Outline (Word document)", (".docx",), write=write)
