"""Drawn questions on parameters: convolution, fully and locally connected layers."""

from collections.abc import Callable

import numpy as np

from cnnlib.layers import FC, Conv, LocallyConnected
from cnnlib.mistakes import fc_parameter_mistakes, local_parameter_mistakes, parameter_mistakes
from cnnlib.practice.drills.task import Task, pick
from cnnlib.shapes import Volume

HOW_MANY = "How many parameters has it?"


def count_task(rng: np.random.Generator, level: int) -> Task:
    """A question on a number of parameters; the level says which kinds there are."""
    kinds: dict[int, tuple[Callable[[np.random.Generator], Task], ...]] = {
        1: (_small,),
        2: (_deep, _no_bias, _connected),
        3: (_local, _classifier, _oblong),
    }
    return kinds[level][rng.integers(len(kinds[level]))](rng)


def _small(rng: np.random.Generator) -> Task:
    return _conv(pick(rng, 8, 12, 28, 32), pick(rng, 3, 5), pick(rng, 1, 3), pick(rng, 2, 4, 6, 8, 10))


def _deep(rng: np.random.Generator) -> Task:
    """As in the middle of a net."""
    W, F, D, K = (
        pick(rng, 13, 14, 28, 56),
        pick(rng, 1, 3, 5, 7),
        pick(rng, 16, 64, 96, 256),
        pick(rng, 32, 64, 384),
    )
    return _conv(W, F, D, K)


def _no_bias(rng: np.random.Generator) -> Task:
    return _conv(pick(rng, 14, 28, 56), pick(rng, 1, 3), pick(rng, 64, 128), pick(rng, 64, 128, 256), bias=False)


def _conv(W: int, F: int, D: int, K: int, bias: bool = True) -> Task:
    layer, volume = Conv(K=K, F=F, P=F // 2, bias=bias), Volume(W=W, H=W, D=D)
    asks = (
        f"A CONV layer has K = {K} filters of F = {F}, stride 1, padding {F // 2}{'' if bias else ', and no biases'}; "
        f"its input is {W} × {W} × {D}. {HOW_MANY}"
    )
    positions = layer.output(volume).W * layer.output(volume).H
    answer, mistakes = layer.parameters(volume), parameter_mistakes(F, D, K, bias, positions)
    return Task(asks, answer, _conv_steps(F, F, D, K, bias, answer), mistakes, layer, volume)


def _oblong(rng: np.random.Generator) -> Task:
    """Filters that are not square."""
    FH, FW, D, K = pick(rng, 1, 2, 3), pick(rng, 5, 7), pick(rng, 3, 16, 32), pick(rng, 8, 16, 64)
    layer, volume = Conv(K=K, F=(FH, FW), crop=True), Volume(W=32, H=32, D=D)
    asks = f"The K = {K} filters of a CONV layer are {FW} wide and {FH} high; its input is 32 × 32 × {D}. {HOW_MANY}"
    made = layer.output(volume)
    answer, mistakes = layer.parameters(volume), parameter_mistakes((FH, FW), D, K, positions=made.W * made.H)
    return Task(asks, answer, _conv_steps(FH, FW, D, K, True, answer), mistakes, layer, volume)


def _conv_steps(FH: int, FW: int, D: int, K: int, bias: bool, answer: int) -> tuple[str, ...]:
    weights, each = FH * FW * D, FH * FW * D + bias
    one = f"With its bias that makes {weights:,} + 1 = {each:,}." if bias else "There are no biases to add."
    return (
        f"A filter goes through the whole depth: {FH}·{FW}·{D} = {weights:,} weights.", one,
        f"{K} filters: {K}·{each:,} = {answer:,}. The input's width and height are not in it.",
    )  # fmt: skip


def _connected(rng: np.random.Generator) -> Task:
    return _fc(Volume(W=(side := pick(rng, 4, 5, 6, 7)), H=side, D=pick(rng, 2, 8, 16)), pick(rng, 10, 84, 120))


def _classifier(rng: np.random.Generator) -> Task:
    """The large layers at the end of AlexNet and VGG."""
    return _fc(Volume(W=(side := pick(rng, 6, 7)), H=side, D=pick(rng, 256, 512)), pick(rng, 10, 100, 1000, 4096))


def _fc(volume: Volume, K: int) -> Task:
    layer, inputs = FC(K=K), f"{volume.W}·{volume.H}·{volume.D} = {volume.size:,}"
    asks = f"An FC layer of K = {K} neurons sees a volume of {volume.W} × {volume.H} × {volume.D}. {HOW_MANY}"
    answer = layer.parameters(volume)
    steps = (
        f"Each neuron is joined to all {inputs} inputs.",
        f"{K} neurons: {volume.size:,}·{K} = {volume.size * K:,} weights.",
        f"And a bias each: {volume.size * K:,} + {K} = {answer:,}.",
    )  # fmt: skip
    return Task(asks, answer, steps, fc_parameter_mistakes(volume, K), layer, volume)


def _local(rng: np.random.Generator) -> Task:
    """The same filters without sharing."""
    F, D, K, W = pick(rng, 3, 5), pick(rng, 1, 3, 8), pick(rng, 2, 4, 8), pick(rng, 12, 16, 20)
    layer, volume = LocallyConnected(K=K, F=F), Volume(W=W, H=W, D=D)
    made, each = layer.output(volume), F * F * D + 1
    asks = (
        f"A locally connected layer has K = {K} filters of F = {F} at each position, stride 1, no padding; its input "
        f"is {W} × {W} × {D}. {HOW_MANY}"
    )
    answer = layer.parameters(volume)
    steps = (
        f"({W} − {F})/1 + 1 = {made.W}: there are {made.W}·{made.H} = {made.W * made.H} positions.",
        f"With K = {K} that makes {made.W * made.H}·{K} = {made.size:,} output numbers, each with weights of its own.",
        f"Each has {F}·{F}·{D} weights and a bias: {made.size:,}·{each} = {answer:,}.",
    )
    return Task(asks, answer, steps, local_parameter_mistakes(F, D, K, made.H, made.W), layer, volume)
