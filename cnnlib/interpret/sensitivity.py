"""What happens in a net on its way to the scores, and which pixels a score depends on."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cnnlib.interpret.steps import Step, check_unit, images, parts
from cnnlib.nets import Net
from cnnlib.trunk import backward, forward, stage_number


def activations(net: Net, x: NDArray) -> Iterator[Step[list[NDArray]]]:
    """The batch x (N, H, W, D) at every stage, input first: one array more after each layer.

    >>> from cnnlib import ReLU, Volume
    >>> (step,) = activations(Net(Volume(W=2, H=1, D=1), [ReLU()]).init(), np.array([-1.0, 3]).reshape(1, 1, 2, 1))
    >>> [stage.ravel().tolist() for stage in step.result]
    [[-1.0, 3.0], [0.0, 3.0]]
    """
    stages = [images(net, x)]
    return _activations(net, stages)


def _activations(net: Net, stages: list[NDArray]) -> Iterator[Step[list[NDArray]]]:
    for layer, params in zip(net.layers, net.weights):
        stages.append(layer.forward(params, stages[-1])[0])
        yield Step(len(stages) - 1, len(net.layers), list(stages))


def saliency(
    net: Net, x: NDArray, unit: int | None = None, stage: int = -1, signed: bool = False
) -> Iterator[Step[NDArray]]:
    """How much each pixel matters to a score: |d score / d pixel|, the largest over the depth, (N, H, W).

    The score is the sum of slice `unit` at a stage; without a unit, of the slice with the highest sum for each
    image, which at the last stage is the class the net chooses. `signed=True` gives the gradient itself,
    (N, H, W, D). A step for each 64 images; the others are 0 until then.

    Source: Simonyan, Vedaldi and Zisserman, "Deep Inside Convolutional Networks", 2014.

    >>> from cnnlib import GlobalPool, Volume
    >>> net = Net(Volume(W=2, H=1, D=1), [GlobalPool()]).init()
    >>> [step.result for step in saliency(net, np.zeros((1, 1, 2, 1)))]          # a mean goes halves
    [array([[[0.5, 0.5]]], dtype=float32)]
    """
    x, stage = images(net, x), stage_number(net, stage)
    if unit is not None:
        check_unit(net, stage, unit)
    return _saliency(net, x, unit, stage, signed)


def _saliency(net: Net, x: NDArray, unit: int | None, stage: int, signed: bool) -> Iterator[Step[NDArray]]:
    found = np.zeros_like(x, shape=x.shape if signed else x.shape[:3])
    for part in parts(x):
        y, caches = forward(net, x[part], stage)
        sums = y.sum(axis=(1, 2))
        chosen = sums.argmax(axis=1) if unit is None else np.full(len(y), unit)
        dy = np.zeros_like(y)
        dy[np.arange(len(y)), :, :, chosen] = 1
        dx = backward(net, caches, dy)
        found[part] = dx if signed else np.abs(dx).max(axis=3)
        yield Step(min(part.stop, len(x)), len(x), found)
