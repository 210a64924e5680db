"""Make a picture small enough to be kept in a notebook: at the size at which it is shown, in 256 colours.

A live picture has twice as many pixels each way, for sharp screens; kept like that, a lesson would weigh megabytes.
Where the page shows through, it goes on doing so.
"""

from base64 import b64decode, b64encode
from io import BytesIO

from PIL import Image

COLOURS = 256
EDGES = 0.001  # of a picture's pixels: at so few, as at the round corners of a card, it is seen through or it is not


def small_picture(png: str, width: int | None = None) -> str:
    """The PNG, as base64 like what comes back, at most `width` pixels wide; a small one stays as it is."""
    image = Image.open(BytesIO(b64decode(png)))
    scale = min(1.0, (width or image.width) / image.width)
    if image.mode == "P" and scale == 1:
        return png
    size = round(image.width * scale), round(image.height * scale)
    # Plain averages: a sharper filter leaves ripples around letters, which nearly double the file.
    averaged = image.convert("RGBA" if image.has_transparency_data else "RGB").resize(size, Image.Resampling.BOX)
    written = BytesIO()
    _reduced(averaged).save(written, "PNG", optimize=True)
    return b64encode(written.getvalue()).decode()


def _reduced(image: Image.Image) -> Image.Image:
    """The picture in its most useful colours. Those of one with opacities are chosen far more coarsely: where a few
    edges alone are half transparent, opacity is rounded and takes a single colour."""
    if image.mode == "RGB":
        return image.quantize(COLOURS, dither=Image.Dither.NONE, kmeans=1)  # the means keep colours of a few letters
    if _half_transparent(image) > EDGES:
        return image.quantize(COLOURS, dither=Image.Dither.NONE)
    reduced = image.convert("RGB").quantize(COLOURS - 1, dither=Image.Dither.NONE, kmeans=1)
    palette = reduced.getpalette() or []
    reduced.putpalette([*palette, 255, 255, 255])
    reduced.paste(len(palette) // 3, mask=image.getchannel("A").point(lambda opacity: 255 * (opacity < 128)))
    reduced.info["transparency"] = len(palette) // 3
    return reduced


def _half_transparent(image: Image.Image) -> float:
    """Which share of the pixels is neither opaque nor see-through."""
    opacities = image.getchannel("A").histogram()
    return sum(opacities[1:255]) / sum(opacities)
