"""Trainings that were looked at from time to time: at each checkpoint a record, and the net as it was then.

A setting is a name, so that it can travel to the browser and back. What is lent lives as long as its owner keeps it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import count
from typing import Any
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from cnnlib.datasets import digits, split
from cnnlib.interpret.filters import similarity, smoothness
from cnnlib.layers import FC, Conv, Layer, Pool, ReLU
from cnnlib.losses import softmax
from cnnlib.nets import Net
from cnnlib.optim import Adam
from cnnlib.scenes.network.subjects import DIGITS, YOURS
from cnnlib.scenes.settings import SettingError
from cnnlib.shapes import Volume
from cnnlib.threads import on_one_thread
from cnnlib.train import Record, fit
from cnnlib.train.course import first_filters, one_of_each

Checkpoint = tuple[Record, Net]
SHOWN = 12  # images that the net answers
MOST = 16  # checkpoints that there is room for
STEPS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 860)
"""Of the run on the bundled digits: ever longer pauses, since most happens in the beginning."""
FAINT = 0.2  # of their usual size are its first filters at the start, so that less of the noise is left at the end


@dataclass(frozen=True, eq=False)
class Grown:
    """A training at its checkpoints, and images for the nets to answer: (n, H, W, D), with their labels or none."""

    checkpoints: tuple[Checkpoint, ...]
    images: NDArray
    labels: tuple[int | None, ...]
    classes: tuple[str, ...]
    measured: str = "held-out images"  # what the records' `validation` is the accuracy on

    @cached_property
    def filters(self) -> tuple[NDArray, ...]:
        """Those of the first layer at each checkpoint, (K, F, F, D)."""
        return tuple(first_filters(net) for _, net in self.checkpoints)

    @cached_property
    def answers(self) -> tuple[NDArray, ...]:
        """The probabilities of the classes for each image at each checkpoint, (n, classes)."""
        return tuple(softmax(net.forward(self.images).reshape(len(self.images), -1)) for _, net in self.checkpoints)

    @cached_property
    def likeness(self) -> NDArray:
        """How alike each filter is to what it was at first, (checkpoints, K)."""
        return np.array([[similarity(*pair) for pair in zip(w, self.filters[0])] for w in self.filters])

    @cached_property
    def smoothness(self) -> NDArray:
        """How alike neighbouring weights of each filter are, (checkpoints, K)."""
        return np.array([[smoothness(one) for one in w] for w in self.filters])

    @property
    def steps(self) -> tuple[int, ...]:
        return tuple(record.step for record, _ in self.checkpoints)

    @property
    def accuracies(self) -> tuple[float | None, ...]:
        return tuple(record.validation for record, _ in self.checkpoints)


@dataclass(frozen=True)
class Known:
    """A run that is always there: what it is called, how it is got, in code too."""

    name: str
    get: Callable[[], Grown]
    code: str


def kept(net: Net) -> Net:
    """The net as it is now: a copy that does not learn on."""
    return Net(net.volumes[0], net.layers).adopt(net.weights)


def at_start(accuracy: float | None) -> Record:
    """The record of a net before the first step."""
    return Record(step=0, epoch=0, loss=float("nan"), accuracy=float("nan"), seconds=0, validation=accuracy)


@lru_cache(maxsize=1)
def digits_run() -> Grown:
    """A net with filters of 5 x 5 that learns the bundled digits, trained here in a second or two.

    >>> run = digits_run()
    >>> len(run.checkpoints), run.steps[:4], run.filters[0].shape
    (12, (0, 1, 2, 4), (16, 5, 5, 1))
    """
    train, (x, y) = split(*digits())
    features: list[Layer] = [Conv(K=16, F=5, P=2), ReLU(), Pool(), Conv(K=32, F=3, P=1), ReLU(), Pool()]
    net = Net(Volume(W=8, H=8, D=1), [*features, FC(K=10)]).init(seed=0)
    net.weights[0]["w"][...] *= FAINT
    found = [(at_start(net.accuracy(x, y)), kept(net))]
    for record in on_one_thread(
        fit(net, *train, epochs=20, batch=32, optimiser=Adam(rate=0.005), seed=0, penalty=0.003)
    ):
        if record.step in STEPS:
            found.append((replace(record, validation=net.accuracy(x, y)), kept(net)))
    places = one_of_each(y, SHOWN)
    labels = tuple(y[places].tolist())
    return Grown(tuple(found), x[places], labels, DIGITS, f"{len(y)} held-out digits")


RUNS: dict[str, Known] = {
    "digits": Known(
        "bundled digits, 8 × 8", digits_run,
        "from cnnlib.scenes.growth.runs import digits_run\n\ncheckpoints = digits_run().checkpoints",
    ),
}  # fmt: skip

_lent: WeakValueDictionary[str, Grown] = WeakValueDictionary()
_numbers = count(1)


def lend_run(checkpoints: Any, x: NDArray | None, y: Sequence[int] | NDArray | None) -> tuple[str, Grown]:
    """A name for a reader's own run, and what goes by it; x (n, H, W, D) are images to be answered, y their classes."""
    found = tuple(checkpoints) if isinstance(checkpoints, Iterable) else ()
    if not 2 <= len(found) <= MOST or not all(map(_is_checkpoint, found)):
        raise SettingError(f"a run is 2 to {MOST} pairs (record, net) of one training, the net with its weights")
    nets = [net for _, net in found]
    if len({(repr(net)) for net in nets}) > 1:
        raise SettingError("these nets are not of one training: their layers differ")
    if first_filters(nets[0]).shape[0] == 0:
        raise SettingError("this net has no filters: its layers hold no weights")
    images = np.zeros((0, *nets[0].volumes[0].shape), np.float32) if x is None else np.asarray(x)[:SHOWN]
    labels = tuple(np.asarray(y)[: len(images)].tolist()) if y is not None else (None,) * len(images)
    classes = tuple(str(n) for n in range(nets[0].volumes[-1].D))
    name, grown = f"{YOURS} {next(_numbers)}", Grown(found, images, labels, classes)
    _lent[name] = grown
    return name, grown


def _is_checkpoint(pair: Any) -> bool:
    if not (isinstance(pair, tuple) and len(pair) == 2):
        return False
    record, net = pair
    return isinstance(record, Record) and isinstance(net, Net) and net.has_weights


def run_named(name: str) -> Grown:
    """The run of a setting."""
    if name in RUNS:
        return RUNS[name].get()
    found = _lent.get(name)
    if found is None:
        raise SettingError(f"there is no run {name!r} here: hand it over with run=..., or choose {', '.join(RUNS)}")
    return found
