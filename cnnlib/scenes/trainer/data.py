"""What a net of the Trainer learns from: bundled digits; MNIST and CIFAR-10 from a folder, or what stands in for them.

The images of MNIST and CIFAR-10 do not come with the package.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cnnlib.datasets import CIFAR10_CLASSES, Labelled, cifar10, digits, enlarged, mnist, photograph, resize, split
from cnnlib.scenes.settings import SettingError

MEASURED = 450  # held-out images are enough to see how it goes
PATCHES = 600  # of each photograph
SIDE, WIDE = 32, 288  # of a patch and of the photograph it is cut from, in pixels
STRIP, EVERY = 48, 3  # the photograph is cut into strips; every third is held out
SETS = {"mnist": ("MNIST", mnist, 1 / 12, ()), "cifar10": ("CIFAR-10", cifar10, 1 / 10, CIFAR10_CLASSES)}
SUBJECTS = {"china": "temple", "flower": "flower", "hopper": "Hopper"}
MISSING = '{} does not come with the package: folder="..." says where it lies. {} stand in.'


@dataclass(frozen=True, eq=False)
class Data:
    """Images and labels to learn from and to measure with; `told` says what stands in for what, `classes` what the
    labels mean where they are not numbers."""

    train: Labelled
    held_out: Labelled
    classes: tuple[str, ...] = ()
    told: str = ""


_NONE = np.zeros((0, 1, 1, 1), np.float32), np.zeros(0, np.int64)
NOTHING = Data(_NONE, _NONE)


@lru_cache(maxsize=4)
def data_of(kind: str, folder: str = "") -> Data:
    """The data for a kind of net.

    >>> len(data_of("plain").train[1]), data_of("mnist").train[0].shape
    (1347, (1347, 28, 28, 1))
    """
    if kind not in SETS:
        return Data(*split(*digits()))
    return _from_folder(kind, folder) if folder else {"mnist": _enlarged_digits, "cifar10": _patches}[kind]()


def _from_folder(kind: str, folder: str) -> Data:
    _, read, share, classes = SETS[kind]
    try:
        train, (x, y) = split(*read(folder), share)
    except (OSError, ValueError) as error:
        raise SettingError(f'{error}. Until then folder="" takes what comes with the package') from error
    return Data(train, (x[:MEASURED].copy(), y[:MEASURED].copy()), classes)


def _enlarged_digits() -> Data:
    """The bundled digits at MNIST's size."""
    images, labels = digits()
    return Data(*split(enlarged(images), labels), (), MISSING.format("MNIST", "Bundled digits, enlarged,"))


def _patches() -> Data:
    """Which of three photographs a patch is from."""
    rng = np.random.default_rng(0)
    parts = [_cut(photograph(name), rng) for name in SUBJECTS]
    told = MISSING.format("CIFAR-10", "Patches of three photographs")
    train, held_out = (_mixed([one[n] for one in parts], rng) for n in (0, 1))
    return Data(train, held_out, tuple(SUBJECTS.values()), told)


def _cut(image: NDArray[np.uint8], rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    """Patches (N, 32, 32, 3) to learn from, and others, from strips of the photograph that those have not seen."""
    high = WIDE * image.shape[0] // image.shape[1]
    small = resize(image, WIDE, high) / np.float32(255)
    windows = np.lib.stride_tricks.sliding_window_view(small, (SIDE, SIDE), axis=(0, 1)).transpose(0, 1, 3, 4, 2)
    starts = np.arange(windows.shape[1])
    inside = starts % STRIP <= STRIP - SIDE  # it does not reach over into the next strip
    kept = starts // STRIP % EVERY == 1
    places = starts[inside & ~kept], starts[inside & kept]
    counts = PATCHES, MEASURED // len(SUBJECTS)
    learnt, held_out = (
        windows[rng.integers(0, len(windows), count), rng.choice(place, count)] for count, place in zip(counts, places)
    )
    return learnt, held_out


def _mixed(parts: list[NDArray], rng: np.random.Generator) -> Labelled:
    labels = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    order = rng.permutation(len(labels))
    return np.concatenate(parts)[order], labels[order]
