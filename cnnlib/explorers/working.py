"""Long work in the kernel, in slices on its own loop, so that it goes on taking messages in between.

working = Working(work, show, done)
working.start()     # from a cell or from a message of the page; it returns at once
working.stop()      # when it returns, no slice is under way
working.looked()    # a page looks on; once one has, the work ends when none does any more

Newer kernels take the page's messages on a thread of its own, with a loop of its own. Work that a cell has begun goes
over to it as soon as a page looks on: no long cell is in its way there. A slice is a turn (`turns.py`).
"""

import asyncio
from collections.abc import Callable
from time import monotonic, perf_counter

from cnnlib.explorers.turns import in_turn
from cnnlib.scenes.settings import SettingError

BREATH = 0.002  # seconds between two slices, in which messages are taken
PICTURE = 1 / 8  # seconds from one picture to the next
UNSEEN = 60  # seconds after which work is ended that no page looks at any more: its tab was closed
SHARE = 4  # a picture that took 20 ms is followed by 80 ms of work


class Working:
    """A task that calls `work()` again and again until it returns False, and `show()` from time to time.

    At the end `done(error)` is called, with None where all went well. Whoever reads or changes what is worked on waits
    for its turn, at most for a slice.
    """

    def __init__(
        self, work: Callable[[], bool], show: Callable[[], None], done: Callable[[Exception | None], None]
    ) -> None:
        self._work, self._show, self._done = work, show, done
        self._task: asyncio.Task | None = None  # kept, or it would be thrown away under way
        self._run_number = 0
        self._going = False
        self._next = 0.0
        self._seen: float | None = None  # when a page last looked; None where the work is a program's own affair

    @in_turn
    def start(self) -> None:
        """Begin; RuntimeError where no loop runs, as in a plain script."""
        if not self._going:
            self._begin(asyncio.get_running_loop())
            self._seen = self._seen and monotonic()

    @in_turn
    def stop(self) -> None:
        """End it; what has been done stays done."""
        self._run_number, self._going = self._run_number + 1, False

    @in_turn
    def looked(self) -> None:
        """A page looks at the work, which goes on where its messages are taken."""
        self._seen = monotonic()
        here = asyncio.get_running_loop()
        if self._going and self._task and self._task.get_loop() is not here:
            self._begin(here)

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        """Work on this loop, and no longer on another."""
        self._run_number, self._going = self._run_number + 1, True
        self._task = loop.create_task(self._run(self._run_number))

    async def _run(self, number: int) -> None:
        while self._slice(number):
            await asyncio.sleep(BREATH)

    @in_turn
    def _slice(self, number: int) -> bool:
        """Work for a moment, if nobody has ended this; returns whether to go on."""
        if number != self._run_number:
            return False
        error = None
        try:
            self._going = self._work()
            self._check_seen()
            if self._going:
                self._show_if_due()
        except Exception as raised:  # told to the reader by whoever started it
            self._going, error = False, raised
        if not self._going:
            self._done(error)
        return self._going

    def _check_seen(self) -> None:
        if self._going and self._seen is not None and monotonic() - self._seen > UNSEEN:
            raise SettingError(f"No page has looked at it for {UNSEEN} seconds; it can go on where it was.")

    def _show_if_due(self) -> None:
        began = perf_counter()
        if began >= self._next:
            self._show()
            now = perf_counter()
            self._next = now + max(PICTURE, SHARE * (now - began))
