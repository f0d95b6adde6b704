// SchnorrQ keys and signatures. No branch and no address depends on secrets here or below; what WebAssembly engines make
// of it is theirs, and the secrets' bytes in registers and on the engine's stack can't be wiped from here.
#pragma once
#include "comb.h"
#include "k12.h"

using SignComb = Comb<6, 4>;
static SignComb signComb;

static void encodeSecretMultiple(const Scalar& scalar, uint8_t bytes[32]) {
  signComb.prepareTable();
  const Point p = signComb.multiplySecret(scalar);
  const Reduced oneOverZ = invert(p.z);
  encode(p.x * oneOverZ, p.y * oneOverZ, 0, bytes);
}

/// The private key is K12(subseed); the public key is the point it multiplies the generator to.
static void derivePublicKey(const uint8_t subseed[32], uint8_t publicKey[32]) {
  Scalar key;
  k12(subseed, 32, reinterpret_cast<uint8_t*>(&key), 32);
  encodeSecretMultiple(reduce(key), publicKey);
  key = {};
}

/// R = r G with r = K12(second half of K12(subseed, 64), digest); S = r - K12(R, public key, digest) * private key
static void signDigest(const uint8_t subseed[32], const uint8_t publicKey[32], const uint8_t digest[32], uint8_t signature[64]) {
  struct {
    Scalar key;
    uint8_t nonceSeed[32], digest[32];
  } secret;
  k12(subseed, 32, reinterpret_cast<uint8_t*>(&secret), 64);
  __builtin_memcpy(secret.digest, digest, 32);
  Scalar nonce;
  k12(secret.nonceSeed, 64, reinterpret_cast<uint8_t*>(&nonce), 32);
  nonce = reduce(nonce);
  encodeSecretMultiple(nonce, signature);
  uint8_t message[96];
  __builtin_memcpy(message, signature, 32);
  __builtin_memcpy(message + 32, publicKey, 32);
  __builtin_memcpy(message + 64, digest, 32);
  Scalar h;
  k12(message, 96, reinterpret_cast<uint8_t*>(&h), 32);
  const Scalar s = subtractModulo(nonce, multiply(secret.key, reduce(h)));
  __builtin_memcpy(signature + 32, &s, 32);
  __builtin_memset(&secret, 0, sizeof secret);
  __builtin_memset(&nonce, 0, sizeof nonce);
}
