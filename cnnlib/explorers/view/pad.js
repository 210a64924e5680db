// A square to draw on with mouse, finger or pen. What is being drawn is inked here at once and sent to Python, which
// makes the picture of it; of all that is on its way only the newest is kept.
import { pressButton } from "./pointer.js";
import { drawStrokes, padOf, strokesPath } from "./strokes.js";
import { change, post, whenAnswered } from "./supply.js";

const NEAR = 4; // units: a point nearer than this to the one before says nothing new
const AROUND = 1; // of the pad's side: how far out of it a stroke is followed

export function makePad(stage) {
  const { picture } = stage, { pad } = picture;
  stage.pen = null;
  stage.listen(pad, "pointerdown", (event) => putDown(stage, event));
  stage.listen(pad, "pointermove", (event) => follow(stage, event));
  stage.listen(pad, "touchstart", (event) => event.preventDefault()); // or the page would be moved by the finger
  for (const type of ["pointerup", "pointercancel"]) stage.listen(pad, type, (event) => lift(stage, event));
  stage.listen(stage.root, "keydown", (event) => pressKeyed(stage, event));
}

function putDown(stage, event) {
  const item = padOf(stage.scene), { picture, supply } = stage;
  if (stage.pen || event.button !== 0 || !item) return;
  event.preventDefault();
  picture.svg.focus({ preventScroll: true });
  picture.pad.setPointerCapture(event.pointerId);
  const box = picture.pad.getBoundingClientRect(), before = supply.wanted[item.draws];
  stage.pen = { id: event.pointerId, item, box, before, stroke: "", last: null };
  mark(stage.pen, event);
  whenAnswered(stage, () => send(stage));
  inkWet(stage);
}

// The cells under the pen are not pointed at.
function follow(stage, event) {
  const { pen } = stage, passed = event.getCoalescedEvents?.() ?? [];
  if (pen) event.stopPropagation();
  if (pen?.id !== event.pointerId) return;
  const before = pen.stroke;
  for (const one of passed.length ? passed : [event]) mark(pen, one);
  if (pen.stroke === before) return;
  inkWet(stage);
  whenAnswered(stage, () => send(stage));
}

function lift(stage, event) {
  if (stage.pen?.id !== event.pointerId) return;
  change(stage, drawn(stage.pen));
  stage.pen = null;
}

const drawn = ({ item, before, stroke }) => ({ ...item.resets, [item.draws]: [...before, stroke] });

// The point under the pen, in whole units of the pad.
function mark(pen, { clientX, clientY }) {
  const { left, top, width } = pen.box, { units } = pen.item;
  const unit = (value) => Math.round(Math.max(-AROUND, Math.min(1 + AROUND, value / width)) * units);
  const point = [unit(clientX - left), unit(clientY - top)], { last } = pen;
  if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < NEAR) return;
  pen.last = point;
  pen.stroke += `${last ? " " : ""}${point.join(" ")}`;
}

function send(stage) {
  if (stage.pen) post(stage, drawn(stage.pen));
}

// What Python has not drawn yet, over what it has.
function inkWet({ picture, scene, supply, pen }) {
  const item = padOf(scene), drawn = scene.settings[item.draws];
  const wanted = pen ? [...pen.before, pen.stroke] : supply.wanted[item.draws], wiped = wanted.lastIndexOf("");
  const pending = wanted.filter((stroke, n) => n > wiped && stroke !== drawn[n]);
  const line = pen && pending.length && picture.wet.querySelector("path");
  if (line) line.setAttribute("d", strokesPath(pending)); // with every move: nothing is made anew
  else picture.wet.innerHTML = pending.length ? drawStrokes(item, pending) : "";
}

// After a new scene: the square that takes the pointer stays where it is, so that a stroke goes on.
export function showPad(stage) {
  const { picture, scene, root } = stage, item = padOf(scene);
  root.classList.toggle("cnn-has-pad", Boolean(item));
  picture.pad.style.display = item ? "" : "none";
  if (!item) return;
  const { x, y, side: width, side: height } = item;
  for (const [name, value] of Object.entries({ x, y, width, height })) picture.pad.setAttribute(name, value);
  inkWet(stage);
}

// A button that has keys of its own is pressed by them, wherever in the view the focus is, unless something is typed.
function pressKeyed(stage, event) {
  const { target, ctrlKey, metaKey, shiftKey, key } = event;
  if (event.defaultPrevented || stage.opening.child || target.matches("input[type=text]")) return;
  const name = [ctrlKey || metaKey ? "Ctrl" : "", shiftKey ? "Shift" : "", key.length > 1 ? key : key.toUpperCase()];
  const pressed = name.filter(Boolean).join("+");
  const button = stage.scene.items.find(({ keys }) => keys?.includes(pressed));
  if (!button) return;
  event.preventDefault();
  event.stopPropagation();
  pressButton(stage, button);
}
