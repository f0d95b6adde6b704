// GF(p) chains for square roots and inverses, on the real parts (low halves) of both lanes. The high halves of results
// are zero. Inputs are Reduced. Nothing here branches on values.
#pragma once
#include "field.h"

static inline void packLow(const v128_t column[LIMBS], Raw& c) {
  for (int k = 0; k < LIMBS; k++) c.limb[k] = wasm_i32x4_shuffle(column[k], wasm_i64x2_splat(0), 0, 2, 4, 6);
}

/// re(a) * re(b)
[[gnu::noinline]] static Reduced multiplyReal(const Reduced& a, const Reduced& b) {
  v128_t b8[LIMBS], column[LIMBS];
  for (int k = 0; k < LIMBS; k++) b8[k] = wasm_i32x4_shl(b.limb[k], 3);
  multiplyColumns<false>(a.limb, b.limb, b8, column);
  carryColumns(column);
  Reduced c;
  packLow(column, c);
  return c;
}

/// re(a)^(2^count)
[[gnu::noinline]] static Reduced squareReal(const Reduced& a, int count) {
  Reduced c = a;
  for (; count > 0; count--) {
    const v128_t a0 = c.limb[0], a1 = c.limb[1], a2 = c.limb[2], a3 = c.limb[3], a4 = c.limb[4];
    const v128_t twice0 = wasm_i32x4_shl(a0, 1), twice1 = wasm_i32x4_shl(a1, 1);
    const v128_t a3x8 = wasm_i32x4_shl(a3, 3), a4x8 = wasm_i32x4_shl(a4, 3), a4x16 = wasm_i32x4_shl(a4, 4);
    const v128_t a3x16 = wasm_i32x4_shl(a3, 4);
    const auto product = [](v128_t x, v128_t y) { return wasm_u64x2_extmul_low_u32x4(x, y); };
    const auto sum = [](v128_t x, v128_t y, v128_t z) { return wasm_i64x2_add(x, wasm_i64x2_add(y, z)); };
    v128_t column[LIMBS] = {
        sum(product(a0, a0), product(a1, a4x16), product(a2, a3x16)),
        sum(product(twice0, a1), product(a2, a4x16), product(a3, a3x8)),
        sum(product(twice0, a2), product(a1, a1), product(a3, a4x16)),
        sum(product(twice0, a3), product(twice1, a2), product(a4, a4x8)),
        sum(product(twice0, a4), product(twice1, a3), product(a2, a2)),
    };
    carryColumns(column);
    packLow(column, c);
  }
  return c;
}

/// re(a)^(2^125 - 1), by way of exponents 2^k - 1
[[gnu::noinline]] static Reduced powerForRoot(const Reduced& a) {
  const auto join = [](const Reduced& high, int bits, const Reduced& low) { return multiplyReal(squareReal(high, bits), low); };
  const Reduced e2 = join(a, 1, a), e3 = join(e2, 1, a), e6 = join(e3, 3, e3), e12 = join(e6, 6, e6);
  const Reduced e24 = join(e12, 12, e12), e25 = join(e24, 1, a), e50 = join(e25, 25, e25), e100 = join(e50, 50, e50);
  return join(e100, 25, e25);
}

static inline Reduced realPart(const Reduced& a) {
  Reduced c;
  for (int k = 0; k < LIMBS; k++) c.limb[k] = wasm_v128_and(a.limb[k], wasm_i32x4_make(-1, -1, 0, 0));
  return c;
}

static inline Reduced imaginaryPart(const Reduced& a) {
  Reduced c;
  for (int k = 0; k < LIMBS; k++) c.limb[k] = wasm_i32x4_shuffle(a.limb[k], wasm_i32x4_splat(0), 2, 3, 4, 5);
  return c;
}

/// re + im * i from two real values
static inline Reduced complex(const Reduced& re, const Reduced& im) {
  Reduced c;
  for (int k = 0; k < LIMBS; k++) c.limb[k] = wasm_i32x4_shuffle(re.limb[k], im.limb[k], 0, 1, 4, 5);
  return c;
}

/// re^2 + im^2, the norm of an element of GF(p^2)
static inline Reduced norm(const Reduced& a) {
  return tighten(squareReal(a, 1) + squareReal(imaginaryPart(a), 1));
}

/// 1 / a in GF(p^2); 0 for 0
static inline Reduced invert(const Reduced& a) {
  const Reduced n = norm(a);
  const Reduced inverse = multiplyReal(squareReal(powerForRoot(n), 2), n);  // n^(p - 2), p - 2 = 4 (2^125 - 1) + 1
  const Reduced bar = tighten(conjugate(a));
  return complex(multiplyReal(bar, inverse), multiplyReal(imaginaryPart(bar), inverse));
}
