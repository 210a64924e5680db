"""The predictions of lesson 06, Pooling."""

from itertools import pairwise

import numpy as np

from cnnlib.layers import FC, Conv, Pool
from cnnlib.mistakes import (
    Value,
    fc_parameter_mistakes,
    pooled_size_mistakes,
    pooled_value_mistakes,
    pooled_volume_mistakes,
    tidy,
)
from cnnlib.practice.exercises.discarded import discarded
from cnnlib.practice.exercises.max_backward import max_backward
from cnnlib.practice.exercises.max_pool import max_pool
from cnnlib.practice.exercises.summary import summary
from cnnlib.practice.predict import Prediction, named, slips
from cnnlib.shapes import Volume

MAP = np.array([[1, 3, 2, 0], [5, 4, 1, 1], [0, 2, 9, 8], [1, 6, 7, 8]])
WINDOW = np.array([[1, 7], [5, 5]])
GRADIENT = np.array([[1, 2], [3, 4]])
EARLY, LAST = Volume(W=224, H=224, D=64), Volume(W=7, H=7, D=512)
EVEN, PLAIN, STRIDED = Volume(W=32, H=32, D=16), Conv(K=32, F=3, P=1), Conv(K=32, F=3, S=2, P=1, crop=True)


def _blocks(kind: str) -> Value:
    """The map's four 2 x 2 windows, summarised."""
    y, _ = Pool(kind=kind).forward({}, MAP[None, :, :, None])
    return tidy(tuple(y.ravel().tolist()))


def _middle_gradient() -> int:
    """What a 9 in the middle of zeros gets back from 3 x 3 windows at stride 2."""
    x = np.zeros((5, 5))
    x[2, 2] = 9
    return int(max_backward(x, GRADIENT, F=3, S=2)[2, 2])


def _unmoved() -> int:
    """From how many of seven columns a single 9 can move one to the right without a change behind the pooling."""
    rows = 9 * np.eye(8)[:, None, :, None]
    y = [max_pool(np.repeat(row, 2, axis=0), F=2, S=2) for row in rows]
    return sum(np.array_equal(here, there) for here, there in pairwise(y))


PREDICTIONS = {
    "06.a": Prediction(
        answer=lambda: _blocks("max"),
        slips=slips(
            (lambda: _blocks("average"), "Those are the averages. The largest of each four is asked for."),
            (lambda: tuple(MAP.max(axis=1)),
             "Those are the largest of each row. A window has two rows and two columns."),
            (lambda: tuple(MAP.max(axis=0)),
             "Those are the largest of each column. A window has two rows and two columns."),
            (lambda: tuple(np.array(_blocks("max"))[[0, 2, 1, 3]]),
             "The numbers are right. Write them in reading order: both of the upper row first."),
            (lambda: tuple(4 * np.array(_blocks("average"))),
             "Those are the sums. The largest of each four is asked for."),
        ),
        reason="The largest of each square of four, in reading order: {answer}.",
        nudge="Draw a cross through the map, which leaves four squares of four. What is the largest number in each?",
    ),
    "06.b": Prediction(
        answer=lambda: Pool(F=2, S=2).output(EARLY).shape,
        slips=named(pooled_volume_mistakes(W=224, H=224, D=64, F=2, S=2)) + slips(
            (lambda: (64, 112, 112), "The numbers are right. Here the depth comes last: rows, columns, slices."),
        ),
        reason="Each of the 64 slices shrinks to half its height and half its width, and none is lost: {answer}.",
        nudge="Use the size formula for one side, then ask what becomes of the depth.",
    ),
    "06.c": Prediction(
        answer=lambda: 100 * discarded(W=224, F=2, S=2),
        slips=slips(
            (lambda: 50, "That is along one side. The map is halved in width *and* in height."),
            (lambda: 25, "That is what is kept."),
            (lambda: 0.25, "That is the share that is kept. How many per cent are not?"),
            (lambda: 4, "One number in four is kept. How many per cent are not?"),
            (lambda: 0.75, "That is the share. In per cent it is a hundred times as much."),
            (lambda: 0, "Four numbers go in and one comes out. Where are the other three?"),
        ),
        reason="Of each four numbers one is kept, so {answer} % are discarded.",
        nudge="How many numbers has a window, and how many of them does it hand on?",
    ),
    "06.d": Prediction(
        answer=lambda: Pool(F=3, S=2).output(Volume(W=55, H=55, D=96)).W,
        slips=named(pooled_size_mistakes(W=55, F=3, S=2)) + slips(
            (lambda: 27.5, "That is F = 2, which does not fit. Here the window is 3 wide."),
        ),
        reason="(55 − 3)/2 + 1 = {answer}. It is the formula of lesson 2, without padding.",
        nudge="Use (W − F)/S + 1.",
    ),
    "06.e": Prediction(
        answer=lambda: float(summary(WINDOW[:, :, None], "L2")[0]),
        slips=named(pooled_value_mistakes(WINDOW, "L2")) + slips(
            (lambda: (WINDOW**2).sum(), "That is the sum of the squares. The root is still missing."),
            (lambda: np.sqrt((WINDOW**2).mean()),
             "That is the root of the *mean* square. The L2 norm does not divide by 4."),
        ),
        reason="1² + 7² + 5² + 5² = 100, and its root is {answer}.",
        nudge="Square the four numbers, add the squares, and take the root.",
    ),
    "06.f": Prediction(
        answer=_unmoved,
        slips=slips(
            (lambda: 7, "From column 1 to column 2 the 9 leaves its window for the next one."),
            (lambda: 0, "From column 0 to column 1 the 9 stays in its window, and so does its maximum."),
            (lambda: 7 - _unmoved(),
             "Those are the columns from which it leaves its window. Asked for are the others."),
            (lambda: 3.5, "Go through the columns one by one: 0 to 1, 1 to 2, 2 to 3, and so on."),
        ),
        reason="From columns 0, 2, 4 and 6 the 9 stays in its window: {answer} of 7.",
        nudge="Windows are columns 0 and 1, 2 and 3, and so on. From which columns does the 9 stay in its window?",
    ),
    "06.g": Prediction(
        answer=lambda: PLAIN.multiply_adds(EVEN) / STRIDED.multiply_adds(EVEN),
        slips=slips(
            (lambda: 2, "That is along one side. The window takes longer steps down as well as across."),
            (lambda: 1, "Each output costs as much as before. But how many are computed?"),
            (lambda: 1 / 4, "That is the share that is left. How many times fewer are they?"),
            (lambda: 9, "The filter is as large as before. What changes is how many outputs it computes."),
        ),
        reason="Half as many places down and half as many across: {answer} times fewer.",
        nudge="Each output costs the same. How many outputs does each of the two layers compute?",
    ),
    "06.h": Prediction(
        answer=_middle_gradient,
        slips=slips(
            (lambda: GRADIENT.max(),
             "So many windows it wins, and so much the last of them sends back. What do all four send together?"),
            (lambda: GRADIENT[0, 0],
             "That is the first window's. In how many windows does the middle pixel lie, and win?"),
            (lambda: 9, "That is the pixel. Its gradient is what comes back from the windows that it wins."),
            (lambda: GRADIENT.mean(), "Nothing is averaged: what comes back from the four windows adds up."),
            (lambda: 9 * GRADIENT.sum(),
             "The gradient is not multiplied by the pixel: if the winner grows by 1, so does the maximum."),
            (lambda: GRADIENT.sum() / 9,
             "That is how average pooling shares it out. The maximum gives all of it to the winner."),
        ),
        reason="The middle pixel lies in all four windows and wins each: 1 + 2 + 3 + 4 = {answer}.",
        nudge="Draw the four windows. Which of them hold the middle pixel, and who wins there?",
    ),
    "06.i": Prediction(
        answer=lambda: FC(K=1000).parameters(Volume(W=1, H=1, D=LAST.D)),
        slips=named(fc_parameter_mistakes(Volume(W=1, H=1, D=512), K=1000)) + slips(
            (lambda: FC(K=1000).parameters(LAST),
             "That is without the pooling. After it, the layer reads 512 numbers."),
            (lambda: FC(K=1000).parameters(LAST) - 1000,
             "That is without the pooling, and without the biases. After the pooling, the layer reads 512 numbers."),
            (lambda: 0, "The pooling has no parameters, but the fully connected layer behind it has."),
        ),
        reason="The pooling has none. Behind it each of 1000 neurons has 512 weights and a bias: {answer}.",
        nudge="How many numbers are left after the pooling? Each neuron has a weight for each of them, and a bias.",
    ),
}  # fmt: skip
