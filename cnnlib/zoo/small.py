"""Small nets: LeNet-5, and those of the lessons, which train while one waits."""

from cnnlib.checks import whole
from cnnlib.layers import FC, BatchNorm, Conv, GlobalPool, Layer, Pool, ReLU, Residual
from cnnlib.nets import Net
from cnnlib.shapes import Volume
from cnnlib.zoo.parts import scores

DIGITS = Volume(W=8, H=8, D=1)


def lenet5(classes: int = 10) -> Net:
    """LeNet-5 for handwritten digits of 28 x 28: two CONV layers of 5 x 5, each with a POOL, and three FC layers.

    As it is usually built today: ReLU for tanh, max pooling without weights, every filter of the second layer
    on all slices (the paper left some out), and a padding of 2 for the paper's images of 32 x 32.

    Source: LeCun, Bottou, Bengio and Haffner 1998, "Gradient-Based Learning Applied to Document Recognition".

    >>> net = lenet5()
    >>> print(net.parameters, *net.volumes[::3])
    61706 [28x28x1] [14x14x6] [5x5x16] [1x1x84]
    """
    trunk: list[Layer] = [Conv(K=6, F=5, P=2), ReLU(), Pool(), Conv(K=16, F=5), ReLU(), Pool()]
    return Net(Volume(W=28, H=28, D=1), [*trunk, FC(K=120), ReLU(), FC(K=84), ReLU(), scores(classes)])


def digits_net() -> Net:
    """A small net for the 8 x 8 digits of `datasets.digits`, of the kind of LeNet (LeCun et al. 1998).

    >>> net = digits_net()
    >>> print(*net.volumes, net.parameters)
    [8x8x1] [8x8x16] [8x8x16] [8x8x32] [8x8x32] [4x4x32] [1x1x64] [1x1x64] [1x1x10] 38282
    """
    features: list[Layer] = [Conv(K=16, F=3, P=1), ReLU(), Conv(K=32, F=3, P=1), ReLU(), Pool()]
    return Net(DIGITS, [*features, FC(K=64), ReLU(), FC(K=10)])


def mnist_net() -> Net:
    """A net of the kind of LeNet for the 28 x 28 digits of MNIST, with batch normalisation.

    >>> net = mnist_net()
    >>> print(net.parameters, *net.volumes[4::4])
    180914 [14x14x24] [7x7x48] [1x1x10]
    """
    features: list[Layer] = [*_conv(24, F=5), Pool(), *_conv(48, F=5), Pool()]
    return Net(Volume(W=28, H=28, D=1), [*features, FC(K=64), BatchNorm(), ReLU(), FC(K=10)])


def strokes_net() -> Net:
    """A very small net for MNIST's digits whose 12 first filters, 7 x 7, are large enough to be looked at.

    >>> net = strokes_net()
    >>> print(net.parameters, *net.volumes[4::4])
    6286 [11x11x12] [4x4x16]
    """
    features: list[Layer] = [*_conv(12, F=7, P=0), Pool(), *_conv(16, F=4, P=0), Pool()]
    return Net(Volume(W=28, H=28, D=1), [*features, FC(K=10)])


def cifar_net() -> Net:
    """A small residual net for the 32 x 32 photographs of CIFAR-10. Its first layer brings the colours to one scale.

    Three times a layer with more filters, pooling, and a residual block. Where there is a POOL, it comes before
    the normalisation, which then has a quarter of the numbers to go through.

    >>> net = cifar_net()
    >>> print(net.parameters, net.volumes[-3], net.volumes[-1])
    837896 [4x4x160] [1x1x10]
    """
    features: list[Layer] = [BatchNorm(), *_conv(24)]
    for K in (64, 160, 160):
        conv, *others = _conv(K)
        features += [conv, Pool(), *others, Residual(_conv(K))]
    return Net(Volume(W=32, H=32, D=3), [*features, GlobalPool("max"), FC(K=10)])


def first_filters_net() -> Net:
    """A small net for CIFAR-10 whose 32 first filters, 7 x 7 x 3, are large enough to be looked at.

    >>> net = first_filters_net()
    >>> print(net.parameters, *net.volumes[2::4])
    47120 [16x16x32] [8x8x48] [4x4x64] [1x1x10]
    """
    wide: list[Layer] = [Conv(32, F=7, S=2, P=3, crop=True, bias=False), BatchNorm(), ReLU()]
    features: list[Layer] = [BatchNorm(), *wide, Pool(), *_conv(48), Pool(), *_conv(64)]
    return Net(Volume(W=32, H=32, D=3), [*features, GlobalPool("max"), FC(K=10)])


def colours_net() -> Net:
    """A very small net for CIFAR-10 whose 16 first filters, 7 x 7 x 3, can be watched while they grow.

    >>> net = colours_net()
    >>> print(net.parameters, *net.volumes[2::4])
    12192 [16x16x16] [8x8x32] [1x1x10]
    """
    wide: list[Layer] = [Conv(16, F=7, S=2, P=3, crop=True, bias=False), BatchNorm(), ReLU()]
    return Net(Volume(W=32, H=32, D=3), [BatchNorm(), *wide, Pool(), *_conv(32), Pool(), FC(K=10)])


def plain_net(blocks: int, K: int = 16, volume: Volume = DIGITS, classes: int = 10) -> Net:
    """A deep net of `blocks` times two CONV layers of 3 x 3, to be trained beside `residual_net`.

    >>> len([layer for layer in plain_net(blocks=9).layers if isinstance(layer, Conv)])
    19
    """
    return _deep([[*_two_convs(K), ReLU()]] * whole(blocks, "blocks", least=0), K, volume, classes)


def residual_net(blocks: int, K: int = 16, volume: Volume = DIGITS, classes: int = 10) -> Net:
    """The same layers as `plain_net`, each block of two CONV layers with a shortcut past it: F(x) + x.

    Source: He et al. 2016, "Deep Residual Learning for Image Recognition", figures 1 and 6.

    >>> residual_net(blocks=9).parameters == plain_net(blocks=9).parameters
    True
    """
    return _deep([[Residual(tuple(_two_convs(K))), ReLU()]] * whole(blocks, "blocks", least=0), K, volume, classes)


def _deep(blocks: list[list[Layer]], K: int, volume: Volume, classes: int) -> Net:
    stem: list[Layer] = [Conv(K, F=3, P=1, bias=False), BatchNorm(), ReLU()]
    return Net(volume, [*stem, *(layer for block in blocks for layer in block), GlobalPool(), scores(classes)])


def _conv(K: int, F: int = 3, P: int | None = None) -> list[Layer]:
    return [Conv(K, F=F, P=F // 2 if P is None else P, bias=False), BatchNorm(), ReLU()]


def _two_convs(K: int) -> list[Layer]:
    conv = Conv(K, F=3, P=1, bias=False)
    return [conv, BatchNorm(), ReLU(), conv, BatchNorm()]
