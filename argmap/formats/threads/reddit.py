"""Threads of Reddit as its servers hand them out: a thread's page (its address with ".json" behind it), other listings, and
the parts that are loaded later (morechildren). https://www.reddit.com/dev/api

A post's native id is Reddit's full name, "t3_…" for a submission and "t1_…" for a comment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from argmap.formats.registry import Format, FormatError
from argmap.formats.threads import building
from argmap.formats.threads.told import json_letters
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent

if TYPE_CHECKING:
    from argmap.formats.threads.reddit_posts import Posts
    from argmap.formats.threads.stubs import Stub
    from argmap.formats.threads.thread import PostDraft

_KIND = re.compile(rb'"kind"\s*:\s*"(?:Listing|t1|t3|more)"')
_THINGS = re.compile(rb'^\{\s*"json"\s*:\s*\{.{0,400}?"things"\s*:\s*\[', re.DOTALL)
_SORTED = re.compile(rb'^[\[{\s]*"data"\s*:\s*\{\s*"after".{0,200}?"children"\s*:\s*\[', re.DOTALL)


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from one file. Raises FormatError for what has no posts of Reddit."""
    return read_all([(data, name)], progress)


def read_all(files: Sequence[tuple[bytes, str]], progress: Progress = silent) -> Debate:
    """One debate of pages and parts of the same threads: parts fill the gaps that pages have. Raises FormatError for a file
    without posts."""
    from argmap.formats.threads import json_values
    from argmap.formats.threads.reddit_posts import Posts
    from argmap.formats.threads.stubs import notes_of, settled
    from argmap.formats.threads.thread import Thread

    threads = []
    stubs: list[Stub] = []
    for number, (data, name) in enumerate(files):
        progress(number / len(files), "Reading JSON")
        posts = Posts()
        found = _walk(json_values.load(data, name), posts, number)
        drafts = posts.finish(lambda part, words, done=number: progress((done + part) / len(files), words))  # type: ignore[misc]
        if not drafts and not found:
            _refuse(PurePath(name).name)
        stubs += found
        threads.append(Thread(_title(drafts), drafts))
    drafts = [draft for thread in threads for draft in thread.posts]
    _keep_words(drafts)
    still = settled(drafts, stubs)
    for stub in still:
        threads[stub.page].posts.append(stub.draft())
    threads[0].notes += notes_of(still, len(files))
    progress(1.0, "Reading posts")
    return building.build_all([(t, *file) for t, file in zip(threads, files, strict=True)], FORMAT.name)


def _walk(value: Any, posts: Posts, page: int) -> list[Stub]:
    """Takes all posts in, in the order of the page, and gives the stubs."""
    from argmap.formats.threads.json_values import list_of, object_of

    stubs = []
    waiting: list[tuple[Any, str | None]] = [(value, None)]
    while waiting:
        here, above = waiting.pop()
        if isinstance(here, list):
            waiting += ((entry, above) for entry in reversed(here))
        if not isinstance(here, dict):
            continue  # also the "" that stands for no replies
        kind, data = here.get("kind"), object_of(here, "data")
        if kind == "t1":
            waiting.append((data.get("replies"), posts.comment(data, above).native_id))
        elif kind == "t3":
            posts.submission(data)
        elif kind == "more":
            stubs += _stub(data, above, page)
        elif "json" in here:
            waiting.append((object_of(here, "json"), above))
        else:
            waiting += ((list_of(data, key), above) for key in ("things", "children"))
    return stubs


def _stub(data: dict[str, Any], above: str | None, page: int) -> list[Stub]:
    from argmap.formats.threads.json_values import id_of, list_of, number_of
    from argmap.formats.threads.stubs import Stub

    parent = id_of(data, "parent_id") or above
    children = dict.fromkeys(f"t1_{child}" for child in list_of(data, "children") if isinstance(child, str))
    count = min(max(0, int(number_of(data, "count") or 0)), building.MOST_POSTS)
    return [Stub(parent, count, tuple(children), page)] if parent else []


def _title(drafts: Sequence[PostDraft]) -> str:
    """The title of the one submission in a file; a list of submissions has none."""
    titles = [draft.title for draft in drafts if draft.title]
    return titles[0] if len(titles) == 1 else ""


def _keep_words(drafts: Sequence[PostDraft]) -> None:
    """Of copies of a post from before and after it was deleted, all get the words."""
    from argmap.model.kinds import PostStatus

    first: dict[str | None, PostDraft] = {}
    for draft in drafts:
        other = first.setdefault(draft.native_id, draft)
        if (
            draft.native_id is None
            or other is draft
            or (other.status is PostStatus.OK) == (draft.status is PostStatus.OK)
        ):
            continue
        gone, kept = (draft, other) if other.status is PostStatus.OK else (other, draft)
        gone.status, gone.body, gone.author = kept.status, kept.body, kept.author or gone.author


def _refuse(name: str) -> None:
    raise FormatError(
        f"“{name}” holds no posts of Reddit. Save the page of a thread with “.json” behind its address, and open that."
    )


def sniff(head: bytes) -> float:
    """How sure it is that a file is from Reddit: its things are wrapped in "kind" and "data"."""
    letters = json_letters(head)
    if not letters:
        return 0.0
    if _THINGS.search(letters) or (_KIND.search(letters) and b'"data"' in letters):
        return 0.95
    return 0.8 if _SORTED.search(letters) else 0.0


FORMAT = Format(
    "reddit",
    "Reddit thread (JSON)",
    (".json",),
    read=read,
    sniff=sniff,
    binding=True,
    family="reddit",
    read_all=read_all,
)
