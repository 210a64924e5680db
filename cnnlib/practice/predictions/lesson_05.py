"""The predictions of lesson 05, Convolution as one matrix product."""

import numpy as np

from cnnlib.implementations import matrices
from cnnlib.layers import Conv
from cnnlib.mistakes import matrix_mistakes
from cnnlib.practice.predict import Prediction, named, slips
from cnnlib.practice.predictions.lesson_02 import CARD, PLUS_ONE
from cnnlib.shapes import Volume

TEN = Conv(K=10, F=5, P=2)  # on the input of lesson 02's specification card
SMALL, WIDE = Volume(W=7, H=5, D=3), Conv(K=2, F=3, S=2)
IMAGE, ALEXNET_1 = Volume(W=227, H=227, D=3), Conv(K=96, F=11, S=4)
DEEP, SAME = Volume(W=32, H=32, D=64), Conv(K=64, F=3, P=1)
WINDOW = (3, 3, 2)
SHARED_PLACES = "The same filter is at work at every place of the image: how many places are there?"
NO_BIAS = "The bias is no pixel: it is added after the product."
NO_K = "Every filter reads the same windows: X_col does not depend on K."


def _place(row: int, column: int, d: int, *axes: int) -> int:
    """Where a pixel's number comes to lie when a window is stretched, its axes in another order first."""
    numbers = np.arange(np.prod(WINDOW)).reshape([WINDOW[axis] for axis in axes])
    return int(numbers.transpose(np.argsort(axes))[row, column, d])


def _output_place(row: int, column: int) -> int:
    """The column of X_col that belongs to an output pixel of AlexNet's first layer."""
    return int(np.ravel_multi_index((row, column), ALEXNET_1.output(IMAGE).shape[:2]))


PREDICTIONS = {
    "05.a": Prediction(
        answer=lambda: TEN.multiply_adds(CARD),
        slips=slips(
            (lambda: TEN.multiply_adds(CARD) // 10, "That is one filter. There are ten."),
            (lambda: TEN.multiply_adds(CARD) // 3, "The depth is missing: a window is 5 by 5 by 3."),
            (lambda: 5 * 5 * 3, "That is one output number. How many come out?"),
            (lambda: 5 * 5 * 3 * 10, "That is one place of the image. " + SHARED_PLACES),
            (lambda: TEN.parameters(CARD),
             "Those are the parameters: each of them is used again at every place of the image."),
            (lambda: TEN.output(CARD).size, "That is how many numbers come out. Each takes 75 multiplications."),
            (lambda: TEN.output(CARD).size * 3,
             "You counted one product for each slice. At each place a filter makes 5·5·3 of them."),
            (lambda: TEN.output(CARD).size * 76, "The bias is added, not multiplied."),
            (lambda: Conv(K=10, F=5).multiply_adds(CARD), "With P = 2 the output is as large as the image, 32 by 32."),
        ),
        reason="32·32 places × 10 filters × 5·5·3 products = {answer}.",
        nudge="How many numbers come out, and how many products is each of them the sum of?",
    ),
    "05.b": Prediction(
        answer=lambda: _place(1, 2, 1, 0, 1, 2),
        slips=slips(
            (lambda: _place(1, 2, 1, 0, 1, 2) + 1, "NumPy counts from 0: the first number is number 0."),
            (lambda: _place(1, 2, 1, 2, 0, 1),
             "You went slice by slice. The depth is the *last* axis, so both slices of a pixel stand side by side."),
            (lambda: _place(1, 2, 1, 1, 0, 2), "You went column by column. The rows come first."),
            (lambda: _place(1, 2, 1, 2, 1, 0),
             "You turned the order of the axes round: rows, then columns, then slices."),
            (lambda: _place(1, 2, 0, 0, 1, 2), "That is slice 0 of the same pixel."),
            (lambda: 1 * 3 * 2 + 2,
             "Row 0 has 3 pixels with 2 numbers each. Before column 2 stand two more pixels, with 2 numbers each as "
             "well."),
            (lambda: 1 * 3 + 2, "That is how many pixels come before it. Each of them has 2 numbers."),
        ),
        reason="Five pixels come before it, the three of row 0 and two of row 1, with 2 numbers each; slice 1 is the "
               "second number of its own pixel: 5·2 + 1 = {answer}.",
        nudge="How many pixels come before it, row by row? Each of them has 2 numbers.",
    ),
    "05.c": Prediction(
        answer=lambda: TEN.output(CARD).size,
        slips=slips(
            (lambda: 32 * 32, "That is once for each window. Each of the ten filters is multiplied with it."),
            (lambda: TEN.multiply_adds(CARD), "That is the products. One `@` makes 75 of them and adds them up."),
            (lambda: TEN.parameters(CARD), "Those are the parameters. One `@` makes one output number."),
            (lambda: Conv(K=10, F=5).output(CARD).size,
             "With P = 2 the output is as large as the image, 32 by 32."),
            (lambda: 10, "That is once for each filter. Each filter meets every window."),
        ),
        reason="Once for each number of the output: 32·32 windows × 10 filters = {answer}.",
        nudge="One `@` makes one output number. How many are there?",
    ),
    "05.d": Prediction(
        answer=lambda: matrices(SMALL, WIDE).X_col,
        slips=named(matrix_mistakes(SMALL, F=3, rows=2, cols=3)) + slips(
            (lambda: (28, 6), NO_BIAS),
            (lambda: (27, 15), "That is stride 1. With S = 2 the window stands at 2 places down and 3 across."),
            (lambda: (27, 2), PLUS_ONE + " And the window moves down as well as across."),
            (lambda: (27, 5), "Places down and places across are multiplied, not added."),
            (lambda: (27, 12), NO_K),
            (lambda: (54, 6), NO_K),
            (lambda: (18, 6), "You took the number of filters for the depth. The image is 3 deep."),
        ),
        reason="A window has 3·3·3 = 27 numbers and stands at 2 places down times 3 across: {answer}.",
        nudge="How many numbers has a window? And at how many places does it stand?",
    ),
    "05.e": Prediction(
        answer=lambda: matrices(IMAGE, ALEXNET_1).X_col,
        slips=named(matrix_mistakes(IMAGE, F=11, rows=55, cols=55)) + slips(
            (lambda: (364, 3025), NO_BIAS),
            (lambda: (363, 54 * 54), PLUS_ONE),
            (lambda: (363, 217 * 217), "That is stride 1. Here the window moves four pixels at a time."),
            (lambda: (363, 3025 * 96), NO_K),
            (lambda: matrices(IMAGE, ALEXNET_1).product,
             "That is the product, which has a row for each filter. X_col has a row for each number of a window."),
            (lambda: matrices(IMAGE, ALEXNET_1).W_row, "That is W_row, which has a row for each filter."),
        ),
        reason="11·11·3 = 363 numbers in a window, 55·55 = 3025 windows: {answer}.",
        nudge="How many numbers has a window? And at how many places does it stand?",
    ),
    "05.f": Prediction(
        answer=lambda: _output_place(2, 3),
        slips=slips(
            (lambda: _output_place(2, 3) + 1, "Columns count from 0, as everything in NumPy does."),
            (lambda: _output_place(3, 2), "That is row 3, column 2. The rows are gone through first."),
            (lambda: 2 * 227 + 3, "A row of the *output* has 55 windows; 227 is the width of the image."),
            (lambda: 2 * 4 * 227 + 3 * 4,
             "That is the pixel where the window starts. X_col has a column for each window, not for each pixel."),
            (lambda: 3 * 55 + 3, "That is one row too far down: before row 2 stand two rows, 0 and 1."),
            (lambda: 2 * 3, "Before it come two whole rows of windows, 55 in each, and three more."),
            (lambda: 2 + 3, "Before it come two whole rows of windows, 55 in each, and three more."),
        ),
        reason="Before it come two rows of 55 windows, and three windows of its own row: 2·55 + 3 = {answer}.",
        nudge="The windows stand in reading order, 55 to a row. How many come before this one?",
    ),
    "05.g": Prediction(
        answer=lambda: float(matrices(DEEP, SAME).factor),
        slips=slips(
            (lambda: 3, "A window has three pixels across *and* three down."),
            (lambda: 3 * 3 * 64, "Those are the numbers in one window; the image has 64 for each pixel, too."),
            (lambda: 1, "Windows overlap: a pixel is copied once for every window that reads it."),
            (lambda: 64, "The image is as deep as its windows: the depth makes no difference."),
            (lambda: float(np.prod(matrices(DEEP, SAME).X_col)),
             "That is how many numbers X_col holds. How many times as many as the image is it?"),
            (lambda: matrices(DEEP, SAME).column_bytes,
             "Those are the bytes. How many times as large as the image is it?"),
        ),
        reason="A window has 3·3 pixels, and there are as many windows as pixels: {answer} times as large.",
        nudge="A window has 3·3·64 numbers, and here there are as many windows as pixels. A pixel has 64 numbers.",
    ),
}  # fmt: skip
