import type { MachineDocument } from "@qubix/protocol";
import { expect, it } from "vitest";
import { hardwareOf } from "./hardware.ts";

const machine = (more: Partial<MachineDocument>): MachineDocument => ({
  ...{ id: "m", cores: 4, memoryMiB: 1024, kinds: ["wasm"], runtimes: [], slots: 2, version: "1", protocol: 1 },
  ...{ provider: 1, identity: "A".repeat(60), stake: "1", minPrice: "1", score: 0, online: true, freeSlots: 1 },
  lastSeen: 0,
  ...more,
});

it("counts what is connected, and providers once", () => {
  expect(
    hardwareOf([
      machine({ region: "eu" }),
      machine({ kinds: ["wasm", "onnx"], region: "de" }),
      machine({ provider: 2, online: false, cores: 64 }),
    ]),
  ).toEqual({
    ...{ machines: 2, providers: 1, cores: 8, memoryMiB: 2048, slots: 4, freeSlots: 2 },
    ...{ kinds: { wasm: 2, onnx: 1 }, regions: ["de", "eu"] },
  });
});

it("is zero where there is nothing", () => {
  expect(hardwareOf([])).toMatchObject({ machines: 0, cores: 0, kinds: {}, regions: [] });
});
