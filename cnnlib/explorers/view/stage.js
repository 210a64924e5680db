// The generic view of a Scene. It draws what Python has decided, and owns only what must be instant: stepping,
// playing, pointing, pinning and tracing. It knows nothing of convolutions.
import { cellCount, focusAt, prepare } from "./trace.js";
import { captionOf, spoken } from "./words.js";
import { makePicture, showLights, showScene } from "./picture.js";
import { makeFilm, showFilm } from "./film.js";
import { canonical, keep, makeSupply, refused } from "./supply.js";
import { coverFilm, makePredict, showPrediction } from "./predict.js";
import { changedSymbol, makeControls, markRefused, showControls, shownSliders } from "./controls.js";
import { closeEditorIfDone, endEdit, keepEditor, makePointer } from "./pointer.js";
import { hintOf, makeOpening } from "./open.js";
import { followTheme } from "./theme.js";
import { askCode, makeDesk, saveFile, showCode } from "./desk.js";

const PINNED = "Pinned: Escape or a second click lets go.";

export default {
  render({ model, el }) {
    const stage = makeStage(model);
    el.append(stage.root);
    return () => close(stage);
  },
};

function makeStage(model) {
  const root = document.createElement("div"), ended = new AbortController();
  root.className = "cnn-stage";
  const stage = { model, root, ended, scene: null, key: "", pointed: null, pinned: null, editor: null, changed: "",
    changes: 0, endings: [], timers: new Set(), closed: false, dirty: false };
  giveTools(stage);
  giveActions(stage);
  build(stage);
  followTheme(stage);
  showPrediction(stage);
  stage.show(model.get("scene"));
  return stage;
}

// What the parts use to make elements and to listen; all of it ends with the view.
function giveTools(stage) {
  const { model, ended } = stage;
  stage.element = makeElement;
  stage.listen = (target, type, act) => target.addEventListener(type, act, { signal: ended.signal });
  stage.closing = (act) => stage.endings.push(act);
  stage.on = (event, act) => {
    model.on(event, act);
    stage.closing(() => model.off(event, act));
  };
  stage.later = (wait, act) => {
    const timer = setTimeout(() => { stage.timers.delete(timer); act(); }, wait);
    stage.timers.add(timer);
    return timer;
  };
  stage.frame = (act) => requestAnimationFrame(() => { if (!stage.closed) act(); });
}

function makeElement(name, attributes, parent) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent?.append(made);
  return made;
}

// What the parts ask the stage for.
function giveActions(stage) {
  stage.redraw = () => redraw(stage);
  stage.draw = () => draw(stage);
  stage.show = (scene) => show(stage, scene);
  stage.point = (focus) => point(stage, focus);
  stage.pin = (focus) => pin(stage, focus);
  stage.release = () => { stage.pinned = null; stage.pointed = null; };
  stage.notice = (text) => { stage.warning.textContent = text; stage.warning.hidden = !text; };
  stage.mend = () => { stage.notice(""); showControls(stage, true); };
  stage.sliders = () => shownSliders(stage.controls);
  stage.showControls = (mended) => showControls(stage, mended);
  stage.tellStep = () => tellStep(stage);
}

function build(stage) {
  const { model, root } = stage;
  stage.supply = makeSupply(stage);
  stage.controls = makeControls(stage);
  stage.predict = makePredict(stage);
  stage.desk = makeDesk(stage);
  stage.warning = stage.element("p", { class: "cnn-notice", role: "alert", hidden: "" });
  stage.picture = makePicture(stage);
  stage.film = makeFilm(stage);
  stage.live = stage.element("div", { class: "cnn-live", "aria-live": "polite" });
  const foot = stage.element("div", { class: "cnn-foot" });
  stage.hint = stage.element("p", { class: "cnn-hint" }, foot);
  stage.element("p", { class: "cnn-pinned" }, foot).textContent = PINNED;
  foot.append(stage.desk.element);
  stage.controls.others.append(stage.predict.switch);
  root.append(stage.desk.bar, stage.controls.sliders, stage.controls.others, stage.predict.bar, stage.warning,
    stage.picture.frame, stage.film.element, foot, stage.desk.code, stage.live);
  stage.listen(root, "keydown", keepKey);
  makePointer(stage);
  makeOpening(stage, makeStage, close);
  stage.on("change:notice", () => stage.notice(model.get("notice")));
  stage.on("change:step", () => adoptStep(stage));
  stage.on("change:pinned", () => adoptPin(stage));
  stage.on("msg:custom", (message, buffers) => take(stage, message, buffers));
  stage.notice(model.get("notice"));
}

// Plain keys are for the picture and its controls, not for the shortcuts of the notebook around them.
function keepKey(event) {
  const command = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter");
  if (!command) event.stopPropagation();
}

// A new scene.
function show(stage, scene) {
  const { supply } = stage, before = stage.scene;
  if (before) stage.changed = changedSymbol(stage, before.settings, scene.settings) ?? stage.changed;
  stage.scene = prepare(scene, stage.model.get("defaults"));
  stage.key = keep(supply, scene);
  stage.drawnBefore ??= before;
  stage.newScene = true;
  if (before && before.start !== stage.scene.start) stage.film.step = stage.scene.start;
  stage.film.step = Math.max(0, Math.min(stage.film.step, stage.scene.steps - 1));
  if (stage.pinned && !sameGrid(before, stage.scene, stage.pinned.grid)) stage.pinned = null;
  if (stage.pointed && !sameGrid(before, stage.scene, stage.pointed.grid)) stage.pointed = null;
  coverFilm(stage, scene, before);
  stage.notice("");
  stage.redraw();
}

function sameGrid(before, after, name) {
  const old = before?.grids.get(name), now = after.grids.get(name);
  return Boolean(old && now && old.cols === now.cols && cellCount(old) === cellCount(now));
}

// However many changes, one drawing a frame: the first at once, the others together with the next frame.
function redraw(stage) {
  if (stage.drawing) {
    stage.dirty = true;
    return;
  }
  stage.drawing = true;
  stage.frame(() => {
    stage.drawing = false;
    if (stage.dirty) redraw(stage);
  });
  draw(stage);
}

function draw(stage) {
  const { scene, picture, film } = stage, fresh = stage.newScene;
  if (fresh) showScene(picture, scene, stage.changed, stage.drawnBefore);
  stage.dirty = stage.newScene = false;
  stage.drawnBefore = null;
  const focus = stage.pinned ?? stage.pointed ?? focusAt(scene, film.step);
  showLights(picture, scene, focus, stage.pinned, !fresh);
  showFilm(stage);
  if (fresh) showControls(stage, true);
  if (fresh) stage.hint.textContent = hintOf(scene);
  if (fresh) stage.root.style.setProperty("--cnn-aspect", scene.width / scene.height);
  stage.root.classList.toggle("cnn-has-pin", Boolean(stage.pinned));
  const { settings, cover = "" } = scene;
  Object.assign(stage.root.dataset, { key: canonical(settings), cover, step: film.step, drawn: ++stage.changes });
  say(stage, fresh);
  if (fresh) closeEditorIfDone(stage);
  if (fresh) askCode(stage);
}

// The sentence for those who listen; not more than twice a second while the film runs.
function say(stage, fresh) {
  const text = spoken(captionOf(stage.scene, stage.picture.lit.focus));
  const words = fresh ? `${stage.scene.spoken} ${text}` : text, now = performance.now();
  if (stage.film.playing && now - (stage.saidAt ?? 0) < 600) return;
  stage.saidAt = now;
  if (stage.live.textContent !== words) stage.live.textContent = words;
}

function point(stage, focus) {
  const old = stage.pointed;
  if (old?.grid === focus?.grid && old?.cell === focus?.cell) return;
  stage.pointed = focus;
  if (!stage.pinned) stage.redraw();
}

// Pin a cell; the same cell again, or none, lets go.
function pin(stage, focus) {
  const same = focus && stage.pinned?.grid === focus.grid && stage.pinned.cell === focus.cell;
  stage.pinned = same ? null : focus;
  stage.redraw();
  stage.model.set("pinned", stage.pinned);
  stage.model.save_changes();
}

// Tell Python the step, a moment after the last move.
function tellStep(stage) {
  clearTimeout(stage.telling);
  stage.telling = stage.later(250, () => {
    if (stage.film.playing) return;
    stage.model.set({ step: stage.film.step, pinned: stage.pinned });
    stage.model.save_changes();
  });
}

function adoptStep(stage) {
  const step = stage.model.get("step");
  if (step === stage.film.step) return;
  stage.film.step = Math.max(0, Math.min(step, stage.scene.steps - 1));
  stage.redraw();
}

function adoptPin(stage) {
  const pinned = stage.model.get("pinned");
  stage.pinned = pinned && stage.scene.grids.has(pinned.grid) ? pinned : null;
  stage.redraw();
}

// A message from Python.
function take(stage, message, buffers) {
  if (message.file) saveFile(stage, message.file, buffers[0]);
  if (message.code !== undefined) showCode(stage, message.code);
  if (message.failed) stage.notice(message.failed);
  if (!message.refused) return;
  markRefused(stage, message.refused);
  refused(stage, message.refused);
  keepEditor(stage);
  stage.notice(message.why);
}

function close(stage) {
  stage.closed = true;
  endEdit(stage);
  stage.ended.abort();
  stage.timers.forEach(clearTimeout);
  stage.endings.forEach((act) => act());
}
