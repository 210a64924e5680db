"""01.3: ReLU."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import ReLU
from cnnlib.practice.function_check import FunctionCheck, mistakes

LEFT_OUT = "The negative numbers were left out, so the shape is lost: put 0 in their place."


def relu(x: NDArray) -> NDArray:
    """What the layer `ReLU` does.

    >>> relu(np.array([-2.0, 3.0]))
    array([0., 3.])
    """
    return ReLU().forward({}, x)[0]


def _in_place(x: NDArray) -> Any:
    x[x < 0] = 0


def _largest_along(x: NDArray) -> Any:
    return np.max(x, 0)  # the second argument of `np.max` is an axis


def _place_by_place(x: NDArray) -> Any:
    return max(x, 0)  # NumPy refuses to say whether an array is larger than 0


RELU = FunctionCheck(
    name="relu",
    solution=relu,
    cases=(
        {"x": np.array([-2.0, 3.0])},
        {"x": np.array([[-1.5, 0.0, 0.5], [4.0, -0.25, -7.0]])},
        {"x": np.random.default_rng(0).normal(size=(2, 3, 4, 2)).astype(np.float32)},
    ),
    mistakes=mistakes(
        (np.abs,
         "That is the absolute value: a negative answer becomes 0, not positive."),
        (lambda x: np.minimum(x, 0),
         "The negative part was kept and the positive one cut off: the other way round."),
        (lambda x: np.maximum(x, 0.01 * x),
         "That is the leaky ReLU, which lets a little of the negative numbers through. Here they become 0."),
        (lambda x: x.clip(0, 1),
         "Large numbers were cut off at 1: only the negative ones change."),
        (lambda x: (x > 0).astype(float),
         "That says where x is positive: keep the numbers themselves there."),
        (lambda x: x > 0,
         "That says where x is positive: keep the numbers themselves there."),
        (lambda x: x[x > 0], LEFT_OUT),
        (lambda x: x[x >= 0], LEFT_OUT),
        (lambda x: x,
         "Nothing has changed: negative numbers become 0."),
        (lambda x: -x,
         "The signs are turned round: positive numbers stay, negative ones become 0."),
        (lambda x: x.max(initial=0),
         "That is the largest number alone: `np.maximum(x, 0)` compares place by place, `np.max` does not."),
        (_largest_along,
         "`np.max(x, 0)` takes the largest along axis 0 and compares nothing with 0: `np.maximum(x, 0)` does."),
        (_in_place,
         "Your function writes into the x it was handed and returns nothing: return a new array."),
        (_place_by_place,
         "Python's `max` cannot compare a whole array: `np.maximum` compares place by place."),
    ),
    reason="max(0, x), place by place: the shape stays, and what was negative is silent.",
)  # fmt: skip
