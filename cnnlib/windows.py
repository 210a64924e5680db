"""All windows of a batch at once, as a view that copies nothing; and its adjoint, which adds windows back.

Convolution is a dot product of every window with every filter, pooling a summary of every window: what they do is
written most plainly with `windows(x, F, S, dilation)`. The matrix called im2col is a reshape of it:

>>> x = np.arange(2 * 4 * 5 * 3.0).reshape(2, 4, 5, 3)
>>> windows(x, F=3).shape                            # (N, H2, W2, F, F, D)
(2, 2, 3, 3, 3, 3)
>>> im2col(x, F=3).shape                             # one row for each window
(12, 27)
"""

from math import prod

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import pair
from cnnlib.padding import Pair, batch, pad
from cnnlib.shapes import Size, Volume, floor_size, output_sides


def windows(x: NDArray, F: Size, S: Size = 1, dilation: Size = 1) -> NDArray:
    """Every window of x (N, H, W, D) as a read-only view (N, H2, W2, FH, FW, D); what is over is cropped.

    Entry [n, i, j, a, c, :] is the pixel x[n, i*S + a*dilation, j*S + c*dilation, :]. The windows overlap in
    memory, which is why the view cannot be written to: `unwindow` is the way back. Padding is
    `cnnlib.padding.pad`'s.

    >>> windows(np.arange(5.0).reshape(1, 1, 5, 1), F=(1, 3), S=2)[0, 0, :, 0, :, 0]
    array([[0., 1., 2.],
           [2., 3., 4.]])
    """
    _, H, W, D = (x := batch(x)).shape
    output_sides(Volume(W, H, D), F, S, 0, dilation, crop=True)  # raises FitError where not one window fits
    seen = overlapping(np.ascontiguousarray(x), pair(F, "F"), pair(S, "S"), pair(dilation, "dilation"))
    seen.flags.writeable = False
    return seen


def im2col(x: NDArray, F: Size, S: Size = 1, P: Size = 0, dilation: Size = 1) -> NDArray:
    """Every window of x (N, H, W, D) stretched out as a row: (N*H2*W2, FH*FW*D), a copy.

    A row holds its window as it lies in memory: filter row by filter row, from left to right, and for each pixel
    all its D numbers; filters (K, FH, FW, D) are stretched alike by `w.reshape(K, -1)`. Lectures write the windows
    as columns: their X_col is the transpose. P pixels of zeros are put around x first; what is over is cropped.

    >>> x = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]]).reshape(1, 3, 3, 1)
    >>> im2col(x, F=2)
    array([[1, 2, 4, 5],
           [2, 3, 5, 6],
           [4, 5, 7, 8],
           [5, 6, 8, 9]])
    """
    seen = windows(pad(x, pair(P, "P", least=0)), F, S, dilation)
    return seen.reshape(prod(seen.shape[:3]), prod(seen.shape[3:]))


def unwindow(seen: NDArray, shape: tuple[int, ...], S: Size = 1, dilation: Size = 1) -> NDArray:
    """The adjoint of `windows`: adds each window's numbers to the pixels it came from.

    `seen` is (N, H2, W2, FH, FW, D), `shape` that of x. For any u: sum(u * windows(x)) = sum(unwindow(u) *
    x).

    >>> unwindow(np.ones((1, 1, 2, 1, 3, 1)), (1, 1, 5, 1), S=2).ravel()    # both windows hold the middle
    array([1., 1., 2., 1., 1.])
    """
    x = np.zeros(shape, seen.dtype)
    FH, FW = seen.shape[3:5]
    add_windows(overlapping(x, (FH, FW), pair(S, "S"), pair(dilation, "dilation")), seen)
    return x


def overlapping(x: NDArray, F: Pair, S: Pair, dilation: Pair) -> NDArray:
    """The view behind `windows` for a contiguous x, writable as x is: mind the overlap."""
    N, H, W, D = x.shape
    n, h, w, d = x.strides
    H2 = floor_size(H, F[0], S[0], 0, dilation[0])
    W2 = floor_size(W, F[1], S[1], 0, dilation[1])
    strides = (n, h * S[0], w * S[1], h * dilation[0], w * dilation[1], d)
    return np.ndarray((N, H2, W2, *F, D), x.dtype, buffer=x, strides=strides)


def runs(seen: NDArray) -> NDArray:
    """Windows with each filter row as one run of FW*D neighbouring numbers, if dilation leaves the row whole.

    Then the shape is (N, H2, W2, FH, FW*D); with gaps between the pixels a run is a single pixel, and nothing
    changes.
    """
    *outer, FW, D = seen.shape
    if FW > 1 and seen.strides[-2] != D * seen.itemsize:
        return seen
    return seen.reshape(*outer, FW * D)  # a view: the two axes are neighbours in memory


def in_one(a: NDArray) -> NDArray:
    """The numbers along the last axis as one opaque item: copies then move whole runs, not number by number.

    >>> in_one(np.zeros((2, 5, 3), np.float32)).dtype.itemsize         # 3 numbers of 4 bytes
    12
    """
    return a.view(f"V{a.shape[-1] * a.itemsize}")[..., 0]


def add_windows(target: NDArray, seen: NDArray) -> None:
    """target += seen, where target is a view of `overlapping` windows.

    Windows that share pixels must not be added in one go. Along a row every `step`-th window is disjoint, so
    filter row by filter row takes FH*step additions of long runs, not FH*FW of single pixels.
    """
    target = runs(target) if target.ndim == 6 else target
    seen = seen.reshape(target.shape)
    for a in range(target.shape[3]):
        if target.ndim == 6:  # dilated: pixel c of all windows at once
            for c in range(target.shape[4]):
                target[:, :, :, a, c] += seen[:, :, :, a, c]
            continue
        step = -(-target.shape[4] * target.itemsize // target.strides[2])
        for q in range(step):
            target[:, :, q::step, a] += seen[:, :, q::step, a]
