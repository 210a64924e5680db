"""The live curve: it passes every record on, draws seldom, and ends with the last picture."""

from importlib import import_module

import pytest

from cnnlib.draw import Curves
from cnnlib.explorers.live import Live, live
from cnnlib.train import DivergedError, Record

module = import_module("cnnlib.explorers.live")  # in the package, `live` is the function


def training(steps: int = 40):
    for n in range(1, steps + 1):
        yield Record(n, 1 + (n - 1) // 20, 2 / n, 1 - 1 / n, 0.03 * n, 1 - 1 / n if n % 20 == 0 else None)


def test_every_record_is_passed_on_and_the_last_picture_stays():
    widget = Live(training(), epochs=2)
    assert [record.step for record in widget] == list(range(1, 41))
    assert widget.image.value == Curves().frame(list(training()))


def test_the_line_says_how_far_it_is():
    widget = Live(training(), epochs=2)
    list(widget)
    assert "epoch 2 of 2, 97.5 % on held-out digits, 1.2 s" in widget.line.value


def test_before_the_first_epoch_is_over_there_is_no_accuracy_to_tell():
    widget = Live(training(7), held_out="held-out <photos>")
    list(widget)
    assert widget.sentence == "epoch 1, 0.2 s"


def test_words_of_others_do_not_become_markup():
    widget = Live(training(20), held_out="<b>photos</b>")
    list(widget)
    assert "&lt;b&gt;photos" in widget.line.value


def test_pictures_are_at_least_an_eighth_of_a_second_apart(monkeypatch):
    clock = iter(n / 1000 for n in range(10_000))  # each look at the clock takes a millisecond
    monkeypatch.setattr(module, "perf_counter", lambda: next(clock))
    widget, frames = Live(training(1000)), []
    widget.image.observe(lambda change: frames.append(change.new), "value")
    list(widget)
    assert 5 <= len(frames) <= 10  # a second or so of training


def test_drawing_takes_at_most_a_fifth_of_the_time(monkeypatch):
    clock = iter(n * 0.1 for n in range(10_000))  # a picture takes 0.1 s, so 0.4 s pass before the next
    monkeypatch.setattr(module, "perf_counter", lambda: next(clock))
    widget, frames = Live(training(40)), []
    widget.image.observe(lambda change: frames.append(change.new), "value")
    list(widget)
    assert len(frames) <= 12


def test_leaving_the_loop_early_draws_what_was_reached():
    widget = Live(training(), epochs=2)
    for record in widget:
        if record.step == 13:
            break
    assert len(widget.records) == 13
    assert widget.image.value == Curves().frame(widget.records)


def test_a_training_that_diverges_says_so_and_leaves_its_picture():
    def runs_away():
        yield from training(10)
        raise DivergedError("the weights ran away")

    widget = Live(runs_away())
    with pytest.raises(DivergedError, match="ran away"):
        list(widget)
    assert widget.image.value == Curves().frame(list(training(10)))


def test_the_axis_stands_still_once_the_first_epoch_is_over():
    widget = Live(training(80), epochs=4)
    reached = set()
    for record in widget:
        widget._show()
        if record.epoch > 1:
            reached.add(widget._curves.figure.axes[0].get_xlim())
    assert reached == {(0, 80)}


def test_a_snapshot_is_kept_only_where_it_is_asked_for(monkeypatch):
    widget = Live(training(), epochs=2)
    list(widget)
    assert "image/png" not in widget._repr_mimebundle_()
    monkeypatch.setenv("CNNLIB_SNAPSHOT", "1")
    bundle = widget._repr_mimebundle_()
    assert bundle["image/png"].startswith(b"\x89PNG")
    assert bundle["text/plain"].startswith("After step 40, in epoch 2: loss ")


@pytest.mark.parametrize(("snapshot", "moment"), [("0", 1), ("1", 41)])
def test_live_shows_the_widget_first_or_as_a_snapshot_last(monkeypatch, snapshot, moment):
    monkeypatch.setenv("CNNLIB_SNAPSHOT", snapshot)
    shown = []
    monkeypatch.setattr(module, "display", shown.append)
    moments = [len(shown) for _ in live(training(), epochs=2)] + [len(shown)]
    assert len(shown) == 1
    assert moments.index(1) + 1 == moment
