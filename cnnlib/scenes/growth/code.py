"""The picture as code: one filter through the snapshots, from `cnnlib` and in two libraries."""

from cnnlib.scenes.dialects import chosen
from cnnlib.scenes.growth.runs import RUNS, run_named
from cnnlib.scenes.growth.settings import Settings

NUMPY = """\
import numpy as np

{run}

# The first layer's filter {k} at each snapshot, (snapshots, F, F, D).
output = np.stack([one.net.weights[{layer}]["w"][{k}] for one in snapshots])
"""
CHANGE = "output = output - output[0]  # what training has added\n"
TORCH = """\
import torch

steps = {steps}
# PyTorch keeps the depth in front: a filter is (D, F, F).
states = [torch.load(f"step_{{step}}.pt") for step in steps]
output = torch.stack([state["{layer}.weight"][{k}] for state in states])
"""
KERAS = """\
import keras
import numpy as np

steps = {steps}
nets = [keras.models.load_model(f"step_{{step}}.keras") for step in steps]
# Keras keeps the filters last: all of them are (F, F, D, K).
output = np.stack([net.layers[{layer}].get_weights()[0][..., {k}] for net in nets])
"""


def as_code(settings: Settings, dialect: str = "numpy") -> str:
    """Code for this setting; with "numpy" its output is `output(settings)`."""
    text = chosen(dialect, {"numpy": NUMPY, "torch": TORCH, "keras": KERAS})
    run = run_named(settings.run)
    known = RUNS[settings.run].code if settings.run in RUNS else "snapshots = run  # yours"
    layer = next(n for n, params in enumerate(run.snapshots[0].net.weights) if "w" in params)
    k = min(settings.filter, len(run.filters[0]) - 1)
    code = text.format(run=known, k=k, layer=layer, steps=run.steps)
    return code + (CHANGE if settings.show == "change" else "")
