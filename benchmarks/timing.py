"""Fair timings: one thread, everything interleaved in one process, the fastest of many rounds.

What distorts such figures, and what is done about it:

- More than one thread on a busy machine is slower than one, and never twice the same. One thread, unless more are
  asked for.
- NumPy's OpenBLAS and PyTorch's oneDNN choose their own instruction sets, so the comparison may be one of AVX2 with
  AVX-512, in favour of the one that has the wider. By default both are held to AVX2; `--torch=stock` lets both choose.
  The heading prints what is in force.
- With the C library's usual settings PyTorch gives its memory back after each call and pays for it again in page
  faults, up to ten times the work itself on virtual machines. The thresholds below spare it that; NumPy needs less.
- Other work on the machine: the fastest round is the least disturbed one.

All of these must be in the environment before the libraries load, so the process starts itself again with them.
"""

import os
import sys
from collections.abc import Callable, Mapping
from time import perf_counter

THREADS = "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"
KEEP_MEMORY = {name: "2000000000" for name in ("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_")}
AVX2 = {"OPENBLAS_CORETYPE": "Haswell", "ONEDNN_MAX_CPU_ISA": "AVX2", "ATEN_CPU_CAPABILITY": "avx2"}


def settle(module: str, stock: bool, threads: int = 1) -> None:
    """Go on in a process whose environment is as above; returns at once where it is already."""
    wanted = dict.fromkeys(THREADS, str(threads)) | ({} if stock else KEEP_MEMORY | AVX2)
    if any(os.environ.get(name) != value for name, value in wanted.items()):
        os.execve(sys.executable, [sys.executable, "-m", module, *sys.argv[1:]], os.environ | wanted)


def fastest(works: Mapping[str, Callable[[], object]], seconds: float) -> dict[str, float]:
    """The fewest seconds that each piece of work took, in rounds of one call each, for about so many seconds."""
    best = dict.fromkeys(works, float("inf"))
    for work in works.values():
        work()  # the first call touches memory and chooses kernels
    end = perf_counter() + seconds
    rounds = 0
    while perf_counter() < end or rounds < 3:
        rounds += 1
        for name, work in works.items():
            began = perf_counter()
            work()
            best[name] = min(best[name], perf_counter() - began)
    return best
