"""What in a mail's text is no words of the writer's: announcements, signatures, footers, armour, earlier mails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.threads.mail_body import html_mail, plain_mail
from argmap.formats.threads.thread import Body
from argmap.model.kinds import BlockKind

OWN, QUOTE, NOISE = BlockKind.OWN, BlockKind.QUOTE, BlockKind.NOISE


def said(body: Body) -> list[tuple[BlockKind, str]]:
    return [(b.kind, body.text[b.start : b.end]) for b in body.blocks]


@pytest.mark.parametrize(
    "line",
    [
        "On Mon, Apr 2, 2012 at 6:26 PM, Ada Low <ada@lake.example> wrote:",
        "On Mon, Apr 2, 2012 at 6:26 PM, Ada Low <ada@lake.example>\nwrote:",
        "On Mon, Apr 2, 2012\nat 6:26 PM, Ada Low\n<ada@lake.example> wrote:",
        "On Nov 16 Ada Low wrote:",
        "On 04/02/2012 06:26 PM, Ada Low wrote:\n",
        "--- On Wed, 4/4/12, ada@lake.example <ada@lake.example> wrote:\n\n",
        'Le 4 nov. 2017 17:03, "Ada Low" <ada@lake.example> a écrit :',
        "Am 04.11.2017 um 13:20 schrieb Ada Low:",
        "El 4 de noviembre de 2017, 13:20, Ada Low<ada@lake.example> escribió:",
        "Il giorno 4 novembre 2017 13:20, Ada Low <ada@lake.example> ha scritto:",
        "Em 4 de novembro de 2017 13:20, Ada Low <ada@lake.example> escreveu:",
        "Op 4 november 2017 13:20 schreef Ada Low <ada@lake.example>:",
        "W dniu 2017-11-04 o 13:20, Ada Low napisała:",
        "Den 4 november 2017 13:20 skrev Ada Low <ada@lake.example>:",
        "4 ноября 2017 г., 13:20 пользователь Ада <ada@lake.example> написал:",
        "Ада Лоу пишет:",
        "在 2017年11月4日，下午1:20，Ada Low <ada@lake.example> 写道：",
        "2017-11-04 13:20 GMT+01:00 Ada Low <ada@lake.example>:",
        "Ada Low wrote on 2017-11-04 13:20:",
        "Ada Low <ada@lake.example> writes:",
        "Ada van der Low wrote:",
        "Excerpts from Ada Low's message of Sat Nov 04 13:20:00 +0100 2017:",
        "Quoting Ada Low <ada@lake.example>:",
        "man. 4. mai 2020 kl. 10:00 skrev Ada Low <ada@lake.example>:",
        "* Ada Low <ada@lake.example> [2020-05-04 10:00]:",
    ],
)
def test_the_line_that_announces_a_quote_is_noise(line: str):
    body = plain_mail(f"Words.\n\n{line}\n> Quoted.\n\nMore.\n")
    assert said(body) == [(OWN, "Words."), (NOISE, line.strip()), (QUOTE, "Quoted."), (OWN, "More.")]


@pytest.mark.parametrize(
    "line",
    [
        "On the whole I disagree with this, as the council wrote before:",
        "On Monday we decide about this:",
        "As you wrote:",
        "He wrote:",
        "My grandmother wrote:",
        "In 2019 the council said so:",
        "See line 10:30 of the draft:",
        "I object to this part:",
        "On 4 November I saw the boat.",
    ],
)
def test_a_sentence_before_a_quote_stays_a_sentence(line: str):
    body = plain_mail(f"Words.\n\n{line}\n> Quoted.\n")
    assert said(body) == [(OWN, "Words."), (OWN, line), (QUOTE, "Quoted.")]


def test_an_announcement_without_a_quote_stays():
    body = plain_mail("On Mon, Apr 2, 2012 at 6:26 PM, Ada <ada@lake.example> wrote:\n\nNothing was quoted.\n")
    assert {b.kind for b in body.blocks} == {OWN}


def test_an_announcement_inside_the_quote_is_no_quote():
    body = plain_mail("Hello\n> On 22 Aug 2015, at 19:21, Ada <ada@lake.example> wrote:\n>\n> Hi there!\n")
    assert said(body)[1:] == [(NOISE, "On 22 Aug 2015, at 19:21, Ada <ada@lake.example> wrote:"), (QUOTE, "Hi there!")]
    assert [body.text[q.start : q.end] for q in body.quotes] == ["Hi there!"]


def test_a_nested_announcement_belongs_to_the_quote():
    body = plain_mail("> On 22 Aug 2015, Ada <ada@lake.example> wrote:\n>> Hi there!\n> Yes.\nNo.\n")
    assert [b.kind for b in body.blocks] == [QUOTE, QUOTE, QUOTE, OWN]
    assert len(body.quotes) == 1


def test_replies_between_quotes_are_words_of_the_writer():
    body = plain_mail("> One.\nNo.\n\n> Two.\n> Three.\nYes.\n")
    assert said(body) == [(QUOTE, "One."), (OWN, "No."), (QUOTE, "Two."), (QUOTE, "Three."), (OWN, "Yes.")]


@pytest.mark.parametrize("mark", ["-----Original Message-----", "----- Original Message -----", "-----Ursprüngliche Nachricht-----",
                                  "---------- Forwarded message ----------", "Begin forwarded message:"])  # fmt: skip
def test_below_an_earlier_mail_all_is_a_quote(mark: str):
    body = plain_mail(
        f"Fine.\n\n{mark}\nFrom: Ada\nSent: Monday\nTo: Ben; Cy;\n  Di\nSubject: Boats\n\nOne.\n\nTwo.\n> Deep.\n"
    )
    assert said(body) == [
        (OWN, "Fine."),
        (NOISE, f"{mark}\nFrom: Ada\nSent: Monday\nTo: Ben; Cy;\n  Di\nSubject: Boats"),
        (QUOTE, "One."),
        (QUOTE, "Two."),
        (QUOTE, "Deep."),
    ]
    assert [b.depth for b in body.blocks] == [0, 0, 1, 1, 2]
    assert len(body.quotes) == 1


@pytest.mark.parametrize(
    "block",
    [
        "From: Ada\nSent: Monday\nTo: Ben\nSubject: Boats",
        "*From:* Ada\n*Sent:* Monday\n*To:* Ben\n*Subject:* Boats",
        "Von: Ada\nGesendet: Montag\nAn: Ben\nBetreff: Boote",
        "De : Ada\nEnvoyé : lundi\nÀ : Ben\nObjet : Bateaux",
        "От: Ада\nОтправлено: понедельник\nКому: Бен",
        "发件人: Ada\n发送时间: 2017年\n收件人: Ben\n主题: 船",
    ],
)
def test_headers_of_an_earlier_mail_open_a_quote(block: str):
    body = plain_mail(f"Fine.\n\n________________________________\n{block}\n\nOne.\n")
    assert said(body) == [(OWN, "Fine."), (NOISE, "_" * 32 + "\n" + block), (QUOTE, "One.")]


def test_words_that_look_like_one_header_open_nothing():
    body = plain_mail("From: here on I disagree.\n\nTo: me it is clear.\n\nSent: nothing.\n")
    assert {b.kind for b in body.blocks} == {OWN}


def test_a_signature_ends_where_a_quote_begins():
    body = plain_mail("Words.\n\n-- \nAda\nLake office\n\nOn Nov 16 Ben Oar wrote:\n> Quoted.\n\nMore.\n-- \nAda\n")
    assert said(body) == [
        (OWN, "Words."),
        (NOISE, "--\nAda\nLake office"),
        (NOISE, "On Nov 16 Ben Oar wrote:"),
        (QUOTE, "Quoted."),
        (OWN, "More."),
        (NOISE, "--\nAda"),
    ]


def test_a_long_text_below_two_dashes_is_no_signature():
    lines = "\n".join(f"This is line {n} of a long tale." for n in range(60))
    assert {b.kind for b in plain_mail(f"Words.\n\n-- \n{lines}\n").blocks} == {OWN}


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Sent from my Samsung Galaxy smartphone.",
        "Get Outlook for iOS",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Inviato da iPhone",
        "Отправлено с iPhone",
        "Verstuurd vanaf mijn iPhone",
        "发自我的iPhone",
        "iPhoneから送信",
    ],
)
def test_what_a_telephone_adds_is_noise(line: str):
    assert said(plain_mail(f"Words.\n\n{line}\n")) == [(OWN, "Words."), (NOISE, line)]


def test_a_sentence_about_a_telephone_stays():
    body = plain_mail(
        "The photo was\nSent from my iPhone while the boat sank, and nobody answered it for a whole week in May.\n"
    )
    assert {b.kind for b in body.blocks} == {OWN}


@pytest.mark.parametrize(
    "footer",
    [
        "_______________________________________________\nLake mailing list\nLake@lists.example\nhttps://lists.example/listinfo/lake",
        "---------------------------------------------------------------------\nTo unsubscribe, e-mail: lake-unsubscribe@lists.example\n"
        "For additional commands, e-mail: lake-help@lists.example",
        '-\nTo unsubscribe from this list: send the line "unsubscribe lake" in\nthe body of a message to lists@lists.example',
    ],
)
def test_footers_of_lists_are_noise_also_two_of_them(footer: str):
    assert said(plain_mail(f"Words.\n\n{footer}\n")) == [(OWN, "Words."), (NOISE, footer)]
    assert [kind for kind, _ in said(plain_mail(f"Words.\n\n{footer}\n\n{footer}\n"))] == [OWN, NOISE, NOISE]


def test_a_table_below_a_rule_is_no_footer():
    body = plain_mail("Boats\n---------------------\nHeron 12\nSwan 14\n")
    assert (OWN, "Heron 12") in said(body)


def test_armour_is_noise_and_what_is_signed_is_not():
    body = plain_mail(
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nWords.\n-----BEGIN PGP SIGNATURE-----\nVersion: 1\n\nabc\n"
        "-----END PGP SIGNATURE-----\n\nMore.\n"
    )
    assert [kind for kind, _ in said(body)] == [NOISE, OWN, NOISE, OWN]
    assert said(body)[1] == (OWN, "Words.")


def test_quotes_of_html_mail_are_blocks_whoever_wrote_it():
    gmail = html_mail(
        '<div>Yes.</div><div class="gmail_quote"><div class="gmail_attr">On Monday Ada wrote:</div>'
        '<blockquote class="gmail_quote">No.</blockquote></div>'
    )
    assert said(gmail) == [(OWN, "Yes."), (NOISE, "On Monday Ada wrote:"), (QUOTE, "No.")]
    yahoo = html_mail('<p>Yes.</p><div class="yahoo_quoted"><div>No.</div><div>Never.</div></div>')
    assert [kind for kind, _ in said(yahoo)] == [OWN, *[QUOTE] * (len(yahoo.blocks) - 1)]
    outlook = html_mail(
        "<p>Yes.</p><hr><p><b>From:</b> Ada<br><b>Sent:</b> Monday<br><b>To:</b> Ben<br><b>Subject:</b> x</p><p>No.</p>"
    )
    assert said(outlook) == [(OWN, "Yes."), (NOISE, "From: Ada\nSent: Monday\nTo: Ben\nSubject: x"), (QUOTE, "No.")]
    assert [outlook.text[q.start : q.end] for q in outlook.quotes] == ["No."]


def test_a_quote_in_html_names_the_mail_that_it_is_from():
    body = html_mail('<blockquote type="cite" cite="mid:a%2Bb@lake.example">No.</blockquote><p>Yes.</p>')
    assert [q.of for q in body.quotes] == ["a+b@lake.example"]


SNIPPETS = [
    "On Nov 16 Ada Low wrote:", "> x", ">> y", "-- ", "--", "Ada", "", "", "-----Original Message-----", "From: a", "Sent: b",
    "To: c", "Subject: d", "_" * 40, "To unsubscribe, e-mail: x@y.z", "Sent from my iPhone", "wrote:", "```", "- item",
    "-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----", "a <b@c.d>",
]  # fmt: skip


@given(st.lists(st.sampled_from(SNIPPETS), max_size=25))
def test_no_line_is_lost_and_blocks_are_in_order(lines: list[str]):
    text = "\n".join(lines)
    for body in (plain_mail(text), html_mail("<br>".join(lines).replace("<b@", "&lt;b@"))):
        assert "".join(body.text.replace(">", "").split()) == "".join(text.replace(">", "").split())
        end = 0
        for block in body.blocks:
            assert not body.text[end : block.start].strip()
            assert end <= block.start < block.end
            assert body.text[block.start : block.end].strip()
            end = block.end
        assert not body.text[end:].strip()
        for quote in body.quotes:
            assert 0 <= quote.start < quote.end <= len(body.text)


PATCH = """diff --git a/boat.py b/boat.py
index 5880c75..97eca40 100644
--- a/boat.py
+++ b/boat.py
@@ -1,4 +1,4 @@ class Boat:
 def row(self):
-    return 1
---_
+    return 2

@@ -9 +9 @@
-a
+b""".replace("---_", "--- ")


def test_a_patch_is_code_to_its_last_line():
    body = plain_mail(f"Words.\n\n{PATCH}\n-- \n1.7.2\n\nAda\n")
    assert said(body) == [
        (OWN, "Words."),
        (BlockKind.CODE, PATCH.replace("--- \n", "---\n")),
        (NOISE, "--\n1.7.2\n\nAda"),
    ]


@pytest.mark.parametrize(
    "text", ["--- a rule\nWords.", "diff --git words", "Index: of words\n\nMore.", "--- a\n+++ b\nWords."]
)
def test_what_only_begins_like_a_patch_is_words(text: str):
    assert BlockKind.CODE not in {b.kind for b in plain_mail(text).blocks}


def test_a_quoted_patch_stays_a_quote():
    body = plain_mail("\n".join(f"> {line}" for line in PATCH.split("\n")) + "\n\nFine.\n")
    assert BlockKind.CODE not in {b.kind for b in body.blocks}


def test_the_footer_of_a_quoted_mail_is_no_quote():
    footer = "-" * 40 + "\nTo unsubscribe, e-mail: lake-unsubscribe@lists.example"
    quoted = "\n".join(f"> {line}" for line in f"No.\n\n{footer}\n".split("\n"))
    body = plain_mail(f"{quoted}\nYes.\n\n{footer}\n")
    assert said(body) == [(QUOTE, "No."), (NOISE, footer), (OWN, "Yes."), (NOISE, footer)]
    assert [body.text[q.start : q.end] for q in body.quotes] == ["No."]


def test_letters_are_composed_after_broken_lines_are_joined():
    assert plain_mail("cafe \n\u0301 x\n> y", flowed=True, delete_space=True).text == "caf\xe9 x\n\ny"
