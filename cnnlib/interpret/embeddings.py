"""Images as points: what a late layer makes of them, which lie near one another, and maps of them in the plane."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import number, whole
from cnnlib.interpret.steps import Step, images, parts
from cnnlib.nets import Net
from cnnlib.trunk import forward, stage_number

LAP = 300  # iterations of t-SNE between two steps; scikit-learn takes 250 to warm up, and says nothing before
EXAGGERATION = 12.0  # in the first lap, as is usual
SPARE = 8  # candidates more than are asked for, among which rounding may have changed the order


def codes(net: Net, x: NDArray, stage: int = -2) -> Iterator[Step[NDArray]]:
    """What the net makes of each image of x (N, H, W, D) at a stage, flat: (N, size). A step for each 64 images.

    >>> from cnnlib import ReLU, Volume
    >>> net = Net(Volume(W=2, H=1, D=1), [ReLU(), ReLU()]).init()
    >>> [step.result.tolist() for step in codes(net, np.array([-1.0, 3]).reshape(1, 1, 2, 1), stage=1)]
    [[[0.0, 3.0]]]
    """
    x, stage = images(net, x), stage_number(net, stage)
    return _codes(net, x, stage)


def _codes(net: Net, x: NDArray, stage: int) -> Iterator[Step[NDArray]]:
    found = np.zeros((len(x), net.volumes[stage].size), x.dtype)
    for part in parts(x):
        found[part] = forward(net, x[part], stage)[0].reshape(-1, found.shape[1])
        yield Step(min(part.stop, len(x)), len(x), found)


def nearest_neighbours(points: NDArray, queries: NDArray, count: int = 5) -> Iterator[Step[tuple[NDArray, NDArray]]]:
    """For each query (Q, size) the nearest of the points (N, size): their numbers and distances, both (Q, count).

    Euclidean distance, the nearest first; among equals the lower number. A query that is one of the points finds
    itself first. A step for each 64 queries.

    >>> points = np.array([[0.0, 0], [3, 4], [0, 1]])
    >>> [step.result for step in nearest_neighbours(points, points[:1], count=3)]     # 3-4-5: a right angle
    [(array([[0, 2, 1]]), array([[0., 1., 5.]]))]
    """
    points, queries = table(points, "points"), table(queries, "queries")
    if points.shape[1] != queries.shape[1]:
        raise ValueError(f"points of {points.shape[1]} numbers and queries of {queries.shape[1]} cannot be compared")
    if whole(count, "count") > len(points):
        raise ValueError(f"count = {count} neighbours are more than the {len(points)} points there are")
    return _nearest(points, queries, count)


def _nearest(points: NDArray, queries: NDArray, count: int) -> Iterator[Step[tuple[NDArray, NDArray]]]:
    numbers = np.zeros((len(queries), count), int)
    distances = np.full(numbers.shape, np.nan)
    squares = np.square(points).sum(axis=1)
    for part in parts(queries):
        some = queries[part]  # |p - q|^2 = |p|^2 - 2pq + |q|^2, of which the last term changes no order
        near = np.argsort(squares - 2 * (some @ points.T), axis=1, kind="stable")[:, : count + SPARE]
        exact = np.linalg.norm(points[near] - some[:, None], axis=2)
        order = np.lexsort((near, exact), axis=1)[:, :count]
        numbers[part] = np.take_along_axis(near, order, axis=1)
        distances[part] = np.take_along_axis(exact, order, axis=1)
        yield Step(min(part.stop, len(queries)), len(queries), (numbers, distances))


def pca(points: NDArray, D: int = 2) -> Iterator[Step[NDArray]]:
    """The points (N, size) in the D directions along which they vary most: (N, D). One step.

    Its `value` is the share of the variance that is kept. Each direction points to where its largest entry is
    positive.

    >>> line = np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]])
    >>> (step,) = pca(line, D=1)
    >>> step.result.round(3).tolist(), round(step.value, 3)
    ([[-1.414], [0.0], [1.414]], 1.0)
    """
    points = table(points, "points")
    if whole(D, "D") > min(points.shape):
        raise ValueError(f"D = {D} directions are more than points of shape {points.shape} have: {min(points.shape)}")
    return _pca(points, D)


def _pca(points: NDArray, D: int) -> Iterator[Step[NDArray]]:
    centred = points - points.mean(axis=0)
    _, sizes, directions = np.linalg.svd(centred, full_matrices=False)
    largest = np.abs(directions[:D]).argmax(axis=1)
    signs = np.sign(directions[np.arange(D), largest])
    kept = float((sizes[:D] ** 2).sum() / max((sizes**2).sum(), np.finfo(float).tiny))
    yield Step(1, 1, centred @ (directions[:D] * signs[:, None]).T, kept)


def tsne(points: NDArray, *, perplexity: float = 30.0, laps: int = 4, seed: int = 0) -> Iterator[Step[NDArray]]:
    """A map (N, 2) of the points (N, size) in which neighbours stay neighbours, by scikit-learn's t-SNE.

    Distances between groups mean little. `perplexity` is about how many neighbours each point minds. A step for
    each lap of 300 iterations, with the map so far; its `value` is the divergence that is being made small.

    Source: van der Maaten and Hinton, "Visualizing Data using t-SNE", 2008.
    """
    points = table(points, "points")
    said = f"is out of range for {len(points)} points: it lies between 0 and their number, such as 30 for some hundreds"
    perplexity = number(perplexity, "perplexity", said, lambda perplexity: 0 < perplexity < len(points))
    return _tsne(points, perplexity, whole(laps, "laps"), whole(seed, "seed", least=0))


def _tsne(points: NDArray, perplexity: float, laps: int, seed: int) -> Iterator[Step[NDArray]]:
    from sklearn.manifold import TSNE

    found = None
    for lap in range(1, laps + 1):
        one = TSNE(
            init="pca" if found is None else found,
            perplexity=perplexity,
            early_exaggeration=EXAGGERATION if lap == 1 else 1.0,
            learning_rate=max(len(points) / EXAGGERATION / 4, 50),
            max_iter=LAP,
            random_state=seed,
        )
        found = one.fit_transform(points)
        yield Step(lap, laps, found, float(one.kl_divergence_))


def table(points: NDArray, name: str) -> NDArray:
    """The points as float64, a row for each; a sentence where they are no table of finite numbers."""
    points = np.asarray(points)
    if points.ndim != 2 or 0 in points.shape:
        raise ValueError(f"{name} of shape {points.shape} are no table (N, size): use {name}.reshape(len({name}), -1)")
    if points.dtype.kind not in "biuf":
        raise TypeError(f"{name} of type {points.dtype} hold no real numbers: use {name}.astype(float)")
    if not np.isfinite(points).all():
        row = int(np.argmin(np.isfinite(points).all(axis=1)))
        raise ValueError(f"row {row} of {name} holds a value that is nan or infinite: leave it out")
    return points.astype(np.float64)
