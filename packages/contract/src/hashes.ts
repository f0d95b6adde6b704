import { contractPublicKey, k12 } from "@qubix/qubic";
import { encode } from "./codec.ts";
import { ContractError } from "./contract-error.ts";
import type { Event } from "./generated/types.ts";

/** The key of a job: K12(requester ‖ specDigest ‖ nonce). Known before the chain sees the job. */
export function jobKeyOf(requester: Uint8Array, specDigest: Uint8Array, nonce: bigint): Uint8Array {
  return k12(join(id(requester), id(specDigest), word(nonce)));
}

/** What a commitment binds. `provider` is the provider's owner identity. */
export interface CommitmentParts {
  contractIndex: number;
  jobKey: Uint8Array;
  provider: Uint8Array;
  attempt: number;
  resultDigest: Uint8Array;
  ciphertextDigest: Uint8Array;
  maskedKey: Uint8Array;
  salt: Uint8Array;
  /** QU asked for, if the job is metered; else 0. */
  charge: bigint;
}

/** The commitment to a result that RevealResults opens later. */
export function commitmentOf(parts: CommitmentParts): Uint8Array {
  return k12(
    join(
      tag("QUBIX_COMMIT"),
      contractPublicKey(parts.contractIndex),
      id(parts.jobKey),
      id(parts.provider),
      halfWords(parts.attempt, 0),
      id(parts.resultDigest),
      id(parts.ciphertextDigest),
      id(parts.maskedKey),
      id(parts.salt),
      word(parts.charge),
    ),
  );
}

/** What a leaf of an authorized batch says. `provider` is the provider's owner identity. */
export interface LeafParts {
  contractIndex: number;
  jobKey: Uint8Array;
  specDigest: Uint8Array;
  provider: Uint8Array;
  price: bigint;
  assignment: number;
  attempt: number;
  expiry: number;
}

/** The leaf of an assignment in the tree that 451 computors authorize. */
export function leafOf(parts: LeafParts): Uint8Array {
  return k12(
    join(
      tag("QUBIX_LEAF"),
      contractPublicKey(parts.contractIndex),
      id(parts.jobKey),
      id(parts.specDigest),
      id(parts.provider),
      word(parts.price),
      halfWords(parts.assignment, parts.attempt, parts.expiry, 0),
    ),
  );
}

/**
 * Whether `siblings` lead from a leaf at `index` to the root. A missing right sibling is 32 zero bytes. The path's
 * length must be the tree's depth, and the index must lie inside the tree of that depth.
 */
export function verifyPath(leaf: Uint8Array, index: number, siblings: Uint8Array[], root: Uint8Array): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= 2 ** siblings.length) return false;
  if (root.length !== 32 || [leaf, ...siblings].some((hash) => hash.length !== 32)) return false;
  let hash = leaf;
  let position = index;
  for (const sibling of siblings) {
    hash = position % 2 === 0 ? nodeOf(hash, sibling) : nodeOf(sibling, hash);
    position = Math.floor(position / 2);
  }
  return hash.every((byte, i) => byte === root[i]);
}

/** The chain hash after an event: K12(chain hash before ‖ first 64 bytes of the event). */
export function chainHashOf(previous: Uint8Array, event: Event): Uint8Array {
  return k12(join(id(previous), encode("Event", event).subarray(0, 64)));
}

function nodeOf(left: Uint8Array, right: Uint8Array): Uint8Array {
  return k12(join(tag("QUBIX_NODE"), left, right));
}

/** 16 bytes of text, filled up with zeros. */
function tag(text: string): Uint8Array {
  const bytes = new Uint8Array(16);
  new TextEncoder().encodeInto(text, bytes);
  return bytes;
}

function word(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, value, true);
  return bytes;
}

function halfWords(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  values.forEach((value, i) => void new DataView(bytes.buffer).setUint32(i * 4, value, true));
  return bytes;
}

function id(bytes: Uint8Array): Uint8Array {
  if (bytes.length !== 32) throw new ContractError("BAD_VALUE", `An id or digest has 32 bytes, not ${bytes.length}`);
  return bytes;
}

function join(...parts: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
