// The generic view of a Scene. It draws what Python has decided, and owns only what must be instant: stepping,
// playing, pointing, pinning and tracing. It knows nothing of convolutions.
import { giveTools } from "./tools.js";
import { cellCount, prepare } from "./trace.js";
import { spoken } from "./words.js";
import { makeContact } from "./contact.js";
import { makePicture, showLights, showScene } from "./picture.js";
import { makeFilm, showFilm } from "./film.js";
import { canonical, isWanted, keep, makeSupply, planFirst, refused } from "./supply.js";
import { drawCompared, fociNow, followInput, heardOf, leadOf, makeCompare, showCompared } from "./compare.js";
import { coverFilm, makePredict, showPrediction } from "./predict.js";
import { changedSymbol, makeControls, markRefused, showControls, shownSliders } from "./controls.js";
import { closeEditorIfDone, endEdit, keepEditor, makePointer } from "./pointer.js";
import { hintOf, makeOpening } from "./open.js";
import { makePad, showPad } from "./pad.js";
import { followTheme } from "./theme.js";
import { endMaking, makeExport, saveFile, takeFilm } from "./export.js";
import { beginPage, followPresets, makeLecture } from "./lecture.js";
import { tellLeft, tellLooked } from "./work.js";
import { askCode, makeDesk, showCode } from "./desk.js";

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
  makeContact(stage);
  giveActions(stage);
  build(stage);
  followTheme(stage);
  showPrediction(stage);
  stage.show(model.get("scene"));
  if (model.get("compared_scene")) showCompared(stage, model.get("compared_scene"));
  planFirst(stage);
  return stage;
}

// What the parts ask the stage for.
function giveActions(stage) {
  stage.redraw = () => redraw(stage);
  stage.draw = () => draw(stage);
  stage.show = (scene) => show(stage, scene);
  stage.point = (focus) => point(stage, focus);
  stage.pin = (focus) => pin(stage, focus);
  stage.release = () => { stage.pinned = null; stage.pointed = null; };
  stage.mend = () => { stage.notice(""); showControls(stage, true); };
  stage.sliders = () => shownSliders(stage.controls);
  stage.showControls = (mended) => showControls(stage, mended);
  stage.tellStep = () => tellStep(stage);
  stage.lead = () => leadOf(stage);
  stage.beginPage = () => beginPage(stage);
}

function build(stage) {
  const { root } = stage;
  stage.supply = makeSupply(stage);
  stage.controls = makeControls(stage);
  stage.predict = makePredict(stage);
  stage.lecture = makeLecture(stage);
  stage.desk = makeDesk(stage);
  stage.taking = makeExport(stage);
  stage.warning = stage.element("p", { class: "cnn-notice", role: "alert", hidden: "" });
  stage.picture = makePicture(stage);
  stage.compare = makeCompare(stage);
  stage.film = makeFilm(stage);
  stage.live = stage.element("div", { class: "cnn-live", "aria-live": "polite" });
  const foot = stage.element("div", { class: "cnn-foot" });
  stage.hint = stage.element("p", { class: "cnn-hint" }, foot);
  stage.element("p", { class: "cnn-pinned" }, foot).textContent = PINNED;
  foot.append(stage.desk.element);
  stage.desk.element.prepend(stage.predict.switch);
  root.append(stage.lecture.bar, stage.controls.sliders, stage.controls.others, stage.predict.bar, stage.warning,
    stage.compare.panes, stage.film.element, foot, stage.taking.line, stage.desk.code, stage.live);
  listenAll(stage);
}

function listenAll(stage) {
  const { model, root } = stage;
  stage.listen(root, "keydown", keepKey);
  for (const picture of [stage.picture, stage.compare.picture]) makePointer(stage, picture);
  makePad(stage);
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
  if (beginsAnew(before, stage.scene)) stage.film.step = stage.scene.start;
  stage.film.step = Math.max(0, Math.min(stage.film.step, stage.lead().scene.steps - 1));
  if (goneWith(before, stage.scene, stage.pinned)) stage.pinned = null;
  if (goneWith(before, stage.scene, stage.pointed)) stage.pointed = null;
  coverFilm(stage, scene, before);
  stage.notice("");
  followInput(stage);
  stage.redraw();
  tellLooked(stage);
  beginPage(stage);
}

// Whether a cell is no longer what it was; the cells of the picture A stay.
function goneWith(before, after, focus) {
  const old = before?.grids.get(focus?.grid), now = after.grids.get(focus?.grid);
  const same = old && now && old.cols === now.cols && cellCount(old) === cellCount(now);
  return Boolean(focus && !focus.of && !same);
}

// There was no film, or it began elsewhere.
function beginsAnew(before, after) {
  return Boolean(before) && (before.steps === 0 || (!before.cover && before.start !== after.start));
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
  const { scene, picture, film, pinned } = stage, fresh = stage.newScene;
  if (fresh) showScene(picture, scene, stage.changed, stage.drawnBefore);
  stage.dirty = stage.newScene = false;
  stage.drawnBefore = null;
  const foci = fociNow(stage);
  showLights(picture, scene, foci.B, pinned?.of ? null : pinned, !fresh);
  drawCompared(stage, foci.A, fresh);
  showFilm(stage);
  if (fresh) showControls(stage, true);
  if (fresh) showPad(stage);
  if (fresh) stage.hint.textContent = hintOf(scene);
  if (fresh) stage.root.style.setProperty("--cnn-aspect", scene.width / scene.height);
  stage.root.classList.toggle("cnn-has-pin", Boolean(pinned));
  const { settings, cover = "" } = scene;
  Object.assign(stage.root.dataset, { key: canonical(settings), cover, step: film.step, drawn: ++stage.changes });
  say(stage, fresh);
  if (fresh) closeEditorIfDone(stage);
  if (fresh) askCode(stage);
  if (fresh) followPresets(stage);
}

// The sentence for those who listen; not more than twice a second while the film runs or the pen is down.
function say(stage, fresh) {
  const text = spoken(heardOf(stage));
  const words = fresh ? `${stage.scene.spoken} ${text}` : text, now = performance.now();
  if ((stage.film.playing || stage.pen) && now - (stage.saidAt ?? 0) < 600) return;
  stage.saidAt = now;
  if (stage.live.textContent !== words) stage.live.textContent = words;
}

function point(stage, focus) {
  const old = stage.pointed;
  if (old?.grid === focus?.grid && old?.cell === focus?.cell && old?.of === focus?.of) return;
  stage.pointed = focus;
  if (!stage.pinned) stage.redraw();
}

// Pin a cell; the same cell again, or none, lets go.
function pin(stage, focus) {
  const old = stage.pinned;
  const same = focus && old?.grid === focus.grid && old.cell === focus.cell && old.of === focus.of;
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
  if (step === stage.film.step || !isWanted(stage, stage.model.get("scene"))) return;
  stage.film.step = Math.max(0, Math.min(step, stage.lead().scene.steps - 1));
  stage.redraw();
}

function adoptPin(stage) {
  const pinned = stage.model.get("pinned");
  const scene = pinned?.of ? stage.compare.scene : stage.scene;
  stage.pinned = pinned && scene?.grids.has(pinned.grid) ? pinned : null;
  stage.redraw();
}

// A message from Python.
function take(stage, message, buffers) {
  if (message.file) saveFile(stage, message.file, buffers[0]);
  if (message.code !== undefined) showCode(stage, message.code);
  if (message.film) takeFilm(stage, message.film);
  if (message.failed) fail(stage, message.failed);
  if (!message.refused) return;
  markRefused(stage, message.refused);
  refused(stage, message.refused);
  keepEditor(stage);
  stage.notice(message.why);
}

function fail(stage, why) {
  endMaking(stage);
  stage.notice(why);
}

function close(stage) {
  tellLeft(stage);
  stage.closed = true;
  endEdit(stage);
  stage.ended.abort();
  stage.timers.forEach(clearTimeout);
  stage.endings.forEach((act) => act());
}
