import { createAttemptSeal, createSealKeyPair, makeResult, openArtifact, sealArtifact } from "@qubix/protocol";
import { expect, it } from "vitest";
import { nativeExchange } from "./native-exchange.ts";

const context = { jobKey: new Uint8Array(32).fill(7), attempt: 3 };

it("agrees with the protocol's own implementation", () => {
  const requester = createSealKeyPair();
  const seal = createAttemptSeal(requester.publicKey, context, nativeExchange);
  const bundle = { result: makeResult("ok", 0, []), outputs: new Map<string, Uint8Array>() };
  const { maskedKey } = seal;
  const opened = openArtifact({ ...context, sealed: sealArtifact(seal, bundle), maskedKey, ...requester });
  expect(opened.result).toEqual(bundle.result);
});

it("refuses keys of small order", () => {
  expect(() => nativeExchange(new Uint8Array(32))).toThrow();
});
