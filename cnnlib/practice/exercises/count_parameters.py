"""01.4: how many weights and biases a CONV layer has."""

from cnnlib.layers import Conv
from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.shapes import Volume


def count_parameters(F: int, D: int, K: int) -> int:
    """What a `Conv` counts on an input of depth D.

    >>> count_parameters(F=5, D=3, K=10)
    760
    """
    return Conv(K=K, F=F).parameters(Volume(W=F, H=F, D=D))


POWER = "In Python `^` is no power, but compares the bits of two numbers: write `F**2` or `F * F`."

COUNT_PARAMETERS = FunctionCheck(
    name="count_parameters",
    solution=count_parameters,
    cases=(
        {"F": 3, "D": 1, "K": 1},
        {"F": 3, "D": 3, "K": 1},
        {"F": 5, "D": 3, "K": 10},
        {"F": 3, "D": 20, "K": 4},
        {"F": 1, "D": 64, "K": 32},
    ),
    mistakes=mistakes(
        (lambda F, D, K: F * F * D * K,
         "The biases are missing: one for each filter."),
        (lambda F, D, K: F * F * D * K + 1,
         "One bias is not enough: each of the K filters has its own."),
        (lambda F, D, K: (F * F + 1) * K,
         "The depth is missing: each filter goes through all D slices."),
        (lambda F, D, K: F * F * K,
         "The depth is missing (each filter goes through all D slices), and so is one bias for each filter."),
        (lambda F, D, K: (F * F + 1) * D * K,
         "A filter has one bias, not one for each of its slices."),
        (lambda F, D, K: (F * D + 1) * K,
         "A filter is F wide *and* F high: F·F·D weights."),
        (lambda F, D, K: (2 * F * D + 1) * K,
         "A filter is F wide *and* F high: F·F·D weights, and F·F is not 2F."),
        (lambda F, D, K: ((F ^ 2) * D + 1) * K, POWER),
        (lambda F, D, K: (F ^ 2 * D + 1) * K, POWER),
        (lambda F, D, K: F ^ 2 * D * K + K, POWER),
        (lambda F, D, K: (F * F + D + 1) * K,
         "A filter has F·F weights for *each* of the D slices: multiply by D."),
        (lambda F, D, K: F * F * D * (K + 1),
         "You counted a whole filter more. The biases are K single numbers."),
        (lambda F, D, K: F * F * D + 1,
         "That is one filter. There are K."),
        (lambda F, D, K: F * F * D + K,
         "Each of the K filters has weights of its own, not only a bias."),
    ),
    reason="K filters, each with F·F·D weights and one bias: (F·F·D + 1)·K. The size of the image is not in it.",
)  # fmt: skip
