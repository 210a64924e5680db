// The picture in the page: an SVG whose layers are redrawn only when they have to be.
import { drawScene, patterns } from "./draw.js";
import { addressOf } from "./curves.js";
import { drawPad } from "./strokes.js";
import { drawLights, isShown, lightsOf, outlinesOf } from "./lights.js";
import { cellCount } from "./trace.js";

const SVG = "http://www.w3.org/2000/svg";
const SMALL = 20000; // bytes of an image that goes into the page itself: to register a file takes longer
const TURN = 600; // milliseconds in which a grid turns

// `of` is "A" for the picture that the reader compares with; the other has no name.
export function makePicture(stage, of) {
  const frame = stage.element("div", { class: "cnn-scroll" });
  const sheet = stage.element("div", { class: "cnn-sheet" }, frame);
  const svg = document.createElementNS(SVG, "svg");
  const id = `cnn-${Math.random().toString(36).slice(2)}`; // unique in the page, whoever else draws
  svg.setAttribute("class", "cnn-picture");
  svg.setAttribute("tabindex", "0");
  svg.setAttribute("role", "group");
  svg.innerHTML = `<defs>${patterns(id)}</defs><g data-layer="pad"></g><g data-layer="base"></g>` +
    `<g data-layer="wet"></g><g data-layer="lights"></g><g data-layer="outlines"></g><g data-layer="handles"></g>` +
    `<rect class="cnn-pad" style="display:none"/>`;
  const layer = (name) => svg.querySelector(`[data-layer="${name}"]`);
  const picture = { of, scene: null, frame, sheet, svg, id, base: layer("base"), lights: layer("lights"),
    outlines: layer("outlines"), handles: layer("handles"), dry: layer("pad"), wet: layer("wet"), pad: svg.lastChild,
    parts: new Map(), boxes: new Map(), urls: [], lit: null };
  sheet.append(svg);
  stage.closing(() => freeUrls(picture.urls));
  return picture;
}

// Draw all of a scene that does not move. The addresses of the images before it are given back.
export function showScene(picture, scene, changed, before) {
  const old = picture.urls;
  picture.urls = [];
  picture.scene = scene;
  picture.svg.setAttribute("viewBox", `0 0 ${scene.width} ${scene.height}`);
  picture.svg.setAttribute("aria-label", scene.spoken);
  picture.svg.style.setProperty("--cnn-scene-width", scene.width);
  const held = picture.base.querySelector("[data-button]:focus")?.getAttribute("aria-label");
  showParts(picture, drawScene(scene, picture.id, (bytes) => urlOf(picture, bytes), changed));
  picture.dry.innerHTML = drawPad(scene);
  if (held) (buttonNamed(picture, held) ?? picture.svg).focus({ preventScroll: true });
  freeUrls(old);
  showHandles(picture, scene);
  if (before) turnGrids(picture, scene, before);
}

// What is drawn already stays where it is: of most pictures a slider changes a part, and to place text takes longest.
function showParts(picture, drawn) {
  const { base, parts } = picture, texts = [...new Set(drawn.filter(Boolean))];
  const made = elementsOf(texts.filter((text) => !parts.has(text)));
  const now = new Map(texts.map((text) => [text, parts.get(text) ?? made.shift()]));
  for (const [text, element] of parts) if (!now.has(text)) element.remove();
  let next = base.firstChild;
  for (const element of now.values()) {
    if (element === next) next = next.nextSibling;
    else base.insertBefore(element, next);
  }
  picture.parts = now;
}

function elementsOf(texts) {
  const parent = document.createElementNS(SVG, "g");
  parent.innerHTML = texts.map((text) => `<g>${text}</g>`).join("");
  return Array.from(parent.children);
}

const buttonNamed = ({ base }, name) =>
  Array.from(base.querySelectorAll("[data-button]")).find((button) => button.getAttribute("aria-label") === name);

function urlOf(picture, bytes) {
  if (bytes.byteLength < SMALL) return addressOf(bytes);
  const url = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
  picture.urls.push(url);
  return url;
}

// A little later, because a page may still be reading what was drawn last.
function freeUrls(urls) {
  if (urls.length) setTimeout(() => urls.forEach((url) => URL.revokeObjectURL(url)), 1000);
}

// Draw what is lit; returns it.
export function showLights(picture, scene, focus, pinned, glides) {
  const lights = lightsOf(scene, focus);
  picture.lights.innerHTML = drawLights(scene, lights);
  for (const group of picture.base.querySelectorAll("[data-shows-with]")) {
    group.style.display = lights.target?.grid === group.dataset.showsWith ? "" : "none";
  }
  showOutlines(picture, outlinesOf(scene, lights, pinned), glides);
  for (const [name, handle] of handlesOf(picture)) {
    handle.style.display = isShown(scene.grids.get(name), lights) ? "" : "none";
  }
  picture.lit = lights;
  return lights;
}

// Outlines stay from step to step, so that they can glide.
function showOutlines(picture, outlines, glides) {
  const gone = new Set(picture.boxes.keys());
  picture.outlines.classList.toggle("cnn-glides", glides);
  for (const [name, box, role, dashed] of outlines) {
    gone.delete(name);
    placeOutline(outlineNamed(picture, name), box, role, dashed);
  }
  for (const name of gone) {
    picture.boxes.get(name).remove();
    picture.boxes.delete(name);
  }
}

function outlineNamed(picture, name) {
  if (!picture.boxes.has(name)) {
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("class", "cnn-outline");
    rect.dataset.outline = name;
    picture.outlines.append(rect);
    picture.boxes.set(name, rect);
  }
  return picture.boxes.get(name);
}

function placeOutline(rect, { x, y, width, height }, role, dashed) {
  rect.setAttribute("width", width);
  rect.setAttribute("height", height);
  rect.setAttribute("rx", Math.min(4, width / 4));
  rect.style.stroke = `var(--cnn-${role})`;
  rect.style.strokeDasharray = dashed ? "6 4" : "";
  rect.style.transform = `translate(${x}px, ${y}px)`;
}

// Every grid can be reached with Tab: a transparent box over each, kept when the picture is drawn anew.
function showHandles(picture, scene) {
  for (const [name, handle] of handlesOf(picture)) if (!scene.grids.has(name)) handle.remove();
  const kept = handlesOf(picture);
  for (const grid of scene.grids.values()) placeHandle(kept.get(grid.id) ?? newHandle(picture, grid.id), grid);
}

function handlesOf(picture) {
  return new Map(Array.from(picture.handles.children, (handle) => [handle.dataset.handle, handle]));
}

function newHandle(picture, name) {
  const handle = document.createElementNS(SVG, "rect");
  handle.setAttribute("class", "cnn-handle");
  handle.setAttribute("tabindex", "0");
  handle.setAttribute("role", "application");
  handle.setAttribute("aria-roledescription", "grid");
  handle.dataset.handle = name;
  picture.handles.append(handle);
  return handle;
}

function placeHandle(handle, { x, y, cols, rows, cell, title, named, id, opens, edit }) {
  const box = { x: x - 2, y: y - 2, width: cols * cell + 4, height: rows * cell + 4, rx: 5 };
  for (const [name, value] of Object.entries(box)) handle.setAttribute(name, value);
  const acts = opens ? "Enter opens, P pins" : edit ? "Enter pins, a digit or F2 changes the number" : "Enter pins";
  const size = `${many(rows, "row")}, ${many(cols, "column")}`;
  handle.setAttribute("aria-label", `${named || title || id}: ${size}; arrows move, ${acts}`);
}

const many = (count, name) => `${count} ${name}${count === 1 ? "" : "s"}`;

// A grid whose `turned` has changed turns before the reader's eyes; its digits stay upright.
function turnGrids(picture, scene, before) {
  for (const grid of scene.grids.values()) {
    const old = before.grids.get(grid.id);
    const degrees = old && cellCount(old) === cellCount(grid) ? old.turned - grid.turned : 0;
    if (degrees && !matchMedia("(prefers-reduced-motion: reduce)").matches) turnGrid(picture, grid, degrees);
  }
}

function turnGrid(picture, grid, degrees) {
  const body = picture.base.querySelector(`[data-grid="${grid.id}"] > .cnn-body`);
  turn(body, degrees);
  for (const text of body.querySelectorAll("text")) {
    text.style.transformOrigin = `${text.getAttribute("x")}px ${Number(text.getAttribute("y")) - 0.36 * grid.digits}px`;
    turn(text, -degrees);
  }
}

function turn(element, degrees) {
  const way = [{ transform: `rotate(${degrees}deg)` }, { transform: "rotate(0)" }];
  element.animate(way, { duration: TURN, easing: "ease-in-out" });
}
