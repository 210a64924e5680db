"""Every position of every size slider of the Convolution explorer: it draws, it tells the truth, its repairs fit."""

from itertools import cycle, product

import numpy as np
import pytest

from cnnlib.scenes import convolution
from cnnlib.scenes.controls import Slider
from cnnlib.scenes.convolution import CONTROLS, Settings
from cnnlib.scenes.scene import Button, Label, Packed, Scene
from cnnlib.scenes.text import number

RANGES = {c.setting: range(c.low, c.high + 1) for c in CONTROLS if isinstance(c, Slider)}
SIZES = ("W", "F", "S", "P", "dilation")


def text(scene: Scene, name: str) -> str:
    label = next(item for item in scene.items if isinstance(item, Label) and item.id == name)
    return "".join(run.text for run in label.runs)


def naive(settings: Settings, scene: Scene) -> np.ndarray:
    """The outputs once more, by plain loops over the numbers *shown* in the picture."""
    x = np.stack([shown(scene, f"x{d}") for d in range(settings.D1)], axis=-1)
    rows, cols = scene.grid("y0").rows, scene.grid("y0").cols
    y = np.zeros((rows, cols, settings.K))
    d, F, S = settings.dilation, settings.F, settings.S
    for k in range(settings.K):
        w = np.stack([shown(scene, f"w{k}.{s}") for s in range(settings.D1)], axis=-1)
        y[:, :, k] = shown(scene, f"b{k}")[0, 0]
        for a, b in product(range(F), range(F)):
            reads = x[a * d : a * d + S * (rows - 1) + 1 : S, b * d : b * d + S * (cols - 1) + 1 : S]
            y[:, :, k] += reads @ w[a, b]
    return y


def shown(scene: Scene, name: str) -> np.ndarray:
    grid = scene.grid(name)
    if isinstance(grid.numbers, Packed):
        values = grid.numbers.values
    else:
        values = [float(text.replace("−", "-")) for text in grid.numbers]
    return np.array(values, dtype=float).reshape(grid.rows, grid.cols)


def check(settings: Settings, expected: np.ndarray | None) -> np.ndarray | None:
    """All that must hold for one setting; `expected` has the maps of the largest K, which fewer filters share."""
    scene = convolution.scene(settings)
    W, F, S, P, d = settings.axis_w
    span = d * (F - 1) + 1
    size = (W - span + 2 * P) / S + 1
    assert text(scene, "formula-0").endswith(f"= {number(size)}")
    if span > W + 2 * P:
        assert not scene.film and f"{span} pixels" in scene.problem and str(W + 2 * P) in scene.problem
    else:
        whole = int((W - span + 2 * P) // S + 1)
        assert text(scene, "output") == f"output {whole} × {whole} × {settings.K}"
        assert scene.steps == whole * whole * settings.K
        assert bool(scene.problem) == (size != whole)
        expected = naive(settings, scene) if expected is None else expected
        for k in range(settings.K):
            assert np.array_equal(shown(scene, f"y{k}"), expected[:, :, k]), settings
    buttons = [item for item in scene.items if isinstance(item, Button)]
    assert bool(scene.problem) == bool(buttons), "a problem offers repairs"
    for button in buttons:
        assert_fits(settings, button)
    assert_sentences_add_up(scene)
    return expected


def assert_fits(settings: Settings, button: Button) -> None:
    repaired = Settings(**{**settings.as_dict(), **button.settings})
    W, F, S, P, d = repaired.axis_w
    left = W - d * (F - 1) - 1 + 2 * P
    assert left >= 0 and left % S == 0, f"{button.text} does not repair {settings}"


def assert_sentences_add_up(scene: Scene) -> None:
    """The parts and the bias in the text add up to the number behind the equals sign."""
    for name in scene.film:
        grid = scene.grid(name)
        values = shown(scene, name).ravel()
        for cell in {0, grid.rows * grid.cols - 1}:
            row, col = divmod(cell, grid.cols)
            sentence = grid.say.at(cell, row=row, col=col, value=number(values[cell]))
            total = sentence[sentence.index(": ") + 2 : sentence.index(" = ")].replace("bias ", "")
            assert eval(total.replace("−", "-").replace("+ -", "-")) == values[cell], sentence


@pytest.mark.parametrize("W", RANGES["W"])
def test_every_geometry(W: int) -> None:
    """All of W, F, S, P and dilation, each with one depth and number of filters, which take turns."""
    volumes = cycle(product(RANGES["D1"], RANGES["K"]))
    for sizes in product(*(RANGES[name] for name in SIZES[1:])):
        D1, K = next(volumes)
        check(Settings(W, *sizes, D1=D1, K=K), None)


@pytest.mark.sweep
@pytest.mark.parametrize("W", RANGES["W"])
def test_whole_product(W: int) -> None:
    """All of W, F, S, P, dilation, D1 and K: 258,048 pictures."""
    for *sizes, D1 in product(*(RANGES[name] for name in (*SIZES[1:], "D1"))):
        maps = None
        for K in reversed(RANGES["K"]):
            maps = check(Settings(W, *sizes, D1=D1, K=K), maps)
