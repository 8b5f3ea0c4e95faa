"""A long row of things cut into pieces that are read one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def cut(things: Iterable[T], weigh: Callable[[T], int], most: int) -> Iterator[list[T]]:
    """Things in their order, in pieces that weigh no more than `most` together; one that weighs more stands alone."""
    piece: list[T] = []
    size = 0
    for thing in things:
        weight = weigh(thing)
        if piece and size + weight > most:
            yield piece
            piece, size = [], 0
        piece.append(thing)
        size += weight
    if piece:
        yield piece
