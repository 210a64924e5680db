"""MNIST and Fashion-MNIST: 28 x 28 grey images of ten classes, 60,000 to train on and 10,000 to test with.

Both come as IDX files: two zero bytes, a byte for the type of the numbers (8: unsigned bytes), one for the number
of axes, four for the length of each axis, the largest first; then the numbers.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import path_of
from cnnlib.datasets.files import FORMER, DataError, as_labelled, check_part, download, find, read
from cnnlib.datasets.held_out import Labelled

FASHION_CLASSES = (
    "T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot",
)  # fmt: skip
SIDE = 28
MOST_BYTES = 1 << 30
FILES = {"train": ("train-images-idx3-ubyte", "train-labels-idx1-ubyte")}
FILES["test"] = ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")

# MD5 of the packed files as their makers published them, images and labels.
MNIST_MD5 = {
    "train": ("f68b3c2dcbeaaa9fbdd348bbdeb94873", "d53e105ee54ea40749a09fcbcd1e9432"),
    "test": ("9fb629c4189551a2d022fa330f9573f3", "ec29112dd5afa0611ce80d1b7f02629c"),
}
FASHION_MD5 = {
    "train": ("8d4fb7e6c68d591d4c3dfef9ec88bf0d", "25c81989df183df01b3e8a0aad5dffbe"),
    "test": ("bef4ecab320f06d8554ea6380940ec79", "bb300cfdad3c16e7a12a480ee83cd310"),
}
MNIST_SOURCES = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
FASHION_SOURCES = (
    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
)


def mnist(folder: str | Path | None = None, part: str = "train") -> Labelled:
    """Handwritten digits: images (N, 28, 28, 1), float32 from 0 (paper) to 1 (ink), and labels (N,) from 0 to 9.

    Read from the data set's own files in `folder`, packed (`.gz`) or not; without a folder they are downloaded
    once, 12 MB, into the user's cache. `part` is "train" (60,000 images) or "test" (10,000).

    Source: LeCun, Bottou, Bengio and Haffner, "Gradient-Based Learning Applied to Document Recognition", 1998.
    """
    return _labelled("mnist", folder, part, MNIST_MD5, MNIST_SOURCES)


def fashion_mnist(folder: str | Path | None = None, part: str = "train") -> Labelled:
    """Articles of clothing in place of digits, otherwise as `mnist`; `FASHION_CLASSES` names the ten. 31 MB.

    The files have the same names as MNIST's: give them a folder of their own.

    Source: Xiao, Rasul and Vollgraf, "Fashion-MNIST", 2017.
    """
    return _labelled("fashion_mnist", folder, part, FASHION_MD5, FASHION_SOURCES)


def read_idx(path: str | Path, axes: int) -> NDArray[np.uint8]:
    """The array of an IDX file of unsigned bytes with so many axes, packed or not."""
    path = Path(path)
    head = read(path, 4 + 4 * axes)
    magic, right = int.from_bytes(head[:4], "big"), 0x800 + axes
    if len(head) >= 4 and magic != right:
        raise DataError(
            f"{path} starts with the magic number {magic} (0x{magic:08x}); an IDX file of unsigned bytes with "
            f"{axes} axes starts with {right} (0x{right:08x}): take the right file"
        )
    if len(head) < 4 + 4 * axes:
        raise DataError(f"{path} ends after {len(head)} bytes, within the head of an IDX file: {FORMER}")
    shape = tuple(int.from_bytes(head[4 * axis + 4 : 4 * axis + 8], "big") for axis in range(axes))
    return _body(path, len(head), shape)


def _body(path: Path, start: int, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """What follows the head: as many bytes as the shape says, no fewer and no more."""
    size = int(np.prod(shape, dtype=object))
    if size > MOST_BYTES:
        raise DataError(f"{path} says that it holds an array of {shape}, over {MOST_BYTES >> 20:,} MB: {FORMER}")
    body = read(path, start + size + 1)[start:]
    if len(body) != size:
        there = f"{len(body):,}" if len(body) < size else "more"
        raise DataError(f"{path} says {shape}, which is {size:,} bytes, and has {there}: {FORMER}")
    return np.frombuffer(body, np.uint8).reshape(shape)


def _labelled(
    name: str,
    folder: str | Path | None,
    part: str,
    md5: dict[str, tuple[str, str]],
    sources: tuple[str, ...],
) -> Labelled:
    files = FILES[check_part(part)]
    if folder is None:
        paths = [download(name, f"{file}.gz", sums, sources) for file, sums in zip(files, md5[part])]
    else:
        paths = [find(path_of(folder, "folder"), [file, f"{file}.gz"]) for file in files]
    images, labels = read_idx(paths[0], axes=3), read_idx(paths[1], axes=1)
    if images.shape[1:] != (SIDE, SIDE):
        raise DataError(
            f"{paths[0]} holds images of {images.shape[1:]} pixels, {name}'s have {SIDE, SIDE}: take {name}'s"
        )
    if len(images) != len(labels):
        raise DataError(
            f"{paths[0]} holds {len(images):,} images and {paths[1].name} {len(labels):,} labels: take two files "
            "of one set"
        )
    scaled = np.divide(images[..., None], 255, dtype=np.float32)
    return as_labelled((scaled, labels.astype(np.int64)), paths[1])
