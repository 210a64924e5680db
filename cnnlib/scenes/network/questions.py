"""What the overview may ask: the volume behind a layer, its parameters."""

from cnnlib.interpret.passes import Pass
from cnnlib.layers import FC, Conv, Pool
from cnnlib.mistakes import (
    Mistake,
    fc_parameter_mistakes,
    parameter_mistakes,
    pooled_volume_mistakes,
    volume_mistakes,
)
from cnnlib.scenes.network import layout
from cnnlib.scenes.network.run import columns_of, run_of
from cnnlib.scenes.network.settings import Settings
from cnnlib.scenes.questions import Question
from cnnlib.shapes import Axis, Volume, pair


def questions(settings: Settings) -> tuple[Question, ...]:
    """The questions of the layers in view: a volume behind the first CONV or POOL, the parameters of a layer.

    >>> [question.answer for question in questions(Settings())]
    [(8, 8, 16), (4, 4, 32), 160]
    """
    run = run_of(settings)
    columns = columns_of(run, settings.unfolded)
    first = layout.first_of(settings.first, len(columns))
    shown = columns[first : first + layout.COLUMNS]
    conv = next((one for one in shown if isinstance(one.layer, Conv)), None)
    pool = next((one for one in shown if isinstance(one.layer, Pool)), None)
    weighted = next((one for one in shown if isinstance(one.layer, Conv | FC)), None)
    return (
        *([_volume("volume behind a CONV", one, shown) for one in [conv] if one]),
        *([_volume("volume behind a POOL", one, shown) for one in [pool] if one]),
        *([_parameters(one) for one in [weighted] if one]),
    )


def volume_of(one: Pass) -> Volume:
    """What goes in."""
    H, W, D = one.x.shape
    return Volume(W, H, D)


def _axes(layer: Conv | Pool, volume: Volume) -> tuple[Axis, Axis]:
    """W, F, S, P, d across and down."""
    dilation = layer.dilation if isinstance(layer, Conv) else 1
    (FH, FW), (SH, SW), (PH, PW), (dH, dW) = (pair(value, "", 0) for value in (layer.F, layer.S, layer.P, dilation))
    return (volume.W, FW, SW, PW, dW), (volume.H, FH, SH, PH, dH)


def _volume(name: str, one: Pass, shown: list[Pass]) -> Question:
    before, after, layer = volume_of(one), one.volume, one.layer
    assert isinstance(layer, Conv | Pool)
    across, down = _axes(layer, before)
    W, F, S, P, d = across
    depth = "D2 = K" if isinstance(layer, Conv) else "D2 = D1"
    hides = [f"m{one.path}.{k}" for k in range(after.D)]
    later = shown[shown.index(one) :]
    hides += [f"volume-{other.path}" for other in later]
    hides += [f"m{other.path}.{k}" for other in later[1:] for k in range(other.y.shape[2])]
    return Question(
        name, f"{before} goes into {layer!r}: which volume comes out (width × height × depth)?",
        (after.W, after.H, after.D),
        f"(W − (d(F − 1) + 1) + 2P)/S + 1 = ({W} − {d * (F - 1) + 1} + {2 * P})/{S} + 1 = {after.W}, "
        f"and {depth} = {after.D}.",
        _volume_mistakes(layer, before, across, down), hides=tuple(hides),
    )  # fmt: skip


def _volume_mistakes(layer: Conv | Pool, before: Volume, across: Axis, down: Axis) -> tuple[Mistake, ...]:
    if isinstance(layer, Conv):
        return volume_mistakes(across, down, before.D, layer.K, crop=layer.crop)
    if across[1:] == down[1:] and not across[3]:
        return pooled_volume_mistakes(before.W, before.H, before.D, across[1], across[2], crop=layer.crop)
    return ()


def _parameters(one: Pass) -> Question:
    volume, layer = volume_of(one), one.layer
    asks = f"{volume} goes into {layer!r}: how many parameters has this layer?"
    if isinstance(layer, FC):
        because = f"W·H·D·K + K = {volume.W}·{volume.H}·{volume.D}·{layer.K} + {layer.K} = {one.parameters:,}."
        mistakes = fc_parameter_mistakes(volume, layer.K)
    else:
        assert isinstance(layer, Conv)
        (FH, FW), D = pair(layer.F, "F"), volume.D // layer.groups
        plus = " + 1" if layer.bias else ""
        because = f"K·(F·F·D{plus}) = {layer.K}·({FH}·{FW}·{D}{plus}) = {one.parameters:,}."
        positions = one.y.shape[0] * one.y.shape[1]
        mistakes = parameter_mistakes((FH, FW), D, layer.K, layer.bias, positions)
    return Question("parameters", asks, one.parameters, because, mistakes, hides=(f"parameters-{one.path}", "net"))
