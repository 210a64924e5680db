"""Curves of a training, held against its records."""

import numpy as np
import pytest

from cnnlib.draw import Curves, curves
from cnnlib.draw.curves import apart
from cnnlib.train import Record


def training(steps: int = 60, each: int = 20) -> list[Record]:
    """Records as `fit` gives them: the held-out images are looked at after each epoch."""
    shares = np.linspace(0.1, 0.95, steps)
    return [
        Record(n + 1, 1 + n // each, 2.3 * (1 - share), float(share), 0.01 * (n + 1),
               round(float(share), 3) if (n + 1) % each == 0 else None)
        for n, share in enumerate(shares)
    ]  # fmt: skip


def test_the_lines_are_the_records():
    records = training()
    loss, accuracy = Curves().plots
    for plot in (loss, accuracy):
        plot.show(records)
    assert list(loss.noise.get_xdata()) == list(range(1, 61))
    assert loss.noise.get_ydata().tolist() == [record.loss for record in records]
    assert accuracy.noise.get_ydata().tolist() == [record.accuracy for record in records]
    assert list(accuracy.held_out.get_xdata()) == [20, 40, 60]
    assert list(accuracy.held_out.get_ydata()) == [record.validation for record in records if record.validation]


def test_lines_are_named_at_their_ends_and_no_legend_is_drawn():
    picture = curves(training())
    texts = [text.get_text() for axes in picture.figure.axes for text in axes.texts]
    assert any(text.startswith("training 9") for text in texts)
    assert "held-out 95 %" in [text.replace(".0", "") for text in texts]
    assert all(axes.get_legend() is None for axes in picture.figure.axes)
    assert picture.alt.startswith("After step 60, in epoch 3: loss 0.")
    assert picture.alt.endswith("% right on held-out images.")


def test_names_at_the_ends_keep_apart():
    assert apart([0.5, 0.5], 0.1) == [0.5, 0.4]
    assert apart([0.2, 0.9], 0.1) == [0.2, 0.9]


def test_type_is_large_enough_for_a_projector():
    picture = curves(training())
    picture.png(1)
    texts = [text for axes in picture.figure.axes for text in axes.findobj(lambda one: hasattr(one, "get_fontsize"))]
    assert min(text.get_fontsize() for text in texts if text.get_text()) >= 13


def test_no_name_leaves_the_picture():
    picture = curves(training())
    picture.png(1)
    for axes in picture.figure.axes:
        for text in axes.texts:
            box = text.get_window_extent()
            assert box.x1 <= 1050 and box.x0 >= 0


def test_the_step_axis_can_be_fixed_beforehand():
    assert curves(training(), steps=200).figure.axes[0].get_xlim() == (0, 200)
    assert curves(training()).figure.axes[0].get_xlim() == (0, 60)


def test_a_live_frame_is_the_same_picture_as_a_whole_drawing():
    board, records = Curves(steps=60), training()
    for reached in (5, 25, 26, 60):
        assert board.frame(records[:reached]) == board.show(records[:reached]).png(2)


def test_only_moving_parts_are_drawn_while_the_axes_stand_still(monkeypatch):
    board, records, drawn = Curves(steps=60), training(), []
    monkeypatch.setattr(board._canvas, "draw", lambda draw=board._canvas.draw: (drawn.append(1), draw()))
    for reached in range(2, 30):
        board.frame(records[:reached])
    assert len(drawn) == 1
    assert len(board.figure.axes) == 2


def test_no_records_are_refused():
    with pytest.raises(ValueError, match=r"no record to draw: pull at least one from fit"):
        curves([])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_one_record_is_enough(theme):
    assert curves(training()[:1], theme=theme).png().startswith(b"\x89PNG")
