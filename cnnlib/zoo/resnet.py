"""ResNet: blocks that learn what to add to their input, so that 152 layers train.

Source: He, Zhang, Ren and Sun 2016, "Deep Residual Learning for Image Recognition", table 1. Where a block halves
the size it does so in its 3x3 layer, as PyTorch's nets do; the paper did it in the 1x1 layer before.
"""

from cnnlib.layers import BatchNorm, Conv, GlobalPool, Layer, ReLU, Residual
from cnnlib.nets import Net
from cnnlib.shapes import Volume
from cnnlib.zoo.parts import halving_pool, scores

FILTERS = (64, 128, 256, 512)
WIDER = 4  # how many more slices leave a bottleneck than go through its 3x3 filters


def resnet18(classes: int = 1000) -> Net:
    """Eight blocks of two 3x3 layers.

    >>> resnet18().parameters
    11689512
    """
    return _resnet((2, 2, 2, 2), classes, bottleneck=False)


def resnet50(classes: int = 1000) -> Net:
    """Sixteen bottlenecks of 1x1, 3x3 and 1x1.

    >>> resnet50().parameters
    25557032
    """
    return _resnet((3, 4, 6, 3), classes, bottleneck=True)


def resnet152(classes: int = 1000) -> Net:
    """Fifty bottlenecks.

    >>> net = resnet152()
    >>> print(net.parameters, net.volumes[-3], net.volumes[-1])
    60192808 [7x7x2048] [1x1x1000]
    """
    return _resnet((3, 8, 36, 3), classes, bottleneck=True)


def _resnet(repeats: tuple[int, ...], classes: int, bottleneck: bool) -> Net:
    layers: list[Layer] = [*_conv(64, F=7, S=2), ReLU(), halving_pool()]
    depth = 64
    for K, count in zip(FILTERS, repeats):
        for number in range(count):
            S = 2 if number == 0 and K > FILTERS[0] else 1
            layers += [_block(depth, K, S, bottleneck), ReLU()]
            depth = K * WIDER if bottleneck else K
    return Net(Volume(W=224, H=224, D=3), [*layers, GlobalPool(), scores(classes)])


def _block(depth: int, K: int, S: int, bottleneck: bool) -> Residual:
    """F(x) + x, or F(x) + projection(x) where size or depth change."""
    if bottleneck:
        after = K * WIDER
        inside = [*_conv(K, F=1), ReLU(), *_conv(K, F=3, S=S), ReLU(), *_conv(after, F=1)]
    else:
        after = K
        inside = [*_conv(K, F=3, S=S), ReLU(), *_conv(K, F=3)]
    projection = _conv(after, F=1, S=S) if S > 1 or after != depth else []
    return Residual(tuple(inside), tuple(projection))


def _conv(K: int, F: int, S: int = 1) -> list[Layer]:
    """CONV and batch normalisation, whose shift stands for the bias."""
    return [Conv(K=K, F=F, S=S, P=F // 2, crop=S > 1, bias=False), BatchNorm()]
