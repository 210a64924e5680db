"""Receptive fields: the pixels of the input that one unit, layers later, can see; and how strongly it sees each.

Along one axis three numbers say all. Behind a layer of filter size F, stride S, padding P and dilation d:

    size'  = size + d*(F - 1)*jump        how many pixels a unit sees
    start' = start - P*jump               the first pixel that unit 0 sees; below 0 lies the padding
    jump'  = jump*S                       how far the fields of neighbouring units lie apart

Source: Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill 2019; the
effective field: Luo et al., "Understanding the Effective Receptive Field", 2016.
"""

from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.batches import check_batch, check_finite
from cnnlib.checks import index, pair, whole
from cnnlib.layers import Layer, TransposedConv
from cnnlib.nets import Net, as_net
from cnnlib.shapes import Volume, extent
from cnnlib.trunk import backward, forward, stage_number


@dataclass(frozen=True)
class Field:
    """What the units of one stage see, along one axis: unit i the `size` pixels from start + i*jump on.

    >>> Field(size=5, jump=2, start=-1).pixels(3)
    range(5, 10)
    """

    size: int = 1
    jump: int = 1
    start: int = 0

    def __post_init__(self) -> None:
        for name in ("size", "jump"):
            object.__setattr__(self, name, whole(getattr(self, name), name))

    def behind(self, F: int, S: int = 1, P: int = 0, dilation: int = 1) -> "Field":
        """The field one layer on, by the formulas above.

        >>> Field().behind(F=3).behind(F=3).behind(F=3)         # three 3x3 layers see as far as one 7x7
        Field(size=7, jump=1, start=0)
        """
        reach = (extent(F, dilation) - 1) * self.jump
        return Field(self.size + reach, self.jump * whole(S, "S"), self.start - whole(P, "P", least=0) * self.jump)

    def joined(self, other: "Field") -> "Field":
        """The pixels from the first to the last that either sees, where two branches meet.

        >>> Field(size=3, jump=2, start=-1).joined(Field(size=1, jump=2))
        Field(size=3, jump=2, start=-1)
        """
        if self.jump != other.jump:
            raise ValueError(
                f"branches that step by {self.jump} and by {other.jump} pixels do not look at the same places: "
                "make the product of their strides equal"
            )
        start = min(self.start, other.start)
        return Field(max(self.start + self.size, other.start + other.size) - start, self.jump, start)

    def pixels(self, unit: int) -> range:
        """The pixels that one unit sees; some may lie in the padding, below 0 or past the last."""
        start = self.start + unit * self.jump
        return range(start, start + self.size)


Fields = tuple[Field, Field]  # down, across


def fields(net: Net) -> list[Fields]:
    """The field (down, across) of the units of every stage, input first: one pair for each of `net.volumes`.

    Where branches meet it reaches as far as any of them; FC and global pooling see the whole input, and with it
    the padding around: `patch` cuts off what lies outside the image.

    >>> from cnnlib import Conv, Pool, ReLU
    >>> net = Net(Volume(W=14, H=14, D=1), [Conv(K=4, F=3, P=1), ReLU(), Pool(), Conv(K=4, F=3)])
    >>> [(across.size, across.jump, across.start) for _, across in fields(net)]
    [(1, 1, 0), (3, 1, -1), (3, 1, -1), (4, 2, -1), (8, 2, -1)]
    """
    found = [(Field(), Field())]
    for layer, volume in zip(as_net(net).layers, net.volumes):
        found.append(behind(layer, volume, found[-1]))
    return found


def patch(net: Net, stage: int, row: int, column: int) -> tuple[slice, slice]:
    """The rows and columns of an image that the units at (row, column) of `net.volumes[stage]` see.

    x[:, *patch(net, stage, row, column)] are the patches of a batch x. What lies in the padding is cut off.

    >>> from cnnlib import Conv
    >>> net = Net(Volume(W=9, H=9, D=1), [Conv(K=1, F=3, P=1), Conv(K=1, F=3, S=2)])
    >>> patch(net, 2, row=0, column=2)
    (slice(0, 4, None), slice(3, 8, None))
    """
    stage = stage_number(net, stage)
    volume, image = net.volumes[stage], net.volumes[0]
    _check_unit(volume, row, column)
    down, across = fields(net)[stage]
    return _inside(down.pixels(row), image.H), _inside(across.pixels(column), image.W)


def effective_field(
    net: Net, x: NDArray, stage: int = -1, row: int | None = None, column: int | None = None
) -> NDArray:
    """How strongly each pixel acts on the units at (row, column) of a stage: gradients (H, W), the largest 1.

    The root mean square, over a batch x (N, H, W, D) and its depth, of the gradient of the sum of that depth
    column. It fades towards the rim of the theoretical field, which few paths reach. The unit in the middle
    is taken where none is named. Needs weights.

    >>> from cnnlib import Conv
    >>> net = Net(Volume(W=5, H=5, D=1), [Conv(K=1, F=3, P=1)] * 2).init()
    >>> for params in net.weights:
    ...     params["w"][...] = 1
    >>> effective_field(net, np.zeros((1, 5, 5, 1)))[2] * 9          # 3 paths lead across, out of 1 + 2 + 3 + 2 + 1
    array([3., 6., 9., 6., 3.])
    """
    stage, x = stage_number(net, stage), np.asarray(x)
    check_batch(x, net.volumes[0])
    check_finite(x)
    volume = net.volumes[stage]
    row, column = (volume.H // 2 if row is None else row), (volume.W // 2 if column is None else column)
    _check_unit(volume, row, column)
    dx = _gradient(net, x, stage, row, column)
    strength = np.sqrt(np.square(dx, dtype=np.float64).mean(axis=(0, 3)))
    return strength / max(strength.max(), np.finfo(float).tiny)


def effective_size(strength: NDArray, least: float = 0.0455) -> float:
    """The side of a square as large as the area where the effective field is at least `least` of its maximum.

    A Gaussian has fallen to 4.55 % at its 2.5 standard deviations (Luo et al. 2016 count so).

    >>> effective_size(np.array([[0.0, 0.0, 0.0], [0.0, 1.0, 0.5], [0.0, 0.9, 0.2]]))
    2.0
    """
    return float(np.sqrt((strength >= least * strength.max()).sum()))


def behind(layer: Any, volume: Volume, before: Fields) -> Fields:
    """The fields behind a layer on `volume`, whose units have the fields `before`.

    >>> from cnnlib import Conv, Pool
    >>> behind(Pool(), Volume(W=8, H=8, D=1), (Field(3), Field(3)))[0]
    Field(size=4, jump=2, start=0)
    """
    if hasattr(layer, "chains"):  # branches: what any of them sees
        return _meet([_through(chain.layers, volume, before) for chain in layer.chains])
    down, across = _window(layer, volume)
    return before[0].behind(*down), before[1].behind(*across)


def _through(layers: tuple[Layer, ...], volume: Volume, before: Fields) -> Fields:
    for layer in layers:
        before, volume = behind(layer, volume, before), layer.output(volume)
    return before


def _meet(ways: list[Fields]) -> Fields:
    return reduce(lambda one, other: (one[0].joined(other[0]), one[1].joined(other[1])), ways)


def _window(layer: Any, volume: Volume) -> list[tuple[int, ...]]:
    """(F, S, P, dilation) down and across. A layer without F works pixel by pixel, or sees its whole input."""
    after = layer.output(volume)
    if isinstance(layer, TransposedConv):
        raise ValueError(f"{layer!r} spreads its input: neighbours see fields of several sizes, so there is no one")
    if not hasattr(layer, "F"):
        whole = (after.W, after.H) != (volume.W, volume.H)
        return [(side if whole else 1, 1, 0, 1) for side in (volume.H, volume.W)]
    sizes = (layer.F, layer.S, getattr(layer, "P", 0), getattr(layer, "dilation", 1))
    down, across = zip(*(pair(size, "", least=0) for size in sizes))
    return [down, across]


def _check_unit(volume: Volume, row: int, column: int) -> None:
    for name, value, size in (("row", row, volume.H), ("column", column, volume.W)):
        index(value, name, size, f"{volume}, whose {name}s")


def _inside(pixels: range, size: int) -> slice:
    return slice(max(0, pixels.start), max(0, min(size, pixels.stop)))


def _gradient(net: Net, x: NDArray, stage: int, row: int, column: int) -> NDArray:
    """The gradient at x of the sum of one depth column."""
    y, caches = forward(net, x, stage)
    dy = np.zeros(y.shape)
    dy[:, row, column] = 1
    return backward(net, caches, dy)
