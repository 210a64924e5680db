# %% [markdown]
# # The gallery
#
# Every explorer of the course, each in a setting that is worth a look. Run all cells (Run > Run All Cells) and
# play; nothing can be broken. Here nothing is asked of you: the questions are in the lessons.
#
# All of them work alike.
#
# | to | do |
# |---|---|
# | change a size | drag its slider, use the arrow keys on it, or type into its box |
# | see what a number is made of | point at it; a click pins it, Escape lets go |
# | see it step by step | press the space bar on the picture; the arrow keys step |
# | guess before you see | tick *predict* |
# | compare two settings | *Compare* keeps the picture as A beside what you change, B |
# | show it to a class | *Lecture*: large, without controls, setting after setting with Page Down |
# | take it away | *PNG*, *SVG* and *GIF* for your slides, *Code* for NumPy, PyTorch and Keras |

# %% tags=["setup"]
from cnnlib.explorers import (
    Connections,
    Convolution,
    DrawDigit,
    FilterLab,
    Growth,
    Im2col,
    NetworkExplorer,
    Pooling,
    SizeMap,
    Trainer,
)

# %% [markdown]
# ## A photograph and a filter
#
# A filter is a detector: a large answer means "found it here". This one compares two colours.
#
# - **Try** other photographs, one of your own too. Point at a petal, then at a leaf, and read the products.
# - **Say in a lecture:** "Nobody told a network to look for edges and colours. It learns filters like these."
# - [Lesson 1, Seeing with filters](01_seeing_with_filters.ipynb)

# %% tags=["demo"]
photograph = FilterLab()
photograph.preset("Colour opponents")
photograph

# %% [markdown]
# ## Convolution, number by number
#
# Each number of the output is one sum: all pixels under the window, through every slice, times their weights,
# plus the bias.
#
# - **Try** the arrow keys, and point at an input pixel: which outputs does it feed, and with which weights? Then
#   set S = 3.
# - **Say in a lecture:** "Count with me where the window starts, and the formula writes itself."
# - [Lesson 2, How big is the output?](02_how_big_is_the_output.ipynb)

# %% tags=["demo"]
convolution = Convolution()
convolution

# %% [markdown]
# ## Which sizes fit
#
# All filter sizes and strides for an input of 10 pixels at a glance: green where they fit, hatched where not.
#
# - **Try** a click on the cell with 4.5: that setting opens, and the column that no window reads can be seen.
#   Escape leads back. Then look at W and F at stride 2.
# - **Say in a lecture:** "Before I move W to 11: how many of the hatched cells will turn green?"
# - [Lesson 2, How big is the output?](02_how_big_is_the_output.ipynb)

# %% tags=["demo"]
sizes = SizeMap()
sizes.preset("where 4.5 comes from")
sizes

# %% [markdown]
# ## What sharing saves
#
# One layer three times: every neuron sees everything, every neuron sees a window, all windows share their weights.
#
# - **Try** the preset of AlexNet's first layer, and watch the bars: each step of their scale is a factor of ten.
# - **Say in a lecture:** "Which of the three could you afford for a photograph of your own?"
# - [Lesson 3, Many channels, many filters](03_many_channels_many_filters.ipynb) has the specification card,
#   [lesson 4, Sharing parameters](04_sharing_parameters.ipynb) the rest

# %% tags=["demo"]
connections = Connections()
connections.preset("shared")
connections

# %% [markdown]
# ## A convolution as one matrix product
#
# Each window is stretched into a column, each filter into a row. What is left is a multiplication of two matrices,
# and at that computers are very good.
#
# - **Try** pointing at a column, then at a pixel in the middle of the input: how often was it copied? *Measure* times
#   three ways to compute a convolution on your own computer.
# - **Say in a lecture:** "We buy speed with memory. Is the price fair?"
# - [Lesson 5, Convolution as one matrix product](05_one_matrix_product.ipynb)

# %% tags=["demo"]
matrices = Im2col()
matrices.preset("two filters")
matrices

# %% [markdown]
# ## Pooling
#
# Of every four numbers one goes on, and nothing is learnt.
#
# - **Try** the preset "shift by one": how many numbers of the input change, and how many of the output? Then show
#   the gradients: the winner of each window gets it all.
# - **Say in a lecture:** "We throw three quarters of the numbers away. Who would dare to do that in a spreadsheet?"
# - [Lesson 6, Pooling](06_pooling.ipynb)

# %% tags=["demo"]
pooled = Pooling()
pooled.preset("2 × 2, stride 2")
pooled

# %% [markdown]
# ## Inside a net
#
# Every layer of a trained net at work on one image: all its maps, the filters of the first layer, the scores. A click
# on a map shows the sum that it is, another click the window behind one number.
#
# - **Try** to follow one map from a CONV layer through ReLU and pooling. Click it: which input map gives it most? Click
#   a number, and add the window up. Escape or Backspace lead back.
# - **Say in a lecture:** "It has seen nothing but digits. What will it say of a photograph of Grace Hopper?"
# - [Lesson 1, Seeing with filters](01_seeing_with_filters.ipynb) trains this net,
#   [lesson 11, What the filters learned](11_what_the_filters_learned.ipynb) opens larger ones

# %% tags=["demo"]
net = NetworkExplorer()
net.preset("A digit goes in")
net

# %% [markdown]
# ## Your own digit
#
# Draw, and every layer follows the pen. This net reads nearly all digits that were written for MNIST: and yours?
#
# - **Try** to draw slowly, and watch the bars: when does it make up its mind? Then untick *scaled and centred as
#   MNIST's*, and draw the same digit small, in a corner. Click a map to see the sum that it is.
# - **Say in a lecture:** "Who draws a 7 that it takes for a 1? And who a 1 that it takes for a 7?"
# - [Lesson 11, What the filters learned](11_what_the_filters_learned.ipynb)

# %% tags=["demo"]
digit = DrawDigit()
digit.preset("In a corner")
digit

# %% [markdown]
# ## A net learns
#
# Random weights become filters while you watch: loss, accuracy, filters and answers, step by step, and back again.
#
# - **Try** *Reset* and *Start*; pause with the space bar, and go back with the arrow keys to see when the first digits
#   were right. Then the preset "over-fitting" and its treatments, and a rate that is too high.
# - **Say in a lecture:** "Nobody tells it what a seven is. What does it get instead, 43 times in each epoch?"
# - [Lesson 10, Training on real images](10_training_on_real_images.ipynb)

# %% tags=["demo", "varies"]
training = Trainer(epochs=4)
training.train()

# %% [markdown]
# ## Filters that grow
#
# A training at a dozen checkpoints: the filters of the first layer come out of the noise, and the answers with them.
#
# - **Try** *play*, then the arrow keys: at which step are most answers right, and at which do the filters look like
#   something? Click a filter, and see what it finds in three photographs.
# - **Say in a lecture:** "Here is the net before it has learnt anything. What do you think it will look for?"
# - [Lesson 11, What the filters learned](11_what_the_filters_learned.ipynb)

# %% tags=["demo"]
growth = Growth()
growth.preset("the end: colours")
growth
