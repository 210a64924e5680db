// A and B: two settings on the same input, in step. A is kept as it is, the controls change B; Python keeps A's input
// that of B. Which cell belongs to which is said in cnnlib/scenes/comparison.py, and done here in the same way.
import { focusAt, prepare } from "./trace.js";
import { captionOf, spoken } from "./words.js";
import { makePicture, showLights, showScene } from "./picture.js";
import { canonical, change, keep, keyOf } from "./supply.js";

const AS_KEPT = "kept as it is", LIVE = "follows the controls";
const EDITED = "edited numbers", AS_IT_WAS = "original numbers";

export function makeCompare(stage) {
  const compare = { scene: null, key: "", fresh: false, was: null };
  compare.panes = stage.element("div", { class: "cnn-panes" });
  compare.a = makePane(stage, null, "A"); // in the page only while something is compared
  compare.b = makePane(stage, compare.panes, "B");
  compare.picture = makePicture(stage, "A");
  compare.a.element.append(compare.picture.frame, compare.a.said);
  compare.b.element.append(stage.picture.frame, compare.b.said);
  const desk = stage.element("span", { class: "cnn-desk" }, compare.a.head);
  stage.button(desk, "Swap", () => swap(stage), "A becomes B, and B becomes A");
  stage.button(desk, "End comparing", () => endComparing(stage), "one picture again: B stays");
  stage.on("change:compared_scene", () => receiveCompared(stage));
  return compare;
}

function makePane(stage, parent, name) {
  const element = stage.element("div", { class: "cnn-pane", "data-pane": name }, parent);
  const head = stage.element("div", { class: "cnn-pane-head" }, element);
  stage.element("b", {}, head).textContent = name;
  const said = stage.element("p", { class: "cnn-said", "aria-hidden": "true" });
  return { element, head, said, title: stage.element("span", { class: "cnn-pane-title" }, head) };
}

// What is on the screen becomes A.
export function beginComparing(stage) {
  tellCompared(stage, stage.scene.settings, stage.supply.scenes.get(stage.key));
}

function endComparing(stage) {
  tellCompared(stage, null, null);
  stage.picture.svg.focus({ preventScroll: true });
}

function swap(stage) {
  const { supply, compare } = stage, { settings } = compare.raw;
  keep(supply, compare.raw);
  const kept = supply.scenes.get(stage.key);
  stage.model.set("compared", kept.settings);
  showCompared(stage, kept);
  change(stage, settings);
}

// A repair pressed in A. What makes the input changes in both.
export function repairA(stage, settings) {
  const { compare, model } = stage, inputs = model.get("inputs");
  const [shared, own] = [true, false].map((wanted) => Object.fromEntries(
    Object.entries(settings).filter(([name]) => inputs.includes(name) === wanted)));
  model.set("compared", { ...compare.scene.settings, ...own });
  model.save_changes();
  if (Object.keys(shared).length) change(stage, shared);
  compare.picture.svg.focus({ preventScroll: true });
}

// Shown at once; Python hears of it, and sends the scene again whenever the input changes.
function tellCompared(stage, settings, scene) {
  stage.model.set("compared", settings);
  stage.model.save_changes();
  showCompared(stage, scene);
}

function receiveCompared(stage) {
  const { compare, model } = stage, scene = model.get("compared_scene"), wanted = model.get("compared");
  if (!scene && wanted) return; // not yet made
  if (scene && sceneKey(scene) === compare.key) return;
  if (scene && wanted && canonical(scene.settings) !== canonical(wanted)) return; // of an A that was before
  if (scene && canonical(scene.settings) !== canonical(withInput(stage, scene.settings, stage.supply.wanted))) return;
  showCompared(stage, scene);
}

// A's settings with the input of B's.
function withInput({ model }, settings, other) {
  return Object.assign({ ...settings }, ...model.get("inputs").map((name) => ({ [name]: other[name] })));
}

// B is new: if its input is, and A with that input is here already, both change at once.
export function followInput(stage) {
  const { compare, scene, supply } = stage;
  if (!compare.scene) return;
  const known = supply.scenes.get(keyOf(withInput(stage, compare.scene.settings, scene.settings), scene.cover));
  if (known && sceneKey(known) !== compare.key) showCompared(stage, known);
}

// Another A, or none (null).
export function showCompared(stage, scene) {
  const { compare } = stage, last = scene ? null : fociNow(stage).B;
  compare.raw = scene ?? null;
  compare.scene = scene ? prepare(scene, stage.model.get("defaults")) : null;
  compare.key = scene ? sceneKey(scene) : "";
  compare.fresh = true;
  stage.root.classList.toggle("cnn-comparing", Boolean(scene));
  if (scene) compare.panes.prepend(compare.a.element);
  else compare.a.element.remove();
  if (stage.pinned?.of || stage.pointed?.of) stage.release();
  if (last) stage.film.step = stepIn(stage.scene, last) ?? stage.film.step;
  stage.film.step = Math.max(0, Math.min(stage.film.step, leadOf(stage).scene.steps - 1));
  stage.redraw();
  stage.beginPage();
}

const sceneKey = ({ settings, cover }) => keyOf(settings, cover);
const stepIn = (scene, { grid, cell }) => (scene.starts.has(grid) ? scene.starts.get(grid) + cell : null);

// Whether the pictures stand side by side.
export function isBeside({ compare }) {
  return Boolean(compare.scene) && compare.a.element.offsetTop === compare.b.element.offsetTop;
}

// What is said of the lit cell; of two pictures both, and below each its own: in a lecture they are small.
export function heardOf({ scene, picture, compare }) {
  const said = captionOf(scene, picture.lit.focus);
  if (!compare.scene) return said;
  const other = captionOf(compare.scene, compare.picture.lit.focus);
  [compare.a, compare.b].forEach((pane, n) => { pane.said.textContent = spoken(n ? said : other); });
  return `A: ${other} B: ${said}`;
}

// The longer film leads, so that every cell of both is visited; B's where they are equal.
export function leadOf({ compare, scene, picture }) {
  const first = compare.scene && compare.scene.steps > scene.steps;
  return first ? { of: "A", scene: compare.scene, picture: compare.picture } : { scene, picture };
}

// What is lit in A and in B: what is pinned or pointed at in one of them, or the cell where the film stands.
export function fociNow(stage) {
  const { of, scene } = leadOf(stage);
  const focus = stage.pinned ?? stage.pointed ?? (scene.steps ? { ...focusAt(scene, stage.film.step), of } : null);
  return fociOf(stage, focus?.grid ? focus : null);
}

export function fociOf({ scene, compare }, focus) {
  if (!focus || !compare.scene) return { A: null, B: focus };
  if (focus.of === "A") return { A: focus, B: counterpart(focus, compare.scene, scene) };
  return { A: counterpart(focus, scene, compare.scene), B: focus };
}

// The twin of `counterpart` in cnnlib/scenes/comparison.py.
export function counterpart(focus, one, other) {
  const mine = one.grids.get(focus.grid), theirs = mine && matchingGrid(mine, one, other);
  if (!theirs) return null;
  const row = Math.floor(focus.cell / mine.cols), col = focus.cell % mine.cols;
  const at = mine.role === "input" ? samePixel(mine, theirs, row, col)
    : [along(row, mine.rows, theirs.rows), along(col, mine.cols, theirs.cols)];
  return at && { grid: theirs.id, cell: at[0] * theirs.cols + at[1] };
}

function matchingGrid(mine, one, other) {
  const named = other.grids.get(mine.id);
  return named ?? (one.starts.has(mine.id) ? other.grids.get([...other.starts.keys()].pop()) : undefined);
}

function samePixel(mine, theirs, row, col) {
  const y = row + mine.first[0] - theirs.first[0], x = col + mine.first[1] - theirs.first[1];
  return y >= 0 && y < theirs.rows && x >= 0 && x < theirs.cols ? [y, x] : null;
}

function along(place, count, other) {
  return count > 1 ? Math.floor((place * (other - 1)) / (count - 1)) : 0;
}

// Draw A, and what stands above the two pictures; `fresh` says whether B is new.
export function drawCompared(stage, focus, fresh) {
  const { compare, scene, pinned } = stage;
  if (!compare.scene) return;
  if (compare.fresh) showScene(compare.picture, compare.scene, "", null);
  showLights(compare.picture, compare.scene, focus, pinned?.of === "A" ? pinned : null, !compare.fresh);
  if (compare.fresh || fresh) {
    const controls = stage.controls.parts.map(({ control }) => control);
    const [a, b] = differences(compare.scene.settings, scene.settings, controls);
    compare.a.title.textContent = a;
    compare.b.title.textContent = b;
  }
  compare.fresh = false;
}

// The twin of `differences` in cnnlib/scenes/comparison.py.
export function differences(a, b, controls) {
  const names = new Set([...controls.map(({ setting }) => setting), ...Object.keys(a)]);
  const differing = [...names].filter((name) => name in a && canonical(a[name]) !== canonical(b[name]));
  if (!differing.length) return [AS_KEPT, LIVE];
  const control = (name) => controls.find(({ setting, kind }) => setting === name && kind !== "upload");
  return [a, b].map((one) => differing.map((name) => said(control(name), one[name])).join(" · "));
}

function said(control, value) {
  if (control?.kind === "slider") return `${control.symbol.replace("_", "")} = ${value}`.replace("-", "\u2212");
  if (control?.kind === "switch") return `${control.label} ${value ? "on" : "off"}`;
  if (control?.kind !== "choice") return value && Object.keys(value).length ? EDITED : AS_IT_WAS;
  const named = control.options.find(([option]) => option === value);
  return `${control.label}: ${named ? named[1] : value}`;
}
