"""One BLAS thread for small trainings."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from cnnlib import threads as module
from cnnlib.threads import on_one_thread

control = pytest.importorskip("threadpoolctl")


@pytest.fixture
def before() -> Iterator[list[int]]:
    with control.threadpool_limits(2, user_api="blas"):
        yield threads()


def threads() -> list[int]:
    return [pool["num_threads"] for pool in control.threadpool_info() if pool["user_api"] == "blas"]


def test_one_thread_while_an_item_is_made_and_as_many_as_before_between(before: list[int]) -> None:
    def work() -> Iterator[list[int]]:
        for _ in range(2):
            yield threads()

    for inside in on_one_thread(work()):
        assert set(inside) == {1}
        assert threads() == before


class Freely:
    """Sets the number whichever thread asks, as threadpoolctl did before version 3.8."""

    def __init__(self) -> None:
        self.number = 2

    @contextmanager
    def limit(self, limits: int, user_api: str) -> Iterator[None]:
        before, self.number = self.number, limits
        yield
        self.number = before


def test_two_trainings_that_overlap_leave_as_many_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second begins while the first is at work, and ends after it."""
    begun, first_ended, blas = Event(), Event(), Freely()
    monkeypatch.setattr(module, "_blas", lambda: blas)

    def second() -> Iterator[int]:
        begun.set()
        assert first_ended.wait(10)
        yield blas.number

    thread = Thread(target=lambda: list(on_one_thread(second())))

    def first() -> Iterator[int]:
        thread.start()
        assert begun.wait(10)
        yield blas.number

    assert list(on_one_thread(first())) == [1]
    first_ended.set()
    thread.join()
    assert blas.number == 2 and not module.SETTING.locked()
