// Pairs of texts that lie on one another, and texts that stand out of the picture. Lit numbers lie on their twins.
(root) => {
  const lit = new Set(Array.from(root.querySelectorAll("[data-lit]"), (e) => `${e.dataset.lit} ${e.dataset.cell}`));
  const twin = (e) => e.dataset.grid && lit.has(`${e.dataset.grid} ${e.dataset.cell}`);
  const picture = root.querySelector("[data-pane=B] .cnn-picture").getBoundingClientRect();
  const boxes = Array.from(root.querySelectorAll(".cnn-picture text"))
    .filter((e) => e.getBoundingClientRect().width && e.textContent.trim() && !twin(e))
    .map((e) => ({ text: e.textContent, box: inked(e.getBoundingClientRect()) }));
  const found = [];
  boxes.forEach(({ text, box }, n) => {
    if (box.left < picture.left - 1 || box.right > picture.right + 1 || box.top < picture.top - 1 || box.bottom > picture.bottom + 1) {
      found.push(`out of the picture: ${text}`);
    }
    for (const other of boxes.slice(n + 1)) if (meet(box, other.box)) found.push(`${text} / ${other.text}`);
  });
  return found;

  // A line's box is higher than its letters.
  function inked({ left, right, top, bottom }) {
    const rest = (bottom - top) * 0.22;
    return { left: left + 0.5, right: right - 0.5, top: top + rest, bottom: bottom - rest };
  }
  function meet(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  }
}
