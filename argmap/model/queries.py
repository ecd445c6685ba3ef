"""Questions asked of a debate. None of them changes it; each says its cost where that is more than its answer's size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from argmap.model.debate import Debate
from argmap.model.kinds import Table, TargetKind
from argmap.model.records import Author, Passage, Post, Provision, Relation, Statement, Topic

_Node = TypeVar("_Node", Post, Provision, Topic)


def thread_order(debate: Debate) -> list[tuple[Post, int]]:
    """(post, reply depth) depth first, siblings by position; roots have depth 0. Linear, and iterative for deep threads."""
    return _tree_order(debate.posts, key=lambda post: (post.position, post.id))


def provision_order(debate: Debate) -> list[tuple[Provision, int]]:
    """(provision, depth) of the tree of provisions, siblings by position."""
    return _tree_order(debate.provisions, key=lambda provision: (provision.position, provision.id))


def topic_order(debate: Debate) -> list[tuple[Topic, int]]:
    """(topic, depth) of the codebook, siblings in the order in which they were made."""
    return _tree_order(debate.topics, key=lambda topic: topic.id)


def _tree_order(records: Mapping[str, _Node], key: object) -> list[tuple[_Node, int]]:
    children: dict[str | None, list[_Node]] = {}
    for record in sorted(records.values(), key=key, reverse=True):  # type: ignore[call-overload]
        children.setdefault(record.parent, []).append(record)
    order: list[tuple[_Node, int]] = []
    stack = [(record, 0) for record in children.get(None, ())]
    while stack:
        record, depth = stack.pop()
        order.append((record, depth))
        stack.extend((child, depth + 1) for child in children.get(record.id, ()))
    return order


def replies(debate: Debate, post_id: str) -> list[Post]:
    """The direct replies to a post, in order."""
    found = [
        debate.posts[i] for t, i in debate.referrers(post_id) if t is Table.POSTS and debate.posts[i].parent == post_id
    ]
    return sorted(found, key=lambda post: (post.position, post.id))


def statements_of_post(debate: Debate, post_id: str) -> list[Statement]:
    """The statements with a passage in a post, in the order of their first passage there."""
    found = [debate.statements[i] for t, i in debate.referrers(post_id) if t is Table.STATEMENTS]
    return sorted(found, key=lambda statement: (_first_in(statement, post_id), statement.id))


def _first_in(statement: Statement, post_id: str) -> tuple[int, int]:
    return min((p.start, p.end) for p in statement.passages if p.post == post_id)


def relations_from(debate: Debate, statement_id: str) -> list[Relation]:
    """The relations of which a statement is a source."""
    return [r for r in _relations_naming(debate, statement_id) if statement_id in r.sources]


def relations_to(debate: Debate, target_id: str) -> list[Relation]:
    """The relations that act on a statement, relation or provision."""
    return [r for r in _relations_naming(debate, target_id) if r.target.id == target_id]


def _relations_naming(debate: Debate, record_id: str) -> list[Relation]:
    return sorted(
        (debate.relations[i] for t, i in debate.referrers(record_id) if t is Table.RELATIONS), key=lambda r: r.id
    )


def provisions_of(debate: Debate, statement_id: str) -> list[tuple[Relation, Provision]]:
    """The provisions that a statement is directly linked to, each with the relation that links it."""
    return [
        (relation, debate.provisions[relation.target.id])
        for relation in relations_from(debate, statement_id)
        if relation.target.kind is TargetKind.PROVISION
    ]


def amendments(debate: Debate) -> Iterator[tuple[str, Provision, int]]:
    """(statement id, provision, version number) for every version that a statement brought about."""
    for provision in debate.provisions.values():
        for version in provision.versions:
            if version.because_of is not None:
                yield version.because_of, provision, version.number


def passage_text(debate: Debate, passage: Passage) -> str:
    """The words of a passage."""
    return debate.posts[passage.post].text[passage.start : passage.end]


def title_of(statement: Statement, debate: Debate) -> str:
    """What a statement is called: its gist, else the words of its first passage, else its kind."""
    if statement.gist:
        return statement.gist
    words = passage_text(debate, statement.passages[0]) if statement.passages else ""
    return " ".join(words.split()) or statement.kind.capitalize()


def authors_of(debate: Debate, statement: Statement) -> list[str]:
    """The ids of the authors of a statement's passages, each once, in order of passages. Unknown authors are left out."""
    ids = (debate.posts[passage.post].author for passage in statement.passages)
    return list(dict.fromkeys(author for author in ids if author is not None))


def author_name(debate: Debate, post: Post) -> str:
    """The name of a post's author, "" when unknown."""
    return "" if post.author is None else debate.authors[post.author].name


def author_named(debate: Debate, name: str) -> Author | None:
    """The author who has this name, or had it before several were found to be one."""
    wanted = name.casefold()
    authors = debate.authors.values()
    found = (a for a in authors if a.name.casefold() == wanted)
    return next(found, None) or next((a for a in authors if wanted in map(str.casefold, a.aliases)), None)


def statement_order(debate: Debate) -> list[Statement]:
    """All statements in thread order of their first passage; the analyst's own come last, in the order they were made."""
    spoken = any(statement.passages for statement in debate.statements.values())
    place = {post.id: index for index, (post, _) in enumerate(thread_order(debate) if spoken else ())}
    last = len(place)

    def key(statement: Statement) -> tuple[int, int, str]:
        where = min(((place[p.post], p.start) for p in statement.passages), default=(last, 0))
        return (*where, statement.id)

    return sorted(debate.statements.values(), key=key)


def overlapping(statements: Iterable[Statement], post_id: str, start: int, end: int) -> list[Statement]:
    """Those of the statements with a passage that shares a character with start to end of a post."""
    return [
        statement
        for statement in statements
        if any(p.post == post_id and p.start < end and start < p.end for p in statement.passages)
    ]
