"""What model cards are written about: a title, whose images, which recipes, and what is tried on them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnlib.datasets import CIFAR10_CLASSES

Change = Callable[[NDArray], NDArray]
DIGITS = tuple("0123456789")
MNIST = (
    'MNIST: LeCun, Bottou, Bengio and Haffner, "Gradient-Based Learning Applied to Document Recognition", 1998. '
    "From its 60,000 training images one in twelve of each digit is held out and never learnt from; its 10,000 test "
    "images are not looked at. The images do not come with the package: `cnnlib.datasets.mnist(folder)` reads them."
)
CIFAR = (
    'CIFAR-10: Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009. From its 50,000 training '
    "images one in ten of each class is held out and never learnt from; its 10,000 test images are not looked at. "
    "The images do not come with the package: `cnnlib.datasets.cifar10(folder)` reads them."
)
BUNDLED = (
    'The 1,797 digits of 8 x 8 pixels that scikit-learn bundles (Alpaydin and Kaynak, "Optical Recognition of '
    'Handwritten Digits", UCI, 1998), a quarter of them held out: `cnnlib.datasets.split(*digits())`.'
)


def moved(pixels: int) -> Change:
    """To the right; what comes in is black."""
    return lambda x: np.pad(x, ((0, 0), (0, 0), (pixels, 0), (0, 0)))[:, :, : x.shape[2]]


def noisy(strength: float) -> Change:
    """Each number a little off, by a normal distribution of this strength."""
    return lambda x: x + np.random.default_rng(0).normal(0, strength, x.shape).astype(np.float32)


ANY: dict[str, Change] = {
    "moved 2 pixels to the right": moved(2),
    "moved 4 pixels to the right": moved(4),
    "moved 8 pixels to the right": moved(8),
    "half as bright": lambda x: x / 2,
    "light and dark exchanged": lambda x: 1 - x,
    "mirrored": lambda x: x[:, :, ::-1],
    "upside down": lambda x: x[:, ::-1],
    "turned by a quarter": lambda x: np.rot90(x, axes=(1, 2)),
    "with noise of strength 0.1": noisy(0.1),
    "with noise of strength 0.3": noisy(0.3),
}
COLOUR = ANY | {
    "in grey": lambda x: x.mean(axis=3, keepdims=True).repeat(3, axis=3),
    "red and blue exchanged": lambda x: x[..., ::-1],
}


@dataclass(frozen=True)
class Subject:
    """What a card is about. `recipes` are those of its runs; `classes` is empty where nothing is measured anew."""

    name: str
    title: str
    about: str
    data: str
    recipes: tuple[str, ...]
    classes: tuple[str, ...] = ()
    changes: tuple[tuple[str, Change], ...] = ()
    picture: str = ""
    aim: float = 0.0  # the accuracy that was aimed at


NAMES = ("mnist", "cifar10", "first_filters", "checkpoints", "plain_and_residual")
SUBJECTS = {
    subject.name: subject
    for subject in (
        Subject(
            "mnist", "The digits net",
            "`pretrained.mnist()` tells handwritten digits apart: white ink on black, 28 x 28 pixels from 0 to 1.",
            MNIST, ("mnist",), DIGITS, tuple(ANY.items()), aim=0.994,
        ),
        Subject(
            "cifar10", "The net for photographs",
            "`pretrained.cifar10()` tells ten kinds of animals and vehicles apart on photographs of 32 x 32 pixels in "
            "colour, from 0 to 1.",
            CIFAR, ("cifar10",), CIFAR10_CLASSES, tuple(COLOUR.items()), aim=0.88,
        ),
        Subject(
            "first_filters", "Large first filters",
            "`pretrained.first_filters()` is a small net whose first layer is there to be looked at: filters large "
            "enough to show what they answer to. It is no good classifier, and is not meant to be one.",
            CIFAR, ("first_filters",), CIFAR10_CLASSES, tuple(COLOUR.items()),
            "The 32 first filters, 7 x 7 x 3. Each has a range of its own: grey is 0.",
        ),
        Subject(
            "checkpoints", "A net that grows",
            "`pretrained.checkpoints()` holds one small net as it was after each of some steps of its training: how "
            "random filters become edges and opposing colours, and the accuracy with them.",
            CIFAR, ("checkpoints",),
            picture="The 16 first filters, 7 x 7 x 3, a row for each checkpoint from the first to the last. Each has a "
            "range of its own: grey is 0.",
        ),
        Subject(
            "plain_and_residual", "Plain and residual nets, 20 and 56 layers",
            "`pretrained.plain_and_residual()` holds the records of four trainings: two depths, with and without "
            "shortcuts, all else alike, batch normalisation after every CONV layer. The deeper plain net is worse on "
            "the very images it learns from: that is no over-fitting, it is hard to optimise. With shortcuts, depth "
            "does no harm. The loss has no penalty in it, as the deeper net would pay more of it. Minibatches of 50 "
            "leave no small rest at the end of an epoch, whose batch normalisation would go by a handful of images. "
            "One seed was run to the end; other seeds and rates give other gaps.",
            BUNDLED, ("plain20", "plain56", "residual20", "residual56"),
            picture="Training loss, epoch by epoch: without shortcuts to the left, with them to the right.",
        ),
    )
}  # fmt: skip
