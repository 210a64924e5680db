"""Putting a training away: killed anywhere, it goes on to the same numbers, bit for bit."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cnnlib import FC, Conv, Net, Pool, ReLU, Volume, archive
from cnnlib.archive import ArchiveError
from cnnlib.augment import shifts
from cnnlib.layers import BatchNorm, Dropout
from cnnlib.optim import SGD, Adam, Momentum, Optimiser, cosine, warm_up
from cnnlib.train import Checkpoint, Record, fit

rng = np.random.default_rng(1)
X, Y = rng.standard_normal((37, 6, 6, 1)).astype("f"), rng.integers(0, 3, 37)
OPTIMISERS = [lambda: SGD(0.05), lambda: Momentum(0.02), lambda: Adam(0.02)]


def new_net() -> Net:
    return Net(Volume(6, 6, 1), [Conv(K=4, F=3), ReLU(), Pool(), FC(K=3)]).init(seed=0)


def course(net: Net, optimiser: Optimiser, path: Path | None, **changes: Any) -> Any:
    """5 epochs of 4 steps, the last of 1 image."""
    settings: dict[str, Any] = {"epochs": 5, "batch": 12, "seed": 3, "schedule": warm_up(0.2), "augment": shifts(1)}
    settings |= {"validation": (X[:9], Y[:9])} | changes
    checkpoint = None if path is None else Checkpoint(path, every=3)
    return fit(net, X, Y, optimiser=optimiser, checkpoint=checkpoint, **settings)


def timeless(records: list[Record]) -> list[Record]:
    return [replace(record, seconds=0.0) for record in records]


@pytest.mark.parametrize("make", OPTIMISERS)
@pytest.mark.parametrize("killed", [1, 3, 4, 7, 19])
def test_a_stopped_run_goes_on_to_the_same_numbers(make: Any, killed: int, tmp_path: Path) -> None:
    whole, through = new_net(), make()
    expected = list(course(whole, through, None))
    list(islice(course(new_net(), make(), tmp_path / "run"), killed))
    net, optimiser = new_net(), make()
    records = list(course(net, optimiser, tmp_path / "run"))
    assert timeless(records) == timeless(expected)
    np.testing.assert_array_equal(net.vector, whole.vector)
    for name, value in vars(through).items():
        np.testing.assert_array_equal(getattr(optimiser, name), value)


def test_dropout_and_running_averages_are_put_away(tmp_path: Path) -> None:
    nets = [Net(Volume(6, 6, 1), [BatchNorm(), Dropout(), FC(K=3)]).init(seed=0) for _ in range(3)]
    x, y = X[:36], Y[:36]  # a last minibatch of one image has no variance
    settings: dict[str, Any] = {"optimiser": SGD(0.1), "seed": 1, "batch": 18, "epochs": 4}
    list(fit(nets[0], x, y, **settings))
    list(islice(fit(nets[1], x, y, checkpoint=Checkpoint(tmp_path / "run", every=3), **settings), 5))
    list(fit(nets[2], x, y, checkpoint=Checkpoint(tmp_path / "run", every=3), **settings))
    np.testing.assert_array_equal(nets[2].vector, nets[0].vector)
    assert (nets[0].vector != nets[1].vector).any()


def test_a_finished_run_only_tells_its_records_again(tmp_path: Path) -> None:
    first, again, adam = new_net(), new_net(), Adam(0.02)
    records = list(course(first, Adam(0.02), tmp_path / "run"))
    assert list(course(again, adam, tmp_path / "run")) == records  # seconds too
    np.testing.assert_array_equal(again.vector, first.vector)
    assert adam.steps == 20


@pytest.mark.parametrize("killed", [2, 9, 14])
def test_patience_is_remembered(killed: int, tmp_path: Path) -> None:
    options = {"patience": 2, "epochs": 30, "schedule": cosine}
    whole, net = new_net(), new_net()
    expected = list(course(whole, Adam(0.02), None, **options))
    assert len(expected) < 120
    list(islice(course(new_net(), Adam(0.02), tmp_path / "run", **options), killed))
    assert timeless(list(course(net, Adam(0.02), tmp_path / "run", **options))) == timeless(expected)
    np.testing.assert_array_equal(net.vector, whole.vector)


KILLED = """
import os, signal, sys
sys.path.insert(0, {tests!r})
from test_checkpoints import *
for record in course(new_net(), Adam(0.02), Path({path!r})):
    if record.step == 11:
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_killed_process_leaves_a_whole_file(tmp_path: Path) -> None:
    code = KILLED.format(tests=os.path.dirname(__file__), path=str(tmp_path / "run"))
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["run.npz"]
    _, arrays = archive.read(tmp_path / "run", "checkpoint")
    assert len(arrays["records.step"]) == 9
    whole, net = new_net(), new_net()
    list(course(whole, Adam(0.02), None))
    list(course(net, Adam(0.02), tmp_path / "run"))
    np.testing.assert_array_equal(net.vector, whole.vector)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"batch": 13}, "another batch = 12; here it is batch = 13. Take the old one, give another path, or delete"),
        ({"epochs": 6}, "another epochs = 5; here it is epochs = 6"),
        ({"seed": 4}, "another seed = 3; here it is seed = 4"),
        ({"schedule": cosine}, "another schedule; here it is schedule"),
        ({"augment": None}, "another augment = shifts.<locals>.shifted; here it is augment = None"),
        ({"validation": (X[:8], Y[:8])}, "another validation; "),
        ({"penalty": 0.1}, r"another penalty = 0.0; here it is penalty = 0.1"),
        ({"patience": 3}, "another patience = None; here it is patience = 3"),
    ],
)
def test_another_training_is_refused(changes: dict[str, Any], message: str, tmp_path: Path) -> None:
    next(course(new_net(), Adam(), tmp_path / "run", epochs=5))
    list(islice(course(new_net(), Adam(), tmp_path / "run"), 4))
    with pytest.raises(ArchiveError, match=r"run.npz was written by a training with " + message):
        next(course(new_net(), Adam(), tmp_path / "run", **changes))


def test_other_images_nets_and_optimisers_are_refused(tmp_path: Path) -> None:
    list(islice(course(new_net(), Adam(), tmp_path / "run"), 4))
    with pytest.raises(ArchiveError, match=r"another optimiser = Adam\(rate=0.001.*here it is optimiser = SGD"):
        next(course(new_net(), SGD(), tmp_path / "run"))
    with pytest.raises(ArchiveError, match="another net = Net"):
        next(course(Net(Volume(6, 6, 1), [FC(K=3)]).init(), Adam(), tmp_path / "run"))
    with pytest.raises(ArchiveError, match="another dtype = float32; here it is dtype = float64"):
        next(course(new_net().init(0, np.float64), Adam(), tmp_path / "run"))
    options: dict[str, Any] = {"epochs": 5, "batch": 12, "seed": 3, "schedule": warm_up(0.2), "augment": shifts(1)}
    with pytest.raises(ArchiveError, match="another images; here it is images"):
        next(fit(new_net(), X + 1, Y, optimiser=Adam(), checkpoint=tmp_path / "run", **options))


def test_a_damaged_checkpoint_says_what_to_do(tmp_path: Path) -> None:
    list(islice(course(new_net(), Adam(), tmp_path / "run"), 4))
    path = tmp_path / "run.npz"
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(ArchiveError, match=r"or delete run.npz, and training starts anew"):
        next(course(new_net(), Adam(), tmp_path / "run"))


def test_an_optimiser_that_cannot_be_kept_is_refused(tmp_path: Path) -> None:
    optimiser = SGD()
    optimiser.friends = [SGD()]  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match=r"SGD.friends = \[.*\] cannot be kept in a checkpoint: only numbers, text"):
        list(course(new_net(), optimiser, tmp_path / "run"))


def test_a_path_alone_will_do(tmp_path: Path) -> None:
    list(fit(new_net(), X, Y, epochs=1, batch=12, optimiser=SGD(), checkpoint=str(tmp_path / "run")))
    assert (tmp_path / "run.npz").exists()
    with pytest.raises(ValueError, match="every = 0 is too small"):
        Checkpoint("run", every=0)
