"""A film of scenes as an animated GIF."""

from collections.abc import Iterator, Sequence

import numpy as np

from cnnlib.draw import gif
from cnnlib.draw.panes import Frames, Pane
from cnnlib.scenes.trace import Focus

SAMPLES = 5  # frames from which the palette is chosen
Lit = Sequence[Focus | None]
"""What is lit in each pane."""


def film(
    panes: Sequence[Pane], steps: Sequence[Lit], theme: str = "light", pace: float = 0.33, loop: bool = True,
    scale: float = 1,
) -> Iterator[bytes]:  # fmt: skip
    """An animated GIF in pieces: one frame for each of the `steps`, `pace` seconds each.

    Each piece takes a fraction of a second, so that whoever asks for them can do other things in between. Pieces
    are empty while the palette is being chosen; then comes one for each frame, the last with the end of the file.
    """
    frames = Frames(panes, theme, scale)
    samples = []
    for n in np.unique(np.linspace(0, len(steps) - 1, SAMPLES).astype(int)):
        samples.append(frames.frame(steps[n])[::2, ::2].copy())
        yield b""
    file = gif.Gif(gif.Palette(np.stack(samples)), pace, loop)
    yield b""
    for lit in steps[:-1]:
        yield file.piece(frames.frame(lit))
    yield file.piece(frames.frame(steps[-1])) + gif.END
