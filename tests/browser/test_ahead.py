"""Scenes fetched ahead: a slider in hand finds its neighbours in the page, and Python is never pressed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from time import monotonic
from typing import Any

import pytest

from cnnlib import explorers
from cnnlib.scenes.controls import Slider, is_shown
from tests.browser.conftest import reader_of
from tests.browser.reader import PATIENCE, Reader
from tools.lab_in_browser import Lab

pytestmark = pytest.mark.browser

NAMES = [
    "Convolution", "FilterLab", "SizeMap", "Connections", "Im2col", "Pooling", "Trainer", "NetworkExplorer",
    "DrawDigit", "Growth",
]  # fmt: skip
# Keeps what is asked of Python ahead of time ("ask") and its answers, what it sends otherwise ("scene"), and when the
# picture changes ("drawn"), each with the settings it is about.
LISTEN = """() => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session, log = (window.cnnLog = []);
    kernel.anyMessage.connect((_, { msg, direction }) => {
        if (msg.header.msg_type !== "comm_msg") return;
        const { state = {}, content = {} } = msg.content.data;
        if (content.ask) log.push(["ask", content.ask]);
        if (direction === "recv" && state.answer) log.push(["answer", state.answer.settings]);
        if (direction === "recv" && state.scene) log.push(["scene", state.scene.settings]);
    });
    new MutationObserver((changes) => {
        for (const { target } of changes) log.push(["drawn", JSON.parse(target.dataset.key)]);
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["data-key"] });
}"""


@dataclass
class Heard:
    """What went to and fro since the page was opened."""

    reader: Reader
    since: int = 0

    def all(self) -> list[tuple[str, dict[str, Any]]]:
        return [(kind, settings) for kind, settings in self.reader.page.evaluate("() => window.cnnLog")[self.since :]]

    def anew(self) -> None:
        self.since += len(self.all())

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [settings for what, settings in self.all() if what == kind]

    def waits_for(self, settings: dict[str, Any]) -> None:
        """Until Python has answered with the scene of these settings."""
        deadline = monotonic() + PATIENCE
        while settings not in self.of("answer"):
            assert monotonic() < deadline, settings
            self.reader.frame()


@pytest.fixture(scope="module", params=NAMES)
def page(lab: Lab, request: pytest.FixtureRequest) -> Iterator[tuple[Reader, Heard]]:
    picture = getattr(explorers, request.param).picture
    for reader in reader_of(lab, request.param, picture):
        reader.page.evaluate(LISTEN)
        yield reader, Heard(reader)


def sliders(picture: Any) -> list[Slider]:
    first = vars(picture.Settings())
    return [part for part in picture.CONTROLS if isinstance(part, Slider) and is_shown(part, first)]


def neighbours(slider: Slider, now: float) -> list[tuple[str, float]]:
    """The keys that lead somewhere, and where: up first."""
    stops = slider.stops or range(slider.low, slider.high + 1, slider.step)
    above, below = [stop for stop in stops if stop > now], [stop for stop in stops if stop < now]
    return [("ArrowRight", stop) for stop in above[:1]] + [("ArrowLeft", stop) for stop in below[-1:]]


def begin(reader: Reader, heard: Heard) -> dict[str, Any]:
    """A new explorer, once the last one has had all its answers."""
    reader.does("clear-all-cell-outputs")
    reader.settles()
    heard.anew()
    return reader.shows().shown_settings()


def press(reader: Reader, heard: Heard, key: str, slider: Slider, value: float) -> None:
    """The key's picture is there before Python has sent it."""
    heard.anew()
    reader.press(key)
    reader.expects_settings(**{slider.setting: value})
    assert "scene" not in [kind for kind, _ in takewhile(lambda entry: entry[0] != "drawn", heard.all())]


def test_a_slider_with_the_focus_has_its_neighbours_here(page: tuple[Reader, Heard]) -> None:
    reader, heard = page
    for slider in sliders(reader.picture):
        now = begin(reader, heard)
        key, value = neighbours(slider, now[slider.setting])[-1]
        reader.slider(slider.setting).focus()
        heard.waits_for(now | {slider.setting: value})
        press(reader, heard, key, slider, value)


def test_a_picture_at_rest_has_a_neighbour_of_every_slider_here(page: tuple[Reader, Heard]) -> None:
    reader, heard = page
    now = begin(reader, heard)
    nearest = [(slider, *neighbours(slider, now[slider.setting])[0]) for slider in sliders(reader.picture)]
    for slider, _, value in nearest:
        heard.waits_for(now | {slider.setting: value})
    assert len(heard.of("ask")) == len(nearest), "and nothing else"
    slider, key, value = nearest[-1]
    reader.slider(slider.setting).focus()
    press(reader, heard, key, slider, value)


def test_python_is_asked_for_one_scene_at_a_time_and_for_none_twice(page: tuple[Reader, Heard]) -> None:
    reader, heard = page
    begin(reader, heard)
    for slider in sliders(reader.picture):
        reader.slider(slider.setting).hover()
        reader.slider(slider.setting).focus()
        reader.press("ArrowRight", "ArrowRight", "ArrowLeft")
    reader.points_nowhere()
    reader.settles()
    asked, waiting = [json.dumps(settings, sort_keys=True) for settings in heard.of("ask")], 0
    for kind, _ in heard.all():
        waiting += (kind == "ask") - (kind == "answer")
        assert waiting in (0, 1)
    assert len(asked) == len(set(asked)) > len(sliders(reader.picture))
