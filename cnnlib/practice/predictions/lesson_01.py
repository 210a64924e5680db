"""The predictions of lesson 01, Seeing with filters."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import FC, Conv
from cnnlib.practice.exercises.window_response import window_response
from cnnlib.practice.predict import Prediction, slips
from cnnlib.shapes import Volume, output_size

PHOTOGRAPH = Volume(W=640, H=427, D=3)  # as datasets.photograph("china"): a test compares
EDGE = np.array([[1, 1, 9], [1, 1, 9], [1, 1, 9]])
WALL = np.full((3, 3), 200)
DARK_TO_BRIGHT = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
PRODUCTS = "Write the nine products down, row by row, and add them up."
ONE_FILTER = "Count the weights of one filter, add its bias, and only then multiply by the number of filters."
OVERLAP = "Windows overlap: three neighbours, 3 wide, start at pixels 0, 1 and 2. Where does the last end?"


def _answer(window: NDArray) -> int:
    return int(window_response(window[:, :, None], DARK_TO_BRIGHT[:, :, None], 0))


def _seen_by_two(F: int) -> int:
    """The smallest input of which two F x F filters in a row make one number."""
    return next(W for W in range(2 * F, 0, -1) if output_size(W, F) - F + 1 == 1)


PREDICTIONS = {
    "01.a": Prediction(
        answer=lambda: Conv(K=1, F=3, bias=False).parameters(PHOTOGRAPH),
        slips=slips(
            (lambda: 3 * 3,
             "That is one slice. A colour photograph has three, and the window goes through them all."),
            (lambda: PHOTOGRAPH.D, "That is one pixel. The window holds 3 rows of 3 pixels."),
            (lambda: 3 * 3 * 3 + 1,
             "The one more would be the bias, which belongs to the filter, not to the picture."),
            (lambda: PHOTOGRAPH.size, "That is the whole photograph. The window is a small square of it."),
        ),
        reason="3 rows × 3 columns × 3 slices = {answer}. A window is narrow, but goes through the whole depth.",
        nudge="How many rows, columns and slices has the window? Multiply.",
    ),
    "01.b": Prediction(
        answer=lambda: _answer(EDGE),
        slips=slips(
            (lambda: _answer(EDGE) // 3, "That is one row of the window. Add up all three."),
            (lambda: np.abs(EDGE * DARK_TO_BRIGHT).sum(),
             "The left column has the weight −1: its products are negative."),
            (lambda: EDGE.sum(), "That is the sum of the pixels. Multiply each by its weight first."),
            (lambda: EDGE[:, 2].sum(), "That is the right column. The left one has weights, too: −1."),
            (lambda: -_answer(EDGE),
             "The size is right, the sign is not: the weights +1 stand over the bright pixels."),
        ),
        reason="Each row gives −1·1 + 0·1 + 1·9 = 8, and three rows make {answer}.",
        nudge=PRODUCTS,
    ),
    "01.c": Prediction(
        answer=lambda: _answer(WALL),
        slips=slips(
            (lambda: WALL[:, 2].sum(),
             "That is the right column. The left column takes the same amount away."),
            (lambda: -WALL[:, 0].sum(), "That is the left column. The right column adds the same amount."),
            (lambda: WALL.sum(), "That is the sum of the pixels. The weights have two signs."),
            (lambda: WALL[0, 0], "That is one pixel. Three of them are added, and three are taken away."),
        ),
        reason="What the right column adds, the left one takes away: {answer}, however bright the wall. "
        "The weights sum to zero.",
        nudge=PRODUCTS,
    ),
    "01.d": Prediction(
        answer=lambda: Conv(K=8, F=3).parameters(PHOTOGRAPH),
        slips=slips(
            (lambda: 8 * 27, "You forgot the biases: one for each filter."),
            (lambda: 8 * 27 + 1, "One bias is not enough: each of the 8 filters has its own."),
            (lambda: 8 * (9 + 1),
             "You forgot the depth: each filter goes through all three slices of the photograph."),
            (lambda: 8 * 9, "You forgot the depth (three slices), and one bias for each filter."),
            (lambda: 27 + 1, "That is one filter. There are 8."),
            (lambda: FC(K=8).parameters(PHOTOGRAPH),
             "That is 8 neurons that see the whole photograph, not 3 by 3 windows."),
        ),
        reason="8 filters × (27 weights + 1 bias) = {answer}, however large the photograph is.",
        nudge=ONE_FILTER,
    ),
    "01.e": Prediction(
        answer=lambda: _seen_by_two(3),
        slips=slips(
            (lambda: 3 + 3, OVERLAP),
            (lambda: 3 * 3, OVERLAP),
            (lambda: 3 + 1, OVERLAP),
            (lambda: 3,
             "The second filter reads 3 by 3 answers of the first, and each of these has a window of its own."),
        ),
        reason="Three windows start at pixels 0, 1 and 2, and the last ends at pixel 4: {answer} pixels across.",
        nudge="Draw a row of pixels, and mark what three neighbouring windows read.",
    ),
}  # fmt: skip
