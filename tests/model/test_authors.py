import pytest

from argmap.model.debate import Debate, EditError
from argmap.model.edits import authors, posts


def test_a_renamed_author_is_still_found_by_the_old_name(debate: Debate) -> None:
    old = debate.authors["bo"].name
    debate.apply(authors.rename(debate, "bo", " Robert   Lind "))
    assert (debate.authors["bo"].name, debate.authors["bo"].aliases) == ("Robert Lind", (old,))
    debate.apply(posts.set_author(debate, ["p1"], old.upper()))
    assert debate.posts["p1"].author == "bo"
    with pytest.raises(EditError, match="needs a name"):
        authors.rename(debate, "bo", " ")


def test_merged_authors_keep_their_posts_and_names(debate: Debate) -> None:
    kept, *others = debate.authors
    names = [debate.authors[i].name for i in others]
    written = {p.id for p in debate.posts.values() if p.author is not None}
    edit = authors.merge(debate, kept, *others)
    debate.apply(edit)
    assert list(debate.authors) == [kept]
    assert list(debate.authors[kept].aliases) == names
    assert {p.id for p in debate.posts.values() if p.author == kept} == written
    debate.apply(edit.inverse())
    assert len(debate.authors) == len(others) + 1
    with pytest.raises(EditError, match="two authors"):
        authors.merge(debate, kept, kept)
