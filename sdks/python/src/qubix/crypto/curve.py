"""FourQ: -x^2 + y^2 = 1 + d x^2 y^2 over GF(p^2), group order 392 r (C. Costello, P. Longa, ia.cr/2015/565).

A point is (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z. The formulas (Hisil, Wong, Carter, Dawson, 2008) hold for all
points of this curve, since d is not a square.
"""

from __future__ import annotations

from typing import TypeAlias

from . import field
from .field import ONE, ZERO, Element, multiply, square

Point: TypeAlias = tuple[Element, Element, Element, Element]

ORDER = 0x0029CBC14E5E0A72F05397829CBC14E5DFBD004DFE0F79992FB2540EC7768CE7
"""r, the prime order of the large subgroup."""

D: Element = (0x00000000000000E40000000000000142, 0x5E472F846657E0FCB3821488F1FC0C8D)
_TWICE_D = field.add(D, D)
_LAST_BIT = 126
_MASK = 2**127 - 1


def affine_point(x: Element, y: Element) -> Point:
    """The point with these coordinates, which must be on the curve."""
    return x, y, ONE, multiply(x, y)


NEUTRAL: Point = (ZERO, ONE, ONE, ZERO)
GENERATOR = affine_point(
    (0x1A3472237C2FB305286592AD7B3833AA, 0x1E1F553F2878AA9C96869FB360AC77F6),
    (0x0E3FEE9BA120785AB924A2462BCBB287, 0x6E1C4AF8630E024249A7C344844C8B5C),
)


def add(p: Point, q: Point) -> Point:
    """p + q, whatever they are."""
    x1, y1, z1, t1 = p
    x2, y2, z2, t2 = q
    a = multiply(field.subtract(y1, x1), field.subtract(y2, x2))
    b = multiply(field.add(y1, x1), field.add(y2, x2))
    c = multiply(multiply(t1, _TWICE_D), t2)
    z = multiply(z1, z2)
    return _finish(b, a, field.add(z, z), c)


def _finish(b: Element, a: Element, d: Element, c: Element) -> Point:
    e, f, g, h = field.subtract(b, a), field.subtract(d, c), field.add(d, c), field.add(b, a)
    return multiply(e, f), multiply(g, h), multiply(f, g), multiply(e, h)


def double(p: Point) -> Point:
    """p + p, quicker."""
    x, y, z, _ = p
    xx, yy, zz = square(x), square(y), square(z)
    total = field.add(xx, yy)
    e = field.subtract(square(field.add(x, y)), total)
    g = field.subtract(yy, xx)
    f = field.subtract(field.add(zz, zz), g)
    return multiply(e, f), multiply(g, total), multiply(f, g), multiply(e, total)


def negate(p: Point) -> Point:
    """-p"""
    x, y, z, t = p
    return field.negate(x), y, z, field.negate(t)


def has_small_order(p: Point) -> bool:
    """Whether 392 p is neutral. For such a key anybody could forge signatures."""
    multiple = add(double(p), p)  # 3
    for _ in range(4):
        multiple = double(multiple)
    multiple = add(multiple, p)  # 49
    for _ in range(3):
        multiple = double(multiple)
    return multiple[0] == ZERO


def encode(p: Point) -> bytes:
    """32 bytes: y, and the sign of x in the last bit. Raises ValueError where Z is zero, which is no point."""
    x, y, z, _ = p
    inverse = field.invert(z)
    real, imaginary = multiply(y, inverse)
    return (real | imaginary << 128 | _sign(multiply(x, inverse)) << 255).to_bytes(32, "little")


def decode(data: bytes) -> Point | None:
    """The point with this encoding; None for what is none, also where a coordinate isn't below p or bit 127 is set."""
    number = int.from_bytes(data, "little")
    y = number & _MASK, number >> 128 & _MASK
    if number >> 127 & 1 or field.P in y:
        return None
    yy = square(y)
    x = field.square_root(multiply(field.subtract(yy, ONE), field.invert(field.add(multiply(D, yy), ONE))))
    if x is None:
        return None
    return affine_point(field.negate(x) if _sign(x) != number >> 255 else x, y)


def _sign(x: Element) -> int:
    return (x[0] or x[1]) >> _LAST_BIT
