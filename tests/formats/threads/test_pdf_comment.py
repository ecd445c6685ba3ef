"""Comments in PDF files."""

import pytest

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.model.kinds import BlockKind

OWN, HEADING, ITEM, NOISE = BlockKind.OWN, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.NOISE
LEFT = 72


def _page(*lines, number, head="Comments of the Lake Union", top=740):
    """A page with a running head and a number; "" is a gap, and a line can be (text, size) or (text, size, indent)."""
    placed = [(LEFT, 800, 9, head), (290, 40, 9, f"Page {number} of 3")]
    y = top
    for line in lines:
        text, size, indent = ((line, 11, 0) if isinstance(line, str) else (*line, 0))[:3]
        if text:
            placed.append((LEFT + indent, y, size, text))
        y -= 14
    return placed


@pytest.fixture
def letter(make_pdf):
    """A letter of three pages."""
    first = _page(
        ("Sixty seats are too few", 20),
        "",
        "The council wants to look at every boat of more than sixty seats. That would be more",
        "than four hundred boats a year, and there are two inspec-",
        "tors for all of them, who do not even have a boat of their",
        "own. A short-sighted rule.",
        "",
        "Our reasons are the following ones, each of which would do to stop the whole of it now:",
        "1. The rule is costly. It needs four more people at least, and none of them has been",
        "found yet.",
        "2. The rule is short-",
        "sighted on the lake.",
        number=1,
    )
    second = _page(
        "We also think that the council did not count the boats that carry schools and weddings, which",
        "are most of the boats on the lake in any summer, and all of those of the smaller",
        number=2,
    )
    third = _page(
        "companies that have no other work to do.",
        "Thank you.",
        number=3,
    )
    info = "/Title (Microsoft Word - letter.doc) /Author (Lake Union) /CreationDate (D:20240501100000+02'00')"
    return make_pdf([first, second, third], info)


def _blocks(debate):
    (post,) = debate.posts.values()
    return [(b.kind, b.depth, post.text[b.start : b.end]) for b in post.blocks]


def test_lines_become_paragraphs_and_words_are_whole_again(letter, check_posts):
    debate = registry.read(letter, "letter.pdf")
    check_posts(debate)
    assert _blocks(debate) == [
        (HEADING, 1, "Sixty seats are too few"),
        (
            OWN,
            0,
            "The council wants to look at every boat of more than sixty seats. That would be more than four hundred boats a "
            "year, and there are two inspectors for all of them, who do not even have a boat of their own. A short-sighted rule.",
        ),
        (OWN, 0, "Our reasons are the following ones, each of which would do to stop the whole of it now:"),
        (ITEM, 1, "1. The rule is costly. It needs four more people at least, and none of them has been found yet."),
        (ITEM, 1, "2. The rule is short-sighted on the lake."),
        (
            OWN,
            0,
            "We also think that the council did not count the boats that carry schools and weddings, which are most of the "
            "boats on the lake in any summer, and all of those of the smaller companies that have no other work to do.",
        ),
        (OWN, 0, "Thank you."),
    ]


def test_running_heads_and_page_numbers_are_left_out_and_told(letter):
    debate = registry.read(letter, "letter.pdf")
    assert [f.text for f in debate.findings.values()] == [
        "“Comments of the Lake Union” stands on the edge of many pages, and is left out.",
        "The page numbers (3) are left out.",
    ]
    assert next(iter(debate.sources.values())).content == letter


def test_who_and_when_are_from_the_properties(letter):
    debate = registry.read(letter, "letter.pdf")
    (post,) = debate.posts.values()
    assert (debate.authors[post.author].name, post.posted_at, post.title) == (
        "Lake Union",
        "2024-05-01T10:00:00+02:00",
        "",
    )
    assert debate.title == "letter"


def test_a_heading_at_the_top_of_one_page_stays(make_pdf):
    pages = [_page("Words of a page that are its own.", number=247 + n, head=f"Chapter {'abc'[n]}") for n in range(3)]
    texts = [text for _, _, text in _blocks(registry.read(make_pdf(pages), "x.pdf"))]
    assert texts[:2] == ["Chapter a", "Words of a page that are its own."]
    assert not any("Page" in text for text in texts)


def test_ligatures_are_letters():
    from argmap.formats.threads.pdf_lines import PdfLine
    from argmap.formats.threads.pdf_paragraphs import paragraphs_of

    lines = [
        PdfLine("The e\ufb03cient of\ufb01ce\u00a0re\ufb02ects an eco\x02", 0, 72, 400, 700, 11, 842),
        PdfLine("nomic Anglo-", 0, 72, 400, 686, 11, 842),
        PdfLine("Saxon view 1990-", 0, 72, 400, 672, 11, 842),
        PdfLine("1999 and so on — in the", 0, 72, 400, 658, 11, 842),
    ]
    (paragraph,) = paragraphs_of(lines)
    assert paragraph.text.replace("\u00a0", " ") == (
        "The efficient office reflects an economic Anglo-Saxon view 1990- 1999 and so on — in the"
    )


def test_a_gap_begins_a_paragraph():
    from argmap.formats.threads.pdf_lines import PdfLine
    from argmap.formats.threads.pdf_paragraphs import paragraphs_of

    places = [700, 686, 672, 650, 636]
    lines = [
        PdfLine(f"Each line is as wide as the page and ends without {n}", 0, 72, 500, y, 11, 842)
        for n, y in enumerate(places)
    ]
    assert [p.text.count("Each") for p in paragraphs_of(lines)] == [3, 2]


def test_contents_are_noise_and_large_bullets_no_headings():
    from argmap.formats.threads.pdf_lines import PdfLine
    from argmap.formats.threads.pdf_paragraphs import paragraphs_of

    lines = [
        PdfLine("1 Scope ............................ 11", 0, 72, 500, 700, 11, 842),
        PdfLine("2 Terms ............................ 13", 0, 72, 500, 686, 11, 842),
        PdfLine("• A point with a large bullet", 0, 72, 300, 650, 13, 842),
        PdfLine(
            "A paragraph of the usual size that goes on for a line and says what is to be said.",
            0,
            72,
            500,
            620,
            11,
            842,
        ),
    ]
    assert [p.kind for p in paragraphs_of(lines)] == [NOISE, NOISE, ITEM, OWN]


def test_a_scan_is_refused_and_a_page_of_one_is_told(make_pdf):
    with pytest.raises(FormatError, match="has no text in it, only pictures of pages"):
        registry.read(make_pdf([[], []]), "x.pdf")
    debate = registry.read(make_pdf([[(72, 700, 11, "Words on the first page only.")], []]), "x.pdf")
    assert "1 of 2 pages has no text; perhaps they are pictures." in [f.text for f in debate.findings.values()]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF", b"%PDF-junk" * 50]
)
def test_what_is_no_pdf_is_refused(data):
    with pytest.raises(FormatError, match="is no whole PDF"):
        registry.read(data, "x.pdf")


def test_a_locked_pdf_is_refused(make_pdf):
    data = make_pdf([[(72, 700, 11, "Words.")]])
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >> " % (b"00" * 32, b"11" * 32)
    data = data.replace(b"trailer\n<< /", b"trailer\n<< /ID [<00> <00>] " + locked + b"/")
    with pytest.raises(FormatError, match="has a password"):
        registry.read(data, "x.pdf")


def test_spoiled_files_are_read_or_refused(letter, mutations, in_time, check_posts):
    in_time(120)
    outcomes = {"read": 0, "refused": 0}
    for spoiled in mutations(letter, 300):
        try:
            check_posts(registry.read(spoiled, "x.pdf", quotes=False))
            outcomes["read"] += 1
        except FormatError as error:
            assert str(error).endswith(".")
            outcomes["refused"] += 1
    assert outcomes["read"] > 100


def test_two_hundred_pages_in_a_few_seconds(make_pdf, in_time):
    in_time(60)
    lines = [f"Line {n} of a page that goes on and on, as pages of laws and their comments do." for n in range(45)]
    debate = registry.read(make_pdf([_page(*lines, number=n) for n in range(1, 201)]), "long.pdf", quotes=False)
    assert len(next(iter(debate.posts.values())).text) > 500_000


@pytest.mark.corpus
def test_question_papers(corpus, check_posts):
    folder = corpus / "threads" / "hansard"
    for name, first, last in (
        ("548302_1.pdf", "[No 33—2013] FIFTH SESSION, FOURTH PARLIAMENT", "Affairs."),
        ("559662_1.pdf", "[No 37—2013] FIFTH SESSION, FOURTH PARLIAMENT", "CW663E"),
    ):
        debate = registry.read((folder / name).read_bytes(), name, quotes=False)
        check_posts(debate)
        posts = list(debate.posts.values())
        assert posts[0].text.startswith(first)
        assert posts[-1].text.endswith(last)
        said = "\n".join(post.text for post in posts)
        assert "INTERNAL QUESTION PAPER: NATIONAL" not in said, "a running head"
        assert (
            "damaged concrete and (b) wire fence around the Tempe Military Base section in Lucas Steyn Street" in said
        )


def test_a_paragraph_without_end_takes_no_longer_than_any(in_time):
    in_time(60)
    from argmap.formats.threads.pdf_lines import PdfLine
    from argmap.formats.threads.pdf_paragraphs import paragraphs_of

    lines = [
        PdfLine("words that go on and on in the same para-", n // 50, 72, 500, 800 - 14 * (n % 50), 11, 842)
        for n in range(60_000)
    ]
    dots = PdfLine("." * 300_000 + "x", 1_200, 72, 500, 800, 11, 842)
    (paragraph, *_) = paragraphs_of([*lines, dots])
    assert len(paragraph.text) > 2_000_000
