"""The parameters of one layer in three ways, by the layers of `cnnlib`; nothing is allocated."""

from dataclasses import dataclass
from typing import Any

from cnnlib.accounting import BYTES
from cnnlib.layers import FC, Conv, LocallyConnected
from cnnlib.scenes.connections.settings import Settings
from cnnlib.shapes import Volume, floor_size


@dataclass(frozen=True)
class Count:
    """What one way of joining the neurons to the input costs. `each` is the weights that one neuron works with."""

    way: str
    neurons: int
    each: int
    weights: int
    biases: int

    @property
    def parameters(self) -> int:
        return self.weights + self.biases

    @property
    def bytes(self) -> int:
        return BYTES * self.parameters


def volume(settings: Settings) -> Volume:
    """What goes in."""
    return Volume(W=settings.W, H=settings.W, D=settings.D1)


def places(settings: Settings) -> int:
    """Neurons in a row of a map; what does not tile is left out, and 0 means that not one window fits."""
    return floor_size(*settings.axis)


def counts(settings: Settings) -> tuple[Count, Count, Count]:
    """Full, local and shared connections of the same neurons.

    >>> [count.parameters for count in counts(Settings(W=227, F=11, S=4, P=0, D1=3, K=96))]
    [44892355200, 105705600, 34944]
    """
    return _full(settings), _windowed("local", LocallyConnected, settings), _windowed("shared", Conv, settings)


def _full(settings: Settings) -> Count:
    """Every neuron of the layer reads the whole input volume."""
    neurons, before, one = places(settings) ** 2 * settings.K, volume(settings), FC(K=1)
    each = one.multiply_adds(before)
    if not neurons:
        return Count("full", 0, each, 0, 0)
    layer = FC(K=neurons)
    weights = layer.multiply_adds(before)  # one product for each weight
    return Count("full", neurons, each, weights, layer.parameters(before) - weights)


def _windowed(way: str, kind: Any, settings: Settings) -> Count:
    """With biases and without: the difference is the biases."""
    _, F, S, P, dilation = settings.axis
    before, layer = volume(settings), kind(K=settings.K, F=F, S=S, P=P, dilation=dilation, crop=True)
    each = Conv(K=1, F=F, bias=False).parameters(before)
    if not places(settings):
        return Count(way, 0, each, 0, 0)
    bare = kind(K=settings.K, F=F, S=S, P=P, dilation=dilation, crop=True, bias=False)
    weights = bare.parameters(before)
    return Count(way, layer.output(before).size, each, weights, layer.parameters(before) - weights)
