"""CIFAR-10: 32 x 32 colour photographs of ten classes, 50,000 to train on and 10,000 to test with.

It is read in its binary version: for each image a byte for the label, then its red, green and blue planes.
"""

import tarfile
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import path_of
from cnnlib.datasets.files import FORMER, DataError, as_labelled, check_part, download, find, read
from cnnlib.datasets.held_out import Labelled

CIFAR10_CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
FILES = {"train": tuple(f"data_batch_{n}.bin" for n in range(1, 6)), "test": ("test_batch.bin",)}
PACKED = "cifar-10-binary.tar.gz"
INSIDE = "cifar-10-batches-bin"  # the folder in it
MD5 = "c32a1d4ab5d03f1284b67883e8d87530"  # as its makers published it
SOURCES = ("https://www.cs.toronto.edu/~kriz/",)
SIDE = 32
BYTES = 1 + 3 * SIDE * SIDE  # of an image and its label
MOST_BYTES = 10_000 * BYTES  # in a file


def cifar10(folder: str | Path | None = None, part: str = "train") -> Labelled:
    """Images (N, 32, 32, 3), float32 from 0 to 1, and labels (N,) from 0 to 9: places in `CIFAR10_CLASSES`.

    Read from `data_batch_1.bin` to `data_batch_5.bin` or `test_batch.bin` in `folder`, or from
    `cifar-10-binary.tar.gz` there; without a folder that file is downloaded once, 170 MB, into the user's cache.
    `part` is "train" (50,000 images) or "test" (10,000).

    Source: Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009.
    """
    names = FILES[check_part(part)]
    if folder is None:
        rows = _unpacked(download("cifar10", PACKED, MD5, SOURCES), names)
    else:
        rows = _in_folder(path_of(folder, "folder"), names)
    planes = np.concatenate([images for images, _ in rows]).reshape(-1, 3, SIDE, SIDE)
    images = np.divide(planes.transpose(0, 2, 3, 1), 255, order="C", dtype=np.float32)
    return images, np.concatenate([labels for _, labels in rows])


def _in_folder(folder: Path, names: tuple[str, ...]) -> list[Labelled]:
    if (folder / INSIDE).is_dir():
        folder /= INSIDE
    if not (folder / names[0]).exists() and (folder / PACKED).exists():
        return _unpacked(folder / PACKED, names)
    paths = [find(folder, [name]) for name in names]
    return [_rows(read(path, MOST_BYTES + 1), path) for path in paths]


def _unpacked(path: Path, names: tuple[str, ...]) -> list[Labelled]:
    """The files read where they lie in the archive: nothing is unpacked to the disk."""
    try:
        with tarfile.open(path) as archive:
            return [_rows(_member(archive, f"{INSIDE}/{name}"), path / name) for name in names]
    except KeyError as error:
        raise DataError(f"{path} does not hold what CIFAR-10's archive does: {error}. Take the right file") from error
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise DataError(f"{path} is truncated or damaged ({error}): {FORMER}") from error


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    return file.read(MOST_BYTES + 1) if file else b""


def _rows(data: bytes, path: Path) -> Labelled:
    """The bytes of the planes (N, 3072), not yet scaled, and the labels."""
    if len(data) > MOST_BYTES or len(data) % BYTES or not data:
        there = f"{len(data):,} bytes" if len(data) <= MOST_BYTES else f"over {MOST_BYTES:,} bytes"
        raise DataError(
            f"{path} has {there}, which is no multiple of {BYTES:,} up to 10,000 times (a label and 3 x 32 x 32 "
            f"pixels): {FORMER}"
        )
    table: NDArray = np.frombuffer(data, np.uint8).reshape(-1, BYTES)
    return as_labelled((table[:, 1:], table[:, 0].astype(np.int64)), path)
