"""05.3: every filter times every window, in one matrix product."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


def one_product(X_col: NDArray, w: NDArray, b: NDArray) -> NDArray:
    """W_row @ X_col, and to each row the bias of its filter.

    >>> one_product(np.array([[1, 2, 3]]), np.array([10, 20]).reshape(2, 1, 1, 1), np.array([0, 5]))
    array([[10, 20, 30],
           [25, 45, 65]])
    """
    return w.reshape(len(w), -1) @ X_col + b[:, None]


def _with_filters(W_row: NDArray, X_col: NDArray, b: NDArray) -> NDArray:
    return W_row @ X_col + b[:, None]


def _bias_across(X_col: NDArray, w: NDArray, b: NDArray) -> NDArray:
    return w.reshape(len(w), -1) @ X_col + b  # NumPy refuses unless there are as many positions as filters


def _case(K: int, F: int, D: int, positions: int) -> Inputs:
    rng = np.random.default_rng(K * positions)
    columns, w = rng.integers(-3, 4, (F * F * D, positions)), rng.integers(-2, 3, (K, F, F, D))
    return {"X_col": columns.astype(float), "w": w.astype(float), "b": rng.permutation(np.arange(1.0, K + 1))}


SMALL: Inputs = {
    "X_col": np.array([[1.0, 0, 2], [3, -1, 0]]),
    "w": np.array([[2.0, 1], [-1, 4]]).reshape(2, 1, 1, 2),
    "b": np.array([10.0, 20]),
}

ONE_PRODUCT = FunctionCheck(
    name="one_product",
    solution=one_product,
    cases=(SMALL, _case(2, F=2, D=1, positions=2), _case(3, F=2, D=3, positions=6), _case(4, F=3, D=2, positions=4)),
    mistakes=mistakes(
        (lambda X_col, w, b: one_product(X_col, w, b * 0),
         "The biases are missing: filter k adds `b[k]` to its whole row."),
        (lambda X_col, w, b: one_product(X_col, w, b * 0 + b[0]),
         "All filters got the bias of filter 0: filter k adds `b[k]` to its row."),
        (lambda X_col, w, b: one_product(X_col, w, b * 0 + b.sum()),
         "All biases were added to every number: filter k adds `b[k]` alone."),
        (_bias_across,
         "`+ b` lays the biases along the columns, but filter k has row k: turn b into a column, `b[:, None]`."),
        (lambda X_col, w, b: _with_filters(w.reshape(-1, len(w)).T, X_col, b),
         "`w.reshape(-1, K).T` has the right shape and mixes up the filters: the numbers of one filter lie side by "
         "side in w, so `w.reshape(K, -1)` gives it a row."),
        (lambda X_col, w, b: _with_filters(w.transpose(0, 3, 1, 2).reshape(len(w), -1), X_col, b),
         "The filters are stretched slice by slice, and the windows are not: the two must be stretched alike, with "
         "`w.reshape(K, -1)`."),
        (lambda X_col, w, b: _with_filters(w.transpose(0, 2, 1, 3).reshape(len(w), -1), X_col, b),
         "Rows and columns of the filters are swapped: stretch them as the windows, with `w.reshape(K, -1)`."),
        (lambda X_col, w, b: _with_filters(w.reshape(len(w), -1)[:, ::-1], X_col, b),
         "The filters are turned by 180°. Weight [0, 0] meets pixel [0, 0]."),
        (lambda X_col, w, b: one_product(X_col, w, b).T,
         "Rows and columns of the product are swapped: filter k has row k, `W_row @ X_col`."),
        (lambda X_col, w, b: _with_filters(w.reshape(len(w), -1), X_col, b * w[0].size),
         "The bias was added with every product: add it once for each output number."),
        (lambda X_col, w, b: w @ X_col + b[:, None],
         "`w` is still a block of four axes: stretch each filter into a row first, `w.reshape(K, -1)`."),
        (lambda X_col, w, b: w.reshape(-1) @ X_col + b[:, None],
         "All the filters were stretched into one vector. Each has a row of its own: `w.reshape(K, -1)`."),
        (lambda X_col, w, b: w.reshape(len(w), -1) * X_col + b[:, None],
         "`*` multiplies number by number. The matrix product is `@`."),
        (lambda X_col, w, b: X_col @ w.reshape(len(w), -1) + b[:, None],
         "The factors stand in the wrong order: a row of W_row meets a column of X_col, `W_row @ X_col`."),
        (lambda X_col, w, b: np.maximum(one_product(X_col, w, b), 0),
         "Negative numbers were cut off: that is ReLU, a layer of its own."),
    ),
    reason="`w.reshape(K, -1) @ X_col + b[:, None]`: row k holds what filter k answers to each window.",
)  # fmt: skip
