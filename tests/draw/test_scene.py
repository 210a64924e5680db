"""What matplotlib draws, held against the scene: each number in its place, each light where it belongs."""

from itertools import pairwise

import pytest
from matplotlib.colors import to_hex

from cnnlib.draw import picture
from cnnlib.scenes.palette import DARK, LIGHT
from cnnlib.scenes.trace import Focus
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
