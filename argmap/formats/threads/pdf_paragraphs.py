"""From the lines of a PDF back to paragraphs: by the gaps between lines, their indents and lengths, and how they end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from argmap.formats.threads.chunks import ITEM, RULE
from argmap.formats.threads.paragraph_body import DocumentParagraph
from argmap.formats.threads.pdf_lines import PdfLine
from argmap.model.kinds import BlockKind

_FINISHED = re.compile(r"[.?!:;。？！][\"'”’»)\]]*$")
_STARTS_ITEM = re.compile(r"(?:[•·▪◦●■–]|\(?(?:\d{1,4}|[a-zA-Z]|[ivxlc]{1,5})[.)]|\[\d{1,3}\]|§+)\s")
_BULLETS = "•▪◦●■"
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡])[\s.)]*\S")
_HYPHENS = "-\u2010\xad\x02\ufffe"
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_PREFIXES = frozenset(
    [
        "self",
        "non",
        "anti",
        "pro",
        "pre",
        "post",
        "semi",
        "well",
        "co",
        "ex",
        "quasi",
        "half",
        "cross",
        "all",
        "inter",
        "e",
        "vice",
    ]
)
_CONTENTS = re.compile(r"(?:\.\s?){4,}[\s\d,ivx]*$")
_RULED = re.compile(r"(.*\w.*?)\s+([—–_=─]{6,})$")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_LONG = 300  # characters; no rule, and no word, is longer
_ENOUGH = 8  # lines that tell how wide a page is set
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Page:
    """How the lines of a document usually stand: the height of letters, the step from line to line, both in points."""

    size: float
    step: float


def paragraphs_of(lines: Sequence[PdfLine]) -> list[DocumentParagraph]:
    """The paragraphs that lines make, words parted at the ends of lines joined again."""
    lines = _rows([replace(line, text=part) for line in lines for part in _parts(_plain(line.text))])
    usual = _usual(lines)
    right = _right_edges(lines)
    grouped: list[list[PdfLine]] = []
    for number, line in enumerate(lines):
        last = lines[number - 1] if number else None
        if last is None or _begins(last, line, usual, right[last.page], grouped[-1]):
            grouped.append([line])
        else:
            grouped[-1].append(line)
    known = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    return [_paragraph(group, usual, known) for group in grouped]


def _plain(text: str) -> str:
    for mark, letters in _LIGATURES.items():
        text = text.replace(mark, letters)
    return text


def _parts(text: str) -> list[str]:
    """A line, or the words and the rule after them that a program has put into one."""
    match = _RULED.match(text) if len(text) < _LONG else None
    return [match[1], match[2]] if match else [text]


def _rows(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Lines whose pieces follow each other at the same height put together."""
    made: list[PdfLine] = []
    for line in lines:
        last = made[-1] if made else None
        level = (
            last is not None
            and last.page == line.page
            and abs(last.bottom - line.bottom) < 0.4 * min(last.size, line.size)
        )
        level = level and not _is_rule(line.text)
        if last is not None and level and line.left >= last.right - 1:
            made[-1] = replace(last, text=f"{last.text} {line.text}", right=line.right, size=max(last.size, line.size))
        else:
            made.append(line)
    return made


def _usual(lines: Sequence[PdfLine]) -> _Page:
    sizes: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    for number, line in enumerate(lines):
        sizes[round(line.size * 2) / 2] += len(line.text)
        last = lines[number - 1] if number else line
        step = last.bottom - line.bottom
        if last.page == line.page and 0.7 * line.size < step < 3 * line.size:
            steps[round(step)] += 1
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    return _Page(max(size, 0.1), steps.most_common(1)[0][0] if steps else 1.3 * size)


def _right_edges(lines: Sequence[PdfLine]) -> dict[int, float]:
    """Where the lines of each page end that are full; on a page of few lines, where those of the document do."""
    ends: dict[int, list[float]] = {}
    for line in lines:
        ends.setdefault(line.page, []).append(line.right)
    whole = _high(sorted(line.right for line in lines))
    return {page: _high(sorted(found)) if len(found) >= _ENOUGH else whole for page, found in ends.items()}


def _high(ordered: Sequence[float]) -> float:
    return ordered[int(len(ordered) * 0.9)] if ordered else 0.0


def _begins(last: PdfLine, line: PdfLine, usual: _Page, right: float, group: Sequence[PdfLine]) -> bool:
    """Whether a line begins a paragraph."""
    finished = _FINISHED.search(last.text[-_LONG:]) is not None
    goes_on = line.text[:1].islower()
    if _is_rule(last.text) or _is_rule(line.text):
        return True
    if abs(line.size - last.size) > 0.12 * usual.size and not goes_on:
        return True
    if _CONTENTS.search(last.text[-_LONG:]) or _is_next_item(group[0], line):
        return True
    step = last.bottom - line.bottom
    if last.page != line.page or step < -0.5 * line.size:  # another page or column
        return not (
            goes_on or (not finished and not _is_short(last, line, right) and not _STARTS_ITEM.match(line.text))
        )
    if step > 1.3 * usual.step:
        return True
    if _STARTS_ITEM.match(line.text) and (finished or _is_short(last, line, right)):
        return True
    if goes_on or (last.text.isupper() and line.text.isupper() and not finished):
        return False
    if _is_short(last, line, right):
        return True
    indented = line.left > last.left + 0.8 * usual.size and len(group) > 1
    return finished and indented


def _is_next_item(first: PdfLine, line: PdfLine) -> bool:
    """Whether a line begins a list item as the paragraph before it does, at the same indent."""
    begins = _STARTS_ITEM.match(first.text) and _STARTS_ITEM.match(line.text)
    return bool(begins) and abs(first.left - line.left) < 0.5 * line.size


def _is_short(last: PdfLine, line: PdfLine, right: float) -> bool:
    """Whether the first word of a line would have fitted on the line before it, so that the break is meant."""
    letters = max(1, len(last.text))
    width = (last.right - last.left) / letters
    word = len(line.text.split(maxsplit=1)[0]) if line.text.split() else 1
    return right - last.right > (word + 2) * width * 1.2


def _paragraph(group: Sequence[PdfLine], usual: _Page, known: Counter[str]) -> DocumentParagraph:
    pieces = [group[0].text]
    for line in group[1:]:
        end, gap = _joint(pieces[-1], line.text, known)
        pieces[-1] = end
        pieces += (gap, line.text)
    text = "".join(pieces).rstrip("\x02\ufffe\xad")
    first = group[0]
    if _is_rule(text) or (_CONTENTS.search(text[-_LONG:]) and "....." in text):
        return DocumentParagraph(text, BlockKind.NOISE)
    if text.startswith(tuple(_BULLETS)):  # which are often set in larger type
        return DocumentParagraph(text, BlockKind.LIST_ITEM, 1)
    short = len(text) <= 200 and len(group) <= 4
    if short and first.size >= 1.15 * usual.size and not text.endswith((".", ";", ",")):
        return DocumentParagraph(text, BlockKind.HEADING, 1 if first.size >= 1.5 * usual.size else 2)
    if first.size <= 0.87 * usual.size and first.bottom < first.height / 2 and _NOTE.match(text):
        return DocumentParagraph(text, BlockKind.FOOTNOTE)
    if short and text.isupper() and len(text) > 3 and len(text.split()) > 1:
        return DocumentParagraph(text, BlockKind.HEADING, 2)
    if _STARTS_ITEM.match(text) or ITEM.match(text):
        return DocumentParagraph(text, BlockKind.LIST_ITEM, 1)
    return DocumentParagraph(text)


def _joint(before: str, line: str, known: Counter[str]) -> tuple[str, str]:
    """A line as it ends before the next one, and what comes between them: a word that was parted there is whole again, where
    it goes on in small letters."""
    if len(before) < 2 or before[-1] not in _HYPHENS or not before[-2].isalpha():
        return before, " "
    if before[-1] == "-" and not line[:1].islower():
        return before, ""  # a compound such as Anglo-Saxon, or a name
    if not line[:1].isalpha():
        return before, " "
    bare = before[:-1]
    first, after = _LAST_WORD.search(bare[-_LONG:]), _WORD.match(line[:_LONG])
    start, end = first[0] if first else "", after[0].split("-")[0] if after else ""
    with_hyphen, without = known[f"{start}-{end}".casefold()], known[f"{start}{end}".casefold()]
    compound = "-" in bare[-len(start) - 2 : -len(start)] if start else False
    keeps = with_hyphen > without or (not without and (start.casefold() in _PREFIXES or compound))
    return bare, "-" if keeps else ""


def _is_rule(text: str) -> bool:
    return len(text) < _LONG and RULE.match(text) is not None
