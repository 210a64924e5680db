"""The predictions of lesson 02, How big is the output?"""

import math

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import Conv
from cnnlib.practice.predict import Prediction, slips
from cnnlib.practice.predictions.lesson_01 import ONE_FILTER
from cnnlib.shapes import Volume, ceil_size, exact_size, extent, floor_size, output_size, same_padding
from cnnlib.windows import windows

CARD = Volume(W=32, H=32, D=3)
DEMO = Volume(W=5, H=5, D=3)
WIDE = Volume(W=11, H=7, D=1)
TWO_STRIDES = Conv(K=1, F=(3, 5), S=(1, 2))
PLUS_ONE = "You counted the steps between the windows, not the windows: there is one more."
HANGS_OVER = "A window that starts at the last number hangs over. How many starts leave room for three?"
ROWS_FIRST = "Rows come first, as in `x.shape`: (rows, columns)."


def _corner_of_ones() -> int:
    """What a 3 x 3 filter of ones makes of the corner of a picture of ones, with P = 1."""
    w = {"w": np.ones((1, 3, 3, 1)), "b": np.zeros(1)}
    y, _ = Conv(K=1, F=3, P=1).forward(w, np.ones((1, 5, 5, 1)))
    return int(y[0, 0, 0, 0])


def _starts() -> NDArray:
    """[i, j] is the (row, column) where the window of output [i, j] of the NumPy example starts."""
    places = np.moveaxis(np.indices((11, 11)), 0, -1)
    return windows(places[None], F=5, S=2)[0, :, :, 0, 0]


PREDICTIONS = {
    "02.a": Prediction(
        answer=lambda: output_size(W=7, F=3),
        slips=slips(
            (lambda: 7 - 3, PLUS_ONE),
            (lambda: 7, HANGS_OVER),
            (lambda: 7 // 3,
             "You laid the windows side by side. They overlap: the next one starts one place further."),
            (lambda: 7 / 3,
             "You laid the windows side by side. They overlap: the next one starts one place further."),
        ),
        reason="The first window needs no step; 7 − 3 = 4 steps bring four more: {answer}.",
    ),
    "02.b": Prediction(
        answer=lambda: output_size(W=7, F=3, S=2),
        slips=slips(
            (lambda: output_size(W=7, F=3), "That is stride 1. Now the window moves two places at a time."),
            (lambda: (7 - 3) // 2, PLUS_ONE),
            (lambda: math.ceil(7 / 2), HANGS_OVER),
            (lambda: 7 / 2,
             "You divided all of W by the stride. The window travels only W − F, and its first place is free."),
            (lambda: output_size(W=7, F=3) / 2,
             "Halve the way that the window travels, W − F; the first window costs no step."),
        ),
        reason="The window travels 7 − 3 = 4 places in steps of 2, which are two; with the first window "
               "that makes {answer}.",
    ),
    "02.c": Prediction(
        answer=lambda: float(exact_size(W=10, F=3, S=2)),
        slips=slips(
            (lambda: floor_size(W=10, F=3, S=2),
             "That is rounded down. What does the formula give before anyone rounds?"),
            (lambda: ceil_size(W=10, F=3, S=2),
             "That is rounded up. What does the formula give before anyone rounds?"),
            (lambda: (10 - 3) / 2, PLUS_ONE),
            (lambda: output_size(W=10, F=3), "That is stride 1."),
        ),
        reason="(10 − 3)/2 + 1 = {answer}. There is no half window: this setting does not fit.",
        nudge="Put the three numbers into the formula, and do not round.",
    ),
    "02.d": Prediction(
        answer=lambda: same_padding(5),
        slips=slips(
            (lambda: 5 - 1,
             "The output loses 4 numbers in all. P stands on both sides, so each side gives back half of them."),
            (lambda: 5 / 2, "The output loses F − 1 numbers, not F."),
            (lambda: 5, "The output loses F − 1 numbers in all, and P stands on both sides."),
            (lambda: same_padding(3), "P = 1 gives back two numbers. A filter of 5 costs more than that."),
        ),
        reason="A filter of 5 costs 4 numbers, and {answer} on each side give them back: P = (F − 1)/2.",
        nudge="How many numbers does the output lose without padding? The two borders give them back.",
    ),
    "02.e": Prediction(
        answer=_corner_of_ones,
        slips=slips(
            (lambda: 3 * 3,
             "That is the answer in the middle. At the corner the window hangs over into the zeros."),
            (lambda: 2 * 3, "That is the middle of a side. At a corner the window hangs over on two sides."),
            (lambda: 1, "More than the corner pixel lies in the window: its neighbours do, too."),
            (lambda: 3, "Beside the corner pixel and its two neighbours there is the one across."),
        ),
        reason="Two rows and two columns of the window lie on the picture, the rest on zeros: 2·2 = {answer}.",
        nudge="Draw the window over the corner: how many of its nine pixels lie on the picture?",
    ),
    "02.f": Prediction(
        answer=lambda: TWO_STRIDES.output(WIDE).shape[:2],
        slips=slips(
            (lambda: TWO_STRIDES.output(WIDE).shape[1::-1], ROWS_FIRST),
            (lambda: (7 - 3, (11 - 5) // 2), PLUS_ONE),
            (lambda: Conv(K=1, F=(3, 5)).output(WIDE).shape[:2], "The columns are read with stride 2."),
            (lambda: Conv(K=1, F=(5, 3), S=(1, 2)).output(WIDE).shape[:2],
             "F = (3, 5) is 3 rows high and 5 columns wide."),
        ),
        reason="The formula twice: down (7 − 3)/1 + 1 rows, across (11 − 5)/2 + 1 columns, {answer}.",
    ),
    "02.g": Prediction(
        answer=lambda: extent(3, dilation=2),
        slips=slips(
            (lambda: 2 * 3, "There is no gap after the last weight: three weights have two gaps."),
            (lambda: 3,
             "Three numbers are read, but with gaps. How far is it from the first to the last, both counted?"),
            (lambda: 4, "Three weights have two gaps, and one number is left out in each."),
            (lambda: extent(3, dilation=3),
             "Dilation 2 reads every second number: each gap leaves out one, not two."),
        ),
        reason="Two gaps of one number between three weights: 2·(3 − 1) + 1 = {answer}.",
    ),
    "02.h": Prediction(
        answer=lambda: Conv(K=2, F=3, S=2, P=1).output(DEMO).shape,
        slips=slips(
            (lambda: (3, 3, 3),
             "The output is as deep as there are filters; each adds up all slices of the input."),
            (lambda: (3, 3, 6),
             "Each filter adds up the three slices into one number: one output slice for each filter."),
            (lambda: (3, 3, 1), "There are two filters, and each makes a slice of its own."),
            (lambda: (2, 2, 2), PLUS_ONE + " And the padding stands on both sides."),
            (lambda: Conv(K=2, F=3, P=1).output(DEMO).shape,
             "That is stride 1. Here the window moves two pixels at a time."),
        ),
        reason="(5 − 3 + 2·1)/2 + 1 = 3 rows and columns, and one slice for each filter: {answer}.",
    ),
    "02.i": Prediction(
        answer=lambda: int(_starts()[2, 3, 0]),
        slips=slips(
            (lambda: 2, "Output row 2 is two steps down, and each step is S = 2 rows."),
            (lambda: 2 * 5, "The windows overlap: they start S = 2 rows apart, not F = 5."),
            (lambda: int(_starts()[2, 3, 1]),
             "That is the column, which the second index tells. The row is the first."),
            (lambda: 5, "Rows count from 0: output row 0 starts at row 0, output row 1 at row 2."),
        ),
        reason="Row 2 of the output starts at row 2·S = {answer} of the input, and column 3 at column 3·S.",
        nudge="Output row 0 starts at row 0 of X. Go on from there, S rows at a time.",
    ),
    "02.j": Prediction(
        answer=lambda: Conv(K=10, F=5, P=2).parameters(CARD),
        slips=slips(
            (lambda: 5 * 5 * 3 * 10, "You forgot the biases: one for each filter."),
            (lambda: 5 * 5 * 3 * 10 + 1, "One bias is not enough: each of the ten filters has its own."),
            (lambda: (5 * 5 + 1) * 10, "You forgot the depth: each filter is 5 by 5 by 3."),
            (lambda: 5 * 5 * 10,
             "You forgot the depth (each filter is 5 by 5 by 3), and one bias for each filter."),
            (lambda: 5 * 5 * 3 + 1, "That is one filter. There are ten."),
            (lambda: 32 * 32 * 10, "That is how many numbers come out. The same ten filters make them all."),
        ),
        reason="(5·5·3 weights + 1 bias) × 10 filters = {answer}.",
        nudge=ONE_FILTER,
    ),
}  # fmt: skip
