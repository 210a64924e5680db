"""CONV and POOL beside one matrix product of that size and, where it is installed, PyTorch: `make bench`.

Ratios above 1 mean that `cnnlib` is faster. PyTorch is timed in the better of its two memory layouts.
`make bench ARGS="--seconds=2 --torch=stock --only=vgg"`.
"""

import argparse
import os
import tracemalloc
from collections.abc import Callable, Iterable
from math import exp, log

from benchmarks.timing import fastest, settle

Work = dict[str, Callable[[], object]]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=0.6, help="for each shape and direction")
    parser.add_argument("--torch", choices=("equal", "stock"), default="equal", help="hold both to AVX2, or neither")
    parser.add_argument("--only", default="", help="shapes whose name holds this")
    return parser.parse_args()


if __name__ == "__main__":  # before NumPy loads
    settle("benchmarks.layers", stock=options().torch == "stock")

import numpy as np  # noqa: E402

from benchmarks import training  # noqa: E402
from benchmarks.peers import peer_backward, peer_forward  # noqa: E402
from benchmarks.rivals import Torch, torch_or_none  # noqa: E402
from cnnlib import Conv, Pool, Volume  # noqa: E402
from cnnlib.correlate import BLOCK_BYTES  # noqa: E402
from cnnlib.shapes import pair  # noqa: E402

CONVS = {
    "lenet1": (64, Volume(28, 28, 1), Conv(K=6, F=5)),
    "lenet2": (64, Volume(12, 12, 6), Conv(K=16, F=5)),
    "cifar1": (32, Volume(32, 32, 3), Conv(K=32, F=3, P=1)),
    "cifar2": (32, Volume(32, 32, 32), Conv(K=32, F=3, P=1)),
    "cifar3": (32, Volume(16, 16, 64), Conv(K=64, F=3, P=1)),
    "dilated": (8, Volume(32, 32, 32), Conv(K=32, F=3, P=2, dilation=2)),
    "one by one": (1, Volume(56, 56, 256), Conv(K=64, F=1)),
    "alexnet1": (1, Volume(227, 227, 3), Conv(K=96, F=11, S=4)),
    "stride 2": (8, Volume(56, 56, 64), Conv(K=128, F=3, S=2, P=1, crop=True)),
    "vgg 224x3": (1, Volume(224, 224, 3), Conv(K=64, F=3, P=1)),
    "vgg 224x64": (1, Volume(224, 224, 64), Conv(K=64, F=3, P=1)),
    "vgg 56": (1, Volume(56, 56, 256), Conv(K=256, F=3, P=1)),
    "vgg 14": (1, Volume(14, 14, 512), Conv(K=512, F=3, P=1)),
}
PEERS = ("indexed", "strided")
POOLS = {
    "cifar": (32, Volume(32, 32, 32), Pool(F=2, S=2)),
    "lenet": (64, Volume(24, 24, 6), Pool(F=2, S=2)),
    "alexnet": (8, Volume(55, 55, 96), Pool(F=3, S=2)),
    "overlapping": (32, Volume(31, 31, 32), Pool(F=3, S=2)),
}


def matrix_product(M: int, inner: int, K: int, rng: np.random.Generator) -> Callable[[], None]:
    """(M, inner) times (inner, K), in blocks of rows that fit the cache: faster than in one go where M is large."""
    a, b = rng.standard_normal((M, inner), np.float32), rng.standard_normal((inner, K), np.float32)
    out = np.empty((M, K), np.float32)
    rows = max(256, BLOCK_BYTES // (4 * inner))

    def product() -> None:
        for start in range(0, M, rows):
            np.matmul(a[start : start + rows], b, out=out[start : start + rows])

    return product


def conv_works(N: int, volume: Volume, layer: Conv, torch: Torch | None) -> tuple[Work, Work, float]:
    """What is timed forward, what backward, and the floating-point operations of one direction forward."""
    rng = np.random.default_rng(0)
    x, params = rng.standard_normal((N, *volume.shape), np.float32), layer.init(volume, rng)
    y, cache = layer.forward(params, x)
    M, inner = y.size // layer.K, params["w"][0].size
    product = matrix_product(M, inner, layer.K, rng)
    back = matrix_product(M, layer.K, inner, rng)
    forward: Work = {"ours": lambda: layer.forward(params, x), "matmul": product}
    backward: Work = {"ours": lambda: layer.backward(cache, y), "matmul": lambda: (product(), back())}
    forward |= peer_forward(layer, params, x)
    backward |= peer_backward(layer, params, x, y)
    if torch:
        forward |= torch.conv_forward(layer, params, x)
        backward |= torch.conv_backward(layer, params, x, y)
    return forward, backward, 2.0 * M * inner * layer.K


def pool_works(N: int, volume: Volume, layer: Pool, torch: Torch | None) -> tuple[Work, Work, float]:
    """The same for pooling, where a comparison counts as an operation; no matrix product to compare with."""
    x = np.maximum(np.random.default_rng(0).standard_normal((N, *volume.shape), np.float32), 0)
    y, cache = layer.forward({}, x)
    forward: Work = {"ours": lambda: layer.forward({}, x)}
    backward: Work = {"ours": lambda: layer.backward(cache, y)}
    if torch:
        forward |= torch.pool_forward(layer, x)
        backward |= torch.pool_backward(layer, x, y)
    FH, FW = pair(layer.F, "F")
    return forward, backward, float(y.size * FH * FW)


def peak_megabytes(work: Callable[[], object]) -> float:
    """The memory that one call needs at most, its results included."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def ratios(times: dict[str, float]) -> list[float | None]:
    """Of the matrix product, of PyTorch in its better layout and in its usual one, and of the two NumPy peers."""
    theirs = [times[name] for name in ("torch", "torch last") if name in times]
    rivals = [times.get("matmul"), min(theirs, default=None), times.get("torch"), *map(times.get, PEERS)]
    return [rival / times["ours"] if rival else None for rival in rivals]


def row(name: str, works: Work, operations: float, seconds: float) -> list[float | None]:
    """Time, print, and return the ratios."""
    times = fastest({name: work for name, work in works.items() if name not in PEERS}, seconds)
    peers = fastest({name: work for name, work in works.items() if name in ("ours", *PEERS)}, 0)  # slow: few rounds
    times |= peers | {"ours": min(times["ours"], peers["ours"])}
    found = ratios(times)
    texts = [f"{ratio:8.2f}" if ratio else "       -" for ratio in found]
    speed, memory = operations / times["ours"] / 1e9, peak_megabytes(works["ours"])
    print(f"{name:12}{1000 * times['ours']:9.3f}{speed:9.1f}{''.join(texts)}{memory:9.1f}", flush=True)
    return found


def table(title: str, lines: Iterable[tuple[str, Work, float]], seconds: float) -> None:
    """One direction of all shapes, and the geometric means of the ratios."""
    heads = "".join(f"{head:>8}" for head in ("/matmul", "/torch", "/NCHW", "/index", "/stride"))
    print(f"\n{title:12}{'ms':>9}{'GFLOP/s':>9}{heads}{'peak MB':>9}")
    columns = list(zip(*(row(name, works, operations, seconds) for name, works, operations in lines)))
    kept = [[ratio for ratio in column if ratio] for column in columns]
    means = [exp(sum(map(log, column)) / len(column)) if column else None for column in kept]
    print(f"{'mean':12}{'':18}{''.join(f'{mean:8.2f}' if mean else '       -' for mean in means)}")


def main() -> None:
    chosen = options()
    torch = torch_or_none()
    print(
        f"NumPy {np.__version__}, OPENBLAS_CORETYPE {os.environ.get('OPENBLAS_CORETYPE', 'automatic')}, one thread; "
        + (f"PyTorch {torch.version}, {chosen.torch} instruction set" if torch else "PyTorch is not installed")
    )
    print("ratios: above 1, cnnlib is faster. /torch: PyTorch's better layout. /NCHW: its usual one.")
    print("/index: numpy-ml's algorithm. /stride: a CS231n-style im2col. Both are in benchmarks/peers.py.")
    for kind, shapes, prepare in (("conv", CONVS, conv_works), ("max pool", POOLS, pool_works)):
        named = [(name, prepare(*shape, torch)) for name, shape in shapes.items() if chosen.only in name]
        if named:
            table(f"{kind} fwd", [(name, works[0], works[2]) for name, works in named], chosen.seconds)
            table(
                f"{kind} bwd",
                [(name, works[1], (2 if kind == "conv" else 1) * works[2]) for name, works in named],
                chosen.seconds,
            )
    if not chosen.only:
        training.report()


if __name__ == "__main__":
    main()
