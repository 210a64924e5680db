"""The four implementations against each other and an oracle, the matrices against the notes, times against a clock."""

from itertools import product

import numpy as np
import pytest

from cnnlib import Conv, FitError, Volume
from cnnlib.implementations import IMPLEMENTATIONS, Implementation, matrices, timed
from cnnlib.windows import im2col
from tests.oracles import conv_by_loops

SETTINGS = list(product((1, 2, 3), (1, 2, 3), (0, 1, 2), (1, 2)))


def arrays(F: int, W: int = 7, D: int = 2, K: int = 3, N: int = 2) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(F)
    whole = rng.integers(-4, 5, (N, W, W - 1, D)), rng.integers(-4, 5, (K, F, F, D)), rng.integers(-4, 5, K)
    return tuple(numbers.astype(float) for numbers in whole)  # type: ignore[return-value]


@pytest.mark.parametrize("name", IMPLEMENTATIONS)
@pytest.mark.parametrize(("F", "S", "P", "dilation"), SETTINGS)
def test_every_implementation_gives_the_same_numbers(name: str, F: int, S: int, P: int, dilation: int) -> None:
    x, w, b = arrays(F)
    y = IMPLEMENTATIONS[name](x, w, b, S, P, dilation)
    np.testing.assert_array_equal(y, conv_by_loops(Conv(K=3, F=F, S=S, P=P, dilation=dilation), w, b, x))


@pytest.mark.parametrize("name", IMPLEMENTATIONS)
def test_single_precision_stays(name: str) -> None:
    x, w, b = (array.astype(np.float32) for array in arrays(3))
    assert IMPLEMENTATIONS[name](x, w, b).dtype == np.float32


@pytest.mark.parametrize("name", IMPLEMENTATIONS)
def test_what_does_not_belong_together_is_told(name: str) -> None:
    x, w, b = arrays(3)
    with pytest.raises(ValueError, match=r"w has the shape \(3, 3, 3, 1\), this layer needs \(3, 3, 3, 2\)"):
        IMPLEMENTATIONS[name](x, w[..., :1], b)
    with pytest.raises(ValueError, match=r"b has the shape \(2,\), this layer needs \(3,\)"):
        IMPLEMENTATIONS[name](x, w, b[:2])
    with pytest.raises(ValueError, match=r"an array of shape \(7, 6, 2\) is no batch of images"):
        IMPLEMENTATIONS[name](x[0], w, b)
    with pytest.raises(FitError, match="the filter spans 9, the padded input has 6"):
        IMPLEMENTATIONS[name](x, w, b, 1, 0, 4)


@pytest.mark.parametrize(("F", "S", "P", "dilation"), SETTINGS)
def test_a_row_of_im2col_is_a_window_row_by_row_channels_last(F: int, S: int, P: int, dilation: int) -> None:
    x, _, _ = arrays(F)
    padded = np.pad(x, ((0, 0), (P, P), (P, P), (0, 0)))
    span = dilation * (F - 1) + 1
    places = product(range(2), range(0, padded.shape[1] - span + 1, S), range(0, padded.shape[2] - span + 1, S))
    rows = [
        [padded[n, i + a * dilation, j + c * dilation, d] for a, c, d in product(range(F), range(F), range(x.shape[3]))]
        for n, i, j in places
    ]
    np.testing.assert_array_equal(im2col(x, F, S, P, dilation), rows)


def test_alexnets_first_layer() -> None:
    sizes = matrices(Volume(W=227, H=227, D=3), Conv(K=96, F=11, S=4))
    assert (sizes.X_col, sizes.W_row, sizes.product) == ((363, 3025), (96, 363), (96, 3025))
    assert (sizes.input_bytes, sizes.column_bytes) == (4 * 227 * 227 * 3, 4 * 363 * 3025)
    assert float(sizes.factor) == pytest.approx(1098075 / 154587)


@pytest.mark.parametrize(("F", "S", "P", "dilation"), SETTINGS)
def test_matrices_are_those_of_im2col(F: int, S: int, P: int, dilation: int) -> None:
    x, w, _ = arrays(F, N=1)
    sizes = matrices(Volume(W=6, H=7, D=2), Conv(K=3, F=F, S=S, P=P, dilation=dilation, crop=True, bias=F > 1))
    rows = im2col(x, F, S, P, dilation)
    assert sizes.X_col == rows.T.shape
    assert sizes.W_row == w.reshape(3, -1).shape
    assert sizes.product == (w.reshape(3, -1) @ rows.T).shape


SECONDS = 50e-6
"""What a position costs on the clock of these tests, which no other work on the computer disturbs."""


@pytest.fixture
def costly(monkeypatch: pytest.MonkeyPatch) -> Implementation:
    """An implementation whose time is known."""
    clock = [0.0]
    monkeypatch.setattr("cnnlib.implementations.perf_counter", lambda: clock[0])

    def convolve(x: np.ndarray, w: np.ndarray, b: np.ndarray, S: int, P: int, dilation: int) -> np.ndarray:
        y = IMPLEMENTATIONS["library"](x, w, b, S, P, dilation)
        clock[0] += SECONDS * y[..., 0].size
        return y

    return convolve


@pytest.mark.parametrize("within", [1e-6, 1e-4, 0.001, 0.02, 0.05, 0.5])
@pytest.mark.parametrize("images", [1, 2])
def test_what_takes_too_long_is_estimated_from_a_part(costly: Implementation, within: float, images: int) -> None:
    x, w, b = arrays(3, W=42, N=images)
    positions, affordable = images * 42 * 41, within / SECONDS
    timing = timed(costly, x, w, b, 1, 1, 1, within)
    assert timing.seconds == pytest.approx(SECONDS * positions)
    assert (timing.share == 1) == (affordable >= positions)
    assert timing.share < 1.01 * max(affordable, 1) / positions
    if affordable > 41:
        assert timing.share >= min(1, 0.5 * affordable / positions)


@pytest.mark.parametrize("name", IMPLEMENTATIONS)
def test_an_implementation_is_timed_on_this_computer(name: str) -> None:
    timing = timed(IMPLEMENTATIONS[name], *arrays(3), within=0.01)
    assert timing.seconds > 0 and 0 < timing.share <= 1
