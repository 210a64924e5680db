"""Long work in the kernel, in slices on its own loop, so that it goes on taking messages in between.

working = Working(work=lambda: training.advance(0.05), show=..., trouble=...)
working.start()
"""

import asyncio
from collections.abc import Callable
from time import perf_counter

BREATH = 0.002  # seconds between two slices, in which messages are taken
PICTURE = 1 / 8  # seconds from one picture to the next
SHARE = 4  # a picture that took 20 ms is followed by 80 ms of work


class Working:
    """A task that calls `work()` again and again until it returns False, and `show()` from time to time.

    At the end `done(error)` is called, with None where all went well.
    """

    def __init__(
        self, work: Callable[[], bool], show: Callable[[], None], done: Callable[[Exception | None], None]
    ) -> None:
        self._work, self._show, self._done = work, show, done
        self._task: asyncio.Task | None = None
        self._next = 0.0

    @property
    def going(self) -> bool:
        return self._task is not None and not self._task.done()

    def start(self) -> None:
        """Begin; RuntimeError where no loop runs, as in a plain script."""
        if not self.going:
            self._task = asyncio.get_running_loop().create_task(self._run())

    def stop(self) -> None:
        """End it, now; what has been done stays done."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _run(self) -> None:
        error: Exception | None = None
        try:
            while self._work():
                self._picture_if_due()
                await asyncio.sleep(BREATH)
        except Exception as raised:  # told to the reader by whoever started it
            error = raised
        self._task = None
        self._done(error)

    def _picture_if_due(self) -> None:
        began = perf_counter()
        if began >= self._next:
            self._show()
            now = perf_counter()
            self._next = now + max(PICTURE, SHARE * (now - began))
