"""PDF: the map on one page, or in its own size on as many as it takes, as vectors and text."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from argmap.formats.registry import Format, FormatError, WriteOptions
from argmap.model.debate import Debate

if TYPE_CHECKING:
    from PySide6.QtGui import QPdfWriter

_LARGEST = 14_000.0
"""The longest side that readers show, in points (PDF 32000-1, annex C: 14,400)."""

_SHRUNK = 0.8
"""How much a map may be shrunk to fit a sheet: 12.5 units of text are 7.5 points."""

_SHEETS = ((595.0, 842.0), (842.0, 1191.0), (1191.0, 1684.0), (1684.0, 2384.0), (2384.0, 3370.0))
"""A4 to A0, in points, upright."""


def write(debate: Debate, options: WriteOptions) -> bytes:
    """The map as a PDF file. Raises FormatError for paper that does not exist, and for more than 10,000 sheets of
    it."""
    from PySide6.QtCore import QHashSeed

    from argmap.picture.tiling import ORIENTATIONS, PAPERS

    if options.paper and options.paper not in PAPERS:
        raise FormatError(f"There is no paper “{options.paper}”. Known are {', '.join(PAPERS)}.")
    if options.orientation and options.orientation not in ORIENTATIONS:
        raise FormatError(f"There is no orientation “{options.orientation}”. Ask for {' or '.join(ORIENTATIONS)}.")
    QHashSeed.setDeterministicGlobalSeed()  # else fonts are embedded in the order of a random hash
    try:
        return _written(debate, options)
    finally:
        QHashSeed.resetRandomGlobalSeed()


def _written(debate: Debate, options: WriteOptions) -> bytes:
    """Tiled, in its own size over sheets of A4 or the paper asked for. Else on one page: fitted to the paper asked for, or to
    the smallest of A4 to A0 on which the map is at least 0.8 times its own size, or else of the map's own size."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QPainter, QPdfWriter

    from argmap.formats.pictures.pdf_text import with_plain_letters
    from argmap.formats.pictures.prepared import prepared
    from argmap.picture.sheets import Sheets, paint_fitted, paint_tiled
    from argmap.picture.tiling import MARGIN, POINTS, fewest_sheets, oriented, refusal, tiling

    made = prepared(debate, options)
    sheets = Sheets(made.page, made.picture, made.colours)
    wide = made.page.width > made.page.height
    paper = options.paper or "A4"
    most = fewest_sheets(made.page.width, made.page.height, paper, options.orientation) if options.tiled else 1
    if refused := refusal(most):
        raise FormatError(refused)
    tiles = tiling(made.page, made.picture, paper, options.orientation) if options.tiled else None
    if tiles is not None and len(tiles.tiles) > 1:
        width, height, margin = tiles.width, tiles.height, 0.0
    elif options.paper or tiles is not None:
        width, height, margin = *oriented(paper, options.orientation, wide), MARGIN / 2
        tiles = None
    else:
        width, height, margin = *sheet(made.page.width * POINTS, made.page.height * POINTS), 0.0
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    moment = _moment(options.last_edit)
    _set_up(writer, made.page.title, moment, width, height)
    painter = QPainter(writer)
    try:
        painter.scale(1200 / 72, 1200 / 72)
        if tiles is not None:
            paint_tiled(painter, sheets, tiles, writer.newPage)
        else:
            paint_fitted(painter, sheets, width, height, margin)
    finally:
        painter.end()
    return settled(with_plain_letters(bytes(data.data())), moment)


def _set_up(writer: QPdfWriter, title: str, moment: datetime, width: float, height: float) -> None:
    """What a document says of itself, and pages of a size in points."""
    from PySide6.QtCore import QByteArray, QMarginsF, QSizeF
    from PySide6.QtGui import QPageLayout, QPageSize

    writer.setResolution(1200)
    writer.setTitle(title)
    writer.setCreator("argmap")
    writer.setDocumentXmpMetadata(QByteArray(_metadata(title, moment)))
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))


def sheet(width: float, height: float) -> tuple[float, float]:
    """The page for a map of this size, in points."""
    for short, long in _SHEETS:
        page = (long, short) if width > height else (short, long)
        if width * _SHRUNK <= page[0] and height * _SHRUNK <= page[1]:
            return page
    shrink = min(1.0, _LARGEST / max(width, height))
    return round(width * shrink, 3), round(height * shrink, 3)


def settled(data: bytes, moment: datetime) -> bytes:
    """The same file with its dates and ids taken from the debate, so that the same debate gives the same bytes.

    Qt writes the time of writing into the document information, the first object of the file. What that takes more or less
    room than before moves everything after it, which the table at the end says in ten digits for each object.
    """
    head, stop, rest = data.partition(b"endobj")
    dated = re.sub(
        rb"/(CreationDate|ModDate) \(D:[^)]*\)", rb"/\1 (" + moment.strftime("D:%Y%m%d%H%M%SZ").encode() + rb")", head
    )
    shift, edge = len(dated) - len(head), len(head)

    def place(found: re.Match[bytes]) -> bytes:
        at = int(found[1])
        return b"%010d%b" % (at + shift if at > edge else at, found[2])

    start = rest.rindex(b"\nxref\n")
    table = re.sub(rb"(?<=\n)(\d{10})( \d{5} n)", place, rest[start:])
    table = re.sub(rb"(?<=startxref\n)\d+", lambda found: b"%d" % (int(found[0]) + shift), table)
    body = rest[:start]
    same = hashlib.sha256(dated + body).hexdigest()[:32].encode()
    table = re.sub(rb"/ID \[.*?\]", rb"/ID [ <" + same + rb"> <" + same + rb"> ]", table, flags=re.DOTALL)
    return dated + stop + body + table


def _moment(last_edit: str) -> datetime:
    """The time that the file bears: that of the last edit, or 1970 where that is unknown."""
    try:
        moment = datetime.fromisoformat(last_edit)
        return moment.astimezone(UTC) if moment.tzinfo else moment
    except (ValueError, OverflowError):  # the second: a moment that is in no year from 1 to 9999 there
        return datetime(1970, 1, 1, tzinfo=UTC)


def _metadata(title: str, moment: datetime) -> bytes:
    """The XMP packet: title, maker and time (ISO 16684-1)."""
    from xml.sax.saxutils import escape  # brings modules for the network along

    when = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    return (
        "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>"
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        f' xmp:CreatorTool="argmap" xmp:CreateDate="{when}" xmp:ModifyDate="{when}">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    ).encode()


FORMAT = Format("pdf", "PDF document", (".pdf",), write=write)
