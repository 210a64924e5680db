// From settings to scenes: what the reader wants goes to Python, what Python made comes back and is kept.
// While the reader rests, the scenes that a slider may want next are asked for, one at a time, from the moment it is
// pointed at or has the focus: before a hand has moved it, Python has made its neighbours.
import { PATIENCE, SILENCE } from "./contact.js";

const KEPT = 200; // scenes
const AHEAD = 40; // scenes asked for after one move
const REST = 40; // milliseconds without a move before anything is asked for
const UNHEARD = 1000; // milliseconds for which a move is thought to be on its way to Python

// Settings as text, names sorted: equal settings have equal text.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const parts = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${parts.join(",")}}`;
}

// A scene and the same with its answer covered are kept apart; `cover` is the question.
export const keyOf = (settings, cover) => canonical(settings) + (cover ? ` ${cover}` : "");

// The question that covers the picture of these settings: none once it has been answered there. Any other setting asks
// anew, so that neighbours are asked for covered.
function coverOf({ model }, settings) {
  const { name, open, settings: asked } = model.get("prediction");
  return name && !(open && canonical(asked) === canonical(settings)) ? name : "";
}

const keyFor = (stage, settings) => keyOf(settings, coverOf(stage, settings));
const wantedKey = (stage) => keyFor(stage, stage.supply.wanted);

// Whether a scene is the one that the reader wants: what Python says late belongs to one that has been left.
export const isWanted = (stage, { settings, cover }) => keyOf(settings, cover) === wantedKey(stage);

export function makeSupply(stage) {
  const { model } = stage;
  const asking = { queue: [], asked: null, since: 0, slider: null, pumping: null };
  const asked = { wanted: model.get("settings"), own: {}, moved: 0, waiting: 0 };
  const supply = { ...asked, scenes: new Map(), version: 0, posts: 0, away: 0, next: null, ...asking };
  stage.on("change:settings", () => adopt(stage));
  stage.on("change:scene", () => receive(stage, model.get("scene")));
  stage.on("change:answer", () => answered(stage, model.get("answer")));
  return supply;
}

// The reader changes some settings. Of several moves while Python works, ipywidgets sends only the newest, with all
// settings: `moved` says which of them are the reader's own doing. The others a cell may have changed meanwhile.
export function change(stage, patch) {
  const { supply, model } = stage;
  supply.moved = performance.now();
  attend(supply, sliderOf(stage, patch));
  const own = { ...supply.own, ...patch };
  supply.own = {};
  model.set({ settings: { ...supply.wanted, ...patch }, moved: { names: Object.keys(own), at: supply.moved } });
  supply.own = own;
  model.save_changes();
  stage.later(UNHEARD, () => { if (supply.own === own) forgetOwn(stage); });
  if (wantedKey(stage) === stage.key) stage.mend();
  else if (stage.contact.gone) refused(stage, supply.wanted);
  else expect(stage);
}

function forgetOwn(stage) {
  stage.supply.own = {};
  if (canonical(stage.model.get("settings")) !== canonical(stage.supply.wanted)) adopt(stage);
}

// What never rests, a pen, tells Python of its moves itself, until `change` tells of the last. ipywidgets would send
// the next once it has heard that Python is idle, and that is after the picture has been drawn; here it leaves as soon
// as a picture comes, so that Python works while the page draws.
export function post(stage, patch) {
  const { supply } = stage, turn = (supply.away = ++supply.posts);
  const over = () => { if (supply.away === turn) arrived(stage); }; // there was no picture, or it has been lost
  const status = ({ content: { execution_state: now } }) => { if (now === "idle") over(); };
  supply.moved = performance.now();
  attend(supply, null);
  supply.own = { ...supply.own, ...patch };
  supply.wanted = { ...supply.wanted, ...patch };
  stage.tell({ want: patch }, [], { iopub: { status } });
  stage.later(PATIENCE, over);
}

// At once, or when what has been posted is answered; then only what was said last.
export function whenAnswered({ supply }, act) {
  if (supply.away) supply.next = act;
  else act();
}

function arrived({ supply }) {
  const { next } = supply;
  Object.assign(supply, { away: 0, next: null });
  next?.();
}

// New settings, from this view, from another one or from Python. What the reader has moved and Python has not heard
// of yet stays where it is.
function adopt(stage) {
  const { supply } = stage;
  supply.wanted = { ...stage.model.get("settings"), ...supply.own };
  stage.showControls();
  showKnown(stage);
  if (supply.slider) pumpLater(stage, REST, () => plan(stage, supply.slider)); // not before Python has heard
}

// Show what is wanted if it is here already.
export function showKnown(stage) {
  const key = wantedKey(stage), known = stage.supply.scenes.get(key);
  if (known && key !== stage.key) stage.show(known);
}

// A scene is kept; it is drawn only if it is the one that is wanted and not yet on the screen, or if a pen is down: it
// always wants more than Python has made. With a new version all that was made before is out of date.
function receive(stage, scene) {
  const { supply } = stage, version = scene.version ?? 0;
  if (version !== supply.version) supply.scenes.clear();
  const key = keep(supply, scene), fresh = key !== stage.key || version !== stage.scene?.version;
  supply.version = version;
  if (canonical({ ...scene.settings, ...supply.own }) === canonical(scene.settings)) supply.own = {}; // it was heard
  if (supply.away) arrived(stage);
  if ((stage.pen || isWanted(stage, scene)) && fresh) stage.show(scene);
}

export function keep(supply, scene) {
  const key = keyOf(scene.settings, scene.cover);
  supply.scenes.delete(key); // to the end of the line
  supply.scenes.set(key, scene);
  if (supply.scenes.size > KEPT) supply.scenes.delete(supply.scenes.keys().next().value);
  return key;
}

// Python could not take these settings: the last good picture stays.
export function refused(stage, settings) {
  const { supply, model } = stage;
  if (canonical(settings) !== canonical(supply.wanted)) return;
  supply.own = {};
  model.set("settings", stage.scene.settings);
}

// Say so when nothing comes back.
function expect(stage) {
  const { supply } = stage, turn = ++supply.waiting, key = wantedKey(stage);
  stage.later(PATIENCE, () => {
    if (turn === supply.waiting && key === wantedKey(stage) && key !== stage.key) {
      stage.notice(SILENCE);
    }
  });
}

// A slider has the reader's attention: fetch its other values, nearest first, then one step of the other sliders.
export function plan(stage, slider) {
  const { supply } = stage, { wanted } = supply;
  attend(supply, slider);
  const others = stage.sliders().filter((other) => other !== slider);
  const near = others.flatMap((other) => values(other, wanted, other.step));
  wish(stage, [...values(slider, wanted, Infinity), ...near]);
}

// Once a picture is in view, and the page has nothing else to do: fetch one step of each slider.
export function planFirst(stage) {
  const { supply } = stage;
  const nearest = (slider) => values(slider, supply.wanted, slider.step).slice(0, 1);
  stage.whenSeen(() => { if (!supply.slider) wish(stage, stage.sliders().flatMap(nearest)); });
}

// What was wished for before is forgotten; what is here or on its way is not asked for again.
function wish(stage, wishes) {
  const { supply } = stage, { asked, scenes } = supply, coming = asked && keyFor(stage, asked);
  const missing = wishes.map((settings) => [settings, keyFor(stage, settings)])
    .filter(([, key]) => !scenes.has(key) && key !== coming);
  supply.queue = missing.slice(0, AHEAD).map(([settings]) => settings);
  pump(stage);
}

// What slider a change comes from; null where it moves none, or several as a preset does.
function sliderOf(stage, patch) {
  const moved = stage.sliders().filter(({ setting }) => setting in patch);
  return moved.length === 1 ? moved[0] : null;
}

function attend(supply, slider) {
  supply.slider = slider;
  supply.queue = [];
  clearTimeout(supply.pumping);
  supply.pumping = null;
}

// Settings with other values of a slider, up to `reach` away, nearest first.
function values({ setting, low, high, step, stops }, wanted, reach) {
  const now = wanted[setting], found = [];
  const near = stops.length ? nearStops(stops, now, reach === Infinity ? 8 : 1) : [];
  const furthest = Math.min(reach, high - low, AHEAD * step); // a slider may have thousands of values
  for (let away = step; !stops.length && away <= furthest; away += step) {
    found.push(...[now + away, now - away].filter((value) => value >= low && value <= high));
  }
  return [...near, ...found].map((value) => ({ ...wanted, [setting]: value }));
}

// The next stops above and below, nearest first.
function nearStops(stops, now, count) {
  const above = stops.filter((stop) => stop > now), below = stops.filter((stop) => stop < now).reverse();
  const both = Array.from({ length: count }, (_, n) => [above[n], below[n]]).flat();
  return both.filter((stop) => stop !== undefined);
}

// Ask for the next scene, if the reader rests and no other is on its way.
function pump(stage) {
  const { supply } = stage;
  if (supply.asked || !supply.queue.length || supply.pumping) return;
  if (!isAtRest(stage)) return pumpLater(stage, REST, () => pump(stage));
  const asked = (supply.asked = supply.queue.shift());
  supply.since = performance.now();
  stage.tell({ ask: asked, cover: coverOf(stage, asked) });
  stage.later(PATIENCE, () => { if (supply.asked === asked) supply.asked = null; });
}

function isAtRest(stage) {
  const moved = performance.now() - stage.supply.moved < REST;
  return !moved && stage.key === wantedKey(stage) && !stage.film.playing;
}

function pumpLater(stage, wait, act) {
  const { supply } = stage;
  clearTimeout(supply.pumping);
  supply.pumping = stage.later(wait, () => { supply.pumping = null; act(); });
}

// The reader may want by now what was asked for ahead. As long as no slider is in hand, Python has as much time for
// other cells as it took for the answer.
function answered(stage, { settings, scene, compared }) {
  const { supply } = stage;
  for (const made of [scene, compared]) if (made) keep(supply, made);
  showKnown(stage);
  if (!supply.asked || canonical(settings) !== canonical(supply.asked)) return;
  supply.asked = null;
  if (supply.slider) pump(stage);
  else pumpLater(stage, performance.now() - supply.since, () => pump(stage));
}
