"""How many quotes, sources and parents are found when a file's marks are taken away. Run on files and folders of threads:

    python tests/benchmarks/score_quotes.py FOLDER... [--json] [--misses N] [--parents]

Truth are the quotes that the file marks and the parents that it names. Marks, attributions and other noise are removed, what
was a quote stands there like its author's own words, and nothing is known of replies (``--parents`` keeps them known). Then
``quoting.find`` looks for them. A passage is a paragraph that was a quote as a whole or not at all; it counts as found when
quotes cover half of its characters.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from argmap.analysis import quoting
from argmap.analysis.normal import words
from argmap.formats import registry
from argmap.formats.registry import Format, FormatError
from argmap.formats.threads.chunks import Kind, lines_of, plain_chunks
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, ParentBasis, PostStatus, QuoteBasis
from argmap.model.records import Block, Post, Quote

RUNNING = frozenset({BlockKind.OWN, BlockKind.QUOTE, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})
HELD = 0.6
"""The part of a quote's three-word runs that some other post must hold for its source to be here."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters start to end of a flattened post that were one block; ``depth`` counts the marks that were there. ``of`` is
    the post that the file names."""

    post: str
    start: int
    end: int
    depth: int
    of: str | None


@dataclass(slots=True)
class Score:
    """Counts of one source. ``here`` are the quoted passages whose words stand in another post's own words."""

    name: str
    posts: int = 0
    passages: int = 0
    quoted: int = 0
    found: int = 0
    right: int = 0
    here: int = 0
    right_here: int = 0
    sources: int = 0
    sources_right: int = 0
    quoting_posts: int = 0
    parents: int = 0
    parents_right: int = 0
    seconds: float = 0.0
    misses: list[str] = field(default_factory=list)

    def rates(self) -> dict[str, float | None]:
        """Shares of 1; None where there is nothing to count."""

        def share(part: int, whole: int) -> float | None:
            return round(part / whole, 3) if whole else None

        return {
            "precision": share(self.right, self.found),
            "recall": share(self.right, self.quoted),
            "recall_here": share(self.right_here, self.here),
            "source_precision": share(self.sources_right, self.sources),
            "parent_precision": share(self.parents_right, self.parents),
            "parent_recall": share(self.parents_right, self.quoting_posts),
        }


def flattened(debate: Debate, *, keep_parents: bool) -> tuple[Debate, list[Passage]]:
    """A debate without marks, and what was marked in it."""
    passages: list[Passage] = []
    posts = []
    quotes: dict[str, list[Quote]] = {}
    for quote in debate.quotes.values():
        if quote.basis is QuoteBasis.MARKUP:
            quotes.setdefault(quote.post, []).append(quote)
    for post in debate.posts.values():
        text, blocks = _plain(post, quotes.get(post.id, ()), passages)
        bare = replace(post, text=text, blocks=tuple(blocks))
        if not keep_parents:
            bare = replace(bare, parent=None, parent_basis=ParentBasis.NONE, parent_confidence=None)
        posts.append(bare)
    return Debate([*debate.sources.values(), *debate.authors.values(), *posts]), passages


def _plain(post: Post, quotes: Sequence[Quote], passages: list[Passage]) -> tuple[str, list[Block]]:
    """The text of a post without noise, in blocks that say nothing of quotes."""
    text, last = "", 0
    runs: list[tuple[int, int]] = []
    blocks: list[Block] = []
    for block in post.blocks:
        if block.kind is BlockKind.NOISE:
            continue
        gap = post.text[last : block.start]
        lost = bool(gap.strip())
        gap = "\n\n" if lost or "\n\n" in gap else gap
        text += gap if text else ""
        start = len(text)
        text += post.text[block.start : block.end]
        last = block.end
        if block.kind not in RUNNING:
            blocks.append(replace(block, start=start, end=len(text)))
            continue
        runs.append((start, len(text)))
        depth = block.depth if block.kind is BlockKind.QUOTE else 0
        of = next((q.of_post for q in quotes if q.start <= block.start and block.end <= q.end), None)
        passages += (
            Passage(post.id, s, e, max(depth, 1) if block.kind is BlockKind.QUOTE else 0, of)
            for s, e in _paragraphs(text, start, len(text))
        )
    for start, end in _joined(runs, blocks):
        blocks += _blocks(text, start, end)
    return text, sorted(blocks, key=lambda b: b.start)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for line in text[start:end].split("\n\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 2


def _joined(runs: Sequence[tuple[int, int]], others: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Runs of text that nothing else stands between, each as one."""
    whole: tuple[int, int] | None = None
    for start, end in runs:
        if whole is not None and not any(whole[1] <= b.start < start for b in others):
            whole = (whole[0], end)
            continue
        if whole is not None:
            yield whole
        whole = (start, end)
    if whole is not None:
        yield whole


def _blocks(text: str, start: int, end: int) -> Iterator[Block]:
    """The blocks that a plain text shows by its lines alone."""
    said = text[start:end]
    lines = lines_of(said, [0] * (said.count("\n") + 1))
    for chunk in plain_chunks(said, lines):
        kind = BlockKind.NOISE if isinstance(chunk.kind, Kind) else chunk.kind
        yield Block(kind, start + lines[chunk.first].start, start + lines[chunk.last - 1].end, chunk.depth)


def score(name: str, debate: Debate, *, keep_parents: bool = False, misses: int = 0) -> Score:
    """What is found in a debate of what its file says."""
    result = Score(name, posts=len(debate.posts))
    flat, passages = flattened(debate, keep_parents=keep_parents)
    began = time.perf_counter()
    edit = quoting.find(flat)
    result.seconds = time.perf_counter() - began
    flat.apply(edit)
    covered: dict[str, list[Quote]] = {}
    for quote in flat.quotes.values():
        covered.setdefault(quote.post, []).append(quote)
    _score_passages(result, debate, flat, passages, covered, misses)
    _score_parents(result, debate, flat, {p.post for p in passages if p.depth})
    return result


def _score_passages(
    result: Score,
    debate: Debate,
    flat: Debate,
    passages: Sequence[Passage],
    covered: dict[str, list[Quote]],
    misses: int,
) -> None:
    holders = _holders(flat, passages)
    for passage in passages:
        text = flat.posts[passage.post].text[passage.start : passage.end]
        if not any(c.isalnum() for c in text):
            continue
        result.passages += 1
        quote = _cover(flat, passage, covered.get(passage.post, ()))
        here = bool(passage.depth) and _is_here(text, passage.post, holders)
        result.quoted += passage.depth > 0
        result.here += here
        result.found += quote is not None
        result.right += quote is not None and passage.depth > 0
        result.right_here += quote is not None and here
        if (quote is None) != (passage.depth == 0) and len(result.misses) < misses and (quote is not None or here):
            result.misses.append(f"{'WRONG' if quote is not None else 'missed'} {passage.post} {text!r} <- {quote}")
        if quote is not None and passage.depth:
            right = _is_right_source(debate, flat, passage, quote)
            if right is not None:
                result.sources += 1
                result.sources_right += right


def _cover(flat: Debate, passage: Passage, quotes: Sequence[Quote]) -> Quote | None:
    """The quote that covers most of a passage, when all together cover half of it."""
    text = flat.posts[passage.post].text
    sizes = {
        q.id: len("".join(text[max(q.start, passage.start) : min(q.end, passage.end)].split()))
        for q in quotes
        if q.start < passage.end and passage.start < q.end
    }
    if sum(sizes.values()) * 2 < len("".join(text[passage.start : passage.end].split())) or not sizes:
        return None
    return next(q for q in quotes if q.id == max(sizes, key=lambda i: sizes[i]))


def _is_right_source(debate: Debate, flat: Debate, passage: Passage, quote: Quote) -> bool | None:
    """Whether a quote is from the post that the file names, or else from one that the quoting post answers, directly or
    not; None where the file says neither."""
    if passage.of is not None:
        return quote.of_post == passage.of
    above, here = set(), debate.posts[passage.post].parent
    while here is not None:
        above.add(here)
        here = debate.posts[here].parent
    return quote.of_post in above if above else None


def _score_parents(result: Score, debate: Debate, flat: Debate, quoting_posts: set[str]) -> None:
    for post in debate.posts.values():
        if post.parent is None or post.parent_basis not in (ParentBasis.NATIVE, ParentBasis.HEADER):
            continue
        if debate.posts[post.parent].status is PostStatus.MISSING:
            continue
        result.quoting_posts += post.id in quoting_posts
        if post.id in quoting_posts and flat.posts[post.id].parent is not None:
            result.parents += 1
            result.parents_right += flat.posts[post.id].parent == post.parent


def _runs(text: str) -> set[tuple[str, ...]]:
    listed = words(text).words
    return {tuple(listed[i : i + 3]) for i in range(max(1, len(listed) - 2))}


def _holders(flat: Debate, passages: Sequence[Passage]) -> dict[tuple[str, ...], set[str]]:
    """Which posts have which runs of three words in what is no quote there."""
    holders: dict[tuple[str, ...], set[str]] = {}
    for passage in passages:
        if not passage.depth:
            for run in _runs(flat.posts[passage.post].text[passage.start : passage.end]):
                holders.setdefault(run, set()).add(passage.post)
    return holders


def _is_here(text: str, post: str, holders: dict[tuple[str, ...], set[str]]) -> bool:
    wanted = _runs(text)
    counts: dict[str, int] = {}
    for run in wanted:
        for holder in holders.get(run, ()):
            counts[holder] = counts.get(holder, 0) + (holder != post)
    return max(counts.values(), default=0) >= HELD * len(wanted)


def debates(paths: Sequence[Path]) -> Iterator[tuple[str, Debate]]:
    """The structured threads below some paths, by folder and format; files of one format that belong together as one."""
    groups: dict[tuple[str, str], list[Path]] = {}
    known: dict[str, Format] = {}
    for path in sorted(
        file for top in paths for file in ([top] if top.is_file() else top.rglob("*")) if file.is_file()
    ):
        try:
            chosen = registry.guess(path.read_bytes(), path.name)
        except FormatError:
            continue
        if chosen.quoted or chosen.read is None:
            continue
        known[chosen.name] = chosen
        groups.setdefault((path.parent.name, chosen.name), []).append(path)
    for (folder, name), files in groups.items():
        for label, read in _readings(known[name], files):
            try:
                yield f"{folder}/{name}{label}", read()
            except FormatError as error:
                print(f"{folder}: {error}", file=sys.stderr)


def _readings(chosen: Format, files: Sequence[Path]) -> Iterator[tuple[str, Callable[[], Debate]]]:
    read, read_all = chosen.read, chosen.read_all
    if read_all is not None and len(files) > 1 and chosen.name == "eml":
        yield "", lambda: read_all([(path.read_bytes(), path.name) for path in files])
        return
    for path in files:
        if read is not None:
            yield f" {path.name}", lambda path=path: read(path.read_bytes(), path.name)  # type: ignore[misc]


def total(name: str, scores: Sequence[Score]) -> Score:
    """Several scores as one."""
    whole = Score(name)
    for one in scores:
        for key, value in asdict(one).items():
            if key not in ("name", "misses"):
                setattr(whole, key, getattr(whole, key) + value)
    return whole


def line(one: Score) -> str:
    """A row of the table."""
    rates = " ".join("   - " if rate is None else f"{rate:5.2f}" for rate in one.rates().values())
    counts = f"{one.posts:6} {one.passages:6} {one.quoted:6} {one.found:6} {one.quoting_posts:5}"
    return f"{one.name[:44]:44} {counts} {rates} {one.seconds:6.2f}s"


HEAD = f"{'source':44}  posts   pass quoted  found  qpost     P     R  R.here src.P par.P par.R   time"


def main() -> None:
    """Prints a line for each source and one for each format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true", help="print one JSON object, by format")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show N faults of each source")
    parser.add_argument("--parents", action="store_true", help="leave the file's parents known")
    options = parser.parse_args()
    by_format: dict[str, list[Score]] = {}
    for name, debate in debates(options.paths):
        one = score(name, debate, keep_parents=options.parents, misses=options.misses)
        by_format.setdefault(name.split(" ")[0], []).append(one)
    if options.json:
        wholes = {name: total(name, scores) for name, scores in by_format.items()}
        print(json.dumps({name: asdict(whole) | whole.rates() for name, whole in wholes.items()}, indent=1))
        return
    print(HEAD)
    for name, scores in by_format.items():
        for one in scores:
            for miss in one.misses:
                print("   ", miss)
        print(line(total(name, scores)))


if __name__ == "__main__":
    main()
