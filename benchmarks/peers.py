"""Two other ways to write a convolution in NumPy, as pieces of work to time. Both make the patches of the whole batch.

- *indexed*: the algorithm of numpy-ml. Index arrays say which pixel goes where; the patches are gathered with them
  and, backward, added up with `np.add.at`. It makes the patches anew in the backward pass.
- *strided*: what students of CS231n write in the end. The patches are a strided view, copied; backward, the pixels of
  each place in the window are added as one slice. It keeps the patches of the forward pass.

Both keep the depth in front, x (N, D, H, W), as their models do, and use this package's weights otherwise.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from cnnlib import Conv
from cnnlib.layers import Params
from cnnlib.shapes import pair
from cnnlib.windows import overlapping

Work = dict[str, Callable[[], object]]


def peer_forward(layer: Conv, params: Params, x: NDArray) -> Work:
    """y, in each way."""
    indexed, strided = _Indexed(layer, params, x), _Strided(layer, params, x)
    return {"indexed": indexed.forward, "strided": strided.forward}


def peer_backward(layer: Conv, params: Params, x: NDArray, dy: NDArray) -> Work:
    """dx, dw and db, in each way."""
    indexed, strided = _Indexed(layer, params, x), _Strided(layer, params, x)
    strided.forward()
    front = np.ascontiguousarray(dy.transpose(0, 3, 1, 2))
    return {"indexed": lambda: indexed.backward(front), "strided": lambda: strided.backward(front)}


class _Peer:
    """What both need: x and w with the depth in front, and sizes as pairs."""

    def __init__(self, layer: Conv, params: Params, x: NDArray) -> None:
        self.x = np.ascontiguousarray(x.transpose(0, 3, 1, 2))
        self.w = np.ascontiguousarray(params["w"].transpose(0, 3, 1, 2)).reshape(layer.K, -1)
        self.b = params["b"]
        self.F, self.S = pair(layer.F, "F"), pair(layer.S, "S")
        self.P, self.dilation = pair(layer.P, "P", least=0), pair(layer.dilation, "dilation")
        padded = self.padded()
        seen = overlapping(padded.transpose(0, 2, 3, 1).copy(), self.F, self.S, self.dilation)
        self.padded_shape, (self.H2, self.W2) = padded.shape, seen.shape[1:3]

    def padded(self) -> NDArray:
        (down, across) = self.P
        return np.pad(self.x, ((0, 0), (0, 0), (down, down), (across, across)))

    def unpadded(self, dx: NDArray) -> NDArray:
        (down, across), (H, W) = self.P, dx.shape[2:]
        return dx[:, :, down : H - down, across : W - across]


class _Indexed(_Peer):
    def __init__(self, layer: Conv, params: Params, x: NDArray) -> None:
        super().__init__(layer, params, x)
        (FH, FW), D = self.F, self.x.shape[1]
        a, c = np.repeat(np.arange(FH), FW) * self.dilation[0], np.tile(np.arange(FW), FH) * self.dilation[1]
        i = self.S[0] * np.repeat(np.arange(self.H2), self.W2)
        j = self.S[1] * np.tile(np.arange(self.W2), self.H2)
        self.rows, self.cols = np.tile(a, D)[:, None] + i, np.tile(c, D)[:, None] + j
        self.slices = np.repeat(np.arange(D), FH * FW)[:, None]

    def columns(self) -> NDArray:
        patches = self.padded()[:, self.slices, self.rows, self.cols]  # (N, D*FH*FW, H2*W2)
        return patches.transpose(1, 2, 0).reshape(patches.shape[1], -1)

    def forward(self) -> NDArray:
        columns = self.columns()
        y = self.w @ columns + self.b[:, None]
        return y.reshape(len(self.w), self.H2, self.W2, len(self.x)).transpose(3, 0, 1, 2)

    def backward(self, dy: NDArray) -> tuple[NDArray, NDArray, NDArray]:
        spread = dy.transpose(1, 2, 3, 0).reshape(len(self.w), -1)
        dw, db = spread @ self.columns().T, spread.sum(axis=1)
        parts = (self.w.T @ spread).reshape(self.w.shape[1], -1, len(self.x)).transpose(2, 0, 1)
        dx = np.zeros(self.padded_shape, dy.dtype)
        np.add.at(dx, (slice(None), self.slices, self.rows, self.cols), parts)
        return self.unpadded(dx), dw, db


class _Strided(_Peer):
    def columns(self) -> NDArray:
        """(D*FH*FW, N*H2*W2), copied from the view of all windows."""
        padded = self.padded()
        n, d, h, w = padded.strides
        shape = (padded.shape[1], *self.F, len(padded), self.H2, self.W2)
        strides = (d, h * self.dilation[0], w * self.dilation[1], n, h * self.S[0], w * self.S[1])
        view = np.lib.stride_tricks.as_strided(padded, shape, strides)
        return np.ascontiguousarray(view).reshape(self.w.shape[1], -1)

    def forward(self) -> NDArray:
        self.kept = self.columns()
        y = self.w @ self.kept + self.b[:, None]
        return np.ascontiguousarray(y.reshape(len(self.w), -1, self.H2, self.W2).transpose(1, 0, 2, 3))

    def backward(self, dy: NDArray) -> tuple[NDArray, NDArray, NDArray]:
        spread = dy.transpose(1, 0, 2, 3).reshape(len(self.w), -1)
        dw, db = spread @ self.kept.T, spread.sum(axis=1)
        parts = (self.w.T @ spread).reshape(-1, *self.F, len(self.x), self.H2, self.W2)
        dx = np.zeros(self.padded_shape, dy.dtype)
        for a in range(self.F[0]):
            for c in range(self.F[1]):
                top, left = a * self.dilation[0], c * self.dilation[1]
                bottom, right = top + self.S[0] * self.H2, left + self.S[1] * self.W2
                dx[:, :, top : bottom : self.S[0], left : right : self.S[1]] += parts[:, a, c].swapaxes(0, 1)
        return self.unpadded(dx), dw, db
