// Until an explorer is drawn, not the old one, and nothing moves any more.
(old) => new Promise((done) => {
  let before = "";
  const look = () => {
    const stages = Array.from(document.querySelectorAll(".cnn-stage[data-key]"));
    const now = stages.length === 0 || stages.includes(old) ? "" : JSON.stringify(stages[0].getBoundingClientRect());
    if (now && now === before) return done();
    before = now;
    requestAnimationFrame(look);
  };
  look();
})
