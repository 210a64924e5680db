"""What the picture of growing filters says."""

from numpy.typing import NDArray

from cnnlib.scenes.growth.runs import Grown, run_named
from cnnlib.scenes.growth.settings import Settings
from cnnlib.scenes.scene import Run, Sentences
from cnnlib.scenes.text import number, percent


def head(run: Grown) -> tuple[Run, ...]:
    """How many filters of what size there are."""
    K, H, W, D = run.filters[0].shape
    return Run("one training, "), Run(f"{len(run.snapshots)}", "S", bold=True), Run(" checkpoints:  "), \
        Run(f"{K}", "K", bold=True), Run(" first filters of "), Run(f"{H} × {W}", "F", bold=True), \
        Run(" × "), Run(f"{D}", "D", bold=True)  # fmt: skip


def count(run: Grown) -> str:
    """How many numbers that makes."""
    K, H, W, D = run.filters[0].shape
    return f"{K}·{H}·{W}·{D} = {run.filters[0].size:,} weights"


def standing(run: Grown) -> Sentences:
    """How good the net is at each snapshot."""
    when = tuple(
        "Before the first step, with random weights" if step == 0 else f"After step {step:,}" for step in run.steps
    )
    return Sentences(f"{{0}}, {{1}} of {run.measured} are right", (when, tuple(map(percent, run.accuracies))))


def grown(run: Grown) -> Sentences:
    """How far the filters have come, on average."""
    means = (run.likeness.mean(axis=1), run.smoothness.mean(axis=1))
    texts = tuple(tuple(map(two_decimals, values)) for values in means)
    return Sentences("on average over all filters: likeness to the start {0}, of neighbouring weights {1}", texts)


def two_decimals(value: float) -> str:
    """
    >>> two_decimals(-0.304)
    '−0.30'
    """
    return f"{value:.2f}".replace("-", "\u2212").replace("\u22120.00", "0.00")


def sentences(settings: Settings) -> Sentences:
    """What is to be said of one filter at each snapshot."""
    run, k = run_named(settings.run), settings.filter
    alike = tuple(map(two_decimals, run.likeness[:, k]))
    smooth = tuple(map(two_decimals, run.smoothness[:, k]))
    steps = tuple(f"{step:,}" for step in run.steps)
    return Sentences(
        f"Filter **{k}** after **{{0}}** steps: likeness to its start **{{1}}**, of neighbouring weights **{{2}}**",
        (steps, alike, smooth),
    )


def full_colour(settings: Settings, limits: NDArray) -> Sentences:
    """What the strongest colour stands for at each snapshot."""
    k = min(settings.filter, limits.shape[1] - 1)
    texts = tuple(number(float(f"{limit:.2g}")) for limit in limits[:, k])
    whose = f"each filter has a scale of its own; of filter {k}" if settings.scale == "own" else "of all filters"
    return Sentences(f"{whose}, the full colour is ±{{0}}", (texts,))


def spoken(run: Grown) -> str:
    """The picture in a sentence."""
    K, H, W, _ = run.filters[0].shape
    first, last = (percent(run.accuracies[n]) for n in (0, -1))
    return (
        f"{K} first filters of {H} by {W} at {len(run.snapshots)} checkpoints of a training, from step "
        f"{run.steps[0]:,} to step {run.steps[-1]:,}, from {first} right answers to {last}."
    )


def missing(settings: Settings, K: int) -> str:
    """Why no filter can be followed; empty where one can."""
    if settings.filter < K:
        return ""
    return f"This net has {K} first filters, 0 to {K - 1}: there is no filter {settings.filter}."


def answer(run: Grown, n: int) -> tuple[str, ...]:
    """What the net says of image n at each snapshot, with a tick or a cross where the right class is known."""
    label = run.labels[n]
    found = [(int(scores[n].argmax()), float(scores[n].max())) for scores in run.answers]
    return tuple(f"{_sign(choice, label)}{run.classes[choice]} ({100 * share:.0f} %)" for choice, share in found)


def choice_of(run: Grown) -> str:
    """Between which classes the net chooses, where the images may be of none of them."""
    named = not all(map(str.isdigit, run.classes))
    return f"It can only choose: {', '.join(run.classes)}." if named and None in run.labels else ""


def sizes_of(run: Grown) -> str:
    """That the net answers smaller images than those that are shown."""
    (_, H, W, _), (_, high, wide, _) = run.images.shape, run.seen.shape
    return f"The net sees them as {W} × {H}; the maps are made of {wide} × {high}." if (H, W) != (high, wide) else ""


def _sign(choice: int, label: int | None) -> str:
    if label is None:
        return ""
    return "\u2713 " if choice == label else "\u2717 "
