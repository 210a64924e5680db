"""VGGNet: nothing but 3 x 3 filters and 2 x 2 pooling, and many of them.

Source: Simonyan and Zisserman 2015, "Very Deep Convolutional Networks for Large-Scale Image Recognition".
"""

from cnnlib.layers import FC, Conv, Dropout, Layer, Pool, ReLU
from cnnlib.nets import Net
from cnnlib.shapes import Volume
from cnnlib.zoo.parts import scores

FILTERS = (64, 128, 256, 512, 512)  # in the layers before each POOL


def vgg16(classes: int = 1000) -> Net:
    """Thirteen CONV layers and three FC layers, for images of 224 x 224.

    >>> net = vgg16()
    >>> print(net.parameters, net.volumes[31])
    138357544 [7x7x512]
    """
    return _vgg((2, 2, 3, 3, 3), classes)


def vgg19(classes: int = 1000) -> Net:
    """Sixteen CONV layers and three FC layers.

    >>> vgg19().parameters
    143667240
    """
    return _vgg((2, 2, 4, 4, 4), classes)


def _vgg(repeats: tuple[int, ...], classes: int) -> Net:
    trunk: list[Layer] = []
    for K, count in zip(FILTERS, repeats):
        trunk += [Conv(K=K, F=3, P=1), ReLU()] * count
        trunk += [Pool()]
    top: list[Layer] = [FC(K=4096), ReLU(), Dropout(), FC(K=4096), ReLU(), Dropout(), scores(classes)]
    return Net(Volume(W=224, H=224, D=3), [*trunk, *top])
