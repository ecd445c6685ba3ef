"""What is a label that names a speaker, and what is only a colon."""

import pytest

from argmap.formats.threads.chunks import lines_of, plain_chunks
from argmap.formats.threads.turns import find_turns


def names(text: str) -> list[str]:
    lines = lines_of(text)
    return [turn.name for turn in find_turns(text, lines, plain_chunks(text, lines)).values()]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ann: One.\n\nBen: Two.", ["Ann", "Ben"]),
        ("Ann:\nOne.\n\nBen:\nTwo.\n\nAnn:\nThree.", ["Ann", "Ben", "Ann"]),
        ("**Ann:** One.\n\n**Ben van Dam**: Two.\n\n**Ann:** Three.", ["Ann", "Ben van Dam", "Ann"]),
        (
            "Mr D J MAYNIER: Sir.\n\nThe CHAIR: Order.\n\nMr D J MAYNIER: Well.",
            ["Mr D J MAYNIER", "The CHAIR", "Mr D J MAYNIER"],
        ),
        ("Q: Why?\n\nA: Because.\n\nQ: Oh.", ["Q", "A", "Q"]),
        ("la3orn: hm\nxx99: no\nla3orn: yes\nxx99: no", ["la3orn", "xx99", "la3orn", "xx99"]),
        ("Ann (the mayor): One.\n\nBen (miller): Two.", ["Ann", "Ben"]),
        ("安娜：你好\n\n本：再见\n\n安娜：好", ["安娜", "本", "安娜"]),
        ("Note: One.\n\nUpdate: Two.", []),
        ("Why: because.\n\nHow: so.", []),
        ("https://a.example\n\nhttps://b.example\n\nhttps://a.example", []),
        ("12: One.\n\n13: Two.\n\n12: Three.", []),
        ("He said: no.\n\nShe said: yes.\n\nHe said: oh.", []),
    ],
)
def test_labels(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


def test_a_name_that_is_used_once_is_less_sure() -> None:
    text = "Ann: One.\n\nBen: Two.\n\nAnn: Three.\n\nPlan of mine: none."
    lines = lines_of(text)
    turns = list(find_turns(text, lines, plain_chunks(text, lines)).values())
    assert [(t.name, t.sure) for t in turns] == [("Ann", True), ("Ben", False), ("Ann", True)]
