"""Akoma Ntoso debate records (OASIS LegalDocML), the XML of parliaments: sections, speeches, questions and answers.

A section with a heading is a post of nobody, which the speeches in it answer. Versions 1 to 3 name their ids ``id`` or ``eId``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.formats.registry import Format, FormatError
from argmap.formats.threads.decoding import looks_like_text
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = re.compile(r"<(?:\w+:)?akomaNtoso\b", re.IGNORECASE)


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """The debate that a record holds. Raises FormatError for XML that is no record of a debate."""
    from argmap.formats.threads import xml_values
    from argmap.formats.threads.akoma_ntoso_record import thread_of
    from argmap.formats.threads.building import build

    progress(0.0, "Reading XML")
    root = xml_values.parse(data, name)
    progress(0.3, "Reading speeches")
    record = _record(root, name)
    thread = thread_of(record)
    if not thread.posts:
        raise FormatError(f"“{name}” is a debate record without speeches. Choose the record of a sitting.")
    progress(0.8, "Building the thread")
    return build(thread, data, name, FORMAT.name)


def _record(root: _Element, name: str) -> _Element:
    """The element of the debate itself. Other documents of the same standard (acts, bills) have none."""
    from argmap.formats.threads.xml_values import child, local

    if local(root).lower() == "akomantoso":
        record = child(root, "debate", "debateReport", "debaterecord")
        if record is not None:
            return record
        kinds = [local(each) for each in root if local(each)]
        what = f"“{kinds[0]}”" if kinds else "nothing"
        raise FormatError(f"“{name}” is Akoma Ntoso, but holds {what} and no debate. Choose the record of a sitting.")
    raise FormatError(f"“{name}” is no Akoma Ntoso document. Open it without naming a format.")


def sniff(head: bytes) -> float:
    """How likely a file is Akoma Ntoso: certain where its root says so."""
    text = looks_like_text(head)
    if text is None or not _ROOT.search(text[:4096]):
        return 0.0
    return 0.95


FORMAT = Format("akoma-ntoso", "Akoma Ntoso debate", (".xml", ".akn"), read=read, sniff=sniff, binding=True)
