"""A stroke as a text, small enough to travel with every move of the pen: "x y x y ..."."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import isfinite

from cnnlib.strokes import UNITS

Points = tuple[tuple[float, float], ...]


@lru_cache(maxsize=256)
def points_of(stroke: str) -> Points:
    """The points of a stroke; none where the text is no stroke.

    >>> points_of("500 100 500 900"), points_of("500"), points_of("left right")
    (((500.0, 100.0), (500.0, 900.0)), (), ())
    """
    try:
        numbers = [float(part) for part in stroke.split()]
    except ValueError:
        return ()
    good = len(numbers) % 2 == 0 and all(isfinite(n) and -UNITS <= n <= 2 * UNITS for n in numbers)
    return tuple(zip(numbers[::2], numbers[1::2])) if good else ()


def text_of(points: Iterable[Sequence[float]]) -> str:
    """The same as a text, in whole units.

    >>> text_of([(500, 100), (500, 900)])
    '500 100 500 900'
    """
    return " ".join(f"{round(x)} {round(y)}" for x, y in points)
