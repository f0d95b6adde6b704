import { describe, expect, it } from "vitest";
import { call } from "./call.ts";
import { LAYOUTS, PROCEDURES } from "./generated/layouts.ts";
import { readCall } from "./read-call.ts";

describe("readCall", () => {
  const jobKey = new Uint8Array(32).fill(0xab);
  const { inputType, input } = call.cancelJob({ jobKey, jobSlot: 7, nonce: 2n ** 60n });

  it("names the procedure and its fields, in what JSON can hold", () => {
    const fields = { jobKey: "ab".repeat(32), jobSlot: 7, nonce: "1152921504606846976" };
    expect(readCall(inputType, input)).toEqual({ procedure: "CancelJob", fields });
    expect(JSON.parse(JSON.stringify(readCall(inputType, input)))).toEqual({ procedure: "CancelJob", fields });
  });

  it("reads a short input with zeros behind it, and leaves a long one alone", () => {
    expect(readCall(inputType, input.subarray(0, 32))?.fields).toMatchObject({ jobKey: "ab".repeat(32), jobSlot: 0 });
    expect(readCall(inputType, new Uint8Array(input.length + 1))).toEqual({ procedure: "CancelJob" });
  });

  it("reads every procedure, lists included", () => {
    for (const { inputType, name } of Object.values(PROCEDURES))
      expect(readCall(inputType, new Uint8Array(0))).toMatchObject({ procedure: name, fields: {} });
    const leases = readCall(PROCEDURES.renewLeases.inputType, new Uint8Array(0))?.fields;
    expect(leases).toMatchObject({ items: Array(64).fill({ assignment: 0, attempt: 0, leaseTicks: 0 }) });
    expect(LAYOUTS.RenewLeases_input.size).toBeGreaterThan(64);
  });

  it("knows nothing of other input types", () => {
    expect(readCall(0, input)).toBeUndefined();
    expect(readCall(9_999, input)).toBeUndefined();
  });
});
