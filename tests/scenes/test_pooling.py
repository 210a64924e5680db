"""The Pooling picture: its numbers against plain loops, its sentences, edits, code and questions."""

import json
import re
from dataclasses import fields

import numpy as np
import pytest

from cnnlib.explorers import Pooling
from cnnlib.scenes import pooling
from cnnlib.scenes.pooling import CONTROLS, INPUT, PRESETS, Settings, output
from cnnlib.scenes.pooling.values import image, shifted
from cnnlib.scenes.scene import Button, Rings
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.trace import Focus, lit_by
from tests.scenes.pooling import rings, sentence, shown, text

KINDS = ("max", "average", "L2")


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_presets_draw(preset) -> None:
    scene = pooling.scene(Settings(**preset.settings))
    assert scene.spoken and preset.caption and scene.steps > 0
    assert bool(scene.problem) == (preset.name == "does not tile")


def test_half_the_width_three_quarters_discarded() -> None:
    """75 % whatever the size; VGG's first pooling layer, by the counts of the lecture."""
    for W in (2, 8, 20, 32):
        scene = pooling.scene(Settings(W=W))
        assert text(scene, "card-discarded") == "75 %"
    assert text(scene, "card-numbers") == "1,024 → 256"
    labels = ["".join(run.text for run in item.runs) for item in scene.items if hasattr(item, "runs")]
    assert "112 × 112 × 64" in labels and "3,211,264 → 802,816" in labels
    assert text(scene, "card-parameters") == "0"


def test_the_depth_stays() -> None:
    for D1 in (1, 2, 3, 4):
        assert output(Settings(D1=D1)).shape == (4, 4, D1)
        assert pooling.scene(Settings(D1=D1)).film == tuple(f"y{d}" for d in range(D1))


def test_slices_are_pooled_on_their_own() -> None:
    together = output(Settings(D1=4))
    for d in range(4):
        x = image(Settings(D1=4))[:, :, d]
        assert together[1, 2, d] == max(x[2, 4], x[2, 5], x[3, 4], x[3, 5])


def test_the_sentence_of_the_lecture() -> None:
    edits = {"0,2,0": 3, "0,2,1": 7, "0,3,0": 2, "0,3,1": 5}
    scene = pooling.scene(Settings(x_edits=edits))
    assert sentence(scene, "y0", 4) == "Row 1, column 0: the largest of 3, 7, 2, 5 is **7** (row 2, column 1)"
    scene = pooling.scene(Settings(x_edits=edits, kind="average"))
    assert sentence(scene, "y0", 4) == "Row 1, column 0: (3 + 7 + 2 + 5) / 4 = **4.25**"
    scene = pooling.scene(Settings(x_edits=edits | {"0,3,0": -2}, kind="L2"))
    assert sentence(scene, "y0", 4) == "Row 1, column 0: √(3² + 7² + (−2)² + 5²) = **9.327**"


def test_the_first_of_equal_numbers_wins() -> None:
    edits = {"0,0,0": 4, "0,0,1": 8, "0,1,0": 8, "0,1,1": 8}
    scene = pooling.scene(Settings(x_edits=edits))
    told = "the largest of 4, 8, 8, 8 is **8**, 3 times: the first one wins, row by row (row 0, column 1)"
    assert sentence(scene, "y0", 0) == f"Row 0, column 0: {told}"
    assert rings(scene).chosen[0] == 1


@pytest.mark.parametrize(("F", "S", "P"), [(2, 2, 0), (3, 2, 0), (3, 1, 1), (5, 3, 2), (2, 3, 0)])
def test_winners_are_ringed(F: int, S: int, P: int) -> None:
    """In each window the ring is on the first of its largest numbers."""
    settings = Settings(W=9, F=F, S=S, P=P)
    scene, x = pooling.scene(settings), shown(pooling.scene(settings), "x0")
    for cell, chosen in enumerate(rings(scene).chosen):
        i, j = divmod(cell, scene.grid("y0").cols)
        window = x[i * S : i * S + F, j * S : j * S + F]
        place = np.unravel_index(np.nanargmax(window), window.shape)
        assert divmod(chosen, x.shape[1]) == (i * S + place[0], j * S + place[1])
    assert set(rings(scene).cells) == set(rings(scene).chosen)


def test_only_a_maximum_has_winners() -> None:
    for kind in ("average", "L2"):
        assert not any(isinstance(item, Rings) for item in pooling.scene(Settings(kind=kind)).items)


class TestShift:
    def test_the_image_goes_round(self) -> None:
        np.testing.assert_array_equal(shifted(np.array([[1, 2, 3]]), 1), [[3, 1, 2]])

    @pytest.mark.parametrize("shift", [1, 2, 3])
    @pytest.mark.parametrize("source", ["letter", "digit", "photo", "integers"])
    def test_what_changed_is_ringed_and_counted(self, source: str, shift: int) -> None:
        before, after = Settings(W=12, source=source), Settings(W=12, source=source, shift=shift)
        changed = output(before)[:, :, 0] != output(after)[:, :, 0]
        scene = pooling.scene(after)
        assert f"of the output {changed.sum()} of 36 changed" in text(scene, "verdict-2")
        if changed.any():
            assert rings(scene, "changed", "y0").cells == tuple(np.flatnonzero(changed))
        for cell in range(36):
            told = sentence(scene, "y0", cell)
            assert ("before the shift" in told) == bool(changed.ravel()[cell])

    def test_a_small_shift_changes_few_outputs(self) -> None:
        preset = next(preset for preset in PRESETS if preset.name == "shift by one")
        told = text(pooling.scene(Settings(**preset.settings)), "verdict-2")
        assert "38 of 256 numbers changed; of the output 2 of 16 changed" in told

    def test_each_kind_counts_its_own(self) -> None:
        scene = pooling.scene(Settings(show="kinds", shift=1, source="letter", W=12))
        plain = Settings(show="kinds", source="letter", W=12)
        changed = output(plain) != output(Settings(**plain.as_dict() | {"shift": 1}))
        for n, kind in enumerate(KINDS):
            assert scene.grid(kind).title == f"{kind}: {changed[:, :, n].sum()} of 36 changed"

    def test_an_edit_moves_with_the_image(self) -> None:
        scene = pooling.scene(Settings(shift=2, x_edits={"0,1,7": 55}))
        assert shown(scene, "x0")[1, 1] == 55
        assert scene.grid("x0").edit_keys[8 + 1] == "0,1,7"


def test_all_three_kinds_of_one_map() -> None:
    scene = pooling.scene(Settings(show="kinds"))
    x = shown(scene, "x0")
    for n, kind in enumerate(KINDS):
        assert output(Settings(show="kinds"))[:, :, n].tolist() == output(Settings(kind=kind))[:, :, 0].tolist()
    assert output(Settings(show="kinds"))[0, 0].tolist() == [
        x[:2, :2].max(),
        x[:2, :2].mean(),
        np.sqrt((x[:2, :2] ** 2).sum()),
    ]
    lit = {end for pair in lit_by(scene, Focus("average", 5)) for end in (pair.target, pair.source)}
    assert {("max", 5), ("average", 5), ("L2", 5), ("x0", 18), ("x0", 27)} <= lit


def test_global_pooling_is_one_number_for_each_slice() -> None:
    for kind, number_of in (("max", np.max), ("average", np.mean)):
        settings = Settings(W=7, D1=3, whole=True, kind=kind)
        expected = number_of(image(settings), axis=(0, 1))
        np.testing.assert_allclose(output(settings), expected.reshape(1, 1, 3))
    assert text(pooling.scene(settings), "formula-0").endswith("(7 − 7) / 1 + 1 = 0 / 1 + 1 = 1")


def test_windows_larger_than_the_input() -> None:
    scene = pooling.scene(Settings(W=5, F=7))
    assert scene.problem == "The window is larger than its input: F = 7 > W = 5." and not scene.film
    scene = pooling.scene(Settings(W=1, F=7, P=2))
    assert scene.problem == "The window is larger than its input: F = 7 > W + 2P = 1 + 2·2 = 5."


def test_a_border_as_wide_as_the_window() -> None:
    scene = pooling.scene(Settings(F=2, P=2))
    assert "P = 2 is not less than F = 2" in scene.problem and not scene.film
    buttons = [item for item in scene.items if isinstance(item, Button)]
    assert buttons and all(not pooling.scene(Settings(**scene.settings | b.settings)).problem for b in buttons)


def test_padding_is_explained() -> None:
    told = text(pooling.scene(Settings(F=3, S=1, P=1)), "verdict-2")
    assert "Padding is unusual in pooling" in told and "(W − F)/S + 1" in told
    assert "2P" in text(pooling.scene(Settings(P=1)), "formula-0")
    assert "P" not in text(pooling.scene(Settings()), "formula-0")


def test_does_not_tile() -> None:
    scene = pooling.scene(Settings(W=9))
    assert scene.problem == "4.5 is no whole number: behind the last window 1 row and 1 column are left over."
    assert text(scene, "verdict-2").startswith("exact: does not fit · floor (crop): 4 · ceiling: 5")
    last = {cell for cell in range(81) if cell % 9 == 8 or cell // 9 == 8}
    assert set(scene.grid("x0").unreached) == last


def test_every_pixel_tells_who_sees_it() -> None:
    scene = pooling.scene(Settings(W=9, F=3))
    won = np.bincount(rings(scene).chosen, minlength=81)
    for cell in range(81):
        seen = len(lit_by(scene, Focus("x0", cell)))
        told = sentence(scene, "x0", cell)
        assert f"{seen} window" in told
        wins = re.search(r"it wins (in )?(there|nothing|none|\d)", told)
        assert wins and {"there": 1, "nothing": 0, "none": 0}.get(wins[2], wins[2]) in (won[cell], str(won[cell]))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"S": 0}, "S = 0 is outside 1 to 7"),
        ({"F": 2.5}, "F = 2.5 is not a whole number"),
        ({"kind": "sum"}, "kind = 'sum' is none of 'max', 'average', 'L2'"),
        ({"whole": 1}, "whole = 1 is neither True nor False"),
        ({"x_edits": {"0,0,0": "two"}}, "'two' is not a number"),
        ({"x_edits": {"0,0": 1}}, "has the key '0,0'; a key is \"d,row,col\""),
        ({"w_edits": {"0,0,0": 1}}, "has the key '0,0,0'; a key is \"row,col\""),
        ({"w_edits": 3}, "w_edits = 3 is no mapping"),
    ],
)
def test_bad_settings_get_a_sentence(settings: dict, message: str) -> None:
    with pytest.raises(SettingError, match=re.escape(message)):
        Settings(**settings)


def test_the_explorer() -> None:
    explorer = Pooling(W=8, D1=2)
    explorer.kind = "average"
    assert explorer.output.shape == (4, 4, 2)
    assert "Average pooling" in explorer.picture_scene.spoken
    names = {part.name for part in fields(Settings)}
    assert set(INPUT) <= names
    assert all(getattr(control, "setting", "W") in names for control in CONTROLS)


def test_scene_is_small_and_plain() -> None:
    for changes in ({}, {"D1": 4}, {"show": "kinds"}, {"show": "gradient"}):
        plain = pooling.scene(Settings(**changes)).as_dict()
        assert len(json.dumps(plain, default=lambda data: list(data))) < 30_000


@pytest.mark.parametrize(
    ("kind", "says"), [("max", "the largest of 50,176 numbers"), ("L2", "50,176 squares add up to ")]
)
def test_thousands_are_set_apart_in_sentences_as_on_the_card(kind: str, says: str) -> None:
    scene = pooling.scene(Settings(whole=True, large=True, kind=kind))
    say = scene.grid("y0").say
    assert say and says in say.at(0, row=0, col=0)
    assert text(scene, "card-numbers") == "50,176 → 1"
