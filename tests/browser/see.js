// Everything that a test looks at in one explorer, read at one moment; of two settings side by side only B, which has the controls.
(root) => {
  const all = (query) => Array.from(root.querySelectorAll(query)).filter((e) => !e.closest("[data-pane=A]"));
  const one = (query) => all(query)[0];
  const shown = (query) => all(query).filter((e) => e.checkVisibility());
  const text = (e) => e.textContent;
  const named = (query, name, of = text) => Object.fromEntries(shown(query).map((e) => [e.dataset[name], of(e)]));
  const cells = (query, name) => all(query).map((e) => [e.dataset[name], Number(e.dataset.cell), text(e)]);
  const value = (e) => (e.type === "checkbox" ? e.checked : e.tagName === "SELECT" ? e.selectedOptions[0]?.text : e.value);
  const box = (e) => {
    const [x, y] = e.style.transform.match(/-?[\d.]+/g).map(Number);
    return [x, y, Number(e.getAttribute("width")), Number(e.getAttribute("height"))];
  };
  const waiting = all("[data-shows-with]").filter((e) => e.style.display === "none");
  return {
    key: root.dataset.key,
    step: Number(root.dataset.step),
    theme: root.dataset.theme,
    numbers: cells("[data-layer=base] text[data-grid][data-cell]", "grid"),
    labels: named("[data-label]", "label"),
    titles: Object.fromEntries(all("[data-layer=base] [data-title]").map((e) => [e.dataset.title, text(e)])),
    buttons: all(".cnn-repair").map((e) => e.getAttribute("aria-label")),
    hidden: waiting.map((e) => e.dataset.grid),
    controls: named("[data-setting]:not([type=file])", "setting", value),
    boxes: named("[data-box]", "box", value),
    refused: all("[aria-invalid=true]").map((e) => e.dataset.box ?? "editor"),
    notice: text(one(".cnn-notice")),
    spoken: one("[data-pane=B] .cnn-picture").getAttribute("aria-label"),
    heard: text(one(".cnn-live")),
    caption: all("[data-caption]").map(text).join(""),
    told: named("[data-told]", "told"),
    products: all("[data-products]").map((e) => [e.dataset.products, text(e)]),
    lens: all("[data-lens]").map(text),
    lit: cells("[data-lit]", "lit"),
    weights: cells("[data-weight]", "weight"),
    outlines: named(".cnn-outline", "outline", box),
    count: text(one(".cnn-film .cnn-count")),
    scrub: Number(one(".cnn-scrub").value),
    playing: one("[data-act=play]").getAttribute("aria-label") === "pause",
    editing: one(".cnn-editor")?.value ?? null,
  };
}
