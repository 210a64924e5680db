"""The im2col picture by hand: the lecture's numbers, the order of a column, edits, times, what it says and refuses."""

from typing import Any

import numpy as np
import pytest

from cnnlib.implementations import IMPLEMENTATIONS
from cnnlib.scenes import convolution, im2col
from cnnlib.scenes.im2col import PRESETS, Settings
from cnnlib.scenes.im2col.clock import in_seconds
from cnnlib.scenes.im2col.times import LARGER, MEASURED
from cnnlib.scenes.questions import covered
from cnnlib.scenes.scene import Button, Label, Lens, Panel, Products, Scene, Told
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.trace import Focus, lit_by, pointed_at
from tests.scenes.overlaps import overlaps

MADE = {"loops": [0.0004, 1.0], "im2col + product": [0.00002, 1.0], "library": [0.00004, 1.0]}
SLOW = {"loops": [40.0, 0.01], "im2col + product": [0.002, 1.0], "library": [0.002, 1.0]}


def texts(scene: Scene) -> list[str]:
    return ["".join(run.text for run in item.runs) for item in scene.items if isinstance(item, Label)]


def numbers(scene: Scene, name: str) -> tuple[str, ...]:
    shown = scene.grid(name).numbers
    assert isinstance(shown, tuple)
    return shown


def text(scene: Scene, name: str) -> str:
    label = next(item for item in scene.items if isinstance(item, Label) and item.id == name)
    return "".join(run.text for run in label.runs)


def measured(settings: Settings, here: dict[str, list[float]] = MADE) -> dict[str, Any]:
    return {"sizes": settings.sizes, "here": here, "larger": SLOW}


def test_the_order_of_a_column_is_row_by_row_and_all_slices_at_each_pixel() -> None:
    """Slices hold 1 to 4 and 5 to 8: the only window has 1 and 5, then 2 and 6."""
    scene = im2col.scene(Settings(W=2, F=2, D1=2, source="numbered"))
    assert numbers(scene, "col") == ("1", "5", "2", "6", "3", "7", "4", "8")
    assert "row by row, from left to right, and at each pixel through both slices" in text(scene, "verdict-2")


@pytest.mark.parametrize("F", range(1, 6))
@pytest.mark.parametrize("D1", range(1, 5))
def test_on_numbered_pixels_every_window_of_a_row_gives_another_number(F: int, D1: int) -> None:
    """Weights that add up to 0 would give the same one everywhere; those that the reader types stay as they are."""
    y = im2col.output(Settings(W=8, F=F, D1=D1, K=4, source="numbered"))
    assert all(len(set(y[0, :, k])) == y.shape[1] for k in range(4))
    typed = {f"0,{d},{row},{col}": 0 for d in range(D1) for row in range(F) for col in range(F)}
    assert not im2col.output(Settings(F=F, D1=D1, K=1, W=8, source="numbered", w_edits={**typed, "0": 0})).any()


def test_a_column_and_its_row_of_weights_are_stretched_alike() -> None:
    """The weight in W_row under a number of the column is the one that meets it in the Convolution picture."""
    same = {"W": 4, "F": 3, "S": 1, "P": 0, "D1": 2, "K": 2}
    scene, other = im2col.scene(Settings(**same)), convolution.scene(convolution.Settings(**same))
    rows = np.array(numbers(scene, "row")).reshape(2, 3, 3, 2)
    for k in range(2):
        for d in range(2):
            assert tuple(rows[k, :, :, d].ravel()) == numbers(other, f"w{k}.{d}")
    np.testing.assert_array_equal(im2col.output(Settings(**same)), convolution.output(convolution.Settings(**same)))


@pytest.mark.parametrize("pixel, copies", [(0, 1), (2, 3), (12, 9), (7, 6)])
def test_a_pixel_lights_all_its_copies(pixel: int, copies: int) -> None:
    """5 x 5, F = 3: a pixel is copied once for each window over its row times each over its column."""
    scene = im2col.scene(Settings(W=5, F=3, D1=1, K=1))
    assert len(pointed_at(scene, Focus("x0", pixel))) == copies
    assert len(lit_by(scene, Focus("x0", pixel))) == copies
    say = scene.grid("x0").say
    told = {1: "copied once"}.get(copies, f"copied {copies} times")
    assert say and told in say.at(pixel, row=pixel // 5, col=pixel % 5, value="1")


def test_a_weight_meets_a_row_of_the_matrix() -> None:
    scene = im2col.scene(Settings(W=4, F=2, D1=2, K=2))
    pairs = lit_by(scene, Focus("row", 8 + 3))  # filter 1, number 3
    assert {pair.source[1] // 9 for pair in pairs} == {3} and {pair.target[1] // 9 for pair in pairs} == {1}
    say = scene.grid("row").say
    assert say and say.at(11, row=1, col=3, value="1") == (
        "**1** is row 0, column 1, slice 1 of filter 1: it meets row 3 of X_col, 9 products"
    )


def test_the_dot_product_is_told() -> None:
    scene = im2col.scene(Settings(W=4, F=2, D1=2, K=2))
    told = next(item for item in scene.items if isinstance(item, Told) and item.id == "dot")
    y = im2col.output(Settings(W=4, F=2, D1=2, K=2))
    assert told.texts.at(12).startswith("w₁ᵀ x₃ + b₁")
    assert told.texts.at(12).endswith(f"=  {int(y[1, 0, 1])}".replace("-", "−"))
    assert any(isinstance(item, Products) for item in scene.items)
    large = im2col.scene(Settings(W=8, F=3, P=1, D1=3, K=4))
    assert any(isinstance(item, Lens) for item in large.items) and large.grid("col").pixels


def test_alexnets_first_layer() -> None:
    """The lecture: X_col [363 x 3025], W_row [96 x 363], product [96 x 3025] -> 55x55x96."""
    scene = im2col.scene(Settings(layer="alexnet"))
    assert text(scene, "X_col") == "X_col: 363 × 3,025 = 1,098,075 numbers"
    assert text(scene, "W_row") == "W_row: 96 × 363"
    assert text(scene, "product-size") == "W_row · X_col + b: 96 × 3,025"
    assert text(scene, "output") == "output 55 × 55 × 96"
    assert text(scene, "card-copied") == "7.1× on average"
    assert text(scene, "card-bytes") == "603.9 KB → 4.2 MB"
    assert text(scene, "story-3") == "96·363·3,025 = 105,415,200"
    assert scene.steps == 0 and not scene.grids


@pytest.mark.parametrize("layer", ["lenet", "alexnet", "vgg"])
def test_known_layers(layer: str) -> None:
    settings = Settings(layer=layer)
    scene = im2col.scene(settings)
    assert overlaps(scene) == []
    assert not any(isinstance(item, Button) and not item.sends for item in scene.items)
    for question in im2col.questions(settings):
        assert overlaps(covered(scene, question)) == []


def test_the_code_of_a_known_layer(capsys: pytest.CaptureFixture) -> None:
    names: dict[str, Any] = {}
    exec(im2col.as_code(Settings(layer="alexnet")), names)
    assert names["X_col"].shape == (363, 3025)
    np.testing.assert_array_equal(names["V"], im2col.output(Settings(layer="alexnet")))


def test_edits_are_seen_everywhere() -> None:
    edits = {"x_edits": {"1,0,0": 2.5}, "w_edits": {"1,1,0,0": 4, "0": -7}}
    scene = im2col.scene(Settings(**edits))
    assert numbers(scene, "x1")[0] == numbers(scene, "col")[9] == "2.5"
    assert numbers(scene, "row")[8 + 1] == "4" and numbers(scene, "b")[0] == "−7"
    assert scene.grid("row").edit_keys[9] == "1,1,0,0" and scene.grid("x1").edit_keys[0] == "1,0,0"
    names: dict[str, Any] = {}
    exec(im2col.as_code(Settings(**edits)), names)
    np.testing.assert_array_equal(names["V"], im2col.output(Settings(**edits)))


def test_copies_of_padding_are_muted_and_cannot_be_edited() -> None:
    scene = im2col.scene(Settings(W=3, F=2, P=1, D1=1))
    x, col = scene.grid("x0"), scene.grid("col")
    assert x.first == (-1, -1) and len(x.hatched) == 25 - 9 and x.edit_keys[0] == ""
    assert 0 in col.hatched and col.edit is None


def test_what_no_window_reads_is_hatched() -> None:
    scene = im2col.scene(Settings(W=5, F=2, S=2, D1=1))
    assert scene.grid("x0").unreached == (4, 9, 14, 19, 20, 21, 22, 23, 24)
    assert text(scene, "verdict-2").endswith("drawn: floor, the hatched pixels stand in no column")
    alone = im2col.scene(Settings(W=2, F=5, S=3, dilation=2))
    button = next(item for item in alone.items if isinstance(item, Button) and not item.sends)
    assert not im2col.scene(Settings(**Settings().as_dict() | {"W": 2, "dilation": 2} | button.settings)).problem


def test_before_measuring_it_says_what_will_be_measured() -> None:
    scene = im2col.scene(Settings())
    assert "and on 32 × 32 × 3, K = 16." in texts(scene)
    assert [item.sends for item in scene.items if isinstance(item, Button)] == ["measure"]


def test_times_are_drawn_on_a_log_scale() -> None:
    settings = Settings()
    scene = im2col.scene(Settings(times=measured(settings)))
    written = texts(scene)
    for said in ("this setting", "20×", "400 µs", "20 µs", "40 µs", "32 × 32 × 3, K = 16", "20,000×", "≈ 40 s", "2 ms"):
        assert said in written, said
    bars = [item.width for item in scene.items if isinstance(item, Panel) and item.height == 11]
    assert scene.spoken.endswith(" Measured here: loops 400 µs, im2col 20 µs, library 40 µs.")
    assert len(bars) == 6 and bars[0] > bars[2] > bars[1]
    assert bars[3] - bars[4] == pytest.approx(84 * (np.log10(40 / 0.002)) / 8)
    assert overlaps(scene) == []


def test_times_of_another_setting_are_said_to_be() -> None:
    scene = im2col.scene(Settings(K=3, times=measured(Settings())))
    assert "another setting" in texts(scene) and "this setting" not in texts(scene)
    none = Settings(W=2, F=5)
    assert "this setting: no window fits" in texts(im2col.scene(Settings(W=2, F=5, times=measured(none, {}))))


@pytest.mark.parametrize(
    "times",
    [3, {"here": {}}, {"sizes": [1], "here": {}, "larger": {}}, measured(Settings(), {"loops": [1.0, 1.0]}),
     measured(Settings(), MADE | {"loops": [-1.0, 1.0]}), measured(Settings(), MADE | {"loops": [1.0]})],
    ids=str,
)  # fmt: skip
def test_times_that_nobody_measured(times: Any) -> None:
    with pytest.raises(SettingError, match=r"are no measured times: press Measure, or use \{\} for none"):
        Settings(times=times)


def test_what_is_timed_are_implementations() -> None:
    assert set(MEASURED) <= set(IMPLEMENTATIONS) and set(LARGER) <= set(Settings().as_dict())


@pytest.mark.parametrize(
    "seconds, said", [(2e-7, "< 1 µs"), (1.5e-6, "1.5 µs"), (0.000999, "1,000 µs"), (1.0, "1 s"), (3600.0, "3,600 s")]
)
def test_seconds(seconds: float, said: str) -> None:
    assert in_seconds(seconds) == said


def test_refusals() -> None:
    with pytest.raises(SettingError, match=r"W = 9 is outside 1 to 8 \(input\): type a whole number from 1 to 8"):
        Settings(W=9)
    with pytest.raises(SettingError, match="layer = 'resnet' is none of 'own', 'lenet', 'alexnet', 'vgg'"):
        Settings(layer="resnet")
    with pytest.raises(SettingError, match="x_edits has the key '1,2'; a key is \"d,row,col\""):
        Settings(x_edits={"1,2": 3})
    with pytest.raises(SettingError, match="as_code knows no 'matlab'; it writes 'numpy', 'torch', 'keras'"):
        im2col.as_code(Settings(), "matlab")


def test_questions_by_hand() -> None:
    shape, one, memory = im2col.questions(Settings(W=4, F=2, D1=2))
    assert (shape.answer, memory.answer) == ((8, 9), 4 * 72)
    assert {m.name: m.value for m in shape.mistakes}["forgot the input depth"] == (4, 9)
    assert one.answer == im2col.output(Settings(W=4, F=2, D1=2))[1, 1, 0]
    hidden = covered(im2col.scene(Settings(W=4, F=2, D1=2)), one)
    assert hidden.start == 4 and hidden.grid("product").unknown == (4,) and hidden.grid("y0").unknown == (4,)
    quiet = covered(im2col.scene(Settings(W=4, F=2, D1=2)), shape)
    assert {grid.id for grid in quiet.grids} == {"x0", "x1"} and not quiet.copies
    assert im2col.questions(Settings(W=2, F=5)) == ()


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset_shows_what_its_caption_says(preset: Any) -> None:
    settings = Settings(**preset.settings)
    scene = im2col.scene(settings)
    assert overlaps(scene) == [] and "times" not in preset.settings
    if preset.name == "no copies":
        assert sorted(numbers(scene, "col")) == sorted(n for d in (0, 1) for n in numbers(scene, f"x{d}"))
    if preset.name == "one by one":
        assert [numbers(scene, "col")[9 * d : 9 * d + 9] for d in range(4)] == [
            numbers(scene, f"x{d}") for d in range(4)
        ]
    if preset.name == "a pixel and its copies":
        assert len(pointed_at(scene, Focus("x0", 12))) == 9
    if preset.name == "dilation":
        assert numbers(scene, "col")[::9] == ("1", "3", "11", "13")
