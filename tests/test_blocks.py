"""Pieces of work: nothing is left out, nothing twice, and products are those of np.matmul."""

from itertools import product

import numpy as np
import pytest

from cnnlib.blocks import SMALL, THINNEST, blocks, multiply, multiply_transposed

SHAPES = [(1, 3, 2), (95, 40, 30), (1000, 40, 30), (4096, 27, 32), (5000, 150, 16), (300, 400, 300)]


@pytest.mark.parametrize(("N", "H", "rows"), [*product((1, 3, 8), (1, 5, 14), (1, 2, 13, 15, 60, 1000))])
def test_blocks_cover_every_row_once(N: int, H: int, rows: int) -> None:
    count = np.zeros((N, H), int)
    for block in blocks(N, H, rows):
        count[block] += 1
        assert count[block].size <= max(rows, 1)
    assert (count == 1).all()


@pytest.mark.parametrize("small", [True, False])
@pytest.mark.parametrize(("M", "inner", "K"), SHAPES)
def test_products_are_those_of_numpy(M: int, inner: int, K: int, small: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cnnlib.blocks._takes_small_products", lambda: small)
    rng = np.random.default_rng(0)
    a, b = rng.integers(-9, 9, (M, inner)).astype(float), rng.integers(-9, 9, (inner, K)).astype(float)
    out, turned = np.empty((M, K)), np.asfortranarray(b)
    for second in (b, turned):
        multiply(a, second, out)
        np.testing.assert_array_equal(out, a @ b)
    np.testing.assert_array_equal(multiply_transposed(out, a), out.T @ a)


def test_some_of_these_products_are_stacks_with_rows_left_over() -> None:
    parts = [SMALL // (inner * K) for _, inner, K in SHAPES]
    assert any(2 * THINNEST <= rows < M and M % rows for rows, (M, _, _) in zip(parts, SHAPES))
