# %% [markdown]
# # 4. Sharing parameters
#
# **60 to 75 minutes.** You need lessons 1 to 3: filters, output sizes, and volumes.
#
# AlexNet, the network that made all this famous, has 290,400 neurons in its first layer. Join each of them to
# the whole image, and the layer has more parameters than the memory of an ordinary computer can hold. It has
# 34,944. **Where did the others go, and what was given up with them?**
#
# They went in two steps. First each neuron was given a small window instead of the whole image; then all
# neurons of a map were given the same weights. We take the steps one at a time, since each is a claim about
# images, and a claim can be wrong.
#
# When you are through, you can
# - count the parameters of a layer that is joined in full, locally, or with shared filters;
# - compute a locally connected layer by hand, and say how it differs from a convolution;
# - count AlexNet's first layer in all three ways;
# - explain why the gradient of a shared weight is a sum over all places, and compute it;
# - show by experiment what sharing is good for, and name a case in which it is not.

# %% tags=["setup"]
import numpy as np

from cnnlib import FC, Conv, Net, Pool, ReLU, Volume, augment, datasets, draw, padding, practice
from cnnlib.accounting import BYTES, in_words
from cnnlib.explorers import Connections
from cnnlib.gradcheck import mismatch
from cnnlib.layers import GlobalPool, LocallyConnected
from cnnlib.optim import Adam, cosine
from cnnlib.threads import on_one_thread
from cnnlib.train import fit

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Sections 1 to 3 take 20 minutes, 4 and 5 (special case and gradient) 15, the two
# > experiments 15. With only 20 minutes: sections 2, 3 and 6. *Lecture* under the Connections explorer hides
# > the controls, and *Next* then goes through the story of this lesson. Keep the three words apart all the
# > time: *full* is about how much a neuron sees, *local* as well, and only *shared* is about whose the
# > weights are.

# %% [markdown]
# ## 1. Everything joined to everything
#
# The oldest kind of layer is *fully connected*: each neuron has a weight for every number of its input. For
# an image of 32 by 32 in colour that is bearable.
#
# **Predict.** An image of 200 by 200 pixels, in colour. How many weights has *one* fully connected neuron?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 200 * 200 * 3
### END SOLUTION
practice.predict("04.a", guess)

# %%
for size in (32, 200, 227):
    image, bias = Volume(W=size, H=size, D=3), 1
    print(f"{image!s:14}{FC(K=1).parameters(image) - bias:9,} weights for one neuron")

# %% [markdown]
# And one neuron is no layer. For as many as AlexNet's first layer has:

# %%
image = Volume(W=227, H=227, D=3)
first_layer = Conv(K=96, F=11, S=4)
everything = FC(K=first_layer.output(image).size)
print(f"{everything.K:,} neurons, {everything.parameters(image):,} parameters")
print("memory for these numbers:", in_words(BYTES * everything.parameters(image)))

# %% [markdown]
# It is not only a matter of memory. So many weights need a great many examples to settle them, and a network
# with too few learns its examples by heart. Nor is it plain what a neuron should do with it all: whether
# there is an edge in the upper left corner does not depend on the pixels at the lower right.

# %% [markdown]
# ## 2. First step: a window each
#
# So we let a neuron see a window only, F by F across, and, as you know from lesson 3, through the full depth.
# This is **local connectivity**. The claim behind it: *what belongs together in an image stands close
# together.*
#
# **Predict.** A neuron with a window of 3 by 3 works on a volume of 16 by 16 by 20. How many weights has it?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 3 * 3 * 20
### END SOLUTION
practice.predict("04.b", guess)

# %%
for F, volume in ((5, Volume(W=32, H=32, D=3)), (3, Volume(W=16, H=16, D=20))):
    weights = Conv(K=1, F=F, bias=False).parameters(volume)
    print(f"{volume!s:12}window of {F} x {F}: {weights:4} weights in place of {volume.size:,}")

# %% [markdown]
# Every neuron still has weights of its own. Take a single row: 7 numbers, windows of 3, stride 1, one neuron
# for each window.
#
# **Predict.** How many weights have these neurons together, without their biases?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = (7 - 3 + 1) * 3
### END SOLUTION
practice.predict("04.c", guess)

# %% [markdown]
# Here is that row three times: joined in full, locally, and, already, with shared weights. A letter stands
# for a neuron's own weights: *a0*, *a1*, *a2* belong to neuron a. Point at the neurons, one after the other,
# and see which wires light up and which weights they carry. Then move F up to 7. How many neurons are left,
# and what has become of the difference between the three?
#
# (The drawing, and the tables of weights under it, are of a row. All other numbers count an image that is as
# high as it is wide: *each 3·3·1* and not 3. The bars stand on a scale on which each mark means ten times as
# many.)

# %% tags=["demo"]
Connections(W=7, F=3, S=1, P=0, D1=1, K=1)

# %% [markdown]
# ### Exercise 4.1: a locally connected row (8 minutes)
#
# Write the layer in the middle. `x` is a row of numbers, `w` has the shape (W2, F), a row of weights for each
# place, and `b` has W2 biases. Place j reads F numbers from `x[j * S]` on. Return W2 numbers.


# %% tags=["exercise"]
def local_row(x, w, b, S):
    """A neuron at each place, with weights w (W2, F) and biases b (W2,) of their own, on a row x: (W2,)."""
    ### BEGIN SOLUTION
    W2, F = w.shape
    y = np.zeros(W2)
    for j in range(W2):
        y[j] = np.sum(x[j * S : j * S + F] * w[j]) + b[j]
    return y
    ### END SOLUTION


# %% tags=["check"]
practice.check("04.1", local_row)

# %%
local_row = practice.use("04.1", local_row)
row = np.array([0.0, 0, 5, 5, 5, 0, 0])
same_everywhere = np.array([[-1.0, 0, 1]] * 5)
its_own_each = np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1], [-1, 0, 1]])
print("the same weights at each place:", local_row(row, same_everywhere, np.zeros(5), S=1))
print("weights of their own:          ", local_row(row, its_own_each, np.zeros(5), S=1))

# %% [markdown]
# If all rows of `w` are equal, you get the map of a filter, and it can be read as a map: an edge up, an edge
# down. If each place asks a question of its own, five numbers come out that have nothing to do with one
# another.

# %% [markdown]
# ## 3. Second step: the same weights everywhere
#
# The second claim is bolder: *what is worth detecting at one place is worth detecting at every other.* So all
# neurons of a depth slice use the same weights and the same bias. This is **parameter sharing**, and the
# shared weights are what we have called a filter all along.
#
# Now to AlexNet. Its first layer has K = 96 filters of 11 by 11 on an image of 227 by 227 by 3, stride 4, no
# padding. Every number that comes out is a neuron.
#
# **Predict.** How many neurons are there?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = ((227 - 11) // 4 + 1) ** 2 * 96
### END SOLUTION
practice.predict("04.d", guess)

# %% [markdown]
# **Predict.** How many parameters would the layer have if each of these neurons had a window, and weights and
# a bias of its own?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 290_400 * (11 * 11 * 3 + 1)
### END SOLUTION
practice.predict("04.e", guess)

# %% [markdown]
# **Predict.** And how many has it with shared filters, as it was built?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = (11 * 11 * 3 + 1) * 96
### END SOLUTION
practice.predict("04.f", guess)

# %%
unshared = LocallyConnected(K=96, F=11, S=4)
neurons = first_layer.output(image)
print(f"{image} -> {neurons}: {neurons.size:,} neurons, whichever way they are joined")
for name, layer in {"full": everything, "local": unshared, "shared": first_layer}.items():
    count = layer.parameters(image)
    print(f"{name:8}{count:18,} parameters {in_words(BYTES * count):>10}")

# %% [markdown]
# Each step divides by a large number. From full to local it is, but for the biases, the number of times that a
# window goes into the image; from local to shared it is the number of places.

# %%
window, places = Volume(W=11, H=11, D=3), neurons.W * neurons.H
print(f"full / local   = {everything.parameters(image) / unshared.parameters(image):7,.1f}", end="; ")
print(f"image / window = {image.size / window.size:,.1f}")
print(f"local / shared = {unshared.parameters(image) / first_layer.parameters(image):7,.1f}; places = {places:,}")

# %% [markdown]
# Here is the whole layer. The sliders go as far as AlexNet and a little further. Two things to find:
#
# 1. Move W and S. Which of the three counts does not change, and why?
# 2. Find a setting in which sharing saves nothing and all three counts are the same. (Start from W = 7.)

# %% tags=["demo"]
Connections(W=227, F=11, S=4, P=0, D1=3, K=96)

# %% [markdown]
# When you have found yours, run this.

# %%
for W, F in ((7, 3), (14, 3), (7, 7)):
    small, shared, local = Volume(W=W, H=W, D=1), Conv(K=4, F=F), LocallyConnected(K=4, F=F)
    full = FC(K=shared.output(small).size)
    counts = [f"{layer.parameters(small):7,}" for layer in (full, local, shared)]
    print(f"W = {W:2}, F = {F}: full {counts[0]}, local {counts[1]}, shared {counts[2]}")

# %% [markdown]
# The shared count depends on F, D and K, and not on the width and height of the image. And where the window is
# the whole image there is but one place, so that nothing is left to be shared, and all three are the same
# layer: a fully connected layer is a convolution with F = W, of which a later lesson makes good use.
#
# Now we know what is dear and what is cheap. Here is a layer that stands in many networks, 64 filters of 3 by 3
# on 64 slices, and what becomes of its parameters if one number is changed:

# %%
usual = Volume(W=56, H=56, D=64)  # crop: at S = 2 a last row and column of the border are not read
for change in ({}, {"F": 5}, {"F": 7}, {"F": 11}, {"K": 128}, {"S": 2}):
    layer = Conv(**({"K": 64, "F": 3, "P": 1, "crop": True} | change))
    label = "".join(f"{name} = {value}" for name, value in change.items())
    print(f"{label or 'as it is':10}{layer.parameters(usual):9,} parameters")

# %% [markdown]
# F counts twice, as F·F, which is one more reason for filters of 3 by 3. K counts once here and once more in
# the *next* layer, whose filters become that much deeper. A stride costs no parameters at all.

# %% [markdown]
# ### Exercise 4.2: three counts (8 minutes)
#
# A layer with K maps of W2 by W2 numbers, windows of F by F at stride S, no padding, on an image of W by W by
# D. Return three whole numbers, biases included: its parameters if each neuron sees the whole image, if each
# has a window and weights of its own, and if the filters are shared.


# %% tags=["exercise"]
def three_counts(W, D, F, S, K):
    """Parameters of the same layer in full, local and shared connection."""
    ### BEGIN SOLUTION
    W2 = (W - F) // S + 1
    neurons = W2 * W2 * K
    window = F * F * D
    return neurons * (W * W * D + 1), neurons * (window + 1), (window + 1) * K
    ### END SOLUTION


# %% tags=["check"]
practice.check("04.2", three_counts)

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Before AlexNet's three numbers appear, let the room write down the ratio of the
# > second to the third. It is the number of places, 55 · 55, and needs no long multiplication. If somebody
# > arrives at 105,415,200, ask what is missing. (That is 290,400 · 363: the biases.)

# %% [markdown]
# ## 4. Sharing is a special case
#
# A convolutional layer is a locally connected layer whose places happen to agree. To see this, write the
# shared filters out at every place.
#
# ### Exercise 4.3: filters at every place (6 minutes)
#
# `w` has the shape (K, F, F, D). Return an array of shape (H2, W2, K, F, F, D) that holds a copy of all the
# filters at each place: entry `[i, j]` is `w`.


# %% tags=["exercise"]
def spread(w, H2, W2):
    """The filters w, (K, F, F, D), at each of H2 x W2 places: (H2, W2, K, F, F, D)."""
    ### BEGIN SOLUTION
    everywhere = np.zeros((H2, W2, *w.shape))
    for i in range(H2):
        for j in range(W2):
            everywhere[i, j] = w
    return everywhere
    ### END SOLUTION


# %% tags=["check"]
practice.check("04.3", spread)

# %%
spread = practice.use("04.3", spread)
rng = np.random.default_rng(0)
x, w = rng.standard_normal((1, 9, 9, 3)), rng.standard_normal((4, 3, 3, 3))
shared, local = Conv(K=4, F=3, bias=False), LocallyConnected(K=4, F=3, bias=False)
everywhere = spread(w, 7, 7)
y_shared, shared_cache = shared.forward({"w": w}, x)
y_local, local_cache = local.forward({"w": everywhere}, x)
print(f"{w.size} weights and {everywhere.size:,} weights; the same output:", np.allclose(y_shared, y_local))

# %% [markdown]
# So whatever a convolutional layer can do, a locally connected one could do as well, and more. That is why
# sharing is a *restriction*: we forbid the network most of what it could do, because we believe
# that we know better.

# %% [markdown]
# ## 5. How a shared weight learns
#
# Training has one number that says how wrong the network is, the **loss** (lesson 10 defines it). A weight is
# moved in the direction that makes the loss smaller, and to find it we need the **gradient**: by how much does
# the loss grow if the weight grows a little? Without sharing, a weight is used at one place.
# Now it is used at all.
#
# Take the smallest case, a filter of a single weight w. It slides over four numbers, 3, −1, 2 and 6, so the
# outputs are 3w, −w, 2w and 6w. Let the loss be the sum of the four outputs.
#
# **Predict.** What is the gradient of this loss with respect to w?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 3 - 1 + 2 + 6
### END SOLUTION
practice.predict("04.g", guess)

# %%
inputs = np.array([3.0, -1, 2, 6])
for weight in (0.5, 1.5):
    print(f"w = {weight}: outputs {weight * inputs}, loss {np.sum(weight * inputs):4}")

# %% [markdown]
# When w grows by 1, each output moves by its own input, and the loss by all four moves together.
#
# > **The rule.** The gradient of a shared weight is the sum of the gradients that it would have at each place
# > if it were there alone.
#
# Mostly the loss is not a plain sum, and cares more for one output than for another. How much, is what the
# layer is told by the layers behind it, in an array `dy`: `dy[j]` is the gradient of the loss with respect to
# output j.
#
# ### Exercise 4.4: the gradient of a shared filter (8 minutes)
#
# A filter of F weights slides over the row `x` with stride S. Place j pulls at the F weights by `dy[j]` times
# the window that it reads. Return the F gradients.


# %% tags=["exercise"]
def shared_gradient(x, dy, F, S):
    """The gradient (F,) of a filter on a row x, where dy (W2,) is the loss's gradient at its outputs."""
    ### BEGIN SOLUTION
    dw = np.zeros(F)
    for j in range(len(dy)):
        dw += dy[j] * x[j * S : j * S + F]
    return dw
    ### END SOLUTION


# %% tags=["check"]
practice.check("04.4", shared_gradient)

# %% [markdown]
# Never trust a gradient that has not been checked. The check needs no theory: change the weights a little,
# and see whether the loss changes as the gradient says. `mismatch` does so along a random direction, and
# tells how far the two are apart, relatively.

# %%
shared_gradient = practice.use("04.4", shared_gradient)
x_row, dy_row, w_row = rng.standard_normal(13), rng.standard_normal(6), rng.standard_normal(3)


def loss():
    """What a filter of 3 at stride 2 makes of the row, weighed by dy."""
    return sum(dy_row[j] * np.dot(x_row[2 * j : 2 * j + 3], w_row) for j in range(6))


right = shared_gradient(x_row, dy_row, F=3, S=2)
print("the sum over the places is right: ", mismatch(loss, w_row, right, rng) < 1e-6)
print("the mean over the places is right:", mismatch(loss, w_row, right / 6, rng) < 1e-6)

# %% [markdown]
# The same holds for the two layers of section 4, in two dimensions, with all slices and filters. Both get the
# same `dy`:

# %%
dy = rng.standard_normal(y_shared.shape)
dw_shared = shared.gradients(shared_cache, dy)["w"]
dw_local = local.gradients(local_cache, dy)["w"]
print("shared:", dw_shared.shape, " local:", dw_local.shape)
print("the sum over the 7 x 7 places is the shared gradient:", np.allclose(dw_local.sum(axis=(0, 1)), dw_shared))

# %% [markdown]
# Here the ways part. The local layer moves each place by its own gradient, so after a single step its places
# no longer agree. The shared filters are moved by what all 49 places say together: each image teaches them 49
# times.

# %%
after_a_step = everywhere - 0.1 * dw_local
print("the places still agree:", np.allclose(after_a_step, after_a_step[0, 0]))

# %% [markdown]
# ## 6. What sharing is good for
#
# The parameters saved are one thing. The claim behind them is another: *what is useful here is useful there.*
# Let us put it to the test, with handwritten digits on a canvas of 16 by 16, the digit always in the middle.

# %%
(x_train, y_train), (x_test, y_test) = datasets.split(*datasets.digits())
canvas_train, canvas_test = padding.pad(x_train, (4, 4)), padding.pad(x_test, (4, 4))


def moved(images, pixels):
    """Each image moved by up to so many pixels, at random, but the same way at each call."""
    return augment.shifts(pixels)(images, np.random.default_rng(1)) if pixels else images


titles = [f"{when}: {label}" for when in ("centred", "moved") for label in y_test[:6]]
draw.image_grid(np.concatenate([canvas_test[:6], moved(canvas_test, 3)[:6]]), titles, columns=6)

# %% [markdown]
# Two networks, alike but for their first layer. Both have 32 filters of 5 by 5, in the one shared, in the
# other each place has its own. Behind it each slice gives its largest answer (`GlobalPool`), and ten neurons
# decide on these 32 numbers.
#
# **Predict.** How many times as many parameters has the local layer as the shared one?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = (16 - 5 + 1) ** 2
### END SOLUTION
practice.predict("04.h", guess)

# %%
canvas = Volume(W=16, H=16, D=1)
kinds = {"shared": Conv(K=32, F=5), "local": LocallyConnected(K=32, F=5)}
for name, layer in kinds.items():
    print(f"{name:8}{canvas} -> {layer.output(canvas)}: {layer.parameters(canvas):7,} parameters")

# %% [markdown]
# We train both of them twice, once on centred digits and once on digits that stand up to three pixels off,
# and then ask for digits that neither has seen, moved by 0 to 3 pixels. (`Adam` is the rule by which the
# weights are moved, and `cosine` makes its steps smaller towards the end; lesson 10 tells more.)


# %%
def trained(volume, layers, images, labels, epochs):
    """A new network, trained; some seconds each."""
    net = Net(volume, layers).init(seed=0)
    for _ in on_one_thread(fit(net, images, labels, epochs=epochs, batch=32, optimiser=Adam(0.01), schedule=cosine)):
        pass
    return net


def shares(net):
    """The share of held-out digits that a network names rightly when they are moved by up to 0, 1, 2, 3 pixels."""
    return [float(net.accuracy(moved(canvas_test, pixels), y_test)) for pixels in range(4)]


# %% [markdown]
# Before you run the next cell: which of the four networks will read moved digits? Write down an order. (The four
# trainings take a while.)

# %% tags=["varies"]
found = {}
for taught in ("centred", "moved"):
    for name, layer in kinds.items():
        layers = [layer, ReLU(), GlobalPool("max"), FC(K=10)]
        images = moved(canvas_train, 3 if taught == "moved" else 0)
        found[f"{name}, taught {taught}"] = shares(trained(canvas, layers, images, y_train, epochs=15))

print("digits named rightly, when moved by up to 0, 1, 2 and 3 pixels:")
for name, row in found.items():
    print(f"{name:24}" + "".join(f"{share:8.0%}" for share in row))
panel = {name: (range(4), row) for name, row in found.items()}
alt = "Shared filters stay near the top wherever the digits stand; local ones fall, or never get there."
draw.lines({"share of digits named rightly": panel}, "moved by up to so many pixels", alt, limits=(0, 1.05))

# %% [markdown]
# After training on centred digits both networks read centred digits equally well: the first column of the
# first two lines. But let the digits stand off by at most a single pixel, and the local network gets fewer
# than half of them, for now the strokes meet neurons that were never taught about them. The shared filters
# know at every place what they have learnt at one.
#
# Now compare the second line with the fourth. Training on moved digits helps the local network with moved
# digits, and costs it half of the centred ones: these are now but one of the 7 · 7 positions in which a digit
# may stand, and it has to learn each digit anew in each of them. The shared filters hardly need the training.
#
# Is it really that the local network has too few examples? Give it each training digit eight times, moved in
# eight ways:

# %% tags=["varies"]
more, more_labels = moved(np.concatenate([canvas_train] * 8), 3), np.concatenate([y_train] * 8)
net = trained(canvas, [kinds["local"], ReLU(), GlobalPool("max"), FC(K=10)], more, more_labels, epochs=4)
print(f"{'local, 8 times as many':24}" + "".join(f"{share:8.0%}" for share in shares(net)))

# %% [markdown]
# It is: with more examples it reads most digits in all positions, though still fewer than the shared filters,
# which had an eighth of them. What we do not tell a network it has to learn, and learning costs examples.
#
# Be careful with the conclusion, though. It is the layer *and* the maximum over all places behind it that
# make this network indifferent to moves. Put a fully connected layer directly behind the map, and the network
# minds moves again, for that layer does not share. (Try it: `[layer, ReLU(), Pool(), FC(K=10)]`.) Large
# networks, too, are less indifferent to small moves than one would think (Azulay and Weiss 2019).

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Let the room vote on the order before you run the cell; expect "local, since it has
# > more parameters". The two lines worth a minute of silence are the second and the fourth. The shared
# > network of the first line has never seen a digit off the centre, and reads them all the same.

# %% [markdown]
# ## 7. When not to share
#
# Sharing takes all places to be alike. In some images they are not. In a passport photograph the eyes are
# above the mouth, and it *matters* that they are. We have no such photographs here, but we can make a task of
# the kind from digits: cut each digit in two, leave a gap, and put the halves on paper either in the right
# order or the wrong way round. The network is to say which.


# %%
def halves(above, below):
    """Two half digits, one above the other, with empty space around and between: (N, 16, 16, 1)."""
    empty = np.zeros((len(above), 2, 8, 1), np.float32)
    return padding.pad(np.concatenate([empty, above, empty, empty, below, empty], axis=1), (0, 4))


def both_orders(digits):
    """All digits in the right order, with the label 0, then all the wrong way round, with the label 1."""
    top, bottom = digits[:, :4], digits[:, 4:]
    return np.concatenate([halves(top, bottom), halves(bottom, top)]), np.repeat([0, 1], len(digits))


(halves_train, order_train), (halves_test, order_test) = both_orders(x_train), both_orders(x_test)
some = [0, 1, 2, 3, len(x_test), len(x_test) + 1, len(x_test) + 2, len(x_test) + 3]
draw.image_grid(halves_test[some], ["right"] * 4 + ["wrong"] * 4, size=110)

# %% [markdown]
# Three networks this time: shared filters and filters of each place's own, both with the maximum over all
# places behind them, and then shared filters with a fully connected layer behind small pooling windows. Which
# of them will tell right from wrong, and how well does one do by guessing? Write it down.

# %% tags=["varies"]
shared, local = Conv(K=16, F=3), LocallyConnected(K=16, F=3)
networks = {
    "shared, largest anywhere": [shared, ReLU(), GlobalPool("max"), FC(K=2)],
    "local, largest anywhere": [local, ReLU(), GlobalPool("max"), FC(K=2)],
    "shared, then place by place": [shared, ReLU(), Pool(), FC(K=2)],
}
for name, layers in networks.items():
    net = trained(canvas, layers, halves_train, order_train, epochs=8)
    print(f"{name:30}{net.parameters:7,} parameters: {net.accuracy(halves_test, order_test):4.0%} named rightly")

# %% [markdown]
# The first line is guessing, and training for longer would not help. Both orders consist of the same windows,
# only at other places. Shared filters give them the same answers, and so the largest answer is the same:

# %%
blind = Net(canvas, networks["shared, largest anywhere"][:3]).init(seed=0)
right, wrong = np.split(halves_test, 2)
print("the same 16 numbers for both orders:", np.allclose(blind.forward(right), blind.forward(wrong)))

# %% [markdown]
# The local layer can do it, since each of its places has filters of its own. It is right to give up sharing
# where *the place is the message*. But read the third line before you do. There the filters *are* shared, and
# what comes after them looks at the places. It does about as well with a small part of the parameters. This
# is how most networks are built: share as long as you detect, and look at the places at the end.
#
# So layers without sharing have stayed rare. They are used where all images are laid out alike, as faces are
# once they have been turned to the front and centred: in DeepFace three such layers stand behind the
# convolutions (Taigman et al. 2014).

# %% [markdown]
# ## 8. Practise
#
# Questions on parameters, without end, of the harder kind; the same `seed` gives the same questions. Put your
# guess where the dots are. `questions.worked()` shows the way to the answer, and `questions.next()` asks the
# next one.

# %%
questions = practice.drill("parameters", seed=4, level=3)
questions

# %%
questions.answer(...)

# %% [markdown]
# The explorer asks, too. Its bars are covered until you have typed your guess; move a slider, and it asks
# again.

# %% tags=["demo"]
asking = Connections(W=32, F=5, S=1, P=2, D1=3, K=10)
asking.predict("parameters")
asking

# %% [markdown]
# ## Summary
#
# - A fully connected neuron has a weight for every number of the image. That does not scale.
# - *Local connection*: a window each, F·F·D weights. The claim: what belongs together stands together.
# - *Parameter sharing*: one filter for all places of a slice, (F·F·D + 1)·K parameters in all. The claim:
#   what is useful here is useful there.
# - AlexNet's first layer has 290,400 neurons either way; sharing divides the parameters by the number of
#   places, 55·55.
# - A convolutional layer is a locally connected one whose places agree. They go on agreeing because a shared
#   weight moves by the *sum* of what all places want.
# - Shared filters know everywhere what they have learnt somewhere. What comes behind them decides whether the
#   network still minds the place.
# - Do not share where the place is the message, or share and look at the places afterwards.
#
# Next: all those windows and filters are one matrix product, and that is how they are really computed. [Lesson
# 5, *Convolution as one matrix product*](05_one_matrix_product.ipynb)
#
# ## To read on
#
# - K. Fukushima: Neocognitron. *Biological Cybernetics* 36 (1980), 193-202. Detectors shared over all places,
#   layer upon layer.
# - Y. LeCun: Generalization and network design strategies. Technical report CRG-TR-89-4, University of
#   Toronto (1989). Full, local and shared connections compared on digits, as you have done here.
# - Y. LeCun et al.: Backpropagation applied to handwritten zip code recognition. *Neural Computation* 1
#   (1989), 541-551. Shared weights, and gradients that are summed.
# - A. Krizhevsky, I. Sutskever, G. E. Hinton: ImageNet classification with deep convolutional neural
#   networks. NIPS 2012.
# - Y. Taigman, M. Yang, M. Ranzato, L. Wolf: DeepFace. CVPR 2014. Layers without sharing.
# - S. d'Ascoli, L. Sagun, G. Biroli, J. Bruna: Finding the needle in the haystack with convolutions: on the
#   benefits of architectural bias. NeurIPS 2019. Convolutional networks are written out, much as in section 4
#   but as fully connected ones, and trained on from there.
# - A. Azulay, Y. Weiss: Why do deep convolutional networks generalize so poorly to small image
#   transformations? *Journal of Machine Learning Research* 20 (2019).
