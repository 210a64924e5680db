"""What students hand in to lesson 10: for each exercise, code and a part of the hint it must get."""

BATCH = """
powers = np.exp(scores - scores.max(axis=1, keepdims=True))
p = powers / powers.sum(axis=1, keepdims=True)
N = len(y)
"""


def _batch(last: str) -> str:
    """With p, the probabilities of a batch, at hand."""
    return BATCH + last


SOFTMAX = {
    "no maximum": ("powers = np.exp(scores)\nreturn powers / powers.sum()", "and `inf / inf` is `nan`. Subtract"),
    "smallest subtracted": (
        "powers = np.exp(scores - scores.min())\nreturn powers / powers.sum()",
        "You subtracted the smallest",
    ),
    "mean subtracted": ("e = np.exp(scores - np.mean(scores))\nreturn e / e.sum()", "subtracted the mean"),
    "absolute maximum": (
        "powers = np.exp(scores - max(abs(scores)))\nreturn powers / powers.sum()",
        "largest absolute value",
    ),
    "no powers": ("return scores / scores.sum()", "powers of e are missing"),
    "powers alone": ("return np.exp(scores)", "Probabilities are their shares"),
    "divided by the largest": ("e = np.exp(scores - scores.max())\nreturn e / e.max()", "by the largest one"),
    "divided by K": ("powers = np.exp(scores - scores.max())\nreturn powers / len(scores)", "number of classes"),
    "sign": ("powers = np.exp(scores.min() - scores)\nreturn powers / powers.sum()", "gets the smallest probability"),
    "sigmoid": ("return 1 / (1 + np.exp(-scores))", "That is the sigmoid"),
    "powers of 2": ("powers = 2 ** (scores - scores.max())\nreturn powers / powers.sum()", "powers of 2"),
    "winner takes all": ("return (scores == scores.max()).astype(float)", "highest score got everything"),
    "logarithm after all": (
        "e = np.exp(scores - scores.max())\nreturn np.log(e / e.sum())",
        "logarithms of the probabilities",
    ),
    "logarithm": (
        "s = scores - scores.max()\nreturn s - np.log(np.sum(np.exp(s)))",
        "logarithms of the probabilities",
    ),
    "per cent": (
        "powers = np.exp(scores - scores.max())\nreturn 100 * powers / powers.sum()",
        "These are per cent",
    ),
    "absolute values": ("powers = np.exp(np.abs(scores))\nreturn powers / powers.sum()", "The signs are lost"),
    "printed": ("powers = np.exp(scores - scores.max())\nprint(powers / powers.sum())", "Write `return`"),
    "a list": (
        "powers = np.exp(scores - scores.max())\nreturn list(powers / powers.sum())",
        "gives a list, where an array",
    ),
    "in place": (
        "scores -= scores.max()\npowers = np.exp(scores)\nreturn powers / powers.sum()",
        "writes into the `scores`",
    ),
}  # fmt: skip

CROSS_ENTROPY = {
    "no minus": (_batch("return np.log(p[np.arange(N), y]).mean()"), "minus sign is missing"),
    "sum": (_batch("return -np.log(p[np.arange(N), y]).sum()"), "sum over the batch"),
    "divided by K, too": (_batch("return -np.log(p[np.arange(N), y]).sum() / p.size"), "number of classes, too"),
    "no mean": (_batch("return -np.log(p[np.arange(N), y])"), "a loss for each image"),
    "base 2": (_batch("return -np.log2(p[np.arange(N), y]).mean()"), "base 2"),
    "base 10": (_batch("return -np.log10(p[np.arange(N), y]).mean()"), "base 10"),
    "mean before the logarithm": (_batch("return -np.log(p[np.arange(N), y].mean())"), "logarithm of the mean"),
    "1 - p": (_batch("return np.mean(1 - p[np.arange(N), y])"), "probability of all other classes"),
    "p": (_batch("return np.mean(p[np.arange(N), y])"), "The loss is its negative logarithm"),
    "-log(1 - p)": (_batch("return -np.log(1 - p[np.arange(N), y]).mean()"), "That is −log(1 − p)"),
    "highest": (_batch("return -np.log(p.max(axis=1)).mean()"), "class with the highest score"),
    "no softmax": ("return -scores[np.arange(len(y)), y].mean()", "That is the score itself"),
    "all classes": (_batch("return -np.log(p).mean()"), "All classes went into the mean"),
    "all classes, summed": (_batch("return -np.log(p).sum(axis=1).mean()"), "All classes were added up"),
    "whole columns": (_batch("return -np.log(p[:, y]).mean()"), "a column for each label"),
    "entropy": (_batch("return -(p * np.log(p)).sum(axis=1).mean()"), "entropy of the answers"),
    "first image": (
        _batch("for row, label in zip(p, y):\n    total = -np.log(row[label])\n    return total"),
        "Only the first image",
    ),
    "last image": (
        _batch("for row, label in zip(p, y):\n    total = -np.log(row[label])\nreturn total"),
        "Only the last image",
    ),
    "wrong axis": (
        "e = np.exp(scores)\np = e / e.sum(axis=0)\nreturn -np.log(p[np.arange(len(y)), y]).mean()",
        "has to go along its row",
    ),
    "one sum for the batch": (
        "e = np.exp(scores)\np = e / e.sum()\nreturn -np.log(p[np.arange(len(y)), y]).mean()",
        "sum over the whole batch",
    ),
    "printed": (_batch("print(-np.log(p[np.arange(N), y]).mean())"), "Write `return`"),
}  # fmt: skip

SCORE_GRADIENT = {
    "nothing subtracted": (_batch("return p / N"), "Nothing was subtracted"),
    "probabilities": (_batch("return p"), "These are the probabilities"),
    "sign": (_batch("p[np.arange(N), y] -= 1\nreturn -p / N"), "The gradient points uphill"),
    "plus 1 - p": (_batch("return (np.eye(p.shape[1])[y] - p) / N"), "The gradient points uphill"),
    "no N": (_batch("p[np.arange(N), y] -= 1\nreturn p"), "division by N is missing"),
    "divided by the classes": (_batch("p[np.arange(N), y] -= 1\nreturn p / p.shape[1]"), "by the number of classes"),
    "divided by all": (_batch("p[np.arange(N), y] -= 1\nreturn p / p.size"), "You divided by all numbers"),
    "1 from all": (_batch("return (p - 1) / N"), "from every class"),
    "whole columns": (_batch("p[:, y] -= 1\nreturn p / N"), "takes whole columns"),
    "only the right one": (
        _batch("d = np.zeros_like(p)\nd[np.arange(N), y] = p[np.arange(N), y] - 1\nreturn d / N"),
        "The wrong classes got 0",
    ),
    "label's number": (_batch("return (p - y[:, None]) / N"), "the label's number"),
    "no softmax": (
        "d = scores.copy()\nd[np.arange(len(y)), y] -= 1\nreturn d / len(y)",
        "These are the scores less 1",
    ),
    "of the probability": (
        _batch("d = np.zeros_like(p)\nd[np.arange(N), y] = -1 / p[np.arange(N), y]\nreturn d / N"),
        "how the loss changes with the *probability*",
    ),
    "absolute": (_batch("p[np.arange(N), y] -= 1\nreturn abs(p) / N"), "The signs are lost"),
    "highest class": (
        _batch("p[np.arange(N), p.argmax(axis=1)] -= 1\nreturn p / N"),
        "at the class with the highest score",
    ),
    "images added": (_batch("p[np.arange(N), y] -= 1\nreturn p.sum(axis=0) / N"), "You added up the images"),
    "wrong axis": (
        "e = np.exp(scores)\np = e / e.sum(axis=0)\np[np.arange(len(y)), y] -= 1\nreturn p / len(y)",
        "has to go along its row",
    ),
    "classes from 1": (_batch("p[np.arange(N), -1 - y] -= 1\nreturn p / N"), "counted from the wrong end"),
    "into the scores": ("scores[np.arange(len(y)), y] -= 1\nreturn scores / len(y)", "should give"),
    "nothing returned": (_batch("p[np.arange(N), y] -= 1"), "returned nothing"),
}  # fmt: skip

DESCEND = {
    "plus": ("for _ in range(steps):\n    w = w + rate * slope(w)\nreturn w", "You went uphill"),
    "one step": (
        "for _ in range(steps):\n    w = w - rate * slope(w)\n    return w\nreturn w",
        "That is one step, whatever",
    ),
    "slope once": (
        "d = slope(w)\nfor _ in range(steps):\n    w = w - rate * d\nreturn w",
        "measured once, at the start",
    ),
    "no rate": ("for _ in range(steps):\n    w = w - slope(w)\nreturn w", "The rate is missing"),
    "no slope": ("for _ in range(steps):\n    w = w - rate\nreturn w", "The slope is missing"),
    "sign of the slope": (
        "for _ in range(steps):\n    w = w - rate * np.sign(slope(w))\nreturn w",
        "as long as the rate",
    ),
    "old weight lost": ("for _ in range(steps):\n    w = -rate * slope(w)\nreturn w", "The old weight is lost"),
    "divided by the rate": ("for _ in range(steps):\n    w = w - slope(w) / rate\nreturn w", "You divided by the rate"),
    "one too few": ("for _ in range(1, steps):\n    w = w - rate * slope(w)\nreturn w", "one step too few"),
    "a single step": ("return w - rate * slope(w)", "a single step"),
    "one too many": ("for _ in range(steps + 1):\n    w = w - rate * slope(w)\nreturn w", "one step too many"),
    "times the weight": (
        "for _ in range(steps):\n    w = w - rate * slope(w) * w\nreturn w",
        "multiplied by the weight",
    ),
    "rate shared out": (
        "for _ in range(steps):\n    w = w - rate / steps * slope(w)\nreturn w",
        "the rate by the number of steps",
    ),
    "slope alone": ("return slope(w)", "slope at the start"),
    "not kept": ("for _ in range(steps):\n    w - rate * slope(w)\nreturn w", "The weight has not moved"),
    "slope not called": ("for _ in range(steps):\n    w = w - rate * slope\nreturn w", "stopped with `TypeError"),
    "all places": (
        "places = [w]\nfor _ in range(steps):\n    places.append(places[-1] - rate * slope(places[-1]))\nreturn places",
        "gives a list, where one number",
    ),
    "printed": ("for _ in range(steps):\n    w = w - rate * slope(w)\nprint(w)", "Write `return`"),
}  # fmt: skip

STEPS_IN_ALL = {
    "rounded down": ("return images // batch * epochs", "last images of an epoch are left out"),
    "rounded at the end": ("return -(-images * epochs // batch)", "You rounded at the end"),
    "down at the end": ("return images * epochs // batch", "You rounded down, and at the end"),
    "one epoch": ("return -(-images // batch)", "That is one epoch"),
    "images": ("return images * epochs", "not one image"),
    "always one more": ("return (images // batch + 1) * epochs", "You always add a step"),
    "not rounded": ("return images / batch * epochs", "no part of a step"),
    "to the nearest": ("return round(images / batch) * epochs", "to the nearest"),
    "multiplied": ("return images * batch * epochs", "You multiplied by the batch"),
    "one less": ("return (images - 1) // batch * epochs", "One step is missing"),
    "epochs added": ("return -(-images // batch) + epochs", "You added the epochs"),
    "no images": ("return batch * epochs", "number of images is missing"),
    "swapped": ("return -(-images // epochs) * batch", "Batch and epochs are swapped"),
    "a float": ("return np.ceil(images / batch) * epochs", "a float. A count is a whole number"),
    "printed": ("print(-(-images // batch) * epochs)", "Write `return`"),
}

TRAINING_BYTES = {
    "no batch": ("return 4 * (3 * parameters + 2 * activations)", "The batch is missing"),
    "batch for all": ("return 4 * N * (3 * parameters + 2 * activations)", "however many images are in the batch"),
    "batch for parameters": ("return 4 * (3 * N * parameters + 2 * activations)", "N belongs to the activations"),
    "one copy": ("return 4 * (parameters + 2 * N * activations)", "counted once. With momentum"),
    "no momentum": ("return 4 * (2 * parameters + 2 * N * activations)", "The momentum is missing"),
    "Adam": ("return 4 * (4 * parameters + 2 * N * activations)", "are Adam's"),
    "activations once": ("return 4 * (3 * parameters + N * activations)", "The activations are counted once"),
    "forward alone": ("return 4 * (parameters + N * activations)", "the way forward alone"),
    "three of each": ("return 4 * 3 * (parameters + N * activations)", "Activations have no velocity"),
    "two and three": ("return 4 * (2 * parameters + 3 * N * activations)", "Two and three are swapped"),
    "numbers": ("return 3 * parameters + 2 * N * activations", "These are the numbers"),
    "float64": ("return 8 * (3 * parameters + 2 * N * activations)", "8 bytes are a float64"),
    "bits": ("return 32 * (3 * parameters + 2 * N * activations)", "These are bits"),
    "no activations": ("return 4 * 3 * parameters", "The activations are missing"),
    "no parameters": ("return 4 * 2 * N * activations", "The parameters are missing"),
    "gigabytes": ("return 4 * (3 * parameters + 2 * N * activations) / 1024**3", "in gigabytes"),
    "printed": ("print(4 * (3 * parameters + 2 * N * activations))", "Write `return`"),
    "a float": ("return 4.0 * (3 * parameters + 2 * N * activations)", "a float. A count is a whole number"),
}

DROPPED = {
    "not grown": ("return np.where(chances < rate, 0, x)", "What is kept has to grow"),
    "all of them shrunk": ("return x * (1 - rate)", "Nothing is dropped"),
    "shrunk": ("return np.where(chances < rate, 0, x * (1 - rate))", "What is kept shrinks"),
    "divided by the rate": ("return np.where(chances < rate, 0, x / rate)", "You divided by the rate"),
    "1 + rate": ("return np.where(chances < rate, 0, x * (1 + rate))", "1 + rate is not enough"),
    "doubled": ("return np.where(chances < rate, 0, 2 * x)", "right for a rate of 0.5"),
    "wrong ones": ("return np.where(chances >= rate, 0, x / (1 - rate))", "where its chance is *below* the rate"),
    "wrong ones, not grown": ("return np.where(chances < rate, x, 0)", "The wrong ones are dropped, and"),
    "a share kept": ("return np.where(chances < rate, x / rate, 0)", "A share of `rate` is kept"),
    "compared with a half": ("return np.where(chances < 0.5, 0, x / (1 - rate))", "with 0.5"),
    "compared with 1 - rate": ("return np.where(chances < 1 - rate, 0, x / (1 - rate))", "with 1 − rate. A number"),
    "nothing dropped": ("return x / (1 - rate)", "Nothing is dropped"),
    "mask": ("return (chances >= rate) / (1 - rate)", "with which x has to be multiplied"),
    "bare mask": ("return chances >= rate", "the mask of what is kept"),
    "taken out": ("return x[chances >= rate] / (1 - rate)", "The dropped numbers are gone"),
    "this time's share": ("keep = chances >= rate\nreturn x * keep / keep.mean()", "happens to be kept this time"),
    "times the chances": ("return x * chances / (1 - rate)", "multiplied by the chances"),
    "rate subtracted": ("return np.where(chances < rate, 0, x - rate)", "You subtracted the rate"),
    "unchanged": ("return x", "Nothing has changed"),
    "in place": ("x[chances < rate] = 0\nreturn x / (1 - rate)", "writes into the `x`"),
    "Python's if": ("return 0 if chances < rate else x / (1 - rate)", "stopped with `ValueError"),
    "printed": ("print(np.where(chances < rate, 0, x / (1 - rate)))", "Write `return`"),
}

FUNCTIONS = {
    "10.1": SOFTMAX,
    "10.2": CROSS_ENTROPY,
    "10.3": SCORE_GRADIENT,
    "10.4": DESCEND,
    "10.5": STEPS_IN_ALL,
    "10.6": TRAINING_BYTES,
    "10.7": DROPPED,
}
