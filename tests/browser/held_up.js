// Python is held up for a second; meanwhile the steps at which the film stands are kept, each with its stride.
() => {
    window.cnnSteps = [];
    new MutationObserver(([{ target: { dataset } }]) => {
        window.cnnSteps.push([JSON.parse(dataset.key).S, Number(dataset.step)]);
    }).observe(document.querySelector(".cnn-stage"), { attributes: true, attributeFilter: ["data-drawn"] });
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    kernel.requestExecute({ code: "import ctypes; ctypes.PyDLL(None).sleep(1)", store_history: false });
}
