"""The Trainer's picture, put together."""

from numpy.typing import NDArray

from cnnlib.scenes.scene import Button, Caption, Grid, Item, Label, Panel, Reel, Run, Scene, Sentences, Told
from cnnlib.scenes.trainer import images, layout, plots, words
from cnnlib.scenes.trainer.plots import as_many, axis_of, moments_of
from cnnlib.scenes.trainer.settings import Settings
from cnnlib.scenes.trainer.values import Training
from cnnlib.train import Course

RIGHT, WRONG = "\u2713", "\u2717"
ANSWER = (Run("{0}", "S", bold=True), Run("{1}", "F", bold=True))
BUTTON, TALL = 112, 36  # width with the gap beside it, height


def picture(settings: Settings, training: Training) -> Scene:
    """Head, curves and moments on the left; filters and answers on the right; the sentence of the moment below."""
    count = len(moments_of(training.first))
    cells = _cells(training, count)
    items: list[Item] = [
        *_head(settings, training),
        *plots.curves(training),
        *_readings(training, count),
        cells,
        *_filters(training, count),
        *_digits(training, count),
        Panel(0, layout.CAPTION_Y, layout.WIDTH, 44),
        Caption(18, layout.CAPTION_Y + 28, layout.WIDTH - 36, 16),
    ]
    return Scene(
        settings.as_dict(), layout.WIDTH, layout.HEIGHT, tuple(items), film=("moments",),
        spoken=words.spoken(training, settings), problem=words.problem(training), start=count - 1,
        version=training.version, space="pause" if training.running else "start",
    )  # fmt: skip


def _cells(training: Training, count: int) -> Grid:
    """A cell for each moment, below the steps it stands for."""
    x, y, cell, say = layout.PLOT_X, layout.TIME_Y, axis_of(training).cell, words.sentences(training, count)
    numbers = words.columns_of(training.first, count)["step"]
    return Grid("moments", x, y, cell, 1, count, "output", numbers, digits=0, say=say, named="moments of the training")


def _head(settings: Settings, training: Training) -> list[Item]:
    amber = bool(training.diverged or training.waits_for(settings))
    first = Run(words.status(training), "amber" if training.diverged else "text", bold=True)
    second = Run(words.second_line(training, settings), "amber" if amber else "muted")
    return [
        Panel(0, 0, layout.WIDTH, 52),
        Label(18, 33, words.rule(settings), 19, id="formula"),
        Label(layout.WIDTH - 18, 32, (Run(words.facts(training), bold=True),), 16, "end", id="parameters"),
        Panel(0, 60, layout.WIDTH, 56, "amber-fill" if amber else "panel"),
        Label(18, 84, (first,), 16, id="verdict"),
        Label(18, 106, (second,), 14, id="steps"),
        *_buttons(settings, training),
    ]


def _buttons(settings: Settings, training: Training) -> list[Button]:
    """What can be done now, each thing at its own place."""
    places: dict[int, tuple[str, str, str]] = {}
    if training.running:
        places[1] = ("Pause", "W", "pause")
    elif training.goes_on and not training.diverged:
        places[1] = ("Go on" if training.step else "Start", "S", "start")
        places[2] = ("One step", "W", "step")
    if training.step and not training.running:
        places[3] = ("Reset", "text", "reset")
    if training.calm:
        places[0] = (f"rate {words.number_of(training.calm)}", "K", "calm")
    elif training.waits_for(settings):
        places[0] = ("Start anew", "amber", "anew")
    return [_button(text, role, place, deed) for place, (text, role, deed) in sorted(places.items())]


def _button(text: str, role: str, place: int, deed: str) -> Button:
    """The first place has room to its left for a rate of many digits."""
    more = 0 if place else 24
    left = layout.WIDTH - 12 - (4 - place) * BUTTON + 8 - more
    return Button(left, 70, BUTTON - 8 + more, TALL, text, role, {}, sends=deed)


def _readings(training: Training, count: int) -> list[Item]:
    """Above each plot, the numbers of the moment."""
    right, two = layout.PLOT_X + layout.PLOT_WIDTH, len(training.courses) > 1
    items: list[Item] = []
    for plot, y in (("loss", layout.LOSS_Y), ("accuracy", layout.ACCURACY_Y)):
        runs: list[Run] = []
        columns: list[tuple[str, ...]] = []
        for (name, course), (learnt, held_out) in zip(training.courses.items(), plots.roles_of(training)):
            found, n = words.columns_of(course, count), len(columns)
            columns += [found[plot], found[f"held-out {plot}"]]
            runs.append(Run(f"{'   ' * bool(n)}{name} {{{n}}}" if two else f"training {{{n}}}", learnt, bold=True))
            runs.append(Run(f" / {{{n + 1}}}" if two else f"   held-out {{{n + 1}}}", held_out, bold=not two))
        texts = Sentences("".join(run.text for run in runs), tuple(columns))
        items.append(Told(right, y - 22, texts, 13 if two else 14, "end", id=f"{plot}-now", runs=tuple(runs)))
    return items


def _filters(training: Training, count: int) -> list[Item]:
    """The first layer's filters of each net."""
    items: list[Item] = []
    for n, (name, course) in enumerate(training.courses.items()):
        x = layout.SIDE + n * 290
        shape = course.moments[0].filters
        items.append(Label(x, layout.FILTERS_Y - 22, _filters_title(name, course, len(training.courses) > 1), 15))
        if images.shown(shape):
            wide = layout.FILTERS_WIDTH[len(training.courses)]
            across, scale = images.largest(shape, wide, layout.FILTERS_HEIGHT)
            width, height = images.sheet_size(shape, across)
            sheets = tuple(images.sheet_of(moment, across) for moment in as_many(course, count))
            reel = Reel(x, layout.FILTERS_Y - 8, width * scale, height * scale, sheets, id=f"{name} filters")
            items += [*_grounds(shape, across, scale, x), reel]
    return items


def _grounds(filters: NDArray, across: int, scale: float, left: float) -> list[Panel]:
    """A ground for each filter, so that weights near 0 are seen to be there."""
    _, H, W, _ = filters.shape
    places = [divmod(k, across) for k in range(images.shown(filters))]
    return [
        Panel(
            left + col * (W + 1) * scale, layout.FILTERS_Y - 8 + row * (H + 1) * scale, W * scale, H * scale, "padding"
        )
        for row, col in places
    ]


def _filters_title(name: str, course: Course, two: bool) -> tuple[Run, ...]:
    K, H, W, D = course.moments[0].filters.shape
    seen = images.shown(course.moments[0].filters)
    of = f" of {K}" if seen < K else ""
    text = f"first filters, {seen}{of} of {H} × {W}"
    return (
        (Run(f"{name}: ", bold=True), Run(text))
        if two
        else (Run(text, bold=True), Run("  grey is 0" if D == 3 else "  blue +, red \u2212", "muted"))
    )


def _digits(training: Training, count: int) -> list[Item]:
    """Held-out images, each with the answers at the moment: a tick or a cross, and the class."""
    course = training.first
    names = " above ".join(training.courses) if len(training.courses) > 1 else "the net"
    title = (Run("held-out images", bold=True), Run(f"  with the answers of {names}", "muted"))
    items: list[Item] = [Label(layout.SIDE, layout.DIGITS_Y - 16, title, 15, id="digits-title")]
    for n, place in enumerate(course.watched.tolist()):
        row, col = divmod(n, 6)
        x, y = layout.SIDE + col * layout.DIGIT_PITCH, layout.DIGITS_Y + row * layout.DIGIT_ROW
        image, label = course.held_out[0][place], int(course.held_out[1][place])
        items.append(_photograph(image, x, y, f"image {n}"))
        for line, (name, one) in enumerate(training.courses.items()):
            told = _answer(one, n, label, training.classes, count)
            items.append(Told(x, y + layout.DIGIT + 18 + 18 * line, *told, id=f"{name} answer {n}", runs=ANSWER))
    return items


def _photograph(image: NDArray, x: float, y: float, id: str) -> Reel:
    height, width = image.shape[:2]
    scale = layout.DIGIT / max(width, height)
    return Reel(
        x, y, width * scale, height * scale, (images.photograph(image.tobytes(), image.shape, image.dtype.str),), id
    )


def _answer(course: Course, n: int, label: int, classes: tuple[str, ...], count: int) -> tuple[Sentences, float]:
    """A tick or a cross with the answer, and how large it is written."""
    answers = [int(moment.answers[n]) for moment in as_many(course, count)]
    named = [classes[answer] if answer < len(classes) else str(answer) for answer in answers]
    right = tuple(f"{RIGHT} {name}" if answer == label else "" for answer, name in zip(answers, named))
    is_label = "" if classes else f", is {label}"
    wrong = tuple(f"{WRONG} {name}{is_label}" if answer != label else "" for answer, name in zip(answers, named))
    return Sentences("{0}{1}", (right, wrong)), 12 if classes else 14
