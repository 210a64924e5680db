"""Where a picture may be written, or a sentence that says what is in the way."""

import os
from collections.abc import Sequence
from pathlib import Path


def place_for(path: str | Path, endings: Sequence[str]) -> Path:
    """A path with one of these endings, in a folder that is there; known before the work of drawing begins.

    >>> place_for("film.mp4", (".png", ".gif"))
    Traceback (most recent call last):
    ValueError: a picture is saved as .png or .gif, not as 'film.mp4'
    """
    path = Path(path).expanduser()
    if path.suffix.lower() not in endings:
        if path.is_dir():
            raise ValueError(f"{str(path)!r} is a folder: name a file in it, such as 'picture{endings[0]}'")
        *most, last = endings
        raise ValueError(f"a picture is saved as {', '.join(most)} or {last}, not as {path.name!r}")
    if not path.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {str(path.parent)!r}: make it, or choose another place")
    if path.is_dir():
        raise _cannot_write(path, "there is a folder of that name")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise _cannot_write(path, "you may not write there")
    return path


def written(path: Path, data: bytes) -> Path:
    """The path, once the data are there."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise _cannot_write(path, error.strerror or str(error)) from error
    return path


def _cannot_write(path: Path, why: str) -> OSError:
    return OSError(f"cannot write {str(path)!r} ({why}): choose another place")
