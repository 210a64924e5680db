"""Make an executed notebook the same wherever it was run: keep what a reader needs, drop what goes stale."""

import nbformat
from nbformat import NotebookNode

from tools.small_picture import small_picture

KEPT_FORMATS = ("text/plain", "text/html", "text/markdown", "text/latex", "image/png")
KEPT_CELL_METADATA = ("tags", "slideshow")
NBVAL_TAGS = {"slow": "nbval-skip", "varies": "nbval-ignore-output"}  # ours -> what nbval understands
NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def clean(notebook: NotebookNode) -> NotebookNode:
    """The notebook with counts 1..n, counted cell ids, and only the metadata and formats on our lists."""
    cells = [_clean_cell(cell, f"cell-{number:03d}") for number, cell in enumerate(notebook.cells, 1)]
    code = [cell for cell in cells if cell.cell_type == "code" and cell.source.strip()]
    for count, cell in enumerate(code, 1):
        _number(cell, count)
    return nbformat.from_dict({"cells": cells, "metadata": NOTEBOOK_METADATA, "nbformat": 4, "nbformat_minor": 5})


def _clean_cell(cell: NotebookNode, name: str) -> NotebookNode:
    cleaned = NotebookNode(
        cell_type=cell.cell_type, id=name, metadata=_listed_metadata(cell), source=cell.source.rstrip()
    )
    if cell.cell_type == "code":
        cleaned.execution_count = None
        outputs = [output for output in cell.get("outputs", []) if _is_worth_keeping(output)]
        cleaned.outputs = [_clean_output(output) for output in outputs]
    return cleaned


def _listed_metadata(cell: NotebookNode) -> dict[str, object]:
    metadata = {key: cell.metadata[key] for key in KEPT_CELL_METADATA if cell.metadata.get(key)}
    # Slow cells are run by the build, not again by nbval; of cells that vary, nbval compares no output.
    if "tags" in metadata:
        added = [tag for ours, tag in NBVAL_TAGS.items() if ours in metadata["tags"]]
        metadata["tags"] = [*(tag for tag in metadata["tags"] if tag not in added), *added]
    return metadata


def _is_worth_keeping(output: NotebookNode) -> bool:
    return "data" not in output or any(mime in KEPT_FORMATS for mime in output.data)


def _clean_output(output: NotebookNode) -> NotebookNode:
    """Drop a widget's live view ("model not found", says a reopened notebook), keep its picture and text."""
    cleaned = NotebookNode(output)
    if "data" in output:
        cleaned.data = {mime: output.data[mime] for mime in KEPT_FORMATS if mime in output.data}
        cleaned.metadata = {}
        if "image/png" in output.data:
            shown = output.get("metadata", {}).get("image/png", {})
            cleaned.data["image/png"] = small_picture(output.data["image/png"], shown.get("width"))
            if "alt" in shown:
                cleaned.metadata = {"image/png": {"alt": shown["alt"]}}
    return cleaned


def _number(cell: NotebookNode, count: int) -> None:
    cell.execution_count = count
    for output in cell.outputs:
        if output.output_type == "execute_result":
            output.execution_count = count
