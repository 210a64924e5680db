"""The figures that the course promises, up to CONV: each test is named after its row of the syllabus."""

import numpy as np
import pytest
from scipy.signal import convolve

from cnnlib import FC, Conv, FitError, Net, ReLU, Volume, output_size, pretrained
from cnnlib.gradcheck import check_layer
from cnnlib.interpret.filters import colour_share, direction
from cnnlib.layers import LocallyConnected
from cnnlib.padding import MODES, pad
from cnnlib.patterns import parse
from cnnlib.receptive import fields
from cnnlib.shapes import exact_size, extent, same_padding
from cnnlib.windows import windows

ALEXNET_1 = Conv(K=96, F=11, S=4)
IMAGE = Volume(W=227, H=227, D=3)


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


# A. Why convolutional networks


def test_a1_a_layer_maps_a_volume_to_a_volume() -> None:
    with_weights, without = Conv(K=4, F=3), ReLU()
    assert with_weights.output(Volume(8, 7, 3)) == Volume(6, 5, 4) and with_weights.parameters(Volume(8, 7, 3)) == 112
    assert without.output(Volume(8, 7, 3)) == Volume(8, 7, 3) and without.parameters(Volume(8, 7, 3)) == 0


@pytest.mark.parametrize(("size", "weights"), [(32, 3_072), (200, 120_000)])
def test_a2_full_connectivity_does_not_scale(size: int, weights: int) -> None:
    assert FC(K=1).parameters(Volume(size, size, 3)) == weights + 1  # and a bias


def test_a3_the_smallest_classifier() -> None:
    net = parse("INPUT(32x32x3) -> CONV(12) -> RELU -> POOL -> FC(10)")
    assert " -> ".join(map(str, net.volumes)) == "[32x32x3] -> [32x32x12] -> [32x32x12] -> [16x16x12] -> [1x1x10]"


# B. The convolutional layer


@pytest.mark.parametrize(("F", "D", "weights"), [(5, 3, 75), (3, 20, 180)])
def test_b1_local_in_space_full_in_depth(F: int, D: int, weights: int) -> None:
    assert Conv(K=1, F=F).parameters(Volume(32, 32, D)) == weights + 1


def test_b2_depth_column_and_slice() -> None:
    y, _ = Conv(K=6, F=3).forward(Conv(K=6, F=3).init(Volume(8, 8, 2), rng()), rng().random((1, 8, 8, 2)))
    X = y[0]
    assert X[1, 2, :].shape == (6,) and X[:, :, 4].shape == (6, 6)


@pytest.mark.parametrize(
    ("W", "F", "S", "P", "size"),
    [(7, 3, 1, 0, 5), (7, 3, 2, 0, 3), (5, 3, 1, 1, 5), (5, 3, 2, 1, 3), (227, 11, 4, 0, 55)],
)
def test_b3_output_size(W: int, F: int, S: int, P: int, size: int) -> None:
    assert output_size(W, F, S, P) == size


@pytest.mark.parametrize(
    ("W", "F", "S", "P", "said"),
    [
        (7, 3, 3, 0, r"\(7 - 3 \+ 0\)/3 \+ 1 = 2.333 is no whole number"),
        (10, 3, 2, 0, r"\(10 - 3 \+ 0\)/2 \+ 1 = 4.5 is no whole number"),
        (5, 3, 3, 1, r"\(5 - 3 \+ 2\)/3 \+ 1 = 2.333 is no whole number"),
    ],
)
def test_b3_what_does_not_fit_says_why(W: int, F: int, S: int, P: int, said: str) -> None:
    with pytest.raises(FitError, match=said):
        output_size(W, F, S, P)


def test_b3_one_dimension() -> None:
    x, w = np.array([0.0, 1, 2, -1, 1, -3, 0]), {"w": np.array([1.0, 0, -1]).reshape(1, 1, 3, 1), "b": np.zeros(1)}
    y, _ = Conv(K=1, F=(1, 3)).forward(w, x.reshape(1, 1, 7, 1))  # the padded input of the notes
    assert y.ravel().tolist() == [-2, 2, 1, 2, 1]
    y, _ = Conv(K=1, F=(1, 3), S=(1, 2)).forward(w, x.reshape(1, 1, 7, 1))
    assert y.ravel().tolist() == [-2, 1, 1]


def test_b4_padding_that_keeps_the_size() -> None:
    assert Conv(K=1, F=3, P=1).output(Volume(7, 7, 1)) == Volume(7, 7, 1)
    assert [same_padding(F) for F in (1, 3, 5, 7)] == [0, 1, 2, 3]


def test_b5_other_paddings() -> None:
    row = np.array([1.0, 2, 3]).reshape(1, 1, 3, 1)
    borders = {mode: pad(row, (0, 1), mode).ravel().tolist() for mode in MODES}
    assert borders == {"zero": [0, 1, 2, 3, 0], "mirror": [2, 1, 2, 3, 2], "extend": [1, 1, 2, 3, 3]}
    assert Net(Volume(32, 32, 1), [Conv(K=1, F=5)] * 7).volumes[-1].W == 4  # washed away without padding


def test_b6_not_square() -> None:
    assert Conv(K=2, F=(3, 5), S=(2, 1)).output(Volume(W=12, H=9, D=1)) == Volume(W=8, H=4, D=2)


def test_b7_alexnet_s_first_layer() -> None:
    after = ALEXNET_1.output(IMAGE)
    assert str(after) == "[55x55x96]" and after.size == 290_400
    assert FC(K=1).parameters(Volume(11, 11, 3)) == 363 + 1
    assert LocallyConnected(K=96, F=11, S=4).parameters(IMAGE) == 290_400 * 364 == 105_705_600
    assert ALEXNET_1.parameters(IMAGE) == 34_848 + 96 == 34_944


def test_b8_gradients_of_a_shared_filter_are_summed_over_the_slice() -> None:
    x, dy = rng().standard_normal((1, 5, 5, 2)), rng().standard_normal((1, 3, 3, 1))
    together, apart = (
        layer.backward(layer.forward(layer.init(Volume(5, 5, 2), rng()), x)[1], dy)[1]["w"]
        for layer in (Conv(K=1, F=3), LocallyConnected(K=1, F=3))
    )
    assert apart.shape == (3, 3, 1, 3, 3, 2)
    np.testing.assert_allclose(apart.sum(axis=(0, 1)), together)


def test_b9_the_convolution_demo() -> None:
    layer, volume = Conv(K=2, F=3, S=2, P=1), Volume(5, 5, 3)
    assert str(layer.output(volume)) == "[3x3x2]"
    x, w = rng().integers(0, 3, (1, 5, 5, 3)).astype(float), rng().integers(-1, 2, (2, 3, 3, 3)).astype(float)
    y, _ = layer.forward({"w": w, "b": np.array([1.0, 0])}, x)
    assert y[0, 1, 1, 0] == (x[0, 1:4, 1:4] * w[0]).sum() + 1


def test_b10_convolution_flips_the_filter() -> None:
    x, w = rng().standard_normal((7, 7, 1)), rng().standard_normal((3, 3, 1))
    y, _ = Conv(K=1, F=3).forward({"w": w[None, ::-1, ::-1], "b": np.zeros(1)}, x[None])
    np.testing.assert_allclose(y[0], convolve(x, w, mode="valid"))


def test_b11_the_numpy_example() -> None:
    X, W0, W1, b0, b1 = (rng().standard_normal(shape) for shape in ((11, 11, 4), (5, 5, 4), (5, 5, 4), (), ()))
    V = Conv(K=2, F=5, S=2).forward({"w": np.stack([W0, W1 + 1]), "b": np.array([b0, b1])}, X[None])[0][0]
    assert V.shape == (4, 4, 2)
    assert V[2, 3, 1] == pytest.approx(np.sum(X[4:9, 6:11, :] * (W1 + 1)) + b1)
    assert V[3, 0, 0] == pytest.approx(np.sum(X[6:11, :5, :] * W0) + b0)


def test_b12_one_matrix_product() -> None:
    x = rng().random((1, 227, 227, 3), np.float32)
    w = ALEXNET_1.init(IMAGE, rng())["w"]
    X_col = windows(x, F=11, S=4).reshape(55 * 55, -1).T
    W_row = w.reshape(96, -1)
    assert (X_col.shape, W_row.shape, (W_row @ X_col).shape) == ((363, 3025), (96, 363), (96, 3025))
    y, _ = ALEXNET_1.forward({"w": w, "b": np.zeros(96, np.float32)}, x)
    np.testing.assert_allclose((W_row @ X_col).reshape(96, 55, 55).transpose(1, 2, 0), y[0], atol=1e-4)
    assert X_col.size / x.size == pytest.approx(7.1, abs=0.01)  # the price in memory


def test_b13_backward_is_a_convolution_with_flipped_filters() -> None:
    layer, x = Conv(K=1, F=3), rng().standard_normal((1, 6, 6, 1))
    w, dy = rng().standard_normal((1, 3, 3, 1)), rng().standard_normal((1, 4, 4, 1))
    dx, _ = layer.backward(layer.forward({"w": w, "b": np.zeros(1)}, x)[1], dy)
    np.testing.assert_allclose(dx[0], convolve(dy[0], w[0], mode="full"))
    assert max(check_layer(Conv(K=3, F=3, S=2, P=1), Volume(7, 7, 2)).values()) < 1e-7


def test_b14_one_by_one_is_a_dot_product_through_the_depth() -> None:
    x, w = rng().standard_normal((1, 4, 5, 8)), rng().standard_normal((3, 1, 1, 8))
    y, _ = Conv(K=3, F=1).forward({"w": w, "b": np.zeros(3)}, x)
    np.testing.assert_allclose(y, x @ w.reshape(3, 8).T)


def test_b15_dilation() -> None:
    assert [extent(3, dilation) for dilation in (1, 2, 4)] == [3, 5, 9]
    assert exact_size(W=7, F=3, dilation=2) == 3
    plain, dilated = ([Conv(K=1, F=3, dilation=d) for d in steps] for steps in ((1, 1, 1), (1, 2, 4)))
    assert [fields(Net(Volume(32, 32, 1), layers))[-1][0].size for layers in (plain, dilated)] == [7, 15]


def test_b16_the_specification_card() -> None:
    layer, volume = Conv(K=10, F=5, S=1, P=2), Volume(32, 32, 3)
    assert str(layer.output(volume)) == "[32x32x10]" and layer.parameters(volume) == 760


def test_b17_a_stack_without_relu_collapses_to_one_layer() -> None:
    x, first, second = rng().standard_normal((9, 9)), rng().standard_normal((3, 3)), rng().standard_normal((3, 3))
    net = Net(Volume(9, 9, 1), [Conv(K=1, F=3), Conv(K=1, F=3)]).init(dtype=np.float64)
    net.weights[0]["w"][...], net.weights[1]["w"][...] = first[..., None], second[..., None]
    single = Conv(K=1, F=5).forward(
        {"w": convolve(first, second)[None, ..., None], "b": np.zeros(1)}, x[None, ..., None]
    )
    np.testing.assert_allclose(net.forward(x[None, ..., None]), single[0], atol=1e-12)


def test_b20_a_window_is_w_x_plus_b() -> None:
    x, w, b = rng().standard_normal((1, 3, 3, 2)), rng().standard_normal((1, 3, 3, 2)), np.array([0.5])
    y, _ = Conv(K=1, F=3).forward({"w": w, "b": b}, x)
    assert y.item() == pytest.approx(w.ravel() @ x.ravel() + 0.5)


def test_b18_learnt_filters_are_oriented_edges_and_opposing_colours() -> None:
    """Many have a clear direction and no colour, some set colours against each other; of untrained ones none."""
    net = pretrained.first_filters()
    untrained = Net(net.volumes[0], net.layers).init(seed=0)
    edges, colours, directions = {}, {}, set()
    for one in (net, untrained):
        filters = one.weights[1]["w"].astype(float)
        grey = [w for w in filters if colour_share(w) < 0.1 and direction(w)[1] > 0.5]
        edges[one], colours[one] = len(grey), sum(colour_share(w) > 0.8 for w in filters)
        directions |= {round(direction(w)[0] / 45) % 4 for w in grey}
    assert edges[net] >= 8 and colours[net] >= 3 and directions == {0, 1, 2, 3}
    assert edges[untrained] == colours[untrained] == 0
