"""Every pair of colours that carries meaning can be told apart (WCAG 2.2, 1.4.3 and 1.4.11)."""

from dataclasses import replace

import pytest

from argmap.model.kinds import RelationKind, StatementKind
from argmap.picture.contrast import contrast, faded, luminance, mixed, visible
from argmap.picture.drawing import Card
from argmap.picture.inks import card_colours, outline_colour
from argmap.picture.palette import DARK, GREY, LIGHT, Palette, palette, paper_palette

PALETTES = [LIGHT, DARK, GREY, paper_palette("light"), paper_palette("dark")]
KINDS = [*StatementKind, "provision"]
GROUNDS = ["window", "panel", "raised", "card", "chip", "selection"]


def test_the_formula_gives_the_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert luminance("#ff0000") == pytest.approx(0.2126)
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize("colours", PALETTES, ids=lambda p: f"{p.name} {p.window}")
class TestEveryPalette:
    @pytest.mark.parametrize("ground", GROUNDS)
    def test_text_is_read_on_every_ground(self, colours: Palette, ground: str) -> None:
        assert contrast(colours.text, getattr(colours, ground)) >= 7
        assert contrast(colours.secondary, getattr(colours, ground)) >= 4.5

    @pytest.mark.parametrize("ground", ["window", "panel", "card", "raised"])
    def test_links_are_read(self, colours: Palette, ground: str) -> None:
        assert contrast(colours.accent, getattr(colours, ground)) >= 4.5

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_kind_is_read_on_its_card_and_on_its_tint(self, colours: Palette, kind: str) -> None:
        for ground in (colours.card, colours.window, colours.panel, colours.raised, colours.fill[kind]):
            assert contrast(colours.ink[kind], ground) >= 4.5, ground

    @pytest.mark.parametrize("kind", KINDS)
    def test_text_is_read_on_every_tint(self, colours: Palette, kind: str) -> None:
        assert contrast(colours.text, colours.fill[kind]) >= 7
        assert contrast(colours.secondary, colours.fill[kind]) >= 4.5

    @pytest.mark.parametrize("ink", ["support", "concession", "provision"])
    def test_words_for_verdicts_are_read_on_cards_that_stand_or_fall_and_on_provisions(
        self, colours: Palette, ink: str
    ) -> None:
        for ground in (colours.card, colours.panel, colours.fill["provision"]):
            assert contrast(colours.ink[ink], ground) >= 4.5

    @pytest.mark.parametrize("kind", list(RelationKind))
    def test_a_line_is_seen_even_when_it_falls(self, colours: Palette, kind: RelationKind) -> None:
        for ground in (colours.window, colours.card):
            assert contrast(colours.relation(kind), ground) >= 3
        assert contrast(faded(colours.relation(kind), colours.window), colours.window) >= 3

    @pytest.mark.parametrize("kind", KINDS)
    def test_the_band_is_seen_even_on_a_card_that_falls(self, colours: Palette, kind: str) -> None:
        card = Card("x", kind, 200, 80)
        for shown in (card, replace(card, dimmed=True)):
            ground, band, outline = card_colours(shown, colours)
            assert contrast(band, ground) >= 3
            if kind == "provision":
                assert contrast(outline, colours.window) >= 3

    def test_a_chip_stands_off_its_card_whether_that_stands_or_falls(self, colours: Palette) -> None:
        for ground in (colours.card, colours.panel):
            assert contrast(colours.chip, ground) >= 1.05
        assert contrast(colours.chip, colours.card) >= 1.15

    def test_the_edge_of_a_card_is_seen(self, colours: Palette) -> None:
        assert contrast(outline_colour(colours), colours.window) >= 1.4
        assert contrast(outline_colour(colours), colours.window) > contrast(colours.line, colours.window)


def test_fading_pales_but_keeps_a_line_visible() -> None:
    paler = faded("#C2410C", "#FFFFFF")
    assert paler != "#C2410C"
    assert 3 <= contrast(paler, "#FFFFFF") < contrast("#C2410C", "#FFFFFF")
    assert faded("#999999", "#FFFFFF") == "#999999"  # nothing to spare


@pytest.mark.parametrize("colours", PALETTES, ids=lambda p: f"{p.name} {p.window}")
@pytest.mark.parametrize("topic", ["#2b6cb0", "#000000", "#FFFFFF", "#553c9a", "#22543d", "#1D2026", "#efece6", "no"])
def test_the_dot_of_a_topic_is_seen_on_its_chip(colours: Palette, topic: str) -> None:
    from argmap.picture.inks import topic_colour

    shown = topic_colour(topic, colours)
    assert contrast(shown, colours.chip) >= 3
    if topic.startswith("#") and colours.name != "grey" and contrast(topic, colours.chip) >= 3:
        assert shown == topic


def test_a_colour_moves_no_further_than_it_must() -> None:
    lighter = visible("#22543d", DARK.raised, DARK.text)
    assert 3 <= contrast(lighter, DARK.raised) < 3.6
    assert visible("#3480cc", DARK.raised, DARK.text) == "#3480cc"


def test_palettes_by_name() -> None:
    assert palette("dark") is DARK
    assert palette("light") is LIGHT
    assert palette("grey") is GREY
    assert paper_palette("light").window == "#FFFFFF"


def test_grey_is_grey_and_leaves_topics_without_colour() -> None:
    from argmap.picture.contrast import channels
    from argmap.picture.inks import topic_colour

    shown = [GREY.window, GREY.panel, GREY.text, GREY.secondary, GREY.accent, *GREY.ink.values(), *GREY.fill.values()]
    assert all(len(set(channels(colour))) == 1 for colour in shown)
    assert topic_colour("#2b6cb0", GREY) == GREY.secondary
    assert topic_colour("#2b6cb0", LIGHT) == "#2b6cb0"
