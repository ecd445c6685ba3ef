"""The inspector's page for a post."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from argmap.gui.models import wording
from argmap.gui.panels.doing import ask
from argmap.gui.panels.pages.findings import finding_row
from argmap.gui.panels.pages.page import Page, to
from argmap.gui.panels.parts import Filling, LinkRow, button, link, quiet, rich
from argmap.gui.session import Session
from argmap.model.debate import Debate, Edit
from argmap.model.edits import posts, quotes
from argmap.model.kinds import QuoteBasis, Table
from argmap.model.queries import author_name, statements_of_post, title_of
from argmap.model.records import Finding, Post, Quote


class PostPage(Page):
    """Author, time, address and parent of a post, its statements, its quotes to accept or reject, and what import noticed."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        title = QLabel("Post")
        title.setProperty("look", "title")
        self.label = quiet()
        heading = QHBoxLayout()
        heading.addWidget(title, 1)
        heading.addWidget(self.label)
        self.column.addLayout(heading)
        self.author = QLineEdit()
        self.author.setAccessibleName("Author")
        self.author.setPlaceholderText(wording.UNKNOWN_AUTHOR)
        self.author.setToolTip("Who wrote this post; empty when unknown")
        self.author.editingFinished.connect(self.commit)
        self.times = quiet()
        self.permalink = quiet()
        self.permalink.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.parent_rows = Filling()
        self.statements = Filling()
        self.quotes = Filling(gap=8)
        self.findings = Filling(gap=8)
        self.add_section("Author", self.author)
        self.column.addWidget(self.times)
        self.column.addWidget(self.permalink)
        self.add_section("Answers", self.parent_rows)
        self.statements_heading = self.add_section("Statements", self.statements)
        self.quotes_heading = self.add_section("Quotes", self.quotes)
        self.findings_heading = self.add_section("Findings", self.findings)
        self.column.addStretch(1)

    @property
    def post(self) -> Post:
        """The post that is shown."""
        return self.session.debate.posts[self.record_id]

    def refresh(self) -> None:
        """Shows the post as it is now."""
        post, debate = self.post, self.session.debate
        if not self.author.isModified():
            self.author.setText(author_name(debate, post))
        self.author.setReadOnly(self.session.read_only)
        self.label.setText("" if post.status.value == "ok" else post.status.value)
        edited = f"edited {wording.moment(post.edited_at)}" if post.edited_at else ""
        score = f"score {post.score:g}" if post.score is not None else ""
        times = " · ".join(part for part in (wording.moment(post.posted_at), edited, score) if part)
        self.times.setText(times)
        self.times.setVisible(bool(times))
        self.permalink.setText(post.permalink or "")
        self.permalink.setVisible(bool(post.permalink))
        above = debate.posts.get(post.parent or "")
        content = (self.record_id, post.parent, post.parent_basis, post.parent_confidence, above)
        self.parent_rows.fill(content, self._parent_lines)
        said = tuple((s.id, s.kind, title_of(s, debate)) for s in statements_of_post(debate, self.record_id))
        self.statements.fill(
            (self.record_id, said, self.colours.name), lambda: [self._statement(*entry) for entry in said]
        )
        self.statements_heading.setVisible(bool(said))
        repeated = tuple(self._quotes())
        self.quotes.fill((self.record_id, repeated), lambda: [self._quote_row(quote) for quote in repeated])
        self.quotes_heading.setVisible(bool(repeated))
        noticed = tuple(self._findings())
        self.findings.fill(
            (self.record_id, noticed),
            lambda: [finding_row(self.session, f, self.colours, here=self.record_id) for f in noticed],
        )
        self.findings_heading.setVisible(bool(noticed))

    def start_afresh(self) -> None:
        """Shows the other post's author in the field."""
        self.author.setModified(False)

    def commit(self) -> None:
        """Makes an edit of the author's name when it was typed."""
        if self.author.isModified() and self.record_id in self.session.debate.posts:
            self.author.setModified(False)
            name = self.author.text()
            ask(self.session, lambda d: posts.set_author(d, [self.record_id], name))

    def abandon(self) -> None:
        """Forgets what is typed."""
        self.author.setModified(False)

    def _parent_lines(self) -> Iterator[QWidget]:
        post, debate = self.post, self.session.debate
        if post.parent is None:
            yield quiet("Nothing: it starts a thread.")
            return
        above = debate.posts[post.parent]
        words = f"{wording.author_of(debate, above)}: {wording.opening_words(above, 80)}"
        yield rich(link(to(Table.POSTS, above.id), words), self.on_link)
        known = wording.how_parent_is_known(post)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(quiet(known[:1].upper() + known[1:]), 1)
        if wording.is_guess(post):
            row.addWidget(
                button(
                    "Right", "The guess is right: keep this parent", partial(self._set_parent, post.parent), look="add"
                )
            )
            row.addWidget(
                button(
                    "Wrong", "The guess is wrong: it answers nothing known", partial(self._set_parent, None), look="add"
                )
            )
        yield line

    def _set_parent(self, parent: str | None) -> None:
        ask(self.session, lambda d: posts.set_parent(d, self.record_id, parent))

    def _statement(self, statement_id: str, kind: str, title: str) -> QWidget:
        html = link(to(Table.STATEMENTS, statement_id), wording.clipped(title, 120))
        return LinkRow(html, self.on_link, kind=kind, colours=self.colours)

    def _quotes(self) -> Iterator[Quote]:
        debate = self.session.debate
        found = [debate.quotes[i] for t, i in debate.referrers(self.record_id) if t is Table.QUOTES]
        yield from sorted((q for q in found if q.post == self.record_id), key=lambda q: (q.start, q.id))

    def _quote_row(self, quote: Quote) -> QWidget:
        debate = self.session.debate
        words = escape(wording.clipped(self.post.text[quote.start : quote.end], 120))
        if quote.of_post is not None:
            of = debate.posts[quote.of_post]
            place = f"passage:{of.id}:{quote.of_start or 0}:{quote.of_end or 0}"
            origin = "of " + link(place, wording.author_of(debate, of))
        else:
            origin = "its source is not here"
        how = escape(wording.how_quote_was_found(quote))
        rejected = quote.decided_by == quotes.REJECTED
        state = ", rejected" if rejected else ", accepted" if quote.decided_by else ""
        shown = f"<s>“{words}”</s>" if rejected else f"“{words}”"
        row = LinkRow(f"{shown}<br>{origin}<br>{how}{state}", self.on_link)
        self._add_decisions(row, quote, rejected=rejected)
        return row

    def _add_decisions(self, row: LinkRow, quote: Quote, *, rejected: bool) -> None:
        """Buttons for what can be decided of a quote now."""
        inferred = quote.basis in (QuoteBasis.EXACT, QuoteBasis.FUZZY)
        if not quote.decided_by and inferred:
            row.add(
                button(
                    "✓",
                    "It is a quote",
                    partial(self._decide, quotes.accept, quote.id),
                    look="cross",
                    name="Accept quote",
                )
            )
        if not rejected:
            row.add(
                button(
                    "✕",
                    "It is no quote",
                    partial(self._decide, quotes.reject, quote.id),
                    look="cross",
                    name="Reject quote",
                )
            )
        else:
            row.add(
                button(
                    "↶",
                    "It is a quote after all",
                    partial(self._decide, quotes.accept, quote.id),
                    look="cross",
                    name="Accept quote",
                )
            )

    def _decide(self, decision: Callable[[Debate, str], Edit], quote_id: str) -> None:
        ask(self.session, lambda d: decision(d, quote_id))

    def _findings(self) -> Iterator[Finding]:
        for finding in self.session.debate.findings.values():
            if finding.where == self.record_id or (len(self.record_id) > 3 and self.record_id in finding.where):
                yield finding
