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
    _preset("the end", "The last checkpoint. Neighbouring weights have become alike: strokes and edges have come out "
            "of the noise."),
    _preset("most happens early", "Ever longer pauses lie between the checkpoints. After a few dozen steps most "
            "answers are right, and the filters have hardly changed.", step=6),
    _preset("what was added", "The same filters less their random start: nothing at first, then what the "
            "examples have put there.", show="change"),
    _preset("start and gain", "On the left the filters, on the right what training added. How much of each filter is "
            "still its random start?", show="change", compare={"show": "filters"}),
    _preset("its own scale", "With colours of its own for each checkpoint the first steps can be seen too: already the "
            "first one has a pattern.", show="change", scale="own", step=1),
)  # fmt: skip
