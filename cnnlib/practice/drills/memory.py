"""Drawn questions on memory: what the numbers of a volume, of a batch, or the parameters of a layer take."""

from typing import Any

import numpy as np

from cnnlib.accounting import BYTES
from cnnlib.layers import FC, Conv
from cnnlib.mistakes import memory_mistakes, tidy
from cnnlib.mistakes.counts import UNITS
from cnnlib.practice.drills.task import Task, pick, written
from cnnlib.shapes import Volume

GUIDE = (
    "Count the numbers first; each takes 4 bytes; then divide by 1,024 for KB, and once more for MB. Give two decimals."
)


def memory_task(rng: np.random.Generator, level: int) -> Task:
    """A question on bytes: a small volume, the output or the parameters of a layer, a batch of outputs."""
    if level == 1:
        return _activations(
            rng,
            Volume(W=pick(rng, 4, 8, 10, 16), H=8, D=pick(rng, 3, 5, 8, 16)),
            Conv(K=pick(rng, 3, 4, 6, 8), F=3, P=1),
            "bytes",
            1,
        )
    if rng.random() < 0.5:
        return _parameters(rng, level)
    volume = Volume(W=(side := pick(rng, 28, 56, 112, 224)), H=side, D=pick(rng, 3, 16, 64))
    N = pick(rng, 16, 32, 64, 128) if level == 3 else 1
    return _activations(rng, volume, Conv(K=pick(rng, 16, 32, 64), F=3, P=1), "MB" if N > 1 else _unit(rng), N)


def _unit(rng: np.random.Generator) -> str:
    return "KB" if rng.random() < 0.5 else "MB"


def _activations(rng: np.random.Generator, volume: Volume, layer: Any, unit: str, N: int) -> Task:
    """The output of a layer, for N images."""
    made = layer.output(volume)
    numbers = N * made.size
    whose = f" for a batch of N = {N} images" if N > 1 else ""
    asks = (
        f"A CONV layer makes an output of {made.W} × {made.H} × {made.D}{whose}, in float32. How many {unit} does it "
        f"take{_thousands(unit)}?"
    )
    images = [f"{N} images: {N}·{made.size:,} = {numbers:,} numbers."] if N > 1 else []
    steps = (f"The volume holds {made.W}·{made.H}·{made.D} = {made.size:,} numbers.", *images)
    return _task(asks, numbers, unit, steps, layer, volume)


def _parameters(rng: np.random.Generator, level: int) -> Task:
    """The weights and biases of a layer."""
    unit = _unit(rng) if level == 2 else "MB"
    D, K = pick(rng, 64, 128, 256), pick(rng, 128, 256, 512)
    volume = Volume(W=7, H=7, D=D)
    layer = Conv(K=K, F=3, P=1) if level == 2 else FC(K=pick(rng, 1000, 4096))
    counted = layer.parameters(volume)
    what = (
        f"A CONV layer of K = {K} filters, F = 3,"
        if isinstance(layer, Conv)
        else f"An FC layer of K = {layer.K} neurons"
    )
    asks = f"{what} on an input of 7 × 7 × {D}: how many {unit} do its parameters take in float32{_thousands(unit)}?"
    weights = f"3·3·{D}" if isinstance(layer, Conv) else f"7·7·{D}"
    steps = (f"It has ({weights} + 1)·{layer.K} = {counted:,} parameters.",)
    return _task(asks, counted, unit, steps, layer, volume)


def _task(asks: str, numbers: int, unit: str, steps: tuple[str, ...], layer: Any, volume: Volume) -> Task:
    answer, total = tidy(BYTES * numbers / UNITS[unit]), BYTES * numbers
    four = f"Each number takes {BYTES} bytes: {BYTES}·{numbers:,} = {total:,} bytes."
    divided = {"bytes": "", "KB": "1,024", "MB": "1,024 / 1,024"}[unit]
    last = [f"{total:,} / {divided} = {written(answer)} {unit}."] if divided else []
    return Task(asks, answer, (*steps, four, *last), memory_mistakes(numbers, unit), layer, volume, unit, GUIDE)


def _thousands(unit: str) -> str:
    return {"bytes": "", "KB": " (1 KB = 1,024 bytes)", "MB": " (1 MB = 1,024 KB)"}[unit]
