"""What a trained net has learnt: which patches its units answer to, which pixels a score depends on, what lies near.

Every function is a generator of `Step`s: how far it is, and the result so far. Stop pulling and it stops;
`finished(...)` pulls it to the end. What a filter looks for is told by numbers at once: `interpret.filters`.

>>> import numpy as np
>>> from cnnlib import FC, Net, Volume
>>> net = Net(Volume(W=2, H=1, D=1), [FC(K=1)]).init(seed=0)
>>> net.weights[0]["w"][...] = [[3, -4]]
>>> finished(saliency(net, np.zeros((1, 1, 2, 1)), unit=0))           # how much each pixel matters
array([[[3., 4.]]], dtype=float32)
"""

from cnnlib.interpret.embeddings import codes, nearest_neighbours, pca, tsne
from cnnlib.interpret.maximise import maximise
from cnnlib.interpret.occlude import occlusion
from cnnlib.interpret.patches import BestPatches, best_patches
from cnnlib.interpret.sensitivity import activations, saliency
from cnnlib.interpret.steps import Step, finished

__all__ = [
    "BestPatches",
    "Step",
    "activations",
    "best_patches",
    "codes",
    "finished",
    "maximise",
    "nearest_neighbours",
    "occlusion",
    "pca",
    "saliency",
    "tsne",
]
