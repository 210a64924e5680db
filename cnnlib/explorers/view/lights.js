// What is lit while one cell is pointed at, and how it looks. The twin of cnnlib/draw/lights.py.
import { focusAt, litBy, originals, pointedAt, productsOf, stepOf, cellCount, twins } from "./trace.js";
import { LEGIBLE, captionOf, cellText, fittingSize, legible, room, textWidth, toldOf, wrapped } from "./words.js";
import { cellBox, drawLitCells, drawTitle, escaped, ink, strong, tag, windowBox, writing } from "./draw.js";
import { drawRings } from "./rings.js";
import { drawCurve, drawReel } from "./curves.js";
import { byHue, wireEnds, wirePairs, wirePath } from "./draw.js";

const LEAST_WEIGHT = 8; // pixels of a weight under the lens
const LEADING = 1.35; // from one line of a caption to the next, in text sizes

// The lit cells of each grid, each with the weight written beside its number ("×−1", or "" for none). `target` is
// the cell whose arithmetic is told: the focus itself, or the first target it feeds. `marked` are cells that stand out
// from what is lit around them.
export function lightsOf(scene, focus) {
  if (!focus) return { focus: null, target: null, pairs: [], cells: new Map(), marked: [] };
  const pairs = litBy(scene, focus), cells = litCells(scene, focus, pairs);
  const marked = scene.grids.get(focus.grid).by_column ? [focus, ...originals(scene, focus)] : [];
  return { focus, target: targetOf(scene, focus, pairs), pairs, cells, marked };
}

function targetOf(scene, focus, pairs) {
  if (stepOf(scene, focus) !== null) return focus;
  if (!pairs.length) return focusAt(scene, 0);
  const earlier = (one, other) => (stepOf(scene, other) < stepOf(scene, one) ? other : one);
  return pairs.map(({ target }) => target).reduce(earlier);
}

function litCells(scene, focus, pairs) {
  const cells = new Map(), here = pointedAt(scene, focus).flatMap((place) => twins(scene, place));
  const same = (place) => here.some(({ grid, cell }) => place.grid === grid && place.cell === cell);
  const light = ({ grid, cell }, beside) => {
    if (!cells.has(grid)) cells.set(grid, new Map());
    cells.get(grid).set(cell, beside);
  };
  [focus, ...here].forEach((place) => light(place, ""));
  for (const { source, target, weight } of pairs) {
    const beside = weight ? `×${textAt(scene, weight)}` : "";
    light(source, same(source) ? "" : beside);
    light(target, same(source) ? beside : "");
    if (weight) light(weight, "");
  }
  const known = (place) => cells.get(place.grid)?.has(place.cell);
  columnOf(scene, focus).forEach((place) => known(place) || light(place, ""));
  for (const [grid, lit] of scene.copies.length ? [...cells] : []) {
    for (const [cell, beside] of lit) {
      originals(scene, { grid, cell }).forEach((place) => known(place) || light(place, beside));
    }
  }
  return cells;
}

// The cells above and below, where a grid is read column by column.
function columnOf(scene, { grid, cell }) {
  const { by_column: whole, rows, cols } = scene.grids.get(grid);
  return Array.from({ length: whole ? rows : 0 }, (_, row) => ({ grid, cell: row * cols + (cell % cols) }));
}

// Some grids are drawn only with their target.
export function isShown(grid, lights) {
  return grid.shows_with === null || lights.target?.grid === grid.shows_with;
}

// A filter that takes part as a whole: no cell of it stands out.
function isWhole(grid, lit) {
  return grid.role === "filter" && lit.size === cellCount(grid) && lit.size > 1;
}

// All that lies over the picture and changes with the step.
export function drawLights(scene, lights) {
  const draw = {
    grid: drawLit, told: drawTold, caption: drawCaption, products: drawProducts, lens: drawLens, wires: drawLitWires,
    rings: drawRings, curve: drawCurve, reel: drawReel,
  };
  return scene.items.map((item) => draw[item.kind]?.(item, scene, lights) ?? "").join("");
}

function drawLit(grid, _, lights) {
  const lit = lights.cells.get(grid.id);
  return !lit || grid.pixels || !isShown(grid, lights) || isWhole(grid, lit) ? "" : drawLitCells(grid, lit);
}

// The boxes around what is lit: [name, box, colour, dashed]. A pinned cell has two.
export function outlinesOf(scene, lights, pinned) {
  const boxes = [];
  for (const [name, lit] of lights.cells) {
    const grid = scene.grids.get(name);
    if (!isShown(grid, lights) || (isWhole(grid, lit) && grid.shows_with !== null)) continue;
    const box = windowBox(grid, lit.keys()), apart = box.width * box.height > (lit.size + 0.5) * grid.cell ** 2;
    const role = strong(grid.ink || (grid.role === "input" ? "filter" : grid.role));
    const room = grid.cell < 6 ? 2 : 0; // around a pixel, not over it
    boxes.push([name, grown(box, room), role, apart]);
    if (pinned?.grid !== name) continue;
    boxes.push([`${name} pin`, grown(windowBox(grid, [pinned.cell]), 4.5 + room), "text", false]);
  }
  const around = ({ grid, cell }) => [`${grid} mark`, windowBox(scene.grids.get(grid), [cell]), "text", false];
  return [...boxes, ...lights.marked.map(around)];
}

function grown({ x, y, width, height }, by) {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function drawTold(told, scene, { target }) {
  const { x, y, size, role, bold, anchor, id, runs, texts } = told, named = { "data-told": id || "told" };
  if (runs.length) {
    const said = (pattern) => toldOf(scene, { texts: { ...texts, pattern } }, target);
    const pieces = runs.map((run) => drawToldRun(run, said(run.text)));
    return tag("text", { x, y, "font-size": size, "text-anchor": anchor, ...named }, pieces.join(""));
  }
  const style = { fill: ink(role), "font-weight": bold && "700", "text-anchor": anchor };
  return writing(toldOf(scene, told, target), x, y, size, { ...style, ...named });
}

function drawToldRun({ role = "text", bold }, text) {
  return tag("tspan", { fill: ink(role), "font-weight": bold && "700" }, escaped(text));
}

// On its lines, in smaller type if need be; what is longer still takes more, about its place.
function drawCaption({ x, y, width, size, rest = "", lines: most = 1 }, scene, { focus }) {
  const text = focus ? captionOf(scene, focus) : rest, type = fittingSize(text, room(width, most), size);
  const lines = wrapped(text, width, type), pitch = LEADING * type, top = y - ((lines.length - 1) * pitch) / 2;
  const drawn = lines.map((words, n) => {
    const spans = words.map(([word, bold]) => (bold ? tag("tspan", { "font-weight": 700 }, word) : word));
    return tag("text", { x, y: top + n * pitch, "font-size": type, "data-caption": n }, spans.join(""));
  });
  return drawn.join("");
}

// The products of the lit target with one source, row by row of the window.
function windowRows(item, scene, { target }) {
  const link = scene.links[item.link];
  if (!target || !link?.targets.includes(target.grid) || !link.sources.includes(item.source)) return [];
  const pairs = productsOf(scene, target).filter((pair) => pair.source.grid === item.source);
  const across = item.across || link.cols[target.cell % scene.grids.get(target.grid).cols].length;
  return Array.from({ length: pairs.length / across }, (_, row) => pairs.slice(row * across, (row + 1) * across));
}

const textAt = (scene, place) => (place ? cellText(scene.grids.get(place.grid), place.cell) : "");

function drawProducts(item, scene, lights) {
  const lines = windowRows(item, scene, lights).map((row, n) => {
    const terms = row.map(({ source, weight }) => textAt(scene, source) + (weight ? "·" + textAt(scene, weight) : ""));
    const style = { class: "cnn-mono", "data-products": item.source };
    return writing((n ? "+ " : "") + terms.join(" + "), item.x, item.y + n * item.line, item.size, style);
  });
  return lines.join("");
}

// The window, enlarged, as a little grid of its own; with the weight below each number.
function drawLens(lens, scene, lights) {
  const rows = windowRows(lens, scene, lights);
  if (!rows.length) return "";
  const { x, y, cell, digits, title, source } = lens, cols = rows[0].length, pairs = rows.flat();
  const grid = { id: `${source} lens`, x, y, cell, cols, title, code: "", role: "input", digits: 0, tint: [] };
  const cells = drawLitCells(grid, new Map(pairs.map((_, n) => [n, ""])));
  const numbers = digits ? pairs.map((pair, n) => drawLensCell(grid, digits, scene, pair, n)) : [];
  const frame = { x, y, width: cols * cell, height: rows.length * cell, rx: 4, class: "cnn-frame", stroke: ink("F") };
  return drawTitle(grid) + cells + numbers.join("") + tag("rect", frame);
}

function drawLensCell(grid, digits, scene, { source, weight }, n) {
  const box = cellBox(grid, n), x = box.x + box.width / 2;
  const style = { "text-anchor": "middle", "font-weight": 700, "data-lens": n };
  const [below, small] = weightBelow(textAt(scene, weight), digits, box.width);
  const baseline = box.y + (below ? 0.37 : 0.5) * box.height + 0.36 * digits;
  const text = writing(textAt(scene, source), x, baseline, digits, style);
  return below ? text + writing(below, x, box.y + 0.94 * box.height, small, { ...style, fill: ink("F") }) : text;
}

// A weight and its size below a number of `digits`. The twin of `_weight_below` in cnnlib/draw/arithmetic.py.
function weightBelow(weight, digits, side) {
  const text = legible("×\u22121", 0, side) === LEGIBLE ? `×${weight}` : weight;
  const below = (0.57 * side - 0.36 * digits - 1) / 0.73; // so that it stays below the number
  const size = Math.min(legible(text, 0.68 * digits, side), below);
  return weight && size >= LEAST_WEIGHT ? [text, size] : ["", 0];
}

// The wires of what is lit, in colour, lettered with their weights.
function drawLitWires(wires, scene, { focus, pairs }) {
  const key = ({ source, target }) => `${source.grid} ${source.cell} ${target.grid} ${target.cell}`;
  const lit = new Set(pairs.map(key));
  const mine = wirePairs(scene, wires).filter((pair) => lit.has(key(pair)));
  const paths = [...byHue(scene, mine)].map(([hue, members]) => {
    const d = members.map((pair) => wirePath(scene, pair)).join("");
    const style = { stroke: ink(hue || "F"), "stroke-width": 3, fill: "none" };
    return tag("path", { d, ...style, "data-lit-wires": members.length });
  });
  return paths.join("") + mine.map((pair) => drawWireWeight(wires, scene, pair, focus)).join("");
}

// The weight stands near the source, or, where the wires of one source fan out, near the target.
function drawWireWeight({ lettered }, scene, pair, focus) {
  const text = textAt(scene, pair.weight);
  if (!text || !lettered) return "";
  const at = pair.source.cell === focus.cell && pair.source.grid === focus.grid ? 1 - lettered : lettered;
  const { x1, y1, x2, y2 } = wireEnds(scene, pair), x = x1 + at * (x2 - x1), y = y1 + at * (y2 - y1);
  const half = 6 + textWidth(text, 15, true) / 2;
  const chip = tag("rect", { x: x - half, y: y - 11, width: 2 * half, height: 22, rx: 11, fill: "var(--cnn-paper)" });
  const style = { fill: ink("F"), "font-weight": 700, "text-anchor": "middle" };
  return chip + writing(text, x, y + 5.4, 15, { ...style, "data-wire-weight": pair.source.cell });
}
