"""Nets with a name, each a function that returns a `Net` without weights: `vgg16().init()` makes them.

Counting needs no weights, so that even ResNet-152 costs nothing to look at.
"""

from cnnlib.zoo.alexnet import alexnet, alexnet_two_towers, zfnet
from cnnlib.zoo.googlenet import googlenet, googlenet_heads
from cnnlib.zoo.resnet import resnet18, resnet50, resnet152
from cnnlib.zoo.small import (
    cifar_net,
    colours_net,
    digits_net,
    first_filters_net,
    lenet5,
    mnist_net,
    plain_net,
    residual_net,
    strokes_net,
)
from cnnlib.zoo.vgg import vgg16, vgg19

__all__ = [
    "alexnet",
    "alexnet_two_towers",
    "cifar_net",
    "colours_net",
    "digits_net",
    "first_filters_net",
    "googlenet",
    "googlenet_heads",
    "lenet5",
    "mnist_net",
    "plain_net",
    "residual_net",
    "resnet18",
    "resnet50",
    "resnet152",
    "strokes_net",
    "vgg16",
    "vgg19",
    "zfnet",
]
