"""The filter lab against SciPy: every filter, size, stride, dilation, border and stage; and what is said about it."""

import re
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy.ndimage import correlate

from cnnlib.scenes import filter_lab
from cnnlib.scenes.controls import Choice, Slider
from cnnlib.scenes.filter_lab import CONTROLS, PRESETS, Settings, output, scene
from cnnlib.scenes.filter_lab.bank import BANK, weights
from cnnlib.scenes.filter_lab.photographs import working_picture
from cnnlib.scenes.scene import Button, Caption, Grid, Label, Packed, Scene
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.trace import Focus, products_of

SCIPY = {"?": "constant", "zero": "constant", "mirror": "mirror", "extend": "nearest"}
SIZES, STRIDES, DILATIONS = (1, 3, 5, 7), (1, 2, 3, 4), (1, 2, 3)
BORDERS = tuple(SCIPY)


def shown(grid: Grid) -> np.ndarray:
    """The numbers of a grid, NaN where it shows "?"."""
    numbers = grid.numbers.values if isinstance(grid.numbers, Packed) else [real(text) for text in grid.numbers]
    y = np.array(numbers, dtype=float)
    y[list(grid.unknown)] = np.nan
    return y.reshape(grid.rows, grid.cols)


def real(text: str) -> float:
    return float(text.replace("−", "-"))


def text(scene: Scene, name: str) -> str:
    label = next(item for item in scene.items if isinstance(item, Label) and item.id == name)
    return "".join(run.text for run in label.runs)


def spread(w: np.ndarray, dilation: int) -> np.ndarray:
    """The filter with zeros between its weights."""
    size = dilation * (len(w) - 1) + 1
    wide = np.zeros((size, size, w.shape[2]))
    wide[::dilation, ::dilation] = w
    return wide


def by_scipy(settings: Settings) -> np.ndarray:
    """The response by another road, NaN where the window reaches outside and nothing is said."""
    x = working_picture(settings).astype(float)
    w, divisor = weights(settings.filter, settings.F, settings.D)
    wide = spread(w[::-1, ::-1] if settings.flip else w, settings.dilation)
    sums = sum(correlate(x[:, :, d], wide[:, :, d], mode=SCIPY[settings.border], cval=0) for d in range(settings.D))
    if settings.border == "?":
        inside = np.zeros(x.shape[:2])
        edge = len(wide) // 2
        inside[edge : x.shape[0] - edge, edge : x.shape[1] - edge] = 1
        sums = np.where(inside, sums, np.nan)
    return sums[:: settings.S, :: settings.S] / divisor + settings.bias


def check(settings: Settings) -> Scene:
    """All numbers of a picture, and that it keeps its size."""
    drawn, expected = scene(settings), by_scipy(settings)
    rounding = 0 if np.array_equal(expected, np.rint(expected), equal_nan=True) else 0.0501
    y = shown(drawn.grid("response"))
    np.testing.assert_allclose(y, expected, atol=rounding + 1e-6)
    if settings.relu:
        y = np.maximum(y, 0)
        np.testing.assert_array_equal(shown(drawn.grid("relu")), y)
    if settings.pool:
        H2, W2 = (size // 2 for size in y.shape)
        y = y[: 2 * H2, : 2 * W2].reshape(H2, 2, W2, 2).max(axis=(1, 3))
        np.testing.assert_array_equal(shown(drawn.grid("pool")), y)
    np.testing.assert_allclose(output(settings), y, atol=rounding + 1e-6)
    assert (drawn.width, drawn.height) == (1180, 576)
    assert len(drawn.film) == 1 + settings.relu + settings.pool
    return drawn


@pytest.mark.parametrize("name", BANK)
@pytest.mark.parametrize("colour", [False, True])
def test_every_filter_and_border_and_stage(name: str, colour: bool) -> None:
    for F, border, stages in zip(SIZES, BORDERS, product([False, True], repeat=2)):
        check(Settings(filter=name, F=F, colour=colour, border=border, relu=stages[0], pool=stages[1]))


@pytest.mark.parametrize("F", SIZES)
@pytest.mark.parametrize("S", STRIDES)
def test_every_size_stride_dilation_and_border(F: int, S: int) -> None:
    for dilation, border in product(DILATIONS, BORDERS):
        for relu, pool in product([False, True], repeat=2):
            settings = Settings(F=F, S=S, dilation=dilation, border=border, relu=relu, pool=pool, bias=7)
            check(settings)


@pytest.mark.parametrize("photo", ["china", "flower", "hopper"])
@pytest.mark.parametrize("S", STRIDES)
def test_every_photograph_is_tiled_by_every_stride(photo: str, S: int) -> None:
    drawn = scene(Settings(photo=photo, S=S, F=5, dilation=2))
    assert not drawn.problem and not drawn.grid("x0").unreached
    assert re.search(r" = (\d+)$", text(drawn, "formula-0"))[1] == str(drawn.grid("response").cols)


@pytest.mark.parametrize("name", BANK)
@pytest.mark.parametrize("F", SIZES)
def test_flat_picture(name: str, F: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Detectors give 0 where all pixels are equal; the others keep the grey."""
    flat = np.full((109, 169, 3), 200)
    for D in (1, 3):
        monkeypatch.setattr(
            "cnnlib.scenes.filter_lab.values.working_picture", lambda settings: flat[:, :, : settings.D]
        )
        y = output(Settings(filter=name, F=F, colour=D == 3, border="extend"))
        keeps = name in ("identity", "box blur", "Gaussian blur", "sharpen", "emboss")
        np.testing.assert_allclose(y, 200 if keeps else 0, atol=1e-9)


@pytest.mark.parametrize("F", SIZES)
def test_a_corner_filter_ignores_straight_edges(F: int, monkeypatch: pytest.MonkeyPatch) -> None:
    edge = np.zeros((109, 169, 1), dtype=int)
    edge[:, 80:] = 255
    for x in (edge, np.swapaxes(edge, 0, 1)):
        monkeypatch.setattr("cnnlib.scenes.filter_lab.values.working_picture", lambda settings, x=x: x)
        assert not output(Settings(filter="corner", F=F, border="extend")).any()


def test_weights_are_whole_and_larger_filters_answer_a_ramp_alike() -> None:
    ramp = np.tile(np.arange(40.0), (40, 1))
    for name in BANK:
        for F in SIZES:
            w, divisor = weights(name, F, 3)
            assert np.array_equal(w, np.rint(w)) and divisor == int(divisor) > 0
    for F in (3, 5, 7):
        w, divisor = weights("Sobel x", F, 1)
        assert correlate(ramp, w[:, :, 0])[20, 20] / divisor == 8


def test_sobel_x_as_in_the_books() -> None:
    assert weights("Sobel x", 3, 1)[0][:, :, 0].tolist() == [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    assert weights("Sobel y", 5, 1)[0][:, 2, 0].tolist() == [-6, -12, 0, 12, 6]
    assert weights("box blur", 5, 3)[1] == 75


SENTENCES = [
    ({}, r"Row 40, column 60: 9 products add up to \*\*(.+)\*\*"),
    ({"bias": -20}, r"Row 40, column 60: 9 products add up to (.+); \1 − 20 = \*\*(.+)\*\*"),
    ({"filter": "box blur"}, r"Row .+: 9 products add up to (.+); \1 / 9 = \*\*(.+)\*\* to one decimal"),
    ({"filter": "box blur", "F": 5, "bias": 3}, r"Row .+: 25 products add up to (.+); \1 / 25 \+ 3 = \*\*(.+)\*\* .+"),
    ({"F": 1, "filter": "identity"}, r"Row .+: 1 product is \*\*(.+)\*\*"),
    (
        {"bias": 1, "w_edits": {"0,0,0": 0.125}},
        r"Row .+: 9 products add up to (.+); \1 \+ 1 = \*\*(.+)\*\* to one decimal",
    ),
    ({"colour": True}, r"Row .+: red, green and blue give \((.+)\) / 3 = \*\*(.+)\*\* to one decimal"),
    ({"colour": True, "filter": "red − green", "F": 1}, r"Row .+: red, green and blue give (.+) = \*\*(.+)\*\*"),
]


@pytest.mark.parametrize(("changes", "pattern"), SENTENCES)
def test_sentence_adds_up(changes: dict, pattern: str) -> None:
    drawn = scene(Settings(**changes))
    grid, cell = drawn.grid("response"), 40 * 169 + 60
    value = shown(grid).ravel()[cell]
    said = grid.say.at(cell, row=40, col=60, value=value)
    match = re.fullmatch(pattern, said)
    assert match, said
    arithmetic = said.split(";")[-1].split("give ")[-1].split("up to ")[-1].split("is ")[-1].split(" to one")[0]
    left, _, right = arithmetic.replace("*", "").replace("−", "-").rpartition("=")
    assert eval(left or right) == pytest.approx(float(right), abs=0.0501)
    assert real(right) == value


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("border", BORDERS)
def test_products_of_a_corner_add_up_to_the_sum(colour: bool, border: str) -> None:
    """The traced products, read from the pixels shown, are the response: also in the padding."""
    settings = Settings(colour=colour, border=border, F=3, dilation=2, filter="emboss")
    drawn = scene(settings)
    divisor = weights("emboss", 3, settings.D)[1]
    for cell in (0, 168, 54 * 169 + 3, 109 * 169 - 1):
        pairs = products_of(drawn, Focus("response", cell))
        assert len(pairs) == 9 * settings.D
        terms = [value(drawn, pair.source) * value(drawn, pair.weight) for pair in pairs]
        np.testing.assert_allclose(sum(terms) / divisor, shown(drawn.grid("response")).ravel()[cell], atol=0.0501)


def value(drawn: Scene, place: tuple[str, int]) -> float:
    return shown(drawn.grid(place[0])).ravel()[place[1]]


def test_stages_are_joined() -> None:
    drawn = scene(Settings(relu=True, pool=True))
    pairs = products_of(drawn, Focus("pool", 84 + 1))
    assert [pair.source for pair in pairs] == [
        ("relu", cell) for cell in (2 * 169 + 2, 2 * 169 + 3, 3 * 169 + 2, 3 * 169 + 3)
    ]
    window, (response,) = products_of(drawn, Focus("relu", 7))[:9], products_of(drawn, Focus("relu", 7))[9:]
    assert window == [replace(pair, target=("relu", 7)) for pair in products_of(drawn, Focus("response", 7))]
    assert response.source == ("response", 7) and response.weight is None
    only_pool = scene(Settings(pool=True))
    assert products_of(only_pool, Focus("pool", 0))[0].source == ("response", 0)


def test_question_marks_ask_which_padding() -> None:
    drawn = scene(Settings(border="?", F=5))
    grid = drawn.grid("response")
    assert len(grid.unknown) == 109 * 169 - 105 * 165
    assert "What is outside the picture?" in drawn.problem
    choices = {item.text: item.settings for item in drawn.items if isinstance(item, Button)}
    assert choices == {"zeros": {"border": "zero"}, "mirror": {"border": "mirror"}, "extend": {"border": "extend"}}
    said = grid.say.at(0, row=0, col=0, value="?")
    assert said == "Row 0, column 0: 25 products add up to ?; ? / 16 = **?** to one decimal"
    assert "?" not in grid.say.at(5 * 169 + 9, row=5, col=9, value="1")
    for answer in choices.values():
        assert not scene(Settings(F=5, **answer)).grid("response").unknown


@pytest.mark.parametrize("flip", [False, True])
def test_turning_the_filter(flip: bool) -> None:
    settings = Settings(filter="emboss", flip=flip, F=5, w_edits={"0,0,1": 9})
    drawn = scene(settings)
    w = shown(drawn.grid("w0"))
    assert w[4, 3] == 9 if flip else w[0, 1] == 9
    assert drawn.grid("w0").turned == (180 if flip else 0)
    keys = drawn.grid("w0").edit_keys
    assert keys[4 * 5 + 3 if flip else 1] == "emboss 5: 0,0,1"


def test_turned_sobel_changes_its_sign_and_a_blur_does_not() -> None:
    for name, sign in (("Sobel x", -1), ("Gaussian blur", 1)):
        np.testing.assert_array_equal(output(Settings(filter=name, flip=True)), sign * output(Settings(filter=name)))


@pytest.mark.parametrize("name", BANK)
@pytest.mark.parametrize("F", [3, 5, 7])
def test_a_filter_that_a_turn_changes_says_so(name: str, F: int) -> None:
    w, _ = weights(name, F, 3)
    said = [text(scene(Settings(filter=name, F=F, flip=flip, colour=True)), "verdict") for flip in (False, True)]
    assert (said[0] != said[1]) == (not np.array_equal(w, w[::-1, ::-1]))
    assert ("turned: " in said[1]) == (said[0] != said[1])


def test_a_turned_sobel_says_the_opposite() -> None:
    said = text(scene(Settings(flip=True)), "verdict")
    assert said == "Sobel x · turned: how much brighter it is on the left than on the right: vertical edges."


def test_an_edit_makes_the_filter_custom() -> None:
    drawn = scene(Settings(w_edits={"Sobel x 3: 0,1,1": 0.25}))
    assert drawn.grid("w0").title == "custom"
    assert text(drawn, "verdict").startswith("custom (from Sobel x) · ")
    assert shown(drawn.grid("w0"))[1, 1] == 0.25
    plain = output(Settings()) + 0.25 * working_picture(Settings())[:, :, 0]
    np.testing.assert_allclose(output(Settings(w_edits={"Sobel x 3: 0,1,1": 0.25})), plain)
    other = scene(Settings(filter="Laplacian", w_edits={"Sobel x 3: 0,1,1": 0.25}))
    assert other.grid("w0").title == "Laplacian", "an edit stays with the filter in which it was typed"


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_presets_draw(preset: object) -> None:
    settings = Settings(**preset.settings)
    drawn = check(settings)
    assert preset.caption and drawn.spoken
    assert bool(drawn.problem) == (settings.border == "?")


def test_flat_sky_says_next_to_nothing() -> None:
    preset = next(preset for preset in PRESETS if "sky" in preset.name)
    y = np.abs(output(Settings(**preset.settings)))
    assert y[5:40, 100:160].mean() < 10 < 40 < y[20:90, 30:80].mean()


@pytest.mark.parametrize("control", [c for c in CONTROLS if isinstance(c, Choice | Slider)], ids=lambda c: c.setting)
def test_no_dead_setting(control: Choice | Slider) -> None:
    """Every position of every control draws."""
    if isinstance(control, Choice):
        positions = [value for value, _ in control.options]
    else:
        positions = list(range(control.low, control.high + 1, control.step))
    for position in positions[:: max(1, len(positions) // 12)]:
        drawn = scene(Settings(**{control.setting: position}))
        assert bool(drawn.problem) <= any(isinstance(item, Button) for item in drawn.items)


@pytest.mark.parametrize(("changes", "words"), [
    ({"filter": "red − green"}, "A grey picture has no red"),
    ({"filter": "blue − yellow", "F": 5}, "A grey picture has no blue"),
    ({"F": 1}, "F = 1: the window is a single pixel"),
    ({"photo": "upload"}, "There is no picture of yours yet"),
])  # fmt: skip
def test_problems_have_repairs_that_work(changes: dict, words: str) -> None:
    drawn = scene(Settings(**changes))
    assert words in drawn.problem
    buttons = [item for item in drawn.items if isinstance(item, Button)]
    assert buttons
    for button in buttons:
        assert not scene(Settings(**changes | button.settings)).problem


@pytest.mark.parametrize(("changes", "words"), [
    ({"F": 4}, "F = 4 is between two steps .*type 3 or 5"),
    ({"F": 9}, "F = 9 is outside 1 to 7"),
    ({"S": 0}, "S = 0 is outside 1 to 4"),
    ({"S": 1.5}, "S = 1.5 is not a whole number"),
    ({"bias": float("nan")}, "b = nan is not a whole number"),
    ({"filter": "magic"}, "filter = 'magic' is none of"),
    ({"relu": 1}, "relu = 1 is neither True nor False"),
    ({"upload": 7}, "upload = 7 is neither the bytes"),
    ({"F": 2.5}, r"F = 2.5 is not a whole number \(filter size\): type an odd number from 1 to 7"),
    ({"S": 5}, r"S = 5 is outside 1 to 4 \(stride\): type a whole number from 1 to 4"),
    ({"w_edits": {"0,1,1": "two"}}, "'two' is not a number for the weight in row 1, column 1: type"),
    ({"w_edits": {"Sobel x 3: 0,2,0": 5000}}, "the weight in row 2, column 0 = 5000 is outside"),
    ({"w_edits": {"0,2,0": "?"}, "flip": True, "colour": True}, "the red weight in row 0, column 2"),
    ({"w_edits": {"0,1,1": float("nan")}}, "is outside −999 to 999"),
    ({"w_edits": {"1,1": 2}}, r"key '1,1'; a key is \"d,row,col\""),
    ({"w_edits": [3]}, r"w_edits = \[3\] is no mapping"),
])  # fmt: skip
def test_wrong_settings_are_named(changes: dict, words: str) -> None:
    with pytest.raises(SettingError, match=words):
        Settings(**changes)


def test_scene_stays_small_and_says_it_all() -> None:
    for colour, limit in ((False, 260_000), (True, 560_000)):
        drawn = scene(Settings(colour=colour, relu=True, pool=True))
        assert size_of(drawn.as_dict()) < limit
        assert sum(isinstance(item, Caption) for item in drawn.items) == 1
        assert drawn.spoken.startswith("Filter lab: Sobel x, 3 × 3")


def size_of(part: object) -> int:
    if isinstance(part, dict):
        return sum(len(key) + size_of(value) for key, value in part.items())
    if isinstance(part, list | tuple):
        return sum(size_of(value) + 1 for value in part)
    return len(part) if isinstance(part, str | bytes) else 5


def test_public_names() -> None:
    names = {"CONTROLS", "INPUT", "PRESETS", "Settings", "as_code", "output", "questions", "scene"}
    assert set(filter_lab.__all__) == names
