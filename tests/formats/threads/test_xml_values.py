"""XML from strangers: what is refused, each with its sentence, and what is read in spite of everything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.registry import FormatError
from argmap.formats.threads import xml_values
from argmap.formats.threads.xml_values import attribute, child, children, local, parse, text_in, value

_GROWN = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
BOMB = f'<!DOCTYPE a [<!ENTITY a "ha">{_GROWN}]><a>&j;</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]><a>&a;</a>'
PARAMETER = '<!DOCTYPE a [<!ENTITY % a SYSTEM "http://localhost:9/a.dtd"> %a;]><a/>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_bomb_is_refused_before_it_goes_off(encoding: str) -> None:
    with pytest.raises(FormatError, match=r"^“a.xml” defines abbreviations of its own \(entities\), .*\.$"):
        parse(BOMB.encode(encoding), "folder/a.xml")


@pytest.mark.parametrize("text", [OUTSIDE, PARAMETER])
def test_an_outside_file_is_never_fetched(text: str) -> None:
    with pytest.raises(FormatError, match="wants to fetch another file"):
        parse(text.encode(), "a.xml")


def test_entities_that_the_first_parser_cannot_see_are_refused_by_the_second() -> None:
    data = '<?xml version="1.0" encoding="EBCDIC-CP-US"?>'.encode("cp037") + OUTSIDE.encode("cp037")
    with pytest.raises(FormatError):
        parse(data, "a.xml")


def test_a_document_type_elsewhere_is_not_loaded_and_does_no_harm() -> None:
    root = parse(b'<!DOCTYPE a SYSTEM "http://localhost:9/a.dtd"><a>b</a>', "a.xml")
    assert text_in(root) == "b"


def test_talk_about_entities_is_no_entity() -> None:
    assert text_in(parse(b"<a><![CDATA[<!ENTITY x SYSTEM 'y'>]]></a>", "a.xml")) == "<!ENTITY x SYSTEM 'y'>"


@pytest.mark.parametrize("depth", [5_000, 200_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    with pytest.raises(FormatError, match="nests its elements too deep"):
        parse(b"<a>" * depth + b"</a>" * depth, "a.xml")


def test_a_huge_text_is_refused() -> None:
    with pytest.raises(FormatError, match="more than 10 MB in one element"):
        parse(b"<a>" + b"x" * 11_000_000 + b"</a>", "a.xml")


def test_size_and_number_of_elements_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_values, "LARGEST", 10)
    with pytest.raises(FormatError, match="argmap reads XML of up to"):
        parse(b"<a>0123456789</a>", "a.xml")
    monkeypatch.setattr(xml_values, "LARGEST", 100)
    monkeypatch.setattr(xml_values, "MOST_TAGS", 3)
    with pytest.raises(FormatError, match="too many elements"):
        parse(b"<a><b/><b/></a>", "a.xml")


@pytest.mark.parametrize(
    "data",
    [
        "<a>“né” 🚲</a>".encode(),
        "<a>“né” 🚲</a>".encode("utf-8-sig"),
        "<a>“né” 🚲</a>".encode("utf-16"),
        "<a>“né” 🚲</a>".encode("utf-16-le"),
        '<?xml version="1.0" encoding="utf-8"?><a>“né” 🚲</a>'.encode("utf-16"),
        '\n\n<?xml version="1.0"?><a>“né” 🚲</a>'.encode(),
        "<a>“n\x0bé” 🚲</a>".encode(),
    ],
)
def test_encodings_are_told_by_mark_or_declaration_and_small_faults_mended(data: bytes) -> None:
    assert text_in(parse(data, "a.xml")) == "“né” 🚲"


@pytest.mark.parametrize(
    "declared", ["", '<?xml version="1.0" encoding="windows-1252"?>', '<?xml version="1.0" encoding="UTF-8"?>']
)
def test_windows_text_is_read_whatever_it_says(declared: str) -> None:
    assert text_in(parse(f"{declared}<a>“né”</a>".encode("cp1252"), "a.xml")) == "“né”"


@pytest.mark.parametrize(
    "data",
    [b"", b" ", b"words", b"\0\0", b"<a>", b"<a></b>", b"<a>&nbsp;</a>", b'<?xml version="1.0" encoding="none"?><a/>'],
)
def test_what_is_no_xml_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(FormatError, match=r"^“a.xml” is no whole XML document: .* Export it again\.$"):
        parse(data, "a.xml")


@given(st.binary(max_size=200))
def test_junk_is_refused_or_read(data: bytes) -> None:
    for junk in (data, b"<a>" + data + b"</a>", b"<!DOCTYPE a [" + data + b"]><a/>"):
        try:
            parse(junk, "a.xml")
        except FormatError as error:
            assert str(error).endswith(".")


def test_names_are_compared_without_their_space() -> None:
    root = parse(b'<r xmlns:p="x"><!-- c --><p:a p:id=" 1 "> one </p:a><?pi?>t<b/><a><c>t</c>wo</a></r>', "a.xml")
    assert [local(e) for e in children(root)] == ["a", "b", "a"]
    assert [text_in(e) for e in children(root, "a")] == [" one ", "two"]
    assert value(root, "a") == "one"
    assert value(root, "absent") == ""
    assert attribute(child(root, "a"), "id") == "1"
    assert attribute(child(root, "absent"), "id") == attribute(child(root, "b"), "id") == ""
