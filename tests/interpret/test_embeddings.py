"""Codes, neighbours and maps, each beside scikit-learn's."""

from typing import Any

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness
from sklearn.neighbors import NearestNeighbors

from cnnlib import Net
from cnnlib.interpret import codes, finished, nearest_neighbours, pca, tsne

rng = np.random.default_rng(0)


def test_codes_are_the_activations_of_a_stage(trained: Net, digits: Any) -> None:
    x = digits[0][:100]
    steps = list(codes(trained, x))
    assert [(step.done, step.of) for step in steps] == [(64, 100), (100, 100)]
    np.testing.assert_allclose(steps[-1].result, trained.activations(x)[-2].reshape(100, -1), atol=1e-5)
    assert finished(codes(trained, x, stage=1)).shape == (100, 8 * 8 * 16)


@pytest.mark.parametrize("scale", [1.0, 1e6])
def test_neighbours_are_those_of_scikit_learn(scale: float) -> None:
    points, queries = rng.standard_normal((300, 7)) + scale, rng.standard_normal((130, 7)) + scale
    numbers, distances = finished(nearest_neighbours(points, queries, count=4))
    theirs = NearestNeighbors(n_neighbors=4, algorithm="kd_tree").fit(points).kneighbors(queries)
    np.testing.assert_array_equal(numbers, theirs[1])
    np.testing.assert_allclose(distances, theirs[0], rtol=1e-9)


def test_a_point_finds_itself_and_ties_go_to_the_lower_number() -> None:
    points = np.array([[0.0, 0], [1, 0], [1, 0], [3, 4]])
    numbers, distances = finished(nearest_neighbours(points, points, count=3))
    assert numbers.tolist() == [[0, 1, 2], [1, 2, 0], [1, 2, 0], [3, 1, 2]]
    assert distances[0].tolist() == [0, 1, 1] and distances[3, 0] == 0


def test_neighbours_of_digits_are_the_same_digit(trained: Net, digits: Any) -> None:
    points = finished(codes(trained, digits[0]))
    numbers, _ = finished(nearest_neighbours(points[100:], points[:100], count=1))
    assert (digits[1][100:][numbers[:, 0]] == digits[1][:100]).mean() > 0.9


@pytest.mark.parametrize("shape", [(50, 8), (6, 40)])
def test_pca_is_that_of_scikit_learn(shape: tuple[int, int]) -> None:
    points = rng.standard_normal(shape) * np.arange(1, shape[1] + 1)
    (step,) = pca(points, D=3)
    theirs = PCA(n_components=3, svd_solver="full")
    expected = theirs.fit_transform(points)
    np.testing.assert_allclose(step.result, expected, atol=1e-9)
    assert step.value == pytest.approx(theirs.explained_variance_ratio_.sum())


def test_tsne_keeps_neighbours_and_is_as_good_as_scikit_learn_alone(digits: Any) -> None:
    points, labels = digits[0][:300].reshape(300, -1), digits[1][:300]
    steps = list(tsne(points, laps=2, seed=0))
    assert [(step.done, step.of, step.result.shape) for step in steps] == [(1, 2, (300, 2)), (2, 2, (300, 2))]
    alone = TSNE(max_iter=600, learning_rate=50, random_state=0, init="pca").fit(points)
    assert steps[1].value == pytest.approx(alone.kl_divergence_, rel=0.1)
    assert trustworthiness(points, steps[1].result, n_neighbors=8) > 0.95
    numbers, _ = finished(nearest_neighbours(steps[1].result, steps[1].result, count=2))
    assert (labels[numbers[:, 1]] == labels).mean() > 0.9


def test_a_seed_repeats_a_map(digits: Any) -> None:
    points = digits[0][:60].reshape(60, -1)
    one, other = (finished(tsne(points, laps=1, perplexity=10, seed=1)) for _ in range(2))
    np.testing.assert_array_equal(one, other)


def test_what_is_no_table_is_refused() -> None:
    points = rng.standard_normal((9, 3))
    with pytest.raises(ValueError, match=r"points of shape \(9, 3, 1\) are no table \(N, size\): use points.reshape"):
        pca(points[..., None])
    points[4, 1] = np.nan
    with pytest.raises(ValueError, match="row 4 of points holds a value that is nan or infinite"):
        tsne(points)
    with pytest.raises(ValueError, match="row 4 of queries holds"):
        nearest_neighbours(points[:3], points)
    with pytest.raises(ValueError, match="points of 2 numbers and queries of 3 cannot be compared"):
        nearest_neighbours(points[:3, :2], points[:2])
    with pytest.raises(ValueError, match="count = 5 neighbours are more than the 3 points there are"):
        nearest_neighbours(points[:3], points[:2])
    with pytest.raises(ValueError, match=r"D = 4 directions are more than points of shape \(3, 3\) have: 3"):
        pca(points[:3], D=4)
    with pytest.raises(ValueError, match=r"perplexity = 30.0 is out of range for 3 points"):
        tsne(points[:3])
