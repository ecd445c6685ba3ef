"""A short run of the fuzzing of all readers; ``fuzz_readers.py`` does the long ones."""

from pathlib import Path
from types import ModuleType

import pytest

FAMILIES = ("text", "mail", "json", "html", "xml", "transcript", "table", "rtf", "docx", "xlsx", "odt", "pdf")
FIRST, COUNT = 1_000_000, 60
"""Numbers that the long runs have not been through."""


@pytest.fixture
def fuzz_readers(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import fuzz_readers

    return fuzz_readers


def test_all_families_have_seeds_that_are_read(fuzz_readers: ModuleType) -> None:
    from argmap.formats import registry

    assert fuzz_readers.FAMILIES == FAMILIES
    seeded = set()
    for place, seed in enumerate(seed for family in FAMILIES for seed in fuzz_readers.seeds(family)):
        whole = fuzz_readers.Case(0, seed.name, seed.data, seed.format, quotes=True, stored=place % 20 == 0)
        assert fuzz_readers.failure(whole) is None, seed.name
        seeded.add(seed.format)
    assert seeded == {known.name for known in registry.formats() if known.read is not None}


@pytest.mark.parametrize("family", FAMILIES)
def test_spoiled_files_become_sound_debates_or_are_refused(fuzz_readers: ModuleType, family: str) -> None:
    run = (
        fuzz_readers.supervised
        if family == "pdf"
        else lambda *args, **_: fuzz_readers.run(args[0], range(FIRST, FIRST + COUNT))
    )
    found = run(family, FIRST, COUNT, quiet=True)
    assert (found.failures, found.ran) == ([], COUNT)
    assert found.read > 0
    assert found.refused > 0


def test_an_input_is_the_same_each_time(fuzz_readers: ModuleType) -> None:
    assert all(fuzz_readers.case(f, 17).data == fuzz_readers.case(f, 17).data for f in FAMILIES)
    assert fuzz_readers.case("json", 17).data != fuzz_readers.case("json", 17 + 16).data


def test_failures_are_told_with_their_number(fuzz_readers: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(fuzz_readers.registry, "read", broken)
    found = fuzz_readers.run("text", range(5, 7))
    assert [number for number, _ in found.failures] == [5, 6]
    assert all(told.startswith("RecursionError: too deep") for _, told in found.failures)
