"""XML from people nobody knows, as a tree: no document type is loaded, no entity expanded, nothing fetched.

Names are compared without their namespace, whose address changes with each version of an export.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from argmap.formats.registry import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 160_000_000
"""The most bytes that are read."""
MOST_TAGS = 12_000_000
"""The most opening and closing tags that are read."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARED = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
_PLACE = re.compile(r", line \d+, column \d+.*", re.DOTALL)


def parse(data: bytes, name: str) -> _Element:
    """The root of an XML document, in the encoding that its mark or its declaration tells; broken UTF-8 is read as
    Windows-1252, and control characters that XML forbids are left out. Raises FormatError for what is no XML, defines
    entities, or is too large or nested too deep."""
    from lxml import etree

    name = PurePath(name).name
    if len(data) > LARGEST:
        size, most = len(data) // 1_000_000, LARGEST // 1_000_000
        raise FormatError(f"“{name}” has {size} MB; argmap reads XML of up to {most} MB. Split it into several files.")
    if data.count(b"<") > MOST_TAGS:
        raise FormatError(f"“{name}” holds too many elements to be a debate. Choose another file.")
    _refuse_entities(data, name)
    try:
        root = _tree(data, None)
    except (etree.XMLSyntaxError, LookupError) as error:
        mended = _mended(data)
        if mended is None:
            raise FormatError(_fault(error, name)) from None
        try:
            root = _tree(mended, "utf-8")
        except etree.XMLSyntaxError:
            raise FormatError(_fault(error, name)) from None
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise FormatError(_entities(name, outside=False))
    return root


def local(element: _Element) -> str:
    """The name of an element without its namespace, "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: _Element, *names: str) -> Iterator[_Element]:
    """The elements right in one, in order; with names, those that have one of them."""
    if names:
        yield from element.iterchildren(*_tags(names))
        return
    yield from (child for child in element.iterchildren() if isinstance(child.tag, str))


@lru_cache(512)
def _tags(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names in any space, or in none."""
    return tuple(f"{{*}}{name}" for name in names)


def child(element: _Element, *names: str) -> _Element | None:
    """The first element right in one that has one of the names."""
    return next(element.iterchildren(*_tags(names)) if names else children(element), None)


def text_in(element: _Element | None) -> str:
    """All the text in an element, "" for None."""
    if element is None:
        return ""
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""


def value(element: _Element, *names: str) -> str:
    """The text of the first element right in one that has one of the names, without white space around it; else ""."""
    return text_in(child(element, *names)).strip()


def attribute(element: _Element | None, name: str) -> str:
    """An attribute of an element by its name without namespace, without white space around it; "" where there is none."""
    if element is None:
        return ""
    for key, found in element.attrib.items():
        if key == name or str(key).rpartition("}")[2] == name:
            return str(found).strip()
    return ""


def _tree(data: bytes, encoding: str | None) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)


class _FirstElementError(Exception):
    """The document's first element has begun: no document type can come any more."""


def _refuse_entities(data: bytes, name: str) -> None:
    """Raises FormatError for a document that defines entities, before anything could expand them."""
    from xml.parsers import expat

    def found(entity: str, is_parameter: bool, told: str | None, base: str | None, *outside: str | None) -> None:
        raise FormatError(_entities(name, outside=told is None))

    def begun(tag: str, attributes: dict[str, str]) -> None:
        raise _FirstElementError

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = found
    parser.StartElementHandler = begun
    try:
        for start in range(0, len(data), 65_536):
            parser.Parse(data[start : start + 65_536], False)
    except _FirstElementError:
        pass
    except (expat.ExpatError, LookupError, ValueError):
        pass  # the parser that reads the document says what is wrong, in an encoding that it may know better


def _entities(name: str, *, outside: bool) -> str:
    if outside:
        return (
            f"“{name}” wants to fetch another file (an external entity), which argmap never does. "
            "Export it again without a document type."
        )
    return (
        f"“{name}” defines abbreviations of its own (entities), which can blow up to any size. "
        "Export it again without a document type."
    )


def _mended(data: bytes) -> bytes | None:
    """As UTF-8, a document that says it is that, or says nothing, without what XML forbids; None for other encodings."""
    declared = _DECLARED.match(data)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (declared and declared[1].lower() not in (b"utf-8", b"utf8")):
        return None
    if data.startswith((b"<\0", b"\0<")):
        text = data.decode("utf-16-le" if data.startswith(b"<") else "utf-16-be", errors="replace")
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    return _CONTROL.sub("", text).removeprefix("\ufeff").lstrip().encode("utf-8")


def _fault(error: Exception, name: str) -> str:
    told = " ".join(_PLACE.sub("", str(error)).split()).rstrip(".")
    line = getattr(error, "lineno", None)
    if "amplification" in told:
        return _entities(name, outside=False)
    if "depth" in told:
        return f"“{name}” nests its elements too deep to be a debate. Choose another file."
    if "huge" in told.lower() or "too long" in told:
        return f"“{name}” has a text of more than 10 MB in one element, so it is no debate. Choose another file."
    place = f" in line {line:,}" if line else ""
    detail = f" ({told[:120]})" if told and told != "None" else ""
    return f"“{name}” is no whole XML document: it breaks off or is malformed{place}{detail}. Export it again."
