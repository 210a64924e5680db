"""Layers one behind another: forward from the first to the last, and back by the chain rule.

Nets run their layers with these two loops, and so does a `Chain`, of which branches are made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers.layer import Layer, Params, run
from cnnlib.pieces import Pieces, finished
from cnnlib.shapes import FitError, Volume


def forward_in_pieces(
    layers: Iterable[Layer], weights: Iterable[Mapping[str, NDArray]], x: NDArray, rng: np.random.Generator | None
) -> Pieces[tuple[NDArray, list[Any]]]:
    """y = f_n(... f_2(f_1(x))) of a batch x (N, H, W, D), and each layer's cache; a pause after each layer.

    As in training where there is an rng, else as in evaluation.

    >>> from cnnlib import Pool, ReLU
    >>> x = np.array([-1.0, 3]).reshape(1, 1, 2, 1)
    >>> y, caches = finished(forward_in_pieces([ReLU(), Pool(F=(1, 2))], [{}, {}], x, None))
    >>> y.ravel().tolist(), len(caches)
    ([3.0], 2)
    """
    caches = []
    for layer, params in zip(layers, weights):
        x, cache = run(layer, params, x, rng)
        caches.append(cache)
        yield
    return x, caches


def backward_in_pieces(
    layers: Sequence[Layer], caches: Sequence[Any], dy: NDArray
) -> Pieces[tuple[NDArray, list[Params]]]:
    """dx = f_1'(f_2'(... f_n'(dy))), the chain rule, and the gradients of each layer's weights; pauses likewise.

    >>> from cnnlib import FC
    >>> x, weights = np.array([5.0]).reshape(1, 1, 1, 1), [{"w": np.array([[w]]), "b": np.zeros(1)} for w in (2.0, 3.0)]
    >>> y, caches = finished(forward_in_pieces([FC(K=1), FC(K=1)], weights, x, None))         # y = 3 (2 x)
    >>> dx, grads = finished(backward_in_pieces([FC(K=1), FC(K=1)], caches, np.ones_like(y)))
    >>> dx.item(), [one["w"].item() for one in grads]                           # 2*3; 3 x, 2 x
    (6.0, [15.0, 10.0])
    """
    grads: list[Params] = [{} for _ in layers]
    for place in reversed(range(len(layers))):
        dy, grads[place] = layers[place].backward(caches[place], dy)
        yield
    return dy, grads


@dataclass(frozen=True)
class Chain:
    """Layers one behind another; none at all pass on what they are given.

    Its weights have the layer's place before their name: "0.w" belongs to the first layer.

    >>> from cnnlib import Conv, ReLU
    >>> chain = Chain((Conv(K=2, F=3), ReLU(), Conv(K=4, F=3)))
    >>> print(chain.output(Volume(W=8, H=8, D=1)), sorted(chain.init(Volume(W=8, H=8, D=1), np.random.default_rng(0))))
    [4x4x4] ['0.b', '0.w', '2.b', '2.w']
    """

    layers: tuple[Layer, ...]
    name: str = "layers"  # as the user knows them, in messages

    def volumes(self, volume: Volume) -> Iterator[Volume]:
        """The volume that goes in, and the one behind each layer; a `FitError` names the layer."""
        yield volume
        for place, layer in enumerate(self.layers):
            try:
                volume = layer.output(volume)
            except FitError as error:
                raise FitError(f"{self.name}[{place}] = {layer!r} on {volume}: {error}") from error
            yield volume

    def output(self, volume: Volume) -> Volume:
        """The volume behind the last layer."""
        *_, last = self.volumes(volume)
        return last

    def parameters(self, volume: Volume) -> int:
        """Those of all layers."""
        return sum(layer.parameters(before) for layer, before in zip(self.layers, self.volumes(volume)))

    def multiply_adds(self, volume: Volume) -> int:
        """Those of all layers."""
        return sum(layer.multiply_adds(before) for layer, before in zip(self.layers, self.volumes(volume)))

    def init(self, volume: Volume, rng: np.random.Generator) -> Params:
        """The weights of all layers, from the first on."""
        return nested(layer.init(before, rng) for layer, before in zip(self.layers, self.volumes(volume)))

    def forward(self, params: Params, x: NDArray) -> tuple[NDArray, Any]:
        """y of x, as in evaluation."""
        return self.run(params, x, None)

    def run(self, params: Params, x: NDArray, rng: np.random.Generator | None) -> tuple[NDArray, Any]:
        """y of x, as in training where there is an rng."""
        weights = [within(params, place) for place in range(len(self.layers))]
        return finished(forward_in_pieces(self.layers, weights, x, rng))

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx and the gradients of all layers."""
        dx, grads = finished(backward_in_pieces(self.layers, cache, dy))
        return dx, nested(grads)


def layers_of(given: Any, name: str) -> tuple[Layer, ...]:
    """`given` as a tuple of layers; a TypeError names what is none.

    >>> layers_of([3], "layers")
    Traceback (most recent call last):
    TypeError: layers[0] = 3 is no layer: write one with its sizes, such as Conv(K=8, F=3)
    """
    if not isinstance(given, Iterable):
        raise TypeError(f"{name} = {given!r} is no list of layers: write {name}=({given!r},)")
    layers = tuple(given)
    for place, layer in enumerate(layers):
        if isinstance(layer, type) or not hasattr(layer, "forward"):
            raise TypeError(
                f"{name}[{place}] = {layer!r} is no layer: write one with its sizes, such as Conv(K=8, F=3)"
            )
    return layers


def nested(parts: Iterable[Mapping[str, NDArray]]) -> Params:
    """The weights of several parts in one dictionary, their place before their name.

    >>> nested([{"w": 1, "b": 2}, {}, {"0.w": 3}])
    {'0.w': 1, '0.b': 2, '2.0.w': 3}
    """
    return {f"{place}.{name}": array for place, part in enumerate(parts) for name, array in part.items()}


def within(params: Params, place: int) -> Params:
    """The weights of one part again.

    >>> within({"0.w": 1, "0.b": 2, "2.0.w": 3}, 2)
    {'0.w': 3}
    """
    start = f"{place}."
    return {name.removeprefix(start): array for name, array in params.items() if name.startswith(start)}
