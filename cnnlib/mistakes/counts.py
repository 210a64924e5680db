"""Mistakes on the way to a count of parameters, products or bytes."""

from fractions import Fraction

from cnnlib.accounting import GB, KB, MB
from cnnlib.checks import pair
from cnnlib.layers import FC, Conv, LocallyConnected
from cnnlib.mistakes.mistake import Mistake, WrongFormula, told_apart
from cnnlib.shapes import Size, Volume

UNITS = {"bytes": 1, "KB": KB, "MB": MB, "GB": GB}


def parameter_mistakes(F: Size, D: int, K: int, bias: bool = True, positions: int = 1) -> tuple[Mistake, ...]:
    """Wrong ways to (F·F·D + 1)·K, the weights and biases of K filters; `positions` is how many outputs a map has.

    >>> [(mistake.name, mistake.value) for mistake in parameter_mistakes(F=3, D=3, K=2)][:3]
    [('forgot the bias', 54), ('forgot the input depth', 20), ('forgot the input depth and the bias', 18)]
    """
    (FH, FW), ones = pair(F, "F"), int(bias)
    answer = Conv(K=K, F=F, bias=bias).parameters(Volume(W=FW, H=FH, D=D))
    return told_apart(answer, _parameter_slips(FH, FW, D, K, ones, positions))


def local_parameter_mistakes(F: int, D: int, K: int, rows: int, cols: int) -> tuple[Mistake, ...]:
    """Wrong ways to rows·cols·K·(F·F·D + 1): every output number has weights and a bias of its own.

    >>> local_parameter_mistakes(F=3, D=1, K=2, rows=5, cols=5)[0]
    Mistake(name='counted shared weights', value=20, hint='... 5·5 = 25 positions ...')
    """
    outputs, shared = rows * cols, Conv(K=K, F=F).parameters(Volume(W=F, H=F, D=D))
    volume = Volume(W=F + cols - 1, H=F + rows - 1, D=D)  # with as many places at stride 1
    answer = LocallyConnected(K=K, F=F).parameters(volume)
    many = f"{rows}·{cols} = {outputs:,} positions"
    return told_apart(answer, [
        ("counted shared weights", shared,
         f"That is what shared filters cost. Here each of the {many} has filters of its own."),
        ("forgot the bias", F * F * D * K * outputs,
         f"The biases are missing: one for each of the K·{rows}·{cols} = {K * outputs:,} outputs."),
        ("shared the biases", F * F * D * K * outputs + K,
         f"The biases are not shared either: one for each of the {K * outputs:,} outputs, not one a map."),
        ("forgot the input depth", (F * F + 1) * K * outputs,
         f"The input is D = {D} deep, and each filter goes through all of it."),
        ("counted one map", (F * F * D + 1) * outputs,
         f"That is one map. There are K = {K}."),
        ("counted a row of positions", (F * F * D + 1) * K * cols,
         f"That is one row of positions. There are {many} in all."),
    ])  # fmt: skip


def fc_parameter_mistakes(volume: Volume, K: int) -> tuple[Mistake, ...]:
    """Wrong ways to W·H·D·K + K, the parameters of K neurons that see a whole volume.

    >>> [(mistake.name, mistake.value) for mistake in fc_parameter_mistakes(Volume(W=5, H=5, D=2), K=10)][:2]
    [('forgot the bias', 500), ('forgot the input depth', 260)]
    """
    W, H, D, inputs = volume.W, volume.H, volume.D, volume.size
    every = f"each of the K = {K} neurons is joined to all {W}·{H}·{D} = {inputs:,} inputs"
    return told_apart(FC(K).parameters(volume), [
        ("forgot the bias", inputs * K, f"The biases are missing: one for each of the K = {K} neurons."),
        ("forgot the input depth", (W * H + 1) * K, f"The input has D = {D} slices: {every}."),
        ("one bias for all", inputs * K + 1, f"One bias is not enough: each of the K = {K} neurons has its own."),
        ("counted one neuron", inputs + 1, f"That is one neuron, and there are K = {K}."),
        ("added instead of multiplied", inputs + K, f"Inputs and neurons multiply: {every}."),
        ("counted one side", (W * D + 1) * K, f"The input is {W} wide and {H} high: {every}."),
    ])  # fmt: skip


def pooling_parameter_mistakes(F: int, D: int) -> tuple[Mistake, ...]:
    """Wrong counts of what a pooling layer learns, which is nothing.

    >>> [(mistake.name, mistake.value) for mistake in pooling_parameter_mistakes(F=2, D=3)][:2]
    [('counted F·F·D weights', 12), ('counted F·F weights', 4)]
    """
    rule = "A window is only a place to look at: the maximum, the mean or the norm has no weights."
    return told_apart(0, [
        ("counted F·F·D weights", F * F * D, f"You counted {F}·{F}·{D} weights, as a filter has them. {rule}"),
        ("counted F·F weights", F * F, f"You counted {F}·{F} weights. {rule}"),
        ("counted a filter for each slice", (F * F * D + 1) * D,
         f"That is a convolution from {D} to {D} slices, with biases. {rule}"),
        ("counted F·F·D weights and a bias", F * F * D + 1, f"You counted a filter with its bias. {rule}"),
        ("counted F and S", 2, "F and S are chosen before training: they are settings, not parameters to be learnt."),
    ])  # fmt: skip


def product_mistakes(F: int, D: int, K: int, W: int) -> tuple[Mistake, ...]:
    """Wrong ways to F·F·D, the products behind one number of a map; K maps of W × W are made.

    >>> [(mistake.name, mistake.value) for mistake in product_mistakes(F=3, D=16, K=32, W=8)][:3]
    [('forgot the input depth', 9), ('took K for the depth', 288), ('counted all maps', 4608)]
    """
    return told_apart(F * F * D, [
        ("forgot the input depth", F * F, f"Those are the products with one slice, and the filter reads all {D}."),
        ("took K for the depth", F * F * K, f"K = {K} is how many maps are made. The filter reads D = {D} slices."),
        ("counted all maps", F * F * D * K, "That is one number of each map together. One number is asked for."),
        ("counted the bias", F * F * D + 1, "The bias is added; it is no product."),
        ("took one side", F * D, f"A window is {F} wide and {F} high: multiply both."),
        ("counted a whole map", F * F * D * W * W, f"That is the whole map of {W} × {W}. One number is asked for."),
    ])  # fmt: skip


def memory_mistakes(numbers: int, unit: str = "bytes") -> tuple[Mistake, ...]:
    """Wrong ways to the memory of so many float32 numbers, 4 bytes each, in "bytes", "KB", "MB" or "GB".

    >>> [(mistake.name, mistake.value) for mistake in memory_mistakes(2048, "KB")][:3]
    [('forgot the 4 bytes', 2), ('counted in thousands', 8.192), ('counted bits', 64)]
    """
    size, four = UNITS[unit], 4 * numbers
    power = list(UNITS).index(unit)
    small = [("one unit too small", Fraction(four * 1024, size), f"Divide by 1,024 once more to come to {unit}.")]
    return told_apart(Fraction(four, size), [
        ("forgot the 4 bytes", Fraction(numbers, size), f"That counts the {numbers:,} numbers: each takes 4 bytes."),
        ("counted in thousands", Fraction(four, 1000**power),
         f"A computer's {unit} is 1,024{'·1,024' * (power - 1)} bytes, not 1,000{'·1,000' * (power - 1)}."),
        ("counted bits", Fraction(32 * numbers, size), "That is in bits: a number has 32 of them, and 8 make a byte."),
        ("counted 8 bytes", Fraction(8 * numbers, size), "Networks calculate in float32: 4 bytes for a number, not 8."),
        *(small if power else []),
        ("one unit too large", Fraction(four, size * 1024), f"You divided by 1,024 once too often for {unit}."),
    ])  # fmt: skip


def _parameter_slips(FH: int, FW: int, D: int, K: int, bias: int, positions: int) -> list[WrongFormula]:
    window, plus = FH * FW, " + 1" if bias else ""
    depth = f"the input is D = {D} deep, and each filter goes through all {D} slices"
    biases = f"one for each of the K = {K} filters" if K > 1 else "one for the filter"
    weights = f"{FH}·{FW}·{D}"
    no_bias = [("added a bias", (window * D + 1) * K, "This layer has no biases.")]
    with_bias = [("forgot the bias", window * D * K, f"The biases are missing: {biases}.")]
    return [
        *(with_bias if bias else no_bias),
        ("forgot the input depth", (window + bias) * K, f"You forgot the depth: {depth}."),
        ("forgot the input depth and the bias", window * K,
         f"You forgot the depth ({depth}) and the biases: {biases}."),
        ("counted unshared weights", (window * D + bias) * K * positions,
         f"You counted weights of their own for each of the {positions:,} positions: a filter uses the same ones "
         "everywhere."),
        ("one bias for all", window * D * K + bias, f"One bias is not enough: {biases}."),
        ("a bias for each slice", (window + bias) * D * K, f"A filter has one bias, not one for each of {D} slices."),
        ("counted one filter", window * D + bias, f"That is one filter, {weights}{plus}. There are K = {K}."),
        ("counted one side of the filter", (FW * D + bias) * K,
         f"A filter is {FW} wide and {FH} high: {weights} weights."),
        ("added the sides of the filter", ((FH + FW) * D + bias) * K,
         f"The sides of a filter multiply: {FH}·{FW} = {window}, not {FH} + {FW} = {FH + FW}."),
    ]  # fmt: skip
