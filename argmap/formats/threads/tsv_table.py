"""Comments in a table whose cells are parted by tabs."""

from __future__ import annotations

from argmap.formats.registry import Format
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from a table, by the columns that its headers and cells suggest. Raises FormatError."""
    from argmap.formats.threads.table_reading import read_table

    return read_table(data, name, None, progress, FORMAT.name)


def sniff(head: bytes) -> float:
    """How likely a file is a table with tabs between the cells."""
    from argmap.formats.threads.table_text import sniffed

    return sniffed(head, "\t")


FORMAT = Format(
    "tsv-table", "Comments in a table (TSV)", (".tsv", ".tab"), read=read, sniff=sniff, binding=True, family="table"
)
