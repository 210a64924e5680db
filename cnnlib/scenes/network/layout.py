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


def places(side: float, height: float) -> list[tuple[float, float]]:
    """The upper left corners of the maps in a column, from its own corner, as many as there is room for.

    >>> len(places(SMALL, SMALL)), len(places(LARGE, LARGE))
    (14, 3)
    """
    across = int((COLUMN + GAP) // (side + GAP))
    down = int((BOTTOM - TILES + GAP) // (height + GAP))
    return [(col * (side + GAP), row * (height + GAP)) for row in range(down) for col in range(across)]
