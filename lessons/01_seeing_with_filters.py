# %% [markdown]
# # 1. Seeing with filters
#
# **45 to 60 minutes.** You need Python with NumPy, and you need to know what a dot product is.
#
# A convolutional network looks at a photograph and says "cat". Inside there is no cat, and no eye either:
# there are multiplications, additions, and one very simple decision, made a few million times. This lesson
# asks one question: **how can a sum of products see?**
#
# When you are through, you can
# - say what an image is to a computer: a *volume* of numbers, with a width, a height and a depth;
# - work out by hand what a filter answers to a window, and say what the size and the sign of the answer mean;
# - design a filter that finds what you want it to find;
# - explain why one filter serves the whole image, and count its weights;
# - show what goes missing when there is no non-linearity between two filters;
# - train a small network on handwritten digits, here, and look at its first mistakes.
#
# Before each experiment there is a prediction. Type your guess before you look: a wrong guess that you have
# made teaches more than a right answer that you have read. The exercises check themselves and name your
# mistake; if you are stuck all the same, the solutions stand in the folder `solutions`.

# %% tags=["setup"]
import numpy as np

from cnnlib import FC, Conv, Volume, datasets, draw, practice, recipes
from cnnlib.explorers import Convolution, FilterLab, live

# %% [markdown]
# ## First, a minute of play
#
# Run the next cell (Shift+Enter). On the left is a photograph, in the middle stand nine numbers, and on the
# right is what the nine numbers make of the photograph. Choose other filters in the list *filter*, then
# another photograph. Which filter draws the roofs and leaves out the walls? Which one draws nothing, but makes
# the picture milky? You need not know yet how it is done: in half an hour you will be able to work out any
# point of the right-hand picture by hand. (The line of coloured letters above says how large that picture is.
# It is the matter of lesson 2, and can be left alone today.)

# %% tags=["demo"]
FilterLab(filter="Sobel y", border="extend")

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Sections 1 and 2 take 15 minutes, 3 and 4 (the photograph) 15, 5 and 6 another 15,
# > training 10. With only 20 minutes: sections 2, 3 and 7. Ask before you run anything: "What does your
# > telephone's camera hand to a program?" Expect "colours" and "pixels"; go on asking until somebody says
# > "numbers".

# %% [markdown]
# ## 1. What an image is to a computer
#
# Here is a photograph of a temple, and what NumPy knows about it.

# %%
china = datasets.photograph("china")
H, W, D = china.shape
print(f"{H} rows, {W} columns, {D} slices: {china.size:,} numbers, each from {china.min()} to {china.max()}.")

# %% [markdown]
# An image is a block of numbers with three sides. We call it a **volume** and write it width × height ×
# depth:

# %%
photograph = Volume(W=W, H=H, D=D)
print(photograph, "holds", photograph.size, "numbers")

# %% [markdown]
# Its depth is 3 because there is one number for red, one for green and one for blue. Cut the block along its
# depth and you get three **depth slices**, each an image in its own right. In the picture, the same small
# patch is enlarged in each of them, until its numbers can be read.

# %%
draw.volume_slices(china, patch=(170, 220, 6, 6))

# %% [markdown]
# Two ways to read out of such a block will come back again and again:
#
# - `x[:, :, d]` is a **depth slice**: one number for each pixel;
# - `x[row, column, :]` is a **depth column**: all numbers of one pixel.
#
# In code the row comes first and then the column, as for matrices. That is why the array's shape is (height,
# width, depth), though we say "width × height".

# %%
print("one slice: ", china[:, :, 0].shape)
print("one column:", china[170, 220, :], "(red, green and blue of a single pixel)")

# %% [markdown]
# A network is made of **neurons**, each of which computes one number, and they stand in **layers**, one behind
# the other. A neuron of a *convolutional* layer does not look at the whole photograph. It looks through a small
# **window**, here 3 pixels wide and 3 pixels high: local across the image, but through its full depth.
#
# **Predict.** How many numbers does a 3 by 3 window of this photograph hold?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = china[170:173, 220:223, :].size
### END SOLUTION
practice.predict("01.a", guess)

# %%
window = china[170:173, 220:223, :]
print("the window's shape:", window.shape)
print("its numbers:", window.size)

# %% [markdown]
# > **The rule.** An image is a volume. A window of it is small in width and height, and as deep as the image.

# %% [markdown]
# ## 2. A window and a filter
#
# A **filter** is a block of numbers of the same shape as the window. Its numbers are called **weights**. The
# filter's answer to a window is the dot product: multiply each pixel by the weight that lies on it, add up
# all the products, add one more number, the **bias**.
#
# Let us begin with a grey image, of depth 1. On the left of this window it is dark, on the right it is
# bright:

# %%
edge = np.array([[1, 1, 9], [1, 1, 9], [1, 1, 9]])
dark_to_bright = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
print("window\n", edge, "\nfilter\n", dark_to_bright)

# %% [markdown]
# **Predict.** With bias 0, what does this filter answer to this window? Do it in your head, row by row.

# %% tags=["predict"]
### BEGIN SOLUTION
guess = np.sum(edge * dark_to_bright)
### END SOLUTION
practice.predict("01.b", guess)

# %%
products = edge * dark_to_bright
print("products\n", products)
print("their sum:", products.sum())

# %% [markdown]
# A number alone says little. Compare what the same filter answers to other windows:

# %%
windows = {
    "dark to bright": edge,
    "bright to dark": edge[:, ::-1],
    "dark above bright": edge.T,
    "flat and dark": np.full((3, 3), 1),
    "flat and bright": np.full((3, 3), 9),
}
for name, window in windows.items():
    print(f"{name:24}{np.sum(window * dark_to_bright):4}")

# %% [markdown]
# This is all there is to "seeing". The answer is large where the window looks like the filter, negative where
# it looks like the filter's opposite, and zero where it has nothing to do with it. The filter is a
# **detector**, and its weights are a small picture of what it looks for.
#
# If you write the numbers of the window in one long row, and those of the filter as well, it is the dot
# product of two vectors that you know from linear algebra, $w^T x + b$. We will come back to that in lesson
# 2.

# %% [markdown]
# ### Exercise 1.1: a window and a filter (5 minutes)
#
# Write the function that everything else stands on. The window and the filter both have the shape (F, F, D),
# whatever F and D are. The answer is a single number.


# %% tags=["exercise"]
def window_response(window, w, b):
    """The dot product of a window and a filter, both (F, F, D), plus the bias b."""
    ### BEGIN SOLUTION
    return np.sum(window * w) + b
    ### END SOLUTION


# %% tags=["check"]
practice.check("01.1", window_response)

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** The usual wrong answers are `window @ w` (a matrix product: ask what shape it has),
# > and `np.sum(window * w + b)`, which adds the bias 27 times. Let somebody say in words what a negative
# > answer means before you go on.

# %% [markdown]
# ## 3. Filters on a real photograph
#
# Now let the window slide: lay it on one place of the image after the other, and write each answer down where
# the window stood. The answers make an image of their own, the filter's **activation map** (or response).
# Press play, and watch `dark_to_bright` slide over a letter N:

# %% tags=["demo"]
# Each weight has its place as a name, "filter,slice,row,column"; the name "0" is the bias of filter 0.
weights = {f"0,0,{row},{column}": int(weight) for (row, column), weight in np.ndenumerate(dark_to_bright)}
Convolution(W=7, F=3, S=1, P=0, D1=1, K=1, source="letter", w_edits=weights | {"0": 0}, formula="short")

# %% [markdown]
# Next comes a photograph, with far more places than one would care to count.
#
# **Predict.** On the white wall of a house every pixel is 200. What does `dark_to_bright` answer there?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = np.sum(np.full((3, 3), 200) * dark_to_bright)
### END SOLUTION
practice.predict("01.c", guess)

# %% [markdown]
# Back to the filter lab. *Sobel x* is a cousin of our filter: it goes from −1 to 1 as well, but trusts the middle
# row twice as much. Point at the edge of a roof, at a wall, at the sky, and read the nine products. Where the
# map is blue the answer is positive, where it is red, negative. Then change weights: double-click a weight,
# type a number, press Enter.
#
# The lab works on a small copy of the photograph, so that you can point at a single pixel and see the map
# change at once. (`border="extend"` repeats the outermost pixels where a window hangs over the edge; lesson 2
# says more about that.)

# %% tags=["demo"]
lab = FilterLab(filter="Sobel x", border="extend")
lab

# %% [markdown]
# Try these, one after the other, and say for each what it looks for before you look at the map:
#
# 1. *Sobel y*, the same filter turned by 90°. Which lines of the temple appear, and which go?
# 2. *box blur* with F = 5. All weights have the same sign. Does it detect anything? (The "/ 25" beside it
#    means that the sum of products is divided by 25, as *Gaussian blur* has "/ 16": so the answer is an
#    average, and the weights stay whole numbers.)
# 3. *Laplacian*. Its middle weight is against all its neighbours.
# 4. *red − green*, with *colour* switched on, on the flower. This filter has three slices.
#
# The same can be said in code. Every setting can be read and set, and the answer is an array:

# %%
print("answers from", lab.output.min(), "to", lab.output.max())
sky = lab.output[5:25, 5:25]
print("in a patch of sky from", sky.min(), "to", sky.max())

# %% [markdown]
# > **The rule.** A filter whose weights sum to zero is blind to brightness and answers to change. The place
# > of the signs says which change.

# %% [markdown]
# ### Exercise 1.2: the other diagonal (5 minutes)
#
# This filter finds bright lines that fall from left to right, like \\. The weights on the line are positive,
# those beside it negative, and they sum to 0.

# %%
falling = np.array([[2, -1, -1], [-1, 2, -1], [-1, -1, 2]])
draw.filters(falling, ["finds lines that fall"])

# %% [markdown]
# Design one that finds bright lines that *rise* from left to right, like /. Write it as three rows of three
# weights, as `falling` is written. There is more than one right answer: your filter is judged by what it
# does.

# %% tags=["exercise"]
### BEGIN SOLUTION
rising = [[-1, -1, 2], [-1, 2, -1], [2, -1, -1]]
### END SOLUTION

# %% tags=["check"]
practice.check("01.2", rising)

# %% [markdown]
# Now let both filters slide over a zigzag line. This is how `cnnlib` computes a map in code:


# %%
def answers(image, w):
    """The activation map of one filter (F, F) on a grey image (H, W)."""
    layer = Conv(K=1, F=w.shape)
    one_image = image.reshape(1, *image.shape, 1)  # a layer wants many images, each with a depth,
    one_filter = {"w": w.reshape(1, *w.shape, 1), "b": np.zeros(1)}  # and many filters, with their biases
    maps = layer.forward(one_filter, one_image)[0]  # what else `forward` hands back is for training
    return maps[0, :, :, 0]


# %%
rising = np.array(practice.use("01.2", rising))
zigzag = np.zeros((10, 30))
zigzag[[1, 2, 3, 4, 5, 6, 7, 8, 7, 6, 5, 4, 3, 2] * 2, np.arange(1, 29)] = 9
draw.photograph(zigzag, width=420, alt="a zigzag line: it falls, rises, falls and rises")

# %%
both_maps = np.stack([answers(zigzag, rising), answers(zigzag, falling)], axis=-1)
draw.feature_maps(both_maps, ["your filter", "falling"], size=420)

# %% [markdown]
# Which strokes of the zigzag are blue in which map, and what happens where the line turns? Here are both on
# the photograph, yours first. (*ReLU* is switched on, which leaves out the negative answers: more on that in
# a moment.) A photograph is less tidy than a zigzag: the slopes of the top roof move both filters, only each
# moves its own filter more. But look at the tree on the right. Of one and the same tangle of leaves the first
# map keeps the strokes that rise, and the second those that fall.


# %% tags=["demo"]
def lab_for(w):
    """A filter lab with these weights."""
    weights = {f"0,{row},{column}": float(weight) for (row, column), weight in np.ndenumerate(w)}
    return FilterLab(F=3, w_edits=weights, relu=True, border="extend")


lab_for(rising)

# %% tags=["demo"]
lab_for(falling)

# %% [markdown]
# ## 4. The sign, and what ReLU does with it
#
# A negative answer says "the opposite is here". Mostly we do not want to know: a detector for bright lines
# should be silent where there is none, not shout in the negative. So after each convolution comes a
# **non-linearity**, most often the plainest of all, the *rectified linear unit* or **ReLU**: what is negative
# becomes 0, the rest stays as it is.
#
# $$\text{ReLU}(x) = \max(0, x)$$
#
# ### Exercise 1.3: ReLU (5 minutes)
#
# `x` is an array of any shape. Return a new array of that shape; do not change `x`.


# %% tags=["exercise"]
def relu(x):
    """max(0, x), number by number."""
    ### BEGIN SOLUTION
    return np.maximum(x, 0)
    ### END SOLUTION


# %% tags=["check"]
practice.check("01.3", relu)

# %% [markdown]
# What does it do to the map? Count before and after.

# %%
relu = practice.use("01.3", relu)
before, after = lab.output, relu(lab.output)
for name, y in {"before": before, "after": after}.items():
    print(f"{name:7} negative {np.mean(y < 0):4.0%}, zero {np.mean(y == 0):4.0%}, positive {np.mean(y > 0):4.0%}")

# %% tags=["demo"]
FilterLab(filter="Sobel x", relu=True, border="extend")

# %% [markdown]
# Only one kind of edge is left, from dark to bright. Nothing is lost for good, though: a second filter with
# all its signs turned round finds the other kind. That is why layers have many filters.

# %% [markdown]
# ## 5. Why one filter is used everywhere
#
# We slid *the same* weights over the whole photograph. We could have given each place weights of its own, so
# why do we not?
#
# Because **what is useful to detect here is useful to detect there.** An edge is an edge in any corner of the
# image. And there is a second gain: if the image moves, the map moves with it, and is otherwise the same. Let
# us try this on a small image, with a bright blob on it, and the blob two columns further to the right.

# %%
blob = np.zeros((12, 12))
blob[4:8, 2:5] = 9
moved = np.roll(blob, 2, axis=1)
draw.image_grid([blob, moved], ["the blob", "the moved one"], size=150)

# %%
map_of_blob, map_of_moved = answers(blob, dark_to_bright), answers(moved, dark_to_bright)
print("the map has moved, too:", np.array_equal(np.roll(map_of_blob, 2, axis=1), map_of_moved))
draw.feature_maps(np.stack([map_of_blob, map_of_moved], axis=-1), ["map of the blob", "of the moved one"], size=150)

# %% [markdown]
# The third gain is the number of weights.
#
# **Predict.** A convolutional layer has K = 8 filters of 3 by 3 and works on our photograph of depth 3. How
# many parameters does it have in all, weights and biases?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = Conv(K=8, F=3).parameters(photograph)
### END SOLUTION
practice.predict("01.d", guess)

# %% [markdown]
# Compare this with two other layers. The first is `FC`, *fully connected*: each of its neurons sees the whole
# photograph and has a weight for every number of it. In the second, every neuron has a small window, but
# weights of its own.

# %%
shared = Conv(K=8, F=3, P=1)  # P = 1 is a border of one pixel, so that there is a neuron for every pixel
neurons = shared.output(photograph).size
per_neuron = Conv(K=1, F=3).parameters(photograph)

print(f"every neuron sees everything, 8 neurons:       {FC(K=8).parameters(photograph):>12,}")
print(f"every neuron has a window and its own weights: {neurons * per_neuron:>12,}")
print(f"every neuron has a window, 8 filters shared:   {shared.parameters(photograph):>12,}")

# %% [markdown]
# The second line has as many neurons as the third, each with as large a window. All that it lacks is the
# agreement to use the same filter everywhere, which is called **parameter sharing**. The agreement makes
# sense as long as the places of the image are alike. In passport photographs they are not: the eyes are
# always above the mouth, and there it can pay to give each place filters of its own (Taigman et al. 2014).

# %% [markdown]
# ### Exercise 1.4: count the parameters (5 minutes)
#
# Write the count as a function of the filter's size F, the depth D of the input and the number of filters K.


# %% tags=["exercise"]
def count_parameters(F, D, K):
    """Weights and biases of K filters of F x F on an input of depth D."""
    ### BEGIN SOLUTION
    weights_of_one = F * F * D
    return (weights_of_one + 1) * K
    ### END SOLUTION


# %% tags=["check"]
practice.check("01.4", count_parameters)

# %%
count_parameters = practice.use("01.4", count_parameters)
print("one 5 x 5 filter on a colour image:", count_parameters(F=5, D=3, K=1), "parameters")
print("the same on an image of any other size:", Conv(K=1, F=5).parameters(Volume(W=1000, H=1000, D=3)))

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Ask: "What do you have to change in the count when the photograph is twice as wide?"
# > Wait for the silence. Common wrong answers: the bias once for the layer, and the depth forgotten (a filter
# > "is" 3 by 3, so it has 9 weights).

# %% [markdown]
# ## 6. Two filters in a row
#
# One filter sees edges. To see a corner, or an eye, a second layer looks at the *maps* of the first. But if
# we simply put one filter behind the other, we are in for a disappointment.
#
# **Predict.** A 3 by 3 filter works on the image, and a second 3 by 3 filter on its map. One answer of the
# second: a window of how many pixels *across* does it depend on?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 3 + (3 - 1)  # windows 3 wide, the last of them two pixels further
### END SOLUTION
practice.predict("01.e", guess)

# %% [markdown]
# So the pair is *as large* as a single filter of that size. In fact it *is* one. Here are the two:

# %%
draw.filters(np.stack([dark_to_bright, falling])[:, :, :, np.newaxis], ["the first", "the second"])

# %% [markdown]
# Every weight of the second filter puts a copy of the first in its place, and the copies add up to one larger
# filter:


# %%
def in_a_row(first, second):
    """One filter that does what `first` and then `second` do."""
    F1, F2 = len(first), len(second)
    both = np.zeros((F1 + F2 - 1, F1 + F2 - 1))
    for (row, column), weight in np.ndenumerate(second):
        both[row : row + F1, column : column + F1] += weight * first
    return both


both = in_a_row(dark_to_bright, falling)
draw.filters(both, ["both in a row"])

# %%
grey = datasets.photograph("china", width=160).mean(axis=2)
one_after_the_other = answers(answers(grey, dark_to_bright), falling)
at_once = answers(grey, both)
print("the same map:", np.allclose(one_after_the_other, at_once))

# %% [markdown]
# Two layers, and all that for what one layer could have done. It goes on like this: any number of layers that
# only multiply and add collapse into one. Now put a ReLU between them:

# %%
with_relu = answers(relu(answers(grey, dark_to_bright)), falling)
print("still the same map:", np.allclose(with_relu, at_once))
print(f"answers that differ: {np.mean(~np.isclose(with_relu, at_once)):.0%}")

# %% [markdown]
# No single filter can do that. The simple decision "is it positive?" is what makes depth worth having.
#
# > **The rule.** After each convolution comes a non-linearity. Without it, a stack of layers is one layer.

# %% [markdown]
# ## 7. Filters that nobody designed
#
# So far you chose the weights. A network *learns* them: it starts with random filters, looks at labelled
# examples, and moves every weight a little in the direction that makes the error smaller. How it finds that
# direction is the matter of lesson 10. Today we let it do so, on digits that people really wrote by
# hand, 8 by 8 pixels each.

# %%
(x_train, y_train), (x_test, y_test) = datasets.split(*datasets.digits())
print(len(x_train), "digits to learn from,", len(x_test), "held out:", x_train.shape[1:], "each")
draw.image_grid(x_train[:16], [str(label) for label in y_train[:16]], size=64)

# %% [markdown]
# The network is a chain of volumes. You know all its pieces but one: `Pool` keeps the largest of every 2 by 2
# answers. The training data will be gone through 18 times; each time is called an *epoch*.

# %%
epochs = 18
net, training = recipes.train_digits(seed=0, epochs=epochs)
for layer, volume in zip(["input", *net.layers], net.volumes):
    print(f"{layer!s:18}{volume}")
print(f"{net.parameters:,} parameters; so far the weights are random numbers, and the biases are 0")
untrained = net.weights[0]["w"].copy()  # the filters of the first layer, to be looked at again

# %% [markdown]
# The last volume holds ten numbers, a score for each digit, and the network names the digit with the highest
# score. With random weights it can only guess:

# %%
print(f"right before training: {np.sum(net.predict(x_test) == y_test)} of the {len(y_test)} held-out digits")

# %% [markdown]
# Now watch it learn. In each epoch it sees all training digits once, each shifted by up to a pixel, so that
# it learns not to mind where a digit stands. The held-out digits are never used to change a weight: they tell
# us what the network is worth on handwriting that it has not seen.
#
# Before you run the cell: what share of the held-out digits will it get right in the end? Write your guess on
# paper, and how you came by it.

# %% tags=["varies"]
records = list(live(training, epochs=epochs))  # one record a step, and the picture keeps up with them

# %% [markdown]
# It took some seconds. Which digits does it still get wrong? Would you have known?

# %% tags=["varies"]
said = net.predict(x_test)
wrong = np.flatnonzero(said != y_test)
print(f"held-out digits named rightly: {np.mean(said == y_test):.1%}; wrong: {len(wrong)} of {len(y_test)}")
draw.image_grid(x_test[wrong[:8]], [f"a {y_test[n]}, said {said[n]}" for n in wrong[:8]])

# %% [markdown]
# And these are the filters of its first layer, half of them: above as they were, random, and below as they are
# now, with nobody to tell the network what to look for:

# %% tags=["varies"]
learnt = net.weights[0]["w"]
titles = [f"{k} {when}" for when in ("before", "after") for k in range(8)]
draw.filters(np.concatenate([untrained[:8], learnt[:8]]), titles, numbers=False, columns=8)

# %% [markdown]
# You will know most of them again: training moved every weight a little, from wherever it happened to begin,
# and that was enough. Some have a positive side and a negative side, as `dark_to_bright` has; for others it
# would be hard to find a name. Be careful with names: these filters were not asked to be edge detectors, only
# to help in telling digits apart, and 3 by 3 weights on 8 by 8 pixels leave little room to look like
# anything. In networks for large photographs, with filters of 7 or 11 pixels, the first layer is easier to
# read: edges in all directions, and colours set against each other (Krizhevsky et al. 2012). You will meet
# such filters in lesson 11.

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Let the room guess the accuracy first; guesses go from 60 to 100 %. Then show the
# > mistakes and vote: most rooms do no better on them than the network. Expected question: "How does it know
# > in which direction to move the weights?" Promise the lesson on back-propagation; do not start it here.

# %% [markdown]
# ## Summary
#
# - An image is a volume of numbers. A window of it is small across and goes through the full depth.
# - A filter's answer is the dot product of its weights and the window, plus a bias: large where the window
#   looks like the filter, negative where it looks like the opposite.
# - Weights that sum to zero make a detector of change, blind to brightness.
# - The same filter serves every place, because what is useful here is useful there. It has F·F·D weights and
#   one bias, whatever the size of the image.
# - ReLU keeps what is positive. Without such a step between them, two layers collapse into one.
# - Filters need not be designed: they can be learnt from examples.
#
# Next: how large is the map that comes out, and why? [Lesson 2, *How big is the
# output?*](02_how_big_is_the_output.ipynb)
#
# ## To read on
#
# - D. H. Hubel, T. N. Wiesel: Receptive fields, binocular interaction and functional architecture in the
#   cat's visual cortex. *Journal of Physiology* 160 (1962), 106-154. Neurons that answer to edges of one
#   direction.
# - K. Fukushima: Neocognitron. *Biological Cybernetics* 36 (1980), 193-202. Detectors shared over all places,
#   layer upon layer.
# - Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition.
#   *Proceedings of the IEEE* 86 (1998), 2278-2324. Networks like yours, reading cheques.
# - V. Nair, G. E. Hinton: Rectified linear units improve restricted Boltzmann machines. ICML 2010.
# - A. Krizhevsky, I. Sutskever, G. E. Hinton: ImageNet classification with deep convolutional neural
#   networks. NIPS 2012. Its Figure 3 shows learnt filters.
# - Y. Taigman, M. Yang, M. Ranzato, L. Wolf: DeepFace. CVPR 2014. Layers without sharing, for aligned faces.
