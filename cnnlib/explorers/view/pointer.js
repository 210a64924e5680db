// Pointing at cells with the mouse, a finger or the keyboard; pinning them; typing into them.
import { isShown } from "./lights.js";
import { filmKey } from "./film.js";
import { cellText } from "./words.js";
import { canonical, change } from "./supply.js";
import { typed } from "./controls.js";
import { repairA } from "./compare.js";
import { askFor, openCell } from "./open.js";
import { windowBox } from "./draw.js";

const NUMBER = /^[-\d\u2212]$/; // a key with which a number begins

export function makePointer(stage, picture) {
  const { svg } = picture;
  stage.listen(svg, "pointermove", (event) => hover(stage, picture, event));
  stage.listen(svg, "pointerleave", () => stage.point(null));
  stage.listen(svg, "click", (event) => click(stage, picture, event));
  stage.listen(svg, "dblclick", (event) => startEdit(stage, cellUnder(picture, event)));
  stage.listen(svg, "keydown", (event) => key(stage, picture, event));
  stage.listen(svg, "focusin", (event) => focusGrid(stage, picture, event.target.dataset?.handle));
  stage.listen(svg, "focusout", (event) => { if (event.target.dataset?.handle) stage.point(null); });
}

function hover(stage, picture, event) {
  const focus = cellUnder(picture, event);
  stage.point(focus);
  picture.svg.style.cursor = focus ? (editKey(stage, focus) ? "cell" : "pointer") : "";
}

// The cell under the pointer, found by geometry: no cell has a listener of its own.
function cellUnder({ svg, scene, lit, of }, event) {
  const matrix = svg.getScreenCTM();
  if (!matrix) return null;
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  const focus = cellAt(scene, lit, at.x, at.y);
  return focus && { ...focus, of };
}

export function cellAt(scene, lights, x, y) {
  for (const grid of [...scene.grids.values()].reverse()) {
    const col = Math.floor((x - grid.x) / grid.cell), row = Math.floor((y - grid.y) / grid.cell);
    const inside = col >= 0 && col < grid.cols && row >= 0 && row < grid.rows;
    if (inside && isShown(grid, lights)) return { grid: grid.id, cell: row * grid.cols + col };
  }
  return null;
}

function click(stage, picture, event) {
  const repair = event.target.closest?.("[data-button]") ?? buttonUnder(picture, event);
  if (repair) return press(stage, repair);
  const focus = cellUnder(picture, event);
  if (!focus && stage.pinned) stage.pin(null);
  if (focus && (event.shiftKey || !openCell(stage, focus))) stage.pin(focus);
}

// A button that was drawn anew between press and release: found by geometry, as the cells are.
function buttonUnder({ svg }, { clientX, clientY }) {
  return Array.from(svg.querySelectorAll("[data-button]")).find((button) => {
    const { left, right, top, bottom } = button.getBoundingClientRect();
    return left <= clientX && clientX <= right && top <= clientY && clientY <= bottom;
  });
}

// A repair puts its settings in place, in A or in B; other buttons, which only B has, open an explorer, or have Python
// do something.
function press(stage, repair) {
  const place = Number(repair.dataset.button);
  if (repair.closest('[data-pane="A"]')) return repairA(stage, stage.compare.scene.items[place].settings);
  const button = stage.scene.items[place];
  if (!button.opens && button.sends) return request(stage, repair, button.sends);
  pressButton(stage, button);
}

export function pressButton(stage, { opens, settings }) {
  if (opens) return askFor(stage, opens);
  change(stage, settings);
  stage.picture.svg.focus({ preventScroll: true });
}

// Until Python has done it and sends a new picture, the button shows that something is under way.
function request(stage, button, sends) {
  if (stage.ask({ do: sends })) button.querySelector("text").textContent = "…";
}

function key(stage, picture, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !keyDone(stage, picture, event.target, event.key)) return;
  event.preventDefault();
  event.stopPropagation();
}

// What a key does depends on what has the focus. Returns whether it did anything.
function keyDone(stage, picture, target, key) {
  const repair = target.closest?.("[data-button]"), { handle } = target.dataset ?? {};
  if (repair) return pressKey(stage, repair, key);
  return handle ? gridKey(stage, picture, handle, key) : pictureKey(stage, picture, key);
}

function pressKey(stage, repair, key) {
  if (key !== "Enter" && key !== " ") return false;
  press(stage, repair);
  return true;
}

// With a cell pinned, typing a number goes into that cell.
function pictureKey(stage, picture, key) {
  if (stage.pinned && key === "Escape") stage.pin(null);
  else if (key === "Enter") return openCell(stage, picture.lit?.focus);
  else if (stage.pinned && key === "F2") startEdit(stage, stage.pinned);
  else if (stage.pinned && NUMBER.test(key)) startEdit(stage, stage.pinned, key);
  else return filmKey(stage, key);
  return true;
}

// A grid reached with Tab: arrows move a cursor over its cells, which points at them.
function focusGrid(stage, { svg, scene, lit, of }, name) {
  const grid = name && scene.grids.get(name);
  if (!grid || !svg.querySelector(":focus-visible")) return;
  stage.point({ grid: name, cell: lit.focus?.grid === name ? lit.focus.cell : firstCell(grid), of });
}

// The first cell that is not padding.
function firstCell(grid) {
  const hatched = new Set(grid.hatched);
  for (let cell = 0; cell < grid.rows * grid.cols; cell++) if (!hatched.has(cell)) return cell;
  return 0;
}

function gridKey(stage, picture, name, key) {
  const grid = picture.scene.grids.get(name), { of } = picture, { pointed } = stage;
  const here = { grid: name, cell: pointed?.grid === name && pointed.of === of ? pointed.cell : firstCell(grid), of };
  const moved = movedCell(grid, here.cell, key);
  if (moved !== null) stage.point({ ...here, cell: moved });
  else if (key === "Enter") return openCell(stage, here) || pinned(stage, here);
  else if (key === "p") stage.pin(here);
  else if (key === "Escape") leaveGrid(stage, picture);
  else if (key === "F2") startEdit(stage, here);
  else if (NUMBER.test(key)) startEdit(stage, here, key);
  else if (key === " ") return filmKey(stage, key);
  else return false;
  return true;
}

function pinned(stage, focus) {
  stage.pin(focus);
  return true;
}

function movedCell({ rows, cols }, cell, key) {
  const row = Math.floor(cell / cols), col = cell % cols;
  const ways = {
    ArrowLeft: [row, col - 1], ArrowRight: [row, col + 1], ArrowUp: [row - 1, col], ArrowDown: [row + 1, col],
    Home: [row, 0], End: [row, cols - 1],
  };
  if (!ways[key]) return null;
  const [y, x] = ways[key];
  return Math.max(0, Math.min(rows - 1, y)) * cols + Math.max(0, Math.min(cols - 1, x));
}

function leaveGrid(stage, picture) {
  if (stage.pinned) stage.pin(null);
  picture.svg.focus({ preventScroll: true });
}

// None in the picture A, which is kept as it is.
function editKey({ scene }, focus) {
  const grid = focus && !focus.of && scene.grids.get(focus.grid);
  return (grid?.edit && grid.edit_keys[focus.cell]) || "";
}

// A small box over the cell. Enter puts the number in place, nothing typed takes the edit back, Escape gives up.
function startEdit(stage, focus, text) {
  if (!editKey(stage, focus)) return;
  endEdit(stage);
  const grid = stage.scene.grids.get(focus.grid);
  const named = { type: "text", class: "cnn-editor", "aria-label": `new number for ${editKey(stage, focus)}` };
  const input = stage.element("input", named, stage.picture.sheet);
  placeEditor(input, stage.scene, windowBox(grid, [focus.cell]), stage.picture.svg);
  input.value = (text ?? cellText(grid, focus.cell)).replace("\u2212", "-");
  stage.editor = { input, focus };
  stage.listen(input, "keydown", (event) => editorKey(stage, event));
  stage.listen(input, "blur", () => commitEdit(stage));
  input.focus({ preventScroll: true });
  if (text === undefined) input.select();
}

function placeEditor(input, scene, box, svg) {
  const wide = Math.max(box.width, 44), scale = svg.getBoundingClientRect().width / scene.width;
  const share = (value, whole) => `${(100 * value) / whole}%`;
  input.style.left = share(box.x - (wide - box.width) / 2, scene.width);
  input.style.top = share(box.y, scene.height);
  input.style.width = share(wide, scene.width);
  input.style.height = share(box.height, scene.height);
  input.style.fontSize = `${15 * scale}px`;
}

function editorKey(stage, event) {
  event.stopPropagation();
  if (event.key === "Enter") commitEdit(stage, true);
  if (event.key === "Escape") giveUp(stage);
}

function giveUp(stage) {
  stage.notice("");
  endEdit(stage, true);
}

function commitEdit(stage, back) {
  const { editor, scene, supply } = stage;
  if (!editor || editor.key) return;
  const { edit } = scene.grids.get(editor.focus.grid), key = editKey(stage, editor.focus);
  const edits = { ...supply.wanted[edit], [key]: typed(editor.input.value) };
  if (edits[key] === "") delete edits[key];
  change(stage, { [edit]: edits });
  editor.key = canonical(supply.wanted); // the box closes when this picture is there
  editor.back = back;
  closeEditorIfDone(stage);
}

export function closeEditorIfDone(stage) {
  if (stage.editor?.key === stage.key) endEdit(stage, stage.editor.back);
}

// A number was refused: the box stays open with what was typed.
export function keepEditor({ editor }) {
  if (!editor) return;
  editor.key = null;
  editor.input.setAttribute("aria-invalid", "true");
}

export function endEdit(stage, back) {
  const { editor, picture } = stage;
  if (!editor) return;
  stage.editor = null;
  editor.input.remove();
  if (back) picture.svg.querySelector(`[data-handle="${editor.focus.grid}"]`)?.focus({ preventScroll: true });
  if (back) stage.point(editor.focus);
}
