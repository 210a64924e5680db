"""Nets that come trained, each by `cnnlib` alone: `pretrained.mnist()` needs no data, no network and no wait.

Beside each file of weights lies its model card, `mnist.md`: what it was trained on and how, the command that does it
again, how good it is on images it has not seen, and where it fails. Each call reads the file anew and gives a net of
your own, so that you may change its weights.
"""

from pathlib import Path

from cnnlib.nets import Net
from cnnlib.saving import load
from cnnlib.snapshots import Snapshot, load_snapshots
from cnnlib.train import Record, load_records

FOLDER = Path(__file__).parent


def mnist() -> Net:
    """A net of the kind of LeNet that tells handwritten digits of 28 x 28 apart: white ink on black, 0 to 1.

    Source of its data: LeCun, Bottou, Bengio and Haffner 1998, "Gradient-Based Learning Applied to Document
    Recognition".

    >>> net = mnist()
    >>> print(net.volumes[0], net.volumes[-1], net.parameters)
    [28x28x1] [1x1x10] 180914
    """
    return _net("mnist")


def cifar10() -> Net:
    """A small residual net that tells photographs of 32 x 32, in colour from 0 to 1, apart: `CIFAR10_CLASSES`.

    Its first layer brings the colours to one scale. Its first filters are of 3 x 3; larger ones has `first_filters`.

    Source of its data: Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images".

    >>> net = cifar10()
    >>> print(net.volumes[0], net.volumes[-1], net.parameters)
    [32x32x3] [1x1x10] 837896
    """
    return _net("cifar10")


def first_filters() -> Net:
    """A small net for CIFAR-10 whose 32 first filters, 7 x 7 x 3, show oriented edges and opposing colours.

    They are the weights of its second layer; its first brings the colours to one scale. Draw each filter in a range of
    its own: their strengths differ. Its images are of 32 x 32, in colour from 0 to 1.

    Source of its data: Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images".

    >>> net = first_filters()
    >>> net.layers[1], net.weights[1]["w"].shape
    (Conv(K=32, F=7, S=2, P=3, crop=True, bias=False), (32, 7, 7, 3))
    """
    return _net("first_filters")


def checkpoints() -> tuple[Snapshot, ...]:
    """A very small net for CIFAR-10 after each of some steps of one training: its filters grow out of noise.

    Each has `step`, `epoch`, `loss` and `accuracy` on held-out images, and the `net` itself, whose first filters are
    the weights of its second layer: the first brings the colours to one scale.

    Source of its data: Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images".

    >>> first, *_, last = checkpoints()
    >>> first.step, last.step, first.net.weights[1]["w"].shape
    (0, 2816, (16, 7, 7, 3))
    """
    return load_snapshots(FOLDER / "checkpoints.npz")


def plain_and_residual() -> dict[str, list[Record]]:
    """The trainings of four nets on the bundled digits, epoch by epoch: 20 and 56 layers, plain and residual.

    Without shortcuts the deeper net is the worse one even on what it learns from, as in figure 6 of He et al. 2016,
    "Deep Residual Learning for Image Recognition"; with them it is not.

    >>> losses = {name: run[-1].loss for name, run in plain_and_residual().items()}
    >>> sorted(losses, key=losses.get)[2:]
    ['plain20', 'plain56']
    """
    return {name: records(name) for name in ("plain20", "plain56", "residual20", "residual56")}


def records(name: str) -> list[Record]:
    """How a training went, one record for each epoch: `loss` and `accuracy` are means over its minibatches.

    >>> [record.epoch for record in records("checkpoints")]
    [1, 2, 3, 4]
    """
    path = FOLDER / f"{name}.csv"
    if not path.is_file():
        there = ", ".join(sorted(file.stem for file in FOLDER.glob("*.csv")))
        raise ValueError(f"no records of a training called {name!r} come with the package: take one of {there}")
    return load_records(path)


def _net(name: str) -> Net:
    return load(FOLDER / f"{name}.npz")
