"""The endomorphisms phi and psi of FourQ, by way of an isogenous curve (paper, section 3): tau to it, tau-dual back.

On the subgroup of order r they multiply by fixed scalars; outside of it they don't. The formulas have no exceptions
but at points of small order.
"""

from __future__ import annotations

from typing import TypeAlias

from .curve import Point
from .field import Element, add, conjugate, multiply, negate, square, subtract

_Projective: TypeAlias = tuple[Element, Element, Element]
"""On the isogenous curve, where no product xy is needed."""

_TAU: Element = (0x1964DE2C3AFAD20C74DCD57CEBCE74C3, 0x000000000000000C0000000000000012)
_TAU_DUAL: Element = (0x4AA740EB230586529ECAA6D9DECDF034, 0x7FFFFFFFFFFFFFF40000000000000011)
_PHI: tuple[Element, ...] = (
    (0x0000000000000005FFFFFFFFFFFFFFF7, 0x2553A0759182C3294F65536CEF66F81A),
    (0x00000000000000050000000000000007, 0x62C8CAA0C50C62CF334D90E9E28296F9),
    (0x000000000000000F0000000000000015, 0x78DF262B6C9B5C982C2CB7154F1DF391),
    (0x00000000000000020000000000000003, 0x5084C6491D76342A92440457A7962EA4),
    (0x00000000000000030000000000000003, 0x12440457A7962EA4A1098C923AEC6855),
    (0x000000000000000A000000000000000F, 0x459195418A18C59E669B21D3C5052DF3),
    (0x00000000000000120000000000000018, 0x0B232A8314318B3CCD3643A78A0A5BE7),
    (0x00000000000000180000000000000023, 0x3963BC1C99E2EA1A66C183035F48781A),
    (0x00000000000000AA00000000000000F0, 0x1F529F860316CBE544E251582B5D0EF0),
    (0x00000000000008700000000000000BEF, 0x0FD52E9CFE00375B014D3E48976E2505),
)
_PSI: tuple[Element, ...] = (
    (0x2AF99E9A83D54A02EDF07F4767E346EF, 0x00000000000000DE000000000000013A),
    (0x00000000000000E40000000000000143, 0x21B8D07B99A81F034C7DEB770E03F372),
    (0x00000000000000060000000000000009, 0x4CB26F161D7D69063A6E6ABE75E73A61),
    (0x7FFFFFFFFFFFFFF9FFFFFFFFFFFFFFF6, 0x334D90E9E28296F9C59195418A18C59E),
)


def phi(p: Point) -> Point:
    """phi(p), for a point that is not of small order."""
    return _tau_dual(_middle_of_phi(_tau(p)))


def psi(p: Point) -> Point:
    """psi(p), for a point that is not of small order."""
    return _tau_dual(_middle_of_psi(_tau(p)))


def _tau(p: Point) -> _Projective:
    x, y, z, _ = p
    xx, yy, zz = square(x), square(y), square(z)
    total, difference = add(xx, yy), subtract(yy, xx)
    return (
        multiply(multiply(multiply(x, y), difference), _TAU),
        multiply(subtract(add(zz, zz), difference), total),
        multiply(total, difference),
    )


def _tau_dual(p: _Projective) -> Point:
    x, y, z = p
    xx, yy, zz = square(x), square(y), square(z)
    total, difference = add(xx, yy), subtract(yy, xx)
    f = subtract(add(zz, zz), difference)
    xy = multiply(multiply(x, y), _TAU_DUAL)
    return multiply(xy, total), multiply(f, difference), multiply(f, total), multiply(difference, xy)


def _middle_of_phi(p: _Projective) -> _Projective:
    """phi between two copies of the isogenous curve"""
    x, y, z = p
    zz, yy, yz = square(z), square(y), multiply(y, z)
    y4, z4, yyzz = square(yy), square(zz), square(yz)
    a, b = add(multiply(zz, _PHI[4]), yy), multiply(yz, _PHI[3])
    c, d = add(multiply(zz, _PHI[2]), yy), multiply(yz, _PHI[1])
    denominator = multiply(multiply(add(a, b), z), subtract(a, b))
    numerator = multiply(x, multiply(multiply(subtract(d, c), add(d, c)), _PHI[0]))
    e = multiply(add(add(multiply(yyzz, _PHI[8]), y4), multiply(z4, _PHI[9])), y)
    g = multiply(add(add(multiply(yyzz, _PHI[6]), y4), multiply(z4, _PHI[7])), _PHI[5])
    return (
        conjugate(multiply(numerator, e)),
        conjugate(multiply(multiply(g, z), denominator)),
        conjugate(multiply(denominator, e)),
    )


def _middle_of_psi(p: _Projective) -> _Projective:
    """psi between two copies of the isogenous curve"""
    x, y, z = (conjugate(coordinate) for coordinate in p)
    xx, zz = square(x), square(z)
    a = multiply(add(xx, multiply(zz, _PSI[1])), y)
    b = add(xx, multiply(zz, _PSI[2]))
    c = negate(add(xx, multiply(zz, _PSI[3])))
    return multiply(multiply(multiply(x, zz), c), _PSI[0]), multiply(a, b), multiply(a, c)
