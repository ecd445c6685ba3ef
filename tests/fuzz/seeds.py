"""Small whole files in every format that is read, by family: what the fuzzing spoils."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import packed_seeds
from packed_seeds import Seed

PAGES = Path(__file__).resolve().parents[1] / "formats" / "threads" / "fixtures"


FAMILIES = ("text", "mail", "json", "html", "xml", "transcript", "table", "rtf", "docx", "xlsx", "odt", "pdf")
PACKED = frozenset({"docx", "xlsx", "odt"})
CONTAINERS = frozenset({*PACKED, "pdf"})


@cache
def seeds(family: str) -> tuple[Seed, ...]:
    """The seeds of a family, in an order that never changes."""
    return tuple(_MAKERS[family]())


def _seed(name: str, text: str, format_name: str) -> Seed:
    return Seed(name, text.encode(), format_name)


PLAIN = (
    "Every boat on the lake would fall under the draft, not only the large ones.\n\n"
    "> Every boat on the lake would fall under the draft\n\nSixty seats is where the council may look. שלום\n\n"
    ">> deep\n> less\n\n1. One\n2. Two 🚲\n   - inner\n\n* * *\n\nAnn wrote:\n> Sixty seats is where the council may look.\n\nNo.\n"
)
LABELLED = "ann:\nSixty seats are too few for boats.\n\nbo:\n> Sixty seats are too few\n\nThey are not. [1]\n\n[1] Ask cy.\n\n----\ncy · 3 May 2024\nOh?\n"
MARKDOWN = (
    "# Boats\n\n**Ann** said *so*:\n\n> Sixty seats are\n> too few\n> > for boats\n\n- one\n- two [link](https://lake.example)\n\n"
    "```py\nx > 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![chart](x.png) note[^1]\n\n[^1]: Foot.\n\n***\n\n## Bo\n\nNo &amp; no. <b>x</b>\n"
)
TOPIC = (
    "---\ntopic_id: 7\n---\n\n# A\n\n**Topic ID**: 7\n**URL**: https://forum.example/t/a/7\n\n---\n\n## Post #1 by @ada (2024-05-01 10:00 UTC)\n\n"
    "<p>A שלום</p>\n<pre><code>\n---\n</code></pre>\n\n---\n\n## Post #2 by @bo (2024-05-01 10:01 UTC)\n\n"
    '<aside class="quote" data-username="ada" data-post="1" data-topic="7"><blockquote>A</blockquote></aside>\n<p>B 🚲</p>\n'
)


def _text() -> list[Seed]:
    return [
        _seed("a.txt", PLAIN, "text"),
        _seed("b.txt", LABELLED, "text"),
        _seed("c.txt", PLAIN + LABELLED + PLAIN.replace("> ", ""), "text"),
        _seed("d.md", MARKDOWN, "markdown"),
        _seed("e.md", PLAIN + MARKDOWN, "markdown"),
        _seed("f.md", TOPIC, "discourse-markdown"),
    ]


def _mail_text(number: int, body: str, *headers: str) -> str:
    told = f"From: Ada Low <ada@lake.example>\nDate: Wed, {number} Nov 2017 06:04:53 +0100\nMessage-ID: <{number}@lake.example>\n"
    return told + "".join(f"{header}\n" for header in headers) + f"Subject: Re: Boats\n\n{body}\n\n"


FROM = "From ada@lake.example Wed Nov 01 06:04:53 2017\n"
ANSWER = "On Wed, 1 Nov 2017, Ada Low wrote:\n> Sixty seats.\n>> Deeper.\n\nNo, never. 🚲\n\n-- \nBo\n"
PARTED = (
    "--x\nContent-Type: text/plain; charset=iso-8859-15; format=flowed\nContent-Transfer-Encoding: quoted-printable\n\nCaf=E9 is \nlong. =20\n> q\n"
    "--x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\nPHA+SGk8L3A+PGJsb2NrcXVvdGU+UTwvYmxvY2txdW90ZT4=\n"
    '--x\nContent-Type: text/x-diff; name="a.patch"\nContent-Disposition: attachment\n\n--- a\n+++ b\n@@ -1 +1 @@\n--x--\n'
)
HTML_MAIL = '<div>No.</div><div class="gmail_quote">On 1 Nov Ada wrote:<blockquote type="cite"><p>Sixty &amp; more</p></blockquote></div>'


def _mail() -> list[Seed]:
    parts = _mail_text(
        3,
        PARTED,
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="x"',
        "References: <1@lake.example> <2@lake.example>",
    )
    marked = _mail_text(
        4, HTML_MAIL, "Content-Type: text/html", "In-Reply-To: <3@lake.example>", "From: =?utf-8?Q?J=C3=BCrg?= <j@x>"
    )
    plain, answer = _mail_text(1, "Sixty seats."), _mail_text(2, ANSWER, "In-Reply-To: <1@lake.example>")
    inner = _mail_text(5, plain, "Content-Type: message/rfc822")
    return [
        _seed("a.mbox", FROM + plain + FROM + answer, "mbox"),
        _seed("b.mbox", FROM + parts + FROM + marked + FROM + answer, "mbox"),
        _seed("c.mbox", FROM + plain + FROM + inner + FROM + plain + ">From the lake\n", "mbox"),
        _seed("d.eml", answer, "eml"),
        _seed("e.eml", parts, "eml"),
        _seed("f.eml", marked, "eml"),
    ]


def _dumped(name: str, value: Any, format_name: str) -> Seed:
    return _seed(name, json.dumps(value, ensure_ascii=False), format_name)


def _lines(name: str, values: list[Any], format_name: str) -> Seed:
    return _seed(name, "\n".join(json.dumps(value) for value in values), format_name)


def _reddit(own: str, parent: str, body: str, replies: Any = "") -> dict[str, Any]:
    told = {"id": own, "name": f"t1_{own}", "parent_id": parent, "link_id": "t3_dam", "body": body, "replies": replies}
    return {"kind": "t1", "data": {**told, "author": "ann", "created_utc": 1.5e9, "score": 1, "edited": False}}


def _listing(*children: Any) -> dict[str, Any]:
    return {"kind": "Listing", "data": {"children": list(children), "after": None}}


def _reddit_seeds() -> list[Seed]:
    opening = {
        "id": "dam",
        "name": "t3_dam",
        "title": "The dam",
        "selftext": "Raise &gt; it?",
        "is_self": True,
        "author": "ben",
        "created_utc": 1.4e9,
    }
    more = {"kind": "more", "data": {"count": 3, "parent_id": "t1_a", "children": ["x"], "id": "x"}}
    answers = _listing(_reddit("b", "t1_a", "&gt; Yes 🚲.\n\nNo. [x](http://y)"), more)
    page = [
        _listing({"kind": "t3", "data": opening}),
        _listing(_reddit("a", "t3_dam", "Yes 🚲.", answers), _reddit("c", "t3_dam", "[deleted]")),
    ]
    part = {"json": {"errors": [], "data": {"things": [_reddit("d", "t1_a", "**Part**"), more]}}}
    dumped = [{**_reddit("a", "t3_dam", "Words.")["data"], "subreddit": "lake"}, {**opening, "subreddit": "lake"}]
    spoken = {
        "conversation_id": "r",
        "speaker": "ann",
        "meta": {"score": 2, "permalink": "/r/x"},
        "timestamp": 1_500_000_000,
        "vectors": [],
    }
    said = [
        {"id": "r", "reply-to": None, "text": "Words.", **spoken},
        {"id": "a", "reply_to": "r", "text": "&gt; Words.\n\nNo.", **spoken},
    ]
    return [
        _dumped("reddit.json", page, "reddit"),
        _dumped("part.json", part, "reddit"),
        _lines("RC.jsonl", dumped, "pushshift"),
        _dumped("dump.json", {"data": dumped}, "pushshift"),
        _lines("utterances.jsonl", said, "convokit"),
        _dumped("utterances.json", said, "convokit"),
    ]


def _forum_seeds() -> list[Seed]:
    flat = {
        "id": 2,
        "by": "ben",
        "time": 1_500_000_001,
        "type": "comment",
        "parent": 1,
        "text": "<p>Two &#x27;x",
        "kids": [3],
    }
    story = {
        "id": 1,
        "by": "ann",
        "time": 1_500_000_000,
        "type": "story",
        "title": "Dam",
        "kids": [2, 9],
        "descendants": 5,
        "score": 3,
    }
    nested = {
        "id": 2,
        "created_at_i": 1_500_000_000,
        "author": "ann",
        "text": "&gt; Raise it<p>Why?",
        "parent_id": 1,
        "story_id": 1,
        "points": None,
        "type": "comment",
        "children": [],
    }
    root = {
        **nested,
        "id": 1,
        "parent_id": None,
        "title": "The dam",
        "type": "story",
        "text": None,
        "url": "https://x.example",
        "children": [nested],
    }
    post = {
        "id": 901,
        "username": "ada",
        "created_at": "2024-05-01T10:00:00Z",
        "updated_at": "2024-05-01T10:00:00Z",
        "post_type": 1,
        "actions_summary": [{"id": 2, "count": 1}],
    }
    quoting = '<aside class="quote" data-post="1" data-topic="7"><blockquote><p>A 🚲</p></blockquote></aside><p>B</p>'
    posts = [
        {**post, "post_number": 1, "cooked": "<p>A 🚲 c</p>"},
        {**post, "id": 902, "post_number": 2, "cooked": quoting, "reply_to_post_number": 1},
        {**post, "id": 903, "post_number": 3, "raw": '[quote="ada, post:2"]B[/quote]\nC'},
    ]
    topic = {"post_stream": {"posts": posts, "stream": [901, 902, 903, 904]}, "id": 7, "title": "Boats"}
    user = {"login": "ada", "id": 1}
    remark = {
        "id": 5,
        "html_url": "https://github.com/a/b/issues/1#issuecomment-5",
        "issue_url": "https://api.github.com/repos/a/b/issues/1",
    }
    remark |= {
        "user": user,
        "body": "> B\r\n\r\n- C",
        "created_at": "2024-05-02T10:00:00Z",
        "author_association": "NONE",
        "reactions": {"+1": 2},
    }
    issue = {
        **remark,
        "number": 1,
        "title": "A",
        "html_url": "https://github.com/a/b/issues/1",
        "comments": 1,
        "state": "open",
    }
    listed = [
        {
            "id": "/1/",
            "title": "A+b",
            "comments": [{"id": 0, "author": "bo", "website": "", "created": 1714557600, "text": "> A\n\nB"}],
        }
    ]
    return [
        _dumped("hn.json", root, "hacker-news"),
        _dumped("items.json", {"1": story, "2": flat}, "hacker-news"),
        _lines("hn.jsonl", [story, flat], "hacker-news"),
        _dumped("topic.json", topic, "discourse"),
        _dumped("issue.json", {"issue": issue, "comments": [remark]}, "github-issue"),
        _dumped("comments.json", listed, "comments-json"),
    ]


def _social_seeds() -> list[Seed]:
    status = {
        "id": "1",
        "created_at": "2024-05-01T10:00:00.000Z",
        "in_reply_to_id": None,
        "spoiler_text": "S",
        "url": "https://x/@a/1",
        "favourites_count": 1,
    }
    status |= {
        "content": "<p>A שלום</p>",
        "account": {"acct": "ada"},
        "media_attachments": [{"description": "pic"}],
        "poll": None,
    }
    context = {"ancestors": [status], "descendants": [{**status, "id": "2", "in_reply_to_id": "1"}]}
    record = {
        "text": "See 🚲 lake.example",
        "createdAt": "2024-05-01T10:00:00Z",
        "reply": {"parent": {"uri": "at://a/app.bsky.feed.post/1"}},
    }
    record["facets"] = [{"index": {"byteStart": 9, "byteEnd": 21}, "features": [{"uri": "https://lake.example/1"}]}]
    view = {
        "uri": "at://a/app.bsky.feed.post/2",
        "author": {"handle": "a.example"},
        "record": record,
        "replyCount": 1,
        "likeCount": 2,
    }
    view["embed"] = {"record": {"uri": "at://b/app.bsky.feed.post/9", "value": {"text": "Quoted."}}}
    gone = {"uri": "at://c/app.bsky.feed.post/3", "notFound": True}
    below = {
        "$type": "app.bsky.feed.defs#threadViewPost",
        "post": {**view, "uri": "at://a/app.bsky.feed.post/4"},
        "replies": [],
    }
    thread = {
        "thread": {
            "$type": "app.bsky.feed.defs#threadViewPost",
            "post": view,
            "replies": [gone, below],
            "parent": below,
        }
    }
    native = "bbbbbbbbbbbbbbbb"
    comment = {
        "_id": f"{native}1",
        "postId": "aaaaaaaaaaaaaaaaP",
        "parentCommentId": None,
        "postedAt": "2024-03-01T10:00:00.000Z",
        "baseScore": 12,
        "deleted": False,
    }
    comment |= {
        "contents": {"html": "<p>Sixty seats.</p>"},
        "user": {"displayName": "Ben"},
        "extendedScore": {"agreement": -5},
    }
    html = {
        "html": '<blockquote><p>Sixty seats.</p></blockquote><p>No<sup>1</sup></p><ol class="footnotes"><li>F</li></ol>'
    }
    answer = {
        **comment,
        "_id": f"{native}2",
        "parentCommentId": f"{native}1",
        "contents": html,
        "lastEditedAt": "2024-03-02T08:00:00.000Z",
    }
    opening = {
        "_id": "aaaaaaaaaaaaaaaaP",
        "title": "The rule",
        "contents": {"html": "<p>Boats.</p>"},
        "user": {"displayName": "Ann"},
        "baseScore": 4,
        "commentCount": 2,
    }
    magnum = {"data": {"post": {"result": opening}, "comments": {"results": [comment, answer], "totalCount": 3}}}
    return [
        _dumped("context.json", context, "mastodon"),
        _dumped("bluesky.json", thread, "bluesky"),
        _dumped("lake.json", magnum, "forum-magnum"),
        _own_format(),
    ]


def _own_format() -> Seed:
    from argmap.formats import registry
    from argmap.model.debate import Debate
    from argmap.model.kinds import BlockKind, ParentBasis, StatementKind
    from argmap.model.records import Author, Block, Info, Passage, Post, Quote, Statement

    first, second = "Sixty 🚲 seats are too few.", "Sixty 🚲 seats?\n\nNo."
    blocks = (Block(BlockKind.QUOTE, 0, 14, 1), Block(BlockKind.OWN, 16, 19))
    answer = Post(
        "p2", author="a", parent="p1", parent_basis=ParentBasis.NATIVE, position=1, text=second, blocks=blocks
    )
    quote = Quote("q", "p2", 0, 14, "p1", 0, 14)
    statement = Statement("s", StatementKind.CLAIM, "Too few", (Passage("p1", 0, 26),))
    debate = Debate([Info(title="Boats"), Author("a", "Ann"), Post("p1", text=first), answer, quote, statement])
    written = registry.by_name("json").write
    assert written is not None
    return Seed("debate.json", written(debate, registry.WriteOptions()), "json")


def _json() -> list[Seed]:
    return [*_reddit_seeds(), *_forum_seeds(), *_social_seeds()]


NESTED = (
    '<html><head><title>T</title><meta charset="utf-8"><script>x()</script></head><body><ul class="comments">'
    '<li class="comment" id="c1"><span class="author">Ann</span> <time datetime="2024-05-01T10:00">1 May</time><p>Sixty 🚲 seats.</p>'
    '<ul><li class="comment" id="c2"><span class="author">Bo</span><blockquote>Sixty 🚲 seats.</blockquote><p>No &amp; <i>no</i> שלום</p>'
    '<img src="http://x.example/a.png" alt="a"><table><tr><td>1<td>2</table><pre>code</pre></li></ul></li></ul></body></html>'
)


def _html() -> list[Seed]:
    pages = [*sorted((PAGES / "html_page").glob("*.html")), *sorted((PAGES / "forum_magnum").glob("*.html"))]
    small = [
        _seed("nested.html", NESTED, "html"),
        _seed("bare.html", f"<html><body>{HTML_MAIL}</body></html>", "html"),
        _seed("latin.html", NESTED.replace("utf-8", "windows-1252"), "html"),
    ]
    return [
        *small,
        *(Seed(p.name, p.read_bytes(), "html" if p.parent.name == "html_page" else "forum-magnum") for p in pages),
    ]


DISQUS = (
    '<?xml version="1.0" encoding="utf-8"?>\n<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">'
    '<thread dsq:id="1"><id>p</id><link>https://x/1</link><title>A</title><message/><createdAt>2024-05-01T10:00:00Z</createdAt></thread>'
    '<post dsq:id="2"><message><![CDATA[<p>B 🚲</p>]]></message><createdAt>2024-05-01T10:00:00Z</createdAt><isDeleted>false</isDeleted>'
    "<isSpam>false</isSpam><author><name>bo</name></author><thread dsq:id='1'/></post><post dsq:id='4'><message>&lt;blockquote&gt;B 🚲"
    "&lt;/blockquote&gt; no</message><author><name>cy</name></author><thread dsq:id='1'/><parent dsq:id='2'/></post></disqus>"
)
WORDPRESS = (
    '<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>L</title><wp:wxr_version>1.2</wp:wxr_version><item><title>A</title>'
    "<link>https://x/</link><dc:creator>ada</dc:creator><content:encoded><![CDATA[Sixty <em>low</em>.\n\nWhy?]]></content:encoded>"
    "<wp:post_id>18</wp:post_id><wp:post_type>post</wp:post_type><wp:post_date_gmt>2024-05-01 10:00:00</wp:post_date_gmt><wp:comment>"
    "<wp:comment_id>1</wp:comment_id><wp:comment_author>Bo</wp:comment_author><wp:comment_date_gmt>2024-05-02 10:00:00</wp:comment_date_gmt>"
    "<wp:comment_content><![CDATA[<blockquote>Sixty low</blockquote> no 🚲]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved>"
    "<wp:comment_type/><wp:comment_parent>0</wp:comment_parent></wp:comment><wp:comment><wp:comment_id>2</wp:comment_id>"
    "<wp:comment_content>x</wp:comment_content><wp:comment_approved>spam</wp:comment_approved><wp:comment_parent>1</wp:comment_parent></wp:comment></item></channel></rss>"
)
AKOMA = (
    '<?xml version="1.0"?><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate name="L"><meta><identification>'
    '<FRBRWork><FRBRthis value="/lake/2024-05-01/main"/><FRBRdate date="2024-05-01"/></FRBRWork></identification><references>'
    '<TLCPerson eId="holm" href="/p/holm" showAs="Mr HOLM"/></references></meta><preface><p>Wed <docDate date="2024-05-01">1 May</docDate></p></preface>'
    '<debateBody><debateSection eId="s1"><num>1.</num><heading>BILL</heading><p>At <recordedTime time="14:02:00">14:02</recordedTime></p>'
    '<speech by="#holm" startTime="2024-05-01T14:05:00+02:00"><from>Mr HOLM</from><p>Sixty is <i>low</i>. [Interjections.] Every ...</p><ul><li>One</li></ul></speech>'
    '<scene>Bell.</scene><speech by="#x"><from>The SPEAKER</from><p>Order!</p></speech><speech by="#holm"><p>... boat. 🚲</p><p>Mrs BERG: No!</p></speech>'
    '<question by="#holm" to="#x"><p>How?</p></question></debateSection></debateBody></debate></akomaNtoso>'
)
CMV = (
    '<?xml version="1.0"?>\n<thread ID="2ab"><title>CMV: Ferries are <claim id="title">small</claim></title>'
    "<source>http://www.reddit.com/r/changemyview/comments/2ab/cmv/</source>\n"
    '<OP author="Ada">Sixty seats <claim id="0">is low</claim> a line.</OP>\n<reply id="c1" author="Ben">&gt; Sixty seats is low a line.\n\n'
    '<premise id="1" rel="support" ref="0">Who counted?</premise></reply><reply id="c2" author="Ada">I 🚲 did.</reply></thread>'
)


def _xml() -> list[Seed]:
    return [
        _seed("disqus.xml", DISQUS, "disqus"),
        _seed("wordpress.xml", WORDPRESS, "wordpress"),
        _seed("akoma.xml", AKOMA, "akoma-ntoso"),
        _seed("cmv.xml", CMV, "cmv"),
    ]


SITTING = (
    "LAKE ASSEMBLY\n\nThe Assembly met at 14:02.\n\nFERRY BILL\n\nMr D J HOLM: Madam Speaker, sixty is low. [Interjections.] It would\ncatch all ...\n\n"
    "The SPEAKER: Order, members!\n\nMr D J HOLM: ... and more. Who counted?\n(Mrs BERG: Nobody! 🚲)\n[Laughter.]\n\nAn HON MEMBER: Hear!\n\n"
    "The MINISTER OF LAKES: The register lists 327 boats.\n\nDebate concluded.\n"
)
CHAT = "[10:02] Ann: Sixty seats.\n[10:03] Bo: No.\n[10:04] Ann: Yes.\n[10:05] Cy: שלום\n[10:06] Bo: Why?\n"
VTT = (
    "WEBVTT - Hearing\nKind: captions\n\nSTYLE\n::cue { color: red }\n\n1\n00:00:01.000 --> 00:00:03.000 align:left\n<v.loud Ada Low>Sixty &amp; more\n\n"
    "NOTE nobody\n\n00:00:03.000 --> 00:00:05.000\n<v Ada Low>is <i>too</i> low. <00:00:04.000>[Laughter]</v>\n\n00:00:09.000 --> 00:00:11.000\n<v Ben>Who? 🚲</v>\n- You.\n"
)
SRT = (
    "1\n00:00:01,000 --> 00:00:02,000\n>> ADA LOW: Sixty\nis low.\n\n2\n00:00:02,000 --> 00:00:03,000\nI counted: 327.\n\n3\n01:00:03,000 --> 01:00:04,000\n"
    '{\\an8}<font color="red">BEN:</font> Who?\n- You.\n- Me?\n'
)


def _transcript() -> list[Seed]:
    return [
        _seed("minutes.txt", SITTING, "transcript"),
        _seed("chat.txt", CHAT, "transcript"),
        _seed("a.vtt", VTT, "vtt"),
        _seed("a.srt", SRT, "srt"),
    ]


COMMENTS = (
    "Comment ID,Parent ID,Author,Posted Date,Comment,Votes,Link\n"
    'ex-1,,Ann Roe,2024-05-01 10:00,"Plates are fine, and\n\nthey are cheap.",5,https://example.org/1\n'
    'ex-2,ex-1,Bo Lind,2024-05-02,"Cheap? A ""plate"" costs 40 euros. 🚲",-2,\nex-3,ex-9,Anonymous,no idea,Nobody reads plates.,,\nex-4,,Cy,2024-05-03,,1,\n'
)
SENTENCES = "id\tdocument_id\tsentence_nr\tcontent\n1\tM7\t2\tThe lane is narrow.\n2\tM7\t1\tA narrow lane\n3\tM8\t1\tThe crossing has no light.\n"
SEMICOLONS = "sep=;\nName;Datum;Text\nAnn;01.05.2024;Zu niedrig, sage ich.\nBo;02.05.2024;Nein. שלום\n"


def _table() -> list[Seed]:
    return [
        _seed("comments.csv", COMMENTS, "csv-table"),
        _seed("sentences.tsv", SENTENCES, "tsv-table"),
        _seed("semicolons.csv", SEMICOLONS, "csv-table"),
        _seed("comments.tsv", COMMENTS.replace(",", "\t"), "tsv-table"),
    ]


RTF = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}{\*\generator W;}{\info{\author Ann}}\pard\b On plates\b0\par"
    rb" I am, Mr. M\'fcller \emdash  \ldblquote all\rdblquote  of it.\line Yes \u8364?40 \u-10179?\u-8882?.\par"
    b"\r\n{\\pntext 1.\\tab}Cost \\{or time\\}\\par {\\v hidden}{\\header Page}{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt a link}}\\bin3 abc\\par}"
)


def _rtf() -> list[Seed]:
    return [Seed("letter.rtf", RTF, "rtf-comment"), Seed("letter.doc", RTF, "rtf-comment")]


_MAKERS: dict[str, Callable[[], list[Seed]]] = {
    "text": _text,
    "mail": _mail,
    "json": _json,
    "html": _html,
    "xml": _xml,
    "transcript": _transcript,
    "table": _table,
    "rtf": _rtf,
    "docx": packed_seeds.docx,
    "xlsx": packed_seeds.xlsx,
    "odt": packed_seeds.odt,
    "pdf": packed_seeds.pdf,
}
