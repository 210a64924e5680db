"""Sentences and numbers of many cells at once, small enough to travel to the browser."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cnnlib.scenes.text import fill


@dataclass(frozen=True)
class Packed:
    """Numbers of a large grid: little-endian int16 or int32 in row order; each number is `integer / 10**decimals`.

    >>> Packed.of([3, -45], decimals=1).values
    [0.3, -4.5]
    """

    dtype: str
    data: bytes
    decimals: int = 0

    @staticmethod
    def of(integers: Any, decimals: int = 0) -> "Packed":
        """Pack whole numbers, in as few bytes as hold them all."""
        return Packed.each(np.asarray(integers)[None], decimals)[0]

    @staticmethod
    def each(grids: np.ndarray, decimals: int = 0) -> "list[Packed]":
        """Several grids of one shape, in less time than one by one."""
        small = grids.size == 0 or np.abs(grids).max() < 2**15
        whole = grids.astype("<i2" if small else "<i4")
        return [Packed("int16" if small else "int32", one.tobytes(), decimals) for one in whole]

    @property
    def values(self) -> list:
        """The numbers again."""
        integers = np.frombuffer(self.data, self.dtype)
        return integers.tolist() if self.decimals == 0 else (integers / 10**self.decimals).tolist()

    def __getitem__(self, index: int) -> Any:
        """One of the numbers, without unpacking the others."""
        integer = np.frombuffer(self.data, self.dtype)[index].item()
        return integer if self.decimals == 0 else integer / 10**self.decimals


@dataclass(frozen=True)
class Sentences:
    """One sentence per cell (or per step), stored as a pattern and columns of values.

    Slots: `{0}`, `{1}` ... the columns; `{cell}` the cell's number; `{row}`, `{col}`, `{value}` its own (row and column
    counted from the grid's `first`). A number is written with a true minus; `{1:+}` writes it as a further term of a
    sum, "+ 4" or "− 4". `**x**` is bold.

    >>> Sentences("row {row}: {0} {1:+} = **{2}**", ((3, 4), (1, -5), (4, -1))).at(1, row=0)
    'row 0: 4 − 5 = **−1**'
    """

    pattern: str
    columns: tuple[Sequence | Packed, ...] = ()
    instead: str = ""  # said of a cell that stands for nothing: its place in the first column is below 0

    def at(self, index: int, **cell: Any) -> str:
        """The sentence of cell or step `index`.

        >>> Sentences("input {0}", ((4, -1),), instead="nothing").at(1)
        'nothing'
        """
        if self.instead and self.columns[0][index] < 0:
            return self.instead
        own = {"cell": index, **cell}
        return fill(self.pattern, {str(n): column[index] for n, column in enumerate(self.columns)} | own)
