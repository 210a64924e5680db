"""Files of data sets: found in a folder or downloaded once, read whole or refused in a sentence."""

import gzip
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, cast

from cnnlib.datasets.held_out import Labelled

PARTS = ("train", "test")
FORMER = "move the file away, then get it again"


class DataError(ValueError):
    """A file of a data set that cannot be used; the text names it, says why, and what to do."""


def find(folder: Path, names: Iterable[str]) -> Path:
    """The first of several names that the folder has. FileNotFoundError says what it has instead."""
    names = list(names)
    if not folder.is_dir():
        raise FileNotFoundError(f"there is no folder {folder}: give the folder in which {names[0]} lies")
    for name in names:
        if (folder / name).is_file():
            return folder / name
    there = sorted(path.name for path in folder.iterdir())
    listed = (", ".join(there[:8]) + (", ..." if len(there) > 8 else "")) or "nothing"
    raise FileNotFoundError(
        f"{folder} holds no {' or '.join(names)}, but {listed}: give the folder in which it lies, or none, and it is "
        "downloaded"
    )


def read(path: Path, most: int) -> bytes:
    """The file's bytes, unpacked where it is a gzip file, whatever its name; at most so many."""
    try:
        with open(path, "rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        with (gzip.open if packed else open)(path, "rb") as file:
            return cast(BinaryIO, file).read(most)
    except EOFError as error:
        raise DataError(f"{path} is truncated, {path.stat().st_size:,} bytes are left of it: {FORMER}") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise DataError(f"{path} is damaged ({error}): {FORMER}") from error


def check_part(part: str) -> str:
    """`part` if it is one of the two that a data set has.

    >>> check_part("validation")
    Traceback (most recent call last):
    ValueError: part = 'validation' is no part of a data set: choose one of train, test
    """
    if part not in PARTS:
        raise ValueError(f"part = {part!r} is no part of a data set: choose one of {', '.join(PARTS)}")
    return part


def download(data_set: str, name: str, md5: str, sources: Iterable[str]) -> Path:
    """The file in the user's cache, downloaded from the first source that has it unless it is there already.

    The checksum is compared each time. ConnectionError says what to do without a network.
    """
    import pooch

    cache = Path(pooch.os_cache("cnnlib")) / data_set
    trouble = []
    for source in sources:
        try:
            return Path(pooch.retrieve(source + name, f"md5:{md5}", name, cache, progressbar=True))
        except ValueError as error:
            trouble.append(f"what {source} gave is another file ({error})")
        except OSError as error:  # requests' exceptions are of this kind
            trouble.append(f"{source} does not answer ({type(error).__name__})")
    raise ConnectionError(
        f"{name} of {data_set} could not be downloaded: {'; '.join(trouble)}. See that this computer is online and "
        f'call again; or copy the data set\'s files into a folder and name it: {data_set}(folder="...")'
    )


def as_labelled(labelled: Labelled, path: Path) -> Labelled:
    """The images and labels, if every label is one of ten."""
    images, labels = labelled
    if labels.max(initial=0) > 9:
        place = int((labels > 9).argmax())
        raise DataError(f"{path} says that image {place} has the label {labels[place]}, they go from 0 to 9: {FORMER}")
    return images, labels
