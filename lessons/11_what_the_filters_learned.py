# %% [markdown]
# # 11. What the filters learned
#
# **75 to 90 minutes.** You need lessons 1 and 3: filters as detectors, many channels. Lesson 10, training,
# is of help.
#
# In lesson 1 you made filters by hand: this one finds edges, that one takes red from green. A network gets
# no such filters. It begins with random weights, and all that it is ever told is which answer would have
# been right. This lesson opens networks that have been trained and asks: **nobody told them what to look
# for. What did they find?**
#
# When you are through, you can
# - show the first filters of a network as images, and say what is to be seen in them;
# - measure how alike two filters are, and use untrained filters to tell a finding from an accident;
# - explain why the filters of later layers cannot be shown as colour images, and what can be shown instead;
# - follow an image of your own through the layers, down to the sum behind a single number;
# - say how much of the image one number of a later layer sees;
# - say when in a training the filters come about;
# - judge what an answer of a network is worth, and what its probability does not tell you.

# %% tags=["setup"]
import numpy as np

from cnnlib import Net, Volume, datasets, draw, practice, pretrained
from cnnlib.explorers import DrawDigit, Growth, NetworkExplorer
from cnnlib.interpret.filters import colour_share, direction, smoothness
from cnnlib.receptive import fields, patch
from cnnlib.scenes.filter_lab.bank import weights

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Sections 1 and 2 take 25 minutes, 3 and 4 another 30, 5 to 7 together 25. With only
# > 20 minutes: section 1, the explorer of section 5, and section 7. Before section 1 let the room say what
# > *they* would look for first in a photograph, and write it on the board.

# %% [markdown]
# ## 1. A filter is an image
#
# Here is a small network that has been trained on 45,000 photographs of ten kinds of things, among them
# ships, cats and frogs. It comes with the course. Its layer 0 only brings the colours to one scale; layer
# 1 is a convolution with large filters.

# %%
net = pretrained.first_filters()
layer = net.layers[1]
print(net.volumes[1], "->", net.volumes[2], "by", layer)

# %% [markdown]
# **Predict.** How many weights has *one* of these filters?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 7 * 7 * 3
### END SOLUTION
practice.predict("11.a", guess)

# %%
learnt = net.weights[1]["w"].astype(float)
print("filters, rows, columns, colours:", learnt.shape)
print("the red weights of filter 0, to two decimals\n", learnt[0, :, :, 0].round(2))

# %% [markdown]
# A table of numbers tells us nothing. But it has as many rows, columns and colours as a small image, so it
# can be *shown* as one. There is a catch. A colour goes from 0 to 1, and a weight may be negative. So let
# weight 0 be the grey in the middle, 0.5. What is brighter than that is a positive weight, "I like light
# here", and what is darker a negative one, "I like it dark".
#
# ### Exercise 11.1: a filter as an image (7 minutes)
#
# Bring a filter to the colours 0 to 1. Weight 0 becomes 0.5, and the weight that is largest, without regard
# to its sign, becomes 1 if it is positive and 0 if it is negative. The three colours share one scale. A
# filter of nothing but zeros becomes grey.


# %% tags=["exercise"]
def as_image(w):
    """The weights of a filter (F, F, 3) as colours from 0 to 1, where 0.5 stands for weight 0."""
    ### BEGIN SOLUTION
    largest = np.abs(w).max()
    if largest == 0:
        largest = 1
    return 0.5 + w / (2 * largest)
    ### END SOLUTION


# %% tags=["check"]
practice.check("11.1", as_image)

# %%
as_image = practice.use("11.1", as_image)
numbers = [str(k) for k in range(len(learnt))]
draw.image_grid(np.array([as_image(w) for w in learnt]), numbers, columns=8)

# %% [markdown]
# Take your time before you read on. What do you see? Are there any that you made yourself in lesson 1?
#
# And here are the filters of the same network before training, when its weights were random:

# %%
untrained = Net(net.volumes[0], net.layers).init(seed=0).weights[1]["w"].astype(float)
draw.image_grid(np.array([as_image(w) for w in untrained[:8]]), numbers[:8], columns=8)

# %% [markdown]
# Out of such noise have come edges and fine stripes in several directions, almost without colour, and soft
# patches in which one colour stands against another: blue against yellow, red or purple against green. These
# are the two families that Krizhevsky et al. found in 2012 in a much larger network, and they turn up again
# and again. Nobody has asked for them.

# %% [markdown]
# ## 2. How alike is alike?
#
# "That looks like an edge" is easily said, and one sees faces in clouds, too. We need a number. The dot
# product of lesson 1 says how well a filter and a window fit. It can compare two filters as well, once two
# things are taken out that do not matter: how *strong* a filter is, and how *bright*, that is, its mean.
# With a = v − mean(v) and b = w − mean(w), the **similarity** of two filters is
#
# $$\frac{\sum a\,b}{\sqrt{\sum a^2 \; \sum b^2}}$$
#
# (Statistics calls it correlation.) It is 1 for the same pattern and 0 where two have nothing in common.
#
# **Predict.** What is the similarity of a filter with its own *negative*, all signs turned? And with one
# that is *five times as strong*? Type `(…, …)`.

# %% tags=["predict"]
# two numbers in brackets
### BEGIN SOLUTION
guess = (-1, 1)
### END SOLUTION
practice.predict("11.b", guess)

# %% [markdown]
# ### Exercise 11.2: similarity (7 minutes)
#
# `v` and `w` have the same shape. The means and the sums go over *all* numbers of a filter. (You need not
# care for filters whose weights are all equal: they have no pattern.)


# %% tags=["exercise"]
def similarity(v, w):
    """How alike two filters (F, F, D) are, from -1 to 1: one number."""
    ### BEGIN SOLUTION
    a, b = v - v.mean(), w - w.mean()
    return (a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum())
    ### END SOLUTION


# %% tags=["check"]
practice.check("11.2", similarity)

# %%
similarity = practice.use("11.2", similarity)
edge = np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])
print("a filter and its negative:", round(similarity(edge, -edge), 2))
print("and five times itself:    ", round(similarity(edge, 5 * edge), 2))
print("Sobel x and Sobel y:      ", round(similarity(edge, edge.T), 2))

# %% [markdown]
# Now for the filters that *we* would make, as large as the learnt ones. An **edge** is dark on one side and
# bright on the other. A **line** is bright and has dark on both sides. We take both in six directions. To
# them come the two filters of lesson 1 that set colours against each other.


# %%
def hand_made(kind, degrees, F=7):
    """An edge or a line that rises by so many degrees and fades towards the border: (F, F, 3), grey."""
    y, x = np.mgrid[1 : -1 : F * 1j, -1 : 1 : F * 1j]
    across = x * np.sin(np.radians(degrees)) - y * np.cos(np.radians(degrees))
    wave = np.sin(np.pi * across) if kind == "edge" else np.cos(np.pi * across)
    w = wave * np.exp(-(x**2 + y**2) / 0.72)
    return np.repeat(w[:, :, np.newaxis], 3, axis=2)


bank = {f"{kind}, {degrees}°": hand_made(kind, degrees) for kind in ("edge", "line") for degrees in range(0, 180, 30)}
for name in ("red − green", "blue − yellow"):
    bank[name] = weights(name, 7, 3)[0]
draw.image_grid(np.array([as_image(w) for w in bank.values()]), list(bank), columns=7, size=110)

# %% [markdown]
# For each filter we look for the one of ours that it resembles most. A filter and its negative count as the
# same detector here, since the next layer may turn the sign.


# %%
def best_match(w):
    """The hand-made filter that w resembles most, and how much: (name, similarity)."""
    found = {name: similarity(w, other) for name, other in bank.items()}
    name = max(found, key=lambda name: abs(found[name]))
    return name, found[name]


matches = [best_match(w) for w in learnt]
best = sorted(range(len(learnt)), key=lambda k: -abs(matches[k][1]))[:14]
labels = [f"{matches[k][0]}: {matches[k][1]:.2f}".replace("-", "−") for k in best]
draw.image_grid(np.array([as_image(learnt[k]) for k in best]), labels, columns=7, size=110)

# %% [markdown]
# Read the names below the images, and judge for yourself. (A negative number means that light and dark, or
# the two colours, are exchanged.)
#
# But be careful. We have taken the *best* of 14 comparisons each time, and among 14 there will always be one
# that fits a little, even for noise. So what would noise get? This is what the untrained filters are good
# for. Whatever they get as well cannot have been learnt.

# %%
for name, filters in (("learnt", learnt), ("untrained", untrained)):
    strength = np.mean([abs(best_match(w)[1]) for w in filters])
    alike = np.mean([smoothness(w) for w in filters])
    print(f"{name:10} similarity with the best of ours {strength:.2f}, of neighbouring weights {alike:.2f}")

# %% [markdown]
# That settles it: the likeness is no accident. The last column compares each weight with its neighbours. In
# noise they have nothing to do with one another. In the learnt filters they have become alike, as neighbouring
# pixels of a photograph are alike, too.
#
# Now the two families. How much of a filter is *colour*? Let g be its mean over red, green and blue, at each
# place: what is left without g, as a share of all squares, is 0 for a grey filter and 1 for one that only
# weighs colours against each other. Here are all filters in the order of that share.

# %%
order = sorted(range(len(learnt)), key=lambda k: colour_share(learnt[k]))
shares = [f"{colour_share(learnt[k]):.0%} colour" for k in order]
draw.image_grid(np.array([as_image(learnt[k]) for k in order]), shares, columns=8)

# %%
print("share of colour  below 10 %   between   above 80 %")
for name, filters in (("learnt", learnt), ("untrained", untrained)):
    counts, _ = np.histogram([colour_share(w) for w in filters], bins=(0, 0.1, 0.8, 1))
    print(f"{name:17}{counts[0]:10}{counts[1]:10}{counts[2]:13}")

# %% [markdown]
# Three independent random numbers have a share of two thirds on average, and so the untrained filters all
# lie between. Training has pulled the filters apart: many have given up colour altogether, and a few are
# hardly anything else. It is a division of labour. The grey ones are finely structured, the coloured ones
# are soft: photographs have their fine detail in light and dark. (Your eye has it the same way, and so does
# every JPEG file.)
#
# And the directions? A filter whose slopes all go one way has a clear direction, from 0 (none) to 1. Here are
# those of the grey ones, in degrees: 0 is level, 90 upright.

# %%
grey = [w for w in learnt if colour_share(w) < 0.1]
for degrees, clear in sorted(direction(w) for w in grey):
    print(f"{degrees:6.0f}°  clear: {clear:.2f}")
print("the untrained ones, mean:", round(np.mean([direction(w)[1] for w in untrained]), 2))

# %% [markdown]
# Clear directions, and not all the same one. In 1962 Hubel and Wiesel reported of cells in the cat's visual
# cortex that each answers to edges of *its* direction. A network that knows nothing of cats' brains has come
# to a similar first step. That does not mean that it works like a brain; it means that edges are a good way
# to begin with photographs, for whoever looks at them.
#
# > **The rule.** The first filters of networks for photographs become edges, stripes and opposing colours.
# > A filter may be read as an image only where it reads the image itself; and a likeness is worth something
# > only if noise does not have it, too.

# %% [markdown]
# ## 3. What the filters find in a photograph
#
# A filter is one thing, what it finds another. A convolution does not mind how large the image is (lesson
# 2). So the first layers with their weights, up to the first ReLU, may be laid over a larger photograph. Put
# in your own, if you like: `datasets.decode_image(open("cat.jpg", "rb").read())`.

# %%
image = datasets.photograph("flower", width=192)
H, W, _ = image.shape
first_layers = Net(Volume(W=W, H=H, D=3), net.layers[:4]).adopt(net.weights[:4])  # the same weights, a larger image
maps = first_layers.forward(image[np.newaxis] / np.float32(255))[0]
print("photograph", image.shape, "-> maps", maps.shape)
draw.photograph(image, width=420)

# %%
chosen = [*order[:4], *order[-4:]]
titles = [f"filter {k}, {colour_share(learnt[k]):.0%} colour" for k in chosen]
draw.feature_maps(maps[:, :, chosen], titles, columns=4, size=230)

# %% [markdown]
# The upper four are grey detectors. They draw the outlines of the petals, each those of its direction, and
# hardly care which colour it is. The lower four go by colour: for them the flower is one large patch, or the
# leaves are, and the outlines hardly matter. (The lines along the border of some maps are no part of the
# flower. There the photograph meets the zeros of the padding, and that is an edge, too.)
#
# Here is the whole network with the photograph, made as small as the network takes it. Each column is a
# layer, each small picture in it a map. Beside the maps of the first convolution stand the filters that made
# them. Choose another image in the menu, or *your own*. Which filters answer to it most strongly?

# %% tags=["demo"]
NetworkExplorer(net="first_filters", image="flower")

# %% [markdown]
# **Click a map** of the second convolution (layer 5), and you see how it is made. Each of its input maps
# gives something to it, and the sum of all of it, with the bias, is the map. Click a number of it, and the
# Convolution explorer of lesson 1 shows the window behind that number. The button above it leads back.

# %% [markdown]
# ## 4. Why there are no more colours
#
# So let us look at the filters of the second convolution as well! It has 48 filters of 3 by 3.
#
# **Predict.** How many small pictures, one for each slice of each filter, are needed to show all of them?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 48 * 32
### END SOLUTION
practice.predict("11.c", guess)

# %%
second = net.weights[5]["w"].astype(float)
print("filters, rows, columns, slices:", second.shape)
k = int(np.abs(second).sum(axis=(1, 2, 3)).argmax())
draw.feature_maps(second[k], [f"for map {d}" for d in range(second.shape[3])], columns=8, size=90)

# %% [markdown]
# That is *one* filter, the strongest. Its slices are not red, green and blue: slice 0 is laid over the map
# that filter 0 of the first layer has made, slice 1 over the next, and so on. There are 32 "colours", and an
# eye has three. Besides, 3 by 3 weights in a picture tell you little. What counts is *which maps it brings
# together*.
#
# **Predict.** How many products are summed up for one single number of this layer?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 3 * 3 * 32
### END SOLUTION
practice.predict("11.d", guess)

# %% [markdown]
# We can sort these products by the map that they come from.
#
# ### Exercise 11.3: what each map gives (5 minutes)
#
# `window` and `w` are (F, F, D). Return D numbers: for each slice the sum of its products. (All D together
# and the bias make the answer of the filter.)


# %% tags=["exercise"]
def contributions(window, w):
    """What each slice of a window (F, F, D) gives to the answer of a filter (F, F, D): (D,)."""
    ### BEGIN SOLUTION
    return (window * w).sum(axis=(0, 1))
    ### END SOLUTION


# %% tags=["check"]
practice.check("11.3", contributions)


# %%
def as_input(image, net):
    """The middle square of a photograph (H, W, 3), as large as the net takes it, from 0 to 1: a batch of one."""
    H, W, _ = image.shape
    side = min(H, W)
    top, left = (H - side) // 2, (W - side) // 2
    square = image[top : top + side, left : left + side]
    return datasets.resize(square, net.volumes[0].W, net.volumes[0].H)[np.newaxis] / np.float32(255)


contributions = practice.use("11.3", contributions)
stages = net.activations(as_input(datasets.photograph("flower"), net))  # the image, then what each layer makes
before, after = stages[5][0].astype(float), stages[6][0].astype(float)
inside = after[1:-1, 1:-1]  # the windows of the outermost numbers reach into the border
i, j, k = (int(n) for n in np.unravel_index(inside.argmax(), inside.shape))
given = contributions(before[i : i + 3, j : j + 3], second[k])
print(f"strongest answer: filter {k}, row {i + 1}, column {j + 1}: {inside[i, j, k]:.3f}")
print(f"all contributions together:{given.sum():22.3f}")

# %% [markdown]
# (There is no bias in this layer; the batch normalisation behind it has a shift that does its work.) These
# are the first filters whose maps gave most to that number, for and against:

# %%
most = [int(d) for d in np.argsort(-np.abs(given))[:8]]
labels = [f"{given[d]:+.2f}".replace("-", "−") for d in most]
draw.image_grid(np.array([as_image(learnt[d]) for d in most]), labels, columns=8)

# %% [markdown]
# So that is what a filter of the second layer looks for: a *combination* of what the first has found, this
# one here, and that one beside it, and not that other one. It has no colour and no picture of its own. What
# one can do is to look for the images that it answers to, or make one; that is for a later lesson (Zeiler
# and Fergus 2014, Yosinski et al. 2015).
#
# ### How far does it see?
#
# The filter reads 3 by 3 numbers of each map. But each of these numbers has itself been made from a patch of the
# photograph. So how much of the photograph stands behind one number of the second convolution? Let us go layer by
# layer, and only across:
# - a pixel sees itself, 1 pixel;
# - a number of the first convolution (F = 7, stride 2) sees 7 pixels; the number beside it sees 7 others, which
#   begin **2 pixels** further on;
# - the pooling (F = 2, stride 2) looks at two of these side by side: 7 + 2 = 9 pixels; behind it, neighbours lie
#   2·2 = **4 pixels** apart.
#
# **Predict.** Then comes the second convolution, F = 3 with stride 1. How many pixels across does one of its
# numbers see?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 9 + (3 - 1) * 4
### END SOLUTION
practice.predict("11.e", guess)

# %%
photo = as_input(datasets.photograph("flower"), net)[0]


def seen(stage):
    """The photograph, dark where the number in the middle of this stage sees nothing of it."""
    middle = net.volumes[stage].H // 2
    part = patch(net, stage, row=middle, column=middle)
    dark = photo / 3
    dark[part] = photo[part]
    return dark


stages = {"first convolution": 2, "pooling": 5, "second convolution": 6, "third convolution": 10}
across = [fields(net)[stage][1] for stage in stages.values()]
labels = [f"{name}: {field.size} pixels" for name, field in zip(stages, across)]
draw.image_grid(np.array([seen(stage) for stage in stages.values()]), labels, columns=4, size=180)

# %% [markdown]
# That is its **receptive field**. A number of the first convolution can only know of a line or a patch of colour, one
# of the second of nearly the whole blossom, and one of the third sees the whole photograph, and zeros of the padding
# around it, for its 37 pixels are more than there are. That is one reason for having several layers: the early ones
# find small things, and whatever is large can only be found later.
#
# > **The rule.** Each layer adds F − 1 steps to what a number sees, and a step is as long as the product of all
# > strides before it.

# %% [markdown]
# ## 5. From noise to filters
#
# When in a training do the filters come about? Here is a small network for the same kind of photographs, with 16
# filters of 7 by 7 in its first convolution. A copy was put away from time to time while it learnt.
#
# **Predict.** Before the first step all its weights are random. Which share of the photographs will it name
# rightly, roughly?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 1 / 10
### END SOLUTION
practice.predict("11.f", guess)

# %% [markdown]
# Now play. On the left are all 16 filters, and above, on the right, the share of right answers. **Click a filter**
# to follow it: you see it at each checkpoint, and what it finds in three photographs. At which step have the answers
# become better than luck? At which step do the filters look like something? And when are the answers at their best?

# %% tags=["demo"]
growing = Growth()
growing.preset("nobody told it")
growing

# %% [markdown]
# Did you expect that order? Let us have it in numbers:


# %%
def about(filters, others):
    """How like others these filters are and how smooth, on average, and their least and largest share of colour."""
    alike = np.mean([similarity(v, w) for v, w in zip(filters, others)])
    shares = [colour_share(w) for w in filters]
    return alike, np.mean([smoothness(w) for w in filters]), min(shares), max(shares)


checkpoints = pretrained.checkpoints()
first = [one.net.weights[1]["w"].astype(float) for one in checkpoints]
print(" step  right  like the start  smooth  colour")
for one, filters in zip(checkpoints, first):
    alike, smooth, least, most = about(filters, first[0])
    print(f"{one.step:5} {one.accuracy:6.1%} {alike:12.2f} {smooth:z9.2f}   {least:4.0%} to {most:.0%}")

# %% [markdown]
# It comes in three acts.
# - **The first hundred steps:** the network already names nearly four times as many photographs as by luck, and its
#   first filters are still the random ones, to the eye and by the number. The later layers have learnt to make do
#   with them. Random filters, too, tell images apart.
# - **From step 200 to step 1000** the filters change beyond recognition: they become smooth, some give up colour, and
#   others live on it. The answers gain less than ten percentage points
#   meanwhile.
# - **From step 1400 on** the filters are nearly finished, and *now* the answers improve by twenty points. In this
#   part of the training the rate is lowered, step by step (the *schedule* of lesson 10), and all layers settle.
#
# So a net that answers better need not have better filters, and filters may grow while no answer shows it.
#
# One honest remark. In this training a pull towards 0 acts on all weights (the L2 of lesson 10, also called *weight
# decay*). It is ten times as strong as usual, so that what does not help fades away. Choose the training *bundled
# digits* in the explorer: there the pull is weaker and the training shorter. Much of the random start is left in the
# filters, and the answers are good all the same. Beautiful filters are not needed for good answers. But where they
# stay noisy after a long training, it may be a sign of too few images, or of too little pull.

# %% [markdown]
# ## 6. Your own digit
#
# A 7 stands on the pad. *Clear* it, draw a digit of your own, and the network follows while you draw: its maps,
# layer by layer, and its answer. When does it make up its mind, at the last stroke or before? And can you draw
# a digit that you read and it does not?

# %% tags=["demo"]
DrawDigit(ready="7")

# %% [markdown]
# Much of what you see in these maps is paper: nothing found here. After ReLU that is an exact 0. How much of a
# layer is silent?
#
# ### Exercise 11.4: silence (5 minutes)
#
# `x` are the maps of a layer (H, W, K) *before* ReLU. Return for each map the share of its numbers, from 0 to
# 1, that will be 0 after ReLU.


# %% tags=["exercise"]
def silent(x):
    """The share of each map (H, W, K) that is 0 after ReLU: (K,)."""
    ### BEGIN SOLUTION
    return (x <= 0).mean(axis=(0, 1))
    ### END SOLUTION


# %% tags=["check"]
practice.check("11.4", silent)


# %%
silent = practice.use("11.4", silent)
reader = pretrained.mnist()
digits, labels = datasets.digits()
x = datasets.enlarged(digits[:200])  # 20 by 20 in the middle of 28 by 28, as the digits of MNIST are
print(f"of these bundled digits it names {reader.accuracy(x, labels[:200]):.0%} rightly")
stages = reader.activations(x)
for n, name in ((2, "first convolution"), (6, "second convolution")):
    shares = np.mean([silent(one) for one in stages[n]], axis=0)
    print(f"{name:18} silent: {shares.mean():.0%}, a map from {shares.min():.0%} to {shares.max():.0%}")

# %% [markdown]
# More than half of all numbers are 0, in the second layer more than in the first. A filter that looks for
# something definite is silent at most places: that is what makes its answer worth hearing. If a map is silent
# at *every* place of *every* image, its filter is **dead**: no gradient comes through its ReLU any more, and it
# will stay so. Here is none of these:

# %%
for n, name in ((2, "first convolution"), (6, "second convolution")):
    dead = (stages[n] <= 0).all(axis=(0, 1, 2))
    print(f"{name:18} {dead.sum()} dead maps of {dead.size}")

# %% [markdown]
# ## 7. Your own photograph
#
# At the end of the network stand ten scores. Softmax makes probabilities of them (lesson 10).
#
# ### Exercise 11.5: which class, and how sure? (7 minutes)
#
# Return the number of the class with the highest score, and its probability: e to the power of its score,
# divided by the sum of e to the power of all of them. Scores may be as large as 1000, and e to the power of
# 1000 is more than a computer can hold. (It changes nothing if you take the largest from all scores first.)


# %% tags=["exercise"]
def best_class(scores):
    """The class with the highest of the scores (K,), and its probability: two numbers."""
    ### BEGIN SOLUTION
    best = int(np.argmax(scores))
    powers = np.exp(scores - scores.max())
    return best, float(powers[best] / powers.sum())
    ### END SOLUTION


# %% tags=["check"]
practice.check("11.5", best_class)

# %% [markdown]
# These are the ten classes that the network knows. There is no other word in its language:

# %%
best_class = practice.use("11.5", best_class)
classes = datasets.CIFAR10_CLASSES
print(", ".join(classes))

# %% [markdown]
# How good is it at these? Two networks that know them come with the course: the one whose large filters you
# have seen, and a deeper one, with small filters, that was trained for longer. This is how often each names
# photographs rightly that it had not learnt from:

# %%
for name in ("first_filters", "cifar10"):
    print(f"{name:14} {pretrained.records(name)[-1].validation:.1%}")

# %% [markdown]
# That is measured on photographs *of these ten things*. Three other photographs come with the course: a
# temple, a flower, and Grace Hopper, who wrote one of the first compilers. None of them is any of the ten.
#
# **Predict.** What is the *sum* of the ten probabilities for such a photograph?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 1
### END SOLUTION
practice.predict("11.g", guess)


# %%
def answer(x, net):
    """What a net says of an image (H, W, D): "ship, 87 %"."""
    best, probability = best_class(net.forward(x[np.newaxis])[0, 0, 0].astype(float))
    return f"{classes[best]}, {probability:.0%}"


judge = pretrained.cifar10()
names = ("china", "flower", "hopper")
pictures = [as_input(datasets.photograph(name), judge)[0] for name in names]
pictures.append(np.random.default_rng(0).random((32, 32, 3), dtype=np.float32))
draw.image_grid(np.array(pictures), [answer(x, judge) for x in pictures], size=180, columns=4)

# %% [markdown]
# These are the answers of the better one. The last image is pure noise; it gets an answer too, and every one
# of the four is wrong. A network of this kind *must* choose. Its probability says: "of the ten, and if this were
# a photograph like those that I have learnt from, ...". It does not say how sure one may be that the thing is
# any of the ten. When you read that a network is "99 % sure", ask what it was allowed to say.
#
# Now your own: choose *your own* in the menu of images. Photographs of one of the ten things, large, in the
# middle and from the side, have the best chance. The image is cut to its middle square and made 32 by 32; see
# for yourself how little is left of it, before you blame the network.

# %% tags=["demo"]
NetworkExplorer(net="cifar10", image="hopper")

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Ask for a photograph from the room: someone's dog, the car in the yard. Let them bet
# > first. Then one that is none of the ten. The discussion about probabilities comes by itself.

# %% [markdown]
# ## 8. Practise
#
# Questions on what one number of a layer sees, and on the sum behind it, without end; the same `seed` gives the same
# questions. Put your guess where the dots are. `questions.worked()` shows the way to the answer, and
# `questions.next()` asks the next one; they grow harder.

# %%
questions = practice.drill("receptive field", seed=11)
questions

# %%
questions.answer(...)

# %% [markdown]
# ## Summary
#
# - The filters of the first layer read the image, so that they can be shown as images: 0 grey, one scale for
#   all three colours.
# - Trained on photographs, they become edges and stripes in many directions, and opposing colours, though
#   nobody asks for it. Against noise as a control, that is no accident.
# - A filter of a later layer has a slice for each map before it. It is no picture; it says which findings
#   are brought together. One can show its map, the sum that this is, and the window behind a number.
# - What a number sees of the image, its receptive field, grows layer by layer: by F − 1 steps, each as long as the
#   product of the strides before.
# - Answers get better long before the first filters look good, and again after; with a weak pull on the weights much
#   of the noise stays.
# - After ReLU most numbers are 0. A map that never speaks is dead.
# - A network chooses among its classes, whatever it is shown. Its probabilities add up to 1 on noise as well.
#
# ## To read on
#
# - D. H. Hubel, T. N. Wiesel: Receptive fields, binocular interaction and functional architecture in the
#   cat's visual cortex. *Journal of Physiology* 160 (1962), 106-154. Cells that answer to edges of one
#   direction.
# - B. A. Olshausen, D. J. Field: Emergence of simple-cell receptive field properties by learning a sparse
#   code for natural images. *Nature* 381 (1996), 607-609. Edges from photographs without any classes.
# - A. Krizhevsky, I. Sutskever, G. E. Hinton: ImageNet classification with deep convolutional neural
#   networks. NIPS 2012. Figure 3: the first filters, and the division into grey and colour.
# - M. D. Zeiler, R. Fergus: Visualizing and understanding convolutional networks. ECCV 2014. Beyond the
#   first layer, and how features develop during training.
# - J. Yosinski, J. Clune, Y. Bengio, H. Lipson: How transferable are features in deep neural networks?
#   NIPS 2014. First filters are alike whatever the task.
# - J. Yosinski, J. Clune, A. Nguyen, T. Fuchs, H. Lipson: Understanding neural networks through deep
#   visualization. ICML Deep Learning Workshop 2015. Live maps of a camera's image.
# - A. M. Saxe et al.: On random weights and unsupervised feature learning. ICML 2011. How far random filters
#   get.
# - A. Nguyen, J. Yosinski, J. Clune: Deep neural networks are easily fooled. CVPR 2015. Very sure, and wrong.
