"""The other views of the Pooling picture: the gradient's way back, and a convolution beside it."""

import numpy as np

from cnnlib.scenes import pooling
from cnnlib.scenes.pooling import Settings
from cnnlib.scenes.trace import Focus, lit_by
from tests.scenes.pooling import rings, sentence, shown, text


class TestGradient:
    def test_the_switches_route_it(self) -> None:
        scene = pooling.scene(Settings(show="gradient"))
        dy, dx = shown(scene, "dy0").ravel(), shown(scene, "dx0").ravel()
        expected = np.zeros(64)
        for cell, winner in enumerate(rings(scene).chosen):
            expected[winner] += dy[cell]
        np.testing.assert_array_equal(dx, expected)
        assert text(scene, "sum") == "sum of dy = 73, sum of dx = 73: equal, nothing is lost on the way back"

    def test_a_pixel_that_wins_twice_gets_both(self) -> None:
        scene = pooling.scene(Settings(W=9, F=3, show="gradient"))
        chosen = np.array(rings(scene).chosen)
        twice = next(cell for cell in chosen if (chosen == cell).sum() > 1)
        dy = shown(scene, "dy0").ravel()
        assert shown(scene, "dx0").ravel()[twice] == dy[chosen == twice].sum()

    def test_an_average_spreads_it(self) -> None:
        scene = pooling.scene(Settings(show="gradient", kind="average"))
        dx = shown(scene, "dx0")
        assert dx[2, 2] == dx[3, 3] == 6 / 4
        assert "6 / 4 = 1.5 to each of 4 pixels" in sentence(scene, "dy0", 5)

    def test_a_border_takes_its_share(self) -> None:
        scene = pooling.scene(Settings(show="gradient", kind="average", P=1, F=2, S=2))
        assert "the border took" in text(scene, "sum")

    def test_both_ways_are_lit_together(self) -> None:
        scene = pooling.scene(Settings(show="gradient"))
        for name in ("y0", "dy0"):
            lit = {pair.source for pair in lit_by(scene, Focus(name, 0))}
            assert lit == {(grid, cell) for grid in ("x0", "dx0") for cell in (0, 1, 8, 9)}


class TestConvolution:
    def test_an_averaging_filter_is_average_pooling(self) -> None:
        for F, S in ((2, 2), (3, 2), (3, 1)):
            scene = pooling.scene(Settings(W=9, F=F, S=S, kind="average", show="convolution"))
            np.testing.assert_allclose(shown(scene, "c0"), shown(scene, "y0"))

    def test_another_filter(self) -> None:
        settings = Settings(show="convolution", w_edits={"0,0": 1, "0,1": -1, "1,0": 0, "1,1": 0})
        scene = pooling.scene(settings)
        x = shown(scene, "x0")
        np.testing.assert_array_equal(shown(scene, "c0"), (x[:, 0::2] - x[:, 1::2])[::2])
        assert scene.grid("w0").numbers == ("1", "−1", "0", "0") and scene.grid("w0").title == "filter"

    def test_nothing_against_many_parameters(self) -> None:
        scene = pooling.scene(Settings(F=3, W=9, show="convolution"))
        values = ["".join(run.text for run in item.runs) for item in scene.items if hasattr(item, "runs")]
        assert values.count("0") == 2
        assert "3·3·1 + 1 = 10" in values and "36,928" in values and "(3·3·64 + 1)·64" in values
