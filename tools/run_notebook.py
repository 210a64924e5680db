"""Run a notebook from its first cell to its last in a fresh kernel, as a student would."""

import os
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from tools.lesson_source import LessonError

SECONDS_PER_CELL = 120
ENVIRONMENT = {
    # Whatever backend the caller's shell asks for, a lesson's figures belong in the notebook.
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    # Explorers leave a picture for readers without a kernel.
    "CNNLIB_SNAPSHOT": "1",
    # Several notebooks run side by side; threads that wait for each other make small matrix products ten times slower.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


def run(notebook: NotebookNode, folder: Path, name: str) -> NotebookNode:
    """Execute in place, in `folder`; a failing cell raises LessonError with lesson, cell and traceback."""
    client = NotebookClient(
        notebook,
        timeout=SECONDS_PER_CELL,
        kernel_name="python3",
        store_widget_state=False,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
    )
    # nbclient would play the browser's part for Output widgets, and hide the errors raised inside them.
    client.comm_open_handlers = {}
    try:
        client.execute(env={**os.environ, **ENVIRONMENT})
    except CellExecutionError as error:
        raise LessonError(f"{name}, {_failed_cell(notebook)} failed:\n{error.traceback}") from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise LessonError(f"{name}, {_failed_cell(notebook)} did not finish: {error}") from None
    return notebook


def _failed_cell(notebook: NotebookNode) -> str:
    """The last cell that ran: its number among all cells and its first line."""
    started = [
        (number, cell)
        for number, cell in enumerate(notebook.cells, 1)
        if cell.cell_type == "code" and "execution" in cell.metadata
    ]
    number, cell = started[-1]
    return f"cell {number} ({cell.source.splitlines()[0]!r})"
