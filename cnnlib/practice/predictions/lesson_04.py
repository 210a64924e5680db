"""The predictions of lesson 04, Sharing parameters."""

import numpy as np

from cnnlib.layers import FC, Conv, LocallyConnected
from cnnlib.mistakes import local_parameter_mistakes, parameter_mistakes
from cnnlib.practice.exercises.shared_gradient import shared_gradient
from cnnlib.practice.predict import Prediction, named, slips
from cnnlib.shapes import Volume

BIG, SMALL = Volume(W=200, H=200, D=3), Volume(W=32, H=32, D=3)
DEEP = Volume(W=16, H=16, D=20)
ROW = Volume(W=7, H=1, D=1)
IMAGE, ALEXNET_1 = Volume(W=227, H=227, D=3), Conv(K=96, F=11, S=4)
INPUTS = np.array([3.0, -1, 2, 6])
CANVAS, SHARED, LOCAL = Volume(W=16, H=16, D=1), Conv(K=32, F=5), LocallyConnected(K=32, F=5)


def _pixels(volume: Volume) -> int:
    """The weights of a neuron that sees them all."""
    return FC(K=1).parameters(volume) - 1


def _row(layer: FC | Conv | LocallyConnected) -> int:
    """The weights of a layer on the row of 7 numbers, without its biases."""
    return layer.parameters(ROW) - (layer.K if isinstance(layer, FC) else 0)


def _times() -> int:
    return LOCAL.parameters(CANVAS) // SHARED.parameters(CANVAS)


PREDICTIONS = {
    "04.a": Prediction(
        answer=lambda: _pixels(BIG),
        slips=slips(
            (lambda: BIG.W * BIG.H, "That is one slice. The photograph has three."),
            (lambda: _pixels(BIG) + 1, "The one more is the bias. Asked are the weights."),
            (lambda: BIG.W * BIG.D, "That is one row of pixels. The image is 200 high, too."),
            (lambda: BIG.W + BIG.H + BIG.D, "The sides multiply: a weight for each number in the block."),
            (lambda: BIG.W, "That is one side of the image. The neuron sees all of it."),
            (lambda: _pixels(SMALL), "That is for 32 by 32 pixels. Here there are 200 by 200."),
        ),
        reason="One weight for each number: 200 · 200 · 3 = {answer}.",
        nudge="A weight for each number that the neuron sees. How many numbers has the image?",
    ),
    "04.b": Prediction(
        answer=lambda: Conv(K=1, F=3, bias=False).parameters(DEEP),
        slips=slips(
            (lambda: 3 * 3, "That is one slice of the window. It goes through all 20."),
            (lambda: 3 * 3 * 3, "A photograph is 3 deep. This input is 20 deep."),
            (lambda: Conv(K=1, F=3).parameters(DEEP), "The one more is the bias. Asked are the weights."),
            (lambda: _pixels(DEEP), "That is the whole volume. The window is 3 by 3 across."),
            (lambda: 3 * 20, "The window is 3 wide and 3 high."),
            (lambda: 3 + 3 + 20, "The sides multiply: a weight for each number in the window."),
        ),
        reason="3 · 3 · 20 = {answer}: local across the image, but through the full depth.",
        nudge="A weight for each number in the window: across, down, and through the depth.",
    ),
    "04.c": Prediction(
        answer=lambda: _row(LocallyConnected(K=1, F=(1, 3), bias=False)),
        slips=slips(
            (lambda: _row(Conv(K=1, F=(1, 3), bias=False)),
             "Those are the weights of one neuron, or of all if they shared them. Here each has its own."),
            (lambda: _row(FC(K=5)), "That is with every neuron joined to every number."),
            (lambda: 7 * 3, "There are fewer neurons than numbers: the window stops at the end of the row."),
            (lambda: 4 * 3, "You counted the steps between the windows, not the windows: there is one more."),
            (lambda: 5, "That is how many neurons there are. Each has several weights."),
            (lambda: _row(LocallyConnected(K=1, F=(1, 3))), "That is with the biases. Asked are the weights."),
        ),
        reason="7 − 3 + 1 = 5 neurons with 3 weights each: {answer}.",
        nudge="How many windows of 3 fit into a row of 7? Each is read by a neuron with weights of its own.",
    ),
    "04.d": Prediction(
        answer=lambda: ALEXNET_1.output(IMAGE).size,
        slips=slips(
            (lambda: 55 * 55, "That is one slice of the output. There are 96."),
            (lambda: 55 * 96, "That is one row of the output. It is 55 rows high."),
            (lambda: 54 * 54 * 96, "You counted the steps, not the windows: the first one needs no step."),
            (lambda: Conv(K=96, F=11).output(IMAGE).size,
             "That is stride 1. Here the window moves four pixels at a time."),
            (lambda: 227 * 227 * 96,
             "You counted a neuron for each pixel. The window moves four pixels at a time."),
            (lambda: ALEXNET_1.parameters(IMAGE),
             "Those are its parameters. Asked are the numbers that come out of it."),
            (lambda: 55 * 55 * 3,
             "The output is as deep as there are filters, 96, whatever the depth of the image."),
        ),
        reason="(227 − 11)/4 + 1 = 55 places across and down, 96 neurons at each: 55 · 55 · 96 = {answer}.",
        nudge="How many numbers has the output volume? Each of them is a neuron.",
    ),
    "04.e": Prediction(
        answer=lambda: LocallyConnected(K=96, F=11, S=4).parameters(IMAGE),
        slips=named(local_parameter_mistakes(F=11, D=3, K=96, rows=55, cols=55)) + slips(
            (lambda: 55 * 55 * 96, "Those are the neurons. Each has many weights."),
            (lambda: 11 * 11 * 3 + 1, "That is one neuron. How many are there?"),
            (lambda: FC(K=ALEXNET_1.output(IMAGE).size).parameters(IMAGE),
             "That is the full connection. Here each neuron sees a window of 11 by 11 only."),
            (lambda: 290_400 * 11 * 11, "A window goes through the full depth, 3 slices, and each neuron has a bias."),
        ),
        reason="290,400 neurons, each with 11 · 11 · 3 = 363 weights and a bias: 290,400 · 364 = {answer}.",
        nudge="You know how many neurons there are. How many weights has one, and what comes on top?",
    ),
    "04.f": Prediction(
        answer=lambda: ALEXNET_1.parameters(IMAGE),
        slips=named(parameter_mistakes(F=11, D=3, K=96, positions=55 * 55)),
        reason="96 filters, each with 363 weights and a bias: 34,848 + 96 = {answer}.",
        nudge="Now all places use the same 96 filters. How many weights has one, and what comes on top?",
    ),
    "04.g": Prediction(
        answer=lambda: float(shared_gradient(INPUTS, np.ones(4), F=1, S=1)[0]),
        slips=slips(
            (lambda: INPUTS.mean(),
             "That is the mean. All four outputs move when the weight does, and the moves add up."),
            (lambda: INPUTS[-1], "That is one place alone. The weight is at work at all four."),
            (lambda: INPUTS[0], "That is one place alone. The weight is at work at all four."),
            (lambda: np.abs(INPUTS).sum(),
             "The minus sign counts: where the input is −1, a larger weight makes the output smaller."),
            (lambda: 4,
             "Each place counts by its input: where it is 6, the output moves six times as far as the weight."),
            (lambda: np.prod(INPUTS), "The four outputs are added up in the loss, not multiplied."),
            (lambda: 1,
             "That is how the loss grows with one output. How far does each output move when the weight grows by 1?"),
        ),
        reason="Each output moves by its input, and the loss by their sum: 3 − 1 + 2 + 6 = {answer}.",
        nudge="Let the weight grow by 1. By how much does each of the four outputs grow, and their sum?",
    ),
    "04.h": Prediction(
        answer=_times,
        slips=slips(
            (lambda: 12, "That is one row of places. There are 12 rows of them."),
            (lambda: 16 * 16,
             "A window of 5 stops before the end of the canvas: 16 − 5 + 1 = 12 places across."),
            (lambda: 11 * 11, "You counted the steps, not the windows: 16 − 5 + 1 = 12 places across."),
            (lambda: LOCAL.output(CANVAS).size,
             "That is how many neurons there are. Each place has 32 of them in both layers."),
            (lambda: 32,
             "Both layers have 32 filters at a place. The one has them again at every other place."),
            (lambda: SHARED.parameters(CANVAS),
             "That is what the shared layer has. How many times does the local layer have them?"),
            (lambda: 5 * 5, "That is the size of a window. It is the same in both layers."),
            (lambda: LOCAL.parameters(CANVAS),
             "That is how many parameters it has. How many times the other's is it?"),
        ),
        reason="The shared filters once for each of the 12 · 12 = {answer} places.",
        nudge="The layer without sharing has the other's filters once for each place. How many places are there?",
    ),
}  # fmt: skip
