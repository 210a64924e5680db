"""05.4: the rows of the product back into maps."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


def fold(product: NDArray, H2: int, W2: int) -> NDArray:
    """Row k becomes slice k: (K, H2*W2) to (H2, W2, K).

    >>> fold(np.array([[1, 2, 3], [7, 8, 9]]), H2=1, W2=3)
    array([[[1, 7],
            [2, 8],
            [3, 9]]])
    """
    return product.T.reshape(H2, W2, len(product))


def _case(K: int, H2: int, W2: int) -> Inputs:
    """The number at slice k, row i, column j is 100·(k + 1) + 10·i + j."""
    k, i, j = np.indices((K, H2, W2))
    return {"product": (100 * (k + 1) + 10 * i + j).reshape(K, -1), "H2": H2, "W2": W2}


FOLD = FunctionCheck(
    name="fold",
    solution=fold,
    cases=(_case(2, H2=1, W2=3), _case(2, H2=2, W2=2), _case(3, H2=2, W2=4), _case(2, H2=5, W2=3)),
    mistakes=mistakes(
        (lambda product, H2, W2: product.reshape(H2, W2, len(product)),
         "The shape is right, the numbers are not: `reshape` never moves a number, and in `product` the numbers of "
         "one filter stand side by side, where in y those of one *pixel* do. Transpose first: `product.T`."),
        (lambda product, H2, W2: product.reshape(len(product), H2, W2),
         "These are K maps of H2 by W2, the slices first. Here the depth comes last: (H2, W2, K)."),
        (lambda product, H2, W2: product.reshape(len(product), H2, W2).T,
         "`.T` turns all three axes round: you have (W2, H2, K). Only the slices are to move to the end."),
        (lambda product, H2, W2: product.T.reshape(W2, H2, len(product)),
         "H2 and W2 are swapped: the rows come first."),
        (lambda product, H2, W2: product.reshape(len(product), W2, H2).transpose(2, 1, 0),
         "A map was read column by column: in `product` the first W2 numbers of a row are the first row of the map."),
        (lambda product, H2, W2: product.reshape(len(product), H2, W2).transpose(1, 0, 2),
         "The slices stand in the middle, (H2, K, W2). They belong at the end: (H2, W2, K)."),
        (lambda product, H2, W2: product.T,
         "Each pixel has its K numbers side by side now, but all pixels stand in one long row: `.reshape(H2, W2, K)`."),
        (lambda product, H2, W2: product[0].reshape(H2, W2),
         "That is the first slice alone. Every filter makes one."),
        (lambda product, H2, W2: product.sum(axis=0).reshape(H2, W2),
         "The slices were added up. Each filter keeps its own."),
    ),
    reason="`product.T.reshape(H2, W2, K)`: first bring the K numbers of each pixel together, then cut the long row "
           "of pixels into H2 rows.",
)  # fmt: skip
