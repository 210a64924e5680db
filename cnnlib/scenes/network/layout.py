"""Where things stand in the network picture."""

WIDTH, HEIGHT = 1180, 724
INPUT_LEFT, INPUT_SIDE = 18, 124
LEFT, STEP, COLUMNS = 164, 138, 6  # columns of layers: the first, from one to the next, how many
COLUMN = 124  # width of a column
WIDEST = 2 * STEP  # from one column to the next where there are few
HEAD = 72  # baseline of a column's first line
LINE, LINES = 15, 4  # of a layer's own text, which stands right above its volume
VOLUME = HEAD + LINES * LINE  # baseline of a layer's volume
TILES = 176  # top of the maps
BOTTOM = 626  # of the maps
FOOT = 642  # baseline of the two lines below them
SCORES, SCORES_WIDTH = 1004, 158
GAP = 6
SAYS = 670  # top of the sentence's panel
SMALL, LARGE = (COLUMN - GAP) / 2, COLUMN

NARROW, FROM = 2, 40  # gap between maps of which there are very many, and the side from which on it is wider
MOST_ACROSS = 16


def steps(columns: int) -> tuple[float, float]:
    """From one of so many columns to the next, and the width of each: few columns share the room of six.

    >>> steps(6), steps(4)
    ((138.0, 124.0), (207.0, 193.0))
    """
    step = min(WIDEST, COLUMNS * STEP / max(1, columns))
    return step, step - (STEP - COLUMN)


def first_of(wanted: int, columns: int) -> int:
    """The first column in view of so many: the last page is a full one.

    >>> first_of(6, columns=8), first_of(6, columns=4)
    (2, 0)
    """
    return min(wanted, max(0, columns - COLUMNS))


def places(side: float, height: float, gap: float = GAP, width: float = COLUMN) -> list[tuple[float, float]]:
    """The upper left corners of the maps in a column, from its own corner, as many as there is room for.

    >>> len(places(SMALL, SMALL)), len(places(LARGE, LARGE))
    (14, 3)
    """
    across = int((width + gap + 1e-9) // (side + gap))
    down = int((BOTTOM - TILES + gap) // (height + gap))
    return [(col * (side + gap), row * (height + gap)) for row in range(down) for col in range(across)]


def across_at(side: float, width: float) -> int:
    """How many maps of at least this side stand beside one another.

    >>> across_at(SMALL, COLUMN), across_at(LARGE, COLUMN)
    (2, 1)
    """
    return max(1, int((width + GAP + 1e-9) // (side + GAP)))


def side_for(
    count: int, shape: float, step: int = 1, width: float = COLUMN, most: int = MOST_ACROSS
) -> tuple[float, float]:
    """The side of so many maps, and the gap between them, so that all have room; `shape` is height by width.

    Where a filter stands beside each map, there are twice as many, and an even number across (`step=2`). No more than
    `most` stand beside one another: then only some have room.

    >>> side_for(3, 1.0), side_for(14, 1.0), side_for(32, 1.0)
    ((124.0, 6), (59.0, 6), (29.5, 2))
    >>> side_for(32, 1.0, most=2)
    (59.0, 6)
    """
    for across in range(step, most + step, step):
        gap = GAP if (width + GAP) / across - GAP >= FROM else NARROW
        side = (width + gap) / across - gap
        if len(places(side, side * shape, gap, width)) >= count:
            break
    return side, gap
