"""10.6: the memory that training takes."""

from cnnlib.accounting import BYTES, GB, Account, Row
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.shapes import Volume


def training_bytes(parameters: int, activations: int, N: int) -> int:
    """cnnlib's count, for training with momentum.

    >>> training_bytes(parameters=10, activations=100, N=2)     # 4 (3·10 + 2·2·100)
    1720
    """
    row = Row("", None, Volume(W=1, H=1, D=activations), parameters, 0, None)
    return Account((row,)).bytes_training(N, "momentum")


def _bytes(parameters: int, activations: int, copies: int = 3, kept: int = 2) -> int:
    """The same sum with other numbers of copies."""
    return BYTES * (copies * parameters + kept * activations)


def _case(parameters: int, activations: int, N: int) -> Inputs:
    return {"parameters": parameters, "activations": activations, "N": N}


TRAINING_BYTES = FunctionCheck(
    name="training_bytes",
    solution=training_bytes,
    cases=(_case(10, 100, 1), _case(10, 100, 2), _case(1000, 50, 8), _case(38_282, 6_858, 32)),
    mistakes=mistakes(
        (lambda parameters, activations, N: _bytes(parameters, activations),
         "The batch is missing: each of the N images has activations of its own."),
        (lambda parameters, activations, N: N * _bytes(parameters, activations),
         "The parameters are there once, however many images are in the batch. Only the activations grow with N."),
        (lambda parameters, activations, N: _bytes(N * parameters, activations),
         "N belongs to the activations: the images share the parameters."),
        (lambda parameters, activations, N: _bytes(parameters, N * activations, copies=1),
         "The parameters are counted once. With momentum each takes three numbers: weight, gradient, velocity."),
        (lambda parameters, activations, N: _bytes(parameters, N * activations, copies=2),
         "The momentum is missing: beside the weight and its gradient a velocity is kept, which makes three."),
        (lambda parameters, activations, N: _bytes(parameters, N * activations, copies=4),
         "Four numbers for each parameter are Adam's. With momentum there are three."),
        (lambda parameters, activations, N: _bytes(parameters, N * activations, kept=1),
         "The activations are counted once. Each of them gets a gradient on the way back: twice."),
        (lambda parameters, activations, N: _bytes(parameters, N * activations, copies=1, kept=1),
         "That is the way forward alone. Training adds the gradients of both, and a velocity for each parameter."),
        (lambda parameters, activations, N: _bytes(parameters, N * activations, copies=3, kept=3),
         "Activations have no velocity: they are counted twice, the parameters three times."),
        (lambda parameters, activations, N: _bytes(parameters, N * activations, copies=2, kept=3),
         "Two and three are swapped: three numbers for each parameter, two for each activation."),
        (lambda parameters, activations, N: training_bytes(parameters, activations, N) // BYTES,
         "These are the numbers. Each takes 4 bytes."),
        (lambda parameters, activations, N: 2 * training_bytes(parameters, activations, N),
         "8 bytes are a float64. Networks are trained in float32, which takes 4."),
        (lambda parameters, activations, N: 8 * training_bytes(parameters, activations, N),
         "These are bits: a float32 has 32 of them, which are 4 bytes."),
        (lambda parameters, activations, N: _bytes(parameters, 0),
         "The activations are missing, and they are most of it."),
        (lambda parameters, activations, N: _bytes(0, N * activations),
         "The parameters are missing."),
        (lambda parameters, activations, N: training_bytes(parameters, activations, N) / GB,
         "That is in gigabytes. Asked for are bytes."),
    ),
    reason="4 bytes · (3 · parameters + 2 · N · activations): only the activations grow with the batch.",
)  # fmt: skip
