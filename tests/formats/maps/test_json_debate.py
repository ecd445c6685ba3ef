"""The debate as JSON: there and back without loss, and one clear sentence for everything that is wrong."""

import codecs
import copy
import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.formats import registry
from argmap.formats.maps import json_debate
from argmap.formats.registry import FormatError, WriteOptions
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import Comparator, FindingLevel
from argmap.model.records import Author, Info, Position, Post, Source, Statement, Threshold

Debates = st.SearchStrategy[Debate]
MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _write(debate: Debate) -> bytes:
    return json_debate.write(debate, WriteOptions())


def _read(plain: object) -> Debate:
    data = plain if isinstance(plain, bytes) else json.dumps(plain).encode()
    return json_debate.read(data, "x.json")


def _refused(data: bytes) -> str:
    with pytest.raises(FormatError) as caught:
        json_debate.read(data, "/some/folder/x.json")
    said = str(caught.value)
    assert said.startswith("“x.json” "), said
    assert said.endswith(".")
    assert len(said) < 450
    assert "\n" not in said
    return said


@MANY
@given(data=st.data())
def test_there_and_back_nothing_is_lost(random_debates: Debates, data: st.DataObject) -> None:
    debate = data.draw(random_debates)
    written = _write(debate)
    again = json_debate.read(written, "x.json")
    assert again == debate
    assert _write(again) == written
    assert _write(Debate(reversed(list(debate.records())))) == written, "the order of a dict must not show"


def test_the_sample_there_and_back(debate: Debate) -> None:
    again = json_debate.read(_write(debate), "x.json")
    assert again == debate
    plain = json.loads(_write(debate))
    assert plain["argmap"] == 1
    assert [p["id"] for p in plain["posts"]] == ["p1", "p2", "p3", "p4", "p5"]
    assert [p["id"] for p in plain["provisions"]] == ["v1", "v2", "v3"]
    assert [s["id"] for s in plain["statements"]] == sorted(debate.statements)
    assert plain["relations"][0]["target"] == {"provision": "v1"}
    assert "sources" not in plain


def test_one_record_stands_on_each_line(debate: Debate) -> None:
    lines = _write(debate).decode().splitlines()
    changed = Debate([*debate.records(), Statement("s5", debate.statements["s5"].kind, "Anew")])
    differ = [a for a, b in zip(lines, _write(changed).decode().splitlines(), strict=True) if a != b]
    assert len(differ) == 1


def test_an_empty_debate_there_and_back() -> None:
    assert _write(Debate()) == b'{"argmap": 1,\n"title": ""}\n'
    assert _read(_write(Debate())) == Debate()
    assert _read({"argmap": 1}) == Debate()


def test_text_is_kept_as_it_is() -> None:
    text = "e\u0301 \r\n\u2028 🚲 \x00\t\ufeff ﬁ"
    debate = Debate([Post("p", text=text), Info(title="\ufeff")])
    assert _read(_write(debate)) == debate


def test_bytes_of_sources_come_back() -> None:
    debate = Debate([Source("f", "x.txt", content=bytes(range(256)))])
    assert _read(_write(debate)).sources["f"].content == bytes(range(256))


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_encodings_with_a_byte_order_mark_are_read(debate: Debate, mark: bytes, encoding: str) -> None:
    data = mark + _write(debate).decode().encode(encoding)
    assert json_debate.read(data, "x.json") == debate
    assert registry.read(data, "x.json") == debate
    assert json_debate.sniff(data[: registry.HEAD_SIZE]) > 0.9


def test_keys_that_mean_nothing_are_findings_with_the_place_and_the_count() -> None:
    posts = [
        {"id": f"p{i}", "text": "x", "karma": i, "blocks": [{"kind": "own", "start": 0, "end": 1, "hue": 1}]}
        for i in range(3)
    ]
    debate = _read({"argmap": 1, "zeal": 1, "posts": posts, "statements": [{"id": "s", "kind": "claim", "x": 1}]})
    findings = sorted(debate.findings.values(), key=lambda f: f.text)
    assert [f.text for f in findings] == [
        "The key “blocks”: “hue” in post “p0” and in 2 more means nothing in a debate and was not kept.",
        "The key “karma” in post “p0” and in 2 more means nothing in a debate and was not kept.",
        "The key “x” in statement “s” means nothing in a debate and was not kept.",
        "The key “zeal” in the debate means nothing in a debate and was not kept.",
    ]
    assert {(f.level, f.code) for f in findings} == {(FindingLevel.WARNING, "unknown-key")}
    assert list(problems(debate)) == []
    assert _read(_write(debate)) == debate


def test_a_flood_of_keys_that_mean_nothing_is_told_shortly() -> None:
    debate = _read({"argmap": 1} | {f"k{i}": 0 for i in range(5_000)})
    assert len(debate.findings) == json_debate.MOST_KEYS + 1
    assert any(f.text.startswith("4,800 more keys mean nothing") for f in debate.findings.values())


def test_reading_the_same_twice_gives_the_same() -> None:
    plain = {"argmap": 1, "posts": [{"id": "p", "karma": 1}]}
    assert _read(plain) == _read(plain)
    again = json.loads(_write(_read(plain)))
    again["posts"][0]["karma"] = 1  # once more in a file that tells of it already
    assert len(_read(again).findings) == 1


def test_what_is_left_out_has_its_usual_value_and_the_order_of_the_list() -> None:
    posts = [{"id": i} for i in ("b", "a", "c")]
    debate = _read({"argmap": 1, "posts": posts, "provisions": [{"id": "v", "versions": [{"number": 1}]}]})
    assert {p.id: p.position for p in debate.posts.values()} == {"b": 0, "a": 1, "c": 2}
    assert debate.posts["a"] == Post("a", position=1)
    assert _read({"argmap": 1, "title": None, "posts": None, "topics": []}) == Debate()


def test_comparators_may_be_signs() -> None:
    threshold = {"measure": "speed", "comparator": "≥", "value": 25}
    debate = _read({"argmap": 1, "provisions": [{"id": "v", "versions": [{"number": 1, "threshold": threshold}]}]})
    assert debate.provisions["v"].current.threshold == Threshold("speed", Comparator.AT_LEAST, 25)
    assert b'"comparator": ">="' in _write(debate)


def test_an_id_may_be_any_text() -> None:
    ids = ["debate", " ", "ä/ö", "”: “x", "\n", "0"]
    debate = Debate(Author(i, i) for i in ids)
    assert _read(_write(debate)) == debate


_POST = {"id": "p", "text": "abc"}
_CLAIM = {"id": "s", "kind": "claim"}
_OTHER = {"id": "t", "kind": "claim"}
_CLAUSE = {"id": "v", "versions": [{"number": 1}]}
_ABOUT = {"id": "r", "kind": "about", "sources": ["s"], "target": {"statement": "t"}}

BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "id used twice in a table": ({"posts": [_POST, _POST]}, "the id “p” is used twice in “posts”"),
    "id used twice in two": ({"posts": [_POST], "topics": [{"id": "p"}]}, "“p” is used in “posts” and in “topics”"),
    "card placed twice": (
        {"statements": [_CLAIM], "positions": [{"node": "s", "x": 0, "y": 0}] * 2},
        "the id “s” is used twice in “positions”",
    ),
    "self-parent": ({"posts": [_POST | {"parent": "p"}]}, "“p” is its own parent"),
    "circle of parents": (
        {"posts": [{"id": "p", "parent": "q"}, {"id": "q", "parent": "p"}]},
        "the parents of “p” run in a circle",
    ),
    "circle of provisions": (
        {"provisions": [_CLAUSE | {"parent": "w"}, _CLAUSE | {"id": "w", "parent": "v"}]},
        "the parents of “v” run in a circle",
    ),
    "dangling parent": ({"posts": [_POST | {"parent": "?"}]}, "post “p” names “?”, which is not there"),
    "dangling author": ({"posts": [_POST | {"author": "?"}]}, "post “p” names “?”"),
    "dangling source": ({"posts": [_POST | {"source": "?"}]}, "post “p” names “?”"),
    "dangling topic": ({"statements": [_CLAIM | {"topics": ["?"]}]}, "statement “s” names “?”"),
    "dangling target": ({"statements": [_CLAIM], "relations": [_ABOUT]}, "relation “r” names “t”"),
    "dangling because": (
        {"provisions": [{"id": "v", "versions": [{"number": 1, "because_of": "?"}]}]},
        "version 1 of provision “v” names “?”",
    ),
    "dangling position": ({"positions": [{"node": "?", "x": 0, "y": 0}]}, "a position names “?”"),
    "dangling quote": ({"quotes": [{"id": "q", "post": "?", "start": 0, "end": 1}]}, "quote “q” names “?”"),
    "passage outside its post": (
        {"posts": [_POST], "statements": [_CLAIM | {"passages": [{"post": "p", "start": 1, "end": 4}]}]},
        "a passage of statement “s” covers characters 1 to 4 of a text of 3 characters",
    ),
    "passage turned round": (
        {"posts": [_POST], "statements": [_CLAIM | {"passages": [{"post": "p", "start": 2, "end": 1}]}]},
        "covers characters 2 to 1",
    ),
    "block outside its post": (
        {"posts": [_POST | {"blocks": [{"kind": "own", "start": 0, "end": 9}]}]},
        "a block of post “p” covers characters 0 to 9",
    ),
    "no id": ({"posts": [{"text": "x"}]}, "post has no “id”"),
    "empty id": ({"topics": [{"id": ""}]}, "number 1 in “topics” has no id"),
    "no kind": ({"statements": [{"id": "s"}]}, "statement “s” has no “kind”"),
    "no target": ({"relations": [{"id": "r", "kind": "about", "sources": ["s"]}]}, "relation “r” has no “target”"),
    "no sources": (
        {"statements": [_CLAIM, _OTHER], "relations": [_ABOUT | {"sources": []}]},
        "relation “r” needs one or more different sources",
    ),
    "two targets": ({"relations": [_ABOUT | {"target": {"statement": "s", "relation": "r"}}]}, "should name one"),
    "no version": ({"provisions": [{"id": "v", "versions": []}]}, "provision “v” has no version"),
    "versions out of order": (
        {"provisions": [{"id": "v", "versions": [{"number": 2}, {"number": 1}]}]},
        "the versions of provision “v” are not numbered upwards",
    ),
    "undercut of a statement": (
        {"statements": [_CLAIM, _OTHER], "relations": [_ABOUT | {"kind": "undercuts"}]},
        "“undercuts” cannot act on a statement",
    ),
    "unknown kind": ({"statements": [{"id": "s", "kind": "rant"}]}, "“kind” is “rant” but should be one of “claim”"),
    "text is a number": ({"posts": [{"id": "p", "text": 7}]}, "post “p”: “text” should be text"),
    "not a list": ({"posts": {"p": {}}}, "“posts” should be a list"),
    "not objects": ({"posts": ["p"]}, "“posts” should hold objects, but number 1 is none"),
    "title is a list": ({"title": ["x"]}, "“title” should be text"),
    "bytes are no base64": ({"sources": [{"id": "f", "bytes": "%%"}]}, "source “f”: “bytes” should be base64 text"),
    "NaN": (
        {"statements": [_CLAIM], "positions": [{"node": "s", "x": float("nan"), "y": 0}]},
        "position “s”: “x” should be a number",
    ),
    "infinite": ({"posts": [_POST | {"score": float("-inf")}]}, "post “p”: “score” should be a number"),
    "huge offset": ({"posts": [_POST | {"position": 10**30}]}, "post “p”: “position” should be a whole number"),
    "fraction": ({"posts": [_POST | {"position": 0.5}]}, "post “p”: “position” should be a whole number"),
    "half a character": ({"posts": [_POST | {"text": "\ud83d"}]}, "“p” in “posts” has half a character in its text"),
    "half a character in a title": ({"title": "\udc00"}, "“1” in “title” has half a character in its text"),
    "half a character in an id": ({"topics": [{"id": "\ud800"}]}, "“\\ud800” in “topics” has half a character"),
    "very long name": ({"statements": [_CLAIM | {"gist": "long\n" * 9_999, "topics": ["?"]}]}, "statement “long long"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_said_with_its_place(case: str) -> None:
    plain, says = BROKEN[case]
    assert says in _refused(json.dumps({"argmap": 1} | plain).encode())


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "not an object": (b"[1, 2]", "it should be one JSON object with the key “argmap”"),
    "a number": (b"7", "it should be one JSON object"),
    "no version": (b"{}", "does not say that it is a debate"),
    "version true": (b'{"argmap": true}', "does not say that it is a debate"),
    "version text": (b'{"argmap": "1"}', "does not say that it is a debate"),
    "version zero": (b'{"argmap": 0}', "“argmap” should be 1"),
    "newer version": (b'{"argmap": 2}', "was written by a newer argmap (version 2 of the format). Update argmap."),
    "endless version": (b'{"argmap": ' + b"9" * 5_000 + b"}", "does not say that it is a debate"),
    "endless number": (b'{"argmap": 1, "posts": [{"id": "p", "score": ' + b"1" * 5_000 + b"}]}", "should be a number"),
    "overflowing number": (b'{"argmap": 1, "posts": [{"id": "p", "score": 1e999}]}', "should be a number"),
    "key twice": (b'{"argmap": 1, "posts": [{"id": "p"}], "posts": []}', "the key “posts” stands twice in one object"),
    "key twice in a record": (b'{"argmap": 1, "posts": [{"id": "p", "text": "", "text": ""}]}', "stands twice in “p”"),
    "cut off in a list": (b'{"argmap": 1,\n"posts": [', "it is cut off at line 2"),
    "cut off in a word": (b'{"argmap": 1,\n"title": "Bi', "it is cut off at line 2"),
    "only space": (b"  \n ", "it is cut off at line 2"),
    "a comma too many": (b'{"argmap": 1,\n "title": "x",,}', "line 2, column 15 is not valid JSON"),
    "two objects": (b'{"argmap": 1} {"argmap": 1}', "line 1, column 15 is not valid JSON"),
    "raw control character": (b'{"argmap": 1, "title": "a\nb"}', "line 1, column 26 is not valid JSON"),
    "nested 100,000 deep": (b'{"argmap": 1, "posts": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "too deep"),
    "objects nested deep": (b'{"argmap":' * 100_000 + b"1" + b"}" * 100_000, "too deep"),
    "not UTF-8": (b'{"argmap": 1, "title": "\xe4"}', "is no UTF-8 text from byte 24 on. Save it as UTF-8"),
    "UTF-16 cut short": (codecs.BOM_UTF16_LE + b"{\x00}", "is no UTF-16-LE text from byte 4 on"),
    "UTF-16 without its mark": ('{"argmap": 1}'.encode("utf-16-le"), "line 1, column 2 is not valid JSON"),
    "binary": (b"\x00\x01\xff\xfe" * 64, "is no UTF-8 text from byte 2 on"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "is no UTF-8 text from byte 0 on"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_is_no_debate_is_refused_with_a_reason(case: str) -> None:
    data, says = UNREADABLE[case]
    assert says in _refused(data)


def test_two_hundred_megabytes_of_brackets_are_refused_unread() -> None:
    assert "has 200 MB; argmap reads JSON of up to 160 MB" in _refused(b"[" * 200_000_000)
    assert "too many values" in _refused(b'{"argmap":1,"posts":[' + b"0," * 40_000_000)
    assert "too many values" in _refused(b'{"argmap":1,"posts":[' + b"[]," * 40_000_000)


@pytest.mark.parametrize(
    ("record", "says"),
    [(Post("p", text="\ud83d"), "half a character"), (Post("p", score=float("nan")), "is not finite")],
)
def test_what_json_cannot_hold_is_not_written(record: Post, says: str) -> None:
    with pytest.raises(FormatError, match=f"“p” in “posts”: .* {says}"):
        _write(Debate([record]))


@settings(max_examples=1_500, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_spoilt_bytes_give_a_sound_debate_or_a_sentence(debate: Debate, data: st.DataObject) -> None:
    spoilt = bytearray(_write(debate))
    for _ in range(data.draw(st.integers(1, 4))):
        if not spoilt:
            break
        at = data.draw(st.integers(0, len(spoilt) - 1))
        match data.draw(st.sampled_from(["change", "cut", "insert", "end", "swap"])):
            case "change":
                spoilt[at] = data.draw(st.integers(0, 255))
            case "cut":
                del spoilt[at : at + data.draw(st.integers(1, 40))]
            case "insert":
                spoilt[at:at] = data.draw(
                    st.sampled_from([b'"', b"[", b"}", b"null", b"-1", b"\\ud800", b"1e999", b","])
                )
            case "end":
                del spoilt[max(at, 1) :]
            case "swap":
                other = data.draw(st.integers(0, len(spoilt) - 1))
                spoilt[at], spoilt[other] = spoilt[other], spoilt[at]
    try:
        read = json_debate.read(bytes(spoilt), "x.json")
    except FormatError as error:
        assert re.match("“x.json” .*[.]$", str(error))
    else:
        assert list(problems(read)) == []
        assert _read(_write(read)) == read


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_spoilt_values_give_a_sound_debate_or_a_sentence(debate: Debate, data: st.DataObject) -> None:
    junk = st.sampled_from(
        [None, True, -1, 0, 10**40, 1.5, "", "p1", "s1", "r5", [], {}, [[]], {"statement": "s1"}, "\ud800"]
    )
    plain = json.loads(_write(debate))
    for _ in range(data.draw(st.integers(1, 3))):
        place: Any = plain
        while True:
            keys = sorted(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if not isinstance(place[key], dict | list) or data.draw(st.integers(0, 5)) == 0:
                place[key] = copy.deepcopy(data.draw(junk))
                break
            place = place[key]
    try:
        read = _read(json.dumps(plain).encode())
    except FormatError as error:
        assert re.match("“x.json” .*[.]$", str(error))
    else:
        assert list(problems(read)) == []
        assert _read(_write(read)) == read


def test_the_registry_takes_json_by_content_and_by_name(debate: Debate) -> None:
    assert registry.by_name("json") is json_debate.FORMAT
    assert registry.for_writing("a/b.JSON") is json_debate.FORMAT
    assert registry.guess(_write(debate), "thread.txt") is json_debate.FORMAT
    for stranger in (b"just words", b'{"a": 1}'):  # a suffix that binds is never read as text
        with pytest.raises(
            FormatError, match=r"none of the \.json files that argmap reads: .*, Debate as JSON, .* or "
        ):
            registry.guess(stranger, "x.json")
        assert json_debate.sniff(stranger) == 0
    assert json_debate.sniff(b"Name: words {") == 0
    assert json_debate.sniff(b"") == 0


def test_a_large_debate_is_read_in_one_walk() -> None:
    posts = [{"id": f"p{i:06}", "parent": f"p{i - 1:06}" if i else None, "text": "words"} for i in range(30_000)]
    assert len(_read({"argmap": 1, "posts": posts}).posts) == 30_000


def test_places_of_cards_are_those_the_user_gave(debate: Debate) -> None:
    placed = Debate([*debate.records(), Position("s1", 1.5, -2, True)])
    assert json.loads(_write(placed))["positions"] == [{"node": "s1", "x": 1.5, "y": -2, "pinned": True}]
    options = WriteOptions(places={"s2": (0.0, 0.0)})
    assert json_debate.write(debate, options) == _write(debate)
