"""A training that is watched: the numbers of `fit`, moments, the last good weights."""

from typing import Any

import numpy as np
import pytest

from cnnlib import zoo
from cnnlib.augment import shifts
from cnnlib.datasets import digits, split
from cnnlib.losses import svm_loss
from cnnlib.optim import SGD, Adam
from cnnlib.train import Course, fit, in_turns
from cnnlib.train.course import MOMENTS

(X, Y), HELD_OUT = split(*digits())
FEW = X[:100], Y[:100]


def course(rate: float = 0.003, **options: Any) -> Course:
    plan: dict[str, Any] = {"epochs": 3, "batch": 32, "optimiser": Adam(rate)} | options
    return Course(zoo.digits_net().init(0), FEW, HELD_OUT, **plan)


def finished(one: Course) -> Course:
    while one.advance(within=1):
        pass
    return one


@pytest.mark.parametrize(
    "options",
    [{}, {"seed": 5}, {"augment": shifts(1)}, {"loss": svm_loss}, {"penalty": 0.01}],
    ids=lambda options: " ".join(options) or "as they are",
)
def test_the_numbers_are_those_of_fit(options: dict[str, Any]) -> None:
    net, one = zoo.digits_net().init(0), finished(course(**options))
    records = list(fit(net, *FEW, epochs=3, batch=32, optimiser=Adam(0.003), validation=HELD_OUT, **options))
    assert [(r.step, r.epoch, r.loss, r.accuracy) for r in records] == [
        (r.step, r.epoch, r.loss, r.accuracy) for r in one.records
    ]
    assert np.array_equal(net.vector, one.net.vector)
    measured = [r.validation for r in one.records if r.validation is not None]
    assert measured == pytest.approx([r.validation for r in records if r.validation is not None], abs=0.003)


def test_it_can_be_left_at_any_piece_and_goes_on() -> None:
    whole, cut = finished(course()), course()
    while cut.goes_on:
        cut.piece()
    assert np.array_equal(whole.net.vector, cut.net.vector) and len(whole.losses) == 3


def test_a_step_of_a_deep_net_is_cut_between_layers() -> None:
    one = Course(zoo.residual_net(27).init(0), FEW, HELD_OUT, epochs=1, batch=100, optimiser=Adam(0.01))
    first = one.net.weights[0]["w"].copy()
    for _ in range(5):
        one.piece()
    assert one.step == 0 and np.array_equal(one.net.weights[0]["w"], first)
    one.take_step()
    assert one.step == 1 and one.records[-1].validation is not None


def test_moments_are_few_and_end_with_the_last_step() -> None:
    one = finished(course(batch=1))
    steps = [moment.step for moment in one.moments]
    assert steps[0] == 0 and steps[-1] == one.steps == 300 and len(steps) <= MOMENTS + 2
    assert one.now is one.moments[-1]
    assert not np.array_equal(one.moments[0].filters, one.now.filters)


def test_the_present_is_a_moment_of_its_own() -> None:
    one = course(batch=1)
    for _ in range(3):
        one.take_step()
    assert one.now.step == 3 and one.moments[-1].step < 3


@pytest.mark.parametrize("rate", [3.0, 1e6, 1e30])
def test_a_rate_that_is_too_high_leaves_good_weights(rate: float) -> None:
    one = finished(course(optimiser=SGD(rate)))
    assert "ran away" in one.trouble and not one.goes_on
    assert np.isfinite(one.net.vector).all() and np.isfinite(one.net.forward(X[:9])).all()
    assert one.now.step == one.good < one.step + 1


def test_two_trainings_take_turns() -> None:
    two = course(), course()
    while in_turns(two, within=0.01):
        assert abs(two[0].step - two[1].step) <= 1
    assert [one.step for one in two] == [12, 12]


def test_the_rate_may_be_changed_under_way() -> None:
    one = course(optimiser=SGD(0.1))
    one.take_step()
    before = one.net.vector.copy()
    one.optimiser.rate = 1e-12  # type: ignore[attr-defined]
    one.take_step()
    assert np.allclose(before, one.net.vector, atol=1e-6)
