"""The predictions of lesson 11, What the filters learned."""

import numpy as np

from cnnlib import zoo
from cnnlib.interpret.filters import similarity
from cnnlib.layers import Conv, Layer
from cnnlib.losses import softmax
from cnnlib.practice.predict import Prediction, slips
from cnnlib.receptive import fields
from cnnlib.shapes import Volume

NET = zoo.first_filters_net()
FIRST, SECOND, *_ = [pair for pair in zip(NET.layers, NET.volumes) if isinstance(pair[0], Conv)]
CLASSES = NET.volumes[-1].D
PATTERN = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0]])


def _weights(layer: Layer, volume: Volume) -> int:
    """Of one filter: all that the layer has, shared out over its K filters."""
    return layer.parameters(volume) // layer.output(volume).D


PREDICTIONS = {
    "11.a": Prediction(
        answer=lambda: _weights(*FIRST),
        slips=slips(
            (lambda: 49, "That is one slice. A filter goes through the full depth of the image, and there are three "
                         "colours."),
            (lambda: 148, "A bias would be a number more. It is no weight and has no place in the picture; besides, "
                          "this layer has none, because a batch normalisation follows."),
            (lambda: 21, "7·3 is one row of weights, in three colours. How many rows are there?"),
            (lambda: 52, "Multiply: each of the 7·7 places has a weight for each colour."),
            (lambda: 343, "That is 7·7·7. The depth is that of the image: three colours."),
            (lambda: FIRST[0].parameters(FIRST[1]), "Those are all filters together. One is asked for."),
        ),
        reason="7·7·3 = {answer}: at each of 49 places a weight for red, one for green, one for blue.",
        nudge="How many places has a filter of 7 by 7, and how many weights stand at each of them?",
    ),
    "11.b": Prediction(
        answer=lambda: (similarity(PATTERN, -PATTERN), similarity(PATTERN, 5 * PATTERN)),
        slips=slips(
            (lambda: (1, 1), "A filter and its negative do show the same shape, but one answers with a large number "
                             "where the other answers with a negative one. That is as unlike as can be."),
            (lambda: (-1, 5), "Strength does not count: the products grow five times, and so does the length by which "
                              "they are divided."),
            (lambda: (-1, 0.2), "Strength does not count: both the products and the lengths grow five times."),
            (lambda: (0, 1), "0 is for two filters that have nothing to do with each other. These are opposites."),
            (lambda: (1, -1), "The numbers are right. First comes the negative, then the stronger one."),
            (lambda: (0, 5), "Opposites have less than 0, and strength does not count."),
        ),
        reason="All products turn negative: −1. Five times the weights, and five times the length: 1. So {answer}.",
        nudge="What becomes of the products, and what of the two lengths?",
    ),
    "11.c": Prediction(
        answer=lambda: SECOND[0].output(SECOND[1]).D * SECOND[1].D,
        slips=slips(
            (lambda: 48, "That would be one for each filter. But what stands in a filter, slice by slice?"),
            (lambda: 32, "That is one filter's. There are 48 of them."),
            (lambda: 48 * 3, "There are no three colours any more: the filter reads 32 maps."),
            (lambda: 80, "Multiply: each of the 48 filters has 32 slices."),
            (lambda: SECOND[0].parameters(SECOND[1]), "Those are the weights. Each small picture holds 9 of them."),
        ),
        reason="Each of the 48 filters has a slice of its own for each of the 32 maps: 48·32 = {answer} pictures.",
        nudge="A filter is as deep as what it reads. How many slices is that, and how many filters are there?",
    ),
    "11.d": Prediction(
        answer=lambda: _weights(*SECOND),
        slips=slips(
            (lambda: 9, "Those are the products with one map. The filter reads all 32 of them."),
            (lambda: 289, "A bias would be one more, but it is not a product; besides, this layer has none, because a "
                          "batch normalisation follows."),
            (lambda: 32, "That is one product for each map. A filter of 3 by 3 has nine of them there."),
            (lambda: 41, "Multiply: nine products with each of the 32 maps."),
            (lambda: 27, "There are no three colours any more: the filter reads 32 maps."),
            (lambda: 432, "That is 9·48. The 48 are the layer's own maps; how many does it read?"),
            (lambda: SECOND[0].parameters(SECOND[1]), "That is for all 48 maps. One number of one map is asked for."),
        ),
        reason="3·3 = 9 products with each of 32 maps: 9·32 = {answer}. The first layer needed 147.",
        nudge="How many numbers has the window in one map, and how many maps does the filter read?",
    ),
    "11.e": Prediction(
        answer=lambda: fields(NET)[NET.layers.index(SECOND[0]) + 1][1].size,
        slips=slips(
            (lambda: 11, "Its three numbers side by side do not see fields that begin one pixel apart: behind the "
                         "pooling, neighbours lie 4 pixels apart."),
            (lambda: 27, "Three fields of 9 would be side by side then. They overlap: each begins 4 pixels after the "
                         "one before."),
            (lambda: 21, "From the first of three to the last are two steps, F − 1, not three."),
            (lambda: 13, "A step is as long as *all* strides before it make it: 2 of the convolution times 2 of the "
                         "pooling."),
            (lambda: 3, "Three numbers of the pooling. How many pixels do these three see together?"),
            (lambda: 12, "A distance of 4, three times. But each of the three sees 9 pixels, and they overlap."),
            (lambda: 9, "That is what one number of the pooling sees. The filter reads three of them side by side."),
            (lambda: 18, "Nearly: begin with the 9 pixels of one, and add 4 for each of the two steps."),
        ),
        reason="Three numbers side by side, each 4 pixels after the one before: 9 + 2·4 = {answer}.",
        nudge="The first of three numbers sees 9 pixels. Where does the field of the last of them begin, and end?",
    ),
    "11.f": Prediction(
        answer=lambda: 1 / CLASSES,
        slips=slips(
            (lambda: 0, "Now and then luck is right. How often, if there are ten answers to choose from?"),
            (lambda: 0.5, "That would be luck with two classes. Here there are ten."),
            (lambda: 10, "That is per cent. As a share it is a hundredth of it."),
            (lambda: 1, "Random weights know nothing: it can only be luck."),
        ),
        reason="One in ten by luck: {answer}. A few per cent more or less, as luck has it.",
        nudge="Ten classes, about equally frequent, and answers that have nothing to do with the image.",
    ),
    "11.g": Prediction(
        answer=lambda: float(softmax(np.zeros((1, CLASSES))).sum()),
        slips=slips(
            (lambda: 0, "Each of them should be 0, you may say. But softmax divides by the sum, whatever the image."),
            (lambda: 0.1, "That would be each of them, if the net had no preference. What is their sum?"),
            (lambda: 10, "That would be their number. A probability is at most 1, and so is the sum of them."),
            (lambda: 100, "In per cent, yes. As a share?"),
            (lambda: 0.5, "There is no share for \"I do not know\": softmax gives all of it to the ten classes."),
        ),
        reason="Always {answer}: softmax shares out the whole among the classes. It has no word for \"none of them\".",
        nudge="Softmax divides each number by the sum of all ten.",
    ),
}  # fmt: skip
