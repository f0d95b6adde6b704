"""Splits a scalar m into four of 64 bits: m P = a1 P + a2 phi(P) + a3 psi(P) + a4 psi(phi(P)) (paper, section 4).

For points outside of the subgroup of order r the sum depends on the basis and the offset: these are the ones of the
network's nodes.
"""

from __future__ import annotations

from typing import NamedTuple

_ROUNDING = (
    0x07FC5BB5C5EA2BE5DFF75682ACE6A6BD66259686E09D1A7D4F,
    0x038FD4B04CAA6C0F8A2BD235580F468D8DD1BA1D84DD627AFB,
    0x00D038BF8D0BFFBAF6C42BD6C965DCA9029B291A33678C203C,
    0x031B073877A22D841081CBDC3714983D8212E5666B77E7FDC0,
)
"""floor(2^256 * row of the inverse basis / r), for Babai's rounding"""

_BASIS = (
    (0xF6F900D81F5F5E6A, 0x1363E862C22A2DA0, 0xF8BD9FCE1337FCF1, 0x084F739986B9E651),
    (0xE2B6A4157B033D2C, 0x0000000000000001, 0xFFFFFFFFFFFFFFFF, 0xDA243A43722E9830),
    (0xE85452E2DCE0FCFE, 0xFD3BDEE51C7725AF, 0x2E4D21C98927C49F, 0xF56190BB3FD13269),
    (0xEC91CBF56EF737C1, 0xCEDD20D23C1F00CE, 0x068A49F02AA8A9B5, 0x18D5087896DE0AEA),
)
"""Short vectors of the lattice of decompositions of zero, modulo 2^64"""

_OFFSET = (0x72482C5251A4559C, 0x59F95B0ADD276F6C, 0x7DD2D17C4625FA78, 0x6BC57DEF56CE8877)
"""A lattice vector that makes all four parts positive"""

_WORD = 2**64 - 1
_DIGITS = 64


class Digits(NamedTuple):
    """All four parts at once, as signed digits. A choice is the index of a sum: which of the last three it has."""

    last: int
    """The highest digit, which is positive: a choice."""
    digits: list[tuple[int, bool]]
    """The others from the highest to the lowest: choice, and whether it is negative."""


def decompose(scalar: int) -> Digits:
    """The digits of a scalar of up to 256 bits."""
    parts: list[int] = [*_OFFSET]
    parts[0] += scalar
    for factor, vector in zip(_ROUNDING, _BASIS, strict=True):
        multiple = scalar * factor >> 256
        parts = [part + multiple * coordinate for part, coordinate in zip(parts, vector, strict=True)]
    if parts[0] & 1 == 0:
        parts = [part - coordinate for part, coordinate in zip(parts, _BASIS[3], strict=True)]
    return _recode([part & _WORD for part in parts])


def _recode(parts: list[int]) -> Digits:
    """The first part is odd: as digits +1 and -1 it has no zero, and its signs serve the other three as well."""
    signs, *others = parts
    digits: list[tuple[int, bool]] = []
    for _ in range(_DIGITS):
        signs >>= 1
        negative = signs & 1 == 0
        bits = [other & 1 for other in others]
        others = [(other >> 1) + (bit if negative else 0) for other, bit in zip(others, bits, strict=True)]
        digits.append((bits[0] | bits[1] << 1 | bits[2] << 2, negative))
    digits.reverse()
    return Digits(others[0] | others[1] << 1 | others[2] << 2, digits)
