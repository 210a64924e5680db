# %% [markdown]
# # 3. Many channels, many filters
#
# **75 to 90 minutes.** You need lessons 1 and 2: a window and its dot product, and how large an output is.
#
# A photograph is 3 deep. But look into a network and you find volumes that are 12, 96 or 512 deep, and no
# screen has that many colours. **What stands in the depth of a volume, who puts it there, and who reads it?**
# That is the question of this lesson, and many a mistake with convolutional layers is a wrong answer to it.
#
# When you are through, you can
# - cut a volume in two ways, into depth slices and into depth columns, and say what each means;
# - say how deep a filter is, and how deep the output of a layer is, and why the two have nothing to do with
#   each other;
# - write a whole convolutional layer, all slices and all filters, in two loops;
# - follow a photograph through a small network, volume by volume, and count its parameters;
# - explain what a filter of 1 by 1 is good for, and compute it as a single matrix product;
# - fill in the specification card of any convolutional layer, and choose its numbers sensibly.

# %% tags=["setup"]
import numpy as np

from cnnlib import FC, Conv, Net, Pool, ReLU, Volume, datasets, draw, practice, zoo
from cnnlib.accounting import account
from cnnlib.explorers import Convolution

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Sections 1 to 3 take 25 minutes, the small network 10, 1 by 1 15, the card and the
# > choice of numbers 15. With only 20 minutes: sections 2, 3 and 6. The word "channel" is used elsewhere for
# > what we call a depth slice; say so once. One question is worth asking at every layer of every network:
# > "How deep is a filter here?" It is answered by the layer *before*.

# %% [markdown]
# ## 1. Two ways to cut a volume
#
# Six filters look at a grey photograph of a temple. Each of them gives a map, as in lesson 1, and the six
# maps stand behind each other like the pages of a book. That is a volume, too, with six numbers for each
# pixel.

# %%
upright = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
falling = np.array([[2, -1, -1], [-1, 2, -1], [-1, -1, 2]])
spot = np.array([[0, -1, 0], [-1, 4, -1], [0, -1, 0]])
bank = {
    "upright edges": upright,
    "level edges": upright.T,
    "falling lines": falling,
    "rising lines": falling[:, ::-1],
    "spots": spot,
    "average": np.full((3, 3), 1 / 9),
}
draw.filters(np.stack(list(bank.values()))[..., np.newaxis], list(bank))

# %% [markdown]
# Before you run the next cell: one of the six maps will look like the photograph itself, only milkier. Which
# one, and what is it about its weights? Decide, and then look.

# %%
grey = datasets.photograph("china", width=120).mean(axis=2, keepdims=True)
layer = Conv(K=6, F=3, P=1, mode="extend")
six_filters = {"w": np.stack(list(bank.values()))[..., np.newaxis], "b": np.zeros(6)}
six_maps = layer.forward(six_filters, grey[np.newaxis])[0][0]
print("the grey photograph:", grey.shape, " the volume of its maps:", six_maps.shape)
draw.feature_maps(six_maps, list(bank), columns=3, size=280)

# %% [markdown]
# It is *average*: the only one whose weights do not sum to zero, so the only one that answers to brightness
# and not to change. And now the block: you can cut it in two ways.
#
# - A **depth slice**, `volume[:, :, d]`, is one page of the book: *one* filter's answers at *all* places. It
#   is also called an activation map, or a channel.
# - A **depth column**, `volume[row, column, :]`, is a needle pushed through all pages at one place: *all*
#   filters' answers at *one* place. It is also called a fibre.
#
# **Predict.** A volume has the shape (32, 48, 6): rows, columns, slices. How many numbers has its depth
# column `[2, 3, :]`?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = np.zeros((32, 48, 6))[2, 3, :].size
### END SOLUTION
practice.predict("03.a", guess)

# %% [markdown]
# Here are three columns of our volume: one in the sky, and those at the places where *upright edges* and
# *level edges* give their largest answers. Read them line by line. Each is a short description of what there
# is to see around one pixel.

# %%
places = {"in the sky": (8, 30)}
for d in (0, 1):
    name = list(bank)[d]
    places[f"best of {name}"] = np.unravel_index(six_maps[:, :, d].argmax(), six_maps.shape[:2])

print(f"{'row, column':30}" + "".join(f"{name:>15}" for name in bank))
for name, (row, column) in places.items():
    numbers = "".join(f"{round(answer):15}" for answer in six_maps[row, column, :])
    print(f"{name:22}{row:3}, {column:3}{numbers}")

# %% [markdown]
# In the sky five of the six filters have next to nothing to say; only the average tells that it is bright. A
# second layer will not look at pixels any more. It will look at such descriptions.
#
# > **The rule.** A slice is one filter everywhere, a column is every filter somewhere.

# %% [markdown]
# ### Exercise 3.1: a depth column (4 minutes)
#
# People say where a pixel is by "so far across, so far down", arrays want it the other way round. Return the
# depth column of the pixel that is `across` pixels from the left edge and `down` pixels from the upper one,
# as an array of shape (D,). The pixel in the corner is 0 across and 0 down.


# %% tags=["exercise"]
def depth_column(volume, across, down):
    """All numbers of one pixel of a volume (H, W, D): (D,)."""
    ### BEGIN SOLUTION
    return volume[down, across, :]
    ### END SOLUTION


# %% tags=["check"]
practice.check("03.1", depth_column)

# %% [markdown]
# ### Exercise 3.2: maps into a volume (7 minutes)
#
# Some libraries, PyTorch among them, put the depth first: K maps are an array of shape (K, H, W). Turn it
# into a volume (H, W, K), so that `volume[:, :, k]` is `maps[k]`. One way is to make an array of zeros and
# fill it slice by slice.


# %% tags=["exercise"]
def depth_last(maps):
    """(H, W, K) of K maps (K, H, W)."""
    ### BEGIN SOLUTION
    K, H, W = maps.shape
    volume = np.zeros((H, W, K))
    for k in range(K):
        volume[:, :, k] = maps[k]
    return volume
    ### END SOLUTION


# %% tags=["check"]
practice.check("03.2", depth_last)

# %% [markdown]
# There is a shorter way that looks right and is wrong. `reshape` gives the right shape, and no error:

# %%
maps = np.array([six_maps[:, :, d] for d in range(6)])  # depth first
wrong = maps.reshape(six_maps.shape)
print("the right shape:", wrong.shape == six_maps.shape, " the right numbers:", np.array_equal(wrong, six_maps))
draw.feature_maps(wrong[:, :, :3], [f"slice {d}" for d in range(3)], size=280)

# %% [markdown]
# `reshape` never moves a number. It reads them all in the old order, map after map, and cuts that long row
# into new pieces. Here are the first three slices: each has become six strips, one from each map, with little
# temples side by side. Whole evenings have been lost to this, since a network will train on such a jumble
# without complaint, only badly. To *move* an axis there are `np.moveaxis` and `transpose`.

# %%
depth_last = practice.use("03.2", depth_last)
print("the right numbers:", np.array_equal(depth_last(maps), six_maps))

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** In exercise 3.2 `reshape` is what the fingers type. Show the jumble, and ask how
# > many temples stand in a row, and why. (Six: a slice gets every sixth number of the long row, so a map that
# > was 120 wide becomes 20 wide, and six of its rows fill one row of the slice.)

# %% [markdown]
# ## 2. One filter reads the whole depth
#
# Now turn to who reads a column. A filter slides across the image, but not along the depth: it is as deep as
# its input, with a slice of weights for each slice of the input, and **adds up the answers of all slices into
# one number**.
#
# Take a filter for colour photographs. Its red slice is `upright`, its green slice is the same with all signs
# turned, and its blue slice is zeros:

# %%
red_minus_green = np.stack([upright, -upright, np.zeros((3, 3))], axis=2)
slices = np.moveaxis(red_minus_green, 2, 0)  # drawn as three, but it is one filter, 3 by 3 by 3
draw.filters(slices[..., np.newaxis], ["red slice", "green slice", "blue slice"])

# %% [markdown]
# **Predict.** In a *grey* edge all three slices of the window are the same: three rows of 1, 1, 9. Each slice
# of the filter gives an answer. What does the filter answer (bias 0)?

# %% tags=["predict"]
### BEGIN SOLUTION
edge = np.array([[1, 1, 9], [1, 1, 9], [1, 1, 9]])
guess = np.sum(np.stack([edge] * 3, axis=2) * red_minus_green)
### END SOLUTION
practice.predict("03.b", guess)

# %%
edge = np.array([[1, 1, 9], [1, 1, 9], [1, 1, 9]])
window = np.stack([edge, edge, edge], axis=2)
for d, name in enumerate(("red", "green", "blue")):
    print(f"{name:6}{np.sum(window[:, :, d] * red_minus_green[:, :, d]):6.0f}")
print(f"{'sum':6}{np.sum(window * red_minus_green):6.0f}")

# %% [markdown]
# So a filter can do more than look at each slice: it can *compare* them. This one is blind to any edge
# without colour, however sharp. On a photograph of a dahlia it answers where red, less green, changes from
# left to right, and on the same photograph in grey it says nothing at all:


# %%
def answers(image, w):
    """The map of one filter (F, F, D) on an image (H, W, D)."""
    layer = Conv(K=1, F=len(w), P=len(w) // 2, mode="extend")
    return layer.forward({"w": w[np.newaxis], "b": np.zeros(1)}, image[np.newaxis])[0][0, :, :, 0]


flower = datasets.photograph("flower", width=120).astype(float)
in_grey = np.repeat(flower.mean(axis=2, keepdims=True), 3, axis=2)
both = np.stack([answers(flower, red_minus_green), answers(in_grey, red_minus_green)], axis=2)
draw.photograph(flower.astype(np.uint8), width=280, alt="a dahlia in front of leaves")

# %%
draw.feature_maps(both, ["the photograph", "the same in grey"], size=280)

# %% [markdown]
# > **The rule.** A filter is as deep as its input, whatever it looks for. The depth is summed over and gone.

# %% [markdown]
# ## 3. K filters make K slices
#
# One filter, one map, however deep the input is. If we want more than one map we take more filters, **K** of
# them, and put their maps behind each other. So the depth of the output is K: it does not come from the
# input, it is chosen.
#
# In this picture the input has four slices and the layer two filters, so there are 4 slices of weights for
# each of 2 slices of output. Point at an output number: it lights up windows in *all* slices of the input.
# Then move D1, and watch what changes in the output's shape; then K.

# %% tags=["demo"]
Convolution(W=5, F=3, S=1, P=1, D1=4, K=2)

# %% [markdown]
# D1 changes every filter and leaves the output's shape alone; K changes the output's depth and leaves the
# filters' shape alone. When layers follow each other, the K of one is the D1 of the next.
#
# **Predict.** A photograph goes through a layer with K = 4, and what comes out goes through a second layer
# with K = 5, filters of 3 by 3 in both. How many weights has *one* filter of the second layer?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 3 * 3 * 4
### END SOLUTION
practice.predict("03.c", guess)

# %%
two_layers = Net(Volume(W=32, H=32, D=3), [Conv(K=4, F=3, P=1), Conv(K=5, F=3, P=1)]).init(seed=0)
for layer, before, after, weights in zip(
    two_layers.layers, two_layers.volumes, two_layers.volumes[1:], two_layers.weights
):
    print(f"{before!s:12} -> {layer!s:22} -> {after!s:12} filters (K, F, F, D): {weights['w'].shape}")

# %% [markdown]
# (`cnnlib` prints a layer without what is usual: F = 3, S = 1, P = 0.)
#
# > **The rule.** The depth of a filter is that of its input. The depth of the output is the number of
# > filters.

# %% [markdown]
# ### Exercise 3.3: a whole convolutional layer (12 minutes)
#
# In exercise 2.4 one filter made one slice. Now there are K, in one array `w` of shape (K, F, F, D), and K
# biases in `b`. Two loops are enough, over the rows and columns of the output: each window gives a whole
# *depth column* of the output, `V[i, j, :]`. If a window of shape (F, F, D) is multiplied by `w`, NumPy
# repeats the window for each filter (this is called broadcasting), and the products have the shape
# (K, F, F, D). Add them up along the axes that belong to the window, with `np.sum(..., axis=(1, 2, 3))`; K
# numbers remain. What is left over at the right and at the bottom is not read.


# %% tags=["exercise"]
def convolve_all(x, w, b, S):
    """Filters w, (K, F, F, D), with biases b, (K,), and stride S over x, (H, W, D): (H2, W2, K)."""
    ### BEGIN SOLUTION
    (H, W, _), (K, F, _, _) = x.shape, w.shape
    V = np.zeros(((H - F) // S + 1, (W - F) // S + 1, K))
    for i in range(V.shape[0]):
        for j in range(V.shape[1]):
            window = x[i * S : i * S + F, j * S : j * S + F]
            V[i, j, :] = np.sum(window * w, axis=(1, 2, 3)) + b
    return V
    ### END SOLUTION


# %% tags=["check"]
practice.check("03.3", convolve_all)

# %%
convolve_all = practice.use("03.3", convolve_all)
bordered = np.pad(grey, ((1, 1), (1, 1), (0, 0)), mode="edge")
print("the six maps once more:", np.allclose(convolve_all(bordered, **six_filters, S=1), six_maps))

# %% [markdown]
# The loops could also run the other way, over the filters, each filling a slice `V[:, :, k]`. Column by
# column or slice by slice, the volume is the same. The two ways to cut it are two ways to build it.

# %% [markdown]
# ## 4. From volume to volume
#
# With this we can follow an image through a network. Every layer is a function from a volume to a volume.
# Some have parameters, others only do something to the numbers; and all of them have gradients, so that
# training can work its way back through them. This is about the smallest network that deserves the name, for
# photographs of 32 by 32 pixels in ten classes:

# %%
image = Volume(W=32, H=32, D=3)
tiny = Net(image, [Conv(K=12, F=3, P=1), ReLU(), Pool(), FC(K=10)])
print("its first layer gives", tiny.volumes[1])

# %% [markdown]
# **Predict.** ReLU leaves the size alone. Then `Pool` keeps the largest number of every window of 2 by 2, at
# stride 2. What is the shape after it? Type `(rows, columns, slices)`.

# %% tags=["predict"]
# three numbers in brackets
### BEGIN SOLUTION
guess = Pool().output(Volume(W=32, H=32, D=12)).shape
### END SOLUTION
practice.predict("03.d", guess)

# %% [markdown]
# **Predict.** The last layer is fully connected: each of its ten neurons sees the *whole* volume that pooling
# left over, and has a bias. How many parameters has this layer?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = FC(K=10).parameters(Volume(W=16, H=16, D=12))
### END SOLUTION
practice.predict("03.e", guess)

# %%
account(tiny)

# %% [markdown]
# Every line is a layer, and its volume is what comes out of it. *Activations* are the numbers in this volume,
# 4 bytes each; a *multiply-add* is one product, added to a sum. (The last three columns are for a later
# lesson.) Read the column of parameters: the convolution has a few hundred, the one fully connected layer
# about ninety times as many. Read the column of multiply-adds, and it is the other way round: filters are
# small, but they are used at every pixel. ReLU and pooling have nothing to learn.
#
# What does an image look like on its way? With random weights, since nothing is trained here:

# %%
patch = datasets.photograph("flower", width=64)[4:36, 12:44] / 255
tiny.init(seed=1)
for layer, numbers in zip(["INPUT", *tiny.layers], tiny.activations(patch[np.newaxis])):
    print(f"{layer!s:22}{numbers[0].shape!s:14}from {numbers.min():5.2f} to {numbers.max():5.2f}")
draw.photograph((255 * patch).astype(np.uint8), width=200, alt="a part of the dahlia, 32 by 32 pixels")

# %%
after_pool = tiny.activations(patch[np.newaxis])[3][0]
draw.feature_maps(after_pool, columns=6, size=140)

# %% [markdown]
# Twelve views of one flower, each from a filter that nobody has chosen, and each half as wide and half as
# high as the photograph. (Map 7 is empty: its filter answered with negative numbers everywhere, and ReLU made
# them zeros.) The sides have become shorter and the depth greater. That is the way of nearly all networks:
# *where* becomes coarser, *what* becomes richer, until in the end there is no where left: 1 by 1, and a
# number for each class.
#
# Every layer has gradients, we said, and so has the whole. You can see it: make one number of the photograph
# larger by h, and divide the change of the first score by h.

# %%
for h in (1, 0.1, 0.01, 0.001):
    nudged = patch.copy()
    nudged[9, 16, 0] += h
    before, after = (tiny.forward(one[np.newaxis])[0, 0, 0, 0] for one in (patch, nudged))
    print(f"h = {h:<5}   change of the score / h = {(after - before) / h:6.3f}")

# %% [markdown]
# For small h the ratio settles, and what it settles at is the gradient of the score with respect to this one
# number, through all four layers. (A large step is another matter: some number passes zero at the ReLU, or
# another one becomes the largest of its pooling window.) Training asks the same question about each weight.

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Let the room fill in the five volumes on paper before the table appears. Look out
# > for a pooled depth, (16, 16, 6). The factor of ninety in the parameters makes a good bridge to lesson 4.

# %% [markdown]
# ## 5. One by one
#
# What is a filter of 1 by 1 good for? It reads a single pixel. On a grey image it would only multiply
# everything by the same number. But a pixel of a volume has a whole column of numbers, and **a 1 by 1 filter
# is a dot product through the depth**, the same at every pixel. Point at an output:

# %% tags=["demo"]
Convolution(W=5, F=1, S=1, P=0, D1=4, K=2)

# %% [markdown]
# You have used one already: `mean(axis=2)`, which made our photographs grey, is a filter of 1 by 1 with three
# weights of 1/3. The usual recipe is 0.30 red, 0.59 green and 0.11 blue, since our eyes see green as the
# brightest. Two more filters make *opponent colours*, red against green and yellow against blue, as the nerves
# behind our eyes do.

# %%
opponents = np.array([[0.30, 0.59, 0.11], [1, -1, 0], [0.5, 0.5, -1]])  # (K, D): three filters, each 3 deep
one_by_one_layer = Conv(K=3, F=1)
new = one_by_one_layer.forward({"w": opponents[:, None, None, :], "b": np.zeros(3)}, flower[np.newaxis])[0][0]
draw.feature_maps(new, ["brightness", "red − green", "yellow − blue"], size=240)

# %% [markdown]
# Three slices in, three out, and yet they are other slices: every pixel is described anew. In *brightness*
# both flower and leaves are blue, that is positive, the flower only more so. In *red − green* the leaves are
# negative and the flower is positive, and in *yellow − blue* so it is with most of them: a threshold at zero
# would now cut the flower out.
#
# **Predict.** A volume of 28 by 28 by 192 goes through 96 filters of 1 by 1. How many parameters has this
# layer?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = Conv(K=96, F=1).parameters(Volume(W=28, H=28, D=192))
### END SOLUTION
practice.predict("03.f", guess)

# %%
squeeze, wide = Conv(K=96, F=1), Volume(W=28, H=28, D=192)
print(f"{wide} -> {squeeze} -> {squeeze.output(wide)}, {squeeze.parameters(wide):,} parameters")

# %% [markdown]
# This layer leaves the places as they are and makes the volume *thinner*: 96 numbers a pixel, mixed from 192.
# It stands in just that size in GoogLeNet (Szegedy et al. 2015), in front of filters of 3 by 3, so that these
# have only half as much to read. ResNet's "bottleneck" goes down and up again (He et al. 2016):

# %%
deep = Volume(W=56, H=56, D=256)
plain = Net(deep, [Conv(K=256, F=3, P=1), Conv(K=256, F=3, P=1)])
bottleneck = Net(deep, [Conv(K=64, F=1), Conv(K=64, F=3, P=1), Conv(K=256, F=1)])
for name, net in {"two layers of 3 x 3": plain, "a bottleneck": bottleneck}.items():
    print(f"{name:20}{' -> '.join(map(str, net.volumes))}")
    print(f"{'':20}{net.parameters:,} parameters, {net.multiply_adds:,} products")
print(f"{'their ratio':20}{plain.parameters / bottleneck.parameters:.1f} in parameters", end=", ")
print(f"{plain.multiply_adds / bottleneck.multiply_adds:.1f} in products")

# %% [markdown]
# Both take a volume to one of the same shape. The bottleneck looks across the image only once, and all that
# it passes on has to fit into 64 numbers a pixel; this is what it pays. In deep networks it is a good bargain.

# %% [markdown]
# ### Exercise 3.4: one by one, as one matrix product (10 minutes)
#
# No loops this time. Write the pixels of x below each other, so that each depth column becomes a *row* of a
# matrix: `x.reshape(-1, D)` has the shape (H·W, D). Multiply it by a matrix whose *columns* are the filters,
# add the biases, and give the pixels their places back. Here `w` has the shape (K, D), a row for each filter.


# %% tags=["exercise"]
def one_by_one(x, w, b):
    """Filters of 1 x 1, w (K, D), with biases b (K,), on x (H, W, D): (H, W, K)."""
    ### BEGIN SOLUTION
    H, W, D = x.shape
    pixels = x.reshape(-1, D)
    return (pixels @ w.T + b).reshape(H, W, len(w))
    ### END SOLUTION


# %% tags=["check"]
practice.check("03.4", one_by_one)

# %%
one_by_one = practice.use("03.4", one_by_one)
print("the same three maps:", np.allclose(one_by_one(flower, opponents, np.zeros(3)), new))

# %% [markdown]
# This `reshape` is right, and the one of section 1 was wrong. What is the difference? Here the depth is the
# last axis before *and* after, so the numbers of a pixel are neighbours in memory and stay together. Only the
# places are written in one row instead of many.
#
# One thing to remember from lesson 1: two such layers in a row are a single one, unless a ReLU stands between
# them.

# %%
rng = np.random.default_rng(0)
first, second = rng.standard_normal((8, 3)), rng.standard_normal((5, 8))
after_both = one_by_one(one_by_one(flower, first, np.zeros(8)), second, np.zeros(5))
print("two layers of 1 x 1 are one:", np.allclose(after_both, one_by_one(flower, second @ first, np.zeros(5))))

# %% [markdown]
# > **The rule.** A 1 by 1 convolution does nothing across the image and everything through the depth: it
# > mixes slices, with K·D weights and K biases.

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Ask first: "Is a 1 by 1 filter of any use?" Most will say no, thinking of a grey
# > image. Those who know matrices like this view: a 1 by 1 layer is one small matrix, applied to every
# > pixel's column. Lesson 5 does the same to filters of every size.

# %% [markdown]
# ## 6. The specification card
#
# A layer has four numbers of its own, K, F, S and P. Together with the input's three they say everything
# about it. You met the card in lesson 2; now fill in one yourself.
#
# **Predict.** A wide image, [49x33x3], and the layer `Conv(K=16, F=5, S=2, P=2)`. What comes out? Type
# `(width, height, depth)`, in the order of a card.

# %% tags=["predict"]
# three numbers in brackets
### BEGIN SOLUTION
guess = ((49 - 5 + 2 * 2) // 2 + 1, (33 - 5 + 2 * 2) // 2 + 1, 16)
### END SOLUTION
practice.predict("03.g", guess)

# %% [markdown]
# ### Exercise 3.5: the card as a function (8 minutes)
#
# Return five whole numbers: width, height and depth of the output, then how many weights and how many biases.
# All settings fit exactly, so you need not refuse any.


# %% tags=["exercise"]
def specification(W, H, D, K, F, S, P):
    """W2, H2, D2, weights, biases of a convolutional layer."""
    ### BEGIN SOLUTION
    W2 = (W - F + 2 * P) // S + 1
    H2 = (H - F + 2 * P) // S + 1
    return W2, H2, K, F * F * D * K, K
    ### END SOLUTION


# %% tags=["check"]
practice.check("03.5", specification)

# %%
specification = practice.use("03.5", specification)
cards = {
    "the wide image": dict(W=49, H=33, D=3, K=16, F=5, S=2, P=2),
    "lesson 2's ten filters": dict(W=32, H=32, D=3, K=10, F=5, S=1, P=2),
    "AlexNet's first layer": dict(W=227, H=227, D=3, K=96, F=11, S=4, P=0),
    "the squeeze of section 5": dict(W=28, H=28, D=192, K=96, F=1, S=1, P=0),
}
print(f"{'':26}{'W2':>5}{'H2':>5}{'D2':>5}{'weights':>9}{'biases':>8}{'together':>10}")
for name, card in cards.items():
    W2, H2, D2, w, b = specification(**card)
    print(f"{name:26}{W2:5}{H2:5}{D2:5}{w:9,}{b:8,}{w + b:10,}")

# %% [markdown]
# ## 7. Which numbers to choose
#
# Nobody can compute the best K, F, S and P. But there are habits, and they have reasons. Here are the
# convolutional layers of VGG-16, which came second in the ImageNet competition of 2014 and is still taken
# apart in every lecture, because it does the same thing over and over:

# %%
vgg = zoo.vgg16()
convs = [(layer, volume) for layer, volume in zip(vgg.layers, vgg.volumes) if isinstance(layer, Conv)]
print(f"{'input':16}{'F':>2}{'S':>3}{'P':>3}{'K':>5}   {'output':16}{'parameters':>12}{'products':>16}")
for layer, volume in convs:
    print(
        f"{volume!s:16}{layer.F:2}{layer.S:3}{layer.P:3}{layer.K:5}   {layer.output(volume)!s:16}"
        f"{layer.parameters(volume):12,}{layer.multiply_adds(volume):16,}"
    )

# %% [markdown]
# - **F is small and odd.** 3 nearly everywhere, 5 or 7 now and then. Odd, so that there is a middle pixel and
#   P = (F − 1)/2 keeps the size; small, since F·F weights grow quickly. Only a first layer, which looks at
#   bare pixels, is sometimes given 7 or 11.
# - **S is 1**, and pooling (or a stride of 2 at a few places) does the shrinking.
# - **K is a power of two**, from 32 to 1024: a habit that suits memory and processors. And **K grows**
#   towards the end. Whenever the sides are halved, it is doubled, until it is 512.
#
# **Predict.** Why doubled, of all things? Compare two layers with the same F. The second one has half
# the width and half the height of the first, but twice its D and twice its K. How many times as many products
# does it need as the first? (Work it out without looking at the table.)

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 1 / 4 * 2 * 2
### END SOLUTION
practice.predict("03.h", guess)

# %%
by_K = {layer.K: (layer, volume) for layer, volume in convs if volume.D == layer.K}
for K, (layer, volume) in by_K.items():
    places, products = layer.output(volume).size // K, layer.multiply_adds(volume)
    print(f"K = {K:3}: {places:6,} places, {products:13,} products, {layer.parameters(volume):9,} parameters")

# %% [markdown]
# The table shows the last layer for each K. From 64 to 128 and 256 the work stays exactly the same while the
# parameters become four times as many each time. At K = 512 VGG-16 halves the sides once more and *leaves* K
# as it is: the last layer does a quarter of the work. So the rule of doubling spreads the work evenly over
# the network, and a designer may still decide against it.
#
# **Predict.** Now you choose. A pooling layer has halved the sides and leaves a volume of [28x28x64]. Put a
# convolution behind it that keeps width and height. Go by the habits: the smallest odd filter that sees a
# pixel's neighbours, and K by the rule of doubling. Type `(K, F, S, P)`.

# %% tags=["predict"]
# four numbers in brackets
### BEGIN SOLUTION
guess = (2 * 64, 3, 1, (3 - 1) // 2)
### END SOLUTION
practice.predict("03.i", guess)

# %%
pooled = Volume(W=28, H=28, D=64)
for F in (1, 3, 5, 7):
    layer = Conv(K=128, F=F, P=(F - 1) // 2)
    counts = f"{layer.parameters(pooled):7,} parameters, {layer.multiply_adds(pooled):11,} products"
    print(f"F = {F}, P = {layer.P}: {layer.output(pooled)}, {counts}")

# %% [markdown]
# All four keep the sides, with P = (F − 1)/2. The first mixes slices and is blind to neighbours. From there on
# each step of F makes the layer two or three times as dear.

# %% [markdown]
# ## 8. Practise
#
# Questions on parameters, without end, harder every three; the same `seed` gives the same questions. Put your
# guess where the dots are. `questions.worked()` shows the way to the answer, and `questions.next()` asks the
# next one.

# %%
questions = practice.drill("parameters", seed=3)
questions

# %%
questions.answer(...)

# %% [markdown]
# The explorers can ask, too. This one covers what it asks for until you have typed your guess; move a slider,
# and it asks again. In the list above the picture you can choose another question.

# %% tags=["demo"]
asking = Convolution(W=7, F=3, S=2, P=1, D1=4, K=3)
asking.predict("parameters")
asking

# %% [markdown]
# ## Summary
#
# - A volume can be cut into depth slices, `x[:, :, d]`, one map each, and into depth columns,
#   `x[row, column, :]`, one place each.
# - A filter is as deep as its input. It adds up all slices, so one filter gives one slice, and can compare
#   slices with each other.
# - K filters give K slices: the output's depth is chosen. The K of a layer is the depth of the next layer's
#   filters.
# - INPUT, CONV, RELU, POOL, FC: each takes a volume to a volume. CONV does most of the work, FC holds most of
#   the parameters.
# - A 1 by 1 convolution is a dot product through the depth at every pixel, or one matrix product for all of
#   them.
# - The card: W2 and H2 by the formula, D2 = K, F·F·D·K weights, K biases.
# - `reshape` cuts anew and moves nothing. To move an axis, move it.
#
# Next: the ten neurons at the end of our tiny network had ninety times the parameters of all its filters. Why
# is a filter so cheap, and what is the price? [Lesson 4, *Sharing parameters*](04_sharing_parameters.ipynb)
#
# ## To read on
#
# - M. Lin, Q. Chen, S. Yan: Network in network. ICLR 2014, arXiv:1312.4400. Where 1 by 1 convolutions come
#   from.
# - C. Szegedy et al.: Going deeper with convolutions. CVPR 2015. GoogLeNet, which makes volumes thinner
#   before each expensive layer.
# - K. Simonyan, A. Zisserman: Very deep convolutional networks for large-scale image recognition. ICLR 2015,
#   arXiv:1409.1556. The VGG networks: 3 by 3 throughout.
# - K. He, X. Zhang, S. Ren, J. Sun: Deep residual learning for image recognition. CVPR 2016. Its Figure 5
#   shows the bottleneck.
# - A. Krizhevsky, I. Sutskever, G. E. Hinton: ImageNet classification with deep convolutional neural
#   networks. NIPS 2012.
