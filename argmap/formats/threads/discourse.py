"""Topics of a Discourse forum, as its programs hand them out: a topic's page (``/t/12.json``), lists of posts, one post, or
what a person was answered (``/user_actions.json``). https://docs.discourse.org

A post's native id is "topic/number", as quotes name it. Its author is the user name, which is what quotes and the other
exports have; its score is how many liked it.
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

_TOPIC = re.compile(rb'"post_stream"\s*:\s*\{')
_POST = re.compile(rb'"(?:cooked|raw)"\s*:\s*"')
_NUMBER = re.compile(rb'"(?:post_number"\s*:\s*\d|avatar_template"\s*:)')
_LIST = re.compile(rb'^\{\s*"(?:latest_posts|user_actions)"\s*:\s*\[')


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from one file. Raises FormatError for what has no posts of a Discourse topic."""
    return read_all([(data, name)], progress)


def read_all(files: Sequence[tuple[bytes, str]], progress: Progress = silent) -> Debate:
    """One debate of files that are pages of the same topics. Raises FormatError for a file without posts."""
    from argmap.formats.threads import json_values
    from argmap.formats.threads.discourse_posts import Page, absent

    pages = []
    for number, (data, name) in enumerate(files):
        progress(number / len(files), "Reading posts")
        page = Page(json_values.load(data, name))
        if not page.drafts:
            raise FormatError(
                f"“{PurePath(name).name}” holds no posts of a Discourse topic. Save the page of a topic, “/t/NUMBER.json”."
            )
        pages.append((page, data, name))
    pages.sort(key=lambda page: page[0].begins)
    threads = [(page.thread(), data, name) for page, data, name in pages]
    threads[0][0].notes += absent([page for page, _, _ in pages])
    return building.build_all(threads, FORMAT.name)


def sniff(head: bytes) -> float:
    """How sure it is that a file is from Discourse: by the keys that only it has."""
    letters = json_letters(head)
    if _TOPIC.search(letters) or (_POST.search(letters) and _NUMBER.search(letters)):
        return 0.95
    return 0.85 if _LIST.search(letters) and _NUMBER.search(letters) else 0.0


FORMAT = Format(
    "discourse",
    "Discourse topic (JSON)",
    (".json",),
    read=read,
    sniff=sniff,
    binding=True,
    family="discourse",
    read_all=read_all,
)
