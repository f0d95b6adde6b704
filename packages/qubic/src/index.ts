export { k12 } from "./crypto/k12.ts";
export { contractPublicKey, identityFromPublicKey, publicKeyFromIdentity } from "./crypto/identity.ts";
export { type KeyPair, keyPairFromSeed } from "./crypto/key-pair.ts";
export { createSeed } from "./crypto/seed.ts";
export { type SignedDigest, sign, verify, verifyMany } from "./crypto/signature.ts";
export { QubicError } from "./errors.ts";
