"""A verdict in a notebook: plain text, and HTML that shows in both themes and without colour."""

import pytest

from cnnlib.practice.verdict import COLOURS, SYMBOLS, Verdict, correct, not_attempted, not_yet
from cnnlib.scenes.palette import DARK, LIGHT, contrast


@pytest.mark.parametrize("outcome", SYMBOLS)
def test_symbol_and_word_stand_beside_the_colour(outcome: str) -> None:
    verdict = Verdict(outcome, "A reason.")
    assert SYMBOLS[outcome] in repr(verdict) and SYMBOLS[outcome] in verdict._repr_html_()
    assert repr(verdict).endswith("A reason.")


@pytest.mark.parametrize("colour", COLOURS.values())
@pytest.mark.parametrize("paper", [LIGHT["paper"], DARK["paper"], "#ffffff", "#111111"])
def test_the_colours_can_be_read_on_light_and_dark_paper(colour: str, paper: str) -> None:
    assert contrast(colour, paper) >= 4  # bold text; 3 would do


def test_code_in_a_sentence_is_set_as_code_and_the_rest_is_escaped() -> None:
    html = not_yet("`x < 1` & <b>more</b>")._repr_html_()
    assert "<code>x &lt; 1</code> &amp; &lt;b&gt;more&lt;/b&gt;" in html


def test_only_correct_counts_as_true() -> None:
    assert correct("") and not not_yet("") and not not_attempted()


def test_an_unknown_outcome_is_refused() -> None:
    with pytest.raises(ValueError, match="one of 'not attempted', 'not yet', 'correct', not 'perhaps'"):
        Verdict("perhaps", "")


def test_words_with_weight_are_in_italics_and_stars_in_code_stay() -> None:
    html = not_yet("It is F wide *and* F high: `F * F * D`, not `2 * F`.")._repr_html_()
    assert "wide <em>and</em> F high: <code>F * F * D</code>, not <code>2 * F</code>." in html
    assert "a lonely ` stays" in not_yet("a lonely ` stays")._repr_html_()
