// Presets, and the lecture made of them: large, without controls, page after page, by button, key or clicker.
import { canonical, change } from "./supply.js";
import { askQuestion } from "./predict.js";

const OWN = -2;
const BACK = "← as you had it";
const AS_LEFT = { name: "", caption: "The picture as you left it." };

export function addPresets(stage, desk) {
  const named = { "aria-label": "presets", "data-presets": "", class: "cnn-presets" };
  desk.menu = stage.element("select", named, desk.element);
  stage.listen(desk.menu, "change", () => choose(stage, Number(desk.menu.value)));
  const title = "large, without controls: page after page";
  desk.lecture = stage.button(desk.element, "Lecture", () => startLecture(stage), title);
  showPresets(stage, desk);
  stage.on("change:presets", () => showPresets(stage, desk));
  stage.on("change:page", () => stage.frame(() => followPresets(stage)));
}

// Above the presets, the way back to the reader's own picture.
function showPresets({ model }, { menu, lecture, own }) {
  const presets = model.get("presets"), back = own ? [new Option(BACK, OWN)] : [];
  menu.replaceChildren(new Option("presets …", -1), ...back, ...presets.map(({ name }, n) => new Option(name, n)));
  menu.hidden = lecture.hidden = !presets.length;
}

// The menu names a preset as long as it is on the screen, so that it can be chosen again afterwards.
export function followPresets(stage) {
  const page = stage.model.get("page");
  stage.desk.menu.value = stage.lecture.on ? stage.lecture.at : isOnScreen(stage, page) ? page : -1;
}

function choose(stage, n) {
  const { desk, model } = stage, { own } = desk, shown = isOnScreen(stage, model.get("page"));
  if (n === -1) return followPresets(stage);
  if (n !== OWN && !shown) desk.own = asItStands(stage);
  if (n === OWN) desk.own = null;
  showPresets(stage, desk);
  if (n === OWN) return comeBackTo(stage, own);
  desk.menu.value = n;
  usePreset(stage, n);
}

// All that a reader wants to find again: the settings, A's too, where the film stands and what is pinned.
function asItStands({ supply, model, film, pinned, scene: { cover = "" } }) {
  return { settings: supply.wanted, compared: model.get("compared"), step: film.step, pinned, cover };
}

function comeBackTo(stage, before) {
  const { settings, compared, step, pinned, cover } = before;
  stage.beginning = { key: canonical([settings, compared ?? null]), step, pinned, cover };
  stage.ask({ begin: -1 }); // nothing is asked any more
  stage.model.set("compared", compared);
  change(stage, settings);
  followPresets(stage);
  beginPage(stage);
}

// A page of the lecture without a comparison ends the one before it; a preset from the menu is compared with A.
function usePreset(stage, n) {
  const { model, supply, lecture } = stage, { settings, compare, step, pin } = model.get("presets")[n];
  const wanted = { ...supply.wanted, ...settings };
  const compared = compare ? { ...wanted, ...compare } : lecture.on ? null : model.get("compared");
  stage.beginning = { key: canonical([wanted, compared]), step, pinned: pin && { grid: pin[0], cell: pin[1] } };
  model.set({ compared, page: n });
  change(stage, settings);
  stage.ask({ begin: n }); // its question
  if (lecture.on) showPage(stage, n);
  beginPage(stage);
}

// Once its pictures are there, a page begins at its step, with its cell pinned. The step is told at once: Python may
// have sent one with the picture, where there was no film before.
export function beginPage(stage) {
  const { beginning, model, scene, compare } = stage, { cover = "" } = scene;
  if (!beginning) return;
  const key = canonical([scene.settings, compare.scene?.settings ?? null]);
  const wanted = canonical([model.get("settings"), model.get("compared") ?? null]);
  if (wanted !== beginning.key) stage.beginning = null; // the reader has gone on
  if (key !== beginning.key || wanted !== key || (beginning.cover ?? cover) !== cover) return;
  stage.beginning = null;
  const last = Math.max(0, stage.lead().scene.steps - 1);
  stage.film.step = Math.min(last, beginning.step ?? stage.film.step);
  stage.pinned = beginning.pinned;
  stage.redraw();
  model.set({ step: stage.film.step, pinned: stage.pinned });
  model.save_changes();
}

export function makeLecture(stage) {
  const lecture = { on: false, at: -1, full: false };
  lecture.bar = stage.element("div", { class: "cnn-lecture-bar", hidden: "" });
  const text = stage.element("div", { class: "cnn-lecture-text" }, lecture.bar);
  lecture.title = stage.element("b", {}, text);
  lecture.caption = stage.element("span", { class: "cnn-lecture-caption" }, text);
  lecture.place = stage.element("span", { class: "cnn-count" }, lecture.bar);
  keyButton(stage, lecture.bar, "Back", "Page Up", () => turnPage(stage, -1));
  keyButton(stage, lecture.bar, "Next", "Page Down", () => turnPage(stage, 1));
  lecture.predict = stage.button(lecture.bar, "Predict", () => askQuestion(stage, ""), "let the class guess first");
  keyButton(stage, lecture.bar, "Leave", "Esc", () => endLecture(stage));
  stage.listen(document, "fullscreenchange", () => {
    if (lecture.full && !document.fullscreenElement) endLecture(stage);
  });
  stage.listen(stage.root, "keydown", (event) => lectureKey(stage, event));
  stage.listen(document, "keydown", (event) => strayKey(stage, event));
  return lecture;
}

function keyButton(stage, parent, name, key, act) {
  stage.element("kbd", {}, stage.button(parent, name, act)).textContent = key;
}

function showPage(stage, n) {
  const { lecture, desk, model } = stage, presets = model.get("presets");
  const { name, caption } = presets[n] ?? AS_LEFT, next = presets[model.get("page") + 1];
  lecture.at = n;
  desk.menu.value = n;
  lecture.title.textContent = name;
  lecture.caption.textContent = n < 0 && next ? `${caption} Next leads to “${next.name}”.` : caption;
  lecture.place.textContent = n < 0 ? "" : `${n + 1} of ${presets.length}`;
}

// From a picture that is no page, Next leads on from the page that was shown last.
function turnPage(stage, by) {
  const { lecture, model } = stage, last = model.get("presets").length - 1;
  const from = lecture.at < 0 ? model.get("page") : lecture.at;
  usePreset(stage, Math.max(0, Math.min(last, from + by)));
}

function lectureKey(stage, event) {
  const turns = { PageDown: 1, PageUp: -1 }[event.key];
  if (!stage.lecture.on || event.defaultPrevented || !(turns || event.key === "Escape")) return;
  event.preventDefault();
  if (turns) turnPage(stage, turns);
  else endLecture(stage);
}

// A clicker's keys count also when nothing in the view has the focus.
function strayKey(stage, event) {
  if (stage.lecture.full || event.target === document.body) lectureKey(stage, event);
}

// Begin with what is on the screen, and come back to it at the end. Fill the screen where the page may; be half as
// large again where it may not.
async function startLecture(stage) {
  const { lecture, root } = stage;
  lecture.before = asItStands(stage);
  setLecture(stage, true);
  showPage(stage, presetShown(stage));
  stage.picture.svg.focus({ preventScroll: true });
  lecture.full = await (root.requestFullscreen?.() ?? Promise.reject()).then(() => true, () => false);
}

// Which preset is on the screen; -1 for none. Of several alike it is the one that was shown last.
function presetShown(stage) {
  const page = stage.model.get("page"), shown = (_, n) => isOnScreen(stage, n);
  return isOnScreen(stage, page) ? page : stage.model.get("presets").findIndex(shown);
}

function isOnScreen({ model, supply }, n) {
  const preset = model.get("presets")[n];
  const same = ([name, value]) => canonical(supply.wanted[name]) === canonical(value);
  const whole = preset && (!preset.compare || model.get("compared"));
  return Boolean(whole) && Object.entries(preset.settings).every(same);
}

function endLecture(stage) {
  const { lecture } = stage;
  if (lecture.full && document.fullscreenElement) document.exitFullscreen();
  lecture.full = false;
  setLecture(stage, false);
  comeBackTo(stage, lecture.before);
}

function setLecture({ lecture, root, model }, on) {
  lecture.on = on;
  lecture.predict.hidden = !model.get("prediction").possible;
  lecture.bar.hidden = !on;
  root.classList.toggle("cnn-lecture", on);
}
