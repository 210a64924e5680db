"""The Trainer's picture in many settings, before, during and after a training."""

from typing import Any

import numpy as np
import pytest

from cnnlib.scenes import trainer
from cnnlib.scenes.scene import Button, Curve, Label, Reel, Scene, Told
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.trace import focus_at
from cnnlib.scenes.trainer import Settings, scene
from cnnlib.scenes.trainer.plots import nice
from cnnlib.scenes.trainer.settings import BATCHES, IMAGES, RATES
from cnnlib.scenes.trainer.values import Training, begin
from cnnlib.train import in_turns
from tests.scenes.overlaps import overlaps
from tests.scenes.sampling import samples

QUICK: dict[str, Any] = {"images": 50, "epochs": 2}


def trained(steps: int = 10**9, **settings: Any) -> tuple[Settings, Training]:
    made = Settings(**settings)
    training = begin(made)
    while training.step < steps and in_turns(training.courses_in_turn, 0.0001 if steps < 10**9 else 1):
        pass
    return made, training


def text(scene: Scene, name: str) -> str:
    (label,) = [item for item in scene.items if isinstance(item, Label) and item.id == name]
    return "".join(run.text for run in label.runs)


def buttons(scene: Scene) -> list[str]:
    return [item.sends for item in scene.items if isinstance(item, Button)]


def test_many_settings_before_the_first_step() -> None:
    for settings in samples(trainer, 60):
        made = scene(settings)
        assert (made.width, made.height, made.steps, made.space) == (1180, 716, 1, "start"), settings
        assert overlaps(made, focus_at(made, 0)) == [], settings
        assert buttons(made) == ["start", "step"]


def test_all_sizes_of_batches_and_of_data() -> None:
    for batch in BATCHES:
        for images in IMAGES:
            settings = Settings(batch=batch, images=images)
            steps = -(-images // batch)
            said = text(scene(settings), "steps")
            assert f"{images:,} images in batches of {batch}" in said and f"{10 * steps:,} in 10 epochs" in said


@pytest.mark.parametrize(
    "settings",
    [QUICK, QUICK | {"kind": "both", "blocks": 1}, QUICK | {"kind": "residual", "blocks": 2}, QUICK | {"epochs": 50},
     QUICK | {"batch_norm": True, "dropout": 50}, QUICK | {"loss": "SVM", "shifts": True, "penalty": 0.01}],
    ids=str,
)  # fmt: skip
def test_after_a_training(settings: dict[str, Any]) -> None:
    made, training = trained(**settings)
    shown = scene(made, training)
    course = training.first
    assert shown.start == shown.steps - 1 and buttons(shown) in (["reset"], ["calm", "reset"])
    for step in range(0, shown.steps, max(1, shown.steps // 9)):
        assert overlaps(shown, focus_at(shown, step)) == []
    reels = [item for item in shown.items if isinstance(item, Reel) and "filters" in item.id]
    assert all(len(reel.images) == shown.steps for reel in reels) and len(reels) == len(training.courses)
    told = [item for item in shown.items if isinstance(item, Told) and "answer" in item.id]
    for n, place in enumerate(course.watched):
        net, label = course.net, course.held_out[1][place]
        answer = int(net.predict(course.held_out[0][place][None])[0])
        sign = "\u2713" if answer == label else "\u2717"
        named = training.classes[answer] if training.classes and answer < len(training.classes) else answer
        assert told[n * len(training.courses)].texts.at(shown.steps - 1).startswith(f"{sign} {named}")


def test_the_numbers_are_those_of_the_records() -> None:
    made, training = trained(**QUICK)
    last = training.first.records[-1]
    said = scene(made, training).grid("moments").say
    assert said and last.validation is not None
    assert f"{100 * last.validation:.1f} % of those held out" in said.at(scene(made, training).start)


def test_curves_stay_in_their_frames() -> None:
    for settings in ({"batch": 1, "images": 700, "epochs": 1}, {"optimiser": "SGD", "rate": 3.0}):
        made, training = trained(**settings)
        curves = [item for item in scene(made, training).items if isinstance(item, Curve)]
        assert curves
        for curve in curves:
            assert len(curve.xs) == len(curve.ys) <= 241
            assert 62 <= min(curve.xs) and max(curve.xs) <= 562 and 160 <= min(curve.ys) and max(curve.ys) <= 540


def test_a_rate_that_is_too_high_is_said_with_a_way_out() -> None:
    made, training = trained(optimiser="SGD", rate=3.0)
    shown = scene(made, training)
    assert "ran away" in shown.problem and "A rate of 3 is too high" in text(shown, "steps")


def test_what_waits_for_a_new_start_is_named() -> None:
    made, training = trained(3, **QUICK)
    later = Settings(**QUICK | {"batch": 8, "dropout": 50, "rate": 0.01})
    shown = scene(later, training)
    assert "Changed: batch, drop." in text(shown, "steps") and "anew" in buttons(shown)
    assert training.waits_for(Settings(**QUICK | {"rate": 0.01})) == ()
    assert "anew" not in buttons(scene(made, training))


def test_over_fitting_is_named() -> None:
    made, training = trained(images=50, batch=10, epochs=20)
    assert text(scene(made, training), "steps").startswith("Over-fitting: 100 %")


@pytest.mark.parametrize(
    "settings", [{}, {"shifts": True, "seed": 3}, {"kind": "mnist", "sample": 100},
                 {"kind": "cifar10", "sample": 100}, {"kind": "both", "blocks": 1}, {"dropout": 20, "batch_norm": True},
                 {"loss": "SVM", "optimiser": "Momentum", "penalty": 0.003, "rate": 0.01}], ids=str
)  # fmt: skip
def test_the_code_gives_the_output(settings: dict[str, Any]) -> None:
    made, training = trained(**QUICK | settings)
    found: dict[str, Any] = {}
    exec(trainer.as_code(made), found)
    assert found["output"].shape == trainer.output(made, training).shape
    assert np.allclose(found["output"], trainer.output(made, training), atol=0.003)
    for dialect in ("torch", "keras"):
        assert str(made.rate) in trainer.as_code(made, dialect)


def test_questions_have_the_right_answers() -> None:
    for settings in samples(trainer, 40):
        course = begin(settings).first
        found = {question.name: question for question in trainer.questions(settings)}
        assert found["steps in an epoch"].answer == course.steps_per_epoch
        assert found["steps in all"].answer == course.steps
        first = next(params for params in course.net.weights if "w" in params)
        assert found["parameters of the first layer"].answer == sum(a.size for a in first.values())
        for question in found.values():
            assert all(mistake.value != question.answer for mistake in question.mistakes)


@pytest.mark.parametrize(
    "settings, message",
    [
        ({"rate": 0}, "rate = 0 moves no weight: type a number above 0"),
        ({"rate": 11}, "rate = 11 is outside 0 to 10: type a number from 0 to 10"),
        ({"rate": "fast"}, "rate = 'fast' is not a number: type a number from 0 to 10"),
        ({"batch": 0}, "batch = 0 is outside 1 to 256: type a whole number"),
        ({"batch": 2.5}, "batch = 2.5 is not a whole number"),
        ({"dropout": 55}, "drop = 55 is between two steps .*: type 50 or 60"),
        ({"kind": "huge"}, "kind = 'huge' is none of"),
    ],
)
def test_what_cannot_be_set(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingError, match=message):
        Settings(**settings)


def test_a_net_of_ones_own_must_be_given() -> None:
    with pytest.raises(SettingError, match=r'kind = "own" needs a net and images of your own: Trainer\(net, x, y\)'):
        begin(Settings(kind="own"))


def test_stops_are_numbers_that_may_be_set() -> None:
    assert [Settings(rate=rate).rate for rate in RATES] == list(RATES)
    assert [nice(value) for value in (0.31, 1.0, 7.2)] == [0.4, 1.0, 10.0]
