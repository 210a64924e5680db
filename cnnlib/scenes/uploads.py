"""Pictures that a reader uploads, and how colours become grey."""

from base64 import b64decode

import numpy as np
from numpy.typing import NDArray

from cnnlib.datasets import ImageError, decode_image
from cnnlib.scenes.settings import SettingError

GREY = (0.299, 0.587, 0.114)  # how bright red, green and blue seem to the eye


def opened(upload: str | bytes) -> NDArray[np.uint8]:
    """The picture behind a setting, (H, W, 3), whether the file came as bytes or as base64 text.

    >>> opened(b"a letter")
    Traceback (most recent call last):
    cnnlib.scenes.settings.SettingError: upload: this file is no picture that can be read here: try a PNG or JPEG file
    """
    try:
        return decode_image(upload if isinstance(upload, bytes) else b64decode(upload, validate=True))
    except ImageError as error:
        raise SettingError(f"upload: {error}") from error
    except ValueError:
        raise SettingError("the upload is no base64 text: hand over the bytes of a PNG or JPEG file") from None
