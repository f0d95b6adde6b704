// Multiplies the generator by a scalar below r with a comb (Faz-Hernandez, Longa, Sanchez, ia.cr/2013/158): the scalar,
// made odd, is written as TEETH rows of COLUMNS signed bits, where the first row has no zero and gives the sign of its
// column; one addition then serves a whole column. The table is computed at first use.
#pragma once
#include "codec.h"
#include "scalar.h"

constexpr uint8_t NEGATIVE_COLUMN = 0x80;

/// A table entry: x+y, y-x, 2dxy; five limbs of (re, im) each; the last word pair is padding
struct alignas(16) CombEntry {
  uint32_t word[32];
};

template <int TEETH, int TABLES>
struct Comb {
  static constexpr int TABLE_BITS = TEETH - 1;
  static constexpr int COLUMNS = (248 + TEETH * TABLES - 1) / (TEETH * TABLES) * TABLES;
  static constexpr int COLUMNS_PER_TABLE = COLUMNS / TABLES;
  static constexpr int ENTRIES = TABLES << TABLE_BITS;
  static_assert(COLUMNS < 64 && TABLE_BITS < 8);

  struct Columns {
    uint8_t digit[COLUMNS];
  };

  CombEntry entry[ENTRIES];
  bool ready;

  /// The columns of a scalar below r. Constant time.
  static Columns recode(const Scalar& scalar) {
    const Scalar odd = addMasked(scalar, ORDER, (scalar.word[0] & 1) - 1);
    const uint64_t signs = bits(odd, 0) >> 1 | 1ull << (COLUMNS - 1);  // 1 = positive
    Columns columns;
    for (int i = 0; i < COLUMNS; i++) columns.digit[i] = uint8_t(~(signs >> i) & 1) * NEGATIVE_COLUMN;
    uint64_t carry = 0;
    for (int row = 1; row < TEETH; row++) {
      uint64_t rest = bits(odd, row * COLUMNS) + carry;
      for (int i = 0; i < COLUMNS; i++) {
        const uint64_t bit = rest & 1;
        columns.digit[i] |= uint8_t(bit << (row - 1));
        rest = (rest >> 1) + (bit & ~(signs >> i));
      }
      carry = rest;
    }
    return columns;
  }

  /// p += the summand of one column, for public scalars
  void add(Point& p, int column, uint8_t digitA, uint8_t digitB) const {
    const CombEntry* table = entry + ((column / COLUMNS_PER_TABLE) << TABLE_BITS);
    addEntries(p, table[digitA & ~NEGATIVE_COLUMN], digitA >> 7, table[digitB & ~NEGATIVE_COLUMN], digitB >> 7);
  }

  /// scalar * G, in both lanes, for a secret scalar: no branch and no address depends on it. Each lane takes half of the
  /// tables.
  Point multiplySecret(const Scalar& scalar) const {
    static_assert(TABLES % 2 == 0);
    const Columns columns = recode(scalar);
    Point p = affinePoint(ZERO(), ONE());
    for (int i = COLUMNS_PER_TABLE - 1; i >= 0; i--) {
      twice(p);
      for (int a = 0; a < TABLES / 2; a++) {
        const int b = a + TABLES / 2;
        const uint8_t digitA = columns.digit[a * COLUMNS_PER_TABLE + i], digitB = columns.digit[b * COLUMNS_PER_TABLE + i];
        addEntries(p, scan(a, digitA & ~NEGATIVE_COLUMN), digitA >> 7, scan(b, digitB & ~NEGATIVE_COLUMN), digitB >> 7);
      }
    }
    ::add(p, prepare(swapLanes(p)));
    return p;
  }

  void prepareTable() {
    if (ready) return;
    static Point points[ENTRIES];
    static Reduced products[ENTRIES];
    Point tooth = affinePoint(GENERATOR_X(), GENERATOR_Y());
    for (int row = 0; row < TEETH; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        if (column % COLUMNS_PER_TABLE == 0) addTooth(points + ((column / COLUMNS_PER_TABLE) << TABLE_BITS), row, tooth);
        twice(tooth);
      }
    }
    Reduced product = ONE();
    for (int i = 0; i < ENTRIES; i++) {
      products[i] = product;
      product = product * points[i].z;
    }
    Reduced inverse = invert(product);
    for (int i = ENTRIES - 1; i >= 0; i--) {
      const Reduced oneOverZ = inverse * products[i];
      inverse = inverse * points[i].z;
      const Reduced x = points[i].x * oneOverZ, y = points[i].y * oneOverZ, t = x * y;
      store(entry[i], 0, tighten(x + y));
      store(entry[i], 1, tighten(y - x));
      store(entry[i], 2, tighten((t + t)) * CURVE_D());
    }
    ready = true;
  }

 private:
  static uint64_t bits(const Scalar& scalar, int start) {
    uint64_t value = 0;
    for (int i = 0; i < 3; i++) {
      const int word = start / 32 + i;
      if (word >= 8) break;
      const int shift = 32 * i - start % 32;
      value |= shift < 0 ? uint64_t(scalar.word[word]) >> -shift : shift < 64 ? uint64_t(scalar.word[word]) << shift : 0;
    }
    return value & ((1ull << COLUMNS) - 1);
  }

  static void addTooth(Point* table, int row, const Point& tooth) {
    if (row == 0) {
      table[0] = tooth;
      return;
    }
    const int count = 1 << (row - 1);
    const Prepared summand = prepare(tooth);
    for (int i = 0; i < count; i++) {
      table[count + i] = table[i];
      ::add(table[count + i], summand);
    }
  }

  static void store(CombEntry& entry, int coordinate, const Reduced& value) {
    for (int k = 0; k < LIMBS; k++) {
      entry.word[coordinate * 10 + 2 * k] = uint32_t(wasm_i32x4_extract_lane(value.limb[k], 0));
      entry.word[coordinate * 10 + 2 * k + 1] = uint32_t(wasm_i32x4_extract_lane(value.limb[k], 2));
    }
  }

  CombEntry scan(int table, int wanted) const {
    const CombEntry* candidates = entry + (table << TABLE_BITS);
    v128_t found[8] = {};
    for (int i = 0; i < 1 << TABLE_BITS; i++) {
      const v128_t mask = wasm_i32x4_eq(wasm_i32x4_splat(i), wasm_i32x4_splat(wanted));
      for (int k = 0; k < 8; k++) {
        found[k] = wasm_v128_or(found[k], wasm_v128_and(mask, wasm_v128_load(candidates[i].word + 4 * k)));
      }
    }
    CombEntry result;
    for (int k = 0; k < 8; k++) wasm_v128_store(result.word + 4 * k, found[k]);
    return result;
  }

  static void addEntries(Point& p, const CombEntry& a, uint32_t negativeA, const CombEntry& b, uint32_t negativeB) {
    const v128_t mask = wasm_i32x4_make(-negativeA, -negativeB, -negativeA, -negativeB);
    PreparedAffine q;
    for (int k = 0; k < LIMBS; k++) {
      const v128_t sum = load(a, b, k), difference = load(a, b, 5 + k), t2d = load(a, b, 10 + k);
      q.sum.limb[k] = wasm_v128_bitselect(difference, sum, mask);
      q.difference.limb[k] = wasm_v128_bitselect(sum, difference, mask);
      const v128_t bias = wasm_v128_and(mask, wasm_i32x4_splat(int32_t(2 * limbOf8P(k)) + 1));
      q.t2d.limb[k] = wasm_i32x4_add(wasm_v128_xor(t2d, mask), bias);
    }
    ::add(p, q);
  }

  static v128_t load(const CombEntry& a, const CombEntry& b, int pair) {
    return wasm_i32x4_shuffle(wasm_v128_load64_zero(a.word + 2 * pair), wasm_v128_load64_zero(b.word + 2 * pair), 0, 4, 1, 5);
  }
};
