// What the page shows of A and B: what stands above each, which cells are lit, where each begins.
(root) => {
  const panes = Array.from(root.querySelectorAll(".cnn-pane")).filter((e) => e.checkVisibility());
  const lit = (pane) => {
    const boxes = Array.from(pane.querySelectorAll(".cnn-outline"));
    return Object.fromEntries(boxes.map((e) => {
      const [x, y] = e.style.transform.match(/-?[\d.]+/g).map(Number);
      return [e.dataset.outline, [x, y, Number(e.getAttribute("width")), Number(e.getAttribute("height"))]];
    }));
  };
  return Object.fromEntries(panes.map((pane) => [pane.dataset.pane, {
    title: pane.querySelector(".cnn-pane-title").textContent,
    spoken: pane.querySelector(".cnn-picture").getAttribute("aria-label"),
    caption: Array.from(pane.querySelectorAll("[data-caption]"), (e) => e.textContent).join(""),
    lit: lit(pane),
    place: [pane.offsetLeft, pane.offsetTop],
  }]));
}
