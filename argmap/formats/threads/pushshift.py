"""Dumps of Reddit's comments and submissions, one JSON object a line or in one list, as Pushshift and its successors keep
them. Their posts are the same as those of Reddit's own pages, and have the same native ids."""

from __future__ import annotations

import re
from pathlib import PurePath

from argmap.formats.registry import Format, FormatError
from argmap.formats.threads import building
from argmap.formats.threads.told import json_letters
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent

_COMMENT = re.compile(rb'"link_id"\s*:\s*"t3_')
_BODY = re.compile(rb'"body"\s*:\s*"')
_SUBMISSION = re.compile(rb'"selftext"\s*:')
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_WRAPPED = re.compile(rb'"kind"\s*:\s*"(?:Listing|t1|t3|more)"')


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from a dump. Raises FormatError for what has no posts of Reddit."""
    from argmap.formats.threads.json_lines import Records
    from argmap.formats.threads.reddit_posts import Posts
    from argmap.formats.threads.thread import Thread

    posts = Posts()
    records = Records(data, name, progress)
    noise = []
    for record in records:
        if "body" in record.value:
            posts.comment(record.value, span=record.span)
        elif "title" in record.value or "selftext" in record.value:
            posts.submission(record.value, span=record.span)
        elif record.span is not None:
            noise.append(record.span)
    if not posts.drafts:
        raise FormatError(
            f"“{PurePath(name).name}” holds no comments or submissions of Reddit. Open a file with one on each line."
        )
    drafts = posts.finish(lambda part, words: progress(0.5 + part / 2, words))
    titles = [draft.title for draft in drafts if draft.title]
    thread = Thread(titles[0] if len(titles) == 1 else "", drafts, records.notes, records.noise + noise)
    return building.build(thread, data, name, FORMAT.name)


def sniff(head: bytes) -> float:
    """How sure it is that a file is a dump of Reddit: bare comments with the id of their link, or bare submissions."""
    if head.startswith(_ZSTANDARD):
        return 0.6  # as these dumps are handed around; the reader says what to do
    letters = json_letters(head)
    if not letters or _WRAPPED.search(letters):
        return 0.0
    if (_COMMENT.search(letters) and _BODY.search(letters)) or (
        _SUBMISSION.search(letters) and b'"subreddit"' in letters
    ):
        return 0.9
    return 0.0


FORMAT = Format(
    "pushshift",
    "Reddit dump (JSON Lines)",
    (".jsonl", ".ndjson", ".json"),
    read=read,
    sniff=sniff,
    binding=True,
    family="reddit",
)
