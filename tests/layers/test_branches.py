"""RESIDUAL and PARALLEL: sums and concatenations of their layers, nested weights, and errors that name the place."""

import numpy as np
import pytest

from cnnlib import Conv, FitError, Net, Pool, ReLU, Volume
from cnnlib.gradcheck import check_net
from cnnlib.layers import FC, BatchNorm, Dropout, Parallel, Residual

VOLUME = Volume(W=6, H=6, D=4)
RNG = np.random.default_rng(0)
X = RNG.standard_normal((3, *VOLUME.shape))


def test_a_residual_of_zeros_passes_x_and_the_gradient_on() -> None:
    block = Residual([Conv(K=4, F=3, P=1)])
    params = {name: 0 * array for name, array in block.init(VOLUME, RNG).items()}
    y, cache = block.forward(params, X)
    np.testing.assert_array_equal(y, X)
    np.testing.assert_array_equal(block.backward(cache, X)[0], X)


def test_residual_is_the_sum_of_its_branches() -> None:
    main, side = Conv(K=5, F=3, S=2, P=1, crop=True), Conv(K=5, F=1, S=2, crop=True)
    block = Residual([main], [side])
    params = block.init(VOLUME, RNG)
    assert list(params) == ["0.0.w", "0.0.b", "1.0.w", "1.0.b"]
    parts = [
        layer.forward({"w": params[f"{n}.0.w"], "b": params[f"{n}.0.b"]}, X)[0] for n, layer in enumerate((main, side))
    ]
    np.testing.assert_allclose(block.forward(params, X)[0], parts[0] + parts[1])


def test_parallel_lays_its_branches_one_behind_another() -> None:
    block = Parallel([[Conv(K=2, F=1)], [Pool(F=3, S=1, P=1), Conv(K=3, F=1)], []])
    params = block.init(VOLUME, RNG)
    assert list(params) == ["0.0.w", "0.0.b", "1.1.w", "1.1.b"]
    y, _ = block.forward(params, X)
    assert y.shape == (3, 6, 6, 2 + 3 + 4)
    np.testing.assert_allclose(y[..., :2], Conv(K=2, F=1).forward({"w": params["0.0.w"], "b": params["0.0.b"]}, X)[0])
    np.testing.assert_array_equal(y[..., 5:], X)


def test_counts() -> None:
    """GoogLeNet's inception (3a), table 1 of the paper: 159K parameters, 128M operations."""
    module = Parallel(
        [
            [Conv(K=64, F=1), ReLU()],
            [Conv(K=96, F=1), ReLU(), Conv(K=128, F=3, P=1), ReLU()],
            [Conv(K=16, F=1), ReLU(), Conv(K=32, F=5, P=2), ReLU()],
            [Pool(F=3, S=1, P=1), Conv(K=32, F=1), ReLU()],
        ]
    )
    volume = Volume(W=28, H=28, D=192)
    assert str(module.output(volume)) == "[28x28x256]"
    assert module.parameters(volume) == 163_696
    assert module.multiply_adds(volume) == 28 * 28 * (module.parameters(volume) - 64 - 96 - 128 - 16 - 32 - 32)


def test_in_a_net() -> None:
    layers = [
        Residual([Conv(K=4, F=3, P=1), ReLU(), Conv(K=4, F=3, P=1)]),
        ReLU(),
        Parallel([[Conv(K=2, F=1)], [Residual([Conv(K=4, F=1)])]]),
        FC(K=3),
    ]
    net = Net(VOLUME, layers).init(seed=0, dtype=np.float64)
    assert net.vector.size == net.parameters
    assert check_net(net, X, np.array([0, 2, 1])) < 1e-6


def test_training_reaches_the_layers_within() -> None:
    block = Residual([Parallel([[Dropout(0.5)]])])
    dropped, _ = block.train_forward({}, X, np.random.default_rng(0))
    expected, _ = Dropout(0.5).train_forward({}, X, np.random.default_rng(0))
    np.testing.assert_array_equal(dropped, X + expected)
    np.testing.assert_array_equal(block.forward({}, X)[0], 2 * X)


def test_running_averages_within_are_moved() -> None:
    block = Residual([Parallel([[BatchNorm()]])])
    params = block.init(VOLUME, RNG)
    block.train_forward(params, X + 1, RNG)
    np.testing.assert_allclose(params["0.0.0.0.mean"], 0.1 * (X + 1).mean(axis=(0, 1, 2)), rtol=1e-5)


def test_errors_name_the_place() -> None:
    with pytest.raises(
        FitError, match=r"F\(x\) is \[6x6x8\] and shortcut\(x\) \[6x6x4\].* such as shortcut=\(Conv\(K=8"
    ):
        Residual([Conv(K=8, F=3, P=1)]).output(VOLUME)
    with pytest.raises(FitError, match=r"layers\[1\] = Conv\(K=4, F=9\) on \[6x6x4\]: \(W - F \+ 2P\)/S \+ 1"):
        Residual([ReLU(), Conv(K=4, F=9)]).output(VOLUME)
    with pytest.raises(FitError, match=r"shortcut\[0\] = Conv\(K=4, F=7\) on \[6x6x4\]"):
        Residual([ReLU()], [Conv(K=4, F=7)]).output(VOLUME)
    with pytest.raises(FitError, match=r"the branches end in \[4x4x2\], \[6x6x4\]: .* are to be equal"):
        Parallel([[Conv(K=2, F=3)], []]).output(VOLUME)
    with pytest.raises(FitError, match=r"branches\[1\]\[0\] = Pool\(F=4\) on \[5x5x4\]"):
        Parallel([[], [Pool(F=4)]]).output(Volume(5, 5, 4))
    with pytest.raises(
        FitError, match=r"layers\[1\] = Residual\(layers=\(Conv\(K=8\),\)\) on \[6x6x4\]: F\(x\) is \[4x4x8\]"
    ):
        Net(VOLUME, [ReLU(), Residual([Conv(K=8)])])


def test_what_is_no_layer_is_named() -> None:
    with pytest.raises(TypeError, match=r"layers\[0\] = <class .*ReLU'> is no layer"):
        Residual([ReLU])  # type: ignore[list-item]
    with pytest.raises(
        TypeError, match=r"shortcut = Conv\(K=2\) is no list of layers: write shortcut=\(Conv\(K=2\),\)"
    ):
        Residual([ReLU()], Conv(K=2))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"branches\[1\] = ReLU\(\) is no list of layers"):
        Parallel([[ReLU()], ReLU()])  # type: ignore[list-item]
    with pytest.raises(ValueError, match=r"branches = \[\] holds none: give a list of layers for each"):
        Parallel([])
