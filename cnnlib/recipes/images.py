"""The recipes of the two nets that come with the package."""

from functools import partial

from cnnlib import datasets, zoo
from cnnlib.augment import in_turn, mirrored, shifts
from cnnlib.optim import Momentum, warm_up
from cnnlib.recipes.recipe import Recipe

mnist = Recipe(
    name="mnist",
    about="handwritten digits, 28 x 28 grey (MNIST)",
    net=zoo.mnist_net,
    data=datasets.mnist,
    optimiser=partial(Momentum, rate=0.05),
    schedule=warm_up(0.2),
    augment=shifts(2),
    epochs=20,
    batch=64,
    penalty=0.0005,
    held_out=1 / 12,
)

cifar10 = Recipe(
    name="cifar10",
    about="photographs of ten classes, 32 x 32 colour (CIFAR-10)",
    net=zoo.cifar_net,
    data=datasets.cifar10,
    optimiser=partial(Momentum, rate=0.1),
    schedule=warm_up(0.2),
    augment=in_turn(shifts(4), mirrored()),
    epochs=16,
    batch=64,
    penalty=0.0005,
    held_out=0.1,
)
