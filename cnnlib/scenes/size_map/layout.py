"""Where things stand in the Output size map."""

from dataclasses import dataclass

from cnnlib.scenes.size_map.settings import Settings

WIDTH, HEIGHT = 1180, 660
TOP = 160  # of the headings
ROOM_W, ROOM_H = 900, 442
LARGEST = 88  # a cell
SIDE, SIDE_WIDTH = 918, 262  # the column with the lit setting and the legend
ROOMY = 44  # a cell that has room for "F = 3" and for what does not fit


@dataclass(frozen=True)
class Place:
    """The corner of the map's first cell, and the size of its cells; the headings take a row and a column more."""

    x: float
    y: float
    cell: int
    rows: int
    cols: int

    def corner(self, row: int, col: int) -> tuple[float, float]:
        return self.x + col * self.cell, self.y + row * self.cell


def place_of(settings: Settings) -> Place:
    """The largest whole cells with which map and headings fit the room.

    >>> place_of(Settings()).cell, place_of(Settings(axes="W-F")).cell
    (88, 42)
    """
    cols, rows = (len(values) for values in settings.ranges)
    cell = int(min(LARGEST, ROOM_W / (cols + 1), ROOM_H / (rows + 1)))
    return Place(int(ROOM_W - (cols + 1) * cell) // 2 + cell, TOP + cell, cell, rows, cols)
