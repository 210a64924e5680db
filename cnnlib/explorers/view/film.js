// The transport: first, back, play, forward, last, a range to scrub, speed and loop.

export const PACE = 330; // milliseconds a step at speed 1; 33 at speed 10
const SPEEDS = [0.5, 1, 2, 4, 10];
const SHAPES = {
  first: "M5 4v12M15 4.5v11L7 10z", back: "M14 4.5v11L6 10z", play: "M6 4l10 6-10 6z",
  pause: "M6 4h3v12H6zM11 4h3v12h-3z", forward: "M6 4.5v11L14 10z", last: "M15 4v12M5 4.5v11L13 10z",
};

export function makeFilm(stage) {
  const film = { step: stage.model.get("step") || 0, playing: false, speed: 1, loop: true, due: 0 };
  film.element = stage.element("div", { class: "cnn-film", role: "group", "aria-label": "film" });
  film.buttons = Object.fromEntries([
    ["first", "first step", () => go(stage, 0)], ["back", "step back", () => go(stage, film.step - 1)],
    ["play", "play", () => toggle(stage)], ["forward", "step forward", () => go(stage, film.step + 1)],
    ["last", "last step", () => go(stage, Infinity)],
  ].map(([shape, label, act]) => [shape, iconButton(stage, film.element, shape, label, act)]));
  const scrubbing = { type: "range", min: 0, "aria-label": "step", style: "--c: var(--cnn-W)" };
  film.scrub = stage.element("input", { ...scrubbing, class: "cnn-scrub" }, film.element);
  film.count = stage.element("span", { class: "cnn-count" }, film.element);
  stage.listen(film.scrub, "input", () => go(stage, Number(film.scrub.value)));
  addSpeed(stage, film);
  addLoop(stage, film);
  return film;
}

function iconButton(stage, parent, shape, label, act) {
  const named = { type: "button", "aria-label": label, title: label, "data-act": shape };
  const button = stage.element("button", { ...named, class: "cnn-icon" }, parent);
  button.innerHTML = icon(shape);
  stage.listen(button, "click", act);
  return button;
}

const icon = (shape) => `<svg viewBox="0 0 20 20" aria-hidden="true"><path d="${SHAPES[shape]}"/></svg>`;

function addSpeed(stage, film) {
  const menu = stage.element("select", { class: "cnn-speed", "aria-label": "speed" }, film.element);
  menu.innerHTML = SPEEDS.map((speed) => `<option value="${speed}">${speed}×</option>`).join("");
  menu.value = film.speed;
  stage.listen(menu, "change", () => { film.speed = Number(menu.value); });
}

function addLoop(stage, film) {
  const label = stage.element("label", { class: "cnn-switch" }, film.element);
  const box = stage.element("input", { type: "checkbox" }, label);
  box.checked = film.loop;
  label.append("loop");
  stage.listen(box, "change", () => { film.loop = box.checked; });
}

// Go to a step; a pin and the pointer let go, for the reader now looks at the film.
export function go(stage, step) {
  const { film } = stage, { scene } = stage.lead();
  film.step = Math.max(0, Math.min(scene.steps - 1, step));
  stage.release();
  stage.redraw();
  stage.tellStep();
}

export function toggle(stage) {
  const { film } = stage;
  film.playing = !film.playing && stage.lead().scene.steps > 1;
  if (film.playing) start(stage);
  stage.redraw();
  stage.tellStep();
}

function start(stage) {
  const { film } = stage, { scene } = stage.lead();
  if (film.step >= scene.steps - 1 && !film.loop) film.step = 0;
  stage.release();
  film.due = performance.now() + PACE / film.speed;
  stage.frame(() => tick(stage));
}

// Once a frame while the film runs. Pointing at a cell holds it.
function tick(stage) {
  const { film } = stage, now = performance.now();
  if (!film.playing || stage.closed) return;
  stage.frame(() => tick(stage));
  if (stage.pointed || stage.pinned) film.due = now + PACE / film.speed;
  if (now < film.due - 4) return;
  film.due = Math.max(film.due + PACE / film.speed, now);
  advance(stage);
}

function advance(stage) {
  const { film } = stage, { scene } = stage.lead();
  const next = film.step + 1;
  if (next >= scene.steps && !film.loop) film.playing = false;
  else film.step = scene.steps ? next % scene.steps : 0;
  stage.draw();
}

// The keys of the film, while the picture has the focus. Returns whether the key was one of them.
export function filmKey(stage, key) {
  const { film } = stage, { scene } = stage.lead(), row = rowLength(stage.lead());
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row, Home: -Infinity, End: Infinity };
  if (key === " " && scene.space) stage.ask({ do: scene.space });
  else if (key === " ") toggle(stage);
  else if (key in steps && scene.steps) go(stage, film.step + steps[key]);
  else return false;
  return true;
}

function rowLength({ scene, picture }) {
  const target = picture.lit?.target;
  return target ? scene.grids.get(target.grid).cols : 1;
}

export function showFilm(stage) {
  const { film } = stage, { scene } = stage.lead(), none = scene.steps === 0;
  film.scrub.max = Math.max(0, scene.steps - 1);
  film.scrub.value = film.step;
  film.scrub.style.setProperty("--fill", `${scene.steps > 1 ? (100 * film.step) / (scene.steps - 1) : 0}%`);
  film.count.textContent = none ? "no steps" : `step ${film.step + 1} of ${scene.steps}`;
  film.element.classList.toggle("cnn-off", none);
  film.element.inert = none;
  film.element.hidden = none && !scene.problem; // a picture without a film; where a setting does not fit, it waits
  showPlaying(film);
}

function showPlaying(film) {
  const { play } = film.buttons, label = film.playing ? "pause" : "play";
  if (play.getAttribute("aria-label") === label) return;
  play.setAttribute("aria-label", label);
  play.title = label;
  play.innerHTML = icon(film.playing ? "pause" : "play");
}
