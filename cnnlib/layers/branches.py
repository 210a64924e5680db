"""Branches: the same input goes several ways, and what comes out is joined."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers.chain import Chain, layers_of, nested, within
from cnnlib.layers.layer import Layer, Params, written
from cnnlib.shapes import FitError, Volume


class Branching:
    """What `Residual` and `Parallel` share: the chains of layers side by side, and their weights.

    A weight's name is that of the branch, of the layer's place in it and its own: "1.0.w".
    """

    @property
    def chains(self) -> tuple[Chain, ...]:
        """The branches, each with its layers."""
        raise NotImplementedError

    def _join(self, ys: list[NDArray]) -> NDArray:
        raise NotImplementedError

    def _split(self, dy: NDArray, depths: list[int]) -> list[NDArray]:
        raise NotImplementedError

    def parameters(self, volume: Volume) -> int:
        """Those of all branches."""
        return sum(chain.parameters(volume) for chain in self.chains)

    def multiply_adds(self, volume: Volume) -> int:
        """Those of all branches."""
        return sum(chain.multiply_adds(volume) for chain in self.chains)

    def init(self, volume: Volume, rng: np.random.Generator) -> Params:
        """The weights of all branches, from the first on."""
        return nested(chain.init(volume, rng) for chain in self.chains)

    def forward(self, params: Params, x: NDArray) -> tuple[NDArray, Any]:
        """y (N, H2, W2, D2) of x (N, H1, W1, D1), as in evaluation."""
        return self._run(params, x, None)

    def train_forward(self, params: Params, x: NDArray, rng: np.random.Generator) -> tuple[NDArray, Any]:
        """y of x, as in training."""
        return self._run(params, x, rng)

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx, which is the sum of all branches' dx, and the gradients of all branches."""
        caches, depths = cache
        ways = zip(self.chains, caches, self._split(dy, depths))
        dxs, grads = zip(*(chain.backward(one, part) for chain, one, part in ways))
        return reduce(add, dxs), nested(grads)

    def gradients(self, cache: Any, dy: NDArray) -> Params:
        """The gradients of all branches."""
        return self.backward(cache, dy)[1]

    def _run(self, params: Params, x: NDArray, rng: np.random.Generator | None) -> tuple[NDArray, Any]:
        ways = [chain.run(within(params, place), x, rng) for place, chain in enumerate(self.chains)]
        ys = [y for y, _ in ways]
        return self._join(ys), ([cache for _, cache in ways], [y.shape[-1] for y in ys])


@dataclass(frozen=True, repr=False)
class Residual(Branching):
    """y = F(x) + shortcut(x): F is `layers` one behind another, the shortcut x itself where it has no layers.

    The layers learn what is to be added to x. To do nothing is easy for them, and a gradient gets past them
    whole, so that nets of a hundred layers train. Both volumes are to be equal: where F changes the size or
    depth, the shortcut is a projection, such as `(Conv(K=128, F=1, S=2, crop=True),)`. The ReLU behind the
    sum is a layer of its own.

    Weights: "0.1.b" is b of `layers[1]`, "1.0.w" is w of `shortcut[0]`.

    Source: He et al. 2016, "Deep Residual Learning for Image Recognition".

    >>> from cnnlib.layers import Conv, ReLU
    >>> block = Residual([Conv(K=64, F=3, P=1), ReLU(), Conv(K=64, F=3, P=1)])
    >>> print(block.output(Volume(W=56, H=56, D=64)), block.parameters(Volume(W=56, H=56, D=64)))
    [56x56x64] 73856
    """

    layers: Sequence[Layer]
    shortcut: Sequence[Layer] = ()

    def __post_init__(self) -> None:
        for name in ("layers", "shortcut"):
            object.__setattr__(self, name, layers_of(getattr(self, name), name))

    __repr__ = written

    @property
    def chains(self) -> tuple[Chain, ...]:
        """The layers, and the shortcut."""
        return Chain(tuple(self.layers)), Chain(tuple(self.shortcut), "shortcut")

    def output(self, volume: Volume) -> Volume:
        """The volume of both; `FitError` where they differ."""
        added, kept = (chain.output(volume) for chain in self.chains)
        if added != kept:
            raise FitError(
                f"F(x) is {added} and shortcut(x) {kept}: to be added they are to be equal. Let the shortcut be "
                f"a projection to {added}, such as shortcut=(Conv(K={added.D}, F=1, S=...),), or pad in F"
            )
        return added

    def _join(self, ys: list[NDArray]) -> NDArray:
        return reduce(add, ys)

    def _split(self, dy: NDArray, depths: list[int]) -> list[NDArray]:
        return [dy] * len(depths)


@dataclass(frozen=True, repr=False)
class Parallel(Branching):
    """Branches side by side on the same input; their outputs are laid one behind another in depth.

    W2 and H2 are the same for all branches, D2 is the sum of their depths. Each branch is a list of layers. So
    GoogLeNet's inception modules look with 1 x 1, 3 x 3 and 5 x 5 filters at once.

    Weights: "2.0.b" is b of `branches[2][0]`.

    Source: Szegedy et al. 2015, "Going Deeper with Convolutions".

    >>> from cnnlib.layers import Conv
    >>> both = Parallel([[Conv(K=64, F=1)], [Conv(K=96, F=1), Conv(K=128, F=3, P=1)]])
    >>> print(both.output(Volume(W=28, H=28, D=192)))
    [28x28x192]
    """

    branches: Sequence[Sequence[Layer]]

    def __post_init__(self) -> None:
        if not isinstance(self.branches, Iterable) or not (given := tuple(self.branches)):
            raise ValueError(
                f"branches = {self.branches!r} holds none: give a list of layers for each, [[Conv(K=8, F=1)], [...]]"
            )
        branches = tuple(layers_of(one, f"branches[{place}]") for place, one in enumerate(given))
        object.__setattr__(self, "branches", branches)

    __repr__ = written

    @property
    def chains(self) -> tuple[Chain, ...]:
        """The branches."""
        return tuple(Chain(tuple(layers), f"branches[{place}]") for place, layers in enumerate(self.branches))

    def output(self, volume: Volume) -> Volume:
        """[W2 x H2 x the sum of depths]; `FitError` where W2 or H2 differ."""
        ends = [chain.output(volume) for chain in self.chains]
        first = ends[0]
        if any((end.W, end.H) != (first.W, first.H) for end in ends):
            raise FitError(
                f"the branches end in {', '.join(map(str, ends))}: to be laid one behind another their widths and "
                "heights are to be equal. Let each keep the size by P = (F - 1)/2, or use the same strides"
            )
        return Volume(first.W, first.H, sum(end.D for end in ends))

    def _join(self, ys: list[NDArray]) -> NDArray:
        return np.concatenate(ys, axis=-1)

    def _split(self, dy: NDArray, depths: list[int]) -> list[NDArray]:
        return [np.ascontiguousarray(part) for part in np.split(dy, np.cumsum(depths)[:-1], axis=-1)]
