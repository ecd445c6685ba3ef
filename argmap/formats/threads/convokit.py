"""Corpora of ConvoKit (https://convokit.cornell.edu): the file with the utterances, one JSON object a line, or one list of
them as older corpora have it. Several conversations are several threads of one debate."""

from __future__ import annotations

import re
from pathlib import PurePath

from argmap.formats.registry import Format, FormatError
from argmap.formats.threads import building
from argmap.formats.threads.thread import Thread
from argmap.formats.threads.told import json_letters
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent

_REPLY = re.compile(rb'"reply[-_]to"\s*:')
_SPEAKER = re.compile(rb'"(?:speaker|user)"\s*:')
_ROOT = re.compile(rb'"(?:conversation_id|root)"\s*:')
_OTHER = re.compile(rb'^\{\s*"(?:utterances-index"\s*:|[^"\\]{1,200}"\s*:\s*\{\s*"(?:meta|vectors)"\s*:\s*[\[{])')


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from a corpus's utterances. Raises FormatError for its other files, and for what is none of them."""
    from argmap.formats.threads.convokit_posts import Utterances
    from argmap.formats.threads.json_lines import Records

    if _OTHER.search(json_letters(data[:4096])):
        raise FormatError(
            f"“{PurePath(name).name}” belongs to a ConvoKit corpus, but has none of its posts. "
            "Open “utterances.jsonl”, which stands beside it."
        )
    records = Records(data, name, progress)
    utterances = Utterances()
    other = [r.span for r in records if not utterances.take(r.value, r.span) and r.span is not None]
    if not utterances.drafts:
        raise FormatError(
            f"“{PurePath(name).name}” holds no utterances of a ConvoKit corpus. Open the file “utterances.jsonl” of one."
        )
    drafts = utterances.finish(lambda part, words: progress(0.5 + part / 2, words))
    thread = Thread(posts=drafts, notes=records.notes, noise=records.noise + other)
    return building.build(thread, data, name, FORMAT.name)


def sniff(head: bytes) -> float:
    """How sure it is that a file is from a ConvoKit corpus, by its keys; its other files count too, to be refused."""
    letters = json_letters(head)
    if _OTHER.search(letters):
        return 0.6
    return 0.95 if _REPLY.search(letters) and _SPEAKER.search(letters) and _ROOT.search(letters) else 0.0


FORMAT = Format(
    "convokit",
    "ConvoKit utterances (JSON Lines)",
    (".jsonl", ".ndjson", ".json"),
    read=read,
    sniff=sniff,
    binding=True,
    family="convokit",
)
