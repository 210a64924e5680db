"""Layers, each a value that knows its sizes and is handed its weights.

Capitals are sizes, as in the formula; lower case are arrays. PyTorch's names for the same things:

    ========  ============  =====================================================
    here      PyTorch       meaning
    ========  ============  =====================================================
    K         out_channels  how many filters (or neurons), the depth of the output
    D         in_channels   depth of the input; found from the input itself
    F         kernel_size   size of a filter or of a pooling window
    S         stride        how far the window moves
    P         padding       pixels of border on either side
    dilation  dilation      1 for an ordinary filter
    mode      padding_mode  "zero" zeros, "mirror" reflect, "extend" replicate
    groups    groups        1 for an ordinary layer
    crop      (always)      leave out what does not fit, instead of an error
    ========  ============  =====================================================

Arrays are x (N, H, W, D) and w (K, F, F, D); PyTorch has (N, D, H, W) and (K, D, F, F): `x.transpose(0, 3, 1,
2)` and `w.transpose(0, 3, 1, 2)`. Pooling has stride 2 unless told; PyTorch takes the window's size.
"""

from cnnlib.layers.batch_norm import BatchNorm
from cnnlib.layers.branches import Parallel, Residual
from cnnlib.layers.conv import Conv
from cnnlib.layers.dropout import Dropout
from cnnlib.layers.fc import FC
from cnnlib.layers.global_pool import GlobalPool
from cnnlib.layers.layer import Layer, Params
from cnnlib.layers.local_response_norm import LocalResponseNorm
from cnnlib.layers.locally_connected import LocallyConnected
from cnnlib.layers.pool import Pool
from cnnlib.layers.relu import ReLU
from cnnlib.layers.softmax import Softmax
from cnnlib.layers.transposed_conv import TransposedConv

__all__ = [
    "FC",
    "BatchNorm",
    "Conv",
    "Dropout",
    "GlobalPool",
    "Layer",
    "LocalResponseNorm",
    "LocallyConnected",
    "Parallel",
    "Params",
    "Pool",
    "ReLU",
    "Residual",
    "Softmax",
    "TransposedConv",
]
