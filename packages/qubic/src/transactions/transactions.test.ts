import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../vectors/transactions.json" with { type: "json" };
import { fromHex, toHex } from "../bytes/bytes.ts";
import { publicKeyFromIdentity } from "../crypto/identity.ts";
import { keyPairFromSeed } from "../crypto/key-pair.ts";
import { QubicError } from "../errors.ts";
import { parseTransaction } from "./parse-transaction.ts";
import { signTransaction } from "./sign-transaction.ts";
import { digestFromTransactionId } from "./transaction-id.ts";
import { verifyTransaction } from "./verify-transaction.ts";

describe("transactions", () => {
  it.each(vectors)("signs, parses and verifies known transaction $id", (vector) => {
    const signed = signTransaction(
      {
        destination: publicKeyFromIdentity(vector.destination),
        amount: BigInt(vector.amount),
        tick: vector.tick,
        inputType: vector.inputType,
        input: fromHex(vector.input),
      },
      keyPairFromSeed(vector.seed),
    );
    expect(toHex(signed.bytes)).toBe(vector.signed);
    expect(signed.id).toBe(vector.id);
    const parsed = parseTransaction(fromHex(vector.signed));
    expect({ ...parsed }).toEqual(signed);
    expect(verifyTransaction(parsed)).toBe(true);
    expect(digestFromTransactionId(parsed.id)).toEqual(parsed.digest);
  });

  it("refuses a transaction changed at any byte", () => {
    const bytes = fromHex(vectors[1]!.signed);
    for (let i = 0; i < bytes.length; i++) {
      const changed = bytes.slice();
      changed[i]! ^= 1 << (i % 8);
      let valid = false;
      try {
        valid = verifyTransaction(parseTransaction(changed));
      } catch (error) {
        expect(error).toBeInstanceOf(QubicError);
      }
      expect(valid).toBe(false);
    }
  });

  it("refuses what does not fit", () => {
    const keyPair = keyPairFromSeed(vectors[0]!.seed);
    const good = { destination: new Uint8Array(32), amount: 1n, tick: 1, inputType: 0, input: new Uint8Array(0) };
    const bad = [
      { amount: -1n },
      { amount: 10n ** 15n + 1n },
      { input: new Uint8Array(1025) },
      { tick: 2 ** 32 },
      { inputType: 65536 },
      { destination: new Uint8Array(31) },
    ];
    for (const fields of bad) expect(() => signTransaction({ ...good, ...fields }, keyPair)).toThrow(QubicError);
  });

  it("throws nothing but QubicError on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1300 }), (bytes) => {
        try {
          parseTransaction(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(QubicError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
