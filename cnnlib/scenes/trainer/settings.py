"""What the reader can set in the Trainer."""

from dataclasses import dataclass
from typing import Any

from cnnlib.scenes.controls import Choice, Slider, Switch
from cnnlib.scenes.settings import SettingError, check_settings

ALL = 1347  # digits to learn from: three quarters of the bundled ones
OWN = "own"  # the kind of a net given from code
RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
PENALTIES = (0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256)
IMAGES = (20, 50, 100, 200, 400, 700, 1000, ALL)
KINDS = (
    ("digits", "digits net"),
    ("plain", "deep plain net"),
    ("residual", "deep residual net"),
    ("both", "plain and residual"),
    ("mnist", "28 × 28 net"),
    ("cifar10", "32 × 32 colour net"),
)
SAMPLES = (100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000)
DEEP, LARGER, BUILT = ("plain", "residual", "both"), ("mnist", "cifar10"), tuple(kind for kind, _ in KINDS)
SMALL = ("digits", *DEEP)  # they learn from the bundled digits

CONTROLS = (
    Slider("rate", "rate", "", 0, 10, "K", stops=RATES, whole=False),
    Slider("batch", "batch", "", 1, 256, "D", stops=BATCHES),
    Slider("epochs", "epochs", "", 1, 50, "S"),
    Slider("images", "digits", "", 20, ALL, "W", stops=IMAGES, when={"kind": SMALL}),
    Slider("sample", "images", "", 100, 50000, "W", stops=SAMPLES, when={"kind": LARGER}),
    Slider("dropout", "drop", "%", 0, 90, "P", step=10, when={"kind": BUILT}),
    Slider("penalty", "L2", "", 0, 1, "d", stops=PENALTIES, whole=False),
    Slider("blocks", "blocks", "", 1, 27, "F", when={"kind": DEEP}),
    Slider("seed", "seed", "", 0, 99, "muted"),
    Choice("kind", "net", KINDS),
    Choice("optimiser", "optimiser", (("SGD", "SGD"), ("Momentum", "Momentum"), ("Adam", "Adam"))),
    Choice("loss", "loss", (("softmax", "softmax"), ("SVM", "SVM"))),
    Switch("batch_norm", "batch norm", when={"kind": "digits"}),
    Switch("shifts", "shifted digits"),
)
AT_ONCE = ("rate",)  # all others take effect when the training starts anew


@dataclass(frozen=True)
class Settings:
    """All settings of a training. `dropout` is in per cent; `penalty` the strength of L2; `blocks` of two layers.

    The nets of 28 x 28 and 32 x 32 learn from the first `sample` images of MNIST and CIFAR-10, which lie in `folder`.

    >>> Settings(kind="both", blocks=9).layers
    20
    """

    rate: float = 0.003
    batch: int = 32
    epochs: int = 10
    images: int = ALL
    sample: int = 1000
    dropout: int = 0
    penalty: float = 0
    blocks: int = 9
    seed: int = 0
    kind: str = "digits"
    optimiser: str = "Adam"
    loss: str = "softmax"
    batch_norm: bool = False
    shifts: bool = False
    folder: str = ""

    def __post_init__(self) -> None:
        check_settings({name: value for name, value in vars(self).items() if value != OWN}, CONTROLS)
        if not isinstance(self.folder, str):
            raise SettingError(f'folder = {self.folder!r} is no path: write folder="..."')
        if self.rate == 0:
            raise SettingError("rate = 0 moves no weight: type a number above 0, such as 0.001")

    @property
    def count(self) -> int:
        """How many images it is to learn from."""
        return self.sample if self.kind in LARGER else self.images

    @property
    def layers(self) -> int:
        """Layers with weights of a deep net: the first CONV, two in each block, and FC."""
        return 2 * self.blocks + 2

    def as_dict(self) -> dict[str, Any]:
        """Plain values, ready for the browser."""
        return dict(vars(self))
