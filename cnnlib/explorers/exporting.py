"""What is on the screen, to take away: as a picture in Python, as a file, and as bytes for the page that asks."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnnlib.explorers.pictured import Pictured
from cnnlib.scenes.scene import Scene
from cnnlib.scenes.trace import Focus, focus_at

if TYPE_CHECKING:
    from cnnlib.draw import Picture

TYPES = {"png": "image/png", "svg": "image/svg+xml"}


class Exporting(Pictured):
    """A picture that can be drawn by matplotlib as it stands."""

    def snapshot(self, theme: str = "light") -> "Picture":
        """What is on the screen, drawn by matplotlib; it knows how to save itself."""
        return self._drawn(self.step, self.pinned, theme)

    def save(self, path: str | Path) -> Path:
        """Save what is on the screen as .png, .svg or .pdf."""
        return self.snapshot().save(path)

    def _on_export(self, export: str, step: int, focus: Mapping[str, Any] | None, theme: str) -> None:
        """Send the picture to the page; its step and its pinned cell come with the request."""
        picture = self._drawn(step, focus, theme)
        data = picture.png() if export == "png" else picture.svg()
        name = f"{type(self).__name__.lower()}.{export}"
        self.send({"file": {"name": name, "type": TYPES[export]}}, buffers=[data])

    def _drawn(self, step: int, pinned: Mapping[str, Any] | None, theme: str) -> "Picture":
        from cnnlib import draw  # only now, because matplotlib takes longer to load than the first picture

        return draw.picture(self.picture_scene, _focus(self.picture_scene, step, pinned), theme)


def _focus(scene: Scene, step: int, pinned: Mapping[str, Any] | None) -> Focus | None:
    """The pinned cell while the scene has it, else the one where the film stands."""
    for grid in scene.grids:
        if pinned and grid.id == pinned["grid"] and pinned["cell"] < grid.rows * grid.cols:
            return Focus(**pinned)
    return focus_at(scene, min(step, scene.steps - 1)) if scene.steps else None
