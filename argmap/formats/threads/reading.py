"""From the bytes of a text to a debate, one step after another; what is plain text's and what Markdown's own comes in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import PurePath

from argmap.formats.registry import FormatError
from argmap.formats.threads import assembly, doubts
from argmap.formats.threads.boundaries import Sign, post_starts
from argmap.formats.threads.chunks import Chunk, Line
from argmap.formats.threads.decoding import decode
from argmap.formats.threads.paragraphs import Paragraph, paragraphs
from argmap.formats.threads.segments import merged_segments, quotes_of_segments
from argmap.formats.threads.turns import find_turns
from argmap.model.debate import Debate
from argmap.model.ids import new_id
from argmap.model.progress import Progress, part_of
from argmap.model.records import Info, Source, SourceSpan

Layout = Callable[[str], tuple[Sequence[Line], Sequence[Chunk]]]
"""Takes a normalised text apart into lines and chunks."""

_FACTS = frozenset({Sign.LABEL, Sign.RULE, Sign.GAP, Sign.HEADING})


def read_layout(data: bytes, name: str, format_name: str, layout: Layout, progress: Progress) -> Debate:
    """A debate from the bytes of a text. Raises FormatError for what is no text."""
    progress(0.0, "Decoding")
    decoded = decode(data, name)
    text = decoded.text
    lines, chunks = layout(text)
    progress(0.1, "Reading paragraphs")
    found = paragraphs(text, lines, chunks, find_turns(text, lines, chunks))
    if all(paragraph.is_noise for paragraph in found):
        raise FormatError(f"“{name}” holds no words. Choose a file with a debate in it.")
    progress(0.2, "Comparing copies")
    segments, merged, numbers = merged_segments(text, found)
    between = quotes_of_segments(segments, merged, part_of(progress, 0.3, 0.6))
    starts = post_starts(text, found, segments, between)
    made = assembly.drafts(text, found, segments, starts)
    if any(start.sign in _FACTS for start in starts):
        quotes = assembly.quotes_of_posts(made, segments, merged, part_of(progress, 0.6, 0.9))
    else:
        quotes = assembly.quotes_moved(made, between)
    source_id = new_id()
    records = assembly.assemble(source_id, made, segments, quotes)
    spans = assembly.spans(found, segments, made, merged, numbers)
    source = _source(source_id, data, name, format_name, spans)
    quoted = {n for d in made for n in d.segments if n in between or segments[n].is_marked}
    differing = [_words(text, found[numbers[p]], start, end) for p, start, end in merged.differences]
    findings = [
        *doubts.reading_doubts(name, decoded, found, segments),
        *doubts.copy_doubts(name, merged.copies, spans, differing),
        *doubts.start_doubts(starts, made, name),
        *doubts.quote_doubts(records.quotes),
        *doubts.lead_in_doubts(made, segments, quoted),
    ]
    progress(1.0, "Done")
    title = Info(title=PurePath(name).stem)
    return Debate([title, source, *records.authors, *records.posts, *records.quotes, *findings])


def _source(source_id: str, data: bytes, name: str, format_name: str, spans: tuple[SourceSpan, ...]) -> Source:
    digest = hashlib.sha256(data).hexdigest()
    return Source(source_id, name, format_name, digest, datetime.now(UTC).isoformat(timespec="seconds"), data, spans)


def _words(text: str, paragraph: Paragraph, start: int, end: int) -> str:
    return " ".join(paragraph.text(text)[start:end].split())
