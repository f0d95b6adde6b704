import { expect, it } from "vitest";
import { Printer } from "./printer.ts";

const MIB = 1024 * 1024;
const screen = (isTTY: boolean, columns = 80) => {
  const written: string[] = [];
  return { isTTY, columns, written, write: (text: string) => written.push(text) };
};
const half = async (tell: (progress: { done: number; size: number }) => void) => {
  tell({ done: MIB, size: 2 * MIB });
  return "done";
};
const printer = (terminal: ReturnType<typeof screen>, output: "table" | "json" = "table", quiet = false) =>
  new Printer(output, quiet, screen(false), terminal);

it("draws one line on a terminal, and takes it away, also after a failure", async () => {
  const terminal = screen(true);
  expect(await printer(terminal).transfer("digits.onnx", half)).toBe("done");
  expect(terminal.written).toEqual([
    "\r\x1b[Kdigits.onnx [##########..........] 50 %  1.0 MiB of 2.0 MiB  0.0 MiB/s",
    "\r\x1b[K",
  ]);
  const failed = printer(terminal).transfer("x", async (tell) => {
    tell({ done: 0, size: 1 });
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  expect(terminal.written.at(-1)).toBe("\r\x1b[K");
});

it("never fills the last column, and shows a stranger's control characters by their codes", async () => {
  const narrow = screen(true, 20);
  printer(narrow).status("\x1b[2Ja name of some length");
  expect(narrow.written).toEqual(["\r\x1b[K\\x1b[2Ja name of s…"]);
});

it("gives way to a line that stays", () => {
  const terminal = screen(true);
  const one = printer(terminal);
  one.status("waiting");
  one.progress("running");
  expect(terminal.written).toEqual(["\r\x1b[Kwaiting", "\r\x1b[K", "running\n"]);
});

it("writes nothing into pipes, and nothing for programs", async () => {
  for (const one of [screen(false), screen(true)]) {
    const isForProgram = one.isTTY === true;
    expect(await printer(one, isForProgram ? "json" : "table").transfer("x", half)).toBe("done");
    expect(one.written).toEqual([]);
  }
  const terminal = screen(true);
  printer(terminal, "table", true).progress("running");
  expect(terminal.written).toEqual([]);
});
