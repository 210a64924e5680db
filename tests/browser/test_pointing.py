"""Pointing at cells, pinning them, and walking over them with the keyboard alone."""

import pytest

from cnnlib.scenes import convolution
from cnnlib.scenes.controls import Action, Slider
from cnnlib.scenes.convolution import Settings
from cnnlib.scenes.trace import Focus, lit_by
from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

CELLS = [("y0", 5), ("y1", 15), ("x0", 40), ("x2", 0), ("x1", 12), ("w0.1", 4), ("b0", 0)]


@pytest.mark.parametrize("grid, cell", CELLS)
def test_pointing_at_a_cell(demo: Reader, grid: str, cell: int) -> None:
    demo.points_at(grid, cell)
    demo.expects_picture({}, Focus(grid, cell))
    demo.points_nowhere()
    demo.expects_picture({}, step=0)


def test_an_input_lights_all_outputs_it_feeds(demo: Reader) -> None:
    """Row 3, column 4 of the padded input, at stride 2 with F = 3: two windows down, two across, two maps."""
    demo.points_at("x0", 2 * 9 + 4)
    fed = {pair.target for pair in lit_by(convolution.scene(Settings()), Focus("x0", 2 * 9 + 4))}
    seen = demo.expects_picture({}, Focus("x0", 2 * 9 + 4))
    assert {place for place in seen.lit if place[0].startswith("y")} == fed and len(fed) == 8
    assert {place for place in seen.weights if place[0].startswith("y")} == fed


def test_the_filter_of_the_map_pointed_at_is_shown(demo: Reader) -> None:
    demo.points_at("y1", 3)
    seen = demo.expects_picture({}, Focus("y1", 3))
    assert seen.hidden == {"w0.0", "w0.1", "w0.2", "b0"}
    assert not demo.root.locator("[data-title='w0.0']").is_visible()
    assert demo.root.locator("[data-title='w1.0']").is_visible()


@pytest.mark.parametrize(
    "settings",
    [{"W": 28, "D1": 1, "K": 1, "S": 1}, {"dilation": 3, "W": 9, "S": 1}, {"view": "1-D"}, {"show": "coverage"},
     {"W": 10, "P": 0}, {"mode": "mirror", "P": 2, "flip": True}, {"separate": True, "H": 4, "FH": 2, "SH": 1}],
    ids=str,
)  # fmt: skip
def test_pointing_in_other_pictures(convolution_page: Reader, settings: dict) -> None:
    reader = convolution_page.shows(**settings)
    scene = convolution.scene(Settings(**settings))
    for name in ("x0", "y0", "w0.0"):
        grid = scene.grid(name)
        for cell in {0, (grid.rows // 2) * grid.cols + grid.cols // 2, grid.rows * grid.cols - 1}:
            reader.points_at(name, cell)
            reader.expects_picture(settings, Focus(name, cell))


def test_pointing_holds_the_film_and_leaving_lets_it_go(demo: Reader) -> None:
    demo.root.locator(".cnn-speed").select_option("10×")
    demo.act("play")
    demo.waits(lambda seen: seen.step > 2)
    demo.points_at("x0", 40)
    step = demo.expects(caption=demo.sentence("x0", 40)).step
    demo.page.wait_for_timeout(200)  # six steps, if it still ran
    assert demo.sees().step == step
    demo.expects_picture({}, Focus("x0", 40), step=step, playing=True)
    demo.points_nowhere()
    demo.waits(lambda seen: seen.playing and seen.step != step)


def test_a_click_pins_and_a_second_lets_go(demo: Reader) -> None:
    demo.clicks("x1", 30)
    demo.points_at("y0", 3)  # no longer followed
    demo.expects_picture({}, Focus("x1", 30), pinned=True)
    demo.waits_until('ex.pinned == {"grid": "x1", "cell": 30}')
    demo.clicks("x1", 30)
    demo.points_nowhere()
    demo.expects_picture({}, step=0)
    demo.waits_until("ex.pinned is None")


def test_escape_lets_go(demo: Reader) -> None:
    demo.clicks("y1", 6)
    demo.points_nowhere()
    demo.expects_picture({}, Focus("y1", 6), pinned=True)
    demo.focus_picture()
    demo.press("Escape")
    demo.expects_picture({}, step=0)


def test_a_click_beside_all_cells_lets_go(demo: Reader) -> None:
    demo.clicks("y1", 6)
    demo.expects_picture({}, Focus("y1", 6), pinned=True)
    left, top, *_ = demo.root.locator("[data-pane=B] .cnn-picture").bounding_box().values()  # type: ignore[union-attr]
    demo.page.mouse.click(left + 5, top + 5)
    demo.expects_picture({}, step=0)


def test_a_click_on_another_cell_moves_the_pin(demo: Reader) -> None:
    demo.clicks("y0", 6)
    demo.clicks("w0.2", 1)
    demo.points_nowhere()
    demo.expects_picture({}, Focus("w0.2", 1), pinned=True)


def test_a_pin_holds_the_film_until_it_is_let_go(demo: Reader) -> None:
    demo.root.locator(".cnn-speed").select_option("10×")
    demo.act("play")
    demo.waits(lambda seen: seen.step > 2)
    demo.clicks("y0", 0)
    demo.points_nowhere()
    step = demo.waits(lambda seen: "y0 pin" in seen.outlines).step
    demo.page.wait_for_timeout(200)  # six steps, if it still ran
    assert demo.sees().step == step
    demo.expects_picture({}, Focus("y0", 0), pinned=True, step=step)
    demo.focus_picture()
    demo.press("Escape")
    demo.waits(lambda seen: seen.step != step)


def test_a_pin_from_python(demo: Reader) -> None:
    demo.python('ex.pinned = {"grid": "w0.1", "cell": 7}')
    demo.expects_picture({}, Focus("w0.1", 7), pinned=True)


def test_a_pin_stays_while_numbers_change(demo: Reader) -> None:
    demo.clicks("y0", 5)
    demo.points_nowhere()
    demo.menu("source").select_option("letter")
    demo.expects_picture({"source": "letter"}, Focus("y0", 5), pinned=True)
    demo.type_in_box("W", "9")  # another size: the cell would be another one
    demo.expects_picture({"source": "letter", "W": 9}, step=0)


def test_the_keyboard_alone(demo: Reader) -> None:
    """Tab to a grid, arrows, Enter, F2, a number, Enter; and on."""
    demo.focus_picture()
    demo.press("Tab")
    demo.expects_picture({}, Focus("x0", 10))  # the first cell that is not padding
    demo.press("ArrowRight", "ArrowDown", "ArrowDown")
    demo.expects_picture({}, Focus("x0", 29))
    demo.press("Home")
    demo.expects_picture({}, Focus("x0", 27))
    demo.press("End", "ArrowUp", "ArrowLeft")
    demo.expects_picture({}, Focus("x0", 25))
    demo.press("Enter")
    demo.expects_picture({}, Focus("x0", 25), pinned=True)
    demo.press("Enter")
    demo.expects_picture({}, Focus("x0", 25))
    demo.press("F2")
    demo.expects(editing=demo.sees().numbers["x0", 25])
    demo.press("7", "Enter")
    demo.expects_picture({"x_edits": {"0,1,6": 7}}, Focus("x0", 25))  # and the cursor is where it was
    demo.press("ArrowDown", "4")
    demo.expects(editing="4")
    demo.press("2", "Enter")
    demo.expects_picture({"x_edits": {"0,1,6": 7, "0,2,6": 42}}, Focus("x0", 34))
    demo.press("Escape")
    demo.expects_picture({"x_edits": {"0,1,6": 7, "0,2,6": 42}}, step=0)


def test_everything_is_reached_with_tab(demo: Reader) -> None:
    demo.slider("W").focus()  # the first
    reached = []
    for _ in range(60):
        demo.press("Tab")
        name = demo.page.evaluate(
            """() => { const { dataset, className } = document.activeElement;
            return document.activeElement.closest(".cnn-stage") && (dataset.setting ?? dataset.box ?? dataset.handle ??
                dataset.act ?? dataset.desk ?? dataset.action ?? className.baseVal ?? className); }"""
        )
        if name is None:
            break
        reached.append(name)
    shown = [c for c in convolution.CONTROLS if all(vars(Settings())[name] == value for name, value in c.when.items())]
    sliders = [name for c in shown if isinstance(c, Slider) for name in (c.setting, c.setting)][2:]
    menus = [c.label if isinstance(c, Action) else c.setting for c in shown if not isinstance(c, Slider)]
    grids = ["cnn-picture", "x0", "x1", "x2", "w0.0", "w0.1", "w0.2", "b0", "y0", "y1"]
    film = ["first", "back", "play", "forward", "last", "cnn-scrub", "cnn-speed", ""]
    predict, desk = "", ["cnn-presets", "Lecture", "Compare", "PNG", "SVG", "GIF", "Code"]
    assert reached == [*sliders, *menus, *grids, *film, predict, *desk]
