import type { UnsignedTransaction } from "@qubix/client";
import { describe, expect, it } from "vitest";
import { SigningDesk } from "./signing-desk.ts";

const ME = "A".repeat(60);
const call: UnsignedTransaction = {
  destination: new Uint8Array(32).fill(1),
  amount: 7n,
  tick: 100,
  inputType: 3,
  input: new Uint8Array([1, 2, 3]),
};
const asks = (...versions: UnsignedTransaction[]) => ({ kind: "transactions", versions }) as const;

describe("the desk", () => {
  it("asks one after the other, and refuses what the owner refuses", async () => {
    const desk = new SigningDesk();
    const one = desk.ask(ME, asks(call));
    const two = desk.ask(ME, { kind: "sign-in", text: "text" });
    expect(desk.first()?.subject.kind).toBe("transactions");
    desk.answer(desk.first()!.id + 1, true); // an answer to another question counts for nothing
    desk.answer(desk.first()!.id, false);
    await expect(one).rejects.toMatchObject({ code: "SIGNING_REFUSED" });
    desk.answer(desk.first()!.id, true);
    await two;
    expect(desk.first()).toBeUndefined();
  });

  it("remembers what was agreed to: once, or as often as it is signed again", async () => {
    const desk = new SigningDesk();
    const call = { key: "call", once: false };
    const transfer = { key: "transfer", once: true };
    expect([desk.hasAgreed(call), desk.hasAgreed(transfer)]).toEqual([false, false]);
    desk.remember(call);
    desk.remember(transfer);
    expect([desk.hasAgreed(call), desk.hasAgreed(transfer)]).toEqual([true, true]);
    expect([desk.hasAgreed(call), desk.hasAgreed(transfer)]).toEqual([true, false]);
    desk.forget();
    expect(desk.hasAgreed(call)).toBe(false);
  });

  it("refuses what waits when it forgets", async () => {
    const desk = new SigningDesk();
    const asked = desk.ask(ME, asks(call));
    desk.forget();
    await expect(asked).rejects.toMatchObject({ code: "SIGNING_REFUSED" });
  });

  it("is trusted with signing in when the owner says so, for one account", async () => {
    const desk = new SigningDesk();
    const asked = desk.ask(ME, { kind: "sign-in", text: "text" });
    desk.answer(desk.first()!.id, true, true);
    await asked;
    await desk.ask(ME, { kind: "sign-in", text: "another" });
    void desk.ask("B".repeat(60), { kind: "sign-in", text: "text" }).catch(() => {});
    expect(desk.first()?.identity).toBe("B".repeat(60));
  });
});
