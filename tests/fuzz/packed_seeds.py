"""Small whole documents of office programs, and PDFs: what the fuzzing takes apart and spoils."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple


class Seed(NamedTuple):
    """A file, and the format that it is in."""

    name: str
    data: bytes
    format: str


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip file of parts by name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name), content, None if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return target.getvalue()


_WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DOCX_BODY = (
    '<w:p><w:pPr><w:pStyle w:val="H2"/></w:pPr><w:r><w:t>On plates</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">I am 🚲 against </w:t></w:r>'
    '<w:ins><w:r><w:t>it</w:t></w:r></w:ins><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:r><w:br/><w:tab/><w:footnoteReference w:id="2"/></w:r></w:p>'
    '<w:p><w:pPr><w:pStyle w:val="Q"/></w:pPr><w:r><w:t>Quoted words.</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    '<w:r><w:t>Cost</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:hyperlink r:id="rId1"><w:r><w:t>a link</w:t></w:r></w:hyperlink></w:p>'
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Fee</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>40</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


def docx() -> list[Seed]:
    """Word documents."""
    styles = '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style><w:style w:styleId="Q"><w:name w:val="Quote"/><w:basedOn w:val="H2"/></w:style>'
    level = '<w:lvl w:ilvl="{}"><w:start w:val="3"/><w:numFmt w:val="{}"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    numbers = f'<w:abstractNum w:abstractNumId="7">{level.format(0, "lowerRoman")}{level.format(1, "lowerLetter")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>Really.</w:t></w:r></w:p></w:footnote>'
    core = (
        '<coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>Ann</dc:creator>'
        "<dcterms:created>2024-05-01T10:00:00Z</dcterms:created></coreProperties>"
    )
    files = {
        "word/document.xml": f"<w:document {_WORD}><w:body>{_DOCX_BODY}</w:body></w:document>",
        "docProps/core.xml": core,
    }
    files["word/_rels/document.xml.rels"] = (
        '<Relationships><Relationship Id="rId1" Target="https://lake.example" TargetMode="External"/></Relationships>'
    )
    files |= {
        f"word/{n}.xml": f"<w:{n} {_WORD}>{inner}</w:{n}>"
        for n, inner in (("styles", styles), ("numbering", numbers), ("footnotes", notes))
    }
    whole = {name: text.encode() for name, text in files.items()}
    return [
        Seed("letter.docx", zipped(whole), "docx-comment"),
        Seed("bare.docx", zipped(dict(list(whole.items())[:1])), "docx-comment"),
    ]


def odt() -> list[Seed]:
    """OpenDocument texts."""
    spaces = " ".join(f'xmlns:{n}="urn:{n}"' for n in ("office", "text", "table", "style", "xlink", "dc", "meta"))
    body = (
        '<text:h text:outline-level="2">On plates</text:h><text:p>I am <text:span>against<text:s text:c="3"/>it</text:span>,<text:tab/>all<text:line-break/>'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Really.</text:p></text:note-body></text:note></text:p>"
        '<text:p text:style-name="P1">Plates 🚲.</text:p><text:list><text:list-item><text:number>1.</text:number><text:p>Cost</text:p></text:list-item></text:list>'
        '<text:p>See <text:a xlink:href="https://example.org/s">it</text:a>.</text:p><table:table><table:table-row><table:table-cell table:number-columns-repeated="2">'
        "<text:p>Fee</text:p></table:table-cell></table:table-row></table:table>"
    )
    styles = '<style:style style:name="P1" style:parent-style-name="Quotations"/>'
    content = f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    meta = f"<office:document-meta {spaces}><office:meta><meta:initial-creator>Ann</meta:initial-creator><meta:creation-date>2024-05-01T10:00:00.5</meta:creation-date></office:meta></office:document-meta>"
    files = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "meta.xml": meta,
        "META-INF/manifest.xml": "<m/>",
    }
    return [Seed("letter.odt", zipped({name: text.encode() for name, text in files.items()}), "odt-comment")]


def xlsx() -> list[Seed]:
    """Workbooks."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.worksheets[0]
    first.append(["About"])
    sheet = book.create_sheet("Answers")
    for row in (
        ["When", "Who", "Comment", "Votes", "Id"],
        [datetime(2024, 5, 1, 10, 30), "Ann", "It is far too low for real use.", 3, 1],
        ["2024-05-03", "Cy", "I like it.\nReally 🚲.", 4.5, 2],
        [None, None, True, None, 3],
    ):
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    with zipfile.ZipFile(io.BytesIO(target.getvalue())) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    told = parts["docProps/core.xml"]  # with the time at which it was written, which must not differ
    parts["docProps/core.xml"] = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2024-05-01T10:00:00Z", told)
    return [Seed("survey.xlsx", zipped(parts), "xlsx-table")]


def pdf_of(pages: list[list[tuple[float, float, float, str]]], info: str = "") -> bytes:
    """A PDF of pages, each a list of (x, y, size, text) in points from the lower left corner of an A4 page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        shown = "".join(f"BT /F1 {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET\n" for x, y, size, text in page)
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {resources} /Contents {len(objects)} 0 R >>"
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    objects.append(f"<< {info} >>")
    made, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n"
    size, start = len(objects) + 1, len(made)
    named = " /".join(["<<", f"Size {size}", "Root 1 0 R", f"Info {len(objects)} 0 R >>"])
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (f"{made}xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n{named}\nstartxref\n{start}\n%%EOF\n").encode(
        "latin-1"
    )


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def pdf() -> list[Seed]:
    """PDF files."""
    lines = (
        "Sixty seats are too few for the boats of the lake, and there are two inspec-",
        "tors for all of them. A well-known problem.",
        "1. The rule is costly.",
        "2. It is not well-",
    )
    head = [(72, 800, 9, "Comments of the Lake Union"), (290, 40, 9, "Page 1 of 2")]
    pages = [[*head, *((72, 740 - 14 * n, 11, line) for n, line in enumerate(lines))] for _ in range(2)]
    info = "/Title (letter.doc) /Author (Lake Union) /CreationDate (D:20240501100000+02'00')"
    return [
        Seed("letter.pdf", pdf_of(pages, info), "pdf-comment"),
        Seed("one.pdf", pdf_of(pages[:1], ""), "pdf-comment"),
    ]
