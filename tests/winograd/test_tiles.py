"""Winograd's way in tiles gives what the plain way gives: exactly on whole numbers, to rounding on others."""

import numpy as np
import pytest
from numpy.typing import NDArray

from cnnlib import Conv, Volume
from cnnlib.correlate import correlate, filter_gradient
from cnnlib.gradcheck import check_layer
from cnnlib.winograd import tiles

ONE = (1, 1)
SHAPES = [(1, 4, 4, 1, 1), (2, 6, 8, 3, 2), (5, 16, 10, 4, 7), (3, 12, 34, 64, 65)]  # N, H, W, D, K


def case(shape: tuple[int, ...]) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """x, w, b and dy of small whole numbers."""
    N, H, W, D, K = shape
    rng = np.random.default_rng(0)
    shapes = ((N, H, W, D), (K, 3, 3, D), (K,), (N, H - 2, W - 2, K))
    x, w, b, dy = (rng.integers(-9, 10, one).astype(float) for one in shapes)
    return x, w, b, dy


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("limits", [(4 << 20, 256), (1, 1), (1, 7)], ids=["one block", "rows", "small blocks"])
def test_whole_numbers_exactly(
    shape: tuple[int, ...], limits: tuple[int, int], plain: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiles, "BLOCK_BYTES", limits[0])
    monkeypatch.setattr(tiles, "BLOCK_TILES", limits[1])
    x, w, b, dy = case(shape)
    np.testing.assert_array_equal(tiles.correlate(x, w, b), correlate(x, w, b))
    np.testing.assert_array_equal(tiles.correlate(x, w), correlate(x, w))
    np.testing.assert_array_equal(tiles.filter_gradient(x, dy), filter_gradient(x, w.shape, dy, ONE, ONE))


def test_where_it_is_taken() -> None:
    def pays(x: tuple[int, ...], w: tuple[int, ...], S: tuple[int, int] = ONE, dilation: tuple[int, int] = ONE) -> bool:
        return tiles.pays(x, w, S, dilation)

    x, w = (1, 58, 58, 64), (64, 3, 3, 64)
    assert pays(x, w)
    assert not pays(x, w, S=(2, 2))
    assert not pays(x, w, dilation=(2, 2))
    assert not pays((1, 60, 60, 64), (64, 5, 5, 64))
    assert not pays((1, 57, 58, 64), w)  # no whole tiles
    assert not pays((1, 58, 58, 63), (64, 3, 3, 63))
    assert not pays(x, (63, 3, 3, 64))
    assert not pays((1, 16, 16, 64), w)  # few tiles
    assert not pays((2, 18, 18, 64), w)  # little work for each
    assert pays((1, 30, 30, 512), (512, 3, 3, 512))


def test_a_layer_that_takes_it_has_the_right_gradients() -> None:
    layer, volume = Conv(K=64, F=3, P=1), Volume(W=32, H=32, D=64)
    assert tiles.pays((1, 34, 34, 64), (64, 3, 3, 64), ONE, ONE)
    assert max(check_layer(layer, volume, N=1).values()) < 1e-6
