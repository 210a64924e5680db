"""What a net costs, row by row: volumes, parameters, memory, multiply-adds and receptive fields.

Memory counts numbers of 4 bytes (float32). Source: CS231n, "Convolutional Networks", Computational Considerations.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cnnlib import tables
from cnnlib.checks import choice, number, whole
from cnnlib.layers import Dropout, ReLU
from cnnlib.nets import Net, as_net
from cnnlib.receptive import Field, Fields, behind
from cnnlib.shapes import Volume

BYTES = 4  # of a float32
KB, MB, GB, TB, PB = (1024**n for n in range(1, 6))
COPIES = {"SGD": 2, "momentum": 3, "Adam": 4}  # the weights, their gradient, and what the optimiser keeps of each
IN_PLACE = (ReLU, Dropout)  # could overwrite their input


@dataclass(frozen=True)
class Row:
    """One layer, or the input: all counts are for one image.

    `activations` counts the numbers of its output; `field` is the receptive field (down, across), None behind a
    transposed convolution, where it differs from unit to unit.
    """

    name: str
    layer: Any
    volume: Volume
    parameters: int
    multiply_adds: int
    field: Fields | None

    @property
    def activations(self) -> int:
        """Numbers in the output volume."""
        return self.volume.size

    def cells(self) -> list[str]:
        """The row as the table shows it."""
        counts = (self.activations, self.activations * BYTES, self.parameters, self.multiply_adds)
        sides = self.field or ()
        both = [_both(*(getattr(side, name) for side in sides)) if sides else "" for name in ("size", "jump", "start")]
        return [self.name, str(self.volume), *(f"{count:,}" for count in counts), *both]


HEADS = ("layer", "volume", "activations", "bytes", "parameters", "multiply-adds", "field", "jump", "start")


@dataclass(frozen=True)
class Account:
    """The rows of a net and their totals; printed as a table, shown as one in a notebook."""

    rows: tuple[Row, ...]

    @property
    def activations(self) -> int:
        """Numbers in all volumes of one image, input included."""
        return sum(row.activations for row in self.rows)

    @property
    def parameters(self) -> int:
        """Weights and biases."""
        return sum(row.parameters for row in self.rows)

    @property
    def multiply_adds(self) -> int:
        """Products of one forward pass of one image."""
        return sum(row.multiply_adds for row in self.rows)

    def bytes_forward(self, N: int = 1) -> int:
        """4 bytes for each parameter, and for each activation of N images, all of them kept."""
        return BYTES * (self.parameters + whole(N, "N", least=0) * self.activations)

    def bytes_training(self, N: int = 1, optimiser: str = "momentum") -> int:
        """The activations of N images twice, for the gradients too, and the parameters in several copies.

        The copies are the weights, their gradient, and what the optimiser keeps: nothing more for "SGD", one
        number for each weight for "momentum", two for "Adam".
        """
        return BYTES * (_copies(optimiser) * self.parameters + 2 * whole(N, "N", least=0) * self.activations)

    def largest_minibatch(self, memory: float, optimiser: str = "momentum") -> int:
        """How many images can be trained on at once in so many bytes, such as 4 * GB.

        >>> from cnnlib.zoo import vgg16
        >>> account(vgg16()).largest_minibatch(4 * GB), account(vgg16()).largest_minibatch(12 * GB, "SGD")
        (11, 51)
        """
        memory = int(number(memory, "memory", "is no number of bytes: write it as 4 * GB"))
        left = memory - self.bytes_training(N=0, optimiser=optimiser)
        N = left // (2 * BYTES * self.activations)
        if N < 1:
            raise ValueError(
                f"{memory:,} bytes do not hold this net in training: its parameters take "
                f"{self.bytes_training(0, optimiser):,} in {_copies(optimiser)} copies, one image "
                f"{2 * BYTES * self.activations:,}. It takes {in_words(self.bytes_training(1, optimiser))}, "
                "a smaller net or smaller images"
            )
        return N

    def cells(self) -> tuple[list[list[str]], list[str]]:
        """The table's rows and its last line, the totals, as text."""
        counts = (self.activations, self.activations * BYTES, self.parameters, self.multiply_adds)
        return [row.cells() for row in self.rows], ["total", "", *(f"{count:,}" for count in counts), "", "", ""]

    def __str__(self) -> str:
        return tables.as_text(HEADS, *self.cells())

    def _repr_html_(self) -> str:
        return tables.as_html(HEADS, *self.cells())


def account(net: Net, in_place: bool = False) -> Account:
    """The rows of a net, input first, one for each layer and each layer in a branch. Nothing is allocated.

    Rows are named by the layer's place, in a branch by the block's, the branch's and the layer's own; a block
    has one more row for what comes out of it. `in_place=True` leaves out ReLU and dropout, which could write
    their output over their input, as the tables of lectures do.

    >>> from cnnlib.zoo import lenet5
    >>> small = account(lenet5(), in_place=True)
    >>> [f"{row.volume} {row.parameters}" for row in small.rows if row.parameters]
    ['[28x28x6] 156', '[10x10x16] 2416', '[1x1x120] 48120', '[1x1x84] 10164', '[1x1x10] 850']
    >>> small.activations, small.parameters, small.multiply_adds
    (8878, 61706, 416520)
    """
    start = as_net(net).volumes[0]
    rows = [Row("INPUT", None, start, 0, 0, (Field(), Field()))]
    for place, (layer, volume) in enumerate(zip(net.layers, net.volumes)):
        rows += _rows(str(place), layer, volume, rows[-1].field)
    return Account(tuple(row for row in rows if not (in_place and isinstance(row.layer, IN_PLACE))))


def _rows(place: str, layer: Any, volume: Volume, seen: Fields | None) -> Iterator[Row]:
    """Those of the layers in its branches, and its own."""
    chains = getattr(layer, "chains", ())
    for branch, chain in enumerate(chains):
        before, inside = seen, volume
        for position, (inner, inside) in enumerate(zip(chain.layers, chain.volumes(volume))):
            yield from _rows(f"{place}.{branch}.{position}", inner, inside, before)
            before = _seen_behind(inner, inside, before)
    parameters, products = (0, 0) if chains else (layer.parameters(volume), layer.multiply_adds(volume))
    name = f"{place}: {type(layer).__name__ if chains else repr(layer)}"
    yield Row(name, layer, layer.output(volume), parameters, products, _seen_behind(layer, volume, seen))


def _seen_behind(layer: Any, volume: Volume, seen: Fields | None) -> Fields | None:
    """None where the units of a layer have no common size of field."""
    try:
        return behind(layer, volume, seen) if seen else None
    except ValueError:
        return None


def _copies(optimiser: str) -> int:
    return COPIES[choice(optimiser, "optimiser", "optimiser that is known here", COPIES)]


def _both(down: int, across: int) -> str:
    return str(across) if down == across else f"{across}x{down}"


def in_words(count: int) -> str:
    """A number of bytes in the unit that suits it; 1 KB is 1024 bytes.

    >>> in_words(552), in_words(60950432), in_words(4 * GB), in_words(3 * PB)
    ('552 bytes', '58.1 MB', '4.0 GB', '3.0 PB')
    """
    for unit, size in (("PB", PB), ("TB", TB), ("GB", GB), ("MB", MB), ("KB", KB)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count} bytes"
