"""Handwritten digits and photographs that other packages bundle.

Nothing is downloaded. The files are found where scikit-learn and matplotlib keep them, without importing
either, which would take a second.
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import whole
from cnnlib.datasets.held_out import Labelled
from cnnlib.datasets.pictures import decode_image, resize

DIGITS = ("scikit-learn", "sklearn", "datasets/data/digits.csv.gz")  # package, module, file in it
PHOTOGRAPHS = {
    "china": ("scikit-learn", "sklearn", "datasets/images/china.jpg"),
    "flower": ("scikit-learn", "sklearn", "datasets/images/flower.jpg"),
    "hopper": ("matplotlib", "matplotlib", "mpl-data/sample_data/grace_hopper.jpg"),
}


def digits() -> Labelled:
    """1797 handwritten digits: images (1797, 8, 8, 1), float32 from 0 (paper) to 1 (ink), and labels (1797,).

    Source: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI, 1998; as scikit-learn
    bundles it.

    >>> images, labels = digits()
    >>> images.shape, labels[:5].tolist()
    ((1797, 8, 8, 1), [0, 1, 2, 3, 4])
    """
    table = _digit_table()
    return table[:, :64].reshape(-1, 8, 8, 1) / np.float32(16), table[:, 64].astype(np.int64)


def photograph(name: str, width: int | None = None) -> NDArray[np.uint8]:
    """A photograph, (H, W, 3), uint8: "china" (a temple), "flower" (a dahlia) or "hopper" (Grace Hopper).

    `width` makes it smaller, in proportion and without jagged edges.

    >>> photograph("china", width=64).shape
    (43, 64, 3)
    """
    if not isinstance(name, str) or name not in PHOTOGRAPHS:
        raise ValueError(f"there is no photograph {name!r}: choose one of {', '.join(PHOTOGRAPHS)}")
    image = _photograph(name)
    if width is None or width == image.shape[1]:
        return image.copy()
    width = whole(width, "width")
    return resize(image, width, max(1, round(width * image.shape[0] / image.shape[1])))


@lru_cache(maxsize=1)
def _digit_table() -> NDArray[np.float32]:
    return np.loadtxt(_bundled(*DIGITS), delimiter=",", dtype=np.float32)


@lru_cache(maxsize=len(PHOTOGRAPHS))
def _photograph(name: str) -> NDArray[np.uint8]:
    return decode_image(_bundled(*PHOTOGRAPHS[name]).read_bytes(), longest=None)


def _bundled(package: str, module: str, name: str) -> Path:
    """Where another package keeps a file, without importing that package."""
    spec = find_spec(module)
    path = Path(spec.origin).parent / name if spec and spec.origin else None
    if path is None or not path.is_file():
        raise FileNotFoundError(f"{package} does not hold {name}: install it with `pip install {package}`")
    return path
