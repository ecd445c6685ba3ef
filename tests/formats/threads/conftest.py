"""What the tests of thread readers share: a thread told twice, and what must hold of every reading."""

import importlib.util
import io
import signal
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import cast

import pytest

from argmap.formats.threads.decoding import decode
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import SpanRole

FERRY = {
    "lost": "Every ferry on the lake that was built before 1990 would fall under the draft, not only the large ones.",
    "old": "Old hulls are the point of the rule, since nobody inspects them twice in ten years.",
    "line": "Sixty seats is where the council may look at a boat, and it is meant to be drawn long before anybody drowns.",
    "spare": "The council keeps its right to look at mid-sized boats, because the worst one sank with fifty on board.",
    "looks": "A council that must look at every boat above sixty seats will look at four hundred boats a year with two inspectors.",
    "stamp": "For instance, they may wave everything through, or they may anger every skipper and be abolished by spring.",
    "aim": "So you do aim at family boats such as the Heron, then? The register lists 327 of her kind on this lake alone.",
    "future": "Most new boats will have more than sixty seats anyway[1], because electric drives need long hulls.",
    "say": "I also find it odd that you write things like:",
    "and": "and:",
    "rule": "but then draw up a rule that catches every school outing and every wedding boat.",
    "weighed": "Weighed by how many people actually ride them.",
    "exempt": "Boats that sail today are exempt; nobody hopes to haul them back into the yard, and nobody could.",
    "drop": "Well put, so the clause on hull age is out of the draft until winter.",
    "lie": "Odd is a mild word for such an untruth, at least for anybody who runs a boat outside the two big companies.",
    "wording": "I changed the sentence to say that only the large companies and those who charter from them are covered today.",
    "credit": "Thanks for the new sentence, but it still hides how many chartered boats there are at www.lake.example these days.",
    "mistake": "Perhaps nobody at the office ever counted the boats above sixty seats. A mistake is no untruth.",
    "damning": "Were that so, it would shame them twice over, because counting boats is the first thing a council should do.",
    "harm": "Sorry, what would be so bad about it? Ask every skipper to carry a permit for the winter months? Is that mad?",
    "wilma": "Wilma never said that the draft is bad. She said that it was written by people who had not counted.",
    "enforce": "Besides, nobody can enforce it in fog, and rules that are not enforced make all rules cheap.",
    "law": "Also, such a permit seems to be against the charter of the lake. Do you know of any other rule of this kind?",
    "rods": "Fishing rods, campfires, and so on.",
    "free": "The charter lets the council do almost anything, to my eyes.",
    "speech": "It does not let the council close the water to anybody beforehand.",
    "permit": "Ask every skipper to carry a permit for the winter months?",
    "fog": "For one thing that cannot be checked without a boat beside each boat. Trying would sink more than it saves.",
}
KEEPS = (
    "lost old line spare |line looks stamp |old aim future say and rule exempt drop wording credit mistake damning wilma "
    "enforce law |law rods free |permit fog"
)
"""The first scrape: | stands before a paragraph that is a quote. It has lost the short posts."""
QUOTED = {"lost": None, "line": "line", "old": "old", "law": "law", "permit": "harm"}
"""The true quotes, with what they are of."""


@pytest.fixture
def told_twice() -> str:
    """A thread as two scrapes: the first keeps quotes, the second drops them, keeps short posts, cuts a line at a link and
    glues two posts into one line."""
    first = [FERRY[key.strip("|")] for key in KEEPS.split()]
    second = (
        "old line spare looks stamp aim future say and rule weighed exempt drop lie wording credit+mistake damning harm "
        "wilma enforce law rods free speech fog"
    )
    lines = ["".join(FERRY[part] for part in key.split("+")) for key in second.split()]
    cut = [piece for line in lines for piece in line.replace(" www.lake.example ", "\nwww.lake.example\n").split("\n")]
    return "\n".join([*first, *cut]) + "\n"


@pytest.fixture
def ferry() -> dict[str, str]:
    """The paragraphs of the thread by name."""
    return FERRY


@pytest.fixture
def true_quotes() -> dict[str, str | None]:
    """The thread's quotes by name, each with the name of its source."""
    return QUOTED


@pytest.fixture(scope="session")
def check_sound() -> Callable[..., None]:
    """Asserts that nothing of a source is lost or doubled: every character that is not white space lies in one span, and
    each post says the words of its spans, apart from labels (``labelled``)."""

    def check(debate: Debate, data: bytes, *, labelled: bool = False) -> None:
        assert list(problems(debate)) == []
        (source,) = debate.sources.values()
        assert source.content == data
        text = decode(data, source.name).text
        covered = 0
        said: dict[str, Counter[str]] = {post: Counter() for post in debate.posts}
        for span in source.spans:
            assert not text[covered : span.start].strip(), "a part of the source is in no span"
            assert covered <= span.start < span.end <= len(text)
            covered = span.end
            if span.role is SpanRole.POST:
                said[span.post] += Counter(_ink(text[span.start : span.end]))
        assert not text[covered:].strip()
        for post in debate.posts.values():
            mine = Counter(_ink(post.text))
            assert not mine - said[post.id]
            if not labelled:
                assert not said[post.id] - mine
            end = 0
            for block in post.blocks:
                assert not post.text[end : block.start].strip(), "a part of the post is in no block"
                assert end <= block.start < block.end
                end = block.end
            assert not post.text[end:].strip()

    return check


def _ink(text: str) -> str:
    """What is printed, without quote marks."""
    return "".join(text.replace(">", "").split())


@pytest.fixture(scope="session")
def check_posts() -> Callable[[Debate], None]:
    """Asserts that a reading is sound: no problems, and blocks that are in order, apart and together all that is printed."""

    def check(debate: Debate) -> None:
        assert list(problems(debate)) == []
        for post in debate.posts.values():
            end = 0
            for block in post.blocks:
                assert end <= block.start < block.end <= len(post.text)
                assert not post.text[end : block.start].strip(), "a part of the post is in no block"
                end = block.end
            assert not post.text[end:].strip(), "a part of the post is in no block"
        for quote in debate.quotes.values():
            assert 0 <= quote.start < quote.end <= len(debate.posts[quote.post].text)

    return check


@pytest.fixture(scope="session")
def native_tree() -> Callable[[Debate], list[tuple[str | None, str, str | None]]]:
    """Each post as (its native id, its author's name or "", the native id of what it answers), in the order of the file."""

    def tree(debate: Debate) -> list[tuple[str | None, str, str | None]]:
        return [
            (
                post.native_id,
                debate.authors[post.author].name if post.author else "",
                debate.posts[post.parent].native_id if post.parent else None,
            )
            for post in debate.posts.values()
        ]

    return tree


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    """A Word document of the XML in its body; other parts by name, ``styles``, ``numbering``, ``footnotes``, ``core``."""

    def make(body: str, **parts: str) -> bytes:
        spaces = f'xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        files = {"word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>"}
        for name, inner in parts.items():
            if name == "core":
                dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
                files["docProps/core.xml"] = f"<coreProperties {dc}>{inner}</coreProperties>"
            elif name == "links":
                files["word/_rels/document.xml.rels"] = f"<Relationships>{inner}</Relationships>"
            else:
                files[f"word/{name}.xml"] = f"<w:{name} {spaces}>{inner}</w:{name}>"
        return zipped(files)

    return make


@pytest.fixture(scope="session")
def make_zip() -> Callable[[dict[str, str]], bytes]:
    """A zip file of parts by name."""
    return zipped


def zipped(files: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return target.getvalue()


@pytest.fixture(scope="session")
def make_xlsx() -> Callable[[dict[str, list[list[object]]]], bytes]:
    """A workbook of sheets by name, each a list of rows."""

    def make(sheets: dict[str, list[list[object]]]) -> bytes:
        from openpyxl import Workbook

        book = Workbook()
        book.remove(book.worksheets[0])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    return make


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    """A PDF of pages, each a list of (x, y, size, text) in points from the lower left corner of an A4 page."""
    path = Path(__file__).parents[2] / "fuzz" / "packed_seeds.py"
    spec = importlib.util.spec_from_file_location("packed_seeds", path)
    assert spec is not None
    assert spec.loader is not None
    seeds = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(seeds)
    return cast(Callable[..., bytes], seeds.pdf_of)


@pytest.fixture(scope="session")
def mutations() -> Callable[..., Iterator[bytes]]:
    """A file, spoiled in as many ways as asked for: bytes changed, cut, doubled. Of zip files mostly what is packed."""

    def mutate(data: bytes, count: int, *, unpack: bool = False) -> Iterator[bytes]:
        chance = Random(len(data) + count)  # noqa: S311
        for _ in range(count):
            yield _repacked(chance, data) if unpack and chance.random() < 0.75 else _spoiled(chance, data)

    return mutate


def _spoiled(chance: Random, data: bytes) -> bytes:
    spoiled = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        at, other = chance.randrange(len(spoiled) + 1), chance.randrange(len(spoiled) + 1)
        how = chance.randrange(5)
        if how == 0:
            spoiled[at : at + 1] = bytes([chance.randrange(256)])
        elif how == 1:
            del spoiled[at : at + chance.choice([1, 3, 30, 300])]
        elif how == 2:
            spoiled[at:at] = chance.randbytes(chance.choice([1, 4, 16]))
        elif how == 3:
            spoiled[at:at] = spoiled[other : other + chance.choice([4, 40, 400])]
        else:
            spoiled[at : at + 4] = chance.choice([b"\xff\xff\xff\xff", b"\0\0\0\0", b"9999", b"<<>>", b"-1  ", b'"&#x'])
    return bytes(spoiled)


def _repacked(chance: Random, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    target = io.BytesIO()
    hit = set(chance.sample(sorted(files), min(len(files), chance.choice([1, 2, 3]))))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, _spoiled(chance, content) if name in hit else content)
    return target.getvalue()


@pytest.fixture
def in_time() -> Iterator[Callable[[float], None]]:
    """Lets the test fail that is still running after some seconds, instead of waiting for ever."""

    def fail(*_: object) -> None:
        raise AssertionError("this takes too long")

    before = signal.signal(signal.SIGALRM, fail)
    yield lambda seconds: signal.setitimer(signal.ITIMER_REAL, seconds) and None
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)
