"""FC layers as CONV layers: the same function, which can then slide over a larger image in one pass.

A neuron of FC and a filter that covers its whole input hold the same weights and compute the same dot product.
VGG-16's first FC layer, on [7x7x512], is Conv(K=4096, F=7); the FC layers behind it have F = 1. On a larger
image the converted net gives a grid of scores, one for every place where the first net could look.

Source: CS231n, "Convolutional Networks", Converting FC layers to CONV layers.
"""

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import pair
from cnnlib.layers import FC, Conv, GlobalPool, Layer, LocallyConnected, Pool
from cnnlib.layers.layer import batch_volume
from cnnlib.nets import Net, as_net
from cnnlib.receptive import fields
from cnnlib.shapes import Volume, as_volume
from cnnlib.windows import windows


def fc_to_conv(net: Net, volume: Volume | None = None) -> Net:
    """The net with CONV for every FC, and a pooling window for global pooling; on a larger `volume` if given.

    Weights, where the net has them, are copied: scores are equal on images of the net's own size.

    >>> from cnnlib.zoo import vgg16
    >>> print(*(layer for layer in fc_to_conv(vgg16()).layers[30:] if isinstance(layer, Conv)))
    Conv(K=4096, F=7) Conv(K=4096, F=1) Conv(K=1000, F=1)
    >>> print(fc_to_conv(vgg16(), Volume(W=384, H=384, D=3)).volumes[-1])
    [6x6x1000]
    """
    layers = [_sliding(layer, given) for layer, given in zip(as_net(net).layers, net.volumes)]
    if volume is not None and as_volume(volume).D != net.volumes[0].D:
        raise ValueError(f"the net takes {net.volumes[0]}: a larger image has D = {net.volumes[0].D} too, not {volume}")
    converted = Net(volume or net.volumes[0], layers)
    if not net.has_weights:
        return converted
    return converted.adopt([_reshaped(layer, dict(params)) for layer, params in zip(layers, net.weights)])


def slide(net: Net, x: NDArray) -> NDArray:
    """Scores (N, H2, W2, K) of larger images x (N, H, W, D), all places in one pass.

    Neighbouring places lie as many pixels apart as the strides of the net multiply to. In a net without padding
    the grid is what `crop_scores` gives. With padding the two differ, and more so the deeper the net: around a
    crop on its own lie zeros, around the same place in the larger image its neighbours.

    >>> from cnnlib import ReLU
    >>> net = Net(Volume(W=8, H=8, D=1), [Conv(K=2, F=3), ReLU(), Pool(), FC(K=5)]).init()
    >>> x = np.random.default_rng(0).random((1, 12, 10, 1))
    >>> slide(net, x).shape, np.allclose(slide(net, x), crop_scores(net, x), atol=1e-5)
    ((1, 3, 2, 5), True)
    """
    return fc_to_conv(net, batch_volume(x)).forward(x)


def crop_scores(net: Net, x: NDArray) -> NDArray:
    """The same grid the slow way: the net is run on every crop of its own size.

    >>> net = Net(Volume(W=2, H=1, D=1), [FC(K=1)]).init()
    >>> net.weights[0]["w"][...] = [[10, 1]]
    >>> crop_scores(net, np.array([1.0, 2, 3]).reshape(1, 1, 3, 1)).ravel()      # of the crops 1 2 and 2 3
    array([12., 23.], dtype=float32)
    """
    image, _ = net.volumes[0], batch_volume(x)
    down, across = fields(net)[-1]
    crops = windows(x, F=(image.H, image.W), S=(down.jump, across.jump))
    scores = [[net.forward(crops[:, i, j])[:, 0, 0] for j in range(crops.shape[2])] for i in range(crops.shape[1])]
    return np.array(scores).transpose(2, 0, 1, 3)  # (N, H2, W2, K)


def _sliding(layer: Layer, volume: Volume) -> Layer:
    """What computes the same here, and on a larger image at every place."""
    size = volume.H if volume.H == volume.W else (volume.H, volume.W)
    if isinstance(layer, FC):
        return Conv(K=layer.K, F=size)
    if isinstance(layer, GlobalPool):
        return Pool(F=size, S=1, kind=layer.kind)
    for chain in getattr(layer, "chains", ()):
        for inner, given in zip(chain.layers, chain.volumes(volume)):
            if _sliding(inner, given) is not inner:
                raise ValueError(f"{inner!r} stands within {layer!r}: only a layer of the net itself can be converted")
    if isinstance(layer, LocallyConnected):
        raise ValueError(f"{layer!r} has other weights at every place of {volume}: it cannot slide any further")
    return layer


def _reshaped(layer: Layer, params: dict[str, NDArray]) -> dict[str, NDArray]:
    """A row of FC's w (K, H*W*D) is a filter (H, W, D)."""
    if isinstance(layer, Conv) and params["w"].ndim == 2:
        return params | {"w": params["w"].reshape(layer.K, *pair(layer.F, "F"), -1)}
    return params
