"""What filters look for, in numbers: against filters whose answer is known."""

import numpy as np
import pytest

from cnnlib.interpret.filters import colour_share, direction, grey_part, similarity, smoothness

SOBEL = np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])
RNG = np.random.default_rng(0)
NOISE = RNG.standard_normal((20, 7, 7, 3))


def grating(degrees: float, F: int = 11) -> np.ndarray:
    """Stripes whose lines rise by so many degrees, in a soft window: (F, F, 1)."""
    y, x = np.mgrid[F - 1 : -F : -2, -(F - 1) : F : 2] / F
    across = x * np.sin(np.radians(degrees)) - y * np.cos(np.radians(degrees))
    return (np.cos(5 * across) * np.exp(-2 * (x**2 + y**2)))[:, :, None]


def test_similarity_is_numpys_correlation() -> None:
    for v, w in zip(NOISE, NOISE[::-1]):
        assert np.isclose(similarity(v, w), np.corrcoef(v.ravel(), w.ravel())[0, 1])


@pytest.mark.parametrize("factor, wanted", [(3, 1), (-0.2, -1)])
def test_strength_and_a_constant_do_not_count(factor: float, wanted: float) -> None:
    assert np.isclose(similarity(SOBEL, factor * SOBEL + 5), wanted)


def test_a_filter_without_a_pattern_is_like_no_other() -> None:
    assert similarity(np.ones((3, 3)), SOBEL) == 0 and similarity(np.zeros((3, 3)), np.zeros((3, 3))) == 0


def test_filters_of_two_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match=r"shapes \(3, 3\) and \(5, 5\) cannot be compared: make them equally large"):
        similarity(np.ones((3, 3)), np.ones((5, 5)))


def test_grey_and_colour_share_a_filter_out() -> None:
    for w in NOISE:
        grey = np.repeat(grey_part(w)[..., None], 3, axis=2)
        assert np.isclose((grey**2).sum() + ((w - grey) ** 2).sum(), (w**2).sum())
        assert 0 < colour_share(w) < 1 and np.isclose(colour_share(w), colour_share(-7 * w))
    assert colour_share(np.zeros((3, 3, 3))) == 0


@pytest.mark.parametrize("degrees", range(0, 180, 15))
def test_the_direction_of_a_grating_is_found(degrees: int) -> None:
    found, clear = direction(grating(degrees))
    assert min(abs(found - degrees), 180 - abs(found - degrees)) < 3 and clear > 0.8


def test_noise_and_a_round_blob_have_no_direction() -> None:
    blob = grating(0) * 0 + np.exp(-2 * sum(np.square(np.mgrid[-5:6, -5:6] / 5)))[:, :, None]
    assert direction(blob)[1] < 0.01
    assert np.mean([direction(w)[1] for w in NOISE]) < 0.2
    assert direction(np.ones((3, 3, 1))) == (0.0, 0.0)


def test_smoothness_tells_structure_from_noise() -> None:
    assert smoothness(grating(30)) > 0.5 and smoothness(np.ones((1, 1, 3))) == 0
    assert abs(np.mean([smoothness(w) for w in NOISE])) < 0.05
