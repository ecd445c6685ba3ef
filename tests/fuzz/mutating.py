"""Ways to spoil a file: bytes, words, numbers, ids, encodings, values of JSON, elements of XML, parts of zip files.

Everything is drawn from the ``Random`` that is passed, so that a number makes the same file again.
"""

import copy
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from packed_seeds import Seed, zipped
from seeds import PACKED

EXTREMES = (
    *(
        "0",
        "-1",
        "1e999",
        "-1e400",
        "NaN",
        "Infinity",
        "9" * 400,
        "-" + "9" * 5000,
        "2147483648",
        "9223372036854775808",
    ),
    *(
        "1e-320",
        "0.0000001",
        "00",
        "-0",
        "253402300800",
        "-62135596801",
        "99999999999999",
        "1e308",
        "0x1F",
        "٣",
        "²",
        "½",
    ),
)
TIMES = (
    *(
        "0000-00-00T00:00:00Z",
        "0000-01-01",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "10000-01-01",
        "-0001-01-01T00:00:00Z",
    ),
    *(
        "2024-02-30 25:61:61",
        "Mon, 99 Foo 99999 99:99:99 +9999",
        "1 Jan 0000 00:00:00 -2400",
        "2024-05-01T10:00:00+99:99",
        "31/12/9999",
        "٢٠٢٤-٠٥-٠١",
    ),
)
WORDS = (
    *(
        "🚲",
        "👩‍👩‍👧",
        "שלום עולם",
        "\u202eevil\u202c",
        "\u200f",
        "\u200b",
        "\ufeff",
        "e\u0301\u0301",
        "\x00",
        "\x1b[31m",
        "\x0c",
        "\x0b",
        "\u2028",
        "\x85",
        "\x1e",
    ),
    *(
        "\ud800",
        "\ufffe",
        "İ",
        "ß",
        "ﬁ",
        "\r",
        "\r\n",
        "\n\n\n",
        "\t",
        "\u00a0",
        "\u3000",
        "\xad",
        "\U0010ffff",
        "漢字かな",
        "%00",
        "&#0;",
        "&#xD800;",
        "&#x110000;",
    ),
    *(
        "&amp;gt;",
        "&lt;!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE x>",
        "{{",
        "}}",
        "[[",
        "\\",
        "\\u0000",
        '"',
        "'",
        "`",
        "~~~",
        "```",
        "> > > ",
        "-- \n",
        "From ",
        "://",
        "../../etc/passwd",
    ),
    *(
        "<p>",
        "</p>",
        "<script>",
        "<blockquote>",
        "</blockquote>",
        "<table><tr><td>",
        "</div></div>",
        "<b><i></b></i>",
        "=?utf-8?B?////?=",
        "=?x?Q?=FF?=",
        "=E9=",
        "None",
        "null",
        "[deleted]",
    ),
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]?[\d:.]*Z?|\d{1,2} [A-Z][a-z]{2} \d{4}[ \d:+-]*|\d\d:\d\d(?::\d\d)?[.,]?\d*")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_NESTERS = (
    "<blockquote>",
    "<div>",
    "<ul><li>",
    "<b>",
    "[",
    '{"a":',
    "> ",
    "- ",
    "(",
    "{\\b ",
    "\t",
    "<font>",
    "<table><tr><td>",
    "#",
    "*",
    "_",
    "![",
    "=?utf-8?Q?",
)


def spoiled(chance: Random, seed: Seed, others: Sequence[Seed], family: str) -> bytes:
    """One seed, spoiled in one to six ways."""
    if family in PACKED:
        return _packed(chance, seed.data)
    if family == "pdf":
        return _pdf(chance, seed.data)
    draw = chance.random()
    if draw < 0.5 and seed.data[:1] in b"[{" and family == "json":
        return _finished(chance, _json(chance, seed.data, others))
    if draw < 0.4 and family == "xml":
        return _finished(chance, _xml(chance, seed.data))
    if draw < 0.75:
        return _finished(
            chance, _text(chance, seed.data.decode("utf-8", "replace"), others).encode("utf-8", "surrogatepass")
        )
    return _finished(chance, _bytes(chance, seed.data))


def _finished(chance: Random, data: bytes) -> bytes:
    """Now and then in another encoding, or cut short."""
    draw = chance.random()
    if draw < 0.08:
        return _encoded(chance, data)
    return data[: chance.randrange(len(data) + 1)] if draw < 0.14 else data


def _encoded(chance: Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    how = chance.randrange(9)
    if how < 5:
        return text.encode(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")[how], "replace")
    if how == 5:
        return b"\xef\xbb\xbf" + data
    if how == 6:
        return chance.choice((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf\xef\xbb\xbf")) + data
    at = chance.randrange(len(data) + 1)
    if how == 7:
        return data[:at] + text.encode("utf-16")[2 * at :]
    return data[:at] + text.encode("cp1252", "replace")[at:]


def _bytes(chance: Random, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        at, other = chance.randrange(len(made) + 1), chance.randrange(len(made) + 1)
        how = chance.randrange(6)
        if how == 0 and at < len(made):
            made[at] ^= 1 << chance.randrange(8)
        elif how == 1:
            del made[at : at + chance.choice((1, 3, 30, 300))]
        elif how == 2:
            made[at:at] = chance.randbytes(chance.choice((1, 4, 16)))
        elif how == 3:
            made[at:at] = made[other : other + chance.choice((4, 40, 400))]
        elif how == 4:
            made[at : at + chance.choice((1, 40))] = made[other : other + chance.choice((1, 40, 400))]
        else:
            made[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"9999", b"<<>>", b"-1  ", b'"&#x'))
    return bytes(made)


def _text(chance: Random, text: str, others: Sequence[Seed]) -> str:
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        text = chance.choice(_WAYS)(chance, text, others)
    return text


def _at(chance: Random, text: str) -> int:
    return chance.randrange(len(text) + 1)


def _insert(chance: Random, text: str, others: Sequence[Seed]) -> str:
    at = _at(chance, text)
    return text[:at] + chance.choice(WORDS) * chance.choice((1, 1, 1, 3, 40)) + text[at:]


def _replaced(chance: Random, text: str, pattern: re.Pattern[str], by: Sequence[str]) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    one, what = chance.choice(found), chance.choice(by)
    return text[: one.start()] + what + text[one.end() :]


def _number(chance: Random, text: str, others: Sequence[Seed]) -> str:
    return _replaced(chance, text, _NUMBER, EXTREMES)


def _time(chance: Random, text: str, others: Sequence[Seed]) -> str:
    return _replaced(chance, text, _TIME, TIMES)


def _swap(chance: Random, text: str, others: Sequence[Seed]) -> str:
    """Two tokens change places, or one stands for the other: ids become the same, or run in a circle."""
    found = list(_TOKEN.finditer(text))
    if len(found) < 2:
        return text
    one, other = sorted(chance.sample(found, 2), key=lambda token: token.start())
    first = one[0] if chance.random() < 0.5 else other[0]
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + first + text[other.end() :]


def _lines(chance: Random, text: str, others: Sequence[Seed]) -> str:
    lines = text.split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    how = chance.randrange(4)
    if how == 0:
        del lines[at]
    elif how == 1:
        lines[at:at] = [lines[other]] * chance.choice((1, 2, 30))
    elif how == 2:
        lines[at], lines[other] = lines[other], lines[at]
    else:
        lines[at] = chance.choice((" ", "\t", ">", "> > ", "- ", "#", "    ", "|", "| ", ": ", "1) ")) + lines[at]
    return "\n".join(lines)


def _splice(chance: Random, text: str, others: Sequence[Seed]) -> str:
    other = chance.choice(others).data.decode("utf-8", "replace")
    at, start = _at(chance, text), _at(chance, other)
    end = len(other) if chance.random() < 0.3 else start + chance.choice((10, 80, 400))
    return text[:at] + other[start:end] + (text[at:] if chance.random() < 0.6 else "")


def _nest(chance: Random, text: str, others: Sequence[Seed]) -> str:
    at = _at(chance, text)
    return text[:at] + chance.choice(_NESTERS) * chance.choice((3, 30, 300, 1500)) + text[at:]


def _repeat(chance: Random, text: str, others: Sequence[Seed]) -> str:
    at = _at(chance, text)
    if chance.random() < 0.01:  # what takes time that grows with the square of a length
        long = chance.choice(
            (
                " ",
                "\t",
                "\n",
                "a",
                "(",
                "[",
                ">",
                "> ",
                "*",
                "-",
                "#",
                "<",
                "&",
                ".",
                "1",
                "@",
                ":",
                ",",
                '"',
                "\u00a0",
                " \n",
                "a b ",
                "=?",
            )
        )
        return text[:at] + long * 20_000 + text[at:]
    part = text[at : at + chance.choice((1, 5, 60, 300))]
    return text[:at] + part * chance.choice((2, 3, 20)) + text[at:]


def _cut(chance: Random, text: str, others: Sequence[Seed]) -> str:
    at = _at(chance, text)
    return text[:at] + text[at + chance.choice((1, 4, 30, 200)) :]


_WAYS: tuple[Callable[[Random, str, Sequence[Seed]], str], ...] = (
    *(_insert, _insert, _number, _time, _swap, _swap, _lines, _splice, _nest, _repeat, _cut),
)


def _json(chance: Random, data: bytes, others: Sequence[Seed]) -> bytes:
    """JSON that is whole, with other values in it."""
    try:
        value = json.loads(data)
    except ValueError:
        values = [json.loads(line) for line in data.splitlines() if line.strip()]
        for _ in range(chance.choice((1, 2, 4))):
            _spoil_value(chance, values, others)
        return b"\n".join(_dumped(chance, each) for each in values)
    holder = [value]
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        _spoil_value(chance, holder, others)
    return _dumped(chance, holder[0] if len(holder) == 1 else holder)


def _dumped(chance: Random, value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) in a value."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        here = waiting.pop()
        pairs = list(here.items()) if isinstance(here, dict) else list(enumerate(here))
        for key, inner in pairs:
            found.append((here, key))
            if isinstance(inner, dict | list):
                waiting.append(inner)
    return found


def _spoil_value(chance: Random, top: list[Any], others: Sequence[Seed]) -> None:
    places = _places(top)
    if not places:
        top.append(_odd(chance))
        return
    (here, key), (there, other) = chance.choice(places), chance.choice(places)
    how = chance.randrange(8)
    if how <= 1:
        here[key] = _odd(chance)
    elif how == 2:
        del here[key]
    elif how <= 4:
        here[key] = copy.deepcopy(there[other])  # ids become the same, posts hold each other
    elif how == 5:
        here[key] = chance.choice(
            ([here[key]], {"data": here[key]}, [here[key]] * 3, {"a": here[key], "id": here[key]})
        )
    elif how == 6 and isinstance(here[key], str):
        here[key] = _text(chance, here[key], others)
    elif isinstance(here, list):
        here[key:key] = [copy.deepcopy(here[key]) for _ in range(chance.choice((1, 5)))]
    else:
        here[chance.choice([*here, "id", "children", "parent"])] = copy.deepcopy(here[key])


def _odd(chance: Random) -> Any:
    deep: Any = []
    for _ in range(chance.choice((1, 5, 60))):
        deep = [deep] if chance.random() < 0.5 else {"replies": deep, "children": [], "id": 1}
    fixed = (
        None,
        True,
        False,
        0,
        -1,
        1.5,
        1e308,
        float("inf"),
        float("nan"),
        10**40,
        -(2**63) - 1,
        "",
        " ",
        "x",
        [],
        {},
        [[]],
        [None],
        {"": None},
        "t1_a",
        "0",
        deep,
    )
    return chance.choice((*fixed, chance.choice(WORDS), chance.choice(TIMES), chance.choice(EXTREMES)))


def _xml(chance: Random, data: bytes) -> bytes:
    """XML that is whole, with its elements and attributes moved, doubled, renamed, emptied and filled."""
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):
        return _bytes(chance, data)
    for _ in range(chance.choice((1, 2, 3, 6))):
        every = [element for element in root.iter() if isinstance(element.tag, str)]
        _spoil_element(chance, root, chance.choice(every), chance.choice(every))
    return etree.tostring(
        root, xml_declaration=chance.random() < 0.7, encoding=chance.choice(("utf-8", "utf-8", "utf-16", "ascii"))
    )


def _spoil_element(chance: Random, root: Any, element: Any, other: Any) -> None:
    how = chance.randrange(8)
    above = element.getparent()
    if how == 0 and above is not None:
        above.remove(element)
    elif how <= 2:
        for _ in range(chance.choice((1, 1, 5))):
            other.append(copy.deepcopy(element)) if len(element) < 40 else None
    elif how == 3 and element.attrib:
        element.set(chance.choice(list(element.attrib)), _legal(chance))
    elif how == 4 and other.attrib:
        name = chance.choice(list(other.attrib))
        element.set(name, other.get(name))
    elif how == 5:
        element.tag = other.tag
    elif how == 6:
        inner = element
        for _ in range(chance.choice((3, 40, 200))):
            deeper = copy.copy(inner)
            for child in list(deeper):
                deeper.remove(child)
            inner.append(deeper)
            inner = deeper
    else:
        element.text = _legal(chance)


def _legal(chance: Random) -> str:
    """A word that XML may hold."""
    said = chance.choice((*EXTREMES, *TIMES, *WORDS, "", "1", "7", "rId1", "#x"))
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", said)


def _packed(chance: Random, data: bytes) -> bytes:
    """A zip file: mostly the parts in it, packed again as they should be; else its own bytes."""
    if chance.random() < 0.25:
        return _bytes(chance, data)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    names = sorted(files)
    for name in chance.sample(names, min(len(names), chance.choice((1, 1, 2, 3)))):
        how = chance.randrange(12)
        if how < 6:
            files[name] = _xml(chance, files[name])
        elif how < 8:
            files[name] = _text(chance, files[name].decode("utf-8", "replace"), [Seed("", data, "")]).encode(
                "utf-8", "surrogatepass"
            )
        elif how < 9:
            files[name] = _bytes(chance, files[name])
        elif how == 9:
            del files[name]
        elif how == 10:
            files[chance.choice(names)] = files[name]
        else:
            files[
                chance.choice(
                    ("../../x", "/etc/x", "word/../x.xml", "C:\\x", "a" * 3000, "word/document.xml/", "\u202e.xml")
                )
            ] = files[name]
    return zipped(files)


_OBJECT = re.compile(rb"\d+ 0 obj\n.*?endobj\n", re.DOTALL)
_PDF_WORD = re.compile(rb"/\w+|\d+ 0 R|-?\d+|\([^)]*\)|<<|>>|\[|\]|\b[A-Z][a-z]\b")
_PDF_ODD = (
    *(
        b"0",
        b"-1",
        b"99999999999",
        b"1e30",
        b"1 0 R",
        b"2 0 R",
        b"4 0 R",
        b"999 0 R",
        b"<<",
        b">>",
        b"[",
        b"null",
        b"/Kids",
        b"/Font",
        b"(\\377\\376)",
    ),
    *(
        b"<FEFF D83D DE00>",
        b"/FlateDecode",
        b"/Filter /FlateDecode",
        b"/Encrypt 1 0 R",
        b"Tr 3",
        b"/Length 999999999",
        b"0 0 0 0 re W n",
        b"(\\000\\001)",
        b"TJ",
        b"BI",
        b"/Count -5",
    ),
)


def _pdf(chance: Random, data: bytes) -> bytes:
    """A PDF: mostly the words of its objects, of which one stands for another; else its bytes."""
    if chance.random() < 0.3:
        return _finished(chance, _bytes(chance, data))
    for _ in range(chance.choice((1, 2, 3, 8))):
        if chance.random() < 0.15:
            objects = list(_OBJECT.finditer(data))
            if objects:
                one, other = chance.choice(objects), chance.choice(objects)
                data = data[: one.start()] + other[0] + data[one.end() :]
            continue
        words = list(_PDF_WORD.finditer(data))
        if words:
            word = chance.choice(words)
            by = chance.choice(_PDF_ODD) if chance.random() < 0.6 else chance.choice(words)[0]
            data = data[: word.start()] + by + data[word.end() :]
    return data
