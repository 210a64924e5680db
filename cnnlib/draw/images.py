"""Pictures of images: with what a net said of each, a photograph with windows, a volume in its slices."""

from collections.abc import Collection, Sequence

import numpy as np

from cnnlib.draw.grids import BASELINE, TITLE, TITLE_ABOVE
from cnnlib.draw.lettering import text_width
from cnnlib.draw.pictures import Picture, on_paper
from cnnlib.draw.sheet import OUTLINE, Box, Hand, Sheet
from cnnlib.draw.style import SMALL, readable_on
from cnnlib.scenes.text import number

MARGIN, GAP = 24, 14
NAME = Hand(SMALL, "muted", anchor="middle")
MARKED = Hand(SMALL, "amber", bold=True, anchor="middle")
SLICES = ((0, "red"), (1, "green"), (2, "blue"))

Place = tuple[int, int, int, int]  # row, column, height and width in an image


def to_pixels(images: np.ndarray) -> np.ndarray:
    """Images as 8-bit pixels: uint8 as they are, other numbers from black, 0, to white, the largest of all.

    >>> to_pixels(np.array([[0.0, 2.0, 4.0]]))
    array([[  0, 128, 255]], dtype=uint8)
    """
    images = np.asarray(images)
    if images.dtype == np.uint8:
        return images
    if not np.isfinite(images).all():
        raise ValueError("the image holds NaN or infinity: look at where these come from before drawing it")
    low, high = min(0.0, float(images.min(initial=0))), float(images.max(initial=0))
    return np.rint((images - low) * (255 / (high - low or 1))).astype(np.uint8)


def to_colours(pixels: np.ndarray) -> np.ndarray:
    """Grey pixels (H, W) or (H, W, 1) as (H, W, 3); colour as it is."""
    if pixels.ndim == 2:
        pixels = pixels[:, :, None]
    if pixels.ndim != 3 or pixels.shape[2] not in (1, 3):
        raise ValueError(f"an image is (H, W), (H, W, 1) or (H, W, 3), not {pixels.shape}")
    return np.broadcast_to(pixels, (*pixels.shape[:2], 3))


def image_grid(
    images: np.ndarray | Sequence[np.ndarray],
    labels: Sequence[str] = (),
    highlight: Collection[int] = (),
    columns: int = 8,
    size: int = 96,
    theme: str = "either",
) -> Picture:
    """Images in rows, each with its label below; those in `highlight` (their numbers) are outlined.

    `images` is (N, H, W), (N, H, W, 1) or (N, H, W, 3), all on one scale of brightness. `size` is in pixels. The page
    shows between the images, be it light or dark; "light" and "dark" have paper of their own.

    >>> image_grid(np.zeros((2, 8, 8)), ["true 8, said 3", "true 4"], highlight=[0])
    Picture(271 x 164: 2 images: true 8, said 3; true 4)
    """
    pixels = to_pixels(np.asarray(images))
    _check_labels(labels, len(pixels))
    pitch = GAP + max([size, *(text_width(label, SMALL, bold=True) for label in labels)])
    line, sheet = size + GAP + (20 if labels else 0), Sheet(theme)
    for n, image in enumerate(pixels):
        row, col = divmod(n, columns)
        box = (MARGIN + (col + 0.5) * pitch - size / 2, MARGIN + row * line, size, size)
        _tile(sheet, to_colours(image), box, f"image:{n}", labels[n] if labels else "", n in highlight)
    down, across = -(-len(pixels) // columns), min(columns, max(len(pixels), 1))
    return on_paper(sheet, round(2 * MARGIN + across * pitch), 2 * MARGIN + down * line - GAP, _told(pixels, labels))


def _told(images: np.ndarray, labels: Sequence[str]) -> str:
    return f"{len(images)} images" + (": " + "; ".join(labels) if labels else "")


def _check_labels(labels: Sequence[str], images: int) -> None:
    if len(labels) not in (0, images):
        raise ValueError(f"{len(labels)} labels for {images} images: give one for each, or none")


def _tile(sheet: Sheet, image: np.ndarray, box: Box, name: str, label: str, marked: bool) -> None:
    sheet.picture(image, box, name)
    sheet.note("image", name, box, label)
    if marked:
        sheet.outline(box, "amber")
    if label:
        hand = MARKED if marked else NAME
        sheet.text(label, box[0] + box[2] / 2, box[1] + box[3] + 20, hand, f"{name}:label", "label")


def photograph(
    image: np.ndarray,
    boxes: Sequence[Place] = (),
    labels: Sequence[str] = (),
    width: int = 640,
    theme: str = "light",
    alt: str = "",
) -> Picture:
    """A photograph, (H, W) or (H, W, 3), with windows (row, column, height, width) outlined and labelled."""
    pixels = to_colours(to_pixels(image))
    H, W, _ = pixels.shape
    scale, sheet = width / W, Sheet(theme)
    sheet.picture(pixels, (0, 0, width, H * scale), "photograph")
    sheet.note("image", "photograph", (0, 0, width, H * scale))
    for n, place in enumerate(boxes):
        check_place(place, (H, W))
        _window(sheet, place, scale, labels[n] if n < len(labels) else "", width)
    return on_paper(sheet, width, round(H * scale), alt or f"a photograph of {H} by {W} pixels")


def check_place(place: Place, size: tuple[int, ...]) -> None:
    """Raise `ValueError` for a window that is not wholly in an image of `size` (H, W)."""
    row, col, height, width = place
    if row < 0 or col < 0 or row + height > size[0] or col + width > size[1]:
        rows, cols = f"rows {row} to {row + height - 1}", f"columns {col} to {col + width - 1}"
        raise ValueError(f"the window of {rows}, {cols} leaves the image of {size[0]} by {size[1]} pixels")


def _window(sheet: Sheet, place: Place, scale: float, label: str, page: float) -> None:
    row, col, height, width = place
    box = (col * scale, row * scale, width * scale, height * scale)
    _frame(sheet, box, label)
    if label:
        wide = text_width(label, 15, bold=True) + 20
        middle = min(max(box[0] + box[2] / 2, wide / 2 + 4), page - wide / 2 - 4)
        below = box[1] + box[3] + 8 if box[1] < 38 else box[1] - 34
        sheet.box((middle - wide / 2, below, wide, 26), "F", layer=OUTLINE, radius=13)
        sheet.text(label, middle, below + 13 + BASELINE * 15, Hand(15, "paper", bold=True, anchor="middle"))


def volume_slices(
    x: np.ndarray, patch: Place | None = None, size: int = 220, theme: str = "either", alt: str = ""
) -> Picture:
    """A colour image and its three depth slices; below each, the numbers in one patch of it.

    `x` is (H, W, 3), its numbers are shown as they are; `patch` is (row, column, height, width).
    """
    x = np.asarray(x)
    if x.ndim != 3 or x.shape[2] != 3:
        raise ValueError(f"a colour image is (H, W, 3), not {x.shape}")
    if patch:
        _check_patch(x, patch, size)
    pixels, sheet, tall = to_pixels(x), Sheet(theme), size * x.shape[0] / x.shape[1]
    panels = [("the image", "X", pixels), *((name, f"X[:,:,{d}]", _only(pixels, d)) for d, name in SLICES)]
    for n, (title, code, image) in enumerate(panels):
        left, top = MARGIN + n * (size + 2 * GAP), MARGIN + 22
        _titled(sheet, title, code, (left, top, size, tall), image)
        if patch:
            _magnify(sheet, patch, (left, top), size / x.shape[1], (left, top + tall + 2 * GAP, size))
            numbers = (x if n == 0 else x[:, :, n - 1])[_within(patch)]
            _draw_patch(sheet, numbers, image[_within(patch)], (left, top + tall + 2 * GAP), size)
    below = 2 * GAP + size * patch[2] / patch[3] if patch else 0
    width, height = 2 * MARGIN + 4 * size + 6 * GAP, round(2 * MARGIN + 22 + tall + below)
    return on_paper(sheet, width, height, alt or f"an image of {x.shape[0]} by {x.shape[1]} pixels in its slices")


def _check_patch(x: np.ndarray, patch: Place, size: int) -> None:
    check_place(patch, x.shape[:2])
    longest = max(text_width(number(value), SMALL, bold=True) for value in np.unique(x[_within(patch)]).tolist())
    if longest + 4 > size / patch[3]:
        room = int(size / (longest + 4))
        raise ValueError(f"a patch of {patch[3]} columns leaves no room for its numbers: take {room} or fewer")


def _only(pixels: np.ndarray, channel: int) -> np.ndarray:
    """One depth slice in its own colour."""
    slice_ = np.zeros_like(pixels)
    slice_[:, :, channel] = pixels[:, :, channel]
    return slice_


def _within(patch: Place) -> tuple[slice, slice]:
    row, col, height, width = patch
    return slice(row, row + height), slice(col, col + width)


def _titled(sheet: Sheet, title: str, code: str, box: Box, image: np.ndarray) -> None:
    left, top, width, _ = box
    sheet.text(title, left, top - TITLE_ABOVE, TITLE, title, "title")
    sheet.text(code, left + width, top - TITLE_ABOVE, Hand(SMALL, "muted", anchor="end"), code, "code")
    sheet.picture(image, box, code)
    sheet.note("image", code, box)


def _frame(sheet: Sheet, box: Box, name: str) -> None:
    sheet.edged_outline(box, "F")
    sheet.note("outline", name, box)


def _magnify(
    sheet: Sheet, patch: Place, at: tuple[float, float], scale: float, below: tuple[float, float, float]
) -> None:
    """The patch outlined in its image, with strokes that lead to its enlargement."""
    row, col, height, width = patch
    box = (at[0] + col * scale, at[1] + row * scale, width * scale, height * scale)
    left, top, wide = below
    for start, end in ((box[0], left), (box[0] + box[2], left + wide)):
        sheet.stroke([(start, box[1] + box[3]), (end, top)], "F", 1.5)
    _frame(sheet, box, "patch")


def _draw_patch(sheet: Sheet, numbers: np.ndarray, pixels: np.ndarray, at: tuple[float, float], size: float) -> None:
    """The pixels of a patch as large cells, each with its number; a colour image has cells only."""
    cell = size / pixels.shape[1]
    for (row, col), _ in np.ndenumerate(pixels[:, :, 0]):
        box = (at[0] + col * cell + 1, at[1] + row * cell + 1, cell - 2, cell - 2)
        colour = "#" + bytes(pixels[row, col].tolist()).hex()
        sheet.box(box, colour)
        text = number(numbers[row, col].item()) if numbers.ndim == 2 else ""
        sheet.note("cell", f"patch:{row},{col}", box, text)
        if text:
            hand = Hand(SMALL, readable_on(colour), bold=True, anchor="middle")
            sheet.text(text, box[0] + box[2] / 2, box[1] + box[3] / 2 + BASELINE * SMALL, hand)
