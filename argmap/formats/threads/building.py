"""From the posts that a reader found to a debate: ids, authors, parents, and what is doubtful about them.

What the file says is kept as it says it. A parent that is named but absent becomes a post of its own, marked missing, so that
its replies stay together; a circle of replies is cut; an id that two different posts have goes to the first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import PurePath

from argmap.formats.registry import FormatError
from argmap.formats.threads.thread import Cited, Note, PostDraft, Thread
from argmap.model.debate import Debate
from argmap.model.ids import new_id
from argmap.model.kinds import BlockKind, FindingLevel, ParentBasis, PostStatus, QuoteBasis, SpanRole
from argmap.model.records import AnyRecord, Author, Finding, Info, Post, Quote, Source, SourceSpan

MOST_POSTS = 2_000_000
"""Posts above which a file is refused."""
FILES_LISTED = 8
"""Files with copies that are told of one by one."""
LISTED = 40
"""Doubts of one kind that are listed one by one; more than that are counted in one finding."""


def build(thread: Thread, data: bytes, name: str, format_name: str) -> Debate:
    """The debate that a file holds, with the file as its source. Raises FormatError for a file without posts."""
    return build_all([(thread, data, name)], format_name)


def build_all(threads: Sequence[tuple[Thread, bytes, str]], format_name: str) -> Debate:
    """One debate of several files whose posts answer each other; each becomes a source. (thread, bytes, file name) each."""
    if sum(len(thread.posts) for thread, _, _ in threads) == 0:
        raise FormatError(f"“{threads[0][2]}” holds no posts. Choose a file with a debate in it.")
    if sum(len(thread.posts) for thread, _, _ in threads) > MOST_POSTS:
        raise FormatError(f"“{threads[0][2]}” holds more than {MOST_POSTS:,} posts. Split it and open the parts.")
    return _Builder(threads, format_name).debate()


def source_of(data: bytes, name: str, format_name: str, spans: tuple[SourceSpan, ...] = ()) -> Source:
    """The record of a file that is being read now."""
    digest = hashlib.sha256(data).hexdigest()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Source(new_id(), PurePath(name).name, format_name, digest, now, data, spans)


class _Builder:
    """The drafts of some files, numbered in reading order, on their way to records."""

    def __init__(self, threads: Sequence[tuple[Thread, bytes, str]], format_name: str) -> None:
        self._threads = threads
        self._sources = [source_of(data, name, format_name) for _, data, name in threads]
        self._title = next((t.title for t, _, _ in threads if t.title), PurePath(threads[0][2]).stem)
        self._drafts: list[PostDraft] = []
        self._ids: list[str] = []
        self._source_of: list[int] = []
        self._by_native: dict[str, int] = {}
        self._variants: dict[str, dict[bytes, int]] = {}  # of native ids that several posts have, by what they say
        self._strange: dict[
            tuple[int, str], int
        ] = {}  # by source and native id, posts whose id is another author's elsewhere
        self._numbers: dict[int, int] = {}  # of the draft objects, which live as long as this
        self._authors: dict[str, Author] = {}
        self._aliases = {name.casefold(): names for t, _, _ in threads for name, names in t.aliases.items()}
        self._missing: dict[str, Post] = {}
        self._spans: list[list[SourceSpan]] = [[] for _ in threads]
        self._findings: list[Finding] = []
        self._repeated: list[int] = []
        self._clashing: list[int] = []

    def debate(self) -> Debate:
        """The records that all this makes."""
        for number, (thread, _, _) in enumerate(self._threads):
            self._number(thread, number)
        self._note_copies()
        parents = [self._parent(number) for number in range(len(self._drafts))]
        self._cut_circles(parents)
        posts = [self._post(number, parent) for number, parent in enumerate(parents)]
        quotes = [self._quote(number, cited) for number, d in enumerate(self._drafts) for cited in d.body.quotes]
        self._note_all()
        sources = [
            Source(s.id, s.name, s.format, s.sha256, s.imported_at, s.content, tuple(sorted(spans, key=_span_order)))
            for s, spans in zip(self._sources, self._spans, strict=True)
        ]
        records: list[AnyRecord] = [Info(title=" ".join(self._title.split())), *sources, *self._authors.values()]
        return Debate([*records, *self._missing.values(), *posts, *quotes, *self._findings])

    def _number(self, thread: Thread, source: int) -> None:
        """Takes a file's posts in, except those that repeat one that is here already under the same id."""
        repeated = clashing = 0
        for draft in thread.posts:
            native = draft.native_id
            if native is not None and native in self._by_native:
                variants = self._variants_of(native)
                other = variants.setdefault(_said(draft), len(self._drafts))
                if other < len(self._drafts):
                    repeated += 1
                    self._numbers[id(draft)] = other
                    if draft.span is not None:
                        self._spans[source].append(SourceSpan(*draft.span, SpanRole.DUPLICATE, self._ids[other]))
                    continue
                clashing += 1
                if self._is_strange(draft, self._by_native[native], source):
                    self._strange.setdefault((source, native), len(self._drafts))
                draft.native_id = self._free(native, len(variants))
            if draft.native_id is not None:
                self._by_native[draft.native_id] = len(self._drafts)
            post_id = new_id()
            if draft.span is not None:
                self._spans[source].append(SourceSpan(*draft.span, SpanRole.POST, post_id))
            self._numbers[id(draft)] = len(self._drafts)
            self._drafts.append(draft)
            self._ids.append(post_id)
            self._source_of.append(source)
        self._spans[source] += (SourceSpan(start, end, SpanRole.NOISE) for start, end in thread.noise)
        self._repeated.append(repeated)
        self._clashing.append(clashing)

    def _note_copies(self) -> None:
        """Tells of copies file by file, and of all at once where there are many files."""
        names = [source.name for source in self._sources]
        for counts, level, code, said in (
            (self._repeated, FindingLevel.INFO, "repeated", "stood there twice and {} read once."),
            (
                self._clashing,
                FindingLevel.WARNING,
                "same-id",
                "had the id of another post with other words; both were kept.",
            ),
        ):
            told = [(name, count) for name, count in zip(names, counts, strict=True) if count]
            if len(told) > FILES_LISTED:
                told = [(told[0][0], sum(counts))]
            for name, count in told:
                self._find(level, code, name, f"{_posts(count)} {said.format('was' if count == 1 else 'were')}")

    def _variants_of(self, native: str) -> dict[bytes, int]:
        first = self._by_native[native]
        return self._variants.setdefault(native, {_said(self._drafts[first]): first})

    def _is_strange(self, draft: PostDraft, first: int, source: int) -> bool:
        """Whether a post has the id of one of another author in another file, so that both files count for themselves."""
        names = {" ".join(name.split()).casefold() for name in (draft.author, self._drafts[first].author)}
        return self._source_of[first] != source and len(names) == 2 and "" not in names

    def _named(self, native: str, source: int) -> int | None:
        """The number of the post that a file calls by an id."""
        return self._strange.get((source, native), self._by_native.get(native))

    def _free(self, native: str, number: int) -> str:
        while f"{native}#{number}" in self._by_native:
            number += 1
        return f"{native}#{number}"

    def _parent(self, number: int) -> int | str | None:
        """The number of the post that a post answers; the native id when it is named and absent; None."""
        draft = self._drafts[number]
        if draft.parent is None:
            return None if draft.answers is None else self._numbers.get(id(draft.answers))
        for native in (draft.parent, *draft.also_parents):
            found = self._named(native, self._source_of[number])
            if found is not None and found != number:
                return found
        return draft.parent if draft.parent not in self._by_native else None

    def _cut_circles(self, parents: list[int | str | None]) -> None:
        """Makes the first post of each circle of replies a thread of its own, and notes posts that answer themselves."""
        finished = bytearray(len(parents))
        cut = 0
        for start in range(len(parents)):
            path: list[int] = []
            on_path: set[int] = set()
            here: int | str | None = start
            while isinstance(here, int) and not finished[here]:
                if here in on_path:
                    first = min(path[path.index(here) :])
                    parents[first] = None
                    cut += 1
                    break
                on_path.add(here)
                path.append(here)
                here = parents[here]
            for number in path:
                finished[number] = 1
        own = sum(d.parent is not None and d.parent == d.native_id for d in self._drafts)
        if cut:
            text = f"{cut} circle{'s' * (cut != 1)} of posts that answer each other {'were' if cut != 1 else 'was'} cut open."
            self._find(FindingLevel.WARNING, "circle", self._sources[0].name, text)
        if own:
            text = (
                "1 post named itself as what it answers; it stands as a post that answers nothing."
                if own == 1
                else f"{own:,} posts named themselves as what they answer; they stand as posts that answer nothing."
            )
            self._find(FindingLevel.WARNING, "self-parent", self._sources[0].name, text)

    def _post(self, number: int, parent: int | str | None) -> Post:
        draft = self._drafts[number]
        basis, confidence = draft.parent_basis, draft.parent_confidence
        if parent is None:
            parent_id, basis, confidence = None, ParentBasis.NONE, None
        else:
            parent_id = self._ids[parent] if isinstance(parent, int) else self._absent(parent, number).id
        return Post(
            self._ids[number],
            source=self._sources[self._source_of[number]].id,
            native_id=draft.native_id,
            author=self._author(draft.author),
            parent=parent_id,
            parent_basis=basis,
            parent_confidence=confidence,
            position=number,
            posted_at=draft.posted_at,
            edited_at=draft.edited_at,
            status=draft.status,
            title=" ".join(draft.title.split()),
            text=draft.body.text,
            permalink=draft.permalink,
            score=draft.score,
            agreement=draft.agreement,
            blocks=draft.body.blocks,
        )

    def _absent(self, native: str, number: int) -> Post:
        """The post that stands for one that is named and not there, in the place of the first that names it."""
        if native not in self._missing:
            source = self._sources[self._source_of[number]].id
            self._missing[native] = Post(
                new_id(), source=source, native_id=native, status=PostStatus.MISSING, position=number
            )
        return self._missing[native]

    def _author(self, name: str) -> str | None:
        name = " ".join(name.split())
        if not name:
            return None
        author = self._authors.get(name.casefold())
        if author is None:
            author = Author(new_id(), name, self._aliases.get(name.casefold(), ()))
            self._authors[name.casefold()] = author
        return author.id

    def _quote(self, number: int, cited: Cited) -> Quote:
        """A quote by the file's marks. Where in its source the words stand is for whoever looks for quotes."""
        of = self._named(cited.of, self._source_of[number]) if cited.of is not None else None
        of_post = self._ids[of] if of is not None and of != number else None
        return Quote(
            new_id(),
            self._ids[number],
            cited.start,
            cited.end,
            of_post,
            basis=QuoteBasis.MARKUP,
            similarity=1.0 if of_post is not None else 0.0,
        )

    def _note_all(self) -> None:
        orphans = sum(
            d.parent is not None and d.parent in self._missing and d.status is not PostStatus.STUB for d in self._drafts
        )
        if orphans:
            verb = "name a parent that is" if orphans != 1 else "names a parent that is"
            text = f"{_posts(orphans)} {verb} not in this file."
            self._find(FindingLevel.WARNING, "absent-parent", self._sources[0].name, text)
        for (thread, _, _), source in zip(self._threads, self._sources, strict=True):
            for note in thread.notes:
                self._find(note.level, note.code, source.name, note.text)
        kinds: dict[tuple[str, str], list[tuple[str, Note]]] = {}
        for draft, post_id in zip(self._drafts, self._ids, strict=True):
            for note in draft.notes:
                kinds.setdefault((note.code, note.text), []).append((post_id, note))
        for (code, text), noted in kinds.items():
            if len(noted) <= LISTED:
                self._findings += (Finding(new_id(), note.level, code, post_id, text) for post_id, note in noted)
            else:
                self._find(noted[0][1].level, code, self._sources[0].name, f"{_posts(len(noted))}: {text}")

    def _find(self, level: FindingLevel, code: str, where: str, text: str) -> None:
        self._findings.append(Finding(new_id(), level, code, where, text))


def _said(draft: PostDraft) -> bytes:
    """A digest of a post's words without their spacing, and without the noise that copies of it came with."""
    text = draft.body.text
    words = " ".join(text[b.start : b.end] for b in draft.body.blocks if b.kind is not BlockKind.NOISE) or text
    return hashlib.sha256(" ".join(words.split()).encode("utf-8", "replace")).digest()


def _posts(count: int) -> str:
    return f"{count:,} post" if count == 1 else f"{count:,} posts"


def _span_order(span: SourceSpan) -> tuple[int, int]:
    return span.start, span.end
