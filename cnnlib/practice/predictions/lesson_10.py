"""The predictions of lesson 10, Training on real images."""

import numpy as np

from cnnlib import zoo
from cnnlib.accounting import BYTES, GB, account
from cnnlib.layers import FC, Conv, Residual
from cnnlib.losses import softmax, softmax_loss, svm_loss
from cnnlib.mistakes import Value
from cnnlib.practice.exercises.descend import Slope, descend
from cnnlib.practice.exercises.dropped import dropped
from cnnlib.practice.exercises.steps_in_all import steps_in_all
from cnnlib.practice.predict import Prediction, slips
from cnnlib.recipes import RECIPES
from cnnlib.shapes import Volume

SCORES, RIGHT = np.array([[1.0, 2, -2]]), np.array([0])
P = softmax(SCORES)[0]
GUESSES = np.zeros((1, 10))
WEIGHTS = zoo.digits_net().parameters
COSTS = account(zoo.vgg16())
CARD = 12 * GB
RECIPE, MNIST = RECIPES["mnist"], 60_000
LEARNT = MNIST - 5_001  # a twelfth of each digit is held out


def _margins(margin: float) -> np.ndarray:
    """How far each class lies above the right one, less the margin."""
    return SCORES[0] - SCORES[0, 0] + margin


def _images(parameters: int, activations: int) -> float:
    """How many images fit beside the parameters, with so many numbers for each parameter and each activation."""
    return (CARD - BYTES * parameters * COSTS.parameters) / (BYTES * activations * COSTS.activations)


def _rounded(value: float, digits: int = 3) -> float:
    return round(float(value), digits)


def _share(kind: type) -> int:
    """Per cent of AlexNet's parameters that belong to layers of a kind."""
    rows = account(zoo.alexnet()).rows
    return round(100 * sum(row.parameters for row in rows if isinstance(row.layer, kind)) / zoo.alexnet().parameters)


def _block_of_zeros(x: float) -> Value:
    """What a residual block whose weights are all 0 makes of a map of x."""
    volume = Volume(W=3, H=3, D=1)
    block = Residual([Conv(K=1, F=3, P=1), Conv(K=1, F=3, P=1)])
    nothing = {name: 0 * array for name, array in block.init(volume, np.random.default_rng(0)).items()}
    return int(block.forward(nothing, np.full((1, 3, 3, 1), x))[0][0, 1, 1, 0])


PREDICTIONS = {
    "10.a": Prediction(
        answer=lambda: _rounded(softmax(SCORES + 10)[0, 0]),
        slips=slips(
            (lambda: P[0], "That is right. Round it to three decimals."),
            (lambda: 1.0, "The right class's score has grown, but so have all the others."),
            (lambda: _rounded(1 / 3), "They would be equal if the *scores* were. The 5 still is one ahead of the 3."),
            (lambda: _rounded(P[0] + 10), "That is no probability: those lie between 0 and 1."),
            (lambda: _rounded(11 / (11 + 12 + 8)),
             "Those are shares of the scores. Take the powers of e first, as above."),
            (lambda: _rounded(P[1]), "That is the 5's."),
        ),
        reason="Each power of e becomes e¹⁰ times as large, and so does their sum: the share stays {answer}.",
        nudge="By which factor does e^score grow when the score grows by 10? And the sum of all three?",
    ),
    "10.b": Prediction(
        answer=lambda: _rounded(softmax_loss(GUESSES, RIGHT)[0]),
        slips=slips(
            (lambda: softmax_loss(GUESSES, RIGHT)[0], "That is right. Round it to three decimals."),
            (lambda: 0.1, "That is the probability of the right class. The loss is its negative logarithm."),
            (lambda: 0.9, "That is the probability of all wrong classes. The loss is −log of the right one's."),
            (lambda: _rounded(np.log(0.1)), "The minus sign is missing: a loss is not negative."),
            (lambda: 1.0, "That is the logarithm to base 10. The loss takes the natural one, `np.log`."),
            (lambda: _rounded(np.log2(10)), "That is the logarithm to base 2. The loss takes the natural one."),
            (lambda: 10 * _rounded(np.log(10)), "That is the sum over all classes. Only the right one counts."),
            (lambda: 0.0, "A loss of 0 would be perfect. This net knows nothing."),
            (lambda: _rounded(-np.log(0.9)), "That is −log of the wrong classes' share. The right one has 1/10."),
        ),
        reason="−log(1/10) = log 10 = {answer}. An untrained net that is worse than that is wrong *and* sure of it.",
        nudge="Ten classes with equal probabilities: what is the right one's? The loss is −log of it.",
    ),
    "10.c": Prediction(
        answer=lambda: svm_loss(SCORES, RIGHT)[0],
        slips=slips(
            (lambda: svm_loss(SCORES, RIGHT, margin=0)[0],
             "That is how far the 5 lies above the 3. It should lie 1 *below*: the margin of 1 is missing."),
            (lambda: svm_loss(SCORES, RIGHT)[0] + 1, "The right class is not compared with itself: leave it out."),
            (lambda: _margins(1)[1:].sum(),
             "The 8 lies more than 1 below the 3. It lacks nothing, and that counts 0, not less."),
            (lambda: np.maximum(-_margins(-1)[1:], 0).sum(),
             "The sign is turned round: what counts is the *wrong* class's score less the right one's, plus 1."),
            (lambda: _rounded(softmax_loss(SCORES, RIGHT)[0]), "That is the softmax loss of above."),
            (lambda: svm_loss(SCORES, np.array([2]))[0], "The image shows a 3, whose score is 1."),
        ),
        reason="The 5 lacks 2 − 1 + 1 = 2 of being 1 below the 3; the 8 is far enough below: {answer} + 0.",
        nudge="For each *wrong* class: its score, minus the right one's, plus 1; negative ones count 0. Add them up.",
    ),
    "10.d": Prediction(
        answer=lambda: 2 * WEIGHTS,
        slips=slips(
            (lambda: WEIGHTS, "The loss is measured twice for each weight: a little above and a little below."),
            (lambda: 2 * WEIGHTS + 1, "The loss at the weights themselves is not needed for the slopes."),
            (lambda: WEIGHTS + 1, "That would do with one-sided differences. Here each weight is moved up *and* down."),
            (lambda: 2, "That is one weight. Each of them has a slope of its own."),
            (lambda: WEIGHTS**2, "Only one weight is moved at a time: two losses for each of them."),
            (lambda: 20, "The slopes are those of the weights, not of the ten classes."),
        ),
        reason="A little above and a little below for each weight: {answer} passes for a single step.",
        nudge="How many weights and biases has the net, and how often is the loss measured for each?",
    ),
    "10.e": Prediction(
        answer=lambda: round(descend(1.0, Slope(2, 0), rate=2.0, steps=3)),
        slips=slips(
            (lambda: round(descend(1.0, Slope(2, 0), rate=2.0, steps=2)), "That is after two steps."),
            (lambda: round(descend(1.0, Slope(2, 0), rate=2.0, steps=1)), "That is after one step."),
            (lambda: round(descend(1.0, Slope(2, 0), rate=2.0, steps=4)), "That is after four steps."),
            (lambda: (1 + 2 * 2) ** 3, "That is uphill. The step is *subtracted*: w − 2 · 2w."),
            (lambda: 27, "So far from the bottom, but on which side? Each step jumps over it."),
            (lambda: 1 - 3 * 4, "The first step is 4 long. The second is longer: at w = −3 the slope is −6."),
            (lambda: round(descend(1.0, Slope(1, 0), rate=2.0, steps=3)),
             "The slope of w² is 2w, not w: a step is 2 · 2w = 4w."),
            (lambda: 0, "It would be there after one step with a rate of 0.5. This rate is four times as large."),
            (lambda: 27**2, "That is the loss, w². Asked for is w."),
        ),
        reason="Each step goes from w to w − 2 · 2w = −3w: from 1 to −3, to 9, to −27. It jumps over the bottom at 0, "
               "further each time.",
        nudge="The slope at w = 1 is 2, so the step is 2 · 2 = 4. Where is w then? And the slope there?",
    ),
    "10.f": Prediction(
        answer=lambda: 10**2,
        slips=slips(
            (lambda: 10, "Ten times as many make it about √10 = 3.2 times smaller: look at 1, 4 and 16 above."),
            (lambda: 20, "Four times as many halve it. How many halvings are there in a tenth?"),
            (lambda: 40, "Four times as many halve it, which is not the same as 4 for each part of 10."),
            (lambda: 1000, "That would make it about √1000 = 32 times smaller."),
            (lambda: 1024, "That is 2¹⁰, and would make it 32 times smaller."),
            (lambda: 5, "A fifth would need 25 times as many, a tenth even more."),
            (lambda: _rounded(np.sqrt(10)), "It is the other way round: the *noise* shrinks with the root."),
        ),
        reason="The noise goes with 1/√N: {answer} times the images, {answer} times the work, for a tenth of it.",
        nudge="Four times as many images halve it, 16 times as many make a quarter. What is the pattern?",
    ),
    "10.g": Prediction(
        answer=lambda: COSTS.largest_minibatch(CARD),
        slips=slips(
            (lambda: COSTS.largest_minibatch(CARD) + 1, "You rounded up, and the last image does not fit any more."),
            (lambda: int(_images(0, 2)), "The parameters are in there, too, in three copies: subtract them first."),
            (lambda: int(_images(3, 1)), "Each activation takes two numbers: itself and its gradient."),
            (lambda: int(_images(0, 1)), "That leaves out the parameters and the gradients of the activations."),
            (lambda: COSTS.largest_minibatch(CARD, "SGD"), "With momentum there are three copies of the parameters."),
            (lambda: COSTS.largest_minibatch(CARD, "Adam"),
             "Four copies of the parameters are Adam's. With momentum there are three."),
            (lambda: int(_images(1, 2)), "The parameters are there three times: weight, gradient and velocity."),
            (lambda: int((12e9 - 12 * COSTS.parameters) / (8 * COSTS.activations)),
             "You took a GB as 10⁹ bytes. Here it is 1024³."),
            (lambda: int(CARD / COSTS.bytes_training(1)),
             "You counted the parameters anew for each image. They are there once, whatever the batch."),
            (lambda: int(BYTES * _images(3, 2)), "Each number takes 4 bytes."),
        ),
        reason="12 GB, less 12 bytes for each parameter, divided by 8 bytes for each activation of an image: {answer}.",
        nudge="Subtract what the parameters take in three copies. How often does what one image takes fit in the rest?",
    ),
    "10.h": Prediction(
        answer=lambda: float(dropped(np.array([10.0]), rate=0.2, chances=np.ones(1))[0]),
        slips=slips(
            (lambda: 10, "Then the sum of all numbers would be a fifth smaller than without dropout."),
            (lambda: 8, "That is smaller, though others are missing. Those that are left have to make up for them."),
            (lambda: 12, "A fifth more is not enough: four of five numbers have to bring what five did."),
            (lambda: 50, "You divided by the share that is dropped. Divide by the share that is kept."),
            (lambda: 0, "That is what the dropped ones have. Asked for are the others."),
            (lambda: 2, "That is a fifth of it. Those that are kept have to grow."),
            (lambda: 20, "That would be right for a rate of 0.5."),
        ),
        reason="Four of five are left, and each becomes 10 / (1 − 0.2) = {answer}, so that the mean stays 10.",
        nudge="Of five numbers, 10 each, four are kept. Their sum is to stay 50.",
    ),
    "10.i": Prediction(
        answer=lambda: _share(FC),
        slips=slips(
            (lambda: _share(Conv), "That is the convolutional layers' share. What is left for the others?"),
            (lambda: 50, "The first fully connected layer alone has more than half of all."),
            (lambda: _share(FC) / 100, "That is the share. In per cent it is a hundred times as much."),
        ),
        reason="{answer} per cent in three layers; the five convolutional layers share the rest.",
        nudge="Lesson 4: a filter is used everywhere, while a neuron of a fully connected layer has a weight for every "
              "number it reads.",
    ),
    "10.j": Prediction(
        answer=lambda: _block_of_zeros(7),
        slips=slips(
            (lambda: 0, "That is F(x), and what a block without a shortcut gives. Here x is added."),
            (lambda: 14, "F(x) is not x: with all weights 0 it is 0."),
            (lambda: 1, "The shortcut adds x itself."),
        ),
        reason="F(x) + x = 0 + 7 = {answer}: with small weights a residual block does nothing, and that does no harm.",
        nudge="What is F(x) when all its weights and biases are 0? Then add x.",
    ),
    "10.k": Prediction(
        answer=lambda: steps_in_all(LEARNT, RECIPE.batch, RECIPE.epochs),
        slips=slips(
            (lambda: steps_in_all(LEARNT, RECIPE.batch, 1), "That is one epoch."),
            (lambda: LEARNT // RECIPE.batch * RECIPE.epochs,
             "The last images of each epoch are a step, too: round up."),
            (lambda: -(-LEARNT * RECIPE.epochs // RECIPE.batch),
             "Each epoch has its own last batch: round up first, then multiply."),
            (lambda: LEARNT * RECIPE.epochs // RECIPE.batch,
             "You rounded at the end, and down. Round up what one epoch takes, then multiply."),
            (lambda: steps_in_all(MNIST, RECIPE.batch, RECIPE.epochs),
             "A twelfth of the images is held out and never learnt from."),
            (lambda: LEARNT * RECIPE.epochs, "A step takes a whole batch, not one image."),
            (lambda: RECIPE.batch * RECIPE.epochs, "The number of images is missing."),
        ),
        reason="54,999 / 64, rounded up, is 860 steps an epoch: {answer} in all.",
        nudge="Your `steps_in_all` knows the answer.",
    ),
}  # fmt: skip
