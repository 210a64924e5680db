"""What students hand in to lesson 05: for each exercise, code and a part of the hint it must get."""

WINDOW = "window = x[i * S : i * S + F, j * S : j * S + F]\n"

STRETCHED = {
    "slice by slice": (WINDOW + "return window.transpose(2, 0, 1).reshape(-1)", "slice by slice"),
    "slices one after the other": (
        WINDOW + "return np.concatenate([window[:, :, d].reshape(-1) for d in range(x.shape[2])])",
        "slice by slice",
    ),
    "column by column": (WINDOW + "return window.transpose(1, 0, 2).reshape(-1)", "Rows and columns of the window"),
    "order F": (WINDOW + "return window.reshape(-1, order='F')", "order of all three axes"),
    "turned round": (WINDOW + "return window.T.ravel()", "order of all three axes"),
    "no stride": ("return x[i : i + F, j : j + F].reshape(-1)", "starts at the wrong place"),
    "side by side": ("return x[i * F : i * F + F, j * F : j * F + F].reshape(-1)", "S pixels apart, not F"),
    "i and j swapped": ("return x[j * S : j * S + F, i * S : i * S + F].reshape(-1)", "Row and column of the output"),
    "stops at F": ("return x[i * S : F, j * S : F].reshape(-1)", "ends too early"),
    "still a block": (WINDOW + "return window", "still as a block"),
    "a row for each pixel": (WINDOW + "return window.reshape(F * F, x.shape[2])", "an axis of its own"),
    "a column vector": (WINDOW + "return window.reshape(-1, 1)", "matrix of one column"),
    "a row vector": (WINDOW + "return window.reshape(1, -1)", "matrix of one row"),
    "first slice": (WINDOW + "return window[:, :, 0].ravel()", "Only the first slice"),
    "slices added": (WINDOW + "return window.sum(axis=-1).ravel()", "slices were added up"),
    "a list": (WINDOW + "return list(window.reshape(-1))", "gives a list"),
    "printed": (WINDOW + "print(window.reshape(-1))", "Write `return`"),
    "an unknown name": ("return window.reshape(-1)", "NameError: name 'window' is not defined"),
}

LOOPS = """
H, W, D = x.shape
H2, W2 = (H - F) // S + 1, (W - F) // S + 1
X_col = np.zeros((F * F * D, H2 * W2), dtype=x.dtype)
for i in range(H2):
    for j in range(W2):
        window = x[i * S : i * S + F, j * S : j * S + F]
        X_col[:, i * W2 + j] = window.reshape(-1)
return X_col
"""


def _loops(*changes: tuple[str, str]) -> str:
    code = LOOPS
    for old, new in changes:
        assert old in code, old
        code = code.replace(old, new)
    return code


IM2COL = {
    "windows as rows": (
        _loops(("(F * F * D, H2 * W2)", "(H2 * W2, F * F * D)"), ("X_col[:, i * W2 + j]", "X_col[i * W2 + j]")),
        "Each window is a row",
    ),
    "transposed at the end": (_loops(("return X_col", "return X_col.T")), "Each window is a row"),
    "slice by slice": (_loops(("window.reshape(-1)", "window.transpose(2, 0, 1).reshape(-1)")), "slice by slice"),
    "window by columns": (
        _loops(("window.reshape(-1)", "window.transpose(1, 0, 2).reshape(-1)")),
        "Rows and columns of each window",
    ),
    "H and W swapped": (_loops(("H, W, D = x.shape", "W, H, D = x.shape")), "Height and width are swapped"),
    "H2 and W2 swapped": (_loops(("H2, W2 = (", "W2, H2 = (")), "Height and width are swapped"),
    "windows by columns": (_loops(("i * W2 + j]", "j * H2 + i]")), "windows stand in another order"),
    "no stride": (
        _loops((" // S", ""), ("i * S : i * S + F, j * S : j * S + F", "i : i + F, j : j + F")),
        "The stride is missing: windows start",
    ),
    "stride in the size alone": (
        _loops(("i * S : i * S + F, j * S : j * S + F", "i : i + F, j : j + F")),
        "one pixel at a time",
    ),
    "no + 1": (_loops((" // S + 1", " // S")), "forget the + 1"),
    "divided with /": (_loops((" // S", " / S")), "gives a float, even where"),
    "i + j": (_loops(("i * W2 + j]", "i + j]")), "land in the same column"),
    "i * H2 + j": (_loops(("i * W2 + j]", "i * H2 + j]")), "A row of the output has W2 windows"),
    "returned inside the loops": (
        _loops(("return X_col", ""), (".reshape(-1)", ".reshape(-1)\n        return X_col")),
        "Only the first window was written",
    ),
    "returned after a row": (
        _loops(("return X_col", ""), (".reshape(-1)", ".reshape(-1)\n    return X_col")),
        "Only the first row of windows",
    ),
    "first slice": (
        _loops(("(F * F * D,", "(F * F,"), ("window.reshape(-1)", "window[:, :, 0].reshape(-1)")),
        "Only the first slice",
    ),
    "a block of columns": (
        _loops(("(F * F * D, H2 * W2)", "(F * F * D, H2, W2)"), ("i * W2 + j]", "i, j]")),
        "still stand in a block",
    ),
    "depth forgotten": (_loops(("(F * F * D,", "(F * F,")), "X_col has too few rows"),
    "block into a column": (_loops(("window.reshape(-1)", "window")), "The window is still a block"),
    "printed": (_loops(("return X_col", "print(X_col)")), "Write `return`"),
    "an empty matrix": ("return np.zeros((F * F * x.shape[2], 1))", "its shape is (4, 1)"),
}

ONE_PRODUCT = {
    "bias of filter 0": ("return w.reshape(len(w), -1) @ X_col + b[0]", "bias of filter 0"),
    "all biases": ("return w.reshape(len(w), -1) @ X_col + b.sum()", "adds `b[k]` alone"),
    "no biases": ("return w.reshape(len(w), -1) @ X_col", "biases are missing"),
    "bias along the columns": ("return w.reshape(len(w), -1) @ X_col + b", "lays the biases along the columns"),
    "filters mixed up": ("return w.reshape(-1, len(w)).T @ X_col + b[:, None]", "mixes up the filters"),
    "filters slice by slice": (
        "return w.transpose(0, 3, 1, 2).reshape(len(w), -1) @ X_col + b[:, None]",
        "must be stretched alike",
    ),
    "filters by columns": (
        "return w.transpose(0, 2, 1, 3).reshape(len(w), -1) @ X_col + b[:, None]",
        "Rows and columns of the filters",
    ),
    "filters turned": ("return w.reshape(len(w), -1)[:, ::-1] @ X_col + b[:, None]", "turned by 180°"),
    "the product transposed": (
        "return X_col.T @ w.reshape(len(w), -1).T + b",
        "Rows and columns of the product",
    ),
    "bias with every product": (
        "return w.reshape(len(w), -1) @ X_col + b[:, None] * len(X_col)",
        "added with every product",
    ),
    "not stretched": ("return w @ X_col + b[:, None]", "still a block of four axes"),
    "all in one vector": ("return w.reshape(-1) @ X_col + b[:, None]", "into one vector"),
    "number by number": ("return w.reshape(len(w), -1) * X_col + b[:, None]", "The matrix product is `@`"),
    "the wrong order": ("return X_col @ w.reshape(len(w), -1) + b[:, None]", "factors stand in the wrong order"),
    "ReLU": ("return np.maximum(w.reshape(len(w), -1) @ X_col + b[:, None], 0)", "a layer of its own"),
    "printed": ("print(w.reshape(len(w), -1) @ X_col + b[:, None])", "Write `return`"),
    "a list": ("return [row @ X_col for row in w.reshape(len(w), -1)]", "gives a list"),
}

FOLD = {
    "reshaped at once": ("return product.reshape(H2, W2, len(product))", "`reshape` never moves a number"),
    "slices first": ("return product.reshape(len(product), H2, W2)", "the slices first"),
    "all axes turned": ("return product.reshape(len(product), H2, W2).T", "turns all three axes round"),
    "H2 and W2 swapped": ("return product.T.reshape(W2, H2, len(product))", "H2 and W2 are swapped"),
    "maps by columns": (
        "return product.reshape(len(product), W2, H2).transpose(2, 1, 0)",
        "A map was read column by column",
    ),
    "slices in the middle": (
        "return np.swapaxes(product.reshape(len(product), H2, W2), 0, 1)",
        "stand in the middle",
    ),
    "transposed alone": ("return product.T", "in one long row"),
    "one map": ("return product[0].reshape(H2, W2)", "first slice alone"),
    "maps added": ("return product.sum(axis=0).reshape(H2, W2)", "added up"),
    "no K": ("return product.T.reshape(H2, W2)", "stopped with `ValueError: cannot reshape"),
    "printed": ("print(product.T.reshape(H2, W2, -1))", "Write `return`"),
    "stacked in a list": ("return [row.reshape(H2, W2) for row in product]", "gives a list"),
}

PLACES = "((W - F + 2 * P) // S + 1)"

COLUMN_BYTES = {
    "padded pixels": ("return 4 * F * F * D * (W + 2 * P) ** 2", "stay inside the padded image"),
    "a pixel a column": ("return 4 * D * ((W - F + 2 * P) // S + 1) ** 2", "and not one pixel"),
    "numbers": (f"return F * F * D * {PLACES} ** 2", "Each takes 4 bytes"),
    "float64": (f"return 8 * F * F * D * {PLACES} ** 2", "8 bytes are a float64"),
    "bits": (f"return 32 * F * F * D * {PLACES} ** 2", "These are bits"),
    "one side": (f"return 4 * F * F * D * {PLACES}", "moves down as well as across"),
    "no depth": (f"return 4 * F * F * {PLACES} ** 2", "The depth is missing"),
    "F once": (f"return 4 * F * D * {PLACES} ** 2", "F wide and F high"),
    "the bias too": (f"return 4 * (F * F * D + 1) * {PLACES} ** 2", "bias is no pixel"),
    "no + 1": ("return 4 * F * F * D * ((W - F + 2 * P) // S) ** 2", "+ 1 is missing"),
    "no padding": ("return 4 * F * F * D * ((W - F) // S + 1) ** 2", "padding is missing"),
    "P once": ("return 4 * F * F * D * ((W - F + P) // S + 1) ** 2", "P was counted once"),
    "no stride": ("return 4 * F * F * D * (W - F + 2 * P + 1) ** 2", "stride is missing"),
    "the image": ("return 4 * W * W * D", "That is the image"),
    "a window for each pixel": ("return 4 * F * F * D * W * W", "not for each pixel"),
    "a float": ("return 4 * F * F * D * ((W - F + 2 * P) // S + 1) ** 2.0", "a float. A count"),
    "^ for a power": (f"return 4 * F * F * D * {PLACES} ^ 2", "should give"),
    "printed": (f"print(4 * F * F * D * {PLACES} ** 2)", "Write `return`"),
}

FUNCTIONS = {"05.1": STRETCHED, "05.2": IM2COL, "05.3": ONE_PRODUCT, "05.4": FOLD, "05.5": COLUMN_BYTES}
