// Messages to Python, and what the reader is told when nobody is there to answer: its kernel was stopped or restarted,
// or is busy with another cell. What needs no answer, the film and the pointer, goes on.

export const PATIENCE = 4000; // milliseconds before the reader is told that Python does not answer
export const SILENCE = "Python has not answered yet. If its kernel was stopped or restarted, run the cell again.";
const GONE = "The kernel of this picture was stopped or restarted: run the cell again to change anything. Until then " +
  "its film still plays, and its cells can be pointed at.";

export function makeContact(stage) {
  const contact = (stage.contact = { gone: false, told: "", asked: 0, heard: 0 });
  stage.notice = (text) => { contact.told = text; showNotice(stage); };
  stage.tell = (content, buffers, callbacks) => tell(stage, content, buffers, callbacks);
  stage.ask = (content, buffers) => ask(stage, content, buffers);
  stage.on("comm_live_update", () => stage.later(0, () => tell(stage, { look: true }))); // is anybody there?
  for (const event of ["msg:custom", "change:scene", "change:prediction"]) stage.on(event, () => hear(stage));
}

function showNotice({ contact, warning }) {
  const text = contact.told || (contact.gone ? GONE : "");
  if (warning.textContent !== text) warning.textContent = text;
  warning.hidden = !text;
}

// Returns whether it could be sent.
function tell(stage, content, buffers, callbacks) {
  try {
    stage.model.send(content, callbacks, buffers);
  } catch {
    stage.contact.gone = true;
    stage.notice("");
  }
  return !stage.contact.gone;
}

// The same where a reader waits for what comes of it: a long silence is told.
function ask(stage, content, buffers) {
  const { contact } = stage, turn = ++contact.asked;
  const status = ({ content: { execution_state: now } }) => { if (now === "idle") hear(stage, turn); };
  const sent = tell(stage, content, buffers, { iopub: { status } });
  if (sent) stage.later(PATIENCE, () => { if (contact.heard < turn) stage.notice(SILENCE); });
  return sent;
}

function hear(stage, turn = stage.contact.asked) {
  const { contact } = stage;
  contact.heard = Math.max(contact.heard, turn);
  if (contact.told === SILENCE && contact.heard === contact.asked) stage.notice("");
}
