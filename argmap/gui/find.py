"""What Ctrl+F offers: everything that can be selected, to be filtered by typing."""

from __future__ import annotations

from argmap.gui.dialogs.picker_rows import Choice
from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.kinds import Table

POST_LENGTH = 2000
"""Characters of a post that are searched; the list is made at once and must not hold a book."""


def findable(debate: Debate) -> list[Choice]:
    """Provisions, then statements, then posts, each in reading order. A choice's id is "<table>:<record id>"."""
    found: list[Choice] = []
    for provision, depth in queries.provision_order(debate):
        text = f"{provision.citation} {provision.title}".strip() or provision.current.text
        found.append(Choice(f"{Table.PROVISIONS}:{provision.id}", text, "provision", "provision", depth=depth))
    for statement in queries.statement_order(debate):
        names = ", ".join(debate.authors[author].name for author in queries.authors_of(debate, statement))
        text = queries.title_of(statement, debate)
        found.append(Choice(f"{Table.STATEMENTS}:{statement.id}", text, names or "own words", statement.kind))
    for post, _ in queries.thread_order(debate):
        text = " ".join(f"{post.title} {post.text[:POST_LENGTH]}".split())
        found.append(Choice(f"{Table.POSTS}:{post.id}", text, queries.author_name(debate, post) or "post"))
    return found


def sentence_with(text: str, words: str) -> tuple[int, int] | None:
    """Where the first sentence is that has all the words, else the first that has one of them; None when there is none."""
    from argmap.analysis.sentences import sentences

    wanted = words.casefold().split()
    spans = sentences(text)
    for enough in (all, any):
        for start, end in spans:
            if wanted and enough(word in text[start:end].casefold() for word in wanted):
                return start, end
    return None
