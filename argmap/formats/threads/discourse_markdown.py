"""A Discourse topic as archivists write it into a Markdown file: front matter, then for each post a heading
``## Post #3 by @ada (2024-05-01 10:00 UTC)`` and below it the post as the forum shows it, in HTML.

Native ids are those of the topic's JSON, so that both tell of the same posts. What a post answers is not told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from argmap.formats.registry import Format, FormatError
from argmap.formats.threads import building
from argmap.formats.threads.decoding import decode, looks_like_text
from argmap.formats.threads.thread import PostDraft, Thread
from argmap.formats.threads.told import Clock
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent

_HEADING = re.compile(r"^#{1,6} Post #(\d{1,9}) by @?(\S.{0,120}?)(?: \(([^()\n]{4,40})\))?[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"[ \t]*(?:-{3,}|\*{3,}|_{3,})")
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n---[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"^(\w+):(.*)$", re.MULTILINE)
_TITLE = re.compile(r"^#[ \t](.*[^ \t#\n])", re.MULTILINE)
_TOPIC = re.compile(r"^\**Topic ID\**:\**[ \t]*(\d{1,12})", re.MULTILINE | re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>)\"']{1,300}/t/(?:[^\s/<>)\"']{1,300}/)?(\d{1,12})(?=[\s/?#<>)\"']|$)")


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from one topic. Raises FormatError for a text without posts."""
    return read_all([(data, name)], progress)


def read_all(files: Sequence[tuple[bytes, str]], progress: Progress = silent) -> Debate:
    """One debate of several topics, whose posts quote each other. Raises FormatError for a file without posts."""
    threads = []
    for number, (data, name) in enumerate(files):
        progress(number / len(files), "Reading posts")
        threads.append((_thread(data, PurePath(name).name), data, name))
    return building.build_all(threads, FORMAT.name)


def sniff(head: bytes) -> float:
    """How sure it is that a text is such a topic: by the headings of its posts."""
    if b" Post #" not in head and b"\0" not in head:
        return 0.0
    found = _HEADING.findall(looks_like_text(head) or "")
    return 0.9 if any(when for _, _, when in found) else 0.7 * bool(found)


def _thread(data: bytes, name: str) -> Thread:
    from argmap.formats.threads.discourse_posts import quoted
    from argmap.formats.threads.html_body import html_body

    text = decode(data, name).text
    headings = list(_HEADING.finditer(text))
    if not headings:
        raise FormatError(
            f"“{name}” holds no posts of a Discourse topic: no heading like “## Post #1 by @name” is in it."
        )
    title, topic, address = _front(text[: headings[0].start()], name)
    thread, clock = Thread(title), Clock()
    start = headings[0].start()
    if text[:start].strip():
        thread.noise.append((0, start))
    for place, heading in enumerate(headings):
        end = headings[place + 1].start() if place + 1 < len(headings) else len(text)
        said = _without_rule(text[heading.end() : end])
        draft = PostDraft(
            f"{topic}/{int(heading[1])}",
            author=heading[2],
            posted_at=clock.iso(heading[3]),
            title=title if int(heading[1]) == 1 else "",
            body=html_body(said, cited_of=lambda element: quoted(element, topic)),
            permalink=f"{address}/{int(heading[1])}" if address else None,
            span=(heading.start(), end),
        )
        thread.posts.append(draft)
    thread.notes = clock.note()
    return thread


def _without_rule(said: str) -> str:
    """A post without the rule that sets it apart from the next one."""
    said = said.rstrip()
    above, _, last = said.rpartition("\n")
    return above.rstrip() if _RULE.fullmatch(last) else said


def _front(front: str, name: str) -> tuple[str, str, str]:
    """The title, id and address of a topic, by what stands above its posts or by its file's name."""
    matter = _FRONT_MATTER.match(front)
    fields = {field[1]: field[2].strip() for field in _FIELD.finditer(matter[1])} if matter else {}
    below = front[matter.end() :] if matter else front
    heading = _TITLE.search(below)
    title = heading[1].strip() if heading else fields.get("title", "").strip("\"'")
    addresses = list(_ADDRESS.finditer(front))
    address = max((found[0] for found in addresses), key=len, default="")
    told = _TOPIC.search(below)
    in_name = re.search(r"id(\d{1,12})(?=\.\w+$|$)", name)
    topic = next(
        (
            found
            for found in (
                fields.get("topic_id", "").strip("\"'"),
                told[1] if told else "",
                addresses[0][1] if addresses else "",
                in_name[1] if in_name else "",
            )
            if found.isdigit()
        ),
        PurePath(name).stem,
    )
    return title, topic, address


FORMAT = Format(
    "discourse-markdown",
    "Discourse topic (Markdown)",
    (".md", ".markdown"),
    read=read,
    sniff=sniff,
    family="discourse",
    read_all=read_all,
)
