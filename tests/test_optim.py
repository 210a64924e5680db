"""Optimisers against their formulas, and settings they refuse."""

import numpy as np
import pytest

from cnnlib.optim import SGD, Adam, Momentum, constant, cosine, restart, steps, warm_up

GRADIENTS = np.random.default_rng(0).standard_normal((6, 4))


def test_sgd() -> None:
    w = np.ones(4)
    SGD(rate=0.5).step(w, GRADIENTS[0], factor=0.1)
    np.testing.assert_allclose(w, 1 - 0.05 * GRADIENTS[0])


def test_momentum() -> None:
    optimiser, w, velocity, expected = Momentum(rate=0.1, keep=0.8), np.ones(4), 0.0, np.ones(4)
    for gradient in GRADIENTS:
        optimiser.step(w, gradient)
        velocity = 0.8 * velocity - 0.1 * gradient
        expected = expected + velocity
    np.testing.assert_allclose(w, expected)


def test_adam() -> None:
    optimiser, w, expected = Adam(rate=0.1), np.ones(4), np.ones(4)
    mean, square = 0.0, 0.0
    for step, gradient in enumerate(GRADIENTS, start=1):
        optimiser.step(w, gradient)
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        corrected = np.sqrt(square / (1 - 0.999**step)) + 1e-8
        expected = expected - 0.1 * (mean / (1 - 0.9**step)) / corrected
    np.testing.assert_allclose(w, expected, rtol=1e-10)


def test_the_first_step_of_adam_is_the_rate() -> None:
    w = np.zeros(2)
    Adam(rate=0.25).step(w, np.array([1000.0, -0.001]))
    np.testing.assert_allclose(w, [-0.25, 0.25], rtol=1e-4)


@pytest.mark.parametrize("optimiser", [SGD(0.05), Momentum(0.01), Adam(0.05)])
def test_each_finds_the_bottom_of_a_bowl(optimiser: SGD) -> None:
    w = np.array([3.0, -2.0])
    for _ in range(400):
        optimiser.step(w, np.array([1.0, 4.0]) * w)
    assert np.abs(w).max() < 0.05


@pytest.mark.parametrize("optimiser", [SGD(), Momentum(), Adam()])
def test_float32_stays(optimiser: SGD) -> None:
    w = np.ones(3, np.float32)
    for _ in range(2):
        optimiser.step(w, np.ones(3, np.float32), factor=np.float64(0.5))
    assert w.dtype == np.float32
    kept = [value.dtype for value in vars(optimiser).values() if isinstance(value, np.ndarray)]
    assert all(dtype == np.float32 for dtype in kept)


@pytest.mark.parametrize("optimiser", [Momentum(), Adam()])
def test_an_optimiser_serves_one_net(optimiser: Momentum) -> None:
    optimiser.step(np.ones(1234), np.ones(1234))
    with pytest.raises(ValueError, match="remembers a net of 1,234 parameters and cannot train one of 5: make a new"):
        optimiser.step(np.ones(5), np.ones(5))


@pytest.mark.parametrize("kind", [SGD, Momentum, Adam])
@pytest.mark.parametrize("rate", [0, -1, np.nan, np.inf])
def test_wrong_rates(kind: type, rate: float) -> None:
    with pytest.raises(ValueError, match=f"rate = {rate} is no learning rate: it is a number above 0"):
        kind(rate=rate)


def test_wrong_shares() -> None:
    with pytest.raises(ValueError, match="keep = 1 is out of range: it is at least 0 and less than 1"):
        Momentum(keep=1)
    with pytest.raises(ValueError, match=r"keep_square = -0.1 is out of range"):
        Adam(keep_square=-0.1)


def test_schedules() -> None:
    assert constant(0.3) == 1
    assert [cosine(0), cosine(0.5), cosine(1)] == pytest.approx([1, 0.5, 0])


def test_steps_and_warm_up() -> None:
    schedule = steps(at=(0.25, 0.5), factor=0.2)
    assert [schedule(progress) for progress in (0, 0.25, 0.6)] == pytest.approx([1, 0.2, 0.04])
    warm = warm_up(0.25, then=steps(at=(0.5,)))
    assert [warm(progress) for progress in (0, 0.125, 0.25, 0.6, 0.625, 1)] == pytest.approx([0, 0.5, 1, 1, 0.1, 0.1])


def test_a_restart_begins_lower_and_ends_at_the_end() -> None:
    schedule = restart(warm_up(0.5, then=constant), at=0.8, factor=0.3)
    assert [schedule(progress) for progress in (0, 0.2, 0.4, 0.79)] == pytest.approx([0, 0.5, 1, 1])
    assert [schedule(progress) for progress in (0.8, 0.9, 1)] == pytest.approx([0.3, 0.15, 0])
    with pytest.raises(ValueError, match="at = 1 is no part of the training: it lies between 0 and 1"):
        restart(cosine, at=1, factor=0.3)
    with pytest.raises(ValueError, match="factor = 0 is no factor of a rate"):
        restart(cosine, at=0.5, factor=0)


def test_schedules_that_are_none() -> None:
    with pytest.raises(ValueError, match="at = 30 is no share of the training: it is a number from 0 to 1"):
        steps(at=(0.5, 30))
    with pytest.raises(ValueError, match="factor = 0 is no factor of a rate: it is a number above 0"):
        steps(factor=0)
    with pytest.raises(ValueError, match="share = 1 is no part of the training: it lies between 0 and 1"):
        warm_up(1)
