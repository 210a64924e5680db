"""Pictures of images, filters and maps: the right pixels, numbers and names in the right places."""

from io import BytesIO
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.image import AxesImage
from PIL import Image

from cnnlib.draw import Picture, feature_maps, filters, image_grid, photograph, volume_slices
from cnnlib.draw.images import to_pixels
from cnnlib.scenes.palette import DARK, LIGHT, contrast
from tests.draw.reading import outlined, records, words


def images(drawing: Picture) -> dict[str, AxesImage]:
    return {image.get_gid(): image for image in drawing.figure.axes[0].images}


def test_each_image_stands_above_its_label(rng):
    digits = rng.random((11, 8, 8))
    labels = [f"true {n}, said {n + 1}" for n in range(11)]
    drawing = image_grid(digits, labels, highlight=[3], columns=4)
    assert [drawn.text for drawn in records(drawing, "label").values()] == labels
    for n in range(11):
        shown = images(drawing)[f"image:{n}"]
        expected = np.rint(digits[n] * 255 / digits.max())
        assert np.array_equal(shown.get_array()[:, :, 0], expected)
        left, top, width, height = records(drawing, "image")[f"image:{n}"].box
        label = records(drawing, "label")[f"image:{n}:label"].box
        assert label[0] + label[2] / 2 == pytest.approx(left + width / 2)
        assert top + height < label[1] < top + height + 20
    rows = {records(drawing, "image")[f"image:{n}"].box[1] for n in range(11)}
    assert len(rows) == 3


def test_the_highlighted_image_is_outlined_and_its_label_is_bold(rng):
    drawing = image_grid(rng.random((3, 8, 8)), ["a", "b", "c"], highlight=[1], theme="light")
    (outline,) = outlined(drawing, LIGHT["amber"])
    x, y, width, height = records(drawing, "image")["image:1"].box
    assert outline.get_path().get_extents().bounds == pytest.approx((x, y, width, height))
    assert [word.bold for word in words(drawing)] == [False, True, False]


def test_labels_never_run_into_each_other(rng):
    drawing = image_grid(rng.random((4, 8, 8)), ["a label much wider than its image"] * 4)
    boxes = [drawn.box for drawn in records(drawing, "label").values()]
    assert len(boxes) == 4 and all(one[0] + one[2] < other[0] for one, other in pairwise(boxes))


def test_the_page_shows_between_the_images_and_its_ink_can_be_read_on_any(rng):
    drawing = image_grid(rng.random((3, 8, 8)), ["a", "b", "c"], highlight=[1])
    for png in (drawing.png(), drawing.png(small=True)):
        pixels = np.asarray(Image.open(BytesIO(png)).convert("RGBA"))
        assert pixels[0, 0, 3] == 0 and pixels[..., 3].max() == 255
    for ink in {word.colour for word in words(drawing)}:
        assert min(contrast(ink, page) for page in (LIGHT["paper"], DARK["paper"], "#111111")) > 4.1
    for theme, palette in (("light", LIGHT), ("dark", DARK)):
        paper = (
            Image.open(BytesIO(image_grid(rng.random((1, 8, 8)), theme=theme).png())).convert("RGB").getpixel((0, 0))
        )
        assert "#" + bytes(paper).hex() == palette["paper"]


def test_images_that_cannot_be_drawn_are_refused(rng):
    with pytest.raises(ValueError, match="2 labels for 3 images: give one for each, or none"):
        image_grid(rng.random((3, 8, 8)), ["a", "b"])
    with pytest.raises(ValueError, match=r"an image is \(H, W\), \(H, W, 1\) or \(H, W, 3\), not \(8, 8, 2\)"):
        image_grid(rng.random((3, 8, 8, 2)))
    with pytest.raises(ValueError, match="holds NaN or infinity"):
        photograph(np.array([[1.0, np.nan]]))


def test_bytes_are_shown_as_they_are():
    pixels = np.array([[3, 200]], np.uint8)
    assert to_pixels(pixels) is pixels
    assert to_pixels(np.zeros((2, 2))).tolist() == [[0, 0], [0, 0]]


def test_a_window_is_outlined_where_it_lies_in_the_photograph(rng):
    image = rng.integers(0, 256, (40, 80, 3), np.uint8)
    drawing = photograph(image, [(10, 20, 16, 8)], ["edge"], width=640)
    assert drawing.figure.get_size_inches().tolist() == [640 / 72, 320 / 72]
    assert records(drawing, "outline")["edge"].box == (160, 80, 64, 128)
    assert "edge" in [word.text for word in words(drawing)]
    assert np.array_equal(images(drawing)["photograph"].get_array(), image)


@pytest.mark.parametrize("place", [(30, 0, 16, 8), (0, 73, 8, 8), (-1, 0, 3, 3)])
def test_a_window_beyond_the_photograph_is_refused(place):
    with pytest.raises(ValueError, match="leaves the image of 40 by 80 pixels"):
        photograph(np.zeros((40, 80)), [place])


def test_the_slices_of_a_volume_show_their_own_numbers(rng):
    x = rng.integers(0, 256, (20, 30, 3), np.uint8)
    drawing = volume_slices(x, patch=(4, 6, 2, 3))
    cells = [drawn for drawn in drawing.drawn if drawn.kind == "cell"]
    assert [drawn.text for drawn in cells[:6]] == [""] * 6  # the image itself: colours, no numbers
    numbers = [int(drawn.text) for drawn in cells[6:]]
    assert numbers == [int(n) for d in range(3) for n in x[4:6, 6:9, d].ravel()]
    for d in range(3):
        shown = images(drawing)[f"X[:,:,{d}]"].get_array()
        assert np.array_equal(shown[:, :, d], x[:, :, d])
        assert not np.delete(shown, d, axis=2).any()


def test_volumes_and_patches_that_cannot_be_drawn_are_refused():
    with pytest.raises(ValueError, match=r"a colour image is \(H, W, 3\), not \(8, 8, 4\)"):
        volume_slices(np.zeros((8, 8, 4)))
    with pytest.raises(ValueError, match="a patch of 20 columns leaves no room for its numbers: take 7 or fewer"):
        volume_slices(np.full((30, 30, 3), 200, np.uint8), patch=(0, 0, 5, 20))
    with pytest.raises(ValueError, match="columns 28 to 31 leaves the image of 30 by 30"):
        volume_slices(np.zeros((30, 30, 3)), patch=(0, 28, 4, 4))


def test_small_filters_show_each_weight_on_one_scale_for_all():
    w = np.array([[[1.0, -0.5], [0.0, 0.256]], [[-2.0, 0.0], [0.0, 0.0]]])[..., None]
    drawing = filters(w)
    cells = [drawn.text for drawn in drawing.drawn if drawn.kind == "cell"]
    assert cells == ["1", "−0.5", "0", "0.26", "−2", "0", "0", "0"]
    assert {word.text for word in words(drawing) if word.name == "scale"} == {"2", "0", "−2"}


def test_every_number_on_a_coloured_cell_can_be_read():
    w = np.linspace(-1, 1, 25).reshape(5, 5)
    for theme in ("light", "dark"):
        drawing = filters(w, theme=theme)
        fills = [patch.get_facecolor() for patch in drawing.figure.axes[0].patches]
        inks = {word.colour for word in words(drawing) if word.name != "scale" and "filter" not in word.name}
        for fill in fills[:25]:
            colour = "#" + "".join(f"{round(255 * channel):02x}" for channel in fill[:3])
            assert max(contrast(ink, colour) for ink in inks) >= 4.5


def test_zero_is_neutral_negative_red_and_positive_blue():
    w = np.zeros((1, 7, 7, 1))
    w[0, 0, 0], w[0, 6, 6] = -3, 3
    shown = images(filters(w))["filter 0"].get_array()
    assert shown[3, 3, 3] == 0  # nothing over the neutral ground
    red, blue = shown[0, 0], shown[6, 6]
    assert red[3] == blue[3] == 255
    assert red[0] > red[2] and blue[2] > blue[0]


def test_deep_filters_stand_slice_below_slice(rng):
    drawing = filters(rng.normal(size=(4, 7, 7, 3)))
    boxes = [drawn.box for drawn in drawing.drawn if drawn.kind == "image"]
    assert len(boxes) == 12
    assert len({box[0] for box in boxes}) == 4 and len({box[1] for box in boxes}) == 3
    assert [drawn.text for drawn in drawing.drawn if drawn.kind == "title"] == [f"filter {k}" for k in range(4)]


def test_maps_share_a_scale_and_say_so(rng):
    maps = np.stack([np.full((5, 6), value) for value in (0.0, 1.0, 4.0)], axis=-1)
    drawing = feature_maps(maps)
    strengths = [images(drawing)[f"map {k}"].get_array()[0, 0, 3] for k in range(3)]
    assert strengths[0] < strengths[1] < strengths[2]
    assert {word.text for word in words(drawing) if word.name == "scale"} == {"4", "0"}
    assert drawing.alt == "3 maps of 5 by 6, numbers from 0 to 4"
    assert {word.text for word in words(feature_maps(-maps)) if word.name == "scale"} == {"4", "0", "−4"}


def test_arrays_of_the_wrong_shape_are_refused():
    with pytest.raises(ValueError, match=r"filters are \(K, F, F, D\), or \(F, F\) for a single one, not \(3,\)"):
        filters(np.zeros(3))
    with pytest.raises(ValueError, match=r"maps are \(H, W, K\), not \(1, 4, 4, 2\): take one image of the batch"):
        feature_maps(np.zeros((1, 4, 4, 2)))
    with pytest.raises(ValueError, match="1 titles for 2 maps: give one for each, or none"):
        feature_maps(np.zeros((4, 4, 2)), titles=["one"])
    with pytest.raises(ValueError, match="the filters hold NaN or infinity: look at where these come from"):
        filters(np.array([[1.0, np.inf]]))
    with pytest.raises(ValueError, match="3 titles for 2 filters"):
        filters(np.zeros((2, 3, 3, 1)), titles=["a", "b", "c"])


def test_nothing_but_zeros_can_be_drawn():
    assert filters(np.zeros((2, 3, 3, 1))).png().startswith(b"\x89PNG")
    assert feature_maps(np.zeros((4, 4, 2))).png().startswith(b"\x89PNG")
