// Where on the page the middle of a cell is: `grid` is [x, y, cell, cols] of a scene of this width.
(root, [x, y, cell, cols, n, width]) => {
  const picture = root.querySelector("[data-pane=B] .cnn-picture").getBoundingClientRect(), scale = picture.width / width;
  return [picture.left + scale * (x + (n % cols + 0.5) * cell), picture.top + scale * (y + (Math.floor(n / cols) + 0.5) * cell)];
}
