import type { MachineAsks } from "@qubix/protocol";
import type { Command } from "commander";
import { parseAmount } from "../context/amount.ts";
import { CliError } from "../output/cli-error.ts";

/** What `provider start` takes to say what the machine asks. */
export interface AsksOptions {
  askRun?: string;
  askCoreSecond?: string;
  askGibSecond?: string;
  askGigaFuel?: string;
  askModel: string[];
}

/** Adds the options that say what the machine asks for its work. */
export function asksOptions(command: Command): Command {
  return command
    .option("--ask-run <amount>", "QU for each run")
    .option("--ask-core-second <amount>", "QU for each second that a run may take")
    .option("--ask-gib-second <amount>", "QU for each second and GiB of memory that a run sets aside")
    .option("--ask-giga-fuel <amount>", "QU for each billion units of fuel that a wasm run may burn")
    .option(
      "--ask-model <digest=amount>",
      "QU for each run of this model or program in place of --ask-run; may be given several times",
      (value: string, before: string[]) => [...before, value],
      [],
    );
}

/** The asks that the options describe; undefined when there are none. @throws CliError INVALID_OPTION, INVALID_AMOUNT */
export function readAsks(options: AsksOptions): MachineAsks | undefined {
  const amounts = {
    perRun: options.askRun,
    perCoreSecond: options.askCoreSecond,
    perGiBSecond: options.askGibSecond,
    perGigaFuel: options.askGigaFuel,
  };
  const given = Object.entries(amounts).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, String(parseAmount(text))] as const],
  );
  const models = Object.fromEntries(options.askModel.map(readModel));
  const asks = { ...Object.fromEntries(given), ...(options.askModel.length > 0 && { models }) };
  return Object.keys(asks).length === 0 ? undefined : asks;
}

function readModel(text: string): [string, string] {
  const match = /^(sha256:[0-9a-f]{64})=(.+)$/.exec(text);
  if (match) return [match[1]!, String(parseAmount(match[2]!))];
  throw new CliError(
    "INVALID_OPTION",
    `--ask-model: "${text}" is not sha256:<digest>=<amount>.`,
    "`qubix model get` shows a model's digest.",
  );
}
