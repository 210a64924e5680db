"""The numbers in the Convolution explorer: input, filters and, computed by `cnnlib`, the output."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from cnnlib import datasets
from cnnlib.layers import Conv
from cnnlib.padding import pad
from cnnlib.scenes.convolution.settings import Settings
from cnnlib.scenes.sliding import reads
from cnnlib.shapes import extent

LARGEST = 32  # of the W and H sliders
# The notes' figure of neurons and wires starts with these five inputs; the rest continue in their manner.
ROW = np.array([1, 2, -1, 1, -3, 2, 0, 1, -2, 3, 1, 0, -1, 2, 1, -2] * 2)
EDGE = np.array([1, 0, -1])
LETTERS = (
    ("10001", "11001", "10101", "10011", "10001"),
    ("11111", "10000", "11110", "10000", "11111"),
    ("01110", "10001", "11111", "10001", "10001"),
    ("11111", "00100", "00100", "00100", "00100"),
)


@lru_cache(maxsize=1)
def _integers() -> np.ndarray:
    return np.random.default_rng(7).integers(0, 3, (LARGEST, LARGEST, 4))


@lru_cache(maxsize=1)
def _weights() -> np.ndarray:
    return np.random.default_rng(3).integers(-1, 2, (6, 7, 7, 4))


BIASES = (1, 0, -1, 2, 0, 1)


def _stretched(image: np.ndarray, H: int, W: int) -> np.ndarray:
    """Nearest neighbours: the picture keeps its shape at every input size."""
    rows = (np.arange(H) * image.shape[0]) // H
    cols = (np.arange(W) * image.shape[1]) // W
    return image[rows][:, cols]


def _gradient(H: int, W: int) -> np.ndarray:
    down, across = np.mgrid[:H, :W]
    return np.stack([across, down, (across + down) // 2, across[:, ::-1]], axis=-1) % 10


def _letter(H: int, W: int) -> np.ndarray:
    slices = [np.array([[int(bit) for bit in line] for line in letter]) for letter in LETTERS]
    return _stretched(np.stack(slices, axis=-1), H, W)


@lru_cache(maxsize=1)
def _four_digits() -> np.ndarray:
    images = datasets.digits()[0]
    return np.rint(np.stack([images[n, :, :, 0] for n in (3, 5, 2, 8)], axis=-1) * 8).astype(int)


@lru_cache(maxsize=1)
def _photo() -> np.ndarray:
    patch = datasets.photograph("flower", width=64)[4:36, 16:48].astype(int)
    return np.concatenate([patch, patch.mean(axis=2, keepdims=True).astype(int)], axis=-1) * 9 // 255


SOURCES = {
    "integers": lambda H, W: _integers()[:H, :W],
    "gradient": _gradient,
    "letter": _letter,
    "digit": lambda H, W: _stretched(_four_digits(), H, W),
    "photo": lambda H, W: _stretched(_photo(), H, W),
}


def input_volume(settings: Settings) -> np.ndarray:
    """The input, (H, W, D1), with the reader's edits in place."""
    H, W = settings.axis_h[0], settings.axis_w[0]
    if settings.view == "1-D":
        x = ROW[None, :W, None].astype(float)
    else:
        x = SOURCES[settings.source](H, W)[:, :, : settings.D1].astype(float)
    edit_input(x, settings.x_edits)
    return x


def edit_input(x: np.ndarray, edits: Mapping[str, float]) -> None:
    """Put the reader's numbers, `{"d,row,col": number}`, in their places of x (H, W, D1)."""
    H, W, D1 = x.shape
    for key, value in edits.items():
        d, row, col = map(int, key.split(","))
        if row < H and col < W and d < D1:  # an edit outside this size waits until the size grows again
            x[row, col, d] = float(value)


def filters(settings: Settings) -> tuple[np.ndarray, np.ndarray]:
    """The filters (K, F, F, D1) as the reader wrote them, and their biases (K,)."""
    FH, F, K, D1 = settings.axis_h[1], settings.axis_w[1], settings.filters, settings.depth
    w = _weights()[:K, :FH, :F, :D1].astype(float)
    b = np.array(BIASES[:K], dtype=float)
    if settings.view == "1-D":
        w[0, 0, :, 0], b[:] = np.resize(EDGE, F), 0
    for key, value in settings.w_edits.items():
        _edit_weight(w, b, tuple(map(int, key.split(","))), float(value))
    return w, b


def _edit_weight(w: np.ndarray, b: np.ndarray, key: tuple[int, ...], value: float) -> None:
    if len(key) == 1 and key[0] < len(b):
        b[key[0]] = value
    elif len(key) == 4:
        k, d, row, col = key
        if k < w.shape[0] and row < w.shape[1] and col < w.shape[2] and d < w.shape[3]:
            w[k, row, col, d] = value


def used_filters(settings: Settings) -> tuple[np.ndarray, np.ndarray]:
    """The filters as they slide: turned by 180 degrees for a convolution in the mathematical sense."""
    w, b = filters(settings)
    return (w[:, ::-1, ::-1] if settings.flip else w), b


def layer(settings: Settings) -> Conv:
    """The `cnnlib` layer that the picture shows."""
    (_, FH, SH, PH, dH), (_, F, S, P, d) = settings.axis_h, settings.axis_w
    return Conv(K=settings.filters, F=(FH, F), S=(SH, S), P=(PH, P), dilation=(dH, d), mode=settings.mode, crop=True)


def fits_at_all(settings: Settings) -> bool:
    """Whether there is at least one output: the filter lies within the padded input, and the padding can be made."""
    return padding_works(settings) and all(
        extent(F, d) <= W + 2 * P for W, F, S, P, d in (settings.axis_h, settings.axis_w)
    )


def padding_works(settings: Settings) -> bool:
    """Mirroring needs as many pixels behind the border pixel as it shall invent."""
    return settings.mode != "mirror" or all(P < W for W, F, S, P, d in (settings.axis_h, settings.axis_w))


@dataclass(frozen=True)
class Numbers:
    """Everything the picture shows in digits, worked out once.

    `x` is the padded input (H + 2P, W + 2P, D1), `w` the filters as they slide (K, F, F, D1), `b` the biases (K,),
    `y` the output (H2, W2, K), `parts` each slice's share of it without bias (H2, W2, K, D1), `reads` how often a
    filter reads each padded pixel.
    """

    settings: Settings
    x: np.ndarray
    w: np.ndarray
    b: np.ndarray
    y: np.ndarray
    parts: np.ndarray
    reads: np.ndarray

    @property
    def outputs(self) -> int:
        """Places at which a window stops: numbers in one output map."""
        return self.y.shape[0] * self.y.shape[1]


def work_out(settings: Settings) -> Numbers:
    """All numbers of the picture, by the layers of `cnnlib`; y is empty where nothing fits."""
    x = input_volume(settings)
    w, b = used_filters(settings)
    seen = padded(settings, x)
    y, parts = _forward(settings, x, w, b) if fits_at_all(settings) else _nothing(settings)
    return Numbers(settings, seen, w, b, y, parts, _reads(settings, seen.shape, y.shape))


def _forward(settings: Settings, x: np.ndarray, w: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Output, and the shares of the slices: the same layer on one slice at a time, without bias."""
    one = layer(settings)
    y, _ = one.forward({"w": np.ascontiguousarray(w), "b": b}, x[None])
    shares = [
        one.forward(
            {"w": np.ascontiguousarray(w[..., d : d + 1]), "b": 0 * b},
            np.ascontiguousarray(x[None, ..., d : d + 1]),
        )[0]
        for d in range(x.shape[2])
    ]
    return y[0], np.stack([share[0] for share in shares], axis=-1)


def _nothing(settings: Settings) -> tuple[np.ndarray, np.ndarray]:
    return np.zeros((0, 0, settings.filters)), np.zeros((0, 0, settings.filters, settings.depth))


def padded(settings: Settings, x: np.ndarray) -> np.ndarray:
    """The input with its border, as the windows see it; with zeros while a mirror is impossible."""
    PH, P = settings.axis_h[3], settings.axis_w[3]
    return pad(x[None], (PH, P), settings.mode if padding_works(settings) else "zero")[0]


def _reads(settings: Settings, seen: tuple[int, ...], y: tuple[int, ...]) -> np.ndarray:
    """How often a filter reads each padded pixel: windows over its row times windows over its column."""
    (_, FH, SH, _, dH), (_, F, S, _, d) = settings.axis_h, settings.axis_w
    return np.outer(reads(seen[0], y[0], FH, SH, dH), reads(seen[1], y[1], F, S, d))
