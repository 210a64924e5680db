"""What students hand in to lesson 11: for each exercise, code and a part of the hint it must get."""

IMAGE = """
largest = np.abs(w).max()
if largest == 0:
    largest = 1
return 0.5 + w / (2 * largest)
"""

ALIKE = """
a, b = v - v.mean(), w - w.mean()
return (a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum())
"""

GIVEN = "return (window * w).sum(axis=(0, 1))"

SILENCE = "return (x <= 0).mean(axis=(0, 1))"

CLASS = """
best = int(np.argmax(scores))
powers = np.exp(scores - scores.max())
return best, float(powers[best] / powers.sum())
"""


def _changed(code: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in code, old
        code = code.replace(old, new)
    return code


def _image(*changes: tuple[str, str]) -> str:
    return _changed(IMAGE, *changes)


def _alike(*changes: tuple[str, str]) -> str:
    return _changed(ALIKE, *changes)


def _class(*changes: tuple[str, str]) -> str:
    return _changed(CLASS, *changes)


AS_IMAGE = {
    "from smallest to largest": ("return (w - w.min()) / (w.max() - w.min())", "so that 0 is not grey any more"),
    "each colour from smallest to largest": (
        "low, high = w.min(axis=(0, 1)), w.max(axis=(0, 1))\nreturn (w - low) / (high - low)",
        "from its smallest weight to its largest",
    ),
    "a scale for each colour": (_image((".max()", ".max(axis=(0, 1))"), ("if largest == 0:", "if False:")),
                                "divided by its own largest weight"),
    "largest without the absolute value": ("return 0.5 + w / (2 * w.max())", "The largest of *either sign*"),
    "divided by zero": ("return 0.5 + w / (2 * np.abs(w).max())", "A filter of zeros is divided by 0"),
    "negatives clipped": (_image(("0.5 + w / (2 * largest)", "np.maximum(w / largest, 0)")), "Half of what a filter"),
    "absolute values": (_image(("0.5 + w / (2 * largest)", "np.abs(w) / largest")), "3 and −3 look alike"),
    "from -1 to 1": (_image(("0.5 + w / (2 * largest)", "w / largest")), "from −1 to 1"),
    "not halved": (_image(("(2 * largest)", "largest")), "from −0.5 to 1.5"),
    "exchanged": (_image(("0.5 + w", "0.5 - w")), "Light and dark are exchanged"),
    "to 255": (_image(("0.5 + w / (2 * largest)", "255 * (0.5 + w / (2 * largest))")), "but from 0 to 255"),
    "to 255 in whole numbers": (
        _image(("return 0.5 + w / (2 * largest)", "return np.rint(255 * (0.5 + w / (2 * largest)))")),
        "whole numbers from 0 to 255",
    ),
    "grey": (_image(("return 0.5 + w / (2 * largest)", "return (0.5 + w / (2 * largest)).mean(axis=2)")),
             "where do the colours go"),
    "not halved, and divided by zero": ("return 0.5 + w / np.abs(w).max()", "from −0.5 to 1.5"),
    "not divided": ("return 0.5 + w / 2", "where the largest |w| is 1"),
    "written into w": ("w /= 2 * (np.abs(w).max() or 1)\nw += 0.5\nreturn w", "writes into the `w`"),
    "printed": (_image(("return 0.5", "return print(0.5"), ("largest)", "largest))")), "Write `return`"),
}  # fmt: skip

SIMILARITY = {
    "means left in": (_alike(("v - v.mean(), w - w.mean()", "v, w")), "The means are still in it"),
    "mean of v alone": (_alike(("w - w.mean()", "w")), "that of w is not"),
    "mean of w alone": (_alike(("v - v.mean()", "v")), "that of v is not"),
    "dot product": (_alike((" / np.sqrt((a**2).sum() * (b**2).sum())", "")), "it grows with the weights. Divide it"),
    "dot product, means left in": ("return (v * w).sum()", "the dot product of lesson 1"),
    "no root, means left in": (
        _alike(("np.sqrt((a**2).sum() * (b**2).sum())", "((v**2).sum() * (w**2).sum())")),
        "and the root is missing",
    ),
    "covariance": (_alike((" / np.sqrt((a**2).sum() * (b**2).sum())", " / a.size")), "That is the covariance"),
    "no root": (_alike(("np.sqrt(", "(")), "The root is missing"),
    "length of v alone": (_alike(("np.sqrt((a**2).sum() * (b**2).sum())", "(a**2).sum()")), "Σa² alone"),
    "length of w alone": (_alike(("np.sqrt((a**2).sum() * (b**2).sum())", "(b**2).sum()")), "Σb² alone"),
    "absolute value": (_alike(("return (a * b).sum()", "return abs((a * b).sum())")), "The sign is lost"),
    "turned": (_alike(("(a * b)", "(a * b[::-1, ::-1])")), "turned by 180 degrees"),
    "squared": (_alike(("(a * b).sum()", "(a * b).sum()**2"), ("np.sqrt(", "(")), "That is the square"),
    "unlike": (_alike(("return ", "return 1 - ")), "how *unlike* they are"),
    "means in the lengths": (_alike(("a**2", "v**2"), ("b**2", "w**2")), "but not in the lengths below"),
    "mean of each slice": (
        _alike(("v.mean()", "v.mean(axis=(0, 1))"), ("w.mean()", "w.mean(axis=(0, 1))")),
        "Each slice is less its own mean",
    ),
    "a table": ("return np.corrcoef(v.ravel(), w.ravel())", "a table of all pairs"),
    "products not summed": (_alike(("(a * b).sum()", "(a * b)")), "where one number is wanted"),
    "printed": (_alike(("return", "print("), ("(b**2).sum())", "(b**2).sum()))")), "Write `return`"),
}

CONTRIBUTIONS = {
    "all in one": ("return (window * w).sum()", "all of it in one number"),
    "through the depth": ("return (window * w).sum(axis=2)", "sums through the depth"),
    "columns": ("return (window * w).sum(axis=0)", "sums each column"),
    "rows": ("return (window * w).sum(axis=1)", "sums each row"),
    "rows through the depth": ("return (window * w).sum(axis=(1, 2))", "Each row of the window has become"),
    "columns through the depth": ("return (window * w).sum(axis=(0, 2))", "Each column of the window has become"),
    "not summed": ("return window * w", "not yet summed"),
    "summed first": ("return window.sum(axis=(0, 1)) * w.sum(axis=(0, 1))", "You summed first"),
    "mean": ("return (window * w).mean(axis=(0, 1))", "mean of the products"),
    "largest": ("return (window * w).max(axis=(0, 1))", "largest product"),
    "absolute": ("return np.abs(window * w).sum(axis=(0, 1))", "minus signs are lost"),
    "ReLU": ("return np.maximum((window * w).sum(axis=(0, 1)), 0)", "ReLU comes later"),
    "turned": ("return (window * w[::-1, ::-1]).sum(axis=(0, 1))", "turned by 180 degrees"),
    "first slice": ("return (window[:, :, 0] * w[:, :, 0]).sum()", "the first slice"),
    "running totals": ("return np.cumsum((window * w).sum(axis=(0, 1)))", "running totals"),
    "shares": ("g = (window * w).sum(axis=(0, 1))\nreturn g / g.sum()", "shares of the total"),
    "no weights": ("return window.sum(axis=(0, 1))", "The weights are missing"),
    "no pixels": ("return w.sum(axis=(0, 1))", "The pixels are missing"),
    "a list": ("return [(window * w)[:, :, d].sum() for d in range(w.shape[2])]", "gives a list"),
    "matrix product": ("return window @ w", "its shape is"),
    "printed": ("print((window * w).sum(axis=(0, 1)))", "Write `return`"),
}

SILENT = {
    "strictly negative": ("return (x < 0).mean(axis=(0, 1))", "exactly 0 before ReLU is 0 after it too"),
    "exactly zero": ("return (x == 0).mean(axis=(0, 1))", "hardly a number is exactly 0"),
    "active": ("return (x > 0).mean(axis=(0, 1))", "*not* silent"),
    "not negative": ("return (x >= 0).mean(axis=(0, 1))", "share that is not negative"),
    "counted": ("return (x <= 0).sum(axis=(0, 1))", "how many there are"),
    "whole layer": ("return (x <= 0).mean()", "one number for the whole layer"),
    "through the depth": ("return (x <= 0).mean(axis=2)", "goes through the depth"),
    "columns": ("return (x <= 0).mean(axis=0)", "each column of each map"),
    "rows": ("return (x <= 0).mean(axis=1)", "each row of each map"),
    "per cent": ("return 100 * (x <= 0).mean(axis=(0, 1))", "in per cent"),
    "divided by the rows": ("return (x <= 0).sum(axis=(0, 1)) / len(x)", "divided by H"),
    "divided by all": ("return (x <= 0).sum(axis=(0, 1)) / x.size", "all numbers of the layer"),
    "dead maps": ("return (x <= 0).all(axis=(0, 1))", "silent *everywhere*"),
    "mean of the map": ("return np.maximum(x, 0).mean(axis=(0, 1))", "mean of each map"),
    "printed": ("print((x <= 0).mean(axis=(0, 1)))", "Write `return`"),
}

BEST_CLASS = {
    "overflow": (_class(("scores - scores.max()", "scores")), "more than a computer can hold"),
    "share of the score": (_class(("np.exp(scores - scores.max())", "scores")), "A score is no share"),
    "the score": ("return int(scores.argmax()), float(scores.max())", "That is the score"),
    "not divided": ("return int(scores.argmax()), float(np.exp(scores.max()))", "The division is missing"),
    "divided by the classes": (
        "return int(scores.argmax()), float(np.exp(scores.max()) / len(scores))",
        "You divided by the number of classes",
    ),
    "from 1": (_class(("return best,", "return best + 1,")), "counted from 0"),
    "lowest": (_class(("argmax", "argmin")), "least probable class"),
    "class of the lowest": (_class(("return best,", "return int(np.argmin(scores)),")), "the class is that of the low"),
    "exchanged": (
        _class(("return best, float(powers[best] / powers.sum())", "return float(powers[best] / powers.sum()), best")),
        "The two are exchanged",
    ),
    "per cent": (_class(("float(", "100 * float(")), "in per cent"),
    "logarithm": (_class(("float(", "np.log(")), "That is the logarithm"),
    "sigmoid": ("return int(scores.argmax()), float(1 / (1 + np.exp(-scores.max())))", "the sigmoid"),
    "no preference": ("return int(scores.argmax()), 1 / len(scores)", "Every class has the same probability"),
    "the others": (_class(("float(", "1 - float(")), "all the other classes together"),
    "class alone": ("return int(scores.argmax())", "Return its probability as well"),
    "probability alone": (_class(("return best, ", "return ")), "Return the class as well"),
    "printed": (_class(("return best, float(powers[best] / powers.sum())", "print(best)")), "Write `return`"),
}

FUNCTIONS = {
    "11.1": AS_IMAGE,
    "11.2": SIMILARITY,
    "11.3": CONTRIBUTIONS,
    "11.4": SILENT,
    "11.5": BEST_CLASS,
}
