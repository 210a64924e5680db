"""The presets: a lecture on how filters grow, in order."""

from typing import Any

from cnnlib.scenes.controls import Preset
from cnnlib.scenes.growth.settings import Settings


def _preset(
    name: str, caption: str, step: int | None = None, predict: str = "", compare: dict[str, Any] | None = None,
    **settings: Any,
) -> Preset:  # fmt: skip
    return Preset(name, caption, vars(Settings()) | settings, compare, step=step, predict=predict)


PRESETS = (
    _preset("nobody told it", "Before the first step every weight is random, and the answers are guesses. What will "
            "the filters look for? Play.", step=0),
    _preset("how many weights?", "Each weight is a number that training turns up or down. How many are there?",
            predict="weights of one filter"),
    _preset("better answers, random filters", "Four times as many answers are right as by luck, and the filters look "
            "as they did at the start: the later layers have learnt to make do with them.", step=4),
    _preset("out of the noise", "Now the filters change: neighbouring weights become alike, and colours come together.",
            step=6),
    _preset("the end: edges", "Light against dark, in one direction: in the photographs the filter finds the outlines "
            "that run that way.", filter=6),
    _preset("the end: colours", "One colour against another: what the filter finds are patches, not outlines.",
            filter=7),
    _preset("one scale", "In colours that are the same everywhere, weak filters are pale. What a filter looks for does "
            "not depend on its strength.", scale="one"),
    _preset("less pull", "Another net, on the bundled digits, with a weaker pull on its weights: much of the random "
            "start is still there at the end.", run="digits"),
    _preset("start and gain", "A: the filters. B: the same less their random start, which is what the examples have "
            "put there.", run="digits", show="change", compare={"show": "filters"}),
)  # fmt: skip
