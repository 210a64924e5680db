"""01.2: a filter for the other diagonal, judged by what it does."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.practice.exercises.window_response import window_response
from cnnlib.practice.filter_check import FilterCheck

FALLING = np.eye(3)  # a bright line \ through the window
RISING = np.fliplr(FALLING)  # a bright line /


def response(w: NDArray, picture: NDArray) -> float:
    """The answer of filter w to a 3 x 3 picture.

    >>> response(FALLING, FALLING), response(FALLING, RISING)
    (3.0, 1.0)
    """
    return window_response(picture[:, :, None], w[:, :, None], 0.0)


def _centred(w: NDArray) -> bool:
    beside = [np.roll(RISING, step, axis=1) for step in (1, 2)]
    return all(response(w, RISING) > response(w, line) for line in beside)


OTHER_DIAGONAL = FilterCheck(
    name="rising",
    solution=3 * RISING - 1,
    demands=(
        (lambda w: bool(np.any(w)),
         "All weights are 0: this filter answers 0 to everything."),
        (lambda w: response(w, FALLING) <= max(0, response(w, RISING)),
         "It still answers more to a falling line \\ than to a rising one /. Mirror it from left to right: to "
         "transpose this filter, or to turn it by 180°, leaves it as it is."),
        (lambda w: not np.isclose(response(w, RISING), 0),
         "It does not answer at all to a rising line /: the three weights that lie on the line sum to 0."),
        (lambda w: response(w, RISING) > 0,
         "It answers a bright rising line / with a negative number. Have all the signs been turned round?"),
        (lambda w: abs(w.sum()) < 1e-6,
         "Your weights do not sum to 0, so a bright wall without any line sets it off as well."),
        (lambda w: response(w, RISING) > 2 * max(0, response(w, FALLING)),
         "A rising line / hardly moves it more than a falling one \\: put the positive weights on the line, "
         "negative ones beside it."),
        (_centred,
         "A rising line / beside the centre of the window moves it as much as one through the centre. "
         "Where are your positive weights?"),
    ),
    reason="It answers to /, hardly or not at all to \\, and gives 0 on a flat wall. Any filter that does this "
    "counts, whatever its numbers.",
)  # fmt: skip
