# %% [markdown]
# # 6. Pooling
#
# **60 to 75 minutes.** You need lessons 1 to 3: filters and their maps, the size of the output, many
# channels.
#
# A layer of 64 filters makes 64 maps, each as large as the image. That is a great many numbers, and most of
# them say much the same as their neighbours. So between the convolutions many networks have a layer that
# throws numbers away, three out of four, and they are said to be the better for it. This lesson asks:
# **what can be thrown away, and what is gained and what is lost by it?**
#
# When you are through, you can
# - compute max, average and L2 pooling by hand, and write them;
# - say how large the output is, how much is discarded, and why a pooling layer has no parameters and rarely
#   a border;
# - say what a pooled map still knows of *where* something was, and measure it with shifts by one pixel;
# - send a gradient back through the switches of a maximum;
# - compare pooling with a stride and with global pooling, and judge a small experiment by what it can show
#   and what it cannot.

# %% tags=["setup"]
import numpy as np

from cnnlib import FC, Conv, FitError, GlobalPool, Net, Pool, ReLU, Volume, datasets, draw, practice
from cnnlib.augment import shifts
from cnnlib.explorers import Pooling
from cnnlib.optim import Adam, cosine
from cnnlib.padding import pad
from cnnlib.threads import on_one_thread
from cnnlib.train import fit

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Sections 1 and 2 take 20 minutes, 3 and 4 another 15, 5 to 7 together 20, and the
# > test in section 8 takes 15. With only 20 minutes: sections 1, 4 and 8. The sentence that everybody has
# > read, "pooling makes a network invariant to shifts", is put to the test in section 8, and comes out of
# > it bruised. Do not give that away.

# %% [markdown]
# ## 1. Keep the strongest answer
#
# Here is a small map, as a filter might have made it. Large numbers are places where the filter found what
# it looks for.

# %%
small_map = np.array([[1, 3, 2, 0], [5, 4, 1, 1], [0, 2, 9, 8], [1, 6, 7, 8]])
print(small_map)
draw.feature_maps(small_map[:, :, np.newaxis], ["a map"], size=180)

# %% [markdown]
# **Max pooling** cuts the map into windows, most often 2 by 2 and side by side (F = 2, S = 2), and keeps
# the largest number of each.
#
# **Predict.** What is left of this map? Type the four numbers in reading order, `(…, …, …, …)`.

# %% tags=["predict"]
# four numbers in brackets
### BEGIN SOLUTION
guess = (5, 2, 6, 9)
### END SOLUTION
practice.predict("06.a", guess)


# %%
def pooled(x, F=2, S=2, kind="max"):
    """One image x, (H, W, D), after a pooling layer: (H2, W2, D)."""
    y, _ = Pool(F=F, S=S, kind=kind).forward({}, x[np.newaxis])
    return y[0]


print(pooled(small_map[:, :, np.newaxis])[:, :, 0])

# %% [markdown]
# What does such a number say? "*Somewhere* in these four pixels the detector fired so strongly." It no
# longer says where. For a network that wants to know whether there is an eye in the image, that may be all
# it needs; for one that wants to know whether the eye stands above the mouth, a rough place is enough. Weak
# answers beside a strong one are often no more than noise.
#
# Pooling is done in **each slice on its own**: a map of eyes and a map of wheels are not mixed. So the
# depth stays.
#
# **Predict.** A layer of VGG hands on 224 by 224 by 64. What is its shape after max pooling with F = 2, S =
# 2? Type `(rows, columns, slices)`.

# %% tags=["predict"]
# three numbers in brackets
### BEGIN SOLUTION
guess = Pool(F=2, S=2).output(Volume(W=224, H=224, D=64)).shape
### END SOLUTION
practice.predict("06.b", guess)

# %%
before = Volume(W=224, H=224, D=64)
after = Pool(F=2, S=2).output(before)
print(before, "->", after)
print("parameters:", Pool(F=2, S=2).parameters(before))

# %% [markdown]
# There is nothing to learn in it: the largest of four numbers is the largest of four numbers.
#
# **Predict.** How many per cent of the numbers are thrown away?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 100 * (1 - 112 * 112 / (224 * 224))
### END SOLUTION
practice.predict("06.c", guess)

# %%
print(f"{before.size:,} numbers go in, {after.size:,} come out, {1 - after.size / before.size:.0%} are discarded")

# %% [markdown]
# Here is the small map once more, in the explorer, which counts the same things. Press play, or point at a
# number of the result: the window lights up, and in it the number that has won, ringed in green.
# Double-click a number of the map to change it. What does it take to change the result?

# %% tags=["demo"]
numbers = {f"0,{row},{column}": int(number) for (row, column), number in np.ndenumerate(small_map)}
Pooling(W=4, F=2, S=2, x_edits=numbers)

# %% [markdown]
# ### Exercise 6.1: max pooling (10 minutes)
#
# Two loops, over the rows and the columns of the output. `x` is (H, W, D), the result is (H2, W2, D). Where
# the windows do not fit, what is left over is not read. (NumPy's `max` takes an `axis`, which may be a
# pair.)


# %% tags=["exercise"]
def max_pool(x, F, S):
    """The largest number of each F x F window of each slice, S pixels apart: (H2, W2, D)."""
    ### BEGIN SOLUTION
    H, W, D = x.shape
    y = np.zeros(((H - F) // S + 1, (W - F) // S + 1, D))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            window = x[i * S : i * S + F, j * S : j * S + F]
            y[i, j] = window.max(axis=(0, 1))
    return y
    ### END SOLUTION


# %% tags=["check"]
practice.check("06.1", max_pool)

# %%
max_pool = practice.use("06.1", max_pool)
print(max_pool(small_map[:, :, np.newaxis], F=2, S=2)[:, :, 0])

# %% [markdown]
# ## 2. How large, and how much is lost?
#
# The window slides as in lesson 2, so the size is the one of lesson 2, most often without a border:
#
# $$W_2 = \frac{W - F}{S} + 1$$
#
# Windows may also overlap. AlexNet pools with F = 3 and S = 2.
#
# **Predict.** AlexNet's first maps are 55 wide. How wide are they after pooling with F = 3, S = 2?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = (55 - 3) // 2 + 1
### END SOLUTION
practice.predict("06.d", guess)

# %%
print(Pool(F=3, S=2).output(Volume(W=55, H=55, D=96)))
try:
    Pool(F=2, S=2).output(Volume(W=55, H=55, D=96))
except FitError as error:
    print(error)

# %% [markdown]
# The second setting does not fit: AlexNet's maps have an odd width, and windows of 2 by 2 would leave a
# column over. Here are both on a smaller map that is odd as well. A has F = 2: the hatched row and column
# are never read. B has F = 3: neighbouring windows share a line of pixels, and everything is read. Point at
# a number of B, and the number at the same place lights up in A. Look in B for a number that has won more
# than one window.

# %% tags=["demo"]
overlapping = Pooling(W=9, F=3, S=2)
overlapping.compare(F=2)  # A is the same, but for F
overlapping

# %% [markdown]
# Overlapping windows keep a little more of the place, since a strong pixel on the border of two windows is
# seen by both. The paper of AlexNet found a small gain. More than these two settings, F = 2 with S = 2 and
# F = 3 with S = 2, is hardly ever used: larger windows destroy too much. How much?
#
# ### Exercise 6.2: what is thrown away (5 minutes)
#
# Return the share of the numbers that is *not* handed on, from 0 to 1, for a map of W by W. Where the
# windows do not fit, what is left over is not read.


# %% tags=["exercise"]
def discarded(W, F, S):
    """The share of the numbers of a W x W map that pooling throws away."""
    ### BEGIN SOLUTION
    W2 = (W - F) // S + 1
    return 1 - W2**2 / W**2
    ### END SOLUTION


# %% tags=["check"]
practice.check("06.2", discarded)

# %%
discarded = practice.use("06.2", discarded)
for F, S in ((2, 2), (3, 2), (4, 4), (8, 8), (16, 16)):
    print(f"F = {F:2}, S = {S:2}: {discarded(W=96, F=F, S=S):.1%} of a 96 by 96 map")

# %% [markdown]
# So much for the count. Here is the temple of lesson 1, the answers of the filter that finds "dark to
# bright", after ReLU; and what is left of them under larger and larger windows. (All of them are drawn at
# the same size.)


# %%
def edges(image):
    """Where a grey image (H, W) goes from dark to bright: a map (H, W, 1), after ReLU."""
    w = np.array([[-1, 0, 1]] * 3, float).reshape(1, 3, 3, 1)
    layer = Conv(K=1, F=3, P=1, mode="extend")
    return np.maximum(layer.forward({"w": w, "b": np.zeros(1)}, image[np.newaxis, :, :, np.newaxis])[0][0], 0)


def enlarged(y, F):
    """Each number of a pooled map as a square of F by F."""
    return y.repeat(F, axis=0).repeat(F, axis=1)


temple = edges(datasets.photograph("china", width=160).mean(axis=2)[:96])
sizes = (1, 2, 4, 8, 16)
stack = [enlarged(pooled(temple, F, F), F) for F in sizes]
draw.feature_maps(
    np.concatenate(stack, axis=-1), ["the map", *(f"F = S = {F}" for F in sizes[1:])], size=230, columns=3
)

# %% [markdown]
# With F = 2 you would hardly miss anything. With 4 the roof is still a line; with 8 there is something
# strong in the middle and something on both sides; with 16 nobody would say "temple". Whoever wants to go
# far down does it in small steps, with convolutions in between, so that the next filters can put down in
# *another slice* what a coarser map is about to lose.
#
# And why no border? A zero that nobody photographed could win where all answers are negative, and it takes
# its share of an average. See what a border of zeros does to the average of ones:

# %%
ones = np.ones((1, 4, 4, 1))
print("average, F = 2, S = 2, P = 1, of ones\n", Pool(kind="average", P=1).forward({}, ones)[0][0, :, :, 0])

# %% [markdown]
# The corners say 0.25, though the map is 1 everywhere. (For the maximum, libraries put a border of −∞,
# which never wins.)

# %% [markdown]
# ## 3. Other summaries: average and L2
#
# The largest is not the only way to sum up a window. **Average pooling** takes the mean, as LeNet did
# in 1998. **L2 pooling** takes the root of the sum of squares, the length of the window as a vector; it
# lies between the two in spirit: all numbers count, and large ones count more.
#
# **Predict.** A window holds 1, 7, 5 and 5. What is its L2 norm?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = np.sqrt(1 + 49 + 25 + 25)
### END SOLUTION
practice.predict("06.e", guess)

# %%
window = np.array([[1, 7], [5, 5]])[:, :, np.newaxis]
for kind in ("max", "average", "L2"):
    print(f"{kind:8}{pooled(window, kind=kind).item():5}")

# %% [markdown]
# (The L2 norm is never smaller than the maximum: it adds up and does not divide.)
#
# The three side by side, on the same numbers. Point at a number of the map, and compare what the three make
# of its window. Make one number of a window much larger: who notices, and how much?

# %% tags=["demo"]
Pooling(show="kinds")

# %% [markdown]
# ### Exercise 6.3: three summaries (7 minutes)
#
# `window` is (F, F, D), and `kind` is `"max"`, `"average"` or `"L2"`. Return a number for each slice, (D,).


# %% tags=["exercise"]
def summary(window, kind):
    """The maximum, average or L2 norm of each slice of a window, (F, F, D): (D,)."""
    ### BEGIN SOLUTION
    if kind == "max":
        return window.max(axis=(0, 1))
    if kind == "average":
        return window.mean(axis=(0, 1))
    return np.sqrt((window**2).sum(axis=(0, 1)))
    ### END SOLUTION


# %% tags=["check"]
practice.check("06.3", summary)

# %% [markdown]
# The temple once more, under all three, with F = 2:

# %%
kinds = ("max", "average", "L2")
stack = [enlarged(pooled(temple, kind=kind), 2) for kind in kinds]
draw.feature_maps(np.concatenate(stack, axis=-1), kinds, size=300)

# %% [markdown]
# The average is pale: a thin edge fills only one or two of the four pixels, and the others pull it down.
# The maximum does not mind them. Does that make it the better summary? That depends on what a signal looks
# like. Ten thousand windows of pure noise, and ten thousand in which there is something as well: either
# *one* strong answer, or a faint one in *all* four pixels. How often is the summary of the window with the
# signal the larger one?


# %%
def told_apart(signal, kind):
    """How often the summary of noise and signal is larger than the summary of noise alone."""
    rng = np.random.default_rng(0)
    noise, more_noise = rng.standard_normal((2, 10_000, 2, 2, 1))
    layer = GlobalPool(kind)
    with_signal, without = layer.forward({}, noise + signal)[0], layer.forward({}, more_noise)[0]
    return np.mean(with_signal > without)


one_strong = np.array([[3, 0], [0, 0]]).reshape(2, 2, 1)
all_faint = np.full((2, 2, 1), 0.75)
for kind in kinds:
    print(f"{kind:8} one strong {told_apart(one_strong, kind):.0%}, all faint {told_apart(all_faint, kind):.0%}")

# %% [markdown]
# For a rare and strong answer the maximum is best, and for a faint one everywhere the average. After ReLU a
# good detector is mostly silent and now and then loud, which is one reason why the maximum has won (Boureau
# et al. 2010 work it out).
#
# > **The rule.** Max pooling asks "how strongly did it fire, *anywhere* in here?", average pooling "how
# > much of it is there in here?"

# %% [markdown]
# ## 4. One pixel to the right
#
# Here is the other thing for which pooling is praised: if the image shifts a little, a pooled map should
# change little. Let a single 9 stand in a row of eight pixels, at column c, and pool it with F = 2, S = 2.
# Then move the 9 one column to the right, from c to c + 1.
#
# **Predict.** There are seven such moves, from c = 0 to c = 6. After how many of them is the pooled row
# *exactly* as before?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = len([c for c in range(7) if c // 2 == (c + 1) // 2])
### END SOLUTION
practice.predict("06.f", guess)


# %%
def row_with_a_9(c):
    """Two rows of eight pixels, with a 9 in column c of the first."""
    x = np.zeros((2, 8, 1))
    x[0, c] = 9
    return x


for c in range(8):
    print(f"c = {c}:", pooled(row_with_a_9(c))[0, :, 0].astype(int))

# %% [markdown]
# Sometimes nothing changes, and sometimes the 9 jumps by a whole pooled pixel, which is two of the old
# ones. Pooling does not take a shift away. It makes it *coarse*: what happens within a window is forgotten,
# and what happens between windows is not. (A shift by S pixels moves the pooled map by one, exactly.)
#
# Now a letter: A as it stands, B moved by one pixel. The numbers of the result that have changed are ringed
# in amber, and counted above the picture. Work out the two shares, of the image and of the result. Fewer
# numbers have changed, but is their *share* any smaller? A stroke may take its step within a window, and
# nothing happens; where it enters a new one, a whole number of the result changes with it.
#
# Then move the slider → (*shift*) of B to 2, which is the stride. There are more rings, and yet there is
# nothing new: B's result is the result of A, one column further to the right.

# %% tags=["demo"]
letter = Pooling(W=16, F=2, S=2, source="letter", shift=1)
letter.compare(shift=0)
letter

# %% [markdown]
# How is it on a photograph's map? We shift the photograph by one pixel, and compare. The number is the size
# of the change, as a share of the size of the map: 0 where nothing has changed.


# %%
def change(y, y_moved):
    """The length of the difference of two maps, as a share of the first one's length."""
    return np.linalg.norm(y_moved - y) / np.linalg.norm(y)


grey = datasets.photograph("china", width=160).mean(axis=2)
here, shifted = edges(grey[:96, :96]), edges(grey[:96, 1:97])
print(f"the map itself       {change(here, shifted):.0%}")
print(f"every second number  {change(here[::2, ::2], shifted[::2, ::2]):.0%}")
for F in (2, 4, 8):
    changes = {kind: change(pooled(here, F, F, kind), pooled(shifted, F, F, kind)) for kind in kinds}
    print(f"pooled, F = S = {F}    ", ", ".join(f"{kind} {share:.0%}" for kind, share in changes.items()))

# %% [markdown]
# An edge is a pixel or two wide, so after a step of one pixel hardly any of it stands where it stood: the
# map changes by nearly its own length. To keep every second number is of no help at all. Pooling is: the
# larger the window, the smaller the change, for all three kinds much alike. But even windows of 8 by 8,
# which throw nearly everything else away, do not bring it down to nothing.
#
# > **The rule.** Pooling makes a network *less sensitive* to small shifts. It does not make it blind to
# > them.

# %% [markdown]
# ## 5. Pooling by taking longer steps
#
# One could also save numbers in a plainer way: not compute them. A convolution with stride S = 2 gives as
# small a map at once.
#
# **Predict.** A 3 by 3 convolution with padding 1 on a map of even size, once with S = 1 and once with S
# = 2. How many times fewer multiplications does the second one make? (At S = 2 one line of the border is
# left over and is not read. `crop=True` allows that.)

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 2 * 2
### END SOLUTION
practice.predict("06.g", guess)

# %%
volume = Volume(W=32, H=32, D=16)
plain, strided = Conv(K=32, F=3, P=1), Conv(K=32, F=3, S=2, P=1, crop=True)
small_at_last, small_at_once = Pool().output(plain.output(volume)), strided.output(volume)
print("S = 1, then pooling:", small_at_last, f"{plain.multiply_adds(volume):>10,} multiplications")
print("S = 2:              ", small_at_once, f"{strided.multiply_adds(volume):>10,} multiplications")
print("parameters:         ", plain.parameters(volume), "and", strided.parameters(volume))

# %% [markdown]
# What is the difference between the two, then? Which numbers are kept:

# %%
params = plain.init(volume, np.random.default_rng(0))
x = np.random.default_rng(1).standard_normal((1, *volume.shape)).astype(np.float32)
all_of_them, every_second = plain.forward(params, x)[0], strided.forward(params, x)[0]
print("a stride keeps every second number:", np.allclose(all_of_them[:, ::2, ::2], every_second, atol=1e-5))

# %% [markdown]
# In the explorer a convolution with a stride stands beside the pooling. Its filter is an average at first.
# So average pooling of a slice *is* a convolution, with weights that nobody has to learn (set *kind* to
# *average* and compare the two). Type 1 into the filter's top left corner and 0 into the others, and it
# keeps the top left number of each window. There are no weights that make it a maximum, since a convolution
# only multiplies and adds.

# %% tags=["demo"]
Pooling(show="convolution")

# %% [markdown]
# A stride is a pooling that always keeps the *top left* number of each window, however weak it is. It is
# cheap, since the other three are never computed, and it is blind: a detector that fires strongly one pixel
# further is not heard. The filters can learn to make up for that, and networks without any pooling do work
# (Springenberg et al. 2014). ResNet shrinks its maps by strides, with a single max pooling near the
# beginning.

# %% [markdown]
# ## 6. The way back: switches
#
# In training, a gradient comes back through the layer: for each output, how the loss changes when that
# output grows. What does it mean for the inputs? If the winner of a window grows a little, the maximum
# grows as much. If any other number grows a little, the maximum stays what it is. So **the winner gets the
# whole gradient, and the others get nothing**. For that the layer has to remember who won. These notes are
# called **switches**.
#
# ### Exercise 6.4: the switches (5 minutes)
#
# Let `x` be one slice, (H, W). Return for each window the place of its largest number: 0 for its top left
# number, then row by row, up to F·F − 1. If several are equally large, the first of them in reading order
# wins. (`np.argmax` can be of help.)


# %% tags=["exercise"]
def switches(x, F, S):
    """The place of the largest number in each window of a slice x, (H, W): (H2, W2)."""
    ### BEGIN SOLUTION
    H, W = x.shape
    places = np.zeros(((H - F) // S + 1, (W - F) // S + 1), dtype=int)
    for i in range(places.shape[0]):
        for j in range(places.shape[1]):
            window = x[i * S : i * S + F, j * S : j * S + F]
            places[i, j] = np.argmax(window)
    return places
    ### END SOLUTION


# %% tags=["check"]
practice.check("06.4", switches)

# %%
switches = practice.use("06.4", switches)
print(small_map)
print("switches\n", switches(small_map, F=2, S=2))

# %% [markdown]
# Where windows overlap, one pixel can be the winner of several.
#
# **Predict.** A 5 by 5 map of zeros with a 9 in the middle. It is pooled with F = 3, S = 2, and the
# gradients that come back are 1 and 2 for the upper two outputs, 3 and 4 for the lower two. Which gradient
# does the 9 get?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 1 + 2 + 3 + 4
### END SOLUTION
practice.predict("06.h", guess)

# %% [markdown]
# In the picture the map goes forward on the left, and the gradient comes back on the right. Point at a
# number of dy, and see where it goes. Then set *kind* to *average*.

# %% tags=["demo"]
nine = {f"0,{row},{column}": 9 if (row, column) == (2, 2) else 0 for row in range(5) for column in range(5)}
Pooling(show="gradient", W=5, F=3, S=2, x_edits=nine)

# %% [markdown]
# Average pooling shares each gradient out in equal parts, 1/9 to each pixel of a window, because each pixel
# has an equal part in the average.
#
# ### Exercise 6.5: the gradient, sent back (7 minutes)
#
# `x` is a slice, (H, W), and `dy` the gradient of its max-pooled map, (H2, W2). Return dx, (H, W): to each
# winner the gradient of its window, and the sum where it has won several. You may call your `switches`, or
# look for the winners again.


# %% tags=["exercise"]
def max_backward(x, dy, F, S):
    """The gradient of a slice x, (H, W), given that of its max-pooled map, dy (H2, W2)."""
    ### BEGIN SOLUTION
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = x[i * S : i * S + F, j * S : j * S + F]
            row, column = divmod(np.argmax(window), F)
            dx[i * S + row, j * S + column] += dy[i, j]
    return dx
    ### END SOLUTION


# %% tags=["check"]
practice.check("06.5", max_backward)

# %%
max_backward = practice.use("06.5", max_backward)
print(small_map)
print(max_backward(small_map, np.array([[1, 2], [3, 4]]), F=2, S=2))

# %% [markdown]
# Three quarters of the pixels get no gradient at all. That sounds like waste, but it is a choice: the
# network learns from the pixels that decided the answer.
#
# The switches have a second use. They know *where* each maximum came from, and with them one can follow a
# strong answer in a deep layer back to the pixels that caused it (Zeiler and Fergus 2014).

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Ask what happens at a tie. Mathematics has no gradient there; `cnnlib`, and most
# > libraries, give it to the first. After ReLU ties at 0 are very common. Does it matter? (The ReLU before
# > it stops the gradient anyway where its input was negative.)

# %% [markdown]
# ## 7. All of it at once: global pooling
#
# The window may be as large as the map. **Global pooling** makes one number of each slice, whatever the
# size of the image: "how much of *this* is there, in the whole picture?" Many networks since 2014 end like
# that, with an average.
#
# **Predict.** The last volume of VGG is 7 by 7 by 512. Take the global average of each slice, and let a
# fully connected layer of 1000 neurons, one for each class, read the result. How many parameters do these
# two layers have together?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = FC(K=1000).parameters(GlobalPool().output(Volume(W=7, H=7, D=512)))
### END SOLUTION
practice.predict("06.i", guess)

# %%
last = Volume(W=7, H=7, D=512)
averages, classes = GlobalPool().output(last), FC(K=1000)
print(last, "->", averages, "->", classes.output(averages))
print(f"with global pooling:               {classes.parameters(averages):>11,} parameters")
print(f"without, straight to the classes:  {classes.parameters(last):>11,}")
print(f"VGG's own way, 4096 neurons first: {FC(K=4096).parameters(last):>11,} in the first of three layers")

# %% [markdown]
# In the explorer, switch *global* off and on again, and move D1:

# %% tags=["demo"]
Pooling(W=8, D1=4, kind="average", whole=True)

# %% [markdown]
# And a network that ends so takes images of *any* size, since the number of slices is all that the last
# layer sees:

# %%
for W in (7, 10, 24):
    print(Volume(W=W, H=W, D=512), "->", GlobalPool().output(Volume(W=W, H=W, D=512)))

# %% [markdown]
# The price is that the network no longer knows where anything was. "An eye, a mouth and a nose" is not yet
# a face.

# %% [markdown]
# ## 8. Put to the test
#
# Now for the praise. We train the same small network on the handwritten digits of lesson 1, four times. The
# only difference is how it gets from 8 by 8 to 4 by 4: by max, average or L2 pooling, or by a stride of 2.
# All four have the same number of parameters.


# %%
def digits_net(way):
    """A net for 8 x 8 digits that halves its maps in this way."""
    second = Conv(K=32, F=3, S=2, P=1, crop=True) if way == "stride" else Conv(K=32, F=3, P=1)
    smaller = [second, ReLU()] if way == "stride" else [second, ReLU(), Pool(kind=way)]
    return Net(Volume(W=8, H=8, D=1), [Conv(K=16, F=3, P=1), ReLU(), *smaller, FC(K=64), ReLU(), FC(K=10)])


ways = ("max", "average", "L2", "stride")
for way in ways:
    net = digits_net(way)
    print(f"{way:8}{net.volumes[0]} -> {net.volumes[-4]}, {net.parameters:,} parameters")

# %% [markdown]
# (As in lesson 4, `Adam` is the rule by which weights are moved, and `cosine` makes its steps smaller towards
# the end.) Each of them is trained on the digits as they are, and then asked to read held-out digits: as they are,
# and moved by one pixel, up, down, left or right. A moved 3 is still a 3. None of the networks has ever
# seen a moved digit.
#
# Before you run the cell, write your guess on paper: what share of the *moved* digits will be read rightly,
# with max pooling and with a stride?


# %%
(x_train, y_train), (x_test, y_test) = datasets.split(*datasets.digits())


def moved(x, down, right):
    """A batch of images, moved by at most one pixel in each direction; zeros come in."""
    H, W = x.shape[1:3]
    return pad(x, (1, 1))[:, 1 - down : 1 - down + H, 1 - right : 1 - right + W]


# %%
def trained(way, augment=None):
    """A net that halves its maps in this way, after 15 epochs."""
    net = digits_net(way).init(seed=0)
    settings = {"epochs": 15, "batch": 32, "optimiser": Adam(rate=0.005), "schedule": cosine, "augment": augment}
    for _ in on_one_thread(fit(net, x_train, y_train, **settings)):
        pass
    return net


def report(way, net):
    """How well a net reads held-out digits, in place and moved by one pixel."""
    steps = ((1, 0), (-1, 0), (0, 1), (0, -1))
    in_place = net.accuracy(x_test, y_test)
    aside = np.mean([net.accuracy(moved(x_test, *step), y_test) for step in steps])
    print(f"{way:8} in place {in_place:.1%}, moved by one pixel {aside:.1%}")


# %% tags=["varies"]
for way in ways:
    report(way, trained(way))

# %% [markdown]
# *In place* the four are as good as each other, as far as a few hundred digits can tell: a single digit
# more or less is 0.2 %, and with another seed their order is another. *Moved*, they are not. All of them
# lose a great deal, but the three that pool lose much less than the stride, which is right about as often
# as it is wrong. So the praise is deserved, and exaggerated: a network that misreads more than one digit in
# four, because it stands one pixel further to the left, cannot be called blind to shifts.
#
# Now the same once more, but in training each digit is moved by up to one pixel, at random, every time it
# is shown:

# %% tags=["varies"]
for way in ways:
    report(way, trained(way, augment=shifts(1)))

# %% [markdown]
# Now all four read nearly all of the moved digits. What pooling could only soften, examples have taught,
# and the way of shrinking makes little difference any more. (It shows something else, too: a moved digit
# may lose a row of ink at the border of the image. That cannot have been the reason for the many mistakes
# above, since these are the same moved digits.)
#
# Be careful with what this shows. One small network, one set of small images, one seed. It does show that a
# stride can be as good as pooling, that pooling helps with shifts, and that it is not the only thing that
# does. It does not show which is best for photographs.

# %% [markdown]
# ## 9. Practise
#
# Questions on output sizes, without end, pooling among them; the same `seed` gives the same questions. Put
# your guess where the dots are. `questions.worked()` shows the way to the answer, and `questions.next()`
# asks the next one.

# %%
questions = practice.drill("output size", seed=5)
questions

# %%
questions.answer(...)

# %% [markdown]
# The explorer can ask, too. It covers what it asks for until you have typed your guess; move a slider, and
# it asks again.

# %% tags=["demo"]
asking = Pooling(W=9, F=3, S=2)
asking.predict("one output")
asking

# %% [markdown]
# ## Summary
#
# - Pooling makes each slice smaller on its own: (W − F)/S + 1, the same depth, no parameters, rarely a
#   border. F = 2, S = 2 discards 75 %.
# - The maximum asks how strongly a detector fired anywhere in the window, the average how much of it there
#   is, L2 something in between.
# - A pooled map is less sensitive to small shifts, not blind to them. Examples that are shifted in training
#   do more.
# - On the way back the winner gets the whole gradient; the switches remember who it was. Overlapping
#   windows add up.
# - A stride keeps one number of each window without looking. It is cheaper, and hears less.
# - Global pooling makes a slice one number, saves most of the parameters, and takes images of any size.
#
# Next: all these layers learn together, and you watch and steer. [Lesson 10, *Training on real
# images*](10_training_on_real_images.ipynb)
#
# ## To read on
#
# - D. H. Hubel, T. N. Wiesel: Receptive fields, binocular interaction and functional architecture in the
#   cat's visual cortex. *Journal of Physiology* 160 (1962), 106-154. *Complex* cells, which answer to an
#   edge anywhere in a small region.
# - Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition.
#   *Proceedings of the IEEE* 86 (1998), 2278-2324. Average pooling, there called sub-sampling, with two
#   weights for each slice.
# - D. Scherer, A. Müller, S. Behnke: Evaluation of pooling operations in convolutional architectures for
#   object recognition. ICANN 2010.
# - Y.-L. Boureau, J. Ponce, Y. LeCun: A theoretical analysis of feature pooling in visual recognition.
#   ICML 2010. When the maximum is better than the average.
# - A. Krizhevsky, I. Sutskever, G. E. Hinton: ImageNet classification with deep convolutional neural
#   networks. NIPS 2012. Section 3.4: overlapping windows.
# - M. Lin, Q. Chen, S. Yan: Network in network. ICLR 2014, arXiv:1312.4400. Global average pooling.
# - M. D. Zeiler, R. Fergus: Visualizing and understanding convolutional networks. ECCV 2014. Back through
#   the switches.
# - J. T. Springenberg, A. Dosovitskiy, T. Brox, M. Riedmiller: Striving for simplicity: the all
#   convolutional net. arXiv:1412.6806 (2014). No pooling at all.
# - R. Zhang: Making convolutional networks shift-invariant again. ICML 2019. Why a shift by one pixel still
#   changes so much, and a blur that helps.
