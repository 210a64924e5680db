"""The filter lab by another road: SciPy's correlation; and reading its picture."""

import numpy as np
from scipy.ndimage import correlate

from cnnlib.scenes.filter_lab import Settings, output, scene
from cnnlib.scenes.filter_lab.bank import weights
from cnnlib.scenes.filter_lab.photographs import working_picture
from cnnlib.scenes.scene import Grid, Label, Packed, Scene

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
