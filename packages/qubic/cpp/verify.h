// SchnorrQ verification, two signatures at a time and each by itself: S G + h A = R with h = K12(R, A, digest).
#pragma once
#include "comb.h"
#include "decompose.h"
#include "endomorphisms.h"
#include "k12.h"

struct SignedDigest {
  uint8_t publicKey[32], digest[32], signature[64];
};

constexpr int MAX_BATCH = 1024;
using VerifyComb = Comb<8, 1>;
static VerifyComb verifyComb;

/// What a pair of signatures leaves for the common inversion
struct Pending {
  Reduced x, y, z, product;
};

/// P, phi(P), psi(P), psi(phi(P)): entry d is P plus those of the other three whose bit is set in d
static void prepareMultiples(const Point& p, Prepared table[8]) {
  const Point q = phi(p);
  const Prepared prepared[3] = {prepare(q), prepare(psi(p)), prepare(psi(q))};
  Point points[8];
  points[0] = p;
  table[0] = prepare(p);
  for (int i = 0; i < 3; i++) {
    for (int j = 0; j < 1 << i; j++) {
      const int at = (1 << i) + j;
      points[at] = points[j];
      add(points[at], prepared[i]);
      table[at] = prepare(points[at]);
    }
  }
}

static inline v128_t mergeLanes(v128_t a, v128_t b) { return wasm_i32x4_shuffle(a, b, 0, 5, 2, 7); }

/// Lane A's digit from lane A of the table, lane B's from lane B
static Prepared choose(const Prepared table[8], uint8_t digitA, uint8_t digitB) {
  const Prepared& a = table[digitA & 7];
  const Prepared& b = table[digitB & 7];
  const bool negativeA = digitA & NEGATIVE, negativeB = digitB & NEGATIVE;
  const Element<3>& sumA = negativeA ? a.difference : a.sum;
  const Element<3>& differenceA = negativeA ? a.sum : a.difference;
  const Element<2>& t2dA = negativeA ? a.minusT2d : a.t2d;
  const Element<3>& sumB = negativeB ? b.difference : b.sum;
  const Element<3>& differenceB = negativeB ? b.sum : b.difference;
  const Element<2>& t2dB = negativeB ? b.minusT2d : b.t2d;
  Prepared q;
  for (int k = 0; k < LIMBS; k++) {
    q.sum.limb[k] = mergeLanes(sumA.limb[k], sumB.limb[k]);
    q.difference.limb[k] = mergeLanes(differenceA.limb[k], differenceB.limb[k]);
    q.z2.limb[k] = mergeLanes(a.z2.limb[k], b.z2.limb[k]);
    q.t2d.limb[k] = mergeLanes(t2dA.limb[k], t2dB.limb[k]);
  }
  return q;
}

static Scalar challenge(const SignedDigest& item) {
  uint8_t message[96];
  __builtin_memcpy(message, item.signature, 32);
  __builtin_memcpy(message + 32, item.publicKey, 32);
  __builtin_memcpy(message + 64, item.digest, 32);
  Scalar h;
  k12(message, 96, reinterpret_cast<uint8_t*>(&h), 32);
  return h;
}

static Scalar readScalar(const uint8_t bytes[32]) {
  Scalar scalar;
  __builtin_memcpy(&scalar, bytes, 32);
  return scalar;
}

/// Computes S G + h A of both. Clears `valid` of what must be refused whatever the sum is.
static void startVerification(const SignedDigest* const item[2], bool valid[2], Pending& pending) {
  const uint8_t* keys[2];
  Scalar s[2];
  for (int lane = 0; lane < 2; lane++) {
    keys[lane] = item[lane]->publicKey;
    s[lane] = readScalar(item[lane]->signature + 32);
    valid[lane] = !(item[lane]->signature[15] & 0x80) && isBelowOrder(s[lane]);
    if (!valid[lane]) s[lane] = {};
  }
  const Point key = decode(keys, valid);
  bool smallOrder[2];
  findZeros(timesCofactor(key).x, smallOrder);
  for (int lane = 0; lane < 2; lane++) valid[lane] = valid[lane] && !smallOrder[lane];
  Prepared table[8];
  prepareMultiples(key, table);
  Digits h[2];
  VerifyComb::Columns columns[2];
  for (int lane = 0; lane < 2; lane++) {
    h[lane] = decompose(challenge(*item[lane]));
    columns[lane] = VerifyComb::recode(s[lane]);
  }
  Point sum = affinePoint(ZERO(), ONE());
  add(sum, choose(table, h[0].digit[64], h[1].digit[64]));
  for (int i = 63; i >= 0; i--) {
    twice(sum);
    add(sum, choose(table, h[0].digit[i], h[1].digit[i]));
    if (i < VerifyComb::COLUMNS) verifyComb.add(sum, i, columns[0].digit[i], columns[1].digit[i]);
  }
  bool degenerate[2];
  findZeros(sum.z, degenerate);  // only after a small-order key, which is refused; it must not spoil the inversion
  for (int lane = 0; lane < 2; lane++) valid[lane] = valid[lane] && !degenerate[lane];
  pending = {sum.x, sum.y, select(laneMask(degenerate), ONE(), sum.z), ONE()};
}

static bool sameBytes(const uint8_t* a, const uint8_t* b, int size) {
  for (int i = 0; i < size; i++) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

/// result[i] = 1 if item i's signature is valid, else 0. At most MAX_BATCH items; one inversion serves all.
static void verifyBatch(const SignedDigest* items, int count, uint8_t* results) {
  static Pending pending[MAX_BATCH / 2];
  static bool valid[MAX_BATCH + 1];
  verifyComb.prepareTable();
  Reduced product = ONE();
  const int pairs = (count + 1) / 2;
  for (int pair = 0; pair < pairs; pair++) {
    const SignedDigest* item[2] = {items + 2 * pair, items + (2 * pair + 1 < count ? 2 * pair + 1 : 2 * pair)};
    startVerification(item, valid + 2 * pair, pending[pair]);
    pending[pair].product = product;
    product = product * pending[pair].z;
  }
  Reduced inverse = invert(product);
  for (int pair = pairs - 1; pair >= 0; pair--) {
    const Pending& p = pending[pair];
    const Reduced oneOverZ = inverse * p.product;
    inverse = inverse * p.z;
    const Reduced x = p.x * oneOverZ, y = p.y * oneOverZ;
    for (int i = 2 * pair; i < 2 * pair + 2 && i < count; i++) {
      uint8_t r[32];
      encode(x, y, i % 2, r);
      results[i] = valid[i] && sameBytes(r, items[i].signature, 32);
    }
  }
}
