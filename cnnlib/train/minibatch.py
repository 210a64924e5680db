"""What a minibatch comes to: its scores, its loss, and the gradient; in one thread, or in several.

With several, the images are shared out among them (*data parallelism*). Python runs one thread at a time, but NumPy
lets the others go on while it computes, and of that there is much between two lines of a training.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.losses import Loss
from cnnlib.nets import Net, flat
from cnnlib.pieces import Pieces, finished

QUIET: dict[str, Any] = {"over": "ignore", "invalid": "ignore"}
"""For `np.errstate`: weights that run away are reported in words."""
LEAST = 2  # images in a thread: batch normalisation needs two


@dataclass(frozen=True, eq=False)
class Found:
    """Scores (N, 1, 1, K), the mean loss of N images, and its gradient by all weights as one vector."""

    scores: NDArray
    loss: float
    gradient: NDArray


def in_pieces(net: Net, x: NDArray, y: NDArray, loss: Loss, rng: np.random.Generator) -> Pieces[Found]:
    """A minibatch in this thread, with a pause after each layer."""
    scores, caches = yield from net.run_in_pieces(x, training=True, rng=rng)
    lost, dscores = loss(scores, y)
    return Found(scores, lost, flat((yield from net.gradients_in_pieces(caches, dscores))))


def in_threads(net: Net, x: NDArray, y: NDArray, loss: Loss, rng: np.random.Generator, threads: int) -> Found:
    """A minibatch in several threads, each with its part of the images and its copy of the net.

    Loss and gradient are means over images, so that those of the whole are the means of the parts', by their sizes:
    up to rounding the numbers are those of one thread. Only batch normalisation notices: it goes by the mean and
    variance of each part, and its running averages move by the mean of the parts' moves. The numbers depend on how
    many parts there are, not on how many processors.

    Source: Goyal et al. 2017, "Accurate, Large Minibatch SGD", section 2.3.

    >>> from cnnlib import FC, Volume
    >>> from cnnlib.losses import softmax_loss
    >>> net = Net(Volume(W=1, H=1, D=1), [FC(K=2)]).adopt([{"w": np.zeros((2, 1)), "b": np.zeros(2)}])
    >>> x, y = np.array([1.0, 3, 5, 7]).reshape(4, 1, 1, 1), np.array([0, 0, 1, 1])
    >>> in_threads(net, x, y, softmax_loss, np.random.default_rng(0), threads=2).gradient    # (5 + 7 - 1 - 3)/2 / 4
    array([ 1., -1.,  0.,  0.])
    """
    parts = np.array_split(np.arange(len(x)), max(1, min(threads, len(x) // LEAST)))
    copies = [Net(net.volumes[0], net.layers).adopt(net.weights) for _ in parts]
    seeds = rng.integers(2**63, size=len(parts))
    with ThreadPoolExecutor(len(parts)) as pool:
        work = [pool.submit(_found, copy, x[n], y[n], loss, seed) for copy, n, seed in zip(copies, parts, seeds)]
        found = [one.result() for one in work]
    sizes = [len(n) / len(x) for n in parts]
    net.vector[...] += _mean((copy.vector - net.vector for copy in copies), sizes)  # 0 but for running averages
    scores = np.concatenate([one.scores for one in found])
    loss_of_all = sum(size * one.loss for size, one in zip(sizes, found))
    return Found(scores, loss_of_all, _mean((one.gradient for one in found), sizes))


def _found(net: Net, x: NDArray, y: NDArray, loss: Loss, seed: int) -> Found:
    with np.errstate(**QUIET):  # each thread has its own
        return finished(in_pieces(net, x, y, loss, np.random.default_rng(seed)))


def _mean(vectors: Iterable[NDArray], sizes: list[float]) -> NDArray:
    """Their mean, each weighted by its size."""
    first, *others = (vector * vector.dtype.type(size) for vector, size in zip(vectors, sizes))
    return sum(others, start=first)
