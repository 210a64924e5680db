"""06.2: how much pooling throws away."""

from cnnlib.layers import Pool
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.shapes import Volume, floor_size


def discarded(W: int, F: int, S: int) -> float:
    """The share of numbers that a `Pool` does not hand on, for a square map.

    >>> discarded(W=4, F=2, S=2)
    0.75
    """
    before = Volume(W, W, 1)
    return 1 - Pool(F=F, S=S, crop=True).output(before).size / before.size


def _case(W: int, F: int, S: int) -> Inputs:
    return {"W": W, "F": F, "S": S}


DISCARDED = FunctionCheck(
    name="discarded",
    solution=discarded,
    cases=(_case(4, 2, 2), _case(55, 3, 2), _case(10, 3, 2), _case(12, 4, 4), _case(9, 3, 1)),
    mistakes=mistakes(
        (lambda W, F, S: 1 - discarded(W, F, S),
         "That is the share that is kept."),
        (lambda W, F, S: 1 / (1 - discarded(W, F, S)),
         "That says how many times as many go in as come out. Which share of what goes in is lost?"),
        (lambda W, F, S: 1 - floor_size(W, F, S) ** 2 // W**2,
         "The `//` before W² leaves nothing of the share: the last division is an ordinary one, `/`."),
        (lambda W, F, S: 1 - floor_size(W, F, S) / W,
         "That is along one side. The map shrinks down as well as across."),
        (lambda W, F, S: 1 - 1 / F**2,
         "That is right where windows stand side by side. In general count what goes in and what comes out."),
        (lambda W, F, S: 1 - (W // S) ** 2 / W**2,
         "You divided W by S. The window has to stay inside: along a side there are (W − F) // S + 1 of them."),
        (lambda W, F, S: 1 - 1 / S**2,
         "That is nearly right, but leaves out the edge: count what goes in and what comes out."),
        (lambda W, F, S: 1 - ((floor_size(W, F, S) - 1) / W) ** 2,
         "The + 1 is missing in the size of the output."),
        (lambda W, F, S: 100 * discarded(W, F, S),
         "That is in percent. A share is a number from 0 to 1."),
        (lambda W, F, S: W**2 - floor_size(W, F, S) ** 2,
         "That is how many numbers are discarded. Which share of the W·W is it?"),
        (lambda W, F, S: 1 - floor_size(W, F, S) / W**2,
         "The output has W2·W2 numbers, not W2."),
        (lambda W, F, S: 1 - ((W - F) / S + 1) ** 2 / W**2,
         "There is no part of a window: round the size of the output down, with `//`."),
    ),
    reason="W2·W2 of W·W numbers are kept, with W2 = (W − F) // S + 1; the rest is discarded.",
)  # fmt: skip
