// Another explorer in place of the picture, opened by a cell or a button, and the way back. Python makes the explorer;
// here its own model is shown by the same view.

const HINT = "Point at a cell to see what it takes part in, click to pin it";
const EDITS = ", double-click a number to change it";
const PLAYS = "Space plays, arrows step. ";
const OPENS = "Point at a cell to see what it stands for. Click it, or press Enter, to open it; Shift and click, or " +
  "P, pins it.";
const DRAWS = "Draw with mouse, finger or pen. Ctrl+Z takes a stroke back, Delete clears the pad. Click a map to see " +
  "how it is made.";
const REFERENCE = /^IPY_MODEL_/; // how one model names another
const STARTS = "Space starts and pauses, arrows go back and forth through what has been.";

// What the reader can do in a picture.
export function hintOf({ grids, items, space, steps }) {
  if (items.some(({ kind }) => kind === "pad")) return DRAWS;
  if (space) return STARTS;
  const all = [...grids.values()];
  if (all.some(({ opens }) => opens)) return (steps ? PLAYS : "") + OPENS;
  return `${steps ? PLAYS : ""}${HINT}${all.some(({ edit }) => edit) ? EDITS : ""}.`;
}

// What a cell opens; null where it opens nothing.
export function openedBy({ scene, compare }, focus) {
  const shown = focus?.of ? compare.scene : scene;
  const opens = focus && shown.grids.get(focus.grid)?.opens;
  const own = opens && ownSettings(opens, focus.cell);
  return own ? { ...opens, settings: { ...opens.settings, ...own } } : null;
}

// Without `cells` and `numbered` all cells open the same.
function ownSettings({ cells, numbered, many }, cell) {
  if (numbered) return cell < many ? { [numbered]: cell } : null;
  return cells ? cells[cell] : {};
}

// Ask Python for it. Returns whether there is anything to open.
export function openCell(stage, focus) {
  const what = openedBy(stage, focus);
  if (what) askFor(stage, what, focus);
  return Boolean(what);
}

export function askFor(stage, { explorer, settings }, focus = null) {
  stage.opening.asked = { focus };
  stage.ask({ open: { explorer, settings } });
}

// `makeAnother` makes a view of a model, `closeOther` ends it.
export function makeOpening(stage, makeAnother, closeOther) {
  stage.opening = { asked: null, child: null, box: null, makeAnother, closeOther };
  stage.on("change:opened", () => adoptOpened(stage));
  stage.closing(() => closeChild(stage));
  if (stage.model.get("opened")) adoptOpened(stage);
}

async function adoptOpened(stage) {
  const name = stage.model.get("opened"), had = stage.opening.child;
  closeChild(stage);
  if (!name) return had && comeBack(stage);
  try {
    const model = await stage.model.widget_manager.get_model(name.replace(REFERENCE, ""));
    if (!stage.closed && stage.model.get("opened") === name) showChild(stage, model);
  } catch (error) {
    stage.notice(`What was opened cannot be shown: ${error.message}`);
  }
}

function showChild(stage, model) {
  const { opening, root, film } = stage;
  film.playing = false;
  stage.redraw();
  opening.box = stage.element("div", { class: "cnn-opened" }, root);
  const back = stage.element("button", { type: "button", class: "cnn-button cnn-back" }, opening.box);
  back.textContent = `← ${stage.model.get("way_back")}`;
  back.title = "Escape or Backspace";
  stage.listen(back, "click", () => leave(stage));
  stage.element("span", { class: "cnn-trail" }, opening.box).textContent = stage.model.get("trail");
  opening.child = opening.makeAnother(model);
  opening.box.append(opening.child.root);
  opening.child.listen(opening.child.root, "keydown", (event) => leaveKey(stage, event));
  root.classList.add("cnn-has-opened");
  opening.child.picture.svg.focus({ preventScroll: true });
}

// Escape, or Backspace, that nobody else has a use for.
function leaveKey(stage, event) {
  const typing = event.target.matches("input[type=text], select");
  if (!["Escape", "Backspace"].includes(event.key) || event.defaultPrevented || typing) return;
  event.preventDefault();
  leave(stage);
}

function leave({ model }) {
  model.set("opened", null);
  model.save_changes();
}

function closeChild({ opening, root }) {
  if (opening.child) opening.closeOther(opening.child);
  opening.box?.remove();
  opening.child = opening.box = null;
  root.classList.remove("cnn-has-opened");
}

// To the cell that was opened.
function comeBack(stage) {
  const { svg } = stage.picture, { asked } = stage.opening, grid = asked?.focus?.grid;
  stage.opening.asked = null;
  (grid && svg.querySelector(`[data-handle="${grid}"]`) || svg).focus({ preventScroll: true });
  if (grid && stage.scene.grids.has(grid)) stage.point(asked.focus);
}
