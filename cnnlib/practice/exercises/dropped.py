"""10.7: dropout."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import Dropout
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


class Dice(np.random.Generator):
    """A source of random numbers that has thrown already."""

    def __init__(self, thrown: NDArray) -> None:
        super().__init__(np.random.PCG64(0))
        self.thrown = thrown

    def random(self, shape: Any, dtype: Any = float) -> NDArray:  # type: ignore[override]
        return self.thrown.reshape(shape).astype(dtype)


def dropped(x: NDArray, rate: float, chances: NDArray) -> NDArray:
    """What cnnlib's `Dropout` makes of x in training, where chance has drawn `chances`, between 0 and 1.

    >>> dropped(np.array([3.0, 3, 3]), rate=0.25, chances=np.array([0.1, 0.7, 0.4]))
    array([0., 4., 4.])
    """
    return Dropout(rate).train_forward({}, x, Dice(chances))[0]


def _kept(rate: float, chances: NDArray) -> NDArray:
    return (chances >= rate).astype(float)


def _case(shape: tuple[int, ...], rate: float) -> Inputs:
    rng = np.random.default_rng(len(shape))
    return {"x": rng.integers(1, 9, shape) * rng.choice([-1.0, 1.0], shape), "rate": rate, "chances": rng.random(shape)}


SMALL: Inputs = {"x": np.array([3.0, 6, -3]), "rate": 0.25, "chances": np.array([0.1, 0.75, 0.5])}

DROPPED = FunctionCheck(
    name="dropped",
    solution=dropped,
    cases=(SMALL, _case((6,), 0.5), _case((4, 5), 0.2), _case((2, 4, 3), 0.8), _case((1, 1, 1, 4), 0)),
    mistakes=mistakes(
        (lambda x, rate, chances: x * _kept(rate, chances),
         "What is kept has to grow, to x / (1 − rate), so that the mean stays as it was."),
        (lambda x, rate, chances: x * (1 - rate),
         "Nothing is dropped. Each chance below the rate makes a number 0; the others grow, to x / (1 − rate)."),
        (lambda x, rate, chances: x * _kept(rate, chances) * (1 - rate),
         "What is kept shrinks in yours. Divide by 1 − rate: fewer numbers have to bring the same sum."),
        (lambda x, rate, chances: x * _kept(rate, chances) / rate,
         "You divided by the rate, the share that is dropped. Divide by 1 − rate, the share that is kept."),
        (lambda x, rate, chances: x * _kept(rate, chances) * (1 + rate),
         "1 + rate is not enough: half of the numbers have to become twice as large, not 1.5 times. Divide by "
         "1 − rate."),
        (lambda x, rate, chances: x * _kept(rate, chances) * 2,
         "Twice as large is right for a rate of 0.5. In general divide by 1 − rate."),
        (lambda x, rate, chances: x * (1 - _kept(rate, chances)) / (1 - rate),
         "The wrong ones are dropped: a number goes where its chance is *below* the rate."),
        (lambda x, rate, chances: x * (1 - _kept(rate, chances)),
         "The wrong ones are dropped, and what is kept has to grow, to x / (1 − rate)."),
        (lambda x, rate, chances: np.where(chances < rate, x / rate, 0),
         "A share of `rate` is kept in yours. A share of `rate` is to be dropped: where the chance is below it."),
        (lambda x, rate, chances: x * _kept(0.5, chances) / (1 - rate),
         "You compared the chances with 0.5. Compare them with the rate."),
        (lambda x, rate, chances: x * _kept(1 - rate, chances) / (1 - rate),
         "You compared the chances with 1 − rate. A number is dropped where its chance is below the rate."),
        (lambda x, rate, chances: x / (1 - rate),
         "Nothing is dropped."),
        (lambda x, rate, chances: _kept(rate, chances) / (1 - rate),
         "That is the mask, with which x has to be multiplied."),
        (lambda x, rate, chances: _kept(rate, chances),
         "That is the mask of what is kept. Multiply x by it, and divide by 1 − rate."),
        (lambda x, rate, chances: x[chances >= rate] / (1 - rate),
         "The dropped numbers are gone, and with them the shape. They become 0 and stay at their place."),
        (lambda x, rate, chances: x * _kept(rate, chances) / _kept(rate, chances).mean(),
         "You divided by the share that happens to be kept this time. Divide by 1 − rate, which is always the same."),
        (lambda x, rate, chances: x * chances / (1 - rate),
         "You multiplied by the chances themselves. A number is kept or dropped, there is nothing in between."),
        (lambda x, rate, chances: np.where(chances < rate, 0, x - rate),
         "You subtracted the rate. What is kept is divided by 1 − rate."),
        (lambda x, rate, chances: x,
         "Nothing has changed. That is right in evaluation; in training numbers are dropped."),
    ),
    reason="0 where the chance is below the rate, x / (1 − rate) elsewhere: the mean stays, so nothing is left to do "
           "when the net is used.",
)  # fmt: skip
