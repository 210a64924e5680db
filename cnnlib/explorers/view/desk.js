// Around the picture: presets and the lecture made of them, pictures to take away, and the code.
import { canonical, change } from "./supply.js";
import { askQuestion } from "./predict.js";

const DIALECTS = [["numpy", "NumPy"], ["torch", "PyTorch"], ["keras", "Keras"]];

const NO_PRESET = { name: "", caption: "The picture as you left it. Next leads through the presets." };

export function makeDesk(stage) {
  const desk = { presets: stage.model.get("presets"), at: -1, lecture: false };
  desk.element = stage.element("div", { class: "cnn-desk" });
  desk.bar = stage.element("div", { class: "cnn-lecture-bar", hidden: "" });
  desk.code = stage.element("div", { class: "cnn-code", hidden: "" });
  if (desk.presets.length) addPresets(stage, desk);
  for (const kind of ["PNG", "SVG"]) {
    button(stage, desk.element, kind, () => exportPicture(stage, kind), `save the picture as ${kind}`);
  }
  desk.opener = button(stage, desk.element, "Code", () => toggleCode(stage), "show the code of this picture");
  addCode(stage, desk);
  addLecture(stage, desk);
  return desk;
}

function button(stage, parent, text, act, title) {
  const made = stage.element("button", { type: "button", class: "cnn-button", title, "data-desk": text }, parent);
  made.textContent = text;
  stage.listen(made, "click", act);
  return made;
}

function addPresets(stage, desk) {
  const named = { "aria-label": "presets", "data-presets": "", class: "cnn-presets" };
  const menu = stage.element("select", named, desk.element);
  menu.innerHTML = `<option value="-1">presets …</option>`;
  desk.presets.forEach(({ name }, n) => { stage.element("option", { value: n }, menu).textContent = name; });
  stage.listen(menu, "change", () => { if (menu.value !== "-1") usePreset(stage, Number(menu.value)); });
  desk.menu = menu;
  button(stage, desk.element, "Lecture", () => startLecture(stage), "large, without controls: preset after preset");
}

function usePreset(stage, n) {
  const { desk } = stage, preset = desk.presets[n];
  showPage(desk, preset, n);
  change(stage, preset.settings);
}

function showPage(desk, { name, caption }, n) {
  desk.at = n;
  desk.menu.value = n;
  desk.caption.textContent = caption;
  desk.place.textContent = n < 0 ? "" : `${n + 1} of ${desk.presets.length}`;
  desk.title.textContent = name;
}

function addLecture(stage, desk) {
  const text = stage.element("div", { class: "cnn-lecture-text" }, desk.bar);
  desk.title = stage.element("b", {}, text);
  desk.caption = stage.element("span", { class: "cnn-lecture-caption" }, text);
  desk.place = stage.element("span", { class: "cnn-count" }, desk.bar);
  button(stage, desk.bar, "Back", () => turnPage(stage, -1), "the preset before (Page Up)");
  button(stage, desk.bar, "Next", () => turnPage(stage, 1), "the next preset (Page Down)");
  desk.predict = button(stage, desk.bar, "Predict", () => askQuestion(stage, ""), "let the class guess first");
  button(stage, desk.bar, "Leave", () => endLecture(stage), "back to the controls (Escape)");
  stage.listen(document, "fullscreenchange", () => {
    if (desk.full && !document.fullscreenElement) endLecture(stage);
  });
  stage.listen(stage.root, "keydown", (event) => lectureKey(stage, event));
}

function turnPage(stage, by) {
  const { desk } = stage, last = desk.presets.length - 1;
  usePreset(stage, Math.max(0, Math.min(last, desk.at + by)));
}

function lectureKey(stage, event) {
  if (!stage.desk.lecture) return;
  if (!["PageDown", "PageUp", "Escape"].includes(event.key) || event.defaultPrevented) return;
  event.preventDefault();
  if (event.key === "Escape") endLecture(stage);
  else turnPage(stage, event.key === "PageDown" ? 1 : -1);
}

// Begin with what is on the screen, and come back to it at the end. Fill the screen where the page may; be half as
// large again where it may not.
async function startLecture(stage) {
  const { desk, root } = stage;
  setLecture(stage, true);
  desk.before = stage.supply.wanted;
  const now = presetShown(stage);
  showPage(desk, desk.presets[now] ?? NO_PRESET, now);
  stage.picture.svg.focus({ preventScroll: true });
  desk.full = await (root.requestFullscreen?.() ?? Promise.reject()).then(() => true, () => false);
}

// Which preset is on the screen; -1 for none.
function presetShown({ desk, supply }) {
  const same = ([name, value]) => canonical(supply.wanted[name]) === canonical(value);
  return desk.presets.findIndex(({ settings }) => Object.entries(settings).every(same));
}

function endLecture(stage) {
  if (stage.desk.full && document.fullscreenElement) document.exitFullscreen();
  stage.desk.full = false;
  setLecture(stage, false);
  change(stage, stage.desk.before);
  stage.desk.menu.value = presetShown(stage);
}

function setLecture({ desk, root, model }, on) {
  desk.lecture = on;
  desk.predict.hidden = !model.get("prediction").possible;
  desk.bar.hidden = !on;
  root.classList.toggle("cnn-lecture", on);
}

// What is on the screen as a file; Python draws it.
function exportPicture(stage, kind) {
  const { film, pinned, theme, desk } = stage;
  desk.exporting = true;
  stage.model.send({ export: kind.toLowerCase(), step: film.step, focus: pinned, theme });
}

// Only in the view that has asked: a picture may stand on the page twice.
export function saveFile({ desk }, { name, type }, bytes) {
  if (!desk.exporting) return;
  desk.exporting = false;
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function addCode(stage, desk) {
  const head = stage.element("div", { class: "cnn-code-head" }, desk.code);
  desk.dialect = stage.element("select", { "aria-label": "library" }, head);
  for (const [value, name] of DIALECTS) stage.element("option", { value }, desk.dialect).textContent = name;
  stage.listen(desk.dialect, "change", () => askCode(stage));
  desk.copy = button(stage, head, "Copy", () => copyCode(stage), "copy the code");
  desk.text = stage.element("pre", { tabindex: 0, "aria-label": "code" }, desk.code);
}

function toggleCode(stage) {
  const { desk } = stage;
  desk.code.hidden = !desk.code.hidden;
  desk.opener.setAttribute("aria-expanded", String(!desk.code.hidden));
  askCode(stage);
}

// Also after each new picture, while the panel is open.
export function askCode(stage) {
  if (!stage.desk.code.hidden) stage.model.send({ code: stage.desk.dialect.value });
}

export function showCode({ desk }, text) {
  desk.text.textContent = text;
}

async function copyCode(stage) {
  const { desk } = stage, writing = navigator.clipboard?.writeText(desk.text.textContent);
  const copied = await writing?.then(() => true, () => false);
  if (!copied) getSelection().selectAllChildren(desk.text);
  desk.copy.textContent = copied ? "Copied" : "Selected: press Ctrl+C";
  stage.later(1500, () => { desk.copy.textContent = "Copy"; });
}
