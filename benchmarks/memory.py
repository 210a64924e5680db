"""What 500 updates of an explorer leave in memory: `python -m benchmarks.memory [NAME ...]`.

The first updates fill what is kept on purpose: the scenes of the last settings, the runs of the last images. From
then on nothing may grow. Counted are what Python and NumPy hold (tracemalloc) and, on Linux, the whole process.
"""

import gc
import sys
import tracemalloc
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from cnnlib import explorers
from cnnlib.explorers import Explorer, Trainer
from cnnlib.scenes.controls import Slider, is_shown

NAMES = ("Trainer", "NetworkExplorer", "Convolution")
FIRST, UPDATES = 150, 500
PAGE = 4096  # bytes


def updates(explorer: Explorer) -> Iterator[None]:
    """One change after another: a step of a training, or every slider in turn, anywhere."""
    if isinstance(explorer, Trainer):
        while True:
            explorer.advance()
            if not explorer.training.goes_on:
                explorer.reset()
            yield
    shown = [part for part in explorer.picture.CONTROLS if isinstance(part, Slider) and _is_shown(part, explorer)]
    random = Random(0)
    for slider in cycle(shown):
        explorer.set(**{slider.setting: random.choice(slider.stops or range(slider.low, slider.high + 1))})
        yield


def _is_shown(slider: Slider, explorer: Any) -> bool:
    return is_shown(slider, explorer.settings)


def resident() -> float:
    """MB of the whole process; 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * PAGE / 2**20 if statm.exists() else 0.0


def measured() -> tuple[float, float]:
    gc.collect()
    return tracemalloc.get_traced_memory()[0] / 2**20, resident()


def report(name: str) -> None:
    work = updates(getattr(explorers, name)())
    tracemalloc.start()
    for _ in range(FIRST):
        next(work)
    before = measured()
    for _ in range(UPDATES):
        next(work)
    after = measured()
    tracemalloc.stop()
    held, process = (f"{one:9.1f}{other:9.1f}" for one, other in zip(before, after))
    print(f"{name:20}{held}{process}", flush=True)


if __name__ == "__main__":
    print(f"{'MB':20}{'held':>9}{'after':>9}{'process':>9}{'after':>9}")
    for chosen in sys.argv[1:] or NAMES:
        report(chosen)
