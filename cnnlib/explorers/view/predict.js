// Predict first: a bar above the picture that asks, takes a guess and says what is to be said to it. Which question,
// whether the guess is right and the score are Python's (the trait `prediction`); the picture comes covered from there.
import { canonical, showKnown } from "./supply.js";

export function makePredict(stage) {
  const predict = { asked: "" }, named = { role: "group", "aria-label": "predict first" };
  predict.switch = stage.element("label", { class: "cnn-switch cnn-predict-switch", title: "guess before you see" });
  const switching = { type: "checkbox", role: "switch", "data-predict": "switch" };
  predict.box = stage.element("input", switching, predict.switch);
  predict.switch.append("predict");
  predict.bar = stage.element("div", { ...named, class: "cnn-predict", hidden: "" });
  addQuestion(stage, predict);
  addVerdict(stage, predict);
  stage.listen(predict.box, "change", () => askQuestion(stage, predict.box.checked ? "" : null));
  stage.on("change:prediction", () => { showKnown(stage); showPrediction(stage); });
  return predict;
}

function addQuestion(stage, predict) {
  const line = stage.element("div", { class: "cnn-predict-line" }, predict.bar);
  predict.menu = stage.element("select", { "aria-label": "question", "data-predict": "menu" }, line);
  predict.asks = stage.element("span", { class: "cnn-asks" }, line);
  const typing = { type: "text", class: "cnn-guess", "aria-label": "your guess", placeholder: "your guess" };
  predict.guess = stage.element("input", { ...typing, autocomplete: "off", "data-predict": "guess" }, line);
  predict.commit = stage.button(line, "Guess", () => commitGuess(stage), "is it right? (Enter)");
  stage.listen(predict.menu, "change", () => askQuestion(stage, predict.menu.value));
  stage.listen(predict.guess, "keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) commitGuess(stage);
  });
}

function addVerdict(stage, predict) {
  const line = stage.element("div", { class: "cnn-predict-line cnn-predict-below" }, predict.bar);
  predict.verdict = stage.element("span", { class: "cnn-verdict", "aria-live": "polite" }, line);
  predict.score = stage.element("span", { class: "cnn-score" }, line);
  const reveal = () => stage.ask({ reveal: true });
  predict.reveal = stage.button(line, "Show the answer", reveal, "it counts as not guessed");
  stage.button(line, "Stop", () => askQuestion(stage, null), "no more questions");
}

// The reader begins, takes another question ("" is the first), or stops (null).
export function askQuestion(stage, name) {
  stage.predict.begun = name !== null;
  if (!stage.ask({ predict: name })) showPrediction(stage);
}

function commitGuess(stage) {
  stage.predict.mine = true;
  if (!stage.predict.guess.disabled) stage.ask({ guess: stage.predict.guess.value });
}

// What Python says. A guess made here stays in its box as it was typed, until something else is asked.
export function showPrediction(stage) {
  const { predict } = stage, told = stage.model.get("prediction"), on = Boolean(told.name);
  const held = predict.bar.contains(document.activeElement);
  predict.switch.hidden = !told.possible;
  predict.box.checked = on;
  predict.bar.hidden = !on;
  stage.root.classList.toggle("cnn-predicts", on);
  if (held && (!on || told.open)) stage.picture.svg.focus({ preventScroll: true }); // the film is next in hand
  if (!on) return;
  const asked = canonical([told.settings, told.question]);
  showQuestion(predict, told, asked !== predict.asked || !predict.mine);
  showVerdict(predict, told);
  if (predict.begun) predict.guess.focus({ preventScroll: true });
  else if (predict.asked === asked && told.verdict && !told.open) predict.guess.select();
  predict.begun = predict.mine = false;
  predict.asked = asked;
}

function showQuestion({ menu, asks, guess, commit, reveal }, told, fresh) {
  menu.replaceChildren(...told.names.map((name) => new Option(name, name)));
  menu.value = told.question;
  menu.hidden = told.names.length < 2;
  asks.textContent = told.asks;
  if (fresh) guess.value = told.typed;
  const over = told.open || !told.question;
  guess.disabled = over;
  commit.hidden = reveal.hidden = over;
}

function showVerdict({ verdict, score, guess }, told) {
  const wrong = Boolean(told.verdict) && !told.right && !told.open;
  verdict.textContent = told.verdict || "Covered until it is guessed. Enter commits.";
  verdict.dataset.right = told.right ? "yes" : wrong ? "no" : "";
  guess.setAttribute("aria-invalid", String(wrong));
  score.textContent = told.score;
}

// A covered picture begins anew: its film stands where the question is.
export function coverFilm(stage, { cover, settings, start = 0 }, before) {
  if (!cover || (before?.cover === cover && canonical(before.settings) === canonical(settings))) return;
  stage.film.playing = false;
  stage.film.step = start;
  stage.release();
}
