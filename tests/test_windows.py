"""The window view against slices, and its adjoint against the definition of an adjoint."""

from itertools import product

import numpy as np
import pytest

from cnnlib import FitError
from cnnlib.shapes import pair
from cnnlib.windows import unwindow, windows

CASES = list(product((1, 3, (2, 3), (3, 1)), (1, 2, 3, (1, 2), (3, 1)), (1, 2, (1, 2), (2, 1))))
SHAPE = (2, 7, 9, 3)


@pytest.mark.parametrize(("F", "S", "dilation"), CASES)
def test_windows_are_slices(F: int, S: int, dilation: int) -> None:
    x = np.arange(np.prod(SHAPE), dtype=np.float32).reshape(SHAPE)
    seen = windows(x, F, S, dilation)
    (FH, FW), (SH, SW), (dH, dW) = pair(F, "F"), pair(S, "S"), pair(dilation, "dilation")
    for i, j in product(range(seen.shape[1]), range(seen.shape[2])):
        top, left = i * SH, j * SW
        part = x[:, top : top + dH * (FH - 1) + 1 : dH, left : left + dW * (FW - 1) + 1 : dW]
        np.testing.assert_array_equal(seen[:, i, j], part)
    assert seen.shape[1] == (7 - dH * (FH - 1) - 1) // SH + 1
    assert seen.shape[2] == (9 - dW * (FW - 1) - 1) // SW + 1


@pytest.mark.parametrize(("F", "S", "dilation"), CASES)
def test_unwindow_is_the_adjoint(F: int, S: int, dilation: int) -> None:
    rng = np.random.default_rng(0)
    x = rng.standard_normal(SHAPE)
    seen = windows(x, F, S, dilation)
    u = rng.standard_normal(seen.shape)
    np.testing.assert_allclose((u * seen).sum(), (unwindow(u, SHAPE, S, dilation) * x).sum(), rtol=1e-12)


def test_windows_copy_nothing_and_cannot_be_written_to() -> None:
    x = np.zeros((1, 5, 5, 2))
    seen = windows(x, F=3)
    assert np.shares_memory(seen, x)
    with pytest.raises(ValueError, match="read-only"):
        seen[0, 0, 0, 0, 0, 0] = 1
    assert x.flags.writeable


def test_windows_of_a_turned_array_are_right() -> None:
    x = np.random.default_rng(0).standard_normal((2, 6, 5, 3))
    turned = x.transpose(0, 2, 1, 3)
    np.testing.assert_array_equal(windows(turned, 3), windows(np.ascontiguousarray(turned), 3))


def test_im2col_is_a_reshape() -> None:
    """The notes: 227x227x3, F = 11, S = 4 give X_col [363 x 3025]; here each window is a row."""
    x = np.zeros((1, 227, 227, 3), np.float32)
    assert windows(x, F=11, S=4).reshape(55 * 55, -1).shape == (3025, 363)


def test_no_window_fits() -> None:
    with pytest.raises(FitError, match="the filter spans 5, the padded input has 4"):
        windows(np.zeros((1, 4, 4, 1)), F=5)
