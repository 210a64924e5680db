"""What students hand in, as they write it: for each exercise, code and a part of the hint it must get."""

from tests.practice import (
    wrong_answers_01,
    wrong_answers_02,
    wrong_answers_03,
    wrong_answers_04,
    wrong_answers_05,
    wrong_answers_06,
    wrong_answers_10,
    wrong_answers_11,
)
from tests.practice.wrong_answers_01 import FILTERS

LESSONS = (
    wrong_answers_01,
    wrong_answers_02,
    wrong_answers_03,
    wrong_answers_04,
    wrong_answers_05,
    wrong_answers_06,
    wrong_answers_10,
    wrong_answers_11,
)
FUNCTIONS = {exercise: bank for lesson in LESSONS for exercise, bank in lesson.FUNCTIONS.items()}

__all__ = ["FILTERS", "FUNCTIONS"]
