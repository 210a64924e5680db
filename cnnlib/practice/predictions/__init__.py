"""One file a lesson: its questions' answers, computed by cnnlib, and the wrong guesses we know."""

from cnnlib.practice.predict import Prediction
from cnnlib.practice.predictions import lesson_01, lesson_02

PREDICTIONS: dict[str, Prediction] = lesson_01.PREDICTIONS | lesson_02.PREDICTIONS
