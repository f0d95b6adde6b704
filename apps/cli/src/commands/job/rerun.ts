import { type JobDocument, parseSpec, readSpec } from "@qubix/protocol";
import type { Command } from "commander";
import { parseWhole } from "../../context/amount.ts";
import { type AutoTopUpOptions, autoTopUpOption } from "../../job/auto-top-up-option.ts";
import { prepareJob, sealKeyOf } from "../../job/prepare-job.ts";
import { findKey } from "../../job/short-key.ts";
import { type SubmitOptions, submitOptions, submitPrepared } from "../../job/submit-options.ts";
import type { TermsOptions } from "../../job/terms-options.ts";
import { defineCommand } from "../define-command.ts";

type Options = SubmitOptions & AutoTopUpOptions & { priceCap?: string; deadline: number };

/** `qubix job rerun`: a new job with the spec and the terms of one that was. */
export function rerunCommand(job: Command): void {
  defineCommand<Options>(job, {
    usage: "rerun <key>",
    summary: "Submit a job again, as a new one: the same work under the same terms, paid and read by your wallet.",
    examples: ["job rerun $KEY --wait", "job rerun $KEY --price-cap 2k --dry-run", "job rerun $KEY --id-only"],
    configure: (command) =>
      submitOptions(
        autoTopUpOption(command)
          .option("--price-cap <amount>", "most that one run may cost, instead of the job's")
          .option(
            "--deadline <ticks>",
            "ticks from now by which it must be done",
            parseWhole("--deadline", 1, 10_000_000),
            20_000,
          ),
      ),
    async run(session, options, text) {
      const key = await findKey(session, text!);
      const hub = await session.ownHub();
      const before = await hub.call("getJob", { params: { key } });
      const { spec } = parseSpec(before.spec);
      const built = {
        ...readSpec({ ...spec, seal: await sealKeyOf(session) }),
        blobs: new Map(),
        ...(before.model !== undefined && { modelSlot: before.model }),
      };
      const prepared = await prepareJob(session, built, { ...termsOf(before), ...options });
      await submitPrepared(session, built, prepared, options);
    },
  });
}

function termsOf(job: JobDocument): Omit<TermsOptions, "deadline"> {
  const { replicas, quorum, priceCap, metered, providers, minStake, startPolicy: start } = job;
  return {
    ...{ replicas, quorum, priceCap, start },
    ...(metered && { metered }),
    ...(providers.length > 0 && { providers: providers.join(",") }),
    ...(minStake !== "0" && { minStake }),
  };
}
