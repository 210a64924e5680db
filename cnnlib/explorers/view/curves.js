// Curves, with a ring at the film's step, and images that change with it. The twin of cnnlib/draw/reels.py.
import { stepOf } from "./trace.js";
import { ink, tag } from "./draw.js";

const NOW = 5, NOW_WIDTH = 2.5;
const addresses = new WeakMap(); // of images, made when they are first seen

const stepNow = (scene, { target }) => (target ? stepOf(scene, target) ?? 0 : 0);

export function drawCurve(curve, scene, lights) {
  const { xs, ys, role, width, strength, dots, at, id } = curve;
  const d = xs.map((x, n) => `${n ? "L" : "M"}${x} ${ys[n]}`).join("");
  const style = { fill: "none", stroke: ink(role), "stroke-linejoin": "round", "data-curve": id };
  const line = tag("path", { d, ...style, "stroke-width": width, "stroke-opacity": strength });
  const marks = dots ? xs.map((x, n) => tag("circle", { cx: x, cy: ys[n], r: dots, fill: ink(role) })) : [];
  const n = at[stepNow(scene, lights)] ?? -1;
  return line + marks.join("") + (n < 0 ? "" : drawNow(xs[n], ys[n], role, id));
}

function drawNow(cx, cy, role, id) {
  const style = { fill: "var(--cnn-paper)", stroke: ink(role), "stroke-width": NOW_WIDTH };
  return tag("circle", { cx, cy, r: NOW, ...style, "data-curve-ring": id });
}

export function drawReel({ x, y, width, height, images, id }, scene, lights) {
  const image = images.length > 1 ? images[stepNow(scene, lights)] : images[0];
  const box = { x, y, width, height, preserveAspectRatio: "none", class: "cnn-pixels", "data-reel": id };
  return image ? tag("image", { ...box, href: addressOf(image) }) : "";
}

// The image itself as its address: nothing has to be fetched, or given back.
export function addressOf(image) {
  if (!addresses.has(image)) {
    const bytes = new Uint8Array(image.buffer, image.byteOffset, image.byteLength);
    let text = "";
    for (let n = 0; n < bytes.length; n++) text += String.fromCharCode(bytes[n]);
    addresses.set(image, `data:image/png;base64,${btoa(text)}`);
  }
  return addresses.get(image);
}
