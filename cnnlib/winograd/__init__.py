"""Winograd's way to filters of three rows at stride 1: fewer products than outputs times weights, for some more sums.

In one dimension two neighbouring outputs of a filter g of three weights read four inputs d:

    y0 = d0 g0 + d1 g1 + d2 g2            m0 = (d0 - d2) g0                     y0 = m0 + m1 + m2
    y1 = d1 g0 + d2 g1 + d3 g2            m1 = (d1 + d2) (g0 + g1 + g2) / 2     y1 = m1 - m2 - m3
                                          m2 = (d2 - d1) (g0 - g1 + g2) / 2
    six products                          m3 = (d1 - d3) g2                     four products

The sums over g are made once for all places, and those over d and m are cheap where there are many channels: `sums.py`.
Where d, g and y are not numbers but rows of an image, that is two thirds of the products: `rows.py`. Along rows and
columns together it is 16 of 36: `tiles.py`, which has more sums to make and pays for wide layers only.

Source: Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (2016), F(2, 3) and F(2 x 2, 3 x 3).
"""
