"""The numbers in the Pooling explorer: the input and, computed by `cnnlib`'s layers, all that is made of it."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from cnnlib import datasets
from cnnlib.layers import Conv, Pool
from cnnlib.layers.pool import KINDS
from cnnlib.scenes import sliding
from cnnlib.scenes.convolution.values import LARGEST, SOURCES
from cnnlib.scenes.pooling.settings import LARGE, Settings
from cnnlib.shapes import exact_size
from cnnlib.windows import windows


@lru_cache(maxsize=1)
def _integers() -> np.ndarray:
    return np.random.default_rng(12).integers(0, 10, (LARGEST, LARGEST, 4))


@lru_cache(maxsize=1)
def _photograph() -> np.ndarray:
    """224 x 224 pixels, as VGG takes them: grey, then red, green and blue."""
    photo = datasets.photograph("china", width=336)
    photo = photo[:LARGE, 60 : 60 + LARGE].astype(float)
    return np.concatenate([np.rint(photo.mean(axis=2, keepdims=True)), photo], axis=-1)


def image(settings: Settings) -> np.ndarray:
    """The image before its shift, (H, W, D), with the reader's edits in place."""
    W = settings.size
    if settings.large:
        return _photograph()[:, :, : settings.depth]
    drawn = _integers()[:W, :W] if settings.source == "integers" else SOURCES[settings.source](W, W)
    x = drawn[:, :, : settings.depth].astype(float)
    for key, value in settings.x_edits.items():
        d, row, col = map(int, key.split(","))
        if row < W and col < W and d < x.shape[2]:  # an edit outside this size waits until the size grows again
            x[row, col, d] = float(value)
    return x


def shifted(x: np.ndarray, shift: int) -> np.ndarray:
    """The image some pixels to the right: what leaves at the right comes in again at the left.

    >>> shifted(np.arange(4.0).reshape(1, 4, 1), 1)[0, :, 0]
    array([3., 0., 1., 2.])
    """
    return np.roll(x, shift, axis=1)


def fits_at_all(settings: Settings) -> bool:
    """Whether there is a window: it lies in the padded input, and none can hold nothing but border."""
    _, F, _, P, _ = settings.axis
    return F > P and exact_size(*settings.axis) >= 1


def layer(settings: Settings, kind: str = "") -> Pool:
    """The `cnnlib` layer that the picture shows."""
    _, F, S, P, _ = settings.axis
    return Pool(F=F, S=S, kind=kind or settings.kind, crop=True, P=P)


def convolution(settings: Settings) -> Conv:
    """A convolution with the same window that makes one map of one slice."""
    _, F, S, P, _ = settings.axis
    return Conv(K=1, F=F, S=S, P=P, crop=True)


def weights(settings: Settings) -> np.ndarray:
    """Its filter, (1, F, F, 1): an average until the reader types other numbers."""
    F = settings.axis[1]
    w = np.full((1, F, F, 1), 1 / F**2)
    for key, value in settings.w_edits.items():
        row, col = map(int, key.split(","))
        if max(row, col) < F:
            w[0, row, col, 0] = float(value)
    return w


@dataclass(frozen=True)
class Pooled:
    """What one kind of pooling makes: `y` (H2, W2, D). For a maximum, `winner` is the pixel of the padded input that
    the recorded switch points at (counted row by row), and `ties` is how often the maximum stands in the window.
    `before` is y without the shift."""

    kind: str
    y: np.ndarray
    winner: np.ndarray | None
    ties: np.ndarray | None
    before: np.ndarray

    @property
    def changed(self) -> np.ndarray:
        """Which outputs the shift has changed."""
        return self.y != self.before


@dataclass(frozen=True)
class Numbers:
    """Everything the picture shows in digits, worked out once.

    `x` is the shifted input (H, W, D), `unshifted` the image as it was, `border` the input as the windows see it, with
    zeros around, `pooled` what each kind makes of it; empty where no window fits.
    """

    settings: Settings
    x: np.ndarray
    unshifted: np.ndarray
    border: np.ndarray
    pooled: dict[str, Pooled]

    @property
    def main(self) -> Pooled | None:
        """The kind that is chosen."""
        return self.pooled.get(self.settings.kind)

    @property
    def y(self) -> np.ndarray:
        """The output of the chosen kind, of size 0 where no window fits."""
        return self.main.y if self.main else np.zeros((0, 0, self.x.shape[2]))

    @cached_property
    def windows(self) -> np.ndarray:
        """All windows of the padded input, (H2, W2, F, F, D)."""
        _, F, S, _, _ = self.settings.axis
        return windows(self.border[None], F, S)[0]


def work_out(settings: Settings) -> Numbers:
    """All numbers of the picture, by the layers of `cnnlib`."""
    unshifted = image(settings)
    x, P = shifted(unshifted, settings.shift), settings.axis[3]
    border = np.pad(x, ((P, P), (P, P), (0, 0)))
    kinds = KINDS if settings.show == "kinds" else (settings.kind,)
    pooled = {kind: _pool(settings, kind, x, unshifted) for kind in kinds if fits_at_all(settings)}
    return Numbers(settings, x, unshifted, border, pooled)


def _pool(settings: Settings, kind: str, x: np.ndarray, unshifted: np.ndarray) -> Pooled:
    pool = layer(settings, kind)
    y, (bordered, _, switch) = pool.forward({}, x[None])
    before = pool.forward({}, unshifted[None])[0] if settings.shift else y
    if kind != "max":
        return Pooled(kind, y[0], None, None, before[0])
    _, F, S, _, _ = settings.axis
    ties = (windows(bordered, F, S) == y[:, :, :, None, None]).sum(axis=(3, 4))
    return Pooled(kind, y[0], _winners(switch[0], bordered.shape[2], F, S), ties[0], before[0])


def _winners(switch: np.ndarray, width: int, F: int, S: int) -> np.ndarray:
    """The pixel that each switch points at: tap a·F + b of window (i, j) is in row i·S + a, column j·S + b."""
    a, b = np.divmod(switch.astype(int), F)
    i, j, _ = np.indices(switch.shape)
    return (i * S + a) * width + j * S + b


def reads(settings: Settings, outputs: int) -> np.ndarray:
    """How many windows see each pixel of the padded input, (H, W)."""
    W, F, S, P, _ = settings.axis
    along = sliding.reads(W + 2 * P, outputs, F, S)
    return np.outer(along, along)


def gradient(n: Numbers) -> tuple[np.ndarray, np.ndarray]:
    """A gradient dy of small different numbers, (H2, W2), and the dx that the layer makes of it, (H, W)."""
    dy = 1.0 + np.arange(n.y[:, :, 0].size).reshape(n.y.shape[:2]) % 9
    pool = layer(n.settings)
    _, cache = pool.forward({}, n.x[None])
    dx, _ = pool.backward(cache, dy[None, :, :, None])
    return dy, dx[0, :, :, 0]


def convolved(n: Numbers, x: np.ndarray) -> np.ndarray:
    """What the convolution makes of a slice, (H2, W2)."""
    params = {"w": weights(n.settings), "b": np.zeros(1)}
    return convolution(n.settings).forward(params, x[None])[0][0, :, :, 0]
