"""One BLAS thread for small trainings."""

import pytest

from cnnlib.threads import on_one_thread


def test_one_thread_while_an_item_is_made_and_as_many_as_before_between() -> None:
    control = pytest.importorskip("threadpoolctl")

    def threads() -> list[int]:
        return [pool["num_threads"] for pool in control.threadpool_info() if pool["user_api"] == "blas"]

    def work():
        for _ in range(2):
            yield threads()

    with control.threadpool_limits(2, user_api="blas"):
        before = threads()
        for inside in on_one_thread(work()):
            assert set(inside) == {1}
            assert threads() == before
