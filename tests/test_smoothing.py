"""Moving averages against means taken one by one."""

import numpy as np
import pytest

from cnnlib.smoothing import centred_mean, trailing_mean

LENGTHS = [0, 1, 19, 20, 45, 100, 700]


@pytest.mark.parametrize("length", LENGTHS)
def test_the_centred_mean_is_that_of_the_neighbours(length: int) -> None:
    values = np.random.default_rng(length).random(length)
    sides = [min(25, length // 20, t) for t in range(length)]
    expected = [values[t - h : t + h + 1].mean() for t, h in enumerate(sides)]
    np.testing.assert_allclose(centred_mean(values), expected)


@pytest.mark.parametrize("length", LENGTHS)
def test_the_trailing_mean_is_that_of_the_last_values(length: int) -> None:
    values = np.random.default_rng(length).random(length)
    width = max(1, min(25, length // 20))
    expected = [values[max(0, t - width + 1) : t + 1].mean() for t in range(length)]
    np.testing.assert_allclose(trailing_mean(values), expected)


def test_both_begin_with_the_first_value() -> None:
    values = np.arange(100.0)
    assert centred_mean(values)[0] == trailing_mean(values)[0] == 0
    assert centred_mean(values)[99] == pytest.approx(np.mean(values[94:]))
