// Numbers and sentences as the pictures write them. The twin of cnnlib/scenes/text.py and of Sentences.at.
import { column, stepOf } from "./trace.js";

const LEAST_TYPE = 13; // the smallest type of a sentence
const MINUS = "\u2212"; // the true minus sign
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif';

// At most three decimals, halves to even as Python rounds them (only sixteenths can be halves of a thousandth).
export function number(value) {
  const tie = Math.abs((value * 16) % 2) === 1;
  const below = Math.floor(value * 1000);
  const rounded = tie ? (below + Math.abs(below % 2)) / 1000 : Number(value.toFixed(3));
  return String(rounded === 0 ? 0 : rounded).replace("-", MINUS);
}

export function signed(value) {
  return value < 0 ? `${MINUS} ${number(-value)}` : `+ ${number(value)}`;
}

// `{name}` is the value, `{name:+}` the value as a further term of a sum.
export function fillPattern(pattern, values) {
  return pattern.replace(/\{(\w+)(:\+)?\}/g, (_, name, plus) => {
    const value = values[name];
    return typeof value === "string" ? value : plus ? signed(value) : number(value);
  });
}

// What stands in a cell: a number as text, or "?" where there is none.
export function cellText(grid, cell) {
  if (grid.unknown.includes(cell)) return "?";
  const value = column(grid.numbers)[cell];
  return value === undefined ? "" : typeof value === "string" ? value : number(value);
}

// Row and column as the reader counts them: padding comes before 0.
export function place(grid, cell) {
  return [grid.first[0] + Math.floor(cell / grid.cols), grid.first[1] + (cell % grid.cols)];
}

function sentence(sentences, index, scene, focus) {
  const grid = scene.grids.get(focus.grid), [row, col] = place(grid, focus.cell);
  const values = { cell: index, row, col, value: cellText(grid, focus.cell) };
  if (sentences.instead && column(sentences.columns[0])[index] < 0) return sentences.instead;
  (sentences.columns ?? []).forEach((numbers, n) => { values[n] = column(numbers)[index]; });
  return fillPattern(sentences.pattern, values);
}

// The sentence of the lit cell; empty where its grid says nothing.
export function captionOf(scene, focus) {
  const say = focus && scene.grids.get(focus.grid).say;
  return say ? sentence(say, focus.cell, scene, focus) : "";
}

// A line of a Told: a sentence per step of the film, or else per step of one target.
export function toldOf(scene, told, target) {
  const columns = told.texts.columns ?? [];
  if (!target) return columns.length ? "" : told.texts.pattern;
  const perStep = columns.every((numbers) => column(numbers).length === scene.steps);
  return sentence(told.texts, perStep ? stepOf(scene, target) ?? 0 : target.cell, scene, target);
}

export const LEGIBLE = 11; // pixels: 10 where a laptop shows the picture smaller, which can still be read

// The size of a small bold text: LEGIBLE where the room is wide enough; never less than `least`. The twin of `legible`
// in cnnlib/draw/lettering.py.
export function legible(text, least, room) {
  return Math.max(least, Math.min(LEGIBLE, (LEGIBLE * room) / textWidth(text, LEGIBLE, true)));
}

// Width of a text in pixels of the scene.
const widths = new Map();
let pen;
export function textWidth(text, size, bold = false) {
  const name = `${bold}${text}`;
  if (!widths.has(name)) {
    pen ??= document.createElement("canvas").getContext("2d");
    pen.font = `${bold ? "bold " : ""}100px ${FONT}`;
    widths.set(name, pen.measureText(text).width / 100);
  }
  return widths.get(name) * size;
}

// How long a sentence may be that is to stand on so many lines: where they break, something is left free.
export function room(width, lines) {
  return lines === 1 ? width : 0.92 * lines * width;
}

// The type size, at most `size`, at which a sentence keeps to one line; never smaller than can be read.
export function fittingSize(text, width, size) {
  const needed = wordsOf(text).reduce((sum, [word, bold]) => sum + textWidth(word, size, bold), 0);
  return needed <= width ? size : Math.max(LEAST_TYPE, (size * width) / needed);
}

// Lines of [text, bold] runs, none wider than `width`; words between ** are bold.
export function wrapped(text, width, size) {
  const lines = [[]];
  let used = 0;
  for (const [word, bold] of wordsOf(text)) {
    if (used && used + textWidth(word.trimEnd(), size, bold) > width) {
      lines.push([]);
      used = 0;
    }
    lines[lines.length - 1].push([word, bold]);
    used += textWidth(word, size, bold);
  }
  return lines;
}

function wordsOf(text) {
  return text.split("**").flatMap((part, n) => (part.match(/\S*\s|\S+$/g) ?? []).map((word) => [word, n % 2 === 1]));
}

export function spoken(text) {
  return text.replaceAll("**", "");
}
