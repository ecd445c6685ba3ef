"""Spoils small files of every format by the thousand and reads them: each must become a sound debate or be refused in one
sentence that names the file, within ten seconds.

    python tests/fuzz/fuzz_readers.py --family json --count 100000
    python tests/fuzz/fuzz_readers.py --family json --only 4711 --keep /tmp/spoiled     one input again, kept as a file

The inputs are read in a second process, one after another, so that one which kills or blocks the reader is told by its number.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import mmap
import resource
import signal
import struct
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path, PurePath
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from mutating import spoiled
from seeds import CONTAINERS, FAMILIES, seeds

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.model.checks import problems
from argmap.model.debate import Debate

LONGEST = 10.0
"""Seconds after which an input counts as one that never ends."""
MOST_MEMORY = 4 * 2**30
WITH_QUOTES, STORED = 0.1, 0.01
"""Shares of the inputs whose quotes are looked for, and of the debates that are written to a file and read again."""


class TooLongError(BaseException):
    """Raised inside a reader that takes too long; nothing catches it by accident."""


@dataclass(frozen=True, slots=True)
class Case:
    """An input: which reader gets what. ``format`` is None where the reader is found by the content."""

    number: int
    name: str
    data: bytes
    format: str | None
    quotes: bool
    stored: bool


@dataclass
class Summary:
    """What came of a run. ``failures`` are (number, what happened)."""

    ran: int = 0
    read: int = 0
    refused: int = 0
    slowest: tuple[float, int] = (0.0, -1)
    failures: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: Summary) -> None:
        """Takes up what came of another part of the run."""
        self.ran, self.read, self.refused = self.ran + other.ran, self.read + other.read, self.refused + other.refused
        self.slowest = max(self.slowest, other.slowest)
        self.failures += other.failures


def case(family: str, number: int) -> Case:
    """The input of this number, always the same."""
    chance = Random(f"{family}:{number}")  # noqa: S311
    known = seeds(family)
    seed = known[number % len(known)]
    data = spoiled(chance, seed, known, family) or b" "
    named = seed.format if chance.random() < 0.6 else None
    return Case(number, seed.name, data, named, chance.random() < WITH_QUOTES, chance.random() < STORED)


def failure(case: Case) -> str | None:
    """What is wrong with how an input is read: "" where it is refused as it should be, None where it is read."""
    try:
        debate = registry.read(case.data, case.name, case.format, quotes=case.quotes)
    except FormatError as error:
        said = str(error)
        fit = len(said.splitlines()) == 1 and len(said) < 500 and PurePath(case.name).name in said
        return "" if fit else f"unfit sentence: {said!r}"
    fault = next(problems(debate), None)
    if fault is None and {source.format for source in debate.sources.values()} not in (set(), {"json"}):
        fault = next(unsound(debate), None)
    fault = fault or next(unfit(debate), None)
    if fault is None and case.stored:
        _store(debate)
    return None if fault is None else f"unsound debate: {fault}"


def unsound(debate: Debate) -> Iterator[str]:
    """Blocks that overlap, are out of order or leave words out."""
    for post in debate.posts.values():
        end = 0
        for block in post.blocks:
            if not end <= block.start < block.end <= len(post.text):
                yield f"a block from {block.start} to {block.end} after {end} in a post of {len(post.text)}"
            if post.text[end : block.start].strip():
                yield f"words in no block: {post.text[end : block.start]!r}"
            end = block.end
        if post.text[end:].strip():
            yield f"words in no block: {post.text[end:]!r}"


def unfit(debate: Debate) -> Iterator[str]:
    """What no file can hold: halves of characters, numbers that are none."""
    said = [*(a.name for a in debate.authors.values()), *(f.text for f in debate.findings.values()), debate.title]
    for post in debate.posts.values():
        said += [post.text, post.title, post.native_id or "", post.permalink or "", post.posted_at or ""]
        for number in (post.score, post.agreement):
            if number is not None and not isfinite(number):
                yield f"a score of {number}"
    for text in said:
        try:
            text.encode()
        except UnicodeEncodeError:
            yield f"half a character in {text[:80]!r}"


def _store(debate: Debate) -> None:
    from argmap.store.debate_file import DebateFile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fuzz.argmap"
        DebateFile.create(path, debate).close()
        with DebateFile.open(path) as opened:
            assert list(opened.debate.posts) == list(debate.posts)
            assert not opened.warning, opened.warning


def run(family: str, numbers: range, begin: Any = None) -> Summary:
    """Reads some inputs of a family one after another in this process. ``begin`` is called with each number before."""

    def too_long(*_: object) -> None:
        raise TooLongError

    found = Summary()
    before = signal.signal(signal.SIGALRM, too_long)
    try:
        for number in numbers:
            if begin is not None:
                begin(number, found)
            made = case(family, number)
            started = time.perf_counter()
            signal.setitimer(signal.ITIMER_REAL, LONGEST)
            try:
                told = failure(made)
            except TooLongError:
                told = "hang: " + _where(6)
            except BaseException as error:  # whatever it is, it is what is looked for
                if isinstance(error, KeyboardInterrupt):
                    raise
                told = f"{type(error).__name__}: {str(error)[:200]} | " + _where(3)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
            found.slowest = max(found.slowest, (time.perf_counter() - started, number))
            found.ran += 1
            found.read += told is None
            found.refused += told == ""
            if told:
                found.failures.append((number, told))
    finally:
        signal.signal(signal.SIGALRM, before)
    return found


def _where(lines: int) -> str:
    frames = traceback.extract_tb(sys.exc_info()[2])
    return " < ".join(f"{PurePath(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames[-lines:]))


def supervised(family: str, first: int, count: int, *, quiet: bool = False) -> Summary:
    """Reads inputs in a process of its own, started again behind each input that kills or blocks it."""
    found, at, end, started = Summary(), first, first + count, time.monotonic()
    while at < end:
        with tempfile.TemporaryDirectory() as folder:
            mark = Path(folder) / "number"
            mark.write_bytes(struct.pack("q6d", at, *[0.0] * 6))
            result = Path(folder) / "result"
            with result.open("wb") as out:
                worker = subprocess.Popen(
                    [
                        sys.executable,
                        __file__,
                        "--family",
                        family,
                        "--first",
                        str(at),
                        "--count",
                        str(end - at),
                        "--worker",
                        str(mark),
                    ],
                    stdout=out,
                )
                died = _watch(worker, mark, family, end, started, quiet)
            part, number = _told(result.read_text()), struct.unpack_from("q", mark.read_bytes())[0]
            found.add(part)
            if not died:
                break
            done = struct.unpack("q6d", mark.read_bytes())[1:]
            found.ran += int(done[0]) + 1 - part.ran
            found.read, found.refused = found.read + int(done[1]), found.refused + int(done[2])
            found.failures.append((number, died))
            at = number + 1
    return found


def _watch(worker: subprocess.Popen[bytes], mark: Path, family: str, end: int, started: float, quiet: bool) -> str:
    """Waits for the worker; "" when it ended well, else what happened to it."""
    last, since, shown = -1, time.monotonic(), time.monotonic()
    while worker.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            worker.wait(0.5)
        number = struct.unpack_from("q", mark.read_bytes())[0]
        if number != last:
            last, since = number, time.monotonic()
        elif time.monotonic() - since > 3 * LONGEST:
            worker.kill()
            worker.wait()
            return "hang in compiled code"
        if not quiet and time.monotonic() - shown > 20:
            shown = time.monotonic()
            print(f"  {family}: at {number:,} of {end:,}, {shown - started:.0f} s", file=sys.stderr, flush=True)
    return "" if worker.returncode == 0 else f"the process died ({worker.returncode})"


def _told(lines: str) -> Summary:
    """The summary that a worker printed line by line, as far as it came."""
    found = Summary()
    for line in lines.splitlines():
        if not line.startswith("{"):
            continue  # a library says something of its own
        value = json.loads(line)
        if "failure" in value:
            found.failures.append((value["number"], value["failure"]))
        else:
            found.ran, found.read, found.refused = value["ran"], value["read"], value["refused"]
            found.slowest = (value["slowest"][0], value["slowest"][1])
    return found


def work(family: str, numbers: range, mark: Path) -> None:
    """The worker: writes the number at hand to a file that its watcher sees, and each failure to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    told = 0
    with mark.open("r+b") as file, mmap.mmap(file.fileno(), struct.calcsize("q6d")) as shared:

        def begin(number: int, found: Summary) -> None:
            nonlocal told
            struct.pack_into("q6d", shared, 0, number, found.ran, found.read, found.refused, 0.0, 0.0, 0.0)
            for each, what in found.failures[told:]:
                print(json.dumps({"number": each, "failure": what}), flush=True)
            told = len(found.failures)

        found = run(family, numbers, begin)
    for each, what in found.failures[told:]:
        print(json.dumps({"number": each, "failure": what}), flush=True)
    print(json.dumps({"ran": found.ran, "read": found.read, "refused": found.refused, "slowest": found.slowest}))


def report(family: str, found: Summary, seconds: float) -> None:
    """Prints what came of a run, failures of one kind together."""
    slow, number = found.slowest
    print(
        f"{family}: {found.ran:,} ran, {found.read:,} read, {found.refused:,} refused, {len(found.failures):,} failed; "
        f"slowest {slow:.2f} s (number {number}); {seconds:.0f} s"
    )
    kinds: dict[str, list[int]] = {}
    for each, what in found.failures:
        kinds.setdefault(what[:300] if "sentence" not in what else what[:80], []).append(each)
    for what, count in Counter({w: len(n) for w, n in kinds.items()}).most_common(40):
        print(f"  {count} × {what}\n      numbers {kinds[what][:5]}")


def main() -> int:
    """1 when anything failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--family", choices=[*FAMILIES, "all"], default="all")
    parser.add_argument("--count", type=int, help="how many inputs; 100,000, or 2,000 of containers")
    parser.add_argument("--first", type=int, default=0, help="the number to begin with")
    parser.add_argument("--only", type=int, help="one input, in this process, with its traceback")
    parser.add_argument("--keep", type=Path, help="with --only: a folder to put the input in")
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.only is not None:
        made = case(told.family, told.only)
        print(f"{made.name} as {made.format or 'its content tells'}, quotes {made.quotes}: {made.data[:2000]!r}")
        if told.keep:
            (told.keep / made.name).write_bytes(made.data)
        print(failure(made))
        return 0
    bad = False
    for family in FAMILIES if told.family == "all" else [told.family]:
        count = told.count or (2_000 if family in CONTAINERS else 100_000)
        if told.worker:
            work(family, range(told.first, told.first + count), told.worker)
            return 0
        started = time.monotonic()
        found = supervised(family, told.first, count)
        report(family, found, time.monotonic() - started)
        bad = bad or bool(found.failures)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
