// The colours of the page's theme, also when the reader changes it.
export function followTheme(stage) {
  const system = matchMedia("(prefers-color-scheme: dark)"), adopt = () => adoptTheme(stage, system);
  const observer = new MutationObserver(adopt);
  observer.observe(document.body, { attributeFilter: ["data-jp-theme-light", "data-vscode-theme-kind"] });
  stage.listen(system, "change", adopt);
  stage.closing(() => observer.disconnect());
  adopt();
}

function adoptTheme(stage, system) {
  stage.theme = isDark(document.body.dataset, system) ? "dark" : "light";
  stage.root.dataset.theme = stage.theme;
  const colours = stage.model.get("palette")[stage.theme];
  for (const [role, colour] of Object.entries(colours)) stage.root.style.setProperty(`--cnn-${role}`, colour);
}

function isDark({ jpThemeLight, vscodeThemeKind }, system) {
  if (jpThemeLight) return jpThemeLight === "false";
  return vscodeThemeKind ? /dark|high-contrast$/.test(vscodeThemeKind) : system.matches;
}
