"""The Pooling picture: windows over each slice, of which one number is left; and what is lost, kept and routed back."""

import numpy as np

from cnnlib.scenes.pooling import back, beside, kinds, one_kind, words
from cnnlib.scenes.pooling.code import as_code
from cnnlib.scenes.pooling.frame import head, sentence_bar
from cnnlib.scenes.pooling.layout import HEIGHT, WIDTH
from cnnlib.scenes.pooling.presets import PRESETS
from cnnlib.scenes.pooling.questions import questions
from cnnlib.scenes.pooling.settings import CONTROLS, Settings
from cnnlib.scenes.pooling.values import Numbers, work_out
from cnnlib.scenes.scene import Scene

__all__ = ["CONTROLS", "INPUT", "PRESETS", "Settings", "as_code", "output", "questions", "scene"]

INPUT = ("W", "D1", "source", "large", "x_edits")
VIEWS = {"pooling": one_kind.items, "kinds": kinds.items, "convolution": beside.items, "gradient": back.items}


def scene(settings: Settings) -> Scene:
    """The picture of these settings; also of those that do not fit.

    >>> scene(Settings(W=8, F=2, S=2, D1=3)).steps  # 4 x 4 outputs of 3 slices
    48
    """
    n = work_out(settings)
    items, links = VIEWS[settings.show](n)
    names = ("max",) if settings.show == "kinds" else tuple(f"y{d}" for d in range(settings.depth))
    return Scene(
        settings.as_dict(), WIDTH, HEIGHT, (*head(n), *items, *sentence_bar()), links, names if links else (),
        words.spoken(n), words.problem(settings), together=_together(n) if links else (),
        start=_start(n),
    )  # fmt: skip


def _together(n: Numbers) -> tuple[tuple[str, ...], ...]:
    """The grids in which a cell is pointed at in all of them at once."""
    if n.settings.show == "convolution":
        return beside.together(n)
    return {"kinds": (kinds.KINDS,), "gradient": back.TOGETHER}.get(n.settings.show, ())


def _start(n: Numbers) -> int:
    """Where the film stands first: in a photograph somewhere on the temple."""
    rows, cols, _ = n.y.shape
    return rows // 2 * cols + cols // 5 if n.settings.large else 0


def output(settings: Settings) -> np.ndarray:
    """The pooled volume, (H2, W2, D); of all three kinds side by side (H2, W2, 3). Of size 0 where no window fits.

    >>> output(Settings(W=8, F=2, S=2, D1=3)).shape
    (4, 4, 3)
    """
    n = work_out(settings)
    if settings.show == "kinds" and n.pooled:
        return np.concatenate([pooled.y for pooled in n.pooled.values()], axis=2)
    return n.y
