// The controls above the picture: sliders in one row, menus, switches and buttons in a second.
import { change, plan } from "./supply.js";

const LARGEST = 20e6; // bytes of an upload
const AS_IT_IS = 1e6; // bytes; larger pictures are made smaller before they are sent
const LONGEST = 1024; // pixels of what is sent then
const DECIMAL = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
const IMAGE = "choose a PNG, JPEG, GIF or WebP picture";

export function makeControls(stage) {
  const [sliders, others] = ["cnn-sliders", "cnn-others"].map((name) => stage.element("div", { class: name }));
  const controls = { sliders, others };
  const make = { slider: makeSlider, choice: makeChoice, switch: makeSwitch, action: makeAction, upload: makeUpload };
  controls.parts = stage.model.get("controls").map((control) => {
    const parent = control.kind === "slider" ? sliders : others;
    return { control, ...make[control.kind](stage, control, parent) };
  });
  return controls;
}

// A symbol such as F_h with its index set low.
function symbolHtml(symbol) {
  const [letter, index] = symbol.split("_");
  return index ? `${letter}<sub>${index}</sub>` : letter;
}

// The range for the hand, the box for the eye and for typing; both are the same setting.
function makeSlider(stage, control, parent) {
  const { setting, symbol, label, role, stops } = control, named = `${symbol}, ${label}`;
  const element = stage.element("div", { class: "cnn-slider", style: `--c: var(--cnn-${role})` }, parent);
  stage.element("span", { class: "cnn-name" }, element).innerHTML = `<b>${symbolHtml(symbol)}</b> ${label}`;
  const typing = { type: "text", inputmode: "numeric", class: "cnn-box", "aria-label": `${named}, number` };
  const sliding = { type: "range", "aria-label": named, ...rangeOf(control) };
  const box = stage.element("input", { ...typing, "data-box": setting }, element);
  const range = stage.element("input", { ...sliding, "data-setting": setting }, element);
  const set = (value) => change(stage, { [setting]: value });
  stage.listen(range, "input", () => set(stops.length ? stops[range.value] : Number(range.value)));
  for (const event of ["focusin", "pointerenter"]) stage.listen(element, event, () => plan(stage, control));
  stage.listen(box, "change", () => (box.value.trim() ? set(typed(box.value)) : stage.mend()));
  stage.listen(box, "keydown", (event) => boxKey(event, box, control, set, stage));
  const refuse = () => box.setAttribute("aria-invalid", "true");
  return { element, refuse, show: (value, mended) => showSlider(range, box, control, value, mended) };
}

// A slider with stops slides over their places.
function rangeOf({ low, high, step, stops }) {
  return stops.length ? { min: 0, max: stops.length - 1, step: 1 } : { min: low, max: high, step };
}

// Where a slider stands: with stops at the last one that is not above the value.
function placeOf({ stops }, value) {
  return stops.length ? Math.max(0, stops.findLastIndex((stop) => stop <= value)) : value;
}

// What was typed: a number, with a point or a comma in it, or the text itself, for Python to refuse in words.
export function typed(text) {
  const plain = text.replaceAll("\u2212", "-").trim(), pointed = plain.replace(/^([-+]?\d+),(\d{1,2})$/, "$1.$2");
  return DECIMAL.test(pointed) && Number.isFinite(Number(pointed)) ? Number(pointed) : plain;
}

function boxKey(event, box, control, set, stage) {
  const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (event.key === "Escape") stage.mend();
  if (!way) return;
  event.preventDefault();
  const next = nextValue(control, stage.supply.wanted[control.setting], way);
  if (next >= control.low && next <= control.high) set(next);
}

// One up or down: a number that need not be whole goes from stop to stop.
function nextValue({ step, stops, whole }, value, way) {
  if (whole) return value + way * step;
  return way > 0 ? stops.find((stop) => stop > value) : stops.findLast((stop) => stop < value);
}

// A box that was refused keeps its text until it is mended.
function showSlider(range, box, control, value, mended) {
  const { min, max } = rangeOf(control);
  range.value = placeOf(control, value);
  if (control.stops.length) range.setAttribute("aria-valuetext", value);
  range.style.setProperty("--fill", `${(100 * (range.value - min)) / (max - min)}%`);
  if (!mended && box.getAttribute("aria-invalid") === "true") return;
  box.value = String(value).replace("-", "\u2212");
  box.removeAttribute("aria-invalid");
}

// A menu. Its last, hidden option says what has become of a choice that was altered: "custom".
function makeChoice(stage, { setting, label, options, resets }, parent) {
  const element = stage.element("label", { class: "cnn-choice" }, parent);
  element.append(label);
  const menu = stage.element("select", { "data-setting": setting }, element);
  for (const [, name] of options) stage.element("option", {}, menu).textContent = name;
  const altered = stage.element("option", { hidden: "" }, menu);
  stage.listen(menu, "change", () => change(stage, { ...resets, [setting]: options[menu.selectedIndex][0] }));
  return { element, show: (value) => {
    altered.textContent = stage.scene?.menus?.[setting] ?? "";
    menu.selectedIndex = altered.textContent ? options.length : options.findIndex(([option]) => option === value);
  } };
}

function makeSwitch(stage, { setting, label }, parent) {
  const element = stage.element("label", { class: "cnn-switch" }, parent);
  const box = stage.element("input", { type: "checkbox", role: "switch", "data-setting": setting }, element);
  element.append(label);
  stage.listen(box, "change", () => change(stage, { [setting]: box.checked }));
  return { element, show: (value) => { box.checked = value; } };
}

function makeAction(stage, { label, settings }, parent) {
  const element = stage.element("button", { type: "button", class: "cnn-button", "data-action": label }, parent);
  element.textContent = label;
  stage.listen(element, "click", () => change(stage, settings));
  return { element, show: () => {} };
}

function makeUpload(stage, { setting, label }, parent) {
  const element = stage.element("label", { class: "cnn-button cnn-upload" }, parent);
  element.append(label);
  const choosing = { type: "file", accept: "image/*", "aria-label": label };
  const input = stage.element("input", { ...choosing, "data-setting": setting }, element);
  const send = (file) => file && upload(stage, setting, file);
  stage.listen(input, "change", () => { send(input.files[0]); input.value = ""; });
  stage.listen(stage.root, "dragover", (event) => { if (!element.hidden) event.preventDefault(); });
  stage.listen(stage.root, "drop", (event) => {
    if (element.hidden) return;
    event.preventDefault();
    send(event.dataTransfer.files[0]);
  });
  return { element, show: () => {} };
}

// Send a picture to Python, unless it is none. The browser opens it first: that refuses what is no picture.
async function upload(stage, setting, file) {
  const megabytes = `${(file.size / 1e6).toFixed(1)} MB, and at most ${LARGEST / 1e6} MB can be opened`;
  if (file.size > LARGEST) return stage.notice(`${file.name} has ${megabytes}: make it smaller first`);
  const image = await createImageBitmap(file).catch(() => null);
  if (!image) return stage.notice(`${file.name} is not a picture that this browser can open: ${IMAGE}`);
  const blob = file.size > AS_IT_IS ? await smaller(image) : file;
  image.close();
  const bytes = await blob.arrayBuffer();
  if (!stage.closed) stage.ask({ upload: setting, name: file.name }, [bytes]);
}

function smaller(image) {
  const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
  const canvas = new OffscreenCanvas(Math.max(1, image.width * scale), Math.max(1, image.height * scale));
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: "image/png" });
}

// Let every control show the wanted settings.
export function showControls({ controls, supply }, mended) {
  for (const { control, element, show } of controls.parts) {
    const allowed = ([name, values]) => [values].flat().includes(supply.wanted[name]);
    const hidden = !Object.entries(control.when).every(allowed);
    if (element.hidden !== hidden) element.hidden = hidden;
    show(supply.wanted[control.setting], mended);
  }
}

// Mark the boxes whose settings were refused.
export function markRefused({ controls, scene }, settings) {
  for (const { control, refuse } of controls.parts) {
    if (settings[control.setting] !== scene.settings[control.setting]) refuse?.();
  }
}

// The symbol of the slider that differs between two sets of settings.
export function changedSymbol({ controls }, before, after) {
  const differs = ({ kind, setting }) => kind === "slider" && before[setting] !== after[setting];
  return controls.parts.find(({ control }) => differs(control))?.control.role;
}

export function shownSliders({ parts }) {
  const shown = parts.filter(({ control, element }) => control.kind === "slider" && !element.hidden);
  return shown.map(({ control }) => control);
}
