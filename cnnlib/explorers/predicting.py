"""Predict first: the answer stays covered until a guess is right; the session's score is kept here.

    explorer.predict("output size")     # the picture is covered, the question stands above it
    explorer.guess("5")                 # right, or wrong with the mistake named
    explorer.score                      # 3 of 4 right at the first guess
    explorer.predict(None)              # no questions any more

Any change of a setting asks anew.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cnnlib.explorers.checks import called
from cnnlib.explorers.pictured import KEPT, Pictured, text_of
from cnnlib.explorers.turns import in_turn
from cnnlib.guesses import Judged, Score, as_typed
from cnnlib.scenes.questions import Question, covered, judge
from cnnlib.scenes.scene import Scene
from cnnlib.scenes.settings import SettingError

NOTHING = "There is nothing to predict in this setting: move a slider."
HIDDEN = "# The code is hidden while you predict: it would compute the answer."


class Predicting(Pictured):
    """A picture that can be covered. Its module may have `questions(settings)`; without it nothing can be asked.

    The trait `prediction` tells the view: `possible`; `name`, the question chosen ("" while nothing is asked), and
    `names`, those of this setting; `asks`; `open`, whether the picture is uncovered; `typed`, `verdict` and `right` of
    the last guess; `score`; the `settings` for which all this holds.
    """

    score = Score()

    def __init__(self, **settings: Any) -> None:
        self._chosen = self._cover = ""
        self._judged, self._typed = Judged(False, ""), ""
        self._tried: set[tuple[str, str]] = set()  # settings and question of every question that has been scored
        self._asks = lru_cache(KEPT)(self._make_questions)
        super().__init__(**settings)
        self._tell()

    # From Python

    @property
    def questions(self) -> tuple[Question, ...]:
        """What can be asked in the present setting."""
        return self._questions_of(self.settings)

    @called('predict("output size")')
    @in_turn
    def predict(self, name: str | None = "") -> None:
        """Ask a question and cover its answer: by name, or the first; None stops asking and uncovers the picture."""
        names = [question.name for question in self.questions]
        if name and name not in names:
            raise SettingError(f"there is no question {name!r} here; there are {', '.join(map(repr, names)) or 'none'}")
        if name == "" and not names:
            raise SettingError("this picture has no questions here")
        self._choose("" if name is None else name or names[0])

    def _choose(self, name: str) -> None:
        self._chosen = name
        self._ask()
        self._show(self.settings)

    @called("guess(5)")
    @in_turn
    def guess(self, text: Any) -> Judged:
        """What is to be said to a guess, "5" or 5 or "5 px". The right one uncovers the picture."""
        question = self._asked()
        self._judged, self._typed = judge(question, text), as_typed(text)
        if self._judged.counts:
            self._count(question, self._judged.right)
        if self._judged.right:
            self._uncover()
        self._tell()
        return self._judged

    @called("show_answer()")
    @in_turn
    def show_answer(self) -> None:
        """Uncover the picture without a right guess; the question then counts as not guessed."""
        question = self._asked()
        self._count(question, False)
        self._judged = Judged(False, f"The answer is {as_typed(question.answer)}. {question.because}", counts=False)
        self._uncover()
        self._tell()

    @property
    def covered(self) -> bool:
        """Whether an answer is covered at the moment."""
        return bool(self._cover)

    # Covering

    def _questions_of(self, settings: Mapping[str, Any]) -> tuple[Question, ...]:
        return self._asks(text_of(settings))

    def _make_questions(self, text: str) -> tuple[Question, ...]:
        ask = getattr(self.picture, "questions", None)
        return ask(self._settings_of(json.loads(text))) if ask else ()

    def _question(self, settings: Mapping[str, Any], name: str) -> Question | None:
        """The question of this name, or the first where this setting does not have it."""
        questions = self._questions_of(settings)
        return next((question for question in questions if question.name == name), (*questions, None)[0])

    def _asked(self) -> Question:
        question = self._question(self.settings, self._chosen) if self._chosen else None
        if question is None:
            raise SettingError('nothing is asked: begin with predict("output size") or another question')
        return question

    def _ask(self) -> None:
        self._cover, self._judged, self._typed = self._chosen, Judged(False, ""), ""

    def _uncover(self) -> None:
        self._cover = ""
        self.scene = self._scene_for(self.settings)

    def _count(self, question: Question, right: bool) -> None:
        """Only the first guess at a question counts, and each question of a setting once."""
        key = text_of(self.settings), question.name
        if key not in self._tried:
            self._tried.add(key)
            self.score = self.score.after(right)

    def _make(self, text: str, cover: str = "") -> tuple[Scene, dict[str, Any]]:
        if not cover:
            return super()._make(text)
        settings, (scene, _) = json.loads(text), self._made(text, "")
        question = self._question(settings, cover)
        scene = covered(scene, question) if question else scene
        return scene, scene.as_dict() | {"settings": settings, "cover": cover}

    @in_turn  # also because what a scene is of may be at work, as a net that learns
    def _pair(self, settings: Mapping[str, Any], cover: str | None = None) -> tuple[Scene, dict[str, Any]]:
        """As it is on the screen, or covered as `cover` says: the name of a question, "" for an open picture."""
        return self._made(text_of(settings), self._cover if cover is None else cover)

    def _show(self, settings: Mapping[str, Any]) -> None:
        self._ask()
        with self.hold_sync():
            super()._show(settings)
            if self._cover:
                self.set_trait("step", self.scene.get("start", 0))
            if self._cover or self.prediction.get("name"):
                self._tell()

    def _tell(self) -> None:
        """Let the view know."""
        told: dict[str, Any] = {"possible": hasattr(self.picture, "questions"), "name": self._chosen}
        if self._chosen:
            question = self._question(self.settings, self._chosen)
            told |= {
                "names": [question.name for question in self.questions],
                "asks": question.asks if question else NOTHING,
                "question": question.name if question else "",
                "open": not self._cover,
                "typed": self._typed,
                "verdict": self._judged.sentence,
                "right": self._judged.right,
                "score": repr(self.score) if self.score.asked else "",
                "settings": dict(self.settings),
            }
        self.prediction = told

    # From the browser

    def _on_prediction(self, **content: Any) -> None:
        """{"predict": name or None}, {"guess": text} or {"reveal": True}."""
        if "predict" in content:
            self.predict(content["predict"])
        elif "guess" in content:
            self.guess(content["guess"])
        elif "reveal" in content:
            self.show_answer()
