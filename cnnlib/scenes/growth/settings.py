"""What the reader can set in the picture of growing filters."""

from dataclasses import dataclass

from cnnlib.scenes.controls import Choice, Control, Slider
from cnnlib.scenes.growth.runs import RUNS
from cnnlib.scenes.network.subjects import YOURS
from cnnlib.scenes.settings import check_settings

LAST_FILTER = 15  # of the runs that are always there

CONTROLS: tuple[Control, ...] = (
    Slider("filter", "k", "one filter", 0, LAST_FILTER, "K"),
    Choice("run", "training", tuple((name, run.name) for name, run in RUNS.items())),
    Choice("show", "show", (("filters", "the filters"), ("change", "what was added to the start"))),
    Choice("scale", "colours", (("own", "each filter its own"), ("one", "one scale for all"))),
)


@dataclass(frozen=True)
class Settings:
    """All settings. `run` is a name; `filter` the one that is followed through the checkpoints.

    >>> Settings(filter=99)
    Traceback (most recent call last):
    cnnlib.scenes.settings.SettingError: k = 99 is outside 0 to 15 (one filter): type a whole number from 0 to 15
    """

    filter: int = 0
    run: str = next(iter(RUNS))
    show: str = "filters"
    scale: str = "own"

    def __post_init__(self) -> None:
        lent = str(self.run).startswith(f"{YOURS} ")
        check_settings({name: value for name, value in vars(self).items() if not (lent and name == "run")}, CONTROLS)
