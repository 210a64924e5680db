"""What the picture of a map may ask: how many numbers a number of it is made from."""

from cnnlib.interpret.passes import slices_seen
from cnnlib.layers import FC, Conv, Pool
from cnnlib.mistakes import Mistake, told_apart
from cnnlib.scenes.network_map.frame import subject
from cnnlib.scenes.network_map.settings import Settings
from cnnlib.scenes.questions import Question
from cnnlib.shapes import pair


def questions(settings: Settings) -> tuple[Question, ...]:
    """How many products are in one number of a CONV or FC layer, how many numbers in one of a pooled map.

    >>> questions(Settings(layer="2"))[0].answer
    144
    """
    s = subject(settings)
    layer, (H, W, D) = s.one.layer, s.one.x.shape
    if isinstance(layer, Conv):
        FH, FW = pair(layer.F, "F")
        seen = len(slices_seen(layer, s.k, D))
        asks = f"{layer!r} sees {seen} input maps: how many products are added up in one number of map {s.k}?"
        because = f"F·F·D = {FH}·{FW}·{seen} = {FH * FW * seen:,}, and the bias is added."
        return (_question(asks, FH * FW * seen, because, _conv_mistakes(FH, FW, seen, layer.K)),)
    if isinstance(layer, FC):
        asks = f"[{W}x{H}x{D}] goes into {layer!r}: how many products are added up in number {s.k}?"
        mistakes = told_apart(H * W * D, [
            ("forgot the input depth", H * W, f"The input has D = {D} slices."),
            ("counted all neurons", H * W * D * layer.K, f"That is for all K = {layer.K} neurons."),
        ])  # fmt: skip
        return (_question(asks, H * W * D, f"W·H·D = {W}·{H}·{D} = {H * W * D:,}.", mistakes),)
    if isinstance(layer, Pool):
        FH, FW = pair(layer.F, "F")
        asks = f"{layer!r}: how many numbers does one number of map {s.k} look at?"
        mistakes = told_apart(FH * FW, [("went through the depth", FH * FW * D, "Each map is pooled on its own.")])
        return (_question(asks, FH * FW, f"F·F = {FH}·{FW}: each map is pooled on its own.", mistakes),)
    return ()


def _question(asks: str, answer: int, because: str, mistakes: tuple[Mistake, ...]) -> Question:
    return Question("numbers in one number", asks, answer, because, mistakes, hides=("count", "formula"))


def _conv_mistakes(FH: int, FW: int, D: int, K: int) -> tuple[Mistake, ...]:
    return told_apart(FH * FW * D, [
        ("forgot the input depth", FH * FW, f"That is one slice. The filter goes through all D = {D} input maps."),
        ("counted the bias", FH * FW * D + 1, "The bias is added, but it is no product."),
        ("counted all filters", FH * FW * D * K, f"That is for all K = {K} filters; one map has one filter."),
        ("counted one side of the filter", FW * D, f"A filter is {FW} wide and {FH} high."),
    ])  # fmt: skip
