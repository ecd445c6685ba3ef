"""The speeches of an Akoma Ntoso record as drafts, in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.thread import Body, Note, PostDraft, Thread
from argmap.formats.threads.times import from_iso
from argmap.formats.threads.transcript_asides import told_apart
from argmap.formats.threads.transcript_labels import Label, Style, label_at, same_person
from argmap.formats.threads.transcript_posts import set_order
from argmap.formats.threads.xml_values import attribute, child, local, text_in
from argmap.model.kinds import BlockKind, FindingLevel, ParentBasis
from argmap.model.records import Block

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPEECHES = frozenset({"speech", "question", "answer", "speechGroup", "other"})
_SECTIONS = frozenset(
    re.findall(
        r"\w+",
        "debateSection administrationOfOath rollCall prayers oralStatements writtenStatements personalStatements "
        "ministerialStatements resolutions nationalInterest declarationOfVote communication petitions papers noticesOfMotion "
        "questions address proceduralMotions pointOfOrder adjournment debateBody",
    )
)
_TOLD = frozenset({"narrative", "scene", "summary", "recordedTime", "docDate"})
_HEADINGS = ("num", "heading", "subheading")
_LISTS = frozenset({"li", "item", "listIntroduction", "listWrapUp"})
_FOLLOWS = 0.8
"""How sure it is that an answer is to the question before it in its section."""
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class _Section:
    """A section that is being read: its post once it has one, the last question in it, the section around it."""

    element: _Element
    draft: PostDraft | None
    around: _Section | None
    paragraphs: list[tuple[BlockKind, str]] = field(default_factory=list)
    question: PostDraft | None = None

    def post(self) -> PostDraft | None:
        """The nearest post of a section, this one's or one around it."""
        here: _Section | None = self
        while here is not None and here.draft is None:
            here = here.around
        return None if here is None else here.draft


def thread_of(record: _Element) -> Thread:
    """The thread of a record's debate, without ids of its own where the document has none."""
    return _Reader(record).thread()


class _Reader:
    """Walks the body of a record once, without recursion."""

    def __init__(self, record: _Element) -> None:
        self._record = record
        self._people = _people(record)
        self._work = _work(record)
        self._date = _date(record)
        self._names: dict[str, str] = {}
        self._others: dict[str, dict[str, None]] = {}
        self._thread = Thread(_title(record))
        self._unknown = 0

    def thread(self) -> Thread:
        """The thread; notes say what was doubtful."""
        body = child(self._record, "debateBody", "body")
        if body is not None:
            self._read(body)
        aliases = {name: tuple(others) for name, others in self._others.items()}
        self._thread.aliases = aliases
        unlike = {name: [o for o in others if not o.startswith(f"{name} (")] for name, others in aliases.items()}
        for name, listed_names in [pair for pair in unlike.items() if pair[1]][:20]:
            listed = ", ".join(f"“{other}”" for other in listed_names)
            self._thread.notes.append(
                Note(FindingLevel.INFO, "label", f"“{name}” and {listed} were read as one speaker.")
            )
        if self._unknown:
            count = f"{self._unknown} speech names" if self._unknown == 1 else f"{self._unknown} speeches name"
            text = (
                f"{count} a speaker that the file's list of people does not have; the name beside the words was taken."
            )
            self._thread.notes.append(Note(FindingLevel.INFO, "label", text))
        speeches = [draft for draft in self._thread.posts if draft.author]
        _interrupt(speeches)
        return self._thread

    def _read(self, body: _Element) -> None:
        section = _Section(body, None, None)
        stack: list[tuple[Iterator[_Element], _Section]] = [(iter(body), section)]
        while stack:
            elements, section = stack[-1]
            element = next(elements, None)
            if element is None:
                stack.pop()
                self._close(section)
                continue
            kind = local(element)
            if kind in _SPEECHES and _speaks(element):
                self._flush(section)
                self._speech(element, kind, section)
            elif kind in _SECTIONS or child(element, "heading") is not None or _has_speech(element):
                self._flush(section)
                inner = _Section(element, self._heading(element, section), section)
                stack.append((iter(element), inner))
            elif kind and kind not in _HEADINGS:
                section.paragraphs += _paragraphs(element)

    def _heading(self, element: _Element, around: _Section) -> PostDraft | None:
        """The post of a section; None for one without a heading."""
        words = [_words(part) for part in element if local(part) in _HEADINGS]
        title = " ".join(word for word in words if word)
        if not title:
            return None
        draft = PostDraft(self._native(element), posted_at=self._date, title=title)
        self._under(draft, around)
        self._thread.posts.append(draft)
        return draft

    def _flush(self, section: _Section) -> None:
        """What was told in a section so far goes to its post if nobody has spoken since, else it is a post of its own."""
        if not section.paragraphs:
            return
        body = _body(section.paragraphs)
        time = self._time(section.element) if section.draft is None or not section.draft.body.text else None
        section.paragraphs = []
        last = self._thread.posts[-1] if self._thread.posts else None
        if section.draft is not None and last is section.draft and not section.draft.body.text:
            section.draft.body = body
            section.draft.posted_at = time or section.draft.posted_at
            return
        draft = PostDraft(posted_at=time or self._date, body=body)
        self._under(draft, section)
        self._thread.posts.append(draft)

    def _close(self, section: _Section) -> None:
        self._flush(section)

    def _speech(self, element: _Element, kind: str, section: _Section) -> None:
        time = _moment(attribute(element, "startTime"), self._date) or self._time(element) or self._date
        spoken = _spoken(element, self._people)
        cuts = [0, *(n for n, (_, words) in enumerate(spoken) if n and _label(words)), len(spoken)]
        draft = PostDraft(self._native(element), author=self._speaker(element), posted_at=time)
        draft.body = _body(spoken[: cuts[1]])
        self._under(draft, section)
        if kind == "answer" and section.question is not None:
            draft.answers, draft.parent = section.question, None
            draft.parent_basis, draft.parent_confidence = ParentBasis.HEADER, _FOLLOWS
        elif kind == "question":
            section.question = draft
        self._thread.posts.append(draft)
        for first, last in pairwise(cuts[1:]):
            self._unmarked(spoken[first:last], time, section)

    def _unmarked(self, paragraphs: list[tuple[BlockKind, str]], time: str | None, section: _Section) -> None:
        """A speech within another that only a label in the text marks: whoever made the file has overlooked it."""
        kind, words = paragraphs[0]
        label = _label(words)
        name = self._known(label.name if label else "", label.name if label else "")
        rest = [(kind, words[label.words_at if label else 0 :]), *paragraphs[1:]]
        text = "A label in the text says that somebody else speaks here, which the file's markup does not say."
        note = Note(FindingLevel.INFO, "label", text)
        draft = PostDraft(author=name, posted_at=time, body=_body([p for p in rest if p[1].strip()]), notes=[note])
        self._under(draft, section)
        self._thread.posts.append(draft)

    def _under(self, draft: PostDraft, section: _Section) -> None:
        post = section.post()
        if post is not None:
            draft.answers, draft.parent_basis = post, ParentBasis.NATIVE

    def _speaker(self, element: _Element) -> str:
        """Who speaks: the name that the record prints beside the words, else the one in its list of people."""
        told = _words(child(element, "from")).rstrip(":： ")
        by = attribute(element, "by").removeprefix("#")
        listed = self._people.get(by, "")
        if by and not listed:
            self._unknown += 1
        name = told or listed or by.replace("-", " ")
        plain = re.sub(r"\s*\((?!\s*(?:Mr|Mrs|Ms|Dr|Adv|Mnr|Mev|Prof|Rev)\b)[^()]*\)$", "", name)
        return self._known(plain or name, name)

    def _known(self, plain: str, name: str) -> str:
        """The form of a name that came first; the others are kept beside it."""
        used = self._names.setdefault(same_person(plain), plain)
        if name.casefold() != used.casefold():
            self._others.setdefault(used, {})[name] = None
        return used

    def _native(self, element: _Element) -> str | None:
        own = attribute(element, "eId") or attribute(element, "id") or attribute(element, "wId")
        return f"{self._work}#{own}" if own and self._work else None

    def _time(self, element: _Element) -> str | None:
        """When the record says that something in a section happened, in its own paragraphs."""
        for part in element.iter():
            if local(part) == "recordedTime" and part.getparent() is not None:
                return _moment(attribute(part, "time"), self._date)
            if part is not element and local(part) in _SPEECHES | _SECTIONS:
                return None
        return None


def _interrupt(speeches: list[PostDraft]) -> None:
    """Speeches that interrupt another answer it rather than their section."""
    kept = [(draft.answers, draft.parent_basis, draft.parent_confidence) for draft in speeches]
    for draft in speeches:
        if draft.parent_basis is ParentBasis.NATIVE:
            draft.answers = None
    set_order(speeches, chain=False)
    for draft, (answers, basis, confidence) in zip(speeches, kept, strict=True):
        if draft.answers is None and answers is not None:
            draft.answers, draft.parent_basis, draft.parent_confidence = answers, basis, confidence


def _people(record: _Element) -> dict[str, str]:
    """The names of the people, roles and organisations that a record refers to, by their ids."""
    found: dict[str, str] = {}
    for part in record.iter():
        if local(part).startswith("TLC"):
            own = attribute(part, "eId") or attribute(part, "id")
            found[own] = _SPACES.sub(" ", attribute(part, "showAs"))
    return found


def _work(record: _Element) -> str:
    """The address by which the world knows the record, "" where it has none."""
    for part in record.iter():
        if local(part) in ("FRBRthis", "FRBRuri"):
            return attribute(part, "value")
        if local(part) == "debateBody":
            break
    return ""


def _date(record: _Element) -> str | None:
    """The day of the sitting: as its cover says, else as its catalogue entry does."""
    entry: str | None = None
    for part in record.iter():
        kind = local(part)
        if kind == "docDate" and (day := from_iso(attribute(part, "date"))):
            return day[:10]
        if kind == "FRBRWork":
            for each in part:
                if local(each) == "FRBRdate" and attribute(each, "name").lower() not in ("generation", "markup"):
                    entry = entry or (from_iso(attribute(each, "date")) or "")[:10] or None
        if kind == "speech":
            break
    return entry


def _title(record: _Element) -> str:
    for part in record.iter():
        if local(part) in ("docTitle", "heading") and _words(part):
            return _words(part)
        if local(part) == "speech":
            break
    return _SPACES.sub(" ", attribute(record, "name")).strip()


def _moment(told: str, date: str | None) -> str | None:
    """A time of day on the day of the sitting, or a whole time."""
    if not told:
        return None
    whole = from_iso(told)
    if whole is not None and "T" in whole:
        return whole
    return from_iso(f"{date}T{told}") if date else None


def _speaks(element: _Element) -> bool:
    return local(element) != "speechGroup" and not _has_speech(element)


def _has_speech(element: _Element) -> bool:
    return any(local(part) in _SPEECHES for part in element)


def _words(element: _Element | None) -> str:
    return _SPACES.sub(" ", normalised(text_in(element))).strip()


def _label(words: str) -> Label | None:
    """The label with which a paragraph in a speech begins, where it can be nothing else."""
    label = label_at(words, 0, len(words))
    sure = label is not None and label.style is Style.OFFICIAL and ":" in words[: label.words_at]
    return label if sure else None


def _spoken(element: _Element, people: dict[str, str]) -> list[tuple[BlockKind, str]]:
    """The paragraphs of a speech."""
    parts: list[tuple[BlockKind, str]] = []
    if element.text and element.text.strip():
        parts.append((BlockKind.OWN, _SPACES.sub(" ", element.text).strip()))
    for part in element:
        if local(part) not in ("from", *_HEADINGS):
            parts += _paragraphs(part)
        if part.tail and part.tail.strip():
            parts.append((BlockKind.OWN, _SPACES.sub(" ", part.tail).strip()))
    to = people.get(attribute(element, "to").removeprefix("#"), "")
    if to:
        parts.insert(0, (BlockKind.NOISE, f"[to {to}]"))
    return parts


def _paragraphs(element: _Element) -> Iterator[tuple[BlockKind, str]]:
    """The paragraphs in an element, in order: an element that has no paragraphs in it is one itself."""
    stack = [element]
    while stack:
        here = stack.pop()
        kind = local(here)
        if not kind:
            continue
        inner = [part for part in here if local(part) in _BLOCKS]
        if inner and kind != "p":
            stack += reversed(list(here))
            continue
        words = _words(here)
        if words:
            yield _kind(here), words


_BLOCKS = frozenset(
    re.findall(
        r"\w+", "p ul ol li item blockList list block div table tr td th container embeddedStructure quotedStructure"
    )
)


def _kind(element: _Element) -> BlockKind:
    here: _Element | None = element
    while here is not None and local(here) not in _SPEECHES | _SECTIONS:
        kind = local(here)
        if kind in _TOLD or kind == "remark":
            return BlockKind.NOISE
        if kind in _LISTS:
            return BlockKind.LIST_ITEM
        if kind in ("embeddedStructure", "quotedStructure", "embeddedText"):
            return BlockKind.QUOTE
        if kind == "authorialNote":
            return BlockKind.FOOTNOTE
        here = here.getparent()
    return BlockKind.OWN


def _body(paragraphs: list[tuple[BlockKind, str]]) -> Body:
    text = ""
    blocks: list[Block] = []
    pieces: list[str] = []
    size = 0
    for kind, words in paragraphs:
        gap = "\n\n" if pieces else ""
        size += len(gap)
        pieces += [gap, words]
        depth = 1 if kind in (BlockKind.LIST_ITEM, BlockKind.QUOTE) else 0
        blocks.append(Block(kind, size, size + len(words), depth))
        size += len(words)
    text = "".join(pieces)
    return told_apart(Body(text, tuple(blocks)))
