"""Questions without end: `practice.drill("output size", seed=0)`. The same seed gives the same questions."""

from cnnlib.practice.drills.drill import TOPICS, Drill, drill, task_of
from cnnlib.practice.drills.task import Task

__all__ = ["TOPICS", "Drill", "Task", "drill", "task_of"]
