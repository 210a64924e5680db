"""PyTorch's convolution and pooling, in both of its memory layouts, as pieces of work to time."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib import Conv, Pool
from cnnlib.layers import Params
from cnnlib.shapes import Size, pair

Work = dict[str, Callable[[], object]]


def torch_or_none() -> "Torch | None":
    """PyTorch on one thread, or None where it is not installed."""
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    return Torch(torch)


class Torch:
    """The operators themselves, without the bookkeeping of automatic differentiation."""

    def __init__(self, torch: Any) -> None:
        self.torch, self.version = torch, torch.__version__
        self.layouts = {"torch": torch.contiguous_format, "torch last": torch.channels_last}

    def conv_forward(self, layer: Conv, params: Params, x: NDArray) -> Work:
        """y, for each layout."""
        sizes = [list(pair(size, "", least=0)) for size in (layer.S, layer.P, layer.dilation)]
        bias = self.torch.tensor(params["b"])

        def work(x: Any, w: Any) -> Callable[[], object]:
            return lambda: self.torch.conv2d(x, w, bias, *sizes)

        return {name: work(self._laid(x, name), self._laid(params["w"], name)) for name in self.layouts}

    def conv_backward(self, layer: Conv, params: Params, x: NDArray, dy: NDArray) -> Work:
        """dx, dw and db, for each layout."""
        S, P, dilation = (list(pair(size, "", least=0)) for size in (layer.S, layer.P, layer.dilation))
        backward = self.torch.ops.aten.convolution_backward

        def work(dy: Any, x: Any, w: Any) -> Callable[[], object]:
            return lambda: backward(dy, x, w, [layer.K], S, P, dilation, False, [0, 0], 1, [True, True, True])

        return {name: work(*(self._laid(array, name) for array in (dy, x, params["w"]))) for name in self.layouts}

    def pool_forward(self, layer: Pool, x: NDArray) -> Work:
        """y and the places of the maxima, for each layout."""

        def work(x: Any) -> Callable[[], object]:
            return lambda: self._pool(x, layer.F, layer.S)

        return {name: work(self._laid(x, name)) for name in self.layouts}

    def pool_backward(self, layer: Pool, x: NDArray, dy: NDArray) -> Work:
        """dx, for each layout."""
        F, S = (list(pair(size, "")) for size in (layer.F, layer.S))
        backward = self.torch.ops.aten.max_pool2d_with_indices_backward

        def work(dy: Any, x: Any) -> Callable[[], object]:
            places = self._pool(x, layer.F, layer.S)[1]
            return lambda: backward(dy, x, F, S, [0, 0], [1, 1], False, places)

        return {name: work(self._laid(dy, name), self._laid(x, name)) for name in self.layouts}

    def _pool(self, x: Any, F: Size, S: Size) -> Any:
        return self.torch.ops.aten.max_pool2d_with_indices(x, list(pair(F, "")), list(pair(S, "")))

    def _laid(self, array: NDArray, layout: str) -> Any:
        """Our (N, H, W, D) or (K, F, F, D) as PyTorch's shape, in the memory layout of that name."""
        first = np.ascontiguousarray(array.transpose(0, 3, 1, 2))
        return self.torch.tensor(first).contiguous(memory_format=self.layouts[layout])
