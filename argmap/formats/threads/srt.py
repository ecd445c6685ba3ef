"""SubRip subtitles: numbered cues with times, and labels, dashes or nothing to say who speaks."""

from __future__ import annotations

import re

from argmap.formats.registry import Format
from argmap.formats.threads.decoding import looks_like_text
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent

_FIRST_CUE = re.compile(
    r"\ufeff?\s*(?:\d+[ \t]*\r?\n)?[ \t]*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}[ \t]*-->[ \t]*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}"
)


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from SubRip. Raises FormatError for a file without subtitles."""
    from argmap.formats.threads.subtitle_posts import read_subtitles

    return read_subtitles(data, name, FORMAT.name, progress)


def sniff(head: bytes) -> float:
    """How likely a file is SubRip: nearly certain where it begins with a cue."""
    text = looks_like_text(head)
    return 0.95 if text is not None and _FIRST_CUE.match(text) else 0.0


FORMAT = Format("srt", "SubRip subtitles", (".srt",), read=read, sniff=sniff, binding=True)
