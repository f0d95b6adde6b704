// The endomorphisms phi and psi of FourQ, by way of the isogenous curve (paper, section 3): tau maps to it, tau-dual back.
// On the subgroup of order r they multiply by fixed scalars; outside of it they don't, which is why `decompose` must split
// scalars exactly as the network's nodes do. The formulas have no exceptions except at points of small order, which
// are refused before.
#pragma once
#include "curve.h"

/// Projective coordinates on the isogenous curve, where no product xy is needed
struct Projective {
  Reduced x, y, z;
};

constexpr Constant TAU(0x74dcd57cebce74c3, 0x1964de2c3afad20c, 0x12, 0x0c);
constexpr Constant TAU_DUAL(0x9ecaa6d9decdf034, 0x4aa740eb23058652, 0x11, 0x7ffffffffffffff4);
constexpr Constant PHI[10] = {
    {0xfffffffffffffff7, 0x05, 0x4f65536cef66f81a, 0x2553a0759182c329},
    {0x07, 0x05, 0x334d90e9e28296f9, 0x62c8caa0c50c62cf},
    {0x15, 0x0f, 0x2c2cb7154f1df391, 0x78df262b6c9b5c98},
    {0x03, 0x02, 0x92440457a7962ea4, 0x5084c6491d76342a},
    {0x03, 0x03, 0xa1098c923aec6855, 0x12440457a7962ea4},
    {0x0f, 0x0a, 0x669b21d3c5052df3, 0x459195418a18c59e},
    {0x18, 0x12, 0xcd3643a78a0a5be7, 0x0b232a8314318b3c},
    {0x23, 0x18, 0x66c183035f48781a, 0x3963bc1c99e2ea1a},
    {0xf0, 0xaa, 0x44e251582b5d0ef0, 0x1f529f860316cbe5},
    {0xbef, 0x870, 0x014d3e48976e2505, 0x0fd52e9cfe00375b},
};
constexpr Constant PSI[4] = {
    {0xedf07f4767e346ef, 0x2af99e9a83d54a02, 0x13a, 0xde},
    {0x143, 0xe4, 0x4c7deb770e03f372, 0x21b8d07b99a81f03},
    {0x09, 0x06, 0x3a6e6abe75e73a61, 0x4cb26f161d7d6906},
    {0xfffffffffffffff6, 0x7ffffffffffffff9, 0xc59195418a18c59e, 0x334d90e9e28296f9},
};

static inline Projective tau(const Point& p) {
  const Reduced xx = square(p.x), yy = square(p.y), zz = square(p.z);
  const auto sum = xx + yy;
  const auto difference = yy - xx;
  return {
      (p.x * p.y) * difference * TAU(),
      ((zz + zz) - difference) * sum,
      sum * difference,
  };
}

static inline Point tauDual(const Projective& p) {
  const Reduced xx = square(p.x), yy = square(p.y), zz = square(p.z);
  const auto sum = xx + yy;
  const auto difference = yy - xx;
  const auto f = (zz + zz) - difference;
  const Reduced xy = (p.x * p.y) * TAU_DUAL();
  return {xy * sum, f * difference, f * sum, difference, xy};
}

/// phi between two copies of the isogenous curve
static inline Projective middleOfPhi(const Projective& p) {
  const Reduced zz = square(p.z), yy = square(p.y), yz = p.y * p.z;
  const Reduced y4 = square(yy), z4 = square(zz), yyzz = square(yz);
  const auto a = zz * PHI[4]() + yy;
  const Reduced b = yz * PHI[3]();
  const auto c = zz * PHI[2]() + yy;
  const Reduced d = yz * PHI[1]();
  const Reduced denominator = (a + b) * p.z * (a - b);
  const Reduced numerator = p.x * (tighten(d - c) * (d + c) * PHI[0]());
  const Reduced e = tighten(yyzz * PHI[8]() + y4 + z4 * PHI[9]()) * p.y;
  const Reduced g = tighten(yyzz * PHI[6]() + y4 + z4 * PHI[7]()) * PHI[5]();
  return {
      tighten(conjugate(numerator * e)),
      tighten(conjugate(g * p.z * denominator)),
      tighten(conjugate(denominator * e)),
  };
}

/// psi between two copies of the isogenous curve
static inline Projective middleOfPsi(const Projective& p) {
  const Reduced x = tighten(conjugate(p.x)), y = tighten(conjugate(p.y)), z = tighten(conjugate(p.z));
  const Reduced xx = square(x), zz = square(z);
  const Reduced a = (xx + zz * PSI[1]()) * y;
  const auto b = xx + zz * PSI[2]();
  const Reduced c = tighten(-(xx + zz * PSI[3]()));
  return {x * zz * c * PSI[0](), a * b, a * c};
}

[[gnu::noinline]] static Point phi(const Point& p) { return tauDual(middleOfPhi(tau(p))); }
[[gnu::noinline]] static Point psi(const Point& p) { return tauDual(middleOfPsi(tau(p))); }
