// The bytes of every image in the picture, by the name of its grid.
async (root) => {
  const read = async (image) => {
    const bytes = new Uint8Array(await (await fetch(image.getAttribute("href"))).arrayBuffer());
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return [image.closest("[data-grid]").dataset.grid, btoa(text)];
  };
  return Object.fromEntries(await Promise.all(Array.from(root.querySelectorAll("[data-grid] image"), read)));
}
