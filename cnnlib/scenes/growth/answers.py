"""The images at the right: what a net says of them at each snapshot, and what the chosen filter finds in a few."""

from numpy.typing import NDArray

from cnnlib.scenes.growth import layout, words
from cnnlib.scenes.growth.runs import Grown
from cnnlib.scenes.growth.settings import Settings
from cnnlib.scenes.growth.sheets import maps_of
from cnnlib.scenes.scene import Item, Label, Panel, Reel, Run, Sentences, Told
from cnnlib.scenes.trainer.images import photograph


def title(x: float, y: float, text: str, more: str = "", id: str = "") -> Label:
    """A heading, in bold, and what is added to it."""
    runs = (Run(text, bold=True), Run(f"  {more}", "muted")) if more else (Run(text, bold=True),)
    return Label(x, y - layout.TITLE, runs, 15, id=id)


def answers(settings: Settings, run: Grown) -> list[Item]:
    """Up to a few images beside the map of the chosen filter; of more, only the answers."""
    count = len(run.images)
    if count == 0:
        return []
    if count <= layout.FEW and settings.filter < len(run.filters[0]) and run.maps[0].shape[1] > 1:
        return _with_maps(settings, run)
    large = count <= layout.FEW
    side, across = (layout.LARGE, layout.FEW) if large else (layout.IMAGE, layout.ACROSS)
    items: list[Item] = [title(layout.SIDE, layout.IMAGES_Y, "answers", "and how sure the net is", "answers-title")]
    for n in range(count):
        row, col = divmod(n, across)
        x = layout.SIDE + (col + 0.5) * layout.SIDE_WIDTH / across
        y = layout.IMAGES_Y + row * layout.LINE
        items += [_image(run, n, x - side / 2, y, side, run.images), _answer(run, n, x, y + side)]
    return items


def _with_maps(settings: Settings, run: Grown) -> list[Item]:
    """Each image, to its right what the filter finds in it, below both the answer."""
    what = f"what filter {settings.filter} finds", "blue +, red \u2212; below, what the net answers"
    items: list[Item] = [title(layout.SIDE, layout.IMAGES_Y, *what, "answers-title")]
    pitch = layout.SIDE_WIDTH / len(run.images)
    side, y = min(layout.LARGE, (pitch - 3 * layout.GAP) / 2), layout.IMAGES_Y
    for n in range(len(run.images)):
        x = layout.SIDE + n * pitch
        box = x + side + layout.GAP, y, side, side
        items += [_image(run, n, x, y, side, run.seen), Panel(*box, "padding")]
        items += [Reel(*box, maps_of(settings, n), id=f"map {n}"), _answer(run, n, x + side + layout.GAP / 2, y + side)]
    notes = filter(None, (words.choice_of(run), words.sizes_of(run)))
    return [*items, *(_note(n, text, y + side + 46) for n, text in enumerate(notes))]


def _note(n: int, text: str, y: float) -> Label:
    return Label(layout.SIDE, y + 19 * n, (Run(text, "muted"),), 13, id=f"note {n}")


def _image(run: Grown, n: int, x: float, y: float, side: float, images: NDArray) -> Reel:
    """Image n in the middle of a square."""
    image = images[n]
    H, W = image.shape[:2]
    width, height = side * W / max(H, W), side * H / max(H, W)
    pixels = photograph(image.tobytes(), image.shape, image.dtype.str)
    return Reel(x + (side - width) / 2, y + (side - height) / 2, width, height, (pixels,), id=f"image {n}")


def _answer(run: Grown, n: int, middle: float, below: float) -> Told:
    return Told(middle, below + 18, Sentences("{0}", (words.answer(run, n),)), 13, "middle", id=f"answer {n}")
