"""The Convolution explorer's controls: after each move the page shows what `cnnlib` computes."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator

from cnnlib.scenes import convolution
from cnnlib.scenes.controls import Choice, Preset, Slider, Switch
from cnnlib.scenes.convolution import Settings
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.text import number
from tests.browser.reader import Reader
from tests.browser.sight import Sight

pytestmark = pytest.mark.browser

SLIDERS = [control for control in convolution.CONTROLS if isinstance(control, Slider)]
CHOICES = [control for control in convolution.CONTROLS if isinstance(control, Choice)]
SWITCHES = [control for control in convolution.CONTROLS if isinstance(control, Switch)]
MISFITS: list[dict[str, Any]] = [
    {"W": 10, "P": 0, "D1": 1, "K": 1},  # does not tile
    {"W": 2, "F": 7, "P": 1},  # larger than the padded input
    {"W": 3, "P": 3, "S": 1, "mode": "mirror"},  # too little to mirror
    {"separate": True, "H": 8, "FH": 3, "SH": 3, "W": 7, "P": 0},  # down, not across
    {"view": "1-D", "W": 8, "S": 3},
]


def check(reader: Reader, settings: dict[str, Any], **what: Any) -> Sight:
    """The page shows the scene of these settings, and its outputs are those of `cnnlib.Conv`."""
    seen = reader.expects_picture(settings, **what)
    y = convolution.output(Settings(**settings))
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
    reader.press("ArrowRight")  # the limit does not move
    reader.settles()
    check(reader, start | {slider.setting: slider.high})
    reader.press("ArrowLeft")
    check(reader, start | {slider.setting: slider.high - 1})


def test_the_newest_of_many_quick_moves_wins(demo: Reader) -> None:
    demo.slider("W").focus()
    demo.press(*["ArrowRight"] * 12, *["ArrowLeft"] * 5)
    check(demo, {"W": 14})


@pytest.mark.parametrize("slider", SLIDERS, ids=lambda slider: slider.setting)
def test_a_number_typed_into_a_box(convolution_page: Reader, slider: Slider) -> None:
    start = {"separate": True} if slider.when.get("separate") else {}
    reader = convolution_page.shows(**start)
    reader.type_in_box(slider.setting, str(slider.high))
    check(reader, start | {slider.setting: slider.high})
    reader.press("ArrowDown")
    check(reader, start | {slider.setting: slider.high - 1})
    reader.press("ArrowUp")
    check(reader, start | {slider.setting: slider.high})


@pytest.mark.parametrize("typed", [33, 0, -1, 2.5, "many", "NaN"])
def test_a_number_that_is_refused(demo: Reader, typed: Any) -> None:
    """A sentence with what was typed; the last good picture stays."""
    with pytest.raises(SettingError) as refusal:
        Settings(W=typed)
    demo.type_in_box("W", str(typed))
    seen = demo.expects(notice=str(refusal.value), refused=["W"])
    assert seen.boxes["W"] == str(typed).replace("-", "−") and seen.controls["W"] == "7"
    demo.settles()
    check(demo, {}, notice=str(refusal.value))
    demo.type_in_box("W", "9")
    check(demo, {"W": 9}, refused=[])


def test_an_empty_box_goes_back(demo: Reader) -> None:
    demo.type_in_box("W", "")
    assert demo.expects(notice="", refused=[]).boxes["W"] == "7"
    check(demo, {}, refused=[])


def test_escape_brings_the_good_number_back(demo: Reader) -> None:
    demo.type_in_box("F", "99")
    demo.expects(refused=["F"])
    demo.box("F").press("Escape")
    assert demo.expects(refused=[]).boxes["F"] == "3"


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.setting)
def test_every_choice_of_a_menu(demo: Reader, choice: Choice) -> None:
    for value, name in reversed(choice.options):
        demo.menu(choice.setting).select_option(name)
        check(demo, {choice.setting: value})


@pytest.mark.parametrize("switch", SWITCHES, ids=lambda switch: switch.setting)
def test_a_switch(demo: Reader, switch: Switch) -> None:
    demo.switch(switch.setting).click()
    check(demo, {switch.setting: True})
    demo.press("Space")
    check(demo, {switch.setting: False})


@pytest.mark.parametrize("misfit", MISFITS, ids=str)
def test_repairs_really_fit(convolution_page: Reader, misfit: dict[str, Any]) -> None:
    check_repairs(convolution_page.shows(**misfit), misfit, lambda repair: repair.click())


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_repairs_by_keyboard(convolution_page: Reader, key: str) -> None:
    check_repairs(convolution_page.shows(**MISFITS[0]), MISFITS[0], lambda repair: repair.press(key))


def check_repairs(reader: Reader, misfit: dict[str, Any], press: Callable[[Locator], None]) -> None:
    """Every repair that is offered, one after the other."""
    names = check(reader, misfit).buttons
    assert names and reader.scene().problem
    for name in names:
        press(reader.root.locator(f".cnn-repair[aria-label='{name}']"))
        reader.expects(buttons=[])
        assert not reader.scene().problem
        check(reader, reader.shown_settings())
        reader.python(f"ex.set(**{Settings(**misfit).as_dict()!r})")
        reader.expects(buttons=names)


def test_every_repair_of_a_mirror_fits(convolution_page: Reader) -> None:
    reader = convolution_page.shows(W=3, P=3, S=1, mode="mirror")
    reader.root.locator(".cnn-repair[aria-label='P = 0']").click()
    reader.expects_settings(P=0)
    assert not reader.scene().problem


@pytest.mark.parametrize(
    "preset", [one for one in convolution.PRESETS if not one.compare], ids=lambda preset: preset.name
)
def test_a_preset(demo: Reader, preset: Preset) -> None:
    demo.root.locator("[data-presets]").select_option(preset.name)
    check(demo, dict(preset.settings))


def test_the_products_add_up_to_the_output(demo: Reader) -> None:
    """The sums on the screen, done again from what is written there."""
    for step in (0, 5, 17, 31):
        demo.root.locator(".cnn-scrub").fill(str(step))
        seen = demo.expects_picture({}, step=step)
        sums = dict.fromkeys(("x0", "x1", "x2"), 0)
        for source, line in seen.products:
            sums[source] += eval(line.removeprefix("+ ").replace("·", "*").replace("−", "-"))
        k, cell = divmod(step, 16)
        total = number(sum(sums.values()) + int(seen.numbers[f"b{k}", 0].replace("−", "-")))
        subtotals = {f"subtotal-{d}": f"= {number(sums[f'x{d}'])}" for d in range(3)}
        assert seen.told == subtotals | {"total": f"= {total}"}
        assert seen.numbers[f"y{k}", cell] == total


def test_the_term_that_has_changed_is_marked(demo: Reader) -> None:
    demo.slider("P").focus()
    demo.press("ArrowRight")
    demo.expects_settings(P=2)
    marked = demo.root.locator(".cnn-changed")
    assert set(marked.all_text_contents()) == {"P", "2"}
    assert {mark.get_attribute("data-symbol") for mark in marked.all()} == {"P"}
