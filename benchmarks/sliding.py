"""A classifier over a larger image: one pass of the converted net beside a pass for each crop.

`python -m benchmarks.sliding`. VGG-16 on 384 x 384 takes a minute and 3 GB: `python -m benchmarks.sliding vgg16`.
"""

import sys

from benchmarks.timing import fastest, settle

if __name__ == "__main__":  # before NumPy loads
    settle("benchmarks.sliding", stock=True)

import numpy as np

from cnnlib import Net, Volume, zoo
from cnnlib.accounting import account
from cnnlib.convert import crop_scores, fc_to_conv

SIDES = {"lenet5": 48, "alexnet": 387, "vgg16": 384}  # of the larger image


def compare(net: Net, side: int) -> str:
    """One line: the grid, both times, and the ratio of times and of multiply-adds."""
    large = Volume(W=side, H=side, D=net.volumes[0].D)
    converted = fc_to_conv(net, large)
    x = np.random.default_rng(0).random((1, *large.shape), np.float32)
    works = {"one": lambda: converted.forward(x), "crops": lambda: crop_scores(net, x)}
    seconds = fastest(works, seconds=1)
    grid = converted.volumes[-1]
    products = grid.W * grid.H * account(net).multiply_adds / account(converted).multiply_adds
    times = f"{seconds['one'] * 1e3:8.1f} ms {seconds['crops'] * 1e3:8.1f} ms"
    return f"{grid.W}x{grid.H} scores {times}   {seconds['crops'] / seconds['one']:5.1f}   {products:5.1f}"


if __name__ == "__main__":
    print(f"{'net':8} {'':10} {'one pass':>11} {'crops':>11}   {'times':>5}   {'products':>5}")
    for name in sys.argv[1:] or ("lenet5", "alexnet"):
        print(f"{name:8} {compare(getattr(zoo, name)().init(seed=0), SIDES[name])}", flush=True)
