"""Real files read again, and newer exports of them read into what is left of an older one."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from argmap.analysis.reimport import merge
from argmap.formats import registry
from argmap.formats.completing import family
from argmap.formats.registry import FormatError
from argmap.model.checks import problems
from argmap.model.debate import Debate, Edit
from argmap.model.kinds import Table
from argmap.model.records import Source

pytestmark = pytest.mark.corpus

LARGEST = 400_000
OF_EACH = 3


def files(corpus: Path) -> list[Path]:
    """The first files of each folder, as far as they are small."""
    folders = sorted(path for path in (corpus / "threads").iterdir() if path.is_dir())
    small = ([p for p in sorted(f.iterdir()) if p.is_file() and p.stat().st_size < LARGEST] for f in folders)
    return [path for paths in small for path in paths[:OF_EACH]]


def read(path: Path) -> Debate | None:
    try:
        return registry.read(path.read_bytes(), path.name, quotes=False)
    except FormatError:
        return None


def exported_anew(debate: Debate) -> Debate:
    """The debate as if its file had other bytes."""
    return Debate(replace(r, sha256=f"{r.sha256}0") if isinstance(r, Source) else r for r in debate.records())


def natives(debate: Debate) -> dict[str | None, str | None]:
    posts = debate.posts
    return {p.native_id: None if p.parent is None else posts[p.parent].native_id for p in posts.values()}


def test_files_read_again_add_nothing(corpus: Path) -> None:
    seen = 0
    for path in files(corpus):
        debate, again = read(path), read(path)
        if debate is None or again is None:
            continue
        assert not merge(debate, again, "Import", family=family).edit, path
        assert not merge(debate, exported_anew(again), "Import", family=family).edit, path
        seen += 1
    assert seen > 30


def test_what_was_missing_comes_back_where_it_belongs(corpus: Path) -> None:
    chance = Random(7)  # noqa: S311 (no secret)
    seen = 0
    for path in files(corpus):
        whole, newer = read(path), read(path)
        if (
            whole is None
            or newer is None
            or len(whole.posts) < 4
            or any(p.native_id is None for p in whole.posts.values())
        ):
            continue
        wanted = natives(whole)
        gone = chance.sample(sorted(whole.posts), len(whole.posts) // 3)
        whole.apply(Edit("Lose", tuple(whole.deletion(*((Table.POSTS, post) for post in gone)))))
        whole.apply(merge(whole, exported_anew(newer), "Import", family=family).edit)
        assert list(problems(whole)) == []
        assert natives(whole) == wanted, path
        assert len(whole.authors) == len(newer.authors)
        seen += 1
    assert seen > 8
