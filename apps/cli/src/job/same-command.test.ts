import { Command } from "commander";
import { expect, test } from "vitest";
import { cliWords } from "../../../web/src/pages/run/same-job/cli-command.ts";
import { EVERYTHING } from "../../../web/src/pages/run/same-job/test-draft.ts";
import { type SpecOptions, specOptions } from "./spec-options.ts";
import { type TermsOptions, termsOptions } from "./terms-options.ts";

/** What these options make of the words that the web app shows. */
function read(draft: typeof EVERYTHING): SpecOptions & TermsOptions & { args: string[] } {
  const command = termsOptions(specOptions(new Command().argument("[spec]").option("--estimate").option("--wait")));
  const parsed = command.exitOverride().parse(cliWords(draft).slice(3), { from: "user" });
  return { ...parsed.opts<SpecOptions & TermsOptions>(), args: parsed.args };
}

test("the command that the web app shows says all of a job in flags that there are", () => {
  expect(read(EVERYTHING)).toMatchObject({
    wasm: "my program.wasm",
    name: EVERYTHING.name,
    arg: EVERYTHING.args,
    env: ["MODE=a=b"],
    input: ["data/table.csv=table.csv"],
    private: true,
    fuel: "5",
    memory: 64,
    wall: 9,
    outputBytes: 0,
    minMemory: 512,
    region: "eu-west",
    replicas: 3,
    quorum: 3,
    priceCap: "2000",
    metered: true,
    providers: "0, 2",
    minStake: "7",
    bonded: true,
    start: "assigned",
    deadline: 99,
  });
});

test("it names the spec where the files are on the hub alone", () => {
  const again = { ...EVERYTHING, program: { path: "p", digest: "", size: 8 } };
  expect(read(again).args).toEqual(["spec.json"]);
});
