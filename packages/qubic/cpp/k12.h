// KangarooTwelve (KT128, RFC 9861) with an empty customization string, incremental.
#pragma once
#include <stdint.h>

constexpr int RATE = 168;
constexpr uint32_t CHUNK = 8192;

struct Sponge {
  uint64_t state[25];
  uint32_t position;

  void reset() { *this = {}; }

  void absorb(const uint8_t* bytes, uint32_t size) {
    uint8_t* target = reinterpret_cast<uint8_t*>(state);
    while (size > 0) {
      if (position % 8 == 0 && size >= 8 && position + 8 <= RATE) {
        uint64_t word;
        __builtin_memcpy(&word, bytes, 8);
        state[position / 8] ^= word;
        position += 8;
        bytes += 8;
        size -= 8;
      } else {
        target[position++] ^= *bytes++;
        size--;
      }
      if (position == RATE) {
        permute();
        position = 0;
      }
    }
  }

  void finish(uint8_t suffix, uint8_t* out, uint32_t size) {
    uint8_t* bytes = reinterpret_cast<uint8_t*>(state);
    bytes[position] ^= suffix;
    bytes[RATE - 1] ^= 0x80;
    for (;;) {
      permute();
      for (uint32_t i = 0; i < RATE && size > 0; i++, size--) *out++ = bytes[i];
      if (size == 0) return;
    }
  }

  [[gnu::noinline]] void permute();
};

constexpr uint64_t ROUND_CONSTANTS[12] = {
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
    0x000000000000800a, 0x800000008000000a, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};
/// Where each lane goes, and by how much it turns, in the order of the walk that starts at lane 1
constexpr int WALK[24] = {10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1};
constexpr int TURN[24] = {1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44};

/// Keccak-p[1600] with 12 rounds
inline void Sponge::permute() {
  uint64_t a[25];
#pragma clang loop unroll(full)
  for (int i = 0; i < 25; i++) a[i] = state[i];
  for (int round = 0; round < 12; round++) {
    uint64_t c[5];
#pragma clang loop unroll(full)
    for (int x = 0; x < 5; x++) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
#pragma clang loop unroll(full)
    for (int x = 0; x < 5; x++) {
      const uint64_t d = c[(x + 4) % 5] ^ __builtin_rotateleft64(c[(x + 1) % 5], 1);
#pragma clang loop unroll(full)
      for (int y = 0; y < 25; y += 5) a[y + x] ^= d;
    }
    uint64_t moving = a[1];
#pragma clang loop unroll(full)
    for (int i = 0; i < 24; i++) {
      const uint64_t next = a[WALK[i]];
      a[WALK[i]] = __builtin_rotateleft64(moving, TURN[i]);
      moving = next;
    }
#pragma clang loop unroll(full)
    for (int y = 0; y < 25; y += 5) {
      const uint64_t b[5] = {a[y], a[y + 1], a[y + 2], a[y + 3], a[y + 4]};
#pragma clang loop unroll(full)
      for (int x = 0; x < 5; x++) a[y + x] = b[x] ^ (~b[(x + 1) % 5] & b[(x + 2) % 5]);
    }
    a[0] ^= ROUND_CONSTANTS[round];
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 25; i++) state[i] = a[i];
}

struct K12 {
  Sponge root, leaf;
  /// bytes in the chunk at hand, and chunks behind it
  uint32_t filled, chunks;

  void begin() {
    root.reset();
    filled = chunks = 0;
  }

  void update(const uint8_t* bytes, uint32_t size) {
    while (size > 0) {
      if (filled == CHUNK) nextChunk();
      const uint32_t part = size < CHUNK - filled ? size : CHUNK - filled;
      (chunks == 0 ? root : leaf).absorb(bytes, part);
      filled += part;
      bytes += part;
      size -= part;
    }
  }

  void end(uint8_t* out, uint32_t size) {
    const uint8_t emptyCustomization = 0;
    update(&emptyCustomization, 1);
    if (chunks == 0) return root.finish(0x07, out, size);
    closeLeaf();
    // The count of leaves, big-endian without leading zeros, its length, and the end mark of the tree
    uint8_t tail[7];
    int at = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
      if (at > 0 || chunks >> shift) tail[at++] = uint8_t(chunks >> shift);
    }
    tail[at] = uint8_t(at);
    tail[at + 1] = tail[at + 2] = 0xff;
    root.absorb(tail, uint32_t(at) + 3);
    root.finish(0x06, out, size);
  }

 private:
  void nextChunk() {
    if (chunks == 0) {
      const uint8_t mark[8] = {3};
      root.absorb(mark, 8);
    } else {
      closeLeaf();
    }
    leaf.reset();
    filled = 0;
    chunks++;
  }

  void closeLeaf() {
    uint8_t chaining[32];
    leaf.finish(0x0b, chaining, 32);
    root.absorb(chaining, 32);
  }
};

static inline void k12(const uint8_t* bytes, uint32_t size, uint8_t* out, uint32_t outSize) {
  K12 hash;
  hash.begin();
  hash.update(bytes, size);
  hash.end(out, outSize);
}
