"""POOL: every slice is made smaller on its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import choice, pair, truth
from cnnlib.layers import whole
from cnnlib.layers.layer import Params, Weightless, batch_volume, floating, set_sizes, written
from cnnlib.padding import pad, unpad
from cnnlib.shapes import Size, Volume, floor_size, output_sides
from cnnlib.windows import in_one

KINDS = ("max", "average", "L2")
BYTE = 256  # pixels of a window that a byte can tell apart
Shares = tuple[NDArray, Iterable[NDArray | int]]


@dataclass(frozen=True, repr=False)
class Pool(Weightless):
    """Each F x F window of each slice becomes one number, at stride S: its maximum, average or L2 norm.

    W2 = (W1 - F + 2P)/S + 1 and likewise H2, D2 = D1. No parameters. Among equal maxima the first, row by
    row, gets the gradient. `crop=True` leaves out the pixels over where the windows do not tile. Where there
    is a border of P pixels it never wins a maximum; for an average and a norm it holds zeros, which count.

    Source: CS231n, "Convolutional Networks", Pooling Layer.

    >>> print(Pool(F=2, S=2).output(Volume(W=224, H=224, D=64)))
    [112x112x64]
    """

    F: Size = 2
    S: Size = 2
    kind: str = "max"
    crop: bool = False
    P: Size = 0

    def __post_init__(self) -> None:
        set_sizes(self, F=1, S=1, P=0)
        for P, F in zip(self._P, pair(self.F, "F")):
            if P >= F:
                raise ValueError(f"P = {P} with F = {F} makes windows of nothing but border. Try P = {F // 2}")
        choice(self.kind, "kind", "kind of pooling", KINDS)
        object.__setattr__(self, "crop", truth(self.crop, "crop"))

    __repr__ = written

    def output(self, volume: Volume) -> Volume:
        """[W2 x H2 x D1]; `FitError` where the windows do not fit."""
        H2, W2 = output_sides(volume, self.F, self.S, self.P, 1, self.crop)
        return Volume(W2, H2, volume.D)

    def forward(self, params: Params, x: NDArray) -> tuple[NDArray, Any]:
        """y (N, H2, W2, D) of x (N, H1, W1, D)."""
        (x,) = floating(x)
        self.output(batch_volume(x))  # raises FitError
        x = self._bordered(np.ascontiguousarray(x))
        alone = self._only_window(x)
        if alone is None:
            y, memory = FORWARD[self.kind](self._taps(x))
        else:
            y, memory = whole.forward(self.kind, alone), whole.winners(alone) if self.kind == "max" else None
        return y, (x, y, memory)

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx (N, H1, W1, D): to the maximum, in equal shares, or in proportion to x."""
        x, y, memory = cache
        dx = np.zeros(x.shape, dy.dtype)
        into, alone = self._only_window(dx), self._only_window(x)
        if into is None or alone is None:
            self._share_out(dx, x, y, memory, dy)
        else:
            into[...] = whole.backward(self.kind, alone, y, dy)
        return unpad(dx, self._P), {}

    def _share_out(self, dx: NDArray, x: NDArray, y: NDArray, memory: Any, dy: NDArray) -> None:
        """Add what each pixel of each window is due to dx, which is 0 before."""
        share, factors = BACKWARD[self.kind](self._taps(x), y, memory, dy)
        part = np.empty(share.shape, share.dtype)
        for dtap, factor in zip(self._taps(dx), factors):
            np.multiply(share, factor, out=part)
            if self._overlap:
                dtap += part
            else:  # nothing is there yet
                in_one(dtap)[...] = in_one(part)

    def _bordered(self, x: NDArray) -> NDArray:
        """x and P pixels around it, less than any number where the maximum is asked for."""
        if self._P == (0, 0):
            return x
        padded = pad(x, self._P)
        if self.kind == "max":
            inside = unpad(padded, self._P)
            padded[...], inside[...] = -np.inf, x
        return padded

    @cached_property
    def _P(self) -> tuple[int, int]:
        return pair(self.P, "P", least=0)

    @cached_property
    def _overlap(self) -> bool:
        (FH, FW), (SH, SW) = pair(self.F, "F"), pair(self.S, "S")
        return FH > SH or FW > SW

    def _only_window(self, x: NDArray) -> NDArray | None:
        """Where there is a single large window, that part of x, (N, FH, FW, D): pixel by pixel would take long."""
        (FH, FW), (SH, SW) = pair(self.F, "F"), pair(self.S, "S")
        single = floor_size(x.shape[1], FH, SH) == floor_size(x.shape[2], FW, SW) == 1
        return x[:, :FH, :FW] if single and FH * FW > BYTE else None

    def _taps(self, x: NDArray) -> list[NDArray]:
        """For each place in a window, the pixels of all windows there, as a view (N, H2, W2, D); x has its border."""
        (FH, FW), (SH, SW) = pair(self.F, "F"), pair(self.S, "S")
        H2, W2 = floor_size(x.shape[1], FH, SH), floor_size(x.shape[2], FW, SW)
        down, across = (H2 - 1) * SH + 1, (W2 - 1) * SW + 1
        return [x[:, i : i + down : SH, j : j + across : SW] for i in range(FH) for j in range(FW)]


def _max_forward(taps: list[NDArray]) -> tuple[NDArray, NDArray]:
    """The maximum, and the number of the tap that won: the switch. The first keeps a tie."""
    y = _gathered(taps[0])
    wins = np.empty(y.shape, bool)
    won = wins.view(np.uint8)  # the same bytes as 0 and 1: numbers are faster than truth values from here on
    number = won if len(taps) <= BYTE else np.empty(y.shape, np.intp)
    switch = np.zeros_like(number)
    for n, tap in enumerate(map(_gathered, taps[1:]), start=1):
        np.greater(tap, y, out=wins)
        np.maximum(y, tap, out=y)
        np.multiply(won, switch.dtype.type(n), out=number)
        np.maximum(switch, number, out=switch)  # the last winner has the largest number
    return y, switch


def _gathered(tap: NDArray) -> NDArray:
    """The pixels of a tap side by side in memory: a copy, pixel by pixel, that makes up for itself in what follows."""
    return in_one(tap).copy().view(tap.dtype).reshape(tap.shape)


def _average_forward(taps: list[NDArray]) -> tuple[NDArray, None]:
    y = taps[0].copy()
    for tap in taps[1:]:
        y += tap
    y /= len(taps)
    return y, None


def _l2_forward(taps: list[NDArray]) -> tuple[NDArray, None]:
    y = np.square(taps[0])
    for tap in taps[1:]:
        y += np.square(tap)
    return np.sqrt(y, out=y), None


# Backward, the gradient of every tap is the product of an array shared by all and a factor of its own.


def _max_backward(taps: list[NDArray], y: NDArray, switch: NDArray, dy: NDArray) -> Shares:
    return dy, (switch == n for n in range(len(taps)))


def _average_backward(taps: list[NDArray], y: NDArray, memory: None, dy: NDArray) -> Shares:
    return dy / len(taps), (1 for _ in taps)


def _l2_backward(taps: list[NDArray], y: NDArray, memory: None, dy: NDArray) -> Shares:
    return dy / (y + (y == 0)), taps  # where the norm is 0 all of x is, and so is the gradient


FORWARD: dict[str, Callable[..., tuple[NDArray, Any]]] = {
    "max": _max_forward,
    "average": _average_forward,
    "L2": _l2_forward,
}
BACKWARD: dict[str, Callable[..., Shares]] = {
    "max": _max_backward,
    "average": _average_backward,
    "L2": _l2_backward,
}
