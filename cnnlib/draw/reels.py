"""Curves, with a ring at the film's step, and images that change with it. The twin of view/curves.js."""

from cnnlib.draw.lights import Lights
from cnnlib.draw.sheet import EDGE, STROKE, Sheet
from cnnlib.draw.style import mix, symbol_of
from cnnlib.scenes.scene import Curve, Reel, Scene
from cnnlib.scenes.trace import step_of

RING, RING_WIDTH = 5, 2.5


def draw_curve(sheet: Sheet, curve: Curve, scene: Scene, light: Lights) -> None:
    """The line, its dots, and the ring at the point that belongs to the step."""
    colour = mix(sheet.colours["paper"], sheet.colours[symbol_of(curve.role)], curve.strength)
    points = list(zip(curve.xs, curve.ys))
    if len(points) > 1:
        sheet.stroke(points, colour, curve.width)
    for x, y in points if curve.dots else []:
        sheet.box(_around(x, y, curve.dots), colour, STROKE, curve.dots)
    n = curve.at[_step(scene, light)] if curve.at else -1
    if n >= 0:
        sheet.box(_around(*points[n], RING), "paper", EDGE, RING)
        sheet.outline(_around(*points[n], RING), symbol_of(curve.role), RING_WIDTH, radius=RING)
        sheet.note("ring", curve.id, _around(*points[n], RING))
    sheet.note("curve", curve.id, _frame(curve))


def draw_reel(sheet: Sheet, reel: Reel, scene: Scene, light: Lights) -> None:
    """The image of the step."""
    if reel.images:
        image = reel.images[_step(scene, light) if len(reel.images) > 1 else 0]
        box = (reel.x, reel.y, reel.width, reel.height)
        sheet.picture(image, box, reel.id)
        sheet.note("reel", reel.id, box)


def _step(scene: Scene, light: Lights) -> int:
    return (step_of(scene, light.target) or 0) if light.target else 0


def _around(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return x - radius, y - radius, 2 * radius, 2 * radius


def _frame(curve: Curve) -> tuple[float, float, float, float]:
    if not curve.xs:
        return 0, 0, 0, 0
    return min(curve.xs), min(curve.ys), max(curve.xs) - min(curve.xs), max(curve.ys) - min(curve.ys)
