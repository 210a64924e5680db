"""A net that grows: its snapshots as they ship, and files of snapshots."""

import os
from dataclasses import replace
from pathlib import Path
from time import process_time
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from cnnlib import FC, Net, Volume, pretrained, zoo
from cnnlib.archive import ArchiveError
from cnnlib.datasets import split
from cnnlib.interpret.filters import colour_share, direction, smoothness
from cnnlib.recipes import RECIPES
from cnnlib.saving import save
from cnnlib.snapshots import load_snapshots, save_snapshots, taken
from cnnlib.train import Record
from cnnlib.train.course import first_filters

DATA = os.environ.get("CNNLIB_DATA", "")
HELD_OUT = np.random.default_rng(0).random((6, 2, 2, 1)), np.array([0, 1, 2, 0, 1, 2])


def small(seed: int) -> Net:
    return Net(Volume(2, 2, 1), [FC(3)]).init(seed)


def test_the_snapshots_are_a_dozen_of_one_net_dense_at_first() -> None:
    snapshots = pretrained.checkpoints()
    steps = [one.step for one in snapshots]
    assert steps == [*RECIPES["checkpoints"].snapshots, 2816] and len(steps) == 13
    assert {repr(one.net) for one in snapshots} == {repr(zoo.colours_net())}
    assert (pretrained.FOLDER / "checkpoints.npz").stat().st_size < 400_000


def test_filters_and_accuracy_grow() -> None:
    """Edges and opposing colours come out of the noise."""
    snapshots = pretrained.checkpoints()
    first, *_, last = (first_filters(one.net) for one in snapshots)
    assert np.mean([smoothness(w) for w in first]) < 0.1 and np.mean([smoothness(w) for w in last]) > 0.6
    assert np.mean([direction(w)[1] for w in first]) < 0.2 and np.mean([direction(w)[1] for w in last]) > 0.5
    shares = [colour_share(w) for w in last]
    assert min(shares) < 0.1 and max(shares) > 0.8
    assert snapshots[0].accuracy < 0.15 and snapshots[-1].accuracy > 0.65
    assert snapshots[-1].loss < snapshots[0].loss / 2


@pytest.mark.skipif(not DATA, reason="CNNLIB_DATA names no folder of data sets")
def test_what_the_file_says_of_itself_is_so() -> None:
    recipe = RECIPES["checkpoints"]
    _, held_out = split(*recipe.data(Path(DATA)), recipe.held_out)
    for one in pretrained.checkpoints()[::6]:
        assert one.net.accuracy(*held_out) == pytest.approx(one.accuracy, abs=1e-9)


def test_the_first_snapshot_is_the_new_net() -> None:
    fresh = zoo.colours_net().init(0).vector.astype(np.float16).astype(np.float32)
    np.testing.assert_array_equal(pretrained.checkpoints()[0].net.vector, fresh)


def test_they_are_loaded_quickly() -> None:
    start = process_time()
    pretrained.checkpoints()
    assert process_time() - start < 0.5


def test_a_recipe_looks_before_at_named_steps_and_at_the_end() -> None:
    recipe: Any = replace(RECIPES["checkpoints"], snapshots=(0, 5))
    run = SimpleNamespace(net=small(0), held_out=HELD_OUT)
    records = [Record(step, 1, 0.0, 0.0, 0.0, steps=7) for step in range(1, 8)]
    assert [one.step for one in recipe.snapshots_of(run, records)] == [0, 5, 7]


def test_a_snapshot_stays_as_it_was_while_training_goes_on() -> None:
    net = small(0)
    one = taken(net, 3, 1, HELD_OUT)
    before = one.net.vector.copy()
    net.vector[:] = 0
    np.testing.assert_array_equal(one.net.vector, before)
    assert one.accuracy == one.net.accuracy(*HELD_OUT)


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="holds no snapshots but a saved net"):
        load_snapshots(save(small(0), tmp_path / "net"))
    path = save_snapshots([taken(small(0), 0, 0, HELD_OUT)], tmp_path / "growth")
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ArchiveError, match="holds no snapshots, or is truncated or damaged"):
        load_snapshots(path)


def test_snapshots_of_two_nets_do_not_share_a_file(tmp_path: Path) -> None:
    other = Net(Volume(2, 2, 1), [FC(4)]).init(0)
    pair = [taken(net, 0, 0, HELD_OUT) for net in (small(0), other)]
    with pytest.raises(ValueError, match="snapshots of 2 different nets cannot share a file"):
        save_snapshots(pair, tmp_path / "growth")


def test_a_vector_that_does_not_fit_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = taken(small(0), 0, 0, HELD_OUT)
    monkeypatch.setattr(Net, "vector", property(lambda net: np.zeros(9)))
    path = save_snapshots([one], tmp_path / "growth")
    monkeypatch.undo()
    with pytest.raises(ArchiveError, match="the net has 15 parameters, a snapshot holds 9"):
        load_snapshots(path)


def test_records_ship_with_the_nets() -> None:
    assert [record.epoch for record in pretrained.records("mnist")] == list(range(1, 21))
    with pytest.raises(ValueError, match="called 'lenet' come with the package: take one of checkpoints, "):
        pretrained.records("lenet")
