"""The explorer of growing filters."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from numpy.typing import NDArray

from cnnlib.explorers.explorer import Explorer
from cnnlib.scenes import growth
from cnnlib.scenes.growth.runs import Checkpoint, Grown, lend_run


class Growth(Explorer):
    """The first filters at the checkpoints of a training: `Growth()`, `Growth(run, x, y)`.

    A run of your own is a sequence of pairs (record, net), such as `(record, kept(net))` from time to time while
    `train.fit` goes on; x (n, H, W, D) are images for it to answer, y their labels. Settings: `run`, `filter`, `show`
    ("filters", "change"), `scale` ("one", "own"). `explorer.step` is the checkpoint.
    """

    picture: ClassVar[Any] = growth

    def __init__(
        self, run: str | Sequence[Checkpoint] | None = None, x: NDArray | None = None, y: Any = None, **settings: Any
    ) -> None:
        self._answered = x, y
        self._lent: Grown | None = None
        super().__init__(**({"run": run} if run is not None else {}), **settings)

    def _complete(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """A run that is handed over gets a name."""
        named = dict(wanted)
        if "run" in named and not isinstance(named["run"], str):
            named["run"], self._lent = lend_run(named["run"], *self._answered)
        return super()._complete(named)
