"""Scenes made by hand: two 3 x 3 filters sliding over a padded 9 x 9 x 3 input, and a row of neurons."""

import numpy as np
import pytest

from cnnlib.scenes import scene as kinds
from cnnlib.scenes.scene import Grid, Label, Link, Run, Scene, Sentences
from cnnlib.scenes.text import number

BORDER = tuple(c for c in range(81) if c // 9 in (0, 8) or c % 9 in (0, 8))
BIAS = (1, 0)


def _texts(values: np.ndarray) -> tuple[str, ...]:
    return tuple(number(value) for value in values.ravel().tolist())


def _parts(x: np.ndarray, w: np.ndarray, taps: list[tuple[int, ...]]) -> np.ndarray:
    """What slice d adds to row i, column j of map k: an array (k, d, i, j)."""
    size = len(taps)
    parts = np.zeros((2, 3, size, size), int)
    for k, d, i, j in np.ndindex(parts.shape):
        parts[k, d, i, j] = np.sum(x[np.ix_(taps[i], taps[j])][:, :, d] * w[k, :, :, d])
    return parts


def _slice(x: np.ndarray, w: np.ndarray, parts: np.ndarray, d: int) -> list:
    left = 24 + 296 * d
    say = Sentences("Row {row}, column {col} is {value}")
    sums = Sentences("= {0}", (parts[:, d].ravel().tolist(),))
    return [
        Grid(f"x{d}", left, 168, 30, 9, 9, "input", _texts(x[:, :, d]), 15, f"input slice {d}",
             f"X[:,:,{d}]", (-1, -1), BORDER, unreached=(80,) if d == 2 else (), say=say),
        *(Grid(f"w{k}.{d}", left, 496, 30, 3, 3, "filter", _texts(w[k, :, :, d]), 15,
               f"filter {k}, slice {d}", shows_with=f"y{k}") for k in range(2)),
        kinds.Products(left + 106, 516, f"x{d}"),
        kinds.Told(left + 106, 604, sums, 16.5, bold=True, id=f"sum{d}"),
    ]  # fmt: skip


def _map(parts: np.ndarray, k: int) -> Grid:
    size = parts.shape[-1]
    sentence = f"Row {{row}}, column {{col}} of map {k}: {{0}} {{1:+}} {{2:+}} + bias {BIAS[k]} = **{{value}}**"
    say = Sentences(sentence, tuple(parts[k, d].ravel().tolist() for d in range(3)))
    numbers = _texts(parts[k].sum(axis=0) + BIAS[k])
    return Grid(f"y{k}", 942, 168 + 182 * k, 34, size, size, "output", numbers, 16, f"output map {k}", say=say)


def _around() -> list:
    formula = (Run("("), Run("W", "W", bold=True), Run(" − "), Run("F", "F", bold=True), Run(") / "),
               Run("S", "S", bold=True), Run(" + 1 = "), Run("4", bold=True))  # fmt: skip
    return [
        kinds.Panel(24, 78, 1132, 46),
        Label(44, 108, formula, 18.5, id="formula"),
        kinds.Panel(24, 640, 862, 44),
        kinds.Caption(44, 668, 820),
        kinds.Panel(942, 538, 214, 80),
        Label(956, 564, (Run("This layer", bold=True),), 15, id="card"),
        Label(1142, 594, (Run("K = 2", "K", bold=True),), 14, "end", id="card"),
        kinds.Line(886, 300, 932, 300, "muted", 2, arrow=True),
        kinds.Button(942, 640, 90, 32, "P = 2", "P", {"P": 2}),
    ]


def convolution(dilation: int = 1) -> Scene:
    """The picture of a convolution; all its numbers are computed here, window by window."""
    rng = np.random.default_rng(1)
    x = np.pad(rng.integers(0, 3, (7, 7, 3)), ((1, 1), (1, 1), (0, 0)))
    w = rng.integers(-1, 2, (2, 3, 3, 3))
    taps = tuple(tuple(range(i, i + 2 * dilation + 1, dilation)) for i in range(0, 9 - 2 * dilation, 2))
    parts = _parts(x, w, list(taps))
    slices = [item for d in range(3) for item in _slice(x, w, parts, d)]
    weights = tuple(tuple(f"w{k}.{d}" for d in range(3)) for k in range(2))
    link = Link(("y0", "y1"), ("x0", "x1", "x2"), taps, taps, weights)
    items = (*_around(), *slices, _map(parts, 0), _map(parts, 1))
    size = len(taps)
    return Scene({}, 1180, 720, items, (link,), ("y0", "y1"), f"7 by 7 gives {size} by {size}.")


def neurons() -> Scene:
    """One dimension: five inputs, three neurons joined to them by the weights 1, 0, −1."""
    x, w, y = ("1", "2", "−1", "1", "−3"), ("1", "0", "−1"), ("2", "1", "2")
    items = (
        kinds.Wires(),
        Grid("x", 40, 200, 40, 1, 5, "input", x, 18, "input"),
        Grid("w", 300, 200, 40, 1, 3, "filter", w, 18, "filter"),
        Grid("y", 80, 60, 40, 1, 3, "output", y, 18, "output"),
        kinds.Lens(300, 60, 44, "x", title="window"),
    )
    link = Link(("y",), ("x",), ((0,),), ((0, 1, 2), (1, 2, 3), (2, 3, 4)), (("w",),))
    return Scene({}, 480, 280, items, (link,), ("y",), "Five inputs, three neurons.")


@pytest.fixture(scope="session")
def scene() -> Scene:
    return convolution()


@pytest.fixture(scope="session")
def dilated() -> Scene:
    return convolution(dilation=2)


@pytest.fixture(scope="session")
def wired() -> Scene:
    return neurons()


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)
