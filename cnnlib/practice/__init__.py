"""Predictions, exercise checks, and questions without end.

    practice.predict("02.a", guess)     practice.check("02.1", my_function)     practice.drill("output size", seed=0)

Nothing here raises at a student: whatever they hand in, the answer is a sentence.
"""

from typing import Any

from cnnlib.practice.drills import drill
from cnnlib.practice.exercises import EXERCISES
from cnnlib.practice.predictions import PREDICTIONS
from cnnlib.practice.verdict import Verdict, not_yet

__all__ = ["EXERCISES", "PREDICTIONS", "Verdict", "check", "drill", "predict", "use"]


def check(exercise: str, answer: Any) -> Verdict:
    """Is the answer to an exercise right? If not yet, what is the mistake?

    >>> check("01.4", lambda F, D, K: F * F * D * K)
    ✗ Not yet. `count_parameters(F=3, D=1, K=1)` should give `10`, yours gives `9`. The biases are missing:
    one for each filter.
    """
    return _judge(EXERCISES, "exercise", exercise, answer)


def predict(question: str, guess: Any) -> Verdict:
    """Was the guess right? If not yet, which thought led astray? The answer itself is left to the experiment.

    >>> predict("02.b", 2)
    ✗ Not yet. You guessed `2`. You counted the steps between the windows, not the windows: there is one more.
    """
    return _judge(PREDICTIONS, "prediction", question, guess)


def use(exercise: str, answer: Any) -> Any:
    """The student's own function if its check passes, else cnnlib's; one printed line says which.

    >>> count = use("01.4", ...)
    count_parameters is not finished: cnnlib's stands in for it below.
    >>> count(F=5, D=3, K=10)
    760
    """
    asked = EXERCISES[exercise]
    if asked.judge(answer):
        print(f"Below, your own {asked.name} is at work.")
        return answer
    print(f"{asked.name} is not finished: cnnlib's stands in for it below.")
    return asked.solution


def _judge(known: dict[str, Any], what: str, name: str, answer: Any) -> Verdict:
    if name not in known:
        return not_yet(f"There is no {what} {name!r}. There are {', '.join(known)}.")
    return known[name].judge(answer)
