"""CONV in groups: equal to layers side by side."""

import numpy as np
import pytest

from cnnlib import Conv, FitError, Volume
from cnnlib.gradcheck import check_layer
from tests.oracles import conv_by_loops, weights

GROUPED = [
    Conv(K=6, F=3, P=1, groups=2),
    Conv(K=6, F=3, S=2, P=1, crop=True, groups=3),
    Conv(K=6, F=(3, 2), P=(0, 1), dilation=(2, 1), groups=2, bias=False),
    Conv(K=6, F=3, P=1, mode="mirror", groups=2),
    Conv(K=6, F=3, P=1, groups=6),
    Conv(K=6, F=3, S=2, P=2, dilation=2, crop=True, groups=6),
    Conv(K=18, F=(2, 3), groups=6),
    Conv(K=12, F=3, P=1, mode="extend", groups=6, bias=False),
]


@pytest.mark.parametrize("layer", GROUPED, ids=repr)
def test_groups_are_layers_side_by_side(layer: Conv) -> None:
    volume, G = Volume(W=9, H=7, D=6), layer.groups
    params, x = weights(layer, volume), np.random.default_rng(0).standard_normal((3, *volume.shape))
    b = params.get("b", np.zeros(layer.K))
    parts = zip(np.split(params["w"], G), np.split(b, G), np.split(x, G, axis=-1))
    expected = np.concatenate([conv_by_loops(layer, *part) for part in parts], axis=-1)
    np.testing.assert_allclose(layer.forward(params, x)[0], expected, atol=1e-12)
    assert max(check_layer(layer, volume).values()) < 1e-7
    assert params["w"].size + params.get("b", np.zeros(0)).size == layer.parameters(volume)


@pytest.mark.parametrize("layer", GROUPED, ids=repr)
def test_float32_stays_in_groups(layer: Conv) -> None:
    volume = Volume(W=9, H=7, D=6)
    y, cache = layer.forward(layer.init(volume, np.random.default_rng(0)), np.ones((2, *volume.shape), np.float32))
    dx, grads = layer.backward(cache, y)
    assert {array.dtype for array in (y, dx, *grads.values())} == {np.dtype(np.float32)}


def test_counts_in_groups() -> None:
    """AlexNet's second layer in two towers; a depthwise layer of MobileNet."""
    volume = Volume(W=27, H=27, D=96)
    assert Conv(K=256, F=5, P=2, groups=2).parameters(volume) == 5 * 5 * 48 * 256 + 256
    assert Conv(K=256, F=5, P=2, groups=2).multiply_adds(volume) == 27 * 27 * 256 * 5 * 5 * 48
    assert Conv(K=32, F=3, P=1, groups=32).multiply_adds(Volume(W=112, H=112, D=32)) == 112 * 112 * 32 * 9


def test_groups_that_do_not_divide() -> None:
    with pytest.raises(ValueError, match=r"K = 7 filters cannot be cut into groups = 2 equal parts\. Try K = 8"):
        Conv(K=7, groups=2)
    with pytest.raises(ValueError, match="groups = 0 is too small"):
        Conv(K=7, groups=0)
    with pytest.raises(FitError, match=r"the 3 slices of \[5x5x3\] cannot be cut into groups = 2 .* Try groups = 1"):
        Conv(K=4, groups=2).output(Volume(5, 5, 3))
