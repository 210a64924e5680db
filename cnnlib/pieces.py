"""Work in pieces: generators that pause between pieces and return what has been worked out.

    def work() -> Pieces[int]:
        first = ...
        yield               # whoever pulls may do other things here
        return first + ...

A program that must answer a reader pulls piece by piece; any other calls `finished`. The result is the same.
"""

from collections.abc import Generator
from time import perf_counter
from typing import TypeAlias, TypeVar

Result = TypeVar("Result")
Pieces: TypeAlias = Generator[None, None, Result]


def finished(work: Pieces[Result]) -> Result:
    """All of it, without a pause: the result.

    >>> def three():
    ...     yield
    ...     return 3
    >>> finished(three())
    3
    """
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def timed(work: Pieces[Result]) -> Pieces[tuple[Result, float]]:
    """The result, and the seconds that the pieces took: the pauses between them do not count.

    >>> def three():
    ...     yield
    ...     return 3
    >>> result, seconds = finished(timed(three()))
    >>> result, seconds < 1
    (3, True)
    """
    seconds = 0.0
    while True:
        began = perf_counter()
        try:
            next(work)
        except StopIteration as end:
            return end.value, seconds + perf_counter() - began
        seconds += perf_counter() - began
        yield


def larger(work: Pieces[Result], least: float) -> Pieces[Result]:
    """The same work in pieces of at least so many seconds, as a pause costs a little too."""
    began = perf_counter()
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value
        if perf_counter() - began >= least:
            yield
            began = perf_counter()
