"""02.3: at how many places the window lies wholly inside."""

import math

from cnnlib.practice.function_check import FunctionCheck, mistakes
from cnnlib.shapes import extent, floor_size

SETTINGS = (
    # W, F, S, P, dilation
    (7, 3, 1, 0, 1),
    (7, 3, 2, 0, 1),
    (5, 3, 1, 1, 1),
    (10, 3, 2, 0, 1),
    (8, 3, 3, 0, 1),
    (9, 3, 1, 0, 2),
    (11, 3, 2, 2, 3),
    (8, 2, 3, 1, 2),
    (5, 5, 3, 0, 1),
    (227, 11, 4, 0, 1),
)
ROUNDED = "You rounded to the nearest: a place where the window hangs over the edge does not count, so round down."

POSITIONS = FunctionCheck(
    name="positions",
    solution=floor_size,
    cases=tuple(dict(zip(("W", "F", "S", "P", "dilation"), setting)) for setting in SETTINGS),
    mistakes=mistakes(
        (lambda W, F, S, P, d: (W - extent(F, d) + 2 * P) // S,
         "The + 1 is missing: the first window needs no step."),
        (lambda W, F, S, P, d: (W - extent(F, d) + P) // S + 1,
         "P was counted once: it stands on both sides, 2P in all."),
        (lambda W, F, S, P, d: (W - extent(F, d)) // S + 1,
         "The padding is missing: it adds 2P to the input."),
        (lambda W, F, S, P, d: (W - extent(F, d) - 2 * P) // S + 1,
         "The padding makes the input larger: + 2P."),
        (lambda W, F, S, P, d: math.ceil((W - extent(F, d) + 2 * P) / S) + 1,
         "You rounded up: a place where the window hangs over the edge does not count."),
        (lambda W, F, S, P, d: round((W - extent(F, d) + 2 * P) / S) + 1, ROUNDED),
        (lambda W, F, S, P, d: round((W - extent(F, d) + 2 * P) / S + 1), ROUNDED),
        (lambda W, F, S, P, d: (W - extent(F, d) + 2 * P) / S + 1,
         "A window is there or not, there is no part of one: `//` divides and rounds down."),
        (lambda W, F, S, P, d: (W - F + 2 * P) // S + 1,
         "You used F where the dilated filter spans more: d·(F − 1) + 1."),
        (lambda W, F, S, P, d: W - F + 1,
         "That is the plainest case: the stride, the padding and the dilation are missing."),
        (lambda W, F, S, P, d: (W - F) // S + 1,
         "The padding and the dilation are missing: W + 2P numbers, and a filter that spans d·(F − 1) + 1."),
        (lambda W, F, S, P, d: W - F + 2 * P + 1,
         "The stride and the dilation are missing: the window spans d·(F − 1) + 1 and travels in steps of S."),
        (lambda W, F, S, P, d: (W - d * F + 2 * P) // S + 1,
         "The dilated extent is not d·F: after the last weight there is no gap. It is d·(F − 1) + 1."),
        (lambda W, F, S, P, d: (W - extent(F, d + 1) + 2 * P) // S + 1,
         "Your dilation is off by one: dilation 1 is an ordinary filter, each gap leaves out d − 1 numbers."),
        (lambda W, F, S, P, d: W - extent(F, d) + 2 * P + 1,
         "The stride is missing: the window travels in steps of S."),
        (lambda W, F, S, P, d: (W - extent(F, d) + 2 * P + 1) // S,
         "The + 1 stands inside the division: it is the first window, which needs no step."),
    ),
    reason="W + 2P numbers, less the extent d·(F − 1) + 1, divided by S and rounded down, plus the first window.",
)  # fmt: skip
