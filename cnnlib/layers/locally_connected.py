"""LOCALLY CONNECTED: windows as in CONV, but every position has filters of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import pair, truth, whole
from cnnlib.layers.layer import Params, batch_volume, check_shape, filters_of, floating, he, set_sizes, written
from cnnlib.padding import pad, unpad
from cnnlib.shapes import Size, Volume, output_sides
from cnnlib.windows import add_windows, overlapping

PART_BYTES = 1 << 20  # windows in work at a time
Part = tuple[int, slice]  # a row of the output, and places in it


@dataclass(frozen=True, repr=False)
class LocallyConnected:
    """CONV without parameter sharing: K filters of F x F x D1 at each position, which see one window only.

    W2 = (W1 - F + 2P)/S + 1 and likewise H2, D2 = K. H2*W2 times as many parameters as CONV:
    `{"w": (H2, W2, K, F, F, D1), "b": (H2, W2, K)}`. For pictures in which each place has its own things to
    look for, such as centred faces, with eyes above and the mouth below.

    F, S, P and `dilation` are one number or an (h, w) pair; `crop=True` leaves out the pixels over.

    Source: CS231n, "Convolutional Networks", Parameter Sharing; Taigman et al. 2014, "DeepFace". AlexNet's
    first layer, without sharing:

    >>> LocallyConnected(K=96, F=11, S=4).parameters(Volume(W=227, H=227, D=3))     # 55*55*96 * (11*11*3 + 1)
    105705600
    """

    K: int
    F: Size = 3
    S: Size = 1
    P: Size = 0
    dilation: Size = 1
    crop: bool = False
    bias: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "K", whole(self.K, "K"))
        set_sizes(self, F=1, S=1, P=0, dilation=1)
        for name in ("crop", "bias"):
            object.__setattr__(self, name, truth(getattr(self, name), name))

    __repr__ = written

    def output(self, volume: Volume) -> Volume:
        """[W2 x H2 x K]; `FitError` where the windows do not fit."""
        H2, W2 = output_sides(volume, self.F, self.S, self.P, self.dilation, self.crop)
        return Volume(W2, H2, self.K)

    def parameters(self, volume: Volume) -> int:
        """F*F*D1 weights and a bias for each of the H2*W2*K outputs."""
        return self.multiply_adds(volume) + (self.output(volume).size if self.bias else 0)

    def multiply_adds(self, volume: Volume) -> int:
        """F*F*D1 for each output: each weight is used once."""
        FH, FW = pair(self.F, "F")
        return self.output(volume).size * FH * FW * volume.D

    def init(self, volume: Volume, rng: np.random.Generator) -> Params:
        """Weights by `he`, biases 0."""
        *_, FH, FW, D = shape = self._shape(volume)
        params = {"w": he((self.output(volume).size, FH, FW, D), rng).reshape(shape)}
        return params | ({"b": np.zeros(shape[:3], np.float32)} if self.bias else {})

    def forward(self, params: Params, x: NDArray) -> tuple[NDArray, Any]:
        """y (N, H2, W2, K) of x (N, H1, W1, D1)."""
        w, b = filters_of(self, params)
        x, w = floating(x, w)
        shape = self._shape(batch_volume(x))  # raises FitError
        check_shape("w", w, shape)
        y = np.empty((len(x), *shape[:3]), x.dtype)
        for part, patches in self._patches(x):
            y[:, *part] = (patches @ self._filters(w, part).swapaxes(1, 2)).swapaxes(0, 1)
        if b is not None:
            check_shape("b", b, shape[:3])
            y += np.asarray(b, x.dtype)
        return y, (x, w)

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx (N, H1, W1, D1) and {"w", "b"}."""
        x, w = cache
        dx = np.zeros_like(pad(x, self._P))
        target = self._windows(dx)
        for row, places in _parts(target):
            back = dy[:, row, places].swapaxes(0, 1) @ self._filters(w, (row, places))  # (places, N, F*F*D)
            add_windows(target[:, row : row + 1, places], back.swapaxes(0, 1))
        return unpad(dx, self._P), self.gradients(cache, dy)

    def gradients(self, cache: Any, dy: NDArray) -> Params:
        """{"w": (H2, W2, K, F, F, D1), "b": (H2, W2, K)}."""
        x, w = cache
        dw = np.empty_like(w)
        for part, patches in self._patches(x):
            dw[part] = (dy[:, *part].transpose(1, 2, 0) @ patches).reshape(dw[part].shape)
        return {"w": dw} | ({"b": dy.sum(axis=0)} if self.bias else {})

    def _patches(self, x: NDArray) -> Iterator[tuple[Part, NDArray]]:
        """Part by part of the output, all windows, stretched: (places, N, F*F*D)."""
        seen = self._windows(pad(x, self._P))
        for row, places in _parts(seen):
            windows = seen[:, row, places].swapaxes(0, 1)
            yield (row, places), windows.reshape(len(windows), len(x), -1)

    def _windows(self, padded: NDArray) -> NDArray:
        return overlapping(padded, pair(self.F, "F"), pair(self.S, "S"), pair(self.dilation, "dilation"))

    def _filters(self, w: NDArray, part: Part) -> NDArray:
        """The filters of a part of the output, stretched: (places, K, F*F*D)."""
        filters = w[part]
        return filters.reshape(len(filters), self.K, -1)

    def _shape(self, volume: Volume) -> tuple[int, ...]:
        after = self.output(volume)
        return after.H, after.W, self.K, *pair(self.F, "F"), volume.D

    @property
    def _P(self) -> tuple[int, int]:
        return pair(self.P, "P", least=0)


def _parts(seen: NDArray) -> Iterator[Part]:
    """The output in rows, or parts of rows, whose windows take no more than PART_BYTES, if one place does."""
    _, H2, W2 = seen.shape[:3]
    step = max(1, PART_BYTES // (seen[:, 0, 0].size * seen.itemsize))
    for row, start in product(range(H2), range(0, W2, step)):
        yield row, slice(start, start + step)
