"""The Convolution picture beyond its size sliders: edits, borders, turned filters, one dimension, code, bad input."""

import json
from itertools import product

import numpy as np
import pytest
from scipy.signal import convolve, correlate

from cnnlib.scenes import convolution
from cnnlib.scenes.convolution import CONTROLS, PRESETS, Settings, as_code, output
from cnnlib.scenes.convolution.values import filters, input_volume
from cnnlib.scenes.scene import Button, Grid, Label, Scene
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.text import number
from cnnlib.scenes.trace import focus_at, lit_by, products_of


def texts(scene: Scene) -> str:
    return " | ".join("".join(run.text for run in item.runs) for item in scene.items if isinstance(item, Label))


def value(scene: Scene, place: tuple[str, int]) -> float:
    return float(scene.grid(place[0]).numbers[place[1]].replace("−", "-"))


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_presets_draw(preset) -> None:
    scene = convolution.scene(Settings(**preset.settings))
    assert scene.spoken and scene.steps > 0
    assert bool(scene.problem) == (preset.name == "does not tile")


@pytest.mark.parametrize("settings", [Settings(), Settings(W=9, dilation=2, S=1), Settings(view="1-D", W=5, S=1)])
def test_every_lit_cell_adds_up(settings: Settings) -> None:
    """The products that light up, summed, and the bias are the number in the cell."""
    scene = convolution.scene(settings)
    for step in range(scene.steps):
        focus = focus_at(scene, step)
        pairs = products_of(scene, focus)
        bias = value(scene, (f"b{focus.grid[1:]}", 0))
        total = sum(value(scene, pair.source) * value(scene, pair.weight) for pair in pairs) + bias
        assert total == value(scene, (focus.grid, focus.cell))


def test_reads_counts_the_windows_over_a_pixel() -> None:
    scene = convolution.scene(Settings(W=6, F=3, S=2, P=1, D1=2, K=1, show="coverage"))
    grid = scene.grid("x0")
    assert all(grid.numbers[cell] == "" for cell in grid.hatched), "padding is not counted among the pixels"
    for cell in set(range(grid.rows * grid.cols)) - set(grid.hatched):
        assert int(grid.numbers[cell]) == len({p.target for p in lit_by(scene, _focus("x0", cell))})


def _focus(grid: str, cell: int):
    from cnnlib.scenes.trace import Focus

    return Focus(grid, cell)


@pytest.mark.parametrize(("mode", "flip", "S"), [*product(("zero", "mirror", "extend"), (False, True), (1, 2))])
def test_against_scipy(mode: str, flip: bool, S: int) -> None:
    settings = Settings(W=8, F=3, S=S, P=2, mode=mode, flip=flip, separate=True, H=6, FH=5, SH=S)
    pad = {"zero": "constant", "mirror": "reflect", "extend": "edge"}[mode]
    x = np.pad(input_volume(settings), ((2, 2), (2, 2), (0, 0)), mode=pad)
    w, b = filters(settings)
    slide = convolve if flip else correlate
    for k in range(settings.K):
        planes = [slide(x[:, :, d], w[k, :, :, d], mode="valid") for d in range(settings.D1)]
        np.testing.assert_allclose(output(settings)[:, :, k], sum(planes)[::S, ::S] + b[k])


def test_the_notes_row_of_neurons() -> None:
    assert output(Settings(view="1-D", W=5, F=3, S=1, P=1)).ravel().tolist() == [-2, 2, 1, 2, 1]
    assert output(Settings(view="1-D", W=5, F=3, S=2, P=1)).ravel().tolist() == [-2, 1, 1]
    assert "is no whole number" in convolution.scene(Settings(view="1-D", W=5, F=3, S=3, P=1)).problem


def test_the_numpy_example() -> None:
    settings = Settings(W=11, F=5, S=2, P=0, D1=4, K=2)
    x, (w, b) = input_volume(settings), filters(settings)
    V = output(settings)
    assert V.shape == (4, 4, 2)
    assert V[2, 3, 1] == np.sum(x[4:9, 6:11, :] * w[1]) + b[1]


def test_turning_the_filter_turns_the_numbers_shown() -> None:
    plain, turned = (convolution.scene(Settings(flip=flip)).grid("w0.0") for flip in (False, True))
    assert turned.numbers == plain.numbers[::-1]
    assert (plain.turned, turned.turned) == (0, 180)
    assert turned.edit_keys == plain.edit_keys[::-1], "an edit stays with its weight"


class TestEdits:
    def test_an_edit_shows_and_counts(self) -> None:
        settings = Settings(x_edits={"0,2,3": 5}, w_edits={"1,0,1,1": -2, "0": 7})
        scene = convolution.scene(settings)
        grid = scene.grid("x0")
        assert grid.numbers[grid.edit_keys.index("0,2,3")] == "5"
        assert scene.grid("w1.0").numbers[4] == "−2"
        assert scene.grid("b0").numbers == ("7",)
        assert not np.array_equal(output(settings), output(Settings()))

    def test_an_edit_outside_a_smaller_size_waits(self) -> None:
        edits = {"0,6,6": 9}
        np.testing.assert_array_equal(output(Settings(W=5, x_edits=edits)), output(Settings(W=5)))
        assert input_volume(Settings(W=7, x_edits=edits))[6, 6, 0] == 9

    def test_padding_has_no_key(self) -> None:
        grid = convolution.scene(Settings()).grid("x0")
        assert {grid.edit_keys[cell] for cell in grid.hatched} == {""}

    def test_fractions_are_shown_as_they_are(self) -> None:
        scene = convolution.scene(Settings(D1=1, K=1, w_edits={"0,0,0,0": 0.5}))
        assert "0.5" in scene.grid("w0.0").numbers


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"S": 0}, "S = 0 is outside 1 to 4"),
        ({"W": -3}, "W = -3 is outside 1 to 32"),
        ({"F": 2.5}, "F = 2.5 is not a whole number"),
        ({"F": "three"}, "F = 'three' is not a whole number"),
        ({"F": float("nan")}, "F = nan is not a whole number"),
        ({"F": float("inf")}, "F = inf is not a whole number"),
        ({"K": True}, "K = True is not a whole number"),
        ({"mode": "reflect"}, "mode = 'reflect' is none of 'zero', 'mirror', 'extend'"),
        ({"flip": 1}, "flip = 1 is neither True nor False"),
        ({"w_edits": {"0,0,0,0": "two"}}, "'two' is not a number"),
        ({"x_edits": {"0,0,0": float("nan")}}, "x\\[0,0,0\\] = nan is outside"),
        ({"x_edits": {"0,0": 1}}, "has the key '0,0'"),
        ({"x_edits": {"0,0,z": 1}}, "has the key '0,0,z'"),
        ({"w_edits": 3}, "w_edits = 3 is no mapping"),
    ],
)
def test_bad_settings_get_a_sentence(settings: dict, message: str) -> None:
    with pytest.raises(SettingError, match=message):
        Settings(**settings)


@pytest.mark.parametrize("W", [1, 2, 3])
def test_a_mirror_needs_pixels_to_copy(W: int) -> None:
    scene = convolution.scene(Settings(W=W, F=1, S=1, P=3, mode="mirror"))
    assert f"W = {W} has only {W - 1}" in scene.problem and not scene.film
    buttons = [item for item in scene.items if isinstance(item, Button)]
    assert [button.text for button in buttons] == ["zeros", "extend", "P = 0"]
    for F in (1, 2, 3):  # whatever is offered fits
        small = convolution.scene(Settings(W=W, F=F, S=1, P=3, mode="mirror"))
        for button in (item for item in small.items if isinstance(item, Button)):
            assert not convolution.scene(Settings(**{**small.settings, **button.settings})).problem
    for button in buttons:
        repaired = Settings(**{**scene.settings, **button.settings})
        assert not convolution.scene(repaired).problem


def test_repairs_with_a_height_of_its_own() -> None:
    settings = Settings(W=7, S=2, separate=True, H=8, FH=3, SH=2)
    scene = convolution.scene(settings)
    assert "bottom" in scene.problem
    for button in (item for item in scene.items if isinstance(item, Button)):
        H, F, S, P, d = Settings(**{**scene.settings, **button.settings}).axis_h
        assert (H - d * (F - 1) - 1 + 2 * P) % S == 0, button


@pytest.mark.parametrize("source", ["integers", "gradient", "letter", "digit", "photo"])
@pytest.mark.parametrize("W", [1, 5, 32])
def test_every_input_is_small_whole_numbers(source: str, W: int) -> None:
    x = input_volume(Settings(W=W, source=source, D1=4))
    assert x.shape == (W, W, 4)
    assert np.array_equal(x, np.rint(x)) and 0 <= x.min() <= x.max() <= 9


def test_changing_a_size_keeps_the_numbers() -> None:
    """Two strides can only be compared on the same input and filters."""
    np.testing.assert_array_equal(input_volume(Settings(W=7))[:5, :5], input_volume(Settings(W=5)))
    np.testing.assert_array_equal(filters(Settings(F=5))[0][:, :3, :3], filters(Settings(F=3))[0])


SAMPLES = [
    Settings(), Settings(W=9, F=4, S=3, P=2, dilation=2, mode="extend"), Settings(mode="mirror", flip=True),
    Settings(view="1-D", W=9, S=2, dilation=2), Settings(separate=True, H=9, FH=5, SH=1),
    Settings(W=6, x_edits={"1,2,2": -7.5}, w_edits={"0": 3}), Settings(W=2, F=7, P=0),
]  # fmt: skip


@pytest.mark.parametrize("settings", SAMPLES)
def test_numpy_code_gives_the_picture_s_numbers(settings: Settings, capsys) -> None:
    names: dict = {}
    if output(settings).size:
        exec(as_code(settings, "numpy"), names)
        np.testing.assert_allclose(names["V"], output(settings))


@pytest.mark.parametrize("settings", SAMPLES[:-1])
def test_torch_code_names_the_same_layer(settings: Settings) -> None:
    torch = pytest.importorskip("torch")
    names: dict = {"torch": torch}
    exec(as_code(settings, "torch"), names)
    rows, cols, K = output(settings).shape
    assert tuple(names["V"].shape) == (1, K, rows, cols)


def test_code_in_an_unknown_dialect() -> None:
    with pytest.raises(SettingError, match="knows no 'matlab'; it writes 'numpy', 'torch', 'keras'"):
        as_code(Settings(), "matlab")


@pytest.mark.parametrize("settings", SAMPLES)
def test_all_text_stays_inside_and_nothing_jumps(settings: Settings) -> None:
    scene = convolution.scene(settings)
    assert (scene.width, scene.height) == (1180, 660)
    for grid in scene.grids:
        assert 0 <= grid.x and grid.x + grid.width <= scene.width
        assert 0 <= grid.y and grid.y + grid.height <= scene.height


def test_grids_never_overlap() -> None:
    for W, F, D1, K, P in product((1, 5, 9, 16, 32), (1, 3, 5, 7), (1, 2, 3, 4), (1, 2, 3, 6), (0, 3)):
        scene = convolution.scene(Settings(W=W, F=F, S=1, D1=D1, K=K, P=P))
        lit = [grid for grid in scene.grids if grid.shows_with in (None, "y0")]
        for n, one in enumerate(lit):
            for other in lit[n + 1 :]:
                assert not _overlap(one, other), (W, F, D1, K, P, one.id, other.id)


def _overlap(one: Grid, other: Grid) -> bool:
    apart_x = one.x + one.width <= other.x + 0.01 or other.x + other.width <= one.x + 0.01
    apart_y = one.y + one.height <= other.y + 0.01 or other.y + other.height <= one.y + 0.01
    return not (apart_x or apart_y)


def test_scene_is_small_and_plain() -> None:
    plain = convolution.scene(Settings()).as_dict()
    assert len(json.dumps(plain, default=lambda data: list(data))) < 25_000


def test_every_control_names_a_setting() -> None:
    for control in CONTROLS:
        if hasattr(control, "setting"):
            assert hasattr(Settings(), control.setting)


def test_numbers_have_a_true_minus() -> None:
    assert number(-1.5) == "−1.5"
    assert "-" not in "".join("".join(grid.numbers) for grid in convolution.scene(Settings()).grids)
