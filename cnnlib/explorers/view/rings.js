// Rings around cells that were chosen, such as the winners of max pooling. The twin of cnnlib/draw/rings.py.
import { column } from "./trace.js";
import { cellBox, ink, tag } from "./draw.js";

const INSET = 1.5; // from the edge of a cell
const TINY = 8; // a cell smaller than this is ringed from outside
const THIN_RING = 1.6, THICK_RING = 4;

export function drawRings(rings, scene, { focus }) {
  const grid = scene.grids.get(rings.grid), lit = chosenBy(rings, focus);
  const thin = rings.cells.filter((cell) => cell !== lit).map((cell) => drawRing(rings, grid, cell, THIN_RING));
  return thin.join("") + (lit >= 0 ? drawRing(rings, grid, lit, THICK_RING) : "");
}

// The cell that the focus chose, if it is a target; else -1.
function chosenBy({ targets, chosen }, focus) {
  return focus && targets.includes(focus.grid) ? column(chosen)[focus.cell] ?? -1 : -1;
}

function drawRing({ role }, grid, cell, width) {
  const box = ringBox(grid, cell), style = { rx: Math.min(5, box.width / 4), fill: "none", stroke: ink(role) };
  return tag("rect", { ...box, ...style, "stroke-width": width, "data-ring": grid.id, "data-cell": cell });
}

function ringBox(grid, cell) {
  const inset = grid.cell < TINY ? -2 : INSET, { x, y, width, height } = cellBox(grid, cell);
  return { x: x + inset, y: y + inset, width: width - 2 * inset, height: height - 2 * inset };
}
