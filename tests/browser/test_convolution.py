"""The Convolution explorer's controls: each move, and the page shows what `cnnlib` computes."""

from typing import Any

import numpy as np
import pytest

from cnnlib.scenes import convolution
from cnnlib.scenes.controls import Choice, Slider, Switch
from cnnlib.scenes.text import number
from tests.browser.reader import Reader
from tests.browser.sight import Sight

pytestmark = pytest.mark.browser

SLIDERS = [control for control in convolution.CONTROLS if isinstance(control, Slider)]
CHOICES = [control for control in convolution.CONTROLS if isinstance(control, Choice)]
SWITCHES = [control for control in convolution.CONTROLS if isinstance(control, Switch)]


def check(reader: Reader, settings: dict[str, Any]) -> Sight:
    """The page shows the scene of these settings, and its outputs are those of `cnnlib.Conv`."""
    seen = reader.expects_picture(settings)
    y = convolution.output(convolution.Settings(**settings))
    for (grid, cell), text in seen.numbers.items():
        if grid.startswith("y"):
            assert text == number(y[:, :, int(grid[1:])].ravel()[cell]), (settings, grid, cell)
    return seen


@pytest.mark.parametrize("slider", SLIDERS, ids=lambda slider: slider.setting)
def test_a_slider_over_its_whole_range(convolution_page: Reader, slider: Slider) -> None:
    start = {"separate": True} if slider.when.get("separate") else {}
    reader = convolution_page.shows(**start, **{slider.setting: slider.low})
    reader.slider(slider.setting).focus()
    for value in range(slider.low + 1, slider.high + 1):
        reader.press("ArrowRight")
        seen = check(reader, start | {slider.setting: value})
        assert seen.boxes[slider.setting] == str(value)
    reader.press("ArrowRight")
    reader.settles()
    check(reader, start | {slider.setting: slider.high})
    reader.press("ArrowLeft")
    check(reader, start | {slider.setting: slider.high - 1})
