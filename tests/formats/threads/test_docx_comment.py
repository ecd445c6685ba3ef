"""Comments in Word documents."""

import io
import zipfile

import pytest

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.model.kinds import BlockKind

OWN, HEADING, ITEM, QUOTE, FOOTNOTE = (
    BlockKind.OWN,
    BlockKind.HEADING,
    BlockKind.LIST_ITEM,
    BlockKind.QUOTE,
    BlockKind.FOOTNOTE,
)
STYLES = (
    '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Mine"><w:name w:val="My heading"/><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>'
    '<w:style w:styleId="Loop"><w:name w:val="x"/><w:basedOn w:val="Loop"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
)


def _p(text, style="", number=""):
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        list_id, level = number.split(":")
        said += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    runs = text if text.startswith("<") else f"<w:r><w:t>{text}</w:t></w:r>"
    return f"<w:p><w:pPr>{said}</w:pPr>{runs}</w:p>"


def _blocks(debate):
    (post,) = debate.posts.values()
    return [(b.kind, b.depth, post.text[b.start : b.end]) for b in post.blocks]


def test_paragraphs_headings_quotes_and_numbers(make_docx, check_posts):
    body = (
        _p("On plates", "Mine")
        + _p("I am against it. 🚲")
        + _p("")
        + _p("Plates are needed.", "Q")
        + _p("All of them.", "Q")
        + _p("Cost", number="1:0")
        + _p("of making", number="1:1")
        + _p("of fixing", number="1:1")
        + _p("Time", number="1:0")
        + _p("again", number="1:1")
        + _p("a bullet", number="2:0")
        + _p("no item", number="0:0")
        + _p("strange", "Loop")
    )
    debate = registry.read(make_docx(body, styles=STYLES, numbering=NUMBERING), "letter.docx")
    check_posts(debate)
    assert _blocks(debate) == [
        (HEADING, 2, "On plates"),
        (OWN, 0, "I am against it. 🚲"),
        (QUOTE, 1, "Plates are needed."),
        (QUOTE, 1, "All of them."),
        (ITEM, 1, "3. Cost"),
        (ITEM, 2, "3.a) of making"),
        (ITEM, 2, "3.b) of fixing"),
        (ITEM, 1, "4. Time"),
        (ITEM, 2, "4.a) again"),
        (ITEM, 1, "a bullet"),
        (OWN, 0, "no item"),
        (OWN, 0, "strange"),
    ]
    (post,) = debate.posts.values()
    assert "3. Cost\n3.a) of making\n3.b) of fixing\n4. Time\n4.a) again\na bullet\n\nno item" in post.text
    (quote,) = debate.quotes.values()
    assert post.text[quote.start : quote.end] == "Plates are needed.\n\nAll of them."


def test_tracked_changes_links_notes_tables_and_boxes(make_docx, check_posts):
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>".format
    body = (
        _p(
            run("Keep ")
            + f"<w:ins>{run('this')}</w:ins><w:del><w:r><w:delText>not that</w:delText></w:r></w:del>"
            + run(".")
        )
        + _p(
            run("See ")
            + f"<w:hyperlink r:id='r1'>{run('the study')}</w:hyperlink>"
            + "<w:r><w:footnoteReference w:id='2'/></w:r>"
        )
        + _p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:noBreakHyphen/><w:commentReference/></w:r>")
        + f"<w:tbl><w:tr><w:tc>{_p('Fee')}</w:tc><w:tc>{_p('40')}</w:tc></w:tr><w:tr><w:tc>{_p('Test')}</w:tc><w:tc>{_p('80')}</w:tc></w:tr></w:tbl>"
        + f"<w:tbl><w:tr><w:tc>{_p('First of a frame.')}{_p('Second of it.')}</w:tc></w:tr></w:tbl>"
        + _p(f"<w:r><w:pict><w:txbxContent>{_p('In a box.')}</w:txbxContent></w:pict><w:t>Outside.</w:t></w:r>")
        + f"<w:sdt><w:sdtContent>{_p('In a field.')}</w:sdtContent></w:sdt>"
    )
    notes = f"<w:footnote w:id='2'>{_p('By the town.')}</w:footnote>"
    links = '<Relationship Id="r1" Type="x/hyperlink" TargetMode="External" Target="https://example.org/study"/>'
    debate = registry.read(make_docx(body, footnotes=notes, links=links), "letter.docx")
    check_posts(debate)
    assert [(kind, text) for kind, _, text in _blocks(debate)] == [
        (OWN, "Keep this."),
        (OWN, "See the study (https://example.org/study)[1]"),
        (OWN, "a\nb -"),
        (OWN, "Fee | 40"),
        (OWN, "Test | 80"),
        (OWN, "First of a frame."),
        (OWN, "Second of it."),
        (OWN, "Outside."),
        (OWN, "In a box."),
        (OWN, "In a field."),
        (FOOTNOTE, "[1] By the town."),
    ]
    assert "Fee | 40\nTest | 80" in next(iter(debate.posts.values())).text
    assert [f.text for f in debate.findings.values()] == [
        "1 tracked deletion is left out of this document.",
        "1 tracked insertion is kept of this document.",
        "1 remark in the margin is left out of this document.",
    ]


@pytest.mark.parametrize(
    ("core", "author", "date", "title"),
    [
        (
            "<dc:creator>Ann Roe</dc:creator><dc:title>On plates</dc:title><dcterms:created>2024-05-01T10:00:00Z</dcterms:created>",
            "Ann Roe",
            "2024-05-01T10:00:00+00:00",
            "On plates",
        ),
        (
            "<dc:creator>Microsoft Office User</dc:creator><dc:title>Microsoft Word - a.doc</dc:title>"
            "<dcterms:created>1601-01-01T00:00:00Z</dcterms:created>",
            None,
            None,
            "",
        ),
        ("", None, None, ""),
    ],
)
def test_who_and_when_are_from_the_properties_unless_nobody_meant_them(make_docx, core, author, date, title):
    debate = registry.read(make_docx(_p("I am against it."), core=core), "letter.docx")
    (post,) = debate.posts.values()
    assert (debate.authors[post.author].name if post.author else None, post.posted_at, post.title) == (
        author,
        date,
        title,
    )


def test_a_transcript_is_its_turns(make_docx):
    said = [
        ("Mr SMITH", "We should do it."),
        ("Ms JONES", "We should not."),
        ("Mr SMITH", "Why?"),
        ("Ms JONES", "Cost."),
    ]
    debate = registry.read(make_docx("".join(_p(f"{who}: {what}") for who, what in said)), "hearing.docx")
    assert [(debate.authors[p.author].name, p.text) for p in debate.posts.values()] == said
    assert all(not source.spans for source in debate.sources.values())


def test_hostile_documents_are_refused_with_a_sentence(make_docx, make_zip, in_time):
    in_time(60)
    good = make_docx(_p("Words."))
    bomb = io.BytesIO(good)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as added:
        added.writestr("word/media/x.xml", b"\0" * 300_000_000)
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    nested = "<w:p>" * 5_000 + "</w:p>" * 5_000
    entity = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>'
    for data, sentence in (
        (bomb.getvalue(), "would be too large unpacked"),
        (make_zip({"word/document.xml": "<a/>", "../../x": ""}), "points out of the document"),
        (make_zip({"word/document.xml": "<a/>", "C:\\x": ""}), "points out of the document"),
        (make_zip({"word/document.xml": entity}), "has a document type in it"),
        (make_zip({"word/document.xml": "<a><b></a>"}), "is no whole Word document"),
        (make_zip({"other.txt": "x"}), "is a zip file without a Word document"),
        (make_docx(nested), "is no whole Word document"),
        (make_docx(_p("")), "holds no words"),
        (good[:100], "is no whole Word document"),
        (ole + "WordDocument".encode("utf-16-le"), r"is a Word document of the kind before 2007 \(.doc\)"),
        (ole + "EncryptionInfo".encode("utf-16-le"), "has a password"),
        (ole, "is a file of an older Office program"),
        (b"{\\rtf1 words}", "is no whole Word document"),
    ):
        with pytest.raises(FormatError, match=sentence):
            registry.read(data, "letter.docx")


def test_documents_are_known_without_their_suffix(make_docx):
    assert registry.guess(make_docx(_p("Words.")), "letter").name == "docx-comment"


def test_damage_beside_the_text_does_no_harm(make_docx):
    data = make_docx(_p("Words.", "H2"), styles="<w:style", core="<dc:creator>Ann")
    (post,) = registry.read(data, "x.docx").posts.values()
    assert (post.text, post.author) == ("Words.", None)


def test_spoiled_documents_are_read_or_refused(make_docx, mutations, in_time, check_posts):
    in_time(120)
    body = (
        _p("On plates", "H2")
        + _p("I am against it.")
        + _p("Cost", number="1:0")
        + f"<w:tbl><w:tr><w:tc>{_p('a')}</w:tc></w:tr></w:tbl>"
    )
    data = make_docx(body, styles=STYLES, numbering=NUMBERING, core="<dc:creator>Ann</dc:creator>")
    outcomes = {"read": 0, "refused": 0}
    for spoiled in mutations(data, 300, unpack=True):
        try:
            check_posts(registry.read(spoiled, "x.docx"))
            outcomes["read"] += 1
        except FormatError as error:
            assert str(error).endswith(".")
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 20


def test_twenty_thousand_paragraphs_in_a_few_seconds(make_docx, in_time):
    in_time(30)
    debate = registry.read(make_docx("".join(_p(f"Number {n}.") for n in range(20_000))), "long.docx", quotes=False)
    assert len(next(iter(debate.posts.values())).blocks) == 20_000


@pytest.mark.corpus
def test_real_documents(corpus, check_posts):
    book = next((corpus / "threads" / "public_comments_tsv").glob("Codebook*.docx"))
    debate = registry.read(book.read_bytes(), book.name)
    check_posts(debate)
    blocks = _blocks(debate)
    assert blocks[0] == (HEADING, 1, "Codebook - CIMT Argument Mining Dataset")
    assert [t[:9] for k, _, t in blocks if k is ITEM and t[0].isdigit()][:3] == ["1. Falls ", "2. Falls ", "3. Falls "]
    guide = next((corpus / "threads" / "cmv_modes").glob("*.docx"))
    debate = registry.read(guide.read_bytes(), guide.name)
    (post,) = debate.posts.values()
    assert (debate.authors[post.author].name, post.posted_at) == ("ccls musi", "2017-06-15T19:46:00+00:00")
    old = corpus / "threads" / "hansard" / "answer_1.doc"
    with pytest.raises(FormatError, match=r"“answer_1.doc” is a Word document of the kind before 2007"):
        registry.read(old.read_bytes(), old.name)
    text = corpus / "threads" / "hansard" / "answer_1_expected.txt"
    assert "How  many  officials" in "".join(p.text for p in registry.read(text.read_bytes(), text.name).posts.values())
