// Ink: a scene as SVG text. Few elements: one path for each kind of cell of a grid, one text for each number.
import { cellText, legible, textWidth } from "./words.js";
import { cellCount, column, productsOfLink } from "./trace.js";

const GAP = 2; // between cells
const SMALLEST = 14; // a cell with a gap around it
const TITLE_ABOVE = 10; // of a grid's top: its title's baseline
const BASELINE = 0.36, CAPITAL = 0.73; // of the text size: how far below the middle a number stands; its height
const WEIGHT_FROM = 26; // cells smaller than this have no room for a weight
const LIT_TINT = 0.6, INKED = 0.15; // how much of its light's colour a lit cell takes at full strength, or of its ink's
const HUE = 0.24; // how much of a hue a cell takes
const THIN = 0.5; // and a wire that is not lit
const STRONG = { input: "W", filter: "F", output: "S" };

export const strong = (role) => STRONG[role] ?? role;
export const ink = (role) => `var(--cnn-${strong(role)})`;
const paint = (role) => `var(--cnn-${role})`; // of a cell, not of its symbol
const round = (value) => Math.round(value * 100) / 100;

export function escaped(text) {
  return String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export function tag(name, attributes, inside = "") {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== false && value !== "")
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? round(value) : escaped(value)}"`);
  return `<${name}${written.join("")}>${inside}</${name}>`;
}

export function writing(text, x, y, size, more = {}) {
  return tag("text", { x, y, "font-size": size, ...more }, escaped(text));
}

// The filled part of a cell.
export function cellBox(grid, cell) {
  const gap = grid.cell >= SMALLEST ? GAP : 0, size = grid.cell - gap;
  const row = Math.floor(cell / grid.cols), col = cell % grid.cols;
  return { x: grid.x + col * grid.cell + gap / 2, y: grid.y + row * grid.cell + gap / 2, width: size, height: size };
}

// The box around some cells, on the lines between cells.
export function windowBox(grid, cells) {
  let top = Infinity, left = Infinity, bottom = -1, right = -1;
  for (const cell of cells) {
    const row = Math.floor(cell / grid.cols), col = cell % grid.cols;
    top = Math.min(top, row), bottom = Math.max(bottom, row), left = Math.min(left, col), right = Math.max(right, col);
  }
  const { x, y, cell } = grid;
  return { x: x + left * cell, y: y + top * cell, width: (right + 1 - left) * cell, height: (bottom + 1 - top) * cell };
}

// All cells of one kind as a single path of rounded boxes.
export function cellsPath(grid, cells) {
  const r = round(Math.min(3, grid.cell / 8)), shape = roundedBox(cellBox(grid, 0), r);
  return Array.from(cells, (n) => cellBox(grid, n)).map(({ x, y }) => `M${round(x + r)} ${round(y)}${shape}`).join("");
}

function roundedBox({ width, height }, r) {
  const w = round(width - 2 * r), h = round(height - 2 * r);
  return `h${w}a${r} ${r} 0 0 1 ${r} ${r}v${h}a${r} ${r} 0 0 1 ${-r} ${r}` +
    `h${-w}a${r} ${r} 0 0 1 ${-r} ${-r}v${-h}a${r} ${r} 0 0 1 ${r} ${-r}z`;
}

// Hatches; `id` keeps two pictures on one page apart.
export function patterns(id) {
  return hatch(`${id}-padding`, "hatch", 1.2) + hatch(`${id}-amber`, "amber-hatch", 1.3);
}

function hatch(id, role, width) {
  const stroke = `M-1 1l2-2M0 6l6-6M5 7l2-2`;
  return tag("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse" },
    tag("path", { d: stroke, stroke: paint(role), "stroke-width": width, fill: "none" }));
}

// Everything of a scene that does not move, item by item. `urls` makes an address for the bytes of an image.
export function drawScene(scene, id, urls, changed) {
  const draw = {
    panel: drawPanel, line: drawLine, label: drawLabel, button: drawButton, grid: drawGrid, wires: drawWires,
  };
  return scene.items.map((item, n) => draw[item.kind]?.(item, { scene, id, urls, changed, n }) ?? "");
}

function drawPanel({ x, y, width, height, role }) {
  return tag("rect", { x, y, width, height, rx: 6, fill: paint(role), "data-panel": role });
}

function drawLine({ x1, y1, x2, y2, role, width, arrow }) {
  const line = tag("line", { x1, y1, x2, y2, stroke: ink(role), "stroke-width": width, "data-line": role });
  return arrow ? line + arrowHead(x1, y1, x2, y2, role) : line;
}

function arrowHead(x1, y1, x2, y2, role) {
  const angle = round((Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI);
  return tag("path", { d: "M0 0l-9 4.5v-9z", fill: ink(role), transform: `translate(${x2} ${y2}) rotate(${angle})` });
}

function drawLabel({ x, y, runs, size, anchor, mono, id }, { changed }) {
  const style = { "font-size": size, "text-anchor": anchor, class: mono && "cnn-mono", "data-label": id };
  return tag("text", { x, y, ...style }, runs.map((run) => drawRun(run, changed)).join(""));
}

function drawRun({ text, role = "text", bold, symbol }, changed) {
  const mark = symbol && symbol === changed && "cnn-changed";
  const style = { fill: ink(role), "font-weight": bold && "700", "data-symbol": symbol, class: mark };
  return tag("tspan", style, escaped(text));
}

function drawButton({ x, y, width, height, text, role, opens, sends, named: name }, { n }) {
  const box = tag("rect", { x, y, width, height, rx: 6, fill: paint("paper"), stroke: ink(role), "stroke-width": 1.5 });
  const style = { fill: ink(role), "text-anchor": "middle", "font-weight": 700 };
  const words = text && writing(text, x + width / 2, y + height / 2 + BASELINE * 14, 14, style);
  const named = { class: "cnn-repair", role: "button", tabindex: 0, "aria-label": text || name };
  const does = opens ? "opens" : sends ? "sends" : "repairs";
  return tag("g", { ...named, "data-button": n, "data-does": does }, box + words);
}

export function drawTitle({ title, code, x, y, cols, cell, id }) {
  const words = title && writing(title, x, y - TITLE_ABOVE, 14, { "font-weight": 700, "data-title": id });
  const style = { "text-anchor": "end", fill: ink("muted") };
  return words + (code && writing(code, x + cols * cell, y - TITLE_ABOVE, 13, style));
}

function drawGrid(grid, { id, urls }) {
  const inside = grid.pixels ? drawPixels(grid, id, urls) : drawCells(grid, id) + drawNumbers(grid);
  const box = `${grid.x + (grid.cols * grid.cell) / 2}px ${grid.y + (grid.rows * grid.cell) / 2}px`;
  return tag("g", { class: "cnn-grid", "data-grid": grid.id, "data-shows-with": grid.shows_with ?? undefined },
    drawTitle(grid) + tag("g", { class: "cnn-body", style: `transform-origin:${box}` }, inside));
}

function drawPixels(grid, id, urls) {
  const box = { x: grid.x, y: grid.y, width: grid.cols * grid.cell, height: grid.rows * grid.cell };
  const shrinks = grid.cell < 1 ? "cnn-smooth" : "cnn-pixels";
  return tag("image", { ...box, href: urls(grid.pixels), preserveAspectRatio: "none", class: shrinks }) +
    drawMarks(grid.unreached, grid, `url(#${id}-amber)`);
}

function drawMarks(cells, grid, fill) {
  return cells.length ? tag("path", { d: cellsPath(grid, cells), fill }) : "";
}

function drawCells(grid, id) {
  const special = new Set([...grid.hatched, ...grid.unknown, ...grid.unreached]);
  const plain = Array.from({ length: cellCount(grid) }, (_, cell) => cell).filter((cell) => !special.has(cell));
  const ground = grid.hues.length ? drawHues(grid, plain)
    : grid.tint.length ? drawTints(grid, plain, ink(grid.role), 0.06, 0.5) : drawMarks(plain, grid, paint(grid.role));
  return ground +
    drawMarks([...grid.hatched, ...grid.unknown], grid, paint("padding")) +
    drawMarks(grid.hatched, grid, `url(#${id}-padding)`) +
    drawMarks(grid.unreached, grid, paint("amber-fill")) + drawMarks(grid.unreached, grid, `url(#${id}-amber)`);
}

// A path for each strength of the colour: so much of it at strength 0, and so much more at 1.
function drawTints(grid, cells, fill, least, more) {
  const levels = new Map(cells.map((cell) => [grid.tint[cell], []]));
  for (const cell of cells) levels.get(grid.tint[cell]).push(cell);
  const paths = [...levels].map(([tint, members]) =>
    tag("path", { d: cellsPath(grid, members), fill, "fill-opacity": least + more * tint }));
  return paths.join("");
}

const inkOf = (grid) => grid.ink || (grid.role === "filter" ? "F" : "text");

// A path for each hue.
function drawHues(grid, cells) {
  const paths = [...new Set(grid.hues)].map((hue) => {
    const members = cells.filter((cell) => grid.hues[cell] === hue);
    return tag("path", { d: cellsPath(grid, members), fill: ink(hue), "fill-opacity": HUE });
  });
  return paths.join("");
}

// The numbers in the middles of their cells.
function drawNumbers(grid) {
  const numbers = column(grid.numbers);
  if (!grid.digits || !(numbers.length || grid.unknown.length) || grid.numbers.kind === "packed") return "";
  const muted = new Set([...grid.hatched, ...grid.unknown]), filter = grid.role === "filter", texts = [];
  for (let cell = 0; cell < cellCount(grid); cell++) {
    const { x, y, width } = cellBox(grid, cell), text = cellText(grid, cell);
    if (text === "") continue;
    const tone = muted.has(cell) ? ` class="cnn-muted"` : "";
    const at = `x="${round(x + width / 2)}" y="${round(y + width / 2 + BASELINE * grid.digits)}"`;
    texts.push(`<text ${at}${tone} data-grid="${grid.id}" data-cell="${cell}">${escaped(text)}</text>`);
  }
  const style = { "font-size": grid.digits, "text-anchor": "middle", fill: ink(inkOf(grid)) };
  return tag("g", { class: "cnn-digits", ...style, "font-weight": (filter || grid.ink) && "700" }, texts.join(""));
}

// Lit cells: filled, their numbers bold, each with the weight used at its lower right.
export function drawLitCells(grid, lit) {
  const [light, tint] = grid.role === "output" ? ["lit-output", "S"] : ["lit", "F"];
  const inked = grid.ink && !grid.hues.length;
  const fill = inked ? `color-mix(in srgb, ${ink(grid.ink)} ${100 * INKED}%, ${paint("paper")})` : paint(light);
  const numbers = grid.digits ? [...lit].map(([cell, beside]) => drawLitNumber(grid, cell, beside)) : [];
  const tints = grid.tint.length && !grid.digits ? drawTints(grid, [...lit.keys()], ink(tint), 0, LIT_TINT) : "";
  return tag("path", { d: cellsPath(grid, lit.keys()), fill }) + tints + numbers.join("");
}

function drawLitNumber(grid, cell, beside) {
  const { x, y, width } = cellBox(grid, cell), text = cellText(grid, cell), size = grid.digits;
  const middle = y + width / 2 + BASELINE * size, bold = { "font-weight": 700, "data-cell": cell };
  const style = { ...bold, fill: ink(inkOf(grid)), "text-anchor": "middle", "data-lit": grid.id };
  const small = beside && legible(beside, Math.min(Math.max(8.5, 0.32 * width), 15), width);
  const fits = grid.cell >= WEIGHT_FROM && text.length <= 4 && textWidth(beside, small, true) <= width;
  if (!beside || !fits) return writing(text, x + width / 2, middle, size, style);
  const left = Math.max(x + 1 + textWidth(text, size, true) / 2, x + 0.36 * width); // room for the weight
  const right = x + width - Math.min(2.5, (width - textWidth(beside, small, true)) / 2), low = y + width - 2.5;
  const up = Math.max(0.15 * width, middle - (low - 1 - CAPITAL * small));
  const weight = { ...bold, fill: ink("F"), "text-anchor": "end", "data-weight": grid.id };
  return writing(text, left, middle - up, size, style) + writing(beside, right, low, small, weight);
}

function drawWires(wires, { scene, n }) {
  const paths = [...byHue(scene, wirePairs(scene, wires))].map(([hue, pairs]) => {
    const stroke = hue ? { stroke: ink(hue), "stroke-opacity": THIN } : { stroke: paint("faint") };
    const d = pairs.map((pair) => wirePath(scene, pair)).join("");
    return tag("path", { d, ...stroke, "stroke-width": 1.5, fill: "none", "data-wires": n });
  });
  return paths.join("");
}

// Wires sorted by the hue of their weights; "" for those without.
export function byHue(scene, pairs) {
  const sorted = new Map();
  for (const pair of pairs) {
    const hue = (pair.weight && scene.grids.get(pair.weight.grid).hues[pair.weight.cell]) || "";
    sorted.set(hue, [...(sorted.get(hue) ?? []), pair]);
  }
  return sorted;
}

export function wirePairs(scene, wires) {
  const link = scene.links[wires.link];
  return link.targets.flatMap((grid) => Array.from({ length: cellCount(scene.grids.get(grid)) },
    (_, cell) => productsOfLink(scene, link, { grid, cell })).flat());
}

export function wirePath(scene, pair) {
  const { x1, y1, x2, y2 } = wireEnds(scene, pair);
  return `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`;
}

// From the edge of the source cell to the facing edge of the target cell.
export function wireEnds(scene, pair) {
  const source = scene.grids.get(pair.source.grid), target = scene.grids.get(pair.target.grid);
  const from = windowBox(source, [pair.source.cell]), to = windowBox(target, [pair.target.cell]);
  const upwards = to.y < from.y;
  return { x1: from.x + from.width / 2, y1: upwards ? from.y : from.y + from.height,
    x2: to.x + to.width / 2, y2: upwards ? to.y + to.height : to.y };
}
