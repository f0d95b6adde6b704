import { readFileSync } from "node:fs";
import { Code, decode, encode, encodeField, LAYOUTS, PROCEDURES, type Records } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { describeContract, GOLDEN_WASM, goldenNames, renderBinding, staleFiles } from "../scripts/build-binding.ts";
import { goldenRecord } from "./golden-values.ts";

const description = describeContract();
const names = goldenNames(description) as (keyof Records)[];

const golden = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(GOLDEN_WASM)), {
  chain: new Proxy({}, { get: () => () => 0 }),
}).exports as {
  memory: WebAssembly.Memory;
  fill(number: number, start: bigint): number;
  buffer(): number;
  hash(size: number): number;
};

/** The bytes of a struct that the compiled contract filled through its members. */
function bytesFromContract(name: keyof Records, start: bigint): Uint8Array {
  const size = golden.fill(names.indexOf(name), start);
  return new Uint8Array(golden.memory.buffer).slice(golden.buffer(), golden.buffer() + size);
}

describe("golden bytes", () => {
  it("exist for every input, output, event and record", () => {
    expect(names).toEqual(
      expect.arrayContaining(["CreateJob_input", "GetJob_output", "Event", "Receipt", "OcRequest"]),
    );
    expect(Object.keys(LAYOUTS).filter((name) => !names.includes(name as keyof Records))).toEqual(["StateData"]);
  });

  for (const name of names) {
    it(`are the same for ${name}`, () => {
      for (const start of [1n, 1_000_003n]) {
        const record = goldenRecord(name, start);
        const bytes = bytesFromContract(name, start);
        expect(Buffer.compare(encode(name, record), bytes)).toBe(0);
        expect(decode(name, bytes)).toEqual(record);
      }
    });
  }

  it("tell where a field of the state lies", () => {
    const config = goldenRecord("Config", 5n);
    const { offset, bytes } = encodeField("StateData", "config", config);
    expect(offset).toBe(0);
    expect(Buffer.compare(bytes, bytesFromContract("Config", 5n))).toBe(0);
  });
});

describe("the generated binding", () => {
  it("is what the contract in the tree gives", async () => {
    expect(staleFiles(await renderBinding()).map(([path]) => path)).toEqual([]);
  });

  it("has the numbers under which procedures are registered, and the codes", () => {
    expect(PROCEDURES.createJob.inputType).toBe(10);
    expect(PROCEDURES.closeChannel.inputType).toBe(26);
    expect(Code.NotYetAvailable).toBe(1);
  });
});
