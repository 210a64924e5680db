"""The filter lab against SciPy: every filter, size, stride, dilation and border, with and without ReLU and pooling."""

import re
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy.ndimage import correlate

from cnnlib.scenes.filter_lab import Settings, output, scene
from cnnlib.scenes.filter_lab.bank import BANK, weights
from cnnlib.scenes.scene import Scene
from cnnlib.scenes.trace import Focus, products_of
from tests.scenes.filter_lab import BORDERS, DILATIONS, SIZES, STRIDES, check, real, shown, text


@pytest.mark.parametrize("name", BANK)
@pytest.mark.parametrize("colour", [False, True])
def test_every_filter_and_border_with_and_without_relu_and_pooling(name: str, colour: bool) -> None:
    for F, border, (relu, pool) in zip(SIZES, BORDERS, product([False, True], repeat=2)):
        check(Settings(filter=name, F=F, colour=colour, border=border, relu=relu, pool=pool))


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
