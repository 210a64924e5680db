"""What students hand in for the exercises of lesson 04; `wrong_answers.py` says how it is written down."""

COUNTS = """
W2 = (W - F) // S + 1
neurons = W2 * W2 * K
return neurons * (W * W * D + 1), neurons * (F * F * D + 1), (F * F * D + 1) * K
"""


def _counts(*changes: tuple[str, str]) -> str:
    code = COUNTS
    for old, new in changes:
        assert old in code, old
        code = code.replace(old, new)
    return code


THREE_COUNTS = {
    "K biases for the local layer": (
        _counts(("neurons * (F * F * D + 1)", "neurons * F * F * D + K")),
        "and not for each filter",
    ),
    "one bias in each count": (
        _counts(
            ("W * D + 1)", "W * D) + 1"), ("D + 1), (F", "D) + 1, (F"), ("(F * F * D + 1) * K", "F * F * D * K + 1")
        ),
        "One bias is not enough",
    ),
    "one filter and K biases": (_counts((", (F * F * D + 1) * K", ", F * F * D + K")), "weights of one filter were"),
    "no biases": (_counts((" + 1), neurons", "), neurons"), ("D + 1)", "D)")), "biases are missing"),
    "no depth": (_counts((" * D", "")), "forgot the depth"),
    "K neurons see all": (_counts(("return neurons", "return K")), "In the first count"),
    "one neuron a place": (_counts(("W2 * W2 * K", "W2 * W2")), "K neurons stand at each place"),
    "one local neuron a place": (
        _counts((", neurons * (F", ", W2 * W2 * (F")),
        "In the second count one neuron",
    ),
    "a neuron for each pixel": (_counts(("neurons = W2 * W2", "neurons = W * W")), "a neuron for each pixel"),
    "one filter": (_counts((", (F * F * D + 1) * K", ", F * F * D + 1")), "that of one filter"),
    "one shared bias": (_counts((", (F * F * D + 1) * K", ", F * F * D * K + 1")), "one bias is not enough"),
    "one row of neurons": (_counts(("neurons = W2 * W2", "neurons = W2")), "one row of neurons"),
    "a bias for each filter": (
        _counts(
            ("neurons * (W * W * D + 1)", "neurons * W * W * D + K"),
            ("neurons * (F * F * D + 1)", "neurons * F * F * D + K"),
        ),
        "every neuron has a bias of its own",
    ),
    "biases unshared": (
        _counts((", (F * F * D + 1) * K", ", F * F * D * K + neurons")),
        "but not the biases",
    ),
    "nothing shared": (_counts((", (F * F * D + 1) * K", ", neurons * (F * F * D + 1)")), "counted unshared weights"),
    "backwards": (
        "W2 = (W - F) // S + 1\nn = W2 * W2 * K\nreturn (F * F * D + 1) * K, n * (F * F * D + 1), n * (W * W * D + 1)",
        "order is turned round",
    ),
    "floats": (_counts((" // S", " / S")), "a float"),
    "two of three": (_counts((", (F * F * D + 1) * K", "")), "gives 2 numbers"),
    "an array": (_counts(("return ", "return np.array(["), ("+ 1) * K", "+ 1) * K])")), "gives an array"),
    "no stride": (_counts((" // S", "")), "should give"),
}

ROW = """
W2, F = w.shape
y = np.zeros(W2)
for j in range(W2):
    y[j] = np.sum(x[j * S : j * S + F] * w[j]) + b[j]
return y
"""


def _row(*changes: tuple[str, str]) -> str:
    code = ROW
    for old, new in changes:
        assert old in code, old
        code = code.replace(old, new)
    return code


LOCAL_ROW = {
    "weights of all places": (_row(("w[j]", "w")), "weights of all places together"),
    "mean": (_row(("np.sum", "np.mean")), "mean of the products"),
    "shared weights": (_row(("w[j]", "w[0]")), "that is a shared filter"),
    "a convolution": (_row(("w[j]", "w[0]"), ("b[j]", "b[0]")), "that is a convolution"),
    "no biases": (_row((" + b[j]", "")), "biases are missing"),
    "first bias": (_row(("b[j]", "b[0]")), "Every place added b[0]"),
    "bias with every product": (_row(("w[j]) + b[j]", "w[j] + b[j])")), "with every product"),
    "products not added up": (
        "return np.array([x[j * S : j * S + w.shape[1]] * w[j] + b[j] for j in range(len(w))])",
        "were not added up",
    ),
    "no stride": (_row(("j * S : j * S + F", "j : j + F")), "stride is missing"),
    "first window": (_row(("j * S : j * S + F", ":F")), "All places read the first window"),
    "a matrix product": ("return w @ x[:w.shape[1]] + b", "All places read the first window"),
    "weights turned": (_row(("w[j]", "w[j, ::-1]")), "weights are turned round"),
    "places turned": (_row(("w[j]", "w[W2 - 1 - j]")), "places are turned round"),
    "returned inside the loop": (_row(("\nreturn", "\n    return")), "Only place 0 was worked out"),
    "zeros inside the loop": (
        _row(("y = np.zeros(W2)\n", ""), ("W2):\n", "W2):\n    y = np.zeros(W2)\n")),
        "Only the last place was kept",
    ),
    "last place missing": (_row(("(W2)", "(W2 - 1)")), "last place is missing"),
    "ReLU": (_row(("return y", "return np.maximum(y, 0)")), "a layer of its own"),
    "whole numbers": (_row(("np.zeros(W2)", "np.zeros(W2, int)")), "behind the point"),
    "side by side": (_row(("j * S : j * S + F", "j * F : j * F + F")), "laid the windows side by side"),
    "a list": (_row(("return y", "return list(y)")), "gives a list"),
    "the whole row": (_row(("x[j * S : j * S + F]", "x")), "stopped with `ValueError"),
}

SUM = """
dw = np.zeros(F)
for j in range(len(dy)):
    dw += dy[j] * x[j * S : j * S + F]
return dw
"""


def _sum(*changes: tuple[str, str]) -> str:
    code = SUM
    for old, new in changes:
        assert old in code, old
        code = code.replace(old, new)
    return code


SHARED_GRADIENT = {
    "window added up": (_sum(("dy[j] * x[j * S : j * S + F]", "dy[j] * np.sum(x[j * S : j * S + F])")), "as F numbers"),
    "dy alone": (_sum(("dy[j] * x[j * S : j * S + F]", "dy[j]")), "x is missing"),
    "added to the window": (_sum(("dy[j] * x", "dy[j] + x")), "were added: multiply"),
    "mean": (_sum(("return dw", "return dw / len(dy)")), "mean over the places"),
    "overwritten": (_sum(("+=", "=")), "overwrites the one before"),
    "returned inside the loop": (_sum(("\nreturn", "\n    return")), "Only the first place counts"),
    "places kept apart": (
        "return np.array([dy[j] * x[j * S : j * S + F] for j in range(len(dy))])",
        "one gradient for each place",
    ),
    "no dy": (_sum(("dy[j] * x", "x")), "dy is missing"),
    "first window": (_sum(("j * S : j * S + F", ":F")), "read the first window"),
    "no stride": (_sum(("j * S : j * S + F", "j : j + F")), "stride is missing"),
    "turned round": (_sum(("return dw", "return dw[::-1]")), "weight 0 meets the first number"),
    "dy turned round": (_sum(("dy[j]", "dy[-1 - j]")), "dy is turned round"),
    "downhill": (_sum(("+=", "-=")), "points uphill"),
    "added up": (_sum(("return dw", "return dw.sum()")), "weights were added up, too"),
    "printed": (_sum(("return dw", "print(dw)")), "Write `return`"),
    "an unknown name": (_sum(("dy[j] *", "dy[j] * w *")), "NameError: name 'w' is not defined"),
}

SPREAD = {
    "unchanged": ("return w", "Those are the filters once"),
    "repeat": (
        "return np.repeat(w, H2 * W2, axis=0).reshape(H2, W2, *w.shape)",
        "`np.repeat` repeats each filter by itself",
    ),
    "tile without ones": ("return np.tile(w, (H2, W2))", "repeats the last two axes"),
    "H2 and W2 swapped": ("return np.tile(w, (W2, H2, 1, 1, 1, 1))", "H2 and W2 are swapped"),
    "a list of places": ("return np.tile(w, (H2 * W2, 1, 1, 1, 1))", "in one long list"),
    "stacked in a list": ("return np.stack([w] * (H2 * W2))", "in one long list"),
    "shared out": ("return np.tile(w, (H2, W2, 1, 1, 1, 1)) / (H2 * W2)", "shared out among the places"),
    "averaged": (
        "return np.broadcast_to(w.mean(axis=0), (H2, W2, *w.shape))",
        "filters were averaged",
    ),
    "returned inside the loops": (
        """
        everywhere = np.zeros((H2, W2, *w.shape))
        for i in range(H2):
            for j in range(W2):
                everywhere[i, j] = w
                return everywhere
        """,
        "Only place [0, 0] was filled",
    ),
    "returned after a row": (
        """
        everywhere = np.zeros((H2, W2, *w.shape))
        for i in range(H2):
            for j in range(W2):
                everywhere[i, j] = w
            return everywhere
        """,
        "Only the first row of places",
    ),
    "zeros inside the loops": (
        """
        for i in range(H2):
            for j in range(W2):
                everywhere = np.zeros((H2, W2, *w.shape))
                everywhere[i, j] = w
        return everywhere
        """,
        "Only the last place was kept",
    ),
    "a list": ("return [[w] * W2] * H2", "gives a list"),
    "reshaped": ("return w.reshape(H2, W2, -1)", "its shape is"),
    "filters last": ("return np.tile(w[..., None, None], (1, 1, 1, 1, H2, W2))", "its shape is"),
}

FUNCTIONS = {
    "04.1": LOCAL_ROW,
    "04.2": THREE_COUNTS,
    "04.3": SPREAD,
    "04.4": SHARED_GRADIENT,
}
