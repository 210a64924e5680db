"""What students hand in to lesson 01: for each exercise, code and a part of the hint it must get."""

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

FUNCTIONS = {"01.1": WINDOW_RESPONSE, "01.3": RELU, "01.4": COUNT_PARAMETERS}
