"""11.4: where a layer's maps are silent."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import ReLU
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


def silent(x: NDArray) -> NDArray:
    """The share of zeros in each map (H, W, K) once cnnlib's ReLU has gone over it: (K,), each from 0 to 1.

    >>> silent(np.array([[[3.0, -1.0], [-2.0, 0.0]]]))
    array([0.5, 1. ])
    """
    y, _ = ReLU().forward({}, x[None])
    return (y[0] == 0).mean(axis=(0, 1))


def _case(H: int, W: int, K: int, seed: int) -> Inputs:
    """Whole numbers, zeros among them; one map without anything positive."""
    x = np.random.default_rng(seed).integers(-3, 5, (H, W, K)).astype(float)
    x[:, :, 0] = np.minimum(x[:, :, 0], 0)
    return {"x": x}


SMALL: Inputs = {"x": np.array([[[3.0, -1.0], [-2.0, 0.0], [0.0, 5.0]]])}

SILENT = FunctionCheck(
    name="silent",
    solution=silent,
    cases=(SMALL, _case(3, 2, 3, seed=1), _case(4, 5, 2, seed=2), _case(6, 4, 6, seed=3)),
    mistakes=mistakes(
        (lambda x: (x < 0).mean((0, 1)),
         "A number that is exactly 0 before ReLU is 0 after it too: `<= 0`."),
        (lambda x: (x == 0).mean((0, 1)),
         "Before ReLU hardly a number is exactly 0. ReLU makes the negative ones 0 as well: `<= 0`."),
        (lambda x: (x > 0).mean((0, 1)),
         "That is the share that is *not* silent."),
        (lambda x: (x >= 0).mean((0, 1)),
         "That is the share that is not negative. Silent are those that are 0 after ReLU."),
        (lambda x: (x <= 0).sum((0, 1)),
         "That is how many there are. The share is wanted: divide by H·W, or take the mean."),
        (lambda x: float((x <= 0).mean()),
         "That is one number for the whole layer. Each map has its own: `axis=(0, 1)`."),
        (lambda x: (x <= 0).mean(axis=2),
         "That goes through the depth, place by place. For each map go through the places: `axis=(0, 1)`."),
        (lambda x: (x <= 0).mean(axis=0),
         "That is each column of each map. Both axes of a map have to go: `axis=(0, 1)`."),
        (lambda x: (x <= 0).mean(axis=1),
         "That is each row of each map. Both axes of a map have to go: `axis=(0, 1)`."),
        (lambda x: 100 * (x <= 0).mean((0, 1)),
         "That is in per cent. A share goes from 0 to 1."),
        (lambda x: (x <= 0).sum((0, 1)) / len(x),
         "You divided by H, the number of rows. A map has H·W numbers."),
        (lambda x: (x <= 0).sum((0, 1)) / x.size,
         "You divided by all numbers of the layer. A map has H·W of them."),
        (lambda x: (x <= 0).all((0, 1)),
         "That says which maps are silent *everywhere*. The share of silent places is wanted."),
        (lambda x: np.maximum(x, 0).mean((0, 1)),
         "That is the mean of each map after ReLU. Count the zeros in it instead."),
    ),
    reason="`(x <= 0).mean(axis=(0, 1))`: what is not positive is 0 after ReLU, and the mean of trues is their share.",
)  # fmt: skip
