"""Reading a file again, or a newer one, into a debate that has it: what is added, what changes, and what never does."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.analysis.reimport import KEEP_OLD, Merged, merge
from argmap.model.checks import problems
from argmap.model.debate import Change, Debate, Edit
from argmap.model.edits import authors, posts, quotes
from argmap.model.ids import new_id
from argmap.model.kinds import (
    BlockKind,
    FindingLevel,
    ParentBasis,
    PostStatus,
    QuoteBasis,
    RelationKind,
    SpanRole,
    StatementKind,
    TargetKind,
)
from argmap.model.records import (
    AnyRecord,
    Author,
    Block,
    Finding,
    Info,
    Passage,
    Post,
    Provision,
    Quote,
    Relation,
    Source,
    SourceSpan,
    Statement,
    Target,
    Topic,
)

SEATS = "Sixty seats is too low a line. It would catch every wedding boat on the lake."
WHO = "Who counted them? Nobody has counted the inspectors so far."
_files = count()


def made(*rows: tuple[str | None, str | None, str, str], **more: object) -> Debate:
    """A debate as a reader makes it, from (native id, native id of the parent, author, text) rows; each call is another
    file. Text None makes a placeholder."""
    number = next(_files)
    source = Source(
        new_id(),
        str(more.get("name", "a.json")),
        str(more.get("format", "reddit")),
        sha256=str(more.get("sha", number)),
    )
    people = {name: Author(new_id(), name) for _, _, name, _ in rows if name}
    ids = {native or n: new_id() for n, (native, _, _, _) in enumerate(rows)}
    records: list[AnyRecord] = [Info(title="Ferries"), source, *people.values()]
    for place, (native, parent, name, text) in enumerate(rows):
        records.append(
            Post(
                ids[native or place],
                source=source.id,
                native_id=native,
                author=people[name].id if name else None,
                parent=ids[parent] if parent else None,
                parent_basis=ParentBasis.NATIVE if parent else ParentBasis.NONE,
                position=place,
                text=text,
                blocks=(Block(BlockKind.OWN, 0, len(text)),) if text else (),
            )
        )
    return Debate(records)


def changed(debate: Debate, native: str, **fields: object) -> Debate:
    """The debate with other values in one post."""
    post = named(debate, native)
    if "text" in fields:
        fields.setdefault("blocks", (Block(BlockKind.OWN, 0, len(str(fields["text"]))),))
    return Debate([r for r in debate.records() if r.id != post.id] + [replace(post, **fields)])  # type: ignore[arg-type]


def named(debate: Debate, native: str) -> Post:
    return next(p for p in debate.posts.values() if p.native_id == native)


def add(debate: Debate, *records: AnyRecord) -> None:
    debate.apply(Edit("Add", tuple(Change(None, r) for r in records)))


def tag(debate: Debate, native: str, words: str, own: str = "s") -> Statement:
    post = named(debate, native)
    at = post.text.index(words)
    statement = Statement(own, StatementKind.CLAIM, "Gist", (Passage(post.id, at, at + len(words)),))
    add(debate, statement)
    return statement


def into(debate: Debate, other: Debate, **more: object) -> Merged:
    """Merges, and checks that the result is sound and that merging again changes nothing."""
    merged = merge(debate, other, "Import", **more)  # type: ignore[arg-type]
    debate.apply(merged.edit)
    assert list(problems(debate)) == []
    again = merge(debate, other, "Import", **more)  # type: ignore[arg-type]
    assert not again.edit, again.edit
    return merged


def thread(debate: Debate) -> dict[str | None, str | None]:
    return {p.native_id: p.parent and debate.posts[p.parent].native_id for p in debate.posts.values()}


def words(debate: Debate, statement: str) -> list[str]:
    return [debate.posts[p.post].text[p.start : p.end] for p in debate.statements[statement].passages]


@pytest.fixture
def debate() -> Debate:
    return made(("t1", None, "Ada", SEATS), ("t2", "t1", "Ben", WHO))


# --- what is new ---


def test_the_same_again_changes_nothing(debate: Debate) -> None:
    assert not merge(debate, debate.snapshot(), "Import").edit
    assert not merge(debate, made(("t1", None, "Ada", SEATS), ("t2", "t1", "Ben", WHO)), "Import").edit


def test_only_new_posts_are_added_between_those_that_are_here(debate: Debate) -> None:
    newer = made(
        ("t0", None, "Cy", "First."),
        ("t1", None, "ADA", SEATS),
        ("t3", "t1", "Di", "Between."),
        ("t2", "t1", "Ben", WHO),
        ("t4", "t2", "Ben", "After."),
    )
    merged = into(debate, newer)
    assert len(debate.posts) == 5
    assert thread(debate) == {"t0": None, "t1": None, "t2": "t1", "t3": "t1", "t4": "t2"}
    assert sorted(a.name for a in debate.authors.values()) == ["Ada", "Ben", "Cy", "Di"]
    ordered = sorted(debate.posts.values(), key=lambda p: (p.position, p.id))
    assert [p.native_id for p in ordered if p.parent is None] == ["t0", "t1"]
    assert [p.native_id for p in ordered if p.native_id in ("t2", "t3")] == ["t3", "t2"]
    assert len(debate.sources) == 2
    assert not merged.questions


def test_ids_are_those_of_a_family(debate: Debate) -> None:
    other = made(("t1", None, "Ada", SEATS), format="pushshift")
    assert not merge(debate, other, "Import", family=lambda name: "all").edit
    assert merge(debate, other, "Import").edit


def test_an_author_is_known_by_any_name(debate: Debate) -> None:
    ada = next(a for a in debate.authors.values() if a.name == "Ada")
    debate.apply(authors.rename(debate, ada.id, "Ada Low"))
    into(debate, made(("t5", "t1", "ada", "More."), ("t1", None, "Ada", SEATS)))
    assert named(debate, "t5").author == ada.id
    assert len(debate.authors) == 2


def test_a_file_that_counts_its_posts_from_one_is_not_taken_for_another() -> None:
    debate = made(("1", None, "Ada", SEATS), ("2", None, "Ben", WHO))
    into(debate, made(("1", None, "Cy", "Quite another thing."), ("2", None, "Di", "And this.")))
    assert len(debate.posts) == 4


# --- placeholders ---


def test_unnamed_comments_that_are_counted_anew_do_not_take_the_place_of_others() -> None:
    rows = ("The park should stay as it is", "More trees are needed in the east", "No to all of it")
    others = ("The railway must be closed at night", "Trains are far too loud for people", "Build a tunnel")
    debate = made(*((f"{n}", None, "", text) for n, text in enumerate(rows)))
    other = made(*((f"{n}", None, "", text) for n, text in enumerate(others)))
    into(debate, other)
    assert sorted(p.text for p in debate.posts.values()) == sorted((*rows, *others))
    assert not into(debate, made(*((f"{n}", None, "", text) for n, text in enumerate(others)))).edit
    assert not into(debate, made(*((f"{n}", None, "", text) for n, text in enumerate(rows)))).edit


def test_a_post_that_was_only_named_is_filled_in_and_keeps_its_replies() -> None:
    debate = changed(made(("t1", None, "", ""), ("t2", "t1", "Ben", WHO)), "t1", status=PostStatus.MISSING)
    own = named(debate, "t1").id
    into(debate, made(("t0", None, "Cy", "First."), ("t1", "t0", "Ada", SEATS)))
    filled = named(debate, "t1")
    assert (filled.id, filled.text, filled.status) == (own, SEATS, PostStatus.OK)
    assert thread(debate) == {"t0": None, "t1": "t0", "t2": "t1"}


def test_a_placeholder_for_a_post_that_is_here_is_not_added(debate: Debate) -> None:
    other = changed(made(("t2", None, "", ""), ("t9", "t2", "Cy", "Late.")), "t2", status=PostStatus.MISSING)
    into(debate, other)
    assert thread(debate) == {"t1": None, "t2": "t1", "t9": "t2"}
    assert named(debate, "t2").text == WHO


def stub(debate: Debate, parent: str, number: int) -> Debate:
    above = named(debate, parent)
    title = f"{number} repl{'y' if number == 1 else 'ies'} that {'is' if number == 1 else 'are'} not in this file"
    post = Post(
        new_id(), above.source, f"{parent}/more", parent=above.id, parent_basis=ParentBasis.NATIVE, position=99,
        status=PostStatus.STUB, title=title,
    )  # fmt: skip
    return Debate([*debate.records(), post])


def test_stubs_count_down_and_disappear(debate: Debate) -> None:
    debate = stub(debate, "t1", 3)
    into(debate, made(("t1", None, "", ""), ("t3", "t1", "Cy", "One."), ("t4", "t3", "Di", "Two."), name="more.json"))
    assert named(debate, "t1/more").title == "1 reply that is not in this file"
    into(debate, made(("t1", None, "Ada", SEATS), ("t5", "t1", "Cy", "Three."), name="more.json"))
    assert "t1/more" not in thread(debate)


def test_a_stub_for_posts_that_are_here_is_not_added(debate: Debate) -> None:
    other = stub(made(("t1", None, "Ada", SEATS), ("t8", None, "Cy", "Else.")), "t1", 1)
    into(debate, other)
    assert thread(debate) == {"t1": None, "t2": "t1", "t8": None}


# --- edited posts ---


def test_an_edited_post_gets_its_new_words_and_keeps_what_was_tagged(debate: Debate) -> None:
    tag(debate, "t1", "It would catch every wedding boat")
    add(debate, Quote("q", named(debate, "t2").id, 0, 17, named(debate, "t1").id, 0, 30, QuoteBasis.EXACT, 1.0, "user"))
    new = SEATS.replace("Sixty seats is", "EDIT: Seventy seats are")
    merged = into(debate, changed(made(("t1", None, "Ada", SEATS)), "t1", text=new, edited_at="2024-05-02"))
    post = named(debate, "t1")
    assert (post.text, post.edited_at) == (new, "2024-05-02")
    assert words(debate, "s") == ["It would catch every wedding boat"]
    quote = debate.quotes["q"]
    assert post.text[quote.of_start : quote.of_end] == "Seventy seats are too low a line."
    assert not merged.questions
    assert [f.text[:41] for f in debate.findings.values()] == ["1 post was edited where it came from and "]


def test_what_has_no_certain_place_is_asked_and_the_post_keeps_its_words(debate: Debate) -> None:
    tag(debate, "t1", "Sixty seats is too low a line.")
    other = changed(made(("t1", None, "Ada", SEATS)), "t1", text=SEATS.replace("Sixty seats is too low a line. ", ""))
    merged = into(debate, other)
    (question,) = merged.questions
    assert (question.words, question.post, question.record) == (
        "Sixty seats is too low a line.",
        named(debate, "t1").id,
        "s",
    )
    assert question.candidates == ()
    assert named(debate, "t1").text == SEATS
    assert [(f.level, f.code, f.where) for f in debate.findings.values()] == [
        (FindingLevel.WARNING, "edited", named(debate, "t1").id)
    ]
    answered = into(debate, other, choices={question.key: (0, 8)})
    assert not answered.questions
    assert words(debate, "s") == ["It would"]
    assert all(f.decision for f in debate.findings.values() if f.level is FindingLevel.WARNING)


def test_two_places_that_are_as_good_are_asked_about() -> None:
    debate = made(("t1", None, "Ada", "Order! So be it."))
    tag(debate, "t1", "Order!")
    other = changed(made(("t1", None, "Ada", "")), "t1", text="Order! Now. Order! So be it.")
    (question,) = merge(debate, other, "Import").questions
    assert [(c.start, c.end) for c in question.candidates] == [(0, 6), (12, 18)]


def test_the_answer_to_keep_the_old_words_holds(debate: Debate) -> None:
    tag(debate, "t1", "Sixty seats is too low a line.")
    other = changed(made(("t1", None, "Ada", SEATS)), "t1", text="Never mind.", edited_at="2024-05-02")
    (question,) = merge(debate, other, "Import").questions
    into(debate, other, choices={question.key: KEEP_OLD})
    assert named(debate, "t1").text == SEATS
    assert not merge(debate, other, "Import").questions
    once_more = changed(made(("t1", None, "Ada", SEATS)), "t1", text="Never mind that.")
    assert merge(debate, once_more, "Import").questions


def test_an_older_export_does_not_take_edits_back(debate: Debate) -> None:
    debate = changed(debate, "t1", edited_at="2024-05-02T10:00:00+00:00", score=7.0)
    into(debate, changed(made(("t1", None, "Ada", "Old words entirely.")), "t1", score=2.0))
    assert (named(debate, "t1").text, named(debate, "t1").score) == (SEATS, 7.0)


def test_scores_follow_and_deleted_words_stay(debate: Debate) -> None:
    other = changed(made(("t1", None, "", "[deleted]")), "t1", status=PostStatus.DELETED, text="", score=9.0)
    into(debate, other)
    post = named(debate, "t1")
    assert (post.text, post.status, post.score) == (SEATS, PostStatus.OK, 9.0)
    assert post.author is not None
    assert [f.code for f in debate.findings.values()] == ["deleted"]


def test_words_that_were_deleted_come_back_from_another_file(debate: Debate) -> None:
    debate = changed(debate, "t1", status=PostStatus.DELETED, text="", author=None)
    into(debate, made(("t1", None, "Ada", SEATS)))
    post = named(debate, "t1")
    assert (post.text, post.status) == (SEATS, PostStatus.OK)
    assert debate.authors[post.author or ""].name == "Ada"


# --- what the user decided ---


def test_what_a_user_decided_stays(debate: Debate) -> None:
    one, two = named(debate, "t1"), named(debate, "t2")
    add(debate, Quote("no", two.id, 0, 17, one.id, 0, 30, QuoteBasis.EXACT, 1.0))
    debate.apply(quotes.reject(debate, "no"))
    debate.apply(posts.set_parent(debate, two.id, None))
    debate.apply(posts.set_noise(debate, [one.id], True))
    other = made(("t1", None, "Ada", SEATS), ("t2", "t1", "Ben", WHO), ("t3", "t2", "Cy", "New."))
    again = Quote(new_id(), named(other, "t2").id, 0, 17, named(other, "t1").id, 0, 30, QuoteBasis.EXACT, 1.0)
    into(debate, Debate([*other.records(), again]))
    assert thread(debate) == {"t1": None, "t2": None, "t3": "t2"}
    assert named(debate, "t2").parent_basis is ParentBasis.USER
    assert named(debate, "t1").status is PostStatus.NOISE
    assert [q.decided_by for q in debate.quotes.values()] == ["user:rejected"]


def test_a_file_tells_more_of_parents_than_a_guess(debate: Debate) -> None:
    two = named(debate, "t2")
    debate = changed(debate, "t2", parent=None, parent_basis=ParentBasis.NONE)
    debate = changed(debate, "t1", parent=two.id, parent_basis=ParentBasis.ORDER, parent_confidence=0.5)
    into(debate, made(("t0", None, "Cy", "First."), ("t1", "t0", "Ada", SEATS), ("t2", "t1", "Ben", WHO)))
    assert thread(debate) == {"t0": None, "t1": "t0", "t2": "t1"}


def test_no_circle_comes_of_it(debate: Debate) -> None:
    debate = changed(debate, "t2", parent_basis=ParentBasis.USER)
    into(debate, made(("t2", None, "Ben", WHO), ("t1", "t2", "Ada", SEATS)))
    assert thread(debate) == {"t1": None, "t2": "t1"}


def test_split_and_joined_posts_stay_as_they_are(debate: Debate) -> None:
    other = made(("t1", None, "Ada", SEATS), ("t2", "t1", "Ben", WHO), ("t3", "t2", "Cy", "New."))
    debate.apply(posts.split(debate, named(debate, "t1").id, SEATS.index("It would")))
    into(debate, other)
    assert len(debate.posts) == 4
    assert named(debate, "t1").text == "Sixty seats is too low a line."
    debate.apply(posts.join(debate, named(debate, "t2").id, named(debate, "t3").id))
    newest = made(
        ("t1", None, "Ada", SEATS), ("t2", "t1", "Ben", WHO), ("t3", "t2", "Cy", "New."), ("t4", "t3", "Di", "Reply.")
    )
    into(debate, newest)
    assert thread(debate)["t4"] == "t2"
    assert len(debate.posts) == 4


# --- posts without ids ---


def test_posts_without_ids_are_known_by_their_words_in_order() -> None:
    rows = [
        (None, None, name, text) for name, text in [("Ada", SEATS), ("Ben", "Order!"), ("Ada", WHO), ("Ben", "Order!")]
    ]
    debate = made(*rows, format="transcript")
    new = [*rows[:2], (None, None, "Cy", "In between."), (None, None, "Ada", f"{WHO} And paid."), rows[3]]
    into(debate, made(*new, format="transcript"))
    assert [p.text for p in sorted(debate.posts.values(), key=lambda p: (p.position, p.id))] == [
        SEATS,
        "Order!",
        "In between.",
        f"{WHO} And paid.",
        "Order!",
    ]


def test_another_text_with_some_of_the_same_words_is_another_text() -> None:
    debate = made((None, None, "Ada", SEATS), (None, None, "Ben", "Yes."), format="transcript")
    into(debate, made((None, None, "Cy", WHO), (None, None, "Ben", "Yes."), format="transcript"))
    assert len(debate.posts) == 4


# --- quotes and sources ---


def test_a_quote_finds_its_source_when_that_arrives(debate: Debate) -> None:
    add(debate, Quote("q", named(debate, "t2").id, 0, 17, basis=QuoteBasis.MARKUP, similarity=0.0))
    other = made(("t0", None, "Cy", "Who counted them? Not I."), ("t2", "t1", "Ben", WHO), ("t1", None, "Ada", SEATS))
    found = Quote(new_id(), named(other, "t2").id, 0, 17, named(other, "t0").id, 0, 17)
    into(debate, Debate([*other.records(), found]))
    (quote,) = debate.quotes.values()
    assert (quote.id, quote.of_post, quote.of_end) == ("q", named(debate, "t0").id, 17)


def test_spans_of_a_new_source_name_the_posts_that_are_here(debate: Debate) -> None:
    other = made(("t1", None, "Ada", SEATS), ("t3", "t1", "Cy", "New."))
    (source,) = other.sources.values()
    spans = tuple(SourceSpan(n, n + 1, SpanRole.POST, p.id) for n, p in enumerate(other.posts.values()))
    into(debate, Debate([*(r for r in other.records() if r.id != source.id), replace(source, spans=spans)]))
    assert [s.post for s in debate.sources[source.id].spans] == [named(debate, "t1").id, named(debate, "t3").id]


# --- what somebody else made of it ---


def test_tags_of_another_analyst_are_added_to_the_posts_that_are_here(debate: Debate) -> None:
    tag(debate, "t1", "too low", "mine")
    other = made(("t1", None, "Ada", f"Well. {SEATS}"), ("t2", "t1", "Ben", WHO))
    statement = tag(other, "t1", "every wedding boat", "theirs")
    add(
        other,
        Topic("top", name="Scope"),
        Provision("prov", citation="§ 1"),
        replace(statement, id="two", passages=(), topics=("top",), gist="Premise"),
        Relation("r", RelationKind.SUPPORTS, ("two",), Target(TargetKind.STATEMENT, "theirs")),
        Relation("o", RelationKind.OBJECTS, ("theirs",), Target(TargetKind.PROVISION, "prov"), (1,)),
    )
    into(debate, other)
    assert words(debate, "theirs") == ["every wedding boat"]
    assert words(debate, "mine") == ["too low"]
    assert set(debate.relations) == {"r", "o"}
    assert len(debate.posts) == 2


def test_tags_on_the_same_file_come_in_too(debate: Debate) -> None:
    copy = debate.snapshot()
    tag(copy, "t1", "too low", "theirs")
    into(debate, copy)
    assert words(debate, "theirs") == ["too low"]


def test_tags_that_differ_stay_as_they_are_here_and_that_is_told(debate: Debate) -> None:
    tag(debate, "t1", "too low")
    other = Debate([replace(r, gist="Other") if isinstance(r, Statement) else r for r in debate.records()])
    into(debate, other)
    assert debate.statements["s"].gist == "Gist"
    assert [f.code for f in debate.findings.values()] == ["differing"]


def test_ids_that_are_taken_by_something_else_are_given_anew(debate: Debate) -> None:
    tag(debate, "t1", "too low")
    other = made(("z", None, "Cy", "A thing of its own, which nobody here has said."))
    own = tag(other, "z", "its own")
    other.apply(Edit("Say", (Change(own, replace(own, gist="Another gist")),)))
    into(debate, other)
    assert len(debate.statements) == 2
    assert sorted(len(s.passages) for s in debate.statements.values()) == [1, 1]


def test_findings_come_with_what_is_new(debate: Debate) -> None:
    other = made(("t1", None, "Ada", SEATS), ("t3", "t1", "Cy", "New."))
    notes = [Finding(new_id(), FindingLevel.INFO, "time", named(other, n).id, "A time.") for n in ("t1", "t3")]
    into(debate, Debate([*other.records(), *notes]))
    assert [f.where for f in debate.findings.values()] == [named(debate, "t3").id]


# --- all of it at once ---


def test_a_hundred_thousand_posts_again_with_a_few_more() -> None:
    rows = [(f"t{n}", f"t{n // 3}" if n else None, f"A{n % 500}", f"Words of number {n}.") for n in range(100_000)]
    debate = made(*rows)
    newer = made(*rows, *((f"u{n}", f"t{n}", "New", f"More on {n}.") for n in range(100)))
    edit = merge(debate, changed(newer, "t77", text="Edited words of number 77."), "Import").edit
    assert len([c for c in edit.changes if isinstance(c.after, Post)]) == 101


_TEXTS = st.sampled_from([SEATS, WHO, f"{SEATS} {WHO}", "Order!", "", WHO.replace("Nobody", "Somebody")])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), _TEXTS, st.booleans()), max_size=8),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), _TEXTS, st.booleans()), max_size=8),
)
def test_whatever_two_files_hold_the_result_is_sound_and_stable(
    first: list[tuple[int, int, str, bool]], second: list[tuple[int, int, str, bool]]
) -> None:
    debate, other = (_any(rows) for rows in (first, second))
    for number, post in enumerate(list(debate.posts.values())):
        if post.text:
            add(
                debate, Statement(f"s{number}", StatementKind.CLAIM, "", (Passage(post.id, 0, min(9, len(post.text))),))
            )
    before = {i: words(debate, i) for i in debate.statements}
    merged = into(debate, other)
    asked = {question.record for question in merged.questions}
    for statement, said in before.items():
        assert words(debate, statement) == said or statement not in asked


def _any(rows: list[tuple[int, int, str, bool]]) -> Debate:
    """A valid debate from some rows: parents come before their replies; some posts have no ids."""
    seen: dict[str, None] = {}
    kept = []
    for own, parent, text, has_id in rows:
        native = f"n{own}"
        if native in seen:
            continue
        above = f"n{parent}" if f"n{parent}" in seen else None
        kept.append((native if has_id else None, above, f"A{own}", text))
        if has_id:
            seen[native] = None
    return made(*kept)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_debate_goes_whole_into_an_empty_one(
    random_debates: st.SearchStrategy[Debate], data: st.DataObject
) -> None:
    other = data.draw(random_debates)
    empty = Debate()
    into(empty, other)
    if not other.title:
        assert not empty.title
    assert empty == other


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_debate_goes_into_any_other(random_debates: st.SearchStrategy[Debate], data: st.DataObject) -> None:
    debate, other = data.draw(random_debates), data.draw(random_debates)
    said = {i: words(debate, i) for i in debate.statements}
    decided = {q.id: q.decided_by for q in debate.quotes.values() if q.decided_by}
    into(debate, other)
    assert {i: words(debate, i) for i in said} == said
    assert {i: debate.quotes[i].decided_by for i in decided if i in debate.quotes} == decided
