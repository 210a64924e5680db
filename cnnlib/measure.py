"""How good a net is on images with labels: its loss, its accuracy, and what it takes for what.

>>> confusion(np.array([0, 0, 1]), np.array([0, 1, 1]), classes=2)
array([[1, 1],
       [0, 1]])
"""

import numpy as np
from numpy.typing import NDArray

from cnnlib.checks import whole
from cnnlib.losses import check_labels, softmax_loss
from cnnlib.nets import AT_ONCE, Net


def scores_of(net: Net, x: NDArray) -> NDArray:
    """The class scores (N, K) of images (N, H, W, D), some at a time.

    >>> from cnnlib import GlobalPool, Volume
    >>> scores_of(Net(Volume(W=2, H=1, D=1), [GlobalPool()]).init(), np.array([1.0, 3]).reshape(1, 1, 2, 1))
    array([[2.]], dtype=float32)
    """
    parts = [net.forward(x[n : n + AT_ONCE]) for n in range(0, max(1, len(x)), AT_ONCE)]
    return np.concatenate(parts).reshape(len(x), -1)


def loss_and_accuracy(net: Net, x: NDArray, y: NDArray) -> tuple[float, float]:
    """The mean softmax loss of images with labels (N,), and the share whose highest score is that of their label.

    >>> from cnnlib import Volume
    >>> net = Net(Volume(W=1, H=1, D=2), []).init()                   # no layers: what goes in are the scores
    >>> loss, accuracy = loss_and_accuracy(net, np.log([[[[3.0, 1.0]]]]), np.array([0]))
    >>> round(float(np.exp(-loss)), 4), accuracy                      # 3 in 4 for the right class
    (0.75, 1.0)
    """
    scores = scores_of(net, x)
    return float(softmax_loss(scores, y)[0]), float((scores.argmax(axis=1) == y).mean())


def confusion(y: NDArray, predicted: NDArray, classes: int) -> NDArray[np.int64]:
    """How many images of each class, a row, were taken for each class, a column: (classes, classes) of labels (N,).

    >>> confusion(np.array([2, 2]), np.array([2, 0]), classes=3)[2]    # of two images of class 2 one is taken for a 0
    array([1, 0, 1])
    """
    y, predicted, classes = np.asarray(y), np.asarray(predicted), whole(classes, "classes")
    if y.shape != predicted.shape:
        raise ValueError(f"{y.size} labels and {predicted.size} predictions cannot be compared: one for each image")
    check_labels(y, y.size, classes)
    check_labels(predicted, y.size, classes)
    return np.bincount(classes * y.astype(np.int64) + predicted, minlength=classes**2).reshape(classes, classes)
