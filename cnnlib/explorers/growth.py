"""The explorer of growing filters."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from numpy.typing import NDArray

from cnnlib.explorers.explorer import Explorer
from cnnlib.scenes import growth
from cnnlib.scenes.growth.runs import Grown, lend_run
from cnnlib.scenes.settings import SettingError
from cnnlib.snapshots import Snapshot


class Growth(Explorer):
    """The first filters at the checkpoints of a training: `Growth()`, `Growth(run, x, y)`.

    A run of your own is a sequence of snapshots, `taken(net, step, epoch, held_out)` from time to time while
    `train.fit` goes on; x (n, H, W, D) are images for it to answer, y their labels. Settings: `run`, `filter`, `show`
    ("filters", "change"), `scale` ("one", "own"). `explorer.step` is the checkpoint.
    """

    picture: ClassVar[Any] = growth

    def __init__(
        self, run: str | Sequence[Snapshot] | None = None, x: NDArray | None = None, y: Any = None, **settings: Any
    ) -> None:
        if (x is not None or y is not None) and (run is None or isinstance(run, str)):
            raise SettingError("x and y are images for a run of your own to answer: Growth(run, x, y)")
        self._answered = x, y
        self._lent: Grown | None = None
        super().__init__(**({"run": run} if run is not None else {}), **settings)

    def _left_behind(self) -> Explorer:
        """A reader without a kernel cannot play: of the whole film its end says most."""
        begins = self.step == 0 and self._lent is None and self.compared is None
        return Growth(**self.settings) if begins else self

    def _complete(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """A run that is handed over gets a name."""
        named = dict(wanted)
        if "run" in named and not isinstance(named["run"], str):
            named["run"], self._lent = lend_run(named["run"], *self._answered)
        return super()._complete(named)
