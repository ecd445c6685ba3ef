"""Comments in a sheet of an Excel workbook."""

from __future__ import annotations

from argmap.formats.registry import Format
from argmap.formats.threads.zip_parts import OLE, ZIP
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from the sheet with the most text, by the columns that its headers and cells suggest. Raises FormatError."""
    from argmap.formats.threads.table_reading import read_table
    from argmap.formats.threads.zip_parts import Parts

    Parts(data, name, "Excel workbook")  # what is no workbook must not pass for a text
    return read_table(data, name, None, progress, FORMAT.name)


def sniff(head: bytes) -> float:
    """How likely a file is a workbook: parts of one are named in a zip file, or it is an old workbook, which is refused in
    words."""
    if head.startswith(OLE):
        return 0.5 if "Workbook".encode("utf-16-le") in head else 0.2
    return 0.9 if head.startswith(ZIP) and (b"xl/" in head or b"spreadsheetml" in head) else 0.0


FORMAT = Format(
    "xlsx-table", "Comments in Excel", (".xlsx", ".xlsm"), read=read, sniff=sniff, binding=True, family="table"
)
