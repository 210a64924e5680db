"""04.4: the gradient of a filter that is shared by all places of a row."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import Conv
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.windows import windows


def shared_gradient(x: NDArray, dy: NDArray, F: int, S: int) -> NDArray:
    """What `Conv` says of a filter of F weights on a row x (W,), with dy (W2,) the loss's gradient at its output.

    >>> shared_gradient(np.array([1.0, 2, 4]), dy=np.array([1.0, 10]), F=2, S=1)
    array([21., 42.])
    """
    x = np.asarray(x, float)
    layer, row = Conv(K=1, F=(1, F), S=(1, S), bias=False), x.reshape(1, 1, -1, 1)
    _, cache = layer.forward({"w": np.zeros((1, 1, F, 1))}, row)
    return layer.gradients(cache, np.asarray(dy, float).reshape(1, 1, -1, 1))["w"].ravel()


def _seen(x: NDArray, F: int, S: int) -> NDArray:
    """The windows, (W2, F)."""
    return windows(x.reshape(1, 1, -1, 1), F=(1, F), S=(1, S))[0, 0, :, 0, :, 0]


def _case(W2: int, F: int, S: int) -> Inputs:
    rng = np.random.default_rng(W2 + 10 * F)
    x, dy = rng.integers(-3, 4, (W2 - 1) * S + F), rng.integers(1, 6, W2) * rng.choice((-1, 1), W2)
    return {"x": x.astype(float), "dy": dy.astype(float), "F": F, "S": S}


SMALL: Inputs = {"x": np.array([1.0, 2, 4]), "dy": np.array([1.0, 10]), "F": 2, "S": 1}

SHARED_GRADIENT = FunctionCheck(
    name="shared_gradient",
    solution=shared_gradient,
    cases=(SMALL, _case(4, 3, S=1), _case(3, 2, S=2), _case(5, 4, S=3)),
    mistakes=mistakes(
        (lambda x, dy, F, S: shared_gradient(x, dy, F, S) / len(dy),
         "That is the mean over the places. A small change of the weight moves all of them, and the changes add up."),
        (lambda x, dy, F, S: dy[-1] * _seen(x, F, S)[-1],
         "Only the last place counts: every turn of the loop overwrites the one before. Add, `dw += ...`."),
        (lambda x, dy, F, S: dy[0] * _seen(x, F, S)[0],
         "Only the first place counts: does `return` stand inside the loop? It belongs after it."),
        (lambda x, dy, F, S: dy[:, None] * _seen(x, F, S),
         "That is one gradient for each place, as a layer without sharing needs it. A shared weight gets their sum."),
        (lambda x, dy, F, S: np.full(F, dy @ _seen(x, F, S).sum(axis=1)),
         "Each window was added up. Keep it as F numbers: each of the F weights met a pixel of its own."),
        (lambda x, dy, F, S: np.full(F, dy.sum()),
         "x is missing: place j pulls at the weights by dy[j] *times* the window that it reads."),
        (lambda x, dy, F, S: (dy[:, None] + _seen(x, F, S)).sum(axis=0),
         "dy[j] and the window were added: multiply them."),
        (lambda x, dy, F, S: _seen(x, F, S).sum(axis=0),
         "dy is missing: what place j reads counts as much as the loss minds its output, dy[j]."),
        (lambda x, dy, F, S: np.sum(dy) * _seen(x, F, S)[0],
         "Every place read the first window. Place j reads F numbers from j·S on."),
        (lambda x, dy, F, S: dy @ _seen(x, F, 1)[: len(dy)],
         "The stride is missing: place j reads F numbers from j·S on."),
        (lambda x, dy, F, S: shared_gradient(x, dy, F, S)[::-1],
         "The order is turned round: weight 0 meets the first number of each window."),
        (lambda x, dy, F, S: shared_gradient(x, dy[::-1], F, S),
         "dy is turned round: dy[0] belongs to the place on the left."),
        (lambda x, dy, F, S: -shared_gradient(x, dy, F, S),
         "The sign is turned round. The gradient points uphill; the step down is the optimiser's business."),
        (lambda x, dy, F, S: shared_gradient(x, dy, F, S).sum(),
         "The weights were added up, too. Each of the F weights has a gradient of its own."),
    ),
    reason="Place j pulls at weight a with dy[j]·x[j·S + a], and the pulls of all places add up.",
)  # fmt: skip
