"""The check of gradients must find a wrong one."""

from typing import Any

import numpy as np
import pytest

from cnnlib import Conv, ReLU, Volume
from cnnlib.gradcheck import check_layer, check_net, mismatch
from cnnlib.layers import Params
from cnnlib.nets import Net


class Doubled(ReLU):
    """A ReLU whose gradient is wrong."""

    def backward(self, cache: Any, dy: np.ndarray) -> tuple[np.ndarray, Params]:
        return 2 * super().backward(cache, dy)[0], {}


def test_a_wrong_gradient_is_found() -> None:
    assert check_layer(ReLU(), Volume(3, 3, 2))["x"] < 1e-7
    assert check_layer(Doubled(), Volume(3, 3, 2))["x"] > 0.3
    net = Net(Volume(3, 3, 1), [Conv(K=2), Doubled(), Conv(K=2, F=1)]).init(dtype=np.float64)
    x, y = np.random.default_rng(0).standard_normal((4, 3, 3, 1)), np.array([0, 1, 1, 0])
    assert check_net(net, x, y) > 0.1


def test_x_is_restored() -> None:
    x = np.random.default_rng(0).standard_normal(5)
    before = x.copy()
    mismatch(lambda: float((x**2).sum()), x, 2 * x, np.random.default_rng(0))
    np.testing.assert_array_equal(x, before)


def test_float32_is_too_coarse() -> None:
    with pytest.raises(TypeError, match="a gradient is checked in float64, not float32"):
        mismatch(lambda: 0.0, np.zeros(2, np.float32), np.zeros(2), np.random.default_rng(0))
