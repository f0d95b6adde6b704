import { createSeed, keyPairFromSeed, parseTransaction, type SignedTransaction } from "@qubix/qubic";
import { describe, expect, it } from "vitest";
import { HubError } from "../hub/hub-error.ts";
import { SendError, sendTransaction, type TransactionNode } from "./send-transaction.ts";

const keyPair = keyPairFromSeed(createSeed());
const transfer = { destination: new Uint8Array(32).fill(1), amount: 7n, inputType: 0, input: new Uint8Array() };
const options = { tickOffset: 3, pollMs: 0 };
const tooLate = new HubError("TICK_PASSED", 409, "It is too late.", "Sign it again for a later tick.");

/** A chain that goes on by a tick with each look at it. `answer` is told how often something was sent before. */
class Chain implements TransactionNode {
  readonly sent: SignedTransaction[] = [];
  readonly taken: SignedTransaction[] = [];
  #tick = 100;

  constructor(readonly answer: (before: number) => { takes?: boolean; throws?: Error }) {}

  tickInfo = async () => ({ tick: this.#tick++ });
  transaction = async (digest: Uint8Array) => this.taken.find((one) => String(one.digest) === String(digest));
  tickData = async () => undefined;

  async broadcastTransaction(bytes: Uint8Array): Promise<void> {
    const { takes, throws } = this.answer(this.sent.length);
    const signed = parseTransaction(bytes);
    this.sent.push(signed);
    if (takes) this.taken.push(signed);
    if (throws) throw throws;
  }
}

describe("a transaction that is sent", () => {
  it("is signed again for a later tick when it came too late", async () => {
    const chain = new Chain((before) => (before === 0 ? { throws: tooLate } : { takes: true }));
    const included = await sendTransaction(chain, keyPair, transfer, options);
    const [first, second] = chain.sent;
    expect(chain.sent).toHaveLength(2);
    expect(second!.tick).toBeGreaterThan(first!.tick);
    expect(included.digest).toEqual(second!.digest);
  });

  it("is signed once when it was taken, although a hub called it too late", async () => {
    const chain = new Chain(() => ({ takes: true, throws: tooLate }));
    expect((await sendTransaction(chain, keyPair, transfer, options)).digest).toEqual(chain.sent[0]!.digest);
    expect(chain.sent).toHaveLength(1);
  });

  it("is given up after the attempts that it has", async () => {
    const chain = new Chain(() => ({}));
    await expect(sendTransaction(chain, keyPair, transfer, { ...options, attempts: 3 })).rejects.toThrow(SendError);
    expect(chain.sent).toHaveLength(3);
  });

  it("is not sent again when it was refused for another reason", async () => {
    const refused = new HubError("INVALID_TRANSACTION", 422, "The signature is wrong.", "Sign it again.");
    const chain = new Chain(() => ({ throws: refused }));
    await expect(sendTransaction(chain, keyPair, transfer, options)).rejects.toBe(refused);
    expect(chain.sent).toHaveLength(1);
  });
});
