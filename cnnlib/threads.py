"""How many processors a matrix product may use."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeVar

Item = TypeVar("Item")


def on_one_thread(work: Iterator[Item]) -> Iterator[Item]:
    """The same items, made with one BLAS thread.

    The matrix products of a small net take microseconds, and threads that wait for one another take longer: on
    a busy machine two of them can be many times slower than one. Between two items the number of threads is
    what it was. Without threadpoolctl (it comes with scikit-learn) nothing changes.

    >>> list(on_one_thread(iter([1, 2, 3])))
    [1, 2, 3]
    """
    blas = _blas()
    if blas is None:
        yield from work
        return
    while True:
        with blas.limit(limits=1, user_api="blas"):
            try:
                item = next(work)
            except StopIteration:
                return
        yield item


@lru_cache(maxsize=1)  # looking for the libraries takes milliseconds
def _blas() -> Any:
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return None
    return ThreadpoolController()
