// What needs cryptography, in a chunk of its own: it is loaded when somebody makes or uses an account.
export { signerOf, signIn } from "@qubix/client";
export { createSeed, keyPairFromSeed, publicKeyFromIdentity } from "@qubix/qubic";
export { intentOf } from "./intent-of.ts";
