"""Model cards: `python -m tools.cards NAME --data FOLDER` measures a shipped net and writes its card beside it.

    python -m cnnlib.train NAME --data FOLDER --out RUN          trains
    python -m tools.cards NAME --data FOLDER --run RUN           puts what came of it into the package, with its card

No number in a card is typed: each comes from the files, the recipe or a measurement made here.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

from cnnlib import pretrained
from cnnlib.pretrained import FOLDER
from cnnlib.recipes import RECIPES
from cnnlib.saving import load
from cnnlib.train import by_epoch, load_records, save_records
from tools.card_parts import NAMES, SUBJECTS, Subject
from tools.card_pictures import save_picture
from tools.card_text import about_file, about_training, command, races_table
from tools.card_trials import Trials, filter_table, growth_table, trials_of


def main() -> None:
    """Take over a run if one is named, then write the card."""
    chosen = _arguments()
    subject = SUBJECTS[chosen.name]
    for recipe in subject.recipes if chosen.run else ():
        take_over(recipe, chosen.run)
    trials = trials_of(subject, chosen.data) if subject.classes else None
    path = FOLDER / f"{subject.name}.md"
    path.write_text(card(subject, trials), encoding="utf-8")
    if subject.picture:
        save_picture(subject.name)
    print(path)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.cards", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", metavar="NAME", choices=NAMES, help=", ".join(NAMES))
    parser.add_argument("--data", type=Path, help="folder with the data set's own files, to measure with")
    parser.add_argument("--run", type=Path, help="folder of a finished training, whose files are to ship")
    return parser.parse_args()


def take_over(name: str, run: Path) -> None:
    """Copy a run's weights into the package, where there are any to ship, and its records, one for each epoch."""
    save_records(by_epoch(load_records(run / f"{name}.csv")), FOLDER / f"{name}.csv")
    if name in SUBJECTS:
        copyfile(run / f"{name}.npz", FOLDER / f"{name}.npz")


def card(subject: Subject, trials: Trials | None) -> str:
    """The whole card, ending in a line break."""
    return "\n\n".join(_sections(subject, trials)) + "\n"


def _sections(subject: Subject, trials: Trials | None) -> Iterator[str]:
    yield f"# {subject.title}"
    yield subject.about
    if subject.picture:
        yield f"![{subject.picture}]({subject.name}.png)\n\n{subject.picture}"
    if subject.name in RECIPES:
        yield about_file(subject)
    yield f"## Data\n\n{subject.data}"
    yield command(subject)
    yield about_training(subject)
    if subject.name == "checkpoints":
        yield growth_table(pretrained.checkpoints())
    if len(subject.recipes) > 1:
        yield races_table(subject)
    if subject.name == "first_filters":
        yield filter_table(load(FOLDER / "first_filters.npz"))
    if trials is not None:
        yield from trials.sections()


if __name__ == "__main__":
    main()
