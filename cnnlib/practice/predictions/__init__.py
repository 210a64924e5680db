"""One file a lesson: its questions' answers, computed by cnnlib, and the wrong guesses we know."""

from cnnlib.practice.predict import Prediction
from cnnlib.practice.predictions import (
    lesson_01,
    lesson_02,
    lesson_03,
    lesson_04,
    lesson_05,
    lesson_06,
    lesson_10,
    lesson_11,
)

LESSONS = (lesson_01, lesson_02, lesson_03, lesson_04, lesson_05, lesson_06, lesson_10, lesson_11)
PREDICTIONS: dict[str, Prediction] = {name: asked for lesson in LESSONS for name, asked in lesson.PREDICTIONS.items()}
