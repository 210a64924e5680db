"""10.4: gradient descent on one weight."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cnnlib.optim import SGD
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


@dataclass(frozen=True)
class Slope:
    """The gradient of steep/2 · (w − lowest)², told as it is written down.

    >>> Slope(2, lowest=3), Slope(2, lowest=3)(5.0)
    (2·(w − 3), 4.0)
    """

    steep: float
    lowest: float

    def __call__(self, w: float) -> float:
        return self.steep * (w - self.lowest)

    def __repr__(self) -> str:
        return f"{self.steep:g}·(w − {self.lowest:g})"


def descend(w: float, slope: Callable[[float], float], rate: float, steps: int) -> float:
    """Where cnnlib's SGD gets to from w in so many steps.

    >>> descend(1.0, Slope(2, lowest=0), rate=0.25, steps=2)     # 1, a half, a quarter
    0.25
    """
    weights, optimiser = np.array([w], float), SGD(rate)
    for _ in range(steps):
        optimiser.step(weights, np.array([slope(float(weights[0]))]))
    return float(weights[0])


def _each_step(w: float, steps: int, move: Callable[[float], float]) -> float:
    for _ in range(steps):
        w = move(w)
    return w


def _case(w: float, slope: Slope, rate: float, steps: int) -> Inputs:
    return {"w": w, "slope": slope, "rate": rate, "steps": steps}


DESCEND = FunctionCheck(
    name="descend",
    solution=descend,
    cases=(
        _case(1.0, Slope(2, 3), rate=0.1, steps=1),
        _case(1.0, Slope(2, 3), rate=0.1, steps=3),
        _case(5.0, Slope(4, 2), rate=0.2, steps=2),
        _case(-2.0, Slope(1, 1), rate=0.5, steps=6),
        _case(2.0, Slope(2, 1), rate=0.3, steps=0),
    ),
    mistakes=mistakes(
        (lambda w, slope, rate, steps: _each_step(w, steps, lambda w: w + rate * slope(w)),
         "You went uphill: the gradient points to where the loss grows. Subtract it."),
        (lambda w, slope, rate, steps: w - rate * slope(w) * (steps > 0),
         "That is one step, whatever `steps` says: does `return` stand inside the loop?"),
        (lambda w, slope, rate, steps: w - rate * slope(w),
         "That is a single step, even where none is asked for. Repeat it, `steps` times."),
        (lambda w, slope, rate, steps: w - steps * rate * slope(w),
         "The slope was measured once, at the start. It changes with every step: call `slope(w)` in the loop."),
        (lambda w, slope, rate, steps: _each_step(w, steps, lambda w: w - slope(w)),
         "The rate is missing: a step is the rate times the slope."),
        (lambda w, slope, rate, steps: _each_step(w, steps, lambda w: w - rate),
         "The slope is missing: a step is the rate times the slope."),
        (lambda w, slope, rate, steps: _each_step(w, steps, lambda w: w - rate * np.sign(slope(w))),
         "Every step is as long as the rate. It should be longer where the slope is steep."),
        (lambda w, slope, rate, steps: _each_step(w, steps, lambda w: -rate * slope(w)),
         "The old weight is lost: the step is *subtracted* from it, `w -= ...`."),
        (lambda w, slope, rate, steps: _each_step(w, steps, lambda w: w - slope(w) / rate),
         "You divided by the rate. A small rate is to make small steps: multiply."),
        (lambda w, slope, rate, steps: descend(w, slope, rate, max(0, steps - 1)),
         "That is one step too few: `range(steps)` already begins at 0."),
        (lambda w, slope, rate, steps: descend(w, slope, rate, steps + 1),
         "That is one step too many."),
        (lambda w, slope, rate, steps: _each_step(w, steps, lambda w: w - rate * slope(w) * w),
         "The step was multiplied by the weight. It is the rate times the slope."),
        (lambda w, slope, rate, steps: descend(w, slope, rate / steps if steps else rate, steps),
         "You divided the rate by the number of steps. Each step has the whole rate."),
        (lambda w, slope, rate, steps: slope(w),
         "That is the slope at the start. Asked for is where the weight ends up."),
        (lambda w, slope, rate, steps: w,
         "The weight has not moved: keep what each step gives, `w = w - ...`."),
    ),
    reason="w −= rate · slope(w), again and again: where the slope is steep the step is long, at the bottom it is 0.",
)  # fmt: skip
