import { expect, it } from "vitest";
import vectors from "../../vectors/sealing.json" with { type: "json" };
import { fromHex, toHex } from "../encoding/hex.ts";
import { type Result, resultDigest } from "../job/result.ts";
import { requestDigest, requestText } from "../signing/request-digest.ts";
import { openLogChunk } from "./log-chunk.ts";
import { openArtifact } from "./open-artifact.ts";
import { ciphertextDigest } from "./seal-artifact.ts";
import { deriveSealKeyPair, sealKeyPairFromSecret } from "./seal-key.ts";

const { requester, artifact, log, request } = vectors;
const context = { jobKey: fromHex(vectors.jobKey), attempt: vectors.attempt };
const secretKey = fromHex(requester.secretKey);

it("opens the artifact that other implementations open", () => {
  const sealed = fromHex(artifact.sealed);
  const opened = openArtifact({ sealed, maskedKey: fromHex(artifact.maskedKey), secretKey, ...context });
  expect(opened.result).toEqual(artifact.result);
  expect(resultDigest(artifact.result as Result)).toBe(artifact.resultDigest);
  expect(toHex(ciphertextDigest(sealed))).toBe(artifact.ciphertextDigest);
  expect(Object.fromEntries([...opened.outputs].map(([path, bytes]) => [path, toHex(bytes)]))).toEqual(
    artifact.outputs,
  );
});

it("opens the log chunk", () => {
  const chunk = openLogChunk({
    sealed: fromHex(log.sealed),
    seq: log.seq,
    ephemeral: fromHex(log.ephemeral),
    secretKey,
    ...context,
  });
  expect(chunk).toEqual({ stream: log.stream, time: log.time, bytes: new TextEncoder().encode(log.text) });
});

it("derives the same keys and signs the same text", () => {
  expect(toHex(sealKeyPairFromSecret(secretKey).publicKey)).toBe(requester.publicKey);
  const derived = deriveSealKeyPair(fromHex(requester.subseed));
  expect([toHex(derived.secretKey), toHex(derived.publicKey)]).toEqual([
    requester.derivedSecretKey,
    requester.derivedPublicKey,
  ]);
  expect(requestText(request)).toBe(request.text);
  expect(toHex(requestDigest(request))).toBe(request.digest);
});
