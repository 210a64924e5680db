"""Nets that come trained, each by `cnnlib` alone: `pretrained.mnist()` needs no data, no network and no wait.

Beside each file of weights lies its model card, `mnist.md`: what it was trained on and how, the command that does it
again, how good it is on images it has not seen, and where it fails. Each call reads the file anew and gives a net of
your own, so that you may change its weights.
"""

from pathlib import Path

from cnnlib.nets import Net
from cnnlib.saving import load

FOLDER = Path(__file__).parent


def mnist() -> Net:
    """A net of the kind of LeNet that tells handwritten digits of 28 x 28 apart: white ink on black, 0 to 1.

    Source of its data: LeCun, Bottou, Bengio and Haffner 1998, "Gradient-Based Learning Applied to Document
    Recognition".

    >>> net = mnist()
    >>> print(net.volumes[0], net.volumes[-1], net.parameters)
    [28x28x1] [1x1x10] 180914
    """
    return _net("mnist")


def _net(name: str) -> Net:
    return load(FOLDER / f"{name}.npz")
