"""Four nets that differ in depth and in shortcuts only, on the bundled digits: deeper is worse, unless residual.

After He, Zhang, Ren and Sun 2016, "Deep Residual Learning for Image Recognition", figure 6, on a task for minutes.
"""

from dataclasses import replace
from functools import partial
from pathlib import Path

from cnnlib import zoo
from cnnlib.datasets import Labelled, digits
from cnnlib.optim import Momentum, warm_up
from cnnlib.recipes.recipe import Recipe

NARROW = 8  # filters in each layer: enough for the digits


def bundled(folder: Path | None) -> Labelled:
    """The bundled digits, whatever folder is named."""
    return digits()


plain20 = Recipe(
    name="plain20",
    about="19 CONV layers and FC on the bundled digits",
    net=partial(zoo.plain_net, blocks=9, K=NARROW),
    data=bundled,
    optimiser=partial(Momentum, rate=0.02),
    schedule=warm_up(0.1),
    augment=None,
    epochs=20,
    batch=50,
    penalty=0.0,  # a deeper net would pay more of it, and its loss say less about what it learnt
    held_out=0.25,
)
plain56 = replace(
    plain20,
    name="plain56",
    about="55 CONV layers and FC on the bundled digits",
    net=partial(zoo.plain_net, blocks=27, K=NARROW),
)
residual20 = replace(
    plain20,
    name="residual20",
    about="as plain20, with a shortcut past every two layers",
    net=partial(zoo.residual_net, blocks=9, K=NARROW),
)
residual56 = replace(
    plain20,
    name="residual56",
    about="as plain56, with a shortcut past every two layers",
    net=partial(zoo.residual_net, blocks=27, K=NARROW),
)
