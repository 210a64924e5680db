"""A lecture from a script of one's own: clicker, questions, pinned cells, and the place in it kept."""

from collections.abc import Iterator
from typing import Any

import pytest

from cnnlib.scenes import convolution
from cnnlib.scenes.trace import Focus
from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

BACK = "← as you had it"
SCRIPT = """
from cnnlib.scenes.controls import Preset
ex.script = [
    Preset("steps", "It begins in the middle.", {"S": 1}, step=40),
    Preset("a pixel", "Who reads it?", {"S": 1, "F": 5}, pin=("x1", 40)),
    Preset("a guess", "How large is the output?", {"F": 1}, predict="output size"),
    Preset("the end", "Nothing is asked.", {"F": 1}),
]
"""


@pytest.fixture
def lecture(demo: Reader) -> Iterator[Reader]:
    """A lecture that has just been begun. It ends with the test."""
    demo.python(SCRIPT)
    demo.waits(lambda _: demo.root.get_by_label("presets").locator("option").count() == 5)
    demo.desk("Lecture").click()
    yield demo
    if demo.desk("Leave").count():
        demo.desk("Leave").click()


def bar(reader: Reader) -> str:
    return reader.root.locator(".cnn-lecture-bar").inner_text()


def expects(reader: Reader, settings: dict[str, Any], focus: Focus | None = None, **what: Any) -> None:
    """The picture alone: a lecture hides the controls."""
    reader.expects_picture(settings, focus, controls={}, **what)


def test_the_bar_says_where_it_leads_and_which_keys_lead_there(lecture: Reader) -> None:
    assert "The picture as you left it. Next leads to “steps”." in bar(lecture)
    for name, key in (("Back", "Page Up"), ("Next", "Page Down"), ("Leave", "Esc")):
        assert lecture.desk(name).locator("kbd").inner_text() == key
    lecture.desk("Next").click()
    lecture.waits(lambda _: "1 of 4" in bar(lecture))


def test_pages_begin_at_their_step_and_with_their_cell(lecture: Reader) -> None:
    lecture.press("PageDown")
    expects(lecture, {"S": 1}, step=40)
    lecture.press("ArrowRight")
    expects(lecture, {"S": 1}, step=41)
    lecture.press("PageDown")
    expects(lecture, {"S": 1, "F": 5}, Focus("x1", 40), pinned=True)
    lecture.press("PageUp")
    expects(lecture, {"S": 1}, step=40)


def test_a_page_asks_and_the_next_does_not(lecture: Reader) -> None:
    lecture.press("PageDown", "PageDown", "PageDown")
    guess = lecture.root.locator("[data-predict=guess]")
    lecture.waits(lambda _: guess.is_visible() and lecture.root.get_attribute("data-cover") == "output size")
    lecture.press("PageDown")
    expects(lecture, {"F": 1})
    assert not guess.is_visible() and lecture.root.get_attribute("data-cover") == ""


def test_leaving_leads_back_to_the_step_and_the_cell(demo: Reader) -> None:
    """Also from a page that asks, or whose picture has no film."""
    demo.python(SCRIPT)
    demo.waits(lambda _: demo.root.get_by_label("presets").locator("option").count() == 5)
    demo.python("ex.step = 23")
    demo.expects(step=23)
    for page in (1, 2, 3, 4):
        demo.desk("Lecture").click()
        demo.press("PageDown")
        demo.waits(lambda _, page=page: f"{page} of 4" in bar(demo))
        if page % 2:  # the other pages are left before they are there
            demo.settles()
        demo.desk("Leave").click()
        demo.expects_picture({}, step=23)
    demo.clicks("y1", 4)
    demo.expects_picture({}, Focus("y1", 4), pinned=True)
    demo.desk("Lecture").click()
    demo.press("PageUp")
    demo.waits(lambda _: "3 of 4" in bar(demo))
    demo.desk("Leave").click()
    demo.expects_picture({}, Focus("y1", 4), pinned=True)
    demo.waits_until("ex.pinned == {'grid': 'y1', 'cell': 4} and ex.prediction['name'] == ''")


def test_a_clicker_needs_no_focus(lecture: Reader) -> None:
    lecture.page.evaluate("() => document.activeElement.blur()")
    lecture.press("PageDown")
    lecture.expects_settings(S=1)
    lecture.press("Escape")
    lecture.waits(lambda _: lecture.slider("W").is_visible())
    lecture.expects_picture({})


def test_the_place_is_kept_when_the_explorer_is_shown_again(lecture: Reader) -> None:
    lecture.press("PageDown", "PageDown")
    lecture.expects_settings(F=5)
    lecture.press("Escape", "Escape")  # the pin goes first
    lecture.expects_picture({})
    lecture.page.set_viewport_size({"width": 1280, "height": 2300})
    lecture.does("run-cell", 3)
    lecture.page.wait_for_selector(".cnn-stage[data-key] >> nth=1")
    other = Reader(lecture.notebook, convolution, nth=1)
    other.desk("Lecture").click()
    other.waits(lambda _: "Next leads to “a guess”." in bar(other))
    other.press("PageUp")
    other.expects_settings(S=1, F=3)
    other.press("Escape")
    lecture.page.set_viewport_size({"width": 1280, "height": 1200})


def menu(reader: Reader) -> list[str]:
    """What the menu of presets shows, and then what it offers."""
    options = reader.root.get_by_label("presets")
    return options.evaluate("(menu) => [menu, ...menu.options].map((e) => e.text ?? e.selectedOptions[0].text)")


def test_a_preset_is_named_while_it_is_on_the_screen_and_can_be_taken_back(convolution_page: Reader) -> None:
    own = {"W": 9, "x_edits": {"0,1,1": 5}}
    reader = convolution_page.shows(**own)
    presets = reader.root.get_by_label("presets")
    assert menu(reader)[:3] == ["presets …", "presets …", convolution.PRESETS[0].name]
    presets.select_option("same size")
    reader.expects_settings(W=7, K=1)
    reader.waits(lambda _: menu(reader)[:3] == ["same size", "presets …", BACK])
    presets.select_option(BACK)
    reader.expects_picture(own)
    reader.waits(lambda _: menu(reader)[0] == "presets …" and BACK not in menu(reader))
    presets.select_option("same size")
    reader.expects_settings(K=1)
    reader.slider("K").focus()
    reader.press("ArrowRight")
    reader.expects_settings(K=2)
    reader.waits(lambda _: menu(reader)[0] == "presets …")
    presets.select_option("same size")
    reader.expects_settings(K=1)
