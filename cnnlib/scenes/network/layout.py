"""Where things stand in the network picture."""

WIDTH, HEIGHT = 1180, 724
TOP = 62  # below the line on top
INPUT_LEFT, INPUT_SIDE = 18, 124
LEFT, STEP, COLUMNS = 164, 138, 6  # columns of layers: the first, from one to the next, how many
COLUMN = 124  # width of a column
HEAD = 82  # baseline of a column's first line
LINE = 16
TILES = 176  # top of the maps
BOTTOM = 626  # of the maps
FOOT = 642  # baseline of the two lines below them
SCORES, SCORES_WIDTH = 1004, 158
GAP = 6
SAYS = 670  # top of the sentence's panel
SMALL, LARGE = (COLUMN - GAP) / 2, COLUMN

NARROW = 2  # gap between maps of which there are very many
MOST_ACROSS = 16


def places(side: float, height: float, gap: float = GAP) -> list[tuple[float, float]]:
    """The upper left corners of the maps in a column, from its own corner, as many as there is room for.

    >>> len(places(SMALL, SMALL)), len(places(LARGE, LARGE))
    (14, 3)
    """
    across = int((COLUMN + gap + 1e-9) // (side + gap))
    down = int((BOTTOM - TILES + gap) // (height + gap))
    return [(col * (side + gap), row * (height + gap)) for row in range(down) for col in range(across)]


def side_for(count: int, shape: float, step: int = 1) -> tuple[float, float]:
    """The side of so many maps, and the gap between them, so that all have room; `shape` is height by width.

    Where a filter stands beside each map, there are twice as many, and an even number across (`step=2`).

    >>> side_for(14, 1.0), side_for(32, 1.0)
    ((59.0, 6), (29.5, 2))
    """
    for across in range(2, MOST_ACROSS + 1, step):
        gap = GAP if across == 2 else NARROW
        side = (COLUMN + gap) / across - gap
        if len(places(side, side * shape, gap)) >= count:
            return side, gap
    return (COLUMN + NARROW) / MOST_ACROSS - NARROW, NARROW
