"""04.2: the parameters of one layer, joined in full, locally, and with shared filters."""

from collections.abc import Callable

from cnnlib.layers import FC, Conv, LocallyConnected
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.shapes import Volume

Counts = tuple[int, int, int]


def three_counts(W: int, D: int, F: int, S: int, K: int) -> Counts:
    """(full, local, shared), as cnnlib's three layers count them.

    >>> three_counts(W=5, D=1, F=3, S=1, K=1)  # 9 neurons: 9*(25 + 1), 9*(9 + 1), 9 + 1
    (234, 90, 10)
    """
    image, shared = Volume(W=W, H=W, D=D), Conv(K=K, F=F, S=S)
    full, local = FC(K=shared.output(image).size), LocallyConnected(K=K, F=F, S=S)
    return full.parameters(image), local.parameters(image), shared.parameters(image)


def _by(full: Callable[..., int], local: Callable[..., int], shared: Callable[..., int]) -> Callable[..., Counts]:
    """Three formulas in W, D, F, S, K and the width W2 of the output."""

    def counts(W: int, D: int, F: int, S: int, K: int) -> Counts:
        W2 = (W - F) // S + 1
        return full(W, D, F, K, W2), local(W, D, F, K, W2), shared(W, D, F, K, W2)

    return counts


def _full(W: int, D: int, F: int, K: int, W2: int) -> int:
    return W2 * W2 * K * (W * W * D + 1)


def _local(W: int, D: int, F: int, K: int, W2: int) -> int:
    return W2 * W2 * K * (F * F * D + 1)


def _shared(W: int, D: int, F: int, K: int, W2: int) -> int:
    return (F * F * D + 1) * K


def _case(W: int, D: int, F: int, S: int, K: int) -> Inputs:
    return {"W": W, "D": D, "F": F, "S": S, "K": K}


THREE_COUNTS = FunctionCheck(
    name="three_counts",
    solution=three_counts,
    cases=(
        _case(5, 1, F=3, S=1, K=1),
        _case(7, 3, F=3, S=2, K=2),
        _case(8, 1, F=4, S=2, K=5),
        _case(32, 3, F=5, S=1, K=12),
        _case(227, 3, F=11, S=4, K=96),
    ),
    mistakes=mistakes(
        (_by(lambda W, D, F, K, W2: W2 * W2 * K * W * W * D, lambda W, D, F, K, W2: W2 * W2 * K * F * F * D,
             lambda W, D, F, K, W2: F * F * D * K),
         "The biases are missing: one for each neuron without sharing, one for each filter with it."),
        (_by(lambda W, D, F, K, W2: W2 * W2 * K * (W * W + 1), lambda W, D, F, K, W2: W2 * W2 * K * (F * F + 1),
             lambda W, D, F, K, W2: (F * F + 1) * K),
         "You forgot the depth of the input: the image has W·W·D numbers, a window F·F·D."),
        (_by(lambda W, D, F, K, W2: K * (W * W * D + 1), _local, _shared),
         "In the first count there are K neurons. The layer has W2·W2·K of them, whichever way they are joined."),
        (_by(lambda W, D, F, K, W2: W2 * W2 * (W * W * D + 1), lambda W, D, F, K, W2: W2 * W2 * (F * F * D + 1),
             _shared),
         "You forgot that K neurons stand at each place: W2·W2·K neurons."),
        (_by(_full, lambda W, D, F, K, W2: W2 * W2 * (F * F * D + 1), _shared),
         "In the second count one neuron stands at each place. There are K, each with weights of its own."),
        (_by(lambda W, D, F, K, W2: W * W * K * (W * W * D + 1), lambda W, D, F, K, W2: W * W * K * (F * F * D + 1),
             _shared),
         "You counted a neuron for each pixel. The layer has W2 of them across, (W − F)/S + 1."),
        (_by(lambda W, D, F, K, W2: W2 * K * (W * W * D + 1), lambda W, D, F, K, W2: W2 * K * (F * F * D + 1),
             _shared),
         "You counted one row of neurons. There are W2 across and W2 down: W2·W2·K."),
        (_by(lambda W, D, F, K, W2: W2 * W2 * K * W * W * D + K, lambda W, D, F, K, W2: W2 * W2 * K * F * F * D + K,
             _shared),
         "Without sharing every neuron has a bias of its own: W2·W2·K of them, in the first two counts."),
        (_by(_full, lambda W, D, F, K, W2: W2 * W2 * K * F * F * D + K, _shared),
         "In the second count there is a bias for each of the W2·W2·K neurons, and not for each filter."),
        (_by(lambda W, D, F, K, W2: W2 * W2 * K * W * W * D + 1, lambda W, D, F, K, W2: W2 * W2 * K * F * F * D + 1,
             lambda W, D, F, K, W2: F * F * D * K + 1),
         "One bias is not enough: each neuron has its own, and with sharing each filter."),
        (_by(_full, _local, lambda W, D, F, K, W2: F * F * D + K),
         "In the third count the weights of one filter were counted. There are K, each with a bias."),
        (_by(_full, _local, lambda W, D, F, K, W2: F * F * D + 1),
         "The third count is that of one filter. There are K."),
        (_by(_full, _local, lambda W, D, F, K, W2: F * F * D * K + 1),
         "In the third count one bias is not enough: each of the K filters has its own."),
        (_by(_full, _local, lambda W, D, F, K, W2: F * F * D * K + W2 * W2 * K),
         "In the third count the weights are shared, but not the biases. Both belong to the filter."),
        (_by(_full, _local, _local),
         "The second and the third count are the same: you counted unshared weights. A shared filter is counted once."),
        (_by(_shared, _local, _full),
         "The order is turned round: full first, then local, then shared."),
    ),
    reason="The neurons are the same W2·W2·K each time. What changes is how much each one sees, and how many weights "
           "are its own.",
)  # fmt: skip
