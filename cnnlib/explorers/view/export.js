// What is on the screen, to take away. Python draws it. A film is drawn in slices, each of which is asked for, so that
// the page stays alive and the film can be stopped at any time.
import { PACE } from "./film.js";
import { isBeside } from "./compare.js";

export function makeExport(stage) {
  const taking = { asked: false, of: 0 };
  taking.line = stage.element("div", { class: "cnn-making", role: "status", hidden: "" });
  taking.bar = stage.element("progress", { "aria-label": "frames made" }, taking.line);
  taking.text = stage.element("span", { class: "cnn-making-text" }, taking.line);
  taking.choice = stage.element("span", { class: "cnn-desk" }, taking.line);
  stage.on("comm_live_update", () => endMaking(stage));
  stage.closing(() => { if (taking.asked) stage.tell({ film: "stop" }); });
  return taking;
}

// `frames` are start, stop and step of a part of the film.
export function exportPicture(stage, kind, frames = null) {
  const { film, pinned, theme, taking } = stage;
  taking.asked = true;
  const moving = kind === "gif" && { pace: PACE / film.speed / 1000, loop: film.loop, frames };
  const wish = { export: kind, step: film.step, focus: pinned, theme, beside: isBeside(stage), ...moving };
  if (!stage.ask(wish)) endMaking(stage);
}

// How far Python is with a film; or that it is too long, and which parts of it can be had.
export function takeFilm(stage, { made, of, why, parts }) {
  const { taking } = stage;
  if (!taking.asked) return; // another view has asked
  if (parts) return offerParts(stage, why, parts);
  taking.of = of ?? taking.of;
  const text = made ? `frame ${made} of ${taking.of}` : `a film of ${taking.of} frames`;
  showMaking(stage, text, [["Stop", () => stopFilm(stage)]]);
  taking.bar.hidden = false;
  taking.bar.max = taking.of;
  taking.bar.value = made;
  if (!stage.tell({ film: "more" })) endMaking(stage);
}

function offerParts(stage, why, parts) {
  const choices = parts.map(({ text, frames }) => [text, () => exportPicture(stage, "gif", frames)]);
  showMaking(stage, why, [...choices, ["Cancel", () => endMaking(stage)]]);
  stage.taking.bar.hidden = true;
}

function showMaking(stage, text, choices) {
  const { taking } = stage, names = choices.map(([name]) => name).join();
  taking.line.hidden = false;
  taking.text.textContent = text;
  if (taking.names === names) return; // a button must not change under the hand
  taking.names = names;
  taking.choice.replaceChildren();
  for (const [name, act] of choices) stage.button(taking.choice, name, act);
}

function stopFilm(stage) {
  stage.tell({ film: "stop" });
  endMaking(stage);
}

export function endMaking({ taking }) {
  taking.asked = false;
  taking.line.hidden = true;
  taking.names = "";
}

// Only in the view that has asked: a picture may stand on the page twice.
export function saveFile(stage, { name, type }, bytes) {
  if (!stage.taking.asked) return;
  endMaking(stage);
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = stage.element("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
