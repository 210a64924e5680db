"""Nets in files: the layers as text, the weights as arrays, a checksum over both. No pickles, nothing is run.

>>> import tempfile, pathlib
>>> from cnnlib import FC, ReLU, Volume
>>> net = Net(Volume(W=2, H=2, D=1), [FC(K=3), ReLU(), FC(K=2)]).init(seed=0)
>>> with tempfile.TemporaryDirectory() as folder:
...     again = load(save(net, pathlib.Path(folder) / "small"))
>>> again, bool((again.vector == net.vector).all())
(Net(Volume(W=2, H=2, D=1), [FC(K=3), ReLU(), FC(K=2)]), True)
"""

import ast
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib import archive, layers
from cnnlib.archive import ArchiveError, Arrays
from cnnlib.checks import truth
from cnnlib.layers.chain import nested
from cnnlib.nets import Net, as_net
from cnnlib.shapes import Volume

KIND = "saved net"
LONGEST_TEXT = 1_000_000  # characters; ResNet-152 has some 15,000
Makers = dict[str, Callable[..., Any]]


class TextError(ValueError):
    """A text that is no net, with the place where it goes wrong."""


def save(net: Net, path: str | Path, float16: bool = False) -> Path:
    """Write a net and its weights to one `.npz` file; returns its path.

    `float16=True` halves the file: each weight keeps 11 binary digits, a change of at most 1 part in 2048.
    Raises ValueError for a layer that is not of `cnnlib.layers` as it is written, and for weights beyond 65,504
    where float16 is asked for.
    """
    text, float16 = repr(as_net(net)), truth(float16, "float16")
    _check_written(net, text)
    arrays = nested(net.weights)
    if float16:
        arrays = {name: _halved(name, array) for name, array in arrays.items()}
    said = json.dumps({"net": text, "dtype": net.vector.dtype.name})
    return archive.write(path, KIND, said, arrays)


def load(path: str | Path, own: Iterable[type] = ()) -> Net:
    """The net of a file that `save` wrote, with its weights in the type they were trained in.

    `own` lists classes of layers written by yourself that the net has. A truncated, foreign, newer or changed
    file raises `ArchiveError`, a missing one FileNotFoundError.
    """
    own = _classes_of(own)
    said, arrays = archive.read(path, KIND)
    try:
        head = json.loads(said)
        net = net_from_text(head["net"], own)
        _check_size(net, arrays)  # before the weights are made: a text may ask for more than the memory
        fill(net.init(0, {"float32": np.float32, "float64": np.float64}[head["dtype"]]), arrays)
    except TextError as error:
        raise ArchiveError(f"the layers in {path} cannot be built: {error}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveError(f"{path} does not hold together: {error}. Write it anew with save(net, path)") from error
    return net


def fill(net: Net, arrays: Arrays) -> None:
    """Put arrays into a net's weights; each is named by its layer's place, such as "0.w".

    ValueError where they are not those of this net.
    """
    mine = nested(net.weights)
    if mine.keys() != arrays.keys():
        missing, over = sorted(mine.keys() - arrays.keys()), sorted(arrays.keys() - mine.keys())
        raise ValueError(f"weights are missing or over: missing {missing}, over {over}")
    for name, array in mine.items():
        if array.shape != arrays[name].shape:
            raise ValueError(f"{name} has the shape {arrays[name].shape}, the net needs {array.shape}")
        array[...] = arrays[name]


def net_from_text(text: str, own: Iterable[type] = ()) -> Net:
    """The net whose `repr` is this text. Only layers, volumes, numbers, words and lists are understood.

    >>> net_from_text("Net(Volume(W=7, H=7, D=3), [Conv(K=2, F=3, S=2), ReLU()])").volumes[-1]
    Volume(W=3, H=3, D=2)
    >>> net_from_text("Net(open('notes.txt'), [])")
    Traceback (most recent call last):
    cnnlib.saving.TextError: character 4: open is no layer. Known are BatchNorm, Conv, ...
    """
    if not isinstance(text, str):
        raise TextError(f"{text!r} is no text")
    if len(text) > LONGEST_TEXT:
        raise TextError(f"it has {len(text):,} characters, more than the {LONGEST_TEXT:,} that are read")
    try:
        tree = ast.parse(text, mode="eval").body
        net = _value(tree, _makers(own))
    except (SyntaxError, RecursionError, MemoryError) as error:
        raise TextError(f"it is not written as Net(Volume(...), [...]) is: {error}") from error
    if not isinstance(net, Net):
        raise TextError(f"it says {text[:40]!r}, which is no Net(Volume(...), [...])")
    return net


def _classes_of(own: Any) -> list[type]:
    """The reader's own classes, as a list."""
    given = list(own) if isinstance(own, Iterable) else [own]
    if isinstance(own, type) or not all(isinstance(made, type) for made in given):
        raise TypeError(f"own = {own!r} is no list of classes: write own=[MyLayer]")
    return given


def _makers(own: Iterable[type] = ()) -> Makers:
    """What a text may name: every class of layer, `Volume`, `Net`, and the reader's own."""
    here = [made for made in vars(layers).values() if isinstance(made, type) and hasattr(made, "__dataclass_fields__")]
    return {made.__name__: made for made in [*here, Volume, Net, *own]}


def _value(node: ast.AST, makers: Makers) -> Any:
    """What a piece of the text stands for; nothing but these five forms is ever carried out."""
    match node:
        case ast.Constant(value=str() | int() | float() | None):  # bool is an int
            return node.value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -number
        case ast.List(elts=parts):
            return [_value(part, makers) for part in parts]
        case ast.Tuple(elts=parts):
            return tuple(_value(part, makers) for part in parts)
        case ast.Call(func=ast.Name(id=name)):
            return _made(node, name, makers)
    raise TextError(f"character {getattr(node, 'col_offset', 0)}: {ast.unparse(node)[:40]} is no layer, number or list")


def _made(node: ast.Call, name: str, makers: Makers) -> Any:
    if name not in makers:
        known = ", ".join(sorted(makers))
        raise TextError(f"character {node.col_offset}: {name} is no layer. Known are {known}; your own go in own=[...]")
    arguments = [_value(argument, makers) for argument in node.args]
    options = {option.arg or "**": _value(option.value, makers) for option in node.keywords}
    try:
        return makers[name](*arguments, **options)
    except (TypeError, ValueError) as error:
        raise TextError(f"character {node.col_offset}: {name}(...): {error}") from error


def _check_written(net: Net, text: str) -> None:
    """A file that could not be read again is refused before it is written."""
    try:
        again = net_from_text(text, set(_classes(net.layers))).layers
    except TextError as error:
        raise ValueError(f"this net cannot be saved, its layers cannot be read from their text: {error}") from error
    for place, (layer, read) in enumerate(zip(net.layers, again)):
        if layer != read:
            raise ValueError(f"layers[{place}] = {layer!r} cannot be saved: read again, it is {read!r}")


def _classes(value: Any) -> Iterator[type]:
    """Those of layers, and of layers in branches."""
    if isinstance(value, tuple | list):
        for part in value:
            yield from _classes(part)
    elif hasattr(value, "__dataclass_fields__"):
        yield type(value)
        yield from _classes(list(vars(value).values()))


def _check_size(net: Net, arrays: Arrays) -> None:
    held = sum(array.size for array in arrays.values())
    if net.parameters > held:
        raise ValueError(f"the net has {net.parameters:,} parameters, the file holds {held:,}")


def _halved(name: str, array: NDArray) -> NDArray:
    largest = np.abs(array).max(initial=0)
    if largest > np.finfo(np.float16).max:
        raise ValueError(f"{name} holds {largest:g}, beyond float16's 65504: save it with float16=False")
    return array.astype(np.float16)
