"""Train one of the nets that come with the package: `python -m cnnlib.train NAME --data FOLDER`.

A run that was stopped or killed goes on where it was when the same command is given again, to the same numbers.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from cnnlib.archive import ArchiveError
from cnnlib.checks import whole
from cnnlib.datasets import DataError
from cnnlib.recipes import RECIPES, Recipe
from cnnlib.saving import load, save
from cnnlib.snapshots import save_snapshots
from cnnlib.train import Checkpoint, DivergedError, Record, progress, save_records

EVERY = 200  # steps from one checkpoint to the next
DATA = "folder with the data set's own files; without it, a download; the bundled digits need neither"


def main() -> None:
    """Train, save, and measure what was saved."""
    chosen = _arguments()
    try:
        _train(RECIPES[chosen.name], chosen)
    except (ArchiveError, DataError, DivergedError, OSError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on from the last checkpoint, where there is one.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m cnnlib.train", description=__doc__)
    known = "; ".join(f"{name}: {recipe.about}" for name, recipe in RECIPES.items())
    parser.add_argument("name", metavar="NAME", choices=RECIPES, help=known)
    parser.add_argument("--data", type=Path, help=DATA)
    parser.add_argument("--out", type=Path, default=Path(), help="folder for the net, its records and its checkpoint")
    parser.add_argument("--epochs", type=int, help="instead of the recipe's own number")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    try:
        whole(chosen.seed, "seed", least=0)
        whole(1 if chosen.epochs is None else chosen.epochs, "epochs")
    except ValueError as error:
        parser.error(str(error))
    return chosen


def _train(recipe: Recipe, chosen: argparse.Namespace) -> None:
    chosen.out.mkdir(parents=True, exist_ok=True)
    path = chosen.out / recipe.name
    if recipe.snapshots:
        return _take_snapshots(recipe, chosen, path)
    checkpoint = Checkpoint(path.with_suffix(".checkpoint.npz"), every=EVERY)
    run = recipe.start(chosen.data, epochs=chosen.epochs, seed=chosen.seed, checkpoint=checkpoint)
    records = list(progress(run.records))
    save_records(records, path.with_suffix(".csv"))
    saved = save(run.net, path, float16=True)
    accuracy = load(saved).accuracy(*run.held_out)
    print(f"{saved}: {saved.stat().st_size:,} bytes, {records[-1].seconds:.0f} s in steps")
    print(f"accuracy on {len(run.held_out[1]):,} held-out images: {accuracy:.2%}")


def _take_snapshots(recipe: Recipe, chosen: argparse.Namespace, path: Path) -> None:
    """These trainings are short: one that was killed starts anew, to the same numbers."""
    run = recipe.start(chosen.data, epochs=chosen.epochs, seed=chosen.seed)
    records: list[Record] = []
    snapshots = list(recipe.snapshots_of(run, _kept(progress(run.records), records)))
    save_records(records, path.with_suffix(".csv"))
    saved = save_snapshots(snapshots, path)
    print(f"{saved}: {saved.stat().st_size:,} bytes, {records[-1].seconds:.0f} s in steps")
    for one in snapshots:
        print(f"step {one.step:5}: loss {one.loss:.3f}, accuracy {one.accuracy:.2%} on held-out images")


def _kept(records: Iterable[Record], shelf: list[Record]) -> Iterator[Record]:
    """The same records, each put on a shelf as it passes."""
    for record in records:
        shelf.append(record)
        yield record


if __name__ == "__main__":
    main()
