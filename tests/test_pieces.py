"""Work in pieces: the same result however it is pulled, and time that does not run during a pause."""

from time import sleep

import numpy as np
import pytest

from cnnlib import zoo
from cnnlib.nets import Net
from cnnlib.pieces import Pieces, finished, larger, timed

X = np.linspace(-1, 1, 3 * 64, dtype=np.float32).reshape(3, 8, 8, 1)


def counting(pieces: int, seconds: float = 0.0) -> Pieces[int]:
    for _ in range(pieces):
        sleep(seconds)
        yield
    return pieces


def pauses(work: Pieces) -> int:
    return sum(1 for _ in work)


@pytest.fixture
def net() -> Net:
    return zoo.residual_net(2).init(0)


def test_a_net_pauses_after_each_layer(net: Net) -> None:
    assert pauses(net.run_in_pieces(X)) == len(net.layers)
    scores, caches = net.run(X)
    assert np.array_equal(scores, finished(net.run_in_pieces(X))[0])
    assert pauses(net.gradients_in_pieces(caches, scores)) == len(net.layers) - 1


def test_small_pieces_are_joined() -> None:
    assert pauses(larger(counting(9), 10.0)) == 0 and finished(larger(counting(9), 10.0)) == 9
    assert pauses(larger(counting(9), 0.0)) == 9
    assert pauses(larger(counting(4, 0.002), 0.003)) == 2


def test_a_pause_takes_no_time() -> None:
    work, taken = timed(counting(2, 0.001)), 0.0
    while True:
        try:
            next(work)
            sleep(0.2)
        except StopIteration as end:
            result, taken = end.value
            break
    assert result == 2 and 0.002 <= taken < 0.2
