// Splits a scalar m into four 64-bit ones, m P = a1 P + a2 phi(P) + a3 psi(P) + a4 psi(phi(P)) (paper, section 4), and
// recodes them as 65 signed digits of all four at once. Public scalars only. For points outside of the subgroup of order
// r the result depends on the lattice basis and on the offset; these are the ones that the network's nodes use.
#pragma once
#include "scalar.h"

/// floor(2^256 * row of the inverse basis / r), for Babai's rounding
constexpr uint64_t ROUNDING[4][4] = {
    {0x259686e09d1a7d4f, 0xf75682ace6a6bd66, 0xfc5bb5c5ea2be5df, 0x07},
    {0xd1ba1d84dd627afb, 0x2bd235580f468d8d, 0x8fd4b04caa6c0f8a, 0x03},
    {0x9b291a33678c203c, 0xc42bd6c965dca902, 0xd038bf8d0bffbaf6, 0x00},
    {0x12e5666b77e7fdc0, 0x81cbdc3714983d82, 0x1b073877a22d8410, 0x03},
};
/// Short vectors of the lattice of decompositions of zero, modulo 2^64
constexpr uint64_t BASIS[4][4] = {
    {0xf6f900d81f5f5e6a, 0x1363e862c22a2da0, 0xf8bd9fce1337fcf1, 0x084f739986b9e651},
    {0xe2b6a4157b033d2c, 0x0000000000000001, 0xffffffffffffffff, 0xda243a43722e9830},
    {0xe85452e2dce0fcfe, 0xfd3bdee51c7725af, 0x2e4d21c98927c49f, 0xf56190bb3fd13269},
    {0xec91cbf56ef737c1, 0xcedd20d23c1f00ce, 0x068a49f02aa8a9b5, 0x18d5087896de0aea},
};
/// A lattice vector that makes all four parts positive
constexpr uint64_t OFFSET[4] = {0x72482c5251a4559c, 0x59f95b0add276f6c, 0x7dd2d17c4625fa78, 0x6bc57def56ce8877};

/// floor(m * factor / 2^256) modulo 2^64
static uint64_t multiplyHigh(const Scalar& m, const uint64_t factor[4]) {
  uint32_t t[10] = {};
  for (int i = 0; i < 8; i++) {
    uint64_t carry = 0;
    for (int j = 0; j < 8 && i + j < 10; j++) {
      const uint32_t f = uint32_t(factor[j / 2] >> (32 * (j % 2)));
      carry += uint64_t(m.word[i]) * f + t[i + j];
      t[i + j] = uint32_t(carry);
      carry >>= 32;
    }
    if (i + 8 < 10) t[i + 8] = uint32_t(carry);
  }
  return t[8] | uint64_t(t[9]) << 32;
}

struct Digits {
  /// digit 64 first in use; bits 0-2 choose which of phi, psi, psi phi join P; bit 3 = the digit is negative
  uint8_t digit[65];
};

constexpr uint8_t NEGATIVE = 8;

static Digits decompose(const Scalar& m) {
  uint64_t part[4];
  for (int i = 0; i < 4; i++) part[i] = OFFSET[i];
  part[0] += m.word[0] | uint64_t(m.word[1]) << 32;
  for (int row = 0; row < 4; row++) {
    const uint64_t multiple = multiplyHigh(m, ROUNDING[row]);
    for (int i = 0; i < 4; i++) part[i] += multiple * BASIS[row][i];
  }
  if ((part[0] & 1) == 0) {
    for (int i = 0; i < 4; i++) part[i] -= BASIS[3][i];
  }
  // part[0] is odd: as digits +1 and -1 it has no zero, and its signs serve the other three as well.
  Digits result;
  for (int k = 0; k < 64; k++) {
    part[0] >>= 1;
    const uint64_t positive = part[0] & 1;
    uint8_t digit = positive ? 0 : NEGATIVE;
    for (int i = 1; i < 4; i++) {
      const uint64_t bit = part[i] & 1;
      part[i] = (part[i] >> 1) + (bit & ~positive);
      digit |= uint8_t(bit << (i - 1));
    }
    result.digit[k] = digit;
  }
  result.digit[64] = uint8_t(part[1] | part[2] << 1 | part[3] << 2);
  return result;
}
