"""A lesson to test the build on: a live widget, a figure, an exercise, a lecturer's note."""

from pathlib import Path

LESSON = '''# %% [markdown]
# # A sample

# %% tags=["setup"]
import anywidget
import matplotlib.pyplot as plt
import traitlets
from IPython.display import display

# %% tags=["demo"]
class Picture(anywidget.AnyWidget):
    _esm = "export default { render({ model, el }) { el.textContent = model.get('S'); } }"
    S = traitlets.Int(1).tag(sync=True)

    def _repr_mimebundle_(self, **options):
        data, metadata = super()._repr_mimebundle_(**options)
        pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        return {**data, "text/plain": f"stride {self.S}", "image/png": pixel}, metadata

picture = Picture()
picture

# %%
for S in (2, 3):
    print("one line", flush=True)
    print("and one", flush=True)
    picture.S = S
display(picture)

# %%
figure, axes = plt.subplots(figsize=(1, 1))
plt.show()

# %% [markdown] tags=["predict"]
# How many positions?

# %% tags=["exercise"]
def positions(W, F, S):
    """How many windows fit."""
    ### BEGIN SOLUTION
    reach = W - F
    return reach // S + 1
    ### END SOLUTION

# %% tags=["check"]
positions(7, 3, 2)

# %% tags=["slow"]
print("the long way round")

# %% [markdown] tags=["instructor"]
# Wait for hands.

# %% tags=["solution"]
print(positions(227, 11, 4))
'''


def lesson_file(folder: Path, text: str = LESSON, name: str = "01_sample.py") -> Path:
    path = folder / "lessons" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
