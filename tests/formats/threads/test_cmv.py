"""Dialogues from Change My View: posts, who answers whom, quotes, and files that are none."""

from pathlib import Path

import pytest

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import cmv
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.queries import author_name

THREAD = """\
<?xml version="1.0"?>
<thread ID="2ab"><title>CMV: Ferries are <claim id="title">too small</claim></title>
<source>http://www.reddit.com/r/changemyview/comments/2ab/cmv/</source>
<OP author="Ada">Sixty seats <claim id="0">is too low</claim> a line.</OP>
<reply id="c1" author="Ben">&gt; Sixty seats is too low a line.

<premise id="1" rel="support" ref="0">Who counted?</premise></reply>
<reply id="c2" author="Ben">And when?</reply>
<reply id="c3" author="Ada">I did.</reply></thread>
"""


def read(text: str) -> Debate:
    debate = cmv.read(text.encode(), "a.xml")
    assert list(problems(debate)) == []
    return debate


def test_a_dialogue() -> None:
    debate = read(THREAD)
    posts = list(debate.posts.values())
    assert debate.title == posts[0].title == "CMV: Ferries are too small"
    assert [(p.native_id, author_name(debate, p)) for p in posts] == [
        ("t3_2ab", "Ada"),
        ("t1_c1", "Ben"),
        ("t1_c2", "Ben"),
        ("t1_c3", "Ada"),
    ]
    assert posts[1].text == "Sixty seats is too low a line.\n\nWho counted?"
    assert [p.parent and debate.posts[p.parent].native_id for p in posts] == [None, "t3_2ab", "t3_2ab", "t1_c2"]
    assert [p.permalink and p.permalink[-6:] for p in posts] == ["b/cmv/", "cmv/c1", "cmv/c2", "cmv/c3"]
    assert len(debate.quotes) == 1
    assert [f.text for f in debate.findings.values()] == [
        "The file marks 2 claims and 1 premises, which were not read."
    ]


def test_other_files() -> None:
    assert registry.guess(THREAD.encode(), "a.xml").name == "cmv"
    assert cmv.sniff(b"<thread ID='1'><post/></thread>") == 0.0
    with pytest.raises(FormatError, match="no thread with an opening post"):
        read("<thread ID='1'><post/></thread>")


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "posts"),
    [("original__negative__45.xml", 10), ("original__positive__12.xml", 9), ("v2.0__positive__12.xml", 9)],
)
def test_real_dialogues(corpus: Path, name: str, posts: int) -> None:
    data = (corpus / "threads" / "cmv_modes" / name).read_bytes()
    debate = registry.read(data, name)
    assert (len(debate.posts), len(debate.authors)) == (posts, 2)
    assert sum(p.parent is None for p in debate.posts.values()) == 1
