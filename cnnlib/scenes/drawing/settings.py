"""What the reader can set: the net, the drawing, the pen, and whether the drawing is brought to the form of MNIST's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cnnlib.scenes.controls import Choice, Control, Slider, Switch
from cnnlib.scenes.drawing.points import points_of
from cnnlib.scenes.network.subjects import NETS, YOURS, net_named
from cnnlib.scenes.settings import SettingError, check_settings
from cnnlib.strokes import UNITS

VARIANTS = 25  # ready drawings of each digit
MOST_POINTS = 20_000
DIGITS = tuple("0123456789")
FOR_DIGITS = tuple((name, NETS[name].name) for name in ("mnist", "digits"))
READY = (("none", "none"), *((digit, f"a {digit}") for digit in DIGITS))

CONTROLS: tuple[Control, ...] = (
    Choice("net", "net", FOR_DIGITS),
    Choice("ready", "ready drawing", READY, resets={"strokes": [], "undone": []}),
    Slider("pen", "t", "pen, % of the pad", 1, 14, "K"),
    Slider("variant", "n", "which of them", 0, VARIANTS - 1, "W", when={"ready": DIGITS}),
    Switch("as_mnist", "scaled and centred as MNIST's"),
)


@dataclass(frozen=True)
class Settings:
    """All settings.

    `strokes` is a list of strokes, each a text "x y x y ..." of points on a pad of 1000 x 1000, the origin top left;
    an empty stroke wipes off all before it. `undone` are the strokes taken back, the last to be put back first. They
    lie over the ready drawing, which is `variant` of the digit `ready`.

    >>> Settings(pen=0)
    Traceback (most recent call last):
    cnnlib.scenes.settings.SettingError: t = 0 is outside 1 to 14 (pen, % of the pad): type a whole number from 1 to 14
    """

    net: str = "mnist"
    ready: str = "none"
    pen: int = 8
    variant: int = 0
    as_mnist: bool = True
    strokes: Sequence[str] = ()
    undone: Sequence[str] = ()

    def __post_init__(self) -> None:
        lent = isinstance(self.net, str) and self.net.startswith(f"{YOURS} ")
        check_settings({name: value for name, value in vars(self).items() if not (lent and name == "net")}, CONTROLS)
        check_net(self.net)
        for name in ("strokes", "undone"):
            check_strokes(name, getattr(self, name))


def check_net(name: str) -> None:
    """Refuse a net that takes no drawing."""
    volume = net_named(name).volumes[0]
    if volume.D != 1 or volume.W != volume.H or volume.W < 4:
        raise SettingError(
            f"this net takes {volume}, and a drawing is square and grey: choose a net that takes one slice as wide as "
            "it is high, such as [28x28x1] or [8x8x1]"
        )


def check_strokes(name: str, strokes: Any) -> None:
    """Refuse what is no list of strokes."""
    if isinstance(strokes, str) or not isinstance(strokes, Sequence):
        raise SettingError(f'{name} = {strokes!r} is no list of strokes, such as ["500 100 500 900"]')
    for n, stroke in enumerate(strokes):
        if not isinstance(stroke, str) or (stroke and not points_of(stroke)):
            raise SettingError(
                f'{name}[{n}] is no stroke: it is a text of points, "x y x y ...", all numbers from {-UNITS} to '
                f"{2 * UNITS}; the pad is from 0 to {UNITS} each way"
            )
    if (count := sum(len(points_of(stroke)) for stroke in strokes)) > MOST_POINTS:
        raise SettingError(f"{name} has {count:,} points, and at most {MOST_POINTS:,} are followed: clear the pad")
