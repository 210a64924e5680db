"""Files of arrays that can be trusted to be whole: an `.npz` without pickles, with a version and a checksum.

Such a file holds its kind, the version of its layout, a text and named arrays; `np.load` opens it as well. It is
written beside its place and moved there when it is complete, so that a run killed half-way leaves the old file.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     path = write(Path(folder) / "ones", kind="note", text="two of them", arrays={"x": np.ones(2)})
...     path.name, read(path, kind="note")
('ones.npz', ('two of them', {'x': array([1., 1.])}))
"""

import hashlib
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import path_of

VERSION = 1
HEAD = ("kind", "version", "text", "checksum")  # beside the arrays
Arrays = dict[str, NDArray]


class ArchiveError(ValueError):
    """A file that cannot be used; the text says why, and what to do."""


def write(path: str | Path, kind: str, text: str, arrays: Mapping[str, NDArray]) -> Path:
    """Write a file at `path`, which `read` gives back; returns the path, ending in `.npz`."""
    path = npz(path)
    if not path.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {path.parent} to write {path.name} to: make it first")
    named = {name: np.asarray(array) for name, array in arrays.items()}
    head = {"kind": kind, "version": VERSION, "text": text, "checksum": checksum(kind, text, named)}
    with replacing(path) as file:
        np.savez(file, allow_pickle=False, **{name: np.asarray(value) for name, value in head.items()}, **named)
    return path


def read(path: str | Path, kind: str) -> tuple[str, Arrays]:
    """The text and the arrays of a file of this kind. Raises `ArchiveError` for any other file."""
    path = path_of(path, "path")
    path = path if path.exists() else npz(path)
    if not path.exists():
        raise FileNotFoundError(f"there is no file {path}: look at the name and the folder")
    arrays = _opened(path, kind)
    found = _said(arrays, "kind")
    if found != kind:
        raise ArchiveError(f"{path} holds no {kind}{f' but a {found}' if found else ''}: take another file")
    _check_version(path, _said(arrays, "version"))
    text, said = _said(arrays, "text"), _said(arrays, "checksum")
    named = {name: array for name, array in arrays.items() if name not in HEAD}
    if checksum(kind, text, named) != said:
        raise ArchiveError(f"{path} was changed after it was written (its checksum differs): {_remedy(kind)}")
    return text, named


def npz(path: str | Path) -> Path:
    """The path with the ending that the file will have.

    >>> npz("digits").name, npz("digits.npz").name
    ('digits.npz', 'digits.npz')
    """
    path = path_of(path, "path")
    return path if path.suffix == ".npz" else path.with_name(path.name + ".npz")


def checksum(kind: str, text: str, arrays: Mapping[str, NDArray]) -> str:
    """SHA-256 of all that the file says: names, types and shapes too, in the order of the names."""
    digest = hashlib.sha256(f"{kind}\0{VERSION}\0{text}\0".encode())
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        digest.update(f"{name}\0{array.dtype.str}\0{array.shape}\0".encode())
        digest.update(array.reshape(-1).view(np.uint8).data)
    return digest.hexdigest()


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of `path` once it is complete, and not before."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        with open(unfinished, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _opened(path: Path, kind: str) -> Arrays:
    """Everything in the file. A foreign file may make NumPy raise anything at all: it becomes one sentence."""
    try:
        with zipfile.ZipFile(path) as members:
            if any(member.compress_type != zipfile.ZIP_STORED for member in members.infolist()):
                raise ArchiveError(f"{path} holds no {kind}: it is compressed, as no file of this kind is")
        with np.load(path, allow_pickle=False) as members:
            return {name: members[name] for name in members.files}
    except (ArchiveError, PermissionError, IsADirectoryError):
        raise
    except Exception as error:
        raise ArchiveError(f"{path} holds no {kind}, or is truncated or damaged: {_remedy(kind)}") from error


def _said(arrays: Arrays, name: str) -> str:
    """A word of the head, or "" where there is none."""
    value = arrays.get(name)
    return str(value) if value is not None and value.ndim == 0 else ""


def _check_version(path: Path, version: str) -> None:
    if not version.isdecimal() or int(version) < 1:
        raise ArchiveError(f"{path} says version = {version!r}, which is none: write it anew")
    if int(version) > VERSION:
        raise ArchiveError(
            f"{path} is of version {version}, written by a newer cnnlib; this one reads up to version {VERSION}: "
            "update cnnlib"
        )


def _remedy(kind: str) -> str:
    return f"copy it again from where it came, or write the {kind} anew"
