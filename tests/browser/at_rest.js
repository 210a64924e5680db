// Until a new explorer is drawn, the old one is gone, and nothing moves any more.
() => new Promise((done) => {
  let before = "";
  const look = () => {
    const stage = document.querySelector(".cnn-stage[data-key]:not([data-old])");
    const now = stage && !document.querySelector("[data-old]") ? JSON.stringify(stage.getBoundingClientRect()) : "";
    if (now && now === before) return done();
    before = now;
    requestAnimationFrame(look);
  };
  look();
})
