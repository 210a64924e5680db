// Around the picture: presets, pictures to take away, a second picture to compare with, and the code.
import { beginComparing } from "./compare.js";
import { exportPicture } from "./export.js";
import { addPresets } from "./lecture.js";

const DIALECTS = [["numpy", "NumPy"], ["torch", "PyTorch"], ["keras", "Keras"]];
const FILES = [["PNG", "save the picture as PNG"], ["SVG", "save the picture as SVG"],
  ["GIF", "save the film as an animated GIF, a frame for each step"]];

export function makeDesk(stage) {
  const desk = { element: stage.element("div", { class: "cnn-desk" }) };
  desk.code = stage.element("div", { class: "cnn-code", hidden: "" });
  const add = (text, act, title) => stage.button(desk.element, text, act, title);
  addPresets(stage, desk);
  add("Compare", () => beginComparing(stage), "keep this picture as A, and change B beside it");
  for (const [kind, title] of FILES) add(kind, () => exportPicture(stage, kind.toLowerCase()), title);
  desk.opener = add("Code", () => toggleCode(stage), "show the code of this picture");
  addCode(stage, desk);
  return desk;
}

function addCode(stage, desk) {
  const head = stage.element("div", { class: "cnn-code-head" }, desk.code);
  desk.dialect = stage.element("select", { "aria-label": "library" }, head);
  for (const [value, name] of DIALECTS) stage.element("option", { value }, desk.dialect).textContent = name;
  stage.listen(desk.dialect, "change", () => askCode(stage));
  desk.copy = stage.button(head, "Copy", () => copyCode(stage), "copy the code");
  desk.text = stage.element("pre", { tabindex: 0, "aria-label": "code" }, desk.code);
}

function toggleCode(stage) {
  const { desk } = stage;
  desk.code.hidden = !desk.code.hidden;
  desk.opener.setAttribute("aria-expanded", String(!desk.code.hidden));
  askCode(stage);
}

// Also after each new picture, while the panel is open.
export function askCode(stage) {
  if (!stage.desk.code.hidden) stage.ask({ code: stage.desk.dialect.value });
}

export function showCode({ desk }, text) {
  desk.text.textContent = text;
}

async function copyCode(stage) {
  const { desk } = stage, writing = navigator.clipboard?.writeText(desk.text.textContent);
  const copied = await writing?.then(() => true, () => false);
  if (!copied) getSelection().selectAllChildren(desk.text);
  desk.copy.textContent = copied ? "Copied" : "Selected: press Ctrl+C";
  stage.later(1500, () => { desk.copy.textContent = "Copy"; });
}
