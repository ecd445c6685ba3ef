"""The posts of a debate once those of another are added: which are new, filled in or edited, and what they answer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from argmap.analysis.reimport_edited import Choice, Moved, Places, Question, moved
from argmap.analysis.reimport_matching import PLACEHOLDERS, Matching, ink
from argmap.analysis.reimport_posts import GONE, Splits, filled, is_older, joined, refreshed, takes_parent, with_parent
from argmap.analysis.reimport_stubs import below, count_of, with_count
from argmap.model.debate import Debate
from argmap.model.ids import new_id
from argmap.model.kinds import FindingLevel, ParentBasis, PostStatus
from argmap.model.records import Author, Finding, Post

EDITED = "edited"
"""The code of findings about posts that were edited where they came from."""
_KEPT = "kept:"


@dataclass(frozen=True, slots=True)
class Told:
    """Something to tell of a post, which ``where`` names by id."""

    level: FindingLevel
    code: str
    where: str
    text: str
    decision: str = ""


@dataclass(slots=True)
class Result:
    """``posts`` as they are to be, where they are new or different; ``gone`` are ids of stubs that stand for nothing any
    more; ``edited`` are ids of posts with new words, and ``places`` where spans in them are now."""

    posts: dict[str, Post] = field(default_factory=dict)
    authors: list[Author] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    edited: set[str] = field(default_factory=set)
    places: Places = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


class Thread:
    """The other debate's posts on their way into this one. ``here`` gives their ids in this debate."""

    def __init__(self, debate: Debate, other: Debate, matching: Matching, choices: Mapping[str, Choice]) -> None:
        self._debate, self._other, self._choices = debate, other, choices
        self._authors = dict(matching.authors)
        self._same = matching.same
        self._joined = joined(debate, other, self._same)
        self.sources = _known_sources(debate, other)
        self.known = frozenset(self.sources)
        for source in other.sources.values():
            if source.id not in self.sources:
                self.sources[source.id] = source.id if debate.find(source.id) is None else new_id()
        self._splits = Splits(debate)
        self._at: dict[str, list[Finding]] = {}
        for finding in debate.findings.values():
            self._at.setdefault(finding.where, []).append(finding)
        self._new: dict[str, str] = {}
        for post in other.posts.values():
            if post.id not in self._same and post.id not in self._joined and post.source not in self.known:
                self._new[post.id] = post.id if debate.find(post.id) is None else new_id()
        self.result = Result()

    def here(self, post_id: str | None) -> str | None:
        """The id in this debate of a post of the other, None for one that is not taken."""
        if post_id is None:
            return None
        return self._same.get(post_id) or self._joined.get(post_id) or self._new.get(post_id)

    def is_new(self, post_id: str) -> bool:
        """Whether a post of the other debate is added, or takes the place of one that was only named."""
        mine = self._same.get(post_id)
        filled_in = mine in self.result.posts and self._debate.posts[mine].status in PLACEHOLDERS
        return post_id in self._new or filled_in

    def text(self, post_id: str) -> str:
        """The words that a post of this debate will have."""
        return (self.result.posts.get(post_id) or self._debate.posts[post_id]).text

    def settle(self) -> Result:
        """Everything there is to say of the posts."""
        self._place()
        self._answer()
        self._count_stubs()
        self._drop_unneeded()
        return self.result

    # --- the posts one by one ---

    def _place(self) -> None:
        """Goes through the other debate in its order. A new post stands after the one that it follows there."""
        first, anchored = self._beginnings()
        last: dict[str | None, Post] = {}
        for theirs in sorted(self._other.posts.values(), key=lambda post: (post.position, post.id)):
            before = last.get(theirs.source)
            mine = self._debate.posts.get(self._same.get(theirs.id, ""))
            if mine is not None:
                self._compare(mine, theirs, mine.position if before is None else max(mine.position, before.position))
                if mine.status not in PLACEHOLDERS:
                    last[theirs.source] = mine
            elif theirs.id in self._new:
                here = self._new[theirs.id]
                position = first[theirs.source] + theirs.position
                if theirs.source in anchored:
                    position = first[theirs.source] if before is None else before.position + (here <= before.id)
                new = self.result.posts[here] = self._added(theirs, here, position)
                if theirs.source in anchored:
                    last[theirs.source] = new

    def _added(self, theirs: Post, here: str, position: int) -> Post:
        """A post of the other debate with the ids of this one."""
        source, author, parent = self._source(theirs.source), self.author(theirs.author), self.here(theirs.parent)
        if (here, source, author, parent, position) == (
            theirs.id,
            theirs.source,
            theirs.author,
            theirs.parent,
            theirs.position,
        ):
            return theirs
        new = replace(theirs, id=here, source=source, author=author, parent=parent, position=position)
        lost = theirs.parent is not None and parent is None
        return with_parent(new, None, ParentBasis.NONE, None) if lost else new

    def _beginnings(self) -> tuple[dict[str | None, int], set[str | None]]:
        """Where the posts of each source begin: before its first post that is here, else after everything that is here; and
        the sources of which posts are here."""
        places: dict[str | None, int] = {}
        for theirs, mine in self._same.items():
            source, post = self._other.posts[theirs].source, self._debate.posts[mine]
            if post.status not in PLACEHOLDERS:
                places[source] = min(places.get(source, post.position), post.position)
        end = max((post.position for post in self._debate.posts.values()), default=-1) + 1
        sources = {post.source for post in self._other.posts.values()}
        return {source: places[source] - 1 if source in places else end for source in sources}, set(places)

    def author(self, author_id: str | None) -> str | None:
        """The id here of an author of the other debate, who is added if need be."""
        if author_id is None:
            return None
        if author_id not in self._authors:
            here = author_id if self._debate.find(author_id) is None else new_id()
            self._authors[author_id] = here
            self.result.authors.append(replace(self._other.authors[author_id], id=here))
        return self._authors[author_id]

    def _source(self, source_id: str | None) -> str | None:
        return None if source_id is None else self.sources[source_id]

    def _compare(self, mine: Post, theirs: Post, position: int) -> None:
        """What a post that is in both becomes."""
        if theirs.status in PLACEHOLDERS or (theirs.source in self.known and not self._is_pending(mine)):
            return
        if mine.status in PLACEHOLDERS:
            source, author = self._source(theirs.source), self.author(theirs.author)
            self.result.posts[mine.id] = filled(mine, theirs, source, author, position)
            return
        new = refreshed(mine, theirs)
        if mine.author is None and theirs.author is not None:
            new = replace(new, author=self.author(theirs.author))
        if theirs.status in GONE and mine.text.strip() and mine.status is PostStatus.OK:
            text = "This post was deleted where it came from. Its words are kept here."
            self._tell(FindingLevel.INFO, "deleted", mine.id, text)
        elif mine.status in GONE and theirs.status is PostStatus.OK and theirs.text.strip() and not mine.text.strip():
            new = replace(new, status=PostStatus.OK, text=theirs.text, blocks=theirs.blocks)
            new = replace(new, source=self._source(theirs.source))
            text = "This post is deleted where it came from. Its words are from another file."
            self._tell(FindingLevel.INFO, "deleted", mine.id, text)
        elif self._is_edited(mine, theirs):
            new = self._reworded(mine, theirs, new)
        if new != mine:
            self.result.posts[mine.id] = new

    def _is_edited(self, mine: Post, theirs: Post) -> bool:
        if mine.text == theirs.text or theirs.status in GONE or is_older(theirs, mine):
            return False
        if mine.id in self._joined.values() or ink(mine.text) == ink(theirs.text):
            return False
        return not self._splits.is_split(mine, theirs.text)

    def _reworded(self, mine: Post, theirs: Post, new: Post) -> Post:
        """The post with its new words, unless something that was tagged has no certain place in them."""
        kept = replace(new, edited_at=mine.edited_at)
        if self._splits.has_parts(mine):
            text = "This post was edited where it came from. It was split here, so it keeps its old words."
            self._tell(FindingLevel.WARNING, EDITED, mine.id, text)
            return kept
        mark = _KEPT + hashlib.sha256(theirs.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        if any(finding.decision == mark for finding in self._at.get(mine.id, ())):
            return kept
        result = moved(self._debate, mine, theirs.text, self._choices)
        if result.kept or result.questions:
            self._keep(mine, result, mark)
            return kept
        self.result.places.update(result.places)
        self.result.edited.add(mine.id)
        return replace(new, text=theirs.text, blocks=theirs.blocks, source=self._source(theirs.source))

    def _keep(self, mine: Post, result: Moved, mark: str) -> None:
        if result.kept:
            text = "This post was edited where it came from. It keeps its old words, as was decided."
            self._tell(FindingLevel.INFO, EDITED, mine.id, text, mark)
            return
        self.result.questions += result.questions
        text = (
            "This post was edited where it came from, and what was tagged in it has no certain place in its new words. It keeps "
            "the old ones: import the file again to say where the tags go."
        )
        self._tell(FindingLevel.WARNING, EDITED, mine.id, text)

    def _is_pending(self, mine: Post) -> bool:
        """Whether a post still has its old words because nobody has said where its tags go."""
        return any(finding.code == EDITED and not finding.decision for finding in self._at.get(mine.id, ()))

    def _tell(self, level: FindingLevel, code: str, where: str, text: str, decision: str = "") -> None:
        self.result.told.append(Told(level, code, where, text, decision))

    # --- what they answer ---

    def _answer(self) -> None:
        """Parents of posts that were here. What was inferred gives way to what a file says; the user's word to nothing."""
        changed: list[str] = []
        for theirs_id, mine_id in self._same.items():
            theirs, mine = self._other.posts[theirs_id], self._debate.posts[mine_id]
            parent = self.here(theirs.parent)
            new = self.result.posts.get(mine.id)
            if new is not None and mine.status in PLACEHOLDERS and mine.parent_basis is not ParentBasis.USER:
                basis = theirs.parent_basis if parent is not None else ParentBasis.NONE
                self.result.posts[mine.id] = with_parent(
                    new, parent, basis, theirs.parent_confidence if parent else None
                )
                changed.append(mine.id)
            elif parent not in (None, mine.id) and theirs.source not in self.known and takes_parent(mine, theirs):
                new = with_parent(new or mine, parent, theirs.parent_basis, theirs.parent_confidence)
                if new != mine:
                    self.result.posts[mine.id] = new
                    changed.append(mine.id)
        self._cut_circles(changed)

    def _cut_circles(self, changed: list[str]) -> None:
        """Takes back changes of parents that would make posts answer each other in a circle."""
        left = dict.fromkeys(changed)
        while left and (circle := self._circle(left)):
            for post_id in circle:
                if post_id in left:
                    mine = self._debate.posts[post_id]
                    new = with_parent(
                        self.result.posts[post_id], mine.parent, mine.parent_basis, mine.parent_confidence
                    )
                    self.result.posts[post_id] = new
                    del left[post_id]

    def _circle(self, starts: Mapping[str, None]) -> list[str]:
        finished: set[str] = set()
        for start in starts:
            path: dict[str, None] = {}
            here: str | None = start
            while here is not None and here not in finished:
                if here in path:
                    return list(path)[list(path).index(here) :]
                path[here] = None
                here = self._parent(here)
            finished.update(path)
        return []

    def _parent(self, post_id: str) -> str | None:
        post = self.result.posts.get(post_id) or self._debate.posts.get(post_id)
        return None if post is None else post.parent

    # --- posts that stand for others ---

    def _count_stubs(self) -> None:
        """Stubs count what is still absent: a post that arrives below their parent is one less."""
        mine = {p.parent: p for p in self._debate.posts.values() if p.status is PostStatus.STUB and p.parent}
        theirs = {self.here(p.parent): p for p in self._other.posts.values() if p.status is PostStatus.STUB}
        if not mine and not theirs:
            return
        roots = [root for root in {*mine, *theirs} if root is not None]
        parents = {post.id: post.parent for post in (*self._debate.posts.values(), *self.result.posts.values())}
        arrived = below(parents, self._arrived(), roots)
        there = {self.here(p.id) for p in self._other.posts.values() if p.status not in PLACEHOLDERS}
        extra = below(
            parents,
            (p.id for p in self._debate.posts.values() if p.status not in PLACEHOLDERS and p.id not in there),
            roots,
        )
        for root in roots:
            self._count(mine.get(root), theirs.get(root), arrived[root], extra[root])

    def _arrived(self) -> Iterator[str]:
        for post in self.result.posts.values():
            before = self._debate.posts.get(post.id)
            if post.status not in PLACEHOLDERS and (before is None or before.status in PLACEHOLDERS):
                yield post.id

    def _count(self, mine: Post | None, theirs: Post | None, arrived: int, extra: int) -> None:
        if theirs is not None and theirs.source in self.known:
            theirs = None
        told = count_of(theirs) if theirs is not None else None
        new = None if theirs is None else self.result.posts.get(self._new.get(theirs.id, ""))
        stub = mine if mine is not None and self.result.posts.get(mine.id, mine).status is PostStatus.STUB else new
        if stub is None:
            return
        count = told - extra if told is not None else None
        if count is None:
            known = count_of(stub)
            count = (0 if arrived or extra else 1) if known is None else known - arrived
            if known is None and count:
                return
        if count > 0:
            counted = with_count(stub, count)
            if counted is not mine:
                self.result.posts[stub.id] = counted
        elif stub is new:
            del self.result.posts[stub.id]
        else:
            self.result.gone.append(stub.id)
            self.result.posts.pop(stub.id, None)

    def _drop_unneeded(self) -> None:
        """New posts that only stand for absent parents, and whose replies all answer something else."""
        answered = {post.parent for post in self.result.posts.values()}
        for theirs, here in self._new.items():
            if self._other.posts[theirs].status is PostStatus.MISSING and here not in answered:
                self.result.posts.pop(here, None)


def _known_sources(debate: Debate, other: Debate) -> dict[str, str]:
    """The sources of the other debate that are here already, by their bytes, or by id where nobody knows the bytes."""
    here = {source.sha256: source.id for source in debate.sources.values() if source.sha256}
    found = {}
    for source in other.sources.values():
        mine = debate.sources.get(source.id)
        if source.sha256 in here:
            found[source.id] = here[source.sha256]
        elif mine is not None and (mine.name, mine.format, mine.sha256) == (source.name, source.format, source.sha256):
            found[source.id] = mine.id
    return found
