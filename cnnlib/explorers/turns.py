"""One change at a time: newer kernels take what the page sends on a thread of its own, beside that of the cells.

    @in_turn
    def set(self, **settings): ...      # waits while another thread changes an explorer

There is one turn for all explorers, for one may set another. Whoever has it may take it again. It is held while
something changes, or for a slice of long work, never for all of it.
"""

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

TURN = RLock()


def in_turn(act: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """The same, done from its beginning to its end without another change in between."""

    @wraps(act)
    def acts(*args: Given.args, **options: Given.kwargs) -> Answer:
        with TURN:
            return act(*args, **options)

    return acts
