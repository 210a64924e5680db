"""Training: minibatches, steps, records. `fit` is a generator: whoever pulls it may plot, pause or stop.

A run can be put away in a file and taken up again (`Checkpoint`), its records kept (`save_records`), its course
shown as a line of text (`progress`). A `Course` is
a training that is watched while it runs.
"""

from cnnlib.train.checkpoints import Checkpoint
from cnnlib.train.course import Course, Moment, in_turns
from cnnlib.train.fitting import fit
from cnnlib.train.records import Record, by_epoch, load_records, progress, save_records
from cnnlib.train.run import Augment, DivergedError, Labelled, Loss

__all__ = [
    "Augment",
    "Checkpoint",
    "Course",
    "DivergedError",
    "Labelled",
    "Loss",
    "Moment",
    "Record",
    "by_epoch",
    "fit",
    "in_turns",
    "load_records",
    "progress",
    "save_records",
]
