"""Drawn questions on output sizes: convolution, pooling, dilation, one size per axis, whole volumes."""

from collections.abc import Callable

import numpy as np

from cnnlib.layers import Conv, Pool
from cnnlib.mistakes import (
    output_size_mistakes,
    pooled_size_mistakes,
    pooled_volume_mistakes,
    sides_mistakes,
    volume_mistakes,
)
from cnnlib.practice.drills.task import Task, pick
from cnnlib.shapes import Axis, Volume, extent, output_size

CROP = "Windows that would hang over the edge are left out."
WHOLE = "What is its output volume (width × height × depth)?"


def size_task(rng: np.random.Generator, level: int) -> Task:
    """A question on a size; the level says which kinds there are."""
    kinds: dict[int, tuple[Callable[[np.random.Generator], Task], ...]] = {
        1: (_plain, _same, _halved),
        2: (_strided, _overlapping, _cropped, _volume),
        3: (_dilated, _unequal, _pooled_volume, _large),
    }
    return kinds[level][rng.integers(len(kinds[level]))](rng)


def _plain(rng: np.random.Generator) -> Task:
    return _conv((int(rng.integers(7, 33)), pick(rng, 2, 3, 4, 5, 7), 1, 0, 1))


def _same(rng: np.random.Generator) -> Task:
    return _conv((int(rng.integers(6, 65)), pick(rng, 3, 5, 7), 1, pick(rng, 1, 2, 3), 1))


def _halved(rng: np.random.Generator) -> Task:
    return _pool(2 * int(rng.integers(3, 113)), F=2, S=2)


def _strided(rng: np.random.Generator) -> Task:
    F, S, P = pick(rng, 3, 5, 7), pick(rng, 2, 3, 4), pick(rng, 0, 1, 2)
    return _conv(_tiling(rng, F, S, P))


def _overlapping(rng: np.random.Generator) -> Task:
    return _pool(_tiling(rng, 3, 2, 0)[0], F=3, S=2)


def _cropped(rng: np.random.Generator) -> Task:
    """A filter or a pooling window that does not tile, and the floor that follows."""
    S = pick(rng, 2, 3, 4)
    F, P, over = pick(rng, 3, 5, 7), pick(rng, 0, 1), int(rng.integers(1, S))
    if rng.random() < 0.4:
        return _pool(_tiling(rng, 3, 2, 0)[0] + 1, F=3, S=2)
    return _conv((_tiling(rng, F, S, P)[0] + over, F, S, P, 1))


def _dilated(rng: np.random.Generator) -> Task:
    return _conv(_tiling(rng, pick(rng, 3, 5), pick(rng, 1, 1, 2), pick(rng, 0, 1, 2), pick(rng, 2, 3)))


def _large(rng: np.random.Generator) -> Task:
    """First layers of well-known nets, at several image sizes."""
    F, S, P = [(11, 4, 0), (7, 2, 0), (7, 2, 3), (11, 4, 2)][rng.integers(4)]
    return _conv((int(rng.integers(100, 400)), F, S, P, 1))


def _tiling(rng: np.random.Generator, F: int, S: int, P: int, dilation: int = 1) -> Axis:
    """Sizes with which the windows fit exactly."""
    windows = int(rng.integers(3, 33))
    W = (windows - 1) * S + extent(F, dilation) - 2 * P
    return max(W, 1), F, S, P, dilation


def _conv(axis: Axis) -> Task:
    W, F, S, P, d = axis
    layer = Conv(K=1, F=F, S=S, P=P, dilation=d, crop=True)
    volume = Volume(W=W, H=W, D=1)
    asks = f"A CONV layer has filters of {_filter(F, S, P, d)}{_asks_width(axis)}"
    return Task(
        asks, layer.output(volume).W, tuple(size_steps(axis)), output_size_mistakes(*axis, crop=True), layer, volume
    )


def _pool(W: int, F: int, S: int) -> Task:
    layer, volume, axis = Pool(F=F, S=S, crop=True), Volume(W=W, H=W, D=1), (W, F, S, 0, 1)
    asks = f"A POOL layer has windows of F = {F}, stride S = {S}{_asks_width(axis)}"
    mistakes = pooled_size_mistakes(W, F, S, crop=True)
    return Task(asks, layer.output(volume).W, tuple(size_steps(axis)), mistakes, layer, volume)


def _unequal(rng: np.random.Generator) -> Task:
    """Width and height, each with a filter size of its own."""
    S, P = pick(rng, 1, 2), pick(rng, 0, 1)
    across, down = _tiling(rng, pick(rng, 3, 5, 7), S, P), _tiling(rng, pick(rng, 1, 2, 4), S, P)
    layer = Conv(K=1, F=(down[1], across[1]), S=S, P=P, crop=True)
    volume = Volume(W=across[0], H=down[0], D=1)
    made = layer.output(volume)
    asks = (
        f"The filters of a CONV layer are {across[1]} wide and {down[1]} high, S = {S}, P = {P}; its input is "
        f"{across[0]} wide and {down[0]} high. How large is its output (width × height)?"
    )
    steps = (f"Across: {_formula(across)}.", f"Down: {_formula(down)}.", f"{made.W} × {made.H}, across first.")
    return Task(asks, (made.W, made.H), steps, sides_mistakes(across, down, crop=True), layer, volume)


def _volume(rng: np.random.Generator) -> Task:
    """The whole output volume of a CONV layer."""
    F = pick(rng, 3, 5)
    axis = _tiling(rng, F, pick(rng, 1, 2), pick(rng, 0, 1, F // 2))
    W, F, S, P, d = axis
    D, K = pick(rng, 3, 16, 32, 64), pick(rng, 6, 10, 20, 96, 128)
    layer, volume = Conv(K=K, F=F, S=S, P=P, crop=True), Volume(W=W, H=W, D=D)
    made = layer.output(volume)
    asks = f"A CONV layer has K = {K} filters of {_filter(F, S, P, d)}; its input is {W} × {W} × {D}. {WHOLE}"
    steps = (
        *size_steps(axis)[:-1], f"Across and down: {_formula(axis)}.",
        f"Each of the K = {K} filters makes one slice: {made.W} × {made.H} × {K}.",
    )  # fmt: skip
    return Task(asks, (made.W, made.H, made.D), steps, volume_mistakes(axis, axis, D, K, crop=True), layer, volume)


def _pooled_volume(rng: np.random.Generator) -> Task:
    F, S = [(2, 2), (3, 2)][rng.integers(2)]
    W, H = _tiling(rng, F, S, 0)[0], _tiling(rng, F, S, 0)[0]
    layer, volume = Pool(F=F, S=S, crop=True), Volume(W=W, H=H, D=pick(rng, 6, 16, 64, 96, 256))
    made = layer.output(volume)
    asks = f"A POOL layer has windows of F = {F}, stride S = {S}; its input is {W} × {H} × {volume.D}. {WHOLE}"
    steps = (
        f"Across: {_formula((W, F, S, 0, 1))}.", f"Down: {_formula((H, F, S, 0, 1))}.",
        f"Each slice is pooled on its own, so that the depth stays: {made.W} × {made.H} × {made.D}.",
    )  # fmt: skip
    mistakes = pooled_volume_mistakes(W, H, volume.D, F, S, crop=True)
    return Task(asks, (made.W, made.H, made.D), steps, mistakes, layer, volume)


def _filter(F: int, S: int, P: int, d: int) -> str:
    dilation = f", dilation d = {d}" if d > 1 else ""
    return f"F = {F}, stride S = {S}, padding P = {P}{dilation}"


def _asks_width(axis: Axis) -> str:
    W, F, S, P, d = axis
    crop = f" {CROP}" if (W - extent(F, d) + 2 * P) % S else ""
    return f"; its input is W = {W} pixels wide.{crop} How wide is its output?"


def _formula(axis: Axis) -> str:
    W, F, S, P, d = axis
    border = f" + {2 * P}" if P else ""
    return f"({W} − {extent(F, d)}{border})/{S} + 1 = {output_size(*axis, crop=True)}"


def size_steps(axis: Axis) -> list[str]:
    """The way to a size, in words and numbers.

    >>> size_steps((7, 3, 2, 1, 1))[-1]
    'The first window needs no step: 3 + 1 = 4.'
    """
    W, F, S, P, d = axis
    span, wide = extent(F, d), W + 2 * P
    room, size = wide - span, output_size(*axis, crop=True)
    whole = f"makes {room} / {S} = {size - 1} steps" if room % S == 0 else (
        f"makes {room} / {S} = {room / S:.4g} steps, of which {size - 1} are whole"
    )  # fmt: skip
    return [
        *([f"The dilated filter spans d(F − 1) + 1 = {d}·{F - 1} + 1 = {span} pixels."] if d > 1 else []),
        *([f"With its border the input is W + 2P = {W} + {2 * P} = {wide} wide."] if P else []),
        f"Beside the first window {wide} − {span} = {room} pixels are left; that {whole}.",
        f"The first window needs no step: {size - 1} + 1 = {size}.",
    ]
