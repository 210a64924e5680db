"""Borders against NumPy's, and their adjoint."""

import numpy as np
import pytest

from cnnlib.padding import MODES, pad, unpad


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("P", [(0, 0), (1, 1), (2, 3), (0, 2), (3, 0)])
def test_pad_and_its_adjoint(mode: str, P: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    x = rng.standard_normal((2, 4, 5, 3))
    padded = pad(x, P, mode)
    expected = np.pad(x, ((0, 0), (P[0], P[0]), (P[1], P[1]), (0, 0)), mode=MODES[mode])
    np.testing.assert_array_equal(padded, expected)
    u = rng.standard_normal(padded.shape)
    np.testing.assert_allclose((u * padded).sum(), (unpad(u, P, mode) * x).sum(), rtol=1e-12)


@pytest.mark.parametrize("mode", MODES)
def test_float32_stays(mode: str) -> None:
    x = np.ones((1, 4, 4, 1), np.float32)
    assert pad(x, (1, 2), mode).dtype == unpad(pad(x, (1, 2), mode), (1, 2), mode).dtype == np.float32
