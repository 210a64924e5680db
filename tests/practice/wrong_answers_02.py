"""What students hand in to lesson 02: for each exercise, code and a part of the hint it must get."""

POSITIONS = {
    "no + 1": ("return (W - (dilation * (F - 1) + 1) + 2 * P) // S", "+ 1 is missing"),
    "P once": ("return (W - (dilation * (F - 1) + 1) + P) // S + 1", "P was counted once"),
    "no P": ("return (W - (dilation * (F - 1) + 1)) // S + 1", "padding is missing"),
    "minus 2P": ("return (W - 2 * P - (dilation * (F - 1) + 1)) // S + 1", "makes the input larger"),
    "ceil": ("return int(np.ceil((W - (dilation * (F - 1) + 1) + 2 * P) / S)) + 1", "rounded up"),
    "round": ("return round((W - (dilation * (F - 1) + 1) + 2 * P) / S + 1)", "rounded to the nearest"),
    "not rounded": (
        "return (W - (dilation * (F - 1) + 1) + 2 * P) / S + 1",
        "should give `5`, yours gives `5.0`. A window is there or not, there is no part of one: `//` divides",
    ),
    "F for the extent": ("return (W - F + 2 * P) // S + 1", "dilated filter spans more"),
    "extent d F": ("return (W - dilation * F + 2 * P) // S + 1", "not d·F"),
    "dilation from 0": ("return (W - (F + (F - 1) * dilation) + 2 * P) // S + 1", "off by one"),
    "no stride": ("return W + 2 * P - dilation * (F - 1)", "stride is missing"),
    "+ 1 inside": ("return (W - (dilation * (F - 1) + 1) + 2 * P + 1) // S", "inside the division"),
    "W - F + 1": ("return W - F + 1", "plainest case"),
    "lesson's second rule": ("return (W - F) // S + 1", "The padding and the dilation are missing"),
    "no stride, no dilation": ("return W - F + 2 * P + 1", "The stride and the dilation are missing"),
    "floats": ("return np.floor((W - (dilation * (F - 1) + 1) + 2 * P) / S) + 1", "gives `5.0`, a float"),
    "printed": ("print((W - (dilation * (F - 1) + 1) + 2 * P) // S + 1)", "Write `return`"),
    "a text": ("return str((W - (dilation * (F - 1) + 1) + 2 * P) // S + 1)", "should give"),
    "two mistakes": ("return (W - F + P) // S", "should give"),
}

PAD = {
    "depth too": ("return np.pad(x, P)", "depth was padded"),
    "right and below": ("return np.pad(x, ((0, P), (0, P), (0, 0)))", "only below and on the right"),
    "left and above": ("return np.pad(x, ((P, 0), (P, 0), (0, 0)))", "only above and on the left"),
    "rows alone": ("return np.pad(x, ((P, P), (0, 0), (0, 0)))", "columns on the left and on the right"),
    "columns alone": ("return np.pad(x, ((0, 0), (P, P), (0, 0)))", "rows above and below"),
    "top left corner": (
        """
        H, W, D = x.shape
        padded = np.zeros((H + 2 * P, W + 2 * P, D), x.dtype)
        padded[:H, :W] = x
        return padded
        """,
        "top left corner",
    ),
    "2P on each side": ("return np.pad(x, ((2 * P, 2 * P), (2 * P, 2 * P), (0, 0)))", "too much"),
    "1 instead of P": ("return np.pad(x, ((1, 1), (1, 1), (0, 0)))", "whatever P is"),
    "H and W swapped": (
        """
        W, H, D = x.shape
        padded = np.zeros((H + 2 * P, W + 2 * P, D), x.dtype)
        padded[P : P + H, P : P + W] = x
        return padded
        """,
        "Height and width are swapped",
    ),
    "edge": ("return np.pad(x, ((P, P), (P, P), (0, 0)), mode='edge')", "border pixels were repeated"),
    "ones": ("return np.pad(x, ((P, P), (P, P), (0, 0)), constant_values=1)", "holds ones"),
    "unchanged": ("return x", "Nothing was added"),
    "a copy": ("padded = x.copy()\nreturn padded", "Nothing was added"),
    "P counted once": (
        """
        H, W, D = x.shape
        padded = np.zeros((H + P, W + P, D), x.dtype)
        padded[P:, P:] = x
        return padded
        """,
        "only above and on the left",
    ),
    "float64": (
        """
        H, W, D = x.shape
        padded = np.zeros((H + 2 * P, W + 2 * P, D))
        padded[P : P + H, P : P + W] = x
        return padded
        """,
        "hand on `dtype=x.dtype`",
    ),
    "an unknown name": ("return np.pad(y, P)", "NameError: name 'y' is not defined"),
    "slice -P": (
        """
        H, W, D = x.shape
        padded = np.zeros((H + 2 * P, W + 2 * P, D), x.dtype)
        padded[P:-P, P:-P] = x
        return padded
        """,
        "which is empty",
    ),
    "not returned": ("x = np.pad(x, ((P, P), (P, P), (0, 0)))", "returned nothing"),
    "a list": ("return np.pad(x, ((P, P), (P, P), (0, 0))).tolist()", "gives a list"),
}

DILATED_WINDOW = {
    "F pixels": ("return x[row : row + F : dilation, column : column + F : dilation]", "ends after F pixels"),
    "no gaps": ("return x[row : row + F, column : column + F]", "gaps are missing"),
    "all of the extent": (
        "E = dilation * (F - 1) + 1\nreturn x[row : row + E, column : column + E]",
        "every pixel of it was read",
    ),
    "dilation from 0": (
        """
        step = dilation + 1
        rows = [row + step * i for i in range(F)]
        columns = [column + step * j for j in range(F)]
        rows = [r for r in rows if r < x.shape[0]]
        columns = [c for c in columns if c < x.shape[1]]
        return x[rows][:, columns]
        """,
        "off by one",
    ),
    "last pixel missing": (
        "E = dilation * (F - 1)\nreturn x[row : row + E : dilation, column : column + E : dilation]",
        "last pixel is missing",
    ),
    "row and column swapped": (
        "E = dilation * F\nreturn x[column : column + E : dilation, row : row + E : dilation]",
        "Row and column are swapped",
    ),
    "no depth": (
        "E = dilation * F\nreturn x[row : row + E : dilation, column : column + E : dilation, 0]",
        "depth is missing",
    ),
    "start multiplied": (
        """
        r, c, E = row * dilation, column * dilation, dilation * (F - 1) + 1
        return x[r : r + E : dilation, c : c + E : dilation]
        """,
        "start was multiplied",
    ),
    "out of the image": (
        "return np.array([[x[row + dilation * (i + 1), column] for j in range(F)] for i in range(F)])",
        "should give",
    ),
    "printed": (
        "E = dilation * F\nprint(x[row : row + E : dilation, column : column + E : dilation])",
        "Write `return`",
    ),
}

LOOPS = """
F = w.shape[0]
H2, W2 = (x.shape[0] - F) // S + 1, (x.shape[1] - F) // S + 1
y = np.zeros((H2, W2))
for i in range(H2):
    for j in range(W2):
        window = x[i * S : i * S + F, j * S : j * S + F]
        y[i, j] = np.sum(window * w) + b
return y
"""


def _loops(*changes: tuple[str, str]) -> str:
    code = LOOPS
    for old, new in changes:
        assert old in code, old
        code = code.replace(old, new)
    return code


CONVOLVE = {
    "window's row and column swapped": (
        """
        F, y = len(w), np.zeros(((x.shape[0] - len(w)) // S + 1, (x.shape[1] - len(w)) // S + 1))
        for i in range(len(y)):
            for j in range(y.shape[1]):
                y[i, j] = np.sum(x[j * S : j * S + F, i * S : i * S + F] * w) + b
        return y
        """,
        "Row and column of the window are swapped",
    ),
    "one row and column less": (
        """
        F, y = len(w), np.zeros(((x.shape[0] - len(w)) // S + 1, (x.shape[1] - len(w)) // S + 1))
        for i in range(len(y) - 1):
            for j in range(y.shape[1] - 1):
                y[i, j] = np.sum(x[i * S : i * S + F, j * S : j * S + F] * w) + b
        return y
        """,
        "ends at H2 − 1 by itself",
    ),
    "bias alone": (
        """
        F, y = len(w), np.zeros(((x.shape[0] - len(w)) // S + 1, (x.shape[1] - len(w)) // S + 1))
        for i in range(len(y)):
            for j in range(y.shape[1]):
                y[i, j] += b
        return y
        """,
        "Only the bias has arrived",
    ),
    "filter turned": (_loops(("window * w", "window * w[::-1, ::-1]")), "turned by 180°"),
    "filter transposed": (
        _loops(("window * w", "window * w.transpose(1, 0, 2)")),
        "Rows and columns of the filter",
    ),
    "no bias": (_loops((" + b", "")), "bias is missing"),
    "bias with every product": (_loops(("window * w) + b", "window * w + b)")), "every product"),
    "no stride at all": (
        _loops((" // S", ""), ("i * S : i * S + F, j * S : j * S + F", "i : i + F, j : j + F")),
        "both in the size and in the place",
    ),
    "stride in the size alone": (
        _loops(("i * S : i * S + F, j * S : j * S + F", "i : i + F, j : j + F")),
        "one pixel at a time",
    ),
    "output transposed": (_loops(("return y", "return y.T")), "of the output are swapped: it is (H2, W2)"),
    "written across": (_loops(("y[i, j]", "y[j, i]")), "i counts its rows"),
    "first slice": (_loops(("window * w", "window[:, :, 0] * w[:, :, 0]")), "Only the first slice"),
    "no sum over slices": (
        _loops(("(H2, W2))", "(H2, W2, x.shape[2]))"), ("window * w", "window * w, axis=(0, 1)")),
        "sum over the slices is missing",
    ),
    "no + 1": (_loops((" // S + 1", " // S")), "forget the + 1"),
    "ReLU": (_loops(("return y", "return np.maximum(y, 0)")), "a layer of its own"),
    "whole numbers": (_loops(("np.zeros((H2, W2))", "np.zeros((H2, W2), int)")), "behind the point"),
    "H and W swapped in the sizes": (
        _loops(("H2, W2 = (", "W2, H2 = (")),
        "H and W are swapped",
    ),
    "float size": (_loops((" // S", " / S")), "stopped with `TypeError"),
    "printed": (_loops(("return y", "print(y)")), "Write `return`"),
    "returned inside the loops": (_loops(("return y", ""), ("+ b", "+ b\n        return y")), "first number"),
    "returned after a row": (_loops(("return y", ""), ("+ b", "+ b\n    return y")), "Only the first row"),
}

FUNCTIONS = {"02.1": PAD, "02.2": DILATED_WINDOW, "02.3": POSITIONS, "02.4": CONVOLVE}
