"""A and B without a browser: the same input, scenes in step, and what the page is told."""

import itertools
from pathlib import Path
from typing import Any

import pytest

from cnnlib.explorers import Convolution, FilterLab, SizeMap
from cnnlib.explorers.comparing import lit_at
from cnnlib.explorers.stage import defaults, plain
from cnnlib.scenes import convolution
from cnnlib.scenes.comparison import differences, foci_at, foci_of
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.trace import Focus
from tests.explorers.javascript import run


def scene_of(**settings: Any) -> dict[str, Any]:
    return convolution.scene(convolution.Settings(**settings)).as_dict()


def items(scene: dict[str, Any]) -> Any:
    return scene["items"]


def test_a_differs_where_it_is_told_to() -> None:
    explorer = Convolution(W=9, S=2)
    explorer.compare(S=1)
    assert explorer.compared == explorer.settings | {"S": 1}
    assert items(explorer.compared_scene) == items(scene_of(W=9, S=1))
    assert items(explorer.scene) == items(scene_of(W=9, S=2))


def test_the_controls_change_b_alone() -> None:
    explorer = Convolution()
    explorer.compare()
    explorer.set(S=1, K=3)
    assert items(explorer.compared_scene) == items(scene_of())
    assert items(explorer.scene) == items(scene_of(S=1, K=3))


def test_what_makes_the_input_changes_in_both() -> None:
    explorer = Convolution()
    explorer.compare(F=5, P=2)
    for change in ({"W": 11}, {"D1": 2}, {"source": "gradient"}, {"x_edits": {"0,1,1": 7}}, {"mode": "mirror"}):
        explorer.set(**change)
    shared = {"W": 11, "D1": 2, "source": "gradient", "x_edits": {"0,1,1": 7}}
    assert items(explorer.compared_scene) == items(scene_of(F=5, P=2, **shared))
    assert items(explorer.scene) == items(scene_of(mode="mirror", **shared))


def test_a_is_not_made_anew_while_its_input_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    explorer = Convolution()
    explorer.compare(S=1)
    sent: list[str] = []
    monkeypatch.setattr(
        explorer, "send_state", lambda key=None: sent.extend([key] if isinstance(key, str) else key or [])
    )
    explorer.F = 1
    assert "scene" in sent and "compared_scene" not in sent and "compared" not in sent
    explorer.W = 9
    assert "compared_scene" in sent


def test_one_picture_again() -> None:
    explorer = Convolution()
    explorer.compare(S=1)
    explorer.compare(None)
    assert explorer.compared is None and explorer.compared_scene is None
    explorer.W = 9
    assert explorer.compared_scene is None


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"W": 9}, "W makes the input, which A and B share: set W itself and both follow"),
        ({"S": 9}, r"S = 9 is outside 1 to 4 \(stride\)"),
        ({"T": 9}, "there is no setting 'T'"),
    ],
)
def test_a_comparison_that_cannot_be(settings: dict[str, Any], message: str) -> None:
    explorer = Convolution()
    explorer.compare(S=1)
    with pytest.raises(SettingError, match=message):
        explorer.compare(**settings)
    assert explorer.compared["S"] == 1 and explorer.compared_scene["settings"]["S"] == 1


def test_the_page_swaps_both_at_once() -> None:
    explorer = Convolution(S=2)
    explorer.compare(S=1)
    explorer.set_state({"settings": explorer.compared, "compared": explorer.settings})
    assert (explorer.S, explorer.compared["S"]) == (1, 2)
    assert items(explorer.scene) == items(scene_of(S=1)) and items(explorer.compared_scene) == items(scene_of(S=2))


def test_a_photograph_of_ones_own_is_in_both() -> None:
    lab = FilterLab()
    lab.compare(filter="box blur")
    lab.photo = "flower"
    assert lab.compared["photo"] == "flower" and lab.compared["filter"] == "box blur"


def test_a_is_covered_as_b_is() -> None:
    explorer = Convolution()
    explorer.compare(S=1)
    explorer.predict("output size")
    assert explorer.compared_scene["cover"] == "output size"
    explorer.predict(None)
    assert items(explorer.compared_scene) == items(scene_of(S=1))


def test_a_preset_may_hold_a_comparison() -> None:
    explorer = Convolution()
    explorer.preset("stride 1 against stride 2")
    assert (explorer.S, explorer.compared["S"]) == (2, 1)
    explorer.preset("same size")
    assert explorer.compared["F"] == explorer.F == 3, "a chosen preset is compared with A"


def test_what_is_pinned_in_one_is_lit_in_the_other() -> None:
    explorer = Convolution(W=7, S=2)
    explorer.compare(S=1)
    scenes = explorer._scenes
    assert lit_at(scenes, 0, {"grid": "y1", "cell": 48, "of": "A"}) == (Focus("y1", 48), Focus("y1", 15))
    assert lit_at(scenes, 0, {"grid": "x0", "cell": 12}) == (Focus("x0", 12), Focus("x0", 12))
    assert lit_at(scenes, 97, {"grid": "gone", "cell": 0}) == foci_at(*scenes, 97)


CASES = [({"S": 1}, {"S": 2}), ({"F": 5, "P": 2}, {"K": 3, "S": 1}), ({"P": 0, "W": 8}, {"P": 3, "W": 8, "D1": 1})]


@pytest.mark.parametrize(("a", "b"), CASES)
def test_the_page_matches_cells_as_python_does(a: dict[str, Any], b: dict[str, Any], tmp_path: Path) -> None:
    one, other = (convolution.scene(convolution.Settings(**settings)) for settings in (a, b))
    foci = [(of, grid.id, cell) for of, scene in enumerate((one, other)) for grid in scene.grids
            for cell in range(grid.rows * grid.cols)]  # fmt: skip
    code = """
        const scenes = [given.one, given.other].map((scene) => prepare(scene, given.defaults));
        const stage = { compare: { scene: scenes[0] }, scene: scenes[1] }, end = (f) => f && [f.grid, f.cell];
        return given.foci.map(([of, grid, cell]) => {
            const foci = fociOf(stage, { grid, cell, of: of ? undefined : "A" });
            return [end(foci.A), end(foci.B)];
        });"""
    given = {"one": one.as_dict(), "other": other.as_dict(), "defaults": defaults(), "foci": foci}
    for (of, grid, cell), found in zip(foci, run(code, given, tmp_path)):
        wanted = foci_of(one, other, Focus(grid, cell), of)
        assert found == [[focus.grid, focus.cell] if focus else None for focus in wanted]


def test_the_page_names_differences_as_python_does(tmp_path: Path) -> None:
    changes = [{}, {"S": 1, "F": 5}, {"mode": "mirror", "flip": True}, {"w_edits": {"0": 1}, "view": "1-D"}]
    pairs = [(Convolution(**a).settings, Convolution(**b).settings) for a, b in itertools.product(changes, repeat=2)]
    given = {"pairs": pairs, "controls": plain(convolution.CONTROLS)}
    found = run("return given.pairs.map(([a, b]) => differences(a, b, given.controls));", given, tmp_path)
    assert found == [list(differences(a, b, convolution.CONTROLS)) for a, b in pairs]


def test_a_comes_ahead_of_time_with_b_where_their_input_changes() -> None:
    explorer = Convolution()
    explorer.compare(S=1)
    explorer._on_message(explorer, {"ask": explorer.settings | {"W": 9}}, [])
    assert items(explorer.answer["scene"]) == items(scene_of(W=9))
    assert items(explorer.answer["compared"]) == items(scene_of(W=9, S=1))
    explorer._on_message(explorer, {"ask": explorer.settings | {"F": 1}}, [])
    assert explorer.answer["compared"] is None, "A stays"


def test_what_is_opened_again_compares_nothing() -> None:
    sizes = SizeMap()
    sizes.enter("Convolution", W=9).compare(S=1)
    sizes.back()
    assert sizes.enter("Convolution", W=9).compared is None
