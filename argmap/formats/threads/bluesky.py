"""A thread of Bluesky, as ``app.bsky.feed.getPostThread`` gives it: a post with the posts above it, one in the other, and
the replies below it, likewise. Flat lists of posts (feeds, search results) are read too.
https://docs.bsky.app/docs/api/app-bsky-feed-get-post-thread
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

_KIND = re.compile(rb'"app\.bsky\.(?:feed|unspecced|embed)\.')
_ADDRESS = re.compile(rb'"uri"\s*:\s*"at://')


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from one file. Raises FormatError for what has no posts."""
    return read_all([(data, name)], progress)


def read_all(files: Sequence[tuple[bytes, str]], progress: Progress = silent) -> Debate:
    """One debate of parts of the same thread. Raises FormatError for a file without posts."""
    from argmap.formats.threads import json_values
    from argmap.formats.threads.bluesky_posts import thread_of

    threads = []
    for number, (data, name) in enumerate(files):
        progress(number / len(files), "Reading posts")
        thread = thread_of(json_values.load(data, name))
        if not thread.posts:
            raise FormatError(f"“{PurePath(name).name}” holds no posts of Bluesky. Save what getPostThread answers.")
        threads.append((thread, data, name))
    return building.build_all(threads, FORMAT.name)


def sniff(head: bytes) -> float:
    """How sure it is that a file is from Bluesky: by its kinds of records and its addresses."""
    letters = json_letters(head)
    return 0.95 if _ADDRESS.search(letters) and _KIND.search(letters) else 0.8 * bool(_ADDRESS.search(letters))


FORMAT = Format(
    "bluesky",
    "Bluesky thread (JSON)",
    (".json",),
    read=read,
    sniff=sniff,
    binding=True,
    family="bluesky",
    read_all=read_all,
)
