"""TRANSPOSED CONV: equal to loops, the adjoint of CONV, and clear errors."""

import numpy as np
import pytest

from cnnlib import Conv, FitError, Volume
from cnnlib.layers import TransposedConv
from tests.oracles import transposed_by_loops

VOLUMES = [Volume(W=5, H=4, D=3), Volume(W=4, H=3, D=17)]
LAYERS = [
    TransposedConv(K=3),
    TransposedConv(K=18, F=3, S=1, P=1),
    TransposedConv(K=2, F=4, S=2, P=1),
    TransposedConv(K=2, F=2, S=3),
    TransposedConv(K=2, F=(3, 1), S=(1, 2), P=(2, 0), dilation=(2, 1)),
]


@pytest.mark.parametrize("volume", VOLUMES, ids=str)
@pytest.mark.parametrize("layer", LAYERS, ids=repr)
def test_forward_equals_loops(layer: TransposedConv, volume: Volume) -> None:
    rng = np.random.default_rng(0)
    params = {name: rng.standard_normal(array.shape) for name, array in layer.init(volume, rng).items()}
    x = rng.standard_normal((2, *volume.shape))
    expected = transposed_by_loops(layer, params["w"], params["b"], x)
    np.testing.assert_allclose(layer.forward(params, x)[0], expected, atol=1e-12)


@pytest.mark.parametrize("layer", LAYERS, ids=repr)
def test_it_takes_the_size_back_that_a_convolution_makes(layer: TransposedConv) -> None:
    volume = VOLUMES[0]
    conv = Conv(K=3, F=layer.F, S=layer.S, P=layer.P, dilation=layer.dilation)
    assert conv.output(layer.output(volume)) == volume


def test_it_is_the_adjoint_of_a_convolution() -> None:
    """Sum of CONV(u) * x equals the sum of u * TRANSPOSED(x) for any u and x."""
    rng, layer, conv = np.random.default_rng(0), LAYERS[2], Conv(K=3, F=4, S=2, P=1)
    x, w = rng.standard_normal((2, 4, 5, 3)), rng.standard_normal((2, 4, 4, 3))
    u = rng.standard_normal((2, 8, 10, 2))
    there = conv.forward({"w": w.transpose(3, 1, 2, 0), "b": np.zeros(3)}, u)[0]
    back = layer.forward({"w": w, "b": np.zeros(2)}, x)[0]
    assert (there * x).sum() == pytest.approx((u * back).sum())


def test_errors() -> None:
    with pytest.raises(FitError, match=r"\(H - 1\)\*S \+ F - 2P = \(1 - 1\)\*2 \+ 4 - 4 = 0: .* Try P = 1"):
        TransposedConv(K=1, F=4, S=2, P=2).output(Volume(W=3, H=1, D=1))
    with pytest.raises(ValueError, match="S = 0 is too small"):
        TransposedConv(K=1, S=0)
    layer, rng = TransposedConv(K=2), np.random.default_rng(0)
    params = layer.init(VOLUMES[0], rng)
    with pytest.raises(ValueError, match=r"w has the shape \(2, 2, 2, 3\), this layer needs \(2, 2, 2, 1\)"):
        layer.forward(params, np.zeros((1, 4, 5, 1)))
    with pytest.raises(ValueError, match=r"b has the shape \(3,\), this layer needs \(2,\)"):
        layer.forward(params | {"b": np.zeros(3)}, np.zeros((1, 4, 5, 3)))
    assert repr(TransposedConv(K=2, F=4, P=1)) == "TransposedConv(K=2, F=4, P=1)"
