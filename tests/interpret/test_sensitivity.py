"""Activations, saliency by finite differences, occlusion by loops, and images that units like."""

from itertools import product
from typing import Any

import numpy as np
import pytest

from cnnlib import FC, Conv, Net, Pool, ReLU, Volume
from cnnlib.interpret import activations, finished, maximise, occlusion, saliency
from cnnlib.layers import BatchNorm, Dropout, GlobalPool, Parallel, Residual, Softmax
from cnnlib.losses import softmax

rng = np.random.default_rng(0)


def small_net() -> Net:
    """In float64, for differences."""
    layers = [Conv(K=3, F=3, P=1), ReLU(), BatchNorm(), Dropout(), Pool(kind="average"), FC(K=4)]
    return Net(Volume(6, 4, 2), layers).init(seed=1, dtype=np.float64)


def slopes(net: Net, x: np.ndarray, stage: int, unit: int, step: float = 1e-6) -> np.ndarray:
    """The gradient of a slice's sum at one image, one number at a time."""
    found = np.zeros_like(x)
    for place in product(*map(range, x.shape)):
        moved = [x.copy(), x.copy()]
        moved[0][place] += step
        moved[1][place] -= step
        up, down = (net.activations(one[None])[stage][..., unit].sum() for one in moved)
        found[place] = (up - down) / (2 * step)
    return found


def test_activations_come_layer_by_layer() -> None:
    net, x = small_net(), rng.standard_normal((3, 4, 6, 2))
    steps = list(activations(net, x))
    assert [(step.done, step.of, len(step.result)) for step in steps] == [(n, 6, n + 1) for n in range(1, 7)]
    for found, expected in zip(steps[-1].result, net.activations(x)):
        np.testing.assert_array_equal(found, expected)


def test_branches_have_slopes_too() -> None:
    ways = Parallel(((Conv(K=2, F=1), ReLU()), (Conv(K=3, F=3, P=1),)))
    layers = [Residual((Conv(K=2, F=3, P=1), BatchNorm())), ways, GlobalPool(), FC(K=3)]
    net, x = Net(Volume(5, 4, 2), layers).init(seed=3, dtype=np.float64), rng.standard_normal((1, 4, 5, 2))
    for stage, unit in ((1, 0), (2, 4), (-1, 2)):
        found = finished(saliency(net, x, unit, stage, signed=True))
        np.testing.assert_allclose(found[0], slopes(net, x[0], stage, unit), atol=1e-7)


@pytest.mark.parametrize(("stage", "unit"), [(-1, 2), (6, 0), (2, 1), (0, 1)])
def test_saliency_is_the_slope(stage: int, unit: int) -> None:
    net, x = small_net(), rng.standard_normal((2, 4, 6, 2))
    found = finished(saliency(net, x, unit, stage, signed=True))
    expected = np.stack([slopes(net, image, stage, unit) for image in x])
    np.testing.assert_allclose(found, expected, atol=1e-7)
    largest = finished(saliency(net, x, unit, stage))
    assert largest.shape == (2, 4, 6)
    np.testing.assert_allclose(largest, np.abs(expected).max(axis=3), atol=1e-7)


def test_saliency_of_the_class_the_net_chooses(trained: Net, digits: Any) -> None:
    x = digits[0][:150]
    steps = list(saliency(trained, x))
    assert [(step.done, step.of) for step in steps] == [(64, 150), (128, 150), (150, 150)]
    chosen = trained.predict(x)
    for image in (0, 70, 149):
        alone = finished(saliency(trained, x[image : image + 1], int(chosen[image])))
        np.testing.assert_allclose(steps[-1].result[image], alone[0], rtol=1e-5, atol=1e-6)


def occlusion_by_loops(net: Net, image: np.ndarray, label: int, F: tuple, S: int, fill: float) -> np.ndarray:
    H, W, _ = image.shape
    found = np.zeros(((H - F[0]) // S + 1, (W - F[1]) // S + 1))
    for i, j in product(*map(range, found.shape)):
        covered = image.copy()
        covered[i * S : i * S + F[0], j * S : j * S + F[1], :] = fill
        found[i, j] = softmax(net.forward(covered[None])[0, 0, 0])[label]
    return found


@pytest.mark.parametrize(("F", "S", "fill"), [((3, 3), 1, 0.0), ((3, 2), 2, 0.5), ((8, 8), 1, 0.0)])
def test_occlusion_is_what_loops_give(F: tuple, S: int, fill: float, trained: Net, digits: Any) -> None:
    image, before = digits[0][3], digits[0][3].copy()
    steps = list(occlusion(trained, image, 3, F=F, S=S, fill=fill))
    np.testing.assert_allclose(steps[-1].result, occlusion_by_loops(trained, image, 3, F, S, fill), atol=1e-6)
    np.testing.assert_array_equal(image, before)
    rows = len(steps[-1].result)
    assert [np.isnan(step.result).all(axis=1).sum() for step in steps] == list(range(rows - 1, -1, -1))


def test_occlusion_of_scores_and_of_nets_that_end_in_probabilities(trained: Net, digits: Any) -> None:
    image = digits[0][0]
    label = int(trained.predict(image[None])[0])
    ends = Net(trained.volumes[0], [*trained.layers, Softmax()]).adopt([*trained.weights, {}])
    chosen = finished(occlusion(trained, image, F=3))
    np.testing.assert_allclose(chosen, finished(occlusion(ends, image, label, F=3)), atol=1e-6)
    scores = finished(occlusion(trained, image, label, F=8, scores=True))
    blank = trained.forward(np.zeros((1, 8, 8, 1)))[0, 0, 0, label]
    np.testing.assert_allclose(scores, [[blank]], rtol=1e-5)


def test_maximise_climbs(trained: Net) -> None:
    for unit in range(10):
        steps = list(maximise(trained, unit, steps=40, rate=0.05, limits=(0, 1)))
        image = steps[-1].result
        assert image.shape == (8, 8, 1) and image.min() >= 0 and image.max() <= 1
        assert steps[-1].value == pytest.approx(float(trained.forward(image[None])[0, 0, 0, unit]), rel=1e-4)
        assert steps[-1].value > steps[0].value + 3  # type: ignore[operator]
        assert trained.predict(image[None])[0] == unit
    assert (steps[0].result != steps[1].result).any()


def test_maximise_finds_the_filter_of_a_linear_unit() -> None:
    """The gradient of a dot product is its weights: the image is the filter itself, scaled."""
    net = Net(Volume(5, 5, 2), [Conv(K=3, F=3, P=1)]).init(seed=2, dtype=np.float64)
    image = finished(maximise(net, unit=1, stage=1, steps=3, rate=0.5, start=np.zeros((5, 5, 2))))
    w = net.weights[0]["w"][1]
    np.testing.assert_allclose(image[1:4, 1:4] / np.linalg.norm(image), w / np.linalg.norm(w), atol=1e-12)
    assert np.sqrt((image**2).mean()) == pytest.approx(1.5)
    calm = finished(maximise(net, unit=1, stage=1, steps=300, rate=0.01, penalty=1.0, start=np.zeros((5, 5, 2))))
    np.testing.assert_allclose(calm[1:4, 1:4], w, atol=0.03)  # where w - penalty * x is 0


def test_a_unit_that_is_off_says_what_to_do() -> None:
    net = Net(Volume(3, 3, 1), [Conv(K=1, F=3), ReLU()]).init()
    net.weights[0]["b"][...] = -100
    with pytest.raises(ValueError, match="the unit does not answer to the image of step 0: its gradient is 0 at every"):
        finished(maximise(net, unit=0))


def test_each_can_be_stopped(trained: Net, digits: Any) -> None:
    for steps in (
        activations(trained, digits[0][:2]),
        saliency(trained, digits[0]),
        occlusion(trained, digits[0][0], F=3),
        maximise(trained, 0),
    ):
        step = next(steps)
        assert 0 < step.done < step.of
        steps.close()  # type: ignore[attr-defined]
        with pytest.raises(ValueError, match="there is no step left: this generator was pulled to its end before"):
            finished(steps)


def test_questions_that_cannot_be_answered(trained: Net, digits: Any) -> None:
    x = digits[0]
    with pytest.raises(ValueError, match=r"images of shape \(8, 8, 1\) do not fit .* single image x is the b"):
        activations(trained, x[0])
    with pytest.raises(ValueError, match=r"images of shape \(0, 8, 8, 1\)"):
        saliency(trained, x[:0])
    with pytest.raises(IndexError, match=r"unit = 10 lies outside \[1x1x10\], whose slices are 0 to 9"):
        saliency(trained, x, unit=10)
    with pytest.raises(IndexError, match="stage = 9 is none of this net's: 0 is the input, 8 what"):
        saliency(trained, x, unit=0, stage=9)
    with pytest.raises(IndexError, match=r"unit = -1 lies outside"):
        maximise(trained, unit=-1)
    with pytest.raises(ValueError, match="steps = 0 is too small"):
        maximise(trained, unit=0, steps=0)
    with pytest.raises(ValueError, match=r"the net ends in \[8x8x16\], not in class scores"):
        occlusion(Net(Volume(8, 8, 1), trained.layers[:2]).init(), x[0], F=3)
    with pytest.raises(ValueError, match="the filter spans 9, the padded input has 8"):
        occlusion(trained, x[0], F=9)
    with pytest.raises(RuntimeError, match="no weights yet"):
        activations(Net(Volume(8, 8, 1), trained.layers), x)
