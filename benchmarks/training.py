"""Whole trainings, one thread, beside PyTorch's where it is installed: `python -m benchmarks.training`.

An epoch of LeNet-5 on as many images as MNIST has, and one of the digits net of the first lesson on its digits. Both
libraries take turns, some steps each, on the same minibatches; the median turn counts, as other work on the machine
disturbs single ones. The images are noise: how long a step takes does not depend on what they show.
"""

from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.timing import settle

if __name__ == "__main__":  # before NumPy loads
    settle("benchmarks.training", stock=False)

import numpy as np

from benchmarks import digits
from benchmarks.rivals import torch_or_none
from cnnlib import FC, Conv, Net, Pool, ReLU, zoo
from cnnlib.layers import Layer
from cnnlib.optim import Adam
from cnnlib.shapes import pair
from cnnlib.train import fit

TRAININGS = {"LeNet-5, batch 128": (zoo.lenet5, 60_000, 128), "LeNet-5, batch 64": (zoo.lenet5, 60_000, 64),
             "digits net, batch 32": (zoo.digits_net, 1347, 32)}  # fmt: skip
TURNS = 15  # PyTorch in the better of its two memory layouts


def report() -> None:
    """A line for each training, and the accuracy on the digits."""
    torch = torch_or_none()
    print(f"\n{'an epoch of':24}{'s':>8}{'torch s':>9}{'/torch':>8}")
    for name, (make, images, batch) in TRAININGS.items():
        net = make().init(seed=0)
        steps = {"ours": _ours(net, batch)}
        if torch:
            steps |= {of: _torch(torch.torch, net, batch, layout) for of, layout in torch.layouts.items()}
        times = {of: seconds * images / batch for of, seconds in _median_step(steps).items()}
        ours, theirs = times.pop("ours"), min(times.values(), default=None)
        print(f"{name:24}{ours:8.3f}" + (f"{theirs:9.3f}{theirs / ours:8.2f}" if theirs else ""), flush=True)
    print()
    digits.report()


def _median_step(steps: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of a step: the median over turns of about a twentieth of a second each."""
    turns: dict[str, list[float]] = {name: [] for name in steps}
    counts = {name: max(1, int(0.05 / _seconds(step, 5))) for name, step in steps.items()}
    for _ in range(TURNS):
        for name, step in steps.items():
            turns[name].append(_seconds(step, counts[name]))
    return {name: median(seconds) for name, seconds in turns.items()}


def _seconds(step: Callable[[], object], count: int) -> float:
    began = perf_counter()
    for _ in range(count):
        step()
    return (perf_counter() - began) / count


def _batches(net: Net, batch: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    shape = net.volumes[0].shape
    return rng.standard_normal((20 * batch, *shape), np.float32), rng.integers(0, 10, 20 * batch)


def _ours(net: Net, batch: int) -> Callable[[], object]:
    records = fit(net, *_batches(net, batch), epochs=10**6, batch=batch, optimiser=Adam(rate=1e-4))
    return lambda: next(records)


def _torch(torch: Any, net: Net, batch: int, layout: Any) -> Callable[[], object]:
    """The same net, loss and optimiser in one memory layout, as PyTorch's own tutorials write them."""
    torch.set_grad_enabled(True)
    module = torch.nn.Sequential(*_modules(torch.nn, net)).to(memory_format=layout)
    optimiser = torch.optim.Adam(module.parameters(), lr=1e-4, fused=True)
    x, y = _batches(net, batch)
    images = torch.tensor(x.transpose(0, 3, 1, 2).copy()).contiguous(memory_format=layout)
    labels = torch.tensor(y)
    cut = _turns(torch, len(y), batch)

    def step() -> None:
        part = next(cut)
        loss = torch.nn.functional.cross_entropy(module(images[part]), labels[part])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()

    return step


def _turns(torch: Any, count: int, batch: int) -> Iterator[Any]:
    """Minibatches without end, shuffled anew each time round."""
    while True:
        yield from torch.randperm(count).split(batch)


def _modules(nn: Any, net: Net) -> Iterator[Any]:
    for layer, volume in zip(net.layers, net.volumes):
        yield from _module(nn, layer, volume.D, volume.size)


def _module(nn: Any, layer: Layer, D: int, size: int) -> list[Any]:
    if isinstance(layer, Conv):
        return [nn.Conv2d(D, layer.K, pair(layer.F, "F"), padding=pair(layer.P, "P", least=0))]
    if isinstance(layer, FC):
        return [nn.Flatten(), nn.Linear(size, layer.K)]
    if isinstance(layer, Pool):
        return [nn.MaxPool2d(pair(layer.F, "F"))]
    assert isinstance(layer, ReLU), f"no PyTorch twin of {layer} is written here"
    return [nn.ReLU()]


if __name__ == "__main__":
    report()
