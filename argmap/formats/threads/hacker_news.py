"""Threads of Hacker News, in the four shapes that they are handed out in: a story with its comments inside it
(https://hn.algolia.com/api, ``/items/12``), found comments (``/search``), items of the site's own interface
(https://github.com/HackerNews/API), one, in a list or by id, and one comment a line.

A post's native id is the item's number, which is the same in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from argmap.formats.registry import Format, FormatError
from argmap.formats.threads import building
from argmap.formats.threads.told import json_letters
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent

_NESTED = re.compile(rb'"(?:created_at_i|story_id)"\s*:')
_BESIDE_NESTED = re.compile(rb'"(?:children|story_id|parent_id|points)"\s*:')
_HITS = re.compile(rb'"(?:_highlightResult|objectID|nbHits)"\s*:')
_OWN = re.compile(rb'"(?:by|deleted)"\s*:')
_TIME = re.compile(rb'"time"\s*:\s*"?\d')
_BESIDE_OWN = re.compile(rb'"(?:parent|kids|descendants)"\s*:')


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from one file. Raises FormatError for what has no items of Hacker News."""
    return read_all([(data, name)], progress)


def read_all(files: Sequence[tuple[bytes, str]], progress: Progress = silent) -> Debate:
    """One debate of files with items of the same stories. Raises FormatError for a file without items."""
    from argmap.formats.threads.hacker_news_items import Page, arrange
    from argmap.formats.threads.json_lines import Records
    from argmap.formats.threads.stubs import notes_of, settled
    from argmap.formats.threads.thread import Thread

    pages = []
    threads = []
    for number, (data, name) in enumerate(files):
        progress(number / len(files), "Reading JSON")
        page = Page(number)
        records = Records(data, name)
        for count, record in enumerate(records):
            page.take(record.value, record.span)
            if count % 1024 == 0:
                progress(number / len(files), "Reading posts")
        if not page.drafts:
            raise FormatError(
                f"“{PurePath(name).name}” holds no items of Hacker News. Save “hn.algolia.com/api/v1/items/NUMBER” and open that."
            )
        pages.append(page)
        threads.append(Thread(page.title, page.drafts, records.notes, records.noise))
    arrange(pages)
    still = settled([draft for page in pages for draft in page.drafts], [stub for page in pages for stub in page.stubs])
    for stub in still:
        pages[stub.page].drafts.append(stub.draft())
    threads[0].notes += notes_of(still, len(files))
    progress(1.0, "Reading posts")
    return building.build_all([(t, *file) for t, file in zip(threads, files, strict=True)], FORMAT.name)


def sniff(head: bytes) -> float:
    """How sure it is that a file is from Hacker News, by the keys of its shapes."""
    letters = json_letters(head)
    if not letters or b'"cooked"' in letters:
        return 0.0
    if _NESTED.search(letters) and _BESIDE_NESTED.search(letters):
        return 0.95 if _HITS.search(letters) or b'"children"' in letters else 0.85
    return 0.9 if _OWN.search(letters) and _TIME.search(letters) and _BESIDE_OWN.search(letters) else 0.0


FORMAT = Format(
    "hacker-news",
    "Hacker News thread (JSON)",
    (".json", ".jsonl", ".ndjson"),
    read=read,
    sniff=sniff,
    binding=True,
    family="hacker-news",
    read_all=read_all,
)
