"""Comments in OpenDocument texts."""

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
MIME = "application/vnd.oasis.opendocument.text"
STYLES = '<style:style style:name="P1" style:parent-style-name="Quotations"/>'


@pytest.fixture
def make_odt(make_zip):
    def make(body, **parts):
        spaces = " ".join(f'xmlns:{n}="urn:{n}"' for n in ("office", "text", "table", "style", "xlink", "dc", "meta"))
        content = (
            f"<office:document-content {spaces}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
        files = {"mimetype": MIME, "content.xml": content}
        if "meta" in parts:
            files["meta.xml"] = (
                f"<office:document-meta {spaces}><office:meta>{parts['meta']}</office:meta></office:document-meta>"
            )
        return make_zip(files | {"META-INF/manifest.xml": parts.get("manifest", "<m/>")})

    return make


def _blocks(debate):
    (post,) = debate.posts.values()
    return [(b.kind, b.depth, post.text[b.start : b.end]) for b in post.blocks]


def test_headings_lists_tables_notes_and_links(make_odt, check_posts):
    body = (
        "<text:tracked-changes><text:p>taken out</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">On plates</text:h>'
        "<text:p>I am <text:span>against<text:s/>it</text:span>,<text:tab/>all<text:line-break/>of it."
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Really.</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>hm</text:p></office:annotation></text:p>"
        '<text:p text:style-name="P1">Plates are needed.</text:p>'
        "<text:list><text:list-item><text:number>1.</text:number><text:p>Cost</text:p><text:list><text:list-item>"
        "<text:p>of making</text:p></text:list-item></text:list></text:list-item></text:list>"
        '<text:p>See <text:a xlink:href="https://example.org/study">the study</text:a>.</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>Fee</text:p></table:table-cell>"
        "<table:table-cell><text:p>40</text:p></table:table-cell></table:table-row></table:table>"
    )
    meta = "<meta:initial-creator>Ann Roe</meta:initial-creator><meta:creation-date>2024-05-01T10:00:00.5</meta:creation-date>"
    data = make_odt(body, meta=meta)
    assert registry.guess(data, "letter").name == "odt-comment"
    debate = registry.read(data, "letter.odt")
    check_posts(debate)
    assert _blocks(debate) == [
        (HEADING, 2, "On plates"),
        (OWN, 0, "I am against it, all\nof it.[1]"),
        (QUOTE, 1, "Plates are needed."),
        (ITEM, 1, "1. Cost"),
        (ITEM, 2, "of making"),
        (OWN, 0, "See the study (https://example.org/study)."),
        (OWN, 0, "Fee | 40"),
        (FOOTNOTE, 0, "[1] Really."),
    ]
    (post,) = debate.posts.values()
    assert (debate.authors[post.author].name, post.posted_at) == ("Ann Roe", "2024-05-01T10:00:00")
    assert [f.text for f in debate.findings.values()] == ["1 remark in the margin is left out of this document."]


def test_what_is_no_text_is_refused(make_odt, make_zip):
    for data, sentence in (
        (make_odt("<text:p/>"), "holds no words"),
        (make_odt("<text:p>x</text:p>", manifest="<m><encryption-data/></m>"), "has a password"),
        (make_zip({"mimetype": MIME}), "has no text in it"),
        (make_zip({"mimetype": MIME, "content.xml": "<a>"}), "is no whole OpenDocument text"),
        (
            make_zip({"mimetype": MIME, "content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
            "has a document type in it",
        ),
        (b"words", "is no whole OpenDocument text"),
    ):
        with pytest.raises(FormatError, match=sentence):
            registry.read(data, "letter.odt")


def test_spoiled_documents_are_read_or_refused(make_odt, mutations, in_time, check_posts):
    in_time(60)
    data = make_odt("<text:h>On plates</text:h><text:p>I am against it.</text:p>", meta="<dc:creator>Ann</dc:creator>")
    outcomes = {"read": 0, "refused": 0}
    for spoiled in mutations(data, 300, unpack=True):
        try:
            check_posts(registry.read(spoiled, "x.odt"))
            outcomes["read"] += 1
        except FormatError:
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 20
