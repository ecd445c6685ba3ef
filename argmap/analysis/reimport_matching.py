"""Which records of a debate that was just read are in another debate already.

Posts are the same by the file's own ids, within a family of formats; without such ids, by words and author in order, where
enough of two files agrees. Authors are the same by any name of theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from argmap.analysis.alignment import align
from argmap.model.debate import Debate
from argmap.model.kinds import PostStatus
from argmap.model.records import Author, Post

PLACEHOLDERS = frozenset({PostStatus.MISSING, PostStatus.STUB})
RELATED = 0.3
"""The share of the shorter file's words that must stand in posts that are the same for two files without ids to be versions
of one."""
ALIKE = 0.6
"""How similar two posts in one place must be for one to be the other after an edit."""
_LARGEST_GAP = 2_500  # pairs of posts that are compared where versions differ
_COMPARED = 200  # posts of one id with other words that are compared, of each file

Family = Callable[[str], str]


def ink(text: str) -> str:
    """A text without white space: what two readings of the same words share."""
    return "".join(text.split())


def same_authors(debate: Debate, other: Debate) -> dict[str, str]:
    """The authors of the other debate that are here already: their ids, with the ids here."""
    here: dict[str, str] = {}
    for author in debate.authors.values():
        here.setdefault(author.name.casefold(), author.id)
    for author in debate.authors.values():
        for alias in author.aliases:
            here.setdefault(alias.casefold(), author.id)
    found: dict[str, str] = {}
    for author in other.authors.values():
        known = next((here[name] for name in _names(author) if name in here), None)
        if known is not None:
            found[author.id] = known
    return found


def _names(author: Author) -> Iterator[str]:
    yield from (name.casefold() for name in (author.name, *author.aliases) if name)


class Matching:
    """``same`` has the ids of the other debate's posts that are here, with the ids here; ``authors`` likewise."""

    def __init__(self, debate: Debate, other: Debate, family: Family) -> None:
        self._debate, self._other, self._family = debate, other, family
        self._families: dict[str, str] = {}
        self.authors = same_authors(debate, other)
        self.same: dict[str, str] = {}
        self._taken: set[str] = set()
        self._by_ids()
        self._by_words()

    def key(self, debate: Debate, post: Post) -> tuple[str, str] | None:
        """The family of formats and the file's own id, None for a post without one."""
        if post.native_id is None:
            return None
        source = debate.sources[post.source].format if post.source is not None else ""
        if source not in self._families:
            self._families[source] = self._family(source)
        return self._families[source], post.native_id

    def _pair(self, theirs: str, mine: str) -> None:
        self.same[theirs] = mine
        self._taken.add(mine)

    def _by_ids(self) -> None:
        here: dict[tuple[str, str], list[Post]] = {}
        for post in self._debate.posts.values():
            key = self.key(self._debate, post)
            if key is not None:
                here.setdefault(key, []).append(post)
        for post in self._other.posts.values():
            mine = self._debate.posts.get(post.id)
            if mine is not None and mine.id not in self._taken and self._may_be(mine, post):
                self._pair(post.id, mine.id)
                continue
            key = self.key(self._other, post)
            known = [each for each in here.get(key, ()) if each.id not in self._taken] if key is not None else []
            found = next((each for each in known if each.text == post.text), None)
            found = found or next((each for each in known if self._may_be(each, post)), None)
            if found is not None:
                self._pair(post.id, found.id)
        self._part_what_only_counts_alike()

    def _part_what_only_counts_alike(self) -> None:
        """Takes back the pairs of a file whose posts have the ids of posts here and nothing of their words, time and again:
        such a file counts its posts anew, as many tables do, and one edit of all of them is not to be believed."""
        pairs: dict[str | None, list[tuple[Post, Post]]] = {}
        for theirs, mine in self.same.items():
            post, known = self._other.posts[theirs], self._debate.posts[mine]
            if post.id != known.id and post.text and known.text:
                pairs.setdefault(post.source, []).append((post, known))
        for of_file in pairs.values():
            differing = [pair for pair in of_file if pair[0].text != pair[1].text]
            if len(differing) < max(2, (1 - RELATED) * len(of_file)):
                continue
            unlike = [not _similar(post.text, known.text) for post, known in differing[:_COMPARED]]
            share = sum(unlike) / len(unlike) * len(differing) / len(of_file)
            if share <= 1 - RELATED:
                continue
            for post, known in differing:
                if not _similar(post.text, known.text):
                    del self.same[post.id]
                    self._taken.discard(known.id)

    def _may_be(self, mine: Post, theirs: Post) -> bool:
        """Whether two posts with one id can be the same: some files count their posts from one, so that an id says little
        when author, time and words all differ."""
        if mine.status in PLACEHOLDERS or theirs.status in PLACEHOLDERS or mine.text == theirs.text:
            return True
        if theirs.author is None or mine.author is None or self.authors.get(theirs.author) == mine.author:
            return theirs.native_id is not None or mine.native_id is not None or _similar(mine.text, theirs.text)
        return mine.posted_at is not None and mine.posted_at == theirs.posted_at

    def _by_words(self) -> None:
        mine = _grouped(p for p in self._debate.posts.values() if p.id not in self._taken)
        theirs = _grouped(p for p in self._other.posts.values() if p.id not in self.same)
        for posts in theirs.values():
            best = max(
                ((self._share(each, posts), each) for each in mine.values()), key=lambda pair: pair[0], default=None
            )
            if best is not None and best[0] >= RELATED:
                self._in_order([post for post in best[1] if post.id not in self._taken], posts)

    def _key_here(self, post: Post) -> tuple[str | None, str]:
        return post.author, ink(post.text)

    def _key_there(self, post: Post) -> tuple[str | None, str]:
        author = None if post.author is None else self.authors.get(post.author, post.author)
        return author, ink(post.text)

    def _share(self, mine: list[Post], theirs: list[Post]) -> float:
        """The share of the shorter one's words that stand in posts that are the same."""
        here = Counter(self._key_here(post) for post in mine)
        there = Counter(self._key_there(post) for post in theirs)
        both = sum(len(key[1]) * count for key, count in (here & there).items())
        sizes = [sum(len(key[1]) * count for key, count in side.items()) for side in (here, there)]
        return both / max(1, min(sizes))

    def _in_order(self, mine: list[Post], theirs: list[Post]) -> None:
        numbers: dict[tuple[str | None, str], int] = {}
        here = [numbers.setdefault(self._key_here(post), len(numbers) + 1) for post in mine]
        there = [numbers.setdefault(self._key_there(post), len(numbers) + 1) for post in theirs]
        runs = align(here, there)
        for at, to, size in runs:
            for step in range(size):
                self._pair(theirs[to + step].id, mine[at + step].id)
        ends = [(0, 0, 0), *runs, (len(mine), len(theirs), 0)]
        for (a, b, size), (next_a, next_b, _) in pairwise(ends):
            self._edited(mine[a + size : next_a], theirs[b + size : next_b])

    def _edited(self, mine: list[Post], theirs: list[Post]) -> None:
        """Pairs posts between two that are the same: those by one author with much the same words, in order."""
        if len(mine) * len(theirs) > _LARGEST_GAP:
            return
        first = 0
        for post in theirs:
            author = self._key_there(post)[0]
            for number in range(first, len(mine)):
                if mine[number].author == author and _similar(mine[number].text, post.text):
                    self._pair(post.id, mine[number].id)
                    first = number + 1
                    break


def _grouped(posts: Iterable[Post]) -> dict[str | None, list[Post]]:
    """Posts without ids of the file's own by their source, in order."""
    groups: dict[str | None, list[Post]] = {}
    for post in posts:
        if post.native_id is None and post.status not in PLACEHOLDERS and post.text:
            groups.setdefault(post.source, []).append(post)
    for group in groups.values():
        group.sort(key=lambda post: (post.position, post.id))
    return groups


def _similar(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, score_cutoff=ALIKE * 100) > 0
