"""The first layers of a net on their own, forward to a stage and back from it to the image.

A *stage* is a place in `net.volumes`: 0 is the input, 1 what the first layer gives, and so on.
"""

from numbers import Integral
from typing import Any

from numpy.typing import NDArray

from cnnlib.layers.chain import forward_in_pieces
from cnnlib.nets import Net
from cnnlib.pieces import finished


def stage_number(net: Net, stage: Any) -> int:
    """The stage as a number from 0, the input, to the number of layers; -1 is the last one.

    >>> from cnnlib import Volume
    >>> stage_number(Net(Volume(W=4, H=4, D=1), []), 1)
    Traceback (most recent call last):
    IndexError: stage = 1 is none of this net's: 0 is the input, 0 what its last layer gives
    """
    last = len(net.layers)
    if isinstance(stage, bool) or not isinstance(stage, Integral) or not -last - 1 <= int(stage) <= last:
        raise IndexError(f"stage = {stage!r} is none of this net's: 0 is the input, {last} what its last layer gives")
    return int(stage) % (last + 1)


def forward(net: Net, x: NDArray, stage: int) -> tuple[NDArray, list[Any]]:
    """A batch x (N, H, W, D) at a stage, and what each layer before it wants to remember.

    >>> import numpy as np
    >>> from cnnlib import Pool, ReLU, Volume
    >>> net = Net(Volume(W=2, H=1, D=1), [ReLU(), Pool(F=(1, 2))]).init()
    >>> y, caches = forward(net, np.array([-1.0, 3]).reshape(1, 1, 2, 1), stage=1)
    >>> y.ravel(), len(caches)
    (array([0., 3.]), 1)
    """
    return finished(forward_in_pieces(net.layers[:stage], net.weights, x, None))


def backward(net: Net, caches: list[Any], dy: NDArray) -> NDArray:
    """The gradient at the input (N, H, W, D), of dy at the stage that `forward` went to.

    >>> import numpy as np
    >>> from cnnlib import FC, Volume
    >>> net = Net(Volume(W=2, H=1, D=1), [FC(K=1)]).init()
    >>> net.weights[0]["w"][...] = [[3, -4]]
    >>> y, caches = forward(net, np.ones((1, 1, 2, 1)), stage=1)
    >>> backward(net, caches, np.ones_like(y)).ravel()                # the weights
    array([ 3., -4.])
    """
    for layer, cache in zip(reversed(net.layers[: len(caches)]), reversed(caches)):
        dy, _ = layer.backward(cache, dy)  # the weights' gradients, as large as the net, are let go at once
    return dy
