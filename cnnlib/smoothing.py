"""Moving averages of a training's losses and accuracies, which jump from minibatch to minibatch.

The longer the course, the more steps are averaged; fewer than twenty are shown as they are.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

MOST, SHARE = 25, 20  # an average reaches over T/20 steps of T, and never over more than 25


def centred_mean(values: Sequence[float] | NDArray) -> NDArray:
    """y_t = the mean of x_{t-h} ... x_{t+h}, h = T/20 and at most 25: (T,) of values (T,).

    It keeps in step with the values, but its last numbers change when more values come. At the start h is no more
    than t, as the curve is steep there; at the end the mean is of what there is.

    >>> centred_mean([0.0, 2.0, 1.0]).tolist()                          # too short to be smoothed
    [0.0, 2.0, 1.0]
    >>> centred_mean([1.0] * 19 + [4.0] * 21)[17:21].tolist()           # h = 40/20 = 2
    [1.6, 2.2, 2.8, 3.4]
    """
    places = np.arange(len(values))
    side = np.minimum(min(MOST, len(values) // SHARE), places)
    return _means(values, places - side, np.minimum(places + side + 1, len(values)))


def trailing_mean(values: Sequence[float] | NDArray) -> NDArray:
    """y_t = the mean of x_{t-w+1} ... x_t, w = T/20 and at most 25: (T,) of values (T,).

    It comes a little late, but looks at nothing that is still to come. At the start the mean is of what there is.

    >>> trailing_mean([1.0] * 19 + [3.0] * 41)[18:22].tolist()          # w = 60/20 = 3
    [1.0, 1.6666666666666667, 2.3333333333333335, 3.0]
    """
    width = max(1, min(MOST, len(values) // SHARE))
    ends = np.arange(1, len(values) + 1)
    return _means(values, np.maximum(ends - width, 0), ends)


def _means(values: Sequence[float] | NDArray, starts: NDArray, ends: NDArray) -> NDArray:
    """The mean of the values from each start to before its end, as a difference of running sums."""
    sums = np.concatenate([np.zeros(1), np.cumsum(values)])
    return (sums[ends] - sums[starts]) / (ends - starts)
