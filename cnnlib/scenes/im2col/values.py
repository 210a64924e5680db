"""The numbers in the im2col explorer: the input, its columns, the filters as rows, their product, the maps."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from cnnlib.implementations import matrix_product
from cnnlib.padding import pad
from cnnlib.scenes import convolution
from cnnlib.scenes.convolution.values import edit_input, filters, input_volume
from cnnlib.scenes.im2col.settings import Settings
from cnnlib.shapes import floor_size
from cnnlib.windows import im2col


@dataclass(frozen=True)
class Numbers:
    """Everything the picture shows in digits, worked out once.

    `x` is the padded input (H, W, D1); `columns` X_col, (F·F·D1, positions), and `places` which number of the padded
    input, counted as they lie in memory, stands in each of its cells; `rows` W_row, (K, F·F·D1), `b` the biases (K,);
    `sums` W_row·X_col without the biases, (K, positions); `y` the output (H2, W2, K), of size 0 where nothing fits.
    """

    settings: Settings
    x: np.ndarray
    columns: np.ndarray
    places: np.ndarray
    rows: np.ndarray
    b: np.ndarray
    sums: np.ndarray
    y: np.ndarray

    @property
    def positions(self) -> int:
        """Windows: columns of X_col."""
        return self.columns.shape[1]

    @property
    def product(self) -> np.ndarray:
        """The output as the matrix product gives it, a row for each map: (K, positions)."""
        return self.y.reshape(self.positions, len(self.b)).T

    @property
    def copies(self) -> np.ndarray:
        """How often each number of the padded input stands in X_col, (H, W, D1)."""
        return np.bincount(self.places.ravel(), minlength=self.x.size).reshape(self.x.shape)


def arrays(settings: Settings) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The input (H, W, D1), the filters (K, F, F, D1) and the biases (K,); whole numbers by chance for a known net."""
    if not settings.own:
        return by_chance(tuple(settings.sizes))
    W, D1 = settings.W, settings.D1
    names = ("W", "F", "S", "P", "dilation", "D1", "K", "x_edits", "w_edits")
    same = convolution.Settings(**{name: getattr(settings, name) for name in names})
    if settings.source == "integers":
        return input_volume(same), *filters(same)
    x = np.arange(1.0, W * W * D1 + 1).reshape(D1, W, W).transpose(1, 2, 0).copy()  # slice after slice
    edit_input(x, settings.x_edits)
    return x, *filters(replace(same, w_edits=_telling(same) | dict(settings.w_edits)))


def _telling(settings: convolution.Settings) -> dict[str, float]:
    """Edits for the filters whose weights add up to 0: on 1, 2, 3, ... these would give the same number everywhere."""
    w, _ = filters(replace(settings, w_edits={}))
    return {f"{k},0,0,0": float(w[k, 0, 0, 0]) + 1 for k in range(len(w)) if not w[k].sum()}


@lru_cache(maxsize=4)
def by_chance(sizes: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Arrays of these sizes (W, F, S, P, dilation, D1, K): 0 to 2 in the input, -1 to 1 in the filters, biases 0."""
    W, F, _, _, _, D1, K = sizes
    rng = np.random.default_rng(0)
    x, w = rng.integers(0, 3, (W, W, D1)), rng.integers(-1, 2, (K, F, F, D1))
    return x.astype(np.float32), w.astype(np.float32), np.zeros(K, np.float32)


def work_out(settings: Settings) -> Numbers:
    """All numbers of the picture, by the arithmetic of `cnnlib`."""
    x, w, b = arrays(settings)
    W, F, S, P, d = settings.axis
    padded = pad(x[None], (P, P))
    rows, side = w.reshape(len(w), -1), floor_size(W, F, S, P, d)
    if not side:
        nothing = np.zeros((rows.shape[1], 0))
        return Numbers(
            settings, padded[0], nothing, nothing.astype(int), rows, b, rows @ nothing, np.zeros((0, 0, len(b)))
        )
    places = im2col(np.arange(padded.size).reshape(padded.shape), F, S, 0, d).T
    columns = im2col(x[None], F, S, P, d).T
    y = matrix_product(x[None], w, b, S, P, d)[0]
    return Numbers(settings, padded[0], columns, places, rows, b, rows @ columns, y)
