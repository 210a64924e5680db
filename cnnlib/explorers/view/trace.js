// Links read in both directions: which products a cell takes part in. The twin of cnnlib/scenes/trace.py.
// A focus and the ends of a pair are { grid, cell }; cells are numbered row by row.

// A column of numbers: a list as it is, packed bytes as a typed array (decoded once).
const unpacked = new WeakMap();
export function column(numbers) {
  if (!numbers || numbers.kind !== "packed") return numbers ?? [];
  if (!unpacked.has(numbers)) unpacked.set(numbers, unpack(numbers));
  return unpacked.get(numbers);
}

function unpack({ dtype, data, decimals = 0 }) {
  const bytes = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  const integers = dtype === "int16" ? new Int16Array(bytes) : new Int32Array(bytes);
  return decimals ? Array.from(integers, (integer) => integer / 10 ** decimals) : integers;
}

// A scene as it came, with the fields that were left out, its grids by name and where each target's steps start.
export function prepare(scene, defaults) {
  const whole = (part) => ({ ...defaults[part.kind], ...part });
  const items = scene.items.map(whole);
  const grids = new Map(items.filter((item) => item.kind === "grid").map((grid) => [grid.id, grid]));
  const starts = new Map();
  let steps = 0;
  for (const name of scene.film ?? []) {
    starts.set(name, steps);
    steps += cellCount(grids.get(name));
  }
  for (const group of scene.together ?? []) { // what is seen together is seen at the same step
    const first = group.find((name) => starts.has(name));
    for (const name of first ? group : []) starts.set(name, starts.get(first));
  }
  return { ...defaults.scene, ...scene, items, grids, starts, steps, links: (scene.links ?? []).map(whole) };
}

export function cellCount(grid) {
  return grid.rows * grid.cols;
}

// The cell that the film visits at a step.
export function focusAt(scene, step) {
  for (const [grid, start] of scene.starts) {
    if (step < start + cellCount(scene.grids.get(grid))) return { grid, cell: step - start };
  }
  return null;
}

// The step at which the film visits a cell; null for a cell that is no target.
export function stepOf(scene, focus) {
  return scene.starts.has(focus.grid) ? scene.starts.get(focus.grid) + focus.cell : null;
}

// The cells that are pointed at together with this one; itself among them.
export function twins(scene, focus) {
  const group = scene.together.find((names) => names.includes(focus.grid)) ?? [focus.grid];
  return group.map((grid) => ({ grid, cell: focus.cell }));
}

// All products that make one target cell, in reading order.
export function productsOf(scene, target) {
  return twins(scene, target).flatMap((twin) => scene.links.flatMap((link) => productsOfLink(scene, link, twin)));
}

export function productsOfLink(scene, link, target) {
  const k = link.targets.indexOf(target.grid);
  if (k < 0) return [];
  const { cols } = scene.grids.get(target.grid);
  const row = Math.floor(target.cell / cols), at = { row, cell: target.cell };
  const rows = link.rows[row], columns = link.cols[target.cell % cols];
  return link.sources.flatMap((source, s) => {
    const width = scene.grids.get(source).cols;
    return rows.flatMap((line, a) => columns.map((column, b) => ({
      target,
      source: { grid: source, cell: line * width + column },
      weight: weightAt(link, k, s, at, a * columns.length + b),
    })));
  });
}

// Where nothing is shared, each target cell has a row of weights; in a matrix product, each row of target cells.
function weightAt(link, k, s, { row, cell }, tap) {
  const owner = link.own ? cell : link.by_row ? row : 0;
  return link.weights.length ? { grid: link.weights[k][s], cell: owner * sizeOf(link) + tap } : null;
}

function sizeOf({ rows, cols }) {
  return rows[0].length * cols[0].length; // weights of one target cell
}

// All copies of a cell that has some; else the cell itself.
export function pointedAt(scene, focus) {
  const found = scene.copies.flatMap(({ grid, of, which, cells }) => {
    const place = of.indexOf(focus.grid), places = column(which), copied = [];
    if (place >= 0) column(cells).forEach((cell, n) => cell === focus.cell && places[n] === place && copied.push(n));
    return copied.map((cell) => ({ grid, cell }));
  });
  return found.length ? found : [focus];
}

// The cells whose number a cell repeats.
export function originals(scene, { grid, cell }) {
  const held = scene.copies.filter((copies) => copies.grid === grid);
  return held.map(({ of, which, cells }) => ({ grid: of[column(which)[cell]], cell: column(cells)[cell] }));
}

// The products that a focus, or its copies, take part in, on whichever side.
export function litBy(scene, focus) {
  return pointedAt(scene, focus).flatMap((place) => litByPlace(scene, place));
}

function litByPlace(scene, focus) {
  if (stepOf(scene, focus) !== null) return productsOf(scene, focus);
  const through = (twin, link) => link.targets.flatMap((target, k) =>
    scene.starts.has(target) ? link.sources.flatMap((source, s) => backwards(scene, link, k, s, twin)) : []);
  return twins(scene, focus).flatMap((twin) => scene.links.flatMap((link) => through(twin, link)));
}

// Products of target k with source s in which the focus is the source or the weight.
function backwards(scene, link, k, s, focus) {
  const weights = link.weights.length ? link.weights[k][s] : null;
  if (link.sources[s] === focus.grid) return throughSource(scene, link, k, s, focus);
  return weights === focus.grid ? throughWeight(scene, link, k, s, focus) : [];
}

function throughSource(scene, link, k, s, focus) {
  const { cols } = scene.grids.get(focus.grid);
  const down = readers(link.rows, Math.floor(focus.cell / cols)), across = readers(link.cols, focus.cell % cols);
  return down.flatMap(([i, a]) => across.map(([j, b]) => pairOf(scene, link, k, s, i, j, a, b)));
}

// Every (output, place in its window) that reads one row or column.
function readers(windows, line) {
  const found = [];
  windows.forEach((window, i) => window.forEach((read, a) => read === line && found.push([i, a])));
  return found;
}

function throughWeight(scene, link, k, s, focus) {
  const { cols } = scene.grids.get(link.targets[k]), size = sizeOf(link);
  const shared = !link.own && !link.by_row, owner = Math.floor(focus.cell / size);
  const tap = shared ? focus.cell : focus.cell % size;
  return link.rows.flatMap((rows, i) => link.cols.flatMap((columns, j) => {
    const a = Math.floor(tap / columns.length), b = tap % columns.length;
    const uses = a < rows.length && (shared || owner === (link.by_row ? i : i * cols + j));
    return uses ? [pairOf(scene, link, k, s, i, j, a, b)] : [];
  }));
}

function pairOf(scene, link, k, s, i, j, a, b) {
  const target = scene.grids.get(link.targets[k]), source = scene.grids.get(link.sources[s]);
  const cell = i * target.cols + j;
  return {
    target: { grid: target.id, cell },
    source: { grid: source.id, cell: link.rows[i][a] * source.cols + link.cols[j][b] },
    weight: weightAt(link, k, s, { row: i, cell }, a * link.cols[j].length + b),
  };
}
