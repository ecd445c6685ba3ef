"""What cards say from afar can be read, and fits on them."""

import pytest

from argmap.analysis.verdicts import evaluate
from argmap.model.debate import Debate
from argmap.model.kinds import StatementKind
from argmap.model.records import Statement
from argmap.picture import afar, fonts
from argmap.picture.cards import measure, measure_card
from argmap.picture.drawing import Card
from argmap.picture.painter import Level

GISTS = [
    "No",
    "Licences are needed",
    "A gist that goes on for rather longer than any card has room for when it is seen from as far away as this",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung",
    "حرية التعبير لا تعني غياب القانون، بل وضوحه لكل من يريد أن ينشر",
    "機械学習の許可制は小さな研究所に重い負担となり、大企業だけが残ることになる",
]


def card_of(gist: str) -> Card:
    statement = Statement("s", StatementKind.CLAIM, gist)
    return measure_card(Debate([statement]), None, "s")


def assert_fits(card: Card, role: str) -> None:
    title, style = afar.title_of(card, role), fonts.STYLES[role]
    assert title.runs
    for run in title.runs:
        assert run.x >= 8, run
        assert run.x + run.width <= card.width - 3, run
        assert fonts.width(run.text, role) <= run.width + 0.5
    assert title.runs[0].y - style.size * 0.8 >= 0
    assert title.runs[-1].y + style.size * 0.25 <= card.height
    if title.glyph.width:
        assert title.glyph.x >= 8
        assert title.glyph.right <= min(run.x for run in title.runs)
        assert 0 <= title.glyph.y < title.glyph.bottom <= card.height


@pytest.mark.parametrize("role", afar.ROLES)
@pytest.mark.parametrize("gist", GISTS)
def test_titles_fit_on_cards_of_any_text(gist: str, role: str) -> None:
    card = card_of(gist)
    assert_fits(card, role)
    said = " ".join(run.text for run in afar.title_of(card, role).runs)
    assert said == gist or said.endswith("…")


@pytest.mark.parametrize("role", afar.ROLES)
def test_titles_fit_on_all_cards_of_a_debate(debate: Debate, role: str) -> None:
    for card in measure(debate, evaluate(debate)).values():
        assert_fits(card, role)


def test_type_is_as_small_as_can_be_read() -> None:
    for percent in range(27, 55):
        scale = percent / 100
        assert Level.at(scale) is Level.TITLES
        role = afar.role_at(scale)
        assert fonts.STYLES[role].size * scale >= afar.LEAST
        smaller = [r for r in afar.ROLES if fonts.STYLES[r].size < fonts.STYLES[role].size]
        assert all(fonts.STYLES[r].size * scale < afar.LEAST for r in smaller)
    assert fonts.STYLES["gist"].size * 0.55 >= afar.LEAST


def test_words_are_left_out_whole() -> None:
    runs = afar.title_of(card_of(GISTS[2]), "farther").runs
    assert runs[-1].text.rstrip("…").split()[-1] in GISTS[2].split()


def test_a_provision_is_known_by_what_it_cites_and_where_it_draws_the_line(debate: Debate) -> None:
    title = afar.title_of(measure(debate, None)["v1"], "far")
    assert title.glyph.width == 0
    assert " ".join(run.text for run in title.runs).startswith("§ 1 ")
    assert "45\u00a0km/h" in " ".join(run.text for run in title.runs)
    assert "Plates" not in " ".join(run.text for run in title.runs)
    assert {run.ink for run in title.runs} == {"provision"}
