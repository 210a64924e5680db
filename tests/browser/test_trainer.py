"""The Trainer in the page: start, pause, sliders under way, reset, going back through the course, both renderers."""

from collections.abc import Iterator
from time import perf_counter
from typing import Any

import pytest

from cnnlib.draw import picture
from cnnlib.scenes import trainer
from cnnlib.scenes.controls import Slider, is_shown
from cnnlib.scenes.trace import Focus
from cnnlib.scenes.trainer import CONTROLS
from tests.browser.conftest import reader_of
from tests.browser.reader import HERE, Reader
from tests.browser.test_renderers_agree import DRAWN, boxes, check_boxes, check_texts
from tools.lab_in_browser import Lab

pytestmark = pytest.mark.browser

OVERLAPS = (HERE / "overlaps.js").read_text(encoding="utf-8")
LONG = {"epochs": 50}
DEEPEST = {"kind": "both", "blocks": 27, "batch": 256, "epochs": 50}
QUICK = {"images": 50, "epochs": 2}
SLIDERS = [one for one in CONTROLS if isinstance(one, Slider) and is_shown(one, trainer.Settings().as_dict())]
# From a press to its picture, in the page's own clock: no driver in between.
UNTIL = """async ([press, label, text]) => {
    const root = [...document.querySelectorAll(".cnn-stage")].at(-1), began = performance.now();
    if (press.startsWith("range:")) {
        const slider = root.querySelector(`[data-setting=${press.slice(6)}]`);
        slider.value = Number(slider.value) + 1;
        slider.dispatchEvent(new Event("input"));
    } else root.querySelector(`[aria-label='${press}']`).dispatchEvent(new MouseEvent("click", { bubbles: true }));
    const there = () => root.querySelector(`[data-label=${label}]`).textContent.includes(text);
    while (!there() && performance.now() - began < 5000) await new Promise(requestAnimationFrame);
    return performance.now() - began;
}"""


@pytest.fixture(scope="module")
def trainer_page(lab: Lab) -> Iterator[Reader]:
    yield from reader_of(lab, "Trainer", trainer)


def press(reader: Reader, name: str) -> None:
    reader.root.locator(f".cnn-repair[aria-label='{name}']").click()


def says(reader: Reader, label: str, text: str) -> None:
    reader.waits(lambda sight: text in sight.labels[label])


def steps(reader: Reader) -> int:
    return reader.asks("ex.training.step")


def median_wait(reader: Reader, *presses: tuple[str, str, str]) -> float:
    return sorted(reader.page.evaluate(UNTIL, list(one)) for one in presses)[len(presses) // 2]


@pytest.mark.parametrize("slider", SLIDERS, ids=lambda slider: slider.setting)
def test_a_slider_by_keyboard(trainer_page: Reader, slider: Slider) -> None:
    values = list(slider.stops or range(slider.low, slider.high + 1, slider.step))[:3]
    reader = trainer_page.shows(**{slider.setting: values[0]})
    reader.slider(slider.setting).focus()
    for value in values[1:]:
        reader.press("ArrowRight")
        reader.expects_picture({slider.setting: value}, step=0)
    if not slider.whole:
        reader.box(slider.setting).focus()
        reader.press("ArrowDown")
        reader.expects_picture({slider.setting: values[1]}, step=0)


def test_start_and_pause(trainer_page: Reader) -> None:
    reader = trainer_page.shows(**LONG)
    press(reader, "Start")
    says(reader, "verdict", "Training: epoch")
    press(reader, "Pause")
    seen = reader.waits(lambda sight: "Paused" in sight.labels["verdict"])
    assert seen.buttons == ["Go on", "One step", "Reset"]
    before = steps(reader)
    assert before > 0 and f"step {before:,} of" in seen.labels["verdict"]
    press(reader, "One step")
    says(reader, "verdict", f"step {before + 1:,} of")
    assert reader.asks("len(ex.records)") == before + 1


@pytest.mark.parametrize("settings", [LONG, DEEPEST], ids=["digits net", "56 layers"])
def test_answers_come_within_200_ms(trainer_page: Reader, settings: dict) -> None:
    reader = trainer_page.shows(**settings)
    press(reader, "Start")
    says(reader, "verdict", "Training: epoch")
    pauses = [("Pause", "verdict", "Paused"), ("Go on", "verdict", "Training")] * 3
    assert median_wait(reader, *pauses) < 200
    rates = [("range:rate", "formula", text) for text in ("0.01", "0.03", "0.1")]
    assert median_wait(reader, *rates) < 200
    press(reader, "Pause")
    assert reader.asks("ex.training.first.optimiser.rate") == 0.1


def test_the_page_tells_that_it_looks(trainer_page: Reader) -> None:
    reader = trainer_page.shows(**LONG)
    press(reader, "Start")
    reader.waits_until("ex._working._seen is not None")
    reader.python("ex.pause()")


def test_space_starts_and_pauses(trainer_page: Reader) -> None:
    reader = trainer_page.shows(**LONG)
    reader.focus_picture()
    reader.press(" ")
    says(reader, "verdict", "Training: epoch")
    reader.press(" ")
    says(reader, "verdict", "Paused")


def test_going_back_through_the_course(trainer_page: Reader) -> None:
    reader = trainer_page.shows(**QUICK)
    reader.python("ex.train()")
    seen = reader.waits(lambda sight: "Done" in sight.labels["verdict"])
    assert seen.count == "step 5 of 5" and seen.caption.startswith("After step 4, in epoch 2")
    last = filters(reader)
    reader.focus_picture()
    reader.press("ArrowLeft", "ArrowLeft")
    seen = reader.waits(lambda sight: sight.step == 2)
    assert seen.caption.startswith("After step 2, in epoch 1") and filters(reader) != last
    reader.press("Home")
    seen = reader.waits(lambda sight: sight.step == 0)
    assert seen.caption.startswith("Before the first step")
    box = reader.root.locator("[data-handle=moments]").bounding_box()
    assert box
    reader.page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + box["height"] / 2)
    reader.waits(lambda sight: sight.caption.startswith("After step 3"))


def filters(reader: Reader) -> str:
    return reader.root.locator("[data-reel='digits net filters']").get_attribute("href") or ""


def test_what_waits_for_a_new_start(trainer_page: Reader) -> None:
    reader = trainer_page.shows(**LONG)
    press(reader, "One step")
    says(reader, "verdict", "step 1 of")
    reader.type_in_box("batch", "64")
    says(reader, "steps", "Changed: batch.")
    press(reader, "Reset")
    reader.expects_picture(LONG | {"batch": 64}, step=0)


def test_a_rate_that_is_too_high(trainer_page: Reader) -> None:
    reader = trainer_page.shows(optimiser="SGD", rate=3.0)
    press(reader, "Start")
    says(reader, "verdict", "ran away")
    press(reader, "rate 0.3")
    says(reader, "formula", "0.3")
    reader.waits_until("ex.training.step > 0")
    reader.python("ex.pause()")


def test_run_all_goes_on_and_leaving_pauses(trainer_page: Reader) -> None:
    reader = trainer_page.shows(**LONG)
    reader.python("ex.start()")
    began = perf_counter()
    assert reader.asks("1 + 1") == 2 and perf_counter() - began < 2
    reader.python("old = ex")
    reader.shows(**LONG)
    reader.waits_until("not old.training.running")


@pytest.mark.parametrize(
    "settings", [{}, QUICK | {"kind": "both", "blocks": 2}, {"kind": "cifar10", "sample": 100}], ids=str
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overlaps(trainer_page: Reader, settings: dict, scheme: Any) -> None:
    trainer_page.page.emulate_media(color_scheme=scheme)
    reader = trainer_page.shows(**settings)
    reader.python("ex.advance(3)")
    says(reader, "verdict", "step 3 of")
    assert reader.root.evaluate(OVERLAPS) == []
    trainer_page.page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("settings", [QUICK, QUICK | {"kind": "both", "blocks": 1}], ids=str)
def test_both_renderers_draw_the_same(trainer_page: Reader, settings: dict) -> None:
    reader = trainer_page.shows(**settings)
    reader.python("ex.train()")
    seen = reader.waits(lambda sight: "Done" in sight.labels["verdict"])
    shown = reader.root.evaluate(DRAWN)
    made_there = reader.asks(
        "[[d.kind, d.id, d.text, list(d.box)] for d in ex.snapshot().drawn if d.kind in "
        "('curve', 'ring', 'reel', 'panel', 'line', 'label', 'told', 'title', 'button', 'caption')]"
    )
    assert seen.step == reader.asks("ex.step")
    words = sorted(text for kind, _, text, _ in made_there if kind in ("label", "told", "button") and text.strip())
    assert sorted(one["text"] for one in shown["texts"] if not one["caption"]) == words
    check_boxes(shown["lines"], [tuple(box) for kind, _, _, box in made_there if kind == "line"])
    curves = reader.root.evaluate(CURVES)
    check_boxes(curves["curves"], [tuple(box) for kind, _, _, box in made_there if kind == "curve"])
    check_boxes(curves["rings"], [tuple(box) for kind, _, _, box in made_there if kind == "ring"])
    check_boxes(curves["reels"], [tuple(box) for kind, _, _, box in made_there if kind == "reel"])


CURVES = """(root) => {
    const box = (e) => { const { x, y, width, height } = e.getBBox(); return [x, y, width, height]; };
    const all = (query) => Array.from(root.querySelectorAll(query), box);
    return { curves: all("[data-curve]"), rings: all("[data-curve-ring]"), reels: all("[data-reel]") };
}"""


def test_before_the_first_step_both_renderers_draw_the_same(trainer_page: Reader) -> None:
    reader = trainer_page.shows()
    made = picture(reader.scene(), Focus("moments", 0))
    shown = reader.root.evaluate(DRAWN)
    check_texts(shown["texts"], made)
    for kind in ("panel", "button", "line"):
        check_boxes(shown[f"{kind}s"], boxes(made, kind))
