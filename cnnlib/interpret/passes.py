"""One image on its way through a net: what goes into every layer and what comes out, inside blocks too."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import pair
from cnnlib.layers import Conv, Layer
from cnnlib.layers.chain import Chain, within
from cnnlib.nets import Net
from cnnlib.padding import pad
from cnnlib.shapes import Volume
from cnnlib.windows import windows


@dataclass(frozen=True, eq=False)
class Pass:
    """A layer at work on one image: y (H2, W2, D2) of x (H1, W1, D1).

    `path` is its place: "3" is `net.layers[3]`, "9.0.2" the layer 2 in branch 0 of the block `net.layers[9]`.
    """

    path: str
    layer: Layer
    params: Mapping[str, NDArray]
    x: NDArray
    y: NDArray

    @property
    def volume(self) -> Volume:
        """What comes out."""
        H, W, D = self.y.shape
        return Volume(W, H, D)

    @property
    def parameters(self) -> int:
        """How many the layer has."""
        H, W, D = self.x.shape
        return self.layer.parameters(Volume(W, H, D))

    @property
    def is_block(self) -> bool:
        """Whether it has layers inside, as `Residual` and `Parallel` have."""
        return hasattr(self.layer, "chains")


def passes(net: Net, x: NDArray) -> tuple[Pass, ...]:
    """Every layer of a net at work on one image x (H, W, D).

    >>> from cnnlib import FC, ReLU, Volume
    >>> net = Net(Volume(W=1, H=1, D=1), [FC(K=2), ReLU()]).init(seed=0)
    >>> [(one.path, str(one.volume), one.parameters) for one in passes(net, np.ones((1, 1, 1)))]
    [('0', '[1x1x2]', 4), ('1', '[1x1x2]', 0)]
    """
    stages = [stage[0] for stage in net.activations(x[None])]
    layers = zip(net.layers, net.weights, stages, stages[1:])
    return tuple(Pass(str(n), layer, params, x, y) for n, (layer, params, x, y) in enumerate(layers))


@lru_cache(maxsize=32)  # of a large block they take a while
def branches(block: Pass) -> tuple[tuple[Pass, ...], ...]:
    """The layers inside a block, branch by branch; a shortcut that passes x on as it is has none.

    >>> from cnnlib import ReLU, Residual
    >>> net = Net(Volume(W=1, H=1, D=1), [Residual([ReLU(), ReLU()])]).init()
    >>> [[one.path for one in branch] for branch in branches(*passes(net, np.ones((1, 1, 1))))]
    [['0.0.0', '0.0.1'], []]
    """
    chains: Iterable[Chain] = getattr(block.layer, "chains", ())
    return tuple(tuple(_along(block, place, chain)) for place, chain in enumerate(chains))


def _along(block: Pass, place: int, chain: Chain) -> Iterator[Pass]:
    x, params = block.x, within(dict(block.params), place)
    for n, layer in enumerate(chain.layers):
        y = layer.forward(within(params, n), x[None])[0][0]
        yield Pass(f"{block.path}.{place}.{n}", layer, within(params, n), x, y)
        x = y


def pass_at(top: Iterable[Pass], path: str) -> Pass:
    """The layer at a path, looked for inside blocks as well; KeyError where there is none.

    >>> from cnnlib import ReLU, Residual
    >>> net = Net(Volume(W=1, H=1, D=1), [Residual([ReLU()])]).init()
    >>> top = passes(net, np.array([[[-3.0]]]))
    >>> pass_at(top, "0.0.0").y.item(), pass_at(top, "0").y.item()     # 0, and 0 + the shortcut's -3
    (0.0, -3.0)
    """
    for one in top:
        if one.path == path:
            return one
        if path.startswith(f"{one.path}."):
            return pass_at((inner for branch in branches(one) for inner in branch), path)
    raise KeyError(path)


def slices_seen(layer: Conv, k: int, D: int) -> range:
    """The input slices that filter k goes through: all D, or those of its group.

    >>> slices_seen(Conv(K=4, groups=2), 3, 6)
    range(3, 6)
    """
    seen = D // layer.groups
    first = k // (layer.K // layer.groups) * seen
    return range(first, first + seen)


def conv_shares(one: Pass, k: int) -> NDArray:
    """What each input slice gives to map k of a CONV: (H2, W2, slices seen), float64.

    Their sum over the last axis, plus the bias, is the map: a filter slides slice by slice, and the results add up.

    >>> params = {"w": np.array([2.0, 10]).reshape(1, 1, 1, 2), "b": np.array([5.0])}
    >>> one = Pass("0", Conv(K=1, F=1), params, x=np.array([[[3.0, 4]]]), y=np.array([[[51.0]]]))
    >>> conv_shares(one, k=0)                                          # 3*2 and 4*10
    array([[[ 6., 40.]]])
    """
    layer = one.layer
    assert isinstance(layer, Conv)
    seen = slices_seen(layer, k, one.x.shape[2])
    x = one.x[None, :, :, seen.start : seen.stop].astype(np.float64)
    padded = pad(x, pair(layer.P, "P", least=0), layer.mode)
    return np.einsum("ijabd,abd->ijd", windows(padded, layer.F, layer.S, layer.dilation)[0], one.params["w"][k])
