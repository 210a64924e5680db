// Work that goes on in Python while a page looks on. A scene of such work names what Space asks for.

const OFTEN = 5000; // milliseconds from one sign of life to the next

// Python ends work at which no page has looked for a while: the tab was closed, or its computer is asleep.
export function tellLooked(stage) {
  const now = performance.now();
  if (stage.scene.space !== "pause" || now - (stage.lookedAt ?? -OFTEN) < OFTEN) return;
  stage.lookedAt = now;
  stage.tell({ look: true });
}

// The view has been taken away: nobody looks any more.
export function tellLeft(stage) {
  if (stage.scene.space) stage.tell({ do: "leave" });
}
