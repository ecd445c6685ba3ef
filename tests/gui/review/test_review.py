"""The import review worked by keys: what each decides, what is shown, and that nothing loses its place."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView

from argmap.analysis.inferred import Kind
from argmap.gui.views import View
from argmap.model.debate import Change, Debate, Edit
from argmap.model.edits import posts, quotes
from argmap.model.kinds import ParentBasis, PostStatus
from argmap.model.records import Quote


def test_the_list_begins_with_what_is_least_sure(page) -> None:
    assert page.window.views.view is View.REVIEW
    assert page.focus is page.view.items
    assert page.listed[0] == "p3"
    sure = [item.sureness for item in page.view.model.shown]
    assert sure == sorted(sure)
    assert page.at == "p3"
    assert page.left == "9 to decide"


def test_the_head_counts_what_there_is(page) -> None:
    words = page.view.head.summary.text().replace("\u202f", " ")
    assert words == (
        "5 posts · 4 authors · 3 quotes, 1 without source · answers known: 1 by quotes, 1 by order · 4 findings, 4 open"
    )


def test_large_numbers_are_written_in_one_way(page) -> None:
    many = [Quote(f"m{n}", "p5", 0, 11) for n in range(1200)]
    page.session.do(Edit("Many", tuple(Change(None, quote) for quote in many)))
    page.settle()
    head, filters = page.view.head, page.view.filters
    words = [head.summary.text(), head.left.text(), *(button.text() for button in filters.buttons.values())]
    assert [w.count("1\u202f20") for w in words[:4]] == [2, 1, 1, 1]
    assert not any("1,20" in word for word in words)


def test_rows_tell_a_screen_reader_everything(page) -> None:
    rows = dict(zip(page.listed, page.rows, strict=True))
    assert rows["p3"] == "Answer, A. Brook to Bo Lind, The county can. It has lamps., 40 % sure"
    assert rows["q2"] == "Quote, A. Brook of Bo Lind, “Nobody can check a plate at nite.”, 93 % sure"
    assert rows["q3"] == "Quote, Cy Marsh, “No study shows that tests help.”, no source"
    assert rows["f1"].startswith("Boundary, it begins with a quote, No study shows")
    assert rows["ada"].startswith("Authors, ")


def test_both_sides_of_a_quote_are_shown(page) -> None:
    page.go_to("q1")
    assert page.asked == "Does Bo Lind quote Ada Brook here?"
    assert page.shown_marks() == {"p1": "Riders must pass a test 🚲", "p2": "Riders must pass a test 🚲"}
    headings = [half.heading.text() for half in page.view.preview._halves]
    assert headings == ["The quote, by Bo Lind", "What it repeats, by Ada Brook"]


def test_accepting_goes_on_to_the_next_and_can_be_taken_back(page) -> None:
    before = page.debate.snapshot()
    after = page.listed[1]
    page.press("A")
    post = page.debate.posts["p3"]
    assert (post.parent, post.parent_basis, post.parent_confidence) == ("p2", ParentBasis.USER, None)
    assert "p3" not in page.listed
    assert page.at == after
    assert page.left == "8 to decide, 1 settled"
    page.press("Ctrl+Z")
    assert page.debate == before
    assert page.at == "p3"


def test_enter_accepts_and_delete_rejects(page) -> None:
    page.go_to("q2").press("Return")
    assert page.debate.quotes["q2"].decided_by == quotes.ACCEPTED
    page.go_to("q1").press("Delete")
    assert page.debate.quotes["q1"].decided_by == quotes.REJECTED
    assert page.debate.posts["p2"].blocks[0].kind.value == "own"


def test_a_rejected_answer_answers_nothing(page) -> None:
    page.press("X")
    assert page.debate.posts["p3"].parent is None
    assert page.debate.posts["p3"].parent_basis is ParentBasis.USER


def test_a_rejected_boundary_joins_the_posts_in_one_step(page) -> None:
    before = page.debate.snapshot()
    page.go_to("f1")
    assert page.asked == "Does a post begin here?"
    page.press("X")
    assert "p4" not in page.debate.posts
    assert page.debate.posts["p3"].text.endswith("Who would run them?")
    assert page.debate.findings["f1"].decision == "rejected"
    assert page.debate.quotes["q3"].post == "p3"
    page.press("Ctrl+Z")
    assert page.debate == before
    assert page.at == "f1"


def test_findings_are_settled_or_dismissed(page) -> None:
    page.go_to("f3").press("A").go_to("f2").press("X")
    assert page.debate.findings["f3"].decision == "accepted"
    assert page.debate.findings["f2"].decision == "rejected"


def test_a_quote_whose_source_is_not_here_settles_its_finding_too(page) -> None:
    assert "f4" not in page.listed
    page.go_to("q3").press("A")
    assert page.debate.findings["f4"].decision == "settled"
    page.press("Ctrl+Z")
    assert page.debate.findings["f4"].decision == ""
    assert page.debate.quotes["q3"].decided_by == ""


def test_everything_as_sure_is_accepted_in_one_step(page) -> None:
    page.press("2")
    assert page.at == "q3"
    page.go_to("q2")
    before = page.debate.snapshot()
    page.press("Shift+A")
    assert {i: q.decided_by for i, q in page.debate.quotes.items()} == {"q1": "user", "q2": "user", "q3": ""}
    assert page.said == "Accepted 2 quotes from 0.93 up. Ctrl+Z takes that back."
    page.press("Ctrl+Z")
    assert page.debate == before


def test_digits_show_one_kind_of_item(page) -> None:
    for digit, kind in enumerate(Kind, start=2):
        page.press(str(digit))
        assert {item.kind for item in page.view.model.shown} <= {kind}
        assert page.view.filters.buttons[kind].isChecked()
    page.press("3")
    assert page.listed == ["p3", "p2"]
    assert page.view.filters.buttons[Kind.PARENT].text() == "Answers 2"
    page.press("1")
    assert len(page.listed) == 9


def test_settled_items_are_shown_with_what_was_decided_and_can_be_decided_otherwise(page) -> None:
    page.go_to("q1").press("A").press("T")
    assert page.view.head.toggle.isChecked()
    assert "accepted" in page.rows[page.listed.index("q1")]
    page.go_to("q1").press("X")
    assert page.debate.quotes["q1"].decided_by == quotes.REJECTED
    page.go_to("q1").press("O")
    assert page.debate.quotes["q1"].decided_by == ""
    page.press("T")
    assert "q1" in page.listed


def test_with_settled_ones_shown_a_decision_still_goes_on_to_the_next_open_one(page) -> None:
    page.press("T", "A")
    assert "p3" in page.listed
    assert page.current.is_open


def test_the_source_of_a_quote_is_picked_from_the_likeliest_places(page) -> None:
    page.go_to("q2").press("U")
    assert page.picker is not None
    assert page.picker.shown[0].startswith("“Nobody can check a plate at night.")
    assert page.picker.shown[-2:] == ["It is not here", "Another post…"]
    page.press("1")
    quote = page.debate.quotes["q2"]
    assert (quote.of_post, quote.decided_by) == ("p2", "user")
    assert page.debate.posts["p2"].text[quote.of_start : quote.of_end].startswith("Nobody can check")
    assert "q2" not in page.listed


def test_a_quote_may_be_from_nowhere_or_from_another_post(page) -> None:
    page.go_to("q2").press("U").type("not here").press("Return")
    assert page.debate.quotes["q2"].of_post is None
    page.go_to("q1").press("U").type("another").press("Return")
    assert page.picker is not None
    page.type("unsubscribe").press("Return")
    assert page.debate.quotes["q1"].of_post == "p5"


def test_what_a_post_answers_is_picked(page) -> None:
    page.press("U").type("bicycles").press("Return")
    assert page.debate.posts["p3"].parent == "p1"
    assert page.debate.posts["p3"].parent_basis is ParentBasis.USER


def test_authors_that_look_alike_are_merged_or_kept_apart(page) -> None:
    page.go_to("ada")
    assert page.asked == "Are “Ada Brook” and “A. Brook” one person?"
    page.press("A")
    assert "ada2" not in page.debate.authors
    assert page.debate.posts["p3"].author == "ada"
    page.press("Ctrl+Z")
    assert page.at == "ada"
    page.press("X")
    assert page.listed.count("ada") == 0
    assert any(f.code == "authors-apart" for f in page.debate.findings.values())
    page.press("Ctrl+Z")
    assert page.at == "ada"


def test_somebody_is_the_same_person_as_another(page) -> None:
    page.go_to("q1").press("M").type("cy").press("Return")
    assert page.debate.posts["p2"].author == "cy"
    assert "bo" not in page.debate.authors


def test_posts_are_set_aside_and_brought_back(page) -> None:
    page.press("Tab", "End")
    assert page.view.in_thread
    page.press("D")
    assert page.debate.posts["p5"].status is PostStatus.NOISE
    page.press("Esc", "8")
    assert page.listed == ["p5"]
    assert page.asked == "Set aside as noise"
    page.press("D")
    assert page.debate.posts["p5"].status is PostStatus.OK
    assert page.asked == "Nothing was set aside"


def test_a_speaker_is_set_for_a_run_of_posts(page) -> None:
    page.press("Tab", "Home", "Shift+Down", "Shift+Down", "W")
    assert page.picker is not None
    page.type("Dee Vale").press("Return")
    names = {i: page.debate.authors[p.author].name for i, p in page.debate.posts.items()}
    assert names == {"p1": "Dee Vale", "p2": "Dee Vale", "p3": "Dee Vale", "p4": "Cy Marsh", "p5": "Cy Marsh"}
    page.press("Ctrl+Z")
    assert page.debate.authors[page.debate.posts["p1"].author].name == "Ada Brook"


def test_posts_are_split_at_the_sentence_under_the_cursor_and_joined(page) -> None:
    page.go_to("q1").press("Tab", "Tab")
    assert page.focus is page.view.preview.here
    page.press("End", "S")
    assert page.debate.posts["p2"].text.endswith("Nobody can check a plate at night.")
    second = next(p for p in page.debate.posts.values() if p.text == "It is dark then.")
    assert page.view.here == second.id
    page.press("J")
    assert second.id not in page.debate.posts
    assert page.debate.posts["p2"].text.endswith("at night.\n\nIt is dark then.")


def test_any_post_that_is_shown_can_be_split(page) -> None:
    page.go_to("f3").press("Tab", "Tab", "Down", "Down", "S")  # an item that is about no post
    assert page.debate.posts["p1"].text == "Bicycles above 25 km/h need a plate."
    assert len(page.debate.posts) == 6


def test_one_post_is_selected_whatever_keys_are_held(page) -> None:
    page.press("7", "A", "1", "A", "X", "A", "A")
    for _ in range(5):
        page.press("Ctrl+Z")
        assert page.view.posts_list.selected_ids() == [page.view.posts_list.current_id]
    page.press("Tab", "D")
    assert sum(post.status is PostStatus.NOISE for post in page.debate.posts.values()) == 1


def test_a_post_is_joined_with_the_one_above_in_the_thread(page) -> None:
    page.press("Tab", "Home", "J")
    assert "There is no post above" in page.said
    page.press("End", "J")
    assert "p5" not in page.debate.posts
    assert page.debate.posts["p4"].text.endswith("Click here.")
    assert page.view.here == "p4"


def test_going_to_the_place_reads_on_there(page) -> None:
    page.go_to("q2").press("G")
    assert page.window.views.view is View.READ
    assert page.focus is page.window.reader
    assert page.window.reader.selected_text() == "Nobody can check a plate at nite."
    page.press("F9")
    assert page.at == "q2"
    page.go_to("p2").press("G")
    assert page.window.reader.cursor_span.post == "p2"


def test_leaving_the_review_selects_the_post_everywhere(page) -> None:
    page.go_to("q2").press("F5")
    assert page.session.selection.ids == ("p3",)


def test_tab_goes_from_the_list_to_the_thread_and_the_texts_and_esc_back(page) -> None:
    page.go_to("q1")
    panes = (page.view.posts_list, page.view.preview.here, page.view.preview.there)
    for pane in panes:
        page.press("Tab")
        assert page.focus is pane
    page.press("Esc")
    assert page.focus is page.view.items
    assert page.asked == "Does Bo Lind quote Ada Brook here?"


def test_items_are_not_decided_while_the_thread_has_the_keyboard(page) -> None:
    before = page.debate.snapshot()
    page.press("Tab", "A", "X", "Return")
    assert page.debate == before
    assert "Esc goes back" in page.hint


def test_an_edit_made_elsewhere_keeps_the_place(page) -> None:
    page.go_to("q2")
    assert page.session.do(posts.accept_parents(page.debate, ["p3"]))
    page.settle()
    assert page.at == "q2"
    assert "p3" not in page.listed
    assert page.session.do(posts.join(page.debate, "p2", "p3"))
    page.settle()
    assert page.at == "q2"


def test_edits_made_out_of_sight_are_taken_up_on_return(page) -> None:
    page.press("F5")
    assert page.session.do(quotes.accept(page.debate, "q1", "q2"))
    page.press("F9")
    assert {"q1", "q2"} & set(page.listed) == set()


def test_when_everything_is_settled_it_says_what_was_decided(page) -> None:
    for _ in range(20):
        if page.current is None:
            break
        page.press("A")
    assert page.listed == []
    assert page.asked == "Everything is settled"
    told = page.view.preview.known.text().replace("\u202f", " ")
    assert "3 quotes" in told
    assert "2 answers" in told
    assert page.left.startswith("Everything is settled")
    assert not page.view.preview.here.isVisible()
    page.press("A", "X", "U", "G")
    assert page.hint
    page.press("T")
    assert page.listed


def test_nothing_inferred_is_said(closed, debate: Debate) -> None:
    closed.open(Debate(r for r in debate.records() if r.id != "q1"))
    assert closed.asked == "Nothing is left to decide"


def test_a_read_only_debate_shows_everything_and_decides_nothing(closed, imported: Debate) -> None:
    closed.open(imported, read_only=True)
    before = closed.debate.snapshot()
    assert closed.view.head.refused.isVisible()
    closed.press("A", "X", "U", "D", "W", "S", "J", "M", "Shift+A")
    assert closed.debate == before
    assert closed.picker is None
    assert closed.hint
    buttons = closed.view.key_bar.buttons
    assert [name for name, button in buttons.items() if button.isEnabled()] == ["go"]
    assert closed.hint in buttons["accept"].toolTip()
    assert len(closed.listed) == 9


def test_everything_has_a_name_and_is_reached_without_a_mouse(page) -> None:
    for button in page.view.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text()
        assert button.toolTip() or not button.isVisible()
    for view in page.view.findChildren(QAbstractItemView):
        assert view.accessibleName()
    assert page.view.preview.here.accessibleName()


def test_buttons_do_what_their_keys_do(page, qtbot) -> None:
    page.view.key_bar.buttons["accept"].click()
    assert page.debate.posts["p3"].parent_basis is ParentBasis.USER
    page.view.filters.buttons[Kind.QUOTE].click()
    assert {item.kind for item in page.view.model.shown} == {Kind.QUOTE}
    page.click_row(2)
    assert page.at == page.listed[2]


def test_the_menu_of_views_and_the_palette_lead_here(page) -> None:
    page.press("F5", "Ctrl+Shift+P").type("review").press("Return")
    assert page.window.views.view is View.REVIEW


@pytest.mark.parametrize("width", [900, 1100, 1600])
def test_the_window_may_be_narrow(page, width: int) -> None:
    page.window.resize(width, 700)
    page.settle()
    assert page.window.width() == width
    assert page.view.items.viewport().height() > 100
    assert page.view.preview.here.viewport().height() > 80


def test_the_commands_of_the_menu_split_and_join_here_too(page) -> None:
    page.go_to("q1").press("Tab", "Tab", "End", "Ctrl+Return")
    assert page.debate.posts["p2"].text.endswith("Nobody can check a plate at night.")
    page.press("Ctrl+Shift+J")
    assert page.debate.posts["p2"].text.endswith("It is dark then.")


def test_many_items_are_listed_and_decided_at_once(closed, imported: Debate) -> None:
    post = imported.posts["p2"]
    many = [replace(imported.quotes["q2"], id=f"many{n:05}", similarity=n / 20_000) for n in range(20_000)]
    closed.open(Debate([*(r for r in imported.records() if r.id != "q2"), *many]))
    assert post.id in closed.debate.posts
    closed.press("2", "Home")
    assert closed.at == "many00000"
    closed.press("PgDown", "X")
    assert len(closed.listed) == 20_001
    closed.press("Home", "Shift+A")
    assert closed.listed == []
    assert "Accepted 20 001 quotes" in closed.said.replace("\u202f", " ")
    closed.press("Ctrl+Z")
    assert len(closed.listed) == 20_001


def test_a_finding_leads_to_the_words_that_it_quotes(closed, imported: Debate) -> None:
    text = "“…at night. It is dark then.” announces something that is not there."
    finding = replace(imported.findings["f3"], id="f9", where="p2", text=text)
    closed.open(Debate([*imported.records(), finding])).go_to("f9")
    assert closed.asked == "Noticed on import"
    assert closed.shown_marks() == {"p2": "at night. It is dark then."}
    closed.press("G")
    assert closed.window.reader.selected_text() == "at night. It is dark then."
