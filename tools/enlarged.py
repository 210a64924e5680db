"""The bundled digits of 8 x 8 made as large as MNIST's: other hands, other paper, and no download."""

import numpy as np

from cnnlib.datasets import Labelled, digits, resize

INNER, SIDE = 20, 28  # MNIST's digits fill 20 x 20 in the middle of 28 x 28


def enlarged_digits() -> Labelled:
    """Images (1797, 28, 28, 1) and labels."""
    images, labels = digits()
    grey = np.rint(255 * images).astype(np.uint8)
    large = np.stack([resize(image.repeat(3, axis=2), INNER, INNER)[:, :, :1] for image in grey])
    edge = (SIDE - INNER) // 2
    return np.pad(large / np.float32(255), ((0, 0), (edge, edge), (edge, edge), (0, 0))), labels
