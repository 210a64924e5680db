"""How many processors a matrix product may use."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any, TypeVar

Item = TypeVar("Item")

SETTING = Lock()  # held by the thread of the program that has set the number of BLAS threads


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
        with _one_thread(blas):
            try:
                item = next(work)
            except StopIteration:
                return
        yield item


@contextmanager
def _one_thread(blas: Any) -> Iterator[None]:
    """Set the number, unless another thread of the program has: it holds for all, and each would put back what the
    other has set. A training in a cell and one in the page's thread may overlap in any way."""
    if not SETTING.acquire(blocking=False):
        yield
        return
    try:
        with blas.limit(limits=1, user_api="blas"):
            yield
    finally:
        SETTING.release()


@lru_cache(maxsize=1)  # looking for the libraries takes milliseconds
def _blas() -> Any:
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return None
    return ThreadpoolController()
