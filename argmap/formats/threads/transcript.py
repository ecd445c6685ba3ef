"""Transcripts: minutes of parliaments, hearings and courts, and what machines write down of meetings, as plain text."""

from __future__ import annotations

import re

from argmap.formats.registry import Format, FormatError
from argmap.formats.threads.decoding import looks_like_text
from argmap.formats.threads.text import MACHINE_TEXT
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent

_SUBTITLES = re.compile(r"\A\ufeff?WEBVTT|^\d{1,2}:\d\d(?::\d\d)?[.,]\d{3}[ \t]+-->", re.MULTILINE)
_MAIL = re.compile(r"^(?:From \S+ |(?:Message-ID|Received|MIME-Version|Return-Path):)", re.MULTILINE | re.IGNORECASE)


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from a transcript. Raises FormatError for a text that does not label who speaks."""
    from argmap.formats.threads.building import build
    from argmap.formats.threads.decoding import decode
    from argmap.formats.threads.thread import Note
    from argmap.formats.threads.transcript_posts import thread_of
    from argmap.model.kinds import FindingLevel

    progress(0.0, "Decoding")
    decoded = decode(data, name)
    progress(0.2, "Finding who speaks")
    thread = thread_of(decoded.text)
    if thread is None:
        raise FormatError(
            f"“{name}” does not say who speaks, with labels such as “Mr SMITH:” at the start of lines. "
            "Open it as plain text instead."
        )
    if decoded.doubt:
        thread.notes.append(Note(FindingLevel.WARNING, "encoding", decoded.doubt))
    progress(0.8, "Building the thread")
    return build(thread, data, name, FORMAT.name)


def sniff(head: bytes) -> float:
    """How likely a file is a transcript: nearly certain when titled, stamped or capital names label lines and return."""
    text = looks_like_text(head)
    if text is None or MACHINE_TEXT.match(text) or _SUBTITLES.search(text) or len(_MAIL.findall(text)) > 1:
        return 0.0
    from argmap.formats.threads.decoding import normalised
    from argmap.formats.threads.transcript_turns import is_likely

    return 0.85 if is_likely(normalised(text)) else 0.0


FORMAT = Format("transcript", "Transcript", (".txt", ".text"), read=read, sniff=sniff)
