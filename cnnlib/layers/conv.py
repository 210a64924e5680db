"""CONV: K filters slide over the input."""

from dataclasses import dataclass
from functools import cached_property
from math import gcd, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import choice, pair, truth, whole
from cnnlib.correlate import bias_gradient
from cnnlib.groups import grouped_correlate, grouped_filter_gradient, grouped_input_gradient
from cnnlib.layers.layer import Params, batch_volume, check_shape, filters_of, floating, he, set_sizes, written
from cnnlib.padding import MODES, pad, unpad
from cnnlib.shapes import FitError, Size, Volume, as_volume, output_sides


@dataclass(frozen=True, repr=False)
class Conv:
    """K filters of F x F x D1 slide with stride S over an input with P pixels of border; each gives a slice.

    W2 = (W1 - F + 2P)/S + 1 and likewise H2, D2 = K. Every output is the dot product of a filter and a
    window, plus the filter's bias. F*F*D1*K weights and K biases: `{"w": (K, F, F, D1), "b": (K,)}`.

    F, S, P and `dilation` are one number or an (h, w) pair; `dilation=1` is an ordinary filter. `mode` says
    what the border holds: "zero", "mirror" or "extend". `crop=True` leaves out the pixels over where the
    filter does not tile, which is a `FitError` otherwise. `bias=False` is for a layer followed by batch
    normalisation. With `groups=G` slices and filters are cut into G equal parts, and each filter sees the D1/G
    slices of its own part: AlexNet's two towers with 2, a depthwise convolution with D1.

    Source: CS231n, "Convolutional Networks"; AlexNet's first layer (Krizhevsky et al. 2012):

    >>> layer = Conv(K=96, F=11, S=4)
    >>> print(layer.output(Volume(W=227, H=227, D=3)), layer.parameters(Volume(W=227, H=227, D=3)))
    [55x55x96] 34944
    """

    K: int
    F: Size = 3
    S: Size = 1
    P: Size = 0
    dilation: Size = 1
    mode: str = "zero"
    crop: bool = False
    bias: bool = True
    groups: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "K", whole(self.K, "K"))
        set_sizes(self, F=1, S=1, P=0, dilation=1)
        object.__setattr__(self, "groups", whole(self.groups, "groups"))
        if self.K % self.groups:
            raise ValueError(
                f"K = {self.K} filters cannot be cut into groups = {self.groups} equal parts. Try "
                f"K = {-(-self.K // self.groups) * self.groups}"
            )
        choice(self.mode, "mode", "kind of padding", MODES)
        for name in ("crop", "bias"):
            object.__setattr__(self, name, truth(getattr(self, name), name))

    __repr__ = written

    def output(self, volume: Volume) -> Volume:
        """[W2 x H2 x K]; `FitError` where the filter does not fit."""
        H2, W2 = output_sides(volume, self.F, self.S, self.P, self.dilation, self.crop)
        self._check_mirror(volume)
        self._check_groups(volume)
        return Volume(W2, H2, self.K)

    def parameters(self, volume: Volume) -> int:
        """F*F*D1*K weights, a G-th of them with G groups, and K biases."""
        return prod(self._w_shape(volume)) + (self.K if self.bias else 0)

    def multiply_adds(self, volume: Volume) -> int:
        """F*F*D1 for each output, a G-th of them with G groups."""
        return self.output(volume).size * prod(self._w_shape(volume)[1:])

    def init(self, volume: Volume, rng: np.random.Generator) -> Params:
        """Weights by `he`, biases 0."""
        params = {"w": he(self._w_shape(volume), rng)}
        return params | ({"b": np.zeros(self.K, np.float32)} if self.bias else {})

    def forward(self, params: Params, x: NDArray) -> tuple[NDArray, Any]:
        """y (N, H2, W2, K) of x (N, H1, W1, D1)."""
        w, b = filters_of(self, params)
        x, w = floating(x, w)
        volume = batch_volume(x)
        self.output(volume)  # raises FitError
        check_shape("w", w, self._w_shape(volume))
        if b is not None:
            b = np.asarray(b, x.dtype)
            check_shape("b", b, (self.K,))
        padded = pad(x, self._P, self.mode)
        return grouped_correlate(padded, w, b, self._S, self._dilation, self.groups), (x, w)

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx (N, H1, W1, D1) and {"w", "b"}."""
        x, w = cache
        return self._input_gradient(x.shape, w, dy), self.gradients(cache, dy)

    def gradients(self, cache: Any, dy: NDArray) -> Params:
        """{"w": (K, F, F, D1), "b": (K,)}."""
        x, w = cache
        padded = pad(x, self._P, self.mode)
        dw = grouped_filter_gradient(padded, w.shape, dy, self._S, self._dilation, self.groups)
        return {"w": dw, "b": bias_gradient(dy)} if self.bias else {"w": dw}

    def _input_gradient(self, shape: tuple[int, ...], w: NDArray, dy: NDArray) -> NDArray:
        if self.mode == "zero":
            return grouped_input_gradient(shape, w, dy, self._S, self._P, self._dilation, self.groups)
        N, H, W, D = shape
        padded = (N, H + 2 * self._P[0], W + 2 * self._P[1], D)
        dx = grouped_input_gradient(padded, w, dy, self._S, (0, 0), self._dilation, self.groups)
        return unpad(dx, self._P, self.mode)

    def _w_shape(self, volume: Volume) -> tuple[int, ...]:
        return self.K, *pair(self.F, "F"), as_volume(volume).D // self.groups

    def _check_groups(self, volume: Volume) -> None:
        if volume.D % self.groups:
            raise FitError(
                f"the {volume.D} slices of {volume} cannot be cut into groups = {self.groups} equal parts. "
                f"Try groups = {gcd(volume.D, self.K)}"
            )

    def _check_mirror(self, volume: Volume) -> None:
        for P, size, side in zip(self._P, (volume.H, volume.W), "HW"):
            if self.mode == "mirror" and size <= P:
                raise FitError(
                    f"mirror padding with P = {P} copies the {P} pixels behind the border pixel, but "
                    f'{side} = {size} has only {size - 1}. Try P = {size - 1} or mode="extend"'
                )

    @cached_property
    def _S(self) -> tuple[int, int]:
        return pair(self.S, "S")

    @cached_property
    def _P(self) -> tuple[int, int]:
        return pair(self.P, "P", least=0)

    @cached_property
    def _dilation(self) -> tuple[int, int]:
        return pair(self.dilation, "dilation")
