"""The usual rules for sizes, and where a net departs from them. Advice, not errors: AlexNet departs too.

Source: CS231n, "Convolutional Networks", Layer Sizing Patterns.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from cnnlib.checks import pair
from cnnlib.layers import FC, Conv, Pool, ReLU
from cnnlib.nets import Net, as_net
from cnnlib.shapes import Volume, extent, floor_size

LARGEST = 5  # a filter's side; 7 on the image itself
MOST_CONV, MOST_FC = 3, 2  # layers in a row
SIDES = (32, 64, 96, 224, 384, 512)


@dataclass(frozen=True)
class Advice:
    """One remark: which layer, its size that is unusual, why, and what would mend it.

    `place` counts the layers from 0; it is None where the remark is on the input.
    """

    place: int | None
    layer: Any
    size: str
    why: str
    repair: str

    def __str__(self) -> str:
        where = "the input" if self.place is None else f"layers[{self.place}] ="
        return f"{where} {self.layer}: {self.size} {self.why}. Try {self.repair}"


@dataclass(frozen=True)
class Seat:
    """A layer where it stands: its position, its input, and whether it is the first CONV."""

    place: int
    layer: Any
    volume: Volume
    first: bool


def advice(net: Net) -> list[Advice]:
    """Remarks on sizes, layer by layer; none for a net that keeps to the rules.

    An input that halves as often as the net asks; small filters at stride 1 with padding that keeps the size;
    pooling of 2x2, or 3x3, at stride 2; at most three CONV layers before a POOL and two FC before the last.

    >>> from cnnlib.patterns import parse
    >>> for remark in advice(parse("INPUT(30x30x3) -> CONV(32, F=5, P=0) -> RELU -> POOL(F=14) -> FC")):
    ...     print(remark)
    layers[0] = Conv(K=32, F=5): P = 0 shrinks 30 to 26, and what lies at the border is washed away. Try P = 2
    layers[2] = Pool(F=14): F = 14 keeps 1 number in 196 of each window, and destroys too much. Try Pool(F=2, S=2)
    >>> advice(parse("INPUT -> [[CONV -> RELU]*2 -> POOL]*3 -> [FC -> RELU]*1 -> FC"))
    []
    """
    seats = list(_seats(net))
    remarks = [remark for seat in seats for rule in RULES for remark in rule(seat)]
    return [*_input_halves(net, seats), *remarks, *_too_many(seats)]


def _seats(net: Net) -> Iterator[Seat]:
    first = next((place for place, layer in enumerate(as_net(net).layers) if isinstance(layer, Conv)), -1)
    for place, (layer, volume) in enumerate(zip(net.layers, net.volumes)):
        yield Seat(place, layer, volume, place == first)


def _input_halves(net: Net, seats: list[Seat]) -> Iterator[Advice]:
    """The strides of 2 along the net, each of which wants an even size."""
    volume, halvings = net.volumes[0], sum(isinstance(seat.layer, Pool) and seat.layer.S == 2 for seat in seats)
    for name, size in {"W": volume.W, "H": volume.H}.items() if volume.W != volume.H else [("W = H", volume.W)]:
        if size % 2**halvings:
            twos = (size & -size).bit_length() - 1
            able = f"can be halved {_times(twos)}" if twos else "cannot be halved"
            why = f"{able}, and the net pools {_times(halvings)} at stride 2"
            yield Advice(None, volume, f"{name} = {size}", why, f"{name} = {_side(size, 2**halvings)}")


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _side(size: int, unit: int) -> int:
    """The usual side nearest to `size` that is a multiple of `unit`, or the nearest multiple if none is near."""
    usual = [side for side in SIDES if side % unit == 0 and abs(side - size) <= size / 4]
    return min(usual or [max(unit, size // unit * unit), -(-size // unit) * unit], key=lambda side: abs(side - size))


def _filter_is_small(seat: Seat) -> Iterator[Advice]:
    """3x3, at most 5x5; 7x7 on the image, where there are few slices."""
    F, D = max(pair(seat.layer.F, "F")), seat.volume.D
    if F > LARGEST + 2 * seat.first:
        repair = f"{F // 2} layers of F = 3, which see as far with {9 * (F // 2)} weights a pair of slices"
        yield Advice(seat.place, seat.layer, f"F = {F}", f"is large: {F * F} weights for each of {D} slices", repair)


def _stride_is_one(seat: Seat) -> Iterator[Advice]:
    S = max(pair(seat.layer.S, "S"))
    if S > 1:
        yield Advice(
            seat.place,
            seat.layer,
            f"S = {S}",
            f"leaves out {1 - 1 / S**2:.0%} of the places, chosen without a look at them",
            "S = 1 and a POOL of stride 2 behind it",
        )


def _padding_keeps_the_size(seat: Seat) -> Iterator[Advice]:
    """At stride 1, P = (F - 1)/2; where one filter covers all, as in FC written as CONV, nothing is to be kept."""
    layer, after = seat.layer, seat.layer.output(seat.volume)
    spans = [extent(F, d) for F, d in zip(pair(layer.F, "F"), pair(layer.dilation, "dilation"))]
    sizes = (seat.volume.H, after.H), (seat.volume.W, after.W)
    if max(pair(layer.S, "S")) > 1 or (after.H, after.W) == (1, 1):
        return
    for span, P, (before, behind) in zip(spans, pair(layer.P, "P", 0), sizes):
        if before != behind:
            repair = f"P = {(span - 1) // 2}" if span % 2 else "an odd F, as no P suits an even one"
            yield Advice(seat.place, layer, f"P = {P}", _why_padding(before, behind), repair)
            return


def _why_padding(before: int, behind: int) -> str:
    if behind < before:
        return f"shrinks {before} to {behind}, and what lies at the border is washed away"
    return f"spreads {before} to {behind}, with rims made of padding"


def _pool_is_gentle(seat: Seat) -> Iterator[Advice]:
    F = max(pair(seat.layer.F, "F"))
    if F > 3 and seat.layer.output(seat.volume).size > seat.volume.D:  # not where it averages the whole input
        why = f"keeps 1 number in {F * F} of each window, and destroys too much"
        yield Advice(seat.place, seat.layer, f"F = {F}", why, "Pool(F=2, S=2)")


def _windows_tile(seat: Seat) -> Iterator[Advice]:
    """With crop=True: the columns or rows of the image behind the last window."""
    layer = seat.layer
    sizes = (layer.F, layer.S, layer.P, getattr(layer, "dilation", 1))
    down, across = zip(*(pair(size, "", least=0) for size in sizes))
    for name, size, (F, S, P, dilation) in (("W", seat.volume.W, across), ("H", seat.volume.H, down)):
        end = (floor_size(size, F, S, P, dilation) - 1) * S + extent(F, dilation) - P  # of the last window
        if end < size:
            why = f"leaves {size - end} at the end that no window reads"
            yield Advice(seat.place, layer, f"{name} = {size}", why, f"{name} = {end} or {end + S}")
            return


def _too_many(seats: list[Seat]) -> Iterator[Advice]:
    """More than three CONV before a POOL, or more than two FC before the last."""
    steps = [seat for seat in seats if not isinstance(seat.layer, ReLU)]
    for kind, group in groupby(steps, key=lambda seat: type(seat.layer)):
        run = list(group)
        most, what = {Conv: (MOST_CONV, "CONV"), FC: (MOST_FC + 1, "FC")}.get(kind, (len(run), ""))
        if len(run) > most:
            repair = "a POOL between them" if kind is Conv else f"at most {MOST_FC} before the last"
            place, layer = run[most].place, run[most].layer
            yield Advice(place, layer, f"{len(run)} {what} layers", f"in a row are more than the usual {most}", repair)


def _only(kind: type, rule: Callable[[Seat], Iterator[Advice]]) -> Callable[[Seat], Iterator[Advice]]:
    return lambda seat: rule(seat) if isinstance(seat.layer, kind) else iter(())


RULES = (
    _only(Conv, _filter_is_small),
    _only(Conv, _stride_is_one),
    _only(Conv, _padding_keeps_the_size),
    _only(Pool, _pool_is_gentle),
    _only((Conv, Pool), _windows_tile),  # type: ignore[arg-type]
)
