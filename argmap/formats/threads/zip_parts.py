"""The parts of a zipped document (DOCX, XLSX, ODT) from people nobody knows: sizes and names are looked at before anything is
unpacked, and nothing is ever written to disk."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePath
from typing import TYPE_CHECKING

from argmap.formats.registry import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 256 * 2**20
"""Bytes of a document above which it is refused."""
LARGEST_UNPACKED = 512 * 2**20
"""Bytes of all parts together, unpacked, above which a document is refused."""
MOST_PARTS = 20_000
"""Parts above which a document is refused."""
MOST_RATIO = 250
"""How many times its packed size a part of some size may have: written by an office program it is 5 to 60 times."""
_SMALL = 4 * 2**20  # a part up to here may be as well packed as it likes

_DOCUMENT_TYPE = re.compile(rb"<\0?!\0?\s*(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", re.IGNORECASE)
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Office before 2007 begin, and newer ones that have a password."""


class Parts:
    """The parts of a zipped document by their name. ``kind`` is what to call the document, as in "Word document"."""

    def __init__(self, data: bytes, name: str, kind: str) -> None:
        """Raises FormatError for what is no zip file, is encrypted, or would be too large unpacked."""
        self._name = PurePath(name).name
        self._kind = kind
        if data.startswith(OLE):
            raise FormatError(ole_refusal(data, self._name))
        if len(data) > LARGEST:
            raise FormatError(
                f"“{self._name}” is larger than {LARGEST // 2**20} MB. Take the pictures out of it, or split it."
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, OverflowError, MemoryError):
            raise FormatError(self.broken()) from None
        self._check()

    def names(self) -> list[str]:
        """The names of all parts."""
        return self._zip.namelist()

    def read(self, part: str) -> bytes | None:
        """A part unpacked, None where there is none of this name. Raises FormatError for one that is damaged."""
        try:
            return self._zip.read(part)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
            raise FormatError(self.broken()) from None

    def xml(self, part: str) -> _Element | None:
        """A part as a tree, None where there is none. Raises FormatError for one that is damaged or defines entities."""
        from argmap.formats.threads.xml_values import parse

        data = self.read(part)
        if not data:
            return None
        self.refuse_entities(data)
        try:
            return parse(data, self._name)
        except FormatError:
            raise FormatError(self.broken()) from None

    def refuse_entities(self, data: bytes) -> None:
        """Raises FormatError for XML with a document type, which could define entities: no office program writes one."""
        if _DOCUMENT_TYPE.search(data[:4096]):
            raise FormatError(
                f"“{self._name}” has a document type in it, as files have that are made to do harm. "
                "Copy its text into a new document."
            )

    def broken(self) -> str:
        """The sentence for a document that is damaged."""
        return f"“{self._name}” is no whole {self._kind}: it is damaged or something else. Save it again in the program it is from."

    def _check(self) -> None:
        entries = self._zip.infolist()
        bomb = (
            f"“{self._name}” would be too large unpacked, as files are that are made to do harm. "
            "Copy its text into a new document."
        )
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
            raise FormatError(bomb)
        for entry in entries:
            path = entry.filename.replace("\\", "/")
            if path.startswith("/") or ":" in path.split("/")[0] or ".." in path.split("/"):
                raise FormatError(
                    f"“{self._name}” has a part that points out of the document (“{entry.filename[:60]}”), as files do that are "
                    "made to do harm. Copy its text into a new document."
                )
            if entry.flag_bits & 1:
                raise FormatError(f"“{self._name}” has a password. Save it without one first.")
            if entry.file_size > max(_SMALL, MOST_RATIO * max(1, entry.compress_size)):
                raise FormatError(bomb)


def ole_refusal(data: bytes, name: str) -> str:
    """The sentence for a file of Office before 2007, or for a newer one with a password, which looks the same outside."""
    name = PurePath(name).name

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return f"“{name}” has a password. Open it in its program, save it without the password, and open that."
    if holds("WordDocument"):
        return f"“{name}” is a Word document of the kind before 2007 (.doc). Save it as .docx in Word or LibreOffice, and open that."
    if holds("Workbook") or holds("Book"):
        return f"“{name}” is an Excel workbook of the kind before 2007 (.xls). Save it as .xlsx in Excel or LibreOffice, and open that."
    return f"“{name}” is a file of an older Office program. Save it as .docx or .xlsx, and open that."
