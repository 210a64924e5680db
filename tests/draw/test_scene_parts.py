"""Single cells, lenses, images and captions as matplotlib draws them; and whole pictures on their paper."""

from dataclasses import replace
from time import process_time

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.image import AxesImage

from cnnlib.draw import picture
from cnnlib.draw.arithmetic import _weight_below
from cnnlib.draw.style import mix
from cnnlib.scenes import convolution, filter_lab
from cnnlib.scenes import scene as kinds
from cnnlib.scenes.palette import LIGHT
from cnnlib.scenes.pixels import png
from cnnlib.scenes.scene import Grid, Packed, Scene, Sentences
from cnnlib.scenes.trace import Focus, focus_at
from tests.draw.reading import outlined, patches, records, word, words


def grid_only(**changes) -> Scene:
    grid = replace(Grid("x", 10, 20, 30, 2, 2, "input", ("1", "2", "3", "4")), **changes)
    return Scene({}, 100, 100, (grid,), spoken="Four cells.")


def test_unknown_cells_show_a_question_mark():
    assert records(picture(grid_only(unknown=(2,))), "cell")["x:2"].text == "?"


def test_small_cells_are_lit_without_weights(wired):
    grids = tuple(replace(item, cell=20) if isinstance(item, Grid) else item for item in wired.items)
    drawing = picture(replace(wired, items=grids), Focus("y", 1))
    assert not [name for name in records(drawing, "weight") if "lens" not in name]
    assert word(drawing, "x:2").bold and word(drawing, "x:2").anchor == "middle"


def test_unreached_cells_are_hatched_amber():
    strokes = [to_hex(patch.get_edgecolor()) for patch in patches(picture(grid_only(unreached=(3,))))]
    assert LIGHT["amber-hatch"] in strokes


def test_a_tint_goes_from_paper_to_the_symbols_colour():
    fills = [to_hex(patch.get_facecolor()) for patch in patches(picture(grid_only(tint=(0.0, 0.0, 0.0, 1.0))))]
    pale, strong = fills
    assert int(pale[1:3], 16) > int(strong[1:3], 16)


def test_a_lit_cell_without_a_number_keeps_its_tint():
    tinted = grid_only(tint=(0.0, 1.0, 1.0, 1.0), digits=0)
    lit = [LIGHT["lit"], mix(LIGHT["lit"], LIGHT["F"], 0.6)]
    for cell, colour in enumerate(lit):
        assert colour in [to_hex(patch.get_facecolor()) for patch in patches(picture(tinted, Focus("x", cell)))]


def test_a_lit_heading_is_lit_in_its_own_colour():
    heading = picture(grid_only(ink="S"), Focus("x", 1))
    assert mix(LIGHT["paper"], LIGHT["S"], 0.15) in [to_hex(patch.get_facecolor()) for patch in patches(heading)]


@pytest.mark.parametrize(("side", "text"), [(40, "×−1"), (21, "−1"), (15, "")])
def test_a_weight_under_the_lens_is_legible_or_not_there(side, text):
    written, size = _weight_below("−1", 10, side)
    assert written == text
    assert size >= 8 or not text


def test_pixels_are_an_image_without_smoothing_and_numbers_stay_in_the_lens():
    image_bytes = png(np.full((2, 2, 3), 90, np.uint8))
    drawing = picture(grid_only(pixels=image_bytes, numbers=Packed.of([1, 2, 3, 4]), digits=0))
    (image,) = (one for one in drawing.figure.axes[0].get_children() if isinstance(one, AxesImage))
    assert image.get_interpolation() == "nearest"
    assert image.get_extent() == (10, 70, 80, 20)
    assert words(drawing) == []


def test_a_scene_without_film_lights_nothing():
    assert records(picture(grid_only()), "outline") == {}


def test_a_long_caption_is_broken_at_its_width():
    say = Sentences("Row {row}, column {col}: " + "many words " * 20 + "= **{value}**")
    grid = Grid("y", 0, 0, 30, 1, 1, "output", ("7",), say=say)
    scene = Scene({}, 400, 300, (grid, kinds.Caption(10, 60, 300)), film=("y",))
    lines = [drawn for drawn in picture(scene).drawn if drawn.kind == "caption"]
    assert len(lines) > 3
    assert sum(drawn.box[1] + 0.76 * 13 for drawn in lines) / len(lines) == pytest.approx(60)
    assert all(drawn.box[2] <= 301 for drawn in lines)
    assert lines[-1].text.endswith("= 7")


def test_a_caption_somewhat_too_long_is_set_smaller():
    grid = Grid(
        "y", 0, 0, 30, 1, 1, "output", ("7",), say=Sentences("a sentence of rather middling length: **{value}**")
    )
    scene = Scene({}, 400, 300, (grid, kinds.Caption(10, 60, 300)), film=("y",))
    (line,) = (drawn for drawn in picture(scene).drawn if drawn.kind == "caption")
    assert line.box[2] == pytest.approx(300)
    assert 13 < line.box[3] < 16


def test_one_axes_in_pixels(scene):
    figure = picture(scene).figure
    (axes,) = figure.axes
    assert type(figure) is Figure
    assert (axes.get_xlim(), axes.get_ylim()) == ((0, 1180), (720, 0))


def test_on_an_image_the_outline_of_a_pixel_can_be_seen_through():
    image_bytes = png(np.full((40, 40, 3), 90, np.uint8))
    grid = Grid("y", 10, 10, 2, 40, 40, "output", Packed.of(range(1600)), pixels=image_bytes)
    drawing = picture(Scene({}, 100, 100, (grid,), film=("y",)), Focus("y", 41))
    assert records(drawing, "outline")["y"].box == (12, 12, 2, 2)
    (outline,) = outlined(drawing, LIGHT["S"])
    assert outline.get_path().get_extents().bounds == (8, 8, 10, 10)
    below = [patch for patch in patches(drawing) if patch.get_linewidth() == 6]
    assert [to_hex(patch.get_edgecolor()) for patch in below] == [LIGHT["paper"]]
    assert below[0].get_zorder() < outline.get_zorder()


SETTINGS = [
    {},
    {"W": 10, "P": 0},
    {"W": 32, "F": 5, "S": 1, "P": 0, "D1": 1, "K": 6, "source": "digit"},
    {"W": 5, "S": 1, "view": "1-D"},
    {"W": 9, "S": 1, "P": 2, "dilation": 2},
    {"W": 2, "F": 7, "P": 0},
    {"show": "coverage", "D1": 4, "K": 3},
]


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_convolution_picture_shows_its_numbers_and_stays_on_its_paper(settings, theme):
    scene = convolution.scene(convolution.Settings(**settings))
    last = focus_at(scene, scene.steps - 1) if scene.steps else None
    drawing = picture(scene, last, theme)
    cells = records(drawing, "cell")
    for grid in scene.grids:
        if grid.digits and grid.shows_with in (None, last and last.grid):
            assert [cells[f"{grid.id}:{n}"].text for n in range(len(grid.numbers))] == list(grid.numbers)
    for drawn in drawing.drawn:
        x, y, width, height = drawn.box
        assert 0 <= min(x, x + width) and max(x, x + width) <= scene.width, drawn
        assert 0 <= min(y, y + height) and max(y, y + height) <= scene.height, drawn
    assert len(drawing.png(1)) > 1000


def test_the_filter_lab_picture_shows_the_window_of_its_step():
    scene = filter_lab.scene(filter_lab.Settings())
    drawing = picture(scene, focus_at(scene, scene.steps // 2))
    lens = records(drawing, "lens")
    values = scene.grid("x0").numbers.values
    assert len(lens) == 9
    assert all(int(drawn.text) in values for drawn in lens.values())
    assert drawing.alt == scene.spoken


def test_a_picture_of_several_hundred_numbers_takes_no_longer_than_a_blink():
    """Set one by one as matplotlib does, the numbers alone would take longer."""
    scene = convolution.scene(convolution.Settings(W=7, F=3, S=2, P=1, K=2))
    picture(scene).png(1)
    times = []
    for step in range(5):
        began = process_time()
        picture(scene, focus_at(scene, step)).png(1)
        times.append(process_time() - began)
    assert min(times) < 0.1
