"""Winograd's way along rows gives what the plain way gives: exactly on whole numbers, to rounding on others."""

import numpy as np
import pytest
from numpy.typing import NDArray

from cnnlib import Conv, Volume
from cnnlib.correlate import correlate, filter_gradient
from cnnlib.gradcheck import check_layer
from cnnlib.winograd import rows

ONE = (1, 1)
CASES = [  # N, H, W, D, K, FW, dilation
    (1, 4, 4, 1, 1, 3, ONE),
    (2, 6, 7, 3, 2, 3, ONE),
    (5, 16, 10, 4, 7, 5, ONE),
    (2, 10, 9, 3, 4, 2, (1, 3)),
    (3, 24, 11, 2, 5, 3, (3, 2)),
    (3, 12, 35, 32, 33, 3, ONE),
]


def case(N: int, H: int, W: int, D: int, K: int, FW: int, dilation: tuple[int, int]) -> list[NDArray]:
    """x, w, b and dy of small whole numbers."""
    rng = np.random.default_rng(0)
    H2, W2 = H - 2 * dilation[0], W - (FW - 1) * dilation[1]
    shapes = ((N, H, W, D), (K, 3, FW, D), (K,), (N, H2, W2, K))
    return [rng.integers(-9, 10, shape).astype(float) for shape in shapes]


@pytest.mark.parametrize("made", CASES, ids=str)
@pytest.mark.parametrize("block", [4 << 20, 1, 3000], ids=["one block", "single pairs", "small blocks"])
def test_whole_numbers_exactly(made: tuple, block: int, plain: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "BLOCK_BYTES", block)
    (x, w, b, dy), dilation = case(*made), made[-1]
    np.testing.assert_array_equal(rows.correlate(x, w, b, dilation), correlate(x, w, b, ONE, dilation))
    np.testing.assert_array_equal(rows.correlate(x, w, None, dilation), correlate(x, w, None, ONE, dilation))
    ours, theirs = rows.filter_gradient(x, w.shape, dy, dilation), filter_gradient(x, w.shape, dy, ONE, dilation)
    np.testing.assert_array_equal(ours, theirs)


def test_where_it_is_taken() -> None:
    x, w = (8, 34, 34, 32), (32, 3, 3, 32)
    assert rows.pays(x, w, ONE, ONE)
    assert rows.pays((8, 36, 36, 32), w, ONE, (2, 2))
    assert rows.pays((8, 34, 35, 32), w, ONE, ONE)  # any width
    assert not rows.pays((8, 35, 34, 32), w, ONE, ONE)  # no pairs of rows
    assert not rows.pays((8, 34, 34, 32), w, ONE, (3, 3))  # 28 rows are no pairs of three
    assert not rows.pays(x, w, (2, 1), ONE)
    assert not rows.pays(x, (32, 5, 3, 32), ONE, ONE)
    assert not rows.pays((8, 34, 34, 31), (32, 3, 3, 31), ONE, ONE)
    assert not rows.pays(x, (31, 3, 3, 32), ONE, ONE)
    assert not rows.pays((1, 16, 16, 512), (512, 3, 3, 512), ONE, ONE)  # few outputs
    assert not rows.pays((8, 18, 18, 32), w, ONE, ONE)  # little work for each


@pytest.mark.parametrize("dilation", [1, 2])
def test_a_layer_that_takes_it_has_the_right_gradients(dilation: int) -> None:
    layer, volume = Conv(K=64, F=3, P=dilation, dilation=dilation), Volume(W=64, H=64, D=32)
    side = 64 + 2 * dilation
    assert rows.pays((1, side, side, 32), (64, 3, 3, 32), ONE, (dilation, dilation))
    assert max(check_layer(layer, volume, N=1).values()) < 1e-6
