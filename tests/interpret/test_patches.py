"""Best patches: the strongest answers of all, each with exactly the pixels that gave it."""

from typing import Any

import numpy as np
import pytest

from cnnlib import FC, Conv, Net, Pool, ReLU, Volume
from cnnlib.interpret import best_patches, finished

rng = np.random.default_rng(0)


def deep_net() -> Net:
    layers = [Conv(K=4, F=3, P=1), ReLU(), Pool(), Conv(K=5, F=3, P=1), ReLU(), FC(K=3)]
    return Net(Volume(12, 10, 2), layers).init(seed=0, dtype=np.float64)


@pytest.mark.parametrize(("stage", "unit", "field"), [(1, 2, 3), (3, 0, 4), (5, 4, 8)])
def test_they_are_the_best_of_all(stage: int, unit: int, field: int) -> None:
    net, x = deep_net(), rng.standard_normal((150, 10, 12, 2))
    best = finished(best_patches(net, x, unit, stage, count=6))
    answers = net.activations(x)[stage][..., unit]
    strongest = answers.reshape(150, -1).max(axis=1)
    np.testing.assert_allclose(best.values, np.sort(strongest)[::-1][:6])
    assert best.patches.shape == (6, field, field, 2)
    for value, (image, row, column) in zip(best.values, best.places):
        assert answers[image, row, column] == pytest.approx(value)


def test_the_pixels_of_a_box_alone_make_the_answer() -> None:
    """Pixels outside may change as they like; a pixel of the rim of the box, and the answer changes."""
    net, x = deep_net(), rng.standard_normal((70, 10, 12, 2))
    best = finished(best_patches(net, x, unit=1, stage=4, count=5))
    for value, (image, row, column), (top, bottom, left, right) in zip(best.values, best.places, best.boxes):
        other = rng.standard_normal((1, 10, 12, 2)) * 9
        other[0, top:bottom, left:right] = x[image, top:bottom, left:right]
        assert net.activations(other)[4][0, row, column, 1] == pytest.approx(value)


def test_padding_in_a_patch_is_zero_and_in_its_place() -> None:
    net = Net(Volume(4, 4, 1), [Conv(K=1, F=3, P=1)]).init()
    net.weights[0]["w"][...] = 1
    x = np.zeros((1, 4, 4, 1))
    x[0, 0, 0] = 5
    x[0, 3, 3] = -9
    (step,) = best_patches(net, x, unit=0, stage=1, count=3)
    assert step.result.places.tolist() == [[0, 0, 0]]
    assert step.result.boxes.tolist() == [[0, 2, 0, 2]]
    assert step.result.patches[0, :, :, 0].tolist() == [[0, 0, 0], [0, 5, 0], [0, 0, 0]]


def test_steps_hold_the_best_so_far(trained: Net, digits: Any) -> None:
    x = digits[0][:200]
    steps = list(best_patches(trained, x, unit=3, stage=4, count=4))
    assert [(step.done, step.of) for step in steps] == [(64, 200), (128, 200), (192, 200), (200, 200)]
    first = finished(best_patches(trained, x[:64], unit=3, stage=4, count=4))
    np.testing.assert_array_equal(steps[0].result.places, first.places)
    assert steps[-1].result.patches.shape == (4, 5, 5, 1)


def test_a_class_score_sees_the_whole_image_and_the_padding_around_it(trained: Net, digits: Any) -> None:
    best = finished(best_patches(trained, digits[0], unit=7, stage=-1))
    assert (digits[1][best.places[:, 0]] == 7).all()
    assert best.boxes.tolist() == [[0, 8, 0, 8]] * 9
    np.testing.assert_array_equal(best.patches[:, 2:10, 2:10], digits[0][best.places[:, 0]])  # two layers with P = 1
    assert np.abs(best.patches).sum() == pytest.approx(best.patches[:, 2:10, 2:10].sum())


def test_units_that_are_none(trained: Net, digits: Any) -> None:
    with pytest.raises(IndexError, match=r"unit = 16 lies outside \[8x8x16\], whose slices are 0 to 15"):
        best_patches(trained, digits[0], unit=16, stage=1)
    with pytest.raises(ValueError, match="count = 0 is too small"):
        best_patches(trained, digits[0], unit=1, stage=1, count=0)
