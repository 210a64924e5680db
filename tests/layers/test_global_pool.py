"""Global POOL: equal to POOL with a window of the whole slice."""

import numpy as np
import pytest

from cnnlib import Pool, Volume
from cnnlib.layers import GlobalPool


@pytest.mark.parametrize("kind", ["average", "max", "L2"])
def test_it_is_a_pool_of_full_size(kind: str) -> None:
    x = np.random.default_rng(0).integers(-3, 4, (4, 3, 5, 6)).astype(float)  # with ties
    (y, cache), (expected, its_cache) = GlobalPool(kind).forward({}, x), Pool(F=(3, 5), S=1, kind=kind).forward({}, x)
    np.testing.assert_allclose(y, expected)
    dy = np.random.default_rng(1).standard_normal(y.shape)
    dx, expected_dx = GlobalPool(kind).backward(cache, dy)[0], Pool(F=(3, 5), S=1, kind=kind).backward(its_cache, dy)[0]
    np.testing.assert_allclose(dx, expected_dx)


def test_any_size_will_do() -> None:
    for volume in (Volume(1, 1, 8), Volume(7, 3, 8), Volume(50, 60, 8)):
        assert GlobalPool().output(volume) == Volume(1, 1, 8)


def test_errors() -> None:
    with pytest.raises(ValueError, match="kind = 'mean' is no kind of pooling: choose one of max, average, L2"):
        GlobalPool("mean")
    with pytest.raises(ValueError, match=r"an array of shape \(4, 4\) is no batch of images"):
        GlobalPool().forward({}, np.zeros((4, 4)))
    assert repr(GlobalPool()) == "GlobalPool()" and repr(GlobalPool("max")) == "GlobalPool(kind='max')"
