import type { NetworkInterfaceInfo } from "node:os";
import { expect, test } from "vitest";
import { reachableHost } from "./addresses.ts";

const card = (address: string, internal = false) => ({ address, internal, family: "IPv4" }) as NetworkInterfaceInfo;

test("other machines reach nothing that listens for this one only", () => {
  for (const host of ["127.0.0.1", "localhost", "::1"]) expect(reachableHost(host)).toBeUndefined();
});

test("what listens everywhere is reached under an address of this machine, what listens on one under that", () => {
  const interfaces = { lo: [card("127.0.0.1", true)], wlan: [card("192.168.1.5")] };
  expect(reachableHost("0.0.0.0", interfaces)).toBe("192.168.1.5");
  expect(reachableHost("0.0.0.0", { lo: [card("127.0.0.1", true)] })).toBeUndefined();
  expect(reachableHost("10.0.0.7", interfaces)).toBe("10.0.0.7");
});
