"""First filters from patches: components as a decomposition finds them, their negatives, and what does not fit."""

import numpy as np
import pytest

from cnnlib import FC, Conv, Net, ReLU, Volume, zoo
from cnnlib.layers import Layer
from cnnlib.principal import principal_filters, start_from_patches
from cnnlib.windows import windows

IMAGES = np.random.default_rng(0).random((30, 9, 9, 3)).cumsum(axis=2)  # neighbours are alike, as in photographs


def test_answers_to_patches_are_uncorrelated_and_fall_in_size() -> None:
    filters = principal_filters(IMAGES, K=20).reshape(20, -1)
    patches = windows(IMAGES, F=3, S=3).reshape(-1, 27)
    answers = np.cov(patches @ filters[:10].T, rowvar=False)
    spread = np.diag(answers)
    np.testing.assert_allclose(answers, np.diag(spread), atol=1e-9 * spread[0])
    assert (np.diff(spread) <= 0).all()
    singular = np.linalg.svd(patches - patches.mean(axis=0), compute_uv=False)
    np.testing.assert_allclose(spread, 2 * singular[:10] ** 2 / (len(patches) - 1), rtol=1e-6)


def test_filters_come_with_their_negatives_and_have_the_length_of_random_ones() -> None:
    filters = principal_filters(IMAGES, K=8, F=2)
    assert filters.shape == (8, 2, 2, 3)
    np.testing.assert_array_equal(filters[4:], -filters[:4])
    np.testing.assert_allclose((filters**2).sum(axis=(1, 2, 3)), 2)


def test_a_net_starts_from_them_and_keeps_its_other_weights() -> None:
    net, random = zoo.cifar_net().init(0), zoo.cifar_net().init(0)
    images = np.random.default_rng(0).random((50, 32, 32, 3), np.float32)
    start_from_patches(net, images)
    np.testing.assert_allclose(net.weights[1]["w"], principal_filters(images, K=24), rtol=1e-6)
    changed = net.vector != random.vector
    assert changed.sum() <= 24 * 27 and changed[: 12 + 24 * 27].sum() == changed.sum()


@pytest.mark.parametrize("K", [7, 56])
def test_what_are_no_pairs_of_components_is_refused(K: int) -> None:
    with pytest.raises(ValueError, match=f"K = {K} filters .* even K of up to 54"):
        principal_filters(IMAGES, K)


@pytest.mark.parametrize("layers", [[FC(K=4)], [ReLU()], [Conv(K=4, F=(1, 3))]])
def test_a_net_without_square_filters_in_front_is_refused(layers: list[Layer]) -> None:
    net = Net(Volume(9, 9, 3), layers).init()
    with pytest.raises(ValueError, match="the first weights of this net have the shape"):
        start_from_patches(net, IMAGES)
