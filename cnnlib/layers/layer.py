"""What every layer can do, and the small things they share."""

from dataclasses import MISSING, fields
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnlib.checks import generator, pair
from cnnlib.shapes import Volume

Params = dict[str, NDArray]


class Layer(Protocol):
    """A layer is a value: it holds its sizes, and is handed its weights.

    One that works differently in training, as dropout does, has a method more: `train_forward(params, x, rng)`,
    which `run` calls in place of `forward`.
    """

    def output(self, volume: Volume) -> Volume:
        """The volume that comes out; FitError where the layer does not fit."""

    def parameters(self, volume: Volume) -> int:
        """How many weights and biases it has on such an input. Nothing is allocated."""

    def multiply_adds(self, volume: Volume) -> int:
        """The products of its dot products of inputs with weights, for one image: what most of the time goes into.

        What does a few operations for each number, such as pooling and normalisation, counts 0, as is usual.
        """

    def init(self, volume: Volume, rng: np.random.Generator) -> Params:
        """New weights (float32), drawn from rng."""

    def forward(self, params: Any, x: NDArray) -> tuple[NDArray, Any]:
        """y (N, H2, W2, D2) of x (N, H, W, D), and what `backward` wants to remember."""

    def backward(self, cache: Any, dy: NDArray) -> tuple[NDArray, Params]:
        """dx and the gradients of the weights, of the loss whose gradient at y is dy."""

    def gradients(self, cache: Any, dy: NDArray) -> Params:
        """The gradients of the weights alone: the first layer of a net needs no dx, half the work."""


class Weightless:
    """The part of a layer that has nothing to learn."""

    def parameters(self, volume: Volume) -> int:
        """None."""
        return 0

    def multiply_adds(self, volume: Volume) -> int:
        """No dot products with weights."""
        return 0

    def init(self, volume: Volume, rng: np.random.Generator) -> Params:
        """Nothing to draw."""
        return {}

    def gradients(self, cache: Any, dy: NDArray) -> Params:
        """No gradients either."""
        return {}


def run(layer: Layer, params: Any, x: NDArray, rng: np.random.Generator | None = None) -> tuple[NDArray, Any]:
    """y and the cache of a layer: as in training where it is given an rng, else as in evaluation.

    >>> from cnnlib.layers import Dropout
    >>> x = np.ones((1, 1, 4, 1))
    >>> [np.unique(run(Dropout(rate=0.5), {}, x, rng)[0]).tolist() for rng in (None, np.random.default_rng(0))]
    [[1.0], [0.0, 2.0]]
    """
    train_forward = getattr(layer, "train_forward", None)
    if rng is None or train_forward is None:
        return layer.forward(params, x)
    return train_forward(params, x, rng)


def written(layer: Any) -> str:
    """The layer as one would write it: only what differs from the defaults.

    >>> from cnnlib.layers import Conv
    >>> written(Conv(K=96, F=11, S=4, P=0))
    'Conv(K=96, F=11, S=4)'
    """
    parts = [
        f"{field.name}={getattr(layer, field.name)!r}"
        for field in fields(layer)
        if field.default is MISSING or getattr(layer, field.name) != field.default
    ]
    return f"{type(layer).__name__}({', '.join(parts)})"


def set_sizes(layer: Any, **least: int) -> None:
    """Check sizes of a frozen layer by name, each a whole number of at least so much or an (h, w) pair of them."""
    for name, smallest in least.items():
        value = getattr(layer, name)
        both = pair(value, name, smallest)
        object.__setattr__(layer, name, both if isinstance(value, tuple | list) else both[0])


def he(shape: tuple[int, ...], rng: np.random.Generator) -> NDArray:
    """Normal numbers of variance 2/fan-in, which keep the size of activations through ReLUs (He et al. 2015).

    The fan-in is the number of products in one output: everything but the first axis.

    >>> w = he((1000, 5, 5, 2), np.random.default_rng(0))
    >>> round(float(w.var()), 3)                                       # 2/50
    0.04
    """
    fan_in = np.prod(shape[1:])
    return generator(rng).standard_normal(shape, dtype=np.float32) * np.float32(np.sqrt(2 / fan_in))


def batch_volume(x: NDArray) -> Volume:
    """The volume of each image of a batch x (N, H, W, D).

    >>> print(batch_volume(np.zeros((9, 4, 6, 3))))
    [6x4x3]
    """
    if x.ndim != 4 or 0 in x.shape:
        raise ValueError(
            f"an array of shape {x.shape} is no batch of images: its shape is to be (N, H, W, D). "
            "A single image x is the batch x[None], a grey one x[..., None]"
        )
    _, H, W, D = x.shape
    return Volume(W, H, D)


def floating(*arrays: ArrayLike) -> list[NDArray]:
    """Arrays in the one float type that holds all: float32 stays float32, whole numbers become float64.

    >>> [array.dtype.name for array in floating(np.zeros(2, np.float32), [1.0])]
    ['float64', 'float64']
    """
    given = [np.asarray(array) for array in arrays]
    kind = np.result_type(*given)
    if kind.kind in "biu":
        kind = np.dtype(np.float64)
    if kind not in (np.float32, np.float64):
        raise TypeError(f"arrays of type {kind} cannot be used here: convert them with x.astype(np.float32)")
    return [array.astype(kind, copy=False) for array in given]


def check_shape(name: str, array: NDArray, shape: tuple[int, ...]) -> None:
    """Raise where an array has another shape.

    >>> check_shape("b", np.zeros(3), (4,))
    Traceback (most recent call last):
    ValueError: b has the shape (3,), this layer needs (4,)
    """
    if array.shape != shape:
        raise ValueError(f"{name} has the shape {array.shape}, this layer needs {shape}")


def weights_of(layer: Any, params: Any, *names: str) -> list[NDArray]:
    """The arrays of these names; a sentence where one is missing.

    >>> from cnnlib.layers import FC
    >>> weights_of(FC(K=2), {"w": np.zeros((2, 4))}, "w", "b")
    Traceback (most recent call last):
    ValueError: FC(K=2) is handed no b: make its weights with layer.init(volume, rng)
    """
    missing = [name for name in names if name not in params]
    if missing:
        raise ValueError(
            f"{layer!r} is handed no {' and no '.join(missing)}: make its weights with layer.init(volume, rng)"
        )
    return [params[name] for name in names]


def filters_of(layer: Any, params: Any) -> tuple[NDArray, NDArray | None]:
    """w and b; None for b in a layer without a bias.

    >>> from cnnlib.layers import Conv
    >>> filters_of(Conv(K=1, F=1, bias=False), {"w": np.ones((1, 1, 1, 1))})[1] is None
    True
    """
    if not layer.bias:
        return weights_of(layer, params, "w")[0], None
    w, b = weights_of(layer, params, "w", "b")
    return w, b
