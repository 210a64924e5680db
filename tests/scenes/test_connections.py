"""The Connections picture: known layers, the three wirings, presets, questions, code, bad input."""

import re

import numpy as np
import pytest

from cnnlib.scenes import connections
from cnnlib.scenes.connections import CONTROLS, PRESETS, Settings, as_code, output, questions
from cnnlib.scenes.questions import covered, judge
from cnnlib.scenes.scene import Label, Scene
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.trace import Focus, focus_at, lit_by
from tests.scenes.connections import samples, text, texts

ALEXNET = Settings(W=227, F=11, S=4, P=0, D1=3, K=96)
WAYS = ("full", "local", "shared")


def totals(settings: Settings) -> list[int]:
    return output(settings)[:, 3].tolist()


def test_alexnet_s_first_layer() -> None:
    scene = connections.scene(ALEXNET)
    assert output(ALEXNET).tolist() == [
        [290_400, 290_400 * 154_587, 290_400, 44_892_355_200],
        [290_400, 290_400 * 363, 290_400, 105_705_600],
        [290_400, 34_848, 96, 34_944],
    ]
    assert "55·55·96" in text(scene, "product-local") and text(scene, "total-local") == "= 105,705,600"
    assert "sharing divides the weights by 3,025 = 55·55" in text(scene, "parts-shared")
    assert "34,848 weights + 96 biases, 136.5 KB" in text(scene, "parts-shared")
    assert "21 graphics cards of 8 GB" in text(scene, "parts-full")


def test_the_specification_card() -> None:
    scene = connections.scene(Settings())
    assert text(scene, "card-W2 × H2 × D2") == "32 × 32 × 10"
    rows = [text(scene, f"card-{name}") for name in ("takes", "filters", "steps", "weights", "biases", "parameters")]
    assert rows == ["32 × 32 × 3", "K = 10, F = 5", "S = 1, P = 2", "750", "10", "760"]


@pytest.mark.parametrize(
    ("settings", "way", "each"),
    [
        (Settings(), "local", "5·5·3 = 75 weights + 1 bias"),
        (Settings(), "full", "32·32·3 = 3,072 weights + 1 bias"),
        (Settings(F=3, P=1, D1=20), "shared", "3·3·20 = 180 weights + 1 bias"),
        (Settings(W=200), "full", "200·200·3 = 120,000 weights + 1 bias"),
        (Settings(W=1, F=1, P=0, D1=1), "full", "1·1·1 = 1 weight + 1 bias"),
    ],
)
def test_what_one_neuron_costs(settings: Settings, way: str, each: str) -> None:
    assert text(connections.scene(settings), f"each-{way}") == f"each: {each}"


def test_where_one_window_covers_all_there_is_nothing_to_share() -> None:
    settings = Settings(W=7, F=7, P=0, D1=512, K=4096)
    assert totals(settings) == [102_764_544] * 3
    assert "as many weights as above" in text(connections.scene(settings), "parts-shared")


def test_where_windows_hold_padding_they_can_cost_more_than_all() -> None:
    assert "windows with padding take 121 times as many" in text(
        connections.scene(Settings(W=1, F=11, P=5)), "parts-local"
    )


@pytest.mark.parametrize(
    "settings", [Settings(), ALEXNET, Settings(W=9, F=3, S=2, P=1, dilation=2, D1=1, K=1)], ids=str
)
def test_pointing_at_a_neuron_lights_its_wires_in_all_three(settings: Settings) -> None:
    scene = connections.scene(settings)
    for step in range(scene.steps):
        seen = {way: lit_by(scene, Focus(f"y-{way}", step)) for way in WAYS}
        assert seen["full"] == seen["local"] == seen["shared"] and focus_at(scene, step) == Focus("y-full", step)
        start = step * settings.S
        window = [start + tap * settings.dilation for tap in range(settings.F)]
        for way in ("local", "shared"):
            assert [pair.source[1] for pair in seen[way] if pair.source[0] == f"x-{way}"] == window
        inputs = [cell for cell in range(scene.grid("x-full").cols) if 0 <= cell - settings.P < settings.W]
        assert [pair.source[1] for pair in seen["full"] if pair.source[0] == "x-full"] == inputs


@pytest.mark.parametrize("settings", [Settings(), ALEXNET, Settings(W=5, F=3, P=1)], ids=str)
def test_pointing_at_a_weight_lights_every_wire_that_uses_it(settings: Settings) -> None:
    scene = connections.scene(settings)
    for way in WAYS:
        grid = scene.grid(f"w-{way}")
        for cell in range(grid.rows * grid.cols):
            wires = lit_by(scene, Focus(grid.id, cell))
            assert len(wires) == (scene.steps if way == "shared" else 1)
            assert {pair.weight for pair in wires} == {(grid.id, cell)}
        letters = {name[0] for name in grid.numbers}
        assert len(letters) == len(set(grid.hues)) == (1 if way == "shared" else scene.steps)


def test_what_is_said_of_a_weight_is_what_is_drawn() -> None:
    scene = connections.scene(Settings())
    for way in ("full", "local"):
        grid, neurons = scene.grid(f"w-{way}"), scene.grid(f"y-{way}").numbers
        for cell in range(grid.rows * grid.cols):
            (pair,) = lit_by(scene, Focus(grid.id, cell))
            said = grid.say.at(cell, value=grid.numbers[cell])
            source = scene.grid(f"x-{way}").numbers[pair.source[1]]
            neuron = neurons[pair.target[1]]
            assert said.endswith(f"from input {source} to neuron {neuron}.") and grid.numbers[cell] in said


def test_input_no_window_reaches_is_hatched_where_windows_are() -> None:
    scene = connections.scene(Settings(W=10, F=3, S=2, P=0))
    assert [scene.grid(f"x-{way}").unreached for way in WAYS] == [(), (9,), (9,)]
    assert scene.problem and "floor (crop): 4" in text(scene, "verdict-2")


def test_without_a_window_there_is_no_neuron() -> None:
    scene = connections.scene(Settings(W=3, F=9, P=1))
    assert not output(Settings(W=3, F=9, P=1)).any() and not scene.film and not scene.links
    assert [text(scene, f"total-{way}") for way in WAYS] == ["none"] * 3
    assert text(scene, "card-parameters") == text(scene, "card-W2 × H2 × D2") == "none"
    assert questions(Settings(W=3, F=9, P=1)) == ()


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_presets_draw_and_the_numbers_of_their_captions_are_the_picture_s(preset) -> None:
    settings = Settings(**preset.settings)
    scene = connections.scene(settings)
    shown = set(re.findall(r"[\d,]*\d", texts(scene))) | {str(part) for part in preset.settings.values()}
    shown |= {f"{cost[0] // settings.K if settings.K > 1 else cost[0]:,}" for cost in output(settings)}
    shown |= {"2014"}  # a year
    shown |= {f"{output(settings)[1, 3] // output(settings)[1, 0]:,}"}  # one neuron with its bias
    said = re.findall(r"[\d,]*\d", preset.caption)
    assert not scene.problem and [n for n in said if n not in shown] == []


def test_every_preset_is_a_state_of_its_own() -> None:
    states = [tuple(sorted(preset.settings.items())) for preset in PRESETS]
    assert len(set(states)) == len(PRESETS) >= 10


class TestQuestions:
    def test_right_answers_and_named_mistakes(self) -> None:
        for settings in samples(500):
            for question in questions(settings):
                assert judge(question, f"{question.answer:,}")
                for mistake in question.mistakes:
                    judged = judge(question, str(mistake.value))
                    assert (judged.right, judged.mistake) == (False, mistake.name), settings

    def test_the_usual_mistakes_have_their_names(self) -> None:
        parameters, weights, neurons = questions(ALEXNET)
        slips = {mistake.name: mistake.value for mistake in parameters.mistakes}
        assert slips["forgot the bias"] == 34_848 and slips["counted unshared weights"] == 105_705_600
        assert slips["forgot the input depth"] == 96 * 122 and slips["counted one filter"] == 364
        assert weights.answer == 363 and judge(weights, "121").mistake == "forgot the input depth"
        assert judge(weights, "154587").mistake == "counted full connections"
        assert neurons.answer == 290_400 and judge(neurons, 54 * 54 * 96).mistake == "forgot + 1"

    def test_a_covered_picture_does_not_tell(self) -> None:
        for settings in samples(200):
            for question in questions(settings):
                scene = covered(connections.scene(settings), question)
                answer = f"{question.answer:,}"
                if question.answer > 4200:  # smaller numbers are on the picture as sizes
                    assert answer not in re.findall(r"[\d,]*\d", texts(scene)), (settings, question.name)
                assert not any(getattr(item, "id", "").startswith("bar-") for item in scene.items)

    def test_none_where_the_size_is_no_whole_number(self) -> None:
        assert [question.name for question in questions(Settings(W=10, F=3, S=2, P=0))] == [
            "parameters", "weights per neuron",
        ]  # fmt: skip


def test_numpy_code_gives_the_picture_s_counts(capsys) -> None:
    for settings in samples(300):
        names: dict = {}
        exec(as_code(settings, "numpy"), names)
        np.testing.assert_array_equal(names["V"], output(settings), err_msg=str(settings))


@pytest.mark.parametrize("settings", [Settings(), ALEXNET, Settings(W=8, F=3, S=1, P=2, dilation=2, K=4)], ids=str)
def test_torch_counts_the_same(settings: Settings, capsys) -> None:
    pytest.importorskip("torch")
    exec(as_code(settings, "torch"), {})
    assert [int(line) for line in capsys.readouterr().out.split()] == totals(settings)


def test_keras_code_names_the_layer() -> None:
    code = as_code(ALEXNET, "keras")
    assert "Conv2D(96, 11, strides=4, dilation_rate=1)" in code and "167.2 GB" in code
    compile(code, "keras", "exec")


def test_code_in_an_unknown_dialect() -> None:
    with pytest.raises(SettingError, match="knows no 'matlab'; it writes 'numpy', 'torch', 'keras'"):
        as_code(Settings(), "matlab")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"W": 257}, r"W = 257 is outside 1 to 256 \(input\): type a whole number from 1 to 256"),
        ({"W": 0}, "W = 0 is outside 1 to 256"),
        ({"F": 2.5}, "F = 2.5 is not a whole number"),
        ({"D1": 513}, "D1 = 513 is outside 1 to 512"),
        ({"K": "many"}, "K = 'many' is not a whole number"),
        ({"P": True}, "P = True is not a whole number"),
    ],
)
def test_bad_settings_get_a_sentence(settings: dict, message: str) -> None:
    with pytest.raises(SettingError, match=message):
        Settings(**settings)


def test_a_number_between_two_stops_can_be_typed() -> None:
    stops = {control.setting: control.stops for control in CONTROLS}
    assert 227 in stops["W"] and 30 not in stops["W"] and {3, 96, 512} <= set(stops["D1"]) & set(stops["K"])
    assert Settings(W=30, D1=5, K=7).W == 30
    assert all(list(values) == sorted(set(values)) for values in stops.values())


def test_a_scene_is_small() -> None:
    assert len(repr(connections.scene(ALEXNET).as_dict())) < 45_000


def scene_labels(scene: Scene) -> list[Label]:
    return [item for item in scene.items if isinstance(item, Label)]


def test_every_text_is_large_enough() -> None:
    for settings in samples(100):
        scene = connections.scene(settings)
        assert min(label.size for label in scene_labels(scene)) >= 12
        assert all(grid.digits == 0 or grid.digits >= 10 for grid in scene.grids)


@pytest.mark.parametrize("way", WAYS)
def test_a_neuron_is_called_as_it_is_drawn(way: str) -> None:
    scene = connections.scene(Settings(W=8, F=3, P=0))
    neurons = scene.grid(f"y-{way}")
    assert neurons.say
    said = neurons.say.at(1)
    assert said.startswith("The second neuron. ") and f"**{way.capitalize()}**, {neurons.numbers[1]}:" in said
