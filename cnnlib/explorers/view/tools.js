// What the parts use to make elements and to listen; all of it ends with the view.
export function giveTools(stage) {
  const { model, ended } = stage;
  stage.element = makeElement;
  stage.button = (parent, text, act, title = text) => buttonIn(stage, parent, text, act, title);
  stage.listen = (target, type, act) => target.addEventListener(type, act, { signal: ended.signal });
  stage.closing = (act) => stage.endings.push(act);
  stage.on = (event, act) => {
    model.on(event, act);
    stage.closing(() => model.off(event, act));
  };
  stage.later = (wait, act) => {
    const timer = setTimeout(() => { stage.timers.delete(timer); act(); }, wait);
    stage.timers.add(timer);
    return timer;
  };
  stage.frame = (act) => requestAnimationFrame(() => { if (!stage.closed) act(); });
  stage.whenSeen = (act) => whenSeen(stage, act);
}

// Once, when the view is on the screen and the page is idle.
function whenSeen(stage, act) {
  const soon = window.requestIdleCallback ?? ((idle) => setTimeout(idle, 200));
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    soon(() => { if (!stage.closed) act(); });
  });
  observer.observe(stage.root);
  stage.closing(() => observer.disconnect());
}

function makeElement(name, attributes, parent) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent?.append(made);
  return made;
}

function buttonIn(stage, parent, text, act, title) {
  const made = makeElement("button", { type: "button", class: "cnn-button", title, "data-desk": text }, parent);
  made.textContent = text;
  stage.listen(made, "click", act);
  return made;
}
