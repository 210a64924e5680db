"""Where the parts of the picture stand, in pixels."""

WIDTH, HEIGHT = 1180, 700
SHEET_X, SHEET_Y = 24, 160  # the filters at the lit snapshot
SHEET_WIDTH, SHEET_HEIGHT = 488, 448  # at most
SIDE, SIDE_WIDTH = 580, 576  # the right half
PLOT_Y, PLOT_HEIGHT = 164, 100  # accuracy
STRIP_Y, LARGEST = 306, 48  # one filter at each snapshot; below it the cells of the film
IMAGES_Y, IMAGE, ACROSS, LINE = 460, 56, 6, 90  # the images that are answered
GAP = 8  # between an image and the map beside it
FEW, LARGE = 4, 100  # so many images, at most, are drawn large
TITLE = 14  # above what it names
CAPTION_Y = 650
