"""TRANSPOSED CONV: every input number stamps a filter onto a larger output."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import pair, truth, whole
from cnnlib.correlate import bias_gradient, correlate, filter_gradient, input_gradient
from cnnlib.layers.layer import Params, batch_volume, check_shape, filters_of, floating, he, set_sizes, written
from cnnlib.padding import pad
from cnnlib.shapes import FitError, Size, Volume, as_volume, extent


@dataclass(frozen=True, repr=False)
class TransposedConv:
    """K filters of F x F x D1 are stamped S pixels apart, weighted by the input; P pixels of border are cut off.

    W2 = (W1 - 1)*S + F - 2P and likewise H2, D2 = K: the size formula solved for the input, for this is what
    CONV does to a gradient on the way back. Stamps that overlap add up. It makes maps larger, as in
    segmentation and in generators. F*F*D1*K weights and K biases: `{"w": (K, F, F, D1), "b": (K,)}`, and a
    stamp is w[:, :, :, d], turned to (F, F, K).

    F, S, P and `dilation` are one number or an (h, w) pair. PyTorch's `conv_transpose2d` has its filters as
    (D1, K, F, F): `w.transpose(3, 0, 1, 2)`.

    Source: Dumoulin and Visin 2016, "A guide to convolution arithmetic for deep learning", chapter 4.

    >>> print(TransposedConv(K=1, F=4, S=2, P=1).output(Volume(W=7, H=7, D=3)))
    [14x14x1]
    >>> x, params = np.array([1.0, 2]).reshape(1, 1, 2, 1), {"w": np.ones((1, 1, 3, 1)), "b": np.zeros(1)}
    >>> TransposedConv(K=1, F=(1, 3), S=2).forward(params, x)[0].ravel()        # 1 1 1 and 2 2 2, two further
    array([1., 1., 3., 2., 2.])
    """

    K: int
    F: Size = 2
    S: Size = 2
    P: Size = 0
    dilation: Size = 1
    bias: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "K", whole(self.K, "K"))
        set_sizes(self, F=1, S=1, P=0, dilation=1)
        object.__setattr__(self, "bias", truth(self.bias, "bias"))

    __repr__ = written

    def output(self, volume: Volume) -> Volume:
        """[W2 x H2 x K]; `FitError` where the border that is cut off leaves nothing."""
        settings = zip(*(pair(size, "", least=0) for size in (self.F, self.S, self.P, self.dilation)))
        H2, W2 = (_size(side, W, *one) for side, W, one in zip("HW", as_volume(volume).shape, settings))
        return Volume(W2, H2, self.K)

    def parameters(self, volume: Volume) -> int:
        """F*F*D1*K weights, and K biases."""
        FH, FW = pair(self.F, "F")
        return FH * FW * as_volume(volume).D * self.K + (self.K if self.bias else 0)

    def multiply_adds(self, volume: Volume) -> int:
        """Every input number times F*F*K weights, those included whose stamp falls on the border."""
        FH, FW = pair(self.F, "F")
        return as_volume(volume).size * FH * FW * self.K

    def init(self, volume: Volume, rng: np.random.Generator) -> Params:
        """Weights by `he`, biases 0."""
        params = {"w": he((self.K, *pair(self.F, "F"), as_volume(volume).D), rng)}
        return params | ({"b": np.zeros(self.K, np.float32)} if self.bias else {})

    def forward(self, params: Params, x: NDArray) -> tuple[NDArray, Any]:
        """y (N, H2, W2, K) of x (N, H1, W1, D1)."""
        w, b = filters_of(self, params)
        x, w = floating(x, w)
        volume = batch_volume(x)
        check_shape("w", w, (self.K, *pair(self.F, "F"), volume.D))
        stamps = np.ascontiguousarray(w.transpose(3, 1, 2, 0))  # the filters of the CONV from y to x
        y = input_gradient((len(x), *self.output(volume).shape), stamps, x, self._S, self._P, self._dilation)
        if b is not None:
            check_shape("b", b, (self.K,))
            y = y + np.asarray(b, x.dtype)
        return np.ascontiguousarray(y), (x, stamps)

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx (N, H1, W1, D1), an ordinary convolution of dy, and {"w", "b"}."""
        _, stamps = cache
        dx = correlate(pad(dy, self._P), stamps, None, self._S, self._dilation)
        return dx, self.gradients(cache, dy)

    def gradients(self, cache: Any, dy: NDArray) -> Params:
        """{"w": (K, F, F, D1), "b": (K,)}."""
        x, stamps = cache
        dw = filter_gradient(pad(dy, self._P), stamps.shape, x, self._S, self._dilation).transpose(3, 1, 2, 0)
        return {"w": dw} | ({"b": bias_gradient(dy)} if self.bias else {})

    @property
    def _S(self) -> tuple[int, int]:
        return pair(self.S, "S")

    @property
    def _P(self) -> tuple[int, int]:
        return pair(self.P, "P", least=0)

    @property
    def _dilation(self) -> tuple[int, int]:
        return pair(self.dilation, "dilation")


def _size(side: str, W: int, F: int, S: int, P: int, dilation: int) -> int:
    span = extent(F, dilation)
    size = (W - 1) * S + span - 2 * P
    if size < 1:
        raise FitError(
            f"({side} - 1)*S + {'F' if dilation == 1 else '(dilation*(F - 1) + 1)'} - 2P = "
            f"({W} - 1)*{S} + {span} - {2 * P} = {size}: the border that is cut off leaves nothing. "
            f"Try P = {(size + 2 * P - 1) // 2}"
        )
    return size
