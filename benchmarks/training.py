"""Whole trainings beside PyTorch's where it is installed: `python -m benchmarks.training [--threads=2] [NAME ...]`.

An epoch of each recipe, of LeNet-5 on as many images as MNIST has, and of the digits net of the first lesson. Both
libraries take turns, some steps each, on the same minibatches; the median turn counts, as other work on the machine
disturbs single ones. The images are noise, without augmentation: how long a step takes does not depend on what they
show. With two threads, ours share each minibatch out, PyTorch's each operation.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.timing import settle


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="how the names of the trainings begin: all")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":  # before NumPy loads
    settle("benchmarks.training", stock=False, threads=options().threads)

import numpy as np  # noqa: E402

from benchmarks import digits  # noqa: E402
from benchmarks.rivals import Torch, torch_or_none  # noqa: E402
from cnnlib import FC, Conv, Net, Pool, ReLU, zoo  # noqa: E402
from cnnlib.layers import BatchNorm, GlobalPool, Layer, Residual  # noqa: E402
from cnnlib.optim import Adam, Momentum  # noqa: E402
from cnnlib.recipes import RECIPES  # noqa: E402
from cnnlib.shapes import Volume, pair  # noqa: E402
from cnnlib.threads import on_one_thread  # noqa: E402
from cnnlib.train import fit  # noqa: E402

TURNS = 15  # PyTorch in the better of its two memory layouts
SIZES = {"mnist": 60_000, "cifar10": 50_000}  # images to learn from, before some are held out


@dataclass(frozen=True)
class Training:
    """A net, how many images an epoch has, and the rest of what decides how long it takes."""

    net: Callable[[], Net]
    images: int
    batch: int
    momentum: bool = False
    penalty: float = 0.0


def _of_recipe(name: str) -> Training:
    recipe = RECIPES[name]
    images = round(SIZES[name] * (1 - recipe.held_out))
    return Training(recipe.net, images, recipe.batch, momentum=True, penalty=recipe.penalty)


TRAININGS = {
    "mnist, batch 64": _of_recipe("mnist"), "cifar10, batch 64": _of_recipe("cifar10"),
    "LeNet-5, batch 128": Training(zoo.lenet5, 60_000, 128), "LeNet-5, batch 64": Training(zoo.lenet5, 60_000, 64),
    "digits net, batch 32": Training(zoo.digits_net, 1347, 32),
}  # fmt: skip


def report(names: Sequence[str] = (), threads: int = 1) -> None:
    """A line for each training, and the accuracy on the digits."""
    torch = torch_or_none()
    if torch:
        torch.torch.set_num_threads(threads)
    print(f"\n{'an epoch of':24}{'s':>8}{'torch s':>9}{'/torch':>8}   threads: {threads}")
    for name, training in TRAININGS.items():
        if not names or name.startswith(tuple(names)):
            print(f"{name:24}{_line(training, torch, threads)}", flush=True)
    if not names:
        print()
        digits.report()


def _line(training: Training, torch: Torch | None, threads: int) -> str:
    net = training.net().init(seed=0)
    steps: dict[str, Callable[[], object]] = {"ours": _ours(net, training, threads)}
    if torch:
        steps |= {of: _torch(torch.torch, net, training, layout) for of, layout in torch.layouts.items()}
    times = {of: seconds * training.images / training.batch for of, seconds in _median_step(steps).items()}
    ours, theirs = times.pop("ours"), min(times.values(), default=None)
    return f"{ours:8.3f}" + (f"{theirs:9.3f}{theirs / ours:8.2f}" if theirs else "")


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


def _ours(net: Net, training: Training, threads: int) -> Callable[[], object]:
    optimiser = Momentum(rate=1e-4) if training.momentum else Adam(rate=1e-4)
    data, asked = _batches(net, training.batch), {"batch": training.batch, "penalty": training.penalty}
    records = on_one_thread(fit(net, *data, **asked, epochs=10**6, optimiser=optimiser, threads=threads))
    return lambda: next(records)


def _torch(torch: Any, net: Net, training: Training, layout: Any) -> Callable[[], object]:
    """The same net, loss and optimiser in one memory layout, as PyTorch's own tutorials write them."""
    torch.set_grad_enabled(True)
    module = torch.nn.Sequential(*_modules(torch, net.layers, net.volumes[0])).to(memory_format=layout)
    optimiser = _optimiser(torch.optim, module.parameters(), training)
    x, y = _batches(net, training.batch)
    images = torch.tensor(x.transpose(0, 3, 1, 2).copy()).contiguous(memory_format=layout)
    labels = torch.tensor(y)
    cut = _turns(torch, len(y), training.batch)

    def step() -> None:
        part = next(cut)
        loss = torch.nn.functional.cross_entropy(module(images[part]), labels[part])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()

    return step


def _optimiser(optim: Any, parameters: Any, training: Training) -> Any:
    if training.momentum:
        return optim.SGD(parameters, lr=1e-4, momentum=0.9, weight_decay=training.penalty, fused=True)
    return optim.Adam(parameters, lr=1e-4, fused=True)


def _turns(torch: Any, count: int, batch: int) -> Iterator[Any]:
    """Minibatches without end, shuffled anew each time round."""
    while True:
        yield from torch.randperm(count).split(batch)


def _modules(torch: Any, layers: Sequence[Layer], volume: Volume) -> Iterator[Any]:
    """PyTorch's twin of layers that are given this volume."""
    for layer in layers:
        yield from _module(torch, layer, volume)
        volume = layer.output(volume)


def _module(torch: Any, layer: Layer, volume: Volume) -> list[Any]:
    nn, D = torch.nn, volume.D
    match layer:
        case Conv():
            F, S, P = (pair(size, "", least=0) for size in (layer.F, layer.S, layer.P))
            return [nn.Conv2d(D, layer.K, F, stride=S, padding=P, bias=layer.bias)]
        case FC():
            return [nn.Flatten(), nn.Linear(volume.size, layer.K)]
        case Pool(kind="max"):
            return [nn.MaxPool2d(pair(layer.F, "F"))]
        case ReLU():
            return [nn.ReLU()]
        case BatchNorm():
            return [nn.BatchNorm1d(D) if (volume.W, volume.H) == (1, 1) else nn.BatchNorm2d(D)]
        case GlobalPool(kind="max"):
            return [nn.AdaptiveMaxPool2d(1)]
        case Residual(shortcut=()):
            return [_residual(torch, nn.Sequential(*_modules(torch, layer.layers, volume)))]
    raise NotImplementedError(f"no PyTorch twin of {layer} is written here")


def _residual(torch: Any, inside: Any) -> Any:
    class Shortcut(torch.nn.Module):
        """F(x) + x."""

        def __init__(self) -> None:
            super().__init__()
            self.inside = inside

        def forward(self, x: Any) -> Any:
            return self.inside(x) + x

    return Shortcut()


if __name__ == "__main__":
    report(options().names, options().threads)
