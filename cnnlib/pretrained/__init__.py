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


def checkpoints() -> tuple[Snapshot, ...]:
    """A small net for MNIST after each of some steps of one training: its filters grow from noise to strokes.

    Each has `step`, `epoch`, `loss` and `accuracy` on held-out images, and the `net` itself.

    >>> first, *_, last = checkpoints()
    >>> first.step, last.step, first.net.weights[0]["w"].shape
    (0, 2580, (12, 7, 7, 1))
    """
    return load_snapshots(FOLDER / "checkpoints.npz")


def records(name: str) -> list[Record]:
    """How a training went, one record for each epoch: `loss` and `accuracy` are means over its minibatches.

    >>> [record.epoch for record in records("checkpoints")]
    [1, 2, 3]
    """
    path = FOLDER / f"{name}.csv"
    if not path.is_file():
        there = ", ".join(sorted(file.stem for file in FOLDER.glob("*.csv")))
        raise ValueError(f"no records of a training called {name!r} come with the package: take one of {there}")
    return load_records(path)


def _net(name: str) -> Net:
    return load(FOLDER / f"{name}.npz")
