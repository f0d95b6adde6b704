import { expect, test } from "vitest";
import { copied } from "./copy-buttons.ts";

test("of a session the commands are copied, of anything else all", () => {
  expect(copied("$ qubix up\nThe network is up.\n$ qubix job list\n", "console")).toBe("qubix up\nqubix job list");
  expect(copied("qubix up\n", "sh")).toBe("qubix up");
});
