"""An issue, a pull request or a discussion of GitHub with its comments: as its REST API, its GraphQL API or the command
``gh issue view --json`` gives them. https://docs.github.com/rest/issues, https://cli.github.com/manual/gh_issue_view

Comments on an issue answer nothing in particular; only comments on code and replies in discussions name what they answer.
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

_ADDRESS = re.compile(
    rb'"(?:url|html_url|issue_url|resourcePath)"\s*:\s*"https?://[^"]{1,100}/(?:issues|pull|pulls|discussions)/'
)
_ASSOCIATION = re.compile(rb'"(?:author_association|authorAssociation)"\s*:')
_LOGIN = re.compile(rb'"login"\s*:\s*"|"author"\s*:\s*null|"user"\s*:\s*null')
_BODY = re.compile(rb'"(?:body|bodyText|body_text)"\s*:')
_WHEN = re.compile(rb'"(?:created_at|createdAt|submitted_at|submittedAt)"\s*:')


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from one file. Raises FormatError for what has no issue and no comments."""
    return read_all([(data, name)], progress)


def read_all(files: Sequence[tuple[bytes, str]], progress: Progress = silent) -> Debate:
    """One debate of an issue and its pages of comments. Raises FormatError for a file with neither."""
    from argmap.formats.threads import json_values
    from argmap.formats.threads.github_posts import Issues

    issues = Issues()
    threads = []
    for number, (data, name) in enumerate(files):
        progress(number / len(files), "Reading comments")
        thread = issues.thread(json_values.load(data, name))
        if not thread.posts:
            raise FormatError(
                f"“{PurePath(name).name}” holds no issue and no comments. Save them with “gh issue view NUMBER --json "
                "title,body,author,createdAt,url,comments”."
            )
        threads.append((thread, data, name))
    threads[0][0].notes += issues.absent(len(files))
    return building.build_all(threads, FORMAT.name)


def sniff(head: bytes) -> float:
    """How sure it is that a file is from GitHub: by who is called login, bodies, times and addresses."""
    letters = json_letters(head)
    if not _BODY.search(letters) or not (_LOGIN.search(letters) or _ASSOCIATION.search(letters)):
        return 0.0
    if _ADDRESS.search(letters) or _ASSOCIATION.search(letters):
        return 0.95
    if not _LOGIN.search(letters):
        return 0.0
    return 0.8 if _WHEN.search(letters) else 0.5  # a long text may push the time out of sight


FORMAT = Format(
    "github-issue",
    "GitHub issue (JSON)",
    (".json",),
    read=read,
    sniff=sniff,
    binding=True,
    family="github",
    read_all=read_all,
)
