"""The picture of the architecture, kept true: every import of `cnnlib` must follow one of its arrows."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cnnlib"
FILES = sorted(PACKAGE.rglob("*.py"))

# Room: the rooms it may import from, and the packages that are not of the standard library.
ROOMS: dict[str, tuple[set[str], set[str]]] = {
    "arithmetic": ({"arithmetic"}, {"numpy"}),
    "scenes": ({"arithmetic", "scenes"}, {"numpy"}),
    "practice": ({"arithmetic", "practice"}, {"numpy"}),
    "draw": ({"arithmetic", "scenes", "draw"}, {"numpy", "matplotlib", "PIL"}),
    "explorers": (
        {"arithmetic", "scenes", "practice", "draw", "explorers"},
        {"numpy", "PIL", "ipywidgets", "anywidget", "traitlets", "IPython"},
    ),
}
# These open files that other packages bundle, or look whether they are there; only inside their functions.
LATE_IMPORTS = {"datasets", "doctor", "interpret", "threads", "train"}

# Within the arithmetic a module imports only from lower steps; the others are bound by the test for cycles.
STEPS = [
    {"checks"},
    {"shapes"},
    {"windows", "losses", "optim"},
    {"layers"},
    {"nets", "implementations"},
    {"patterns", "receptive"},
    {"train", "zoo", "convert", "accounting", "interpret", "gradcheck"},
]


def room_of(module: str) -> str:
    """The room of a dotted name: "cnnlib.draw.grids" is in "draw"."""
    second = module.split(".")[1] if "." in module else ""
    return second if second in ROOMS else "arithmetic"


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(tree: ast.AST, module: str, is_package: bool) -> Iterator[str]:
    """Dotted names of all that is imported anywhere in the tree, submodules of cnnlib in full."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, module, is_package)
            for alias in node.names:
                full = f"{base}.{alias.name}"
                yield full if _is_module(full) else base


def _absolute(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = module.split(".") + [""] * is_package
    return ".".join([*parts[: -node.level], *([node.module] if node.module else [])])


def _is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return name.startswith("cnnlib.") and (path.with_suffix(".py").exists() or path.is_dir())


def imports_of(path: Path, top_only: bool = False) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if top_only:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                node.body = []
    return set(imports(tree, module_name(path), path.name == "__init__.py"))


def violations(path: Path) -> Iterator[str]:
    """Sentences on the imports of a file that no arrow allows."""
    name = module_name(path)
    room = room_of(name)
    rooms, packages = ROOMS[room]
    for imported in sorted(imports_of(path, top_only=bool(LATE_IMPORTS & set(name.split("."))))):
        first = imported.split(".")[0]
        if first == "cnnlib" and room_of(imported) not in rooms:
            yield f"{name} ({room}) imports {imported} ({room_of(imported)})"
        elif first not in packages | {"cnnlib"} | sys.stdlib_module_names:
            yield f"{name} ({room}) imports {imported}, which that room does without"
        elif imported.startswith("matplotlib.pyplot"):
            yield f"{name} imports pyplot, which keeps figures behind one's back"


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_imports_follow_the_arrows(path: Path) -> None:
    assert list(violations(path)) == []


def test_arithmetic_climbs_one_step_at_a_time() -> None:
    step = {name: number for number, names in enumerate(STEPS) for name in names}
    for path in PACKAGE.glob("*.py"):
        for imported in imports_of(path):
            lower = imported.removeprefix("cnnlib.").split(".")[0]
            if imported.startswith("cnnlib.") and path.stem in step and lower in step:
                assert step[lower] < step[path.stem], f"{path.stem} imports {lower}"


def test_no_import_cycle() -> None:
    graph = {module_name(path): {name for name in imports_of(path) if _is_module(name)} for path in FILES}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("layers.py", "import matplotlib"),
        ("layers.py", "from cnnlib.scenes import scene"),
        ("scenes/scene.py", "from ..draw import style"),
        ("scenes/scene.py", "import scipy"),
        ("draw/grids.py", "from cnnlib import explorers"),
        ("draw/grids.py", "import matplotlib.pyplot as plt"),
        ("draw/grids.py", "import ipywidgets"),
        ("practice/checks.py", "from cnnlib.explorers.convolution import Convolution"),
        ("explorers/stage.py", "from matplotlib.figure import Figure"),
        ("datasets.py", "import sklearn"),
    ],
)
def test_a_wrong_import_is_seen(place: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cnnlib" / place
    path.parent.mkdir(parents=True)
    for room in ROOMS:
        (tmp_path / "cnnlib" / room).mkdir(exist_ok=True)
    path.write_text(line)
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    assert len(list(violations(path))) == 1


@pytest.mark.parametrize("module", ["cnnlib", "cnnlib.scenes"])
def test_import_is_light(module: str) -> None:
    heavy = ["matplotlib", "ipywidgets", "anywidget", "sklearn", "scipy", "PIL", "IPython", "pooch", "tqdm"]
    code = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert loaded.stdout == "[]\n", loaded.stderr
