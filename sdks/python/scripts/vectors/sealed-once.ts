import { createKeystore } from "@qubix/client";
import {
  blobDigest,
  ciphertextDigest,
  createAttemptSeal,
  deriveSealKeyPair,
  makeResult,
  resultDigest,
  sealArtifact,
} from "@qubix/protocol";
import { keyPairFromSeed, toHex } from "@qubix/qubic";

const SEED = "qubix".repeat(11);

/** A wallet, and a metered run's result that was sealed for it. */
export async function sealedOnce(): Promise<unknown> {
  const passphrase = "Zu\u0308rich 8001";
  const context = { jobKey: new Uint8Array(32).fill(0x5a), attempt: 70_000 };
  const output = new TextEncoder().encode("Grüezi\n");
  const result = makeResult("budget", -7, [{ path: "out/😀.txt", size: output.length, digest: blobDigest(output) }]);
  const usage = {
    version: 1 as const,
    wallMs: 12,
    fuel: "18446744073709551615",
    asks: { perRun: "7", models: { [`sha256:${"ab".repeat(32)}`]: "9" } },
    leastPrice: "1",
    limit: "100",
    charge: "7",
  };
  const seal = createAttemptSeal(deriveSealKeyPair(keyPairFromSeed(SEED).subseed).publicKey, context);
  const sealed = sealArtifact(seal, { result, outputs: new Map([["out/😀.txt", output]]), usage });
  return {
    seed: SEED,
    passphrase,
    keystore: await createKeystore(SEED, passphrase),
    jobKey: toHex(context.jobKey),
    attempt: context.attempt,
    sealed: toHex(sealed),
    maskedKey: toHex(seal.maskedKey),
    ciphertextDigest: toHex(ciphertextDigest(sealed)),
    resultDigest: resultDigest(result),
    result,
    usage,
  };
}
