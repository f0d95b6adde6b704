// GF(p^2) arithmetic, p = 2^127 - 1, i^2 = -1, for two independent values at once ("lanes" A and B).
//
// An element is five limbs of weight 2^(26k). Limb k of both lanes is one 128-bit vector of 32-bit words
// { A.re, B.re, A.im, B.im }, so that the low half holds the real parts and the high half the imaginary parts, as the
// widening multiplications want it. Limbs are unsigned and may exceed 26 bits; the template argument of Element bounds
// them (limb <= Bound * (2^26 + 2^15)), which lets the compiler prove that no product overflows. Only values matter
// modulo p; `canonical` (codec.h) gives the unique one. Nothing here branches or indexes on values.
#pragma once
#include <stdint.h>
#include <wasm_simd128.h>

constexpr int LIMBS = 5;
constexpr uint32_t LIMB_MASK = (1u << 26) - 1;

struct Raw {
  v128_t limb[LIMBS];
};
template <int Bound>
struct Element : Raw {
  Element() = default;
  explicit Element(const Raw& raw) : Raw(raw) {}
  template <int Other>
  Element(const Element<Other>& other) : Raw(other) {
    static_assert(Other <= Bound);
  }
};
using Reduced = Element<1>;

/// Limb k of 8p: 2^130 - 8 in radix 2^26.
constexpr uint32_t limbOf8P(int k) { return k == 0 ? LIMB_MASK - 7 : LIMB_MASK; }

static inline v128_t swapHalves(v128_t a) { return wasm_i32x4_shuffle(a, a, 2, 3, 0, 1); }
static inline v128_t lowTwice(v128_t a) { return wasm_i32x4_shuffle(a, a, 0, 1, 0, 1); }
static inline v128_t highTwice(v128_t a) { return wasm_i32x4_shuffle(a, a, 2, 3, 2, 3); }

template <int A, int B>
static inline Element<A + B> operator+(const Element<A>& a, const Element<B>& b) {
  Element<A + B> c;
  for (int k = 0; k < LIMBS; k++) c.limb[k] = wasm_i32x4_add(a.limb[k], b.limb[k]);
  return c;
}

/// a - b, kept positive by adding (B + 1) * 8p.
template <int A, int B>
static inline Element<A + B + 1> operator-(const Element<A>& a, const Element<B>& b) {
  static_assert(A + B + 1 < 60);
  Element<A + B + 1> c;
  for (int k = 0; k < LIMBS; k++) {
    const v128_t bias = wasm_i32x4_splat(int32_t((B + 1) * limbOf8P(k)));
    c.limb[k] = wasm_i32x4_sub(wasm_i32x4_add(a.limb[k], bias), b.limb[k]);
  }
  return c;
}

template <int B>
static inline Element<B + 1> operator-(const Element<B>& b) {
  Element<B + 1> c;
  for (int k = 0; k < LIMBS; k++) c.limb[k] = wasm_i32x4_sub(wasm_i32x4_splat(int32_t((B + 1) * limbOf8P(k))), b.limb[k]);
  return c;
}

/// The conjugate re - im*i, which is the p-th power.
template <int B>
static inline Element<B + 1> conjugate(const Element<B>& b) {
  const v128_t high = wasm_i32x4_make(0, 0, -1, -1);
  Element<B + 1> c;
  for (int k = 0; k < LIMBS; k++) {
    const int32_t bias = int32_t((B + 1) * limbOf8P(k)) + 1;  // ~b + 1 + bias = bias - b
    c.limb[k] = wasm_i32x4_add(wasm_v128_xor(b.limb[k], high), wasm_i32x4_make(0, 0, bias, bias));
  }
  return c;
}

/// The same value with carries moved up by one limb.
template <int B>
static inline Reduced tighten(const Element<B>& a) {
  static_assert(B < 60);
  const v128_t mask = wasm_i32x4_splat(LIMB_MASK);
  v128_t carry[LIMBS];
  for (int k = 0; k < LIMBS; k++) carry[k] = wasm_u32x4_shr(a.limb[k], 26);
  Reduced c;
  c.limb[0] = wasm_i32x4_add(wasm_v128_and(a.limb[0], mask), wasm_i32x4_shl(carry[4], 3));  // 2^130 = 8
  for (int k = 1; k < LIMBS; k++) c.limb[k] = wasm_i32x4_add(wasm_v128_and(a.limb[k], mask), carry[k - 1]);
  return c;
}

/// Takes b in the lanes where mask is all ones, a elsewhere.
template <int A, int B>
static inline Element<(A > B ? A : B)> select(v128_t mask, const Element<B>& b, const Element<A>& a) {
  Element<(A > B ? A : B)> c;
  for (int k = 0; k < LIMBS; k++) c.limb[k] = wasm_v128_bitselect(b.limb[k], a.limb[k], mask);
  return c;
}

/// 64-bit columns of two lanes to 26-bit limbs; columns may use all 64 bits.
static inline void carryColumns(v128_t column[LIMBS]) {
  const v128_t mask = wasm_i64x2_splat(LIMB_MASK);
  for (int k = 0; k < LIMBS - 1; k++) {
    column[k + 1] = wasm_i64x2_add(column[k + 1], wasm_u64x2_shr(column[k], 26));
    column[k] = wasm_v128_and(column[k], mask);
  }
  column[0] = wasm_i64x2_add(column[0], wasm_i64x2_shl(wasm_u64x2_shr(column[4], 26), 3));
  column[4] = wasm_v128_and(column[4], mask);
  column[1] = wasm_i64x2_add(column[1], wasm_u64x2_shr(column[0], 26));
  column[0] = wasm_v128_and(column[0], mask);
}

static inline void pack(const v128_t re[LIMBS], const v128_t im[LIMBS], Raw& c) {
  for (int k = 0; k < LIMBS; k++) c.limb[k] = wasm_i32x4_shuffle(re[k], im[k], 0, 2, 4, 6);
}

template <bool High>
static inline v128_t widen(v128_t a, v128_t b) {
  return High ? wasm_u64x2_extmul_high_u32x4(a, b) : wasm_u64x2_extmul_low_u32x4(a, b);
}

/// column[k] = sum of a[i] * b[j] with i + j = k, plus 8 times those with i + j = k + 5 (2^130 = 8).
template <bool High>
static inline void multiplyColumns(const v128_t a[LIMBS], const v128_t b[LIMBS], const v128_t b8[LIMBS], v128_t column[LIMBS]) {
#pragma clang loop unroll(full)
  for (int k = 0; k < LIMBS; k++) {
    v128_t sum = widen<High>(a[0], b[k]);
#pragma clang loop unroll(full)
    for (int i = 1; i < LIMBS; i++) sum = wasm_i64x2_add(sum, widen<High>(a[i], i <= k ? b[k - i] : b8[k + LIMBS - i]));
    column[k] = sum;
  }
}

/// c = a * b by Karatsuba: three products instead of four. Bounds: see `mul`.
[[gnu::noinline]] static void multiplyRaw(const Raw& a, const Raw& b, Raw& c) {
  v128_t b8[LIMBS], sumA[LIMBS], sumB[LIMBS], sumB8[LIMBS], re[LIMBS], im[LIMBS], cross[LIMBS];
  for (int k = 0; k < LIMBS; k++) {
    b8[k] = wasm_i32x4_shl(b.limb[k], 3);
    sumA[k] = wasm_i32x4_add(a.limb[k], swapHalves(a.limb[k]));
    sumB[k] = wasm_i32x4_add(b.limb[k], swapHalves(b.limb[k]));
    sumB8[k] = wasm_i32x4_shl(sumB[k], 3);
  }
  multiplyColumns<false>(a.limb, b.limb, b8, re);
  multiplyColumns<true>(a.limb, b.limb, b8, im);
  multiplyColumns<false>(sumA, sumB, sumB8, cross);
  for (int k = 0; k < LIMBS; k++) {
    const v128_t bias = wasm_i64x2_splat(int64_t(uint64_t(limbOf8P(k)) << 36));
    cross[k] = wasm_i64x2_sub(cross[k], wasm_i64x2_add(re[k], im[k]));
    re[k] = wasm_i64x2_sub(wasm_i64x2_add(re[k], bias), im[k]);
  }
  carryColumns(re);
  carryColumns(cross);
  pack(re, cross, c);
}

/// c = a^2 = (re + im)(re - im) + 2 re im i. Bounds: see `square`.
template <int A>
[[gnu::noinline]] static void squareRaw(const Raw& a, Raw& c) {
  const v128_t low = wasm_i32x4_make(-1, -1, 0, 0);
  v128_t x[LIMBS], y[LIMBS], y8[LIMBS], re[LIMBS], im[LIMBS];
  for (int k = 0; k < LIMBS; k++) {
    const int32_t bias = int32_t((A + 1) * limbOf8P(k)) + 1;
    x[k] = wasm_i32x4_add(lowTwice(a.limb[k]), swapHalves(a.limb[k]));  // re + im, 2 re
    y[k] = wasm_i32x4_add(wasm_v128_xor(highTwice(a.limb[k]), low),     // re - im, im
                          wasm_i32x4_add(wasm_v128_and(a.limb[k], low), wasm_i32x4_make(bias, bias, 0, 0)));
    y8[k] = wasm_i32x4_shl(y[k], 3);
  }
  multiplyColumns<false>(x, y, y8, re);
  multiplyColumns<true>(x, y, y8, im);
  carryColumns(re);
  carryColumns(im);
  pack(re, im, c);
}

/// Whether columns of 33 products with these limb bounds stay below 2^64, with the slack of (1 + 2^-11)^2 in the bounds.
constexpr bool columnsFit(int a, int b) { return 33 * a * b <= 4080; }
/// Whether eight times such a limb stays below 2^32.
constexpr bool eightfoldFits(int bound) { return bound <= 7; }

template <int A, int B>
static inline Reduced operator*(const Element<A>& a, const Element<B>& b) {
  static_assert(columnsFit(2 * A, 2 * B) && columnsFit(A, 4 * B));
  static_assert(eightfoldFits(2 * (A < B ? A : B)));
  Reduced c;
  if constexpr (A < B) multiplyRaw(b, a, c);
  else multiplyRaw(a, b, c);
  return c;
}

template <int A>
static inline Reduced square(const Element<A>& a) {
  static_assert(columnsFit(2 * A, 2 * A + 1) && eightfoldFits(2 * A + 1));
  Reduced c;
  squareRaw<A>(a, c);
  return c;
}

/// A constant of GF(p^2), the same in both lanes, from four 64-bit words (re low, re high, im low, im high).
struct alignas(16) Constant {
  uint32_t word[LIMBS][4];
  constexpr Constant(uint64_t re0, uint64_t re1, uint64_t im0, uint64_t im1) : word{} {
    for (int k = 0; k < LIMBS; k++) {
      word[k][0] = word[k][1] = limb(re0, re1, k);
      word[k][2] = word[k][3] = limb(im0, im1, k);
    }
  }
  static constexpr uint32_t limb(uint64_t low, uint64_t high, int k) {
    const int shift = 26 * k;
    const uint64_t part = shift == 0 ? low : shift < 64 ? (low >> shift) | (high << (64 - shift)) : high >> (shift - 64);
    return uint32_t(part) & LIMB_MASK;
  }
  const Reduced& operator()() const { return *reinterpret_cast<const Reduced*>(this); }
};
constexpr Constant ONE(1, 0, 0, 0);
constexpr Constant ZERO(0, 0, 0, 0);
