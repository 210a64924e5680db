"""The Trainer's presets: a lecture on how a net learns, in order."""

from typing import Any

from cnnlib.scenes.controls import Preset
from cnnlib.scenes.trainer.settings import Settings

FEW: dict[str, Any] = {"images": 50, "batch": 10, "epochs": 40}
STRONG: dict[str, Any] = {"optimiser": "Momentum", "rate": 0.1, "penalty": 0.01}  # what does not help fades away


def _preset(name: str, caption: str, predict: str = "", **settings: Any) -> Preset:
    return Preset(name, caption, Settings().as_dict() | settings, predict=predict)


PRESETS = (
    _preset("a net learns to read", "Random weights answer by chance. Start: after one epoch most answers are right."),
    _preset("how many steps?", "A step for each batch: how many are in an epoch?", predict="steps in an epoch"),
    _preset("plain gradient descent", "One rate for all weights and no memory: it gets there, more slowly.",
            optimiser="SGD", rate=0.1),
    _preset("momentum", "The same with a velocity that adds up steps in one direction.", optimiser="Momentum",
            rate=0.03),
    _preset("too low a rate", "The loss falls so slowly that ten epochs are over before much is learnt.",
            optimiser="SGD", rate=0.001),
    _preset("too high a rate", "The steps overshoot, each further than the last, until the scores are no numbers.",
            optimiser="SGD", rate=3.0),
    _preset("one image a step", "Batches of one: every image pulls its own way, and the loss trembles.", batch=1,
            optimiser="SGD", rate=0.01, epochs=2),
    _preset("large batches", "256 images a step: a smooth course, but only six steps an epoch.", batch=256),
    _preset("over-fitting", "Fifty digits are learnt by heart: all of them right, and many others wrong.", **FEW),
    _preset("treated: more digits", "The same net with all digits to learn from: the gap closes.", epochs=10),
    _preset("treated: shifted digits",
            "Each digit moved by a pixel at random looks like more of them: a little is gained.", **FEW,
            shifts=True),
    _preset("treated: dropout",
            "A fifth of the neurons is left out in each step. Look at both curves: does it help here?", **FEW,
            dropout=20),
    _preset("treated: L2",
            "Large weights cost. On so few digits it hardly helps: treatments are to be measured.",
            **FEW, penalty=0.003),
    _preset("batch norm", "Every slice of every batch brought to one scale: it learns in fewer steps.",
            batch_norm=True, optimiser="SGD", rate=0.1),
    _preset("SVM loss", "It is content once the right class leads by a margin of 1.", loss="SVM"),
    _preset("filters become strokes", "A net for 28 × 28 with filters of 7 × 7: under a strong L2 the noise they began "
            "with fades, and strokes are left.", kind="mnist", sample=2000, epochs=6, **STRONG),
    _preset("filters for colours", "A net for 32 × 32 in colour: which filters look for an edge, which for a colour?",
            kind="cifar10", sample=1000, epochs=6, **STRONG),
    _preset("plain and residual", "The same layers, without and with shortcuts, trained in turns.", kind="both",
            blocks=9, epochs=4, rate=0.01, images=700),
)  # fmt: skip
