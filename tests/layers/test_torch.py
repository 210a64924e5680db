"""The layers beside PyTorch's, where PyTorch is installed."""

import numpy as np
import pytest

from cnnlib import BatchNorm, Conv, LocalResponseNorm, Pool, TransposedConv, Volume

torch = pytest.importorskip("torch")
functional = torch.nn.functional

CONVS = [
    (Conv(K=5, F=3, P=1), Volume(12, 10, 3)),
    (Conv(K=6, F=5, S=2, P=2, crop=True), Volume(13, 11, 4)),
    (Conv(K=4, F=3, dilation=2, P=1), Volume(9, 12, 20)),
    (Conv(K=6, F=3, P=1, groups=2), Volume(9, 8, 4)),
    (Conv(K=8, F=3, S=2, P=1, crop=True, groups=4), Volume(9, 8, 4)),
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
    out = functional.conv2d(*theirs, stride=layer.S, padding=layer.P, dilation=layer.dilation, groups=layer.groups)
    out.backward(out.detach())
    np.testing.assert_allclose(y, channels_last(out), atol=1e-10)
    np.testing.assert_allclose(dx, channels_last(theirs[0].grad), atol=1e-9)
    np.testing.assert_allclose(grads["w"], channels_last(theirs[1].grad), atol=1e-9)
    np.testing.assert_allclose(grads["b"], theirs[2].grad.numpy(), atol=1e-9)


@pytest.mark.parametrize(("F", "S", "P"), [(2, 2, 0), (3, 2, 0), (3, 2, 1), (3, 1, 1)])
def test_max_pool_with_ties(F: int, S: int, P: int) -> None:
    x = np.maximum(np.random.default_rng(0).integers(-2, 3, (2, 9, 9, 4)).astype(float), 0)
    layer = Pool(F=F, S=S, P=P, crop=True)
    y, cache = layer.forward({}, x)
    theirs = channels_first(x)
    out = functional.max_pool2d(theirs, F, S, P)
    out.backward(out.detach() + 1)
    np.testing.assert_array_equal(y, channels_last(out))
    np.testing.assert_allclose(layer.backward(cache, y + 1)[0], channels_last(theirs.grad))


def test_average_pool_counts_its_border() -> None:
    x = np.random.default_rng(0).standard_normal((2, 9, 8, 4))
    ours, _ = Pool(F=3, S=2, P=1, kind="average", crop=True).forward({}, x)
    np.testing.assert_allclose(ours, channels_last(functional.avg_pool2d(channels_first(x), 3, 2, 1)), atol=1e-12)


@pytest.mark.parametrize(
    "layer",
    [TransposedConv(K=5, F=4, S=2, P=1), TransposedConv(K=5, F=(3, 2), S=(2, 3), P=(1, 0), dilation=(2, 1))],
    ids=str,
)
@pytest.mark.parametrize("D", [3, 20])
def test_transposed_conv(layer: TransposedConv, D: int) -> None:
    rng = np.random.default_rng(0)
    x, w, b = rng.standard_normal((2, 5, 6, D)), rng.standard_normal((5, *_pair(layer.F), D)), rng.standard_normal(5)
    y, cache = layer.forward({"w": w, "b": b}, x)
    dx, grads = layer.backward(cache, y)
    filters = torch.tensor(w.transpose(3, 0, 1, 2), requires_grad=True)
    theirs = channels_first(x)
    out = functional.conv_transpose2d(
        theirs, filters, torch.tensor(b), stride=layer.S, padding=layer.P, dilation=layer.dilation
    )
    out.backward(out.detach())
    np.testing.assert_allclose(y, channels_last(out), atol=1e-10)
    np.testing.assert_allclose(dx, channels_last(theirs.grad), atol=1e-9)
    np.testing.assert_allclose(grads["w"].transpose(3, 0, 1, 2), filters.grad.numpy(), atol=1e-9)


def _pair(F: int | tuple[int, int]) -> tuple[int, int]:
    return F if isinstance(F, tuple) else (F, F)


def test_batch_norm_in_training_then_evaluation() -> None:
    rng, ours, theirs = np.random.default_rng(0), BatchNorm(), torch.nn.BatchNorm2d(4, dtype=torch.float64)
    params = {name: array.astype(np.float64) for name, array in ours.init(Volume(5, 6, 4), rng).items()}
    params["scale"][...], params["shift"][...] = rng.standard_normal((2, 4))
    theirs.load_state_dict(
        {"weight": torch.tensor(params["scale"]), "bias": torch.tensor(params["shift"])}, strict=False
    )
    for training in (True, True, False):
        theirs.train(training)
        x, dy = rng.standard_normal((2, 3, 6, 5, 4)) + 2
        there, target = channels_first(x), channels_first(dy).detach()
        y, cache = ours.train_forward(params, x, rng) if training else ours.forward(params, x)
        dx, grads = ours.backward(cache, dy)
        theirs.zero_grad()
        out = theirs(there)
        out.backward(target)
        np.testing.assert_allclose(y, channels_last(out), atol=1e-10)
        np.testing.assert_allclose(dx, channels_last(there.grad), atol=1e-10)
        np.testing.assert_allclose(grads["scale"], theirs.weight.grad.numpy(), atol=1e-10)
        np.testing.assert_allclose(grads["shift"], theirs.bias.grad.numpy(), atol=1e-10)
        np.testing.assert_allclose(params["mean"], theirs.running_mean.numpy(), atol=1e-12)
        np.testing.assert_allclose(params["variance"], theirs.running_var.numpy(), atol=1e-12)


def test_local_response_norm() -> None:
    x = np.random.default_rng(0).standard_normal((2, 4, 5, 9)) * 20
    layer = LocalResponseNorm()
    y, cache = layer.forward({}, x)
    theirs = channels_first(x)
    out = torch.nn.LocalResponseNorm(5, alpha=5e-4, beta=0.75, k=2.0)(theirs)  # as the docstring says
    out.backward(out.detach())
    np.testing.assert_allclose(y, channels_last(out), atol=1e-10)
    np.testing.assert_allclose(layer.backward(cache, y)[0], channels_last(theirs.grad), atol=1e-10)
