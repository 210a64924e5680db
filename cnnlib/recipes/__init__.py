"""Trainings that are known to work: net, data and settings together.

`train_digits` trains on the bundled digits while one waits. The others take minutes or hours, and images that do not
come with the package; `python -m cnnlib.train NAME --data FOLDER` carries them out, and `RECIPES` holds them by name.
"""

from cnnlib.recipes.depth import plain20, plain56, residual20, residual56
from cnnlib.recipes.digits import train_digits
from cnnlib.recipes.images import checkpoints, cifar10, first_filters, mnist
from cnnlib.recipes.recipe import Recipe, Started

FOR_IMAGES = (mnist, cifar10, first_filters, checkpoints)
FOR_DEPTH = (plain20, plain56, residual20, residual56)
RECIPES: dict[str, Recipe] = {recipe.name: recipe for recipe in (*FOR_IMAGES, *FOR_DEPTH)}

__all__ = ["RECIPES", "Recipe", "Started", "train_digits"]
