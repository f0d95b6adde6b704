import { type EstimatedTerms, estimateJob } from "@qubix/client";
import type { EstimateDocument } from "@qubix/protocol";
import type { Command } from "commander";
import { parseAmount } from "../../context/amount.ts";
import type { Session } from "../../context/session.ts";
import { type BuiltSpec, buildSpec } from "../../job/build-spec.ts";
import { estimateText } from "../../job/estimate-text.ts";
import { findModel } from "../../job/find-model.ts";
import { readJobFile } from "../../job/read-job-file.ts";
import { type SpecOptions, specOptions } from "../../job/spec-options.ts";
import { slotsOf, type TermsOptions, termsOptions } from "../../job/terms-options.ts";
import { defineCommand } from "../define-command.ts";

/** Nothing is sealed for an estimate: any key will do. */
const NO_KEY = "00".repeat(32);

/** `qubix job estimate`: what a job would cost and take, before anything is paid; no wallet is needed. */
export function estimateCommand(job: Command): void {
  defineCommand<SpecOptions & TermsOptions>(job, {
    usage: "estimate [file]",
    summary: "Say what a job would cost and how long it would take, by the offers there are and by past runs.",
    examples: [
      "job estimate --wasm program.wasm --arg 20 -i table.csv",
      "job estimate --wasm program.wasm --replicas 3 --price-cap 2k --json",
      "job estimate job.json --metered",
    ],
    configure: (command) => termsOptions(specOptions(command)),
    async run(session, options, file) {
      const find = (name: string) => findModel(session, name);
      const built = file ? await readJobFile(file, NO_KEY, find) : await buildSpec(options, NO_KEY, find);
      const estimate = await estimateFor(session, built, options);
      session.printer.result(estimate, () => estimateText(estimate));
    },
  });
}

/** What the hub thinks of a spec under the terms that the options describe. */
export async function estimateFor(
  session: Session,
  { spec }: Pick<BuiltSpec, "spec">,
  options: TermsOptions,
): Promise<EstimateDocument> {
  const { replicas, quorum, priceCap, metered, providers, minStake, bonded, start } = options;
  const terms: EstimatedTerms = {
    ...{ replicas, start },
    ...(quorum !== undefined && { quorum }),
    ...(priceCap !== undefined && { priceCap: parseAmount(priceCap) }),
    ...(metered && { metered }),
    ...(providers !== undefined && { providers: await slotsOf(session, providers) }),
    ...(minStake !== undefined && { minStake: parseAmount(minStake) }),
    ...(bonded && { bondedOnly: true }),
  };
  return estimateJob(session.hub, spec, terms);
}
