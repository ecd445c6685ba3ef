"""WebVTT subtitles and captions (W3C), with voices (“<v Ada>”), labels, dashes or nothing to say who speaks."""

from __future__ import annotations

import re

from argmap.formats.registry import Format
from argmap.formats.threads.decoding import looks_like_text
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from WebVTT. Raises FormatError for a file without subtitles."""
    from argmap.formats.threads.subtitle_posts import read_subtitles

    return read_subtitles(data, name, FORMAT.name, progress)


def sniff(head: bytes) -> float:
    """How likely a file is WebVTT: certain where its first word says so."""
    text = looks_like_text(head)
    return 0.95 if text is not None and re.match(r"\ufeff?WEBVTT(?:[ \t\r\n]|$)", text) else 0.0


FORMAT = Format("vtt", "WebVTT subtitles", (".vtt",), read=read, sniff=sniff, binding=True)
