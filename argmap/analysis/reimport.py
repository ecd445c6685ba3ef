"""Adding what a file holds to a debate that may hold some of it already: only what is new is added, what was only named is
filled in, what was edited gets its new words, and what people made of it stays on its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from argmap.analysis.anchoring import Found, Moves
from argmap.analysis.reimport_edited import KEEP_OLD, Choice, Question, applied, decided_blocks
from argmap.analysis.reimport_matching import Family, Matching
from argmap.analysis.reimport_tags import Tags
from argmap.analysis.reimport_thread import EDITED, Thread, Told
from argmap.model.debate import Change, Debate, Edit, edit_of
from argmap.model.ids import new_id
from argmap.model.kinds import FindingLevel, SpanRole, Table
from argmap.model.records import Finding, Quote, Source, SourceSpan

__all__ = ["KEEP_OLD", "Choice", "Merged", "Question", "merge"]

LISTED = 40
"""Doubts of one kind that are listed one by one; more than that are counted in one finding."""
_ORDER = {table: number for number, table in enumerate(Table)}


@dataclass(frozen=True, slots=True)
class Merged:
    """The edit that adds what is new, empty when there is nothing; and what was left as it is until somebody says where its
    words go. Answers go back to ``merge`` as ``choices``, by the questions' keys: a start and an end in the question's text,
    or KEEP_OLD."""

    edit: Edit
    questions: tuple[Question, ...] = ()


def merge(
    debate: Debate,
    other: Debate,
    label: str,
    *,
    family: Family = str,
    choices: Mapping[str, Choice] | None = None,
) -> Merged:
    """The edit that adds a freshly read debate to this one. ``family`` gives, for a format, what it has in common with others
    whose ids name the same posts. Nothing that a user decided is changed. Merging the same again adds nothing. About linear
    in both."""
    return _Merge(debate, other, family, choices or {}).merged(label)


class _Merge:
    """Two debates on their way to an edit of the first."""

    def __init__(self, debate: Debate, other: Debate, family: Family, choices: Mapping[str, Choice]) -> None:
        self._debate, self._other = debate, other
        matching = Matching(debate, other, family)
        self._related = bool(matching.same)
        self._thread = Thread(debate, other, matching, choices)
        self._moves: dict[str, Moves] = {}

    def merged(self, label: str) -> Merged:
        """The whole edit."""
        result = self._thread.settle()
        moved = {change.id: change for change in applied(self._debate, result.places)}
        quotes = self._quotes({i: c for i, c in moved.items() if c.table is Table.QUOTES})
        tags = Tags(self._debate, self._other, self._span_here, self._related or bool(self._thread.known))
        views = list(self._views(tags))
        changes = [Change(None, author) for author in result.authors]
        changes += self._posts(quotes)
        changes += quotes.values()
        changes += (change for change in moved.values() if change.table is not Table.QUOTES)
        changes += tags.changes()
        changes += self._authors_alone()
        changes += views
        told = [*result.told, *self._told_of_edits(len(result.edited)), *_told_of_tags(tags)]
        changes += self._findings(told, bool(changes) or bool(result.gone))
        changes += self._settled(result.edited)
        if changes or result.gone:
            changes += self._sources()
            mine, theirs = self._debate.info, self._other.info
            info = replace(mine, title=mine.title or theirs.title, layout=mine.layout or theirs.layout)
            changes.append(Change(mine, info))
        edit = edit_of(label, sorted(changes, key=lambda change: _ORDER[change.table]))
        if result.gone:
            gone = ((Table.POSTS, post_id) for post_id in result.gone)
            edit = edit_of(label, self._debate.deletion(*gone, after=edit.changes))
        return Merged(edit, tuple(result.questions))

    def _span_here(self, post_id: str, start: int, end: int) -> tuple[str, int, int] | None:
        """Where words of the other debate's post are here."""
        here = self._thread.here(post_id)
        if here is None or (here not in self._debate.posts and here not in self._thread.result.posts):
            return None
        there, text = self._other.posts[post_id].text, self._thread.text(here)
        if there == text:
            return here, start, end
        if post_id not in self._moves:
            self._moves[post_id] = Moves(there, text)
        place = self._moves[post_id].place(start, end)
        return (here, place.start, place.end) if isinstance(place, Found) else None

    # --- quotes ---

    def _quotes(self, moved: dict[str, Change]) -> dict[str, Change]:
        """The changes of quotes by their ids: those that moved, those that found their source, and new ones. A quote that is
        here already, whatever was decided of it, is not added again."""
        changes = dict(moved)
        here: dict[str, list[Quote]] = {}
        for quote in self._debate.quotes.values():
            now = changes[quote.id].after if quote.id in changes else quote
            if isinstance(now, Quote):
                here.setdefault(now.post, []).append(now)
        for theirs in self._other.quotes.values():
            if not self._is_told_anew(theirs.post):
                continue
            new = self._quote_here(theirs)
            if new is None:
                continue
            old = [quote for quote in here.get(new.post, ()) if _overlap(quote, new)]
            if not old:
                changes[new.id] = Change(None, new)
            elif new.of_post is not None and all(q.of_post is None and not q.decided_by for q in old):
                first = max(old, key=lambda quote: min(quote.end, new.end) - max(quote.start, new.start))
                found = replace(first, of_post=new.of_post, of_start=new.of_start, of_end=new.of_end)
                before = changes[first.id].before if first.id in changes else self._debate.quotes.get(first.id)
                changes[first.id] = Change(before, replace(found, similarity=new.similarity))
                here[new.post] = [
                    replace(found, similarity=new.similarity) if q is first else q for q in here[new.post]
                ]
        return changes

    def _is_told_anew(self, post_id: str) -> bool:
        """Whether the other debate's reading of a post counts: not of files that were read before."""
        post = self._other.posts[post_id]
        here = self._thread.here(post_id)
        return post.source not in self._thread.known or here in self._thread.result.edited

    def _quote_here(self, quote: Quote) -> Quote | None:
        span = self._span_here(quote.post, quote.start, quote.end)
        if span is None:
            return None
        of_post, of_start, of_end = self._thread.here(quote.of_post), quote.of_start, quote.of_end
        if of_post is not None and of_post not in self._debate.posts and of_post not in self._thread.result.posts:
            of_post = None
        if quote.of_post is not None and of_start is not None and of_end is not None:
            of = self._span_here(quote.of_post, of_start, of_end)
            of_start, of_end = of[1:] if of is not None else (None, None)
        if of_post is None:
            of_start = of_end = None
        own = quote.id if self._debate.find(quote.id) is None else new_id()
        return replace(
            quote, id=own, post=span[0], start=span[1], end=span[2], of_post=of_post, of_start=of_start, of_end=of_end
        )

    # --- posts, sources, authors ---

    def _posts(self, quotes: Mapping[str, Change]) -> Iterator[Change]:
        """The changes of posts. Edited ones keep what was decided of their quotes in their blocks."""
        result = self._thread.result
        decided: dict[str, list[Quote]] = {}
        for quote in self._debate.quotes.values() if result.edited else ():
            now = quotes[quote.id].after if quote.id in quotes else quote
            if isinstance(now, Quote) and now.post in result.edited:
                decided.setdefault(now.post, []).append(now)
        for post in result.posts.values():
            if post.id in decided:
                post = replace(post, blocks=decided_blocks(post.blocks, decided[post.id]))  # noqa: PLW2901
            yield Change(self._debate.posts.get(post.id), post)

    def _authors_alone(self) -> Iterator[Change]:
        """Authors of whom the other debate has no posts: somebody has put them there."""
        if self._thread.known:
            return
        named = {post.author for post in self._other.posts.values()}
        known = {author.id for author in self._thread.result.authors}
        names = {author.name.casefold() for author in self._debate.authors.values()}
        for author in self._other.authors.values():
            if author.id not in named | known and author.name.casefold() not in names:
                yield Change(None, replace(author, id=author.id if self._debate.find(author.id) is None else new_id()))

    def _views(self, tags: Tags) -> Iterator[Change]:
        """Views of the map whose names nobody has used here."""
        names = {view.name.casefold() for view in self._debate.views.values()}
        for view in self._other.views.values():
            if view.name.casefold() not in names:
                authors = (self._thread.author(i) for i in view.authors)
                new = replace(
                    view,
                    id=view.id if self._debate.find(view.id) is None else new_id(),
                    provisions=tuple(map(tags.here, view.provisions)),
                    topics=tuple(map(tags.here, view.topics)),
                    authors=tuple(i for i in authors if i is not None),
                    folded=tuple(map(tags.here, view.folded)),
                )
                yield Change(None, new)

    def _sources(self) -> Iterator[Change]:
        for source in self._other.sources.values():
            if source.id not in self._thread.known:
                spans = tuple(self._span(span) for span in source.spans)
                yield Change(None, _named(source, self._thread.sources[source.id], spans))

    def _span(self, span: SourceSpan) -> SourceSpan:
        here = self._thread.here(span.post)
        if span.post is None:
            return span
        if here in self._thread.result.posts or here in self._debate.posts:
            return replace(span, post=here)
        return replace(span, post=None, role=SpanRole.NOISE)

    # --- findings ---

    def _told_of_edits(self, count: int) -> Iterator[Told]:
        if count:
            source = next((s.name for s in self._other.sources.values() if s.id not in self._thread.known), "")
            were = (
                "1 post was edited where it came from and has its"
                if count == 1
                else (f"{count:,} posts were edited where they came from and have their")
            )
            yield Told(FindingLevel.INFO, EDITED, source, f"{were} new words; what was tagged moved with them.")

    def _findings(self, told: Iterable[Told], anything: bool) -> Iterator[Change]:
        """Findings that are not here yet. Those of the file itself count only when it brings something."""
        known = {(f.code, f.where, f.text) for f in self._debate.findings.values()}
        new = [Finding(new_id(), t.level, t.code, t.where, t.text, t.decision) for t in _listed(told)]
        for finding in [*new, *(self._file_findings() if anything else ())]:
            if (finding.code, finding.where, finding.text) not in known:
                yield Change(None, finding)

    def _file_findings(self) -> Iterator[Finding]:
        names = {source.name for source in self._other.sources.values() if source.id in self._thread.known}
        for finding in self._other.findings.values():
            own = finding.id if self._debate.find(finding.id) is None else new_id()
            if finding.where in self._other.posts:
                if self._thread.is_new(finding.where):
                    yield replace(finding, id=own, where=self._thread.here(finding.where) or "")
            elif finding.where not in names and not (finding.code == "absent-parent" and self._has_parents()):
                yield replace(finding, id=own)

    def _has_parents(self) -> bool:
        """Whether every post that the file only names is here."""
        absent = (p.id for p in self._other.posts.values() if p.status == "missing")
        absent_here = [self._thread.here(post_id) in self._debate.posts for post_id in absent]
        return bool(absent_here) and all(absent_here)

    def _settled(self, edited: set[str]) -> Iterator[Change]:
        """What waited for an answer that was given is settled."""
        for finding in self._debate.findings.values() if edited else ():
            if finding.code == EDITED and finding.where in edited and not finding.decision:
                yield Change(finding, replace(finding, decision="user"))


def _overlap(one: Quote, other: Quote) -> bool:
    """Whether two spans of one post share half of the shorter one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared * 2 >= min(one.end - one.start, other.end - other.start)


def _named(source: Source, own: str, spans: tuple[SourceSpan, ...]) -> Source:
    return replace(source, id=own, spans=spans)


def _told_of_tags(tags: Tags) -> Iterator[Told]:
    if tags.differing:
        text = "Some tags are here under the same id and say something else. What is here was kept."
        yield Told(FindingLevel.WARNING, "differing", "", text)
    if tags.lost:
        one = tags.lost == 1
        text = (
            f"{tags.lost:,} of the added statements {'names' if one else 'name'} words that are not in this debate; "
            f"{'it stands' if one else 'they stand'} here without a passage."
        )
        yield Told(FindingLevel.WARNING, "no-passage", "", text)


def _listed(told: Iterable[Told]) -> Iterator[Told]:
    """Doubts of one kind one by one as long as they are few; those that somebody has to settle always."""
    kinds: dict[tuple[str, str, bool], list[Told]] = {}
    for row in told:
        open_one = row.code == EDITED and (row.level is FindingLevel.WARNING or bool(row.decision))
        kinds.setdefault((row.code, row.text, open_one), []).append(row)
    for (_, text, open_one), rows in kinds.items():
        if open_one or len(rows) <= LISTED:
            yield from rows
        else:
            yield replace(rows[0], where="", text=f"{len(rows):,} posts: {text}")
