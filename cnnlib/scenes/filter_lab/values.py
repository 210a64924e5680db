"""The numbers of the filter lab, made by `cnnlib`'s own layers: photograph, response, ReLU, pooling."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnlib.layers import Conv, Pool, ReLU
from cnnlib.padding import pad
from cnnlib.scenes.filter_lab.bank import weights
from cnnlib.scenes.filter_lab.photographs import working_picture
from cnnlib.scenes.filter_lab.settings import Settings, place, weight_name
from cnnlib.scenes.settings import check_edit

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Values:
    """Everything that is computed for one picture.

    `x` (H, W, D) the picture and `padded` the same with its border; `w` (F, F, D) the weights as they slide,
    their sum to be divided by `divisor`; `parts` (H2, W2, D) what each slice contributes to the sum;
    `response` (H2, W2); `relu` and `pooled` only where they are switched on. `unknown` marks responses that
    need pixels nobody has given, `unpooled` the same after pooling.
    """

    x: NDArray[np.int64]
    padded: NDArray[np.int64]
    w: Array
    divisor: int
    parts: Array
    response: Array
    relu: Array | None
    pooled: Array | None
    unknown: NDArray[np.bool_]
    unpooled: NDArray[np.bool_] | None


def pipeline(settings: Settings) -> Values:
    """Run the picture through the layers."""
    x, (w, divisor) = working_picture(settings), filter_weights(settings)
    parts = _responses(settings, x, w)
    response = parts.sum(axis=2) / divisor + settings.bias
    unknown = _unknown(settings, x, response.shape)
    relu = ReLU().forward({}, response)[0] if settings.relu else None
    pooled, unpooled = _pooled(settings, response if relu is None else relu, unknown)
    padded = pad(x[None], (settings.P, settings.P), known_mode(settings, x))[0]
    return Values(x, padded, w, divisor, parts, response, relu, pooled, unknown, unpooled)


def last_map(values: Values) -> Array:
    """What comes out at the end, NaN where it is not known."""
    if values.pooled is not None and values.unpooled is not None:
        return np.where(values.unpooled, np.nan, values.pooled)
    return np.where(values.unknown, np.nan, values.response if values.relu is None else values.relu)


def filter_weights(settings: Settings) -> tuple[Array, int]:
    """The weights (F, F, D) as they slide, with the reader's edits, and the divisor."""
    w, divisor = weights(settings.filter, settings.F, settings.D)
    for (d, row, col), value in own_weights(settings).items():
        w[row, col, d] = value
    return (np.ascontiguousarray(w[::-1, ::-1]) if settings.flip else w), divisor


def own_weights(settings: Settings) -> dict[tuple[int, int, int], float]:
    """The edits that concern the filter shown; the others wait until theirs is shown again."""
    found = {}
    for key, value in settings.w_edits.items():
        owner, (d, row, col) = place(key)
        if owner in ("", owner_of(settings)) and d < settings.D and max(row, col) < settings.F:
            found[d, row, col] = check_edit(weight_name(key, settings), value)
    return found


def owner_of(settings: Settings) -> str:
    """The name under which edits of this filter are kept."""
    return f"{settings.filter} {settings.F}" + (" colour" if settings.colour else "")


def conv(settings: Settings, mode: str) -> Conv:
    """The layer that the picture shows; its bias is added after the division."""
    return Conv(
        K=1,
        F=settings.F,
        S=settings.S,
        P=settings.P,
        dilation=settings.dilation,
        mode=mode,
        crop=True,
        bias=False,
    )


def mirror_works(settings: Settings, x: NDArray) -> bool:
    """A mirror needs as many pixels behind the border pixel as it is to show."""
    return settings.border != "mirror" or settings.P < min(x.shape[:2])


def known_mode(settings: Settings, x: NDArray) -> str:
    """The padding to compute with: zeros stand in where nothing is said, and what they touch is unknown."""
    return settings.border if settings.border != "?" and mirror_works(settings, x) else "zero"


def asks(settings: Settings, x: NDArray) -> bool:
    """Whether the pixels outside are not known."""
    return settings.border == "?" or not mirror_works(settings, x)


def _responses(settings: Settings, x: NDArray, w: Array) -> Array:
    """The sums of products, (H2, W2, D), a slice at a time."""
    layer = conv(settings, known_mode(settings, x))
    slices = [
        layer.forward({"w": w[None, :, :, d : d + 1]}, x[None, :, :, d : d + 1].astype(float))[0][0]
        for d in range(settings.D)
    ]
    return np.concatenate(slices, axis=2)


def _unknown(settings: Settings, x: NDArray, outputs: tuple[int, ...]) -> NDArray[np.bool_]:
    """The outputs whose window reaches over the edge, where nobody has said what is there."""
    return over_the_edge(settings, x, outputs) & asks(settings, x)


def over_the_edge(settings: Settings, x: NDArray, outputs: tuple[int, ...]) -> NDArray[np.bool_]:
    """The outputs whose window does not lie wholly in the picture."""
    P, S = settings.P, settings.S
    middles = [np.arange(count) * S for count in outputs]  # the pixel in the middle of each window
    down, across = [(middle < P) | (middle >= length - P) for middle, length in zip(middles, x.shape)]
    return down[:, None] | across[None, :]


def _pooled(settings: Settings, y: Array, unknown: NDArray[np.bool_]) -> tuple[Array | None, NDArray[np.bool_] | None]:
    """The largest of every 2 x 2; unknown where one of the four is."""
    if not settings.pool or min(y.shape) < 2:
        return None, None
    layer = Pool(F=2, S=2, crop=True)
    pooled, marks = (layer.forward({}, map_[None, ..., None])[0][0, ..., 0] for map_ in (y, unknown.astype(float)))
    return pooled, marks > 0
