"""The predictions of lesson 03, Many channels, many filters."""

import numpy as np

from cnnlib import zoo
from cnnlib.layers import FC, Conv, Pool
from cnnlib.mistakes import fc_parameter_mistakes, parameter_mistakes, pooled_volume_mistakes, volume_mistakes
from cnnlib.practice.exercises.window_response import window_response
from cnnlib.practice.predict import Prediction, named, slips
from cnnlib.practice.predictions.lesson_01 import DARK_TO_BRIGHT, EDGE
from cnnlib.shapes import Volume

MAPS = (32, 48, 6)  # rows, columns, slices
GREY_EDGE = np.stack([EDGE] * 3, axis=2)
RED_MINUS_GREEN = np.stack([DARK_TO_BRIGHT, -DARK_TO_BRIGHT, 0 * DARK_TO_BRIGHT], axis=2)
SECOND = Conv(K=5, F=3, P=1)  # behind a layer of four filters
AFTER_CONV, AFTER_POOL = Volume(W=32, H=32, D=12), Volume(W=16, H=16, D=12)
FIBRES = Volume(W=28, H=28, D=192)
BANNER, WIDE = Volume(W=49, H=33, D=3), Conv(K=16, F=5, S=2, P=2)
OWN_DEPTH = "The photograph is 3 deep, but the second layer never sees it: its input is the volume of the four maps."
POOLED = Volume(W=28, H=28, D=64)
ALL_THREE = "That is the {} slice alone. A filter adds up the answers of all three."


def _answer(d: int | None = None) -> int:
    """The answer to the grey edge, or the part of one slice."""
    some = slice(None) if d is None else slice(d, d + 1)
    return int(window_response(GREY_EDGE[:, :, some], RED_MINUS_GREEN[:, :, some], 0))


def _by_habit(D: int, F: int, S: int = 1) -> tuple[int, int, int, int]:
    """(K, F, S, P) behind a pooling layer: the depth doubled, the sides kept."""
    return 2 * D, F, S, (F - 1) // 2


def _weights(F: int, D: int, K: int = 1) -> int:
    return Conv(K=K, F=F, bias=False).parameters(Volume(W=F, H=F, D=D))


def _products_after_and_before() -> float:
    """VGG-16: the last layer of its third block against the last of its second."""
    net = zoo.vgg16()
    convs = [(layer, volume) for layer, volume in zip(net.layers, net.volumes) if isinstance(layer, Conv)]
    before, after = (layer.multiply_adds(volume) for layer, volume in (convs[3], convs[6]))
    return after / before


PREDICTIONS = {
    "03.a": Prediction(
        answer=lambda: np.zeros(MAPS)[2, 3, :].size,
        slips=slips(
            (lambda: np.zeros(MAPS)[:, :, 0].size,
             "That is a depth slice, a number for each place. A column stays at one place and goes through the depth."),
            (lambda: MAPS[0], "That is how many rows there are. The row is given: 2."),
            (lambda: MAPS[1], "That is how many columns there are. The column is given: 3."),
            (lambda: 1, "Row and column are given, but the colon takes all slices."),
            (lambda: 3, "A photograph is 3 deep. This volume has other slices: the shape says how many."),
            (lambda: 2 + 3, "The numbers 2 and 3 say where the column stands, not how long it is."),
            (lambda: 2 * 3 * 6, "Row 2, column 3 is a single place. How many numbers stand there, one behind another?"),
            (lambda: np.zeros(MAPS).size, "Those are all numbers of the volume. A column stands at one of its places."),
        ),
        reason="One number from each of the {answer} slices: what all filters say of this one place.",
        nudge="The shape is (rows, columns, slices). Two of the three are given; the colon takes all of the third.",
    ),
    "03.b": Prediction(
        answer=_answer,
        slips=slips(
            (lambda: _answer(0), ALL_THREE.format("red")),
            (lambda: _answer(1), ALL_THREE.format("green")),
            (lambda: 2 * _answer(0), "The green weights have the opposite signs, so the green slice takes away."),
            (lambda: 3 * _answer(0), "The three slices of the filter differ: +, − and 0."),
        ),
        reason="Red gives +24, green −24, blue 0, and one filter adds them up: {answer}. It is blind to grey edges.",
        nudge="Work out the answer of each slice as in lesson 1, then add the three.",
    ),
    "03.c": Prediction(
        answer=lambda: _weights(3, 4),
        slips=slips(
            (lambda: _weights(3, 3), OWN_DEPTH),
            (lambda: _weights(3, 1), "That is one slice of the filter. It is as deep as its input."),
            (lambda: _weights(3, 4) + 1, "The one more is the bias. Asked are the weights."),
            (lambda: _weights(3, 5), "K = 5 is how many filters the second layer has. How deep is its input?"),
            (lambda: _weights(3, 4, K=5), "That is all five filters. Asked is one."),
            (lambda: SECOND.parameters(Volume(W=32, H=32, D=4)),
             "That is the whole layer, biases included. Asked are the weights of one filter."),
            (lambda: 3 * 4, "A slice of the filter is 3 wide and 3 high."),
            (lambda: _weights(3, 3 * 4),
             "The four maps are no colour images: each filter of the first layer added its three slices up."),
        ),
        reason="3 · 3 · 4 = {answer}: four filters before it made four slices, and a filter goes through them all.",
        nudge="A filter is as deep as its input. What is the input of the second layer?",
    ),
    "03.d": Prediction(
        answer=lambda: Pool().output(AFTER_CONV).shape,
        slips=named(pooled_volume_mistakes(W=32, H=32, D=12, F=2, S=2)) + slips(
            (lambda: (16, 16, 3), "The photograph is 3 deep, but pooling works on what the 12 filters made of it."),
            (lambda: (16, 16, 10), "The ten classes come later, in the last layer. Pooling keeps each of its slices."),
            (lambda: (12, 16, 16), "The depth comes last here: (rows, columns, slices)."),
            (lambda: (8, 8, 12), "You halved twice. Windows of 2 by 2 at stride 2 halve once."),
        ),
        reason="2 by 2 windows at stride 2 halve width and height, in each slice on its own: {answer}.",
        nudge="Which of the three sides does a 2 by 2 window slide along?",
    ),
    "03.e": Prediction(
        answer=lambda: FC(K=10).parameters(AFTER_POOL),
        slips=named(fc_parameter_mistakes(AFTER_POOL, K=10)) + slips(
            (lambda: FC(K=10).parameters(AFTER_CONV),
             "That is without the pooling: it left 16 by 16 places of 32 by 32."),
            (lambda: AFTER_POOL.size, "Those are the weights of one neuron. There are ten, and each has a bias."),
            (lambda: 10 * AFTER_POOL.W * AFTER_POOL.H,
             "That is one slice, and no bias. Each neuron is joined to all 12 slices."),
            (lambda: Conv(K=10, F=3).parameters(AFTER_POOL),
             "Those are ten filters of 3 by 3. Here each neuron sees the whole volume."),
        ),
        reason="10 neurons × (16·16·12 weights + 1 bias) = {answer}.",
        nudge="How many numbers has the volume that each of the ten neurons sees?",
    ),
    "03.f": Prediction(
        answer=lambda: Conv(K=96, F=1).parameters(FIBRES),
        slips=named(parameter_mistakes(F=1, D=192, K=96, positions=28 * 28)) + slips(
            (lambda: 1, "One pixel, but the whole depth: a filter has a weight for each of the 192 slices."),
            (lambda: Conv(K=96, F=3).parameters(FIBRES), "Those are filters of 3 by 3. Here F = 1."),
            (lambda: Conv(K=96, F=1).multiply_adds(FIBRES),
             "Those are the products. All 28·28 places use the same weights: count them once, and then the biases."),
            (lambda: 192 + 96, "Each of the 96 filters has 192 weights: multiply."),
        ),
        reason="96 filters × (1·1·192 weights + 1 bias) = {answer}.",
        nudge="F·F·D weights a filter, as ever, with F = 1. Then the bias, then the number of filters.",
    ),
    "03.g": Prediction(
        answer=lambda: (WIDE.output(BANNER).W, WIDE.output(BANNER).H, WIDE.output(BANNER).D),
        slips=named(volume_mistakes((49, 5, 2, 2, 1), (33, 5, 2, 2, 1), D1=3, K=16)),
        reason="(49 − 5 + 4)/2 + 1 wide, (33 − 5 + 4)/2 + 1 high, and one slice for each filter: {answer}.",
        nudge="The formula twice, once across and once down; the depth is counted, not computed.",
    ),
    "03.h": Prediction(
        answer=_products_after_and_before,
        slips=slips(
            (lambda: 1 / 4, "A quarter of the places, but at each of them there are more filters, and deeper ones."),
            (lambda: 1 / 2, "Two things double: the depth of the input, and the number of filters."),
            (lambda: 2, "Half as wide and half as high: a quarter of the places."),
            (lambda: 4, "Four times the weights, but they are used at fewer places."),
            (lambda: 8, "Four times the weights, but they are used at fewer places."),
        ),
        reason="A quarter of the places, twice the depth to go through, twice the filters: 1/4 · 2 · 2 = {answer}.",
        nudge="Products = places × filters × depth × F·F. By which factor does each of them change?",
    ),
    "03.i": Prediction(
        answer=lambda: _by_habit(POOLED.D, F=3),
        slips=slips(
            (lambda: (POOLED.D, 3, 1, 1), "The sides have just been halved: the rule of doubling asks for a larger K."),
            (lambda: (4 * POOLED.D, 3, 1, 1), "That is four times the depth. Where the sides are halved, K doubles."),
            (lambda: (2 * POOLED.D, 3, 1, 0), "Without padding a 3 by 3 window takes a pixel off each side."),
            (lambda: (2 * POOLED.D, 3, 1, 2), "Too much padding for F = 3: the sides would grow. P = (F − 1)/2."),
            (lambda: _by_habit(POOLED.D, F=3, S=2), "Pooling has done the shrinking. S = 2 would halve once more."),
            (lambda: _by_habit(POOLED.D, F=1), "A filter of 1 by 1 sees one pixel, and none of its neighbours."),
            (lambda: _by_habit(POOLED.D, F=5), "It keeps the sides, but is there not a smaller filter that does, too?"),
            (lambda: (2 * POOLED.D, 2, 1, 1), "An even F has no middle pixel, and here the sides would grow by one."),
        ),
        reason="K = 2·64, F = 3, S = 1 and P = (3 − 1)/2 = 1: {answer}. The output is [28x28x128].",
        nudge="Four habits: K doubles when the sides are halved, F is small and odd, S = 1, P = (F − 1)/2.",
    ),
}  # fmt: skip
