"""What students hand in to lesson 06: for each exercise, code and a part of the hint it must get."""

POOL = """
H, W, D = x.shape
H2, W2 = (H - F) // S + 1, (W - F) // S + 1
y = np.zeros((H2, W2, D))
for i in range(H2):
    for j in range(W2):
        window = x[i * S : i * S + F, j * S : j * S + F]
        y[i, j] = window.max(axis=(0, 1))
return y
"""

SWITCH = """
H, W = x.shape
H2, W2 = (H - F) // S + 1, (W - F) // S + 1
y = np.zeros((H2, W2), dtype=int)
for i in range(H2):
    for j in range(W2):
        window = x[i * S : i * S + F, j * S : j * S + F]
        y[i, j] = np.argmax(window)
return y
"""

BACK = """
dx = np.zeros(x.shape)
for i in range(dy.shape[0]):
    for j in range(dy.shape[1]):
        window = x[i * S : i * S + F, j * S : j * S + F]
        row, column = divmod(np.argmax(window), F)
        dx[i * S + row, j * S + column] += dy[i, j]
return dx
"""


def _changed(code: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in code, old
        code = code.replace(old, new)
    return code


def _pool(*changes: tuple[str, str]) -> str:
    return _changed(POOL, *changes)


def _switch(*changes: tuple[str, str]) -> str:
    return _changed(SWITCH, *changes)


def _back(*changes: tuple[str, str]) -> str:
    return _changed(BACK, *changes)


MAX_POOL = {
    "through the depth": (_pool(("max(axis=(0, 1))", "max()")), "taken through the depth"),
    "slices merged": (_pool(("(H2, W2, D)", "(H2, W2)"), ("max(axis=(0, 1))", "max()")), "merged into one"),
    "first slice": (
        _pool(("(H2, W2, D)", "(H2, W2)"), ("max(axis=(0, 1))", "[:, :, 0].max()"), ("window.[", "window[")),
        "Only the first slice",
    ),
    "beginning at 0": (
        _pool(
            (
                "y[i, j] = window.max(axis=(0, 1))",
                "for pixel in window.reshape(-1, D): y[i, j] = np.maximum(y[i, j], pixel)",
            )
        ),
        "begins at 0",
    ),
    "side by side": (_pool((" // S", " // F"), ("* S", "* F")), "stand side by side"),
    "windows of S": (_pool(("- F)", "- S)"), ("* S + F", "* S + S")), "The windows are S wide"),
    "no stride": (_pool((" // S", ""), (" * S", "")), "both in the size and in the place"),
    "stride in the size alone": (_pool((" * S", "")), "one pixel at a time"),
    "average": (_pool((".max(", ".mean(")), "average of each window"),
    "smallest": (_pool((".max(", ".min(")), "smallest number"),
    "absolute values": (_pool(("window.max", "np.abs(window).max")), "signs are lost"),
    "top left": (_pool(("window.max(axis=(0, 1))", "window[0, 0]")), "top left number"),
    "argmax": (
        _pool(("window.max(axis=(0, 1))", "[window[:, :, d].argmax() for d in range(D)]")),
        "*where* the largest",
    ),
    "no + 1": (_pool((" // S + 1", " // S")), "forget the + 1"),
    "divided with /": (_pool((" // S", " / S")), "gives a float, even where"),
    "hanging over": (
        _pool(("(H - F) // S + 1", "-(-(H - F) // S) + 1"), ("(W - F) // S + 1", "-(-(W - F) // S) + 1")),
        "hang over the edge",
    ),
    "transposed": (_pool(("return y", "return y.transpose(1, 0, 2)")), "Rows and columns of the output"),
    "returned inside the loops": (_pool(("return y", ""), ("(0, 1))", "(0, 1))\n        return y")), "first window"),
    "returned after a row": (_pool(("return y", ""), ("(0, 1))", "(0, 1))\n    return y")), "Only the first row"),
    "whole numbers": (_pool(("(H2, W2, D)", "(H2, W2, D), int")), "behind the point"),
    "one axis": (_pool(("axis=(0, 1)", "axis=0")), "stopped with `ValueError"),
    "printed": (_pool(("return y", "print(y)")), "Write `return`"),
}

DISCARDED = {
    "times as many": ("return W**2 / ((W - F) // S + 1) ** 2", "how many times as many"),
    "share rounded down": ("return 1 - ((W - F) // S + 1) ** 2 // W**2", "the last division is an ordinary one"),
    "kept": ("return ((W - F) // S + 1) ** 2 / W**2", "share that is kept"),
    "one side": ("return 1 - ((W - F) // S + 1) / W", "along one side"),
    "one of F·F": ("return 1 - 1 / F**2", "stand side by side. In general"),
    "one of S·S": ("return 1 - 1 / S**2", "leaves out the edge"),
    "W over S": ("return 1 - (W // S) ** 2 / W**2", "You divided W by S"),
    "no + 1": ("return 1 - ((W - F) // S) ** 2 / W**2", "+ 1 is missing"),
    "percent": ("return 100 * (1 - ((W - F) // S + 1) ** 2 / W**2)", "in percent"),
    "how many": ("return W**2 - ((W - F) // S + 1) ** 2", "how many numbers"),
    "W2 once": ("return 1 - ((W - F) // S + 1) / W**2", "not W2"),
    "not rounded": ("return 1 - ((W - F) / S + 1) ** 2 / W**2", "no part of a window"),
    "always 75": ("return 0.75", "should give"),
    "printed": ("print(1 - ((W - F) // S + 1) ** 2 / W**2)", "Write `return`"),
    "a text": ("return f'{1 - ((W - F) // S + 1) ** 2 / W**2:.0%}'", "should give"),
}

KINDS = """
if kind == "max":
    return window.max(axis=(0, 1))
if kind == "average":
    return window.mean(axis=(0, 1))
return np.sqrt((window**2).sum(axis=(0, 1)))
"""


def _kinds(*changes: tuple[str, str]) -> str:
    return _changed(KINDS, *changes)


SUMMARY = {
    "slices together": (_kinds(("axis=(0, 1)", "")), "thrown together"),
    "through the depth": (_kinds(("axis=(0, 1)", "axis=2")), "through the depth, pixel by pixel"),
    "columns": (_kinds(("axis=(0, 1)", "axis=0")), "each column of the window"),
    "rows": (_kinds(("axis=(0, 1)", "axis=1")), "each row of the window"),
    "no root": (
        _kinds(("np.sqrt((window**2).sum(axis=(0, 1)))", "(window**2).sum(axis=(0, 1))")),
        "The L2 norm is the *root*",
    ),
    "mean square": (_kinds((".sum(", ".mean(")), "root of the *mean* square"),
    "L1": (_kinds(("np.sqrt((window**2)", "(np.abs(window)")), "L1 norm"),
    "added first": (_kinds(("(window**2).sum(axis=(0, 1))", "window.sum(axis=(0, 1)) ** 2")), "added first"),
    "sum": (_kinds((".mean(", ".sum(")), "That is the sum."),
    "divided by F": (_kinds((".mean(axis=(0, 1))", ".sum(axis=(0, 1)) / len(window)")), "You divided by F."),
    "divided by all": (_kinds((".mean(axis=(0, 1))", ".sum(axis=(0, 1)) / window.size")), "divided by all numbers"),
    "another name": (_kinds(('"average"', '"avg"')), "spelled in full"),
    "median": (_kinds(("window.mean(", "np.median(window, ")), "That is the median"),
    "absolute maximum": (_kinds(("window.max", "np.abs(window).max")), "signs are lost"),
    "maximum from 0": (_kinds(("window.max(axis=(0, 1))", "window.max(axis=(0, 1), initial=0)")), "begins at 0"),
    "always the maximum": ("return window.max(axis=(0, 1))", "always the maximum"),
    "always the average": ("return window.mean(axis=(0, 1))", "always the average"),
    "always L2": ("return np.sqrt((window**2).sum(axis=(0, 1)))", "always the L2 norm"),
    "one kind missing": (_kinds(("\nreturn np.sqrt((window**2).sum(axis=(0, 1)))", "")), "returned nothing (`None`)"),
    "printed": ("print(window.max(axis=(0, 1)))", "Write `return`"),
}

SWITCHES = {
    "of the whole map": (_switch(("np.argmax(window)", "np.argmax(x)")), "of the whole map"),
    "last of a tie": (
        _switch(("np.argmax(window)", "F * F - 1 - np.argmax(window.ravel()[::-1])")),
        "takes the last of them",
    ),
    "column by column": (_switch(("np.argmax(window)", "np.argmax(window.T)")), "counted column by column"),
    "in the whole map": (
        _switch(
            (
                "np.argmax(window)",
                "(i * S + np.argmax(window) // F) * W + j * S + np.argmax(window) % F",
            )
        ),
        "places in the whole map",
    ),
    "the numbers": (_switch(("np.argmax(window)", "np.max(window)")), "These are the largest numbers"),
    "from 1": (_switch(("np.argmax(window)", "np.argmax(window) + 1")), "count from 0"),
    "smallest": (_switch(("np.argmax", "np.argmin")), "smallest numbers"),
    "absolute values": (_switch(("np.argmax(window)", "np.argmax(np.abs(window))")), "signs are lost"),
    "stride in the size alone": (_switch((" * S", "")), "one pixel at a time"),
    "no stride": (_switch((" // S", ""), (" * S", "")), "both in the size and in the place"),
    "row and column": (
        _switch(("(H2, W2)", "(H2, W2, 2)"), ("np.argmax(window)", "divmod(np.argmax(window), F)")),
        "A row and a column for each window",
    ),
    "transposed": (_switch(("return y", "return y.T")), "Rows and columns of the output"),
    "along an axis": (_switch(("np.argmax(window)", "np.argmax(window, axis=0)")), "stopped with `ValueError"),
    "printed": (_switch(("return y", "print(y)")), "Write `return`"),
    "a list": ("return [[0]]", "gives a list"),
}

MAX_BACKWARD = {
    "overwritten": (_back(("+=", "=")), "writes over an earlier one"),
    "all ties": (
        _back(
            ("row, column = divmod(np.argmax(window), F)", "rows, columns = np.nonzero(window == window.max())"),
            ("dx[i * S + row, j * S + column] +=", "dx[i * S + rows, j * S + columns] +="),
        ),
        "all of them got the gradient",
    ),
    "ties share": (
        _back(
            ("row, column = divmod(np.argmax(window), F)", "wins = window == window.max()"),
            ("dx[i * S + row, j * S + column] += dy[i, j]",
             "dx[i * S : i * S + F, j * S : j * S + F] += wins / wins.sum() * dy[i, j]"),
        ),
        "they share the gradient",
    ),
    "last tie": (
        _back(("np.argmax(window)", "F * F - 1 - np.argmax(window.ravel()[::-1])")),
        "the last of them got the gradient",
    ),
    "equal shares": (
        _back(
            ("[i * S + row, j * S + column] +=", "[i * S : i * S + F, j * S : j * S + F] +="),
            ("dy[i, j]", "dy[i, j] / F**2"),
        ),
        "equal share",
    ),
    "to everyone": (
        _back(("[i * S + row, j * S + column] += dy[i, j]", "[i * S : i * S + F, j * S : j * S + F] += dy[i, j]")),
        "got the whole gradient",
    ),
    "top left": (_back(("+ row", ""), ("+ column", "")), "went to the top left"),
    "the maxima": (_back(("dy[i, j]", "window.max()")), "largest numbers themselves"),
    "in the first window": (_back(("i * S + row, j * S + column", "row, column")), "landed in the first window"),
    "times the pixel": (_back(("dy[i, j]", "dy[i, j] * window.max()")), "multiplied by the pixel"),
    "ones": (_back(("dy[i, j]", "1")), "Every winner got 1"),
    "column by column": (_back(("row, column = divmod", "column, row = divmod")), "Row and column of the winner"),
    "as small as dy": (_back(("np.zeros(x.shape)", "np.zeros(dy.shape)")), "stopped with `IndexError"),
    "printed": (_back(("return dx", "print(dx)")), "Write `return`"),
}  # fmt: skip

FUNCTIONS = {
    "06.1": MAX_POOL,
    "06.2": DISCARDED,
    "06.3": SUMMARY,
    "06.4": SWITCHES,
    "06.5": MAX_BACKWARD,
}
