import { Code, contractCode } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { HubError } from "../hub/hub-error.ts";
import { refusalCode } from "./refusal-code.ts";
import { RefusedCallError } from "./refused-call-error.ts";

describe("refusalCode", () => {
  const { name, text } = contractCode(Code.WrongState);
  const problem = { type: "about:blank", title: "Refused", status: 422, code: "TRANSACTION_REFUSED", detail: text };

  it("is the contract's, whoever told of it", () => {
    expect(refusalCode(new RefusedCallError(name, Code.WrongState, text))).toBe(Code.WrongState);
    const told = HubError.fromAnswer(422, { ...problem, contractCode: Code.WrongState });
    expect(refusalCode(told)).toBe(Code.WrongState);
  });

  it("is none where the contract was not asked, or a hub says nonsense", () => {
    for (const contractCode of [undefined, "7", null])
      expect(refusalCode(HubError.fromAnswer(422, { ...problem, contractCode }))).toBe(undefined);
    expect(refusalCode(HubError.fromAnswer(409, { ...problem, code: "TICK_PASSED", contractCode: 7 }))).toBe(undefined);
    expect(refusalCode(new Error(text))).toBe(undefined);
  });
});
