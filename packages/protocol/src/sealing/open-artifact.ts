import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ProtocolError } from "../errors/protocol-error.ts";
import { unpad } from "./padding.ts";
import { type ResultBundle, unpackResult } from "./result-bundle.ts";
import { artifactBinding, SEAL_HEADER_BYTES, SEAL_MAGIC, SEAL_NONCE_BYTES } from "./seal-artifact.ts";
import { type AttemptContext, maskKey, maskOf, sharedSecret } from "./shared-keys.ts";

export interface OpenArtifactArgs extends AttemptContext {
  sealed: Uint8Array;
  /** From the reveal on the chain. */
  maskedKey: Uint8Array;
  /** The requester's X25519 secret key. */
  secretKey: Uint8Array;
}

/**
 * Opens a sealed artifact and checks each output against the result inside. The caller compares
 * `resultDigest(result)` with what the chain has.
 * @throws ProtocolError BAD_ARTIFACT (not ours, wrong key or changed), BAD_PADDING, BAD_BUNDLE
 */
export function openArtifact({ sealed, maskedKey, secretKey, jobKey, attempt }: OpenArtifactArgs): ResultBundle {
  const start = SEAL_HEADER_BYTES + SEAL_NONCE_BYTES;
  if (sealed.length < start + 16 || !SEAL_MAGIC.every((byte, i) => sealed[i] === byte)) {
    throw new ProtocolError("BAD_ARTIFACT", "This is not a sealed artifact of version 1.");
  }
  const header = sealed.subarray(0, SEAL_HEADER_BYTES);
  const shared = sharedSecret(secretKey, header.subarray(SEAL_MAGIC.length));
  const contentKey = maskKey(maskedKey, maskOf(shared, { jobKey, attempt }));
  const nonce = sealed.subarray(SEAL_HEADER_BYTES, start);
  return unpackResult(
    unpad(decrypt(contentKey, nonce, artifactBinding(header, { jobKey, attempt }), sealed.subarray(start))),
  );
}

function decrypt(key: Uint8Array, nonce: Uint8Array, binding: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  try {
    return xchacha20poly1305(key, nonce, binding).decrypt(ciphertext);
  } catch {
    throw new ProtocolError(
      "BAD_ARTIFACT",
      "The artifact can't be opened: it was changed, or the key belongs to another job, attempt or requester.",
    );
  }
}
