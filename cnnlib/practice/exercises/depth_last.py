"""03.2: maps that stand one behind the other, as the slices of one volume."""

import numpy as np
from numpy.typing import NDArray

from cnnlib.practice.attempt import Inputs
from cnnlib.practice.function_check import FunctionCheck, mistakes


def depth_last(maps: NDArray) -> NDArray:
    """(H, W, K) of K maps (K, H, W): slice k of the result is maps[k].

    >>> depth_last(np.array([[[1, 2]], [[3, 4]]])).tolist()  # 2 maps of 1 row and 2 columns
    [[[1, 3], [2, 4]]]
    """
    return np.ascontiguousarray(np.moveaxis(maps, 0, -1))


def _cut_anew(maps: NDArray) -> NDArray:
    K, H, W = maps.shape
    return maps.reshape(H, W, K)


def _one_slice(maps: NDArray, k: int) -> NDArray:
    """Zeros, but for one slice."""
    volume = np.zeros_like(depth_last(maps))
    volume[:, :, k] = maps[k]
    return volume


def _case(K: int, H: int, W: int) -> Inputs:
    """Numbers that tell their place: 10·row + column, and 100 more in each further map."""
    further, rows, columns = np.indices((K, H, W))
    return {"maps": 100.0 * further + 10 * rows + columns}


DEPTH_LAST = FunctionCheck(
    name="depth_last",
    solution=depth_last,
    cases=(_case(2, 2, 3), _case(3, 2, 2), _case(4, 5, 3), _case(3, 3, 3)),
    mistakes=mistakes(
        (lambda maps: maps,
         "Nothing has moved: the maps still stand first, (K, H, W)."),
        (_cut_anew,
         "`reshape` does not move numbers: it reads them in their old order and cuts the row anew, so that neighbours "
         "in one map land in the depth. Fill the slices one by one, or move the axis with `np.moveaxis`."),
        (lambda maps: maps.T,
         "`.T` turns all three axes round, so that height and width have changed places, too: (W, H, K)."),
        (lambda maps: maps.transpose(1, 0, 2),
         "The maps stand in the middle now, (H, K, W). The depth is the last axis."),
        (lambda maps: np.hstack(tuple(maps)),
         "The maps stand side by side in one wide image. As slices they lie one behind the other, with an axis of "
         "their own."),
        (lambda maps: np.vstack(tuple(maps)),
         "The maps stand one below the other in one tall image. As slices they lie one behind the other, with an axis "
         "of their own."),
        (lambda maps: maps.sum(axis=0),
         "The maps were added up. A volume keeps them apart, one in each slice."),
        (lambda maps: depth_last(maps)[:, :, ::-1],
         "The order of the slices is turned round: map 0 is slice 0."),
        (lambda maps: _one_slice(maps, 0),
         "Only slice 0 was filled: does `return` stand inside the loop? It belongs after it."),
        (lambda maps: _one_slice(maps, -1),
         "Only the last slice was filled: make the array of zeros once, before the loop."),
    ),
    reason="Slice k of the volume is map k, `volume[:, :, k] = maps[k]`, and so `volume[i, j, :]` holds what all maps "
           "say of one place.",
)  # fmt: skip
