"""Folders and several files as one debate."""

import json
import os
import zipfile

import pytest

from argmap.formats import folders
from argmap.formats.folders import files_in, read_files, read_folder
from argmap.formats.registry import FormatError
from argmap.model.checks import problems
from argmap.model.kinds import FindingLevel
from argmap.store.debate_file import DebateFile

MAIL = "From: {0} <{0}@example.org>\r\nDate: Wed, 1 May 2024 10:0{1}:00 +0000\r\nMessage-ID: <{1}@x>\r\n{2}Subject: Plates\r\n\r\n{3}\r\n"
FIRST = MAIL.format("ann", 1, "", "Plates should be on every boat of the lake.")
SECOND = MAIL.format("bo", 2, "In-Reply-To: <1@x>\r\n", "No, only on the large ones of them.")
CSV = "Author,Comment\nAnn,A comment in a table.\nAnn,Another one in a table.\n"


def _write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())


def _told(debate, code="unread"):
    return sorted((f.where, f.text) for f in debate.findings.values() if f.code == code)


def test_a_maildir_is_one_thread(tmp_path):
    _write(
        tmp_path / "box", {"cur/2:2,S": SECOND, "new/1": FIRST, "tmp/3": FIRST.replace("1@x", "9@x"), ".hidden": "x"}
    )
    debate = read_folder(tmp_path / "box")
    assert list(problems(debate)) == []
    assert debate.title == "box"
    posts = {post.native_id: post for post in debate.posts.values()}
    assert set(posts) == {"1@x", "2@x"}
    assert posts["2@x"].parent == posts["1@x"].id
    assert [source.name for source in debate.sources.values()] == ["cur/2:2,S", "new/1"]


def test_a_folder_of_all_kinds_of_files(tmp_path, monkeypatch):
    _write(
        tmp_path / "all",
        {
            "a.txt": "Plates are a fine idea, if you ask me.\n",
            "b/c.csv": CSV,
            "b/d.eml": FIRST.replace("ann <", "Ann <"),
            "e.csv": "a,b\n1,2\n",
            "f.bin": "\0\1\2",
            "g.txt": "",
            "copy.csv": CSV,
        },
    )
    debate = read_folder(tmp_path / "all")
    assert list(problems(debate)) == []
    assert [p.text for p in debate.posts.values()] == [
        "Plates are a fine idea, if you ask me.",
        "A comment in a table.",
        "Another one in a table.",
        "Plates should be on every boat of the lake.",
    ]
    assert [author.name for author in debate.authors.values()] == ["Ann"], "authors of one name are one"
    assert len({p.position for p in debate.posts.values()}) == 4
    assert [p.text for p in sorted(debate.posts.values(), key=lambda p: p.position)] == [
        p.text for p in debate.posts.values()
    ]
    told = _told(debate)
    assert [where for where, _ in told] == ["", "e.csv", "f.bin", "g.txt"]
    assert told[0][1] == "1 file is a copy of another and was read once."
    assert "None of the columns" in told[1][1]
    assert told[3][1] == "This file was not read. “g.txt” is empty. Choose a file with a debate in it."


def test_the_same_folder_gives_the_same_debate(tmp_path):
    _write(tmp_path, {f"{n}.txt": f"This is the comment with the number {n}.\n" for n in (10, 9, 1, 2)})
    names = [path.name for path in files_in(tmp_path)]
    assert names == ["1.txt", "2.txt", "9.txt", "10.txt"]
    said = [[(p.text, p.position) for p in read_folder(tmp_path).posts.values()] for _ in range(2)]
    assert said[0] == said[1]
    assert [text[-2:-1] for text, _ in said[0]] == ["1", "2", "9", "0"]


def test_a_corpus_is_its_utterances(tmp_path):
    lines = [
        {
            "id": "u1",
            "speaker": "ann",
            "text": "One thing.",
            "reply-to": None,
            "conversation_id": "u1",
            "meta": {},
            "timestamp": 1,
        },
        {
            "id": "u2",
            "speaker": "bo",
            "text": "Another.",
            "reply-to": "u1",
            "conversation_id": "u1",
            "meta": {},
            "timestamp": 2,
        },
    ]
    _write(
        tmp_path,
        {
            "utterances.jsonl": "\n".join(map(json.dumps, lines)),
            "speakers.json": '{"ann": {"meta": {}}}',
            "index.json": '{"utterances-index": {}}',
        },
    )
    debate = read_folder(tmp_path)
    assert [p.native_id for p in debate.posts.values()] == ["u1", "u2"]
    assert _told(debate) == []


def test_documents_without_a_name_are_titled_after_their_file(tmp_path):
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for name in ("Jane Roe", "Rail Union"):
        with zipfile.ZipFile(tmp_path / f"{name}.docx", "w") as made:
            words = f"<w:p><w:r><w:t>This is what {name} says.</w:t></w:r></w:p>"
            made.writestr("word/document.xml", f"<w:document {space}><w:body>{words}</w:body></w:document>")
    assert [(p.title, p.text) for p in read_folder(tmp_path).posts.values()] == [
        ("Jane Roe", "This is what Jane Roe says."),
        ("Rail Union", "This is what Rail Union says."),
    ]


def test_what_a_page_was_saved_with_is_no_comment(tmp_path):
    page = "<html><body><p>Every boat on the lake needs a plate.</p></body></html>"
    _write(tmp_path, {"Page.html": page, "Page_files/app.js": "var x = 1;\n", "Page_files/frame.html": "<p>Buy.</p>",
                      "other_files/a.txt": "Not of the page at all.\n"})  # fmt: skip
    assert [path.name for path in files_in(tmp_path)] == ["a.txt", "Page.html"]


def test_a_bad_file_in_a_folder_stops_no_good_one_of_its_name(tmp_path):
    _write(tmp_path, {"a.txt": "Plates are a fine idea.\n", "in/a.txt": "", "in/b.txt": "No, they are not.\n"})
    debate = read_files([tmp_path / "a.txt", tmp_path / "in"])
    assert [p.text for p in debate.posts.values()] == ["Plates are a fine idea.", "No, they are not."]
    assert _told(debate) == [
        ("in/a.txt", "This file was not read. “in/a.txt” is empty. Choose a file with a debate in it.")
    ]


def test_links_that_lead_out_are_not_followed(tmp_path):
    outside = tmp_path / "outside"
    _write(outside, {"secret.txt": "Words from elsewhere.\n"})
    inside = tmp_path / "inside"
    _write(inside, {"own.txt": "Words of the folder itself.\n"})
    os.symlink(outside, inside / "folder")
    os.symlink(outside / "secret.txt", inside / "file.txt")
    os.symlink(inside, inside / "round")
    os.mkfifo(inside / "pipe.txt")
    assert [path.name for path in files_in(inside)] == ["own.txt"]


def test_a_folder_of_which_nothing_can_be_read_is_refused(tmp_path):
    _write(tmp_path, {"a.bin": "\0\1\2", "b.csv": "a,b\n1,2\n"})
    with pytest.raises(
        FormatError, match=r"None of the 2 files can be read. The first, “a.bin”: “a.bin” is in no format"
    ):
        read_folder(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(FormatError, match="“empty” holds no files"):
        read_folder(tmp_path / "empty")
    with pytest.raises(FormatError, match="cannot be read: no such file"):
        read_files([tmp_path / "gone.txt"])


def test_too_many_and_too_much_are_refused(tmp_path, monkeypatch):
    _write(tmp_path, {f"{n}.txt": "Words." for n in range(4)})
    monkeypatch.setattr(folders, "MOST_BYTES", 20)
    with pytest.raises(FormatError, match="GB together"):
        read_folder(tmp_path)
    monkeypatch.setattr(folders, "MOST_FILES", 3)
    with pytest.raises(FormatError, match="holds more than 3 files"):
        read_folder(tmp_path)


def test_one_bad_mail_among_good_ones_is_named(tmp_path):
    _write(tmp_path, {"1.eml": FIRST, "2.eml": "no mail at all", "3.eml": SECOND})
    debate = read_folder(tmp_path)
    assert {p.native_id for p in debate.posts.values()} >= {"1@x", "2@x"}


def test_files_are_read_in_the_format_that_is_named(tmp_path):
    _write(tmp_path, {"a.dat": CSV, "b.dat": CSV.replace("Ann", "Bo").replace("table", "file")})
    debate = read_files([tmp_path / "a.dat", tmp_path / "b.dat"], "csv-table")
    assert [source.format for source in debate.sources.values()] == ["csv-table", "csv-table"]
    assert len(debate.posts) == 4
    with pytest.raises(FormatError, match="There is no format “nothing”"):
        read_files([tmp_path / "a.dat"], "nothing")


def test_a_debate_of_argmap_in_a_folder_is_left_alone(tmp_path, debate):
    DebateFile.create(tmp_path / "own.argmap", debate).close()
    _write(tmp_path, {"a.txt": "Words of the folder itself.\n"})
    read = read_folder(tmp_path)
    assert [where for where, _ in _told(read)] == ["own.argmap"]
    assert [p.text for p in read.posts.values()] == ["Words of the folder itself."]


def test_what_is_said_of_many_files_is_counted(tmp_path):
    _write(tmp_path, {f"{n}.csv": f"comment,name\n<b>Bold</b> words {n},Ann\n" for n in range(30)})
    debate = read_folder(tmp_path)
    (finding,) = [f for f in debate.findings.values() if f.code == "markup"]
    assert (finding.level, finding.text) == (
        FindingLevel.INFO,
        "In 30 places: 1 comment has HTML marks, which were read as such.",
    )


def test_quotes_between_files_are_found(tmp_path):
    words = "Every boat on the lake that carries more than sixty people needs a plate on its bow by spring."
    _write(
        tmp_path,
        {
            "a.csv": f"name,comment\nAnn,{words}\n",
            "b.csv": f'name,comment\nBo,"{words}\n\nI say no to that, and so do we all here."\n',
        },
    )
    assert len(read_folder(tmp_path).quotes) == 1
    assert len(read_folder(tmp_path, quotes=False).quotes) == 0


def test_files_of_one_family_in_several_formats_are_one_thread(tmp_path):
    archive = "From ann@example.org Wed May  1 10:01:00 2024\n" + FIRST.replace("\r", "")
    _write(tmp_path, {"list.mbox": archive, "reply.eml": SECOND, "other.csv": CSV})
    debate = read_files([tmp_path / "reply.eml", tmp_path / "list.mbox", tmp_path / "other.csv"])
    assert list(problems(debate)) == []
    posts = {post.native_id: post for post in debate.posts.values() if post.native_id}
    assert set(posts) == {"1@x", "2@x"}
    assert posts["2@x"].parent == posts["1@x"].id
    assert posts["1@x"].text == "Plates should be on every boat of the lake."
    assert len(debate.posts) == 4
    assert _told(debate, "absent-parent") == []


def test_comments_and_submissions_of_a_dump_meet_in_any_order(tmp_path):
    about = {"author": "ann", "created_utc": 1_500_000_000, "subreddit": "lake"}
    _write(
        tmp_path,
        {
            "RC.jsonl": json.dumps({"id": "c", "link_id": "t3_s", "parent_id": "t3_s", "body": "Why?", **about}),
            "RS.jsonl": json.dumps({"id": "s", "title": "Plates", "selftext": "On every boat.", **about}),
        },
    )
    for order in (("RC.jsonl", "RS.jsonl"), ("RS.jsonl", "RC.jsonl")):
        debate = read_files([tmp_path / name for name in order])
        posts = {post.native_id: post for post in debate.posts.values()}
        assert len(debate.posts) == 2, order
        assert posts["t1_c"].parent == posts["t3_s"].id
        assert posts["t3_s"].text == "On every boat."
        assert len(debate.sources) == 2
        assert _told(debate, "absent-parent") == []


def test_a_dump_of_submissions_brings_comments_from_several_files_together(tmp_path):
    about = {"author": "ann", "created_utc": 1_500_000_000, "subreddit": "lake"}
    comments = [{"id": f"c{s}", "link_id": f"t3_{s}", "parent_id": f"t3_{s}", "body": f"Why {s}?"} for s in "pq"]
    submissions = [{"id": s, "title": s, "selftext": f"On {s}."} for s in "pq"]
    for number, rows in enumerate((comments[:1], comments[1:], submissions)):
        _write(tmp_path, {f"{number}.jsonl": "\n".join(json.dumps(row | about) for row in rows)})
    debate = read_folder(tmp_path)
    assert sorted(post.text for post in debate.posts.values()) == ["On p.", "On q.", "Why p?", "Why q?"]
    assert _told(debate, "absent-parent") == []


def test_posts_that_only_share_a_number_are_not_merged(tmp_path):
    rows = {f"{n}.jsonl": {"id": "0", "speaker": "a", "root": "0", "reply_to": None, "text": t} for n, t in
            ((1, "Plates on every boat."), (2, "The railway must be closed."))}  # fmt: skip
    _write(tmp_path, {name: json.dumps(row) for name, row in rows.items()})
    assert len(read_folder(tmp_path).posts) == 2


@pytest.mark.corpus
def test_real_folders(corpus):
    threads = corpus / "threads"
    debate = read_folder(threads / "maildir_default", quotes=False)
    assert list(problems(debate)) == []
    assert (len(debate.sources), len(debate.posts)) == (52, 53)
    debate = read_folder(threads / "convokit", quotes=False)
    assert len(debate.sources) == 1
    debate = read_folder(threads / "public_comments_tsv", quotes=False)
    assert len(debate.sources) == 3
    assert _told(debate) == []
