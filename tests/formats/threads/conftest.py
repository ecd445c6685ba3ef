"""What the tests of thread readers share: a thread told twice, and what must hold of every reading."""

from collections import Counter
from collections.abc import Callable

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
