// FourQ: -x^2 + y^2 = 1 + d x^2 y^2 over GF(p^2), group order 392 r (C. Costello, P. Longa, "FourQ", 2015, ia.cr/2015/565).
// The addition formulas (Hisil, Wong, Carter, Dawson, 2008) are complete on this curve: d is not a square. Two points at
// once, one per lane.
#pragma once
#include "field.h"

constexpr Constant CURVE_D(0x142, 0xe4, 0xb3821488f1fc0c8d, 0x5e472f846657e0fc);
constexpr Constant GENERATOR_X(0x286592ad7b3833aa, 0x1a3472237c2fb305, 0x96869fb360ac77f6, 0x1e1f553f2878aa9c);
constexpr Constant GENERATOR_Y(0xb924a2462bcbb287, 0x0e3fee9ba120785a, 0x49a7c344844c8b5c, 0x6e1c4af8630e0242);

/// x = X/Z, y = Y/Z, xy = Ta Tb / Z
struct Point {
  Reduced x, y, z;
  Element<3> ta;
  Element<2> tb;
};

/// A summand prepared for addition: X+Y, Y-X, 2Z, 2dT and -2dT. The first two trade places in the negated point.
struct Prepared {
  Element<3> sum, difference;
  Element<2> z2, t2d, minusT2d;
};

/// The same for Z = 1: x+y, y-x, 2dxy
struct PreparedAffine {
  Element<3> sum, difference;
  Element<2> t2d;
};

static inline Point affinePoint(const Reduced& x, const Reduced& y) { return {x, y, ONE(), x, y}; }

static inline Prepared prepare(const Point& p) {
  Prepared q;
  const Reduced t = p.ta * p.tb;
  const Reduced t2d = (t + t) * CURVE_D();
  q.sum = p.x + p.y;
  q.difference = p.y - p.x;
  q.z2 = p.z + p.z;
  q.t2d = t2d;
  q.minusT2d = -t2d;
  return q;
}

[[gnu::noinline]] static void twice(Point& p) {
  const Reduced xx = square(p.x), yy = square(p.y), zz = square(p.z);
  const auto sum = xx + yy;
  const auto difference = yy - xx;
  const Reduced xy2 = tighten(square(p.x + p.y) - sum);
  const auto f = (zz + zz) - difference;
  p.x = f * xy2;
  p.y = difference * sum;
  p.z = f * difference;
  p.ta = xy2;
  p.tb = sum;
}

template <int A, int B>
static inline void finishAddition(Point& p, const Element<A>& alpha, const Element<B>& theta, const Reduced& sums, const Reduced& differences) {
  p.ta = sums - differences;
  p.tb = sums + differences;
  p.x = p.ta * theta;
  p.y = p.tb * alpha;
  p.z = theta * alpha;
}

[[gnu::noinline]] static void add(Point& p, const Prepared& q) {
  const Reduced t = (p.ta * p.tb) * q.t2d;
  const Reduced z = p.z * q.z2;
  const Reduced sums = (p.x + p.y) * q.sum, differences = (p.y - p.x) * q.difference;
  finishAddition(p, z + t, z - t, sums, differences);
}

[[gnu::noinline]] static void add(Point& p, const PreparedAffine& q) {
  const Reduced t = (p.ta * p.tb) * q.t2d;
  const auto z = p.z + p.z;
  const Reduced sums = (p.x + p.y) * q.sum, differences = (p.y - p.x) * q.difference;
  finishAddition(p, z + t, z - t, sums, differences);
}

template <int B>
static inline Element<B> swapLanes(const Element<B>& a) {
  Element<B> c;
  for (int k = 0; k < LIMBS; k++) c.limb[k] = wasm_i32x4_shuffle(a.limb[k], a.limb[k], 1, 0, 3, 2);
  return c;
}

static inline Point swapLanes(const Point& p) {
  return {swapLanes<1>(p.x), swapLanes<1>(p.y), swapLanes<1>(p.z), swapLanes<3>(p.ta), swapLanes<2>(p.tb)};
}

/// 392 p, which is neutral exactly when p's order divides the cofactor
static inline Point timesCofactor(Point p) {
  const Prepared base = prepare(p);
  twice(p);
  add(p, base);  // 3
  for (int i = 0; i < 4; i++) twice(p);
  add(p, base);  // 49
  for (int i = 0; i < 3; i++) twice(p);
  return p;
}
