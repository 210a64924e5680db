"""Make a picture small enough to be kept in a notebook: at the size at which it is shown, in 256 colours.

A live picture has twice as many pixels each way, for sharp screens; kept like that, a lesson would weigh megabytes.
Where the page shows through, it goes on doing so.
"""

from base64 import b64decode, b64encode
from io import BytesIO

from PIL import Image

COLOURS = 256


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
    averaged.quantize(COLOURS, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return b64encode(written.getvalue()).decode()
