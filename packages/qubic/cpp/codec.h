// Points as 32 bytes: y's real part (127 bits), a zero bit, its imaginary part (127 bits), and the sign of x, which is
// bit 126 of x's real part, or of its imaginary part where the real part is zero.
#pragma once
#include "curve.h"
#include "prime-field.h"

/// An integer of 127 bits
struct Value {
  uint64_t low, high;
};
constexpr uint64_t HIGH_MASK = 0x7fffffffffffffff;

static inline bool isZero(const Value& v) { return (v.low | v.high) == 0; }
static inline bool isPrime(const Value& v) { return v.low == ~0ull && v.high == HIGH_MASK; }

/// The unique value below p of one word column of an element: 0 = A.re, 1 = B.re, 2 = A.im, 3 = B.im. Constant time.
static Value canonical(const Raw& a, int column) {
  const uint32_t* words = reinterpret_cast<const uint32_t*>(a.limb);
  uint64_t limb[LIMBS];
  for (int k = 0; k < LIMBS; k++) limb[k] = words[4 * k + column];
  for (int round = 0; round < 2; round++) {
    for (int k = 0; k < LIMBS - 1; k++) {
      limb[k + 1] += limb[k] >> 26;
      limb[k] &= LIMB_MASK;
    }
    limb[0] += limb[4] >> 23;  // 2^127 = 1
    limb[4] &= (1u << 23) - 1;
  }
  Value v = {limb[0] + (limb[1] << 26) + (limb[2] << 52), (limb[2] >> 12) + (limb[3] << 14) + (limb[4] << 40)};
  const uint64_t low = limb[0] + (limb[1] << 26);
  v.high += v.low < low;
  // The value is at most p plus a little in limb 0; adding 1 carries into bit 127 exactly if it is p or more.
  const uint64_t plusOne = v.low + 1;
  const uint64_t overflow = (v.high + (plusOne == 0)) >> 63;
  v.low += overflow;
  v.high = (v.high + (overflow & (v.low == 0))) & HIGH_MASK;
  return v;
}

static inline void setColumn(Raw& a, int column, const Value& v) {
  uint32_t* words = reinterpret_cast<uint32_t*>(a.limb);
  for (int k = 0; k < LIMBS; k++) words[4 * k + column] = Constant::limb(v.low, v.high, k);
}

/// { A, B, A, B } with all bits set where the flag is
static inline v128_t laneMask(const bool flag[2]) { return wasm_i32x4_make(-flag[0], -flag[1], -flag[0], -flag[1]); }

static inline Value readValue(const uint8_t* bytes) {
  Value v;
  __builtin_memcpy(&v, bytes, 16);
  v.high &= HIGH_MASK;
  return v;
}

/// Which lanes of a are zero in GF(p^2)
static inline void findZeros(const Raw& a, bool zero[2]) {
  for (int lane = 0; lane < 2; lane++) zero[lane] = isZero(canonical(a, lane)) && isZero(canonical(a, lane + 2));
}

static inline bool signOf(const Raw& x, int lane) {
  const Value re = canonical(x, lane);
  return (isZero(re) ? canonical(x, lane + 2) : re).high >> 62;
}

/// The bytes of the point with these affine coordinates
static void encode(const Raw& x, const Raw& y, int lane, uint8_t bytes[32]) {
  const Value re = canonical(y, lane);
  Value im = canonical(y, lane + 2);
  im.high |= uint64_t(signOf(x, lane)) << 63;
  __builtin_memcpy(bytes, &re, 16);
  __builtin_memcpy(bytes + 16, &im, 16);
}

/// Two points from their bytes. Where the bytes are not the encoding of a point (bit 127 set, a coordinate not below p,
/// not on the curve), `valid` of that lane becomes false and the lane holds the generator. Public points only.
[[gnu::noinline]] static Point decode(const uint8_t* const bytes[2], bool valid[2]) {
  Reduced y;
  bool negative[2];
  for (int lane = 0; lane < 2; lane++) {
    const Value re = readValue(bytes[lane]), im = readValue(bytes[lane] + 16);
    if ((bytes[lane][15] & 0x80) || isPrime(re) || isPrime(im)) valid[lane] = false;
    negative[lane] = bytes[lane][31] >> 7;
    setColumn(y, lane, re);
    setColumn(y, lane + 2, im);
  }
  // x^2 = u / v = (alpha + beta i) / n with n = norm(v)
  const Reduced yy = square(y);
  const Reduced u = tighten(yy - ONE()), v = tighten(yy * CURVE_D() + ONE());
  const Reduced w = u * tighten(conjugate(v));
  const Reduced n = norm(v), alpha = realPart(w), beta = imaginaryPart(w);
  // (re x)^2 = (alpha + gamma) / 2n and (im x)^2 = (gamma - alpha) / 2n, where gamma = sqrt(norm(w)), or both with -gamma
  const Reduced gamma = squareReal(norm(w), 125);
  const Reduced sum = tighten(alpha + gamma);
  const bool noSum[2] = {isZero(canonical(sum, 0)), isZero(canonical(sum, 1))};
  const Reduced half = tighten(select(laneMask(noSum), alpha - gamma, sum));
  const Reduced t = tighten(half + half), tn = multiplyReal(t, n);
  const Reduced root = powerForRoot(tn);  // root^2 = 1/tn, or -1/tn if tn is not a square
  const Reduced one = multiplyReal(tn, squareReal(root, 1));
  const Reduced first = multiplyReal(half, root), second = multiplyReal(beta, root);
  bool swap[2];
  for (int lane = 0; lane < 2; lane++) {
    const Value value = canonical(one, lane);
    swap[lane] = value.low != 1 || value.high != 0;
  }
  const Reduced minusSecond = tighten(-second);
  Reduced x = select(laneMask(swap), complex(minusSecond, first), complex(first, second));
  bool off[2];
  findZeros(tighten(square(x) * v - u), off);
  for (int lane = 0; lane < 2; lane++) valid[lane] = valid[lane] && off[lane];
  const bool flip[2] = {signOf(x, 0) != negative[0], signOf(x, 1) != negative[1]};
  x = tighten(select(laneMask(flip), -x, x));
  const v128_t good = laneMask(valid);
  return affinePoint(select(good, x, GENERATOR_X()), select(good, y, GENERATOR_Y()));
}
