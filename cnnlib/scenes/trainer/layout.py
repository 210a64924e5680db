"""Where the parts of the Trainer's picture stand, in pixels."""

WIDTH, HEIGHT = 1180, 716
PLOT_X, PLOT_WIDTH, PLOT_HEIGHT = 62, 496, 158
LOSS_Y, ACCURACY_Y = 166, 376  # the tops of the two plots
TIME_Y = 556  # of the cells that stand for the moments
LARGEST = 22  # such a cell
SIDE = 640  # where the right half begins
FILTERS_Y, FILTERS_HEIGHT = 166, 200  # the filters, at most so high
FILTERS_WIDTH = {1: 500, 2: 230}  # and so wide, of one net and of each of two
DIGITS_Y, DIGIT, DIGIT_PITCH, DIGIT_ROW = 432, 58, 88, 108
CAPTION_Y = 660
