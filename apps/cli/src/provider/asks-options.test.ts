import { MachineAsks } from "@qubix/protocol";
import { Command } from "commander";
import { expect, test } from "vitest";
import { type AsksOptions, asksOptions, readAsks } from "./asks-options.ts";

const read = (...args: string[]) =>
  readAsks(asksOptions(new Command()).exitOverride().parse(args, { from: "user" }).opts<AsksOptions>());

test("asks are read from options, and are none without any", () => {
  const digest = `sha256:${"ab".repeat(32)}`;
  expect(read()).toBeUndefined();
  const asks = read("--ask-run", "1k", "--ask-core-second", "8", "--ask-model", `${digest}=2k`);
  expect(asks).toEqual({ perRun: "1000", perCoreSecond: "8", models: { [digest]: "2000" } });
  expect(MachineAsks.parse(asks)).toEqual(asks);
  expect(() => read("--ask-model", "digits=5")).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }));
  expect(() => read("--ask-run", "-5")).toThrow();
});
