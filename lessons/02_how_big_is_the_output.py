# %% [markdown]
# # 2. How big is the output?
#
# **45 to 60 minutes**, without the two sections marked *further*, which can be left for another day. You need
# lesson 1: a window, a filter, and their dot product.
#
# A filter slides over an image and writes a number for each place where it stops. How many numbers are that?
# There is a formula:
#
# $$\text{output} = \frac{W - \big(d\,(F-1)+1\big) + 2P}{S} + 1$$
#
# You could learn it by heart. But it is more useful, and hardly longer, to see **why it has these terms**,
# since then you will also know what to do when it gives 4.5. We begin with nothing but W and F, and add one
# term at a time.
#
# When you are through, you can
# - count the places of a window, and derive the formula from the counting;
# - say what stride, padding and dilation each do to the output, and what they are for;
# - tell when a setting does not fit, name the three ways to deal with it, and repair it;
# - compute any single number of an output volume by hand, and write the whole convolution as two loops;
# - fill in the specification card of a convolutional layer.

# %% tags=["setup"]
import numpy as np

from cnnlib import Conv, FitError, Net, Volume, draw, output_size, practice
from cnnlib.explorers import Convolution, FilterLab, SizeMap

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Sections 1 to 3 take 15 minutes, padding and borders 15, dilation 10, the convolution
# > demo and the card 15; 6 and 9 come on top. With only 20 minutes: sections 1, 2, 3, 4 and 8. In the
# > explorers, *Next* goes through ready-made settings: neurons and wires at strides 1 and 2, one that does not
# > tile, same size, dilation, the convolution demo, the NumPy example, and then two that the lesson does not
# > use, a 1 by 1 filter and the first layer of LeNet. Keep asking "where does the last window
# > start?": every term of the formula is an answer to that.

# %% [markdown]
# ## 1. Sliding and counting
#
# Take a single row of W = 7 numbers and a window of F = 3. It starts at the left, moves one place at a time,
# and stops when it would hang over the end.
#
# **Predict.** At how many places does it stand?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = len([start for start in range(7) if start + 3 <= 7])
### END SOLUTION
practice.predict("02.a", guess)

# %% [markdown]
# Count them. In this picture the inputs stand below and the output neurons above; each neuron is joined by
# wires to the inputs that it reads. Press play, or point at a neuron. All neurons use the same three weights,
# 1, 0 and −1. Over the picture stands the formula, with only those of its terms that are at work here; the
# others come when their sliders are moved.

# %% tags=["demo"]
Convolution(view="1-D", W=7, F=3, S=1, P=0, formula="short")

# %%
starts = [start for start in range(7) if start + 3 <= 7]
print("the window starts at", starts)
print(len(starts), "places")

# %% [markdown]
# The last window starts at W − F. Up to there it makes W − F steps, and it has stood at one place before the
# first step:
#
# > **The rule.** At stride 1 there are W − F + 1 outputs. The **+ 1** is the first window, which needs no
# > step.

# %% [markdown]
# ## 2. Stride: longer steps
#
# Now the window moves S places at a time. S is called the **stride**.
#
# **Predict.** The same row, W = 7 and F = 3, at stride S = 2: how many places?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = len(range(0, 7 - 3 + 1, 2))
### END SOLUTION
practice.predict("02.b", guess)

# %% tags=["demo"]
Convolution(view="1-D", W=7, F=3, S=2, P=0, formula="short")

# %% [markdown]
# The way is as long as before, W − F, but it is covered in steps of S, so the steps are (W − F)/S:
#
# > **The rule.** (W − F)/S + 1 outputs. Only the way is divided by S, not the first window.
#
# What about S = 3? `cnnlib` has an opinion. (The P in it is a border around the row, of which more in section
# 4; so far P = 0.)

# %%
for S in (1, 2, 3):
    try:
        print(f"S = {S}:", output_size(W=7, F=3, S=S))
    except FitError as error:
        print(f"S = {S}:", error)

# %% [markdown]
# ## 3. When it does not fit
#
# **Predict.** W = 10, F = 3, S = 2. What does the formula give? Type what it gives, even if it looks odd.

# %% tags=["predict"]
### BEGIN SOLUTION
guess = (10 - 3) / 2 + 1
### END SOLUTION
practice.predict("02.c", guess)

# %% tags=["demo"]
misfit = Convolution(W=10, F=3, S=2, P=0, D1=1, K=1, formula="short")
misfit

# %% [markdown]
# The hatched column on the right and the hatched row at the bottom are read by no window. Something has to be
# done about them, and there are three conventions:
#
# | convention | what it does | who does it |
# |---|---|---|
# | exact | refuses, and says why | `cnnlib`, unless told otherwise |
# | floor, or crop | rounds down: what is left over is not read | PyTorch; `crop=True` in `cnnlib` |
# | ceil | rounds up: the last window hangs over the edge | some pooling layers, when asked to |

# %%
from cnnlib.shapes import ceil_size, exact_size, floor_size, repairs

print("exact:", float(exact_size(W=10, F=3, S=2)))
print("floor:", floor_size(W=10, F=3, S=2))
print("ceil: ", ceil_size(W=10, F=3, S=2))

# %% [markdown]
# Rounding down is not wrong: ResNet, the network that won the ImageNet competition for naming photographs in
# 2015, does it in its first layer. But it should be done on purpose, and not because nobody noticed that a
# column of the image is thrown away. The buttons in the picture offer settings that fit; in code they are

# %%
print(repairs(W=10, F=3, S=2))

# %% [markdown]
# A border (P) is not among them. It stands on both sides and adds 2P numbers, an even number; but the window
# travels 10 − 3 = 7 places, an odd number, and 7 + 2P cannot be covered in steps of 2.

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Most of the room will have said 4 at the prediction, because Python or PyTorch has
# > taught them to. Ask what happened to the last column, and whether the network would notice if all its
# > images had their right border painted over.

# %% [markdown]
# ## 4. Padding: keeping the size
#
# Every filter larger than one pixel makes the map smaller than the image. In a deep network that adds up:

# %%
stack = Net(Volume(W=32, H=32, D=1), [Conv(K=1, F=3)] * 15)
print("widths after each layer:", *[volume.W for volume in stack.volumes])

# %% [markdown]
# So we put a border of P pixels, mostly zeros, around the image before the window slides. P is the
# **padding**. It stands on *both* sides, which makes the row 2P longer:
#
# > **The rule.** (W − F + 2P)/S + 1 outputs.
#
# Here is the row of five inputs, with P = 1. Move the slider of P from 0 to 1 and back, then the one of S to
# 2, and to 3.

# %% tags=["demo"]
Convolution(view="1-D", W=5, F=3, S=1, P=1, formula="short")

# %%
for S in (1, 2, 3):
    print(f"W = 5, F = 3, P = 1, S = {S}: the formula gives {float(exact_size(W=5, F=3, S=S, P=1)):.4g}")

# %% [markdown]
# **Predict.** A filter of F = 5 slides at stride 1. Which P gives an output of the same size as the input?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = (5 - 1) // 2
### END SOLUTION
practice.predict("02.d", guess)

# %%
from cnnlib.shapes import same_padding

for F in (1, 3, 5, 7):
    P = same_padding(F)
    print(f"F = {F}: P = {P}, and 7 inputs give {output_size(W=7, F=F, P=P)} outputs")

# %% [markdown]
# > **The rule.** At stride 1, P = (F − 1)/2 keeps the size.
#
# That needs an odd F, which is one reason why filters are 3, 5 or 7 pixels wide:

# %%
try:
    same_padding(4)
except FitError as error:
    print(error)

# %% [markdown]
# All of this in one picture: the filter size across, the padding down, and in each cell the output for W = 7 at
# stride 1. The outlined cells keep the size. Move S to 2 and 3, and cells are hatched: they do not fit. Then
# choose "F and S" across and down, W = 10 and P = 0, and look for the 4.5 of section 3. A click on a cell opens
# that setting, and *Back to the map* leads back.

# %% tags=["demo"]
SizeMap(axes="F-P", P=1)

# %% [markdown]
# ### Exercise 2.1: zeros around an image (7 minutes)
#
# Write `pad` without `np.pad`: make an array of zeros that is large enough, and put x in the right place of
# it. `x` has the shape (H, W, D), and H need not be W. Give the result the `dtype` of x.


# %% tags=["exercise"]
def pad(x, P):
    """x, (H, W, D), with P rows and columns of zeros on each side: (H + 2P, W + 2P, D)."""
    ### BEGIN SOLUTION
    H, W, D = x.shape
    padded = np.zeros((H + 2 * P, W + 2 * P, D), dtype=x.dtype)
    padded[P : P + H, P : P + W] = x
    return padded
    ### END SOLUTION


# %% tags=["check"]
practice.check("02.1", pad)

# %%
pad = practice.use("02.1", pad)
print(pad(np.array([[[1], [2]], [[3], [4]]]), P=1)[:, :, 0])

# %% [markdown]
# ## 5. What happens at the border
#
# Padding does more than keep the size. To see what, let us take a filter that only averages its 3 by 3
# pixels, and apply it again and again.


# %%
def average(image, times, P, mode="zero"):
    """A 3 x 3 average of a batch of images, so many times one after the other."""
    layer = Conv(K=1, F=3, P=P, mode=mode)
    weights = {"w": np.full((1, 3, 3, 1), 1 / 9), "b": np.zeros(1)}
    for _ in range(times):
        image = layer.forward(weights, image)[0]  # [0] is the output; what comes after it is for training
    return image


# %% [markdown]
# Put a single 1 on a black image, average, and add up all that comes out. In the middle of the image it is
# shared out among nine neighbours, but none of it is lost. And in the corner?

# %%
for P in (0, 1):
    for place, index in {"middle": (0, 7, 7, 0), "corner": (0, 0, 0, 0)}.items():
        spot = np.zeros((1, 15, 15, 1))
        spot[index] = 1
        left = [f"{average(spot, times, P).sum():.3f}" for times in (1, 2, 3)]
        print(f"P = {P}, {place}: what is left after 1, 2 and 3 layers:", *left)

# %% [markdown]
# Without padding the corner pixel is read by a single window, and what it has to say is **washed away** after
# two or three layers. With P = 1 four windows read it. In this picture each pixel carries the number of
# windows that read it (*show* is set to *reads*; the products are hidden meanwhile). Move P from 0 to 1 and
# look at the corner pixel, which is then the first one inside the border. The border's own cells are no
# pixels and carry no count.

# %% tags=["demo"]
Convolution(W=7, F=3, S=1, P=0, D1=1, K=1, show="coverage")

# %% [markdown]
# But zeros are an invention. Nothing in a photograph says that the world is black outside.
#
# **Predict.** An image of ones, 5 by 5, with P = 1. A 3 by 3 filter of ones (bias 0) adds up what it sees: 9
# in the middle. And in the corner?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = np.sum(pad(np.ones((5, 5, 1)), P=1)[0:3, 0:3])
### END SOLUTION
practice.predict("02.e", guess)

# %%
ones = np.ones((1, 15, 15, 1))
sums = 9 * average(ones, times=1, P=1)[0, :, :, 0]
print("top left corner of the sums\n", sums[:3, :3].round().astype(int))

# %% [markdown]
# The image is the same everywhere, and its map is not: the border fades. With every layer the fading creeps
# further in. The averages of ones should all be 1; here they are after 1, 5 and 20 layers:

# %%
fading = np.concatenate([average(ones, times, P=1)[0] for times in (1, 5, 20)], axis=-1)
for k, times in enumerate((1, 5, 20)):
    print(f"layers: {times:2}, corner {fading[0, 0, k]:.2f}, middle {fading[7, 7, k]:.2f}")
draw.feature_maps(fading, ["1 layer", "5 layers", "20 layers"])

# %% [markdown]
# There are other ways to fill the border. **Mirror** repeats the pixels behind the border pixel in reverse,
# **extend** repeats the border pixel itself:

# %%
from cnnlib import padding

row_of_pixels = np.array([1, 2, 3, 4]).reshape(1, 1, 4, 1)
for mode in ("zero", "mirror", "extend"):
    padded = padding.pad(row_of_pixels, (0, 2), mode)
    corner = average(ones, 20, P=1, mode=mode)[0, 0, 0, 0]
    print(f"{mode:7}{padded.ravel()}, corner of ones after 20 layers: {corner:.2f}")

# %% [markdown]
# In the filter lab you can see the three on a photograph. With *zeros*, an edge detector finds a frame that
# nobody photographed.

# %% tags=["demo"]
FilterLab(filter="Sobel y", F=5, border="zero")

# %% [markdown]
# Zeros are used all the same, nearly always: they are simple, they cost nothing, and a network can learn to
# live with them. It can even make use of them, since they tell it where the border is (Islam et al. 2020).

# %% [markdown]
# ## 6. Two axes (further)
#
# An image need not be square, nor a filter, and the stride down need not be the stride across. The formula is
# used twice, once for each axis. In `cnnlib` a pair means (down, across), as in an array's shape: `F=(3, 5)`
# is 3 rows high and 5 columns wide.
#
# **Predict.** An image with 7 rows and 11 columns, `F=(3, 5)`, `S=(1, 2)`, P = 0. How many rows and columns
# come out? Type `(rows, columns)`.

# %% tags=["predict"]
# two numbers in brackets
### BEGIN SOLUTION
guess = (output_size(W=7, F=3, S=1), output_size(W=11, F=5, S=2))
### END SOLUTION
practice.predict("02.f", guess)

# %% tags=["demo"]
Convolution(separate=True, H=7, W=11, FH=3, F=5, SH=1, S=2, P=0, D1=1, K=1)

# %% [markdown]
# Unequal strides are rare in photographs, where down and across are much alike. For sound, with time on one
# axis and pitch on the other, they make good sense.

# %% [markdown]
# ## 7. Dilation: a filter with gaps
#
# There is one term left. A filter can be spread out: with **dilation** d it reads every d-th pixel. It has as
# many weights as before, but spans more. Here d = 1 is an ordinary filter. (Some notes count the pixels left
# out instead, so that their 0 is our 1.)
#
# **Predict.** How many pixels does a filter of F = 3 with dilation 2 span, from its first to its last, both
# counted?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 2 * (3 - 1) + 1
### END SOLUTION
practice.predict("02.g", guess)

# %% tags=["demo"]
Convolution(view="1-D", W=9, F=3, S=1, P=0, dilation=2)

# %% [markdown]
# F weights have F − 1 gaps between them. The filter is as wide as d(F − 1) + 1 pixels, its **extent**, and
# the extent takes the place of F. Now the formula is whole:
#
# > **The rule.** (W − (d(F − 1) + 1) + 2P)/S + 1.
#
# What is it good for? Layers with dilations 1, 2, 4 and so on see far with few weights (Yu and Koltun 2016):

# %%
from cnnlib.shapes import extent

for dilations in ((1, 1, 1), (1, 2, 4)):
    seen = 1 + sum(extent(3, dilation) - 1 for dilation in dilations)
    print(f"three 3 x 3 layers, dilations {dilations}: one number sees {seen} pixels across")

# %% [markdown]
# ### Exercise 2.2: what a dilated filter reads (5 minutes)
#
# Return the pixels of the window whose top left corner is at `row`, `column`, for a filter of F by F with
# this dilation. The result has the shape (F, F, D). A slice `x[start:stop:step]` takes every step-th row.


# %% tags=["exercise"]
def dilated_window(x, row, column, F, dilation):
    """The pixels (F, F, D) that a dilated filter reads of x, (H, W, D)."""
    ### BEGIN SOLUTION
    span = dilation * (F - 1) + 1
    return x[row : row + span : dilation, column : column + span : dilation]
    ### END SOLUTION


# %% tags=["check"]
practice.check("02.2", dilated_window)

# %% [markdown]
# ### Exercise 2.3: the formula, in your hand (7 minutes)
#
# Return at how many places the window lies *wholly* inside the padded row, as an `int`. Where it does not fit
# exactly, what is left over is not read. You may assume that the filter is not larger than the padded row.


# %% tags=["exercise"]
def positions(W, F, S, P, dilation):
    """How many windows lie wholly inside W numbers with a border of P on each side."""
    ### BEGIN SOLUTION
    span = dilation * (F - 1) + 1
    return (W + 2 * P - span) // S + 1
    ### END SOLUTION


# %% tags=["check"]
practice.check("02.3", positions)

# %%
# AlexNet won the ImageNet competition of 2012 and made convolutional networks famous.
positions = practice.use("02.3", positions)
print("a small row:                 ", positions(W=7, F=3, S=2, P=0, dilation=1))
print("the first layer of AlexNet:  ", positions(W=227, F=11, S=4, P=0, dilation=1))
print("the first layer of ResNet-50:", positions(W=224, F=7, S=2, P=3, dilation=1), "(rounded down)")

# %% [markdown]
# ## 8. The third side: depth
#
# So far we have looked along one side of the volume. In depth nothing slides: a filter is as deep as its
# input, and adds up all slices. But a layer has K filters, and each of them makes a slice of the output.
#
# **Predict.** A 5 by 5 image of depth 3, P = 1, two filters of 3 by 3 by 3, stride 2. What is the shape of
# the output? Type `(rows, columns, slices)`.

# %% tags=["predict"]
# three numbers in brackets
### BEGIN SOLUTION
guess = Conv(K=2, F=3, S=2, P=1).output(Volume(W=5, H=5, D=3)).shape
### END SOLUTION
practice.predict("02.h", guess)

# %% [markdown]
# Here is the whole of it, one output number at a time. Stop at any number and check its arithmetic: three
# slices of nine products each, and a bias.

# %% tags=["demo"]
demo = Convolution(W=5, F=3, S=2, P=1, D1=3, K=2)
demo

# %% [markdown]
# Each explorer can say what it does in code. Read the inner line: it is `window_response` of lesson 1.

# %%
code = demo.as_code("numpy")
print(code[code.index("padded") :])

# %%
numbers = {}
exec(code, numbers)
print("the code gives what the picture shows:", np.array_equal(numbers["V"], demo.output))

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Let two students compute one number each, aloud, before you press play: one in the
# > middle, one at the corner (where zeros save most of the work). At (3, 3, 3) for the shape, ask how many
# > filters there are.

# %% [markdown]
# ### An example to take apart
#
# Let X be a volume of 11 by 11 by 4, and let two filters of 5 by 5 by 4 slide over it at stride 2 without
# padding. The output V has 4 rows and 4 columns.
#
# **Predict.** `V[2, 3, 1]` is the answer of filter 1 in output row 2 and column 3. In which *row* of X does
# its window start?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 2 * 2
### END SOLUTION
practice.predict("02.i", guess)

# %%
rng = np.random.default_rng(1)
X = rng.integers(0, 3, (11, 11, 4))
W0, W1 = rng.integers(-1, 2, (2, 5, 5, 4))
b0, b1 = 1, -1

layer = Conv(K=2, F=5, S=2)
batch = X.reshape(1, 11, 11, 4)  # a layer works on a batch of images; this one holds a single image
outputs = layer.forward({"w": np.stack([W0, W1]), "b": np.array([b0, b1])}, batch)[0]
V = outputs[0]
print("V has the shape", V.shape)
print("V[2, 3, 1]                        =", V[2, 3, 1])
print("np.sum(X[4:9, 6:11, :] * W1) + b1 =", np.sum(X[4:9, 6:11, :] * W1) + b1)

# %% [markdown]
# Nothing keeps us from checking all the others:

# %%
filters, biases = (W0, W1), (b0, b1)
checked = [
    V[i, j, k] == np.sum(X[2 * i : 2 * i + 5, 2 * j : 2 * j + 5, :] * filters[k]) + biases[k]
    for i, j, k in np.ndindex(V.shape)
]
print(sum(checked), "of", V.size, "entries are reproduced")

# %% [markdown]
# The sum of products is a dot product in the sense of linear algebra. Write the window as one long vector x
# and the filter as one long vector w, and it reads $w^T x + b$:

# %%
x = X[4:9, 6:11, :].reshape(-1)
w = W1.reshape(-1)
print(f"{len(x)} pixels, {len(w)} weights: w.T @ x + b =", w.T @ x + b1)

# %% [markdown]
# ### Exercise 2.4: the whole convolution, for one filter (10 minutes)
#
# Two loops, over the rows and the columns of the output, without padding and dilation. `x` is (H, W, D) and
# `w` is (F, F, D). The result is (H2, W2), and where the filter does not fit, what is left over is not read.


# %% tags=["exercise"]
def convolve(x, w, b, S):
    """One filter w, (F, F, D), with bias b and stride S over x, (H, W, D): (H2, W2)."""
    ### BEGIN SOLUTION
    (H, W, _), F = x.shape, len(w)
    y = np.zeros(((H - F) // S + 1, (W - F) // S + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            window = x[i * S : i * S + F, j * S : j * S + F]
            y[i, j] = np.sum(window * w) + b
    return y
    ### END SOLUTION


# %% tags=["check"]
practice.check("02.4", convolve)

# %%
convolve = practice.use("02.4", convolve)
print("slice 1 of V, once more:", np.array_equal(convolve(X.astype(float), W1.astype(float), b1, S=2), V[:, :, 1]))

# %% [markdown]
# ## 9. Is this a convolution? (further)
#
# In mathematics a convolution turns the filter by 180° before it slides. What our layers do is called a
# *cross-correlation* there. NumPy has both, in one dimension:

# %%
signal, weights = np.array([1, 2, -1, 1, -3]), np.array([1, 0, -1])
print("np.correlate:", np.correlate(signal, weights, "valid"))
print("np.convolve: ", np.convolve(signal, weights, "valid"))
print("np.convolve with the filter turned:", np.convolve(signal, weights[::-1], "valid"))
print("this lesson's row, W = 5:", Convolution(view="1-D", W=5, F=3, S=1, P=0).output.ravel())

# %% [markdown]
# Switch *turn the filter* on and off, and watch the weights:

# %% tags=["demo"]
Convolution(W=5, F=3, S=1, P=0, D1=1, K=1, flip=True)

# %% [markdown]
# Why does nobody mind? The weights are learnt. A network that turned its filters would simply learn them the
# other way round, and give the same answers.

# %% [markdown]
# ## 10. The layer's specification card
#
# All that you need to know about a convolutional layer fits on a card: four numbers and the input go in; the
# output's volume and the parameters come out.
#
# **Predict.** Ten filters of 5 by 5 on a 32 by 32 by 3 image, stride 1, padding 2. How many parameters has
# the layer?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = Conv(K=10, F=5, P=2).parameters(Volume(W=32, H=32, D=3))
### END SOLUTION
practice.predict("02.j", guess)


# %%
def card(volume, layer):
    """What goes in, what the layer is, and what comes out."""
    biases = layer.K
    print("input     ", volume)
    print("layer     ", layer)
    print("output    ", layer.output(volume))
    print("weights   ", layer.parameters(volume) - biases)
    print("biases    ", biases)
    print("parameters", layer.parameters(volume))


card(Volume(W=32, H=32, D=3), Conv(K=10, F=5, P=2))

# %% [markdown]
# Each neuron of that layer is joined to a window that is small across and goes through the full depth. The
# deeper the input, the more weights it has:

# %%
print("5 x 5 on a depth of 3: ", Conv(K=1, F=5, bias=False).parameters(Volume(W=32, H=32, D=3)), "weights")
print("3 x 3 on a depth of 20:", Conv(K=1, F=3, bias=False).parameters(Volume(W=16, H=16, D=20)), "weights")

# %% [markdown]
# Now it is your turn to play. Find a setting with W = 8 that gives 4 outputs, one with dilation 2 that keeps
# the size, and one that does not fit however you choose P. (Is there one?)

# %% tags=["demo"]
Convolution(W=8, F=3, S=1, P=0, D1=1, K=1)

# %% [markdown]
# When you have found yours, run this. It shows one answer to each question; there are others.

# %%
print("W = 8, F = 2, S = 2:       ", output_size(W=8, F=2, S=2), "outputs")
print("W = 8, F = 3, d = 2, P = 2:", output_size(W=8, F=3, P=2, dilation=2), "outputs")
print("W = 8, F = 3, S = 2, P = 0 to 3:", *[float(exact_size(W=8, F=3, S=2, P=P)) for P in range(4)])

# %% [markdown]
# The last one never fits: 8 − 3 is odd, 2P is even, and steps of 2 cover only an even way.

# %% [markdown]
# ## 11. Practise
#
# Questions on output sizes, without end, harder every three; the same `seed` gives the same questions. Put
# your guess where the dots are. `questions.worked()` shows the way to the answer, and `questions.next()` asks
# the next one. (A *pooling* window slides as a filter does, mostly without a border.)

# %%
questions = practice.drill("output size", seed=2)
questions

# %%
questions.answer(...)

# %% [markdown]
# The explorers can ask, too. This one covers what it asks for until you have typed your guess; move a slider,
# and it asks again. In the list above the picture you can choose another question.

# %% tags=["demo"]
asking = Convolution(W=9, F=3, S=2, P=1, D1=1, K=1)
asking.predict("output size")
asking

# %% [markdown]
# ## Summary
#
# $$\text{output} = \frac{W - \big(d\,(F-1)+1\big) + 2P}{S} + 1$$
#
# - The window travels the length of the padded input, W + 2P, less its own extent, d(F − 1) + 1. It takes
#   steps of S. The + 1 is the first window.
# - A result that is no whole number does not fit. Exact, floor and ceil are the three conventions; know which
#   one your library uses.
# - P = (F − 1)/2 keeps the size at stride 1, and slows the washing away of the border. With zeros the border
#   fades; with mirror and extend it does not.
# - Both axes follow the formula on their own. Nothing slides in depth: a filter goes through all slices, and
#   K filters make K slices.
# - Each output is $w^T x + b$ on a flattened window. Whether the filter is turned first does not matter where
#   it is learnt.
# - (F·F·D + 1)·K parameters, whatever W, S, P and d are.
#
# Next: a volume can be deeper than any photograph. What stands in its depth? [Lesson 3, *Many channels, many
# filters*](03_many_channels_many_filters.ipynb)
#
# ## To read on
#
# - V. Dumoulin, F. Visin: A guide to convolution arithmetic for deep learning. arXiv:1603.07285 (2016). The
#   same sums, with many pictures.
# - F. Yu, V. Koltun: Multi-scale context aggregation by dilated convolutions. ICLR 2016, arXiv:1511.07122.
# - M. A. Islam, S. Jia, N. D. B. Bruce: How much position information do convolutional neural networks
#   encode? ICLR 2020. What zeros at the border give away.
# - A. Krizhevsky, I. Sutskever, G. E. Hinton: ImageNet classification with deep convolutional neural
#   networks. NIPS 2012. Stride 4, and a first layer that has puzzled readers: the paper says 224, the
#   arithmetic wants 227.
# - K. He, X. Zhang, S. Ren, J. Sun: Deep residual learning for image recognition. CVPR 2016. Its first layer
#   rounds down.
