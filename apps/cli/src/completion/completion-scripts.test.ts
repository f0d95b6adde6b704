import { spawnSync } from "node:child_process";
import { Command, Option } from "commander";
import { expect, test } from "vitest";
import { commandTree } from "./command-tree.ts";
import { completionScript } from "./completion-scripts.ts";

const program = new Command("qubix");
const job = program.command("job").description("Jobs.");
job
  .command("list [which]")
  .description("List it, and don't stop.")
  .option("-f, --follow", "go on")
  .addOption(new Option("--kind <kind>", "of a kind").choices(["wasm", "onnx"]));
const tree = commandTree(program);

/** What bash would offer for the last of these words. */
function offered(...words: string[]): string[] {
  const set = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}`;
  const script = `${completionScript("bash", tree)}\n${set}; _qubix; printf '%s\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((word) => word !== "");
}

test("the tree has each command with what can stand behind it, and no group's own help", () => {
  expect(tree.map(({ path }) => path)).toEqual(["", "job", "job list", "help"]);
  const [, , list] = tree;
  expect(list).toMatchObject({ usage: "job list [options] [which]", children: [] });
  expect(list!.options.map(({ flags, takesValue }) => [flags, takesValue])).toEqual([
    [["-f", "--follow"], false],
    [["--kind"], true],
    [["-h", "--help"], false],
  ]);
});

test("bash is offered commands, options, and the words that an option takes", () => {
  expect(offered("qubix", "j")).toEqual(["job"]);
  expect(offered("qubix", "job", "")).toEqual(["list", "-h", "--help"]);
  expect(offered("qubix", "job", "list", "--k")).toEqual(["--kind"]);
  expect(offered("qubix", "job", "list", "--kind", "")).toEqual(["wasm", "onnx"]);
  expect(offered("qubix", "job", "list", "--kind", "wasm", "--f")).toEqual(["--follow"]);
});

test("fish and zsh get the same words, quoted", () => {
  expect(completionScript("fish", tree)).toContain(`-a list -d 'List it, and don\\'t stop.'`);
  expect(completionScript("fish", tree)).toContain(`-l kind -x -a 'wasm onnx' -d`);
  expect(completionScript("zsh", tree)).toContain(`'job list --kind') list='wasm onnx'`);
});
