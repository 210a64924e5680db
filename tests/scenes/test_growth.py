"""The picture of growing filters in all its settings, with runs of one's own, against the nets' own numbers."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from cnnlib import FC, Conv, Net, ReLU, Volume
from cnnlib.datasets import digits, split
from cnnlib.interpret.filters import similarity
from cnnlib.optim import SGD
from cnnlib.scenes import growth
from cnnlib.scenes.controls import Choice, Slider
from cnnlib.scenes.growth import Settings, layout, scene
from cnnlib.scenes.growth.runs import RUNS, Grown, lend_run, run_named
from cnnlib.scenes.growth.sheets import limits, sheet_of, shown
from cnnlib.scenes.scene import Button, Curve, Label, Reel, Scene, Told
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.trace import focus_at
from cnnlib.snapshots import Snapshot, taken
from cnnlib.train import fit
from tests.scenes.overlaps import overlaps

CHOICES = {c.setting: [value for value, _ in c.options] for c in growth.CONTROLS if isinstance(c, Choice)}
(SLIDER,) = [control for control in growth.CONTROLS if isinstance(control, Slider)]
EVERY = [
    Settings(filter=k, run=run, show=show, scale=scale)
    for run in CHOICES["run"] for show in CHOICES["show"] for scale in CHOICES["scale"]
    for k in range(SLIDER.low, SLIDER.high + 1)
]  # fmt: skip
(X, Y), _ = split(*digits())


def small_run(K: int = 3, F: int = 3, D: int = 1, epochs: int = 3) -> list[Snapshot]:
    """A few steps of a net that is smaller than any of the package's."""
    x, y = np.repeat(X[:60], D, axis=3), Y[:60]
    net = Net(Volume(W=8, H=8, D=D), [Conv(K=K, F=F), ReLU(), FC(K=10)]).init(seed=1)
    steps = fit(net, x, y, epochs=epochs, batch=60, optimiser=SGD(0.1))
    return [taken(net, record.step, record.epoch, (x, y)) for record in steps]


def lent(run: list[Snapshot], **options: Any) -> tuple[Settings, Grown]:
    name, owner = lend_run(run, options.pop("x", None), options.pop("y", None))
    return Settings(run=name, **options), owner


def told(made: Scene, id: str, step: int) -> str:
    (item,) = [item for item in made.items if isinstance(item, Told) and item.id == id]
    return item.texts.at(step)


def reels(made: Scene, id: str) -> list[Reel]:
    return [item for item in made.items if isinstance(item, Reel) and item.id.startswith(id)]


def test_every_setting_draws_a_picture_of_one_size_without_overlaps() -> None:
    for settings in EVERY:
        made = scene(settings)
        run = run_named(settings.run)
        assert (made.width, made.height, made.steps) == (1180, layout.HEIGHT, len(run.steps)), settings
        assert bool(made.problem) == (settings.filter >= len(run.filters[0]))
        for step in (0, made.steps // 2, made.steps - 1):
            assert overlaps(made, focus_at(made, step)) == [], settings


@pytest.mark.parametrize("name", RUNS)
def test_what_is_told_is_what_the_nets_do(name: str) -> None:
    run, made = run_named(name), scene(Settings(run=name, filter=2))
    for n, one in enumerate(run.snapshots):
        assert f"step {one.step:,}," in told(made, "verdict", n) or one.step == 0
        assert f"{100 * one.accuracy:.1f} % of {run.measured}" in told(made, "verdict", n)
        answers = one.net.predict(run.images)
        for image, choice in enumerate(answers):
            assert run.classes[choice] in told(made, f"answer {image}", n)
            sign = "" if run.labels[image] is None else "\u2713" if choice == run.labels[image] else "\u2717"
            assert told(made, f"answer {image}", n).startswith(sign)
        say = made.grid("checkpoints").say
        alike = similarity(run.filters[n][2], run.filters[0][2])
        assert say and f"likeness to its start **{alike:.2f}**".replace("-", "\u2212") in say.at(n)


@pytest.mark.parametrize("name", RUNS)
def test_a_run_learns_and_begins_at_random(name: str) -> None:
    run = run_named(name)
    accuracies = run.accuracies
    assert run.steps[0] == 0 and list(run.steps) == sorted(set(run.steps)) and 8 <= len(run.steps) <= 16
    assert accuracies[0] < 0.25 and accuracies[-1] == pytest.approx(max(accuracies), abs=0.03)
    assert max(layout.ACROSS * 2, 1) >= len(run.images) > 0


@pytest.mark.parametrize("name", RUNS)
def test_the_curve_stands_above_the_cells(name: str) -> None:
    made = scene(Settings(run=name))
    (curve,) = [item for item in made.items if isinstance(item, Curve)]
    grid = made.grid("checkpoints")
    assert curve.xs == tuple(grid.x + (n + 0.5) * grid.cell for n in range(grid.cols))
    assert curve.at == tuple(range(grid.cols))
    shares = [1 - (y - layout.PLOT_Y) / layout.PLOT_HEIGHT for y in curve.ys]
    assert np.allclose(shares, np.array(run_named(name).accuracies, float))


def test_colours_are_on_one_scale_or_each_on_its_own() -> None:
    settings = Settings(run="digits", show="change", filter=2)
    assert np.unique(limits(replace(settings, scale="one"))).size == 1
    own = limits(settings)
    assert (own[0] == 1.0).all() and own.shape == (12, 16)
    assert np.array_equal(own[-1], [np.abs(w).max() for w in shown(settings)[-1]])
    assert "own; of filter 2, the full colour is \u00b1" in told(scene(settings), "full", 3)


def test_a_click_on_a_filter_chooses_it() -> None:
    made = scene(Settings(filter=3))
    tiles = [item for item in made.items if isinstance(item, Button) and item.named]
    assert [(tile.named, tile.settings) for tile in tiles] == [(f"filter {k}", {"filter": k}) for k in range(16)]
    assert all(made.items.index(tile) < made.items.index(reels(made, "filters")[0]) for tile in tiles)


def test_maps_are_what_the_first_filters_find() -> None:
    run = run_named("cifar10")
    net = run.snapshots[4].net
    volume = Volume(W=64, H=64, D=3)
    assert np.allclose(run.maps[4], Net(volume, net.layers[:2]).adopt(net.weights[:2]).forward(run.seen), atol=1e-5)
    made = scene(Settings(filter=5))
    assert len(reels(made, "map")) == len(run.images) == 3 and reels(made, "map 0")[0].images[4][:4] == b"\x89PNG"
    notes = [item.runs[0].text for item in made.items if isinstance(item, Label) and item.id.startswith("note")]
    assert notes[0].startswith("It can only choose: airplane, automobile, bird")
    assert notes[1] == "The net sees them as 32 × 32; the maps are made of 64 × 64."


def test_start_and_gain_make_the_filters() -> None:
    gain, whole = shown(Settings(show="change")), shown(Settings())
    assert not gain[0].any() and np.allclose(gain[-1] + whole[0], whole[-1])


def test_the_sheet_has_a_place_for_each_filter() -> None:
    place = sheet_of(run_named(Settings().run))
    boxes = [place.box(k) for k in range(place.count)]
    assert all(layout.SHEET_X <= x and x + w <= layout.SHEET_X + layout.SHEET_WIDTH + 1e-9 for x, _, w, _ in boxes)
    assert all(y + h <= layout.CAPTION_Y - 12 for _, y, _, h in boxes)
    assert len({(round(x), round(y)) for x, y, _, _ in boxes}) == place.count


def test_a_net_with_fewer_filters_says_so_and_offers_the_last() -> None:
    settings, owner = lent(small_run(K=3), filter=9, x=X, y=Y)
    made = scene(settings)
    assert made.problem == "This net has 3 first filters, 0 to 2: there is no filter 9."
    (button,) = [item for item in made.items if isinstance(item, Button) and not item.named]
    assert button.settings == {"filter": 2} and overlaps(made, focus_at(made, 0)) == []
    assert scene(Settings(run=settings.run, filter=2)).problem == ""
    assert growth.output(settings).shape == (3, 3, 3, 1) and owner.labels == tuple(Y[:12])


@pytest.mark.parametrize("D", [1, 2, 3])
@pytest.mark.parametrize("K, F", [(1, 1), (40, 8), (16, 2)])
def test_filters_of_any_size(K: int, F: int, D: int) -> None:
    settings, owner = lent(small_run(K, F, D), filter=0)
    made = scene(settings)
    assert overlaps(made, focus_at(made, 2)) == [] and owner.filters[0].shape == (K, F, F, D)
    assert len(reels(made, "filter at")) == 3 and not reels(made, "image")


def test_images_without_labels_are_neither_right_nor_wrong() -> None:
    settings, owner = lent(small_run(), x=X[:3])
    answer = told(scene(settings), "answer 1", 2)
    assert owner.labels == (None,) * 3 and not {"\u2713", "\u2717"} & set(answer)


@pytest.mark.parametrize("settings", EVERY[::7], ids=str)
def test_the_code_gives_the_output(settings: Settings) -> None:
    found: dict[str, Any] = {}
    exec(growth.as_code(settings), found)
    assert np.array_equal(found["output"], growth.output(settings))


def test_code_knows_three_dialects() -> None:
    for dialect in ("torch", "keras"):
        compile(growth.as_code(Settings(filter=5, show="change"), dialect), dialect, "exec")
    with pytest.raises(SettingError, match="as_code knows no 'jax'; it writes 'numpy', 'torch', 'keras'"):
        growth.as_code(Settings(), "jax")


@pytest.mark.parametrize(
    "run, message",
    [
        (5, "a run is 2 to 16 snapshots"),
        ([], "a run is 2 to 16 snapshots"),
        ([1, 2], r"snapshots of one training, such as taken\(net"),
        (small_run()[:1], "a run is 2 to 16 snapshots"),
        (small_run(K=2)[:1] + small_run(K=3)[:1], "not of one training: their layers differ"),
        ([replace(one, net=Net(Volume(8, 8, 1), [ReLU()]).init()) for one in small_run()], "this net has no filters"),
    ],
    ids=range(6),
)
def test_what_is_no_run_is_refused_in_a_sentence(run: Any, message: str) -> None:
    with pytest.raises(SettingError, match=message):
        lend_run(run, None, None)


def test_a_run_that_is_gone_is_missed_in_a_sentence() -> None:
    with pytest.raises(
        SettingError, match=r"there is no run 'yours 999' here: hand it over with run=\.\.\., or choose"
    ):
        scene(Settings(run="yours 999"))
