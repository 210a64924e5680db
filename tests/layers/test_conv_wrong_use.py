"""CONV: what cannot be is told in a sentence."""

import numpy as np
import pytest

from cnnlib import Conv, FitError, Volume


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"K": 0}, "K = 0 is too small"),
        ({"K": 2.5}, "K = 2.5 is no whole number"),
        ({"K": 2, "F": 0}, "F = 0 is too small"),
        ({"K": 2, "F": (3, 0)}, "F = 0 is too small"),
        ({"K": 2, "S": True}, "S = True is no whole number"),
        ({"K": 2, "P": -1}, "P = -1 is too small: P is a whole number of at least 0"),
        ({"K": 2, "dilation": 0}, "dilation = 0 is too small"),
        ({"K": 2, "mode": "wrap"}, "mode = 'wrap' is no kind of padding: choose one of zero, mirror, extend"),
    ],
)
def test_wrong_hyperparameters(arguments: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Conv(**arguments)  # type: ignore[arg-type]


def test_mirror_needs_something_to_mirror() -> None:
    sentence = 'mirror padding with P = 3 copies the 3 pixels .* W = 3 has only 2. Try P = 2 or mode="extend"'
    with pytest.raises(FitError, match=sentence):
        Conv(K=1, P=3, mode="mirror").output(Volume(W=3, H=9, D=1))
    with pytest.raises(FitError, match="H = 2 has only 1"):
        Conv(K=1, P=(2, 1), mode="mirror").output(Volume(W=3, H=2, D=1))
    assert Conv(K=1, P=2, mode="mirror").output(Volume(W=3, H=3, D=1)) == Volume(5, 5, 1)


def test_wrong_arrays() -> None:
    layer = Conv(K=2, F=3)
    params = layer.init(Volume(5, 5, 3), np.random.default_rng(0))
    with pytest.raises(ValueError, match=r"shape \(5, 5, 3\) is no batch of images.*the batch x\[None\]"):
        layer.forward(params, np.zeros((5, 5, 3)))
    with pytest.raises(ValueError, match=r"shape \(0, 5, 5, 3\) is no batch"):
        layer.forward(params, np.zeros((0, 5, 5, 3)))
    with pytest.raises(ValueError, match=r"w has the shape \(2, 3, 3, 3\), this layer needs \(2, 3, 3, 4\)"):
        layer.forward(params, np.zeros((1, 5, 5, 4)))
    with pytest.raises(ValueError, match=r"b has the shape \(3,\), this layer needs \(2,\)"):
        layer.forward(params | {"b": np.zeros(3)}, np.zeros((1, 5, 5, 3)))
    with pytest.raises(TypeError, match="arrays of type complex128 cannot be used here"):
        layer.forward(params, np.zeros((1, 5, 5, 3), complex))
    with pytest.raises(FitError, match="the filter spans 3, the padded input has 2"):
        layer.forward(params, np.zeros((1, 5, 2, 3)))
