# %% [markdown]
# # 10. Training on real images
#
# **90 to 120 minutes**, best in two sittings: sections 1 to 4, then the rest. You need lessons 1 to 4 and 6.
# You need not know how back-propagation is done; here it is used, and checked.
#
# Below is a network for handwritten digits with 38,282 weights and biases, all of them drawn by chance. It
# is right about one time in ten. Half a minute later the same network reads 98 of 100 digits that it has never
# seen. Nobody has told it what a 3 looks like. **What happens in that time, and what can go wrong?**
#
# When you are through, you can
# - say how wrong an answer is, as one number, by hand: the softmax loss, and beside it the SVM loss;
# - say what the gradient of a loss is, check it, and train a network with five lines of NumPy;
# - tell from a loss curve whether the learning rate is too small, right or too large;
# - say how minibatch, learning rate and memory hang together, and compute each;
# - recognise over-fitting, name four treatments, and measure whether they help;
# - say why dropout belongs behind the convolutional layers, and what a shortcut past a layer is good for.

# %% tags=["setup"]
import numpy as np

from cnnlib import FC, Conv, Dropout, Net, ReLU, Residual, Volume, datasets, draw, practice, pretrained, zoo
from cnnlib.accounting import GB, account, in_words
from cnnlib.augment import shifts
from cnnlib.explorers import Trainer
from cnnlib.losses import softmax_loss, svm_loss
from cnnlib.nets import flat
from cnnlib.optim import SGD, Adam
from cnnlib.recipes import RECIPES
from cnnlib.threads import on_one_thread
from cnnlib.train import Course, fit

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** First sitting: sections 1 to 4, 50 minutes. Second: 5 to 9, 50 minutes. With only 30
# > minutes: the table of section 1 and prediction 10.b, the three bowls of section 3, the Trainer with its
# > presets *a net learns to read*, *too high a rate* and *over-fitting* (button *Lecture*), and the shuffled
# > labels of section 6. Let the room guess aloud before those: hardly anybody expects what comes.

# %% [markdown]
# ## 1. How wrong is a guess?
#
# To learn, one has to be told how wrong one was. "Wrong" alone is no help: an answer that was nearly right
# and one that was far off sound the same. So we need a number, the **loss**, that says *how* wrong.
#
# Here is a network with three classes, "3", "5" and "8". It looks at an image of a 3, and its last layer
# gives three scores. To read them as probabilities, two steps make them positive and make them add up to 1:
# take e to the power of each score, and divide by the sum. This is called **softmax**.

# %%
names = ("3", "5", "8")
scores = np.array([1.0, 2.0, -2.0])
powers = np.exp(scores)
p = powers / powers.sum()
print("class   score   e^score   probability")
for name, score, power, share in zip(names, scores, powers, p):
    print(f"{name:>5} {score:7} {power:9.3f} {share:13.3f}")

# %% [markdown]
# The network believes in a 5. It is not quite sure: a class whose score is higher by 1 is e times as
# probable, about 2.7 times.
#
# **Predict.** Add 10 to each of the three scores. Which probability has the 3 now? Three decimals.

# %% tags=["predict"]
### BEGIN SOLUTION
guess = round(p[0], 3)
### END SOLUTION
practice.predict("10.a", guess)

# %%
raised = np.exp(scores + 10)
print("powers:       ", *[f"{power:12.3f}" for power in raised])
print("probabilities:", *[f"{share:12.3f}" for share in raised / raised.sum()])

# %% [markdown]
# Only differences of scores count. That is more than a curiosity: e to the power of 1000 is too large for
# the computer, so softmax is computed after the largest score has been subtracted from all of them.
#
# ### Exercise 10.1: softmax (5 minutes)
#
# Return the probabilities for the scores of one image, (K,). It has to work for scores of any size.


# %% tags=["exercise"]
def softmax(scores):
    """The probabilities of K classes, (K,), from their scores, (K,)."""
    ### BEGIN SOLUTION
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()
    ### END SOLUTION


# %% tags=["check"]
practice.check("10.1", softmax)

# %%
softmax = practice.use("10.1", softmax)
print(softmax(np.array([1000.0, 1001.0, 997.0])))

# %% [markdown]
# Now the loss. Only the probability of the *right* class is asked for, and its negative logarithm is taken:
#
# $$\text{loss} = -\log p_\text{right}$$
#
# If the network is sure and right, p = 1, and the loss is 0. The less it believes in the right class, the
# higher the loss, and it has no upper end: whoever says "impossible" of what is true pays without limit.

# %%
chances = np.linspace(0.005, 1, 200)
draw.lines(
    {"loss": {"−log p": (chances, -np.log(chances))}},
    across="probability of the right class",
    alt="The loss is 0 where the right class has probability 1, and grows ever more steeply towards probability 0.",
)

# %%
for name, share in zip(names, p):
    print(f"right class {name}: loss {-np.log(share):.3f}")

# %% [markdown]
# This is the **softmax loss**, or *cross-entropy*. For a batch of images, it is the mean.
#
# **Predict.** An untrained network with ten classes finds all of them equally probable. What is its loss?
# Three decimals. (`np.log` is the natural logarithm.)

# %% tags=["predict"]
### BEGIN SOLUTION
guess = round(-np.log(1 / 10), 3)
### END SOLUTION
practice.predict("10.b", guess)

# %%
(x_train, y_train), (x_test, y_test) = datasets.split(*datasets.digits())
net = zoo.digits_net().init(seed=0, dtype=np.float64)
print(f"no preference among ten: {softmax_loss(np.zeros((1, 10)), np.array([0]))[0]:.3f}")
print(f"the untrained net:       {softmax_loss(net.forward(x_test), y_test)[0]:.3f}")
print(f"it is right in           {net.accuracy(x_test, y_test):.0%} of the cases")

# %% [markdown]
# Keep this number in mind. A loss curve of ten classes begins near log 10, or a little above, because random
# weights have random preferences; and if it *stays* there, the network has learnt nothing at all.
#
# ### Exercise 10.2: the loss of a batch (7 minutes)
#
# `scores` is (N, K), and `y` holds the N right classes as numbers from 0 to K − 1. Return one number, the
# mean. (With two lists of equal length, `p[rows, columns]` takes one number for each pair.)


# %% tags=["exercise"]
def cross_entropy(scores, y):
    """The mean of -log p(right class) for scores (N, K) and labels y (N,)."""
    ### BEGIN SOLUTION
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = powers / powers.sum(axis=1, keepdims=True)
    return -np.log(p[np.arange(len(y)), y]).mean()
    ### END SOLUTION


# %% tags=["check"]
practice.check("10.2", cross_entropy)

# %%
cross_entropy = practice.use("10.2", cross_entropy)
print(f"{cross_entropy(net.forward(x_test).reshape(-1, 10), y_test):.3f}")

# %% [markdown]
# ### Another opinion: the SVM loss
#
# The *multi-class support vector machine* has a more relaxed view. It wants the right class to lead every
# other class by a margin of 1. Each wrong class that comes nearer adds what it lacks, and the others add
# nothing:
#
# $$\text{loss} = \sum_{j \ne \text{right}} \max(0,\; s_j - s_\text{right} + 1)$$
#
# **Predict.** The scores of above, 1 for the 3, 2 for the 5, and −2 for the 8; the image shows a 3. What is
# the SVM loss?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = max(0, 2 - 1 + 1) + max(0, -2 - 1 + 1)
### END SOLUTION
practice.predict("10.c", guess)

# %% [markdown]
# Here are both losses, while the score of the right class rises and the others stay at 2 and −2:

# %%
right = np.linspace(-2, 6, 81)
rows = [np.array([[score, 2.0, -2.0]]) for score in right]
both = {"softmax": softmax_loss, "SVM": svm_loss}
draw.lines(
    {"loss": {name: (right, [loss(row, np.array([0]))[0] for row in rows]) for name, loss in both.items()}},
    across="score of the right class",
    alt="Both losses fall as the right score rises. The SVM loss is 0 from a score of 3 on, the softmax loss never.",
)

# %% [markdown]
# Where the right class leads by 1, at a score of 3, the SVM is content and learns nothing more from this image.
# Softmax is never content; it goes on, ever more gently. In practice both give networks that are about equally
# good, and softmax is used more, because its answers can be read as probabilities. We go on with it.

# %% [markdown]
# ## 2. Which way is down?
#
# The loss depends on the images and on 38,282 weights. The images are what they are, but the weights can be
# changed. Take one of them, a weight in a filter of the first layer, change nothing else, and watch the loss of a
# hundred digits:

# %%
few, few_y = x_train[:100], y_train[:100]
loss, grads = net.loss_and_grads(few, few_y)
first = net.weights[0]["w"]
place = np.unravel_index(np.abs(grads[0]["w"]).argmax(), first.shape)  # where the slope is steepest


def loss_with(weight):
    """The loss of the hundred digits if this one weight had another value."""
    before = first[place]
    first[place] = weight
    loss = softmax_loss(net.forward(few), few_y)[0]
    first[place] = before
    return loss


# %% [markdown]
# Here is that loss for 41 values of the weight around the one that it has now, and a straight line that shows how
# steep the curve is there:

# %%
here, slope = first[place], grads[0]["w"][place]
weights = np.linspace(here - 4, here + 4, 41)
near = weights[13:28]
curves = {
    "loss": (weights, [loss_with(weight) for weight in weights]),
    "slope": (near, loss + slope * (near - here)),
    "now": ([here], [loss]),
}
draw.lines(
    {"loss of 100 digits": curves},
    across="one weight of 38,282",
    dots=["now"],
    alt="The loss as a curve over one weight, and a straight line that touches it where the weight is now.",
)

# %% [markdown]
# The curve has a **slope** where the weight is now, and the slope says what to do. It is negative if the loss
# falls when the weight grows, and positive if it rises. One can measure it: a little to the right, a little
# to the left, difference divided by distance. Here it is beside what `cnnlib` has computed. (The smaller the step
# h, the better, as the curve is not straight, and has tiny corners where a ReLU opens or closes.)

# %%
for h in (1, 0.1, 0.01, 0.001, 0.0001):
    print(f"measured with h = {h:<6} {(loss_with(here + h) - loss_with(here - h)) / (2 * h):8.4f}")
print(f"computed               {slope:8.4f}")

# %% [markdown]
# The slopes for all weights together are the **gradient**, one number for each weight. Could we measure it
# like that?
#
# **Predict.** The network has 38,282 weights and biases. To measure all slopes as above, how often does the
# loss have to be computed?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 2 * net.parameters
### END SOLUTION
practice.predict("10.d", guess)

# %%
print(f"{net.parameters:,} slopes, measured from both sides: {2 * net.parameters:,} times")
print(f"computed by net.loss_and_grads: {flat(grads).size:,} slopes at once")

# %% [markdown]
# **Back-propagation** gets all of them in one pass forward and one backward, for about the price of three
# passes forward. You have seen its parts: the gradient of a shared filter in lesson 4, and the switches of
# pooling in lesson 6. Each layer takes the gradient at its output and hands on the gradient at its input. It
# all begins at the scores, where the gradient is so simple that you can read it.

# %%
_, dscores = softmax_loss(scores[np.newaxis], np.array([0]))
print("class   score   probability   gradient of the score")
for name, score, share, d in zip(names, scores, p, dscores[0]):
    print(f"{name:>5} {score:7} {share:13.3f} {d:12.3f}")

# %% [markdown]
# The 3 is right and has a negative gradient: its score should *rise*. The two others should fall, the 5 more
# than the 8, which hardly anybody believes in any more.
#
# ### Exercise 10.3: the gradient at the scores (7 minutes)
#
# Look at the table: how does the gradient come from the probability? Return it for a batch, (N, K). As the
# loss is a mean over N images, each image has only an N-th part in it.


# %% tags=["exercise"]
def score_gradient(scores, y):
    """The gradient of the mean softmax loss at the scores (N, K), for labels y (N,): (N, K)."""
    ### BEGIN SOLUTION
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = powers / powers.sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)
    ### END SOLUTION


# %% tags=["check"]
practice.check("10.3", score_gradient)

# %% [markdown]
# > **The rule.** The gradient has a number for each weight: by how much the loss grows if the weight grows a
# > little. It points uphill. Whoever wants to go down goes the other way.

# %% [markdown]
# ## 3. A step, and how long it should be
#
# So that is learning: change each weight a little *against* its slope, and do it again. How little is the
# **learning rate**.
#
# $$w \leftarrow w - \text{rate} \cdot \text{slope}$$
#
# ### Exercise 10.4: downhill (5 minutes)
#
# Begin at the weight `w`, take so many steps, and return where you are. `slope` is a function: `slope(w)` is
# the slope at w.


# %% tags=["exercise"]
def descend(w, slope, rate, steps):
    """Where gradient descent gets from w in so many steps."""
    ### BEGIN SOLUTION
    for _ in range(steps):
        w = w - rate * slope(w)
    return w
    ### END SOLUTION


# %% tags=["check"]
practice.check("10.4", descend)

# %% [markdown]
# Now the real thing: all 38,282 weights, a hundred digits, and the same line. `net.vector` holds all weights in
# one long array, and `flat(grads)` all slopes in the same order.

# %%
net.init(seed=0, dtype=np.float64)
for step in range(51):
    loss, grads = net.loss_and_grads(few, few_y)
    net.vector[...] -= 0.1 * flat(grads)
    if step % 10 == 0:
        print(f"step {step:2}: loss {loss:.2f}")
print(f"right: {net.accuracy(few, few_y):.0%} of these digits, {net.accuracy(x_test, y_test):.0%} of others")

# %% [markdown]
# Five lines, and the network reads. Everything else in this lesson is care: how to do it faster, and how not to
# be fooled by it.
#
# The first care is for the rate. Let the loss be w², which has the slope 2w, and begin at w = 1.
#
# **Predict.** The rate is 2. Where is w after three steps?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = -27
### END SOLUTION
practice.predict("10.e", guess)

# %%
descend = practice.use("10.4", descend)
print([descend(1, lambda w: 2 * w, rate=2, steps=steps) for steps in range(5)])


# %%
def walk(rate, steps=6):
    """The places of gradient descent on w², from w = -2 on, and the loss at each."""
    places = np.array([descend(-2, lambda w: 2 * w, rate, n) for n in range(steps + 1)])
    return places, places**2


bowl = np.linspace(-2.6, 2.6, 61)
draw.lines(
    {f"rate {rate}": {"w²": (bowl, bowl**2), "steps": walk(rate)} for rate in (0.02, 0.3, 1.03)},
    across="w",
    dots=["steps"],
    alt="Three bowls. With rate 0.02 six steps stay near the rim, with 0.3 they reach the bottom, with 1.03 they "
    "jump from side to side and climb.",
)

# %% [markdown]
# Too small, right, and too large. Too large is not only slow, it goes *up*: the slope is steeper where one
# lands, so the next step is longer still. Does that happen to a real network? One epoch, which means that each
# digit is looked at once, with three rates. Write down which of them you expect to be too large.


# %%
def course(rate, batch=32, epochs=1, net=None):
    """A training of the digits net with plain gradient descent, to its end."""
    net = net or zoo.digits_net().init(seed=0)
    held_out = x_test, y_test
    training = Course(net, (x_train, y_train), held_out, epochs=epochs, batch=batch, optimiser=SGD(rate))
    while training.advance(within=1):
        pass
    return training


rates = {rate: course(rate) for rate in (0.001, 0.1, 3)}
losses = {rate: [record.loss for record in training.records] for rate, training in rates.items()}
draw.lines(
    {f"rate {rate}": {"loss": (np.arange(1, len(y) + 1), y)} for rate, y in losses.items()},
    across="step",
    limits=(0, 6),
    dots=["loss"],
    alt="With rate 0.001 the loss falls slowly, with 0.1 quickly, with 3 it leaves the picture at the second step.",
)

# %%
for rate, training in rates.items():
    print(f"rate {rate}: {training.trouble or 'no trouble'}")

# %% [markdown]
# With 3 the second loss is thirty times the first. From there no training comes back, and `cnnlib` says so and
# stops. In the Trainer it looks like this. The network keeps the last weights that were good, and a button
# offers a lower rate. Press it, and watch.

# %% tags=["demo"]
Trainer(optimiser="SGD", rate=3.0).train()

# %% [markdown]
# > **The rule.** If the loss jumps up or becomes `nan`, the rate is too large; if it creeps, too small. Look
# > for the largest rate that does no harm, and go a little below. Towards the end of a training it is lowered
# > (a *schedule*), because near the bottom shorter steps are better.

# %% [markdown]
# ## 4. Live
#
# We took a hundred digits because each step looked at all of them. There are 1347, and other data sets have
# millions. Nobody looks at all of them before each step: a **minibatch** will do, say 32 images, and the next
# step takes the next 32. Once all have had their turn, an **epoch** is over. They are shuffled, and it begins
# anew. (The last batch of an epoch takes what is left over. It is smaller, but it is a step.)
#
# ### Exercise 10.5: how many steps? (3 minutes)


# %% tags=["exercise"]
def steps_in_all(images, batch, epochs):
    """How many steps a training takes."""
    ### BEGIN SOLUTION
    return -(-images // batch) * epochs
    ### END SOLUTION


# %% tags=["check"]
practice.check("10.5", steps_in_all)

# %%
steps_in_all = practice.use("10.5", steps_in_all)
print(steps_in_all(images=len(x_train), batch=32, epochs=10), "steps in ten epochs of 1347 digits")

# %% [markdown]
# And now watch it. Press **Start**. On the left the loss of each batch and the share of right answers; on the
# right the first filters as they change, and twelve digits that are never learnt from. Write down before you
# start: after how many epochs will nine out of ten held-out digits be right? And will they ever be *all*
# right?
#
# Below the curves a row of small cells grows, the moments of the training. Move along them and go back to the start:
# how do the filters change, and when do the answers become right?

# %% tags=["demo"]
Trainer()

# %% [markdown]
# This training uses **Adam**, an optimiser that gives each weight a rate of its own, taken from how large its
# gradients have been lately. Set *optimiser* to *SGD*, plain gradient descent, press *Start anew*, and look for
# a rate that is as good. Then try *Momentum*, which adds up steps that point the same way, as a rolling ball
# does.

# %% [markdown] tags=["instructor"]
# > **For the lecturer.** The Trainer goes on while you talk, and stops at *Pause* with its weights as they are;
# > `trainer.net` has them at any moment. *Compare* keeps a finished course as A beside the next one, which is
# > the quickest way to show two rates or two optimisers.

# %% [markdown]
# ## 5. Batch, rate and memory
#
# What is lost if a step looks at 32 images and not at all of them? The gradient is then an estimate, and
# estimates have noise. How far is the gradient of a batch from that of all 1347 digits?


# %%
def gradient(chosen):
    """The gradient of the digits with these numbers, as one vector."""
    return flat(net.loss_and_grads(x_train[chosen], y_train[chosen])[1])


net.init(seed=0, dtype=np.float64)
rng = np.random.default_rng(0)
everything = gradient(slice(None))
for N in (1, 4, 16, 64):
    far = [np.linalg.norm(gradient(rng.permutation(len(x_train))[:N]) - everything) for _ in range(40)]
    print(f"batches of {N:2}: {np.mean(far):4.1f} away, {np.mean(far) / np.linalg.norm(everything):4.2f} of its length")

# %% [markdown]
# With a single image the estimate is off by more than three times the gradient's own length: it points nearly
# anywhere. And still it works, since the errors of many steps cancel. Look at how the noise falls.
#
# **Predict.** How many times as many images does it take to make the noise ten times smaller?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 10**2
### END SOLUTION
practice.predict("10.f", guess)

# %% [markdown]
# So large batches are a bad bargain: four times the work for half of the noise. Small ones give many steps for
# the same work, but noisy ones, and noise must not be multiplied by a large rate. So **the batch decides which
# rate is right**. One epoch each, with three batches and five rates:

# %%
rates = (0.01, 0.03, 0.1, 0.3, 1.0)
ends = {batch: [course(rate, batch).net.accuracy(x_test, y_test) for rate in rates] for batch in (8, 32, 128)}
draw.lines(
    {f"batches of {batch}": {"right": (np.log10(rates), shares)} for batch, shares in ends.items()},
    across="rate, as a power of 10",
    dots=["right"],
    alt="The share of held-out digits that are right after one epoch, over the rate, for batches of 8, 32 and 128. "
    "The larger the batch, the higher the best rate and the lower the best share.",
)

# %% [markdown]
# The hump moves to the right as the batches grow: smaller batches need smaller rates. And it sinks, because
# with batches of 128 there are only eleven steps in an epoch. A common rule says: twice the batch, twice the
# rate (Goyal et al. 2017). It holds within limits. Beyond a certain rate every training runs away, whatever
# the batch, and no rate makes up for missing steps.
#
# Then why not batches of 1? Because a computer multiplies one large matrix far faster than many small ones
# (lesson 5). And why not as large as possible? That is a question of memory. Back-propagation needs the
# numbers of *all* layers once more, so they have to be kept until the way back, and each gets a gradient. That
# is two numbers for each activation, **for each image of the batch**. For each parameter there are three: the
# weight, its gradient and, with momentum, its velocity; but only once.
#
# ### Exercise 10.6: memory (5 minutes)
#
# Return the bytes that training takes. `parameters` and `activations` are counts, `activations` for one image;
# a number takes 4 bytes; the optimiser is SGD with momentum.


# %% tags=["exercise"]
def training_bytes(parameters, activations, N):
    """The bytes that training with momentum takes, for batches of N images."""
    ### BEGIN SOLUTION
    return 4 * (3 * parameters + 2 * N * activations)
    ### END SOLUTION


# %% tags=["check"]
practice.check("10.6", training_bytes)

# %%
training_bytes = practice.use("10.6", training_bytes)
for name, costs in {"digits net": account(zoo.digits_net()), "VGG-16": account(zoo.vgg16())}.items():
    print(f"{name}: {costs.parameters:,} parameters, {costs.activations:,} activations for one image")
    for N in (1, 32, 256):
        print(f"    batches of {N:3}: {in_words(training_bytes(costs.parameters, costs.activations, N)):>9}")

# %% [markdown]
# **Predict.** A graphics card has 12 GB, and 1 GB is 1024³ bytes. How many images does the largest minibatch
# have with which VGG-16 can be trained there?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = (12 * 1024**3 - training_bytes(138_357_544, 28_801_512, 0)) // (4 * 2 * 28_801_512)
### END SOLUTION
practice.predict("10.g", guess)

# %%
for name, costs in {"VGG-16": account(zoo.vgg16()), "ResNet-50": account(zoo.resnet50())}.items():
    print(f"{name:9}", *[f"{memory} GB: {costs.largest_minibatch(memory * GB):2} images  " for memory in (4, 6, 12)])

# %% [markdown]
# ResNet-50 has a fifth of VGG's parameters, and hardly room for more images: with a batch, the activations
# decide. So the three hang together. **Memory bounds the batch from above, the batch bounds the rate, and the
# rate says how many steps it takes.**

# %% [markdown]
# ## 6. Learnt by heart
#
# Back to the hundred digits of section 3. All of them were right in the end, but of the others only four in
# five. Let us look at the loss on both, epoch by epoch. Before you run the cell: the training loss will fall.
# Draw on paper what the loss on *held-out* digits will do.


# %%
def learn(x, y, epochs=40):
    """The digits net after so many epochs, its training loss and its held-out loss for each of them."""
    net = zoo.digits_net().init(seed=0)
    training = Course(net, (x, y), (x_test, y_test), epochs=epochs, batch=10, optimiser=Adam(0.003))
    while training.advance(within=1):
        pass
    losses = np.array([record.loss for record in training.records]).reshape(epochs, -1).mean(axis=1)
    return net, losses, training.losses


epochs = np.arange(1, 41)
net, training, held_out = learn(few, few_y)
draw.lines(
    {"loss, 100 digits": {"training": (epochs, training), "held-out": (epochs, held_out)}},
    across="epoch",
    alt="The training loss falls to 0. The held-out loss falls for some ten epochs and then rises slowly.",
)

# %% [markdown]
# The two part ways. At first what is learnt from the hundred digits holds for all digits; then what is left to
# learn is what makes *these* hundred special: a blot here, a crooked line there. This is **over-fitting**. The
# held-out loss rises, since the network becomes ever more sure of its mistakes.
#
# Why can it do that? Count:

# %%
print(f"{few.size:,} numbers are in the hundred digits, {net.parameters:,} parameters in the network")

# %% [markdown]
# There is room to remember. How far does it go? Here is a nasty experiment (after Zhang et al. 2017). We take
# the labels of fifty digits and **shuffle them**. Now there is nothing to understand: a 3 is called 7, the next
# 3 is called 0. How many of the fifty will be right after forty epochs? Write it down.

# %%
shuffled = np.random.default_rng(0).permutation(few_y[:50])
muddled, training, held_out = learn(few[:50], shuffled)
print(f"right by the shuffled labels: {muddled.accuracy(few[:50], shuffled):.0%}")
print("better than chance on others: ", muddled.accuracy(x_test, y_test) > 0.2)
draw.lines(
    {"loss, 50 digits with shuffled labels": {"training": (epochs, training), "held-out": (epochs, held_out)}},
    across="epoch",
    alt="The training loss falls to 0 again, more slowly. The held-out loss rises far above where it began.",
)

# %% [markdown]
# All fifty. A perfect training accuracy, and not a trace of understanding.
#
# > **The rule.** What a network does on the images that it has learnt from says nothing. Keep some images
# > apart, never learn from them, and believe only those. Whoever uses them to choose a rate or an epoch has
# > learnt from them too, and needs a third set for the final word.

# %% [markdown]
# ## 7. Treatments, measured
#
# Much is recommended against over-fitting:
# - **more images**; or the same ones altered, such as shifted by a pixel, which look like more;
# - **fewer parameters**, best by *sharing* them, as in lesson 4;
# - **a penalty on large weights** (L2): strength/2 times the sum of all squared weights is added to the loss,
#   so that a weight has to be worth what it costs;
# - **dropout**: in each step of training, a share of the neurons, chosen anew by chance, is left out, so that
#   none can rely on a certain other one.
#
# Dropout sets numbers to 0. So that the layer behind it gets as much as before, those that are kept grow. When
# the network is used, nothing is dropped.
#
# **Predict.** All numbers of a layer are 10, and dropout with a rate of 0.2 goes over them. What are the ones
# that it keeps?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 10 / (1 - 0.2)
### END SOLUTION
practice.predict("10.h", guess)

# %%
tens = np.full(10, 10.0)
for seed in range(3):
    print(Dropout(rate=0.2).train_forward({}, tens, np.random.default_rng(seed))[0])
print("when the net is used:", Dropout(rate=0.2).forward({}, tens)[0])

# %% [markdown]
# ### Exercise 10.7: dropout (5 minutes)
#
# `chances` has the shape of `x` and holds random numbers between 0 and 1. Where the chance is below `rate`, the
# number is dropped.


# %% tags=["exercise"]
def dropped(x, rate, chances):
    """x after dropout in training: 0 where the chance is below the rate, the others grown to make up for it."""
    ### BEGIN SOLUTION
    return np.where(chances < rate, 0, x / (1 - rate))
    ### END SOLUTION


# %% tags=["check"]
practice.check("10.7", dropped)

# %% [markdown]
# Which of the treatments help our patient, a hundred digits? Each line is the mean of two trainings. Write down
# your order before you run the cell.


# %%
def with_dropout(rate):
    """The digits net with dropout in front of its two fully connected layers."""
    layers = zoo.digits_net().layers
    return Net(Volume(W=8, H=8, D=1), [*layers[:5], Dropout(rate), *layers[5:7], Dropout(rate), layers[7]])


def report(name, net, images=100, epochs=30, seeds=(0, 1), **treatment):
    """Loss and accuracy on held-out digits, the mean of a training for each seed."""
    x, y, ends = x_train[:images], y_train[:images], []
    for seed in seeds:
        net.init(seed)
        for _ in on_one_thread(fit(net, x, y, epochs=epochs, batch=20, optimiser=Adam(0.003), seed=seed, **treatment)):
            pass
        ends.append((softmax_loss(net.forward(x_test), y_test)[0], net.accuracy(x_test, y_test)))
    loss, right = np.mean(ends, axis=0)
    print(f"{name:34}{net.parameters:7,} parameters   loss {loss:.2f}, {right:.0%} right")


connected = Net(Volume(W=8, H=8, D=1), [FC(K=256), ReLU(), FC(K=256), ReLU(), FC(K=10)])

# %% tags=["varies"]
print("100 digits, 150 steps; what is said of held-out digits")
report("fully connected", connected)
report("digits net: shared weights", zoo.digits_net())
report("    and L2, strength 0.003", zoo.digits_net(), penalty=0.003)
report("    and dropout, 0.3", with_dropout(0.3))
report("    and shifts by a pixel", zoo.digits_net(), augment=shifts(1))

# %% [markdown]
# Read the table slowly. In how many are right, there is next to no difference. (Two per cent of 450 digits are nine
# digits, and another seed gives another order: differences of one or two per cent mean nothing.) But look at the
# loss: sharing weights and L2 make the network less sure of its mistakes. Dropout does nothing here. It was invented
# for large fully connected layers and long trainings (Srivastava et al. 2014).
#
# Shifts make the task harder, and 150 steps may be too few for that. So once more with twice as many steps, with
# shifts and without; one training each, to save your time.

# %% tags=["varies"]
once = {"epochs": 60, "seeds": (1,)}
print("100 digits, 300 steps")
report("digits net", zoo.digits_net(), **once)
report("    and shifts by a pixel", zoo.digits_net(), augment=shifts(1), **once)
report("    and shifts and L2", zoo.digits_net(), augment=shifts(1), penalty=0.003, **once)

# %% [markdown]
# More steps alone make the over-fitting worse: the loss rises. With shifts they pay. (Is a gain of two per cent to be
# believed? We have tried four seeds: it was between one and four per cent, and there with each of them.) Shifts and L2
# together are right more often *and* less sure where they are wrong.
#
# And now the first treatment of the list, **more digits**: 150 steps again, for the same network.

# %% tags=["varies"]
report("200 digits", zoo.digits_net(), images=200, epochs=15)
report("1000 digits", zoo.digits_net(), images=1000, epochs=3)

# %% [markdown]
# That is the one that really cures.
#
# > **The rule.** A treatment is measured, not believed. First get more images, then choose the architecture;
# > then try the rest, one at a time, on held-out images.
#
# Now you. Press **Start**: fifty digits are soon learnt by heart, and the two curves part. How far can you get on
# the held-out digits, with whichever sliders you like, but no more than 100 digits to learn from?

# %% tags=["demo"]
Trainer(images=50, batch=10, epochs=40)

# %% [markdown]
# ### Where to drop
#
# In practice dropout stands between the fully connected layers, and there is little of it, or none, among the
# early convolutional layers. There are two reasons. The first one can be counted.
#
# **Predict.** AlexNet has 62,378,344 parameters. How many per cent of them, rounded to a whole number, belong to
# its three fully connected layers?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 94
### END SOLUTION
practice.predict("10.i", guess)

# %%
rows = [row for row in account(zoo.alexnet()).rows if row.parameters]
for row in rows:
    share = row.parameters / zoo.alexnet().parameters
    print(f"{row.name:28} {row.parameters:>11,} parameters {share:7.2%}")

# %% [markdown]
# The first convolutional layer has 0.06 % of them. It cannot learn anything by heart, so there is nothing to be
# treated. The second reason can be seen. Here is a map of how bright the temple of lesson 1 is, and the same map
# after dropout has taken half of its numbers. Below, each number is the mean of the nine around it, as the next
# filter might compute it:

# %%
temple = datasets.photograph("china", width=160).mean(axis=2)[np.newaxis, :96, :, np.newaxis] / 255
half, _ = Dropout(0.5).train_forward({}, temple, np.random.default_rng(0))
mean_of_9 = {"w": np.full((1, 3, 3, 1), 1 / 9), "b": np.zeros(1)}
averaged = [Conv(K=1, F=3, P=1, mode="extend").forward(mean_of_9, y)[0] for y in (temple, half)]
titles = ["a map", "half of it dropped", "the map, averaged", "what is left, averaged"]
draw.feature_maps(np.concatenate([temple, half, *averaged], axis=-1)[0], titles, size=400, columns=2)

# %% [markdown]
# The temple is still there. Neighbours in a map say nearly the same, so the next layer makes up for what is
# missing; dropping single numbers adds noise, and hides little. (If one wants to drop something there, one drops
# whole maps: Tompson et al. 2015.) A neuron of a fully connected layer has no neighbours that could stand in for
# it.

# %% [markdown]
# ## 8. Deeper
#
# A deeper network can compute more. It could even copy a shallower one, and let its additional layers do
# nothing; so it should never be worse, at least on the images that it learns from. Here are two plain networks,
# of 20 and of 56 layers, both of 3 by 3 convolutions with batch normalisation, which keeps the numbers of each
# layer in one range. Both are trained in the same way. Which one will have the lower *training* loss? If
# over-fitting were the trouble with depth, it would be the deeper one.
#
# (These trainings took some minutes each, so their records come with `cnnlib`: 20 epochs on our 1347 digits.)


# %%
def compared(kind):
    """The training loss of 20 and of 56 layers, epoch by epoch."""
    runs = {f"{layers} layers": pretrained.records(f"{kind}{layers}") for layers in (20, 56)}
    return {name: ([r.epoch for r in run], [r.loss for r in run]) for name, run in runs.items()}


draw.lines(
    {"plain nets, training loss": compared("plain")},
    across="epoch",
    limits=(0, 4.8),
    alt="The training loss of 20 layers falls to 0.1 in 20 epochs, that of 56 layers only to 1.5.",
)

# %% [markdown]
# The deeper one is worse, on the very images that it learns from. That is no over-fitting: it does not even get so
# far. It *could* do as well as the shallower one, but gradient descent does not find how. Deeper plain networks
# are harder to **optimise** (He et al. 2016).
#
# The remedy is a line that leads past two layers and is added to what comes out of them: **F(x) + x**, a
# *residual block*. The layers no longer have to make the whole output, only what should be different from the
# input.
#
# **Predict.** In a residual block all weights and biases of F are 0, and x is 7 everywhere. What comes out?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = 0 + 7
### END SOLUTION
practice.predict("10.j", guess)

# %%
volume, sevens = Volume(W=3, H=3, D=1), np.full((1, 3, 3, 1), 7.0)
for name, block in {"plain": Conv(K=1, F=3, P=1), "residual": Residual([Conv(K=1, F=3, P=1)])}.items():
    nothing = {key: 0 * array for key, array in block.init(volume, np.random.default_rng(0)).items()}
    print(f"{name:9}{block.forward(nothing, sevens)[0].ravel()}")

# %% [markdown]
# To do nothing, a plain layer has to learn the identity. A residual block does it to begin with, and the gradient
# gets back along the same line, undiminished. The same two depths, the same layers, the same number of
# parameters, with shortcuts:

# %%
draw.lines(
    {"residual nets, training loss": compared("residual")},
    across="epoch",
    limits=(0, 4.8),
    alt="With shortcuts the training loss of both depths falls to 0 within ten epochs.",
)

# %%
for name, run in pretrained.plain_and_residual().items():
    print(f"{name:11} training loss {run[-1].loss:.3f}, right on held-out digits {run[-1].validation:.0%}")

# %% [markdown]
# Both learn, in half the time, and the deeper one does not lag behind any more. (They begin higher: 27 blocks that add
# up make large scores, and an untrained network that is sure of itself.)
#
# Try it. Here a plain and a residual network run side by side, each with as many blocks of two layers as you like,
# on half of the digits. Press Start, and pause it whenever you like. From how many blocks on does the plain
# one fall behind?

# %% tags=["demo"]
Trainer(kind="both", blocks=9, epochs=4, rate=0.01, images=700)

# %% [markdown]
# ## 9. Real images
#
# The bundled digits are 8 by 8 pixels. **MNIST** is the larger sister: 60,000 digits of 28 by 28, written by some
# 250 people, the images on which LeCun and his colleagues showed in 1998 what a convolutional network can do.
# `cnnlib` has been trained on them, and the trained network comes along. This is its recipe, and you know every
# word of it by now:

# %%
recipe = RECIPES["mnist"]
print("optimiser:", recipe.optimiser(), "in batches of", recipe.batch, "for", recipe.epochs, "epochs")
print("against over-fitting: L2 of", recipe.penalty, "and shifts by up to two pixels")
print(f"held out: one image in {round(1 / recipe.held_out)}, of each digit")

# %% [markdown]
# **Predict.** Of the 60,000 images, 54,999 are left to learn from. How many steps does that training take?

# %% tags=["predict"]
### BEGIN SOLUTION
guess = steps_in_all(images=54_999, batch=64, epochs=20)
### END SOLUTION
practice.predict("10.k", guess)

# %%
records = pretrained.records("mnist")
print(f"{records[-1].step:,} steps in {records[-1].seconds / 60:.0f} minutes; right on held-out digits after")
for record in (records[0], records[4], records[9], records[-1]):
    print(f"    epoch {record.epoch:2}: {record.validation:.2%}")
epochs = [record.epoch for record in records]
training, held_out = [100 * record.accuracy for record in records], [100 * record.validation for record in records]
draw.lines(
    {"MNIST, per cent right": {"training": (epochs, training), "held-out": (epochs, held_out)}},
    across="epoch",
    limits=(97, 100),
    alt="Both shares rise from below 98 to above 99.5 per cent and stay together.",
)

# %% [markdown]
# Hardly any over-fitting with 180,914 parameters: that is what 55,000 images do, and shifts of them. (In the first
# epochs the held-out line lies *above* the other one, since the training digits are shifted and their accuracy is
# measured on the way, while the network is still worse.)
#
# MNIST's images do not come with this course. If you have its four files, put the name of their folder between
# the quotation marks; `datasets.mnist()` without a folder downloads them once, 12 MB. Otherwise the cell takes the
# bundled digits, made as large as MNIST's. They come from another country, another scanner and other hands, and
# the network has never seen anything like them.

# %%
folder = ""  # the folder with MNIST's files, if you have them
images, labels = datasets.mnist(folder, "test") if folder else (datasets.enlarged(x_test), y_test)
reader = pretrained.mnist()
said = reader.predict(images)
print(f"{len(labels):,} digits that the net has never seen, {np.mean(said == labels):.0%} of them right")

# %%
wrong = np.flatnonzero(said != labels)[:8]
draw.image_grid(images[wrong], [f"a {labels[n]}, said {said[n]}" for n in wrong], size=120)

# %% [markdown]
# Not one pixel of these was in its training. Look at the mistakes: which of them would you have made?
#
# Train such a network yourself. This one has first filters of 7 by 7, large enough to see what becomes of them, and
# an L2 that is stronger than is good for its answers: what does not help fades, and the noise of the beginning turns
# into strokes. With a folder above it learns from MNIST, otherwise from the enlarged digits.

# %% tags=["demo"]
Trainer(kind="mnist", folder=folder, sample=2000, optimiser="Momentum", rate=0.1, penalty=0.01, epochs=6)

# %% [markdown]
# The whole training of the network that comes along can be done again, by you, with `cnnlib` alone. In a terminal:
#
# ```
# python -m cnnlib.train mnist --data FOLDER
# ```
#
# It shows how far it is, and goes on where it was if you stop it. (The minutes above were measured on one core that
# had other work as well.) The card beside the net, `cnnlib/pretrained/mnist.md`, says what it was trained on, how
# good it is, and where it fails.

# %% [markdown]
# ## 10. Practise
#
# Questions on memory and batches, without end; the same `seed` gives the same questions. Put your guess where the
# dots are. `questions.worked()` shows the way to the answer, and `questions.next()` asks the next one.

# %%
questions = practice.drill("memory", seed=10)
questions

# %%
questions.answer(...)

# %% [markdown]
# The Trainer can ask, too. It covers what it asks for until you have typed your guess; move a slider, and it asks
# again.

# %% tags=["demo"]
asking = Trainer(images=400, batch=64)
asking.predict("steps in an epoch")
asking

# %% [markdown]
# ## Summary
#
# - The softmax loss is −log of the right class's probability. Ten equal guesses cost log 10 = 2.303. The SVM loss
#   is content once the right class leads by a margin.
# - The gradient says by how much the loss grows with each weight. At the scores it is p, and p − 1 for the right
#   class; back-propagation brings it to all weights at once.
# - w ← w − rate · slope, again and again. Too small a rate creeps, too large a one climbs and runs away.
# - A minibatch estimates the gradient; its noise falls with 1/√N. Smaller batches need smaller rates, and the
#   activations of the batch fill the memory.
# - A network with room enough learns anything by heart, shuffled labels too. Only held-out images tell.
# - More images cure over-fitting. Shared weights, shifts, L2 and dropout may help: measure it, with more than one
#   seed. Dropout belongs where the parameters are, behind the convolutions.
# - Deep plain networks are hard to optimise. A shortcut, F(x) + x, makes doing nothing easy.
#
# Next: what the filters have learned.
#
# ## To read on
#
# - D. E. Rumelhart, G. E. Hinton, R. J. Williams: Learning representations by back-propagating errors. *Nature*
#   323 (1986), 533-536.
# - Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition.
#   *Proceedings of the IEEE* 86 (1998), 2278-2324. MNIST and LeNet.
# - J. Weston, C. Watkins: Support vector machines for multi-class pattern recognition. ESANN 1999. The SVM loss.
# - N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov: Dropout: a simple way to prevent
#   neural networks from overfitting. *JMLR* 15 (2014), 1929-1958.
# - D. P. Kingma, J. Ba: Adam: a method for stochastic optimization. ICLR 2015, arXiv:1412.6980.
# - J. Tompson, R. Goroshin, A. Jain, Y. LeCun, C. Bregler: Efficient object localization using convolutional
#   networks. CVPR 2015. Whole maps are dropped.
# - S. Ioffe, C. Szegedy: Batch normalization: accelerating deep network training by reducing internal covariate
#   shift. ICML 2015.
# - K. He, X. Zhang, S. Ren, J. Sun: Deep residual learning for image recognition. CVPR 2016. 20 and 56 layers.
# - I. Loshchilov, F. Hutter: SGDR: stochastic gradient descent with warm restarts. ICLR 2017. The cosine as a
#   schedule.
# - C. Zhang, S. Bengio, M. Hardt, B. Recht, O. Vinyals: Understanding deep learning requires rethinking
#   generalization. ICLR 2017. Shuffled labels, on ImageNet.
# - P. Goyal and others: Accurate, large minibatch SGD: training ImageNet in 1 hour. arXiv:1706.02677 (2017).
