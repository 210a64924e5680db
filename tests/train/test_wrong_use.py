"""Nets, losses, optimisers and trainings that are handed what they cannot use: a sentence, and never a wrong number."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cnnlib import FC, Conv, Net, Pool, ReLU, Volume, optim
from cnnlib.augment import cutout, mirrored, shifts
from cnnlib.datasets import split
from cnnlib.losses import NotFiniteError, l2_penalty, softmax, softmax_loss, svm_loss
from cnnlib.optim import SGD, Adam, Momentum
from cnnlib.train import Checkpoint, Course, DivergedError, fit, load_records, save_records
from cnnlib.train.__main__ import main

NAN, INF = float("nan"), float("inf")
X = np.random.default_rng(0).standard_normal((10, 4, 6, 2)).astype(np.float32)
Y = np.arange(10) % 3
WRONG_NUMBERS = [0, -1, NAN, INF, "0.1", None, True, [0.1]]


def net() -> Net:
    return Net(Volume(W=6, H=4, D=2), [Conv(K=3, F=3, P=1), ReLU(), Pool(), FC(K=3)]).init(seed=0)


def train(x: Any = X, y: Any = Y, start: Any = None, **options: Any) -> list:
    asked: dict[str, Any] = {"epochs": 1, "batch": 4, "optimiser": SGD(0.1)} | options
    return list(fit(start or net(), x, y, **asked))


def refused(said: str, use: Callable[[Any], Any], values: list[Any]) -> list[tuple]:
    return [(said, use, value) for value in values]


W = np.zeros((3, 3, 3, 2))
USES = [
    *refused("seed = .* is a whole number of at least 0", lambda seed: net().init(seed), [-1, 1.5, "a", None, True]),
    *refused("dtype = .* is no type of weights", lambda kind: net().init(0, kind), [int, "int8", complex, np.float16]),
    *refused(r"layers\[0\] = .* is given \d+ weights, and has 57", lambda part: net().adopt([part, {}, {}, {}]), [
        {}, {"w": W}, {"w": W[:2], "b": np.zeros(3)}]),
    *refused("rng = .* is no source of random", lambda rng: net().run(X, training=True, rng=rng), [0, "a", np.random]),
    *refused("training = .* is neither True nor False", lambda way: net().run(X, way), ["no", None, 1]),
    *refused("hold no real numbers", lambda kind: net().forward(X.astype(kind)), [complex, object, str]),
    *refused("images of shape", lambda x: net().predict(x), [X[0], X[:0], X[..., :1], None, X.transpose(0, 3, 1, 2)]),
    *refused("label", lambda y: net().accuracy(X, y), [Y + 1, Y - 1, Y[:4], Y * 1.0, Y > 0, None, np.eye(3)[Y]]),
    *refused("smoothing = .* is out of range", lambda part: softmax_loss(X[:, 0, 0], Y % 2, part), [1, NAN, "a", True]),
    *refused("margin = .* is no margin", lambda one: svm_loss(X[:, 0, 0], Y % 2, one), [-1, NAN, "1", None, True]),
    *refused("penalty = .* is out of range", lambda one: l2_penalty([], one), [-1, NAN, "1", None, True]),
    *refused("are no list of classes", lambda scores: softmax_loss(scores, Y), [np.zeros((0, 3)), 3.0, X, np.zeros(3)]),
    *refused("are no real numbers", lambda kind: svm_loss(np.zeros((2, 3), kind), Y[:2]), [complex, object, str]),
    *refused("rate = .* is no learning rate", SGD, WRONG_NUMBERS),
    *refused("keep = .* is out of range", lambda keep: Momentum(keep=keep), [1, -0.1, NAN, "x", None, True]),
    *refused("epsilon = .* it is above 0, such as 1e-8", lambda small: Adam(epsilon=small), WRONG_NUMBERS),
    *refused("at = .* is no share of the training", optim.steps, [2, -0.1, [NAN], "half", ["a"], True]),
    *refused("factor = .* is no factor of a rate", lambda factor: optim.steps(factor=factor), WRONG_NUMBERS),
    *refused("share = .* is no part of the training", optim.warm_up, [0, 1, NAN, "x", None, True]),
    *refused("then = .* is no function", lambda then: optim.warm_up(then=then), [None, 3, "cosine"]),
    *refused("held_out = .* is no share", lambda part: split(X, Y, part), [0, 1, NAN, "a", None, True]),
    *refused("do not match: there is one for each", lambda y: split(X, y), [Y[:3], None, 3]),
    *refused("epochs = .* epochs is a whole number", lambda epochs: train(epochs=epochs), [0, 1.5, True, None]),
    *refused("batch = .* batch is a whole number", lambda batch: train(batch=batch), [0, 2.0, "4"]),
    *refused("seed = .* seed is a whole number", lambda seed: train(seed=seed), [-1, 1.5, "x", None]),
    *refused("optimiser = .* is none: make one", lambda one: train(optimiser=one), [None, "Adam", Adam, 0.1]),
    *refused("schedule = .* is no function", lambda one: train(schedule=one), [3, "cosine", None]),
    *refused("augment = .* is no function", lambda one: train(augment=one), [3, "shift"]),
    *refused("loss = .* is no function", lambda one: train(loss=one), ["softmax", None]),
    *refused("penalty = .* is out of range", lambda one: train(penalty=one), [-1, NAN, "x", None, True]),
    *refused("images of", lambda x: train(x), [X[:0], X[0], None, X.astype(object), X.astype(str), X.astype(complex)]),
    *refused("image 0 holds a value that is nan", train, [X * NAN, X * INF]),
    *refused("label", lambda y: train(y=y), [Y + 1, Y - 1, Y * 1.0, Y[:4], None, [str(label) for label in Y]]),
    *refused("a net is written as Net", lambda one: train(start=one), ["net", [FC(3)]]),
    *refused("held_out = .* is no share", lambda part: train(validation=part), [0, 1, NAN, -0.1, True, "0.1"]),
    *refused("of 10 images, a share of .* hold out another share", lambda v: train(validation=v), [0.01, 0.9]),
    *refused("validation is a pair of images and labels", lambda v: train(validation=v), [(X,), (X, Y, Y)]),
    *refused("patience = .* is a whole number", lambda n: train(patience=n, validation=0.3), [0, 1.5, True]),
    *refused("threads = .* threads is a whole number", lambda n: train(threads=n), [0, 1.5, True, "2"]),
    *refused("path = .* names no file", lambda path: train(checkpoint=path), [3, True, ["run"]]),
    *refused("path = .* names no file", Checkpoint, [None, 5]),
    *refused("every = .* every is a whole number", lambda every: Checkpoint("run", every), [0, 1.5, True]),
    *refused("the schedule's factor of step 1 = .* is no finite number", lambda one: train(schedule=lambda at: one), [
        NAN, None, "x"]),
]  # fmt: skip


@pytest.mark.parametrize(("said", "use", "value"), USES)
def test_it_is_refused_in_a_sentence(said: str, use: Callable[[Any], Any], value: Any) -> None:
    with pytest.raises((ValueError, TypeError), match=said):
        use(value)


@pytest.mark.parametrize("held_out", [None, X, (X,), (X, Y + 3), (X[:0], Y[:0]), (X[..., :1], Y)])
def test_a_course_checks_what_it_is_measured_with(held_out: Any) -> None:
    with pytest.raises((ValueError, TypeError), match=r"held_out is a pair|label|images of shape"):
        Course(net(), (X, Y), held_out, epochs=1, batch=4, optimiser=SGD(0.1))


def test_no_class_is_told_from_scores_that_are_nan() -> None:
    spoilt = X.copy()
    spoilt[3] = NAN
    for use in (net().predict, lambda x: net().accuracy(x, Y)):
        with pytest.raises(NotFiniteError, match="the scores of image 3 are nan: look for nan in the image"):
            use(spoilt)


def test_a_map_is_no_list_of_scores() -> None:
    trunk = Net(Volume(W=6, H=4, D=2), [Conv(K=3)]).init()
    for use in (trunk.predict, lambda x: trunk.accuracy(x, Y)):
        with pytest.raises(ValueError, match=r"the net ends in \[4x2x3\], not in class scores \[1x1xK\]"):
            use(X)


def test_a_loss_that_is_nan_ends_the_training() -> None:
    with pytest.raises(DivergedError, match="the loss of step 1 is nan: the weights ran away"):
        train(loss=lambda scores, y: (NAN, scores))


@pytest.mark.parametrize("options", [{}, {"validation": (X, Y)}])
def test_weights_that_run_away_in_the_last_step_are_told(options: dict[str, Any]) -> None:
    with pytest.raises(DivergedError, match="the weights are not finite after step 1: the weights ran away"):
        train(batch=10, optimiser=SGD(1e39), **options)


def test_losses_take_lists_and_whole_numbers() -> None:
    assert softmax([[1.0, 3.0]]).sum() == pytest.approx(1)
    assert softmax_loss([[1, 0]], [0])[0] == softmax_loss(np.array([[1.0, 0.0]]), np.array([0]))[0]
    assert svm_loss(np.array([[1, 5, 0]]), np.array([0]))[1].tolist() == [[-1, 1, 0]]
    assert softmax_loss(np.zeros((1, 2), np.int8), np.array([0]))[1].dtype == np.float32


def test_weights_in_whole_numbers_become_floats() -> None:
    made = [{name: np.rint(array).astype(int) for name, array in params.items()} for params in net().weights]
    assert net().adopt(made).vector.dtype == np.float64


@pytest.mark.parametrize(("option", "said"), [("--epochs=0", "epochs = 0 is too small"), ("--seed=-1", "seed = -1 is")])
def test_the_command_refuses_numbers_that_are_none(
    option: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["cnnlib.train", "mnist", option])
    with pytest.raises(SystemExit):
        main()
    assert said in capsys.readouterr().err


def test_a_gradient_that_is_not_of_the_output_is_refused() -> None:
    one = net()
    scores, caches = one.run(X)
    for use in (one.backward, one.gradients):
        with pytest.raises(ValueError, match=r"dy has the shape \(10, 1, 1, 4\), the net's output is \(N, 1, 1, 3\)"):
            use(caches, np.zeros((10, 1, 1, 4)))
        with pytest.raises(ValueError, match="1 caches are not of this net's 4 layers"):
            use(caches[:1], scores)


@pytest.mark.parametrize("change", [shifts(1), mirrored(), cutout(2)])
def test_an_image_on_its_own_is_no_batch(change: Any) -> None:
    with pytest.raises(ValueError, match="is no batch of images"):
        change(X[0], np.random.default_rng(0))


def test_records_that_have_no_place(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"there is no folder .*none to write run\.csv to"):
        save_records([], tmp_path / "none" / "run.csv")
    with pytest.raises(FileNotFoundError, match=r"there is no file .*run\.json: look at the name"):
        load_records(tmp_path / "run.json")
    with pytest.raises(TypeError, match="path = 3 names no file or folder"):
        load_records(3)  # type: ignore[arg-type]
