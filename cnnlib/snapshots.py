"""A net as it was from time to time while it learnt: what it looked like, and what it could do.

>>> import tempfile, pathlib
>>> from cnnlib import FC, Volume
>>> net, held_out = Net(Volume(W=1, H=1, D=1), [FC(K=2)]).init(seed=0), (np.ones((3, 1, 1, 1)), np.zeros(3, int))
>>> with tempfile.TemporaryDirectory() as folder:
...     (again,) = load_snapshots(save_snapshots([taken(net, 0, 0, held_out)], pathlib.Path(folder) / "growth"))
>>> again.step, again.net, bool(again.accuracy == net.accuracy(*held_out))
(0, Net(Volume(W=1, H=1, D=1), [FC(K=2)]), True)
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cnnlib import archive
from cnnlib.archive import ArchiveError, Arrays
from cnnlib.measure import loss_and_accuracy
from cnnlib.nets import Net
from cnnlib.saving import TextError, net_from_text

KIND = "snapshots"
COLUMNS = {"steps": int, "epochs": int, "losses": float, "accuracies": float}


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A net after a step of its training; its loss and accuracy on images that were held out."""

    step: int  # 0: before any
    epoch: int  # 0: before any
    loss: float
    accuracy: float
    net: Net


def taken(net: Net, step: int, epoch: int, held_out: tuple[NDArray, NDArray]) -> Snapshot:
    """A snapshot of a net, its weights with 11 binary digits each, as the file will have them."""
    copy = _filled(net, net.vector.astype(np.float16))
    return Snapshot(step, epoch, *loss_and_accuracy(copy, *held_out), copy)


def save_snapshots(snapshots: Sequence[Snapshot], path: str | Path) -> Path:
    """Write the snapshots of one training to one `.npz` file, weights in float16; returns its path."""
    nets = {repr(snapshot.net) for snapshot in snapshots}
    if len(nets) != 1:
        raise ValueError(f"snapshots of {len(nets)} different nets cannot share a file: they are of one training")
    arrays: Arrays = {"vectors": np.stack([snapshot.net.vector.astype(np.float16) for snapshot in snapshots])}
    rows = [(snapshot.step, snapshot.epoch, snapshot.loss, snapshot.accuracy) for snapshot in snapshots]
    arrays |= {name: np.array(column) for name, column in zip(COLUMNS, zip(*rows))}
    return archive.write(path, KIND, json.dumps({"net": nets.pop()}), arrays)


def load_snapshots(path: str | Path) -> tuple[Snapshot, ...]:
    """The snapshots of a file that `save_snapshots` wrote, in their order. Raises `ArchiveError` for any other."""
    said, arrays = archive.read(path, KIND)
    try:
        net = net_from_text(json.loads(said)["net"])
        columns = [arrays[name].tolist() for name in COLUMNS]
        nets = [_filled(net, vector) for vector in arrays["vectors"]]
        return tuple(Snapshot(*row) for row in zip(*columns, nets, strict=True))
    except (TextError, KeyError, TypeError, ValueError) as error:
        raise ArchiveError(f"{path} does not hold together: {error}. Write it anew") from error


def _filled(like: Net, vector: NDArray) -> Net:
    """A new net of the same layers with these weights."""
    if vector.size < like.parameters:
        raise ValueError(f"the net has {like.parameters:,} parameters, a snapshot holds {vector.size:,}")
    net = Net(like.volumes[0], like.layers).init(0)
    if vector.shape != net.vector.shape:
        raise ValueError(f"a snapshot holds {vector.size:,} weights, the net has {net.vector.size:,}")
    net.vector[...] = vector
    return net
