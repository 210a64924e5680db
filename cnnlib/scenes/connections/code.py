"""The counts as code: NumPy by plain arithmetic, and the same layers in two libraries."""

from cnnlib.accounting import in_words
from cnnlib.scenes.connections.counts import counts, places
from cnnlib.scenes.connections.settings import Settings
from cnnlib.scenes.dialects import chosen

NUMPY = """\
import numpy as np

W, H, D1 = {W}, {W}, {D1}  # the input
F, S, P, d, K = {F}, {S}, {P}, {dilation}, {K}  # the filters
W2 = max(0, (W - (d * (F - 1) + 1) + 2 * P) // S + 1)  # what does not tile is left out
H2 = max(0, (H - (d * (F - 1) + 1) + 2 * P) // S + 1)
neurons = W2 * H2 * K
filters = K if neurons else 0

weights = {{
    "full": neurons * W * H * D1,  # every neuron reads every input
    "local": neurons * F * F * D1,  # every neuron reads its window
    "shared": filters * F * F * D1,  # all neurons of a map use one filter
}}
biases = {{"full": neurons, "local": neurons, "shared": filters}}
V = np.array([[neurons, weights[way], biases[way], weights[way] + biases[way]] for way in weights])
print(V)  # a row for each way: neurons, weights, biases, parameters
"""

TORCH = """\
import torch

# On the device "meta" a layer has shapes but no numbers, so that even {full:,} of them can be counted.
full = torch.nn.Linear({W} * {W} * {D1}, {W2} * {W2} * {K}, device="meta")
local_weights = torch.empty({W2}, {W2}, {K}, {F}, {F}, {D1}, device="meta")  # PyTorch has no locally connected layer
local_biases = torch.empty({W2}, {W2}, {K}, device="meta")
shared = torch.nn.Conv2d({D1}, {K}, kernel_size={F}, stride={S}, padding={P}, dilation={dilation}, device="meta")

print(sum(p.numel() for p in full.parameters()))
print(local_weights.numel() + local_biases.numel())
print(sum(p.numel() for p in shared.parameters()))
"""

KERAS = """\
import keras

# Keras makes the numbers of a layer when it is built: the full one would take {memory}.
inputs = keras.Input(({W}, {W}, {D1}))
full = keras.layers.Dense({W2} * {W2} * {K})  # {full:,} once it is called on keras.layers.Flatten()(inputs)
# LocallyConnected2D was part of Keras 2 and is not of Keras 3: {local:,} parameters.
padded = keras.layers.ZeroPadding2D({P})(inputs)
shared = keras.layers.Conv2D({K}, {F}, strides={S}, dilation_rate={dilation})
shared(padded)
print(shared.count_params())
"""


def as_code(settings: Settings, dialect: str = "numpy") -> str:
    """Code for this setting: "numpy" (runs, and equals the picture's counts), "torch" or "keras"."""
    text = chosen(dialect, {"numpy": NUMPY, "torch": TORCH, "keras": KERAS})
    full, local, _ = counts(settings)
    made = {"W2": places(settings), "full": full.parameters, "local": local.parameters, "memory": in_words(full.bytes)}
    return text.format(**settings.as_dict(), **made)
