"""Nets of every kind of layer, odd sizes and depths, for the tests of the network pictures."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from cnnlib import Net, Volume, zoo
from cnnlib.layers import (
    FC,
    BatchNorm,
    Conv,
    Dropout,
    GlobalPool,
    LocallyConnected,
    LocalResponseNorm,
    Parallel,
    Pool,
    ReLU,
    Residual,
    Softmax,
    TransposedConv,
)
from cnnlib.scenes.network.subjects import lend_image, lend_net

KEEP: list[Any] = []  # what is lent lives as long as somebody keeps it
INCEPTION = Parallel([[Conv(4, F=1)], [Conv(3, F=3, P=1), ReLU()], []])
NETS = {
    "mnist": zoo.mnist_net(),
    "cifar": zoo.cifar_net(),
    "lenet": zoo.lenet5(),
    "residual": zoo.residual_net(2),
    "not square": Net(
        Volume(W=13, H=7, D=3),
        [Conv(5, F=(3, 5), S=(1, 2), P=(0, 1)), ReLU(), INCEPTION, LocalResponseNorm(), LocallyConnected(2, F=1),
         Dropout(), GlobalPool("L2"), FC(3), Softmax()],
    ),
    "no classes": Net(
        Volume(W=10, H=14, D=1),
        [Conv(6, F=3, dilation=2, mode="mirror", P=1, crop=True), Pool(3, 2, "average", crop=True),
         Conv(6, F=1, groups=3), Pool(2, 1, "max", P=1), TransposedConv(2, 2)],
    ),
    "upscaled": Net(Volume(W=5, H=4, D=3), [TransposedConv(2, F=3, S=2, P=1), LocallyConnected(2, F=3, P=1)]),
    "blocks in blocks": Net(
        Volume(W=6, H=6, D=2),
        [Residual([Conv(2, F=3, P=1), Residual([ReLU(), Conv(2, F=1)])], [Conv(2, F=1)]), BatchNorm(), FC(4)],
    ),
    "six slices": Net(Volume(W=4, H=4, D=6), [Conv(2, F=3)]),
    "single numbers": Net(Volume(W=1, H=1, D=5), [FC(4), ReLU(), FC(2)]),
    "large filter": Net(Volume(W=6, H=6, D=1), [Conv(1, F=11, P=5), GlobalPool("max"), FC(1)]),
    "large image": Net(Volume(W=150, H=100, D=3), [Conv(8, F=3, P=1), Pool(2), Conv(4, F=5, S=2, P=2, crop=True)]),
}  # fmt: skip


def subject(name: str) -> dict[str, Any]:
    """Settings that name one of these nets and an image for it; biases and scales are not all alike."""
    net, rng = NETS[name].init(0), np.random.default_rng(1)
    for params in net.weights:
        for key, array in params.items():
            if not key.endswith(("w", "variance")):
                array += rng.normal(scale=0.1, size=array.shape).astype(np.float32)
    lent, copy = lend_net(net)
    image, x = lend_image(rng.random(net.volumes[0].shape).astype(np.float32))
    KEEP.extend([copy, x])
    return {"net": lent, "image": image}


def subjects() -> Iterator[tuple[str, dict[str, Any]]]:
    for name in NETS:
        yield name, subject(name)
