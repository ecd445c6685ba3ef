"""Builds the main sample: the thread as a text file, and the finished debate with its history.

Run from a checkout: ``python tools/build_samples.py``. It replaces both files in ``sample_debates``.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from argmap import paths
from argmap.analysis import thresholds
from argmap.model.debate import Debate, Edit
from argmap.model.edits import document, provisions, relations, statements, topics
from argmap.model.kinds import (
    BlockKind,
    Extent,
    ParentBasis,
    QuoteBasis,
    RelationKind,
    SpanRole,
    TargetKind,
)
from argmap.model.records import (
    Author,
    Block,
    Passage,
    Post,
    Quote,
    Source,
    SourceSpan,
    Target,
)
from argmap.store.debate_file import DebateFile
from frontier_lines import Point
from frontier_map import ADDED, CONTRADICTS, PARTIAL, POINTS, PROVISIONS, RESTS, TOPICS, WITHDRAWN
from frontier_thread import POSTS, Piece, Said, glued_copies

NAME = "frontier-thresholds"
TITLE = "Should training be licensed past a threshold?"
STATEMENT_IDS = {point.key: f"s{number:02}-{point.key}" for number, point in enumerate(POINTS, 1)}
PROVISION_IDS = {row[0]: f"v{number}-{row[0]}" for number, row in enumerate(PROVISIONS, 1)}
TOPIC_IDS = {row[0]: f"t{number}-{row[0]}" for number, row in enumerate(TOPICS, 1)}


def main() -> None:
    """Writes both files."""
    folder = paths.sample_debates()
    lines = glued_copies()
    text = "".join("".join(words for words, _, _ in line) + "\n" for line in lines)
    (folder / f"{NAME}.txt").write_text(text, encoding="utf-8")
    target = folder / f"{NAME}.argmap"
    target.unlink(missing_ok=True)
    debate = thread(text, lines)
    with DebateFile.create(target, debate, label=f"Import {NAME}.txt") as file:
        for edit, joins in edits(debate):
            debate.apply(edit)
            file.append(edit, joins=joins)
        title = document.set_title(debate, TITLE)
        debate.apply(title)
        file.append(title)


def thread(text: str, lines: list[list[Piece]]) -> Debate:
    """The posts with their authors, parents, quotes and places in the text file."""
    posts = {said.key: post_of(said, number) for number, said in enumerate(POSTS)}
    names = dict.fromkeys(said.author for said in POSTS)
    source = Source(
        "source", f"{NAME}.txt", "text", hashlib.sha256(text.encode()).hexdigest(), "2026-09-17T09:00:00Z",
        text.encode(), tuple(spans(lines)),
    )  # fmt: skip
    return Debate(
        [source, *(Author(author_id(name), name) for name in names), *posts.values(), *quotes(posts)],
    )


def author_id(name: str) -> str:
    """The id of an author."""
    return "a-" + name.lower().replace(" ", "-")


def post_of(said: Said, number: int) -> Post:
    """A post as the analyst left it: named, dated, set under what it answers."""
    blocks, parts, at = [], [], 0
    for paragraph in said.paragraphs:
        quoted = paragraph.startswith("> ")
        words = paragraph.removeprefix("> ")
        blocks.append(Block(BlockKind.QUOTE if quoted else BlockKind.OWN, at, at + len(words), int(quoted)))
        parts.append(words)
        at += len(words) + 2
    basis = ParentBasis.NONE if said.parent is None else ParentBasis.USER
    return Post(
        f"p-{said.key}", "source", None, author_id(said.author), said.parent and f"p-{said.parent}", basis,
        position=number, posted_at=said.day, text="\n\n".join(parts), blocks=tuple(blocks),
    )  # fmt: skip


def quotes(posts: dict[str, Post]) -> Iterator[Quote]:
    """The quotes, each with where its words stand in the parent."""
    for said in POSTS:
        post = posts[said.key]
        for block in post.blocks:
            if block.kind is BlockKind.QUOTE and said.parent is not None:
                words = post.text[block.start : block.end]
                start = posts[said.parent].text.index(words)
                yield Quote(
                    f"q-{said.key}", post.id, block.start, block.end, f"p-{said.parent}", start, start + len(words),
                    QuoteBasis.EXACT, 1.0, "user",
                )  # fmt: skip


def spans(lines: list[list[Piece]]) -> Iterator[SourceSpan]:
    """What each piece of the text file became: part of a post, or its second copy."""
    at = 0
    for line in lines:
        for words, key, again in line:
            yield SourceSpan(at, at + len(words), SpanRole.DUPLICATE if again else SpanRole.POST, f"p-{key}")
            at += len(words)
        at += 1


def edits(debate: Debate) -> Iterator[tuple[Edit, bool]]:
    """(edit, undone together with the one before) in the order in which somebody would work. Each is to be applied before
    the next is asked for."""
    for key, citation, title, threshold, words in PROVISIONS:
        line = thresholds.parse(threshold) if threshold else None
        at = ADDED[2] if key == ADDED[0] else POSTS[0].day
        yield (
            provisions.add(debate, citation, title, text=words, threshold=line, at=at, provision_id=PROVISION_IDS[key]),
            False,
        )
    for key, name, colour, definition in TOPICS:
        yield topics.add(debate, name, colour=colour, definition=definition, topic_id=TOPIC_IDS[key]), False
    for point in POINTS:
        yield tagged(debate, point), False
    for point in POINTS:
        for number, (kind, target) in enumerate(point.links):
            extent = Extent.PARTIAL if point.key in PARTIAL and kind is RelationKind.CONCEDES else None
            sources = [STATEMENT_IDS[point.key]]
            relation_id = f"r-{point.key}-{number}"
            yield (
                relations.relate(debate, kind, sources, aim(target), extent=extent, relation_id=relation_id),
                number > 0,
            )
    for kind, pairs in ((RelationKind.RESTS_ON, RESTS), (RelationKind.CONTRADICTS, CONTRADICTS)):
        for source, target in pairs:
            yield (
                relations.relate(
                    debate, kind, [STATEMENT_IDS[source]], aim(target), relation_id=f"r-{source}-{target}"
                ),
                False,
            )
    provision, because, at = WITHDRAWN
    yield provisions.withdraw(debate, PROVISION_IDS[provision], because_of=STATEMENT_IDS[because], at=at), False
    provision, because, at = ADDED
    words = "Two tiers: report below 200 billion parameters, ask for a licence above."
    yield (
        provisions.add_version(debate, PROVISION_IDS[provision], text=words, because_of=STATEMENT_IDS[because], at=at),
        False,
    )


def tagged(debate: Debate, point: Point) -> Edit:
    """The edit that tags one point."""
    passages = []
    for key, first, last in point.said:
        post = debate.posts[f"p-{key}"]
        own = next(b.start for b in post.blocks if b.kind is BlockKind.OWN)
        start = post.text.index(first, own)
        passages.append(Passage(post.id, start, post.text.index(last, start) + len(last)))
    chosen = [TOPIC_IDS[topic] for topic in point.topics]
    return statements.tag(
        debate, point.kind, passages, point.gist, topics=chosen, statement_id=STATEMENT_IDS[point.key]
    )


def aim(target: str) -> Target:
    """What a link's short target stands for."""
    if target.startswith("§"):
        return Target(TargetKind.PROVISION, PROVISION_IDS[target[1:]])
    if target.startswith(">"):
        return Target(TargetKind.RELATION, f"r-{target[1:]}-0")
    return Target(TargetKind.STATEMENT, STATEMENT_IDS[target])


if __name__ == "__main__":
    main()
