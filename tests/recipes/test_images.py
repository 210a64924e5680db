"""The recipes of the nets that ship, on a handful of images: they start, resume and end as their command promises."""

import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from cnnlib import datasets
from cnnlib.augment import cutout, in_turn, mirrored, shifts
from cnnlib.recipes import RECIPES, Recipe
from cnnlib.saving import load
from cnnlib.snapshots import load_snapshots
from cnnlib.train import Checkpoint, load_records
from cnnlib.train.__main__ import main
from tests.datasets.small import idx, put

IMAGES = np.random.default_rng(0).integers(0, 256, (120, 28, 28), dtype=np.uint8)
LABELS = np.repeat(np.arange(10, dtype=np.uint8), 12)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return put(tmp_path, idx(IMAGES), idx(LABELS))


def command(monkeypatch: pytest.MonkeyPatch, *words: object) -> None:
    monkeypatch.setattr(sys, "argv", ["cnnlib.train", *map(str, words)])
    main()


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_a_recipe_fits_its_net_and_what_is_held_out_is_not_learnt_from(recipe: Recipe) -> None:
    volume = recipe.net().volumes[0]
    x = np.random.default_rng(0).random((240, *volume.shape), np.float32)
    small = replace(recipe, data=lambda folder: (x, np.arange(240) % 10), batch=24)
    run = small.start(None, epochs=1)
    assert next(run.records).steps == -(-(240 - len(run.held_out[1])) // 24)
    assert len(run.held_out[1]) == 10 * round(24 * recipe.held_out)


def test_a_killed_training_goes_on_to_the_same_weights(folder: Path, tmp_path: Path) -> None:
    recipe = replace(RECIPES["mnist"], batch=22)
    whole = recipe.start(folder, epochs=3)
    records = list(whole.records)
    checkpoint = Checkpoint(tmp_path / "run", every=4)
    list(islice(recipe.start(folder, epochs=3, checkpoint=checkpoint).records, 9))  # and no more: killed
    again = recipe.start(folder, epochs=3, checkpoint=checkpoint)
    assert [record.loss for record in again.records] == [record.loss for record in records]
    np.testing.assert_array_equal(again.net.vector, whole.net.vector)


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_every_recipe_goes_on_and_is_reproduced_from_its_seed(recipe: Recipe, tmp_path: Path) -> None:
    x = np.random.default_rng(0).random((40, *recipe.net().volumes[0].shape), np.float32)
    small = replace(recipe, data=lambda folder: (x, np.arange(40) % 10), batch=9, held_out=0.5)
    whole, other = small.start(epochs=2), small.start(epochs=2, seed=1)
    losses = [record.loss for record in whole.records]
    assert [record.loss for record in islice(other.records, 2)] != losses[:2]
    checkpoint = Checkpoint(tmp_path / "run", every=2)
    list(islice(small.start(epochs=2, checkpoint=checkpoint).records, 3))
    again = small.start(epochs=2, checkpoint=checkpoint)
    assert [record.loss for record in again.records] == losses
    np.testing.assert_array_equal(again.net.vector, whole.net.vector)


def test_a_recipe_with_snapshots_leaves_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = np.random.default_rng(0).random((120, 32, 32, 3), np.float32), np.arange(120) % 10
    recipe = replace(RECIPES["checkpoints"], data=lambda folder: data, snapshots=(0, 5))
    monkeypatch.setitem(RECIPES, "checkpoints", recipe)
    command(monkeypatch, "checkpoints", "--out", tmp_path / "out", "--epochs", 4)
    snapshots = load_snapshots(tmp_path / "out" / "checkpoints.npz")
    assert [one.step for one in snapshots] == [0, 5, 8]
    assert f"step     8: loss {snapshots[-1].loss:.3f}, accuracy" in capsys.readouterr().out
    assert load_records(tmp_path / "out" / "checkpoints.csv")[-1].step == 8


def test_the_command_leaves_a_net_its_records_and_says_how_good_it_is(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command(monkeypatch, "mnist", "--data", folder, "--out", tmp_path / "out", "--epochs", 2)
    net = load(tmp_path / "out" / "mnist.npz")
    held_out = datasets.split(*datasets.mnist(folder), RECIPES["mnist"].held_out)[1]
    assert f"accuracy on {len(held_out[1])} held-out images: {net.accuracy(*held_out):.2%}" in capsys.readouterr().out
    assert load_records(tmp_path / "out" / "mnist.csv")[-1].epoch == 2


def test_a_missing_folder_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match="train-images-idx3-ubyte"):
        command(monkeypatch, "mnist", "--data", tmp_path / "nowhere", "--out", tmp_path)


def test_augmentations_keep_the_pixels() -> None:
    rng, x = np.random.default_rng(0), np.random.default_rng(1).random((40, 6, 5, 3))
    turned = mirrored()(x, rng)
    ways = [np.array_equal(new, old) for new, old in zip(turned, x)]
    assert 5 < sum(ways) < 35
    assert all(np.array_equal(new, old[:, ::-1]) for new, old, kept in zip(turned, x, ways) if not kept)
    both = in_turn(shifts(1), mirrored())(x, rng)
    assert both.shape == x.shape and not np.array_equal(both, x)


def test_cutout_covers_one_square_of_each_image_with_its_mean() -> None:
    x = np.random.default_rng(1).random((60, 7, 5, 3))
    covered = cutout(3)(x, np.random.default_rng(0))
    changed = (covered != x).any(axis=-1)
    assert (changed.sum(axis=(1, 2)) == 9).all() and changed.any(axis=0).all()  # anywhere, corners too
    np.testing.assert_allclose(covered[changed], np.repeat(x.mean(axis=(1, 2)), 9, axis=0))
    rows, columns = changed.any(axis=2).sum(axis=1), changed.any(axis=1).sum(axis=1)
    assert (rows == 3).all() and (columns == 3).all()


def test_cutout_does_not_fit() -> None:
    with pytest.raises(ValueError, match="F = 6 does not fit into images of 7 x 5: take F up to 5"):
        cutout(6)(np.zeros((1, 7, 5, 3)), np.random.default_rng(0))
