// The module's exports. Everything passes through one buffer; sizes are checked by the caller.
#include "sign.h"
#include "verify.h"

#define EXPORT(name) extern "C" [[clang::export_name(#name)]]

alignas(16) static uint8_t shared[MAX_BATCH * sizeof(SignedDigest)];
static K12 hash;

/// Puts the result where the secrets were.
static void finish(const uint8_t* result, uint32_t size) {
  __builtin_memset(shared, 0, 96);
  __builtin_memcpy(shared, result, size);
}

EXPORT(buffer) uint8_t* exportBuffer() { return shared; }
EXPORT(bufferSize) uint32_t exportBufferSize() { return sizeof shared; }

EXPORT(k12Begin) void exportK12Begin() { hash.begin(); }
EXPORT(k12Update) void exportK12Update(uint32_t size) { hash.update(shared, size); }
EXPORT(k12End) void exportK12End(uint32_t size) { hash.end(shared, size); }

/// subseed 32 -> public key 32
EXPORT(publicKey) void exportPublicKey() {
  uint8_t result[32];
  derivePublicKey(shared, result);
  finish(result, 32);
}

/// subseed 32, public key 32, digest 32 -> signature 64
EXPORT(sign) void exportSign() {
  uint8_t result[64];
  signDigest(shared, shared + 32, shared + 64, result);
  finish(result, 64);
}

/// count items -> count bytes, 1 = valid
EXPORT(verifyMany) void exportVerifyMany(uint32_t count) {
  static uint8_t results[MAX_BATCH];
  verifyBatch(reinterpret_cast<const SignedDigest*>(shared), int(count), results);
  __builtin_memcpy(shared, results, count);
}
