"""The fast kernel's shortcuts change nothing but time and memory."""

import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest

from cnnlib import Conv, Volume, correlate

CASES = [
    (Conv(K=3, F=3), Volume(W=9, H=7, D=2)),  # 7 outputs in a row: shared by 1
    (Conv(K=3, F=3, P=1), Volume(W=8, H=7, D=1)),  # by 2
    (Conv(K=3, F=5, S=(2, 1), dilation=(2, 1), P=(4, 2)), Volume(W=12, H=9, D=3)),  # by 4, stride and dilation down
    (Conv(K=3, F=(2, 4)), Volume(W=9, H=5, D=8)),  # by 3
    (Conv(K=2, F=3, S=2, dilation=2, crop=True), Volume(W=12, H=11, D=3)),
    (Conv(K=17, F=3, P=1), Volume(W=6, H=7, D=18)),
]


def results(layer: Conv, volume: Volume) -> list[np.ndarray]:
    rng = np.random.default_rng(0)
    params = {name: rng.standard_normal(array.shape) for name, array in layer.init(volume, rng).items()}
    y, cache = layer.forward(params, rng.standard_normal((3, *volume.shape)))
    dx, grads = layer.backward(cache, y)
    return [y, dx, *grads.values()]


@pytest.mark.parametrize(
    "changes",
    [{"SHALLOW": 0}, {"BLOCK_BYTES": 1, "BLOCK_PATCHES": 1}, {"BLOCK_BYTES": 1, "BLOCK_PATCHES": 60}],
    ids=["no sharing", "single rows", "small blocks"],
)
@pytest.mark.parametrize(("layer", "volume"), CASES, ids=str)
def test_shortcuts(layer: Conv, volume: Volume, changes: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    usual = results(layer, volume)
    for name, value in changes.items():
        monkeypatch.setattr(correlate, name, value)
    for one, other in zip(usual, results(layer, volume)):
        np.testing.assert_allclose(one, other, rtol=1e-10, atol=1e-10)


def test_how_many_outputs_share_a_window() -> None:
    def sharing(x_shape: tuple[int, ...], w_shape: tuple[int, ...], S: int = 1, added: bool = False) -> int:
        return correlate._sharing(x_shape, w_shape, (S, S), (1, 1), added)

    assert sharing((1, 7, 9, 2), (3, 3, 3, 2)) == 1  # 7 outputs cannot be shared by 2
    assert sharing((1, 28, 28, 1), (6, 5, 5, 1)) == 4
    assert sharing((1, 28, 28, 1), (16, 5, 5, 1)) == 4
    assert sharing((1, 28, 28, 3), (16, 5, 5, 3)) == 2
    assert sharing((1, 28, 28, 3), (16, 5, 5, 3), added=True) == 4
    assert sharing((1, 34, 34, 3), (8, 3, 3, 3)) == 2
    assert sharing((1, 34, 34, 3), (65, 3, 3, 3)) == 1  # enough filters as it is
    assert sharing((1, 34, 34, 9), (8, 3, 3, 9)) == 1  # deep enough
    assert sharing((1, 227, 227, 3), (96, 11, 11, 3), S=4) == 1


def peak(work: Callable[[], object]) -> int:
    work()
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_patches_of_the_batch_are_never_all_in_memory() -> None:
    """A batch of 32 images 32x32x32: all patches would be 38 MB; a block is 2 MB."""
    layer, volume = Conv(K=32, F=3, P=1), Volume(32, 32, 32)
    x = np.ones((32, *volume.shape), np.float32)
    params = layer.init(volume, np.random.default_rng(0))
    y, cache = layer.forward(params, x)
    padded = 32 * 34 * 34 * 32 * 4
    assert peak(lambda: layer.forward(params, x)) < padded + y.nbytes + 1.5 * correlate.BLOCK_BYTES
    assert peak(lambda: layer.backward(cache, y)) < padded + x.nbytes + 1.5 * correlate.BLOCK_BYTES
