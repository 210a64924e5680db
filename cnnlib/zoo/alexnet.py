"""AlexNet, and ZF Net, which looks more closely at the image."""

from cnnlib.layers import FC, Conv, Dropout, Layer, LocalResponseNorm, Pool, ReLU
from cnnlib.nets import Net
from cnnlib.shapes import Volume


def alexnet(classes: int = 1000) -> Net:
    """AlexNet in one tower: five CONV layers and three FC layers, for images of 227 x 227.

    The paper says 224, which its own first layer does not fit.

    Source: Krizhevsky, Sutskever and Hinton 2012, "ImageNet Classification with Deep Convolutional Neural
    Networks".

    >>> net = alexnet()
    >>> print(net.parameters, *net.volumes[:5], net.volumes[15])
    62378344 [227x227x3] [55x55x96] [55x55x96] [55x55x96] [27x27x96] [6x6x256]
    """
    trunk: list[Layer] = [
        *(Conv(K=96, F=11, S=4), ReLU(), LocalResponseNorm(), Pool(F=3, S=2)),
        *(Conv(K=256, F=5, P=2), ReLU(), LocalResponseNorm(), Pool(F=3, S=2)),
        *(*_three_convs(), Pool(F=3, S=2)),
    ]
    return Net(Volume(W=227, H=227, D=3), [*trunk, *_three_fcs(classes)])


def zfnet(classes: int = 1000) -> Net:
    """ZF Net: AlexNet with a first layer of 7 x 7 at stride 2 in place of 11 x 11 at stride 4.

    Source: Zeiler and Fergus 2014, "Visualizing and Understanding Convolutional Networks", figure 3.

    >>> net = zfnet()
    >>> print(net.parameters, *net.volumes[:5])
    62357608 [224x224x3] [110x110x96] [110x110x96] [55x55x96] [55x55x96]
    """
    trunk: list[Layer] = [
        *(Conv(K=96, F=7, S=2, P=1, crop=True), ReLU(), _pool_beyond(), LocalResponseNorm()),
        *(Conv(K=256, F=5, S=2), ReLU(), _pool_beyond(), LocalResponseNorm()),
        *(*_three_convs(), Pool(F=3, S=2)),
    ]
    return Net(Volume(W=224, H=224, D=3), [*trunk, *_three_fcs(classes)])


def _three_convs() -> list[Layer]:
    return [layer for K in (384, 384, 256) for layer in (Conv(K=K, F=3, P=1), ReLU())]


def _three_fcs(classes: int) -> list[Layer]:
    return [Dropout(), FC(K=4096), ReLU(), Dropout(), FC(K=4096), ReLU(), FC(K=classes)]


def _pool_beyond() -> Pool:
    """3 x 3 at stride 2 whose windows may hang over the edge, which halves an even size."""
    return Pool(F=3, S=2, P=1, crop=True)
