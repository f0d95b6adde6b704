import { describe, expect, it } from "vitest";
import { parseFlags } from "./flags.ts";

const identity = "A".repeat(60);

describe("parseFlags", () => {
  it("has defaults for everything", () => {
    expect(parseFlags([])).toEqual({
      observe: { logFormat: "auto" },
      logLevel: "info",
      tcpPort: 21_841,
      rpcPort: 41_841,
      silentComputors: 0,
      pace: { mode: "auto" },
      accounts: [],
      ocMachines: [],
      contract: { config: {} },
    });
  });

  it("reads every flag", () => {
    const line = `--tcp-port 0 --rpc-port 5 --host :: --pace 250 --state /s --seed x --account ${identity}=7
      --metrics 127.0.0.1:9 --log-level debug --config flushTicks=1 --config revealTicks=40 --contract c.wasm --oc-machine ::1:99 --silent-computors 226`;
    expect(parseFlags(line.split(/\s+/))).toEqual({
      observe: { logFormat: "auto", metrics: { host: "127.0.0.1", port: 9 } },
      logLevel: "debug",
      tcpPort: 0,
      rpcPort: 5,
      host: "::",
      pace: { mode: "timed", everyMs: 250 },
      stateDirectory: "/s",
      seed: "x",
      accounts: [{ identity, amount: 7n }],
      contract: { path: "c.wasm", config: { flushTicks: "1", revealTicks: "40" } },
      ocMachines: [{ host: "::1", port: 99 }],
      silentComputors: 226,
    });
    expect(parseFlags(["--no-contract"])).not.toHaveProperty("contract");
    expect(parseFlags(["--help"])).toBe("help");
  });

  it.each([
    ["--tcp-port", "70000"],
    ["--tcp-port", "x"],
    ["--pace", "fast"],
    ["--account", "me=5"],
    ["--oc-machine", "nowhere"],
    ["--config", "a"],
    ["--silent-computors", "677"],
    ["--unknown", "1"],
  ])("refuses %s %s", (...args) => {
    expect(() => parseFlags(args)).toThrow();
  });
});
