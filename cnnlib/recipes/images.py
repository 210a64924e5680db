"""The recipes of the nets that come with the package, trained on images that do not."""

from functools import partial

from cnnlib import datasets, zoo
from cnnlib.augment import in_turn, mirrored, shifts
from cnnlib.losses import softmax_loss
from cnnlib.optim import Momentum, restart, warm_up
from cnnlib.principal import start_from_patches
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
    optimiser=partial(Momentum, rate=0.05),
    schedule=restart(warm_up(0.2), at=2 / 3, factor=0.4),
    augment=in_turn(shifts(3), mirrored()),
    epochs=30,
    batch=64,
    penalty=0.0005,
    held_out=0.1,
    loss=partial(softmax_loss, smoothing=0.1),
    prepare=start_from_patches,
    threads=2,
)

first_filters = Recipe(
    name="first_filters",
    about="a small net for CIFAR-10 with first filters of 7 x 7, to be looked at",
    net=zoo.first_filters_net,
    data=datasets.cifar10,
    optimiser=partial(Momentum, rate=0.1),
    schedule=warm_up(0.2),
    augment=in_turn(shifts(2), mirrored()),
    epochs=10,
    batch=64,
    penalty=0.005,  # ten times the usual: noise that does not help fades away, and the filters become smooth
    held_out=0.1,
)

checkpoints = Recipe(
    name="checkpoints",
    about="a very small net for CIFAR-10 with first filters of 7 x 7, kept from time to time while it learns",
    net=zoo.colours_net,
    data=datasets.cifar10,
    optimiser=partial(Momentum, rate=0.1),
    schedule=warm_up(0.2),
    augment=in_turn(shifts(2), mirrored()),
    epochs=4,
    batch=64,
    penalty=0.005,  # ten times the usual, as for the large first filters
    held_out=0.1,
    snapshots=(0, 20, 50, 100, 200, 300, 400, 500, 700, 1000, 1400, 2000),
)
