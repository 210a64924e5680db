"""Layers one behind another that act as one: what a branch is made of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers.layer import Layer, Params, run
from cnnlib.shapes import FitError, Volume


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
        caches = []
        for place, layer in enumerate(self.layers):
            x, cache = run(layer, within(params, place), x, rng)
            caches.append(cache)
        return x, caches

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx and the gradients of all layers."""
        grads: list[Params] = [{} for _ in self.layers]
        for place in reversed(range(len(self.layers))):
            dy, grads[place] = self.layers[place].backward(cache[place], dy)
        return dy, nested(grads)


def layers_of(given: Any, name: str) -> tuple[Layer, ...]:
    """`given` as a tuple of layers; a TypeError names what is none."""
    if not isinstance(given, Iterable):
        raise TypeError(f"{name} = {given!r} is no list of layers: write {name}=({given!r},)")
    layers = tuple(given)
    for place, layer in enumerate(layers):
        if isinstance(layer, type) or not hasattr(layer, "forward"):
            raise TypeError(
                f"{name}[{place}] = {layer!r} is no layer: write one with its sizes, such as Conv(K=8, F=3)"
            )
    return layers


def nested(parts: Iterable[Params]) -> Params:
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
