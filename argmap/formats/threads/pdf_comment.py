"""A comment or letter in a PDF: one post, or the turns of a transcript."""

from __future__ import annotations

import re
from pathlib import PurePath

from argmap.formats.registry import Format, FormatError
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent

_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?")
_FEWEST_LETTERS = 10  # below which a file has no words but stray signs


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate of one post, or of the turns of a transcript. Raises FormatError for what is no PDF, has a password or has no text."""
    from argmap.formats.threads import building
    from argmap.formats.threads.document_facts import fact_date, fact_name, fact_title
    from argmap.formats.threads.document_thread import thread_of_document
    from argmap.formats.threads.paragraph_body import body_of_paragraphs
    from argmap.formats.threads.pdf_furniture import furniture
    from argmap.formats.threads.pdf_lines import pages_of
    from argmap.formats.threads.pdf_paragraphs import paragraphs_of
    from argmap.formats.threads.thread import Note, PostDraft
    from argmap.model.kinds import FindingLevel

    pages = pages_of(data, name, progress)
    left_out = furniture(pages.lines, pages.count)
    lines = [line for number, line in enumerate(pages.lines) if number not in left_out]
    body = body_of_paragraphs(paragraphs_of(lines))
    if sum(map(str.isalpha, body.text)) < _FEWEST_LETTERS:
        raise FormatError(
            f"“{PurePath(name).name}” has no text in it, only pictures of pages, as a scan has. Let a program recognise its text "
            "(OCR), and open what that makes."
        )
    notes = [Note(FindingLevel.INFO, "noise", text) for text in _left_out(left_out)]
    if pages.blank:
        verb = "has" if pages.blank == 1 else "have"
        text = f"{pages.blank:,} of {pages.count:,} pages {verb} no text; perhaps they are pictures."
        notes.append(Note(FindingLevel.WARNING, "format", text))
    draft = PostDraft(
        author=fact_name(pages.facts.get("Author", "")),
        posted_at=fact_date(pages.facts.get("CreationDate", ""), _iso),
        title=fact_title(pages.facts.get("Title", "")),
        body=body,
        notes=notes,
    )
    progress(0.9, "Building")
    return building.build(thread_of_document(draft), data, name, FORMAT.name)


def _left_out(furniture: dict[int, str]) -> list[str]:
    """What stands on many pages and was left out, as sentences; the same line with other figures once."""
    shown: dict[str, str] = {}
    for text in furniture.values():
        shown.setdefault(" ".join(sorted(re.findall(r"[^\W\d_]+", text.casefold()))), text)
    sentences = [
        f"“{text[:120]}” stands on the edge of many pages, and is left out." for text in shown.values() if text
    ]
    numbers = sum(not text for text in furniture.values())
    return [*sentences[:20], *([f"The page numbers ({numbers:,}) are left out."] if numbers else [])]


def _iso(told: object) -> str | None:
    """A PDF's date (ISO 32000-1, 7.9.4: D:20240501100000+02'00') in ISO 8601."""
    from argmap.formats.threads.times import from_iso

    match = _DATE.match(told.strip()) if isinstance(told, str) else None
    if match is None:
        return None
    year, month, day, hour, minute, second, utc, hours, minutes = match.groups()
    date = f"{year}-{month or '01'}-{day or '01'}"
    if hour is None:
        return from_iso(date)
    zone = "Z" if utc else f"{hours}:{minutes or '00'}" if hours else ""
    return from_iso(f"{date}T{hour}:{minute}:{second or '00'}{zone}")


def sniff(head: bytes) -> float:
    """Whether a file is a PDF: its mark stands at its start, or after a little that some servers put there."""
    return 0.95 if head.startswith(b"%PDF-") else 0.6 if b"%PDF-" in head[:1024] else 0.0


FORMAT = Format("pdf-comment", "Comment in PDF", (".pdf",), read=read, sniff=sniff, binding=True, family="document")
