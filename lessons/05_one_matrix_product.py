# %% [markdown]
# # 5. Convolution as one matrix product
#
# **60 to 75 minutes.** You need lessons 1 and 2: a window, a filter, the size of the output. You also need
# to know how two matrices are multiplied.
#
# The loops that you wrote in lesson 2 are right, and they are slow. With loops alone, the first layer of a
# well-known network takes half a minute or more for one photograph, and it is trained on millions. The
# libraries that people use are thousands of times faster, and yet they make *the same multiplications*,
# every one of them. This lesson asks: **how can the same work take a thousandth of the time?** The answer
# is a matter of where the numbers lie in memory, and it has a price.
#
# When you are through, you can
# - stretch a window and a filter into vectors, and say where in the vector each pixel has gone;
# - build the matrix of all windows, called *im2col*, and say how many rows and columns it has;
# - write a whole convolutional layer as one matrix product, and fold the result back into maps;
# - name the price in bytes, for any layer;
# - say why four programs that multiply the same numbers differ by a factor of thousands, and measure it
#   here.

# %% tags=["setup"]
import numpy as np

from cnnlib import FC, Conv, Volume, datasets, draw, implementations, practice
from cnnlib.accounting import in_words
from cnnlib.correlate import BLOCK_BYTES
from cnnlib.explorers import Im2col
from cnnlib.padding import pad
from cnnlib.scenes.im2col.clock import in_seconds
from cnnlib.threads import on_one_thread
from cnnlib.windows import windows

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Sections 1 to 3 take 30 minutes, section 4 another 15, the price and the race 15
# > to 20. With only 25 minutes: the loops, the picture in section 3, exercise 5.4 on the board, and the
# > race. What a room remembers is the four times side by side, measured on the projector's own computer:
# > keep five minutes for that. The cells that measure are the only ones in the lesson whose output differs
# > from what is printed in the solutions.

# %% [markdown]
# ## 1. How much work is it?
#
# Here is a small photograph of Grace Hopper, who wrote one of the first compilers, programs that turn what
# people write into what machines run. We will need such a thing before the lesson is over.

# %%
hopper = datasets.photograph("hopper", width=32)[:32]
image = Volume(W=32, H=32, D=3)
print("a photograph of", image, "and the array", hopper.shape)
draw.photograph(hopper, width=160, alt="Grace Hopper in uniform, 32 by 32 pixels")

# %% [markdown]
# The layer is the one whose specification card stands at the end of lesson 2: ten filters of 5 by 5, stride
# 1, padding 2.
#
# **Predict.** How many *multiplications* does this layer make for this photograph?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = Conv(K=10, F=5, P=2).multiply_adds(image)
### END SOLUTION
practice.predict("05.a", guess)

# %%
layer = Conv(K=10, F=5, P=2)
print("outputs:              ", f"{layer.output(image).size:>12,}")
print("products in each:     ", f"{layer.multiply_adds(image) // layer.output(image).size:>12,}")
print("multiplications:      ", f"{layer.multiply_adds(image):>12,}")
print("AlexNet's first layer:", f"{Conv(K=96, F=11, S=4).multiply_adds(Volume(W=227, H=227, D=3)):>12,}")

# %% [markdown]
# How would you have a computer do that if nobody had told you about NumPy? Product by product. This is the
# innermost part, one window and one filter:


# %%
def one_number(window, w, b):
    """The answer of one filter to one window, product by product."""
    total = b
    for row in range(w.shape[0]):
        for column in range(w.shape[1]):
            for d in range(w.shape[2]):
                total += window[row, column, d] * w[row, column, d]
    return total


# %% [markdown]
# Around it go four more loops: over the images, the rows and columns of the output, and the filters. That
# makes seven, and it is the first of **four implementations**. In `cnnlib` it is `implementations.loops`. How
# long does that take, on the computer that you are sitting at? (Where it would take too long, only a part of
# the output is really computed, and the rest is estimated from it.)


# %%
def arrays(volume, layer):
    """A random image, and filters and biases for a layer, all of them small whole numbers."""
    rng = np.random.default_rng(0)
    F = layer.F
    shapes = (1, *volume.shape), (layer.K, F, F, volume.D), (layer.K,)
    return [rng.integers(-3, 4, shape).astype(np.float32) for shape in shapes]


small = image, Conv(K=10, F=5, P=2)
alexnet_1 = Volume(W=227, H=227, D=3), Conv(K=96, F=11, S=4)

# %% tags=["varies"]
for name, (volume, layer) in {"the small layer": small, "AlexNet's first": alexnet_1}.items():
    time = implementations.timed(implementations.loops, *arrays(volume, layer), S=layer.S, P=layer.P)
    print(f"{name}: {time.seconds:7.2f} s ({time.share:.1%} of it measured)")

# %% [markdown]
# That is one image and one layer. What costs so much is not the multiplication: the processor does that in
# less than a billionth of a second. Python *interprets* the line with the product each time it comes by: it
# looks up what `window` is, works out where the number lies, wraps it in an object, finds out how two such
# objects are multiplied, unwraps them, and wraps the result. All that for one product, and then again from
# the beginning.
#
# > **The rule.** In Python, it is not the arithmetic that costs, but every step that Python has to look at.
# > Give it few steps, with much work in each.

# %% [markdown]
# ## 2. A window is a vector
#
# The three inner loops add up products of numbers that belong together. There is a name for that in linear
# algebra, and NumPy has a single step for it: the dot product of two vectors. All it takes is to write the
# window as a vector, and the filter in the same way.
#
# You have met X, 11 by 11 by 4, in lesson 2, with its two filters of 5 by 5 by 4 and stride 2. Here it is
# again, and the window of the output number `V[2, 3, 1]`:

# %%
rng = np.random.default_rng(1)
X = rng.integers(0, 3, (11, 11, 4))
W0, W1 = rng.integers(-1, 2, (2, 5, 5, 4))
b0, b1 = 1, -1

window = X[4:9, 6:11, :]
print("the window as a block: ", window.shape)
print("the window as a vector:", window.reshape(-1).shape)
print("as a block of products:", np.sum(window * W1) + b1)
print("as one dot product:    ", W1.reshape(-1) @ window.reshape(-1) + b1)

# %% [markdown]
# With x for the long window and w for the long filter, this is $w^T x + b$, the line by which a single
# neuron is described. But which pixel has gone where? `reshape(-1)` writes the numbers down in the order of
# the axes: the first row, from left to right, then the next; and since the depth is the *last* axis, all
# the numbers of one pixel side by side, before the next pixel begins. A window of 2 by 2 by 2, whose
# numbers are their own row, column and slice:

# %%
tiny = np.array([[[100 * row + 10 * column + d for d in range(2)] for column in range(2)] for row in range(2)])
print(*[f"{number:03}" for number in tiny.reshape(-1)])

# %% [markdown]
# **Predict.** A window of 3 by 3 by 2 is stretched out like this. At which place of the vector does the
# number of row 1, column 2, slice 1 stand? Places count from 0, and so do rows, columns and slices.

# %% tags=["predict"]
### BEGIN SOLUTION
guess = (1 * 3 + 2) * 2 + 1
### END SOLUTION
practice.predict("05.b", guess)

# %%
places = np.arange(3 * 3 * 2).reshape(3, 3, 2)  # each number of this block is its own place in the vector
print("row 1, column 2, slice 1 has the place", places[1, 2, 1])

# %% [markdown]
# Must it be this order? Not at all, as long as the window and the filter are stretched *alike*: a sum does
# not care in which order its terms come. But it does care who is multiplied with whom. Here are 100 places
# in a random order, applied to both, and then to the window alone:

# %%
shuffled = np.random.default_rng(0).permutation(window.size)
x, w = window.reshape(-1), W1.reshape(-1)
print("both shuffled alike:", w[shuffled] @ x[shuffled] + b1)
print("only the window:    ", w @ x[shuffled] + b1)

# %% [markdown]
# ### Exercise 5.1: one window, stretched out (5 minutes)
#
# Return the window that makes output number [i, j], as a vector of F·F·D numbers. `x` is (H, W, D), the
# stride is S, and there is no padding.


# %% tags=["exercise"]
def stretched(x, i, j, F, S):
    """The window of output [i, j] of x, (H, W, D), as a vector (F*F*D,)."""
    ### BEGIN SOLUTION
    window = x[i * S : i * S + F, j * S : j * S + F]
    return window.reshape(-1)
    ### END SOLUTION


# %% tags=["check"]
practice.check("05.1", stretched)

# %% [markdown]
# This is the **second implementation**: for every window and every filter one `@`, in which NumPy makes all
# the products at once. Of the seven loops, four are left.
#
# **Predict.** The layer of section 1 again: ten filters of 5 by 5 on 32 by 32 by 3, padding 2. How many
# times does the second implementation go through its `@`?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = Conv(K=10, F=5, P=2).output(image).size
### END SOLUTION
practice.predict("05.c", guess)

# %%
volume, layer = small
print(f"loops:        {layer.multiply_adds(volume):>8,} steps")
print(f"dot products: {layer.output(volume).size:>8,} steps")

# %% [markdown]
# ## 3. All windows in one matrix
#
# Why stop there? Many dot products at once are what a *matrix product* is: each of its numbers is a row of
# the first matrix times a column of the second. So we write every window as a column, and put all the
# columns side by side. This matrix is called `X_col`, and the making of it **im2col**, "image to columns".
#
# **Predict.** An image 7 wide, 5 high and 3 deep, windows of 3 by 3, stride 2, no padding, two filters. How
# many rows and columns has X_col? Type `(rows, columns)`.

# %% tags=["predict"]
# two numbers in brackets
### BEGIN SOLUTION
guess = implementations.matrices(Volume(W=7, H=5, D=3), Conv(K=2, F=3, S=2)).X_col
### END SOLUTION
practice.predict("05.d", guess)

# %%
shapes = implementations.matrices(Volume(W=7, H=5, D=3), Conv(K=2, F=3, S=2))
print("X_col has", shapes.X_col[0], "rows, one for each number of a window,")
print("and", shapes.X_col[1], "columns, one for each window")

# %% [markdown]
# Here it is in motion, on an image of two slices whose pixels are numbered, so that you can see where each
# of them goes. (The filter is only there to fill W_row; section 4 comes to it.) Press play: as the window
# slides, its column lights up. Then point at a pixel, and see all the places in X_col where it stands. And
# move S from 1 to 2: how many columns are left, and how often does a pixel stand in X_col now?

# %% tags=["demo"]
Im2col(W=4, F=2, S=1, P=0, D1=2, K=1, source="numbered")

# %% [markdown]
# ### Exercise 5.2: im2col (10 minutes)
#
# Build X_col for one image, with two loops over the rows and columns of the output. The window of output
# [i, j] is the column i·W2 + j: the windows stand in reading order. `x` is (H, W, D), without padding, and
# what does not fit is not read. Give the result the `dtype` of x.


# %% tags=["exercise"]
def im2col(x, F, S):
    """All windows of x, (H, W, D), as columns: (F*F*D, H2*W2)."""
    ### BEGIN SOLUTION
    H, W, D = x.shape
    H2, W2 = (H - F) // S + 1, (W - F) // S + 1
    X_col = np.zeros((F * F * D, H2 * W2), dtype=x.dtype)
    for i in range(H2):
        for j in range(W2):
            window = x[i * S : i * S + F, j * S : j * S + F]
            X_col[:, i * W2 + j] = window.reshape(-1)
    return X_col
    ### END SOLUTION


# %% tags=["check"]
practice.check("05.2", im2col)

# %%
im2col = practice.use("05.2", im2col)
print(im2col(np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])[:, :, np.newaxis], F=2, S=1))

# %% [markdown]
# Look at the 5 in the middle of that little image: it stands in X_col four times, once for each window that
# reads it. This is the price, of which more in section 5.
#
# Now the large case. AlexNet's first layer reads an image of 227 by 227 by 3, with 96 filters of 11 by 11
# at stride 4, without padding.
#
# **Predict.** What is the shape of its X_col? Type `(rows, columns)`.

# %% tags=["predict"]
# two numbers in brackets
### BEGIN SOLUTION
guess = implementations.matrices(Volume(W=227, H=227, D=3), Conv(K=96, F=11, S=4)).X_col
### END SOLUTION
practice.predict("05.e", guess)

# %% [markdown]
# The filters get a matrix of their own, `W_row`, in which each of the K filters is stretched out as a
# *row*. A row of W_row is as long as a column of X_col is high, and that is no accident: they have to fit
# onto each other, weight on pixel.

# %%
shapes = implementations.matrices(*alexnet_1)
print("W_row  ", shapes.W_row, " a row for each filter")
print("X_col  ", shapes.X_col, "a column for each window")
print("product", shapes.product, "a row for each filter, a column for each window")

# %% tags=["demo"]
Im2col(layer="alexnet")

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** Lecture notes have been known to print 96 × 3015 for W_row. Put that on the board
# > and ask what is wrong with it, before anybody counts: the inner sizes of a product have to be equal, so
# > W_row must be 363 wide, whatever the image is. Then ask which of the three shapes change when the
# > photograph is larger. (X_col and the product get more columns; W_row knows nothing of the image.)

# %% [markdown]
# ## 4. One product, and the way back
#
# ### Exercise 5.3: one product (5 minutes)
#
# `X_col` is (F·F·D, windows), as you have made it. `w` holds K filters, (K, F, F, D), and `b` their K
# biases. Return what all filters answer to all windows, (K, windows), without a loop.


# %% tags=["exercise"]
def one_product(X_col, w, b):
    """What each filter answers to each window: (K, windows)."""
    ### BEGIN SOLUTION
    W_row = w.reshape(len(w), -1)
    return W_row @ X_col + b[:, np.newaxis]
    ### END SOLUTION


# %% tags=["check"]
practice.check("05.3", one_product)

# %%
one_product = practice.use("05.3", one_product)
X_col = im2col(X, F=5, S=2)
filters, biases = np.stack([W0, W1]), np.array([b0, b1])
product = one_product(X_col, filters, biases)
print("X_col", X_col.shape, "and the product", product.shape)

# %% [markdown]
# Every number that the layer has to give stands in this product, but in two long rows. Its columns are
# still the windows in reading order.
#
# In the picture you see all of it at once: W_row at the bottom left, X_col above, and where a row of the
# one and a column of the other cross, a number of the product. Point at one, and follow it to its place in
# the output map. Double-click a number of the image or a weight to change it.

# %% tags=["demo"]
Im2col(W=5, F=3, S=1, P=0, D1=2, K=2)

# %% [markdown]
# **Predict.** In AlexNet's first layer, whose output is 55 by 55, in which *column* of the product do you
# find the answers at output row 2, column 3? (All counted from 0.)

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 2 * 55 + 3
### END SOLUTION
practice.predict("05.f", guess)

# %%
print("windows in reading order, the first three rows of 55:")
print(np.arange(55 * 55).reshape(55, 55)[:3, :6])
print("V[2, 3, 1] of the small example stands in row 1, column 2·4 + 3:", product[1, 2 * 4 + 3])

# %% [markdown]
# ### Exercise 5.4: fold it back (7 minutes)
#
# Bring the product, (K, H2·W2), into the form that a layer hands on: (H2, W2, K), with `y[i, j, k]` the
# answer of filter k at row i and column j. Two steps are enough, but take care which: there is a wrong way
# of the right shape.


# %% tags=["exercise"]
def fold(product, H2, W2):
    """The rows of the product, (K, H2*W2), as maps: (H2, W2, K)."""
    ### BEGIN SOLUTION
    K = len(product)
    return product.T.reshape(H2, W2, K)
    ### END SOLUTION


# %% tags=["check"]
practice.check("05.4", fold)

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** `product.reshape(H2, W2, K)` is what half the room writes, and nothing complains:
# > the shape is right. Do it on the board with 2 filters and 3 windows, rows `1 2 3` and `7 8 9`: the wrong
# > way puts 1 and 2 into the same pixel.

# %% [markdown]
# Three functions of yours, one behind the other, are a convolutional layer. Is it the same layer?


# %%
fold = practice.use("05.4", fold)


def your_conv(x, w, b, S=1, P=0):
    """A convolutional layer for one image x, (1, H, W, D), as one matrix product: (1, H2, W2, K)."""
    K, F = w.shape[:2]
    y = Conv(K=K, F=F, S=S, P=P).output(Volume(W=x.shape[2], H=x.shape[1], D=x.shape[3]))
    X_col = im2col(pad(x, (P, P))[0], F, S)
    return fold(one_product(X_col, w, b), y.H, y.W)[np.newaxis]


V = your_conv(X[np.newaxis], filters, biases, S=2)[0]
print("V[2, 3, 1] =", V[2, 3, 1])
for name, (volume, layer) in {"small": small, "AlexNet 1": alexnet_1}.items():
    x, w, b = arrays(volume, layer)
    y, _ = layer.forward({"w": w, "b": b}, x)
    same = np.array_equal(your_conv(x, w, b, layer.S, layer.P), y)
    print(f"{name}: {volume} -> {layer.output(volume)}, the same {y.size:,} numbers as cnnlib's: {same}")

# %% [markdown]
# They agree to the last digit because all the numbers here are small and whole. With fractions, the last
# digits may differ, since a computer rounds after every addition and the order of the additions is another.
# Then one compares with `np.allclose`.
#
# This is the **third implementation**: of the seven loops, only the two that build X_col are left, and they
# copy, they do not multiply. (In the race below, even the copying is a single step of NumPy.)
#
# > **The rule.** convolution = stretch the windows (im2col), **one** matrix product with the stretched
# > filters, fold the rows back into maps.

# %% [markdown]
# ## 5. The price
#
# **Predict.** A deeper layer: 32 by 32 by 64, 3 by 3 filters, padding 1, stride 1. How many times as many
# numbers as the image does X_col hold?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = float(implementations.matrices(Volume(W=32, H=32, D=64), Conv(K=64, F=3, P=1)).factor)
### END SOLUTION
practice.predict("05.g", guess)

# %%
deep = Volume(W=32, H=32, D=64), Conv(K=64, F=3, P=1)
vgg_2 = Volume(W=224, H=224, D=64), Conv(K=64, F=3, P=1)  # the second layer of VGG-16, a network of 2014
for name, (volume, layer) in {"deep": deep, "AlexNet 1": alexnet_1, "VGG 2": vgg_2}.items():
    cost = implementations.matrices(volume, layer)
    sizes = f"image {in_words(cost.input_bytes):>8}, X_col {in_words(cost.column_bytes):>8}"
    print(f"{name:10} {sizes}, {float(cost.factor):.1f} times as large")

# %% [markdown]
# Each pixel is copied once for every window that reads it: up to F·F times at stride 1. A stride makes it
# less, since there are fewer windows: about F·F/S², which for AlexNet's first layer is 11·11/16, or 7.6,
# less what is lost at the edges. And all that is for one image: a network is trained on batches of 32, 64
# or more.
#
# ### Exercise 5.5: how many bytes? (5 minutes)
#
# Return the bytes of X_col for one image, W wide, W high and D deep. A number is a float32, which takes 4
# bytes. Where the filter does not fit, what is left over is not read.


# %% tags=["exercise"]
def column_bytes(W, D, F, S, P):
    """The memory of X_col for an image of W x W x D, in bytes."""
    ### BEGIN SOLUTION
    rows = F * F * D
    columns = ((W - F + 2 * P) // S + 1) ** 2
    return 4 * rows * columns
    ### END SOLUTION


# %% tags=["check"]
practice.check("05.5", column_bytes)

# %%
column_bytes = practice.use("05.5", column_bytes)
for N in (1, 32, 128):
    print(f"VGG's second layer, a batch of {N:3}: {in_words(N * column_bytes(W=224, D=64, F=3, S=1, P=1)):>8}")

# %% [markdown]
# Can we have the product without the memory? There are two ways to save, and they go together.
#
# The first is to look without copying. NumPy can be told to read the same memory as if it held all windows:
# an array that holds no number of its own. It has six axes: the image in its batch, the row and the column
# of the output, the row and the column in the window, and the slice.

# %%
x = X[np.newaxis]
view = windows(x, F=5, S=2)
print("shape:", view.shape, "so it looks like", view.size, "numbers")
print("but it reads the", x.size, "numbers of x:", np.shares_memory(view, x))
print("window [2, 3] is the one of V[2, 3, 1]:", np.array_equal(view[0, 2, 3], X[4:9, 6:11, :]))

# %% [markdown]
# A fast matrix product wants its numbers side by side, though, so they must be copied in the end. But not
# all of them at the same time, which is the second way: copy **a block** of windows, multiply it, and
# overwrite it with the next. This is the **fourth**, the library; in `cnnlib` a block has about

# %%
batch = 128 * implementations.matrices(*alexnet_1).column_bytes
print("a block:", in_words(BLOCK_BYTES), "whatever the image and the batch")
print("all of X_col in AlexNet's first layer, for 128 images:", in_words(batch))

# %% [markdown]
# A block of that size has one more virtue. A processor keeps what it has just read in a small and very fast
# memory of its own, the **cache**, of some megabytes. What has been copied there is still there when it is
# multiplied.

# %% [markdown]
# ## 6. The race
#
# Four implementations, the same multiplications, on three layers: the small one, AlexNet's first, and the
# same on a photograph that is four times as wide and as high. All on one processor core, so that nobody gets
# help.
#
# Before you run it, write on paper how many times faster than the loops each of the other three will be.
# Ten times? A thousand?


# %%
def times(volume, layer, within):
    """The name of each implementation, and its time on this computer."""
    for name, convolve in implementations.IMPLEMENTATIONS.items():
        yield name, implementations.timed(convolve, *arrays(volume, layer), S=layer.S, P=layer.P, within=within)


def race(volume, layer, within):
    """The seconds of each, measured in so many; prints how many times faster than the loops that is."""
    seconds = {}
    for name, time in on_one_thread(times(volume, layer, within)):
        seconds[name] = time.seconds
        note = "" if time.share == 1 else f"   ({time.share:.2%} of it measured, the rest estimated)"
        print(f"{name:18}{time.seconds:12,.4f} s {seconds['loops'] / time.seconds:9,.0f} times{note}")
    return seconds


# %% tags=["varies"]
large = Volume(W=907, H=907, D=3), Conv(K=96, F=11, S=4)
results = {}
for name, (volume, layer), within in (("small", small, 0.3), ("AlexNet 1", alexnet_1, 0.3), ("large", large, 1.5)):
    columns = in_words(implementations.matrices(volume, layer).column_bytes)
    title = f"{name}: {layer.multiply_adds(volume):,} multiplications, X_col {columns}"
    print(title)
    results[title] = race(volume, layer, within)
draw.bars(results, in_seconds, alt="The times of the four implementations on three layers: each takes much less.")

# %% [markdown]
# Each mark of the scale is *ten times* the one before: on an ordinary one, three of the four bars could not be
# seen beside that of the loops. Compare your guess with what you see, line by line.
#
# - **From loops to dot products.** There is one step of Python for each *output* now, not for each product.
#   The larger the window, the more work is in a step, and the more is gained: compare the small layer (75
#   products in a window) with AlexNet's (363).
# - **From dot products to one product.** One step of Python is left. Inside it is a program that was
#   *compiled*, by people who have spent years on this one operation. It multiplies several numbers in a
#   single instruction. And it fetches each number once to use it many times: a column of X_col meets all
#   the K filters, a row of W_row all the windows.
# - **From one product to the library.** Where X_col is small there is little left to gain, and at times
#   nothing at all. Where it is large, as for the large photograph, a good part of the time goes into asking
#   for memory and filling it, and the blocks save that.
#
# > **The rule.** The number of multiplications says how much work there is. How long it takes is decided by
# > how few steps it is handed over in, and by how far the numbers have to travel.

# %% [markdown]
# The explorer of section 4 can do it as well: its button *Measure* times three of the four for the
# setting of its sliders, and for a larger layer.
#
# Do they really all compute the same? On a layer that is small enough for the loops, with stride and
# padding:

# %%
volume, layer = Volume(W=9, H=7, D=2), Conv(K=3, F=3, S=2, P=1)
everyone = implementations.IMPLEMENTATIONS.values()
results = [convolve(*arrays(volume, layer), S=layer.S, P=layer.P) for convolve in everyone]
print("four times the same", results[0].shape, [np.array_equal(results[0], result) for result in results])

# %% [markdown]
# ## 7. Two ends of the same thing (further)
#
# What becomes of X_col if the filter is as small as can be, or as large as can be?

# %%
volume = Volume(W=7, H=7, D=512)
for name, layer in {"1 by 1 filters": Conv(K=64, F=1), "filters as large as the input": Conv(K=4096, F=7)}.items():
    cost = implementations.matrices(volume, layer)
    print(f"{name}: W_row {cost.W_row}, X_col {cost.X_col}, {float(cost.factor):.0f} times the image")
print("a fully connected layer of 4096 neurons:", f"{FC(K=4096).parameters(volume):,} parameters,")
print("and the layer of 4096 large filters:    ", f"{Conv(K=4096, F=7).parameters(volume):,}")

# %% [markdown]
# With F = 1 nothing is copied more than once: X_col is the image itself, its pixels in a row, and the layer
# is a plain matrix product at every pixel. With F as large as the input there is a single window, so X_col
# has one column, and the layer is a *fully connected* one: the same matrix, the same numbers. Convolutional
# and fully connected layers are less different than they look, and a later lesson makes use of that.
#
# There is one gift more. Training needs the layer's backward pass, and since the layer is a matrix product,
# so is that: the gradient of the filters is the gradient of the output times X_col, turned on its side. So
# all that you have seen here makes training faster, too.

# %% [markdown]
# ## 8. Practise
#
# Questions on memory, without end; the same `seed` gives the same questions. Put your guess where the dots
# are. `questions.worked()` shows the way to the answer, and `questions.next()` asks the next one.

# %%
questions = practice.drill("memory", seed=5)
questions

# %%
questions.answer(...)

# %% [markdown]
# The explorer can ask, too. It covers what it asks for until you have typed your guess; move a slider, and
# it asks again.

# %% tags=["demo"]
asking = Im2col(W=6, F=3, S=1, P=0, D1=2, K=2)
asking.predict("shape of X_col")
asking

# %% [markdown]
# ## Summary
#
# - A window stretched out is a vector, and so is a filter; the answer is $w^T x + b$. The order does not
#   matter, as long as it is the same for both: here row by row, and all the slices of a pixel together.
# - im2col writes every window as a column: X_col is (F·F·D, H2·W2). The filters, stretched out as rows, are
#   W_row, (K, F·F·D).
# - W_row · X_col + b is the whole layer, (K, H2·W2). Transpose, then reshape, and it is a volume again:
#   (H2, W2, K).
# - The price is memory: X_col is up to F·F times as large as the image. Libraries pay it a block at a time.
# - Equal multiplications do not take equal times. What counts is how few steps hand over the work, and how
#   far the numbers travel.
#
# Next: layers that make volumes smaller on purpose. [Lesson 6, *Pooling*](06_pooling.ipynb)
#
# ## To read on
#
# - K. Chellapilla, S. Puri, P. Simard: High performance convolutional neural networks for document
#   processing. *Tenth International Workshop on Frontiers in Handwriting Recognition*, La Baule 2006.
#   Convolution unrolled into a matrix product, to make networks faster.
# - K. Goto, R. A. van de Geijn: Anatomy of high-performance matrix multiplication. *ACM Transactions on
#   Mathematical Software* 34 (2008), article 12. What is inside the one step of the third implementation,
#   and why it is all about caches.
# - Y. Jia et al.: Caffe: Convolutional architecture for fast feature embedding. ACM Multimedia 2014,
#   arXiv:1408.5093. A library that did it in just this way.
# - S. Chetlur et al.: cuDNN: Efficient primitives for deep learning. arXiv:1410.0759 (2014). The matrix
#   product without the matrix: columns are made where they are needed, a block at a time.
# - A. Lavin, S. Gray: Fast algorithms for convolutional neural networks. CVPR 2016. With fewer
#   multiplications after all, for filters of 3 by 3; `cnnlib` does so in wide layers.
