"""What all pictures of a map share: the path that led here, the neighbours, the sentence below."""

from dataclasses import dataclass, replace

import numpy as np

from cnnlib.interpret.passes import Pass
from cnnlib.layers import FC
from cnnlib.scenes.network.columns import title
from cnnlib.scenes.network.picture import net_name
from cnnlib.scenes.network.run import Run, run_of
from cnnlib.scenes.network_map.settings import Settings
from cnnlib.scenes.scene import Button, Caption, Grid, Item, Label, Link, Panel
from cnnlib.scenes.scene import Run as Text
from cnnlib.scenes.settings import SettingError
from cnnlib.scenes.text import number

WIDTH, HEIGHT = 1180, 724
CRUMBS = 78  # letters at the top, beside the buttons
SAYS = 656
WIDE = 270  # pixels: above so wide a map there is room for its title and for its scale
MOST_ACROSS = 96  # numbers along a side; of larger maps every n-th is shown
ROUNDED = "Numbers are shown to three decimals, and worked out with all their digits."
Box = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Subject:
    """The map that is looked at."""

    settings: Settings
    run: Run
    one: Pass

    @property
    def k(self) -> int:
        return self.settings.map

    @property
    def y(self) -> np.ndarray:
        """The map, (H2, W2)."""
        return self.one.y[:, :, self.k]

    @property
    def what(self) -> str:
        """What the map is called: a fully connected layer has neurons."""
        return "neuron" if isinstance(self.one.layer, FC) else "map"

    @property
    def whole(self) -> bool:
        """Whether every number is shown: input and output are small enough."""
        return max(*self.one.x.shape[:2], *self.one.y.shape[:2]) <= MOST_ACROSS - 8


def subject(settings: Settings) -> Subject:
    """Run, layer and map of these settings; a sentence where there is no such map."""
    run = run_of(settings)
    one = run.at(settings.layer)
    D = one.y.shape[2]
    if settings.map >= D:
        raise SettingError(f"map = {settings.map}: layer {one.path} has {D} maps, 0 to {D - 1}")
    if not (np.isfinite(one.x).all() and np.isfinite(one.y).all()):
        raise SettingError(f"layer {one.path} has numbers that are not finite: train the net anew, with a lower rate")
    return Subject(settings, run, one)


def head(s: Subject) -> list[Item]:
    """Where one is, and the way to the maps beside this one."""
    D, path = s.one.y.shape[2], f"{s.one.path}: {title(s.one)}"
    name, _, _ = net_name(s.run).partition(",")
    room = CRUMBS - len(name)
    path = path if len(path) <= room else f"{path[: room - 1]}…"
    crumbs = (Text(name, "muted"), Text(f" ▸ {path} ▸ ", "muted"), Text(f"{s.what} {s.k}", bold=True))
    before, after = max(0, s.k - 1), min(D - 1, s.k + 1)
    buttons = [Button(WIDTH - 12 - 2 * 120, 7, 112, 32, f"◂ {s.what} {before}", "S", {"map": before, "start": 0})]
    buttons += [Button(WIDTH - 12 - 112, 7, 112, 32, f"{s.what} {after} ▸", "S", {"map": after, "start": 0})]
    shown = buttons[s.k == 0 : 2 - (s.k == D - 1)]
    return [Panel(0, 0, WIDTH, 46), Label(18, 30, crumbs, 16, id="crumbs"), *shown]


def sentence_bar(rest: str = "") -> list[Item]:
    """Where the sentence of the lit cell stands; `rest` while no cell is lit."""
    return [Panel(0, SAYS, WIDTH, 64), Caption(16, SAYS + 37, WIDTH - 32, 16, rest, lines=2)]


def paper(grid: Grid) -> Panel:
    """Behind an image whose zeros are see-through."""
    return Panel(grid.x, grid.y, grid.width, grid.height, "padding")


def centred(grid: Grid, box: Box) -> Grid:
    """The same grid in the middle of its box."""
    return replace(grid, x=box[0] + (box[2] - grid.width) / 2, y=box[1] + (box[3] - grid.height) / 2)


def scale_text(limit: float) -> str:
    """
    >>> scale_text(2.6543)
    'full colour at ±2.65'
    """
    return f"full colour at ±{number(float(f'{limit:.3g}'))}"


def scaled(grid: Grid, limit: float) -> Grid:
    """The same grid with the number of its full colour above it: at the right of its title, if that has room there."""
    scale = scale_text(limit)
    return replace(grid, code=scale) if grid.width > WIDE else replace(grid, title=f"{grid.title}, {scale}")


def one_to_one(target: str, sources: tuple[str, ...], shape: tuple[int, ...]) -> Link:
    """Every cell of the target is made from the cells in the same place."""
    rows, cols = (tuple((i,) for i in range(size)) for size in shape)
    return Link((target,), sources, rows, cols)
