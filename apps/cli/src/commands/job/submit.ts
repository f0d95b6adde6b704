import type { Command } from "commander";
import type { Session } from "../../context/session.ts";
import { autoTopUpOption } from "../../job/auto-top-up-option.ts";
import { type BuiltSpec, buildSpec } from "../../job/build-spec.ts";
import { estimateText } from "../../job/estimate-text.ts";
import { findModel } from "../../job/find-model.ts";
import { prepareJob, sealKeyOf } from "../../job/prepare-job.ts";
import { readJobFile } from "../../job/read-job-file.ts";
import { type SpecOptions, specOptions } from "../../job/spec-options.ts";
import { type SubmitOptions, submitOptions, submitPrepared } from "../../job/submit-options.ts";
import { type TermsOptions, termsOptions } from "../../job/terms-options.ts";
import { CliError } from "../../output/cli-error.ts";
import { EXIT } from "../../output/exit-codes.ts";
import { defineCommand } from "../define-command.ts";
import { estimateFor } from "./estimate.ts";

type Options = SpecOptions & TermsOptions & SubmitOptions & { estimate?: boolean };

/** `qubix job submit`: spec, inputs, signed ladder, in one go. */
export function submitCommand(job: Command): void {
  defineCommand<Options>(job, {
    usage: "submit [file]",
    summary:
      "Submit a job: a WASI program, a published model, or a job file (see `qubix job template`; - reads standard input).",
    examples: [
      "job submit --wasm program.wasm -i table.csv --arg 20 --wait",
      "job submit --wasm program.wasm --arg 5 --replicas 2 --quorum 2 --providers 0,1 --price-cap 5000",
      "job submit --wasm program.wasm --arg 5 --metered --price-cap 2k --wait --auto-top-up 20k",
      "job submit --model acme/digits -i image.npy --start authorized --json",
      "job submit --wasm program.wasm --arg 5 --private --wait",
      "job submit job.json --dry-run",
      "job submit job.json --estimate --wait",
      "KEY=$(qubix job submit job.json --id-only)",
    ],
    configure: (command) =>
      submitOptions(
        autoTopUpOption(termsOptions(specOptions(command))).option(
          "--estimate",
          "ask the hub first what it would cost, show that, and take its price cap",
        ),
      ),
    run: submit,
  });
}

async function submit(session: Session, options: Options, file?: string): Promise<void> {
  checkAutoTopUp(options);
  const seal = await sealKeyOf(session);
  const find = (name: string) => findModel(session, name);
  const built = file ? await readJobFile(file, seal, find) : await buildSpec(options, seal, find);
  const cap = options.estimate ? await suggestedCap(session, built, options) : undefined;
  const prepared = await prepareJob(session, built, options, cap);
  await submitPrepared(session, built, prepared, options);
}

/** A watcher is needed, and something to watch. @throws CliError */
function checkAutoTopUp({ autoTopUp: max, metered, wait }: Options): void {
  if (max === undefined || (metered && wait)) return;
  const hint = "Add --metered --wait, or watch the job later: qubix job watch --auto-top-up MAX KEY.";
  throw new CliError("INVALID_OPTIONS", "--auto-top-up is for metered jobs, while their submitter waits.", hint);
}

/** What the hub thinks that it costs, shown; and the cap to name. @throws CliError when nobody would take it */
async function suggestedCap(session: Session, built: BuiltSpec, options: Options): Promise<bigint> {
  const estimate = await estimateFor(session, built, options);
  if (!options.idOnly) session.printer.progress(estimateText(estimate));
  if (estimate.offers.matching > 0) return BigInt(estimate.price.cap);
  const reasons = Object.entries(estimate.offers.reasons).map(([reason, count]) => `${count} × ${reason}`);
  throw new CliError(
    "NO_OFFER",
    `None of ${estimate.offers.total} offers would take it. ${reasons.join(", ")}`,
    "Change what it asks for, or submit it without --estimate: it waits for somebody until its deadline.",
    EXIT.jobFailed,
  );
}
