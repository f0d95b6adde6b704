import { describe, expect, test } from "vitest";
import { readBlocks } from "./read-blocks.ts";

const read = (markdown: string) =>
  readBlocks("a.md", markdown).map(({ line, commands, way }) => ({ line, commands, way }));

describe("commands of a document", () => {
  test("are those of its sh blocks, with their lines", () => {
    expect(read('# A\n\n```sh\nqubix up\n```\n\n```json\n{}\n```\n\n```sh stays "is up"\nnpm start\n```\n')).toEqual([
      { line: 3, commands: "qubix up\n", way: { kind: "run" } },
      { line: 11, commands: "npm start\n", way: { kind: "stays", until: "is up" } },
    ]);
  });

  test("are what stands after a prompt of a session", () => {
    expect(read("```console\n$ echo 'a\n> b'\na\nb\n$ true\n```\n")[0]!.commands).toBe("echo 'a\nb'\ntrue");
  });

  test.each([
    "```\n$ qubix up\n```\n",
    "    qubix up\n",
    "```sh norun\nqubix up\n```\n",
    "```sh stays\nqubix up\n```\n",
  ])("%j is refused", (markdown) => {
    expect(() => read(markdown)).toThrow("a.md:1");
  });
});
