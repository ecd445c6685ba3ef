from __future__ import annotations


def test_three_keys_make_a_linked_objection_on_a_provision(page):
    page.read("p4", "No study shows that tests help.")
    page.press("Delete")
    page.press("O", "Enter", "1")
    (made,) = page.on("No study shows that tests help.")
    assert page.links(made) == [("objects", "s5"), ("objects", "v1")]
