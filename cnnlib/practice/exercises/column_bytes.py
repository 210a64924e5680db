"""05.5: the memory that X_col takes."""

from cnnlib.implementations import BYTES, matrices
from cnnlib.layers import Conv
from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.shapes import Volume, floor_size


def column_bytes(W: int, D: int, F: int, S: int, P: int) -> int:
    """cnnlib's count, for a square image.

    >>> column_bytes(W=5, D=3, F=3, S=2, P=0)
    432
    """
    return matrices(Volume(W, W, D), Conv(K=1, F=F, S=S, P=P, crop=True)).column_bytes


def _bytes(W: int, D: int, F: int, S: int, P: int, positions: int | None = None, rows: int | None = None) -> int:
    """The same count, with another number of windows or of rows where one is given."""
    rows = F * F * D if rows is None else rows
    return BYTES * rows * (floor_size(W, F, S, P) ** 2 if positions is None else positions)


def _case(W: int, D: int, F: int, S: int, P: int) -> Inputs:
    return {"W": W, "D": D, "F": F, "S": S, "P": P}


COLUMN_BYTES = FunctionCheck(
    name="column_bytes",
    solution=column_bytes,
    cases=(
        _case(4, 1, F=3, S=1, P=0),
        _case(7, 3, F=3, S=2, P=1),
        _case(227, 3, F=11, S=4, P=0),
        _case(32, 10, F=5, S=1, P=2),
        _case(10, 2, F=3, S=2, P=1),
    ),
    mistakes=mistakes(
        (lambda W, D, F, S, P: _bytes(W, D, F, S, P) // BYTES,
         "These are the numbers in X_col. Each takes 4 bytes."),
        (lambda W, D, F, S, P: 8 * _bytes(W, D, F, S, P) // BYTES,
         "8 bytes are a float64. Networks compute in float32, which takes 4."),
        (lambda W, D, F, S, P: 8 * _bytes(W, D, F, S, P),
         "These are bits: a float32 has 32 of them, which are 4 bytes."),
        (lambda W, D, F, S, P: _bytes(W, D, F, S, P, positions=floor_size(W, F, S, P)),
         "The window moves down as well as across: there are H2·W2 columns, and here H2 = W2."),
        (lambda W, D, F, S, P: _bytes(W, D, F, S, P, rows=F * F),
         "The depth is missing: a column holds F·F·D numbers."),
        (lambda W, D, F, S, P: _bytes(W, D, F, S, P, rows=F * D),
         "A window is F wide and F high: a column holds F·F·D numbers."),
        (lambda W, D, F, S, P: _bytes(W, D, F, S, P, rows=F * F * D + 1),
         "The bias is no pixel: a column of X_col holds F·F·D numbers."),
        (lambda W, D, F, S, P: _bytes(W, D, F, S, P, positions=(floor_size(W, F, S, P) - 1) ** 2),
         "The + 1 is missing in the number of windows: (W − F + 2P) // S + 1 along each side."),
        (lambda W, D, F, S, P: _bytes(W, D, F, S, 0),
         "The padding is missing in the number of windows."),
        (lambda W, D, F, S, P: _bytes(W + P, D, F, S, 0),
         "P was counted once: the border stands on both sides, which makes 2P."),
        (lambda W, D, F, S, P: _bytes(W, D, F, 1, P),
         "The stride is missing in the number of windows."),
        (lambda W, D, F, S, P: _bytes(W, D, F, S, P, positions=(W + 2 * P) ** 2),
         "The window has to stay inside the padded image: along a side it stops at (W − F + 2P) // S + 1 places."),
        (lambda W, D, F, S, P: _bytes(W, D, F, S, P, rows=D),
         "A column holds a whole window, F·F·D numbers, and not one pixel."),
        (lambda W, D, F, S, P: BYTES * W * W * D,
         "That is the image. X_col holds each of its numbers once for every window that reads it."),
        (lambda W, D, F, S, P: _bytes(W, D, F, S, P, positions=W * W),
         "There is a column for each window, not for each pixel: along a side there are (W − F + 2P) // S + 1."),
    ),
    reason="F·F·D rows, ((W − F + 2P) // S + 1)² columns, 4 bytes a number.",
)  # fmt: skip
