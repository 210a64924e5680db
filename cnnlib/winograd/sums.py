"""Winograd's sums in one dimension: what they are made of is in `cnnlib/winograd/__init__.py`."""

import numpy as np
from numpy.typing import NDArray

FILTER_SUMS = np.array([[1, 0, 0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0, 0, 1]])


def mix(d0: NDArray, d1: NDArray, d2: NDArray, d3: NDArray, out: NDArray) -> None:
    """The sums of inputs: d0 - d2, d1 + d2, d2 - d1, d1 - d3."""
    np.subtract(d0, d2, out=out[0])
    np.add(d1, d2, out=out[1])
    np.subtract(d2, d1, out=out[2])
    np.subtract(d1, d3, out=out[3])


def unmix(m: NDArray, y0: NDArray, y1: NDArray) -> None:
    """The outputs from the products: m0 + m1 + m2 and m1 - m2 - m3. The products are overwritten."""
    np.add(m[0], m[1], out=m[0])
    np.add(m[0], m[2], out=y0)
    np.subtract(m[1], m[2], out=m[1])
    np.subtract(m[1], m[3], out=y1)


def spread(dy0: NDArray, dy1: NDArray, out: NDArray) -> None:
    """The adjoint of `unmix`: what reaches each product, dy0, dy0 + dy1, dy0 - dy1, -dy1."""
    out[0] = dy0
    np.add(dy0, dy1, out=out[1])
    np.subtract(dy0, dy1, out=out[2])
    np.negative(dy1, out=out[3])
