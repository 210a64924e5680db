"""Nets: an input volume and a list of layers, and the weights once they are made."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from cnnlib.batches import check_batch, check_ends_in_scores, check_gradient
from cnnlib.checks import generator, random_by, truth
from cnnlib.layers import Layer, Params
from cnnlib.layers.chain import Chain, backward_in_pieces, forward_in_pieces, layers_of
from cnnlib.layers.layer import floating
from cnnlib.losses import NotFiniteError, check_labels, softmax_loss
from cnnlib.pieces import Pieces, finished
from cnnlib.shapes import Volume, as_volume

Weights = list[Mapping[str, NDArray]]
WEIGHTS = (np.float32, np.float64)  # their types
AT_ONCE = 256  # images in work at a time where only answers are wanted


class Net:
    """Layers one behind the other. Sizes and counts are known at once; weights are made by `init`.

    A layer that does not fit raises `FitError` with its position, the layer and the volume it was given.

    >>> from cnnlib import Conv, Pool, ReLU, Volume
    >>> net = Net(Volume(W=227, H=227, D=3), [Conv(K=96, F=11, S=4), ReLU(), Pool(F=3, S=2)])
    >>> [str(volume) for volume in net.volumes], net.parameters
    (['[227x227x3]', '[55x55x96]', '[55x55x96]', '[27x27x96]'], 34944)
    """

    def __init__(self, volume: Volume, layers: Iterable[Layer]) -> None:
        self.layers = layers_of(layers, "layers")
        self.volumes = tuple(_volumes(volume, self.layers))
        self._vector: NDArray | None = None
        self._weights: Weights = []

    def __repr__(self) -> str:
        return f"Net({self.volumes[0]!r}, {list(self.layers)!r})"

    @property
    def parameters(self) -> int:
        """How many weights and biases there are, or will be: nothing is allocated."""
        return sum(layer.parameters(volume) for layer, volume in zip(self.layers, self.volumes))

    @property
    def multiply_adds(self) -> int:
        """The products of inputs with weights in a forward pass of one image."""
        return sum(layer.multiply_adds(volume) for layer, volume in zip(self.layers, self.volumes))

    def init(self, seed: int = 0, dtype: DTypeLike = np.float32) -> "Net":
        """Make new weights, which the net then owns; returns the net."""
        rng, kind = random_by(seed), np.dtype(dtype)
        if kind not in WEIGHTS:
            raise TypeError(f"dtype = {kind} is no type of weights: take float32, or float64 to check gradients")
        made = [layer.init(volume, rng) for layer, volume in zip(self.layers, self.volumes)]
        self._vector = flat(made).astype(kind)
        self._weights = [MappingProxyType(params) for params in unflat(self._vector, made)]
        return self

    def adopt(self, weights: Iterable[Mapping[str, NDArray]]) -> "Net":
        """Copy weights made elsewhere, one mapping for each layer as in `weights`; returns the net."""
        given = list(weights)
        if len(given) != len(self.layers):
            raise ValueError(f"weights for {len(given)} layers do not fit a net of {len(self.layers)}: one for each")
        for place, (layer, volume, params) in enumerate(zip(self.layers, self.volumes, given)):
            held, needed = sum(np.size(array) for array in params.values()), layer.parameters(volume)
            if held < needed:
                raise ValueError(f"layers[{place}] = {layer!r} is given {held:,} weights, and has {needed:,}")
        (self._vector,) = floating(flat(given))
        self._weights = [MappingProxyType(params) for params in unflat(self._vector, given)]
        return self

    @property
    def has_weights(self) -> bool:
        """Whether `init` or `adopt` has been called."""
        return self._vector is not None

    @property
    def vector(self) -> NDArray:
        """All weights as one flat array, which optimisers change in place; `weights` are views of it."""
        if self._vector is None:
            raise RuntimeError("this net has no weights yet: make them with net.init(seed=0)")
        return self._vector

    @property
    def weights(self) -> Weights:
        """Each layer's, such as {"w": ..., "b": ...}. Change them in place: `weights[0]["w"][...] = 0`."""
        _ = self.vector  # raises where there are none
        return self._weights

    def forward(self, x: NDArray) -> NDArray:
        """The last volume of a batch x (N, H, W, D), such as class scores (N, 1, 1, K)."""
        return self.run(x)[0]

    def activations(self, x: NDArray) -> list[NDArray]:
        """The batch at every stage, input first: one array for each of `volumes`."""
        stages = [self._batch(x)]
        for layer, params in zip(self.layers, self.weights):
            stages.append(layer.forward(params, stages[-1])[0])
        return stages

    def run(
        self, x: NDArray, training: bool = False, rng: np.random.Generator | None = None
    ) -> tuple[NDArray, list[Any]]:
        """`forward`, and what each layer wants to remember for `backward`.

        With `training=True` as in training: dropout drops what rng chooses, and batch normalisation goes by
        this batch and moves its running averages.
        """
        return finished(self.run_in_pieces(x, training, rng))

    def run_in_pieces(
        self, x: NDArray, training: bool = False, rng: np.random.Generator | None = None
    ) -> Pieces[tuple[NDArray, list[Any]]]:
        """`run` with a pause after each layer."""
        if truth(training, "training"):
            if rng is None:
                raise ValueError("training draws random numbers: give it rng=np.random.default_rng(seed)")
            generator(rng)
        return (yield from forward_in_pieces(self.layers, self.weights, self._batch(x), rng if training else None))

    def backward(self, caches: list[Any], dy: NDArray) -> tuple[NDArray, list[Params]]:
        """dx and the gradients of each layer's weights; dy is the loss's gradient at the last volume."""
        self._check_caches(caches, dy)
        return finished(backward_in_pieces(self.layers, caches, dy))

    def gradients(self, caches: list[Any], dy: NDArray) -> list[Params]:
        """The weights' gradients alone: no dx for the first layer, which saves half its work."""
        return finished(self.gradients_in_pieces(caches, dy))

    def gradients_in_pieces(self, caches: list[Any], dy: NDArray) -> Pieces[list[Params]]:
        """`gradients` with a pause after each layer."""
        self._check_caches(caches, dy)
        first = next((place for place, params in enumerate(self.weights) if params), None)
        if first is None:
            return [{} for _ in self.layers]
        dy, grads = yield from backward_in_pieces(self.layers[first + 1 :], caches[first + 1 :], dy)
        nothing: list[Params] = [{} for _ in range(first)]
        return [*nothing, self.layers[first].gradients(caches[first], dy), *grads]

    def loss_and_grads(self, x: NDArray, y: NDArray) -> tuple[float, list[Params]]:
        """The softmax loss of a batch x (N, H, W, D) with labels y (N,), and the gradients by layer.

        As in evaluation: nothing is dropped, running averages stay.
        """
        scores, caches = self.run(x)
        loss, dscores = softmax_loss(scores, y)
        return loss, self.gradients(caches, dscores)

    def predict(self, x: NDArray) -> NDArray:
        """The class with the highest score for each image, (N,). Raises `NotFiniteError` for scores that are nan."""
        check_ends_in_scores(self.volumes[-1])
        x = self._batch(x)
        parts = [self.forward(x[n : n + AT_ONCE]) for n in range(0, len(x), AT_ONCE)]
        scores = np.concatenate(parts).reshape(len(x), -1)
        if np.isnan(scores).any():
            image = int(np.isnan(scores).any(axis=1).argmax())
            raise NotFiniteError(f"the scores of image {image} are nan: look for nan in the image and in net.vector")
        return scores.argmax(axis=1)

    def accuracy(self, x: NDArray, y: NDArray) -> float:
        """The share of images whose highest score is that of their label."""
        check_ends_in_scores(self.volumes[-1])
        check_labels(y, len(x), self.volumes[-1].D)
        return float((self.predict(x) == y).mean())

    def _check_caches(self, caches: list[Any], dy: NDArray) -> None:
        """Raise unless they are of a run of this net, and dy has the shape of what it gave."""
        if len(caches) != len(self.layers):
            raise ValueError(f"{len(caches)} caches are not of this net's {len(self.layers)} layers: net.run gives all")
        check_gradient(dy, self.volumes[-1])

    def _batch(self, x: NDArray) -> NDArray:
        """x as the layers need it, in the type of the weights; a sentence where the shape is another."""
        x = np.asarray(x)
        check_batch(x, self.volumes[0])
        return x.astype(self.vector.dtype, copy=False)


def as_net(net: Any) -> Net:
    """`net` if it is one.

    >>> as_net([])
    Traceback (most recent call last):
    TypeError: a net is written as Net(Volume(W=32, H=32, D=3), [Conv(K=8), ...]), not as []
    """
    if not isinstance(net, Net):
        raise TypeError(f"a net is written as Net(Volume(W=32, H=32, D=3), [Conv(K=8), ...]), not as {net!r}")
    return net


def flat(params: Iterable[Mapping[str, NDArray]]) -> NDArray:
    """All arrays, layer by layer, in one vector.

    >>> flat([{"w": np.ones((2, 1)), "b": np.zeros(2)}, {}])
    array([1., 1., 0., 0.])
    """
    arrays = [array.ravel() for one in params for array in one.values()]
    return np.concatenate(arrays) if arrays else np.zeros(0, np.float32)


def unflat(vector: NDArray, like: Iterable[Mapping[str, NDArray]]) -> Iterator[Params]:
    """The vector cut into arrays shaped `like` those given, as views.

    >>> list(unflat(np.array([1.0, 2, 3]), [{"w": np.zeros((1, 2)), "b": np.zeros(1)}, {}]))
    [{'w': array([[1., 2.]]), 'b': array([3.])}, {}]
    """
    start = 0
    for params in like:
        views = {}
        for name, array in params.items():
            views[name] = vector[start : start + array.size].reshape(array.shape)
            start += array.size
        yield views


def _volumes(volume: Volume, layers: tuple[Layer, ...]) -> Iterator[Volume]:
    return Chain(layers).volumes(as_volume(volume))
