import { buildCreateJob, explainCall, type PreparedJob, waitForJob } from "@qubix/client";
import { query } from "@qubix/contract";
import { deriveSealKeyPair, toHex } from "@qubix/protocol";
import type { Command } from "commander";
import type { Session } from "../../context/session.ts";
import { type BuiltSpec, buildSpec, readSpecFile } from "../../job/build-spec.ts";
import { endedWell } from "../../job/ended-well.ts";
import { findModel } from "../../job/find-model.ts";
import { type SpecOptions, specOptions } from "../../job/spec-options.ts";
import { readTerms, type TermsOptions, termsOptions } from "../../job/terms-options.ts";
import { EXIT } from "../../output/exit-codes.ts";
import { printStates } from "../../output/print-states.ts";
import { pairs, quText } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";
import { jobText } from "./job-text.ts";

type SubmitOptions = SpecOptions &
  TermsOptions & { dryRun?: boolean; wait?: boolean; idOnly?: boolean; timeout: number };

/** `qubix job submit`: spec, inputs, signed ladder, in one go. */
export function submitCommand(job: Command): void {
  defineCommand<SubmitOptions>(job, {
    usage: "submit [spec]",
    summary: "Submit a job: a WASI program, a published model, or a spec file (JSON).",
    examples: [
      "job submit --wasm program.wasm -i table.csv --arg /in/table.csv --wait",
      "job submit --wasm program.wasm --replicas 3 --providers 0,1,2 --price-cap 5000",
      "job submit --model me/digits -i image.npy --start authorized --json",
      "job submit spec.json --dry-run",
      "KEY=$(qubix job submit spec.json --id-only)",
    ],
    configure: (command) =>
      termsOptions(specOptions(command))
        .option("--dry-run", "build and check everything, show what it would cost, send nothing")
        .option("--wait", "wait until everybody has been paid")
        .option("--timeout <seconds>", "how long --wait waits", Number, 600)
        .option("--id-only", "print nothing but the job's key"),
    run: submit,
  });
}

async function submit(session: Session, options: SubmitOptions, file?: string): Promise<void> {
  const { keyPair } = await session.wallet();
  const seal = toHex(deriveSealKeyPair(keyPair.subseed).publicKey);
  const model = options.model ? await findModel(session, options.model) : undefined;
  const built = file ? readSpecFile(file, seal) : await buildSpec(options, seal, async () => model!);
  const prepared = await prepare(session, built, options, model?.slot);
  await explainFirst(session, prepared);
  if (options.dryRun) return printPrepared(session, prepared, "Nothing was sent.");

  const hub = await session.signedHub();
  for (const bytes of built.blobs.values()) await hub.uploadBlob(bytes);
  const transactions = prepared.transactions.map(({ bytes }) => toHex(bytes));
  await hub.call("submitJob", { body: { spec: prepared.spec, transactions } });
  if (options.idOnly && !options.wait) return session.printer.raw(prepared.key);
  if (!options.wait) return printPrepared(session, prepared, `Submitted. Watch it: qubix job wait ${prepared.key}`);
  const onChange = options.idOnly ? () => {} : printStates(session.printer);
  const timeoutMs = options.timeout * 1000;
  const ended = await waitForJob(hub, prepared.key, { until: "settled", timeoutMs, onChange });
  if (options.idOnly) session.printer.raw(prepared.key);
  else session.printer.result(ended, () => jobText(ended));
  if (!endedWell(ended)) session.exitCode = EXIT.jobFailed;
}

async function prepare(
  session: Session,
  built: BuiltSpec,
  options: SubmitOptions,
  modelSlot?: number,
): Promise<PreparedJob> {
  const { network } = session.profile;
  const [{ createFeeNow }, { tick }, terms] = await Promise.all([
    query.getConfig(session.contract, {}),
    session.node.tickInfo(),
    readTerms(session, options, modelSlot),
  ]);
  const { keyPair } = await session.wallet();
  const { contract, tickOffset } = network;
  const where = { contractIndex: contract.index, tick, tickOffset, createFee: createFeeNow, keyPair };
  return buildCreateJob(built.spec, { ...terms, deadline: tick + options.deadline }, where);
}

/** Asks the contract before anything is uploaded: it knows what the hub can't. */
async function explainFirst(session: Session, prepared: PreparedJob): Promise<void> {
  const { inputType, input } = prepared.transactions[0]!;
  await explainCall(await session.caller(), { inputType, input }, prepared.amount);
}

function printPrepared(session: Session, prepared: PreparedJob, note: string): void {
  const { key, specDigest, escrow, amount, spec } = prepared;
  const transactions = prepared.transactions.map(({ id, tick }) => ({ id, tick }));
  session.printer.result({ key, specDigest, escrow, amount, transactions, spec }, () =>
    [
      pairs({
        job: key,
        "spec digest": specDigest,
        "locked until it ends": quText(escrow),
        "kept in any case": quText(amount - escrow),
        ticks: transactions.map(({ tick }) => tick).join(", "),
      }),
      note,
    ].join("\n"),
  );
}
