"""Growing filters without a browser: what a reader without a kernel sees."""

from cnnlib.explorers import Growth


def test_readers_without_a_kernel_see_the_end_of_the_film() -> None:
    ex = Growth(filter=3)
    ex.step = 0
    left = ex._left_behind()
    assert (left.step, left.settings, ex.step) == (12, ex.settings, 0)
    ex.step = 5
    assert ex._left_behind() is ex
