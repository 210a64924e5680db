"""10.5: how many steps a training takes."""

import numpy as np

from cnnlib.layers import FC
from cnnlib.nets import Net
from cnnlib.optim import SGD
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.shapes import Volume
from cnnlib.train import Course


def steps_in_all(images: int, batch: int, epochs: int) -> int:
    """What cnnlib's training plans.

    >>> steps_in_all(images=10, batch=4, epochs=2)     # 4 + 4 + 2 images, twice
    6
    """
    net, data = Net(Volume(1, 1, 1), [FC(K=2)]).init(), (np.zeros((images, 1, 1, 1)), np.zeros(images, int))
    return Course(net, data, (data[0][:1], data[1][:1]), epochs=epochs, batch=batch, optimiser=SGD()).steps


def _case(images: int, batch: int, epochs: int) -> Inputs:
    return {"images": images, "batch": batch, "epochs": epochs}


STEPS_IN_ALL = FunctionCheck(
    name="steps_in_all",
    solution=steps_in_all,
    cases=(_case(10, 4, 1), _case(12, 4, 3), _case(10, 4, 2), _case(1347, 32, 10), _case(50, 64, 5)),
    mistakes=mistakes(
        (lambda images, batch, epochs: images // batch * epochs,
         "The last images of an epoch are left out. They make a smaller batch, and that is a step, too: round up."),
        (lambda images, batch, epochs: -(-images * epochs // batch),
         "You rounded at the end. Each epoch has its own last batch: round up first, then multiply."),
        (lambda images, batch, epochs: images * epochs // batch,
         "You rounded down, and at the end. Each epoch has its own last, smaller batch: round up first, then "
         "multiply."),
        (lambda images, batch, epochs: -(-images // batch),
         "That is one epoch."),
        (lambda images, batch, epochs: images * epochs,
         "A step takes a whole batch, not one image."),
        (lambda images, batch, epochs: (images // batch + 1) * epochs,
         "You always add a step. Where the batches come out even, nothing is left over for it."),
        (lambda images, batch, epochs: images / batch * epochs,
         "There is no part of a step: round up what one epoch takes."),
        (lambda images, batch, epochs: round(images / batch) * epochs,
         "You rounded to the nearest. Two images left over are a step as well: round up."),
        (lambda images, batch, epochs: images * batch * epochs,
         "You multiplied by the batch. The larger the batch, the fewer the steps: divide."),
        (lambda images, batch, epochs: (-(-images // batch) - 1) * epochs,
         "One step is missing in each epoch."),
        (lambda images, batch, epochs: -(-images // batch) + epochs,
         "You added the epochs. Each of them takes all the batches again: multiply."),
        (lambda images, batch, epochs: batch * epochs,
         "The number of images is missing: the more of them, the more batches an epoch has."),
        (lambda images, batch, epochs: -(-images // epochs) * batch,
         "Batch and epochs are swapped: the images are divided into batches."),
    ),
    reason="Images over batch, rounded up, in each epoch: the last batch is smaller, but it is a step.",
)  # fmt: skip
