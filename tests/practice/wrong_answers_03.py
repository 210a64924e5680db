"""What students hand in for the exercises of lesson 03; `wrong_answers.py` says how it is written down."""

DEPTH_COLUMN = {
    "axes swapped": ("return volume[across, down, :]", "axes are swapped"),
    "axes swapped, short": ("return volume[across, down]", "axes are swapped"),
    "depth first": ("return volume[:, down, across]", "from the first axis. Here it is the last"),
    "depth first and swapped": ("return volume[:, across, down]", "down comes before across"),
    "one slice": ("return volume[down, across, 0]", "one slice of the pixel"),
    "a row of pixels": ("return volume[down]", "whole row of pixels"),
    "a column of pixels": ("return volume[:, across]", "pixel below pixel"),
    "slices for numbers": ("return volume[down:down + 1, across:across + 1, :]", "keeps an axis of length 1"),
    "counted from 1": ("return volume[down - 1, across - 1, :]", "counted from 1"),
    "added up": ("return np.sum(volume[down, across, :])", "were added up"),
    "turned round": ("return volume[down, across, ::-1]", "turned round"),
    "printed": ("print(volume[down, across, :])", "Write `return`"),
    "a list": ("return list(volume[down, across, :])", "gives a list"),
    "an unknown name": ("return X[down, across, :]", "NameError: name 'X' is not defined"),
    "no index": ("return volume", "its shape is"),
}

FILLED = """
K, H, W = maps.shape
volume = np.zeros((H, W, K))
for k in range(K):
    volume[:, :, k] = maps[k]
return volume
"""

DEPTH_LAST = {
    "unchanged": ("return maps", "Nothing has moved"),
    "stacked again": ("return np.stack(list(maps))", "Nothing has moved"),
    "reshape": (
        "K, H, W = maps.shape\nreturn maps.reshape(H, W, K)",
        "`reshape` does not move numbers",
    ),
    "T": ("return maps.T", "`.T` turns all three axes round"),
    "moved to the middle": ("return np.stack(list(maps), axis=1)", "stand in the middle"),
    "side by side": ("return np.concatenate(list(maps), axis=1)", "side by side"),
    "one below the other": ("return np.concatenate(list(maps))", "one below the other in one tall image"),
    "added up": ("return sum(maps)", "were added up"),
    "backwards": ("return np.stack(maps[::-1], axis=-1)", "order of the slices"),
    "returned inside the loop": (FILLED.replace("\nreturn", "\n    return"), "Only slice 0 was filled"),
    "zeros inside the loop": (
        FILLED.replace("volume = np.zeros((H, W, K))\n", "").replace(
            "K):\n", "K):\n    volume = np.zeros((H, W, K))\n"
        ),
        "Only the last slice was filled",
    ),
    "H and W swapped": (FILLED.replace("K, H, W =", "K, W, H ="), "stopped with `ValueError"),
    "a list": ("return [[maps[:, i, j] for j in range(maps.shape[2])] for i in range(maps.shape[1])]", "gives a list"),
    "not returned": ("maps = np.moveaxis(maps, 0, -1)", "returned nothing"),
}

LOOPS = """
F = w.shape[1]
H2, W2, K = (x.shape[0] - F) // S + 1, (x.shape[1] - F) // S + 1, len(w)
V = np.zeros((H2, W2, K))
for i in range(H2):
    for j in range(W2):
        window = x[i * S : i * S + F, j * S : j * S + F]
        V[i, j] = np.sum(window * w, axis=(1, 2, 3)) + b
return V
"""


def _loops(*changes: tuple[str, str]) -> str:
    code = LOOPS
    for old, new in changes:
        assert old in code, old
        code = code.replace(old, new)
    return code


CONVOLVE_ALL = {
    "mean": (_loops(("np.sum", "np.mean")), "mean of the products"),
    "filters added up": (_loops((", axis=(1, 2, 3)", "")), "filters were added up"),
    "no biases": (_loops((" + b", "")), "biases are missing"),
    "bias with every product": (
        _loops(("window * w, axis", "window * w + b.reshape(-1, 1, 1, 1), axis"), (") + b", ")")),
        "with every product",
    ),
    "first bias": (_loops((" + b", " + b[0]")), "bias of filter 0"),
    "all biases": (_loops((" + b", " + b.sum()")), "All biases were added"),
    "filter 0 everywhere": (_loops(("window * w, axis=(1, 2, 3)", "window * w[0]")), "made by filter 0"),
    "slice 0": (_loops(("window * w", "window[:, :, :1] * w[:, :, :, :1]")), "Only slice 0 of the input"),
    "slices kept apart": (
        _loops(("len(w)", "x.shape[2]"), ("axis=(1, 2, 3)", "axis=(0, 1, 2)")),
        "stopped with `ValueError",
    ),
    "filters first": (
        _loops(("(H2, W2, K))", "(K, H2, W2))"), ("V[i, j]", "V[:, i, j]")),
        "filters stand first",
    ),
    "output transposed": (_loops(("return V", "return V.swapaxes(0, 1)")), "Rows and columns of the output"),
    "filters turned": (_loops(("window * w", "window * w[:, ::-1, ::-1]")), "turned by 180°"),
    "no stride at all": (
        _loops((" // S", ""), ("i * S : i * S + F, j * S : j * S + F", "i : i + F, j : j + F")),
        "both in the size and in the place",
    ),
    "stride in the size alone": (
        _loops(("i * S : i * S + F, j * S : j * S + F", "i : i + F, j : j + F")),
        "one pixel at a time",
    ),
    "no + 1": (_loops((" // S + 1", " // S")), "forget the + 1"),
    "returned inside the loops": (_loops(("return V", ""), ("+ b", "+ b\n        return V")), "first depth column"),
    "returned after a row": (_loops(("return V", ""), ("+ b", "+ b\n    return V")), "Only the first row"),
    "ReLU": (_loops(("return V", "return np.maximum(V, 0)")), "a layer of its own"),
    "whole numbers": (_loops(("(H2, W2, K))", "(H2, W2, K), int)")), "behind the point"),
    "one axis too few": (_loops(("axis=(1, 2, 3)", "axis=(1, 2)")), "stopped with `ValueError"),
    "printed": (_loops(("return V", "print(V)")), "Write `return`"),
}

ONE_BY_ONE = {
    "no biases": ("return x @ w.T", "biases are missing"),
    "bias with every product": ("return x @ w.T + x.shape[2] * b", "with every product"),
    "reshape for T": (
        "K, D = w.shape\nreturn (x.reshape(-1, D) @ w.reshape(D, K) + b).reshape(*x.shape[:2], K)",
        "cuts the weights anew",
    ),
    "pixels as columns by reshape": (
        "H, W, D = x.shape\nreturn (w @ x.reshape(D, -1) + b[:, None]).T.reshape(H, W, len(w))",
        "mixes pixels and slices",
    ),
    "product cut anew": (
        "H, W, D = x.shape\nreturn (w @ x.reshape(-1, D).T + b[:, None]).reshape(H, W, len(w))",
        "cutting it into (H, W, K)",
    ),
    "filters first": (
        "H, W, D = x.shape\nreturn (w @ x.reshape(-1, D).T + b[:, None]).reshape(len(w), H, W)",
        "filters stand first",
    ),
    "a list of pixels": ("return x.reshape(-1, x.shape[2]) @ w.T + b", "in one long list"),
    "H and W swapped": (
        "W, H, D = x.shape\nreturn (x.reshape(-1, D) @ w.T + b).reshape(H, W, len(w))",
        "H and W are swapped",
    ),
    "filters added up": ("return np.sum(x @ w.T + b, axis=2)", "filters were added up"),
    "products alone": ("return x * w[0] + b[0]", "not added up through the depth"),
    "not turned": ("return x @ w + b", "stopped with `ValueError"),
    "ReLU": ("return np.maximum(x @ w.T + b, 0)", "a layer of its own"),
    "printed": ("print(x @ w.T + b)", "Write `return`"),
}

CARD = """
W2 = (W - F + 2 * P) // S + 1
H2 = (H - F + 2 * P) // S + 1
return W2, H2, K, F * F * D * K, K
"""


def _card(*changes: tuple[str, str]) -> str:
    code = CARD
    for old, new in changes:
        assert old in code, old
        code = code.replace(old, new)
    return code


SPECIFICATION = {
    "one filter and its bias": (
        "return (W - F + 2 * P) // S + 1, (H - F + 2 * P) // S + 1, K, F * F * D, 1",
        "weights and the bias of one filter",
    ),
    "H2 from W": (
        "return (W - F + 2 * P) // S + 1, (W - F + 2 * P) // S + 1, K, F * F * D * K, K",
        "worked out from the width",
    ),
    "no padding": (_card((" + 2 * P", "")), "forgot the padding"),
    "P once": (_card(("2 * P", "P")), "P was counted once"),
    "no + 1": (_card((" // S + 1", " // S")), "forgot the + 1"),
    "no stride": (_card((" // S", "")), "forgot the stride"),
    "no brackets": (
        _card(("(W - F + 2 * P)", "W - F + 2 * P"), ("(H - F + 2 * P)", "H - F + 2 * P")),
        "divides before it adds",
    ),
    "divided by S + 1": (_card((" // S + 1", " // (S + 1)")), "Divide by S alone"),
    "W and H swapped": (_card(("return W2, H2", "return H2, W2")), "Width and height are swapped"),
    "input's depth": (_card(("H2, K,", "H2, D,")), "D2 is not the depth of the input"),
    "D times K": (_card(("H2, K,", "H2, D * K,")), "D2 is K, not D·K"),
    "weights without depth": (_card(("F * F * D * K", "F * F * K")), "forgot the depth"),
    "one filter": (_card(("F * F * D * K", "F * F * D")), "weights of one filter"),
    "F once": (_card(("F * F * D * K", "F * D * K")), "F wide and F high"),
    "biases among the weights": (_card(("F * F * D * K", "(F * F * D + 1) * K")), "line of its own"),
    "unshared weights": (_card(("F * F * D * K", "W2 * H2 * F * F * D * K")), "anew at every place"),
    "one bias": (_card(("K, K", "K, 1")), "One bias is not enough"),
    "a bias for each slice of the input": (_card(("K, K", "K, D")), "not to the slices of the input"),
    "a bias for each slice of each filter": (_card(("K, K", "K, D * K")), "not one for each of its slices"),
    "a bias for each output": (_card(("K, K", "K, W2 * H2 * K")), "not one for each output"),
    "floats": (_card((" // S", " / S")), "holds `3.0`, a float"),
    "a list": (_card(("return ", "return ["), ("K, K", "K, K]")), "separate them with commas"),
    "four numbers": (_card((", K\n", "\n")), "gives 4 numbers"),
    "printed": (_card(("return ", "print("), ("K, K", "K, K)")), "Write `return`"),
    "two mistakes": (_card((" + 2 * P", ""), ("K, K", "K, 1")), "should give"),
}

FUNCTIONS = {
    "03.1": DEPTH_COLUMN,
    "03.2": DEPTH_LAST,
    "03.3": CONVOLVE_ALL,
    "03.4": ONE_BY_ONE,
    "03.5": SPECIFICATION,
}
