"""From a net to its pattern: layers as words, what repeats in brackets."""

from dataclasses import MISSING, fields
from typing import Any

from cnnlib.layers import FC, Conv, Layer, Pool, ReLU
from cnnlib.nets import Net, as_net
from cnnlib.patterns.build import FIRST, WORDS

NAMES: dict[type, str] = {Conv: "CONV", ReLU: "RELU", Pool: "POOL", FC: "FC"}


def pattern_of(net: Net, sizes: bool = True) -> str:
    """The pattern of a net, which `parse` reads back; without sizes if only the plan is wanted.

    A net with layers other than CONV, RELU, POOL and FC, such as dropout or a residual block, has no pattern:
    ValueError, which names the layer.

    >>> from cnnlib.patterns import parse
    >>> net = parse("INPUT -> [CONV(16) -> RELU]*2 -> POOL -> [CONV(16) -> RELU]*2 -> POOL -> FC")
    >>> pattern_of(net, sizes=False)
    'INPUT -> [[CONV -> RELU]*2 -> POOL]*2 -> FC'
    >>> pattern_of(net)
    'INPUT(32x32x3) -> [[CONV(16, F=3, P=1) -> RELU]*2 -> POOL(2, S=2)]*2 -> FC(10)'
    """
    words = [_word(layer, place, sizes) for place, layer in enumerate(as_net(net).layers)]
    start = net.volumes[0]
    source = f"INPUT({start.W}x{start.H}x{start.D})" if sizes else "INPUT"
    return " -> ".join([source, *folded(words)])


def folded(words: list[str]) -> list[str]:
    """What stands several times in a row, once, in brackets: the shortest pieces first, then those made of them.

    >>> folded(["CONV", "RELU", "CONV", "RELU", "POOL"] * 3)
    ['[[CONV -> RELU]*2 -> POOL]*3']
    """
    length = 1
    while 2 * length <= len(words):
        shorter = _folded_once(words, length)
        length = 1 if len(shorter) < len(words) else length + 1
        words = shorter
    return words


def _folded_once(words: list[str], length: int) -> list[str]:
    """Every piece of `length` words that is followed by itself, folded."""
    out: list[str] = []
    at = 0
    while at < len(words):
        piece, count = words[at : at + length], 1
        while words[at + count * length : at + (count + 1) * length] == piece:
            count += 1
        if count > 1:
            out.append(f"[{' -> '.join(piece)}]*{count}")
            at += count * length
        else:
            out.append(words[at])
            at += 1
    return out


def _word(layer: Layer, place: int, sizes: bool) -> str:
    name = NAMES.get(type(layer))
    if name is None:
        raise ValueError(
            f"layers[{place}] = {layer!r} has no word in the pattern language, which has {', '.join(NAMES.values())}: "
            "account(net) shows every layer of such a net"
        )
    given = _sizes(layer, name) if sizes else []
    return f"{name}({', '.join(given)})" if given else name


def _sizes(layer: Any, name: str) -> list[str]:
    """What `parse` is to be told: the first size, F, S and P always; others where they are not the usual."""
    told = {"CONV": {"K", "F", "P"}, "POOL": {"F", "S"}, "FC": {"K"}}.get(name, set())
    values = {part.name: getattr(layer, part.name) for part in fields(layer)}
    usual = {part.name: part.default for part in fields(layer) if part.default is not MISSING}
    return [
        _size(size, value, size == FIRST.get(name))
        for size, value in values.items()
        if size in told or value != usual.get(size, MISSING)
    ]


def _size(name: str, value: Any, first: bool) -> str:
    if (name, value) in WORDS.values():
        return next(word for word, meaning in WORDS.items() if meaning == (name, value))
    text = "x".join(map(str, value)) if isinstance(value, tuple) else str(int(value))
    return text if first else f"{name}={text}"
