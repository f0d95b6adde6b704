import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { type Draft, EMPTY_DRAFT } from "../draft.ts";
import { cliCommand, cliWords } from "./cli-command.ts";
import { pythonCode } from "./python-code.ts";
import { EVERYTHING, file } from "./test-draft.ts";

const model: Draft = { ...EMPTY_DRAFT, model: "me/digits", inputs: [file("image.npy")] };

describe("the command", () => {
  it("says no more than it has to", () => {
    expect(cliCommand(model)).toBe("qubix job submit --model me/digits --input=image.npy=image.npy --estimate --wait");
  });

  it("names the spec where the files are on the hub alone", () => {
    expect(cliCommand({ ...EMPTY_DRAFT, kind: "spec" })).toBe("qubix job submit spec.json --estimate --wait");
  });

  it("is one line that a shell reads as the same words", () => {
    const line = `printf '%s\\0' ${cliCommand(EVERYTHING)}`;
    const { stdout } = spawnSync("sh", ["-c", line], { encoding: "utf8" });
    expect(stdout.split("\0").slice(0, -1)).toEqual(cliWords(EVERYTHING));
  });
});

describe("the program", () => {
  it("says all of it by the names that the package has", () => {
    const code = pythonCode(EVERYTHING);
    expect(code).toContain('wasm="my program.wasm",');
    expect(code).toContain("limits=Limits(fuel=5, memory_mib=64, wall_seconds=9, output_bytes=0),");
    expect(code).toContain('inputs={"data/table.csv": "table.csv"},');
    expect(code).toContain("providers=[0, 2],");
    for (const name of [
      "quorum",
      "price_cap",
      "metered",
      "min_stake",
      "bonded_only",
      "start",
      "deadline_ticks",
      "region",
    ])
      expect(code).toContain(`        ${name}=`);
  });

  it("loads a model's arrays, or the spec", () => {
    expect(pythonCode(model)).toContain('inputs={"image": np.load("image.npy")},');
    expect(pythonCode({ ...EMPTY_DRAFT, kind: "spec" })).toContain('spec=json.loads(Path("spec.json").read_text()),');
  });

  it("can't be broken out of by a text", () => {
    const code = pythonCode({ ...EVERYTHING, name: '"); import os; os.system("x")  # \\' });
    expect(code).toContain(String.raw`name="\"); import os; os.system(\"x\")  # \\",`);
  });
});
