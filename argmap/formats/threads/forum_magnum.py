"""Threads of LessWrong, the EA Forum, the Alignment Forum and other forums that run on ForumMagnum: what their GraphQL
interface answers, saved as JSON, and their pages saved as HTML, also by way of GreaterWrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from argmap.formats.registry import Format, FormatError
from argmap.formats.threads import building
from argmap.formats.threads.html_decoding import html_letters
from argmap.formats.threads.told import json_letters
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent

_ONLY_HERE = re.compile(
    rb'"(?:parentCommentId|topLevelCommentId|parentAnswerId|extendedScore|afBaseScore|deletedPublic|plaintextMainText|'
    rb'debateResponse|hideAuthor|htmlBody|postedAt|baseScore)"\s*:'
)
_PAGE = re.compile(
    rb'<[^<>]*\bclass="[^">]*\b(?:comments-node|CommentsNode-\w+|CommentsItem-\w+|PostsPage-\w+|comment-thread|comment-item)\b|'
    rb"window\.__APOLLO_STATE__\s*=|ApolloSSRDataTransport|"
    rb'(?:rel="canonical"\s+href|property="og:url"\s+content)="https?://(?:www\.|forum\.|ea\.|arbital\.)?(?:lesswrong\.com|'
    rb"effectivealtruism\.org|alignmentforum\.org|greaterwrong\.com)/",
)
_FORUM = re.compile(
    rb"lesswrong|effectivealtruism|alignmentforum|greaterwrong|ForumMagnum|forummagnum|CommentsNode-|CommentsItem-|comments-node"
)


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from one file. Raises FormatError for what has no post or comment of such a forum."""
    return read_all([(data, name)], progress)


def read_all(files: Sequence[tuple[bytes, str]], progress: Progress = silent) -> Debate:
    """One debate of files that hold parts of the same threads. Raises FormatError for a file without posts."""
    threads = []
    for number, (data, name) in enumerate(files):
        progress(number / len(files), "Reading posts")
        if html_letters(data[:1000]):
            from argmap.formats.threads.html_page import forum_thread

            thread = forum_thread(data, name)
        else:
            from argmap.formats.threads import json_values
            from argmap.formats.threads.forum_magnum_posts import Records

            records = Records()
            records.take(json_values.load(data, name))
            thread = records.thread()
        if not thread.posts:
            raise FormatError(
                f"“{PurePath(name).name}” holds no posts of LessWrong or a forum like it. Save the answer to a query for a "
                "post and its comments."
            )
        threads.append((thread, data, name))
    return building.build_all(threads, FORMAT.name)


def sniff(head: bytes) -> float:
    """How sure it is that a file is from such a forum: by the keys, or the classes, that only these have."""
    letters = json_letters(head)
    if letters:
        found = {match.group() for match in _ONLY_HERE.finditer(letters)}
        return 0.95 if len(found) >= 3 else 0.8 if len(found) == 2 else 0.0
    page = html_letters(head)
    return 0.9 if page and _FORUM.search(page) and _PAGE.search(page) else 0.0


FORMAT = Format(
    "forum-magnum",
    "LessWrong or EA Forum",
    (".json", ".html", ".htm"),
    read=read,
    sniff=sniff,
    binding=True,
    family="forum-magnum",
    read_all=read_all,
)
