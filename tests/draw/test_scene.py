"""What matplotlib draws, held against the scene: each number in its place, each light where it belongs."""

from dataclasses import replace
from itertools import pairwise
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
from cnnlib.scenes.palette import DARK, LIGHT
from cnnlib.scenes.pixels import png
from cnnlib.scenes.scene import Grid, Packed, Scene, Sentences
from cnnlib.scenes.trace import Focus, focus_at
from tests.draw.reading import outlined, patches, records, word, words


def test_every_number_stands_in_the_middle_of_its_cell(scene):
    drawing = picture(scene, Focus("y1", 15))
    for grid in scene.grids:
        if grid.shows_with == "y0":
            continue
        for cell, text in enumerate(grid.numbers):
            shown = word(drawing, f"{grid.id}:{cell}")
            x, y = (
                grid.x + (cell % grid.cols + 0.5) * grid.cell,
                grid.y + (cell // grid.cols + 0.5) * grid.cell,
            )
            lit = shown.bold and grid.role == "input"
            assert shown.text == text
            assert (shown.anchor, shown.x) == ("middle", x) or lit
            assert abs(shown.y - 0.36 * shown.size - y) < (5 if lit else 0.01)


def test_every_cell_is_recorded_with_its_number_and_its_box(scene):
    cells = records(picture(scene), "cell")
    shown = [grid for grid in scene.grids if grid.shows_with != "y1"]
    assert len(cells) == sum(grid.rows * grid.cols for grid in shown)
    for grid in shown:
        for cell, text in enumerate(grid.numbers):
            row, col = divmod(cell, grid.cols)
            assert cells[f"{grid.id}:{cell}"].text == text
            assert cells[f"{grid.id}:{cell}"].box == (
                grid.x + col * grid.cell + 1, grid.y + row * grid.cell + 1, grid.cell - 2, grid.cell - 2
            )  # fmt: skip


def test_without_a_focus_the_first_step_of_the_film_is_lit(scene):
    assert picture(scene).drawn == picture(scene, Focus("y0", 0)).drawn


def test_the_window_carries_the_weights_and_the_outlines_stand_around_it(scene):
    drawing = picture(scene, Focus("y0", 6))  # row 1, column 2: rows 2 to 4, columns 4 to 6 of each slice
    weights = records(drawing, "weight")
    assert len(weights) == 27
    for d in range(3):
        for n, weight in enumerate(scene.grid(f"w0.{d}").numbers):
            cell = (2 + n // 3) * 9 + 4 + n % 3
            assert weights[f"x{d}:{cell}:weight"].text == f"×{weight}"
            assert word(drawing, f"x{d}:{cell}").bold
        assert records(drawing, "outline")[f"x{d}"].box == (24 + 296 * d + 120, 168 + 60, 90, 90)
    assert records(drawing, "outline")["y0"].box == (942 + 68, 168 + 34, 34, 34)
    assert set(records(drawing, "outline")) == {"x0", "x1", "x2", "y0"}


@pytest.mark.parametrize(("theme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_light_is_ink_of_the_palette(scene, theme, colours):
    drawing = picture(scene, Focus("y0", 6), theme)
    fills = {to_hex(patch.get_facecolor()) for patch in patches(drawing) if patch.get_facecolor()[3]}
    assert {colours[role] for role in ("input", "filter", "output", "padding", "lit", "lit-output", "panel")} <= fills
    assert to_hex(drawing.figure.get_facecolor()) == colours["paper"]
    (window,), (target,) = outlined(drawing, colours["F"]), outlined(drawing, colours["S"])
    assert (window.get_linestyle(), target.get_linestyle()) == ("solid", "solid")
    assert word(drawing, "x0:0").colour == colours["muted"]  # padding
    assert word(drawing, "w0.0:0").colour == colours["F"]


def test_an_unknown_theme_is_refused(scene):
    with pytest.raises(ValueError, match=r"no theme 'sepia': choose 'light' or 'dark'"):
        picture(scene, theme="sepia")


def test_a_dilated_window_is_dashed(dilated):
    (window,) = outlined(picture(dilated, Focus("y1", 1)), LIGHT["F"])
    assert window.get_linestyle() != "solid"
    assert len(records(picture(dilated, Focus("y1", 1)), "weight")) == 27


def test_an_input_lights_every_output_it_feeds_with_the_weight_used(scene):
    drawing = picture(scene, Focus("x1", 30))  # row 3, column 3: in one window only, at stride 2
    weights = records(drawing, "weight")
    assert {name: drawn.text for name, drawn in weights.items()} == {
        "y0:5:weight": f"×{scene.grid('w0.1').numbers[4]}",
        "y1:5:weight": f"×{scene.grid('w1.1').numbers[4]}",
    }
    assert set(records(drawing, "outline")) == {"x1", "y0", "y1", "w0.1"}


def test_a_weight_lights_every_input_it_meets(scene):
    drawing = picture(scene, Focus("w1.2", 4))
    inputs = {(2 * i + 1) * 9 + 2 * j + 1 for i in range(4) for j in range(4)}
    assert set(records(drawing, "weight")) == {f"x2:{cell}:weight" for cell in inputs}
    assert "w1.2:4" in records(drawing, "cell")  # the filter of map 1 is shown, that of map 0 is not
    assert "w0.2:4" not in records(drawing, "cell")


def test_products_sums_and_sentence_agree_with_the_numbers_shown(scene):
    drawing = picture(scene, Focus("y0", 6))
    lines = records(drawing, "products")
    total = 1  # the bias
    for d in range(3):
        text = " ".join(lines[f"x{d}:products:{row}"].text for row in range(3)).replace("−", "-")
        sum_ = sum(int(a) * int(b) for a, b in (term.split("·") for term in text.split(" + ")))
        assert records(drawing, "told")[f"sum{d}"].text == f"= {sum_}".replace("-", "−")
        total += sum_
    assert scene.grid("y0").numbers[6] == str(total).replace("-", "−")
    caption = records(drawing, "caption")["caption"].text
    assert caption.startswith("Row 1, column 2 of map 0:")
    assert caption.endswith(f"+ bias 1 = {scene.grid('y0').numbers[6]}")


def test_padding_counts_from_minus_one(scene):
    assert "Row −1, column −1 is 0" in [drawn.text for drawn in picture(scene, Focus("x0", 0)).drawn]


def test_labels_lie_side_by_side_and_keep_their_anchor(scene):
    drawing = picture(scene)
    runs = [one for one in words(drawing) if one.name == "formula"]
    assert "".join(run.text for run in runs) == "(W − F) / S + 1 = 4"
    assert runs[1].colour == LIGHT["W"]
    for one, following in pairwise(runs):
        assert following.x == pytest.approx(one.x + one.width)
    card = records(drawing, "label")["card"]
    assert card.box[0] + card.box[2] == pytest.approx(1142)


def test_wires_join_each_source_to_its_targets_and_are_lettered_where_lit(wired):
    drawing = picture(wired, Focus("y", 1))
    assert len(records(drawing, "wire")) == 9
    lettered = {one.name: one.text for one in words(drawing) if ">" in one.name}
    assert lettered == {"x:1>y:1": "1", "x:2>y:1": "0", "x:3>y:1": "−1"}
    assert records(drawing, "wire")["x:1>y:1"].box == (
        100,
        200,
        40,
        -100,
    )  # from the top of x to the foot of y


def test_the_lens_shows_each_number_above_its_weight(wired):
    drawing = picture(wired, Focus("y", 2))
    assert [drawn.text for drawn in records(drawing, "lens").values()] == ["−1", "1", "−3"]
    names = [f"x:lens:{n}" for n in range(3)]
    assert [word(drawing, f"{name}:weight").text for name in names] == ["×1", "×0", "×−1"]
    assert all(word(drawing, f"{name}:weight").y > word(drawing, name).y for name in names)


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
