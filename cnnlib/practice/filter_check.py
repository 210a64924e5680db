"""Check a filter that a student has designed: not by its numbers, but by what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnlib.practice.verdict import Verdict, correct, not_attempted, not_yet

Demand = tuple[Callable[[NDArray], bool], str]  # what the filter must do, and the hint if it does not


@dataclass(frozen=True)
class FilterCheck:
    """An exercise whose answer is a filter; `demands` are tried in order, and the first unmet one speaks."""

    name: str
    solution: NDArray
    demands: tuple[Demand, ...]
    reason: str

    def judge(self, answer: Any) -> Verdict:
        """The verdict on a filter, an array or a list of rows; it never raises."""
        if answer is ... or (isinstance(answer, list) and any(row is ... for row in answer)):
            return not_attempted()
        rows, columns = self.solution.shape
        try:
            w = np.asarray(answer, dtype=float)
        except (TypeError, ValueError):
            return not_yet(f"This is no filter yet: write {rows} rows of {columns} numbers.")
        if w.shape != self.solution.shape or not np.isfinite(w).all():
            return not_yet(f"Your filter has the shape {w.shape}: write {rows} rows of {columns} numbers.")
        hint = next((hint for holds, hint in self.demands if not holds(w)), None)
        return correct(self.reason) if hint is None else not_yet(hint)
