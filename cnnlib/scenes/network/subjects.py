"""The nets and images that a picture can name: those that come with the package, and those that a reader lends it.

A setting is a name, so that it can travel to the browser and back. What is lent lives as long as its owner keeps it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from cnnlib.datasets import CIFAR10_CLASSES
from cnnlib.nets import Net
from cnnlib.saving import load
from cnnlib.scenes.settings import SettingError

YOURS = "yours"
"""How the name of everything that is lent begins."""


@dataclass(frozen=True)
class Shipped:
    """A trained net that comes with the package: what it is called, how it is got, in code too, what it tells apart."""

    name: str
    get: Callable[[], Net]
    code: str
    classes: tuple[str, ...]


@lru_cache(maxsize=1)
def digits_net() -> Net:
    """The net of the first lesson, trained as `recipes.train_digits(seed=0)` trains it.

    >>> digits_net().parameters
    38282
    """
    return load(Path(__file__).with_name("digits.npz"))


DIGITS = tuple("0123456789")
TRAINED = {
    "mnist": ("MNIST net, 28 × 28", DIGITS),
    "cifar10": ("CIFAR-10 net, 32 × 32 in colour", CIFAR10_CLASSES),
    "first_filters": ("large first filters, 32 × 32 in colour", CIFAR10_CLASSES),
}
"""Functions of `cnnlib.pretrained`, where that is installed: what their nets are called and tell apart."""


PRETRAINED = "from cnnlib import pretrained\n\nnet = pretrained.{}()"


def pretrained_nets(package: Any) -> dict[str, Shipped]:
    """Those of the nets above that a package has.

    >>> pretrained_nets(None)
    {}
    """
    return {
        name: Shipped(title, lru_cache(maxsize=1)(getattr(package, name)), PRETRAINED.format(name), classes)
        for name, (title, classes) in TRAINED.items()
        if hasattr(package, name)
    }


def _pretrained() -> Any:
    return import_module("cnnlib.pretrained") if find_spec("cnnlib.pretrained") else None


NETS = {
    "digits": Shipped(
        "digits net, 8 × 8",
        digits_net,
        "from cnnlib.scenes.network.subjects import digits_net\n\nnet = digits_net()",
        DIGITS,
    ),
    **pretrained_nets(_pretrained()),
}

_nets: WeakValueDictionary[str, Net] = WeakValueDictionary()
_images: WeakValueDictionary[str, NDArray] = WeakValueDictionary()
_numbers = count(1)


def lend_net(net: Any) -> tuple[str, Net]:
    """A name for a reader's net, and the copy that goes by it: training may go on while the picture stays true."""
    if not isinstance(net, Net):
        raise SettingError(f"net = {net!r} is no net: give a Net, or one of {', '.join(map(repr, NETS))}")
    if not net.has_weights:
        raise SettingError("this net has no weights yet: make them with net.init(seed=0), or train it")
    name, copy = f"{YOURS} {next(_numbers)}", Net(net.volumes[0], net.layers).adopt(net.weights)
    _nets[name] = copy
    return name, copy


def lend_image(x: NDArray) -> tuple[str, NDArray]:
    """A name for a reader's image, and the copy that goes by it."""
    try:
        name, copy = f"{YOURS} {next(_numbers)}", np.array(x)
    except ValueError:
        raise SettingError(
            "x has rows that differ in length: one image is an array (H, W, D), such as images[0]"
        ) from None
    _images[name] = copy
    return name, copy


def net_named(name: str) -> Net:
    """The net of a setting."""
    return NETS[name].get() if name in NETS else _lent(_nets, name, "net", NETS)


def lent_image(name: str) -> NDArray:
    """An image as it was handed over."""
    return _lent(_images, name, "image", ())


def classes_of(name: str, count: int) -> tuple[str, ...]:
    """What the scores of a net stand for: "class 3" where nobody has said."""
    known = NETS[name].classes if name in NETS else ()
    return known if len(known) == count else tuple(f"class {n}" for n in range(count))


def _lent(shelf: Any, name: Any, kind: str, known: Collection[str]) -> Any:
    found = shelf.get(name) if isinstance(name, str) else None
    if found is None:
        there = f"; there are {', '.join(map(repr, known))}" if known else ""
        raise SettingError(f"there is no {kind} {name!r} here: hand it over with {kind}=...{there}")
    return found
