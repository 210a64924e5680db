"""The training as code: the call of `fit`, and the same in PyTorch and Keras."""

from cnnlib.scenes.dialects import chosen
from cnnlib.scenes.trainer.settings import LARGER, OWN, Settings
from cnnlib.scenes.trainer.values import nets_of

TORCH = {"SGD": "SGD(net.parameters(), lr={rate}", "Momentum": "SGD(net.parameters(), lr={rate}, momentum=0.9",
         "Adam": "Adam(net.parameters(), lr={rate}"}  # fmt: skip
KERAS = {"SGD": "SGD({rate})", "Momentum": "SGD({rate}, momentum=0.9)", "Adam": "Adam({rate})"}


def as_code(settings: Settings, dialect: str = "numpy") -> str:
    """Code that trains; the NumPy text leaves the accuracies after each epoch in `output`."""
    return chosen(dialect, {"numpy": _numpy, "torch": _torch, "keras": _keras})(settings)


def _numpy(settings: Settings) -> str:
    s = settings
    loss = "softmax_loss" if s.loss == "softmax" else "svm_loss"
    shifts = "\n        augment=shifts(1)," if s.shifts else ""
    data = "x, y, held_out = ...  # your own" if s.kind == OWN else _data(s)
    return f"""import numpy as np

from cnnlib import {_layers(s)}
from cnnlib.augment import shifts
{_datasets(s)}
from cnnlib.losses import softmax_loss, svm_loss
from cnnlib.optim import SGD, Adam, Momentum
from cnnlib.train import fit

{data}
{_nets(s)}
accuracies = []
for net in nets:
    records = fit(
        net.init({s.seed}), x, y, epochs={s.epochs}, batch={s.batch}, optimiser={s.optimiser}({s.rate}), seed={s.seed},
        validation=held_out, loss={loss}, penalty={s.penalty},{shifts}
    )
    accuracies.append([record.validation for record in records if record.validation is not None])
output = np.array(accuracies).T
"""


def _datasets(settings: Settings) -> str:
    larger = settings.kind in LARGER
    return "from cnnlib.scenes.trainer.data import data_of" if larger else "from cnnlib.datasets import digits, split"


def _data(settings: Settings) -> str:
    s = settings
    made = "(x, y), held_out = split(*digits())"
    if s.kind in LARGER:
        made = f"data = data_of({s.kind!r}, {s.folder!r})\n(x, y), held_out = data.train, data.held_out"
    return f"{made}\nx, y = x[:{s.count}], y[:{s.count}]"


def _layers(settings: Settings) -> str:
    if settings.kind == OWN:
        return "Net"
    written = _nets(settings)
    names = ("BatchNorm", "Conv", "Dropout", "FC", "GlobalPool", "Net", "Pool", "ReLU", "Residual", "Volume")
    return ", ".join(name for name in names if f"{name}(" in written)


def _nets(settings: Settings) -> str:
    """The nets, layer by layer."""
    if settings.kind == OWN:
        return "nets = [...]  # your own"
    written = ",\n    ".join(map(repr, nets_of(settings).values()))
    return f"nets = [\n    {written},\n]"


def _torch(settings: Settings) -> str:
    s = settings
    loss = "nn.CrossEntropyLoss()" if s.loss == "softmax" else "nn.MultiMarginLoss()  # it divides by the classes"
    decay = f", weight_decay={s.penalty}" if s.penalty else ""
    return f"""optimiser = torch.optim.{TORCH[s.optimiser].format(rate=s.rate)}{decay})
loss = {loss}
loader = DataLoader(images, batch_size={s.batch}, shuffle=True)
for epoch in range({s.epochs}):
    for x, y in loader:
        optimiser.zero_grad()
        loss(net(x), y).backward()
        optimiser.step()
"""


def _keras(settings: Settings) -> str:
    s = settings
    loss = "SparseCategoricalCrossentropy(from_logits=True)" if s.loss == "softmax" else "CategoricalHinge()"
    return f"""net.compile(
    optimizer=keras.optimizers.{KERAS[s.optimiser].format(rate=s.rate)},
    loss=keras.losses.{loss},
    metrics=["accuracy"],
)
net.fit(x, y, batch_size={s.batch}, epochs={s.epochs}, validation_data=held_out)
"""
