"""Trainings that are known to work: net, data and settings together.

`train_digits` trains on the bundled digits while one waits. The others take minutes or hours, and images that do not
come with the package; `python -m cnnlib.train NAME --data FOLDER` carries them out, and `RECIPES` holds them by name.
"""

from cnnlib.recipes.digits import train_digits
from cnnlib.recipes.images import checkpoints, cifar10, mnist
from cnnlib.recipes.recipe import Recipe, Started

RECIPES: dict[str, Recipe] = {recipe.name: recipe for recipe in (mnist, cifar10, checkpoints)}

__all__ = ["RECIPES", "Recipe", "Started", "train_digits"]
