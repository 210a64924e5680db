"""What students hand in, as they write it: for each exercise, code and a part of the hint it must get."""

from tests.practice import (
    wrong_answers_03,
    wrong_answers_04,
    wrong_answers_05,
    wrong_answers_06,
    wrong_answers_10,
    wrong_answers_11,
)

WINDOW_RESPONSE = {
    "two sums": ("return np.sum(window) * np.sum(w) + b", "added up before they met"),
    "no bias": ("return np.sum(window * w)", "bias is missing"),
    "bias with every product": ("return np.sum(window * w + b)", "added to every product"),
    "first slice": ("return np.sum(window[:, :, 0] * w[:, :, 0]) + b", "Only the first slice"),
    "last slice, overwritten in a loop": (
        """
        for d in range(w.shape[2]):
            total = np.sum(window[:, :, d] * w[:, :, d])
        return total + b
        """,
        "Only the last slice",
    ),
    "no sum over slices": ("return np.sum(window * w, axis=(0, 1)) + b", "sum over the slices is missing"),
    "products alone": ("return window * w + b", "still have to be added up"),
    "filter turned": ("return np.sum(window * np.flip(w, (0, 1))) + b", "upside down"),
    "filter transposed": ("return np.sum(window * np.swapaxes(w, 0, 1)) + b", "Rows and columns"),
    "sum instead of product": ("return window.sum() + w.sum() + b", "multiply them"),
    "mean": ("return np.mean(window * w) + b", "mean of the products"),
    "ReLU too soon": ("return max(0, np.sum(window * w) + b)", "which comes later"),
    "absolute value": ("return abs(np.sum(window * w) + b)", "sign is lost"),
    "printed": ("print(np.sum(window * w) + b)", "Write `return` where you wrote `print`"),
    "nothing returned": ("np.sum(window * w) + b", "returned nothing (`None`)"),
    "a list": ("return [np.sum(window * w) + b]", "gives a list, where one number"),
    "matrix product": ("return window @ w", "matrix product"),
    "dot": ("return np.dot(window, w) + b", "matrix product"),
    "an unknown name": ("return np.sum(window * weights) + b", "NameError: name 'weights' is not defined"),
    "first answer typed in": ("return 6.0", "should give"),
}

RELU = {
    "leaky": ("return np.where(x > 0, x, 0.01 * x)", "leaky ReLU"),
    "absolute value": ("return np.abs(x)", "absolute value"),
    "minimum": ("return np.minimum(0, x)", "other way round"),
    "clipped at 1": ("return np.clip(x, 0, 1)", "cut off at 1"),
    "mask": ("return x > 0", "keep the numbers themselves"),
    "mask as numbers": ("return np.where(x > 0, 1.0, 0.0)", "keep the numbers themselves"),
    "selected": ("return x[x >= 0]", "shape is lost"),
    "unchanged": ("return x", "Nothing has changed"),
    "signs turned": ("return 0 - x", "signs are turned round"),
    "largest": ("return np.max(x, initial=0)", "largest number alone"),
    "largest along an axis": ("return np.max(x, 0)", "largest along axis 0"),
    "Python's max": ("return max(0, x)", "Python's `max`"),
    "Python's if": ("return x if x > 0 else 0", "Python's `max`"),
    "in place, not returned": ("x[x < 0] = 0", "return a new array"),
    "in place, returned": ("x[x < 0] = 0\nreturn x", "writes into the `x`"),
    "float64": ("return np.where(x > 0, x, 0.0).astype(float)", "float32 in, float32 out"),
    "list": ("return [max(0, value) for value in x.ravel()]", "gives a list"),
    "printed": ("print(np.maximum(x, 0))", "Write `return`"),
    "an unknown name": ("return maximum(x, 0)", "NameError: name 'maximum' is not defined"),
    "complex": ("return np.maximum(x, 0).astype(complex)", "gives an array of complex128 numbers"),
    "never less than 1": ("return np.maximum(x, 1)", "should give `[0, 3]`, yours gives `[1, 3]`"),
}

COUNT_PARAMETERS = {
    "D added": ("return (F * F + D + 1) * K", "multiply by D"),
    "a filter more": ("return F * F * D * (K + 1)", "a whole filter more"),
    "no biases": ("return F * F * D * K", "biases are missing"),
    "one bias": ("return F * F * D * K + 1", "One bias is not enough"),
    "no depth": ("return (F * F + 1) * K", "depth is missing: each"),
    "no depth, no biases": ("return F ** 2 * K", "and so is one bias"),
    "a bias for each slice": ("return (F * F + 1) * D * K", "one for each of its slices"),
    "F once": ("return (F * D + 1) * K", "high: F·F·D weights."),
    "2F": ("return (2 * F * D + 1) * K", "F·F is not 2F"),
    "^ for a power": ("return (F^2 * D + 1) * K", "`^` is no power"),
    "^ in brackets": ("return ((F^2) * D + 1) * K", "`^` is no power"),
    "^, multiplied out": ("return F^2*D*K + K", "`^` is no power"),
    "one filter": ("return F * F * D + 1", "There are K"),
    "shared weights": ("return F * F * D + K", "weights of its own"),
    "a float": ("return float((F * F * D + 1) * K)", "a float"),
    "printed": ("print((F * F * D + 1) * K)", "Write `return`"),
    "an array": ("return np.array([(F * F * D + 1) * K])", "gives an array of int64 numbers of shape (1,)"),
    "brackets": ("return F * F * (D + 1) * K", "should give"),
}

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

FUNCTIONS = {
    "01.1": WINDOW_RESPONSE,
    "01.3": RELU,
    "01.4": COUNT_PARAMETERS,
    "02.1": PAD,
    "02.2": DILATED_WINDOW,
    "02.3": POSITIONS,
    "02.4": CONVOLVE,
}
for lesson in (
    wrong_answers_03,
    wrong_answers_04,
    wrong_answers_05,
    wrong_answers_06,
    wrong_answers_10,
    wrong_answers_11,
):
    FUNCTIONS |= lesson.FUNCTIONS

FILTERS = {
    "unchanged": ([[2, -1, -1], [-1, 2, -1], [-1, -1, 2]], "Mirror it"),
    "signs turned": ([[1, 1, -2], [1, -2, 1], [-2, 1, 1]], "a negative number"),
    "silent": ([[0, 1, 0], [1, 0, -1], [0, -1, 0]], "does not answer at all to a rising line /"),
    "a line without its surroundings": ([[0, 0, 1], [0, 1, 0], [1, 0, 0]], "do not sum to 0"),
    "too weak surroundings": ([[-1, -1, 5], [-1, 5, -1], [5, -1, -1]], "do not sum to 0"),
    "all zero": ([[0, 0, 0]] * 3, "All weights are 0"),
    "a dot": ([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]], "hardly moves it more"),
    "beside the centre": ([[0, 2, -1], [2, -1, -1], [-1, -1, 0]], "a negative number"),
    "corners": ([[-1, 0, 1], [0, 0, 0], [1, 0, -1]], None),
    "two rows": ([[1, 2, 3], [4, 5, 6]], "shape (2, 3)"),
    "a text": ("/", "no filter yet"),
    "ragged": ([[1, 2], [3]], "no filter yet"),
    "NaN": ([[float("nan")] * 3] * 3, "write 3 rows"),
}
