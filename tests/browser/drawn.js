// Every text, box and line of the picture, with its place in the scene's own pixels.
(root) => {
  const picture = root.querySelector("[data-pane=B] .cnn-picture");
  const shown = (e) => { const { width, height } = e.getBoundingClientRect(); return width + height > 0; };
  const all = (query) => Array.from(picture.querySelectorAll(query)).filter(shown);
  const numbers = (e, ...names) => names.map((name) => Number(e.getAttribute(name)));
  const lit = new Set(all("[data-lit]").map((e) => `${e.dataset.lit} ${e.dataset.cell}`));
  const twin = (e) => e.dataset.grid && lit.has(`${e.dataset.grid} ${e.dataset.cell}`);
  return {
    texts: all("text").filter((e) => !twin(e) && !e.dataset.wireWeight && e.textContent.trim()).map(text),
    wires: all("[data-wire-weight]").map((e) => e.textContent),
    cells: all("[data-grid] > .cnn-body > path").flatMap(cells),
    panels: all("[data-panel]").map((e) => numbers(e, "x", "y", "width", "height")),
    buttons: all(".cnn-repair rect").map((e) => numbers(e, "x", "y", "width", "height")),
    lines: all("[data-line]").map((e) => {
      const [x1, y1, x2, y2] = numbers(e, "x1", "y1", "x2", "y2");
      return [x1, y1, x2 - x1, y2 - y1];
    }),
  };

  function text(e) {
    const [x, y] = numbers(e, "x", "y"), anchor = e.getAttribute("text-anchor") ?? e.parentElement.getAttribute("text-anchor");
    return { text: e.textContent, x, y, anchor: anchor ?? "start", caption: e.dataset.caption !== undefined };
  }

  // A path holds many cells, one after the other.
  function cells(path) {
    const probe = path.cloneNode();
    path.after(probe);
    const boxes = path.getAttribute("d").split("z").filter(Boolean).map((d) => {
      probe.setAttribute("d", `${d}z`);
      const { x, y, width, height } = probe.getBBox();
      return [x, y, width, height];
    });
    probe.remove();
    return boxes;
  }
}
