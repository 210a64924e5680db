"""Where things stand."""

WIDTH, HEIGHT = 1180, 740
LEFT = 18
PAD, PAD_TOP = 400, 10  # side and top of the pad
BUTTONS, BUTTON = 420, 30  # top and height of the buttons below it
HEAD = 480  # baseline above the image and the scores
SEEN, SEEN_TOP = 196, 490  # side and top of what the net sees
TOLD, TOLD_LINE = 704, 16  # baselines of how it was made
SCORES, SCORES_WIDTH = 236, 182
MAPS, MAPS_WIDTH = 446, 720  # all layers
MAPS_TOP, MAPS_BOTTOM = 38, 684
NET = 26  # baseline of the net's name
SAYS = 690  # top of the sentence's panel
TITLE, GAP = 16, 4  # above a layer's maps, and below them
