"""AlexNet, and ZF Net, which looks more closely at the image."""

from cnnlib.layers import FC, Conv, Dropout, Layer, LocalResponseNorm, Pool, ReLU
from cnnlib.nets import Net
from cnnlib.shapes import Volume
from cnnlib.zoo.parts import halving_pool, scores


def alexnet(classes: int = 1000) -> Net:
    """AlexNet in one tower: five CONV layers and three FC layers, for images of 227 x 227.

    The paper says 224, which its own first layer does not fit.

    Source: Krizhevsky, Sutskever and Hinton 2012, "ImageNet Classification with Deep Convolutional Neural
    Networks".

    >>> net = alexnet()
    >>> print(net.parameters, *net.volumes[:5], net.volumes[15])
    62378344 [227x227x3] [55x55x96] [55x55x96] [55x55x96] [27x27x96] [6x6x256]
    """
    return _alexnet(1, classes)


def alexnet_two_towers(classes: int = 1000) -> Net:
    """AlexNet as it was trained, on two processors: half of the slices on each.

    The second, fourth and fifth CONV layers see only the slices of their own tower (`groups=2`), which halves
    their weights.

    >>> alexnet_two_towers().parameters
    60965224
    """
    return _alexnet(2, classes)


def zfnet(classes: int = 1000) -> Net:
    """ZF Net: AlexNet with a first layer of 7 x 7 at stride 2 in place of 11 x 11 at stride 4.

    Source: Zeiler and Fergus 2014, "Visualizing and Understanding Convolutional Networks", figure 3.

    >>> net = zfnet()
    >>> print(net.parameters, *net.volumes[:5])
    62357608 [224x224x3] [110x110x96] [110x110x96] [55x55x96] [55x55x96]
    """
    trunk: list[Layer] = [
        *(Conv(K=96, F=7, S=2, P=1, crop=True), ReLU(), halving_pool(), LocalResponseNorm()),
        *(Conv(K=256, F=5, S=2), ReLU(), halving_pool(), LocalResponseNorm()),
        *(*_three_convs(384, 384, 256), Pool(F=3, S=2)),
    ]
    return Net(Volume(W=224, H=224, D=3), [*trunk, *_three_fcs(classes)])


def _alexnet(groups: int, classes: int) -> Net:
    trunk: list[Layer] = [
        *(Conv(K=96, F=11, S=4), ReLU(), LocalResponseNorm(), Pool(F=3, S=2)),
        *(Conv(K=256, F=5, P=2, groups=groups), ReLU(), LocalResponseNorm(), Pool(F=3, S=2)),
        *(*_three_convs(384, 384, 256, groups), Pool(F=3, S=2)),
    ]
    return Net(Volume(W=227, H=227, D=3), [*trunk, *_three_fcs(classes)])


def _three_convs(first: int, second: int, third: int, groups: int = 1) -> list[Layer]:
    """The first of them sees both towers."""
    layers: list[Layer] = [Conv(K=first, F=3, P=1), ReLU()]
    for K in (second, third):
        layers += [Conv(K=K, F=3, P=1, groups=groups), ReLU()]
    return layers


def _three_fcs(classes: int) -> list[Layer]:
    return [Dropout(), FC(K=4096), ReLU(), Dropout(), FC(K=4096), ReLU(), scores(classes)]
