"""FC and RELU."""

import numpy as np
import pytest

from cnnlib import FC, Conv, ReLU, Volume
from cnnlib.gradcheck import check_layer
from cnnlib.layers.layer import floating

VOLUME = Volume(W=4, H=3, D=2)


def test_fc_is_a_matrix_product_and_a_convolution_of_full_size() -> None:
    rng = np.random.default_rng(0)
    x, w, b = rng.standard_normal((5, *VOLUME.shape)), rng.standard_normal((7, 24)), rng.standard_normal(7)
    y, _ = FC(K=7).forward({"w": w, "b": b}, x)
    assert y.shape == (5, 1, 1, 7)
    np.testing.assert_allclose(y[:, 0, 0], x.reshape(5, 24) @ w.T + b)
    covering, _ = Conv(K=7, F=(3, 4)).forward({"w": w.reshape(7, 3, 4, 2), "b": b}, x)
    np.testing.assert_allclose(y, covering)


def test_fc_gradients() -> None:
    errors = check_layer(FC(K=3), VOLUME)
    assert set(errors) == {"x", "w", "b"} and max(errors.values()) < 1e-7


def test_fc_counts() -> None:
    assert FC(K=4096).parameters(Volume(7, 7, 512)) == 102_764_544  # VGG-16's largest layer, with biases
    assert FC(K=10).output(VOLUME) == Volume(1, 1, 10)
    params = FC(K=10).init(VOLUME, np.random.default_rng(0))
    assert params["w"].shape == (10, 24) and params["b"].shape == (10,)
    assert sum(array.size for array in params.values()) == FC(K=10).parameters(VOLUME)


def test_relu() -> None:
    assert check_layer(ReLU(), VOLUME)["x"] < 1e-7
    assert ReLU().output(VOLUME) == VOLUME and ReLU().parameters(VOLUME) == 0
    y, cache = ReLU().forward({}, np.array([-1.0, 0, 2]))
    assert y.tolist() == [0, 0, 2]
    assert ReLU().backward(cache, np.array([5.0, 5, 5]))[0].tolist() == [0, 0, 5]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_float_types_stay(dtype: type) -> None:
    x = np.ones((2, *VOLUME.shape), dtype)
    params = {name: array.astype(dtype) for name, array in FC(3).init(VOLUME, np.random.default_rng(0)).items()}
    y, cache = FC(3).forward(params, x)
    dx, grads = FC(3).backward(cache, y)
    positive, kept = ReLU().forward({}, x)
    arrays = (y, dx, *grads.values(), positive, ReLU().backward(kept, x)[0])
    assert {array.dtype for array in arrays} == {np.dtype(dtype)}


def test_whole_numbers_become_float64_and_other_types_are_refused() -> None:
    assert floating(np.arange(3), np.zeros(2, bool))[0].dtype == np.float64
    assert floating(np.arange(3, dtype=np.uint8), np.zeros(2, np.float32))[0].dtype == np.float32
    with pytest.raises(
        TypeError, match=r"arrays of type float16 cannot be used here: convert .* x.astype\(np.float32\)"
    ):
        floating(np.zeros(2, np.float16))


def test_errors() -> None:
    with pytest.raises(ValueError, match="K = 0 is too small"):
        FC(K=0)
    with pytest.raises(ValueError, match=r"w has the shape \(3, 24\), this layer needs \(3, 12\)"):
        FC(3).forward(FC(3).init(VOLUME, np.random.default_rng(0)), np.zeros((1, 3, 4, 1)))
    assert repr(FC(K=10)) == "FC(K=10)" and repr(ReLU()) == "ReLU()"
