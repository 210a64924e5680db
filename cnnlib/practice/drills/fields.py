"""Drawn questions on what one number of a later layer sees: receptive fields, depth, the sum behind it."""

from math import ceil

import numpy as np

from cnnlib.layers import Conv, Layer, Pool
from cnnlib.layers.chain import Chain
from cnnlib.mistakes import product_mistakes
from cnnlib.mistakes.fields import Window, depth_mistakes, field_mistakes, field_of
from cnnlib.practice.drills.task import Task, pick
from cnnlib.shapes import Volume

POOL = (2, 2, 1)


def field_task(rng: np.random.Generator, level: int) -> Task:
    """A question on what one number sees; the level says through which layers."""
    if level == 1:
        return _products(rng) if rng.random() < 0.4 else _field(rng, [_conv(rng) for _ in range(pick(rng, 2, 3))])
    if level == 2:
        if rng.random() < 0.4:
            return _depth(rng)
        return _field(rng, [_conv(rng), POOL, *(_conv(rng) for _ in range(pick(rng, 1, 2)))])
    later = (pick(rng, 3, 5), 1, 2) if rng.random() < 0.5 else (pick(rng, 3, 5), 2, 1)
    return _field(rng, [_conv(rng), POOL, later, _conv(rng), *([POOL] if rng.random() < 0.5 else [])])


def _conv(rng: np.random.Generator) -> Window:
    return pick(rng, 3, 5, 7), 1, 1


def _field(rng: np.random.Generator, windows: list[Window]) -> Task:
    """How many pixels wide is the patch that one number sees?"""
    field = field_of(windows)
    chain, volume = _chain(windows), Volume(W=4 * field.size, H=4 * field.size, D=1)
    asks = (
        f"An image goes through {_listed([_named(*window) for window in windows])} (stride S and dilation d are 1 "
        "where nothing is said). How many pixels wide is the patch of the image that one number at the end sees?"
    )
    return Task(asks, field.size, _steps(windows), field_mistakes(windows), chain, volume, nudge=(
        "Begin with 1. Each layer adds d(F − 1) times the product of the strides before it."
    ))  # fmt: skip


def _chain(windows: list[Window]) -> Chain:
    layers: list[Layer] = [
        Pool(crop=True) if window == POOL else Conv(K=1, F=F, S=S, dilation=d, crop=True)
        for window in windows
        for F, S, d in [window]
    ]
    return Chain(tuple(layers))


def _named(F: int, S: int, d: int) -> str:
    if (F, S, d) == POOL:
        return "POOL of 2 × 2 with stride 2"
    more = f", S = {S}" if S > 1 else f", d = {d}" if d > 1 else ""
    return f"CONV with F = {F}{more}"


def _listed(names: list[str]) -> str:
    """
    >>> _listed(["CONV", "POOL", "CONV"])
    'CONV, then POOL, then CONV'
    """
    return ", then ".join(names)


def _steps(windows: list[Window]) -> tuple[str, ...]:
    """Layer by layer, beginning with the pixel itself."""
    texts = ["A pixel sees itself: 1."]
    for n, (F, S, d) in enumerate(windows):
        before, after = field_of(windows[:n]), field_of(windows[: n + 1])
        reach = f"{d}·({F} − 1)" if d > 1 else f"({F} − 1)"
        apart = f"; from here on neighbours lie {after.jump} pixels apart" if S > 1 else ""
        texts.append(f"{_named(F, S, d)}: {before.size} + {reach}·{before.jump} = {after.size}{apart}.")
    last = field_of(windows).size
    return (*texts, f"So one number sees {last} pixels across (and as many down).")


def _depth(rng: np.random.Generator) -> Task:
    """After how many layers does a number see so many pixels?"""
    F, least = pick(rng, 3, 5, 7), int(rng.integers(16, 120))
    layers = ceil((least - 1) / (F - 1))
    asks = (
        f"CONV layers with F = {F}, S = 1 stand one behind the other, with no POOL between them. After how many of "
        f"them does one number see a patch that is at least {least} pixels wide?"
    )
    steps = (
        f"Each layer adds F − 1 = {F - 1} pixels to the one that a pixel sees.",
        f"({least} − 1)/{F - 1} = {(least - 1) / (F - 1):.4g}, so it takes {layers} layers, "
        f"which see 1 + {layers}·{F - 1} = {1 + layers * (F - 1)} pixels.",
    )
    chain = Chain((Conv(K=1, F=F),) * layers)
    return Task(asks, layers, steps, depth_mistakes(F, least), chain, Volume(W=4 * least, H=4 * least, D=1))


def _products(rng: np.random.Generator) -> Task:
    """How many products are behind one number?"""
    F, D, K = pick(rng, 3, 5, 7), pick(rng, 3, 6, 16, 32, 64), pick(rng, 8, 12, 24, 48, 96)
    W = pick(rng, 8, 14, 16, 28)
    asks = (
        f"A CONV layer of K = {K} filters with F = {F} reads {D} slices and makes maps of {W} × {W}. How many products "
        "are summed up for one number of one map?"
    )
    steps = (
        f"The window is {F} × {F} numbers in each slice: {F * F}.",
        f"The filter is as deep as what it reads: {F}·{F}·{D} = {F * F * D} products.",
    )
    volume = Volume(W=W + F - 1, H=W + F - 1, D=D)
    return Task(asks, F * F * D, steps, product_mistakes(F, D, K, W), Conv(K=K, F=F), volume)
