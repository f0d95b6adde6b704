"""GF(p^2) with p = 2^127 - 1 and i^2 = -1. An element is a pair of integers below p: real and imaginary part."""

from __future__ import annotations

from typing import TypeAlias

P = 2**127 - 1

Element: TypeAlias = tuple[int, int]

ZERO: Element = (0, 0)
ONE: Element = (1, 0)
HALF = (P + 1) // 2


def add(a: Element, b: Element) -> Element:
    """a + b"""
    return (a[0] + b[0]) % P, (a[1] + b[1]) % P


def subtract(a: Element, b: Element) -> Element:
    """a - b"""
    return (a[0] - b[0]) % P, (a[1] - b[1]) % P


def negate(a: Element) -> Element:
    """-a"""
    return -a[0] % P, -a[1] % P


def conjugate(a: Element) -> Element:
    """The same with the imaginary part negated: a^p."""
    return a[0], -a[1] % P


def multiply(a: Element, b: Element) -> Element:
    """a b"""
    (x, y), (z, w) = a, b
    return (x * z - y * w) % P, (x * w + y * z) % P


def square(a: Element) -> Element:
    """a^2"""
    x, y = a
    return (x + y) * (x - y) % P, 2 * x * y % P


def invert(a: Element) -> Element:
    """1 / a. Raises ValueError for zero."""
    x, y = a
    inverse = pow(x * x + y * y, -1, P)
    return x * inverse % P, -y * inverse % P


def square_root(a: Element) -> Element | None:
    """One of the two roots, or None where there is none."""
    norm = _real_root((a[0] * a[0] + a[1] * a[1]) % P)
    for candidate in (norm, -norm):
        real = _real_root((a[0] + candidate) * HALF % P)
        # A negative real number has a root without a real part.
        imaginary = a[1] * pow(2 * real, -1, P) % P if real else _real_root(-a[0] % P)
        if square((real, imaginary)) == a:
            return real, imaginary
    return None


def _real_root(a: int) -> int:
    """A root of `a` in GF(p) if it has one, else of -a: p is 3 modulo 4."""
    return pow(a, (P + 1) // 4, P)
