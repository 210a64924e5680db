"""One file an exercise: its solution by cnnlib, the cases it is tried on, known mistakes and their hints."""

from cnnlib.practice.exercises.as_image import AS_IMAGE
from cnnlib.practice.exercises.best_class import BEST_CLASS
from cnnlib.practice.exercises.column_bytes import COLUMN_BYTES
from cnnlib.practice.exercises.contributions import CONTRIBUTIONS
from cnnlib.practice.exercises.convolve import CONVOLVE
from cnnlib.practice.exercises.convolve_all import CONVOLVE_ALL
from cnnlib.practice.exercises.count_parameters import COUNT_PARAMETERS
from cnnlib.practice.exercises.cross_entropy import CROSS_ENTROPY
from cnnlib.practice.exercises.depth_column import DEPTH_COLUMN
from cnnlib.practice.exercises.depth_last import DEPTH_LAST
from cnnlib.practice.exercises.descend import DESCEND
from cnnlib.practice.exercises.dilated_window import DILATED_WINDOW
from cnnlib.practice.exercises.discarded import DISCARDED
from cnnlib.practice.exercises.dropped import DROPPED
from cnnlib.practice.exercises.fold import FOLD
from cnnlib.practice.exercises.im2col import IM2COL
from cnnlib.practice.exercises.local_row import LOCAL_ROW
from cnnlib.practice.exercises.max_backward import MAX_BACKWARD
from cnnlib.practice.exercises.max_pool import MAX_POOL
from cnnlib.practice.exercises.one_by_one import ONE_BY_ONE
from cnnlib.practice.exercises.one_product import ONE_PRODUCT
from cnnlib.practice.exercises.other_diagonal import OTHER_DIAGONAL
from cnnlib.practice.exercises.pad import PAD
from cnnlib.practice.exercises.positions import POSITIONS
from cnnlib.practice.exercises.relu import RELU
from cnnlib.practice.exercises.score_gradient import SCORE_GRADIENT
from cnnlib.practice.exercises.shared_gradient import SHARED_GRADIENT
from cnnlib.practice.exercises.silent import SILENT
from cnnlib.practice.exercises.similarity import SIMILARITY
from cnnlib.practice.exercises.softmax import SOFTMAX
from cnnlib.practice.exercises.specification import SPECIFICATION
from cnnlib.practice.exercises.spread import SPREAD
from cnnlib.practice.exercises.steps_in_all import STEPS_IN_ALL
from cnnlib.practice.exercises.stretched import STRETCHED
from cnnlib.practice.exercises.summary import SUMMARY
from cnnlib.practice.exercises.switches import SWITCHES
from cnnlib.practice.exercises.three_counts import THREE_COUNTS
from cnnlib.practice.exercises.training_bytes import TRAINING_BYTES
from cnnlib.practice.exercises.window_response import WINDOW_RESPONSE
from cnnlib.practice.filter_check import FilterCheck
from cnnlib.practice.function_check import FunctionCheck

EXERCISES: dict[str, FunctionCheck | FilterCheck] = {
    "01.1": WINDOW_RESPONSE,
    "01.2": OTHER_DIAGONAL,
    "01.3": RELU,
    "01.4": COUNT_PARAMETERS,
    "02.1": PAD,
    "02.2": DILATED_WINDOW,
    "02.3": POSITIONS,
    "02.4": CONVOLVE,
    "03.1": DEPTH_COLUMN,
    "03.2": DEPTH_LAST,
    "03.3": CONVOLVE_ALL,
    "03.4": ONE_BY_ONE,
    "03.5": SPECIFICATION,
    "04.1": LOCAL_ROW,
    "04.2": THREE_COUNTS,
    "04.3": SPREAD,
    "04.4": SHARED_GRADIENT,
    "05.1": STRETCHED,
    "05.2": IM2COL,
    "05.3": ONE_PRODUCT,
    "05.4": FOLD,
    "05.5": COLUMN_BYTES,
    "06.1": MAX_POOL,
    "06.2": DISCARDED,
    "06.3": SUMMARY,
    "06.4": SWITCHES,
    "06.5": MAX_BACKWARD,
    "10.1": SOFTMAX,
    "10.2": CROSS_ENTROPY,
    "10.3": SCORE_GRADIENT,
    "10.4": DESCEND,
    "10.5": STEPS_IN_ALL,
    "10.6": TRAINING_BYTES,
    "10.7": DROPPED,
    "11.1": AS_IMAGE,
    "11.2": SIMILARITY,
    "11.3": CONTRIBUTIONS,
    "11.4": SILENT,
    "11.5": BEST_CLASS,
}
