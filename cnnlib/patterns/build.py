"""From the tree of a pattern to a net: rounds are counted, sizes filled in, layers made."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from cnnlib.checks import truth, whole
from cnnlib.layers import FC, Conv, Layer, Pool, ReLU
from cnnlib.layers.pool import KINDS
from cnnlib.nets import Net
from cnnlib.padding import MODES
from cnnlib.patterns.reading import Choice, Item, PatternError, read
from cnnlib.shapes import Volume, same_padding

CLASSES: dict[str, Any] = {"CONV": Conv, "RELU": ReLU, "POOL": Pool, "FC": FC}
FIRST = {"CONV": "K", "FC": "K", "POOL": "F"}  # the size that needs no name
WORDS: dict[str, tuple[str, Any]] = {
    "crop": ("crop", True),
    **{kind: ("kind", kind) for kind in KINDS},
    **{mode: ("mode", mode) for mode in MODES},
}
OPTIONS = {"kind": tuple(KINDS), "mode": tuple(MODES)}
INPUT = Volume(W=32, H=32, D=3)
FILTERS, NEURONS = 32, 64  # where a pattern gives none
MOST = 2000  # layers
Round = tuple[int, int]  # which round of how many, counted from 0


def parse(text: str, *, pool: bool = True, classes: int = 10, **numbers: int) -> Net:
    """The net of a pattern, without weights; `PatternError`, with a caret, where the pattern is wrong.

    Letters in `*N` take their number from the arguments; `POOL?` is a pooling layer unless `pool=False`. Sizes
    stand in parentheses: `INPUT(32x32x3)`, `CONV(16, F=5, P=2)`, `POOL(3, S=2, average)`, `FC(100)`. A
    repetition may have a size for each round: `[CONV(K=16/32/64) -> RELU -> POOL]*3`, and likewise `*2/2/3`.

    What is left out: an input of 32x32x3, 32 filters of 3x3 at stride 1 with a padding that keeps the size,
    pooling of 2x2 at stride 2, FC layers of 64 neurons and a last one of `classes`.

    >>> net = parse("INPUT -> [[CONV -> RELU]*N -> POOL?]*M -> [FC -> RELU]*K -> FC", N=2, M=3, K=1)
    >>> len(net.layers), str(net.volumes[-4]), str(net.volumes[-1])
    (18, '[4x4x32]', '[1x1x10]')
    >>> vgg16 = parse("INPUT(224x224x3) -> [[CONV(64/128/256/512/512) -> RELU]*2/2/3/3/3 -> POOL]*5 "
    ...               "-> [FC(4096) -> RELU]*2 -> FC(1000)")
    >>> vgg16.parameters
    138357544
    >>> parse("INPUT -> [CONV -> RELU*2 -> FC")
    Traceback (most recent call last):
    cnnlib.patterns.reading.PatternError: this bracket is never closed
        INPUT -> [CONV -> RELU*2 -> FC
                 ^
    """
    for name, number in numbers.items():
        whole(number, name, least=0)
    return Builder(text, truth(pool, "pool"), whole(classes, "classes"), numbers).net()


class Builder:
    """What the pieces need to know of the whole: its text, for the caret, and the numbers for its letters."""

    def __init__(self, text: str, pool: bool, classes: int, numbers: Mapping[str, int]) -> None:
        self.text, self.pool, self.classes, self.numbers = text, pool, classes, numbers

    def net(self) -> Net:
        items = read(self.text)
        if unknown := set(self.numbers) - set(_letters(items)):
            raise ValueError(f"{', '.join(sorted(unknown))} stands nowhere in the pattern {self.text}")
        parts = list(islice(self.expanded(items, []), MOST + 2))
        self.check_input(parts)
        volume = self.input_volume(*parts[0])
        start, layers = volume, []
        for item, rounds in parts[1:]:
            layers.append(self.layer(item, rounds, last=item is parts[-1][0]))
            volume = self.after(volume, layers[-1], item)
        return Net(start, layers)

    def expanded(self, items: list[Item], rounds: list[Round]) -> Iterator[tuple[Item, list[Round]]]:
        """Each layer as often as it stands there, with the rounds it is in."""
        for item in items:
            count = self.count(item, rounds)
            for number in range(count):
                within = [*rounds, (number, count)]
                if item.name:
                    yield item, within
                else:
                    yield from self.expanded(item.items, within)

    def count(self, item: Item, rounds: list[Round]) -> int:
        if item.optional and not self.pool:
            return 0
        if item.count is None:
            return 1
        value = self.picked(item.count, rounds)
        if value.isdecimal():
            count = int(value)
        elif value in self.numbers:
            count = self.numbers[value]
        else:
            raise self.trouble(f"{value} has no number: write one, or give it as parse(pattern, {value}=2)", item.count)
        if not 0 <= count <= MOST:
            raise self.trouble(f"{count} rounds are no number from 0 to {MOST}", item.count)
        return count

    def picked(self, choice: Choice, rounds: list[Round]) -> str:
        """The value for this round: of the innermost repetition that has as many rounds as there are values."""
        if len(choice.values) == 1:
            return choice.values[0]
        for number, count in reversed(rounds):
            if count == len(choice.values):
                return choice.values[number]
        counts = " or ".join(str(count) for _, count in rounds if count > 1) or "no"
        raise self.trouble(
            f"{len(choice.values)} values for {counts} rounds: give one for each, or one for all", choice
        )

    def check_input(self, parts: list[tuple[Item, list[Round]]]) -> None:
        if not parts or parts[0][0].name != "INPUT":
            raise PatternError("a pattern starts with INPUT", self.text, parts[0][0].at if parts else 0)
        if len(parts) > MOST + 1:
            raise PatternError(f"this pattern has more than {MOST} layers", self.text, parts[-1][0].at)
        for item, _ in parts[1:]:
            if item.name == "INPUT":
                raise self.trouble("INPUT stands at the start, once", item)

    def input_volume(self, item: Item, rounds: list[Round]) -> Volume:
        if not item.sizes:
            return INPUT
        sizes = dict(item.sizes)
        choice = sizes.pop("", None)
        numbers = _whole(self.picked(choice, rounds)) if choice else ()
        if len(numbers) != 3 or sizes:
            raise self.trouble("the size of an input is written as INPUT(32x32x3): width, height and depth", item)
        try:
            return Volume(*numbers)
        except ValueError as error:
            raise self.trouble(str(error), item) from error

    def layer(self, item: Item, rounds: list[Round], last: bool) -> Layer:
        sizes = self.given(item, rounds)
        if item.name == "FC":
            sizes = {"K": self.classes if last else NEURONS} | sizes
        try:
            return CLASSES[item.name](**(_completed(sizes) if item.name == "CONV" else sizes))
        except ValueError as error:
            raise self.trouble(str(error), item) from error

    def given(self, item: Item, rounds: list[Round]) -> dict[str, Any]:
        """The sizes as the layer's own arguments."""
        known = CLASSES[item.name].__dataclass_fields__
        sizes: dict[str, Any] = {}
        for name, choice in item.sizes.items():
            value = self.picked(choice, rounds)
            named, size = WORDS.get(value) or (name or FIRST.get(item.name, "size"), _size(value))
            if named not in known or name not in ("", value, named):
                names = ", ".join(known) or "none"
                raise self.trouble(f"{item.name} has no size {name or value}: it has {names}", choice)
            if size is None and named in OPTIONS:
                raise self.trouble(f"{value!r} is no {named}: choose one of {', '.join(OPTIONS[named])}", choice)
            if size is None:
                raise self.trouble(f"{value!r} is no value of {named}: write a whole number, such as {named}=3", choice)
            sizes[named] = bool(size) if known[named].type is bool and size in (0, 1) else size
        return sizes

    def after(self, volume: Volume, layer: Layer, item: Item) -> Volume:
        try:
            return layer.output(volume)
        except ValueError as error:
            raise self.trouble(f"{layer!r} on {volume}: {error}", item) from error

    def trouble(self, said: str, where: Item | Choice) -> PatternError:
        return PatternError(said, self.text, where.at)


def _letters(items: list[Item]) -> Iterator[str]:
    """What stands behind * and may take its number from an argument."""
    for item in items:
        yield from item.count.values if item.count else ()
        yield from _letters(item.items)


def _completed(sizes: dict[str, Any]) -> dict[str, Any]:
    """K where none is given, and a P that keeps the size where stride 1 and an odd filter allow one."""
    F, S, dilation = sizes.get("F", 3), sizes.get("S", 1), sizes.get("dilation", 1)
    plain = isinstance(F, int) and isinstance(dilation, int) and S == 1
    P = same_padding(F, dilation) if plain and F > 0 and dilation > 0 and dilation * (F - 1) % 2 == 0 else 0
    return {"K": FILTERS, "P": P} | sizes


def _whole(value: str) -> tuple[int, ...]:
    """The numbers of 32x32x3."""
    return tuple(int(number) for number in value.replace("×", "x").split("x")) if value[0].isdecimal() else ()


def _size(value: str) -> int | tuple[int, ...] | None:
    """A number, or a pair (down, across) written as 1x5."""
    numbers = _whole(value)
    return numbers[0] if len(numbers) == 1 else numbers or None
