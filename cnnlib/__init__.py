"""Convolutional networks you can take apart: sizes, layers, nets and training in plain NumPy."""

from cnnlib.layers import (
    FC,
    BatchNorm,
    Conv,
    Dropout,
    GlobalPool,
    LocallyConnected,
    LocalResponseNorm,
    Parallel,
    Pool,
    ReLU,
    Residual,
    Softmax,
    TransposedConv,
)
from cnnlib.nets import Net
from cnnlib.shapes import FitError, Volume, output_size

__all__ = [
    "FC",
    "BatchNorm",
    "Conv",
    "Dropout",
    "FitError",
    "GlobalPool",
    "LocalResponseNorm",
    "LocallyConnected",
    "Net",
    "Parallel",
    "Pool",
    "ReLU",
    "Residual",
    "Softmax",
    "TransposedConv",
    "Volume",
    "output_size",
]
