"""A thread of Mastodon (or of what speaks like it): a status, its context, or both in one object or list.
https://docs.joinmastodon.org/entities/Context

A context has what stands before and after a status and not the status itself, which then stands as missing between them.
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

_CONTEXT = re.compile(rb'"ancestors"\s*:\s*\[.*"descendants"\s*:\s*\[|^\{\s*"descendants"\s*:\s*\[', re.DOTALL)
_STATUS = re.compile(rb'"(?:in_reply_to_id|in_reply_to_account_id)"\s*:')
_ACCOUNT = re.compile(rb'"(?:acct|spoiler_text|favourites_count)"\s*:')


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from one file. Raises FormatError for what has no statuses."""
    return read_all([(data, name)], progress)


def read_all(files: Sequence[tuple[bytes, str]], progress: Progress = silent) -> Debate:
    """One debate of statuses and contexts that belong together. Raises FormatError for a file without statuses."""
    from argmap.formats.threads import json_values
    from argmap.formats.threads.mastodon_posts import fill_gap, thread_of

    threads = []
    for number, (data, name) in enumerate(files):
        progress(number / len(files), "Reading statuses")
        thread = thread_of(json_values.load(data, name))
        if not thread.posts and len(files) == 1:
            raise FormatError(
                f"“{PurePath(name).name}” holds no statuses of Mastodon. Save a status together with its context."
            )
        threads.append((thread, data, name))
    fill_gap([thread for thread, _, _ in threads])
    return building.build_all(threads, FORMAT.name)


def sniff(head: bytes) -> float:
    """How sure it is that a file is from Mastodon: by the keys of a context and of a status."""
    letters = json_letters(head)
    if _STATUS.search(letters) and _ACCOUNT.search(letters):
        return 0.95
    return 0.85 if _CONTEXT.search(letters) else 0.0


FORMAT = Format(
    "mastodon",
    "Mastodon thread (JSON)",
    (".json",),
    read=read,
    sniff=sniff,
    binding=True,
    family="mastodon",
    read_all=read_all,
)
