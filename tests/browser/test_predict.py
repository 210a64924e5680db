"""Predict first on the page: cover, guess by keyboard, verdict and score; never a glimpse of the answer."""

from typing import Any

import pytest

from cnnlib.scenes import convolution
from cnnlib.scenes.questions import Question, covered
from cnnlib.scenes.scene import Scene
from tests.browser.reader import Reader
from tests.browser.sight import Sight, sight_of_scene

pytestmark = pytest.mark.browser

# Every text that the label of the output size ever has, from now on.
WATCH = """(root) => {
  window.outputs = new Set();
  const look = () => root.querySelectorAll("[data-label=output]").forEach((e) => window.outputs.add(e.textContent));
  new MutationObserver(look).observe(root, { childList: true, subtree: true, characterData: true });
  look();
}"""


def question(name: str, **settings: Any) -> Question:
    return next(asked for asked in convolution.questions(convolution.Settings(**settings)) if asked.name == name)


def scene_of(name: str, **settings: Any) -> Scene:
    return covered(convolution.scene(convolution.Settings(**settings)), question(name, **settings))


def sees_covered(reader: Reader, name: str, **settings: Any) -> Sight:
    """Wait until the page shows the covered picture of these settings, and what is asked."""
    scene = scene_of(name, **settings)
    shown = {"asks": question(name, **settings).asks, "heard": scene.spoken}
    reader.waits(lambda _: said(reader, ".cnn-asks") == shown["asks"])
    return reader.expects(**sight_of_scene(scene, scene.start, None, False) | {"step": scene.start})


def said(reader: Reader, query: str) -> str:
    return reader.root.locator(query).inner_text()


def begins(reader: Reader) -> None:
    reader.root.locator("[data-predict=switch]").check()
    sees_covered(reader, "output size")


def guesses(reader: Reader, text: str) -> None:
    reader.root.locator(".cnn-guess").fill(text)
    reader.press("Enter")


def hears(reader: Reader, text: str) -> None:
    """Wait until the verdict says this."""
    reader.waits(lambda _: text in said(reader, ".cnn-verdict"))


def test_the_switch_covers_and_uncovers(demo: Reader) -> None:
    begins(demo)
    assert demo.root.locator(".cnn-guess").evaluate("(box) => box === document.activeElement")
    demo.root.locator("[data-predict=switch]").uncheck()
    demo.expects_picture({})
    assert not demo.root.locator(".cnn-predict").is_visible()


def test_a_wrong_guess_is_named_and_the_right_one_uncovers(demo: Reader) -> None:
    begins(demo)
    demo.page.keyboard.type("7")
    demo.press("Enter")
    hears(demo, "7 is not it. You forgot the stride")
    box = demo.root.locator(".cnn-guess")
    assert box.input_value() == "7" and box.get_attribute("aria-invalid") == "true"
    demo.page.keyboard.type("4 px")  # the box is still in hand, its text selected
    demo.press("Enter")
    hears(demo, "Right. (W − F + 2P) / S + 1 =")
    demo.expects_picture({})
    assert said(demo, ".cnn-score") == "0 of 1 right at the first guess"
    assert box.is_disabled() and box.input_value() == "4 px"
    demo.press("ArrowRight")  # the film is in hand now
    demo.expects_picture({}, step=1)


@pytest.mark.parametrize("text", ["", "four", "4 × 4"])
def test_what_is_no_guess_gets_a_sentence(demo: Reader, text: str) -> None:
    begins(demo)
    guesses(demo, text)
    hears(demo, "in digits")
    assert demo.root.locator(".cnn-guess").input_value() == text and said(demo, ".cnn-score") == ""
    sees_covered(demo, "output size")


def test_a_change_asks_anew_and_the_answer_is_never_seen(demo: Reader) -> None:
    """Also while a slider is dragged fast, and its neighbours have been fetched ahead."""
    begins(demo)
    guesses(demo, "4")
    hears(demo, "Right.")
    demo.slider("W").focus()
    demo.press("ArrowRight")
    sees_covered(demo, "output size", W=8)
    demo.root.evaluate(WATCH)
    demo.page.wait_for_timeout(400)  # the neighbours come
    for key in ["ArrowRight"] * 6 + ["ArrowLeft"] * 4:
        demo.press(key)
        demo.frame()
    sees_covered(demo, "output size", W=10)
    demo.settles()
    assert demo.page.evaluate("Array.from(window.outputs)") == ["?"]
    guesses(demo, "5")
    hears(demo, "5 is not it. You rounded")


def test_open_pictures_come_back_open(demo: Reader) -> None:
    """What was fetched while something was asked is not shown when nothing is."""
    begins(demo)
    demo.slider("S").focus()
    demo.press("ArrowLeft")
    sees_covered(demo, "output size", S=1)
    demo.root.locator("[data-predict=switch]").uncheck()
    demo.expects_picture({"S": 1})
    demo.slider("S").focus()
    demo.press("ArrowRight")
    demo.expects_picture({"S": 2})


def test_the_answer_can_be_shown(demo: Reader) -> None:
    begins(demo)
    demo.root.get_by_text("Show the answer").click()
    hears(demo, "The answer is 4.")
    demo.expects_picture({})
    assert said(demo, ".cnn-score") == "0 of 1 right at the first guess"


def test_one_cell_is_covered_and_its_window_lit(demo: Reader) -> None:
    begins(demo)
    demo.root.locator("[data-predict=menu]").select_option("one output")
    seen = sees_covered(demo, "one output")
    asked = question("one output")
    cell = scene_of("one output").start
    assert seen.numbers["y0", cell] == "?" and seen.caption.endswith("?") and not seen.products
    guesses(demo, str(asked.answer))
    hears(demo, "Right.")
    demo.expects_picture({}, step=cell)
    assert said(demo, ".cnn-score") == "1 of 1 right at the first guess"


def test_the_class_guesses_in_a_lecture(demo: Reader) -> None:
    demo.desk("Lecture").click()
    demo.desk("Predict").click()
    demo.waits(lambda _: demo.root.locator(".cnn-guess").is_visible())
    demo.press("PageDown")
    demo.waits(lambda sight: sight.labels.get("output") == "?" and sight.settings["view"] == "1-D")
    assert demo.root.locator(".cnn-predict").bounding_box()["y"] >= 0  # type: ignore[index]
    demo.press("Escape")
    demo.waits(lambda sight: sight.settings["view"] == "2-D")


def test_the_code_waits_for_the_guess(demo: Reader) -> None:
    begins(demo)
    demo.desk("Code").click()
    demo.waits(lambda _: "hidden while you predict" in said(demo, ".cnn-code pre"))
    demo.root.locator(".cnn-guess").focus()
    guesses(demo, "4")
    demo.waits(lambda _: "import numpy" in said(demo, ".cnn-code pre"))


def test_the_score_survives_another_showing(demo: Reader) -> None:
    begins(demo)
    guesses(demo, "4")
    hears(demo, "Right.")
    demo.does("run-cell", 3)  # `ex` once more
    again = Reader(demo.notebook, demo.picture, nth=1)
    again.root.wait_for()
    demo.waits(lambda _: said(again, ".cnn-score") == "1 of 1 right at the first guess")
    assert said(again, ".cnn-asks") == question("output size").asks
    demo.does("clear-cell-output", 3)


def test_python_asks_and_the_page_follows(demo: Reader) -> None:
    demo.python("ex.predict('parameters')")
    sees_covered(demo, "parameters")
    demo.python("ex.guess(54)")
    hears(demo, "54 is not it. The biases are missing")
    assert demo.root.locator(".cnn-guess").input_value() == "54"
    demo.python("ex.predict(None)")
    demo.expects_picture({})


def test_the_bar_fits_a_phone(demo: Reader) -> None:
    begins(demo)
    demo.page.set_viewport_size({"width": 740, "height": 360})
    demo.frame()
    wide = demo.root.evaluate("(root) => [root.clientWidth, root.querySelector('.cnn-predict').scrollWidth]")
    demo.page.set_viewport_size({"width": 1280, "height": 1200})
    assert wide[1] <= wide[0]
