"""Is a gradient right? Step a little along a random direction: does the loss change as the gradient says?

For a function f and a direction u, (f(x + h u) - f(x - h u)) / 2h should be the gradient times u, summed. In
float64 and with h = 1e-5 the two agree to 7 digits or more; an error in a formula shows in the first ones. A
ReLU or maximum whose input lies within h of its kink is the exception, and rare.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import Layer
from cnnlib.layers.layer import run
from cnnlib.losses import softmax_loss
from cnnlib.nets import Net, flat
from cnnlib.shapes import Volume, as_volume

STEP = 1e-5


def mismatch(f: Callable[[], float], x: NDArray, gradient: NDArray, rng: np.random.Generator) -> float:
    """How far the gradient of f at x is from the slope that is measured along a random direction, relatively.

    f takes no argument: it reads x, which is changed in place and restored, and is float64.

    >>> x = np.array([1.0, 2.0, 3.0])
    >>> rng = np.random.default_rng(0)
    >>> mismatch(lambda: (x**2).sum(), x, gradient=2 * x, rng=rng) < 1e-8
    True
    >>> mismatch(lambda: (x**2).sum(), x, gradient=3 * x, rng=rng) > 0.1
    True
    """
    if x.dtype != np.float64:
        raise TypeError(f"a gradient is checked in float64, not {x.dtype}: the differences are too small for less")
    direction, before = rng.standard_normal(x.shape), x.copy()
    x += STEP * direction
    above = f()
    x[...] = before - STEP * direction
    below = f()
    x[...] = before
    slope, claimed = (above - below) / (2 * STEP), float((gradient * direction).sum())
    return float(abs(slope - claimed) / max(abs(slope), abs(claimed), 1e-8))


def check_layer(layer: Layer, volume: Volume, N: int = 2, seed: int = 0, training: bool = False) -> dict[str, float]:
    """The `mismatch` of a layer's dx and of the gradient of each of its weights, on random numbers.

    With `training=True` the layer works as in training, with the same choices of chance each time.

    >>> from cnnlib import Conv
    >>> errors = check_layer(Conv(K=2, F=3, S=2, P=1), Volume(W=5, H=7, D=3))
    >>> sorted(errors), max(errors.values()) < 1e-7
    (['b', 'w', 'x'], True)
    """
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((N, *as_volume(volume).shape))
    made = layer.init(volume, rng)
    params = {name: array + 0.1 * rng.standard_normal(array.shape) for name, array in made.items()}

    def forward() -> tuple[NDArray, Any]:
        return run(layer, params, x, np.random.default_rng(seed) if training else None)

    y, cache = forward()
    dy = rng.standard_normal(y.shape)  # the loss is the sum of y * dy, whose gradient at y is dy
    dx, grads = layer.backward(cache, dy)

    def loss() -> float:
        return float((forward()[0] * dy).sum())

    pairs = {"x": (x, dx)} | {name: (params[name], grads[name]) for name in params}
    return {name: mismatch(loss, array, gradient, rng) for name, (array, gradient) in pairs.items()}


def check_net(net: Net, x: NDArray, y: NDArray, seed: int = 0) -> float:
    """The `mismatch` of all gradients of a net at once, under the softmax loss; needs float64 weights.

    >>> from cnnlib import FC
    >>> net = Net(Volume(W=2, H=2, D=1), [FC(K=3)]).init(dtype=np.float64)
    >>> check_net(net, np.ones((2, 2, 2, 1)), np.array([0, 2])) < 1e-7
    True
    """
    _, grads = net.loss_and_grads(x, y)
    rng = np.random.default_rng(seed)
    return mismatch(lambda: softmax_loss(net.forward(x), y)[0], net.vector, flat(grads), rng)
