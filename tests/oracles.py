"""Slow and obvious versions of the layers, in float64, to compare the fast ones with."""

from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.signal import correlate as scipy_correlate

from cnnlib import Conv, Pool, Volume
from cnnlib.layers import LocallyConnected, LocalResponseNorm, Params, TransposedConv
from cnnlib.shapes import pair

PAD_MODES = {"zero": "constant", "mirror": "reflect", "extend": "edge"}


def bordered(layer: Conv, x: NDArray) -> NDArray:
    PH, PW = pair(layer.P, "P", least=0)
    return np.pad(x, ((0, 0), (PH, PH), (PW, PW), (0, 0)), mode=PAD_MODES[layer.mode])


def conv_by_loops(layer: Conv, w: NDArray, b: NDArray, x: NDArray) -> NDArray:
    """One number at a time: the sum over a window of input times weight, plus the bias."""
    (SH, SW), (dH, dW) = pair(layer.S, "S"), pair(layer.dilation, "dilation")
    K, FH, FW, _ = w.shape
    x = bordered(layer, x)
    H2 = len(range(0, x.shape[1] - dH * (FH - 1), SH))
    W2 = len(range(0, x.shape[2] - dW * (FW - 1), SW))
    y = np.zeros((len(x), H2, W2, K))
    for n, i, j, k in product(*map(range, y.shape)):
        total = b[k]
        for a, c in product(range(FH), range(FW)):
            total += (x[n, i * SH + a * dH, j * SW + c * dW] * w[k, a, c]).sum()
        y[n, i, j, k] = total
    return y


def conv_by_scipy(layer: Conv, w: NDArray, b: NDArray, x: NDArray) -> NDArray:
    """SciPy's correlation at every position with the dilated filter, thinned out by the stride."""
    (SH, SW), (dH, dW) = pair(layer.S, "S"), pair(layer.dilation, "dilation")
    K, FH, FW, D = w.shape
    dilated = np.zeros((K, dH * (FH - 1) + 1, dW * (FW - 1) + 1, D))
    dilated[:, ::dH, ::dW] = w
    images = [
        np.stack([scipy_correlate(image, one, mode="valid")[..., 0] for one in dilated], axis=-1)
        for image in bordered(layer, x)
    ]
    return np.stack(images)[:, ::SH, ::SW] + b


def pool_by_loops(layer: Pool, x: NDArray) -> NDArray:
    (FH, FW), (SH, SW) = pair(layer.F, "F"), pair(layer.S, "S")
    summary = {"max": np.max, "average": np.mean, "L2": lambda v, axis: np.sqrt((v**2).sum(axis=axis))}[layer.kind]
    PH, PW = pair(layer.P, "P", least=0)
    filler = -np.inf if layer.kind == "max" else 0.0
    x = np.pad(x, ((0, 0), (PH, PH), (PW, PW), (0, 0)), constant_values=filler)
    rows = range(0, x.shape[1] - FH + 1, SH)
    cols = range(0, x.shape[2] - FW + 1, SW)
    y = np.zeros((len(x), len(rows), len(cols), x.shape[3]))
    for (r, i), (c, j) in product(enumerate(rows), enumerate(cols)):
        y[:, r, c] = summary(x[:, i : i + FH, j : j + FW], axis=(1, 2))
    return y


def locally_connected_by_loops(layer: LocallyConnected, w: NDArray, b: NDArray, x: NDArray) -> NDArray:
    (SH, SW), (PH, PW), (dH, dW) = pair(layer.S, "S"), pair(layer.P, "P", least=0), pair(layer.dilation, "dilation")
    H2, W2, K, FH, FW, _ = w.shape
    x = np.pad(x, ((0, 0), (PH, PH), (PW, PW), (0, 0)))
    y = np.zeros((len(x), H2, W2, K))
    for n, i, j, k in product(*map(range, y.shape)):
        rows, cols = i * SH + dH * np.arange(FH), j * SW + dW * np.arange(FW)
        window = x[n][rows][:, cols]
        y[n, i, j, k] = (window * w[i, j, k]).sum() + b[i, j, k]
    return y


def transposed_by_loops(layer: TransposedConv, w: NDArray, b: NDArray, x: NDArray) -> NDArray:
    """Every input number stamps its filter; then the border is cut off."""
    (SH, SW), (PH, PW), (dH, dW) = pair(layer.S, "S"), pair(layer.P, "P", least=0), pair(layer.dilation, "dilation")
    (N, H, W, D), (K, FH, FW, _) = x.shape, w.shape
    y = np.zeros((N, (H - 1) * SH + dH * (FH - 1) + 1, (W - 1) * SW + dW * (FW - 1) + 1, K))
    for i, j, a, c, d, k in product(range(H), range(W), range(FH), range(FW), range(D), range(K)):
        y[:, i * SH + a * dH, j * SW + c * dW, k] += x[:, i, j, d] * w[k, a, c, d]
    return y[:, PH : y.shape[1] - PH, PW : y.shape[2] - PW] + b


def local_response_by_loops(layer: LocalResponseNorm, x: NDArray) -> NDArray:
    y, reach = np.zeros(x.shape), layer.slices // 2
    for d in range(x.shape[-1]):
        near = x[..., max(0, d - reach) : d + reach + 1]
        y[..., d] = x[..., d] / (layer.offset + layer.alpha * (near**2).sum(axis=-1)) ** layer.beta
    return y


def weights(layer: Conv, volume: Volume) -> Params:
    """Weights by chance, in double precision."""
    rng = np.random.default_rng(1)
    return {name: rng.standard_normal(array.shape) for name, array in layer.init(volume, rng).items()}
