"""A debate as one JSON object: its whole present state, without history, both ways and without loss.

One record stands on each line, posts and provisions in reading order and the rest by id, so that two versions of a file can
be compared line by line. Text is kept exactly as it is (never normalised), because the offsets beside it count its
characters. Keys that mean nothing here are not kept; a finding says which they were.
"""

from __future__ import annotations

import codecs
import json
import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any, NoReturn

from argmap.formats.registry import Format, FormatError, WriteOptions
from argmap.model import checks
from argmap.model.codec import CodecError, from_plain, to_plain
from argmap.model.debate import SHARED_IDS, Debate
from argmap.model.kinds import FindingLevel, Table
from argmap.model.progress import Progress, silent
from argmap.model.queries import provision_order, thread_order
from argmap.model.records import RECORD_TYPES, AnyRecord, Finding, Info

VERSION = 1
"""The value of "argmap" that this module reads and writes."""

LARGEST = 160_000_000
"""The most bytes that are read."""

MOST_BRACKETS, MOST_COMMAS = 8_000_000, 20_000_000
"""The most lists and objects, and the most values, that are read: those of a debate of a million posts."""

MOST_KEYS = 200
"""How many different keys that mean nothing are told of one by one."""

_KEYS = frozenset({"argmap", "title", "layout", *Table}) - {Table.INFO}
TABLES = tuple(table for table in Table if table is not Table.INFO)
_LONGEST_NUMBER = 4_000  # digits; Python itself refuses to read somewhat longer ones
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the next one
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
)
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


def sniff(head: bytes) -> float:
    """How sure it is that a file which begins like this is a debate as JSON, 0 to 1."""
    letters = head.replace(b"\0", b"")  # UTF-16 and UTF-32 look like ASCII then
    for mark, _ in _BYTE_ORDER_MARKS:
        letters = letters.removeprefix(mark.replace(b"\0", b""))
    if not letters.lstrip().startswith(b"{"):
        return 0.0
    return 0.95 if re.search(rb'"argmap"\s*:', letters) else 0.0


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """The debate that a file holds. Raises FormatError with one sentence that names the place of what is wrong."""
    name = PurePath(name).name
    progress(0.0, "Reading JSON")
    try:
        plain = _parse(data, name)
        progress(0.4, "Reading records")
        return _debate(plain, name, progress)
    except RecursionError:
        raise FormatError(f"“{name}” nests lists or objects too deep to be a debate. Choose another file.") from None
    except CodecError as error:
        _refuse(name, str(error))


def write(debate: Debate, options: WriteOptions) -> bytes:
    """The whole present state of a debate, the same bytes for equal debates."""
    lines = [f'{{"argmap": {VERSION}', f'"title": {_dump(debate.title, "the title")}']
    if debate.info.layout:
        lines.append(f'"layout": {_dump(debate.info.layout, "the layout")}')
    for table in TABLES:
        records = _in_order(debate, table)
        if records:
            rows = ",\n ".join(_dump(to_plain(record), f"“{record.id}” in “{table}”") for record in records)
            lines.append(f'"{table}": [\n {rows}]')
    return (",\n".join(lines) + "}\n").encode("utf-8")


def _dump(value: Any, what: str) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise FormatError(f"JSON cannot hold {what}: its text has half a character. Delete that character.") from None
    except ValueError:
        raise FormatError(f"JSON cannot hold {what}: one of its numbers is not finite. Correct it.") from None
    return text


def _in_order(debate: Debate, table: Table) -> list[AnyRecord]:
    """A table's records, trees that are numbered in reading order, the others by id."""
    place: dict[str, int] = {}
    if table is Table.POSTS:
        place = {post.id: i for i, (post, _) in enumerate(thread_order(debate))}
    elif table is Table.PROVISIONS:
        place = {provision.id: i for i, (provision, _) in enumerate(provision_order(debate))}
    return sorted(debate.table(table).values(), key=lambda record: (place.get(record.id, len(place)), record.id))


def _refuse(name: str, fault: str) -> NoReturn:
    """One sentence, however long the names in it are."""
    fault = " ".join(fault.split()).rstrip(".")
    if len(fault) > 300:
        fault = fault[:300] + "…"
    raise FormatError(f"“{name}” cannot be read: {fault}. Mend it there, or export the debate again.")


def _parse(data: bytes, name: str) -> dict[str, Any]:
    if len(data) > LARGEST:
        size, most = len(data) // 1_000_000, LARGEST // 1_000_000
        raise FormatError(f"“{name}” has {size} MB; argmap reads JSON of up to {most} MB. Split it into several files.")
    if data.count(b"{") + data.count(b"[") > MOST_BRACKETS or data.count(b",") > MOST_COMMAS:
        raise FormatError(f"“{name}” holds too many values to be a debate. Choose another file.")
    text = _decode(data, name)
    try:
        plain = json.loads(text, parse_int=_whole, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        _refuse(name, _broken(error, text))
    if not isinstance(plain, dict):
        raise FormatError(f"“{name}” holds no debate: it should be one JSON object with the key “argmap”.")
    version = plain.get("argmap")
    if type(version) is int and version > VERSION:
        raise FormatError(f"“{name}” was written by a newer argmap (version {version} of the format). Update argmap.")
    if type(version) is not int or version != VERSION:
        raise FormatError(
            f"“{name}” does not say that it is a debate: “argmap” should be {VERSION}. Choose another file."
        )
    if _HALF_CHARACTER.search(text):
        _find_half_characters(plain)
    return plain


def _decode(data: bytes, name: str) -> str:
    mark, encoding = next(((m, e) for m, e in _BYTE_ORDER_MARKS if data.startswith(m)), (b"", "utf-8"))
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        place = error.start + len(mark)
        raise FormatError(
            f"“{name}” is no {encoding.upper()} text from byte {place:,} on. Save it as UTF-8, or choose another file."
        ) from None


def _whole(digits: str) -> float:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else float("inf")  # no number that any field takes


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) != len(pairs):
        counts = Counter(key for key, _ in pairs)
        double = next(key for key in plain if counts[key] > 1)[:60]
        owner = plain.get("id")
        raise CodecError(
            f"the key “{double}” stands twice in {f'“{owner}”' if isinstance(owner, str) else 'one object'}"
        )
    return plain


def _broken(error: json.JSONDecodeError, text: str) -> str:
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return f"it is cut off at line {text.count(chr(10)) + 1}, in the middle of the debate"
    return f"line {error.lineno}, column {error.colno} is not valid JSON"


def _find_half_characters(plain: dict[str, Any]) -> None:
    """Raises CodecError for an escape like \\ud83d without its other half, which is no text and can be saved nowhere."""
    for key, value in plain.items():
        for number, record in enumerate(value if isinstance(value, list) else [value]):
            try:
                json.dumps([key, record], ensure_ascii=False).encode("utf-8")
            except UnicodeEncodeError:
                owner = record.get("id") if isinstance(record, dict) else None
                shown = ascii(owner if isinstance(owner, str) else number + 1).strip("'")
                raise CodecError(f"“{shown}” in “{ascii(key)[1:-1]}” has half a character in its text") from None


def _debate(plain: dict[str, Any], name: str, progress: Progress) -> Debate:
    ignored = _Ignored()
    for key in plain:
        if key not in _KEYS:
            ignored.note("the debate", f"“{key[:60]}”")
    title, layout = plain.get("title"), plain.get("layout")
    if not isinstance(title, str | None):
        raise CodecError("“title” should be text")
    if not isinstance(layout, str | None):
        raise CodecError("“layout” should be text")
    records: list[AnyRecord] = [Info(title=title or "", layout=layout or "")]
    homes: dict[str, Table] = {}
    for number, table in enumerate(TABLES):
        progress(0.4 + 0.05 * number, "Reading records")
        for record in _records(plain.get(table), table, ignored):
            if table not in SHARED_IDS and homes.setdefault(record.id, table) is not table:
                _refuse(name, f"the id “{record.id}” is used in “{homes[record.id]}” and in “{table}”")
            records.append(record)
    records += (finding for finding in ignored.findings() if finding.id not in homes)
    progress(0.9, "Checking the debate")
    debate = Debate(records)
    fault = next(checks.problems(debate), None)
    if fault is not None:
        _refuse(name, fault)
    progress(1.0, "Checking the debate")
    return debate


def _records(rows: object, table: Table, ignored: _Ignored) -> Iterator[AnyRecord]:
    if rows is None:
        return
    if not isinstance(rows, list):
        raise CodecError(f"“{table}” should be a list")
    kind = RECORD_TYPES[table]
    numbered = table in (Table.POSTS, Table.PROVISIONS)
    seen: set[str] = set()
    for index, row in enumerate(rows):
        if not isinstance(row, dict):
            raise CodecError(f"“{table}” should hold objects, but number {index + 1} is none")
        where = f"{table.removesuffix('s')} “{str(row.get('id', row.get('node')))[:60]}”"
        if numbered and row.get("position") is None:
            row["position"] = index  # where the order is not told, it is that of the list
        record = from_plain(kind, row, lambda place, where=where: ignored.note(where, place))  # type: ignore[misc]
        if not record.id:
            raise CodecError(f"number {index + 1} in “{table}” has no id")
        if record.id in seen:
            raise CodecError(f"the id “{record.id}” is used twice in “{table}”")
        seen.add(record.id)
        yield record


class _Ignored:
    """The keys that mean nothing here, each with where it was met first and how often."""

    def __init__(self) -> None:
        self._met: dict[str, tuple[str, int]] = {}
        self._others = 0

    def note(self, where: str, place: str) -> None:
        """Notes a key at a place in a record; ``place`` may begin with the record's own name."""
        key = place.split("”: ", 1)[-1] if place.startswith(where) else place
        first, count = self._met.get(key, (where, 0))
        if count or len(self._met) < MOST_KEYS:
            self._met[key] = (first, count + 1)
        else:
            self._others += 1

    def findings(self) -> Iterable[Finding]:
        """A finding for each key, with the same id whenever the same file is read."""
        for key, (first, count) in sorted(self._met.items()):
            times = "" if count == 1 else f" and in {count - 1:,} more"
            yield _finding(first, f"The key {key} in {first}{times} means nothing in a debate and was not kept.")
        if self._others:
            yield _finding("the debate", f"{self._others:,} more keys mean nothing in a debate and were not kept.")


def _finding(where: str, text: str) -> Finding:
    return Finding(uuid.uuid5(uuid.NAMESPACE_OID, text).hex, FindingLevel.WARNING, "unknown-key", where, text)


FORMAT = Format(
    name="json",
    label="Debate as JSON",
    suffixes=(".json",),
    read=read,
    write=write,
    sniff=sniff,
    binding=True,
    quoted=True,
)
