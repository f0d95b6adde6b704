"""Multiplies points by scalars: the generator with a table, other points by way of the endomorphisms.

Python's integers take longer for larger numbers, so nothing here is constant time.
"""

from __future__ import annotations

from functools import cache

from .curve import GENERATOR, NEUTRAL, ORDER, Point, add, double, negate
from .decompose import decompose
from .endomorphisms import phi, psi

_WINDOW = 4
_WINDOWS = -(-ORDER.bit_length() // _WINDOW)


def multiply_generator(scalar: int) -> Point:
    """`scalar` times the generator, for a scalar from 0 to r - 1."""
    result = NEUTRAL
    for multiples in _generator_table():
        digit = scalar & (1 << _WINDOW) - 1
        if digit:
            result = add(result, multiples[digit])
        scalar >>= _WINDOW
    return result


@cache
def _generator_table() -> tuple[tuple[Point, ...], ...]:
    """For each window of four bits the 16 multiples of its own power of two; made at first use, in some 20 ms."""
    table: list[tuple[Point, ...]] = []
    base = GENERATOR
    for _ in range(_WINDOWS):
        multiples = [NEUTRAL]
        for _ in range((1 << _WINDOW) - 1):
            multiples.append(add(multiples[-1], base))
        table.append(tuple(multiples))
        base = add(multiples[-1], base)
    return tuple(table)


def multiply_point(scalar: int, point: Point) -> Point:
    """`scalar` times a point that isn't of small order, as the network's nodes compute it.

    That is the product for the points of order r. For others the endomorphisms do something else, and everybody must do
    the same to agree on which signatures are valid.
    """
    multiples = _sums(point)
    parts = decompose(scalar)
    result = multiples[parts.last]
    for choice, negative in parts.digits:
        summand = multiples[choice]
        result = add(double(result), negate(summand) if negative else summand)
    return result


def _sums(point: Point) -> list[Point]:
    """P plus those of phi(P), psi(P), psi(phi(P)) whose bit is set in the index."""
    image = phi(point)
    sums = [point]
    for other in (image, psi(point), psi(image)):
        sums += [add(known, other) for known in sums]
    return sums
