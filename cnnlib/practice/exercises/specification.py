"""03.5: the specification card of a CONV layer."""

from collections.abc import Callable

from cnnlib.layers import Conv
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.shapes import Volume, output_size

Card = tuple[int, int, int, int, int]


def specification(W: int, H: int, D: int, K: int, F: int, S: int, P: int) -> Card:
    """(W2, H2, D2, weights, biases) as a `Conv` counts them.

    >>> specification(W=32, H=32, D=3, K=10, F=5, S=1, P=2)
    (32, 32, 10, 750, 10)
    """
    layer, volume = Conv(K=K, F=F, S=S, P=P), Volume(W=W, H=H, D=D)
    after, biases = layer.output(volume), K
    return after.W, after.H, after.D, layer.parameters(volume) - biases, biases


def _but(**changed: Callable[[Inputs], int]) -> Callable[..., Card]:
    """The card with some of its lines wrong, each a function of the settings."""

    def wrong(W: int, H: int, D: int, K: int, F: int, S: int, P: int) -> Card:
        given = {"W": W, "H": H, "D": D, "K": K, "F": F, "S": S, "P": P}
        lines = dict(zip(("W2", "H2", "D2", "weights", "biases"), specification(**given)))
        return tuple((lines | {name: line(given) for name, line in changed.items()}).values())  # type: ignore[return-value]

    return wrong


def _sides(line: Callable[[Inputs, int], int]) -> Callable[..., Card]:
    """Both sizes by the same wrong formula."""
    return _but(W2=lambda a: line(a, a["W"]), H2=lambda a: line(a, a["H"]))


def _positions(a: Inputs) -> int:
    return output_size(a["W"], a["F"], a["S"], a["P"]) * output_size(a["H"], a["F"], a["S"], a["P"])


def _case(W: int, H: int, D: int, K: int, F: int, S: int, P: int) -> Inputs:
    return {"W": W, "H": H, "D": D, "K": K, "F": F, "S": S, "P": P}


SPECIFICATION = FunctionCheck(
    name="specification",
    solution=specification,
    cases=(
        _case(5, 7, 3, K=2, F=3, S=1, P=0),
        _case(7, 5, 2, K=4, F=3, S=2, P=1),
        _case(32, 32, 3, K=10, F=5, S=1, P=2),
        _case(49, 33, 4, K=16, F=5, S=2, P=2),
        _case(8, 6, 64, K=32, F=1, S=1, P=0),
    ),
    mistakes=mistakes(
        (_sides(lambda a, W: (W - a["F"]) // a["S"] + 1),
         "You forgot the padding: (W − F + 2P)/S + 1."),
        (_sides(lambda a, W: (W - a["F"] + a["P"]) // a["S"] + 1),
         "P was counted once; the border stands on both sides: 2P."),
        (_sides(lambda a, W: (W - a["F"] + 2 * a["P"]) // a["S"]),
         "You forgot the + 1: the first window needs no step."),
        (_sides(lambda a, W: W - a["F"] + 2 * a["P"] + 1),
         "You forgot the stride: the way W − F + 2P is divided by S."),
        (_sides(lambda a, W: W - a["F"] + 2 * a["P"] // a["S"] + 1),
         "Python divides before it adds: put the whole way in brackets, `(W - F + 2 * P) // S + 1`."),
        (_sides(lambda a, W: (W - a["F"] + 2 * a["P"]) // (a["S"] + 1)),
         "Divide by S alone; the 1 is added after the division, for the first window."),
        (_but(W2=lambda a: output_size(a["H"], a["F"], a["S"], a["P"]),
              H2=lambda a: output_size(a["W"], a["F"], a["S"], a["P"])),
         "Width and height are swapped: the card begins with W2."),
        (_but(D2=lambda a: a["D"]),
         "D2 is not the depth of the input: the output has one slice for each filter."),
        (_but(D2=lambda a: a["D"] * a["K"]),
         "D2 is K, not D·K: a filter adds up all slices of its input into one."),
        (_but(weights=lambda a: a["F"] ** 2 * a["K"]),
         "You forgot the depth of the input: a filter has F·F·D weights."),
        (_but(weights=lambda a: a["F"] ** 2 * a["D"], biases=lambda a: 1),
         "Those are the weights and the bias of one filter. There are K."),
        (_but(H2=lambda a: output_size(a["W"], a["F"], a["S"], a["P"])),
         "H2 was worked out from the width: it takes H."),
        (_but(weights=lambda a: a["F"] ** 2 * a["D"]),
         "Those are the weights of one filter. There are K."),
        (_but(weights=lambda a: a["F"] * a["D"] * a["K"]),
         "A filter is F wide and F high: F·F·D weights."),
        (_but(weights=lambda a: (a["F"] ** 2 * a["D"] + 1) * a["K"]),
         "The biases were counted among the weights. The card has a line of its own for them."),
        (_but(weights=lambda a: a["F"] ** 2 * a["D"] * a["K"] * _positions(a)),
         "You counted the weights anew at every place. All W2·H2 places share the same filters."),
        (_but(biases=lambda a: 1),
         "One bias is not enough: each of the K filters has its own."),
        (_but(biases=lambda a: a["D"]),
         "The biases belong to the filters, not to the slices of the input: K of them."),
        (_but(biases=lambda a: a["K"] * a["D"]),
         "A filter has one bias, not one for each of its slices."),
        (_but(biases=lambda a: a["K"] * _positions(a)),
         "A filter adds the same bias at every place: K of them, not one for each output."),
    ),
    reason="W2 and H2 by the formula, D2 = K, F·F·D·K weights and K biases. W and H are not in the last two lines.",
)  # fmt: skip
