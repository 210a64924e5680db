"""Nets with a name, each a function that returns a `Net` without weights."""

from cnnlib.layers import FC, Conv, Layer, Pool, ReLU
from cnnlib.nets import Net
from cnnlib.shapes import Volume


def digits_net() -> Net:
    """A small net for the 8 x 8 digits of `datasets.digits`, of the kind of LeNet (LeCun et al. 1998).

    >>> net = digits_net()
    >>> print(*net.volumes, net.parameters)
    [8x8x1] [8x8x16] [8x8x16] [8x8x32] [8x8x32] [4x4x32] [1x1x64] [1x1x64] [1x1x10] 38282
    """
    features: list[Layer] = [Conv(K=16, F=3, P=1), ReLU(), Conv(K=32, F=3, P=1), ReLU(), Pool()]
    return Net(Volume(W=8, H=8, D=1), [*features, FC(K=64), ReLU(), FC(K=10)])
