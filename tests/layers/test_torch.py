"""The layers beside PyTorch's, where PyTorch is installed."""

import numpy as np
import pytest

from cnnlib import Conv, Pool, Volume

torch = pytest.importorskip("torch")
functional = torch.nn.functional

CONVS = [
    (Conv(K=5, F=3, P=1), Volume(12, 10, 3)),
    (Conv(K=6, F=5, S=2, P=2, crop=True), Volume(13, 11, 4)),
    (Conv(K=4, F=3, dilation=2, P=1), Volume(9, 12, 20)),
    (Conv(K=4, F=(2, 3), S=(1, 2), P=(0, 1), dilation=(2, 1), crop=True), Volume(9, 12, 2)),
]


def channels_first(array: np.ndarray) -> "torch.Tensor":
    return torch.tensor(np.ascontiguousarray(array.transpose(0, 3, 1, 2)), requires_grad=True)


def channels_last(tensor: "torch.Tensor") -> np.ndarray:
    return tensor.detach().numpy().transpose(0, 2, 3, 1)


@pytest.mark.parametrize(("layer", "volume"), CONVS, ids=str)
def test_conv(layer: Conv, volume: Volume) -> None:
    rng = np.random.default_rng(0)
    params = {name: rng.standard_normal(array.shape) for name, array in layer.init(volume, rng).items()}
    x = rng.standard_normal((3, *volume.shape))
    y, cache = layer.forward(params, x)
    dx, grads = layer.backward(cache, y)
    theirs = [channels_first(x), channels_first(params["w"]), torch.tensor(params["b"], requires_grad=True)]
    out = functional.conv2d(*theirs, stride=layer.S, padding=layer.P, dilation=layer.dilation)
    out.backward(out.detach())
    np.testing.assert_allclose(y, channels_last(out), atol=1e-10)
    np.testing.assert_allclose(dx, channels_last(theirs[0].grad), atol=1e-9)
    np.testing.assert_allclose(grads["w"], channels_last(theirs[1].grad), atol=1e-9)
    np.testing.assert_allclose(grads["b"], theirs[2].grad.numpy(), atol=1e-9)


@pytest.mark.parametrize(("F", "S"), [(2, 2), (3, 2)])
def test_max_pool_with_ties(F: int, S: int) -> None:
    x = np.maximum(np.random.default_rng(0).integers(-2, 3, (2, 9, 9, 4)).astype(float), 0)
    layer = Pool(F=F, S=S, crop=True)
    y, cache = layer.forward({}, x)
    theirs = channels_first(x)
    out = functional.max_pool2d(theirs, F, S)
    out.backward(out.detach() + 1)
    np.testing.assert_array_equal(y, channels_last(out))
    np.testing.assert_allclose(layer.backward(cache, y + 1)[0], channels_last(theirs.grad))
