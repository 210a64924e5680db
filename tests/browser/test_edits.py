"""Numbers typed into the cells of the Convolution picture."""

import pytest

from cnnlib.scenes import convolution
from cnnlib.scenes.controls import Action
from cnnlib.scenes.convolution import Settings
from cnnlib.scenes.text import number
from cnnlib.scenes.trace import Focus
from tests.browser.reader import Reader
from tests.browser.sight import numbers_of

pytestmark = pytest.mark.browser

INSIDE = 3 * 9 + 4  # row 2, column 3 of the input, counted with its border of 1


def check(reader: Reader, focus: tuple[str, int] | None, **edits: dict[str, float]) -> None:
    """The edited cell is still pointed at, and the outputs are those of `cnnlib`."""
    seen = reader.expects_picture(edits, Focus(*focus) if focus else None)
    y = convolution.output(Settings(**edits))
    shown = [seen.numbers[f"y{k}", cell] for k in range(2) for cell in range(16)]
    assert shown == [number(value) for k in range(2) for value in y[:, :, k].ravel()]


def test_an_input_a_weight_and_a_bias(demo: Reader) -> None:
    demo.edits("x1", INSIDE, "9")
    check(demo, ("x1", INSIDE), x_edits={"1,2,3": 9})
    demo.edits("w0.2", 4, "-3")
    check(demo, ("w0.2", 4), x_edits={"1,2,3": 9}, w_edits={"0,2,1,1": -3})
    demo.edits("b0", 0, "2.5")
    check(demo, ("b0", 0), x_edits={"1,2,3": 9}, w_edits={"0,2,1,1": -3, "0": 2.5})
    (action,) = [control for control in convolution.CONTROLS if isinstance(control, Action)]
    demo.root.locator(f"[data-action='{action.label}']").click()
    check(demo, None, x_edits={}, w_edits={})


def test_nothing_typed_takes_the_edit_back(demo: Reader) -> None:
    demo.edits("x0", INSIDE, "7")
    check(demo, ("x0", INSIDE), x_edits={"0,2,3": 7})
    demo.edits("x0", INSIDE, "")
    check(demo, ("x0", INSIDE), x_edits={})


def test_a_true_minus_is_a_minus(demo: Reader) -> None:
    demo.edits("x0", INSIDE, "−4")
    check(demo, ("x0", INSIDE), x_edits={"0,2,3": -4})


def test_a_turned_filter_is_edited_where_its_weight_stands(convolution_page: Reader) -> None:
    reader = convolution_page.shows(flip=True)
    reader.edits("w0.0", 0, "8")
    reader.expects_picture({"flip": True, "w_edits": {"0,0,2,2": 8}}, Focus("w0.0", 0))


@pytest.mark.parametrize("typed", ["two", "1000", "1/2", "nan"])
def test_what_is_no_number_keeps_the_editor_open(demo: Reader, typed: str) -> None:
    editor = demo.opens_editor("w0.0", 4)
    editor.fill(typed)
    editor.press("Enter")
    seen = demo.expects(refused=["editor"], editing=typed)
    assert typed in seen.notice and "type a number" in seen.notice
    demo.settles()
    demo.expects(numbers=numbers_of(demo.picture.scene(Settings())), editing=typed)
    editor.fill("3")
    editor.press("Enter")
    demo.expects(editing=None, notice="")
    check(demo, ("w0.0", 4), w_edits={"0,0,1,1": 3})


def test_escape_gives_up_an_edit(demo: Reader) -> None:
    editor = demo.opens_editor("x0", INSIDE)
    editor.fill("5")
    editor.press("Escape")
    demo.expects(editing=None)
    demo.settles()
    check(demo, ("x0", INSIDE))


def test_escape_takes_the_refusal_back(demo: Reader) -> None:
    demo.opens_editor("x0", INSIDE).fill("1e400")
    demo.press("Enter")
    demo.waits(lambda seen: "'1e400' is not" in seen.notice or "1e400 is outside −999 to 999" in seen.notice)
    demo.press("Escape")
    demo.expects_picture({}, Focus("x0", INSIDE), notice="", editing=None)
    demo.type_in_box("W", "99")
    demo.waits(lambda seen: seen.refused == ["W"] and "is outside 1 to 32" in seen.notice)
    demo.press("Escape")
    demo.expects(refused=[], notice="")
    demo.type_in_box("W", "")
    demo.expects_picture({}, notice="")


def test_leaving_the_editor_puts_the_number_in_place(demo: Reader) -> None:
    demo.opens_editor("x0", INSIDE).fill("5")
    demo.slider("K").focus()
    check(demo, None, x_edits={"0,2,3": 5})


def test_padding_and_outputs_cannot_be_edited(demo: Reader) -> None:
    for grid, cell in (("x0", 0), ("y0", 5)):
        demo.page.mouse.dblclick(*demo.place(grid, cell))
        demo.settles()
        assert demo.sees().editing is None
