// Integers modulo r, the prime order of FourQ's large subgroup. Constant time.
#pragma once
#include <stdint.h>

/// 256 bits, least significant word first
struct Scalar {
  uint32_t word[8];
};

constexpr Scalar ORDER = {{0xc7768ce7, 0x2fb2540e, 0xfe0f7999, 0xdfbd004d, 0x9cbc14e5, 0xf0539782, 0x4e5e0a72, 0x0029cbc1}};

/// a - b modulo 2^256; returns 1 if a < b
static inline uint32_t subtract(const Scalar& a, const Scalar& b, Scalar& c) {
  uint64_t borrow = 0;
  for (int i = 0; i < 8; i++) {
    const uint64_t difference = uint64_t(a.word[i]) - b.word[i] - borrow;
    c.word[i] = uint32_t(difference);
    borrow = difference >> 63;
  }
  return uint32_t(borrow);
}

/// a + (mask & b), mask 0 or all ones, modulo 2^256
static inline Scalar addMasked(const Scalar& a, const Scalar& b, uint32_t mask) {
  Scalar c;
  uint64_t carry = 0;
  for (int i = 0; i < 8; i++) {
    carry += uint64_t(a.word[i]) + (b.word[i] & mask);
    c.word[i] = uint32_t(carry);
    carry >>= 32;
  }
  return c;
}

static inline bool isBelowOrder(const Scalar& a) {
  Scalar unused;
  return subtract(a, ORDER, unused) == 1;
}

/// -1 / ORDER modulo 2^32, by Newton's iteration
constexpr uint32_t negativeInverse() {
  uint32_t inverse = 1;
  for (int i = 0; i < 5; i++) inverse *= 2 - ORDER.word[0] * inverse;
  return 0 - inverse;
}

/// a * b / 2^256 modulo r (Montgomery), for any a and for b < r
static Scalar montgomery(const Scalar& a, const Scalar& b) {
  constexpr uint32_t factor = negativeInverse();
  uint32_t t[10] = {};
  for (int i = 0; i < 8; i++) {
    uint64_t carry = 0;
    for (int j = 0; j < 8; j++) {
      carry += uint64_t(a.word[i]) * b.word[j] + t[j];
      t[j] = uint32_t(carry);
      carry >>= 32;
    }
    carry += t[8];
    t[8] = uint32_t(carry);
    t[9] = uint32_t(carry >> 32);
    const uint32_t m = t[0] * factor;
    carry = (uint64_t(m) * ORDER.word[0] + t[0]) >> 32;
    for (int j = 1; j < 8; j++) {
      carry += uint64_t(m) * ORDER.word[j] + t[j];
      t[j - 1] = uint32_t(carry);
      carry >>= 32;
    }
    carry += t[8];
    t[7] = uint32_t(carry);
    t[8] = t[9] + uint32_t(carry >> 32);
  }
  Scalar result;
  for (int i = 0; i < 8; i++) result.word[i] = t[i];
  const uint32_t below = subtract(result, ORDER, result);
  return addMasked(result, ORDER, 0 - below);
}

/// 2^512 modulo r, by doubling 1
constexpr Scalar montgomerySquare() {
  Scalar value = {{1}};
  for (int bit = 0; bit < 512; bit++) {
    uint32_t carry = 0;
    for (int i = 0; i < 8; i++) {
      const uint32_t next = value.word[i] >> 31;
      value.word[i] = (value.word[i] << 1) | carry;
      carry = next;
    }
    Scalar reduced = {};
    int64_t borrow = 0;
    for (int i = 0; i < 8; i++) {
      const int64_t difference = int64_t(value.word[i]) - ORDER.word[i] - borrow;
      reduced.word[i] = uint32_t(difference);
      borrow = difference < 0;
    }
    if (borrow == 0) value = reduced;
  }
  return value;
}

static inline Scalar reduce(const Scalar& a) {
  constexpr Scalar square = montgomerySquare(), one = {{1}};
  return montgomery(montgomery(a, square), one);
}

/// a * b modulo r, for b < r
static inline Scalar multiply(const Scalar& a, const Scalar& b) {
  constexpr Scalar square = montgomerySquare();
  return montgomery(a, montgomery(square, b));
}

/// a - b modulo r, for a, b < r
static inline Scalar subtractModulo(const Scalar& a, const Scalar& b) {
  Scalar c;
  const uint32_t below = subtract(a, b, c);
  return addMasked(c, ORDER, 0 - below);
}
