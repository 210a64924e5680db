// Links read in both directions: which products a cell takes part in. The twin of cnnlib/scenes/trace.py.
// A focus and the ends of a pair are { grid, cell }; cells are numbered row by row.

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
function twins(scene, focus) {
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
  const rows = link.rows[Math.floor(target.cell / cols)], columns = link.cols[target.cell % cols];
  return link.sources.flatMap((source, s) => {
    const width = scene.grids.get(source).cols;
    return rows.flatMap((row, a) => columns.map((column, b) => ({
      target,
      source: { grid: source, cell: row * width + column },
      weight: weightAt(link, k, s, target.cell, a * columns.length + b),
    })));
  });
}

// Where nothing is shared, each target cell has a row of weights.
function weightAt(link, k, s, target, tap) {
  const first = link.own ? target * sizeOf(link) : 0;
  return link.weights.length ? { grid: link.weights[k][s], cell: first + tap } : null;
}

function sizeOf({ rows, cols }) {
  return rows[0].length * cols[0].length; // weights of one target cell
}

// The products that a focus takes part in, whichever side it stands on.
export function litBy(scene, focus) {
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
  const owner = link.own ? Math.floor(focus.cell / size) : null, tap = link.own ? focus.cell % size : focus.cell;
  return link.rows.flatMap((rows, i) => link.cols.flatMap((columns, j) => {
    const a = Math.floor(tap / columns.length), b = tap % columns.length;
    const uses = a < rows.length && (owner === null || owner === i * cols + j);
    return uses ? [pairOf(scene, link, k, s, i, j, a, b)] : [];
  }));
}

function pairOf(scene, link, k, s, i, j, a, b) {
  const target = scene.grids.get(link.targets[k]), source = scene.grids.get(link.sources[s]);
  const cell = i * target.cols + j;
  return {
    target: { grid: target.id, cell },
    source: { grid: source.id, cell: link.rows[i][a] * source.cols + link.cols[j][b] },
    weight: weightAt(link, k, s, cell, a * link.cols[j].length + b),
  };
}
