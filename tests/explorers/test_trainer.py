"""The Trainer without a browser: its loop, its buttons, what goes wrong, what it leaves behind."""

import asyncio
import resource
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any

import numpy as np
import pytest

from cnnlib import zoo
from cnnlib.datasets import digits
from cnnlib.explorers import working
from cnnlib.explorers.trainer import Trainer
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.trainer import Settings

LONG: dict[str, Any] = {"epochs": 50}
QUICK: dict[str, Any] = {"images": 50, "epochs": 2}


def on_a_loop(test: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(test(), timeout=60))


async def until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.01)


def test_start_returns_at_once_and_pause_keeps_the_weights() -> None:
    async def test() -> None:
        ex = Trainer(**LONG)
        began = perf_counter()
        ex.do("start")
        assert perf_counter() - began < 0.1 and ex.training.running
        await until(lambda: ex.training.step >= 5)
        assert ex.scene["space"] == "pause"
        ex.do("pause")
        step, weights = ex.training.step, ex.net.vector.copy()
        await asyncio.sleep(0.2)
        assert ex.training.step == step == len(ex.records) and np.array_equal(ex.net.vector, weights)
        ex.do("start")
        await until(lambda: ex.training.step > step)
        ex.close()
        stopped = ex.training.step
        await asyncio.sleep(0.1)
        assert ex.training.step == stopped

    on_a_loop(test)


def test_pictures_follow_and_the_film_stands_at_the_last() -> None:
    async def test() -> None:
        ex, seen = Trainer(**LONG), []
        ex.observe(lambda change: seen.append((perf_counter(), change.new["version"])), "scene")
        ex.start()
        await until(lambda: ex.training.step >= 40)
        ex.pause()
        versions = [version for _, version in seen]
        assert len(seen) >= 2 and versions == sorted(set(versions))
        gaps = np.diff([time for time, _ in seen[1:-1]])
        assert (gaps > 0.1).all()
        assert ex.step == ex.picture_scene.steps - 1

    on_a_loop(test)


def test_the_loop_is_free_for_others() -> None:
    async def test() -> None:
        ex, waits = Trainer(**LONG), []
        ex.start()
        for _ in range(10):
            began = perf_counter()
            await asyncio.sleep(0.001)
            waits.append(perf_counter() - began)
        ex.pause()
        assert np.median(waits) < 0.2

    on_a_loop(test)


def test_to_the_end_and_the_same_numbers_each_time() -> None:
    async def test() -> None:
        ex = Trainer(**QUICK)
        ex.start()
        await until(lambda: not ex.training.running)
        again = Trainer(**QUICK).train()
        assert np.array_equal(ex.net.vector, again.net.vector) and np.array_equal(ex.output, again.output)
        assert ex.output.shape == (2, 1) and "Done" in ex.picture_scene.spoken
        ex.do("reset")
        assert ex.records == [] and "press Start" in ex.picture_scene.spoken

    on_a_loop(test)


def test_a_rate_takes_effect_at_once_and_others_wait() -> None:
    async def test() -> None:
        ex = Trainer(**LONG)
        ex.start()
        await until(lambda: ex.training.step >= 2)
        ex.rate = 0.01
        assert ex.training.first.optimiser.rate == 0.01  # type: ignore[attr-defined]
        ex.batch = 64
        assert ex.training.running and ex.training.first.batch == 32
        assert "Changed: batch" in ex.picture_scene.spoken
        ex.do("anew")
        await until(lambda: ex.training.step >= 1)
        assert ex.training.first.batch == 64 and ex.training.running
        ex.pause()

    on_a_loop(test)


def test_settings_change_what_has_not_begun() -> None:
    ex = Trainer()
    ex.set(kind="residual", blocks=2)
    assert list(ex.nets) == ["residual"] and ex.training.first.net.parameters == zoo.residual_net(2, K=8).parameters


def test_a_rate_that_diverges_leaves_good_weights_and_a_way_out() -> None:
    async def test() -> None:
        ex = Trainer(optimiser="SGD", rate=10.0)
        ex.start()
        await until(lambda: not ex.training.running)
        assert "ran away" in ex.picture_scene.problem and np.isfinite(ex.net.vector).all()
        ex.do("calm")
        assert ex.rate == 1.0 and ex.training.running
        ex.pause()

    on_a_loop(test)


def test_an_exception_becomes_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test() -> None:
        ex = Trainer(**LONG)
        monkeypatch.setattr(ex.training.first, "piece", lambda: 1 / 0)
        ex.start()
        await until(lambda: not ex.training.running)
        assert ex.notice == "The training has stopped. ZeroDivisionError: division by zero"

    on_a_loop(test)


def test_a_page_that_is_gone_ends_the_training(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test() -> None:
        monkeypatch.setattr(working, "UNSEEN", 0.3)
        ex = Trainer(**LONG)
        ex.start()
        await asyncio.sleep(0.5)
        assert ex.training.running  # started from code: nobody has to look
        ex._on_message(ex, {"look": True}, [])
        await asyncio.sleep(0.2)
        ex._on_message(ex, {"look": True}, [])
        await asyncio.sleep(0.2)
        assert ex.training.running
        await until(lambda: not ex.training.running)
        assert "No page has looked at it for" in ex.notice and ex.training.goes_on
        ex.start()
        await asyncio.sleep(0.1)
        assert ex.training.running
        ex.pause()

    on_a_loop(test)


def test_without_a_loop() -> None:
    with pytest.raises(SettingError, match=r"call train\(\), which returns when it is done"):
        Trainer().start()


def test_single_steps() -> None:
    ex = Trainer(kind="both", blocks=1, **QUICK)
    ex.advance(2)
    assert [course.step for course in ex.training.courses.values()] == [2, 2] and ex.step == 2


def test_a_net_of_ones_own_with_its_weights() -> None:
    x, y = digits()
    net = zoo.digits_net().init(3)
    first = net.vector.copy()
    ex = Trainer(net, x[:200], y[:200], epochs=1, rate=0.001)
    assert ex.net is net and ex.kind == "own" and len(ex.training.first.train[1]) == 150
    assert "your own" in str(ex.controls)
    ex.train()
    assert not np.array_equal(net.vector, first) and ex.output.shape == (1, 1)
    ex.reset()
    assert np.array_equal(net.vector, first)


@pytest.mark.parametrize(
    "given, message",
    [((zoo.digits_net(),), r"images and labels of your own: Trainer\(net, x, y\)"),
     ((zoo.digits_net(), np.zeros((8, 5, 5, 1)), np.zeros(8, int)), "do not fit a net that takes")],
)  # fmt: skip
def test_what_does_not_go_together(given: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Trainer(*given)


def test_compared_with_an_earlier_training() -> None:
    ex = Trainer(**QUICK).train()
    kept = ex.output
    ex.compare()
    assert ex.records == [] and "Done" in ex._pair(ex.compared)[0].spoken
    ex.dropout = 50
    ex.train()
    assert "Done" in ex._pair(ex.compared)[0].spoken and kept.shape == ex.output.shape


def test_a_page_of_the_lecture_begins_anew() -> None:
    ex = Trainer(**QUICK).train()
    ex.preset("over-fitting")
    assert ex.records == [] and ex.current == Settings(images=50, batch=10, epochs=40)


def test_predicting_is_not_disturbed_by_training() -> None:
    ex = Trainer(**QUICK)
    ex.predict("steps in an epoch")
    assert ex.guess(2).right and not ex.covered
    ex.advance()
    assert not ex.covered


def test_five_hundred_updates_leave_memory_where_it_was() -> None:
    ex = Trainer(images=20, epochs=50, batch=20)
    for n in range(520):
        if n == 120:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if not ex.training.goes_on:
            ex.reset()
        ex.advance()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10_000  # kB


def test_readers_without_a_kernel_see_how_a_training_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CNNLIB_SNAPSHOT", "1")
    ex = Trainer(**QUICK)
    shown, about = ex._repr_mimebundle_()
    assert ex.training.step == 0 and "press Start" in shown["text/plain"]
    assert "Done: 2 epochs, 4 steps." in about["image/png"]["alt"]
    ex.predict("steps in an epoch")
    assert "Done" not in ex._repr_mimebundle_()[1]["image/png"]["alt"]
