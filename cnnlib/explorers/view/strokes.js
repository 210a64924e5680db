// What is drawn by hand: the pads of a scene, and what a pen leaves behind on them.
import { ink, tag } from "./draw.js";

export const padOf = (scene) => scene.items.find(({ kind }) => kind === "pad");

// The ground of a scene's pad, and the strokes that Python knows of.
export function drawPad(scene) {
  const pad = padOf(scene);
  if (!pad) return "";
  const { x, y, side: width, side: height } = pad;
  return tag("rect", { x, y, width, height, rx: 6, class: "cnn-pad-ground" }) + drawStrokes(pad, pad.strokes);
}

// A round pen; of a single point it leaves a dot. In the pad's own units, cut off at its edges.
export function drawStrokes({ x, y, side, units, pen }, strokes) {
  const style = { "stroke-width": pen, stroke: ink("text"), class: "cnn-strokes" };
  const path = tag("path", { d: strokesPath(strokes), ...style });
  return tag("svg", { x, y, width: side, height: side, viewBox: `0 0 ${units} ${units}` }, path);
}

export const strokesPath = (strokes) => strokes.map((points) => `M${points}l0 0`).join("");
