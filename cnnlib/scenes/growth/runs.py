"""Trainings that were looked at from time to time, and images for their nets to answer.

A setting is a name, so that it can travel to the browser and back. What is lent lives as long as its owner keeps it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count
from typing import Any
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from cnnlib import pretrained
from cnnlib.datasets import CIFAR10_CLASSES, digits, split
from cnnlib.interpret.filters import similarity, smoothness
from cnnlib.layers import FC, Conv, Layer, Pool, ReLU
from cnnlib.losses import softmax
from cnnlib.nets import Net
from cnnlib.optim import Adam
from cnnlib.scenes.network.images import prepared
from cnnlib.scenes.network.subjects import DIGITS, YOURS
from cnnlib.scenes.settings import SettingError
from cnnlib.shapes import Volume
from cnnlib.snapshots import Snapshot, taken
from cnnlib.threads import on_one_thread
from cnnlib.train import fit
from cnnlib.train.course import first_filters, one_of_each

SHOWN = 12  # images that the net answers
PHOTOGRAPHS = ("china", "flower", "hopper")
MOST = 16  # snapshots that there is room for
STEPS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 860)
"""Of the run on the bundled digits: ever longer pauses, since most happens in the beginning."""
FAINT = 0.2  # of their usual size are its first filters at the start, so that less of the noise is left at the end


@dataclass(frozen=True, eq=False)
class Grown:
    """A training in snapshots, and images for the nets to answer: (n, H, W, D), with their labels or none."""

    snapshots: tuple[Snapshot, ...]
    images: NDArray
    labels: tuple[int | None, ...]
    classes: tuple[str, ...]
    measured: str = "held-out images"  # what the accuracy of the snapshots is of
    larger: NDArray | None = None  # the same images with more pixels, for the first filters to be laid over

    @cached_property
    def filters(self) -> tuple[NDArray, ...]:
        """Those of the first layer in each snapshot, (K, F, F, D)."""
        return tuple(first_filters(one.net) for one in self.snapshots)

    @cached_property
    def answers(self) -> tuple[NDArray, ...]:
        """The probabilities of the classes for each image in each snapshot, (n, classes)."""
        many = len(self.images)
        return tuple(softmax(one.net.forward(self.images).reshape(many, -1)) for one in self.snapshots)

    @cached_property
    def likeness(self) -> NDArray:
        """How alike each filter is to what it was at first, (snapshots, K)."""
        return np.array([[similarity(*pair) for pair in zip(w, self.filters[0])] for w in self.filters])

    @cached_property
    def smoothness(self) -> NDArray:
        """How alike neighbouring weights of each filter are, (snapshots, K)."""
        return np.array([[smoothness(one) for one in w] for w in self.filters])

    @cached_property
    def maps(self) -> tuple[NDArray, ...]:
        """What the first filters find in the images at each snapshot, (n, H, W, K)."""
        return tuple(_first_maps(one.net, self.seen) for one in self.snapshots)

    @property
    def seen(self) -> NDArray:
        """The images as the first filters look at them here: a convolution does not mind how large they are."""
        return self.images if self.larger is None else self.larger

    @property
    def steps(self) -> tuple[int, ...]:
        return tuple(one.step for one in self.snapshots)

    @property
    def accuracies(self) -> tuple[float, ...]:
        return tuple(one.accuracy for one in self.snapshots)


def _first_maps(net: Net, x: NDArray) -> NDArray:
    """The output of the first layer with a "w" (batch normalisation has none)."""
    for layer, params in zip(net.layers, net.weights):
        x, _ = layer.forward(params, x)
        if "w" in params:
            break
    return x


@dataclass(frozen=True)
class Known:
    """A run that is always there: what it is called, how it is got, in code too."""

    name: str
    get: Callable[[], Grown]
    code: str


@lru_cache(maxsize=1)
def cifar10_run() -> Grown:
    """The training that comes with the package, on CIFAR-10. Its nets look at photographs of other things.

    >>> run = cifar10_run()
    >>> run.steps[:4], run.filters[0].shape
    ((0, 20, 50, 100), (16, 7, 7, 3))
    """
    snapshots = pretrained.checkpoints()
    volume = snapshots[0].net.volumes[0]
    larger = Volume(W=2 * volume.W, H=2 * volume.H, D=volume.D)
    small, large = (
        np.stack([prepared(name, 0, "", False, size).x for name in PHOTOGRAPHS]) for size in (volume, larger)
    )
    unlabelled = (None,) * len(small)
    return Grown(snapshots, small, unlabelled, CIFAR10_CLASSES, "held-out CIFAR-10 photographs", large)


@lru_cache(maxsize=1)
def digits_run() -> Grown:
    """A net with filters of 5 x 5 that learns the bundled digits, trained here in a second or two.

    >>> run = digits_run()
    >>> len(run.snapshots), run.steps[:4], run.filters[0].shape
    (12, (0, 1, 2, 4), (16, 5, 5, 1))
    """
    train, (x, y) = split(*digits())
    features: list[Layer] = [Conv(K=16, F=5, P=2), ReLU(), Pool(), Conv(K=32, F=3, P=1), ReLU(), Pool()]
    net = Net(Volume(W=8, H=8, D=1), [*features, FC(K=10)]).init(seed=0)
    net.weights[0]["w"][...] *= FAINT
    found = [taken(net, 0, 0, (x, y))]
    for record in on_one_thread(fit(net, *train, epochs=20, batch=32, optimiser=Adam(0.005), seed=0, penalty=0.003)):
        if record.step in STEPS:
            found.append(taken(net, record.step, record.epoch, (x, y)))
    places = one_of_each(y, SHOWN)
    return Grown(tuple(found), x[places], tuple(y[places].tolist()), DIGITS, f"{len(y)} held-out digits")


RUNS: dict[str, Known] = {
    "cifar10": Known("CIFAR-10", cifar10_run, "from cnnlib import pretrained\n\nsnapshots = pretrained.checkpoints()"),
    "digits": Known(
        "bundled digits", digits_run,
        "from cnnlib.scenes.growth.runs import digits_run\n\nsnapshots = digits_run().snapshots",
    ),
}  # fmt: skip

_lent: WeakValueDictionary[str, Grown] = WeakValueDictionary()
_numbers = count(1)


def lend_run(snapshots: Any, x: NDArray | None, y: Sequence[int] | NDArray | None) -> tuple[str, Grown]:
    """A name for a reader's own run, and what goes by it; x (n, H, W, D) are images to be answered, y their classes."""
    found = tuple(snapshots) if isinstance(snapshots, Iterable) else ()
    if not 2 <= len(found) <= MOST or not all(isinstance(one, Snapshot) for one in found):
        raise SettingError(f"a run is 2 to {MOST} snapshots of one training, such as taken(net, step, epoch, held_out)")
    first = found[0].net
    if len({repr(one.net) for one in found}) > 1:
        raise SettingError("these nets are not of one training: their layers differ")
    if len(first_filters(first)) == 0:
        raise SettingError("this net has no filters: its layers hold no weights")
    images = np.zeros((0, *first.volumes[0].shape), np.float32) if x is None else np.asarray(x)[:SHOWN]
    labels = tuple(np.asarray(y)[: len(images)].tolist()) if y is not None else (None,) * len(images)
    classes = tuple(str(n) for n in range(first.volumes[-1].D))
    name, grown = f"{YOURS} {next(_numbers)}", Grown(found, images, labels, classes)
    _lent[name] = grown
    return name, grown


def run_named(name: str) -> Grown:
    """The run of a setting."""
    if name in RUNS:
        return RUNS[name].get()
    found = _lent.get(name)
    if found is None:
        raise SettingError(f"there is no run {name!r} here: hand it over with run=..., or choose {', '.join(RUNS)}")
    return found
