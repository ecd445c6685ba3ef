"""The reader by its keys: moving, tagging, linking, undoing, splitting and joining."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible, QColor

from argmap.gui.reader.content import first_words
from argmap.gui.reader.reader_view import ReaderView
from argmap.gui.session import Session
from argmap.model.debate import Debate, edit_of
from argmap.model.edits import posts
from argmap.model.kinds import ParentBasis, StatementKind, Table, VersionStatus
from argmap.model.queries import thread_order
from argmap.model.records import Author, Block, BlockKind, Post, Quote, Topic
from argmap.picture.palette import DARK, LIGHT
from argmap.store.debate_file import DebateFile

NO_STUDY = "No study shows that tests help."
RIDERS = "Riders must pass a test of at least 80 %."


@pytest.fixture
def untagged(open_reader, debate):
    """The small debate without statements."""
    kept = (Author, Post, Topic)
    records = [r for r in debate.records() if isinstance(r, kept)]
    provisions = [
        replace(p, versions=tuple(replace(v, because_of=None) for v in p.versions)) for p in debate.provisions.values()
    ]
    return open_reader(Debate([*records, *provisions]))


# Moving


def test_j_and_k_go_from_sentence_to_sentence_and_post_to_post(page):
    page.press("J")
    assert page.selected == "Bicycles above 25 km/h need a plate."
    page.press("J")
    assert page.selected == RIDERS
    page.press("Down")
    assert page.selected == "Every courier bike is faster than that 🚲."
    page.press("K", "Up", "K")
    assert page.selected == "Bicycles above 25 km/h need a plate."


def test_shift_grows_and_shrinks(page):
    page.press("J", "Shift+J")
    assert page.selected == page.debate.posts["p1"].text
    page.press("Shift+K")
    assert page.selected == "Bicycles above 25 km/h need a plate."
    page.press("Shift+Down", "Shift+Up")
    assert page.selected == "Bicycles above 25 km/h need a plate."


def test_alt_moves_the_end_and_with_shift_the_start_by_a_word(page):
    page.press("J", "J", "Alt+Left", "Alt+Left")
    assert page.selected == "Riders must pass a test of at least"
    page.press("Alt+Shift+Right", "Alt+Shift+Right", "Alt+Right")
    assert page.selected == "pass a test of at least 80"
    page.press("Alt+Shift+Left")
    assert page.selected == "must pass a test of at least 80"


def test_home_and_end_in_the_post_and_in_the_thread(page):
    page.press("Ctrl+End")
    assert page.selected.startswith("The study of 2019")
    page.press("K", "Home")
    assert page.selected == NO_STUDY
    page.press("End")
    assert page.selected == "Who would run them?"
    page.press("Ctrl+Home")
    assert page.selected == "Bicycles above 25 km/h need a plate."


def test_pages(open_reader):
    made = [Post(f"p{n:03}", position=n, text=f"Number {n} says this. And that.") for n in range(100)]
    page = open_reader(Debate(made))
    page.press("J", "PageDown")
    first = int(page.selected.split()[1])
    assert 5 < first < 20
    page.press("PageDown", "PageUp")
    assert abs(int(page.selected.split()[1]) - first) <= 1
    page.press("PageUp", "PageUp", "PageUp")
    assert page.selected == "Number 0 says this."


def test_the_cursor_passes_posts_without_words(open_reader):
    made = [Post("a", text="First."), Post("b", position=1), Post("c", position=2, text="Last.")]
    page = open_reader(Debate(made))
    page.press("J", "J")
    assert page.selected == "Last."
    page.press("J", "K")
    assert page.selected == "First."


def test_quotes_whose_source_is_here_are_passed_over(open_reader):
    text = "An old line.\nA new answer."
    blocks = (Block(BlockKind.QUOTE, 0, 12, 1), Block(BlockKind.OWN, 13, len(text)))
    made = [Post("a", text="An old line."), Post("b", position=1, text=text, blocks=blocks)]
    page = open_reader(Debate([*made, Quote("q", "b", 0, 12, "a", 0, 12)]))
    page.press("J", "J")
    assert page.selected == "A new answer."
    page = open_reader(Debate([*made, Quote("q", "b", 0, 12)]))
    page.press("J", "J")
    assert page.selected == "An old line."


def test_copying(page):
    page.read("p2", "that 🚲.").press("Ctrl+C")
    assert page.clipboard == "that 🚲."


# Tagging


def test_three_keys_make_a_linked_objection_on_a_provision(page):
    page.read("p4", NO_STUDY).press("Delete")
    steps = len(page.session.file.steps())
    page.press("O", "Enter", "1")
    (made,) = page.on(NO_STUDY)
    assert made.kind is StatementKind.OBJECTION
    assert page.links(made) == [("objects", "s5"), ("objects", "v1")]
    assert len(page.session.file.steps()) == steps + 1


def test_a_tag_with_its_links_is_one_step(page):
    before = page.debate.snapshot()
    page.read("p1", RIDERS).press("O", "Enter", "2", "1")
    after = page.debate.snapshot()
    assert len(after.relations) == len(before.relations) + 3
    page.session.undo()
    assert page.debate == before
    page.session.redo()
    assert page.debate == after


@pytest.mark.parametrize(
    ("key", "kind"),
    [(k, v) for k, v in zip("CSONQ", ("claim", "support", "objection", "concession", "question"), strict=True)],
)
def test_each_letter_tags_its_kind(untagged, key, kind):
    untagged.read("p1", RIDERS).press(key)
    (made,) = untagged.on(RIDERS)
    assert made.kind == kind
    assert made.gist == RIDERS
    assert untagged.selected_statement == made.id
    assert made.id in {mark.statement for mark in untagged.view.document.highlights("p1")}


def test_a_long_sentence_is_shortened_to_a_gist(untagged):
    untagged.read("p1", untagged.debate.posts["p1"].text).press("C")
    (made,) = untagged.debate.statements.values()
    assert made.gist == first_words(untagged.debate.posts["p1"].text, 80)
    assert len(made.gist) <= 80


def test_tagging_the_same_again_makes_nothing_new(untagged):
    untagged.read("p1", RIDERS).press("C", "C")
    assert len(untagged.debate.statements) == 1
    assert len(untagged.session.file.steps()) == len(["new debate", "tag"])


def test_another_letter_on_the_same_words_retypes(untagged):
    untagged.read("p1", RIDERS).press("C", "O")
    (made,) = untagged.debate.statements.values()
    assert made.kind is StatementKind.OBJECTION
    untagged.session.undo()
    assert untagged.debate.statements == {}


def test_overlapping_words_are_statements_of_their_own(untagged):
    untagged.read("p1", RIDERS).press("C")
    untagged.read("p1", "at least 80 %").press("O", "Esc")
    assert len(untagged.debate.statements) == 2
    assert [mark.lane for mark in untagged.view.document.highlights("p1")] == [0, 1]


def test_white_space_and_half_characters_are_not_tagged(open_reader):
    page = open_reader(Debate([Post("a", text="Hi  👩🏽‍🚒  there")]))
    page.view.go_to("a", 2, 6)  # two spaces and the first half of the fire fighter
    page.press("C")
    (made,) = page.debate.statements.values()
    assert page.debate.posts["a"].text[made.passages[0].start : made.passages[0].end] == "👩🏽‍🚒"


def test_nothing_to_tag(open_reader):
    page = open_reader(Debate())
    page.press("C", "P", "1", "J", "Delete", "Enter", "M", "Ctrl+C", "PageDown", "End")
    assert page.debate.statements == {}
    assert page.picker is None


def test_a_read_only_debate_refuses(page):
    path = page.session.file.path
    page.session.close_file()
    page.session.open(DebateFile.open(path, read_only=True))
    page.read("p1", RIDERS).press("C")
    assert page.on(RIDERS) == []
    assert len(page.refused) == 1


# What it answers


def test_what_is_proposed_and_that_enter_takes_the_first(page):
    page.read("p4", "Who would").press("C")
    assert page.proposed[:2] == ["s5", "s3"]
    assert page.hints[-1].startswith("Enter takes the first")
    page.press("Enter")
    (made,) = page.on("Who would")
    assert page.links(made) == [("supports", "s5")]
    assert page.proposed == []


def test_a_digit_takes_another(page):
    page.read("p4", "Who would").press("O", "2")
    (made,) = page.on("Who would")
    assert page.links(made) == [("objects", "s3")]


def test_escape_leaves_it_free_and_then_a_digit_is_a_provision(page):
    page.read("p4", "Who would").press("O", "Esc", "2")
    (made,) = page.on("Who would")
    assert page.links(made) == [("objects", "v2")]


def test_a_digit_without_a_row_leaves_the_proposal_open(untagged):
    untagged.read("p1", RIDERS).press("C")
    untagged.read("p2", "Every courier bike").press("O", "9")
    assert len(untagged.proposed) == 1


def test_moving_on_leaves_it_free_and_ends_the_step(untagged):
    untagged.read("p1", RIDERS).press("C")
    untagged.read("p4", NO_STUDY).press("O", "J", "K")
    assert untagged.proposed == []
    steps = len(untagged.session.file.steps())
    untagged.press("1")
    (made,) = untagged.on(NO_STUDY)
    assert untagged.links(made) == [("objects", "v1")]
    assert len(untagged.session.file.steps()) == steps + 1


def test_keys_act_on_the_statement_that_fits_the_words_best(page):
    page.read("p4", "Who would").press("O", "Esc", "J", "K")
    assert page.selected_statement == "s7"
    page.read("p4", "Who would").press("Enter")
    (made,) = page.on("Who would")
    assert page.wanted == [("gist", made.id)]


def test_a_claim_that_meets_an_objection_objects_to_it(page):
    page.read("p3", "people safe.").press("C", "Enter")
    (made,) = page.on("people safe.")
    assert page.links(made) == [("objects", "s4")]


def test_the_first_statement_has_nothing_to_answer(untagged):
    untagged.read("p1", RIDERS).press("O", "1")
    (made,) = untagged.on(RIDERS)
    assert untagged.links(made) == [("objects", "v1")]


def test_undo_of_the_tag_closes_the_proposal(page):
    page.read("p4", "Who would").press("O")
    page.session.undo()
    assert page.proposed == []
    assert page.on("Who would") == []


def test_undo_of_the_tag_closes_the_proposal_also_out_of_sight(page):
    page.read("p4", "Who would").press("O")
    assert page.proposed
    page.view.hide()
    page.session.undo()
    page.view.show()
    assert page.proposed == []


# Provisions, topics, links


@pytest.mark.parametrize(("key", "kind"), [("C", "about"), ("S", "supports"), ("O", "objects"), ("Q", "about")])
def test_a_provision_is_linked_by_the_statement_s_kind(untagged, key, kind):
    untagged.read("p1", RIDERS).press(key, "2")
    (made,) = untagged.on(RIDERS)
    assert untagged.links(made) == [(kind, "v2")]


def test_a_digit_beyond_the_provisions_says_so(untagged):
    untagged.read("p1", RIDERS).press("C", "9")
    assert untagged.hints[-1].startswith("There are only 3 provisions")


def test_a_digit_on_untagged_words_asks_for_a_tag(page):
    page.read("p1", RIDERS).press("1")
    assert page.hints[-1].startswith("Tag the sentence first")


def test_a_concession_withdraws_a_provision_in_the_same_step(untagged):
    before = untagged.debate.snapshot()
    untagged.read("p3", "Fair, the speed line goes to 45 km/h.").press("N", "2")
    assert untagged.picker.shown == ["It is withdrawn", "New version…", "Only about it"]
    untagged.press("1")
    (made,) = untagged.on("Fair, the speed line goes to 45 km/h.")
    current = untagged.debate.provisions["v2"].current
    assert (current.status, current.because_of) == (VersionStatus.WITHDRAWN, made.id)
    assert current.threshold == before.provisions["v2"].current.threshold
    untagged.session.undo()
    assert untagged.debate == before


def test_a_concession_may_ask_for_a_new_version_or_only_be_about(untagged):
    untagged.read("p3", "Fair").press("N", "2", "2")
    (made,) = untagged.on("Fair")
    assert untagged.wanted == [("version", made.id, "v2")]
    untagged.press("2", "3")
    assert untagged.links(made) == [("about", "v2")]


def test_p_picks_a_provision(untagged):
    untagged.read("p1", RIDERS).press("O", "P")
    assert untagged.picker.shown == ["§ 1 Plates", "§ 2 Tests", "§ 2(a) Who runs them", "New provision from this text…"]
    untagged.type("run").press("Enter")
    (made,) = untagged.on(RIDERS)
    assert untagged.links(made) == [("objects", "v3")]


def test_p_makes_a_provision_of_the_words(untagged):
    untagged.read("p1", RIDERS).press("C", "P", "4")
    (made,) = untagged.on(RIDERS)
    assert untagged.wanted == [("provision", RIDERS, made.id)]
    untagged.read("p1", "Bicycles above 25 km/h").press("P", "Enter")
    assert untagged.wanted[-1] == ("provision", "Bicycles above 25 km/h", "")


def test_t_ticks_topics(page):
    page.read("p4", NO_STUDY).press("T", "2", "Enter")
    assert set(page.debate.statements["s6"].topics) == {"enf", "scope"}
    page.press("T", "1", "2", "Enter")
    assert page.debate.statements["s6"].topics == ()


def test_t_makes_a_topic_by_typing_as_one_step(page):
    page.read("p4", NO_STUDY)
    before = page.debate.snapshot()
    page.press("T").type("evidence").press("Enter")
    (made,) = [topic for topic in page.debate.topics.values() if topic.name == "evidence"]
    assert made.id in page.debate.statements["s6"].topics
    page.session.undo()
    assert page.debate == before


def test_a_new_topic_right_after_a_tag_joins_it(untagged):
    before = untagged.debate.snapshot()
    untagged.read("p1", RIDERS).press("C", "T").type("safety").press("Enter")
    (made,) = untagged.on(RIDERS)
    assert len(made.topics) == 1
    untagged.session.undo()
    assert untagged.debate == before


def test_l_links_and_the_kind_can_be_changed(page):
    page.read("p4", "Who would run them?").press("L").type("courier").press("Enter")
    assert ("about", "s2") in page.links(page.debate.statements["s7"])
    page.type("answers").press("Enter")
    assert ("answers", "s2") in page.links(page.debate.statements["s7"])


def test_l_can_undercut_an_arrow(page):
    page.read("p3", "A test is still").press("C", "Esc", "L").type("No study").press("Enter")
    page.type("undercuts no study").press("Enter")
    (made,) = page.on("A test is still")
    assert page.links(made) == [("undercuts", "r5")]


def test_leaving_the_kinds_keeps_the_natural_one(page):
    page.read("p4", "Who would run them?").press("L").type("courier").press("Enter", "Esc")
    assert ("about", "s2") in page.links(page.debate.statements["s7"])


def test_m_makes_one_of_two(page):
    page.read("p4", NO_STUDY).press("M").type("covers cars").press("Enter")
    assert "s6" not in page.debate.statements
    assert {p.post for p in page.debate.statements["s8"].passages} == {"p4", "p5"}


def test_m_adds_untagged_words_to_a_statement(page):
    page.read("p1", RIDERS).press("M").type("keep people").press("Enter")
    assert {p.post for p in page.debate.statements["s5"].passages} == {"p1", "p3"}


def test_m_takes_the_other_selected_statement(page):
    page.read("p4", NO_STUDY)
    page.session.select(Table.STATEMENTS, "s6", "s8")
    page.read("p4", NO_STUDY)
    page.session.select(Table.STATEMENTS, "s8", "s6")
    page.press("M")
    assert "s6" not in page.debate.statements
    assert "s8" in page.debate.statements


def test_delete_untags(page):
    page.read("p4", NO_STUDY).press("Delete")
    assert "s6" not in page.debate.statements
    page.press("Delete")
    assert page.hints[-1] == "There is no tag here to take away."


def test_delete_takes_one_passage_of_several(page):
    page.read("p1", RIDERS).press("M").type("keep people").press("Enter", "Delete")
    assert [p.post for p in page.debate.statements["s5"].passages] == ["p3"]


def test_enter_asks_for_the_gist(page):
    page.read("p4", NO_STUDY).press("Enter")
    assert page.wanted == [("gist", "s6")]


# Posts


def test_splitting_before_the_sentence_and_joining_again(page):
    page.read("p4", "Who would run them?")
    page.view.split_here()
    assert page.debate.posts["p4"].text == NO_STUDY
    assert page.selected == "Who would run them?"
    assert len(page.view.document) == 6
    page.view.join_with_previous()
    assert page.selected == "Who would run them?"
    assert page.selected_statement == "s7"
    assert len(page.debate.posts) == 5
    assert any(post.text.endswith("Who would run them?") for post in page.debate.posts.values())


def test_no_split_at_the_start_and_no_join_at_the_top(page):
    page.read("p1", "Bicycles")
    page.view.split_here()
    assert len(page.refused) == 1
    page.view.join_with_previous()
    assert page.hints[-1] == "There is no post above to join with."
    assert len(page.debate.posts) == 5


# Selection, opening, looks


def test_a_statement_selected_elsewhere_is_shown_and_outlined(page):
    page.session.select(Table.STATEMENTS, "s8")
    assert page.view.outlined == "s8"
    assert page.selected == page.debate.posts["p5"].text


def test_a_post_selected_elsewhere_is_shown(page):
    page.session.select(Table.POSTS, "p4")
    assert page.selected == NO_STUDY
    assert page.session.selection.ids == ("p4",)


def test_the_cursor_selects_what_it_is_on(page):
    page.press("J")
    assert page.selected_statement == "s1"
    page.press("J")
    assert page.session.selection.table is Table.POSTS
    assert page.session.selection.ids == ("p1",)


def test_another_debate_is_shown_from_its_start(page, tmp_path):
    page.press("Ctrl+End", "O")
    page.session.open(DebateFile.create(tmp_path / "other.argmap", Debate([Post("x", text="Else.")])))
    assert page.view.cursor_span is None
    assert page.proposed == []
    page.press("J")
    assert page.selected == "Else."


def test_an_edit_from_elsewhere_shows(page, qtbot):
    page.session.do(posts.set_author(page.debate, ["p1"], "Dee Fox"))
    assert page.view.document.header(0).author == "Dee Fox"
    assert page.view.document.header(1).said == "replied to Dee Fox"
    pieces = [piece.text for piece in page.view.laid(1).header.pieces]
    assert "replied to Dee Fox ·" in pieces


def test_a_deleted_post_takes_the_cursor_away(page):
    page.read("p5", "The study")
    page.session.do(edit_of("Delete post", page.debate.deletion((Table.POSTS, "p5"))))
    assert page.view.cursor_span is None
    page.press("J")
    assert page.selected == "Bicycles above 25 km/h need a plate."


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_threshold_of_a_provision_is_underlined_in_its_colour(page, qtbot, palette):
    page.view.set_palette(palette)
    qtbot.waitUntil(lambda: page.view.document.thresholds("p1") is not None)
    places = page.view.document.thresholds("p1")
    assert [page.debate.posts["p1"].text[start:end] for start, end in places] == ["25 km/h", "80 %"]
    image = page.view.viewport().grab().toImage()
    rect = page.rect("p1", "80 %")
    colours = {
        image.pixelColor(x, y).name()
        for x in range(rect.left(), rect.right())
        for y in range(rect.top(), rect.bottom() + 1)
    }
    assert QColor(palette.ink["provision"]).name() in colours


def test_a_screen_reader_hears_the_sentence_its_author_and_its_tags(page):
    assert page.view.accessibleName() == "Reader"
    page.read("p4", NO_STUDY)
    assert page.view.accessibleDescription() == f"{NO_STUDY} Cy Marsh, objection"
    page.read("p1", RIDERS)
    assert page.view.accessibleDescription() == f"{RIDERS} Ada Brook, not tagged"


def test_a_listening_screen_reader_disturbs_nothing(page):
    QAccessible.setActive(True)
    try:
        page.press("J", "J", "C")
    finally:
        QAccessible.setActive(False)
    assert len(page.on(RIDERS)) == 1


def test_what_to_do_when_there_is_nothing_to_read(open_reader, qtbot):
    view = ReaderView(Session())
    qtbot.addWidget(view)
    view.resize(700, 900)
    colours = view.viewport().grab().toImage()
    assert any(colours.pixelColor(x, y).lightness() < 120 for x in range(150, 550, 2) for y in range(270, 300))


def test_guessed_parents_are_told_as_guesses(open_reader, debate):
    p2 = replace(debate.posts["p2"], parent_basis=ParentBasis.QUOTE, parent_confidence=0.7)
    page = open_reader(Debate([p2 if r.id == "p2" else r for r in debate.records()]))
    assert page.view.document.header(1).said == "probably answers Ada Brook"


def test_a_resize_between_an_edit_and_the_word_of_it(page):
    debate = page.session.debate
    page.session.debate.apply(posts.join(debate, "p2", "p3"))
    page.view.resize(520, 640)
    assert page.view.document.index("p3") == -1
    assert len(page.view.document) == len(debate.posts)


def test_out_of_sight_it_waits_and_is_right_once_seen(page):
    page.view.hide()
    debate = page.session.debate
    assert page.session.do(posts.set_parent(debate, "p3", None))
    assert page.view.is_behind
    page.session.select(Table.POSTS, "p4")
    assert page.view.is_behind
    page.view.show()
    assert not page.view.is_behind
    assert page.view.document.ids == [post.id for post, _ in thread_order(debate)]
    assert page.view.document.depths == [depth for _, depth in thread_order(debate)]
    assert page.view.cursor_span is not None
    assert page.view.cursor_span.post == "p4"


def test_out_of_sight_it_is_right_for_whoever_asks(page):
    page.view.hide()
    assert page.session.do(posts.set_parent(page.session.debate, "p3", None))
    page.session.select(Table.POSTS, "p4")
    assert page.view.selected_text() in page.session.debate.posts["p4"].text
    assert not page.view.is_behind
