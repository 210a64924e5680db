"""06.5: the gradient of max pooling, sent back through the switches."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import Pool
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.exercises.switches import corners, seen, switches
from cnnlib.practice.function_check import FunctionCheck, mistakes


def max_backward(x: NDArray, dy: NDArray, F: int, S: int) -> NDArray:
    """cnnlib's gradient for one slice: dx (H, W).

    >>> max_backward(np.array([[1, 7], [5, 5]]), np.array([[8.0]]), F=2, S=2)
    array([[0., 8.],
           [0., 0.]])
    """
    return _backward("max", x, dy, F, S)


def _backward(kind: str, x: NDArray, dy: NDArray, F: int, S: int) -> NDArray:
    layer = Pool(F=F, S=S, kind=kind, crop=True)
    _, cache = layer.forward({}, x[None, :, :, None])
    return layer.backward(cache, dy[None, :, :, None])[0][0, :, :, 0]


def _spread(x: NDArray, shares: NDArray, F: int, S: int) -> NDArray:
    """Add the shares (H2, W2, F*F) of each window to the pixels they belong to."""
    dx = np.zeros(x.shape)
    rows, columns = corners(x, F, S)
    for place in range(F * F):
        np.add.at(dx, (rows + place // F, columns + place % F), shares[:, :, place])
    return dx


def _all_ties(x: NDArray, dy: NDArray, F: int, S: int) -> NDArray:
    windows = seen(x, F, S)
    return _spread(x, (windows == windows.max(-1, keepdims=True)) * dy[:, :, None], F, S)


def _ties_share(x: NDArray, dy: NDArray, F: int, S: int) -> NDArray:
    windows = seen(x, F, S)
    wins = windows == windows.max(-1, keepdims=True)
    return _spread(x, wins / wins.sum(-1, keepdims=True) * dy[:, :, None], F, S)


def _at(x: NDArray, dy: NDArray, F: int, S: int, place: NDArray) -> NDArray:
    """All the gradient of a window to the place (H2, W2) in it."""
    return _spread(x, (np.arange(F * F) == place[:, :, None]) * dy[:, :, None], F, S)


def _last_tie(x: NDArray, dy: NDArray, F: int, S: int) -> NDArray:
    return _at(x, dy, F, S, F * F - 1 - seen(x, F, S)[:, :, ::-1].argmax(-1))


def _overwritten(x: NDArray, dy: NDArray, F: int, S: int) -> NDArray:
    dx, (rows, columns), switch = np.zeros(x.shape), corners(x, F, S), switches(x, F, S)
    for i, j in np.ndindex(dy.shape):
        row, column = divmod(int(switch[i, j]), F)
        dx[rows[i, j] + row, columns[i, j] + column] = dy[i, j]
    return dx


def _in_the_first_window(x: NDArray, dy: NDArray, F: int, S: int) -> NDArray:
    dx = np.zeros(x.shape)
    np.add.at(dx, np.divmod(switches(x, F, S), F), dy)
    return dx


def _case(H: int, W: int, F: int, S: int, highest: int) -> Inputs:
    rng = np.random.default_rng(H + W)
    x = rng.integers(-highest, highest, (H, W)).astype(float)
    shape = ((H - F) // S + 1, (W - F) // S + 1)
    return {"x": x, "dy": rng.permutation(np.arange(1.0, 1 + np.prod(shape))).reshape(shape), "F": F, "S": S}


SMALL: Inputs = {"x": np.array([[1.0, 7, 4, 4], [5, 5, 4, 3]]), "dy": np.array([[8.0, 2]]), "F": 2, "S": 2}

MAX_BACKWARD = FunctionCheck(
    name="max_backward",
    solution=max_backward,
    cases=(SMALL, _case(3, 5, F=2, S=1, highest=9), _case(5, 7, F=3, S=2, highest=3), _case(7, 6, F=2, S=2, highest=2)),
    mistakes=mistakes(
        (_overwritten,
         "A later window writes over an earlier one. Where windows overlap, one pixel can win in several of them, and "
         "their gradients add up: `+=`."),
        (_all_ties,
         "Where several numbers are equally large, all of them got the gradient. Only the first, the one that the "
         "switch remembers, gets it."),
        (_ties_share,
         "Where several numbers are equally large, they share the gradient. Here the first one gets all of it, as the "
         "switch remembers."),
        (_last_tie,
         "Where several numbers are equally large, the last of them got the gradient. The first one wins."),
        (lambda x, dy, F, S: _backward("average", x, dy, F, S),
         "Each pixel of a window got an equal share: that is the way back of average pooling. The maximum depends on "
         "one pixel alone."),
        (lambda x, dy, F, S: _spread(x, np.repeat(dy[:, :, None], F * F, axis=2), F, S),
         "Each pixel of a window got the whole gradient. The maximum depends on one pixel alone, the winner."),
        (lambda x, dy, F, S: _at(x, dy, F, S, np.zeros(dy.shape)),
         "The gradient went to the top left pixel of each window. It goes to the largest."),
        (lambda x, dy, F, S: _at(x, dy, F, S, switches(x, F, S) % F * F + switches(x, F, S) // F),
         "Row and column of the winner are swapped: its place is F·row + column, so `divmod(place, F)` gives the row "
         "first."),
        (_in_the_first_window,
         "All of it landed in the first window. The place is counted within its own window, which begins at row i·S "
         "and column j·S: add these."),
        (lambda x, dy, F, S: _at(x, seen(x, F, S).max(-1), F, S, switches(x, F, S)),
         "The largest numbers themselves were sent back. What goes back is the gradient dy."),
        (lambda x, dy, F, S: _at(x, dy * seen(x, F, S).max(-1), F, S, switches(x, F, S)),
         "The gradient was multiplied by the pixel. If the winner grows by 1, so does the maximum: the factor is 1."),
        (lambda x, dy, F, S: _at(x, np.ones(dy.shape), F, S, switches(x, F, S)),
         "Every winner got 1. It gets the gradient dy[i, j] of its window."),
        (lambda x, dy, F, S: max_backward(x, dy, F, S)[: F + S * (len(dy) - 1)],
         "The rows that no window reads are missing. dx is as large as x, and there it is 0."),
    ),
    reason="Each dy[i, j] goes to the winner of its window alone, and where one pixel wins several windows it gets the "
           "sum.",
)  # fmt: skip
