"""Pieces hold everything in its order, and weigh no more than they may."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scripts.values.cuts import cut


@given(st.lists(st.integers(0, 30)), st.integers(1, 50))
def test_pieces_hold_all_in_order_and_are_as_full_as_they_may_be(things: list[int], most: int) -> None:
    pieces = list(cut(things, lambda thing: thing, most))
    assert [thing for piece in pieces for thing in piece] == things
    assert all(piece and (sum(piece) <= most or len(piece) == 1) for piece in pieces)
    assert all(sum(piece) + after[0] > most for piece, after in pairwise(pieces))
