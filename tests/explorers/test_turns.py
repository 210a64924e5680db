"""Two threads: that of the cells, and that in which newer kernels take what the page sends."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import pytest

from cnnlib.explorers import Convolution
from cnnlib.explorers.trainer import Trainer
from cnnlib.explorers.working import Working

PATIENCE = 20  # seconds
MOMENT = 0.2  # seconds in which another thread has had its turn if it could


class Elsewhere(Thread):
    """Something done in a thread of its own; `result` waits for it, and raises what it has raised."""

    def __init__(self, act: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self._act, self.ended = act, Event()
        self._error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self._act()
        except BaseException as error:
            self._error = error
        self.ended.set()

    def result(self) -> None:
        assert self.ended.wait(PATIENCE), "it is still waiting"
        if self._error:
            raise self._error


@contextmanager
def caught_in(owner: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Event, Event]]:
    """The first thread that calls `owner.name` sets the first event, and waits there for the second."""
    inside, go, usual = Event(), Event(), getattr(owner, name)

    def slow(*args: Any, **options: Any) -> Any:
        if not inside.is_set():
            inside.set()
            assert go.wait(PATIENCE)
        return usual(*args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, slow)
        yield inside, go
    go.set()


def in_the_midst(owner: Any, name: str, first: Callable[[], Any], second: Callable[[], Any], patch: Any) -> bool:
    """Whether `second` can be done by another thread while `first` is in the midst of `owner.name`."""
    with caught_in(owner, name, patch) as (inside, go):
        one = Elsewhere(first)
        assert inside.wait(PATIENCE)
        other = Elsewhere(second)
        at_once = other.ended.wait(MOMENT)
        go.set()
        one.result()
        other.result()
    return at_once


def page_sets(explorer: Convolution, **settings: Any) -> Callable[[], None]:
    """What arrives when a slider is moved: all settings."""
    return lambda: explorer.set_state({"settings": {**explorer.settings, **settings}})


def test_two_threads_that_set_different_settings_lose_none(monkeypatch: pytest.MonkeyPatch) -> None:
    ex = Convolution()
    assert not in_the_midst(ex, "_scene_for", lambda: ex.set(S=1), lambda: ex.set(K=3), monkeypatch)
    assert (ex.S, ex.K) == (1, 3) and ex.scene["settings"] == ex.settings


@pytest.mark.parametrize("cell_first", [True, False])
def test_a_cell_and_the_page_take_turns(cell_first: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    ex = Convolution()
    cell, page = lambda: setattr(ex, "S", 1), page_sets(ex, W=9)
    first, second = (cell, page) if cell_first else (page, cell)
    assert not in_the_midst(ex, "_show", first, second, monkeypatch)
    assert ex.W == 9 and ex.scene["settings"] == ex.settings
    assert not ex._holding_sync and not ex._property_lock and not ex._states_to_send
    assert "notify_change" not in vars(ex), "the notifications that a message held back are given out again"


def test_a_step_from_a_cell_waits_for_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    ex = Convolution()
    assert not in_the_midst(ex, "_show", page_sets(ex, S=1), lambda: setattr(ex, "step", 3), monkeypatch)
    assert ex.step == 3


def test_one_explorer_may_set_another_and_that_one_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a lock for each explorer, two threads could wait for one another for ever."""
    one, other = Convolution(), Convolution()
    one.observe(lambda change: other.set(S=one.S), "settings")
    other.observe(lambda change: one.set(S=other.S), "settings")
    assert not in_the_midst(one, "_show", lambda: one.set(S=1), lambda: other.set(S=1), monkeypatch)
    assert one.S == other.S == 1


def test_a_picture_is_drawn_while_settings_change(monkeypatch: pytest.MonkeyPatch) -> None:
    from cnnlib import draw

    ex = Convolution()
    before = ex.snapshot().png()
    drawn: list[bytes] = []
    with caught_in(draw, "pictures", monkeypatch) as (inside, go):
        one = Elsewhere(lambda: drawn.append(ex.snapshot().png()))
        assert inside.wait(PATIENCE)
        Elsewhere(lambda: ex.set(W=9)).result()
        go.set()
        one.result()
    assert drawn == [before], "all of it is of the picture it began with"
    assert ex.W == 9


def test_the_page_changes_only_what_its_reader_has_moved() -> None:
    """It sends all settings, and does not know yet what a cell has set."""
    ex = Convolution()
    known = dict(ex.settings)
    ex.S = 1
    ex.set_state({"settings": {**known, "W": 9}, "moved": {"names": ["W"], "at": 1.0}})
    assert (ex.S, ex.W) == (1, 9) and ex.scene["settings"] == ex.settings
    told: list[dict[str, Any]] = []
    ex.observe(lambda change: told.append(change.new), "settings")
    ex.set_state({"settings": {**known, "W": 99}, "moved": {"names": ["W"], "at": 2.0}})
    assert (ex.S, ex.W) == (1, 9) and ex.notice.startswith("W = 99 is outside") and told == []


def test_the_page_is_answered_in_its_own_thread_whoever_spoke_last() -> None:
    """A kernel that sends a message remembers from which thread, in the way of ipykernel 7.4."""
    ex = Convolution()
    ex.comm._reply_subshell_id = None
    ex.S = 1
    assert not hasattr(ex.comm, "_reply_subshell_id")


# Training


def test_the_page_starts_anew_while_a_cell_trains(monkeypatch: pytest.MonkeyPatch) -> None:
    ex = Trainer(images=50, epochs=2)
    course = ex.training.first
    assert not in_the_midst(course, "_measure", ex.train, lambda: ex.do("reset"), monkeypatch)
    assert ex.training.first is not course and not ex.training.goes_on, "what is new has been trained to the end"


def test_the_page_has_its_turn_between_the_steps_of_a_cell() -> None:
    ex, asked = Trainer(images=50, epochs=50), Event()

    def ask(change: Any) -> None:
        asked.set()

    ex.observe(ask, "answer")
    cell = Elsewhere(ex.train)
    ex._on_message(None, {"ask": {**ex.settings, "batch": 16}}, [])
    assert asked.is_set() and not cell.ended.is_set()
    ex.epochs = 1
    ex.reset()
    cell.result()


def test_work_goes_over_to_the_loop_of_the_page_that_looks() -> None:
    """A cell begins it, and goes on for long: its loop stands still."""
    begun, moved, done = Event(), Event(), Event()

    def work() -> bool:
        if begun.is_set():
            moved.set()
        return not moved.is_set()

    working = Working(work, lambda: None, lambda error: done.set())

    async def cell() -> None:
        working.start()
        begun.set()
        assert moved.wait(PATIENCE), "it would go on only when the cell is done"

    async def page() -> None:
        assert begun.wait(PATIENCE)
        working.looked()
        while not done.is_set():
            await asyncio.sleep(0.01)

    two = [Elsewhere(lambda: asyncio.run(cell())), Elsewhere(lambda: asyncio.run(page()))]
    for one in two:
        one.result()


def test_a_page_that_looks_again_changes_nothing() -> None:
    slices = iter([True] * 4 + [False])
    working = Working(lambda: next(slices), lambda: None, lambda error: None)

    async def test() -> None:
        working.start()
        task = working._task
        working.looked()
        assert working._task is task
        while task and not task.done():
            await asyncio.sleep(0.01)

    asyncio.run(test())
    assert list(slices) == []
