"""Both of Winograd's ways keep single precision, and lose no more of it than the plain way."""

from typing import Any

import numpy as np
import pytest

from cnnlib.winograd import rows, tiles


@pytest.mark.parametrize("way, K", [(rows, 32), (tiles, 64)], ids=["rows", "tiles"])
def test_single_precision_stays_and_is_as_exact(way: Any, K: int) -> None:
    rng = np.random.default_rng(1)
    x, w = rng.standard_normal((2, 34, 34, K)), rng.standard_normal((K, 3, 3, K))
    right, made = way.correlate(x, w), way.correlate(x.astype(np.float32), w.astype(np.float32))
    assert made.dtype == np.float32
    assert np.abs(made - right).max() <= 2e-6 * np.abs(right).max()
