import { blobDigest, deriveSealKeyPair, toHex } from "@qubix/protocol";
import type { KeyPair } from "@qubix/qubic";

/** What each spec of the demo begins with: the result is sealed for the requester. */
export function specBase(
  { keyPair }: { keyPair: KeyPair },
  name: string,
  inputs: { path: string; bytes: Uint8Array }[],
) {
  return {
    version: 1 as const,
    name,
    environment: {},
    inputs: inputs.map(({ path, bytes }) => ({ path, digest: blobDigest(bytes), size: bytes.length })),
    limits: { fuel: "100000000000", memoryMiB: 128, wallSeconds: 120, outputBytes: 1_000_000 },
    seal: toHex(deriveSealKeyPair(keyPair.subseed).publicKey),
  };
}

/** What each job of the demo offers, apart from what makes it special. Amounts in QU. */
export function termsBase(stage: { localnet: { hub: { slot: number } } }, replicas: number, quorum: number) {
  const priceCap = 1_000n;
  return {
    hub: stage.localnet.hub.slot,
    hubFee: 100n,
    replicas,
    quorum,
    priceCap,
    protocolFee: (BigInt(replicas) * priceCap) / 50n,
    start: "authorized" as const,
    deadlineTicks: 4_000,
  };
}
