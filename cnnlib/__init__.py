"""Convolutional networks you can take apart: sizes, layers, nets and training in plain NumPy."""

from cnnlib.layers import FC, Conv, Pool, ReLU
from cnnlib.nets import Net
from cnnlib.shapes import FitError, Volume, output_size

__all__ = ["FC", "Conv", "FitError", "Net", "Pool", "ReLU", "Volume", "output_size"]
